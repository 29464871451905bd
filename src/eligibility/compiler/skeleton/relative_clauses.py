"""Clauses behind a comma: "heart disease, which would interfere with the study" qualifies the disease, and is no alternative to it."""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.frames.tails import RELATIVES
from eligibility.compiler.skeleton.reach import is_time
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit
from eligibility.reference.mentions import Reading
from eligibility.spans import hull
from eligibility.text.tokens import Token

_NARROWED = ("COND", "ORG", "PROC", "DRUG", "DISEASENOUN")


def without_commas(segment: Segment) -> Segment:
    """The segment with each relative clause in the unit of the name before its comma, where it is read as it is without a comma."""
    units = [segment.units[0]]
    separators: list[Element] = []
    place = None  # of the unit that the last clause went into
    for separator, unit in zip(segment.separators, segment.units[1:], strict=True):
        named = _described(units, separators)
        if separator.type == "COMMA" and _is_of_the_patient(unit) and separators[-1:] != [] and separators[-1].type == "EXCEPT":
            units[named] = Unit([*units[named].parts, _as_a_word(unit)])
            continue
        if separator.type == "COMMA" and _is_relative(unit) and _names_something(units[named]):
            place = named
        elif separator.type != "COMMA" or not is_time(unit):
            # ", which is controlled, or COPD": that comma closes the clause, and begins no statement.
            separator = replace(separator, value="") if place is not None and separator.value == "strong" else separator
            place = None
        if place is None:
            separators.append(separator)
            units.append(unit)
        else:
            # "Surgery, which requires anaesthesia, within 4 weeks": behind the clause a time is that of the name.
            units[place] = Unit([*units[place].parts, *unit.parts])
    return Segment(units, separators)


def denies(segment: Segment) -> bool:
    """Whether something in the segment is denied."""
    return any(_is(p, "NEG", "MUSTNOT", "EXCLUDED") for u in segment.units for p in u.parts)


def _described(units: list[Unit], separators: list[Element]) -> int:
    """The unit that a clause behind the last one describes: in "disease, other than acne, that would …" not the acne."""
    for index in range(len(units) - 1, 0, -1):
        if separators[index - 1].type == "EG" and units[index - 1].parts:
            return index - 1
        if separators[index - 1].type in ("EXCEPT", "EG") and index > 1 and separators[index - 2].type == "COMMA":
            return index - 2
    return len(units) - 1


def _is_relative(unit: Unit) -> bool:
    first = unit.parts[0] if unit.parts else None
    opens = isinstance(first, Element) and first.type == "FILLER" and first.word in RELATIVES
    return opens and len(unit.parts) > 1 and (not any(_is(p, "JUDGE") for p in unit.parts) or any(_is(p, "BLOCK") for p in unit.parts))


def _is_of_the_patient(unit: Unit) -> bool:
    """ "Other cancers, except skin cancer, who had evidence of it in the last 5 years": the clause is no exception."""
    first = unit.parts[0] if unit.parts else None
    return isinstance(first, Element) and first.type == "SUBJECT" and first.word.startswith("who ") and len(unit.parts) > 1


def _as_a_word(unit: Unit) -> Element:
    said = [p for p in unit.parts if isinstance(p, Element)]
    token = Token(" ".join(t.text for e in said for t in e.tokens), hull(p.span for p in unit.parts), (Reading("WORD", ""),))
    return Element("WORD", "", token.span, (token,))


def _names_something(unit: Unit) -> bool:
    return any(_is(p, *_NARROWED) for p in unit.parts)


def _is(part: object, *types: str) -> bool:
    return isinstance(part, Element) and part.may_be(*types)
