"""The skeleton of a criterion, before anything is built: how far a link word reaches, what a colon or a bracket goes with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.compiler.accounting.words import all_elements as all_elements
from eligibility.compiler.frames.colons import only_permits
from eligibility.compiler.frames.frame import HEADS, VALUES
from eligibility.compiler.skeleton.bound_pairs import lacks_a_limit
from eligibility.compiler.skeleton.items import STARTS
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import LINKS, Element, Group, Segment, Unit, any_part_of_type
from eligibility.reference.entailments import entailed
from eligibility.reference.vocabulary import vocabulary
from eligibility.spans import Span, hull

LISTS = ("LISTHEAD", "LISTALL", "LISTCOUNT")  # words that say that a list follows, and how much of it is asked for


def wide_colon(segment: Segment) -> int | None:
    """The colon that introduces all that follows; one that only explains the name before it, inside a list, does not."""
    for index, separator in enumerate(segment.separators):
        if separator.type != "COLON":
            continue
        following = segment.units[index + 1 :]
        later_facts = [u for u in following[1:] if named_in(u, "COND", "PROC", "DRUG") and not named_in(u, "LIMIT")]
        explains = named_in(segment.units[index], "COND") and following and named_in(following[0], "LIMIT")
        if not (explains and later_facts):
            return index
    return None


def announces(segment: Segment) -> bool:
    """Whether its last words say that a list follows: "as defined by one of the following"."""
    said = [p for p in segment_elements(segment) if isinstance(p, Group) or p.type != "FILLER"]
    last = said[-1] if said else None
    return isinstance(last, Element) and last.type in LISTS and "following" in last.tokens[-1].word


def named_in(unit: Unit, *types: str) -> list[Element]:
    return [p for p in unit.parts if isinstance(p, Element) and p.may_be(*types)]


def elements_worth(unit: Unit) -> list[Element | Group]:
    silent = ("FILLER", *LISTS, "LISTNOUN", "SUBJECT", "DEMAND")
    return [p for p in unit.parts if isinstance(p, Group) or p.type not in silent]


_STANDARD = re.compile(
    r"(?i)\b(?:criteria|guidelines?|classification|classifications|recist|ctcae|ctc|standards?|protocol|section|appendix|table|equation|formula|"
    r"asco|who|ajcc|nccn|institutional|institution|investigator)\b"
)


_NO_STANDARD = frozenset({*VALUES, "NORMAL", "WINDOW", "LASTING", *LISTS})
_MANUAL = re.compile(r"(?:the )?(?:DSM|ICD|SCID)\b[-\w. ]{0,10}(?:criteria)?$")


def names_a_standard(segment: Segment, text: str) -> bool:
    """Whether "as defined by" is followed by the name of a rule ("the NYHA classification") and not by a definition."""
    parts = segment_elements(segment)
    while parts and isinstance(parts[-1], Element) and parts[-1].type in ("WINDOW", "LASTING"):
        parts = parts[:-1]  # "gout by the ACR criteria for 6 months": the time is that of the disease
    if parts and _MANUAL.match(segment_span(segment).of(text)):
        return True  # "DSM-5": its number is no value
    if not parts or any(isinstance(p, Group) or p.type in _NO_STANDARD for p in parts):
        return False
    if any(isinstance(p, Element) and p.may_be("COND", "PROC", "DRUG", "ATTR") for p in parts):
        return False
    return _STANDARD.search(segment_span(segment).of(text)) is not None


def attach_brackets(segment: Segment) -> Segment:
    """Brackets behind a comma ("MELD 17–30, (MELD = …)") belong to the unit before it."""
    if not any_of_type(segment.separators, ("COMMA",)) or not any_part_of_type(segment, ("GROUP",)):
        return segment
    units, separators = [segment.units[0]], []
    for separator, unit in zip(segment.separators, segment.units[1:], strict=True):
        if separator.type == "COMMA" and unit.parts and all(isinstance(p, Group) for p in unit.parts) and units[-1].parts:
            units[-1] = Unit([*units[-1].parts, *unit.parts])
        else:
            separators.append(separator)
            units.append(unit)
    return Segment(units, separators)


def _shares_limit(segment: Segment, index: int) -> bool:
    """Whether the measurement of a unit has no limit of its own, and the next that has one follows right behind it."""
    end = index
    while end < len(segment.units) and lacks_a_limit(segment.units[end]):
        end += 1
    limited = (
        end < len(segment.units) and bool(named_in(segment.units[end], "MEAS")) and bool(named_in(segment.units[end], "LIMIT", "NORMAL"))
    )
    return index < end and limited


def _is_value(unit: Unit) -> bool:
    """Whether a unit is a measurement and its limit, and nothing else."""
    said = [p for p in unit.parts if isinstance(p, Group) or p.type not in ("FILLER", "MEASMOD")]
    kinds = [p.type for p in said if isinstance(p, Element)]
    return len(said) == 2 and kinds == ["MEAS", "LIMIT"]


def _shows_too(segment: Segment, named: int, value: int) -> bool:
    """Whether the value behind "or" shows the disease before the link as well, and is none of its own, as an eGFR beside diabetes is."""
    if not (_is_value(segment.units[value]) and _is_value(segment.units[value + 1])):
        return False
    concepts = [i for e in named_in(segment.units[named], "COND") for i in vocabulary().ancestors(e.reading("COND") or "", kinds_only=True)]
    shown = {o for kind in ("defined", "diagnosed") for concept in concepts for o in entailed(kind).get(concept, ())}
    return any(e.reading("MEAS") in shown for e in named_in(segment.units[value + 1], "MEAS"))


def last_unit(segment: Segment, index: int, link: Element) -> int:
    """The last unit that a link after unit `index` reaches over."""
    end = index + 1
    plain = 0
    while end < len(segment.separators):
        separator = segment.separators[end]
        if only_permits(segment.units[end + 1]) or (link.type == "WITH" and _names_others(segment, end + 1)):
            break
        if separator.type in LINKS or separator.type == "COLON":
            if link.type in ("HOW", "CAUSE", "NOTCAUSE", "WITH") and separator.type in (
                "EXCEPT",
                "UNLESS",
                "IE",
                "COLON",
                "HOW",
                "CAUSE",
                "NOTCAUSE",
                "IF",
                "WITH",
            ):
                break
            # "Including A, B, or C associated with D": the cause is that of the last of a list.
            listed = link.word.startswith("inclu") and plain and segment.units[end].parts
            if link.type == "EG" and (separator.type in ("EXCEPT", "UNLESS") or (separator.type == "CAUSE" and not listed)):
                break
            if link.type == separator.type == "EXCEPT" and _excepts_again(segment, index, end):
                break
            end += 1
            continue
        if link.type == "WITH" and separator.type in ("OR", "AND", "COMMA", "SLASH") and _shares_limit(segment, end):
            end += 1  # "pancreatitis with lipase or amylase ≥ 3 × ULN": they share it
            continue
        if separator.value == "strong" and plain == 0 and link.type not in ("IE", "COLON", "EXCEPT"):
            break
        if link.type == "HOW" and separator.type == "OR" and _shows_too(segment, index, end):
            end += 1  # "documented by LVEF < 40 % or BNP > 400 pg/mL"
            continue
        if link.type == "REGARDLESS" and separator.type == "COMMA" and not _is_closed(segment, end):
            break  # "diabetes with or without complications, asthma": the asthma is a statement of its own
        following = segment.separators[end + 1] if end + 1 < len(segment.separators) else None
        if link.type == "HOW" and following is not None and following.type == "HOW":
            break  # "by imaging, or involvement of a node by imaging": what has a way of its own is another finding
        if link.word == "unless" and separator.type == "AND" and separator.value != "strong":
            end += 1  # "unless the viral load is undetectable and the CD4 count ≥ 350": a clause goes on
            continue
        if link.type in ("CAUSE", "NOTCAUSE", "HOW", "EG", "WITH", "EXCEPT", "COLON", "REGARDLESS") and _starts_statement(
            segment, end + 1, link
        ):
            break
        if link.type == "WITH" and separator.type == "COMMA" and _is_of_a_list(segment, index):
            break  # "psychosis, depression with anxiety, mania or autism": what stands with one member of a list is no list of its own
        if link.type == "IF" and link.word.startswith("for") and _guards_its_own(segment, end + 1):
            break  # "≥ 50 for patients > 16 years and Lansky ≥ 50 for patients ≤ 16 years"
        plain += separator.type == "COMMA"
        end += 1
    return end


def _is_closed(segment: Segment, comma: int) -> bool:
    """Whether the list that goes on with this comma is closed by "or" or "and"."""
    signs = (separator.type for separator in segment.separators[comma:])
    return next((sign for sign in signs if sign != "COMMA"), None) in ("OR", "AND")


def _guards_its_own(segment: Segment, index: int) -> bool:
    """Whether the unit is a limit that is for other people, who follow it."""
    limited = any(isinstance(p, Element) and p.type == "LIMIT" for p in segment.units[index].parts)
    return (
        limited and [s.type for s in segment.separators[index : index + 1]] == ["IF"] and segment.separators[index].word.startswith("for")
    )


def _is_of_a_list(segment: Segment, index: int) -> bool:
    """Whether the unit is a later member of a list that commas join, of things with a name like its own."""
    listed = index > 0 and segment.separators[index - 1].type == "COMMA" and bool(elements_worth(segment.units[index]))
    return listed and bool(named_in(segment.units[index - 1], "COND", "PROC", "DRUG"))


def _names_others(segment: Segment, index: int) -> bool:
    """ "Women with diabetes or men with hypertension": other people, with what they have."""
    linked = segment.separators[index : index + 1]
    parts = segment.units[index].parts
    people = bool(parts) and isinstance(parts[-1], Element) and parts[-1].type in ("SEXNOUN", "AGENOUN")
    return people and linked != [] and linked[0].type == "WITH"


def _excepts_again(segment: Segment, index: int, end: int) -> bool:
    """ "Cancer other than breast cancer, except skin cancer" makes two exceptions of it, but "… except melanoma" one of the skin cancer.

    What is said behind a comma of no kind of the first exception is one of the whole: "…, with the exception of those of negligible risk".
    """
    before = [r for u in segment.units[index + 1 : end + 1] for p in named_in(u, "COND", "PROC", "DRUG") if (r := _concept(p))]
    again = [r for p in named_in(segment.units[end + 1], "COND", "PROC", "DRUG") if (r := _concept(p))]
    narrower = [(a, b) for a in again for b in before if not vocabulary().is_a(b, a)]
    if before and not narrower and not segment.units[end].parts and segment.separators[end - 1].type == "COMMA":
        return True
    return bool(narrower) and all(vocabulary().relation(a, b) == "no" for a, b in narrower)


def _concept(element: Element) -> str | None:
    return element.reading("COND", "PROC", "DRUG")


def _starts_statement(segment: Segment, index: int, link: Element) -> bool:
    unit = segment.units[index]
    elements = [p for p in unit.parts if isinstance(p, Element)]
    if link.type == "COLON":
        return not any_of_type(elements, ("LIMIT", "NORMAL", "CHANGE"))
    first = next((e for e in elements if e.type not in ("FILLER", "SUBJECT")), None)
    if first is not None and first.type in STARTS:
        return not (link.type == "WITH" and _says_again(segment, index, first))
    if first is not None and first.type == "ATTR" and elements[-1] is first and _complies(segment.units[:index]):
        return True  # "able to comply with the protocol and provide consent": the consent is nothing to comply with
    if _is_limit(unit):
        # "Aortic stenosis with an area ≤ 1 cm2 or a gradient ≥ 40 mmHg": both limits are of what is before "with".
        joined = segment.separators[index - 1].type == "OR" and segment.separators[index - 1].value != "strong"
        return not (link.type == "WITH" and joined and _is_limit(segment.units[index - 1]))
    if link.type == "HOW":
        # "Normal on MRI or 45 % on ultrasound": a value is no part of how another one was found.
        return any(e.type in ("COND", "ATTR", "DRUG", *VALUES, "NORMAL") for e in elements) or not elements
    if link.type == "EG":
        before = [e for e in segment_elements(Segment(segment.units[:index], [])) if isinstance(e, Element)]
        return any_of_type(elements, ("PROC",)) and not any_of_type(before, ("PROC",))
    following = segment.separators[index] if index < len(segment.separators) else None
    caused = following is not None and following.type in ("CAUSE", "NOTCAUSE", "IE")
    if caused and link.type == "EXCEPT" and following is not None and following.word != "from":
        return False  # "other than depression or anxiety related to epilepsy"; but "…, from which the patient has been free"
    return caused and link.type != "EG"


def _complies(units: Sequence[Unit]) -> bool:
    return any(e.type == "ATTR" and e.value == "compliance" for unit in units for e in unit.parts if isinstance(e, Element))


def _is_limit(unit: Unit) -> bool:
    elements = [p for p in unit.parts if isinstance(p, Element)]
    return any_of_type(elements, ("LIMIT", "CHANGE")) and any(e.may_be(*HEADS) or e.type == "AGE" for e in elements)


def _says_again(segment: Segment, index: int, first: Element) -> bool:
    """ "Asthma on prednisone or on methotrexate": the same word begins both, so that both are of the asthma."""
    before = next((p for p in segment.units[index - 1].parts if isinstance(p, Element) and p.type not in ("FILLER", "SUBJECT")), None)
    again = before is not None and before.type == first.type and first.type in ("TAKING", "NEG") and before.word == first.word
    return again and segment.separators[index - 1].type == "OR" and segment.separators[index - 1].value != "strong"


def segment_elements(segment: Segment) -> list[Element | Group]:
    return [p for u in segment.units for p in u.parts]


def segment_span(segment: Segment) -> Span:
    """The place of its words; of a segment without any, of what stands between them."""
    return hull(p.span for p in segment_elements(segment) or segment.separators)


def ends_in_link(head: Segment) -> bool:
    return bool(head.separators) and head.separators[-1].type in LINKS and not elements_worth(head.units[-1])


def leading_link(group: Group) -> Element | None:
    segment = group.block.sentences[0].segments[0]
    if segment.separators and segment.separators[0].type in LINKS:
        lead = segment.units[0].parts
        if all(isinstance(p, Element) and p.type in ("FILLER", "COMMA") for p in lead):
            return segment.separators[0]
    return None


def is_time(unit: Unit) -> bool:
    return len(unit.parts) == 1 and isinstance(unit.parts[0], Element) and unit.parts[0].type == "WINDOW"
