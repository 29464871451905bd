"""Permissions that are demands: "no more than 4 prior regimens are allowed" says that more are not."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Compared
from eligibility.reference.observations import observations
from eligibility.reference.scale_directions import worse_end


def limits_what_is_permitted(frame: Frame) -> bool:
    """ "No more than 4 prior regimens are allowed": more are not; "patients with at most 4 regimens are eligible" says whom it is for."""
    said = [e for e in frame.elements if e.type != "FILLER"]
    people = bool(said) and said[0].type in ("SUBJECT", "SEXNOUN", "AGENOUN")
    most = [v for v in frame.values if isinstance(v.value, Compared) and v.value.operator[0] == "<"]
    head = frame.head
    measured = head is not None and head.type in ("MEAS", "SCALE") and (_in_words(most) or _is_harmful_above(head))
    return measured and not people and len(most) == len(frame.values) == 1 and frame.guard is None and not frame.extra


def _in_words(values: list[Element]) -> bool:
    """ "No more than", "up to": a sign alone may loosen a limit as well ("hemoglobin < 10 g/dL is permitted")."""
    return any(v.word[:1].isalpha() for v in values)


def _is_harmful_above(head: Element) -> bool:
    measured = observations().get(str(head.value))
    return measured is not None and worse_end(measured) == "higher"
