"""Times in brackets behind a name: "(> 5 years)", "(obtained ≤ 7 days prior to randomization)", "(current or past)"."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element, Group
from eligibility.compiler.syntax.phrases import Compared
from eligibility.rules.nodes import Duration, Lasting, Window


def take_duration(group: Group, frame: Frame, ctx: Context) -> bool:
    """ "(> 5 years with …)": how long what stands before the bracket has lasted; what follows is asked for as well."""
    first = group.block.sentences[0].segments[0].units[0]
    if len(first.parts) != 1 or not isinstance(first.parts[0], Element):
        return False
    value = first.parts[0].value
    if isinstance(value, Compared) and value.amount.is_length and value.amount.time is not None:
        frame.lasting = Lasting(operator=value.operator, duration=Duration(value=value.amount.value, unit=value.amount.time))
        ctx.ledger.take([first.parts[0]])
        first.parts.clear()
        return True
    return False


def is_time(inner: list[Element], frame: Frame) -> bool:
    """Whether there is nothing else; a window or a length of time is given to the frame."""
    recent = [e for e in inner if e.type == "GAP" and e.value.operator[0] == "<"]  # "(obtained ≤ 7 days prior to randomization)"
    earlier = inner[0] if [e.type for e in inner] == ["GAP"] and inner[0] not in recent and frame.gap is None else None
    if earlier is not None and frame.head is not None and frame.head.type in ("COND", "PROC", "DRUG"):
        frame.gap = earlier.value  # "prior infarction (> 6 months ago)"
        return True
    if any(e.type not in ("WINDOW", "LASTING") and e not in recent for e in inner):
        return False
    for element in inner:
        if element.type == "WINDOW":
            frame.windows.append(element.value)
        elif element in recent:
            gap = element.value
            frame.windows.append(Window(start=gap.duration, anchor=gap.anchor, open=gap.operator == "<"))
        else:
            frame.lasting = element.value
    return True


def is_tense(inner: list[Element], frame: Frame) -> bool:
    """ "Depression (current or past)", "smoking (former)": with a word for the past it is asked of any time, which includes now."""
    said = {e.type for e in inner}
    timed = frame.head is not None and frame.head.type in ("COND", "PROC", "DRUG", "ATTR") and not (frame.planned or frame.values)
    if not timed or not said or not said <= {"CURR", "HIST"}:
        return False
    frame.history = frame.history or "HIST" in said
    frame.current = frame.current or "HIST" not in said
    return True
