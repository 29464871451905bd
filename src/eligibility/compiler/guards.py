"""Where the words for a subgroup end and what is asked of it begins."""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.context import Context
from eligibility.compiler.parse_tree import Element, Segment, Unit
from eligibility.rules.nodes import AnyNode, Implies


def split_guard(segment: Segment, ctx: Context) -> tuple[Segment, Segment] | None:
    """ "Women of childbearing potential | must have a negative pregnancy test"; "If diabetic, | HbA1c ≤ 8 %"."""
    if segment.separators and segment.separators[0].type == "IF" and not segment.units[0].parts:
        comma = next((i for i, s in enumerate(segment.separators) if s.type == "COMMA"), None)
        if comma is not None:
            return (
                Segment(segment.units[: comma + 1], segment.separators[:comma]),
                Segment(segment.units[comma + 1 :], segment.separators[comma + 1 :]),
            )
        return None
    first = segment.units[0]
    place = next((i for i, p in enumerate(first.parts) if isinstance(p, Element) and p.type in ("DEMAND", "ABLE")), None)
    if ctx.kind == "exclusion":
        return None
    if place is None:
        return _split_list_of_subjects(segment)
    subject = Unit(first.parts[:place])
    treated = any(isinstance(p, Element) and p.type == "TAKING" for p in subject.parts)
    named = ("COND", "ATTR", "DRUG", "PROC") if treated else ("COND", "ATTR")
    if not any(isinstance(p, Element) and (p.type in ("SEXNOUN", "AGENOUN") or p.may_be(*named)) for p in subject.parts):
        return None
    return Segment([subject], []), Segment([Unit(first.parts[place:]), *segment.units[1:]], segment.separators)


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
        joined = {s.type for s in segment.separators[:index]} <= {"OR", "COMMA", "WITH"}
        if not joined or not any(isinstance(p, Element) and p.may_be("COND", "DRUG", "PROC") for p in unit.parts[:place]):
            return None
        return Segment(subjects, segment.separators[:index]), demand
    return None


OF_PEOPLE = frozenset({"men", "women", "males", "females", "male", "female"})
_PEOPLE = ("SEXNOUN", "AGENOUN", "SUBJECT", "FILLER", "ATTR", "FOR")


def _names_people(element: Element) -> bool:
    """ "Men", "women of childbearing potential", "sexually active males"."""
    return element.type == "SEXNOUN" or (element.type == "ATTR" and bool(OF_PEOPLE & set(element.tokens[0].text.casefold().split())))


def _only_people(unit: Unit) -> bool:
    """ "Women of childbearing potential | and men | must …": who is asked, if they are one or the other."""
    elements = [p for p in unit.parts if isinstance(p, Element)]
    return any(_names_people(e) for e in elements) and len(elements) == len(unit.parts) and all(e.type in _PEOPLE for e in elements)


def unguarded(guard: AnyNode) -> AnyNode:
    """A guard that was itself read as a demand on a subgroup is meant as that demand."""
    return guard.requirement if isinstance(guard, Implies) else guard
