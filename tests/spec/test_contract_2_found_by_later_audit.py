"""Contract §2 and §5: classes of errors that a later audit of registry criteria found, in own words."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, closed, cond, done, drug, has, labs, listed, obs, open_list, operated, proc, says, takes, took, treated

STAGED = "Stage III or IV ovarian, fallopian tube or primary peritoneal cancer"
EXTENT = "Metastatic melanoma, head and neck cancer, sarcoma or prostate cancer"
STOMACH = "Locally advanced or metastatic gastric or gastroesophageal junction adenocarcinoma"
PAINS = "Endometriosis with pelvic pain, poorly controlled migraine, or hot flashes"
COMPLICATIONS = "Diabetes with nephropathy or retinopathy"
ANAEMIA = "Anaemia with haemoglobin < 9 g/dL"
ARRHYTHMIA = "Arrhythmia not well controlled with medication"


@table(
    needs(STAGED, "the second, early", has("fallopian tube cancer", stage="I"), "fail"),
    needs(STAGED, "the second, late", has("fallopian tube cancer", stage="III"), "match"),
    needs(STAGED, "the last, early", has("primary peritoneal cancer", stage="I"), "fail"),
    needs(EXTENT, "the second, of which nothing more is known", has("head and neck cancer"), "unknown"),
    needs(EXTENT, "the second, metastatic", has("metastatic head and neck cancer"), "match"),
    needs(EXTENT, "none", has("breast cancer"), "fail"),
    needs(STOMACH, "the second, whichever of both", has("gastroesophageal junction adenocarcinoma"), "unknown"),
    needs("Stage IIIB breast cancer, colon cancer or melanoma", "the last, early", has("melanoma", stage="I"), "unknown"),
)
def test_what_is_said_before_a_list_of_tumours(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(PAINS, "a later one alone", has("hot flashes"), "unknown"),
    excludes(PAINS, "both", has("endometriosis", "pelvic pain"), "fail"),
    excludes(PAINS, "the disease alone", has("endometriosis"), "match"),
    excludes(COMPLICATIONS, "one without the disease", has("retinopathy"), "match"),
    excludes("Infection with HIV, hepatitis B, or hepatitis C", "the last", has("hepatitis C"), "fail"),
    excludes(ANAEMIA, "the value alone", closed(labs(obs("haemoglobin", 8, "g/dL"))), "fail"),
    excludes(ANAEMIA, "another value", closed(listed("anaemia"), labs(obs("haemoglobin", 10, "g/dL"))), "match"),
    needs("Anaemia with haemoglobin > 8 g/dL", "no anaemia", closed(labs(obs("haemoglobin", 14, "g/dL"))), "fail"),
    excludes("Severe anaemia with haemoglobin < 9 g/dL", "none in the list", closed(labs(obs("haemoglobin", 8, "g/dL"))), "unknown"),
    excludes(ARRHYTHMIA, "without medicines", has("arrhythmia"), "unknown"),
    excludes(ARRHYTHMIA, "none", takes("aspirin"), "match"),
)
def test_what_goes_with_a_disease(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Heart disease (NYHA II heart failure, angina, and myocardial infarction)", "one kind", has("angina pectoris"), "fail"),
    excludes("Heart disease, i.e. heart failure, angina and myocardial infarction", "one kind", has("angina pectoris"), "fail"),
    excludes("Serious disease including: heart failure, COPD", "another one", has("cirrhosis"), "unknown"),
    excludes("Serious disease including: heart failure, COPD", "one of them", has("COPD", severity="severe"), "fail"),
    excludes("Epilepsy requiring medication (such as steroids)", "the medicine alone", takes("prednisone"), "match"),
    excludes("Epilepsy requiring medication (such as steroids)", "the disease", has("epilepsy"), "unknown"),
    needs(
        "Visceral disease that requires chemotherapy (e.g., liver or lung metastases)",
        "what it requires",
        has("lung metastases"),
        "unknown",
    ),
    needs(
        "HER2-positive breast cancer, defined as IHC 3+ or FISH positive",
        "another cancer",
        closed(listed("gastric cancer"), labs(obs("HER2 IHC", "3+"))),
        "fail",
    ),
    needs(
        "HER2-positive breast cancer, defined as IHC 3+ or FISH positive",
        "both",
        closed(listed("breast cancer"), labs(obs("HER2 IHC", "3+"))),
        "match",
    ),
    needs("ER positive or negative breast cancer", "no cancer", NOTHING, "fail"),
    needs(
        "ER positive or negative breast cancer", "negative", closed(listed("breast cancer"), labs(obs("ER status", "negative"))), "match"
    ),
    excludes("Steroids, unless used as an antiemetic", "what for is not known", takes("dexamethasone"), "unknown"),
    excludes("Steroids, unless used as an antiemetic", "none", NOTHING, "match"),
)
def test_examples_kinds_and_exceptions(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Platelet count = 100,000/µL", "more", says("platelet count", 250, "10*9/L"), "unknown: comparator_lost"),
    needs(
        "Amylase and lipase = 1.5 × ULN", "normal", labs(obs("amylase", 50, "U/L", high=100), obs("lipase", 30, "U/L", high=60)), "unknown"
    ),
    needs("Age = 18 years", "older", {"age": 40}, "unknown"),
    needs("ECOG = 1", "another", says("ECOG", 0), "fail"),
    needs("Adequate hematology without transfusions (haemoglobin > 9 g/dL)", "enough", says("haemoglobin", 9.5, "g/dL"), "unknown"),
    needs("Adequate hematology without transfusions (haemoglobin > 9 g/dL)", "too little", says("haemoglobin", 8, "g/dL"), "fail"),
    needs("Grade 0 diarrhoea", "none", NOTHING, "match"),
    needs("Grade 0 or 1 neuropathy", "none", NOTHING, "match"),
    needs("Grade 0 or 1 neuropathy", "grade 2", has("neuropathy", stage="2"), "fail"),
    needs("Grade 0-1 neuropathy", "grade 1", has("neuropathy", stage="1"), "match"),
    needs("Grade 0 or 1 myoma", "none", NOTHING, "fail"),
)
def test_values_grades_and_lost_signs(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


TERM = "Pregnancy (at least 37 weeks)"
PREGNANT = obs("pregnancy", True, since="2026-04-01")


@table(
    needs(TERM, "known for a shorter time", closed(labs(PREGNANT, obs("gestational age", 39, "wk"))), "match"),
    needs(TERM, "too early", closed(labs(PREGNANT, obs("gestational age", 30, "wk"))), "fail"),
    needs("Pregnant between 24 and 34 weeks", "outside", closed(labs(PREGNANT, obs("gestational age", 36, "wk"))), "fail"),
    needs(
        "Less than 3 chemotherapies", "of the past", closed(operated(proc("chemotherapy", start="2025-01-01", end="2025-06-01"))), "unknown"
    ),
    needs("Less than 3 chemotherapies", "none ever", NOTHING, "match"),
    excludes(
        "Prior surgery or radiation for the current cancer",
        "radiotherapy that is over",
        closed(operated(proc("radiotherapy", start="2026-01-01", end="2026-02-01"))),
        "unknown",
    ),
    excludes("Patients undergoing minor or laparoscopic surgery", "years ago", done("laparoscopic surgery", "2010-05-01"), "unknown"),
    excludes(
        "Patients undergoing minor or laparoscopic surgery",
        "planned",
        closed(operated(proc("laparoscopic surgery", status="planned"))),
        "fail",
    ),
    excludes(
        "Prior vaccination with influenza vaccine",
        "among the medicines",
        closed(treated(drug("influenza vaccine", "2026-10-01", end="2026-10-01"))),
        "fail",
    ),
    excludes("Pain due specifically to fracture or injury", "an injury alone", has("injury"), "match"),
)
def test_times_of_what_was_done(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Behavior disorder", "another mental disorder", has("schizophrenia"), "match"),
    excludes("Behavior disorder", "a kind of it", has("conduct disorder"), "fail"),
    excludes("Hyaluronic acid filler", "another filler", done("dermal filler", "2026-01-01"), "unknown"),
    excludes("Dermal filler", "a kind of it", done("hyaluronic acid filler", "2026-01-01"), "fail"),
    needs("Thalassemia major", "the minor form", has("thalassemia minor"), "fail"),
    needs("Thalassemia major", "of which form is not known", has("beta thalassemia"), "unknown"),
    needs("Owns a smartphone", "has a telephone", says("telephone access", True), "unknown"),
    needs("Poor general condition", "nothing is known", NOTHING, "unknown"),
    needs("Good general condition", "attested", says("good general health", True), "match"),
    excludes("Ocular melanoma", "of the conjunctiva", open_list(cond("melanoma", site="conjunctiva")), "fail"),
)
def test_concepts_that_were_too_wide(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


RECENT = "Current or recent (within 10 days) use of aspirin (> 325 mg/day) or clopidogrel (> 75 mg/day)"
CUMULATIVE = "Patients must not have received a dose of doxorubicin > 360 mg/m2 or epirubicin > 640 mg/m2"
FATHERS = "Pregnant, breastfeeding, or expecting to conceive or father children within the projected duration of the trial"
LATER = "Planning to undergo radiotherapy with or without surgery after completion of chemotherapy"


@table(
    excludes(
        RECENT,
        "the second, stopped days ago",
        treated(drug("clopidogrel", "2026-01-01", end="2026-10-28", dose=150, unit="mg/day")),
        "fail",
    ),
    excludes(RECENT, "the second, stopped long ago", took("clopidogrel", "2020-01-01", "2021-01-01"), "match"),
    needs(CUMULATIVE, "neither", NOTHING, "match"),
    needs(CUMULATIVE, "the second, years ago", treated(drug("epirubicin", "2020-01-01", end="2020-06-01", dose=700, unit="mg/m2")), "fail"),
    excludes("Nonhealing wound, ulcer or fracture", "a fracture", has("fracture"), "unknown"),
    excludes("Unhealed wound, peptic ulcer or esophageal varices", "the last", has("esophageal varices"), "fail"),
    excludes(FATHERS, "attested", says("planning a pregnancy", True), "fail"),
    needs(LATER, "which of both comes first is not known", closed(operated(proc("radiotherapy", status="planned"))), "unknown"),
    needs(LATER, "not planned", NOTHING, "fail"),
    needs("Pain that developed or worsened since breast cancer diagnosis", "the cancer alone", has("breast cancer"), "unknown"),
)
def test_words_that_reach_over_doses_and_times(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


TREATED = "Latent tuberculosis unless treated with isoniazid"
WEEKS = "Latent tuberculosis unless treated for at least 4 weeks with isoniazid"
LATENT = listed("latent tuberculosis")


@table(
    excludes(TREATED, "never", closed(LATENT), "fail"),
    excludes(TREATED, "now", closed(LATENT, treated(drug("isoniazid", "2026-09-01"))), "match"),
    excludes(TREATED, "treatment that is over", closed(LATENT, treated(drug("isoniazid", "2025-01-01", end="2025-09-01"))), "unknown"),
    excludes(WEEKS, "treatment that is over", closed(LATENT, treated(drug("isoniazid", "2025-01-01", end="2025-09-01"))), "unknown"),
    excludes(WEEKS, "too short", closed(LATENT, treated(drug("isoniazid", "2025-01-01", end="2025-01-10"))), "fail"),
)
def test_unless_treated(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


ROUTES = "Use of corticosteroids except inhaled or topical"
SOME = "Use of corticosteroids except inhaled, topical or those of the pharmacy manual"
REPLACED = "Use of corticosteroids except for replacement therapy"
REMISSION = "Malignancy within 5 years, except basal cell carcinoma or a tumour that the protocol names"
ORAL, INHALED = drug("prednisone", "2026-01-01", route="oral"), drug("fluticasone", "2026-01-01", route="inhaled")


@table(
    excludes(ROUTES, "by mouth", closed(treated(ORAL)), "fail"),
    excludes(ROUTES, "inhaled", closed(treated(INHALED)), "match"),
    excludes(ROUTES, "both", closed(treated(ORAL, INHALED)), "fail"),
    excludes(ROUTES, "none", NOTHING, "match"),
    excludes("Antibiotics except topical", "of which way is not told", takes("amoxicillin"), "unknown"),
    excludes(SOME, "inhaled", closed(treated(INHALED)), "match"),
    excludes(SOME, "both, of which one may be excepted", closed(treated(ORAL, INHALED)), "unknown"),
    excludes(REPLACED, "for what is not told", takes("hydrocortisone"), "unknown"),
    excludes(REPLACED, "none", NOTHING, "match"),
    excludes(REMISSION, "the exception alone", has("basal cell carcinoma", onset="2025-01-01"), "match"),
    excludes(REMISSION, "the exception and another", has("basal cell carcinoma", "lung cancer", onset="2025-01-01"), "unknown"),
    excludes(REMISSION, "none", NOTHING, "match"),
)
def test_each_entry_is_held_against_the_exceptions(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
