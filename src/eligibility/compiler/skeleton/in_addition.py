""" "Another illness in addition to diabetes": the diabetes is given, and the illness is one other than it (contract §2, Exceptions)."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.syntax.parse_tree import Element, Group, Segment, Unit

_OTHER = ("concurrent", "concomitant", "coexist", "simultaneous", "additional", "further")
_BESIDE = ("in addition to", "together with", "along with", "combined with", "as well as")
_NAMED = ("COND", "ORG", "PROC", "DRUG", "DISEASENOUN")


def read_additions(segment: Segment, ctx: Context) -> None:
    """Makes exceptions of the "in addition to" of a segment that stand behind something other, where that is excluded or denied.

    Where it is asked for, both are: "another antidiabetic in addition to metformin".
    """
    for index, separator in enumerate(segment.separators):
        if separator.type != "AND" or separator.word not in _BESIDE:
            continue
        unit, beside = segment.units[index], segment.units[index + 1]
        if unit.parts and beside.parts and _is(unit.parts[-1], "ALLOWED"):
            _permit_too(segment, index + 1, unit.parts[-1])
            continue
        if separator.word != "in addition to":
            continue
        if _names_another(unit) and (ctx.kind == "exclusion" or any(_is(p, "NEG", "MUSTNOT") for p in unit.parts)):
            separator.type = "EXCEPT"


def _permit_too(segment: Segment, start: int, word: Element | Group) -> None:
    """ "Chemotherapy is allowed in addition to hormones and vitamin D": none of them is asked for."""
    if any(s.type in ("WITH", "IF") for s in segment.separators[start:]):
        return  # "… together with chemotherapy if LVEF > 50 %"
    for place in range(start, len(segment.units)):
        joined = place == start or segment.separators[place - 1].type in ("AND", "COMMA")
        if not joined or not all(_is(p, *_NAMED, "FILLER", "DESC", "SITE", "HIST", "CURR") for p in segment.units[place].parts):
            return
        segment.units[place].parts.append(word)


def _names_another(unit: Unit) -> bool:
    said = [(p.type, p.word) for p in unit.parts if isinstance(p, Element)]
    other = any(kind == "OTHER" or word == "no other" or word.startswith(_OTHER) for kind, word in said)
    return other and any(_is(p, *_NAMED) for p in unit.parts)


def _is(part: object, *types: str) -> bool:
    return isinstance(part, Element) and part.may_be(*types)
