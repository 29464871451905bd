"""Members of a list that have an exception of their own: "history of stroke or malignancy except skin cancer".

They are built already when the list is read, and its history is theirs all the same.
"""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.lists.handed_down import timed
from eligibility.compiler.skeleton.items import Item, at_any_time
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import EVER, Fact, HasCondition, walk

_NOW = ("active", "current", "currently", "ongoing", "present", "concurrent")


def pass_history_on(previous: Item, item: Item, commas: bool, ctx: Context) -> None:
    """Gives such a member the history of the one before it, where their list goes on."""
    frame, source = item.frame, previous.frame
    if frame.node is None or not source.history or source.gap is not None or source.values or at_any_time(source):
        return
    if source.head is not None and not all(_is_of_kind(n, source.head.type) for n in walk(frame.node) if isinstance(n, Fact)):
        return
    joined = previous.separator_type in ("OR", "AND", "COMMA") and (not previous.strong or commas)
    excepted = any_of_type(frame.elements, ("EXCEPT", "UNLESS")) and not any_of_type(frame.elements, ("SUBJECT", "SEXNOUN"))
    if joined and excepted and not ctx.words(frame.span).casefold().startswith(_NOW):
        frame.history, frame.node = True, timed(frame.node, EVER)


def _is_of_kind(fact: Fact, kind: str) -> bool:
    """Whether it is a treatment as well, or a disease as well; a drug or an infection beside "history of stroke" is that of now."""
    if isinstance(fact, HasCondition):
        return kind == "COND" and not (fact.concept.id is not None and vocabulary().is_a(fact.concept.id, "infection"))
    return kind in ("DRUG", "PROC", "THERAPY")
