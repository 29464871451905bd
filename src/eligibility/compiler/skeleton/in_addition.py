""" "Another illness in addition to diabetes": the diabetes is given, and the illness is one other than it (contract §2, Exceptions)."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.skeleton.reach import is_time
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit

_OTHER = ("concurrent", "concomitant", "coexist", "simultaneous", "additional", "further")
_NAMED = ("COND", "ORG", "PROC", "DRUG", "DISEASENOUN")


def read_additions(segment: Segment, ctx: Context) -> None:
    """Makes exceptions of the "in addition to" of a segment that stand behind something other, where that is excluded or denied.

    Where it is asked for, both are: "another antidiabetic in addition to metformin".
    """
    for index, separator in enumerate(segment.separators):
        if separator.type != "AND" or separator.tokens[0].text.casefold() != "in addition to":
            continue
        unit = segment.units[index]
        if _names_another(unit) and (ctx.kind == "exclusion" or any(_is(p, "NEG", "MUSTNOT") for p in unit.parts)):
            separator.type = "EXCEPT"


_OTHER_THAN = frozenset({"other than", "in addition to", "besides", "apart from", "aside from"})


def closing_time(link: Element, inner: Segment, timed: bool) -> tuple[Element | None, Segment]:
    """The time that closes examples or exceptions and is that of the general term, and what stands behind the link without it.

    "…, e.g. methotrexate or azathioprine, in the past month", "cancer, except skin cancer, in the last 5 years", "cancer other than skin
    cancer within 5 years"; `timed`: the general term has a time of its own.
    """
    parts = inner.units[-1].parts
    last = parts[-1] if parts else None
    if len(inner.units) > 1 and is_time(inner.units[-1]) and _is_of_the_general(link, inner):
        return (last if isinstance(last, Element) else None), Segment(inner.units[:-1], inner.separators[:-1])
    times = [p for u in inner.units for p in u.parts if _is(p, "WINDOW", "LASTING", "GAP")]
    # Behind a verb the time is its own: "other than skin cancer treated within 5 years".
    named = len(parts) > 1 and _is(parts[-2], *_NAMED) and len(times) == 1 and last is times[0]
    if timed or not named or link.tokens[0].text.casefold() not in _OTHER_THAN or not isinstance(last, Element) or last.type != "WINDOW":
        return None, inner
    return last, Segment([*inner.units[:-1], Unit(parts[:-1])], inner.separators)


def _is_of_the_general(link: Element, inner: Segment) -> bool:
    """Whether a time behind the last comma is that of the general term before the link."""
    return link.type == "EG" or (link.type == "EXCEPT" and inner.separators[-1].type == "COMMA")


def _names_another(unit: Unit) -> bool:
    said = [(p.type, p.tokens[0].text.casefold()) for p in unit.parts if isinstance(p, Element)]
    other = any(kind == "OTHER" or word == "no other" or word.startswith(_OTHER) for kind, word in said)
    return other and any(_is(p, *_NAMED) for p in unit.parts)


def _is(part: object, *types: str) -> bool:
    return isinstance(part, Element) and part.may_be(*types)
