"""NCT01724398 (liver failure, stem cells and plasma exchange), criterion by criterion: patients that match, fail and stay unknown."""

from __future__ import annotations

import pytest

from spec.records import Record, absent, all_of, cond, labs, obs, open_list
from spec.seed_tables import check_seed, row

TRIAL = "NCT01724398"
ACLF_B = cond("acute-on-chronic liver failure", "2026-10-12", due_to=["hepatitis B"])

ICD = "http://hl7.org/fhir/sid/icd-10-cm"


def meld(bilirubin: float, creatinine: float, inr: float, unit: str = "mg/dL") -> Record:
    """Inputs of MELD, with dialysis denied."""
    values = (obs("total bilirubin", bilirubin, unit), obs("creatinine", creatinine, unit), obs("INR", inr))
    return labs(*values, procedures=absent("dialysis"))


STRUCTURED = [
    row("age", "16th birthday today", {"birth_date": "2010-11-01"}, "match"),
    row("age", "16th birthday tomorrow", {"birth_date": "2010-11-02"}, "fail"),
    row("age", "last day of being 65", {"birth_date": "1960-11-02"}, "match"),
    row("age", "66th birthday today", {"birth_date": "1960-11-01"}, "fail"),
    row("age", "born in the month that decides", {"birth_date": "2010-11"}, "unknown: imprecise_date"),
    row("age", "born in the year that decides", {"birth_date": "1960"}, "unknown: imprecise_date"),
    row("age", "only the year, and it is enough", {"birth_date": "1980"}, "match"),
    row("age", "whole years, upper bound", {"age": 65}, "match"),
    row("age", "whole years, above", {"age": 66}, "fail"),
    row("age", "whole years, lower bound", {"age": 16}, "match"),
    row("age", "whole years, below", {"age": 15}, "fail"),
    row("age", "nothing recorded", {}, "unknown: missing"),
    row("healthy_volunteers", "an active disease", open_list(cond("asthma")), "match"),
    row("healthy_volunteers", "nothing recorded", {}, "unknown"),
    row("healthy_volunteers", "a complete, empty list", all_of(), "unknown"),
    row("healthy_volunteers", "only a disease that is over", open_list(cond("asthma", status="resolved")), "unknown"),
]

INCLUSION = [
    row("I1", "consent given", labs(obs("informed consent", True)), "match"),
    row("I1", "by an abbreviation", labs(obs("ICF", True)), "match"),
    row("I1", "consent refused", labs(obs("informed consent", False)), "fail"),
    row("I1", "not asked", {}, "unknown: missing"),
    row("I1", "consent dated after the day of judgement", labs(obs("informed consent", True, day="2026-11-02")), "unknown: missing"),
    row("I1", "consent on the day of judgement", labs(obs("informed consent", True, day="2026-11-01")), "match"),
    row("I1", "withdrawn later", labs(obs("informed consent", True, day="2026-10-01"), obs("informed consent", False)), "fail"),
    row("I1", "two answers on one day", labs(obs("informed consent", True), obs("informed consent", False)), "unknown: conflicting_values"),
    row("I2", "the cause as in the text", open_list(ACLF_B), "match"),
    row("I2", "abbreviations on both", open_list(cond("ACLF", due_to=["HBV"])), "match"),
    row("I2", "a more specific cause", open_list(cond("ACLF", due_to=["chronic hepatitis B"])), "match"),
    row("I2", "one of several causes", open_list(cond("ACLF", due_to=["alcohol", "HBV"])), "match"),
    row("I2", "no cause recorded", open_list(cond("ACLF")), "unknown: cause_not_recorded"),
    row("I2", "a recorded cause denies no further one", open_list(cond("ACLF", due_to=["alcohol"])), "unknown"),
    row("I2", "only the general term", open_list(cond("liver failure", due_to=["HBV"])), "unknown"),
    row("I2", "denied", open_list(*absent("ACLF")), "fail"),
    row("I2", "the general term denied", open_list(*absent("liver failure")), "fail"),
    row("I2", "not in a complete list", all_of(cond("asthma")), "fail"),
    row("I2", "not mentioned", open_list(cond("asthma")), "unknown: missing"),
    row("I2", "begins tomorrow", open_list(cond("ACLF", "2026-11-02", due_to=["HBV"])), "unknown: missing"),
    row("I2", "hepatitis B excluded by test", labs(obs("HBsAg", "negative"), conditions=[cond("ACLF")]), "fail"),
    row("I3", "recorded, just below", labs(obs("MELD", 29)), "match"),
    row("I3", "recorded, at the limit", labs(obs("MELD score", 30)), "fail"),
    row("I3", "29.46 rounds to 29", meld(9.8, 2.0, 2.0), "match"),
    row("I3", "29.53 rounds to 30", meld(10.0, 2.0, 2.0), "fail"),
    row("I3", "the same in molar units", labs(obs("TBil", 167.6, "umol/L"), obs("Cr", 176.8, "umol/L"), obs("INR", 2.0)), "match"),
    row("I3", "the same in molar units, above", meld(171.1, 176.8, 2.0, "umol/L"), "fail"),
    row("I3", "inputs below 1 are floored", meld(0.3, 0.4, 0.9), "match"),
    row("I3", "no INR", labs(obs("TBil", 3, "mg/dL"), obs("Cr", 1, "mg/dL")), "unknown: missing"),
    row("I3", "bilirubin without unit", labs(obs("TBil", 10), obs("Cr", 2, "mg/dL"), obs("INR", 2)), "unknown: unit_missing"),
    row("I3", "inputs newer than the score", labs(obs("MELD", 35, day="2026-10-01"), *meld(5, 1, 1.5)["observations"]), "match"),
    row("I3", "score as new as the inputs", labs(obs("MELD", 35), *meld(5, 1, 1.5)["observations"]), "fail"),
    row("I3", "censored, decided", labs(obs("MELD", 30, comparator=">")), "fail"),
    row("I3", "censored, open", labs(obs("MELD", 20, comparator=">")), "unknown: censored_value"),
    row("I3", "nothing recorded", {}, "unknown: missing"),
]

