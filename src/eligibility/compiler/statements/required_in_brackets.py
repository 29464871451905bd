"""Treatments in brackets behind a disease that requires them, or was found by them, which are no kinds of the disease."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.found_by import is_examination
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import AnyNode, HasProcedure, TakesMedication
from eligibility.spans import Span

_WAY = re.compile(r"(?i)(?:that |which )?(?:requir|need|treated|confirmed|proven|diagnosed|documented|managed|controlled)")

_REQUIRING = re.compile(r"(?i)(?:that |which )?(?:requir|need)")


def tell_the_way(members: Sequence[AnyNode], frame: Frame) -> bool:
    """ "Fibrillation requiring anticoagulation (warfarin)", "confirmed endometriosis (laparoscopy)": they go on with these words.

    An examination needs no such words, "cirrhosis (liver biopsy or elastography)": it is no kind of any disease.
    """
    if frame.head is None or frame.head.type != "COND" or not all(isinstance(n, TakesMedication | HasProcedure) for n in members):
        return False
    examined = all(isinstance(n, HasProcedure) and is_examination(n.concept.id) for n in members)
    return examined or frame.how is not None or any(_WAY.match(e.word) for e in frame.elements)


def name_what_is_required(members: Sequence[AnyNode], frame: Frame, brackets: Span) -> bool:
    """Whether they are how it was found, or kinds of the treatment that the words before them require, and so say no more."""
    if not any(_REQUIRING.match(e.word) for e in frame.elements):
        return True
    known = vocabulary()
    named = [e for e in frame.elements if e.type in ("PROC", "DRUG") and e.span.end <= brackets.start]
    required = {i for e in named[-1:] for i in (e.value, known.gives(e.value)) if i is not None}
    concepts = [n.concept.id for n in members if isinstance(n, TakesMedication | HasProcedure)]
    return all(c is not None and any(known.is_a(c, i) for i in required) for c in concepts)
