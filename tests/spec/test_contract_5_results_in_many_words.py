"""Results within a time, and the latest of them, in many words (contract §5 and §6)."""

from __future__ import annotations

import pytest
from _pytest.mark.structures import ParameterSet

from spec.contract import Kind, outcome
from spec.records import Record, obs


def named(name: str, *results: tuple[float | str, str | None, str]) -> Record:
    """Observations of one name: each a value, its unit and its day."""
    return {"observations": [obs(name, value, unit, day=day) for value, unit, day in results]}


NOW, ONCE = "2026-10-30", "2026-05-01"
HAEMOGLOBIN = {
    "12 now": named("hemoglobin", (12, "g/dL", NOW)),
    "8 now": named("hemoglobin", (8, "g/dL", NOW)),
    "12 once": named("hemoglobin", (12, "g/dL", ONCE)),
    "8 once, 12 now": named("hemoglobin", (8, "g/dL", ONCE), (12, "g/dL", NOW)),
    "12 once, 8 now": named("hemoglobin", (12, "g/dL", ONCE), (8, "g/dL", NOW)),
    "not measured": {},
}
PREGNANCY = {
    "positive now": named("pregnancy test", ("positive", None, NOW)),
    "negative once": named("pregnancy test", ("negative", None, ONCE)),
    "not tested": {},
}
EJECTION = {
    "60 now": named("LVEF", (60, "%", NOW)),
    "40 now": named("LVEF", (40, "%", NOW)),
    "not measured": {},
}


def said(kind: Kind, results: dict[str, Record], outcomes: str, *texts: str) -> list[ParameterSet]:
    """Texts that say the same thing: their outcome for each of the results, in order."""
    return [pytest.param(kind, text, dict(zip(results, outcomes.split(), strict=True)), results, id=f"{kind}: {text}") for text in texts]


TEXTS = [
    *said(
        "inclusion",
        HAEMOGLOBIN,
        "match fail unknown match fail unknown",
        "Hemoglobin ≥ 9 g/dL within 14 days",
        "Hemoglobin ≥ 9 g/dL within 14 days prior to enrollment",
        "Hemoglobin ≥ 9 g/dL (within 14 days of enrollment)",
        "Within 14 days of enrollment: hemoglobin ≥ 9 g/dL",
        "Within 14 days prior to registration, hemoglobin ≥ 9 g/dL",
        "Hemoglobin ≥ 9 g/dL obtained within 14 days prior to randomization",
        "Hemoglobin ≥ 9 g/dL, within 14 days before enrollment",
        "Hemoglobin ≥ 9 g/dL, obtained within 14 days before enrollment",
        "Hemoglobin ≥ 9 g/dL as measured within 14 days of study entry",
        "Hemoglobin (within 14 days) ≥ 9 g/dL",
        "Hemoglobin ≥ 9 g/dL (performed within 14 days before first dose)",
        "Adequate bone marrow function within 14 days of enrollment: hemoglobin ≥ 9 g/dL",
        "Laboratory values within 14 days: hemoglobin ≥ 9 g/dL",
        "Hemoglobin must be ≥ 9 g/dL within 14 days of treatment",
        "Hemoglobin ≥ 9 g/dL measured ≤ 14 days prior to registration",
        "Hemoglobin ≥ 9 g/dL within the last 14 days",
        "Most recent hemoglobin within 14 days ≥ 9 g/dL",
    ),
    *said(
        "inclusion",
        HAEMOGLOBIN,
        "match fail match match fail unknown",
        "Hemoglobin ≥ 9 g/dL",
        "Hemoglobin of at least 9 g/dL",
        "Most recent hemoglobin ≥ 9 g/dL",
        "Last hemoglobin ≥ 9 g/dL",
        "Latest hemoglobin ≥ 9 g/dL",
        "Hemoglobin ≥ 9 g/dL as measured by a local laboratory",
    ),
    *said(
        "inclusion",
        PREGNANCY,
        "fail unknown unknown",
        "Negative pregnancy test within 7 days",
        "Negative serum pregnancy test within 7 days prior to enrollment",
        "Negative pregnancy test (within 7 days of first dose)",
        "Negative urine pregnancy test within 7 days",
        "A negative pregnancy test within 1 week of randomization",
        "Pregnancy test negative within 7 days",
        "Must have a negative pregnancy test within 7 days prior to the first dose",
        "Negative pregnancy test performed within 7 days before enrollment",
        "Documented negative pregnancy test within 7 days",
        "Negative serum or urine pregnancy test within 7 days",
    ),
    *said(
        "inclusion",
        EJECTION,
        "match fail unknown",
        "LVEF ≥ 50% by echocardiogram",
        "Left ventricular ejection fraction ≥ 50% as determined by echocardiography or MUGA scan",
        "LVEF at least 50% by ECHO or MUGA",
        "Adequate cardiac function (LVEF ≥ 50%)",
        "Adequate cardiac function defined as LVEF ≥ 50%",
        "LVEF of 50% or greater",
        "LVEF 50% or higher as measured by echocardiogram",
        "Baseline LVEF ≥ 50% by MUGA/ECHO",
        "LVEF (by echocardiogram or MUGA) ≥ 50%",
        "Resting LVEF ≥ 50%",
    ),
    *said(
        "exclusion",
        EJECTION,
        "match fail unknown",
        "LVEF below 50%",
        "Ejection fraction < 50%",
        "left ventricular ejection fraction less than 50%",
        "Reduced LVEF (< 50%)",
        "Left ventricular dysfunction (LVEF < 50%)",
        "LVEF under 50 percent",
    ),
]


@pytest.mark.parametrize(("kind", "text", "expected", "results"), TEXTS)
def test_results_answer_as_their_words_say(kind: Kind, text: str, expected: dict[str, str], results: dict[str, Record]) -> None:
    patient = {"sex": "female", "age": 40}
    assert {name: outcome(kind, text, {**patient, **record}) for name, record in results.items()} == expected


TWO = [
    "AST or ALT ≤ 100 U/L, within 14 days",
    "AST ≤ 100 U/L or ALT ≤ 100 U/L, within 14 days",
]


@pytest.mark.parametrize("text", TWO)
def test_a_time_behind_a_comma_is_that_of_all_limits(text: str) -> None:
    record = {"observations": [obs("AST", 30, "U/L", day=ONCE), obs("ALT", 200, "U/L", day=NOW)]}
    assert outcome("inclusion", text, record) == "unknown"
