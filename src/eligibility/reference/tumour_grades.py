"""Grades of tumours: how the cells look, which is no stage of the disease.

A grade 3 breast cancer may be of any stage. Tumours of the central nervous system have a grade and no stage, so that a class recorded
of one is its grade. Source: AJCC Cancer Staging Manual, 8th edition, chapter 1 ("histologic grade" beside the stage groups); WHO
Classification of Tumours of the Central Nervous System, 2021.
"""

from __future__ import annotations

from eligibility.reference.vocabulary import remembered, vocabulary

TUMOUR_GRADE = "histologic-grade"
# Benign tumours have grades of other kinds: how deep a myoma lies.
_GRADED = ("malignancy", "carcinoma in situ", "neuroendocrine tumor", "solid tumor")


@remembered(maxsize=10_000)
def is_graded_tumour(concept_id: str) -> bool:
    """Whether a condition is a tumour with a grade beside its stage.

    >>> is_graded_tumour("breast-cancer"), is_graded_tumour("glioma"), is_graded_tumour("hepatic-encephalopathy")
    (True, False, False)
    """
    known = vocabulary()
    neural = known.lookup("central nervous system neoplasm", "condition")
    graded = (found.id for name in _GRADED if (found := known.lookup(name, "condition")) is not None)
    return any(known.is_a(concept_id, each) for each in graded) and (neural is None or not known.is_a(concept_id, neural.id))


def says_grade(text: str) -> bool:
    """Whether a recorded class is called a grade ("grade 3", "G3")."""
    words = text.casefold().replace(":", " ").split()
    return "grade" in words or (len(words) == 1 and len(text) > 1 and words[0][0] == "g" and words[0][1:].isdecimal())
