"""Lines of treatment of which a text counts only some: "no more than 2 prior regimens for metastatic disease".

The number of all lines is another number: whoever had two of them before surgery and one since had one for metastatic disease.
"""

from __future__ import annotations

import re

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import AnyNode
from eligibility.spans import hull

# Each count with that of the lines for advanced disease alone.
_FOR_ADVANCED = {"prior-lines": "prior-lines-advanced", "prior-chemotherapy-lines": "prior-chemotherapy-lines-advanced"}
_ADVANCED = frozenset({"metastatic", "advanced"})
_WITH_ADVANCED = _ADVANCED | {"locally", "recurrent", "unresectable", "inoperable", "incurable"}
_SILENT = frozenset(
    {"for", "in", "the", "a", "an", "of", "treatment", "therapy", "management", "disease", "setting", "settings"}
    | {"given", "administered", "received", "and", "or", "stage", "iv"}
)


def with_kind_of_lines(frame: Frame, ctx: Context) -> AnyNode | None:
    """Makes the head the count of the lines that are meant; an opaque node where the words behind it mean others."""
    head = frame.head
    if head is None or head.type != "MEAS" or head.value not in _FOR_ADVANCED:
        return None
    behind = [e for e in (*frame.left, *frame.descriptors) if e.span.start >= head.span.end]
    if not behind and frame.tail is None:
        return None
    if frame.tail is not None or not _mean_advanced(behind, ctx):
        return ctx.opaque(frame.span)
    head.value = _FOR_ADVANCED[head.value]
    frame.left = [e for e in frame.left if e not in behind]
    frame.descriptors = [e for e in frame.descriptors if e not in behind]
    for element in behind:
        element.type = "FILLER"
    return None


def _mean_advanced(elements: list[Element], ctx: Context) -> bool:
    diseases = [e for e in elements if e.may_be("COND")]
    words = set(re.findall(r"[a-z]+", ctx.words(hull(e.span for e in elements)).casefold()))
    named = {w for e in diseases for w in re.findall(r"[a-z]+", ctx.words(e.span).casefold())}
    return bool(words & _ADVANCED) and words - named <= _WITH_ADVANCED | _SILENT and all(map(_is_tumour, diseases))


def _is_tumour(element: Element) -> bool:
    concept = element.reading("COND")
    return concept is not None and (concept == "condition" or vocabulary().is_a(concept, "malignancy"))
