"""Members of a list that have an exception of their own: "history of stroke or malignancy except skin cancer".

They are built already when the list is read, and its history is theirs all the same.
"""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.lists.handed_down import timed
from eligibility.compiler.skeleton.items import Item, at_any_time
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.rules.nodes import EVER

_NOW = ("active", "current", "currently", "ongoing", "present", "concurrent")


def pass_history_on(previous: Item, item: Item, commas: bool, ctx: Context) -> None:
    """Gives such a member the history of the one before it, where their list goes on."""
    frame, source = item.frame, previous.frame
    if frame.node is None or not source.history or source.gap is not None or source.values or at_any_time(source):
        return
    joined = previous.separator_type in ("OR", "AND", "COMMA") and (not previous.strong or commas)
    excepted = any_of_type(frame.elements, ("EXCEPT", "UNLESS")) and not any_of_type(frame.elements, ("SUBJECT", "SEXNOUN"))
    if joined and excepted and not ctx.words(frame.span).casefold().startswith(_NOW):
        frame.history, frame.node = True, timed(frame.node, EVER)
