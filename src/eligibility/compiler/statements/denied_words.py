"""What a denial denies, where that was not understood: "residual uresis", of "patients with no residual uresis"."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.rules.nodes import AnyNode, Opaque
from eligibility.spans import Span

_DENIALS = ("NEG", "MUSTNOT")
_SAYS_NO_MORE = ("SUBJECT", "FILLER")


def undenied_words(node: AnyNode, frame: Frame, ctx: Context) -> AnyNode:
    """The same opaque node with the text of what stands behind the one denial that is its frame's first word.

    The `Not` around it has read the denial already; with it in the text, no entry of the record could be of that name.
    """
    if not isinstance(node, Opaque) or node.span != frame.span:
        return node
    said = [e for e in frame.elements if e.type not in _SAYS_NO_MORE]
    behind = [e for e in said[1:] if e.span.start >= said[0].span.end]
    if not behind or said[0].type not in _DENIALS or len(behind) != len(said) - 1 or any_of_type(behind, _DENIALS):
        return node
    return node.replaced(text=" ".join(ctx.words(Span(behind[0].span.start, node.span.end)).split()))
