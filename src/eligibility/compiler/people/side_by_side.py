"""Populations side by side: "patients with psoriasis and patients with atopic dermatitis" are two, and nobody need be of both."""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit

_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN")
_OF_A_DISEASE = frozenset({*_PEOPLE, "COND", "FILLER", "DESC", "SITE", "SEV", "ACTIVE", "HIST"})

_PLURALS = ("volunteers", "controls", "smokers", "subjects", "participants", "individuals", "people")
_SORTS = ("healthy-volunteer", "smoker", "smoking", "current-smoker")


def either_population(segment: Segment) -> Segment:
    """The segment with "or" between its populations, where it names nothing else and says "and" nowhere but between them."""
    if not any(any_of_type(unit.parts, _PEOPLE) for unit in segment.units[1:]):
        return segment
    starts = [n for n, unit in enumerate(segment.units) if _names_people(unit) or (n == 0 and _closes_with_people(unit))]
    if len(starts) < 2 or starts[0] != 0 or not all(map(_is_plain, segment.units)):
        return segment
    between = {start - 1 for start in starts[1:]}
    joined = {n for n, s in enumerate(segment.separators) if s.type != "WITH"}
    if joined != between or any(segment.separators[n].type != "AND" for n in between):
        return segment
    return Segment(segment.units, [replace(s, type="OR") if n in between else s for n, s in enumerate(segment.separators)])


def _names_people(unit: Unit) -> bool:
    first = next((p for p in unit.parts if not isinstance(p, Element) or p.type != "FILLER"), None)
    return isinstance(first, Element) and first.type in _PEOPLE and not first.word.startswith("who")


def _closes_with_people(unit: Unit) -> bool:
    """ "Healthy volunteers", "healthy adults", "smokers": people of a sort, and patients behind them."""
    last = unit.parts[-1] if unit.parts else None
    sort = any(isinstance(p, Element) and p.reading("ATTR") in _SORTS for p in unit.parts)
    return sort and isinstance(last, Element) and (last.type in _PEOPLE or last.word.endswith(_PLURALS))


def _is_plain(unit: Unit) -> bool:
    return all(isinstance(p, Element) and (p.type in _OF_A_DISEASE or p.reading("ATTR") in _SORTS) for p in unit.parts)
