"""T, N and M categories of a tumour: from the words "T1-3, N0-1, M0" to statements about the recorded categories."""

from __future__ import annotations

import re
from collections.abc import Callable

from eligibility.compiler.frames.context import Context, observation_of, observation_ref
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Categories
from eligibility.reference.observations import scale_value
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AllOf, AnyNode, AnyOf, OneOf, Permission, Timing
from eligibility.spans import Span

_OBSERVATIONS = {"T": "t-category", "N": "n-category", "M": "m-category"}
# What categories are said of, and how they were found: with them a unit means the same as without.
_SAID_OF = re.compile(r"(?i)(?:tumou?rs?|disease|cancer|primary|clinical(?:ly)?|patholog\w+|staged?|stages|category|categories|tnm)$")


def categories_nodes(frame: Frame, ctx: Context, timing: Timing) -> list[AnyNode]:
    """The statements of a frame's categories."""
    return [_node(e, e.value, ctx, timing) for e in frame.categories]


def only_carries(frame: Frame, ctx: Context) -> bool:
    """Whether the rest of the unit only names what its categories are said of: "clinical stage T2 N0 disease"."""
    named = [
        e
        for e in (*frame.heads, *frame.left, *frame.values, *frame.descriptors)
        if not all(_SAID_OF.match(w) for w in ctx.words(e.span).split())
    ]
    return not (named or frame.groups or frame.sites or frame.sexes or frame.ages or frame.node or frame.severity)


def _node(element: Element, value: Categories, ctx: Context, timing: Timing) -> AnyNode:
    span = element.span
    nodes = [_one_of(letter, values, span, ctx, timing) for letter, values in value.groups]
    if len(nodes) == 1:
        return nodes[0]
    if value.choice and _is_repeated(value):
        return disjunction([conjunction(part, span) for part in _runs(nodes, value.between, lambda sign: sign != "OR")], span)
    if value.choice and ctx.mode == "all":
        return conjunction([disjunction(part, span) for part in _runs(nodes, value.between, lambda sign: sign == "OR")], span)
    any_of = value.choice or (value.listed and ctx.mode == "any")
    return AnyOf(span=span, children=tuple(nodes)) if any_of else AllOf(span=span, children=tuple(nodes))


def _is_repeated(value: Categories) -> bool:
    """ "T1 N1 M0 or T2-4 N0 M0": whole sets of categories, of which any one is enough; in "T3 or N1, M0" the choice is of two."""
    letters = [letter for letter, _ in value.groups]
    return len(set(letters)) < len(letters)


def _runs(nodes: list[AnyNode], between: tuple[str, ...], joins: Callable[[str], bool]) -> list[list[AnyNode]]:
    """The nodes in runs, within which the signs join."""
    runs = [nodes[:1]]
    for sign, node in zip(between, nodes[1:], strict=True):
        if joins(sign):
            runs[-1].append(node)
        else:
            runs.append([node])
    return runs


def _one_of(letter: str, values: tuple[str, ...], span: Span, ctx: Context, timing: Timing) -> AnyNode:
    if not values:
        return Permission(span=span, text=f"any {letter}")
    scale = observation_of(_OBSERVATIONS[letter])
    known = [scale_value(scale, v) for v in values]
    if any(k is None for k in known):
        return ctx.opaque(span)
    return OneOf(span=span, observation=observation_ref(scale), values=tuple(dict.fromkeys(k for k in known if k)), timing=timing)
