"""Of what a word of permission or exclusion is said, where it stands in a clause behind its subject."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.skeleton.reach import last_unit
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Group, Segment, Unit
from eligibility.spans import Span

_SAID_BEHIND = ("ALLOWED", "EXCLUDED", "MUSTNOT")
_LINKS = ("WITH", "EG")
_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN")
_VERBS = frozenset({"is", "are", "was", "were", "will", "would", "may", "can", "shall", "should", "remain", "be"})
_RELATIVE = frozenset({"that", "which", "who", "whom"})
_CASES = frozenset({"which", "that", "this", "such"})


def hand_out_predicates(segment: Segment, ctx: Context) -> Segment:
    """ "Women with prior asthma | are eligible", "drugs such as aspirin | are prohibited": said of the whole, and not of the asthma alone.

    In brackets among the exclusions a further one is no condition of what stands before it, so it stays with words that are not understood.
    """
    if not any_of_type(segment.separators, _LINKS):
        return segment
    kinds = ("ALLOWED",) if ctx.kind == "exclusion" and ctx.mode == "all" else _SAID_BEHIND
    units = list(segment.units)
    for index, separator in enumerate(segment.separators):
        if separator.type not in _LINKS or separator.span.start == separator.span.end or not _is_subject(units[index]):
            continue
        end = last_unit(segment, index, separator)
        place = _predicate(units[end], separator.type == "EG")
        word = units[end].parts[place] if place is not None else None
        if place is not None and isinstance(word, Element) and word.type in kinds:
            units[end] = Unit([*units[end].parts[:place], *units[end].parts[place + 1 :]])
            units[index] = Unit([*units[index].parts, word])
    return Segment(units, list(segment.separators))


def _is_subject(unit: Unit) -> bool:
    """Whether it names something of which more is said, and has no verb of its own."""
    types = {p.type for p in unit.parts if isinstance(p, Element)}
    return bool(types - {"FILLER", "NEG"}) and not types & {"DEMAND", "MUSTNOT", "TAKING", "ABLE", "UNABLE", *_SAID_BEHIND}


def _predicate(unit: Unit, of_an_example: bool) -> int | None:
    """The place of a permission or exclusion that ends a clause; "… for the study" may follow it.

    An example may have been described by a denial: "such as psoriasis not requiring treatment | are permitted".
    """
    place = next((i for i, p in enumerate(unit.parts) if isinstance(p, Element) and p.type in _SAID_BEHIND), None)
    if place is None or place == 0:
        return None
    behind = [p for p in unit.parts[place + 1 :] if isinstance(p, Group) or p.type not in ("FILLER", "FOR", "ANCHOR")]
    first = unit.parts[0]
    relative = isinstance(first, Element) and first.word in _RELATIVE  # "… from which the patient has been free is permitted"
    others = ("DEMAND", "NEG") if relative else (*_PEOPLE, "DEMAND") if of_an_example else (*_PEOPLE, "DEMAND", "NEG")
    before = [p for p in unit.parts[:place] if isinstance(p, Element) and p.type in others]
    return place if not behind and not before and _is_verb(unit, place) else None


def _is_verb(unit: Unit, place: int) -> bool:
    """Whether it says "are allowed", and does not only describe "medications allowed in the study" or "those that are allowed"."""
    words: list[str] = []
    for part in reversed(unit.parts[: place + 1]):
        if not isinstance(part, Element) or part.type not in ("FILLER", *_SAID_BEHIND):
            break
        words += part.word.split()
    return not _RELATIVE & set(words) and bool(_VERBS & set(words))


def excluded_behind(group: Group) -> Element | None:
    """The last word of "(biopsy is excluded)", which makes an exception of the thing; people so excluded are another statement."""
    sentences = group.block.sentences
    if len(sentences) != 1 or len(sentences[0].segments) != 1:
        return None
    units = sentences[0].segments[0].units
    parts = [p for u in units for p in u.parts]
    last = units[-1].parts[-1] if units[-1].parts else None
    plain = all(isinstance(p, Element) and p.type not in (*_PEOPLE, "NEG", "ALLOWED") for p in parts)
    return last if plain and len(parts) > 1 and isinstance(last, Element) and last.type == "EXCLUDED" else None


def waived(inner: Segment) -> tuple[Segment, Unit | None]:
    """ "… unless B, in which case A is not required": what the exception permits says it again; without it, and the unit that says so."""
    unit = inner.units[-1]
    if len(inner.units) < 2 or _predicate_of_a_case(unit) is None:
        return inner, None
    return Segment(inner.units[:-1], inner.separators[:-1]), unit


def _predicate_of_a_case(unit: Unit) -> Element | None:
    last = unit.parts[-1] if unit.parts else None
    return last if begins_a_case(unit.parts) and isinstance(last, Element) and last.type == "ALLOWED" else None


def begins_a_case(parts: Sequence[Element | Group]) -> bool:
    """ "In which case …"."""
    words = [w for p in parts[:3] if isinstance(p, Element) for w in p.word.split()]
    return len(words) > 2 and words[0] == "in" and words[1] in _CASES and words[2].startswith("case")


_COUNTED = frozenset({"measurable", "evaluable", "assessable"})
_COPULAS = frozenset({"is", "are", "be", "considered", "regarded"})
_DENYING = ("NEG", "MUSTNOT", "UNABLE", "EXCLUDED")
_OF_LESIONS = frozenset({"measurable-disease", "evaluable-disease"})


def says_what_counts(segment: Segment) -> bool:
    """ "Bone lesions are not considered measurable": said of lesions in general, and not of a patient's."""
    if not any_of_type(segment.units[-1].parts, _DENYING):
        return False
    last = [p for p in segment.units[-1].parts if isinstance(p, Element)]
    if _COUNTED.isdisjoint(_words(last[-1])):
        return False
    place = next(i for i, p in enumerate(last) if p.type in _DENYING)
    verb = {w for p in last[place:-1] for w in _words(p)}
    named = [p for u in segment.units[:-1] for p in u.parts if isinstance(p, Element)] + last[:place]
    return len(_words(last[-1])) == 1 and bool(verb & _COPULAS) and any(p.may_be("COND", "SITE", "DISEASENOUN") for p in named)


