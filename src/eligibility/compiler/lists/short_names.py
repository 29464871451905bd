"""Short forms of names that stand in a list behind the whole one: "hepatic encephalopathy, or encephalopathy below grade II"."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.mentions import Reading
from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import vocabulary
from eligibility.text.tokens import Token

# How many units away the whole name may stand.
_NEIGHBOURS = 8

# Processes that happen to an organ and say nothing without one: behind "myocardial ischemia or", an infarction is a myocardial one.
_SITELESS = frozenset({"infarction", "ischemia", "insufficiency", "failure", "stenosis", "occlusion"})


def borrow_sites(frames: list[Frame], ctx: Context) -> None:
    """ "Myocardial ischemia or infarction": of the same organ."""
    for previous, frame in pairwise(frames):
        if previous.heads and frame.heads and len(frame.elements) == 1 and fold_name(ctx.words(frame.heads[0].span)) in _SITELESS:
            _borrow_site(frame, previous, ctx)


def _borrow_site(frame: Frame, donor: Frame, ctx: Context) -> None:
    head = frame.heads[0]
    site = ctx.words(donor.heads[0].span).split()[0]
    concept = vocabulary().lookup(f"{site} {ctx.words(head.span)}", "condition")
    if concept is not None and concept.id != head.value:
        if frame.brackets is not None and donor.stage is None:
            donor.stage = frame.brackets.stage  # "myocardial ischemia or infarction (grade ≥ II)": the grade is of both
        head.value = concept.id
        head.tokens = (Token(concept.name, head.span, (Reading("COND", concept.id),)),)


def refer_back(frames: list[Frame], ctx: Context) -> None:
    """The short form of a name said before: in "no hepatic encephalopathy, or encephalopathy below grade II" it is the same one."""
    said: list[Element] = []
    for frame in frames:
        for head in frame.heads:
            if head.type != "COND":
                continue
            if frame.values:
                short = " " + fold_name(ctx.words(head.span))
                full = next((e for e in said[-_NEIGHBOURS:] if fold_name(ctx.words(e.span)).endswith(short)), None)
                if full is not None and vocabulary().is_a(full.value, head.value):
                    head.value = full.value
                    head.tokens = full.tokens
            said.append(head)
