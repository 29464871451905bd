"""Segments that ask nothing of a patient: what counts as measurable, which tests need not be made, who will be tested later."""

from __future__ import annotations

from eligibility.compiler.skeleton.reach import all_elements
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit, any_part_of_type

PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN", "PEOPLE")
ASKING = ("DEMAND", "MUSTNOT", "ALLOWED", "EXCLUDED")
VERBS = frozenset({"is", "are", "was", "were", "be", "been"})
_SAMPLES = """
    specimen specimens sample samples evaluation evaluations assessment assessments measurement measurements test tests testing lab labs
    laboratory screening baseline value values window period interval
"""
TEST_WORDS = frozenset(_SAMPLES.split())
_REGARDED = frozenset({"considered", "regarded", "deemed", "counted"})
_COUNTED = frozenset({"count", "counts", "counted"})
_LINES = frozenset({"line", "lines", "regimen", "regimens", "therapy"})
_MEASURABLE = frozenset({"measurable", "evaluable", "assessable"})
_REQUIRED = frozenset({"required", "mandatory", "necessary", "needed", "compulsory", "obligatory"})
_RESULTS = ("LIMIT", "POSITIVE", "NORMAL", "CLASSES", "GAP")
_MADE = TEST_WORDS | {"collection", "collections", "retesting", "monitoring", "confirmation", "quantification"}
_WILL_HAVE = ("will undergo", "will have", "will be", "will receive")


def is_idle(segment: Segment) -> bool:
    """Whether it explains by itself, whatever stands before it."""
    if needs_no_test(segment):
        return True
    return regards_as(segment) and speaks_in_general(segment) and not any_of_type(all_elements(segment), ("NEG",))


def regards_as(segment: Segment) -> bool:
    """Something, and not people, "is (not) considered" to be something."""
    said = [p for u in segment.units for p in u.parts if isinstance(p, Element)]
    words = [e.word for e in said]
    if _REGARDED.isdisjoint(words):
        return False
    place = next(i for i, word in enumerate(words) if word in _REGARDED)
    finite = place > 0 and not VERBS.isdisjoint(words[place - 1].split())
    before = said[:place]
    asks = any(e.type in (*PEOPLE, *ASKING, "ABLE", "UNABLE") for e in said[: place + 3])
    return finite and not asks and any(e.type != "FILLER" for e in before)


def does_not_count(segment: Segment) -> bool:
    """ "Adjuvant chemotherapy is not counted", "… does not count as a line of therapy": of what is counted before it."""
    said = [e for u in segment.units for e in elements_of_unit(u) if e.type != "FILLER"]
    counted = next((i for i, e in enumerate(said) if e.word.split()[-1] in _COUNTED or (e.word in _REGARDED and _names_lines(said[i:]))), 0)
    denied = counted > 0 and said[counted - 1].type == "NEG"  # "no drug to raise the neutrophil count" counts nothing
    return denied and not any(e.type in (*PEOPLE, *ASKING) or e.type in _RESULTS for e in said)


def _names_lines(said: list[Element]) -> bool:
    return any(w in _LINES for e in said for w in e.word.split())


def speaks_in_general(segment: Segment) -> bool:
    """Whether it speaks of what counts as measurable, or under which condition: "the tumor is considered resectable" is the patient's."""
    words = {w for u in segment.units for e in elements_of_unit(u) for w in e.word.split()}
    return not words.isdisjoint(_MEASURABLE) or any(s.type == "IF" for s in segment.separators)


def needs_no_test(segment: Segment) -> bool:
    """ "No HIV testing is required unless mandated by the authorities", "testing is not mandatory"."""
    if not any_part_of_type(segment, ASKING):
        return False
    links = [i for i, s in enumerate(segment.separators) if s.type in ("UNLESS", "IF", "EXCEPT")]
    said = [p for u in segment.units[: links[0] + 1 if links else None] for p in u.parts if isinstance(p, Element)]
    asked = [i for i, e in enumerate(said) if e.type in ASKING]
    if len(asked) != 1 or not _REQUIRED & set(said[asked[0]].word.split()):
        return False
    tested = any(e.type == "TEST" or not TEST_WORDS.isdisjoint(e.word.split()) for e in said[: asked[0]])
    if not tested or any(e.type in (*_RESULTS, *PEOPLE, "PROC", "DRUG") for e in said):
        return False
    return said[asked[0]].type == "ALLOWED" or any(e.type == "NEG" for e in said[: asked[0]])


def will_be_tested(segment: Segment) -> bool:
    """ "Participants with proteinuria ≥ 2+ will undergo a 24-hour urine collection": what is done with them, later."""
    said = [e for u in segment.units for e in elements_of_unit(u)]
    begins = next((e for e in said if e.type not in ("FILLER", "NOTE")), None)
    place = next((i for i, e in enumerate(said) if e.word.startswith(_WILL_HAVE)), 0)
    behind = said[place + 1 :]
    if begins is None or begins.type not in PEOPLE or not place or "who" in said[place - 1].word.split():
        return False
    return any(e.word in _MADE for e in behind) and not any(e.type in (*_RESULTS, *ASKING) for e in behind)


def elements_of_unit(unit: Unit) -> list[Element]:
    """Its words, but for what stands in brackets."""
    return [p for p in unit.parts if isinstance(p, Element)]
