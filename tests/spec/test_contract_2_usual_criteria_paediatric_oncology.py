"""Contract §2, §5 and §6: usual criteria of children's oncology groups, and topics before a colon."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import all_of, closed, cond, labs, listed, obs, proc, takes, took

AGED = {"birth_date": "2016-06-01"}
PERFORMANCE = "Karnofsky ≥ 50% for patients > 16 years of age and Lansky ≥ 50% for patients ≤ 16 years of age"
WAITING = "Myelosuppressive chemotherapy: must not have received within 3 weeks of entry onto this study (6 weeks if prior nitrosourea)"
TRANSPLANT = "No evidence of active graft vs. host disease and ≥ 2 months must have elapsed since transplant"
HEMIBODY = "≥ 24 weeks must have elapsed if hemibody radiotherapy"
PERMITTED = "Any other cancer from which the patient has been disease-free for 5 years is permitted"
CONTINGENT = (
    "Investigational agents within 4 weeks before enrollment (6 weeks if treatment was a long-acting agent such as a monoclonal antibody)"
)


def done_only(*procedures: dict[str, Any]) -> dict[str, Any]:
    """These procedures and no other, no disease, no medication."""
    return closed(all_of() | {"procedures": list(procedures)})


def transplanted(day: str) -> dict[str, Any]:
    """A transplantation on that day, without graft-versus-host disease."""
    return done_only(proc("transplantation", day))


@table(
    needs("Chemotherapy: No prior chemotherapy", "none", done_only(), "match"),
    needs("Chemotherapy: No prior chemotherapy", "some", done_only(proc("chemotherapy", "2020-01-01")), "fail"),
    needs("Surgery: more than 3 weeks since major surgery", "none", done_only(), "match"),
    needs("Biologic agent: at least 7 days since the completion of therapy", "none", closed(takes()), "match"),
    needs("Brain metastases: must be treated and stable", "none", closed(all_of()), "match"),
    needs("Hypertension: must be controlled", "none", closed(all_of()), "match"),
    needs("Type 2 diabetes: diagnosed at least 6 months ago", "none", closed(all_of()), "fail"),
    needs("Asthma: no hospitalization within 1 year", "no asthma", done_only(), "unknown"),
    excludes("Chemotherapy: within 4 weeks", "long ago", done_only(proc("chemotherapy", "2020-01-01")), "match"),
    excludes("Surgery: major surgery within 4 weeks", "long ago", done_only(proc("surgery", "2020-01-01")), "match"),
    excludes("Asthma: hospitalization within 1 year", "asthma at home", closed(listed("asthma")), "match"),
    excludes("Anticoagulants: warfarin, heparin", "one of the kinds", closed(takes("warfarin")), "fail"),
)
def test_a_topic_before_a_colon_is_no_demand(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(PERFORMANCE, "a child below its limit", AGED | labs(obs("Lansky", 40, "%")), "fail"),
    needs(PERFORMANCE, "a child above it", AGED | labs(obs("Lansky", 60, "%")), "match"),
    needs(WAITING, "no chemotherapy", done_only(), "match"),
    needs(TRANSPLANT, "no transplantation", done_only(), "match"),
    needs(TRANSPLANT, "too early", transplanted("2026-10-20"), "fail"),
    needs(TRANSPLANT, "long enough ago", transplanted("2025-10-20"), "match"),
    needs("No active infection and at least 4 weeks since surgery", "no surgery", done_only(), "match"),
    needs("At least 2 weeks for palliative radiotherapy", "none", done_only(), "match"),
    needs("At least 6 weeks must have elapsed if prior radiotherapy", "none", done_only(), "match"),
    needs(HEMIBODY, "another one", done_only(proc("radiotherapy", "2026-10-01")), "unknown"),
    needs("At least 14 days after a long-acting growth factor (e.g. Neulasta)", "takes it", closed(takes("pegfilgrastim")), "unknown"),
    excludes(CONTINGENT, "five weeks ago", closed(took("investigational drug", "2026-09-20", "2026-09-25")), "unknown"),
    excludes(CONTINGENT, "none", closed(), "match"),
)
def test_times_that_have_to_pass(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


NERVES = "Nervous system disorders (CTCAE v4) resulting from prior therapy must be ≤ grade 2"


@table(
    needs("Peripheral neuropathy ≤ grade 1", "none", closed(all_of()), "match"),
    needs("Peripheral neuropathy must not exceed grade 1", "none", closed(all_of()), "match"),
    needs("Peripheral neuropathy must be ≤ grade 1", "grade 2", all_of(cond("peripheral neuropathy", stage="grade 2")), "fail"),
    needs("Peripheral neuropathy of grade 2 or higher", "none", closed(all_of()), "fail"),
    needs("Neuropathy due to diabetes, grade 1 or less", "no grade", all_of(cond("diabetic neuropathy")), "unknown"),
    needs(NERVES, "none", closed(all_of()), "match"),
    needs("Bilirubin (sum of conjugated + unconjugated) ≤ 1.5 x ULN for age", "low", labs(obs("bilirubin", 5, "umol/L", high=20)), "match"),
    needs("Hemoglobin ≥ 8.0 g/dL (may receive RBC transfusions)", "enough", labs(obs("hemoglobin", 9, "g/dL")), "match"),
    needs("ALT ≤ 110 U/L. For this study, the ULN for ALT is 45 U/L", "enough", labs(obs("ALT", 60, "U/L")), "match"),
    needs("ALT ≤ 110 U/L. The ULN for ALT is 45 U/L", "enough", labs(obs("ALT", 60, "U/L")), "match"),
    needs("ALT ≤ 2 x ULN. The ULN for ALT is 45 U/L", "another range", labs(obs("ALT", 60, "U/L", high=60)), "unknown"),
    needs(PERMITTED, "none", closed(all_of()), "match"),
    needs("Lymphoma: splenic or nodal", "none", closed(all_of()), "fail"),
)
def test_grades_and_limits(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
