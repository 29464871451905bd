"""Quantities whose name only begins with, or goes with, that of a known measurement: "creatinine excretion ratio", "3 days to FVIII"."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Amount, Compared

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
