"""Contract §2: classes of errors that an audit of registry criteria found, in own words."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import attested, closed, done, has, labs, listed, obs, operated, proc, says, takes, took, underwent

REGIMENS = "No more than four prior chemotherapy regimens allowed"
ECOG = "ECOG 0-1. Patients with ECOG 2 may be enrolled with approval of the sponsor"
PLATINUM = "At least 1 prior platinum therapy. Subjects who have another regimen may be enrolled with sponsor approval"
CONTROL = "Only for the control group: BMI between 18 and 25"
EXPECTANCY = "Life expectancy ≥ 10 years (excluding diagnosis of cancer)"
WOMAN_50 = {"sex": "female", "age": 50}


@table(
    needs(REGIMENS, "six", says("number of prior lines of chemotherapy", 6), "fail"),
    needs(REGIMENS, "four", says("number of prior lines of chemotherapy", 4), "match"),
    needs(
        "Patients with at most 2 prior regimens are eligible", "says whom it is for", says("number of prior lines of therapy", 3), "match"
    ),
    needs(ECOG, "2", says("ECOG", 2), "unknown"),
    needs(ECOG, "1", says("ECOG", 1), "match"),
    needs(PLATINUM, "another one", took("paclitaxel", "2025-01-01", "2025-06-01"), "unknown"),
    needs("Breast cancer. Patients with bilateral disease are eligible", "another cancer", has("lung cancer"), "fail"),
    needs("Participants on antihypertensive therapy were also included in the study", "none", closed(), "match"),
)
def test_what_is_permitted_and_up_to_what(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(CONTROL, "of which group is not known", says("BMI", 15, "kg/m2"), "unknown"),
    needs("Healthy controls: no psychiatric disorder", "of which group is not known", has("depression"), "unknown"),
    needs("Age group: 18 to 65 years", "a child", {"age": 12}, "fail"),
    excludes("All groups: younger than 18 years", "a child", {"age": 12}, "fail"),
)
def test_parts_of_a_trial(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Bariatric surgery during treatment", "planned", closed(operated(proc("bariatric surgery", status="planned"))), "fail"),
    excludes("Major surgery during the study", "years ago", done("major surgery", "2015-01-01"), "match"),
    needs(
        "Has provided written informed consent",
        "withdrawn since",
        labs(obs("informed consent", True, day="2026-09-01"), obs("informed consent", False)),
        "fail",
    ),
    needs(EXPECTANCY, "short, with cancer", closed(listed("breast cancer")) | says("life expectancy", 2, "years"), "fail"),
    needs("Must use non-hormonal contraception", "of which kind is not known", attested(contraception=True), "unknown"),
    needs("Must use non-hormonal contraception", "none", attested(contraception=False), "fail"),
    needs(
        "Female subjects of childbearing age must use contraception",
        "cannot conceive",
        WOMAN_50 | attested(childbearing_potential=False),
        "match",
    ),
    excludes("Lactose intolerance", "on the list of allergies", closed({"allergies": [{"name": "lactose"}]}), "fail"),
    excludes("Lactose intolerance", "on the list of conditions", has("lactose intolerance"), "fail"),
    excludes("Hospitalization within 30 days", "in intensive care", done("NICU admission", "2026-10-20"), "fail"),
)
def test_times_facts_and_tables(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Positive drug/alcohol screen", "positive", attested(urine_drug_screen="positive"), "fail"),
    needs("EDSS 0-5.5 and >= 1 relapse", "a high score", says("EDSS", 7, ""), "fail"),
    needs("EDSS 0-5.5 and >= 1 relapse", "how many relapses is not recorded", says("EDSS", 3, ""), "unknown"),
    needs(
        "Primary biliary cholangitis with ALP > 200 U/L, on ursodiol or intolerant to it",
        "without the disease",
        {**listed("gout"), "medications": [{"name": "ursodiol"}]},
        "unknown",
    ),
)
def test_lists_of_unlike_things(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("The following medications are allowed: aspirin, heparin", "none", closed(), "match"),
    excludes("The following medications are allowed: aspirin, heparin", "one", closed(takes("aspirin")), "match"),
    needs("Patients with the following cancers are eligible: melanoma, glioma", "one of them", has("glioma"), "match"),
    needs("Patients with the following cancers are eligible: melanoma, glioma", "none of them", closed(), "unknown"),
    needs("Patients with the following cancers are not eligible: melanoma, glioma", "one of them", has("glioma"), "fail"),
    needs("Potassium lower than normal", "too low", says("potassium", 3.0, "mmol/L", low=3.5, high=5.1), "match"),
    needs("Potassium lower than normal", "normal", says("potassium", 4.0, "mmol/L", low=3.5, high=5.1), "fail"),
    needs("ALT < normal", "normal", says("ALT", 20, "U/L", low=5, high=40), "unknown"),
)
def test_what_a_list_permits_and_which_side_of_normal(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


NAIVE_ADULTS = "Antiretroviral therapy-naive adults with CD4 > 200/uL"
LIVE_VACCINE = "Have had major surgery within 4 weeks and were vaccinated with a live vaccine within 4 weeks"


@table(
    needs("Hemoglobin < 10 g/dL is permitted", "not anaemic", says("hemoglobin", 13, "g/dL"), "match"),
    needs("No more than 2 prior chemotherapy regimens allowed", "three", says("number of prior lines of chemotherapy", 3), "fail"),
    needs(NAIVE_ADULTS, "a treated child", {"age": 12, **took("dolutegravir", "2025-01-01")}, "fail"),
    excludes("Insulin-naive patients with HbA1c > 10%", "naive", closed(says("HbA1c", 11, "%")), "fail"),
    excludes("Proteinuria 2+ or greater", "more", says("urine protein by dipstick", "3+"), "unknown"),
    needs("LVEF ≥ 50%, HR 60-100, HER2-negative disease", "a pulse", says("heart rate", 130, "/min"), "fail"),
    needs("No short QT syndrome (QTc < 340 ms)", "a normal one", closed(says("QTc", 420, "ms")), "match"),
    needs("Naive to nivolumab or pembrolizumab", "one of them", closed(took("pembrolizumab", "2025-01-01", "2025-05-01")), "fail"),
    excludes("Dialysis during the study", "it goes on", closed(underwent("dialysis", "2025-01-01")), "fail"),
    needs(
        "ECOG ≤ 2. No growth factor to maintain the neutrophil count",
        "taken",
        closed(labs(obs("ECOG", 1)), takes("filgrastim")),
        "unknown",
    ),
    needs("Hepatocellular carcinoma (Milan criteria)", "of which extent is not known", has("hepatocellular carcinoma"), "unknown"),
    needs("Rheumatoid arthritis (2010 ACR/EULAR criteria)", "diagnosed", has("rheumatoid arthritis"), "match"),
    excludes(LIVE_VACCINE, "the first alone", done("major surgery", "2026-10-20"), "fail"),
    excludes("Did not complete required baseline evaluations", "nobody said", closed(), "unknown"),
    needs(
        "Men of childbearing age must use contraception", "without", {"sex": "male"} | attested(fertile=True, contraception=False), "fail"
    ),
    excludes("History of stroke, anticoagulants except aspirin", "stopped", closed(took("heparin", "2015-01-01", "2015-01-10")), "match"),
    excludes("HBsAg positive HBeAg negative hepatitis B", "HBeAg-positive", closed(labs(obs("HBeAg", "positive"))), "match"),
    needs("Age ≥ 18 years. Prior chemotherapy is allowed at the discretion of the sponsor", "a child", {"age": 12}, "fail"),
)
def test_neighbours_of_rules(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


STORY = "Had a stroke and developed seizures, or have HIV infection"
FERTILE_WOMAN = {"sex": "female", "age": 30}


@table(
    excludes(
        "HIV infection, unless CD4 > 350/uL or on antiretroviral therapy",
        "a high count",
        has("HIV infection") | says("CD4", 500, "/uL"),
        "match",
    ),
    excludes(
        "Women of childbearing potential unless using effective contraception",
        "she uses it",
        FERTILE_WOMAN | attested(childbearing_potential=True, contraception=True),
        "match",
    ),
    excludes("TSH outside the institutional normal limits", "high", says("TSH", 50, "mIU/L", low=0.4, high=4), "fail"),
    excludes("TSH outside the institutional normal limits", "normal", says("TSH", 2, "mIU/L", low=0.4, high=4), "match"),
    needs("Sodium not below the institutional (local) normal range", "normal", says("sodium", 140, "mmol/L", low=135, high=145), "match"),
    excludes("TSH less than normal or greater than normal", "normal", says("TSH", 2, "mIU/L", low=0.4, high=4), "unknown"),
    excludes(STORY, "HIV without a stroke", has("HIV infection"), "fail"),
    excludes("The following conditions are allowed: vitiligo, alopecia", "one of them", has("vitiligo"), "match"),
    needs("Patients with melanoma, prior interferon is allowed", "another disease", has("gout"), "fail"),
    needs("Patients with type 2 diabetes, insulin is not allowed", "with insulin", has("type 2 diabetes") | takes("insulin"), "fail"),
    needs("Patients with type 2 diabetes, insulin is not allowed", "without", has("type 2 diabetes"), "match"),
    excludes("Patients with autoimmune disease, vitiligo is allowed", "another one", has("rheumatoid arthritis"), "fail"),
    excludes(
        "Patients with brain metastases, who are on dexamethasone are eligible", "nobody is excluded", has("brain metastases"), "match"
    ),
)
def test_exceptions_sides_and_stories(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


SEXUALLY_ACTIVE = "Female patients, if sexually active, must use contraception"
REFUSING = "Women of childbearing potential or men not using adequate contraception"


@table(
    excludes(REFUSING, "a woman who uses it", FERTILE_WOMAN | attested(childbearing_potential=True, contraception=True), "match"),
    excludes(REFUSING, "a woman who does not", FERTILE_WOMAN | attested(childbearing_potential=True, contraception=False), "fail"),
    excludes(REFUSING, "a man who does not", {"sex": "male"} | attested(contraception=False), "fail"),
    needs(SEXUALLY_ACTIVE, "a man", {"sex": "male"}, "match"),
    needs(
        "Female patients, if sexually active, must use contraception",
        "none",
        FERTILE_WOMAN | attested(sexually_active=True, contraception=False),
        "fail",
    ),
)
def test_contraception_of_both(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
