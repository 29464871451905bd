"""Contract §2, Permissions: whom the rest of a sentence permits is an exception of what stands before it, and does not permit that."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import closed, done, labs, listed, obs, says

CANCER = "Malignancy, although patients with basal cell carcinoma are eligible"
HIV = "HIV infection, however patients with a CD4 count > 350 cells/µL and undetectable HIV RNA may be enrolled"
DIABETES = "Diabetes, but patients with diabetes but no retinopathy are eligible"


@table(
    excludes(CANCER, "another malignancy", closed(listed("lung cancer")), "fail"),
    excludes(CANCER, "as is permitted", closed(listed("basal cell carcinoma")), "match"),
    excludes(CANCER, "none", closed(), "match"),
    excludes(HIV, "few cells", closed(listed("HIV infection")) | labs(obs("CD4 count", 100, "/uL"), obs("HIV RNA", "positive")), "fail"),
    excludes(HIV, "without it", closed(listed("gout")), "match"),
    excludes(DIABETES, "with retinopathy", closed(listed("diabetes mellitus", "retinopathy")), "fail"),
    excludes(DIABETES, "without retinopathy", closed(listed("diabetes mellitus")), "match"),
    excludes(DIABETES, "neither", closed(), "match"),
    excludes("Prior chemotherapy, patients who received adjuvant chemotherapy are eligible", "given", done("chemotherapy"), "unknown"),
    excludes("Asthma, COPD, but patients with mild asthma are eligible", "the other one", closed(listed("COPD")), "fail"),
    needs(
        "No prior malignancy, although patients with basal cell carcinoma are eligible",
        "that one",
        closed(listed("basal cell carcinoma")),
        "match",
    ),
    needs("Patients with asthma, but patients with COPD are also eligible", "neither rules out", closed(listed("COPD")), "match"),
    excludes(
        "Asthma. At the investigator's discretion, patients with mild asthma may be enrolled",
        "mild",
        closed(listed("asthma", severity="mild")),
        "unknown",
    ),
)
def test_permissions_behind_a_statement(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Severe (NYHA III), symptomatic heart failure", "another disease", closed(listed("asthma")), "fail"),
    needs(
        "Severe (NYHA III), symptomatic heart failure",
        "another class",
        closed(listed("severe symptomatic heart failure", stage="NYHA II")),
        "fail",
    ),
    needs(
        "Newly diagnosed (within 3 months), untreated multiple myeloma",
        "for years",
        closed({"conditions": [{"name": "multiple myeloma", "onset": "2020-01-01"}]}),
        "fail",
    ),
    needs("Creatinine ≤ 2 mg/dL", "below", says("creatinine", 1, "mg/dL"), "match"),
)
def test_brackets_behind_the_first_adjective(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
