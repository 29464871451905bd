"""Organs in lists: when they stand for their diseases, and when for their functions."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.elements import any_of_type

_OF_ORGANS = ("disease", "disorder", "condition", "illness", "dysfunction", "impairment", "abnormal", "problem", "insufficiency", "failure")


_BEING_THERE = ("presence", "the presence", "absence", "lack", "absent")


def doubt_organs(frames: list[Frame], ctx: Context) -> None:
    """An organ alone stands for its diseases among diseases of organs; in "resection of the bowel or stomach" it does not."""
    organs = [f for f in frames if f.sites and _is_only_a_place(f)]
    if not organs:
        return
    others = [f for f in frames if f not in organs and not f.empty]
    said = [ctx.words(f.span).casefold().split()[-1] for f in others if f.elements]
    if not others:
        for frame in organs:
            opened = (e for e in frame.elements if e.type in ("FILLER", "NEG"))
            # "Presence of both kidneys", "absence of the spleen".
            frame.blocked = frame.blocked or any(e.word.startswith(_BEING_THERE) for e in opened)
    elif not any(word.startswith(_OF_ORGANS) for word in said) and not any(_names_disease(f) for f in others):
        for frame in organs:
            frame.blocked = True


def _is_only_a_place(frame: Frame) -> bool:
    more = frame.heads or frame.node or frame.left or frame.descriptors or frame.values or frame.groups or frame.therapy or frame.extra
    return not more and not any_of_type(frame.elements, ("DISEASENOUN",))


def _names_disease(frame: Frame) -> bool:
    return any(
        e.type == "DISEASENOUN" or (e.may_be("COND") and e.tokens[-1].word.split()[-1].startswith(_OF_ORGANS)) for e in frame.elements
    )


def judge_functions(frames: list[Frame], ctx: Context) -> None:
    """ "Adequate liver, kidney and cardiac function": whether they are adequate is for a person, and none of the organs' diseases is meant.

    Where limits follow, they say what is adequate, and the words are their label.
    """
    if "function" not in ctx.text.casefold():
        return
    functional = measured = False
    for frame in reversed(frames):
        measured = measured or bool(frame.values or frame.groups) or frame.node is not None
        if frame.heads or frame.values:
            functional = False
            continue
        words = ctx.words(frame.span).casefold().split() if frame.elements else []
        says = "function" in words or "functions" in words
        functional = says or (functional and bool(frame.sites or frame.left))
        organs = bool(frame.sites) and not says
        if functional and not measured and frame.node is None and not frame.groups and (organs or frame.empty):
            ctx.ledger.take(frame.elements)
            frame.node = ctx.opaque(frame.span, "needs_judgement")
