"""Contract §2: sentences as haematology trials usually write them, in own words."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import closed, cond, done, labs, listed, obs, open_list, says

HB_OK = labs(obs("Haemoglobin", 10, "g/dL"), obs("ANC", 2000, "/uL"))
HB_LOW = labs(obs("Haemoglobin", 7, "g/dL"), obs("ANC", 2000, "/uL"))
COUNTS = "Adequate blood counts unless due to bone marrow involvement: hemoglobin ≥ 9 g/dL, ANC ≥ 1,500/µL"
MEASURABLE = "Relapsed or refractory multiple myeloma with measurable disease, defined as serum M-protein ≥ 0.5 g/dL"
PROTEIN = labs(obs("Serum M-protein", 1.2, "g/dL"))
EPO = "Serum erythropoietin > 500 U/L"
DAYS = "Severe hemophilia A with at least 150 exposure days to FVIII"
HEPATITIS = "Active hepatitis B. Patients who are HBsAg negative but anti-HBc positive are eligible"


@table(
    needs(COUNTS, "both above", HB_OK, "match"),
    needs(COUNTS, "why it is low is not known", HB_LOW, "unknown"),
    needs(
        "Adequate renal function (except in patients with myeloma): creatinine ≤ 2 mg/dL", "high", says("creatinine", 3, "mg/dL"), "unknown"
    ),
    needs(
        "Adequate renal function, except in patients with myeloma: creatinine ≤ 2 mg/dL",
        "high, no myeloma",
        says("creatinine", 3, "mg/dL") | closed(),
        "fail",
    ),
    excludes("Any of the following, unless approved by the sponsor: hepatitis B, cirrhosis", "one", closed(listed("cirrhosis")), "unknown"),
    excludes("Any of the following, unless approved by the sponsor: hepatitis B, cirrhosis", "neither", closed(listed("gout")), "match"),
    excludes("The following medications (unless on a stable dose): aspirin, warfarin", "neither", closed(), "match"),
)
def test_exceptions_in_the_head_of_a_list(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(MEASURABLE, "another disease", closed(listed("lymphoma")) | PROTEIN, "fail"),
    needs(MEASURABLE, "not measurable", closed(listed("relapsed multiple myeloma")) | says("serum M-protein", 0.2, "g/dL"), "fail"),
    needs(
        "Multiple myeloma with measurable disease defined as serum M-protein ≥ 0.5 g/dL",
        "both",
        closed(listed("multiple myeloma")) | PROTEIN,
        "match",
    ),
    needs(
        "Type 2 diabetes with inadequate control defined as HbA1c ≥ 7%",
        "type 1",
        closed(listed("type 1 diabetes")) | says("HbA1c", 9, "%"),
        "fail",
    ),
    needs("Women with anaemia due to bleeding", "a man", closed(listed("anaemia"), sex="male"), "fail"),
)
def test_what_a_definition_behind_with_defines(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(
        DAYS,
        "the factor's activity is no count of days",
        closed(listed("severe hemophilia A")) | says("factor VIII activity", 0.5, "%"),
        "unknown",
    ),
    needs("A granulocyte clone size of > 10%", "another number", says("neutrophils percent", 5, "%"), "unknown"),
    needs("A granulocyte clone size of > 10%", "under its own name", says("granulocyte clone size", 40, "%"), "match"),
    excludes("Creatinine excretion ratio > 5 mg/dL", "serum creatinine", says("creatinine", 6, "mg/dL"), "unknown"),
    needs("AST and ALT elevations > 3 × ULN", "not elevated", labs(obs("AST", 30, "U/L", high=40), obs("ALT", 30, "U/L", high=40)), "fail"),
    excludes(EPO, "a level", says("erythropoietin", 600, "U/L"), "fail"),
    excludes(EPO, "below", says("serum EPO", 300, "mIU/mL"), "match"),
    excludes("Tacrolimus > 10 ng/mL", "a level", says("tacrolimus level", 12, "ng/mL"), "fail"),
    needs("IPI score low", "what is low is not said", says("International Prognostic Index", 1), "unknown"),
    excludes("High ASA class", "what is high is not said", says("ASA", "IV"), "unknown"),
)
def test_names_of_other_quantities(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(
        "Received an allogeneic transplant within 6 months or has active graft-versus-host disease",
        "for years",
        closed(open_list(cond("graft-versus-host disease", "2020-01-01", status="active"))),
        "fail",
    ),
    excludes(
        "Received chemotherapy within 4 weeks or has brain metastases",
        "known for long",
        closed(open_list(cond("brain metastases", "2025-01-01", status="active"))),
        "fail",
    ),
    excludes("Received chemotherapy within 4 weeks or radiotherapy", "both in these weeks", done("radiotherapy", "2025-01-01"), "match"),
)
def test_what_has_a_verb_of_its_own(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Newly diagnosed, previously untreated AML", "another disease", closed(listed("breast cancer")), "fail"),
    needs("Histologically confirmed, newly diagnosed, stage III lymphoma", "another disease", closed(listed("asthma")), "fail"),
    needs("Histologically confirmed, lymphoma", "how need not be proved", closed(listed("lymphoma")), "match"),
    needs("Intermediate or high-risk MDS", "another disease", closed(listed("asthma")), "fail"),
)
def test_adjectives_before_a_comma(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Diabetes, but patients with diabetes but no retinopathy are eligible", "no retinopathy", closed(), "match"),
    excludes("Patients with diabetes but no retinopathy are eligible", "no retinopathy", closed(), "match"),
    excludes(HEPATITIS, "surface antigen", closed(listed("active hepatitis B")) | says("HBsAg", "positive"), "fail"),
    excludes(
        HEPATITIS,
        "as is permitted",
        closed(listed("active hepatitis B")) | labs(obs("HBsAg", "negative"), obs("anti-HBc", "positive")),
        "unknown",
    ),
)
def test_people_who_are_both(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
