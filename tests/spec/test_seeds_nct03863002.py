"""NCT03863002 (ACLF, stem cells), criterion by criterion: patients that match, fail and stay unknown."""

from __future__ import annotations

import pytest

from spec.records import Record, absent, all_of, allergic, cond, labs, obs, open_list, operated, proc
from spec.seed_tables import check_seed, row

TRIAL = "NCT03863002"
DECOMPENSATION = cond("decompensated cirrhosis", "2026-10-15")
TBIL = obs("total bilirubin", 210, "umol/L", high=20.5)
INR = obs("INR", 1.6)
ACUTE = (cond("chronic hepatitis B", "2014"), cond("ACLF", "2026-10-15"), cond("jaundice", "2026-10-12"), cond("ascites", "2026-10-20"))
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
OTHER_TRIAL = "participation in another clinical trial"


def aclf(*observations: Record, ascites: Record | None = None) -> Record:
    """Acutely decompensated cirrhosis with jaundice and ascites, a complete list of conditions, and these measurements."""
    listed = (cond("cirrhosis", "2020"), DECOMPENSATION, cond("jaundice", "2026-10-12"), ascites or cond("ascites", "2026-10-20"))
    return all_of(*listed, observations=list(observations))


def meld(bilirubin: float, creatinine: float = 1.0, inr: float = 1.0, **fields: object) -> Record:
    values = (obs("total bilirubin", bilirubin, "mg/dL"), obs("creatinine", creatinine, "mg/dL"), obs("INR", inr))
    return labs(*values, **({"procedures": absent("dialysis")} | fields))


def bled(onset: str, haemoglobin: float, day: str, unit: str = "g/L") -> Record:
    """A gastrointestinal bleeding and a haemoglobin, everything else denied."""
    bleeding = cond("gastrointestinal bleeding", onset, end=onset, status="resolved")
    record = all_of(bleeding, observations=[obs("hemoglobin", haemoglobin, unit, day)])
    return {**record, "complete": ["conditions", "procedures"]}


def closed(**fields: object) -> Record:
    """All lists of conditions and procedures complete."""
    return {"complete": ["conditions", "procedures"], **fields}


