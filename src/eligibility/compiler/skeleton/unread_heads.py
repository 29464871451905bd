"""Lists whose head is not understood: what its members are to each other is known only where nothing in it speaks of their number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.rules.nodes import AllOf, Ambiguous, AnyNode, AnyOf, Opaque
from eligibility.rules.trial import CriterionKind

# Words by which a head asks for other than each of what is required, or any of what is excluded.
_COUNTING = re.compile(
    r"(?i)\b(?:any|either|neither|one|two|three|four|least|most|more|fewer|both|all|each|only|no|not|none|never|without|unless|if|except|\d+)\b"
)
_WHY = "how many of the list its head asks for is not understood"


def under_unread_head(head: Opaque, members: Sequence[AnyNode], text: str, kind: CriterionKind) -> AnyNode:
    """The members of the list under the unread head, whose text is given (contract §2, Nothing is dropped)."""
    each = AllOf(span=head.span, children=(head, *members))
    if len(members) < 2:
        return each
    if _COUNTING.search(text):
        return Ambiguous(span=head.span, readings=(each, AnyOf(span=head.span, children=(head, *members))), why=_WHY)
    return each if kind == "inclusion" else AllOf(span=head.span, children=(head, AnyOf(span=head.span, children=tuple(members))))
