"""Contract §1: of whom something is asked, said before it: "For diabetic patients, …", "In cohort B, …"."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, closed, done, has, labs, listed, obs, says, takes

DIABETIC = "For diabetic patients, HbA1c < 8 %"
TWO = "For diabetic patients, HbA1c < 8 %, and for hypertensive patients, systolic blood pressure < 160 mmHg"
CISPLATIN = "Creatinine clearance > 60 mL/min, and, for patients receiving cisplatin, serum creatinine < 1.2 mg/dL"
COHORT = "For cohort 2, prior treatment with bortezomib"
OLD = "For participants ≥ 65 years, MMSE > 24"
GOUT = "In gout patients, uric acid > 6 mg/dL"
STERILE = "For men, PSA > 4 ng/mL"
SUGAR, PRESSURE = obs("HbA1c", 9, "%"), obs("systolic blood pressure", 170, "mm[Hg]")
CLEARED = (obs("creatinine clearance", 80, "mL/min"), obs("serum creatinine", 1.5, "mg/dL"))


@table(
    needs(DIABETIC, "no diabetes", closed(labs(SUGAR)), "match"),
    needs(DIABETIC, "diabetes", closed(listed("diabetes"), labs(SUGAR)), "fail"),
    needs(DIABETIC, "unknown whether", labs(SUGAR), "unknown"),
    needs(TWO, "the second alone", closed(listed("hypertension"), labs(SUGAR)), "unknown"),
    needs(TWO, "the second alone, too high", closed(listed("hypertension"), labs(SUGAR, PRESSURE)), "fail"),
    needs(TWO, "neither", closed(labs(SUGAR, PRESSURE)), "match"),
    needs(CISPLATIN, "without it", closed(labs(*CLEARED)), "match"),
    needs(CISPLATIN, "with it", closed(labs(*CLEARED), {"medications": [{"name": "cisplatin"}]}), "fail"),
    needs(COHORT, "of which cohort is not known", NOTHING, "unknown"),
    needs(COHORT, "meets it anyway", takes("bortezomib"), "match"),
    needs(OLD, "young", {"age": 40} | says("MMSE", 20), "match"),
    needs(OLD, "old", {"age": 70} | says("MMSE", 20), "fail"),
    needs("For platinum-resistant patients, LVEF > 50 %", "low", says("LVEF", 40, "%"), "unknown"),
    needs("For the purposes of this study, HbA1c < 8 %", "high", says("HbA1c", 9, "%"), "fail"),
    needs("In addition, HbA1c < 8 %", "high", says("HbA1c", 9, "%"), "fail"),
)
def test_a_demand_on_some_asks_nothing_of_the_others(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(GOUT, "gout alone", closed(listed("gout"), labs(obs("uric acid", 5, "mg/dL"))), "match"),
    excludes(GOUT, "both", closed(listed("gout"), labs(obs("uric acid", 7, "mg/dL"))), "fail"),
    excludes(GOUT, "no gout", closed(labs(obs("uric acid", 7, "mg/dL"))), "match"),
    excludes(STERILE, "a man", {"sex": "male"} | says("PSA", 2, "ng/mL"), "match"),
    excludes(STERILE, "a man with more", {"sex": "male"} | says("PSA", 6, "ng/mL"), "fail"),
    excludes("For cohort B, prior splenectomy", "of which cohort is not known", done("splenectomy", "2020-01-01"), "unknown"),
    excludes("For cohort B, prior splenectomy", "none", NOTHING, "match"),
)
def test_some_are_excluded_for_more_than_being_these(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Arterial pCO2 ≥ 50 mmHg when extubated", "of another time", says("arterial pCO2", 42, "mm[Hg]"), "unknown"),
    needs("SBP > 140 mmHg when seated", "how is not known", says("systolic blood pressure", 130, "mm[Hg]"), "unknown"),
    needs("HbA1c < 9 % when on insulin", "on insulin", closed(labs(obs("HbA1c", 10, "%")), {"medications": [{"name": "insulin"}]}), "fail"),
    needs("HbA1c < 9 % when on insulin", "without it", closed(labs(obs("HbA1c", 10, "%"))), "match"),
)
def test_a_moment_is_no_subgroup(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Breast cancer. For phase I, prior chemotherapy is allowed", "cancer", has("breast cancer"), "match"),
    needs("Breast cancer. For phase I, prior chemotherapy is allowed", "none", NOTHING, "fail"),
)
def test_what_is_allowed_to_some_asks_for_nothing(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


METFORMIN = {"name": "metformin", "start": "2010-01-01", "end": "2015-01-01"}
LISTED = "For diabetic, hypertensive or obese patients, BMI > 30 kg/m2"


@table(
    needs(LISTED, "another of them", closed(listed("hypertension"), labs(obs("BMI", 25, "kg/m2"))), "fail"),
    needs("Patients treated for at least 3 months with metformin", "of the past", closed({"medications": [METFORMIN]}), "fail"),
    excludes("Steroids unless topical", "by mouth too", closed({"medications": [{"name": "prednisone", "route": "oral"}]}), "unknown"),
)
def test_a_comma_in_a_list_of_people_ends_no_subgroup(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