def explains_a_word(segment: Segment) -> bool:
    """ "Moderate = treated with steroids, severe = requiring hospitalisation": what a word means that is said elsewhere."""
    if not any_of_type(segment.units[0].parts, ("EQUALS",)):
        return False
    first = [p.type for p in segment.units[0].parts if isinstance(p, Element)]
    place = first.index("EQUALS")
    numbers = ("BARE", "NUM", "LIMIT", "EQUATION", "CLASSVALUE", "CLASSES")
    return place > 0 and all(t in _EXPLAINED for t in first[:place]) and not any(t in numbers for t in first[place:])


_EXPLAINED = ("SEV", "DESC", "WORD", "FILLER", "ACTIVE", "QUALITY")


def _words(element: Element) -> list[str]:
    return [w for t in element.tokens for w in t.word.split()]


def denied_brackets(segment: Segment, head: Element | None) -> list[Group]:
    """Brackets behind how lesions are measured that say what they cannot be: "by RECIST (the lesion cannot be a lymph node)"."""
    if head is None or head.reading("ATTR") not in _OF_LESIONS:
        return []
    groups = [p for u in segment.units for p in u.parts if isinstance(p, Group)]
    return [g for g in groups if any_of_type(_elements(g), _DENYING)]


_IS = frozenset({"is", "are", "has", "have"})
_QUALITY = frozenset({"DESC", "ACTIVE", "WORD"})


def clause_of_disease(segment: Segment) -> Span | None:
    """A clause behind how a disease is known that speaks of the disease: "confirmed by MRI that is not resectable".

    What an examination "showed", and when it "was" done, is said of the examination.
    """
    parts = [p for u in segment.units for p in u.parts if isinstance(p, Element)]
    start = next((i for i, p in enumerate(parts) if i and p.type == "FILLER" and p.word in _RELATIVE), None)
    if start is None:
        return None
    behind = parts[start + 1 :]
    said = next((i for i, p in enumerate(behind) if p.type != "FILLER"), None)
    if said is None:
        return None
    states = behind[said].type in _QUALITY and any(p.word in _IS for p in behind[:said])
    return Span(parts[start].span.start, parts[-1].span.end) if states or behind[said].type in _DENYING else None


def _elements(group: Group) -> list[Element]:
    segments = [g for s in group.block.sentences for g in s.segments]
    return [p for g in segments for u in g.units for p in u.parts if isinstance(p, Element)]


def describe_patients(segment: Segment) -> None:
    """ "Asymptomatic and scheduled for colonoscopy": the adjective is said of the patient, and not of what is planned or taken."""
    if not any_of_type(segment.separators, ("AND",)):
        return
    for unit, separator, following in zip(segment.units, segment.separators, segment.units[1:], strict=False):
        words = [p for p in unit.parts if not isinstance(p, Element) or p.type not in ("FILLER", "SUBJECT")]
        opening = next((p for p in following.parts if isinstance(p, Element) and p.type != "FILLER"), None)
        only = bool(words) and all(isinstance(p, Element) and p.type in ("DESC", "ACTIVE") for p in words)
        if only and separator.type == "AND" and opening is not None and opening.type in ("PLAN", "TAKING", "ABLE"):
            for word in words:
                if isinstance(word, Element):
                    word.type = "BLOCK"
        if unit.parts:
            break
