"""Infusions behind the name of a medicine: "steroid infusion within 4 weeks" is how it is given, and no inhaled steroid.

"Before the rituximab infusion" names a moment, and stays one.
"""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element

INFUSIONS = ("infusion", "infusions")
_MOMENTS = ("BEFORE", "AFTER", "INTIME", "ANCHOR", "WINDOW")


def with_infusions(elements: list[Element]) -> list[Element]:
    """The elements, such a word made one that describes the medicine."""
    for index, element in enumerate(elements):
        if element.type != "ANCHOR" or element.word not in INFUSIONS or not index or elements[index - 1].type != "DRUG":
            continue
        said = [e for e in elements[max(0, index - 4) : index - 1] if e.type not in ("FILLER", "WORD")]
        if not (said and said[-1].type in _MOMENTS):
            element.type = "DESC"
    return elements
