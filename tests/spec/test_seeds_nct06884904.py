"""NCT06884904 (HBV-associated ACLF), criterion by criterion: patients that match, fail and stay unknown."""

from __future__ import annotations

import pytest

from spec.records import Record, absent, all_of, allergic, cond, labs, obs, open_list, operated, proc
from spec.seed_tables import check_seed, row

TRIAL = "NCT06884904"
HBSAG = obs("HBsAg", "positive")


def liver(*observations: Record) -> Record:
    """A patient with positive HBsAg, ACLF due to it, and these measurements."""
    return labs(HBSAG, *observations, conditions=[cond("ACLF", "2026-10-12", due_to=["hepatitis B"])])


def mg(value: float) -> Record:
    return obs("total bilirubin", value, "mg/dL")


def um(value: float) -> Record:
    return obs("total bilirubin", value, "umol/L")


def steroid(name: str, **fields: object) -> Record:
    """A patient whose complete list of medications is this one."""
    return {"medications": [{"name": name, "start": "2026-09-01", **fields}], "complete": ["medications"]}


INR15 = obs("INR", 1.5)
OTHER_DISEASES = "an indication that is another disease is not read as one"

INCLUSION = [
    row("I1", "18th birthday today", {"birth_date": "2008-11-01"}, "match"),
    row("I1", "18th birthday tomorrow", {"birth_date": "2008-11-02"}, "fail"),
    row("I1", "last day of being 70", {"birth_date": "1955-11-02"}, "match"),
    row("I1", "71st birthday today", {"birth_date": "1955-11-01"}, "fail"),
    row("I1", "month that decides", {"birth_date": "1955-11"}, "unknown: imprecise_date"),
    row("I2", "both at the limit, mass", liver(mg(12), INR15), "match"),
    row("I2", "just below, mass", liver(mg(11.99), INR15), "fail"),
    row("I2", "at the limit, amount, unconverted", liver(um(205), INR15), "match"),
    row("I2", "just below, amount", liver(um(204.9), INR15), "fail"),
    row("I2", "a unit the text does not use", liver(obs("TBil", 120, "mg/L"), INR15), "match"),
    row("I2", "no unit", liver(obs("TBil", 15), INR15), "unknown: unit_missing"),
    row("I2", "PTA at the limit", liver(mg(15), obs("PTA", 40, "%")), "match"),
    row("I2", "PTA without unit", liver(mg(15), obs("PTA", 40)), "match"),
    row("I2", "neither INR nor PTA", liver(mg(15), obs("PTA", 40.1, "%"), obs("INR", 1.49)), "fail"),
    row("I2", "one low, the other missing", liver(mg(15), obs("INR", 1.49)), "unknown: missing"),
    row("I2", "the latest value counts", liver(obs("TBil", 13, "mg/dL", "2026-10-01"), mg(11), INR15), "fail"),
    row("I2", "two values on one day", liver(mg(13), mg(11), INR15), "unknown: conflicting_values"),
    row("I2", "two values on one day, both enough", liver(mg(13), mg(14), INR15), "match"),
    row("I2", "censored, decided", liver(obs("TBil", 12, "mg/dL", comparator=">"), INR15), "match"),
    row("I2", "censored, open", liver(obs("TBil", 10, "mg/dL", comparator=">"), INR15), "unknown: censored_value"),
    row("I2", "HBsAg negative", labs(obs("HBsAg", "negative"), mg(15), INR15), "fail"),
    row("I2", "HBV not recorded", labs(mg(15), INR15), "unknown: missing"),
    row("I2", "the diagnosis proves no measurement", open_list(cond("ACLF", due_to=["HBV"])), "unknown"),
    row("I3", "contraception, no plans", labs(obs("contraception", True), obs("planning pregnancy", False)), "match"),
    row("I3", "no contraception", labs(obs("contraception", False)), "fail"),
    row("I3", "plans a pregnancy", labs(obs("contraception", True), obs("planning pregnancy", True)), "fail"),
    row("I3", "nothing recorded", {}, "unknown"),
    row("I4", "willing, signed", labs(obs("willing to participate", True), obs("informed consent", True)), "match"),
    row("I4", "consent denies refusal", labs(obs("informed consent", True)), "match"),
    row("I4", "refused", labs(obs("informed consent", False)), "fail"),
    row("I4", "nothing recorded", {}, "unknown: missing"),
]

