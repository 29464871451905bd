"""Diagnoses that stand for something else (contract §4), by name or code: what is over, what relatives have, what was done or is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from eligibility.patient.record import Condition
from eligibility.patient.resolving import name_id
from eligibility.patient.restated import restated
from eligibility.reference.codes import coded_condition
from eligibility.reference.status_codes import statuses
from spec.contract import Kind, answers, check, result, table
from spec.records import Record, cond


def named(name: str, onset: str | None = None, **more: Any) -> Record:
    """An open record with one diagnosis of that name."""
    return {"conditions": [cond(name, onset, **more)]}


def coded(code: str, onset: str | None = None) -> Record:
    """An open record with one diagnosis of that code."""
    return {"conditions": [{"codes": [{"system": "ICD-10-CM", "code": code}], **({"onset": onset} if onset else {})}]}


def complete(record: Record) -> Record:
    """The same with all its lists complete."""
    return {**record, "complete": ["conditions", "procedures", "medications", "allergies", "family_history"]}


@table(
    *answers(
        "History of breast cancer",
        (coded("Z85.3"), "fail"),
        (named("history of breast cancer"), "fail"),
        (named("h/o breast cancer"), "fail"),
        (named("history of breast cancer", status="absent"), "match"),
        (named("family history of breast cancer"), "unknown"),
        (coded("Z85.46"), "unknown"),
        (complete(coded("Z85.46")), "match"),
    ),
    *answers("Prior malignancy", (coded("Z85.3"), "fail"), (coded("Z85.9"), "fail")),
    *answers("Prior myocardial infarction", (coded("I25.2"), "fail"), (named("old MI"), "fail"), (named("MI, history of"), "fail")),
    *answers("History of ischemic stroke", (coded("I69.351"), "fail"), (coded("Z86.73"), "unknown")),
    *answers("History of smoking", (coded("Z87.891"), "fail")),
    *answers("Former smoker", (coded("Z87.891"), "fail")),
)
def test_what_is_said_to_be_history_was_there(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    # A code of history is for what no longer exists: ICD-10-CM Official Guidelines, section I.C.21.c.4. Words of history leave it open.
    *answers("Breast cancer", (complete(coded("Z85.3")), "match"), (complete(named("history of breast cancer")), "unknown")),
    *answers("Asthma", (complete(named("history of asthma")), "unknown"), (complete(named("prior asthma")), "match")),
    *answers(
        "Malignancy within 5 years",
        (complete(coded("Z85.3", "2015")), "match"),  # over by 2015
        (complete(coded("Z85.3", "2024")), "unknown"),  # or earlier
        (complete(coded("Z85.3")), "unknown"),
    ),
    *answers(
        "Myocardial infarction within 6 months",
        (complete(named("history of MI", "2020")), "match"),
        (complete(named("history of MI", "2026-10-20")), "unknown"),
        (complete(named("history of MI")), "unknown"),
    ),
)
def test_whether_history_is_over_and_since_when(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers(
        "Family history of breast cancer",
        (coded("Z80.3"), "fail"),
        (named("family history of breast cancer"), "fail"),
        (named("FHx breast cancer"), "fail"),
        (named("Family history of breast cancer in mother"), "fail"),
        (named("family history of breast cancer", status="absent"), "match"),
        (named("history of breast cancer"), "unknown"),
    ),
    *answers("Breast cancer", (complete(coded("Z80.3")), "match"), (complete(named("family history of breast cancer")), "match")),
)
def test_what_a_relative_has_is_family_history(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers("Dialysis", (coded("Z99.2"), "fail")),
    *answers("Prior nephrectomy", (coded("Z90.5"), "fail")),
    *answers("Hip replacement", (coded("Z96.641"), "fail")),
    *answers("Use of anticoagulants", (coded("Z79.01"), "fail")),
    *answers("Treatment with insulin", (coded("Z79.4"), "fail")),
    *answers("Allergy to penicillin", (coded("Z88.0"), "fail"), (complete(coded("Z88.2")), "match")),
    *answers("Latex allergy", (coded("Z91.040"), "fail")),
    *answers("Prior radiotherapy", (coded("Z92.3"), "fail")),
    *answers("Pregnant or breastfeeding", (coded("Z33.1"), "fail"), (coded("Z3A.20"), "fail")),
)
def test_status_codes_stand_for_what_was_done_is_taken_or_is_so(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


def test_the_evidence_is_the_diagnosis_as_recorded() -> None:
    shown = result("exclusion", "Family history of breast cancer", named("FHx breast cancer")).evidence
    assert [(e.section, e.index, e.text) for e in shown] == [("conditions", 0, "FHx breast cancer (active)")]


@pytest.mark.parametrize("name", ["no history of stroke", "asthma", "history of zorbl", "family history", "s/p CABG", "chest pain"])
def test_other_names_stand_for_themselves(name: str) -> None:
    assert restated(Condition(name=name)) == ()


def test_every_status_code_exists_and_stands_for_something_known() -> None:
    domains = {"procedure": "procedure", "medication": "medication", "allergy": "substance"}
    for code, several in statuses().items():
        found = coded_condition(code)
        assert found is not None, code
        assert found.code == code
        assert all(name_id(each.name, domains.get(each.says, "condition")) for each in several), code  # type: ignore[arg-type]
