"""People narrowed between commas before what is asked of them: "patients with diabetes, who take insulin, must have …"."""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit

_RELATIVES = frozenset({"who", "that", "which"})
_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN")
_JOINING = ("COMMA", "WITH", "AND", "OR")


def split_narrowed(segment: Segment) -> tuple[Segment, Segment] | None:
    """Who is asked, both halves together, and what is asked of them; None where no clause between commas stands before the demand."""
    end = next((n for n, s in enumerate(segment.separators) if s.type == "COMMA" and _begins_with(segment.units[n + 1], "DEMAND")), None)
    start = next((n for n, s in enumerate(segment.separators[:end]) if s.type == "COMMA"), None) if end else None
    if end is None or start is None or not _of_people(segment.units[0]):
        return None
    units, separators = segment.units[: end + 1], list(segment.separators[:end])
    if not _is_relative(units[start + 1]):
        return None
    separators[start] = replace(separators[start], type="AND")
    if any(s.type not in _JOINING for s in separators):
        return None
    return Segment(units, separators), Segment(segment.units[end + 1 :], segment.separators[end + 1 :])


def _begins_with(unit: Unit, kind: str) -> bool:
    return bool(unit.parts) and isinstance(unit.parts[0], Element) and unit.parts[0].type == kind


def _is_relative(unit: Unit) -> bool:
    return bool(unit.parts) and isinstance(unit.parts[0], Element) and unit.parts[0].word.split()[0] in _RELATIVES


def _of_people(unit: Unit) -> bool:
    said = [p for p in unit.parts if isinstance(p, Element) and p.type != "FILLER"]
    return bool(said) and (said[0].type in _PEOPLE or said[0].may_be("ATTR"))
