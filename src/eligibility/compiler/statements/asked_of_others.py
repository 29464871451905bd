"""What is asked of the others: "men are exempt from the test; all other participants must have a negative test" (contract §1).

Whoever belongs to the people named before is asked for nothing by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AllOf, AnyNode, Implies, Not, Opaque, Permission, walk
from eligibility.spans import hull

_OTHERS = re.compile(
    r"(?i)(?:all |any )?(?:(?:the )?(?:other|remaining)\s+(?:\w+\s+)?"
    r"(?:participants|patients|subjects|women|men|people|individuals|persons|volunteers)|(?:the )?others)\b"
)
_EXEMPT = re.compile(r"(?i)\b(?:exempt(?:ed)?|not required|need not|not needed|not necessary|not have to)\b")


def asked_of_the_others(nodes: Sequence[AnyNode], ctx: Context) -> list[AnyNode]:
    """The statements, each that is asked of the others made one of whoever is none of those named before."""
    kept: list[AnyNode] = []
    for node in nodes:
        demand = _OTHERS.match(ctx.words(node.span)) and not isinstance(node, Implies | Permission)
        named = _named_before(kept, ctx) if demand else []
        if not named:
            kept.append(node)
            continue
        people = disjunction(named, hull(n.span for n in named))
        kept.append(Implies(span=node.span, guard=Not.made(span=people.span, child=people), requirement=node))
    return kept


def _named_before(nodes: Sequence[AnyNode], ctx: Context) -> list[AnyNode]:
    """Those who are exempt, and those of whom something else is asked, back to one on everybody or on the others again."""
    named: list[AnyNode] = []
    for before in reversed(nodes):
        people = _people_of(before, ctx) if not _OTHERS.match(ctx.words(before.span)) else []
        if not people:
            break
        named = [*people, *named]
    return named


def _people_of(before: AnyNode, ctx: Context) -> list[AnyNode]:
    if isinstance(before, Implies):
        return [before.guard]
    if not _EXEMPT.search(ctx.words(before.span)):
        return []
    exempt = [part for part in walk(before) if isinstance(part, Permission)]
    return [_themselves(ctx.ledger.permitted.get(part.span) or ctx.opaque(part.span)) for part in exempt]


def _themselves(people: AnyNode) -> AnyNode:
    """The people without the words on what they are exempt from, which is what is asked of the others."""
    if not isinstance(people, AllOf):
        return people
    kept = [part for part in people.children if not (isinstance(part, Opaque) and part.text.startswith("from "))]
    return conjunction(kept, people.span) if kept else people
