"""Quantities whose name only begins with, or goes with, that of a known measurement: "creatinine excretion ratio", "3 days to FVIII"."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.recorded.doses import is_cumulative
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Amount, Compared
from eligibility.spans import Span

# Nouns that make another quantity of the one before them, as against "creatinine elevations", "QTc interval", "ECOG assessment".
_NOUNS = """
ratio ratios index indices size sizes number numbers copy copies count counts volume volumes fraction fractions excretion secretion
intake aggregation absorption uptake production turnover synthesis burden load variability component components subscale subscore
subscores domain days weeks months years episodes cycles doses units concentrates antibodies antibody receptor receptors gene inhibitor
inhibitors
"""
_QUANTITIES = frozenset(_NOUNS.split())


def is_of_another_quantity(frame: Frame, head: Element) -> bool:
    """Whether the limit is one of something that no table knows, of which the measurement's name is a part."""
    counted = head.type == "MEAS" and any(_counts_another(v, frame, head) for v in frame.values)
    return counted or (head.type in ("MEAS", "SCALE", "TEST") and _goes_on(frame, head))


def _goes_on(frame: Frame, head: Element) -> bool:
    """ "Granulocyte clone size of > 10 %": unknown words between the name and its value, of which the last one is a quantity."""
    end, last = head.span.end, None
    for element in frame.elements:
        if 0 <= element.span.start - end <= 1 and element in frame.left and element.type == "WORD":
            end, last = element.span.end, element
    return last is not None and last.tokens[-1].word in _QUANTITIES and any(v.span.start >= end for v in frame.values)


def _counts_another(value: Element, frame: Frame, head: Element) -> bool:
    """ "At least 150 exposure days to FVIII": a number without a unit, with the noun that it counts right behind it."""
    amount = value.value.amount if isinstance(value.value, Compared) else None
    if amount is None or amount != Amount(amount.value) or value.span.end > head.span.start:
        return False
    return any(0 <= e.span.start - value.span.end <= 1 and e.type in ("WORD", "TU") for e in frame.left)


def limited_name(value: Element, frame: Frame, head: Element, ctx: Context) -> str:
    """Of what the value is a limit, in the text's own words."""
    if head.type == "DRUG" and is_cumulative(frame):
        frame.left = [e for e in frame.left if e.type != "DOSE"]
        return f"cumulative dose of {ctx.words(head.span)}"
    return ctx.words(_name_to(value, frame, head))


def _name_to(value: Element, frame: Frame, head: Element) -> Span:
    """The name of what is limited: the head with the unknown words between it and the value ("ICU length of stay > 3 days")."""
    between = [e for e in frame.elements if head.span.end <= e.span.start and e.span.end <= value.span.start]
    while between and between[-1].type in ("FILLER", "MEASMOD", "DEMAND"):
        between.pop()
    own = [e for e in between if e.type in _IN_NAMES and e.tokens[0].text[0].isalnum()]
    if not own or any(e not in own and not (e.type == "FILLER" and e.word == "of") for e in between):
        return head.span
    frame.left = [e for e in frame.left if e not in own]
    return Span(head.span.start, own[-1].span.end)


_IN_NAMES = ("WORD", "DISEASENOUN", "ASPECT")
