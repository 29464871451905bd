"""What something is due to: "cirrhosis caused by alcohol or drugs", "not due to Gilbert's syndrome" (contract §2)."""

from __future__ import annotations

import re

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.links.linked import Linked, frame_of, keep
from eligibility.compiler.statements.readings import build
from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import (
    EVER,
    NOW,
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    ConceptRef,
    Fact,
    HasCondition,
    Not,
    Opaque,
    WithExamples,
    with_children,
)
from eligibility.spans import hull


def caused(link: Linked, frame: Frame, ctx: Context) -> Frame:
    """ "Cirrhosis caused by alcohol or drugs": any of the causes. "Other reasons, such as …": those are examples of causes."""
    frame.elements.append(link.word)
    if link.word.word.startswith(("due to any ", "from any ")):
        frame.linked.append(link.span)  # "due to any cause, including drugs": examples of what may be any leave none out
        return frame
    if link.word.word.startswith(("with ", "of etiology", "etiology")):
        return _etiology(link, frame, ctx)
    if not frame.heads or frame.heads[0].type not in ("COND", "ORG"):
        last = frame.extra[-1] if frame.extra and not frame.heads else None
        if (
            isinstance(last, HasCondition) and last.concept.id and all(isinstance(n, Fact) for n in link.nodes)
        ):  # "women with anaemia due to bleeding"
            frame.extra[-1] = _with_causes(last, [r for n in link.nodes for r in _refs(n)])
            return keep(frame, link)
        frame.extra.append(_by_a_cause(link, ctx))
        return frame
    general = next((n for n in link.nodes if isinstance(n, WithExamples)), None)
    if general is not None and len(link.nodes) == 1:
        frame.cause_refs = [*frame.cause_refs, *_refs(general.general)]
        frame.cause_examples = [*frame.cause_examples, *(r for e in general.examples for r in _refs(e))]
    else:
        others = [n for n in link.nodes if not _refs(n)]
        if others and len(others) < len(link.nodes):
            # "Renal failure due to shock or who has a GFR < 60": where the causes end, nobody can tell.
            ctx.ledger.take(frame.elements)
            return frame_of(ctx.opaque(hull([frame.span, link.span])), link)
        frame.cause_refs = [*frame.cause_refs, *(r for n in link.nodes for r in _refs(n))]
        graded = [n for n in link.nodes if isinstance(n, HasCondition) and n.stage is not None]  # "due to GVHD grade 3"
        frame.extra += [ctx.opaque(n.span) for n in (*others, *graded)]
    frame.linked.append(link.span)
    return frame


def _by_a_cause(link: Linked, ctx: Context) -> AnyNode:
    """ "Unless due to Gilbert's syndrome": what a value is due to, a record seldom tells; but who never had the cause has none by it."""
    words = ctx.opaque(link.span)
    known = [n for n in link.nodes if isinstance(n, HasCondition) and n.concept.id is not None and n.timing == NOW]
    excused = ctx.excepting or bool(ctx.measure)  # elsewhere a disease would seem to be asked for
    if not excused or not known or len(known) < len(link.nodes):
        return words
    had = disjunction([n.replaced(timing=EVER) for n in known], link.span)
    return AllOf(span=link.span, children=(had, words))


def as_causes(link: Linked, frame: Frame, ctx: Context) -> list[AnyNode]:
    """Names what the disease must not be due to; the words themselves, where no name stands before them."""
    refs = [r for node in link.nodes for r in _refs(node)]
    if not frame.heads:
        return [ctx.opaque(link.span)]
    frame.not_refs = [*frame.not_refs, *refs]
    return []


def _with_causes(node: AnyNode, refs: list[ConceptRef]) -> AnyNode:
    """The causes on every condition of the statement."""
    match node:
        case HasCondition():
            return node.replaced(due_to=node.due_to + tuple(refs))
        case AllOf() | AnyOf():
            return node.replaced(children=tuple(_with_causes(c, refs) for c in node.children))
        case Not() | Ambiguous():
            return with_children(node, lambda part: _with_causes(part, refs))
        case _:
            return node


_ARTICLE = re.compile(r"(?i)^(?:an?|the)\s+(?=\w)")


def _refs(node: AnyNode) -> list[ConceptRef]:
    """The names in a list of causes or exceptions."""
    match node:
        case Fact():
            return [node.concept]
        case AllOf() | AnyOf():
            return [r for c in node.children for r in _refs(c)]
        case WithExamples():
            return [r for n in (node.general, *node.examples) for r in _refs(n)]
        case Ambiguous():
            return _refs(node.readings[0])
        case Opaque():
            return [ConceptRef(id=None, name=_ARTICLE.sub("", node.text))]
        case _:
            return []


def _etiology(link: Linked, frame: Frame, ctx: Context) -> Frame:
    """ "With definite etiology such as viral hepatitis": some recorded cause, or one of the examples beside it."""
    node = build(frame, ctx)
    examples = [
        e for n in link.nodes for e in (n.examples if isinstance(n, WithExamples) else n.children if isinstance(n, AnyOf) else (n,))
    ]
    with_any = _with_causes(node, [ConceptRef(id=None, name=link.word.tokens[0].text), *(r for e in examples for r in _refs(e))])
    if not examples:
        return frame_of(with_any, link)
    together = tuple(AllOf(span=hull([node.span, e.span]), children=(node, e)) for e in examples)
    return frame_of(WithExamples(span=hull([node.span, link.span]), general=with_any, examples=together), link)