INCLUSION = [
    row("age", "60 years and 11 months", {"birth_date": "1965-12-01"}, "match"),
    row("age", "last day of being 60", {"birth_date": "1965-11-02"}, "match"),
    row("age", "61st birthday today", {"birth_date": "1965-11-01"}, "fail"),
    row("age", "month that decides", {"birth_date": "1965-11"}, "unknown: imprecise_date"),
    row("I1", "consent", labs(obs("informed consent", True)), "match"),
    row("I1", "no consent", labs(obs("informed consent", False)), "fail"),
    row("I1", "not asked", {}, "unknown: missing"),
    row("I2", "every part, but whether it was acute is not recorded", aclf(TBIL, INR), "unknown"),
    row("I2", "ACLF with every measurement", all_of(*ACUTE, observations=[TBIL, INR]), "match"),
    row("I2", "9.95 × ULN", aclf(obs("TBil", 204, "umol/L", high=20.5), INR), "fail"),
    row("I2", "no reference range", aclf(obs("TBil", 204, "umol/L"), INR), "unknown: no_reference_range"),
    row("I2", "9.9 × ULN in mass", aclf(obs("TBil", 11.9, "mg/dL", high=1.2), INR), "fail"),
    row("I2", "low multiple, no unit needed", aclf(obs("TBil", 11.9, high=1.2), INR), "fail"),
    row("I2", "neither INR nor PTA", aclf(TBIL, obs("INR", 1.49), obs("PTA", 40, "%")), "fail"),
    row("I2", "INR low, PTA missing", aclf(TBIL, obs("INR", 1.49)), "unknown: missing"),
    row("I2", "ascites older than 4 weeks", aclf(TBIL, INR, ascites=cond("ascites", "2026-10-03")), "fail"),
    row("I2", "ascites of a month that decides", aclf(TBIL, INR, ascites=cond("ascites", "2026-10")), "unknown: imprecise_date"),
    row("I2", "ascites undated", aclf(TBIL, INR, ascites=cond("ascites")), "unknown: undated"),
    row("I2", "neither ascites nor encephalopathy", open_list(*absent("ascites", "encephalopathy")), "fail"),
    row("I2", "nothing recorded", {}, "unknown: missing"),
    row("I3", "lower limit", labs(obs("MELD", 17)), "match"),
    row("I3", "below", labs(obs("MELD", 16)), "fail"),
    row("I3", "upper limit", labs(obs("MELD", 30)), "match"),
    row("I3", "above", labs(obs("MELD", 31)), "fail"),
    row("I3", "16.46 rounds to 16", meld(14.2), "fail"),
    row("I3", "16.54 rounds to 17", meld(14.5), "match"),
    row("I3", "creatinine capped at 4.0", meld(14.5, 12.0), "match"),
    row("I3", "on dialysis creatinine counts as 4.0", meld(14.2, procedures=[proc("haemodialysis", start="2026-10-01")]), "match"),
    row("I3", "no creatinine", labs(obs("TBil", 14, "mg/dL"), INR), "unknown: missing"),
    row("I4", "chronic hepatitis B", open_list(cond("chronic hepatitis B")), "match"),
    row("I4", "autoimmune hepatitis", open_list(cond("cirrhosis"), cond("autoimmune hepatitis")), "match"),
    row("I4", "cirrhosis due to alcohol", open_list(cond("alcoholic cirrhosis")), "match"),
    row(
        "I4",
        "cirrhosis of recorded viral cause",
        open_list(cond("cirrhosis", due_to=["hepatitis C"])),
        "match",
    ),
    row("I4", "no chronic liver disease", open_list(*absent("liver disease")), "fail"),
    row("I4", "complete list without one", all_of(cond("asthma")), "fail"),
    row("I4", "cause missing", open_list(cond("cirrhosis")), "unknown"),
    row("I4", "nothing recorded", {}, "unknown: missing"),
    row("I5", "at the limit", labs(obs("body weight", 50, "kg")), "match"),
    row("I5", "just below", labs(obs("body weight", 49.9, "kg")), "fail"),
    row("I5", "pounds, just above", labs(obs("weight", 110.3, "lb")), "match"),
    row("I5", "pounds, just below", labs(obs("weight", 110.2, "lb")), "fail"),
    row("I5", "grams", labs(obs("body weight", 50_000, "g")), "match"),
    row("I5", "no unit", labs(obs("body weight", 60)), "unknown: unit_missing"),
    row("I5", "the latest counts", labs(obs("body weight", 52, "kg", "2026-10-01"), obs("body weight", 49, "kg")), "fail"),
    row("I5", "two on one day", labs(obs("body weight", 51, "kg"), obs("body weight", 49, "kg")), "unknown: conflicting_values"),
    row("I5", "censored, decided", labs(obs("body weight", 50, "kg", comparator=">=")), "match"),
    row("I5", "censored, open", labs(obs("body weight", 45, "kg", comparator=">")), "unknown: censored_value"),
    row("I5", "weighed tomorrow", labs(obs("body weight", 60, "kg", "2026-11-02")), "unknown: missing"),
]

