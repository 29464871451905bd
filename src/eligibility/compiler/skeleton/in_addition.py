""" "Another illness in addition to diabetes": the diabetes is given, and the illness is one other than it (contract §2, Exceptions)."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit

_OTHER = ("concurrent", "concomitant", "coexist", "simultaneous", "additional", "further")
_NAMED = ("COND", "ORG", "PROC", "DRUG", "DISEASENOUN")


def read_additions(segment: Segment, ctx: Context) -> None:
    """Makes exceptions of the "in addition to" of a segment that stand behind something other, where that is excluded or denied.

    Where it is asked for, both are: "another antidiabetic in addition to metformin".
    """
    for index, separator in enumerate(segment.separators):
        if separator.type != "AND" or separator.word != "in addition to":
            continue
        unit = segment.units[index]
        if _names_another(unit) and (ctx.kind == "exclusion" or any(_is(p, "NEG", "MUSTNOT") for p in unit.parts)):
            separator.type = "EXCEPT"


def _names_another(unit: Unit) -> bool:
    said = [(p.type, p.word) for p in unit.parts if isinstance(p, Element)]
    other = any(kind == "OTHER" or word == "no other" or word.startswith(_OTHER) for kind, word in said)
    return other and any(_is(p, *_NAMED) for p in unit.parts)


def _is(part: object, *types: str) -> bool:
    return isinstance(part, Element) and part.may_be(*types)
