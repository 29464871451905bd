"""The language of oncology, screened: stages, categories, receptors, exceptions, permissions, lists of old records."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import compile_trial, screen
from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, ON, closed, done, drug, has, labs, listed, obs, says, treated

STAGES = table(
    needs("Stage II-IIIA breast cancer", "IIB is part of II", listed("breast cancer", stage="IIB"), "match"),
    needs("Stage II-IIIA breast cancer", "IIIA is the end", listed("breast cancer", stage="IIIA"), "match"),
    needs("Stage II-IIIA breast cancer", "IIIC is beyond it", listed("breast cancer", stage="IIIC"), "fail"),
    needs("Stage II-IIIA breast cancer", "III may be IIIA", listed("breast cancer", stage="III"), "unknown"),
    needs("Stage II-IIIA breast cancer", "no stage", listed("breast cancer"), "unknown"),
    excludes("Lung cancer of stage > II", "IIA is not above II", has("lung cancer", stage="IIA"), "match"),
    excludes("Lung cancer of stage > II", "IIIB is", listed("lung cancer", stage="IIIB"), "fail"),
    needs("Stage IV", "of any disease", listed("breast cancer", stage="IV"), "match"),
)


@STAGES
def test_stages_of_cancer(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


CATEGORIES = table(
    needs(
        "T1c-3, N0-1, M0",
        "all three",
        labs(obs("T category", "T2"), obs("N category", "N1"), obs("M category", "M0")),
        "match",
    ),
    needs("T1c-3, N0-1, M0", "the nodes do not fit", says("N category", "N2"), "fail"),
    needs("T1c-3, N0-1, M0", "one is missing", says("T category", "T2"), "unknown"),
    needs("T1c-3, N0-1, M0", "a part of T1 below", says("T category", "T1a"), "fail"),
    needs("Any T, N1-2", "any T asks nothing", says("N category", "N1"), "match"),
    excludes("T4 or M1 disease", "either", says("M category", "M1"), "fail"),
    excludes("T4 or M1 disease", "T4b is T4", says("T category", "T4b"), "fail"),
    excludes("T4 or M1 disease", "the other is missing", says("T category", "T2"), "unknown"),
)


@CATEGORIES
def test_categories_of_tumours(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


RECEPTORS = table(
    needs(
        "ER-positive and/or PR-positive tumor",
        "one is enough",
        says("progesterone receptor status", "positive") | listed("breast cancer"),
        "match",
    ),
    needs("ER positive and HER2 negative", "HER2 is not", says("HER2 status", "positive"), "fail"),
    needs("Hormone receptor status known", "known to be negative", says("hormone receptor status", "negative"), "match"),
    needs("Hormone receptor status known", "not recorded", {}, "unknown"),
    needs("Menopausal status not specified", "it asks nothing", {}, "match"),
    needs("Pre- or postmenopausal", "either", says("premenopausal", True), "match"),
    needs(
        "LVEF at least 50% by MUGA or echocardiogram",
        "however measured",
        says("LVEF", 55, "%"),
        "match",
    ),
)


@RECEPTORS
def test_receptors_and_states(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


MALIGNANCY = "No prior malignancy except adequately treated basal cell carcinoma or carcinoma in situ of the cervix"
EXCEPTIONS = table(
    needs(MALIGNANCY, "another cancer is not excused by an excepted one", listed("melanoma", "carcinoma in situ of the cervix"), "fail"),
    needs(MALIGNANCY, "must it be treated too?", has("carcinoma in situ of the cervix"), "unknown"),
    needs(MALIGNANCY, "whether it was treated is not recorded", has("basal cell carcinoma"), "unknown"),
    needs(MALIGNANCY, "none at all", NOTHING, "match"),
    needs(MALIGNANCY, "an open record", {}, "unknown"),
    excludes("Prior malignancy except treated basal cell carcinoma", "another one", listed("lung cancer"), "fail"),
    excludes("Prior malignancy except treated basal cell carcinoma", "not known to be treated", has("basal cell carcinoma"), "unknown"),
)


@EXCEPTIONS
def test_a_qualified_exception_excuses_only_what_is_so(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


WARFARIN = "Concurrent warfarin allowed provided INR is below 3"
INR = says("INR", 3.5)
TAKING = treated(drug("warfarin", "2026-01-01"))
PERMISSIONS = table(
    needs(WARFARIN, "the condition is not met", TAKING | INR, "fail"),
    needs(WARFARIN, "not for those without it", closed(INR), "match"),
    needs(WARFARIN, "not known to be met", TAKING, "unknown"),
    needs(
        "Patients with diabetes are eligible unless they have neuropathy",
        "they have",
        listed("diabetes mellitus", "peripheral neuropathy"),
        "fail",
    ),
    needs("Participation in other clinical trials, including diet studies, allowed", "it asks nothing", {}, "match"),
    needs("Prior tamoxifen, raloxifene, and letrozole are allowed", "it asks nothing", NOTHING, "match"),
    excludes("Patients with diabetes are eligible if younger than 60 years", "older", listed("diabetes mellitus") | {"age": 70}, "fail"),
    excludes("Patients with diabetes are eligible if younger than 60 years", "younger", listed("diabetes mellitus") | {"age": 50}, "match"),
)


@PERMISSIONS
def test_a_conditional_permission_asks_its_condition_of_those_it_is_for(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


WASHOUT = "More than 12 months since prior and no concurrent tamoxifen"
TREATMENT = table(
    needs(WASHOUT, "still taken", treated(drug("tamoxifen", "2024-01-01")), "fail"),
    needs(WASHOUT, "stopped too lately", treated(drug("tamoxifen", "2024-01-01", end="2026-06-01")), "fail"),
    needs(WASHOUT, "long ago", closed(treated(drug("tamoxifen", "2020-01-01", end="2022-01-01"))), "match"),
    needs("Fertile patients must use effective contraception", "not fertile", says("fertile", False), "match"),
    needs(
        "Fertile patients must use effective contraception",
        "fertile, with none",
        labs(obs("fertile", True), obs("contraception", False)),
        "fail",
    ),
    needs("Adequate liver, kidney and cardiac function", "it is for a person, and no disease is asked for", NOTHING, "unknown"),
)


@TREATMENT
def test_treatment_and_function(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ lists on one level with their heads

ONE_OF = (
    "Inclusion criteria:\nHas one of the following:\nDiabetes mellitus\nHypertension\nAsthma, diagnosed by a physician in childhood\n"
    "Exclusion criteria:\nStroke"
)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("diabetes mellitus", "asthma"), "match"),  # whichever way the list ends
        (("diabetes mellitus",), "unknown"),  # asthma may be a criterion of its own
        ((), "fail"),
    ],
)
def test_where_a_list_ends_matters_only_if_the_readings_differ(names: tuple[str, ...], expected: str) -> None:
    trial = compile_trial(ONE_OF)
    assert screen(has(*names), trial, on=ON)["I1"].outcome == expected


def test_the_items_under_a_denying_head_are_denied() -> None:
    text = (
        "Inclusion criteria:\nNo heart disease, including any of the following:\nAngina pectoris\nPrior myocardial infarction\nNo stroke\n"
    )
    trial = compile_trial(text + "Exclusion criteria:\nPregnancy")
    assert screen(has("angina pectoris"), trial, on=ON)["I1"].outcome == "fail"
    assert screen(has("stroke"), trial, on=ON)["I1"].outcome == "match"
    assert screen(has("stroke"), trial, on=ON)["I2"].outcome == "fail"


def test_a_list_that_must_not_be_is_denied() -> None:
    text = "Inclusion criteria:\nPatients must not have any of the following conditions:\nAsthma\nEpilepsy\n"
    trial = compile_trial(
        text + "Exclusion criteria:\nStroke within the past 6 months, including:\n1. Cerebral infarction\n2. Intracerebral hemorrhage"
    )
    assert screen(has("epilepsy"), trial, on=ON)["I1"].outcome == "fail"
    assert screen(NOTHING, trial, on=ON)["I1"].outcome == "match"
    assert screen(has("cerebral infarction", onset="2026-09-01"), trial, on=ON)["E1"].outcome == "fail"
    assert screen(has("cerebral infarction", onset="2020-09-01"), trial, on=ON)["E1"].outcome == "match"


def test_label_and_value_of_an_old_record_are_one_criterion() -> None:
    trial = compile_trial(
        "PATIENT CHARACTERISTICS:\nAge\n18 to 60\nSex\nFemale\nMenopausal status\nNot specified\nHepatic\nNot specified\n"
    )
    report = screen({"sex": "female", "age": 70}, trial, on=ON)
    assert [(c.text.replace("\n", " "), c.outcome) for c in report.criteria] == [
        ("Age 18 to 60", "fail"),
        ("Sex Female", "match"),
        ("Menopausal status Not specified", "match"),
        ("Not specified", "match"),
    ]


DENIED_LIST = "No asthma, cancer except melanoma, or stroke"
LISTS = table(
    needs(DENIED_LIST, "the first", listed("asthma"), "fail"),
    needs(DENIED_LIST, "the one with an exception", listed("lung cancer"), "fail"),
    needs(DENIED_LIST, "its exception", has("melanoma"), "match"),
    needs(DENIED_LIST, "the last", listed("stroke", onset="2026-10-01"), "fail"),
    needs("No steroids or hormones except insulin", "the exception", closed(treated(drug("insulin"))), "match"),
    needs("No steroids or hormones except insulin", "the first", treated(drug("prednisone")), "fail"),
)


@LISTS
def test_an_exception_of_one_member_leaves_the_denial_of_all(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


def test_a_definition_by_one_of_a_list_asks_for_one() -> None:
    text = "Inclusion criteria:\nCushing disease defined by one of the following:\nObesity\nHypertension\nPatients must be adults\n"
    trial = compile_trial(text + "Exclusion criteria:\nStroke")
    assert screen(has("hypertension"), trial, on=ON)["I1"].outcome == "match"
    assert screen(NOTHING, trial, on=ON)["I1"].outcome == "fail"


def test_a_definition_by_facts_that_says_neither_all_nor_any_is_open_between_them() -> None:
    text = "Exclusion criteria:\nFrailty defined as:\n1. Anemia\n2. Osteoporosis\n"
    trial = compile_trial("Inclusion criteria:\nAdults\n" + text)
    assert screen(has("anemia", "osteoporosis"), trial, on=ON)["E1"].outcome == "fail"
    assert screen(has("anemia"), trial, on=ON)["E1"].outcome == "unknown"
    assert screen(NOTHING, trial, on=ON)["E1"].outcome == "match"


def test_criteria_for_those_who_had_a_procedure_are_for_them_alone() -> None:
    text = "Inclusion criteria:\nPatients who have undergone a mastectomy must meet the following criteria:\nNo lymphedema\n"
    trial = compile_trial(text + "Exclusion criteria:\nStroke")
    assert screen(has("lymphedema"), trial, on=ON)["I1"].outcome == "match"
    after = has("lymphedema") | done("mastectomy", "2024-01-01")
    assert screen(after, trial, on=ON)["I1"].outcome == "fail"
