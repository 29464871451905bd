"""Functions of several organs that are defined together: "adequate liver and marrow function, defined as: …" (contract §2, Definitions)."""

from __future__ import annotations

from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit

_JOINING = ("COMMA", "AND", "OR")
_PARTS = frozenset({"QUALITY", "NORMAL", "SITE", "FILLER", "SUBJECT", "DEMAND", "FUNCTIONNOUN"})
_OF_ORGANS = frozenset({"hematologic", "haematologic", "hematological", "haematological", "hematopoietic", "metabolic", "coagulation"})
_ADEQUATE = ("adequate", "normal", "acceptable", "sufficient", "satisfactory", "preserved")


def join_functions(segment: Segment, defined: bool) -> Segment:
    """The segment with such a list in one unit; `defined`: a definition of all of the segment follows."""
    for last in range(len(segment.units) - 1, 0, -1):
        if not _is_defined(segment, last, defined) or not _ends_in_function(segment.units[last]):
            continue
        first = _start(segment, last)
        if first is not None:
            parts = [p for u in segment.units[first : last + 1] for p in u.parts]
            units = [*segment.units[:first], Unit(parts), *segment.units[last + 1 :]]
            return Segment(units, [*segment.separators[:first], *segment.separators[last:]])
    return segment


def _is_defined(segment: Segment, last: int, behind: bool) -> bool:
    """Whether a definition follows unit `last`, at once or over a comma: "…, defined as"."""
    place = last
    if place + 1 < len(segment.units) and segment.separators[place].type == "COMMA" and not segment.units[place + 1].parts:
        place += 1
    return segment.separators[place].type == "IE" if place < len(segment.separators) else behind


def _start(segment: Segment, last: int) -> int | None:
    """The unit that begins the list before unit `last`: the one that says "adequate"."""
    for index in range(last - 1, -1, -1):
        unit = segment.units[index]
        if segment.separators[index].type not in _JOINING or not _is_plain(unit):
            return None
        if any(isinstance(p, Element) and p.word.startswith(_ADEQUATE) for p in unit.parts):
            return index
    return None


def _is_plain(unit: Unit) -> bool:
    return bool(unit.parts) and all(isinstance(p, Element) and (p.type in _PARTS or p.word in _OF_ORGANS) for p in unit.parts)


def _ends_in_function(unit: Unit) -> bool:
    last = unit.parts[-1] if unit.parts else None
    named = all(isinstance(p, Element) for p in unit.parts)
    return named and isinstance(last, Element) and last.word.endswith(("function", "functions"))
