"""Treatments in brackets behind a disease that requires them, or was found by them, which are no kinds of the disease."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.compiler.frames.frame import Frame
from eligibility.rules.nodes import AnyNode, HasProcedure, TakesMedication

_WAY = re.compile(r"(?i)(?:that |which )?(?:requir|need|treated|confirmed|proven|diagnosed|documented|managed|controlled)")


def tell_the_way(members: Sequence[AnyNode], frame: Frame) -> bool:
    """ "Fibrillation requiring anticoagulation (warfarin)", "confirmed endometriosis (laparoscopy)": they go on with these words."""
    if frame.head is None or frame.head.type != "COND" or not all(isinstance(n, TakesMedication | HasProcedure) for n in members):
        return False
    return frame.how is not None or any(_WAY.match(e.word) for e in frame.elements)
