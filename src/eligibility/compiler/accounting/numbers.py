"""Nothing is dropped, for numbers: finds the limits and times of a criterion that its rule does not have (contract §2).

The words of a frame count as used when it is built; a number is more: a limit that a builder passed over would widen the statement
without a trace. So every phrase with a number must come back in a node, or stay in words that are kept as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eligibility.compiler.measured.measures import numeral
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Amount, Between, Classes, Compared, Either, Elsewhere, Gap, Listed, Rate
from eligibility.rules.nodes import (
    Age,
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    AtLeast,
    Change,
    Comparison,
    Equivalents,
    Fact,
    HasCondition,
    Implies,
    Lasting,
    Limit,
    Multiple,
    Not,
    OneOf,
    Opaque,
    Permission,
    Quantity,
    Range,
    Restated,
    Sex,
    Stated,
    TakesMedication,
    Timing,
    Window,
    WithExamples,
    walk,
)
from eligibility.spans import Span

_OF_WORDS = (Opaque, Permission)
# Most nodes are of these, and it takes longest to tell that a node is of none of the others.
_WITHOUT_NUMBERS = frozenset({*_OF_WORDS, AllOf, AnyOf, Not, Implies, WithExamples, Ambiguous, Restated, Sex})


def lost_numbers(elements: Iterable[Element], rule: AnyNode, text: str) -> list[Span]:
    """The places of phrases whose numbers are in no node of the rule and in no words that it keeps."""
    # The value of a word is a string; only a phrase has numbers.
    phrases = [e for e in elements if not isinstance(e.value, str)]
    if not phrases:
        return []
    nodes = list(walk(rule))
    kept = [n.span for n in nodes if type(n) in _OF_WORDS]
    nodes = [n for n in nodes if type(n) not in _WITHOUT_NUMBERS]
    held = {number for node in nodes for number in _held(node)}
    how = " ".join(words for n in nodes for words in _how(n))
    return [
        e.span
        for e in phrases
        if not held.issuperset(_numbers(e.value))
        and not any(span.covers(e.span) for span in kept)
        and " ".join(e.span.of(text).split()) not in how
    ]


def _numbers(value: object) -> Iterator[float]:
    """The numbers of a phrase; none for what is no phrase, and for classes, which are words of a scale as often as numbers."""
    match value:
        case Compared(amount=amount, over=over):
            yield amount.value
            if over is not None and over.unit is not None:
                yield over.value
        case Between(low=low, high=high):
            yield from (low.value, high.value)
        case Either(one=one, other=other):
            yield from (one.amount.value, other.amount.value)
        case Rate(limit=limit):
            yield from _numbers(limit)
        case Window(start=start, end=end):
            yield from (d.value for d in (start, end) if d is not None)
        case Gap(duration=length) | Elsewhere(duration=length) | Lasting(duration=length):
            yield length.value
        case Amount() | Classes() | Listed():
            return


def _held(node: AnyNode) -> Iterator[float]:
    match node:
        case Fact():
            yield from _of_fact(node)
        case Comparison(limit=limit, timing=timing):
            yield from _of_limit(limit)
            yield from _of_timing(timing)
        case Range(low=low, high=high, timing=timing):
            yield from (*_of_limit(low.limit), *_of_limit(high.limit), *_of_timing(timing))
        case OneOf(values=values, timing=timing):
            yield from (*_of_values(values), *_of_timing(timing))
        case Age(low=low, high=high):
            yield from (limit for limit in (low, high) if limit is not None)
        case Change(limit=limit, window=window):
            yield limit.value
            yield from _of_timing(Timing(window=window))
        case Stated(timing=timing):
            yield from _of_timing(timing)
        case AtLeast(n=n):
            yield float(n)


def _of_fact(node: Fact) -> Iterator[float]:
    yield from _of_timing(node.timing)
    if node.times is not None:
        yield float(node.times.n)
    if isinstance(node, HasCondition) and node.stage is not None:
        yield from _of_values(node.stage.values)
    if isinstance(node, TakesMedication) and node.dose is not None:
        yield node.dose[1].value


def _of_limit(limit: Limit) -> tuple[float, ...]:
    match limit:
        case Quantity():
            return (limit.value,)
        case Equivalents():
            return tuple(quantity.value for quantity in limit.quantities)
        case Multiple():
            return (limit.factor,)


def _of_timing(timing: Timing) -> Iterator[float]:
    lengths = [timing.lasting.duration] if timing.lasting is not None else []
    lengths += [d for d in (timing.window.start, timing.window.end) if d is not None] if timing.window is not None else []
    yield from (d.value for d in lengths)


def _of_values(values: tuple[str, ...]) -> Iterator[float]:
    """The classes by number, and those just beside them: "> II" is III and IV, "< 3" is 1 and 2."""
    for value in values:
        number = numeral(value.removesuffix("+"))  # "2+" of a staining
        if number is not None:
            yield from (number - 1, number, number + 1)


def _how(node: AnyNode) -> tuple[str, ...]:
    """How something was found, which needs no proof: the node keeps the words."""
    said = (node.how,) if isinstance(node, Fact) else (node.circumstances,) if isinstance(node, Comparison | Range | Stated) else ()
    return tuple(words for words in said if words)
