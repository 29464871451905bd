"""Grades of an allergic reaction: "grade 3 or 4 hypersensitivity to paclitaxel", "severe hypersensitivity (≥ grade 3) to pembrolizumab".

A record tells how severe an allergy is, and no grade. CTCAE 5.0 calls grade 1 mild, 2 moderate, 3 severe and 4 life-threatening, which is
severe as well: the grades from one on upwards are severities, others are not.
"""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Classes

_REACTIONS = ("ALLERGY", "ALLERGYANY")
_FROM = {2: "moderate severe", 3: "severe"}
_GRADES = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_NEAR = 2


def with_graded_reactions(elements: list[Element]) -> list[Element]:
    """The elements, each such grade beside an allergy made a severity, out of the brackets that hold nothing else."""
    for index, element in enumerate(elements):
        severities = _severities(element) if element.type == "CLASSES" else None
        if severities is None or not any(e.type in _REACTIONS for e in elements[max(0, index - _NEAR) : index + 1 + _NEAR]):
            continue
        element.type, element.value = "SEV", severities
        around = elements[index - 1 : index + 2] if index else []
        if [e.type for e in around] == ["LPAR", "SEV", "RPAR"]:
            around[0].type = around[2].type = "FILLER"
    return elements


def _severities(element: Element) -> str | None:
    classes = element.value
    assert isinstance(classes, Classes)
    grades = sorted(_GRADES.get(value, 0) for value in classes.values)
    if classes.word != "grade" or 0 in grades:
        return None
    if classes.operator is None:  # "grade 3 or 4"; one of a single grade is not told by its severity
        return _FROM.get(grades[0]) if grades[-1] >= 4 and grades == list(range(grades[0], grades[-1] + 1)) else None
    above = {">=": grades[0], ">": grades[0] + 1}.get(classes.operator)
    return _FROM.get(above) if above is not None else None
