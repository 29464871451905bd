"""Contract §6: a quantity that is found or not ("HCV RNA detectable"), one that only its unit names, and numbers that are no limits."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import drug, listed, says, treated


def measured(name: str, value: float | str | bool, **more: Any) -> dict[str, Any]:
    """A record of one observation of yesterday."""
    return {"observations": [{"name": name, "value": value, "date": "2026-10-31", **more}]}


def both(*records: dict[str, Any]) -> dict[str, Any]:
    """The observations of several records in one."""
    return {"observations": [o for record in records for o in record["observations"]]}


DETECTABLE = table(
    excludes("HCV RNA detectable", "found", measured("HCV RNA", "detected"), "fail"),
    excludes("HCV RNA detectable", "a number", measured("HCV RNA", 125000, unit="IU/mL"), "fail"),
    excludes("HCV RNA detectable", "not found", measured("HCV RNA", "not detected"), "match"),
    excludes("HCV RNA detectable", "below what the laboratory measures", measured("HCV RNA", 15, unit="IU/mL", comparator="<"), "unknown"),
    excludes("detectable HCV RNA", "found", measured("HCV RNA", "positive"), "fail"),
    needs("HIV viral load below the limit of detection", "not found", measured("HIV RNA", "not detected"), "match"),
    needs("undetectable HBV DNA", "a number", measured("HBV DNA", 5000, unit="IU/mL"), "fail"),
    excludes("HBsAg, HCV RNA or HIV antibody positive", "the one in the middle", measured("HCV RNA", "positive"), "fail"),
    needs("HBV DNA < 2000 IU/mL", "a limit is one all the same", measured("HBV DNA", 500, unit="IU/mL"), "match"),
)
TOLD_BY_THE_UNIT = table(
    needs("Creatinine ≥ 60 mL/min", "the clearance is meant", measured("creatinine clearance", 75, unit="mL/min"), "match"),
    needs("Creatinine ≤ 1.5 mg/dL or clearance ≥ 60 mL/min", "the second", measured("creatinine clearance", 75, unit="mL/min"), "match"),
    needs(
        "Smokers with at least 10 pack-years",
        "of whom both are recorded",
        both(measured("smoking", True), measured("pack-years", 30)),
        "match",
    ),
    needs("Smokers with at least 10 pack-years", "too few", both(measured("smoking", True), measured("pack-years", 5)), "fail"),
)
BY_A_FORMULA = table(
    needs("eGFR ≥ 60 mL/min/1.73m2 by CKD-EPI", "the usual one", measured("eGFR", 70, unit="mL/min/1.73m2"), "match"),
    needs("eGFR ≥ 60 mL/min/1.73m2 calculated by the MDRD formula", "its own", measured("eGFR by MDRD", 70, unit="mL/min/1.73m2"), "match"),
    needs("eGFR (MDRD) ≥ 60 mL/min/1.73m2", "one by another formula", measured("eGFR", 70, unit="mL/min/1.73m2"), "unknown"),
)
CLOSING_TIMES = table(
    needs(
        "LVEF ≥ 50 % by echocardiography or MUGA within 28 days of randomization",
        "too long ago",
        says("LVEF", 60, "%", day="2026-01-01"),
        "unknown",
    ),
    needs("LVEF ≥ 50 % by echocardiography within 28 days of randomization", "lately", says("LVEF", 60, "%"), "match"),
    needs("Gout according to the 2015 ACR/EULAR criteria for at least 6 months", "for 2", listed("gout", onset="2026-09-01"), "fail"),
    needs("Gout according to the 2015 ACR/EULAR criteria for at least 6 months", "for 20", listed("gout", onset="2025-03-01"), "match"),
)
NO_LIMIT = table(
    needs(
        "At least two exacerbations in the past year requiring corticosteroids",
        "no steroids are counted",
        treated(drug("prednisone", "2026-09-01")),
        "unknown",
    ),
    excludes("Creatinine > 2 × baseline", "the 2 is no concentration", measured("creatinine", 2.5, unit="mg/dL"), "unknown"),
    excludes("Creatinine > 2 × baseline", "nor is it above that", measured("creatinine", 1.5, unit="mg/dL"), "unknown"),
)
OTHER_LIMIT_OF_A_SUBGROUP = table(
    needs(
        "AST ≤ 2.5 × ULN (or ≤ 5 × ULN in patients with liver metastases)",
        "nobody is let in without either limit",
        {**measured("AST", 300, unit="U/L", high=40), "conditions": [{"name": "liver metastases", "status": "absent"}]},
        "fail",
    ),
    needs(
        "NT-proBNP > 600 pg/mL (or > 900 pg/mL in patients with atrial fibrillation)",
        "the stricter limit is the subgroup's",
        {**measured("NT-proBNP", 700, unit="pg/mL"), "conditions": [{"name": "atrial fibrillation"}]},
        "fail",
    ),
    needs(
        "Bilirubin ≤ 1.5 × ULN (or direct bilirubin ≤ ULN in patients with Gilbert's syndrome)",
        "a limit of something else is another way for them",
        {
            **both(measured("bilirubin", 3.0, unit="mg/dL", high=1.2), measured("direct bilirubin", 0.1, unit="mg/dL", high=0.3)),
            "conditions": [{"name": "Gilbert's syndrome"}],
        },
        "match",
    ),
)
EXCEPTED_FROM_RECOVERY = table(
    needs(
        "Recovered from all toxicities of prior therapy (except alopecia)",
        "who has it may not have recovered from another",
        {**measured("recovered from prior therapy", False), "conditions": [{"name": "alopecia"}]},
        "unknown",
    ),
)
FORMER_AND_CURRENT = table(
    needs("Current or former smokers", "now", measured("current smoker", True), "match"),
    needs("Current or former smokers", "before", measured("former smoker", True), "match"),
)
NO_PROCEDURE = table(
    excludes(
        "Clinically significant ECG abnormalities", "an ECG is none", {"procedures": [{"name": "ECG", "date": "2026-10-01"}]}, "unknown"
    ),
    excludes(
        "Clinically significant ECG abnormalities",
        "nor does its absence deny them",
        {"procedures": [], "complete": ["procedures"]},
        "unknown",
    ),
)


@DETECTABLE
def test_what_is_detectable_is_a_test(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@TOLD_BY_THE_UNIT
def test_a_unit_tells_what_is_measured(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@BY_A_FORMULA
def test_the_formula_that_is_named_counts(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@CLOSING_TIMES
def test_a_time_behind_the_method_is_of_what_was_found(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@NO_LIMIT
def test_a_multiple_of_something_else_is_no_limit(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@OTHER_LIMIT_OF_A_SUBGROUP
def test_brackets_with_the_limit_of_a_subgroup(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@EXCEPTED_FROM_RECOVERY
def test_an_exception_from_a_recovery_proves_none(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@FORMER_AND_CURRENT
def test_each_time_makes_another_name(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@NO_PROCEDURE
def test_abnormalities_of_an_examination_are_none(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
