"""Contract §2: sentences usual in trials of infections, endocrinology, anaesthesia and behavioural medicine, in own words."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import closed, cond, done, has, labs, listed, obs, open_list, operated, proc, says, takes, took

NAIVE = "Insulin-naive with HbA1c ≥ 7%"
HIGH = labs(obs("HbA1c", 9, "%"))
NO_CIRRHOSIS = "No cirrhosis, defined as liver stiffness ≤ 12.5 kPa"
IV = "Pyelonephritis requiring at least 5 days of IV antibiotics"
EPISODES = "More than 1 episode of severe hypoglycemia or diabetic ketoacidosis within the past 6 months"
DKA = cond("diabetic ketoacidosis", "2026-09-01")
USE = "Current substance use disorder other than nicotine or cannabis"
ALLERGY = "Known hypersensitivity to nickel, titanium, or clopidogrel that cannot be adequately pre-medicated"


@table(
    needs(NAIVE, "never taken", closed() | HIGH, "match"),
    needs(NAIVE, "taken long ago", took("insulin glargine", "2020-01-01", "2020-06-01") | HIGH, "fail"),
    needs(NAIVE, "value too low", closed() | says("HbA1c", 6, "%"), "fail"),
    needs("Naive to antiretroviral therapy", "on it", takes("dolutegravir"), "fail"),
    needs("Chemotherapy-naive, metastatic breast cancer", "as asked", closed(listed("metastatic breast cancer")), "match"),
    needs("Chemotherapy-naive, metastatic breast cancer", "another disease", closed(listed("asthma")), "fail"),
    needs(
        "Chemotherapy-naive, metastatic breast cancer",
        "given",
        done("chemotherapy", "2020-01-01") | listed("metastatic breast cancer"),
        "fail",
    ),
    needs("DMARD-naive rheumatoid arthritis patients", "taken", closed(listed("rheumatoid arthritis"), takes("methotrexate")), "fail"),
    needs("Not antiretroviral-naive", "taken", takes("dolutegravir"), "match"),
    needs("Opioid-naive", "once, long ago", took("morphine", "2015-01-01", "2015-01-03"), "unknown"),
    needs(
        "For taxane-naive patients, no prior radiotherapy",
        "had both",
        done("radiotherapy", "2020-01-01") | {"medications": [{"name": "paclitaxel", "start": "2020-01-01"}]},
        "match",
    ),
    needs("Treatment-naive with HIV RNA ≥ 1,000 copies/mL", "too low", says("HIV RNA", 20, "copies/mL"), "fail"),
)
def test_who_is_naive(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(NO_CIRRHOSIS, "soft", says("liver stiffness", 6, "kPa"), "match"),
    needs(NO_CIRRHOSIS, "stiff", says("liver stiffness", 20, "kPa"), "fail"),
    needs("Absence of cirrhosis (liver stiffness ≤ 12.5 kPa)", "soft", says("liver stiffness", 6, "kPa"), "match"),
    needs("No anaemia (hemoglobin ≥ 10 g/dL)", "none", says("haemoglobin", 13, "g/dL"), "match"),
    needs("No anaemia, defined as hemoglobin < 10 g/dL", "none", says("haemoglobin", 13, "g/dL"), "match"),
    needs("No anaemia, defined as hemoglobin < 10 g/dL", "anaemia", says("haemoglobin", 8, "g/dL"), "fail"),
)
def test_limits_that_define_an_absence(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Known resistance to rifampicin or isoniazid", "taken, no resistance known", takes("isoniazid"), "unknown"),
    excludes(
        "More than 5 days of treatment for tuberculosis",
        "the disease for years",
        closed(open_list(cond("tuberculosis", "2020-01-01"))),
        "unknown",
    ),
    excludes(IV, "for two days, how it is treated is not said", closed(open_list(cond("pyelonephritis", "2026-10-30"))), "unknown"),
    excludes(IV, "without it", closed(listed("gout")), "match"),
    excludes("Complicated urinary tract infection", "another disease", closed(listed("gout")), "match"),
    needs(
        "Malaria with parasitemia between 1,000 and 200,000 /µL",
        "within",
        closed(listed("malaria")) | says("parasite density", 5000, "/uL"),
        "match",
    ),
    needs(
        "Malaria with parasitemia between 1,000 and 200,000 /µL",
        "below",
        closed(listed("malaria")) | says("parasitaemia", 200, "/uL"),
        "fail",
    ),
)
def test_what_treatments_and_infections_are_said_of(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(EPISODES, "one ketoacidosis", closed(open_list(DKA)), "unknown"),
    excludes(
        EPISODES, "none within the window", closed(open_list(cond("diabetic ketoacidosis", "2020-01-01", status="resolved"))), "match"
    ),
    excludes("At least 1 episode of status epilepticus or coma", "one of them", closed(listed("coma")), "fail"),
    excludes(
        "Prior radionuclide therapy such as radium-223 within 6 months",
        "years ago",
        closed(operated(proc("radionuclide therapy", "2020-01-01"))),
        "match",
    ),
    excludes("Asthma or COPD that cannot be controlled", "controlled or not", has("asthma"), "unknown"),
    excludes("Asthma or COPD that cannot be controlled", "neither", has("gout"), "match"),
    excludes(ALLERGY, "whether it can be is not known", closed({"allergies": [{"name": "nickel"}]}), "unknown"),
    excludes(ALLERGY, "another", closed({"allergies": [{"name": "penicillin"}]}), "match"),
)
def test_what_is_said_of_all_of_a_list(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(USE, "another, and a patch", closed(listed("opioid use disorder")) | {"medications": [{"name": "nicotine"}]}, "fail"),
    excludes(USE, "as excepted", has("cannabis use disorder"), "match"),
    excludes("Substance use disorder, except caffeine", "of another substance", has("opioid use disorder"), "unknown"),
    excludes("Undiagnosed vaginal bleeding", "whose cause is known or not", has("vaginal bleeding"), "unknown"),
    needs("ASA I-II patients scheduled for knee arthroplasty", "class too high", says("ASA", "IV"), "fail"),
    needs(
        "ASA I-II patients scheduled for elective surgery",
        "both",
        says("ASA", "II") | {"procedures": [{"name": "elective surgery", "status": "planned"}]},
        "match",
    ),
    needs("Nulliparous women at ≥ 37 weeks of gestation", "too early", says("gestational age", 30, "weeks"), "fail"),
    needs("Graves' disease with positive TRAb", "negative", closed(listed("Graves' disease")) | says("TRAb", "negative"), "fail"),
)
def test_substances_surgery_and_pregnancy(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
