"""Scores and classes in many words (contract §2 and §6), each text answered for patients of every value."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from _pytest.mark.structures import ParameterSet

from spec.contract import Kind
from spec.records import Record, obs
from spec.truth_tables import expected, found


def valued(name: str, *values: float | str, unit: str | None = None) -> dict[str, Record]:
    """A patient for each value."""
    return {str(value): {"observations": [obs(name, value, unit)]} for value in values}


ECOG = valued("ECOG", 0, 1, 2, 3, 4)
NYHA = {
    name: {**record, "conditions": [{"name": "heart failure"}]} for name, record in valued("NYHA class", "I", "II", "III", "IV").items()
}
CHILD_PUGH = valued("Child-Pugh class", "A", "B", "C")
KARNOFSKY = valued("Karnofsky", 50, 60, 70, 80, 100)
ASA = valued("ASA class", "I", "II", "III", "IV")
BMI = valued("BMI", 17, 18.5, 25, 30, 35, 41, unit="kg/m2")


def said(patients: Mapping[str, Record], true: str, kind: Kind, *texts: str) -> list[ParameterSet]:
    """Texts that say the same thing, and the values of which it is true."""
    return [pytest.param(kind, text, patients, true.split(), id=f"{kind}: {text}") for text in texts]


TEXTS = [
    *said(
        ECOG,
        "0 1",
        "inclusion",
        "ECOG 0-1",
        "ECOG 0 or 1",
        "ECOG performance status 0-1",
        "ECOG PS ≤ 1",
        "ECOG performance status of 0 or 1",
        "ECOG PS 0–1",
        "ECOG < 2",
        "ECOG score of 0 to 1",
        "Performance status 0-1",
        "ECOG: 0-1",
        "ECOG status 0, 1",
        "Eastern Cooperative Oncology Group (ECOG) performance status of 0-1",
        "WHO performance status 0-1",
        "PS (ECOG) 0-1",
        "ECOG performance status less than 2",
        "ECOG performance score ≤1",
        "ECOG grade 0-1",
        "ECOG no greater than 1",
        "ECOG performance status must be 0 or 1",
        "Zubrod 0-1",
        "ECOG performance status 1 or better",
        "ECOG performance status 0 and 1",
        "ECOG (0-1)",
        "ECOG 0/1",
        "Performance status (ECOG) ≤ 1",
        "ECOG score 0 or 1",
        "ECOG performance status of at most 1",
        "Good performance status (ECOG 0-1)",
    ),
    *said(
        ECOG,
        "0 1 2",
        "inclusion",
        "ECOG 0-2",
        "ECOG ≤ 2",
        "ECOG performance status 0, 1, or 2",
        "ECOG < 3",
        "ECOG performance status 0, 1 or 2",
        "ECOG 2 or less",
        "ECOG of 2 or better",
    ),
    *said(
        ECOG,
        "3 4",
        "exclusion",
        "ECOG > 2",
        "ECOG ≥ 3",
        "ECOG performance status 3 or 4",
        "ECOG 3-4",
        "Poor performance status (ECOG > 2)",
        "ECOG performance status of 3 or higher",
        "ECOG more than 2",
        "ECOG PS 3 or greater",
    ),
    *said(
        NYHA,
        "III IV",
        "exclusion",
        "NYHA class III or IV",
        "NYHA III-IV",
        "NYHA class III/IV",
        "NYHA class 3 or 4",
        "NYHA ≥ III",
        "New York Heart Association class III or IV",
        "NYHA class III or greater",
        "NYHA functional class III–IV",
        "NYHA > II",
        "NYHA class III-IV heart failure",
        "Heart failure NYHA III or IV",
        "Congestive heart failure (NYHA class III or IV)",
        "Heart failure, NYHA class III or IV",
        "NYHA class III or IV heart failure",
        "CHF NYHA class III/IV",
        "New York Heart Association (NYHA) class 3-4 heart failure",
        "Heart failure > NYHA class II",
        "heart failure with NYHA class III or IV",
        "NYHA class greater than II",
        "Heart failure of NYHA class III or IV",
    ),
    *said(
        CHILD_PUGH,
        "A",
        "inclusion",
        "Child-Pugh A",
        "Child-Pugh class A",
        "Child Pugh A",
        "Child-Pugh score A",
        "Child-Turcotte-Pugh class A",
        "Child-Pugh status A",
        "Child-Pugh: A",
    ),
    *said(
        CHILD_PUGH,
        "A B",
        "inclusion",
        "Child-Pugh A or B",
        "Child-Pugh class A-B",
        "Child-Pugh A/B",
        "Child-Pugh class A or B",
        "Child-Pugh A to B",
        "Child-Pugh A and B",
        "Child-Pugh ≤ B",
    ),
    *said(
        CHILD_PUGH,
        "B C",
        "exclusion",
        "Child-Pugh B or C",
        "Child-Pugh class B/C",
        "Child-Pugh > A",
        "Child-Pugh B-C",
        "Child-Pugh class B or higher",
        "Child-Pugh ≥ B",
        "Child Pugh class B and C",
    ),
    *said(
        KARNOFSKY,
        "70 80 100",
        "inclusion",
        "Karnofsky ≥ 70",
        "KPS ≥ 70%",
        "Karnofsky performance status at least 70",
        "KPS of 70 or higher",
        "Karnofsky 70-100",
        "Karnofsky performance score ≥ 70%",
        "Karnofsky performance status > 60",
        "KPS 70-100%",
        "Karnofsky index ≥ 70",
        "Karnofsky PS ≥70",
        "KPS greater than or equal to 70",
        "Karnofsky performance status (KPS) of 70 or above",
        "Karnofsky scale ≥ 70",
        "KPS 70 or better",
    ),
    *said(
        ASA,
        "I II",
        "inclusion",
        "ASA I-II",
        "ASA class I or II",
        "ASA physical status 1 or 2",
        "ASA 1-2",
        "ASA score I-II",
        "ASA ≤ II",
        "ASA physical status I–II",
        "ASA grade I and II",
        "American Society of Anesthesiologists (ASA) physical status I or II",
        "ASA class 1 and 2",
        "ASA I/II",
        "ASA PS I-II",
        "ASA < III",
    ),
    *said(
        ASA,
        "III IV",
        "exclusion",
        "ASA III or IV",
        "ASA ≥ III",
        "ASA class III or higher",
        "ASA > II",
        "ASA 3-4",
        "ASA physical status III or more",
        "ASA class greater than II",
    ),
    *said(
        BMI,
        "18.5 25 30",
        "inclusion",
        "BMI 18.5-30",
        "BMI between 18.5 and 30 kg/m2",
        "BMI 18.5 to 30 kg/m²",
        "Body mass index of 18.5-30 kg/m2",
        "BMI ≥ 18.5 and ≤ 30",
        "18.5 ≤ BMI ≤ 30",
        "BMI within 18.5-30 kg/m2",
        "BMI range 18.5-30",
        "BMI in the range of 18.5 to 30 kg/m2 inclusive",
        "body mass index (BMI) ≥18.5 and ≤30 kg/m2",
    ),
    *said(
        BMI,
        "35 41",
        "exclusion",
        "BMI > 30",
        "BMI over 30",
        "BMI greater than 30 kg/m2",
        "BMI above 30",
        "BMI exceeding 30 kg/m2",
        "Body mass index more than 30",
    ),
    *said(
        BMI,
        "17 41",
        "exclusion",
        "BMI < 18.5 or > 40",
        "BMI below 18.5 or above 40",
        "BMI <18.5 kg/m2 or >40 kg/m2",
        "BMI less than 18.5 or greater than 40",
        "BMI outside 18.5-40",
        "BMI outside the range 18.5-40 kg/m2",
        "BMI not between 18.5 and 40",
    ),
]


@pytest.mark.parametrize(("kind", "text", "patients", "true"), TEXTS)
def test_scales_answer_as_their_words_say(kind: Kind, text: str, patients: Mapping[str, Record], true: list[str]) -> None:
    assert found(kind, text, patients) == expected(kind, true, patients)
