"""Halves of the names of causes: "due to a peripheral or central catheter"."""

from __future__ import annotations

from eligibility.compiler.frames.frame import SILENT
from eligibility.compiler.skeleton.reach import all_elements
from eligibility.compiler.syntax.parse_tree import Segment


def keep_halves(causes: Segment) -> None:
    """Makes a plain word of an adjective that stands alone in a list of causes; beside a measure it would say nothing of its own."""
    for unit in causes.units:
        elements = all_elements(Segment([unit], []))
        if all(e.type in SILENT for e in elements):
            for element in elements:
                element.type = "WORD" if element.type == "MEASMOD" else element.type
