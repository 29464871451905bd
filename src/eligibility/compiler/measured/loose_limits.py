"""Limits and lengths of time among words that were not understood: the opaque node keeps them, though nothing is done with them.

A person who settles the node sees at once what it asks to be measured, and the list of a trial's numbers (`eligibility constraints`) is
whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from eligibility.compiler.measured.limits import TIME_CODES
from eligibility.compiler.measured.measures import numeral
from eligibility.compiler.syntax.parse_tree import Element, find_phrases
from eligibility.compiler.syntax.phrases import Amount, Between, Classes, Compared, Either, Elsewhere, Gap, Listed, Rate
from eligibility.rules.nodes import (
    AnyNode,
    Bound,
    Comparator,
    Lasting,
    Limit,
    LooseLimit,
    Multiple,
    Opaque,
    Quantity,
    Window,
    walk,
    with_children,
)
from eligibility.spans import Span
from eligibility.text.tokens import tokenize

# "Type II diabetes", "category 1 research": the number is part of a name.
_LABELS = frozenset({"type", "category"})


def limits_of_text(text: str) -> tuple[LooseLimit, ...]:
    """The limits that words state, their places being places in `text`."""
    return tuple(limit for element in find_phrases(tokenize(text)) for limit in _limits(element))


def with_loose_limits(rule: AnyNode, elements: Iterable[Element]) -> AnyNode:
    """The rule with each opaque node holding the limits among its words; `elements` are all of the text's."""
    phrases = [e for e in elements if not isinstance(e.value, str)]
    if not phrases:
        return rule
    opaque = [n.span for n in walk(rule) if isinstance(n, Opaque)]
    found = [limit for e in phrases if any(span.covers(e.span) for span in opaque) for limit in _limits(e)]
    return _filled(rule, found) if found else rule


def _filled(node: AnyNode, found: list[LooseLimit]) -> AnyNode:
    if isinstance(node, Opaque):
        own = tuple(limit for limit in found if node.span.covers(limit.span))
        return node.replaced(limits=own) if own else node
    return with_children(node, lambda child: _filled(child, found))


def _limits(element: Element) -> Iterator[LooseLimit]:
    span, value = element.span, element.value
    match value:
        case Compared():
            yield _compared(value.operator, amount_limit(value.amount), _role(value.amount), span)
        case Between():
            low = Bound(limit=amount_limit(value.low), inclusive=value.low_inclusive)
            high = Bound(limit=amount_limit(value.high), inclusive=value.high_inclusive)
            role = _role(value.high)
            if value.low.time == value.high.time:
                yield LooseLimit(role=role, low=low, high=high, span=span)
            else:  # "at least 6 months but less than 3 years": two limits
                yield LooseLimit(role=role, low=low, span=span)
                yield LooseLimit(role=role, high=high, span=span)
        case Either():
            for side in (value.one, value.other):
                yield _compared(side.operator, amount_limit(side.amount), _role(side.amount), span)
        case Rate(limit=Compared() as limit):
            yield _compared(limit.operator, amount_limit(limit.amount), "limit", span)
        case Classes() | Listed():
            yield from _of_classes(value, span)
        case Window(start=start) if start is not None:
            yield _compared("<=", Quantity(value=start.value, unit=TIME_CODES[start.unit]), "window", span)
        case Gap() | Elsewhere():
            yield _compared(value.operator, Quantity(value=value.duration.value, unit=TIME_CODES[value.duration.unit]), "window", span)
        case Lasting():
            yield _compared(value.operator, Quantity(value=value.duration.value, unit=TIME_CODES[value.duration.unit]), "lasting", span)


def _role(amount: Amount) -> Literal["limit", "age"]:
    return "age" if amount.old else "limit"


def _of_classes(value: Classes | Listed, span: Span) -> Iterator[LooseLimit]:
    """Numbered classes that follow each other; "A or B" and "0, 2" are no limits."""
    numbers = value.numbers if isinstance(value, Listed) else tuple(n for v in value.values if (n := numeral(v)) is not None)
    if isinstance(value, Classes) and (len(numbers) != len(value.values) or value.word in _LABELS):
        return
    if isinstance(value, Classes) and value.operator is not None:
        yield _compared(value.operator, Quantity(value=numbers[0]), "limit", span)
    elif numbers == tuple(numbers[0] + i for i in range(len(numbers))) or (isinstance(value, Classes) and value.span_of_range):
        low, high = Bound(limit=Quantity(value=min(numbers))), Bound(limit=Quantity(value=max(numbers)))
        yield LooseLimit(role="limit", low=low, high=high, span=span)


def _compared(operator: Comparator, limit: Limit, role: str, span: Span) -> LooseLimit:
    bound = Bound.made(limit=limit, inclusive="=" in operator)
    low = bound if operator in (">", ">=", "=") else None
    high = bound if operator in ("<", "<=", "=") else None
    return LooseLimit.model_validate({"role": role, "low": low, "high": high, "span": span})


def amount_limit(amount: Amount) -> Limit:
    """A written amount as a limit, its unit as it was read."""
    if amount.multiple_of is not None:
        return Multiple(factor=amount.value, of="ULN" if amount.multiple_of == "ULN" else "LLN")
    return Quantity(value=amount.value, unit=TIME_CODES[amount.time] if amount.time is not None else amount.unit)
