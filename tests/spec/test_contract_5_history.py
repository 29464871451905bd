"""The history of a severity or class, and what is only planned: what the present does not deny (contract §§4 and 5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, done, has, labs, obs, takes


def nyha(**classes: str) -> dict[str, Any]:
    """A complete record of a heart failure and its class in each of these years."""
    readings = (obs("NYHA class", value, day=f"{year[1:]}-01-01") for year, value in classes.items())
    return has("heart failure", onset="2019-01-01") | labs(*readings)


@table(
    excludes("History of NYHA class III heart failure", "III, later II", nyha(y2020="III", y2026="II"), "fail"),
    excludes("History of NYHA class III heart failure", "always II", nyha(y2020="II", y2026="II"), "unknown: stage_not_recorded"),
    excludes("NYHA class III heart failure", "III, later II", nyha(y2020="III", y2026="II"), "match"),
    excludes("NYHA class III heart failure", "III", nyha(y2020="III"), "fail"),
    excludes("History of NYHA class III or IV", "stage II", has("heart failure", stage="II"), "unknown: stage_not_recorded"),
    excludes("History of severe asthma", "mild", has("asthma", severity="mild"), "unknown: severity_not_recorded"),
    excludes("History of severe asthma", "severe", has("asthma", severity="severe"), "fail"),
    excludes("History of severe asthma", "none", NOTHING, "match"),
    excludes("Severe asthma", "mild", has("asthma", severity="mild"), "match"),
    excludes("Prior grade 3 or 4 neuropathy", "grade 1", has("neuropathy", stage="1"), "unknown: stage_not_recorded"),
    excludes("Grade 3 or 4 neuropathy", "grade 1", has("neuropathy", stage="1"), "match"),
    excludes("History of stage 4 chronic kidney disease", "stage 3", has("chronic kidney disease", stage="3"), "unknown"),
    # A cancer keeps the stage of its diagnosis, and an event is as it was.
    excludes("History of stage IV breast cancer", "stage II", has("breast cancer", stage="II"), "match"),
    excludes("History of severe pneumonia", "mild", has("pneumonia", severity="mild", onset="2020-01-01", end="2020-02-01"), "match"),
)
def test_a_present_severity_or_class_denies_no_earlier_one(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Planned to receive docetaxel", "none listed", NOTHING, "unknown"),
    needs("Planned to receive docetaxel", "taken already", takes("docetaxel"), "unknown"),
    needs("No planned use of tamoxifen during the study", "none listed", NOTHING, "unknown"),
    excludes("Planned treatment with warfarin", "taken already", takes("warfarin"), "unknown"),
    excludes("Treatment with warfarin", "none listed", NOTHING, "match"),
    excludes("Planned major surgery", "none listed", NOTHING, "match"),
    needs("Planned chemotherapy", "planned", done("chemotherapy", status="planned"), "match"),
    needs("Planned chemotherapy", "none listed", NOTHING, "fail"),
)
def test_a_complete_list_of_medications_denies_no_plan(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
