"""Allergies, medicines and families in many words (contract §2), answered for patients with complete lists who each have one of them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet

from spec.contract import Kind
from spec.records import obs
from spec.truth_tables import Grid, expected, found

PATIENTS: Grid = {
    "none": {},
    "allergic to penicillin": {"allergies": [{"name": "penicillin"}]},
    "allergic to amoxicillin": {"allergies": [{"name": "amoxicillin"}]},
    "allergic to latex": {"allergies": [{"name": "latex"}]},
    "on penicillin": {"medications": [{"name": "penicillin V", "start": "2026-10-01"}]},
    "on ibuprofen": {"medications": [{"name": "ibuprofen", "start": "2026-10-01"}]},
    "ibuprofen once": {"medications": [{"name": "ibuprofen", "start": "2020-10-01", "end": "2020-11-01", "status": "stopped"}]},
    "smoker": {"observations": [obs("smoker", True)]},
    "her mother": {"family_history": [{"name": "breast cancer", "relation": "mother"}]},
    "herself": {"conditions": [{"name": "breast cancer"}]},
}
PENICILLINS = {"allergic to penicillin", "allergic to amoxicillin"}


def said(true: Iterable[str], kinds: Iterable[Kind], *texts: str) -> list[ParameterSet]:
    """Texts that say the same thing: those of whom it is true."""
    return [pytest.param(kind, text, set(true), id=f"{kind}: {text}") for text in texts for kind in kinds]


TEXTS = [
    *said(
        PENICILLINS,
        ["exclusion"],
        "Allergy to penicillin",
        "Penicillin allergy",
        "Allergic to penicillin",
        "Known hypersensitivity to penicillin",
        "History of allergy to penicillin",
        "Patients allergic to penicillin",
        "History of allergic reactions to penicillin",
        "Known or suspected allergy to penicillin",
        "Allergies: penicillin",
        "Hypersensitivity: penicillin",
        "Drug allergies: penicillin",
    ),
    *said(
        PENICILLINS | {"allergic to latex"},
        ["exclusion"],
        "Allergy to penicillin or latex",
        "Penicillin or latex allergy",
        "Allergies to penicillin and latex",
        "Allergy to penicillin, latex",
        "Allergy to penicillin or to latex",
        "Latex allergy or penicillin allergy",
        "Allergy to any of the following: penicillin, latex",
        "Allergies: penicillin, latex",
        "Known allergies: penicillin or latex",
        "Known allergy to either penicillin or latex",
    ),
    *said(
        set(PATIENTS) - PENICILLINS,
        ["inclusion"],
        "No allergy to penicillin",
        "Not allergic to penicillin",
        "Without penicillin allergy",
        "No known hypersensitivity to penicillin",
        "Absence of penicillin allergy",
    ),
    *said(
        {"on ibuprofen"},
        ["exclusion"],
        "Use of ibuprofen",
        "Currently taking ibuprofen",
        "Patients on ibuprofen",
        "Concurrent ibuprofen",
        "Ibuprofen within 14 days before randomization",
        "Taking NSAIDs",
        "NSAIDs such as ibuprofen",
        "Use of NSAIDs or ibuprofen",
        "Use of NSAIDs except aspirin",
        "NSAIDs (except aspirin)",
    ),
    *said([], ["exclusion"], "Use of NSAIDs other than ibuprofen", "NSAIDs except ibuprofen", "NSAIDs with the exception of ibuprofen"),
    *said(
        {"her mother"},
        ["inclusion", "exclusion"],
        "Family history of breast cancer",
        "First-degree relative with breast cancer",
        "Breast cancer in a first-degree relative",
        "Positive family history of breast cancer",
        "Family history of breast cancer in a first-degree relative",
    ),
    *said({"herself"}, ["exclusion"], "Personal history of breast cancer", "History of breast cancer", "Prior breast cancer"),
    *said(
        {"herself", "her mother"},
        ["exclusion"],
        "Personal or family history of breast cancer",
        "Family or personal history of breast cancer",
        "Personal and/or family history of breast cancer",
        "Personal/family history of breast cancer",
        "Family and/or personal history of breast cancer",
        "Own or family history of breast cancer",
        "Breast cancer or family history of breast cancer",
    ),
    *said(
        set(PATIENTS) - {"her mother"}, ["inclusion"], "No family history of breast cancer", "Absence of a family history of breast cancer"
    ),
]


@pytest.mark.parametrize(("kind", "text", "true"), TEXTS)
def test_allergies_and_families_answer_as_their_words_say(kind: Kind, text: str, true: set[str]) -> None:
    assert found(kind, text, PATIENTS) == expected(kind, true, PATIENTS)
