"""Where the words for a subgroup end and what is asked of it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from eligibility.compiler.accounting.numbers import lost_numbers
from eligibility.compiler.accounting.words import unaccounted
from eligibility.compiler.frames.colons import only_permits
from eligibility.compiler.frames.context import Context
from eligibility.compiler.people.if_taken import if_taken_place
from eligibility.compiler.people.narrowed import split_narrowed
from eligibility.compiler.skeleton.reach import all_elements, elements_worth, segment_span
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.naive import NAIVE
from eligibility.compiler.syntax.openings import FERTILE
from eligibility.compiler.syntax.parse_tree import Element, Segment, Sentence, Unit, any_separator_of_type, is_word
from eligibility.compiler.syntax.subgroup_words import SUBGROUP_WORDS
from eligibility.reference.adjectives import is_adjective
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import AnyNode, HasCondition, Implies, Opaque, walk
from eligibility.spans import hull


def split_guard(segment: Segment, ctx: Context) -> tuple[Segment, Segment] | None:
    """ "Women of childbearing potential | must have a negative pregnancy test"; "If diabetic, | HbA1c ≤ 8 %"."""
    if segment.separators and segment.separators[0].type == "IF" and not segment.units[0].parts:
        comma = next((i for i, s in enumerate(segment.separators) if s.type == "COMMA"), None)
        if comma is not None:
            return (
                Segment(segment.units[: comma + 1], segment.separators[:comma]),
                Segment(segment.units[comma + 1 :], segment.separators[comma + 1 :]),
            )
        return _split_before_measure(segment)
    first = segment.units[0]
    people = _end_of_people(segment) if ctx.kind == "inclusion" and ctx.mode == "all" else None
    if people is not None:
        either = [replace(s, type="OR") for s in segment.separators[:people]]
        word, *who = first.parts
        ctx.ledger.take([word] if isinstance(word, Element) else ())
        return Segment([Unit(who), *segment.units[1 : people + 1]], either), Segment(
            segment.units[people + 1 :], segment.separators[people + 1 :]
        )
    if ctx.kind == "exclusion":
        return None
    place = next((i for i, p in enumerate(first.parts) if isinstance(p, Element) and p.type in ("DEMAND", "ABLE")), None)
    if place is None:
        return split_narrowed(segment) or _split_list_of_subjects(segment) or _split_adjectives_of_people(segment)
    if _is_demanded(first, place):
        return _split_behind(segment)
    subject = Unit(first.parts[:place])
    if _is_a_thing(subject) or _is_to_be_there(first.parts[place + 1 : place + 2]):
        return None
    treated = any(isinstance(p, Element) and p.type == "TAKING" for p in subject.parts)
    named = ("COND", "ATTR", "DRUG", "PROC") if treated else ("COND", "ATTR")
    of_people = any(isinstance(p, Element) and (p.type in ("SEXNOUN", "AGENOUN") or p.may_be(*named)) for p in subject.parts)
    demanded = isinstance(demand := first.parts[place], Element) and demand.type == "DEMAND"
    if not of_people and not _describes_people(subject) and not (demanded and _narrowed_by_words(subject)):
        return None
    return Segment([subject], []), Segment([Unit(first.parts[place:]), *segment.units[1:]], segment.separators)


_PASSIVE = frozenset({"is required", "are required", "is mandatory", "mandatory"})


def _is_demanded(unit: Unit, place: int) -> bool:
    """ "Asthma is required …": what stands before these words is asked for, and is not of whom."""
    demand = unit.parts[place]
    return isinstance(demand, Element) and demand.word in _PASSIVE and place == len(unit.parts) - 1


def _split_behind(segment: Segment) -> tuple[Segment, Segment] | None:
    """ "… is required | for patients with gout"."""
    if not segment.separators or segment.separators[0].type != "IF":
        return None
    return Segment(segment.units[1:], segment.separators[1:]), Segment(segment.units[:1], [])


def _is_to_be_there(behind: Sequence[object]) -> bool:
    """ "Tumor must be present following biopsy": the tumour is asked for itself."""
    return any(isinstance(p, Element) and p.word == "present" for p in behind)


_NAMING_PEOPLE = ("SEXNOUN", "AGENOUN", "SUBJECT", "FILLER", "FOR")


def _end_of_people(segment: Segment) -> int | None:
    """The comma behind "for women of childbearing potential and men |, contraception"; None where no such words open the segment."""
    comma = next((i for i, s in enumerate(segment.separators) if s.type == "COMMA"), None)
    first = segment.units[0].parts
    if comma is None or not first or not isinstance(first[0], Element) or first[0].type != "FOR" or not segment.units[comma + 1].parts:
        return None
    if any(s.type not in ("AND", "OR") for s in segment.separators[:comma]):
        return None
    return comma if all(map(_names_only_people, segment.units[: comma + 1])) else None


def _names_only_people(unit: Unit) -> bool:
    said = [p for p in unit.parts if isinstance(p, Element)]
    if any(p.word in NAIVE for p in said):  # "for taxane-naive patients"
        return len(said) == len(unit.parts) and all(p.type in (*_NAMING_PEOPLE, "NEG", "DRUG", "PROC", "HIST") for p in said)
    plain = len(said) == len(unit.parts) and all(p.type in _NAMING_PEOPLE or p.reading("ATTR") in FERTILE for p in said)
    return plain and any(p.type in ("SEXNOUN", "ATTR") for p in said)


def _split_before_measure(segment: Segment) -> tuple[Segment, Segment] | None:
    """ "If diabetic | HbA1c < 8 %": the comma may be missing before what is measured."""
    unit = segment.units[1]
    for place in range(1, len(unit.parts) - 1):
        before, name, limit = unit.parts[place - 1 : place + 2]
        said = isinstance(before, Element) and before.may_be("COND", "ATTR", "SEXNOUN", "DRUG", "LIMIT")
        if said and isinstance(name, Element) and name.type == "MEAS" and isinstance(limit, Element) and limit.type in ("LIMIT", "NORMAL"):
            rest = Segment([Unit(unit.parts[place:]), *segment.units[2:]], segment.separators[1:])
            return Segment([segment.units[0], Unit(unit.parts[:place])], segment.separators[:1]), rest
    return None


def with_conditions(sentence: Sentence, asked: bool) -> Sentence:
    """ "If diabetic; HbA1c < 8 %": a clause that is only a condition is one of what stands behind the semicolon.

    `asked`: what stands here is asked for, so that "A, if B" asks for A where B holds, and "A, if B, C" for A, and for C where B holds.
    """
    if not any_separator_of_type(sentence.segments, ("IF",)):
        return sentence
    sentence = _divided(sentence) if asked else sentence
    segments: list[Segment] = []
    separators: list[Element] = []
    for index, segment in enumerate(sentence.segments):
        if segments and is_condition(segments[-1]) and any(u.parts for u in segment.units):
            comma = replace(sentence.separators[index - 1], type="COMMA")
            last = segments[-1]
            segments[-1] = Segment([*last.units, *segment.units], [*last.separators, comma, *segment.separators])
            continue
        separators += sentence.separators[index - 1 : index] if segments else []
        segments.append(segment)
    return Sentence(segments, separators)


def _divided(sentence: Sentence) -> Sentence:
    segments: list[Segment] = []
    separators: list[Element] = []
    for index, segment in enumerate(sentence.segments):
        separators += sentence.separators[index - 1 : index] if index else []
        # "Brain metastases, if stable, are allowed" is one statement (links/permissions.py).
        while not only_permits(segment.units[-1]) and if_taken_place(segment) is None and (place := _condition_behind(segment)) is not None:
            comma = segment.separators[place]
            if place == 0 and _names_only_people(segment.units[0]) and not segment.units[1].parts:
                # "Women, if sexually active, must use contraception": the condition is one of these people.
                units = [segment.units[1], segment.units[0], *segment.units[2:]]
                segment = Segment(units, [segment.separators[1], replace(comma, type="AND"), *segment.separators[2:]])
                break
            end = next((i for i in range(place + 2, len(segment.separators)) if _is_comma(segment.separators[i])), None)
            if end is None or segment.separators[end].type != "COMMA" or not segment.units[end + 1].parts:
                # "HbA1c < 8 %, if diabetic": the comma divides nothing.
                units, separated = segment.units, segment.separators
                segment = Segment([*units[: place + 1], *units[place + 2 :]], [*separated[:place], *separated[place + 1 :]])
                continue
            segments.append(Segment(segment.units[: place + 1], segment.separators[:place]))
            separators.append(replace(comma, type="SEMI"))
            segment = Segment(segment.units[place + 1 :], segment.separators[place + 1 :])
        segments.append(segment)
    return Sentence(segments, separators)


def _is_comma(separator: Element) -> bool:
    return separator.type == "COMMA" or separator.value == "strong"


def _condition_behind(segment: Segment) -> int | None:
    """The comma behind which a condition begins: "…, if …"."""
    for place, (comma, link) in enumerate(pairwise(segment.separators)):
        opens = link.type == "IF" and (link.word in ("if", *SUBGROUP_WORDS) or link.word.startswith("if the "))
        if (
            comma.type in ("COMMA", "AND")
            and _is_comma(comma)
            and opens
            and segment.units[place].parts
            and not segment.units[place + 1].parts
        ):
            return place
    return None


_SAYS_MORE = ("DEMAND", "MUSTNOT", "ABLE", "UNABLE", "ALLOWED", "EXCLUDED")


def is_condition(segment: Segment) -> bool:
    """Whether it is a clause with "if" and nothing else."""
    separators, parts = segment.separators, [p for u in segment.units for p in u.parts]
    if not parts or not separators or separators[0].type != "IF" or segment.units[0].parts:
        return False
    if not separators[0].word.startswith("if") or any_of_type(separators, ("COMMA", "COLON")):
        return False
    says_more = any(isinstance(p, Element) and p.type in _SAYS_MORE for p in parts)
    return not says_more and _split_before_measure(segment) is None


# What there must be, and nobody of whom something is asked: "tumour tissue must be available", "contraception must be used".
_THINGS = frozenset(
    {
        "contraception", "informed-consent", "assent", "compliance", "tissue-available",
        "venous-access", "telephone-access", "smartphone-access", "internet-access", "family-support", "follow-up-available",
        "health-insurance",
    }
)  # fmt: skip
_DESCRIBING = (" with", " who", " who is", " who are", " who have", " who has", " who had", " having")


def _is_a_thing(subject: Unit) -> bool:
    elements = [p for p in subject.parts if isinstance(p, Element)]
    people = any_of_type(elements, ("SUBJECT", "SEXNOUN", "AGENOUN"))
    return not people and any(e.reading("ATTR") in _THINGS for e in elements)


def _describes_people(subject: Unit) -> bool:
    """ "Patients with pulmonary problems": of some of them, also where the words that say of whom are not understood."""
    opening = next((i for i, p in enumerate(subject.parts) if isinstance(p, Element) and p.type == "SUBJECT"), None)
    if opening is None:
        return False
    word, behind = subject.parts[opening], subject.parts[opening + 1 :]
    said = isinstance(word, Element) and word.word.endswith(_DESCRIBING)
    return said and any(not isinstance(p, Element) or p.type != "FILLER" for p in behind)


def _narrowed_by_words(subject: Unit) -> bool:
    """ "Patients enrolled in cohort 3": words that nobody understands behind the people say which of them are meant."""
    said = [p for p in subject.parts if isinstance(p, Element) and p.type != "FILLER"]
    return len(said) > 1 and said[0].type == "SUBJECT" and any(p.type == "WORD" and len(p.word) > 3 for p in said[1:])


def _split_list_of_subjects(segment: Segment) -> tuple[Segment, Segment] | None:
    """ "Patients on warfarin or heparin | must have an INR below 3": whoever takes any of them."""
    opening = next((p for p in segment.units[0].parts if isinstance(p, Element) and p.type != "FILLER"), None)
    if opening is None or not (opening.type in ("SUBJECT", "SEXNOUN", "AGENOUN") or _names_people(opening)):
        return None
    for index, unit in enumerate(segment.units[1:], 1):
        place = next((i for i, p in enumerate(unit.parts) if isinstance(p, Element) and p.type in ("DEMAND", "ABLE")), None)
        if place is None:
            continue
        subjects = [*segment.units[:index], Unit(unit.parts[:place])]
        demand = Segment([Unit(unit.parts[place:]), *segment.units[index + 1 :]], segment.separators[index:])
        if all(_only_people(u) for u in subjects):
            return Segment(subjects, [replace(s, type="OR") for s in segment.separators[:index]]), demand
        if any(isinstance(p, Element) and p.type == "ABLE" for p in unit.parts[place : place + 1]):
            return None
        kinds = {s.type for s in segment.separators[:index]}
        # "Women of childbearing potential, defined as premenopausal, | must …": the definition is of who is asked.
        defined = place == 0 and segment.separators[index - 1].type == "COMMA"
        joined = kinds <= ({"OR", "COMMA", "WITH", "IE", "EG"} if defined else {"OR", "COMMA", "WITH"})
        # "Patients with asthma, or COPD, | should have spirometry": closed by a comma of its own.
        closed = place == 0 and segment.separators[index - 1].type == "COMMA" and "OR" in kinds and any(map(_names_something, subjects))
        if joined and (kinds & {"IE", "EG"} or closed):
            return Segment(subjects[:-1], segment.separators[: index - 1]), demand
        if not joined or not _names_something(Unit(unit.parts[:place])):
            return None
        return Segment(subjects, segment.separators[:index]), demand
    return None


def _split_adjectives_of_people(segment: Segment) -> tuple[Segment, Segment] | None:
    """ "Pre- or perimenopausal women | must take goserelin", "diabetic or obese patients | must …": whoever is one or the other."""
    for index, unit in enumerate(segment.units[1:], 1):
        place = next((i for i, p in enumerate(unit.parts) if is_word(p, "DEMAND")), None)
        if place is None:
            continue
        people = Unit(unit.parts[:place])
        joined = all(s.type in ("OR", "AND", "COMMA") for s in segment.separators[:index])
        if not joined or _is_demanded(unit, place) or not _are_described_people(people) or not all(map(_describes, segment.units[:index])):
            return None
        either = [replace(s, type="OR") for s in segment.separators[:index]]
        demand = Segment([Unit(unit.parts[place:]), *segment.units[index + 1 :]], segment.separators[index:])
        return Segment([*segment.units[:index], people], either), demand
    return None


def _are_described_people(unit: Unit) -> bool:
    """ "Hypertensive patients", "perimenopausal women"."""
    said = [p for p in unit.parts if is_word(p, *_ADJECTIVES, "SUBJECT", "SEXNOUN", "AGENOUN", "FILLER")]
    if not said or len(said) < len(unit.parts):
        return False
    last = unit.parts[-1]
    described = any(is_word(p, "COND", "ATTR") for p in unit.parts)
    return isinstance(last, Element) and described and (last.type in ("SUBJECT", "AGENOUN") or _names_people(last))


_ADJECTIVES = ("COND", "ATTR", "DESC", "ACTIVE", "SEV", "WORD", "HYPHEN")
_SORTS = frozenset({"obese", "overweight", "pregnant", "breastfeeding", "lactating", "sterile", "pre", "peri", "post", "non"})


def _describes(unit: Unit) -> bool:
    """Whether it is nothing but adjectives of people, as far as their endings tell: "diabetic", "pre-"."""
    words = [p for p in unit.parts if not is_word(p, "HYPHEN")]
    last = words[-1] if words else None
    word = last.word.rpartition(" ")[2] if isinstance(last, Element) else ""
    return all(is_word(p, *_ADJECTIVES, "FILLER") for p in words) and (is_adjective(word) or word in _SORTS)


def _names_something(unit: Unit) -> bool:
    return any(isinstance(p, Element) and p.may_be("COND", "DRUG", "PROC", "ATTR", "TEST") for p in unit.parts)


OF_PEOPLE = frozenset({"men", "women", "males", "females", "male", "female"})
_PEOPLE = ("SEXNOUN", "AGENOUN", "SUBJECT", "FILLER", "ATTR", "FOR")


def _names_people(element: Element) -> bool:
    """ "Men", "women of childbearing potential", "sexually active males"."""
    return element.type == "SEXNOUN" or (element.type == "ATTR" and bool(OF_PEOPLE & set(element.word.split())))


def _only_people(unit: Unit) -> bool:
    """ "Women of childbearing potential | and men | must …": who is asked, if they are one or the other."""
    elements = [p for p in unit.parts if isinstance(p, Element)]
    return any(_names_people(e) for e in elements) and len(elements) == len(unit.parts) and all(e.type in _PEOPLE for e in elements)


def opaque_demand(subject: Segment, demand: Segment, ctx: Context) -> AnyNode | None:
    """ "Patients with … should be evaluated by CT": words that state nothing recorded are still asked of the subgroup."""
    worth = any(elements_worth(u) for u in demand.units)
    return ctx.opaque(segment_span(demand)) if worth and _describes_people(subject.units[0]) else None


def with_all_words(requirement: AnyNode, demand: Segment, ctx: Context) -> AnyNode:
    """The requirement, opaque where words of it were lost: those would make all of the criterion opaque."""
    elements = all_elements(demand)
    lost = unaccounted(elements, requirement, ctx.ledger) or lost_numbers(elements, requirement, ctx.text)
    return ctx.opaque(segment_span(demand)) if lost else requirement


_ASKED_OF = frozenset({"neoplasm", "malignancy", "infection", "fracture", "lesion", "condition"})


def asked_of_all(guard: AnyNode, requirement: AnyNode, subject: Segment, ctx: Context) -> AnyNode | None:
    """ "The tumor must be a glioblastoma": no subgroup, since every patient's is spoken of; None where one is meant."""
    named = [e for e in all_elements(subject) if e.type != "FILLER"]
    if [e.type for e in named] != ["COND"] or not isinstance(guard, HasCondition) or guard.concept.id not in _ASKED_OF:
        return None
    if guard != HasCondition(span=guard.span, concept=guard.concept):
        return None
    span = hull([guard.span, requirement.span])
    if isinstance(requirement, Opaque):
        return ctx.opaque(span)
    named_kind = any(isinstance(n, HasCondition) for n in walk(requirement))
    return conjunction([guard, requirement], span) if named_kind else requirement


def unguarded(guard: AnyNode) -> AnyNode:
    """A guard that was itself read as a demand on a subgroup is meant as that demand."""
    return guard.requirement if isinstance(guard, Implies) else guard
