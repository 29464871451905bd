"""The history of a severity or class, and what is only planned: what the present does not deny (contract §§4 and 5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import check, excludes, needs, table

EVERY = ["conditions", "procedures", "medications", "allergies"]
NONE: dict[str, Any] = {"complete": EVERY}


def had(name: str, **more: Any) -> dict[str, Any]:
    return {"conditions": [{"name": name, **more}], **NONE}


def nyha(**classes: str) -> dict[str, Any]:
    readings = [{"name": "NYHA class", "value": value, "date": f"{year[1:]}-01-01"} for year, value in classes.items()]
    return had("heart failure", onset="2019-01-01") | {"observations": readings}


@table(
    excludes("History of NYHA class III heart failure", "III, later II", nyha(y2020="III", y2026="II"), "fail"),
    excludes("History of NYHA class III heart failure", "always II", nyha(y2020="II", y2026="II"), "unknown: stage_not_recorded"),
    excludes("NYHA class III heart failure", "III, later II", nyha(y2020="III", y2026="II"), "match"),
    excludes("NYHA class III heart failure", "III", nyha(y2020="III"), "fail"),
    excludes("History of NYHA class III or IV", "stage II", had("heart failure", stage="II"), "unknown: stage_not_recorded"),
    excludes("History of severe asthma", "mild", had("asthma", severity="mild"), "unknown: severity_not_recorded"),
    excludes("History of severe asthma", "severe", had("asthma", severity="severe"), "fail"),
    excludes("History of severe asthma", "none", NONE, "match"),
    excludes("Severe asthma", "mild", had("asthma", severity="mild"), "match"),
    excludes("Prior grade 3 or 4 neuropathy", "grade 1", had("neuropathy", stage="1"), "unknown: stage_not_recorded"),
    excludes("Grade 3 or 4 neuropathy", "grade 1", had("neuropathy", stage="1"), "match"),
    excludes("History of stage 4 chronic kidney disease", "stage 3", had("chronic kidney disease", stage="3"), "unknown"),
    # A cancer keeps the stage of its diagnosis, and an event is as it was.
    excludes("History of stage IV breast cancer", "stage II", had("breast cancer", stage="II"), "match"),
    excludes("History of severe pneumonia", "mild", had("pneumonia", severity="mild", onset="2020-01-01", end="2020-02-01"), "match"),
)
def test_a_present_severity_or_class_denies_no_earlier_one(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


def taking(name: str) -> dict[str, Any]:
    return {"medications": [{"name": name, "start": "2026-10-01"}], **NONE}


@table(
    needs("Planned to receive docetaxel", "none listed", NONE, "unknown"),
    needs("Planned to receive docetaxel", "taken already", taking("docetaxel"), "unknown"),
    needs("No planned use of tamoxifen during the study", "none listed", NONE, "unknown"),
    excludes("Planned treatment with warfarin", "taken already", taking("warfarin"), "unknown"),
    excludes("Treatment with warfarin", "none listed", NONE, "match"),
    excludes("Planned major surgery", "none listed", NONE, "match"),
    needs("Planned chemotherapy", "planned", {"procedures": [{"name": "chemotherapy", "status": "planned"}], **NONE}, "match"),
    needs("Planned chemotherapy", "none listed", NONE, "fail"),
)
def test_a_complete_list_of_medications_denies_no_plan(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
