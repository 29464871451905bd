"""The noun for what is at a place, which two places share: "nasal or paranasal malformations", "malformations of the heart or kidneys"."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element

_BEFORE_NAMES = frozenset({"FILLER", "SUBJECT", "NEG", "HIST", "CURR", "ACTIVE"})


def borrow_disease_noun(frame: Frame, following: Frame) -> None:
    """ "Nasal | or paranasal malformations": of a place alone the noun behind the next place says what is there."""
    noun = following.elements[-1] if following.elements and not following.heads else None
    if noun is not None and _is_place(frame):
        _give_noun(noun, frame)


def lend_disease_noun(frame: Frame, following: Frame) -> None:
    """ "Malformations of the heart | or kidneys": the noun before the first place says what is at the next one."""
    noun = next((e for e in frame.elements if e.type != "FILLER"), None) if not frame.heads and frame.sites else None
    if noun is not None and noun.span.end < frame.sites[0].span.start and _is_place(following):
        _give_noun(noun, following)


def _is_place(frame: Frame) -> bool:
    bare = not frame.heads and frame.node is None and bool(frame.sites)
    return bare and all(e.type in ("SITE", *_BEFORE_NAMES) for e in frame.elements)


def _give_noun(noun: Element, frame: Frame) -> None:
    if noun.type == "DISEASENOUN":
        shared = Element("DISEASENOUN", "", noun.span, noun.tokens)
        frame.elements, frame.left = [*frame.elements, shared], [*frame.left, shared]
