"""Members of a list that are lists themselves: "gout and (asthma or epilepsy)", "gout and either A or B", "either A and B, or C".

What such words bind is put into brackets, and brackets that are a member of a list alone are read as a statement of their own.
"""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.frames.context import Context
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.parse_tree import Block, Element, Group, Segment, Sentence, Unit
from eligibility.spans import Span, hull

_EITHER = frozenset({"either"})
_BOTH = frozenset({"both"})
_BINDING = _EITHER | _BOTH
_ONE = frozenset({"one", "either", "any"})


def with_bound_pairs(segment: Segment) -> Segment:
    """The segment, what "either" and "both" bind inside a list put into brackets."""
    if not segment.separators:
        return segment
    segment = _with_alternatives_joined(segment)
    index = 0
    while index < len(segment.units):
        word = _first_word(segment.units[index])
        end = _end_of_pair(segment, index, word) if word in _BINDING else None
        if end is not None:
            segment = _bracketed(segment, index, end)
        index += 1
    return segment


def _with_alternatives_joined(segment: Segment) -> Segment:
    """ "Hepatitis C, without cirrhosis or with compensated cirrhosis": the comma only sets off what both say of the first."""
    for place, separator in enumerate(segment.separators):
        if separator.type != "OR" or not begins_with(segment, place + 1):
            continue
        start = place
        while start > 1 and not begins_with(segment, start) and segment.separators[start - 1].type == "WITH":
            start -= 1
        comma = segment.separators[start - 1] if start > 0 and begins_with(segment, start) else None
        if comma is not None and comma.type == "COMMA" and comma.value != "strong" and segment.units[start - 1].parts:
            if segment.units[start].parts:  # "…, without cirrhosis or …": the comma stands for a "with"
                link = Element("WITH", "", comma.span, comma.tokens)
                return Segment(segment.units, [*segment.separators[: start - 1], link, *segment.separators[start:]])
            units = [*segment.units[:start], *segment.units[start + 1 :]]
            return Segment(units, [*segment.separators[: start - 1], *segment.separators[start:]])
    return segment


def is_alternative(before: Item, segment: Segment, index: int) -> bool:
    """ "Hepatitis C with compensated cirrhosis or | without cirrhosis": it is said of the hepatitis, too."""
    joined = before.separator is not None and before.separator.type == "OR" and bool(before.frame.extra)
    alone = index + 1 == len(segment.units) or segment.separators[index].type in ("COMMA", "AND")
    return joined and alone and bool(segment.units[index].parts) and begins_with(segment, index)


def begins_with(segment: Segment, index: int) -> bool:
    """Whether a "with" or a "without" begins the unit at that place."""
    unit = segment.units[index]
    if not unit.parts:
        return segment.separators[index : index + 1] != [] and segment.separators[index].type == "WITH"
    first = unit.parts[0]
    return isinstance(first, Element) and first.type == "NEG" and first.word.split()[0] in ("without", "with")


def in_brackets_alone(segment: Segment, index: int) -> Group | None:
    """The brackets that are all of a unit, which "and" or "or" joins to others."""
    unit = segment.units[index]
    only = unit.parts[0] if len(unit.parts) == 1 else None
    beside = segment.separators[max(0, index - 1) : index + 1]
    return only if isinstance(only, Group) and any(s.type in ("AND", "OR") for s in beside) else None


def context_inside(group: Group, ctx: Context) -> Context:
    """Among exclusions, too, an "and" in brackets of their own asks for both: "(gout and asthma) or epilepsy"."""
    signs = {s.type for sentence in group.block.sentences for segment in sentence.segments for s in segment.separators}
    return ctx.requiring() if "AND" in signs and "OR" not in signs else ctx


def _first_word(unit: Unit) -> str:
    first = unit.parts[0] if unit.parts else None
    return first.word if isinstance(first, Element) and first.type == "FILLER" else ""


def _last_word(unit: Unit) -> str:
    last = unit.parts[-1] if unit.parts else None
    return last.word if isinstance(last, Element) else ""


def lacks_a_limit(unit: Unit) -> bool:
    """Whether it names a measurement that has its limit from another unit."""
    said = [p for p in unit.parts if isinstance(p, Element)]
    return any(p.may_be("MEAS") for p in said) and not any(p.type in ("LIMIT", "NORMAL", "CLASSES", "BARE") for p in said)


def _end_of_pair(segment: Segment, index: int, word: str) -> int | None:
    """The last unit that the word binds; None where it binds all of the list, or where the text does not show how far it reaches."""
    signs = [s.type for s in segment.separators]
    strong = [s.value == "strong" for s in segment.separators]
    if index and (lacks_a_limit(segment.units[index - 1]) or _last_word(segment.units[index - 1]) in _ONE):
        return None  # "PTT and either INR or PT < 1.5 × ULN" share their limit; "one or both regimens" is no pair
    if word in _EITHER and index and signs[index - 1] == "AND" and index < len(signs):
        last = index
        while last < len(signs) and signs[last] == "COMMA" and not strong[last]:
            last += 1
        return last + 1 if last < len(signs) and signs[last] == "OR" else None
    if word in _BOTH and index and signs[index - 1] == "OR" and signs[index : index + 1] == ["AND"]:
        return index + 1
    if word in _EITHER and index == 0 and signs == ["AND", "OR"] and strong[1]:
        return 1
    return None


def _bracketed(segment: Segment, start: int, end: int) -> Segment:
    """The segment, these units as one pair of brackets."""
    word, *rest = segment.units[start].parts
    units = [Unit(rest), *segment.units[start + 1 : end + 1]]
    inner = Segment(units, segment.separators[start:end])
    span = hull(p.span for u in segment.units[start : end + 1] for p in u.parts)
    assert isinstance(word, Element)
    edge = replace(word, type="LPAR", span=Span(span.start, span.start))
    group = Group(Block([Sentence([inner], [])], []), span, edge, replace(edge, type="RPAR", span=Span(span.end, span.end)))
    return Segment(
        [*segment.units[:start], Unit([group]), *segment.units[end + 1 :]], [*segment.separators[:start], *segment.separators[end:]]
    )
