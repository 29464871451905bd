"""Definitions, subgroups and lists under a head, in one line and in lines of their own (contract §1 and §2, Definitions)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from eligibility import compile_trial, screen
from spec.contract import Kind
from spec.records import ON, Record, cond, obs
from spec.truth_tables import COMPLETE

ENTRIES: dict[str, tuple[str, Record]] = {
    "recent infarction": ("conditions", cond("myocardial infarction", "2026-08-01", end="2026-08-09", status="resolved")),
    "old infarction": ("conditions", cond("myocardial infarction", "2023-08-01", end="2023-08-09", status="resolved")),
    "recent stroke": ("conditions", cond("stroke", "2026-08-01", end="2026-08-09", status="resolved")),
    "old stroke": ("conditions", cond("stroke", "2023-08-01", end="2023-08-09", status="resolved")),
    "heart failure NYHA III": ("conditions", cond("heart failure", stage="NYHA III")),
    "diabetes": ("conditions", cond("type 2 diabetes")),
    "HbA1c 8": ("observations", obs("HbA1c", 8, "%")),
    "HbA1c 5": ("observations", obs("HbA1c", 5, "%")),
    "glucose 150": ("observations", obs("fasting glucose", 150, "mg/dL")),
    "glucose 90": ("observations", obs("fasting glucose", 90, "mg/dL")),
    "creatinine 2": ("observations", obs("creatinine", 2, "mg/dL")),
    "creatinine 1": ("observations", obs("creatinine", 1, "mg/dL")),
    "clearance 80": ("observations", obs("creatinine clearance", 80, "mL/min")),
    "clearance 30": ("observations", obs("creatinine clearance", 30, "mL/min")),
    "test positive": ("observations", obs("pregnancy test", "positive")),
    "test negative": ("observations", obs("pregnancy test", "negative")),
    "fertile": ("observations", obs("childbearing potential", True)),
    "not fertile": ("observations", obs("childbearing potential", False)),
    "contraception": ("observations", obs("contraception", True)),
    "no contraception": ("observations", obs("contraception", False)),
    "haemoglobin 8": ("observations", obs("hemoglobin", 8, "g/dL")),
    "haemoglobin 12": ("observations", obs("hemoglobin", 12, "g/dL")),
    "platelets 50": ("observations", obs("platelets", 50, "10*9/L")),
    "platelets 200": ("observations", obs("platelets", 200, "10*9/L")),
}
SECTIONS = {
    "inclusion": "Inclusion Criteria:\n\n{}\n\nExclusion Criteria:\n\n* zorbl\n",
    "exclusion": "Inclusion Criteria:\n\n* Informed consent\n\nExclusion Criteria:\n\n{}\n",
}


def patient(told: str) -> Record:
    """A woman who is not pregnant, of whom these things are recorded ("nothing": none)."""
    record: dict[str, Any] = {"sex": "female", "observations": [obs("pregnancy", False)], "complete": COMPLETE}
    for name in () if told == "nothing" else told.split(" + "):
        section, entry = ENTRIES[name]
        record.setdefault(section, []).append(entry)
    return record


def said(kind: Kind, answers: Iterable[tuple[str, str]], *lines: str) -> list[ParameterSet]:
    """Lines of a section, and the answer for each of these patients."""
    return [pytest.param(kind, text, dict(answers), id=f"{kind}: {text}") for text in lines]


LINES = [
    *said(
        "exclusion",
        [
            ("recent infarction", "fail"),
            ("recent stroke", "fail"),
            ("old infarction", "match"),
            ("old stroke", "match"),
            ("nothing", "match"),
        ],
        "* Any of the following within 6 months:\n  * Myocardial infarction\n  * Stroke",
        "* Any of the following cardiovascular events in the past 6 months:\n  * Myocardial infarction\n  * Stroke",
        "* Within 6 months prior to enrollment, any of the following:\n  * Myocardial infarction\n  * Stroke",
        "* History within the last 6 months of:\n  * Myocardial infarction\n  * Stroke",
        "* Any of the following in the previous 6 months: myocardial infarction, stroke",
        "* Within the past 6 months: myocardial infarction or stroke",
        "* The following within 6 months of screening:\n  - Myocardial infarction\n  - Stroke",
        "* Any of the following conditions within 6 months prior to screening: myocardial infarction; stroke",
        "* Cardiovascular events within 6 months:\n  * Myocardial infarction\n  * Stroke",
        "* Any of the following within the last 6 months:\n\n1. Myocardial infarction\n2. Stroke",
    ),
    *said(
        "exclusion",
        [("recent infarction", "fail"), ("old stroke", "fail"), ("nothing", "match")],
        "* History of any of the following:\n  * Myocardial infarction\n  * Stroke",
        "* History of:\n  * Myocardial infarction\n  * Stroke",
        "* Prior:\n  * Myocardial infarction\n  * Stroke",
        "* Previous history of one or more of the following: myocardial infarction, stroke",
        "* History of the following:\n  * Myocardial infarction\n  * Stroke",
        "* Known history of any of the following conditions:\n  * Myocardial infarction\n  * Stroke",
        "* A history of: myocardial infarction; stroke",
    ),
    *said(
        "exclusion",
        [("recent infarction", "fail"), ("heart failure NYHA III", "fail"), ("nothing", "match")],
        *(
            f"* {head}:\n  * Myocardial infarction within 6 months\n  * NYHA class III or IV heart failure"
            for head in [
                "Cardiac disease, including any of the following",
                "Clinically significant cardiac disease including",
                "Significant cardiovascular disease, such as",
            ]
        ),
        "* Uncontrolled cardiac disease (myocardial infarction within 6 months, NYHA class III or IV heart failure)",
    ),
    *said(
        "inclusion",
        [
            ("diabetes + HbA1c 8 + glucose 90", "match"),
            ("diabetes + HbA1c 5 + glucose 150", "match"),
            ("diabetes + HbA1c 5 + glucose 90", "fail"),
        ],
        "* Diabetes, defined as one of the following:\n  * HbA1c ≥ 6.5%\n  * Fasting glucose ≥ 126 mg/dL",
        "* Diabetes defined by at least one of:\n  * HbA1c ≥ 6.5%\n  * Fasting glucose ≥ 126 mg/dL",
        "* Diabetes (HbA1c ≥ 6.5% or fasting glucose ≥ 126 mg/dL)",
        "* Diabetes as evidenced by either:\n  * HbA1c ≥ 6.5%\n  * Fasting glucose ≥ 126 mg/dL",
        "* Diabetes defined as HbA1c ≥ 6.5% or fasting glucose ≥ 126 mg/dL",
        "* Diabetes, defined as:\n  * HbA1c ≥ 6.5%; or\n  * Fasting glucose ≥ 126 mg/dL",
        "* Diabetes, defined as:\n  * HbA1c ≥ 6.5% OR\n  * Fasting glucose ≥ 126 mg/dL",
    ),
    *said(
        "inclusion",
        [
            ("creatinine 1 + clearance 30", "match"),
            ("creatinine 2 + clearance 80", "match"),
            ("creatinine 2 + clearance 30", "fail"),
            ("creatinine 1 + clearance 80", "match"),
        ],
        "* Adequate renal function, defined as:\n  * Creatinine ≤ 1.5 mg/dL, or\n  * Creatinine clearance ≥ 60 mL/min",
        "* Adequate renal function: creatinine ≤ 1.5 mg/dL or creatinine clearance ≥ 60 mL/min",
        "* Creatinine ≤ 1.5 mg/dL OR creatinine clearance ≥ 60 mL/min",
        "* Adequate renal function defined as either of the following:\n  * Creatinine ≤ 1.5 mg/dL\n  * Creatinine clearance ≥ 60 mL/min",
        "* Adequate renal function as evidenced by one of the following: creatinine ≤ 1.5 mg/dL; creatinine clearance ≥ 60 mL/min",
        "* Renal: creatinine ≤ 1.5 mg/dL or creatinine clearance ≥ 60 mL/min",
    ),
    *said(
        "inclusion",
        [("haemoglobin 12 + platelets 200", "match"), ("haemoglobin 8 + platelets 200", "fail"), ("haemoglobin 12 + platelets 50", "fail")],
        "* Adequate bone marrow function:\n  * Hemoglobin ≥ 9 g/dL\n  * Platelets ≥ 100 x 10^9/L",
        "* Adequate bone marrow function defined as:\n  * Hemoglobin ≥ 9 g/dL; and\n  * Platelets ≥ 100 x 10^9/L",
        "* Hematologic:\n  * Hemoglobin ≥ 9 g/dL\n  * Platelet count ≥ 100,000/mm3",
        "* Adequate hematologic function as defined below:\n  * Hemoglobin ≥ 9 g/dL\n  * Platelets ≥ 100 x 10^9/L",
        "* Laboratory values must be as follows: hemoglobin ≥ 9 g/dL; platelets ≥ 100 x 10^9/L",
        "* The following laboratory values within 14 days of enrollment:\n  * Hemoglobin ≥ 9 g/dL\n  * Platelets ≥ 100 x 10^9/L",
        "* Meet the following laboratory criteria: hemoglobin ≥ 9 g/dL, platelets ≥ 100 x 10^9/L",
        "* Adequate organ function, including the following:\n  * Hemoglobin ≥ 9 g/dL\n  * Platelets ≥ 100 x 10^9/L",
        "* Patients must have adequate organ and marrow function as defined below:\n  - hemoglobin ≥ 9 g/dL\n  - platelets ≥ 100,000/mcL",
    ),
    *said(
        "inclusion",
        [("fertile + test negative", "match"), ("fertile + test positive", "fail"), ("not fertile", "match")],
        "* Women of childbearing potential must have a negative pregnancy test",
        "* Women of childbearing potential must have:\n  * A negative pregnancy test",
        "* For women of childbearing potential: negative pregnancy test",
        "* Negative pregnancy test for women of childbearing potential",
        "* Negative pregnancy test in women of childbearing potential",
        "* If female of childbearing potential, negative pregnancy test",
        "* Females of childbearing potential: negative pregnancy test",
        "* Women of childbearing potential (WOCBP) must have a negative pregnancy test",
        "* Negative pregnancy test (women of childbearing potential)",
        "* A negative pregnancy test is required for women of childbearing potential",
        "* Women of child-bearing potential should have a negative pregnancy test",
        "* Negative pregnancy test (if woman of childbearing potential)",
        "* Women of childbearing potential: must have a negative pregnancy test",
        "* Women must have a negative pregnancy test if of childbearing potential",
    ),
    *said(
        "inclusion",
        [
            ("fertile + test negative + contraception", "match"),
            ("fertile + test positive + contraception", "fail"),
            ("fertile + test negative + no contraception", "fail"),
            ("not fertile", "match"),
        ],
        "* Women of childbearing potential must have a negative pregnancy test and use contraception",
        "* Women of childbearing potential must have:\n  * a negative pregnancy test\n  * agree to use contraception",
        "* Women of childbearing potential must have a negative pregnancy test and agree to use adequate contraception",
        "* For women of childbearing potential: negative pregnancy test and use of contraception",
    ),
    *said(
        "exclusion",
        [("fertile + contraception", "match"), ("fertile + no contraception", "fail"), ("not fertile + no contraception", "match")],
        "* Pregnant women or women of childbearing potential not using contraception",
        "* Women of childbearing potential not using contraception",
        "* Women of childbearing potential who are not using contraception",
        "* Women of childbearing potential unless using contraception",
        "* Women of childbearing potential without contraception",
        "* Women of childbearing potential not willing to use contraception",
        "* Women of childbearing potential who do not use contraception",
        "* Fertile women not using contraception",
        "* Women of childbearing potential who refuse to use contraception",
    ),
]


@pytest.mark.parametrize(("kind", "lines", "answers"), LINES)
def test_a_definition_or_subgroup_means_the_same_in_all_layouts(kind: Kind, lines: str, answers: dict[str, str]) -> None:
    trial = compile_trial(SECTIONS[kind].format(lines))
    asked = [c.id for c in trial.criteria if c.kind == kind]
    found = {}
    for told in answers:
        outcomes = {str(screen(patient(told), trial, on=ON)[criterion].outcome) for criterion in asked}
        found[told] = next(o for o in ("fail", "unknown", "match") if o in outcomes)
    assert found == answers