EXCLUSION = [
    row("E1", "sepsis in the window", open_list(cond("sepsis", "2026-09-10", end="2026-09-20", status="resolved")), "fail"),
    row("E1", "sepsis on the first day", open_list(cond("sepsis", "2026-09-01")), "fail"),
    row("E1", "sepsis in June", closed(conditions=[cond("sepsis", "2026-06-01", end="2026-06-20", status="resolved")]), "match"),
    row("E1", "sepsis in June, end not recorded", closed(conditions=[cond("sepsis", "2026-06-01")]), "match"),
    row("E1", "bleeding and haemoglobin, both in the window", bled("2026-09-20", 85, "2026-09-20"), "fail"),
    row("E1", "bleeding in the window, haemoglobin at the limit", bled("2026-09-20", 90, "2026-09-20"), "unknown"),
    row("E1", "haemoglobin in g/dL", bled("2026-09-20", 8.9, "2026-09-20", "g/dL"), "fail"),
    row("E1", "bleeding and haemoglobin of last year", bled("2025-09-20", 85, "2025-09-20"), "match"),
    row(
        "E1",
        "an old bleeding never marked as over",
        closed(conditions=[cond("gastrointestinal bleeding", "2025-01-05")], observations=[obs("hemoglobin", 85, "g/L")]),
        "match",
    ),
    row(
        "E1", "dialysis that ended in the window", closed(procedures=[proc("haemodialysis", start="2026-08-01", end="2026-09-15")]), "fail"
    ),
    row("E1", "one session in the window", closed(procedures=[proc("haemodialysis", "2026-09-15")]), "fail"),
    row("E1", "one session before the window", closed(procedures=[proc("haemodialysis", "2026-08-31")]), "match"),
    row("E1", "complete and empty", closed(), "match"),
    row("E1", "nothing recorded", {}, "unknown: missing"),
    row("E2", "jaundice denied", open_list(*absent("jaundice")), "match"),
    row("E2", "complete list without it", all_of(), "match"),
    row("E2", "jaundice, cause missing", all_of(cond("jaundice")), "unknown"),
    row("E2", "nothing recorded", {}, "unknown: missing"),
    row("E3", "recorded", open_list(cond("HCC")), "fail"),
    row("E3", "denied", open_list(*absent("hepatocellular carcinoma")), "match"),
    row("E3", "cancer denied", open_list(*absent("malignancy")), "match"),
    row("E3", "complete list with another cancer", all_of(cond("breast cancer")), "match"),
    row("E3", "a marker alone", labs(obs("AFP", 1210, "ng/mL", comparator=">")), "unknown: missing"),
    row("E3", "nothing recorded", {}, "unknown: missing"),
    row("E4", "a cancer", open_list(cond("lung adenocarcinoma")), "fail"),
    row("E4", "denied", open_list(*absent("tumor")), "match"),
    row("E4", "one tumour denied", open_list(*absent("hepatocellular carcinoma")), "unknown: missing"),
    row("E5", "class III", open_list(cond("chronic heart failure", stage="NYHA III", severity="severe")), "fail"),
    row("E5", "class as an observation", labs(obs("NYHA", "III"), **open_list(cond("chronic heart failure", severity="moderate"))), "fail"),
    row(
        "E5",
        "congestive heart failure may be chronic",
        closed(conditions=[cond("CHF", stage="III", severity="severe")]),
        "unknown",
    ),
    row("E5", "class II, the rest denied", closed(conditions=[cond("chronic heart failure", stage="II")]), "match"),
    row("E5", "class missing", closed(conditions=[cond("chronic heart failure", severity="severe")]), "unknown: stage_not_recorded"),
    row(
        "E5",
        "reduced ejection fraction may be chronic",
        closed(conditions=[cond("heart failure with reduced ejection fraction", stage="NYHA III", severity="severe")]),
        "unknown",
    ),
    row("E5", "dialysis going on", operated(proc("haemodialysis", start="2026-01-05")), "fail"),
    row("E5", "session 7 days ago", operated(proc("haemodialysis", "2026-10-25")), "fail"),
    row("E5", "session 8 days ago", closed(procedures=[proc("haemodialysis", "2026-10-24")]), "match"),
    row("E5", "GOLD III", open_list(cond("COPD", stage="GOLD III", severity="severe")), "fail"),
    row("E5", "GOLD 2", closed(conditions=[cond("COPD", stage="GOLD 2", severity="moderate")]), "match"),
    row("E5", "complete and empty", closed(), "match"),
    row("E5", "nothing recorded", {}, "unknown: missing"),
    row("E6", "recorded", open_list(cond("extrahepatic cholestasis")), "fail"),
    row("E6", "the general term denied", open_list(*absent("cholestasis")), "match"),
    row("E6", "only the general term", open_list(cond("cholestasis")), "unknown"),
    row("E6", "complete and empty", all_of(), "match"),
    row("E7", "portal", open_list(cond("portal vein thrombosis")), "fail"),
    row("E7", "hepatic, by its other name", open_list(cond("Budd-Chiari syndrome")), "fail"),
    row("E7", "splenic", open_list(cond("splenic vein thrombosis")), "fail"),
    row("E7", "one of three denied", open_list(*absent("portal vein thrombosis")), "unknown: missing"),
    row("E7", "the general term denied", open_list(*absent("thrombosis")), "match"),
    row("E7", "named by its site", open_list(cond("thrombosis", site="portal vein")), "fail"),
    row("E7", "over", all_of(cond("portal vein thrombosis", "2024", end="2025", status="resolved")), "match"),
    row("E7", "another vein", all_of(cond("deep vein thrombosis")), "match"),
    row("E7", "complete and empty", all_of(), "match"),
    row("E8", "going on", operated(proc("artificial liver support", start="2026-10-20")), "fail"),
    row("E8", "denied", operated(*absent("artificial liver support")), "match"),
    row("E8", "plasma exchange may be liver support", operated(proc("plasma exchange", "2026-10-30"), complete=["procedures"]), "unknown"),
    row("E8", "complete and empty", operated(complete=["procedures"]), "match"),
    row("E8", "nothing recorded", {}, "unknown: missing"),
    row("E9", "partial date", operated(proc("liver transplantation", "2019-03")), "fail"),
    row("E9", "undated", operated(proc("liver transplantation")), "fail"),
    row("E9", "by its abbreviation", operated(proc("OLT", "2019")), "fail"),
    row("E9", "listed among the conditions", open_list(cond("status post liver transplantation"), complete=["procedures"]), "fail"),
    row("E9", "only planned", operated(proc("liver transplantation", status="planned"), complete=["procedures"]), "match"),
    row("E9", "dated tomorrow", operated(proc("liver transplantation", "2026-11-02")), "unknown: missing"),
    row("E9", "denied", operated(*absent("liver transplantation")), "match"),
    row("E10", "going on", open_list(cond("drug abuse", "2015")), "fail"),
    row("E10", "ended on the first day", open_list(cond("drug abuse", "2015", end="2021-11-01", status="resolved")), "fail"),
    row("E10", "ended the day before", all_of(cond("drug abuse", "2015", end="2021-10-31", status="resolved")), "match"),
    row(
        "E10", "ended in a year that decides", all_of(cond("drug abuse", "2015", end="2021", status="resolved")), "unknown: imprecise_date"
    ),
    row("E10", "ended, no date", all_of(cond("drug abuse", status="resolved")), "unknown: undated"),
    row("E10", "alcohol is not a drug", all_of(cond("alcohol abuse")), "match"),
    row("E10", "a kind of it", open_list(cond("cocaine abuse")), "fail"),
    row("E10", "denied", open_list(*absent("drug abuse")), "match"),
    row("E11", "a kind of it", open_list(cond("schizophrenia")), "fail"),
    row("E11", "in the family", {"family_history": [{"name": "mental disorder", "relation": "mother"}]}, "fail"),
    row("E11", "a kind of it in the family", {"family_history": [{"name": "bipolar disorder"}]}, "fail"),
    row("E11", "both complete", {"complete": ["conditions", "family_history"]}, "match"),
    row("E11", "family not asked", all_of(), "unknown: missing"),
    row("E12", "by test", labs(obs("anti-HIV", "positive")), "fail"),
    row("E12", "by an ICD-10 code", all_of({"codes": [{"system": ICD, "code": "B20"}]}), "fail"),
    row("E12", "asymptomatic, by an ICD-10 code", all_of({"codes": [{"system": ICD, "code": "Z21"}]}), "fail"),
    row("E12", "excluded by test", labs(obs("anti-HIV", "negative")), "match"),
    row("E12", "recorded", open_list(cond("HIV-1 infection")), "fail"),
    row("E12", "as clinicians write it", all_of(cond("HIV")), "fail"),
    row("E12", "immunodeficiency denied", open_list(*absent("HIV infection")), "match"),
    row("E12", "nothing recorded", {}, "unknown: missing"),
    row("E13", "male", {"sex": "male"}, "match"),
    row("E13", "pregnant", labs(obs("pregnancy", True)), "fail"),
    row("E13", "breastfeeding", labs(obs("breast-feeding", True), obs("pregnancy", False)), "fail"),
    row("E13", "one denied", labs(obs("pregnancy", False), sex="female"), "unknown: missing"),
    row("E14", "complete and empty", allergic(complete=["allergies"]), "match"),
    row("E14", "one mild allergy is not highly allergic", allergic({"name": "pollen", "severity": "mild"}), "unknown"),
    row("E14", "an allergy of unknown severity", allergic({"name": "penicillin"}), "unknown"),
    row("E14", "nothing recorded", {}, "unknown"),
    row("E15", "judgement", all_of(), "unknown: needs_judgement"),
    row("E16", "first day of the window", labs(obs(OTHER_TRIAL, True, day="2026-08-01")), "fail"),
    row("E16", "day before the window", labs(obs(OTHER_TRIAL, True, day="2026-07-31")), "unknown"),
    row("E16", "since long, and still", labs(obs(OTHER_TRIAL, True, since="2026-01-01")), "fail"),
    row("E16", "denied in the window", labs(obs(OTHER_TRIAL, False)), "match"),
    row("E16", "denied before the window", labs(obs(OTHER_TRIAL, False, day="2026-07-01")), "unknown: stale"),
    row("E16", "undated", labs(obs(OTHER_TRIAL, True, day=None)), "unknown: undated"),
    row("E16", "month wholly inside", labs(obs(OTHER_TRIAL, True, day="2026-08")), "fail"),
    row("E16", "year that decides", labs(obs(OTHER_TRIAL, True, day="2026")), "unknown: imprecise_date"),
    row("E17", "consents", labs(obs("informed consent", True)), "match"),
    row("E17", "refuses", labs(obs("informed consent", False)), "fail"),
    row("E17", "not asked", {}, "unknown: missing"),
]


@pytest.mark.parametrize(("criterion", "record", "outcome", "code"), [*INCLUSION, *EXCLUSION])
def test_seed_criterion_answers_as_the_contract_says(criterion: str, record: Record, outcome: str, code: str) -> None:
    check_seed(TRIAL, criterion, record, outcome, code)