EXCLUSION = [
    row("E1", "complete and empty", allergic(complete=["allergies"]), "match"),
    row("E1", "bovine product", allergic({"name": "bovine-derived products"}), "fail"),
    row("E1", "nothing recorded", {}, "unknown: missing"),
    row("E2", "hepatitis A", open_list(cond("ACLF", due_to=["hepatitis A"])), "fail"),
    row("E2", "a kind of autoimmune liver disease", open_list(cond("ACLF", due_to=["autoimmune hepatitis"])), "fail"),
    row("E2", "HBV denied by test", labs(obs("HBsAg", "negative"), conditions=[cond("acute liver failure")]), "fail"),
    row("E2", "no liver failure", all_of(), "match"),
    row("E2", "liver failure denied", open_list(*absent("liver failure")), "match"),
    row("E2", "complete list without HBV", all_of(cond("acute liver failure")), "fail"),
    row("E2", "cause missing", open_list(cond("acute liver failure")), "unknown: cause_not_recorded"),
    row("E2", "HBV, perhaps not the cause", all_of(cond("acute liver failure"), observations=[HBSAG]), "unknown: cause_not_recorded"),
    row("E2", "HBV, and a complete list without other causes", all_of(cond("ACLF", due_to=["hepatitis B"])), "match"),
    row("E2", "nothing recorded", {}, "unknown: missing"),
    row("E3.1", "bleeding now", open_list(cond("gastrointestinal bleeding", "2026-10-30")), "fail"),
    row("E3.1", "an example of it", open_list(cond("melena", "2026-10-30")), "fail"),
    row("E3.1", "bleeding over", all_of(cond("gastrointestinal bleeding", "2026-10-01", end="2026-10-03", status="resolved")), "match"),
    row("E3.1", "oesophageal varices, risk not recorded", all_of(cond("esophageal varices")), "unknown"),
    row("E3.1", "gastric varices, risk not recorded", all_of(cond("gastric varices")), "unknown"),
    row("E3.1", "complete and empty", all_of(), "match"),
    row("E3.2", "cavernous transformation", open_list(cond("cavernous transformation of the portal vein")), "fail"),
    row(
        "E3.2",
        "a thrombosis may be an occlusion",
        all_of(cond("portal vein thrombosis")),
        "unknown",
    ),
    row("E3.2", "complete and empty", all_of(), "match"),
    row("E3.2", "nothing recorded", {}, "unknown: missing"),
    row("E3.3", "long ago", operated(proc("TIPS", "2011")), "fail"),
    row("E3.3", "undated is still ever", operated(proc("transjugular intrahepatic portosystemic shunt")), "fail"),
    row("E3.3", "denied", operated(*absent("TIPS")), "match"),
    row("E3.3", "only planned", operated(proc("TIPS", status="planned"), complete=["procedures"]), "match"),
    row("E3.3", "nothing recorded", {}, "unknown: missing"),
    row("E3.4", "grade 3", open_list(cond("hepatic encephalopathy", stage="3")), "fail"),
    row("E3.4", "grade in Roman numerals", open_list(cond("hepatic encephalopathy", stage="grade IV")), "fail"),
    row("E3.4", "grade 2", all_of(cond("hepatic encephalopathy", stage="2")), "match"),
    row("E3.4", "grade missing", all_of(cond("hepatic encephalopathy")), "unknown: stage_not_recorded"),
    row("E3.4", "grade as an observation", labs(obs("West Haven grade", "3"), conditions=[cond("hepatic encephalopathy")]), "fail"),
    row("E3.4", "denied", open_list(*absent("hepatic encephalopathy")), "match"),
    row("E3.5", "at the limit", labs(obs("creatinine", 2, "mg/dL")), "fail"),
    row("E3.5", "just below", labs(obs("creatinine", 1.99, "mg/dL")), "match"),
    row("E3.5", "amount, above", labs(obs("creatinine", 177, "umol/L")), "fail"),
    row("E3.5", "amount, below", labs(obs("creatinine", 176, "umol/L")), "match"),
    row("E3.5", "no unit", labs(obs("creatinine", 2.4)), "unknown: unit_missing"),
    row("E3.5", "a unit that cannot be converted", labs(obs("creatinine", 2.4, "mmHg")), "unknown: unit_not_convertible"),
    row("E3.6", "at the limit", labs(obs("SpO2", 93, "%"), conditions=[cond("respiratory failure")]), "fail"),
    row("E3.6", "just above", labs(obs("SpO2", 94, "%"), conditions=[cond("respiratory failure")]), "match"),
    row("E3.6", "low, respiratory trouble not recorded", labs(obs("SpO2", 90, "%")), "unknown: missing"),
    row("E3", "all denied", all_of(observations=[obs("creatinine", 1, "mg/dL"), obs("SpO2", 98, "%")], procedures=absent("TIPS")), "match"),
    row("E3", "one of them", labs(obs("creatinine", 2.5, "mg/dL")), "fail"),
    row("E4.1", "lactate at the limit", labs(obs("lactate", 2, "mmol/L"), conditions=[cond("septic shock")]), "match"),
    row("E4.1", "lactate in mass, just below", labs(obs("lactate", 17, "mg/dL"), conditions=[cond("septic shock")]), "match"),
    row("E4.1", "vasopressors not recorded", labs(obs("lactate", 3, "mmol/L"), conditions=[cond("septic shock")]), "unknown"),
    row("E4.1", "denied", open_list(*absent("septic shock")), "match"),
    row("E4.2", "NYHA III", open_list(cond("heart failure", stage="III")), "fail"),
    row("E4.2", "NYHA as an observation", labs(obs("NYHA class", "IV"), conditions=[cond("heart failure")]), "fail"),
    row("E4.2", "NYHA II", all_of(cond("heart failure", stage="NYHA II")), "match"),
    row("E4.2", "class missing", all_of(cond("heart failure")), "unknown: stage_not_recorded"),
    row("E4.2", "infarction, grade missing", all_of(cond("myocardial infarction", "2026-10-30")), "unknown"),
    row("E4.2", "ischaemia, grade missing", all_of(cond("myocardial ischemia")), "unknown"),
    row("E4.2", "ischaemia, grade I", all_of(cond("myocardial ischemia", stage="1")), "match"),
    row("E4.2", "arrhythmia, intervention not recorded", all_of(cond("atrial fibrillation")), "unknown"),
    row("E4.2", "complete and empty", all_of(), "match"),
    row("E4.3", "solid", open_list(cond("breast cancer")), "fail"),
    row("E4.3", "haematologic", open_list(cond("acute myeloid leukemia")), "fail"),
    row("E4.3", "over", all_of(cond("breast cancer", "2010", end="2015", status="resolved")), "match"),
    row("E4.3", "denied", open_list(*absent("malignancy")), "match"),
    row("E4.3", "nothing recorded", {}, "unknown: missing"),
    row("E4.4", "pulmonary hypertension", open_list(cond("pulmonary hypertension")), "fail"),
    row("E4.4", "portal hypertension is another", all_of(cond("portal hypertension")), "match"),
    row("E4.4", "both denied", open_list(*absent("pulmonary hypertension", "pulmonary embolism")), "unknown"),
    row("E4.5", "haemophilia A", open_list(cond("haemophilia A")), "fail"),
    row("E4.5", "another name", open_list(cond("IgA vasculitis")), "fail"),
    row("E4.5", "ITP", open_list(cond("idiopathic thrombocytopenic purpura")), "fail"),
    row("E4.5", "its abbreviation", open_list(cond("ITP")), "fail"),
    row("E4.5", "thrombocytopenia, cause missing", all_of(cond("thrombocytopenia")), "unknown"),
    row("E4.5", "complete and empty", all_of(), "match"),
    row("E4.6", "HIV by test", labs(obs("anti-HIV", "positive")), "fail"),
    row("E4.6", "HIV as clinicians write it", all_of(cond("HIV")), "fail"),
    row("E4.6", "an example denied", labs(obs("anti-HIV", "negative")), "unknown"),
    row("E4.6", "a kind of immune deficiency, perhaps", all_of(cond("immunosuppression")), "unknown"),
    row("E4.6", "congenital", open_list(cond("severe combined immunodeficiency")), "fail"),
    row("E4.6", "complete and empty, HIV tested", all_of(observations=[obs("anti-HIV", "negative")]), "match"),
    row("E4", "one of them", open_list(cond("haemophilia A")), "fail"),
    row("E4", "complete and empty", all_of(), "match"),
    row("E5", "for asthma", steroid("prednisone", route="oral", indication="asthma"), "fail", OTHER_DISEASES),
    row("E5", "inhaled is not systemic", steroid("budesonide", route="inhaled", indication="asthma"), "match"),
    row("E5", "on the skin is not systemic", steroid("hydrocortisone", route="topical", indication="eczema"), "match"),
    row("E5", "stopped", steroid("prednisone", route="oral", indication="asthma", end="2026-10-31"), "match"),
    row("E5", "indication missing", steroid("prednisone", route="oral"), "unknown"),
    row("E5", "none", {"complete": ["medications"]}, "match"),
    row("E5", "nothing recorded", {}, "unknown: missing"),
    row("E6", "judgement", all_of(), "unknown: needs_judgement"),
    row("E7", "planned", operated(proc("liver transplantation", status="planned")), "fail"),
    row("E7", "another, last day", operated(proc("kidney transplantation", "2027-02-01", status="planned")), "fail"),
    row(
        "E7",
        "another, day after",
        operated(proc("kidney transplantation", "2027-02-02", status="planned"), complete=["procedures"]),
        "match",
    ),
    row("E7", "never done says nothing of plans", operated(*absent("liver transplantation")), "unknown"),
    row("E7", "none", operated(complete=["procedures"]), "match"),
    row("E8", "long ago", operated(proc("liver transplantation", "2019-03")), "fail"),
    row("E8", "undated is still ever", operated(proc("liver transplant")), "fail"),
    row("E8", "only planned", operated(proc("liver transplantation", "2027-01-10", status="planned"), complete=["procedures"]), "match"),
    row("E8", "another organ", operated(proc("kidney transplantation", "2019"), complete=["procedures"]), "match"),
    row("E8", "denied", operated(*absent("liver transplantation")), "match"),
    row("E8", "nothing recorded", {}, "unknown: missing"),
    row("E9", "man, more than 5 years", labs(obs("ethanol intake", 40, "g/d", since="2021-10-31"), sex="male"), "fail"),
    row("E9", "man, exactly 5 years", all_of(sex="male", observations=[obs("ethanol intake", 40, "g/d", since="2021-11-01")]), "unknown"),
    row("E9", "woman, lower limit", labs(obs("ethanol intake", 20, "g/d", since="2010"), sex="female"), "fail"),
    row("E9", "man, a woman's limit", labs(obs("ethanol intake", 20, "g/d", since="2010"), sex="male"), "unknown"),
    row("E9", "sex missing, above both", labs(obs("ethanol intake", 45, "g/d", since="2010")), "fail"),
    row("E9", "sex missing, between", labs(obs("ethanol intake", 30, "g/d", since="2010")), "unknown"),
    row("E9", "heavy, first day of the window", labs(obs("ethanol intake", 81, "g/d", "2026-10-18")), "fail"),
    row("E9", "heavy, day before the window", labs(obs("ethanol intake", 81, "g/d", "2026-10-17")), "unknown"),
    row("E9", "heavy, at the limit", labs(obs("ethanol intake", 80, "g/d")), "unknown"),
    row("E9", "alcohol abuse", open_list(cond("alcohol abuse")), "fail"),
    row("E9", "opioid dependence", open_list(cond("opioid dependence")), "fail"),
    row("E9", "abstinent for a day less than 6 months", labs(obs("alcohol abstinence", True, since="2026-05-02")), "fail"),
    row(
        "E9",
        "abstinent for 6 months, nothing else",
        all_of(
            sex="male", observations=[obs("alcohol abstinence", True, since="2026-05-01"), obs("ethanol intake", 0, "g/d", since="2020")]
        ),
        "match",
    ),
    row("E10", "never", labs(obs("participation in another clinical trial", False)), "match"),
    row(
        "E10",
        "in the window, kind of end not recorded",
        labs(obs("participation in another clinical trial", True, day="2026-08-01")),
        "unknown",
    ),
    row("E10", "nothing recorded", {}, "unknown"),
    row("E11", "test positive", labs(obs("pregnancy test", "positive"), sex="female"), "fail"),
    row("E11", "test negative", labs(obs("pregnancy test", "negative"), obs("breastfeeding", False), sex="female"), "match"),
    row("E11", "male", {"sex": "male"}, "match"),
    row("E11", "nothing recorded", {"sex": "female"}, "unknown: missing"),
    row("E12", "judgement", all_of(), "unknown: needs_judgement"),
]


@pytest.mark.parametrize(("criterion", "record", "outcome", "code"), [*INCLUSION, *EXCLUSION])
def test_seed_criterion_answers_as_the_contract_says(criterion: str, record: Record, outcome: str, code: str) -> None:
    check_seed(TRIAL, criterion, record, outcome, code)