EXCLUSION = [
    row("E1", "alcohol", open_list(cond("ACLF", due_to=["alcohol"])), "fail"),
    row("E1", "a kind of autoimmune disease", open_list(cond("liver failure", due_to=["autoimmune hepatitis"])), "fail"),
    row("E1", "a drug by name", open_list(cond("acute liver failure", due_to=["paracetamol"])), "fail"),
    row("E1", "a disease due to alcohol", open_list(cond("ACLF", due_to=["alcoholic hepatitis"])), "fail"),
    row("E1", "an injury due to drugs", open_list(cond("ACLF", due_to=["drug-induced liver injury"])), "fail"),
    row("E1", "alcohol besides hepatitis B", open_list(cond("ACLF", due_to=["HBV", "alcohol"])), "fail"),
    row("E1", "a recorded cause denies no further one", open_list(ACLF_B), "unknown"),
    row("E1", "no cause", open_list(cond("liver failure")), "unknown: cause_not_recorded"),
    row("E1", "liver failure denied", open_list(*absent("liver failure")), "match"),
    row("E1", "complete list without liver failure", all_of(cond("asthma")), "match"),
    row("E1", "nothing recorded", {}, "unknown: missing"),
    row("E2", "first day of the window", open_list(cond("variceal bleeding", "2026-09-01")), "fail"),
    row("E2", "day before the window", all_of(cond("variceal bleeding", "2026-08-31")), "match"),
    row("E2", "an earlier bleeding says nothing of another", open_list(cond("variceal bleeding", "2026-08-31")), "unknown"),
    row("E2", "lasted into the window", open_list(cond("variceal bleeding", "2026-08-30", end="2026-09-01", status="resolved")), "fail"),
    row("E2", "ended the day before", all_of(cond("variceal bleeding", "2026-08-30", end="2026-08-31", status="resolved")), "match"),
    row("E2", "the day of judgement", open_list(cond("variceal haemorrhage", "2026-11-01")), "fail"),
    row("E2", "month wholly inside", open_list(cond("variceal bleeding", "2026-09")), "fail"),
    row("E2", "month wholly before", all_of(cond("variceal bleeding", "2026-08")), "match"),
    row("E2", "only the year", all_of(cond("variceal bleeding", "2026")), "unknown: imprecise_date"),
    row("E2", "undated", all_of(cond("variceal bleeding", status="resolved")), "unknown: undated"),
    row("E2", "severe encephalopathy", open_list(cond("hepatic encephalopathy", "2026-10-29", severity="severe")), "fail"),
    row("E2", "mild encephalopathy", all_of(cond("hepatic encephalopathy", "2026-10-29", severity="mild")), "match"),
    row("E2", "severity missing", all_of(cond("hepatic encephalopathy", "2026-10-29")), "unknown: severity_not_recorded"),
    row(
        "E2",
        "haematemesis may be variceal",
        all_of(cond("hematemesis", "2026-10-20")),
        "unknown",
    ),
    row("E2", "a gastrointestinal bleeding may be variceal", all_of(cond("gastrointestinal bleeding", "2026-10-20")), "unknown"),
    row("E2", "by an ICD-10 code", open_list({"codes": [{"system": ICD, "code": "I85.11"}], "onset": "2026-10-20"}), "fail"),
    row("E2", "both denied", open_list(*absent("hepatic encephalopathy", "variceal bleeding")), "match"),
    row("E2", "one denied", open_list(*absent("hepatic encephalopathy")), "unknown: missing"),
    row(
        "E2", "severe, but over in June", all_of(cond("HE", "2026-06-01", end="2026-06-10", severity="severe", status="resolved")), "match"
    ),
    row("E3", "severe heart failure", open_list(cond("heart failure", severity="severe")), "fail"),
    row("E3", "severe kidney disease", open_list(cond("chronic kidney disease", severity="severe")), "fail"),
    row("E3", "severe lung disease", open_list(cond("COPD", severity="severe")), "fail"),
    row("E3", "severity missing", all_of(cond("heart failure")), "unknown: severity_not_recorded"),
    row("E3", "kidney failure of the liver, severe", open_list(cond("hepatorenal syndrome", severity="severe")), "fail"),
    row("E3", "the same, severity missing", all_of(cond("hepatorenal syndrome")), "unknown: severity_not_recorded"),
    row("E3", "mild, nothing else", all_of(cond("asthma", severity="mild")), "match"),
    row("E3", "complete and empty", all_of(), "match"),
    row("E3", "complete, only the liver failure of the trial", all_of(ACLF_B), "match"),
    row("E3", "complete, only liver diseases", all_of(ACLF_B, cond("chronic hepatitis B"), cond("jaundice")), "match"),
    row("E3", "nothing recorded", {}, "unknown: missing"),
    row("E4", "severe peritonitis", open_list(cond("spontaneous bacterial peritonitis", severity="severe")), "fail"),
    row("E4", "mild", all_of(cond("bacterial pneumonia", severity="mild")), "match"),
    row("E4", "severity missing", all_of(cond("bacterial pneumonia")), "unknown: severity_not_recorded"),
    row("E4", "severe, viral", all_of(cond("influenza", severity="severe")), "match"),
    row("E4", "infection denied", open_list(*absent("infection")), "match"),
    row("E4", "over", all_of(cond("bacterial pneumonia", "2025-01-02", end="2025-01-20", severity="severe", status="resolved")), "match"),
    row("E4", "severe pneumonia, germ not recorded", all_of(cond("pneumonia", severity="severe")), "unknown"),
    row("E4", "severe sepsis, germ not recorded", all_of(cond("sepsis", severity="severe")), "unknown"),
    row("E4", "severe urinary infection, germ not recorded", all_of(cond("urinary tract infection", severity="severe")), "unknown"),
    row("E4", "septic shock, germ not recorded", all_of(cond("septic shock")), "unknown"),
    row("E4", "severe cellulitis, germ not recorded", all_of(cond("cellulitis", severity="severe")), "unknown"),
    row("E4", "severe infection, germ not recorded", all_of(cond("infection", severity="severe")), "unknown"),
    row("E4", "nothing recorded", {}, "unknown: missing"),
    row("E5", "a cancer", open_list(cond("hepatocellular carcinoma")), "fail"),
    row("E5", "a benign tumour", open_list(cond("hepatic haemangioma")), "fail"),
    row("E5", "by an ICD-10 code", open_list({"codes": [{"system": ICD, "code": "C22.0"}]}), "fail"),
    row("E5", "a name nobody knows may be one", all_of(cond("liver SOL on CT")), "unknown"),
    row("E5", "neoplasm denied", open_list(*absent("neoplasm")), "match"),
    row("E5", "complete list without one", all_of(ACLF_B), "match"),
    row("E5", "one tumour denied is not all", open_list(*absent("hepatocellular carcinoma")), "unknown: missing"),
    row("E5", "cancer denied is not every tumour", open_list(*absent("malignancy")), "unknown: missing"),
    row("E5", "a raised marker is no tumour", labs(obs("AFP", 1210, "ng/mL", comparator=">")), "unknown: missing"),
    row("E6", "male", {"sex": "male"}, "match"),
    row("E6", "pregnant", labs(obs("pregnancy", True), sex="female"), "fail"),
    row("E6", "lactating", labs(obs("lactation", True), sex="female"), "fail"),
    row("E6", "both denied", labs(obs("pregnancy", False), obs("breastfeeding", False)), "match"),
    row("E6", "one denied", labs(obs("pregnancy", False), sex="female"), "unknown: missing"),
    row("E6", "hCG positive", labs(obs("hCG", "positive"), sex="female"), "fail"),
    row("E6", "hCG negative", labs(obs("hCG", "negative"), obs("breastfeeding", False), sex="female"), "match"),
    row("E6", "two answers on one day", labs(obs("pregnancy", True), obs("pregnancy", False)), "unknown: conflicting_values"),
    row("E6", "test dated tomorrow", labs(obs("pregnancy", True, day="2026-11-02"), sex="female"), "unknown: missing"),
    row("E6", "sex missing", {}, "unknown: missing"),
]


@pytest.mark.parametrize(("criterion", "record", "outcome", "code"), [*STRUCTURED, *INCLUSION, *EXCLUSION])
def test_seed_criterion_answers_as_the_contract_says(criterion: str, record: Record, outcome: str, code: str) -> None:
    check_seed(TRIAL, criterion, record, outcome, code)
