"""Permissions behind a statement, which are sentences of their own: "malignancy, although basal cell carcinoma is allowed".

Without that the words that permit would be taken for those of the whole list, and what stands before them would exclude nobody.
"""

from __future__ import annotations

from eligibility.compiler.links.permitted_people import PERMITTING, begins_with_people
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Segment, Sentence, Unit, is_word
from eligibility.rules.trial import CriterionKind

_BUT = frozenset({"but", "although", "though", "however", "while", "whereas"})
_NAMED = ("COND", "ORG", "PROC", "DRUG", "ATTR", "MEAS", "TEST", "SCALE")
# What opens a sentence without being a statement: "at the investigator's discretion, …", "after surgery, radiotherapy is allowed".
_ADVERBIAL = ("FOR", "JUDGE", "AFTER", "BEFORE", "INTIME", "WINDOW", "TAIL", "HOW")
_OF_PEOPLE = frozenset({"who", "whose", "that", "which", "with", "without", "on", "taking", "receiving", "treated", "using"})
# With one of these a statement is complete, and no beginning of the list behind it.
_COMPLETE = ("WINDOW", "GAP", "LASTING", "LIMIT", "CLASSES")


def with_permissions_apart(sentence: Sentence, kind: CriterionKind) -> list[Sentence]:
    """The sentence, or its statement and its permission."""
    for index, segment in enumerate(sentence.segments):
        place = _start_of_permission(segment, kind)
        if place is not None:
            end = place - 1 if segment.units[place - 1].parts else place - 2  # ", but": an empty unit stands between the two
            before = Segment(segment.units[: end + 1], segment.separators[:end])
            behind = Segment(segment.units[place:], segment.separators[place:])
            opening = Sentence([*sentence.segments[:index], before], sentence.separators[:index])
            return [opening, Sentence([behind, *sentence.segments[index + 1 :]], sentence.separators[index:])]
    return [sentence]


def _start_of_permission(segment: Segment, kind: CriterionKind) -> int | None:
    """The unit with which what the segment's last unit permits begins; what it names before that, it may permit as well."""
    if not any_of_type(segment.units[-1].parts, ("ALLOWED", "EXCLUDED")):
        return None
    unlike = None if _tells_of_people(segment.units[-1]) else _start_of_unlike(segment, kind)
    if unlike is not None:
        return unlike
    last = [p for p in segment.units[-1].parts if is_word(p, "ALLOWED")]
    # "Patients with autoimmune disease, vitiligo is allowed".
    two = kind == "exclusion" and [s.word for s in segment.separators] == [","] and not _tells_of_people(segment.units[-1])
    people = begins_with_people(segment.units[0].parts) and not two
    if not last or people or not _states(segment):
        return None
    if any(is_word(p, "ALLOWED") for u in segment.units[:-1] for p in u.parts):
        return None
    return _start_of_people(segment, last) or _start_of_things(segment, kind)


def _tells_of_people(unit: Unit) -> bool:
    """ "…, who are on corticosteroids": more of the people before the comma."""
    first = next((p for p in unit.parts if isinstance(p, Element)), None)
    return first is not None and first.word.split()[0] in _OF_PEOPLE


def _start_of_unlike(segment: Segment, kind: CriterionKind) -> int | None:
    """ "Patients with melanoma, interferon is allowed", "… type 2 diabetes, insulin is not allowed": a disease and a drug are no list."""
    commas = [i for i, s in enumerate(segment.separators) if s.type == "COMMA"]
    if commas != [len(segment.separators) - 1]:
        return None
    before, behind = segment.units[:-1], segment.units[-1:]
    if any(x.type in ("AND", "OR", "SLASH", "IF") for x in segment.separators):
        return None
    words = ("ALLOWED", "EXCLUDED") if kind == "inclusion" else ("ALLOWED",)
    said = _any_of(behind, *words) and not _any_of(before, *words, "NEG", "DEMAND") and not _any_of(behind, "NEG", "COND")
    # "Brain metastases, steroids are allowed" may permit both: the first must say who the patients are.
    who = begins_with_people(before[0].parts) or _any_of(before, "HOWADJ", "TAKING")
    unlike = _any_of(before[:1], "COND") and not _any_of(before[:1], "DRUG", "PROC") and _any_of(behind, "DRUG", "PROC")
    return len(before) if said and who and unlike else None


def _start_of_people(segment: Segment, words: list[Element]) -> int | None:
    """ "…, but patients with basal cell carcinoma are eligible"."""
    if not any(w in word.word for word in words for w in PERMITTING):
        return None
    for place in range(1, len(segment.units)):
        unit, separator = segment.units[place], segment.separators[place - 1]
        contrasted = separator.word == "but" or _contrasts(unit)
        said = [p for p in unit.parts if not is_word(p, "FILLER")]
        begins = bool(said) and is_word(said[0], "SUBJECT")
        if begins and (contrasted or separator.type == "COMMA") and any(u.parts for u in segment.units[:place]):
            return place
    return None


def _start_of_things(segment: Segment, kind: CriterionKind) -> int | None:
    """ "Chemotherapy within 4 weeks, tamoxifen is allowed": behind a statement that is complete, or the only comma of an exclusion."""
    commas = [i for i, s in enumerate(segment.separators) if s.type == "COMMA" or s.word == "but"]
    if not commas or any(s.type not in ("AND", "OR", "SLASH") for s in segment.separators[commas[-1] + 1 :]):
        return None
    place = commas[-1] + 1
    before, behind = segment.units[:place], segment.units[place:]
    contrasted = segment.separators[place - 1].word == "but" or _contrasts(behind[0])
    complete = _any_of(before, *_COMPLETE, "NEG") and not _any_of(behind, *_COMPLETE)
    alone = kind == "exclusion" and len(segment.separators) == 1
    return place if behind[0].parts and (contrasted or complete or alone) else None


def _contrasts(unit: Unit) -> bool:
    """Whether it begins with "although", which then says nothing more."""
    first = unit.parts[0] if unit.parts else None
    if not isinstance(first, Element) or first.word not in _BUT:
        return False
    first.type = "FILLER"
    return True


def _any_of(units: list[Unit], *types: str) -> bool:
    return any(is_word(p, *types) for u in units for p in u.parts)


def _states(segment: Segment) -> bool:
    """Whether it begins with a statement, and not with what the permission depends on."""
    said = [p for p in segment.units[0].parts if not is_word(p, "FILLER")]
    return bool(said) and not is_word(said[0], *_ADVERBIAL) and any(is_word(p, *_NAMED) for p in said)
