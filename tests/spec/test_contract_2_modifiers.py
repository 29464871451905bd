"""Contract §2: words around a name narrow it, or make another name of it; from a criterion's words to its answer."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import compile_criterion, to_text
from spec.contract import check, excludes, needs, table
from spec.records import MAN, NOTHING, WOMAN, done, has, says, takes


def rule(text: str, kind: str = "exclusion") -> str:
    return to_text(compile_criterion(text, kind=kind).rule).removeprefix("rule: ")  # type: ignore[arg-type]


# ------------------------------------------------------------------ what narrows a name from behind


@table(
    excludes("Surgery under general anaesthesia", "no surgery", NOTHING, "match"),
    excludes("Surgery under general anaesthesia", "a surgery, of which no more is known", done("surgery"), "unknown: missing"),
    excludes("Infection at the injection site", "none", NOTHING, "match"),
    excludes("Infection at the injection site", "an infection", has("infection"), "unknown: missing"),
    excludes("Lung disease due to smoking in childhood", "none", NOTHING, "match"),
    excludes("Disease that affects bone metabolism", "another disease", has("asthma"), "unknown: missing"),
    excludes("Lung disease resulting in dyspnoea at rest", "no lung disease", has("gastritis"), "match"),
    excludes("Heart disease that would interfere with the study", "no heart disease", has("gastritis"), "match"),
    excludes("Heart disease that would interfere with the study", "one", has("heart failure"), "unknown: needs_judgement"),
    needs("Fracture involving the hip", "there", has("fracture", site="hip"), "match"),
    needs("Fracture involving the hip", "elsewhere", has("fracture", site="wrist"), "fail"),
)
def test_words_behind_a_name_narrow_it(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chemotherapy prior", 'procedure "chemotherapy", ever'),
        ("Surgery on the knee, hip or ankle", 'procedure "surgery", site "knee" or "hip" or "ankle"'),
        (
            "Infection at the injection site or fever",
            'any of (condition "infection", described as "at the injection site"; condition "fever")',
        ),
        (
            "Illness that could limit consent, follow-up or safety",
            'all of (condition "disease"; opaque "that could limit consent, follow-up or safety" [needs judgement])',
        ),
        (
            "Diarrhoea that may reduce absorption of medicines from the gut",
            'all of (condition "diarrhoea"; opaque "that may reduce absorption of medicines from the gut" [needs judgement])',
        ),
        ("Fracture in the hip, or diabetes", 'any of (condition "fracture", site "hip"; condition "diabetes mellitus")'),
        (
            "Major surgery under sedation within 4 weeks",
            'procedure "major surgery", described as "under sedation", within 4 weeks before on',
        ),
        ("Infection at screening", 'condition "infection"'),
    ],
)
def test_a_qualification_reaches_as_far_as_its_words(text: str, expected: str) -> None:
    assert rule(text) == expected


@pytest.mark.parametrize("text", ["Diabetes in the mother", "Cancer in a first-degree relative", "Infection in the newborn"])
def test_a_disease_of_somebody_else_is_not_the_patients(text: str) -> None:
    check("exclusion", text, NOTHING, "unknown")


# ------------------------------------------------------------------ nouns that take the statement away


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Stroke prevention", has("stroke")),
        ("Pain management agreement", NOTHING),
        ("Surgery candidates", done("surgery")),
        ("Cancer survivors", NOTHING),
        ("Discontinuation of antibiotics", NOTHING),
        ("Removal of the tumour", NOTHING),
    ],
)
def test_a_name_that_only_goes_with_another_noun_decides_nothing(text: str, record: dict[str, Any]) -> None:
    check("exclusion", text, record, "unknown")


@table(
    excludes("Episodes of gout", "no gout", has("asthma"), "match"),
    excludes("Exacerbation of asthma within 4 weeks", "no asthma", has("gout"), "match"),
    excludes("Exacerbation of asthma within 4 weeks", "asthma", has("asthma", onset="2019"), "unknown"),
    excludes("Gout attack", "gout", has("gout"), "unknown: missing"),
    excludes("Gout attack", "no gout", has("asthma"), "match"),
    excludes("Any condition that the investigator finds unsuitable", "no condition at all", NOTHING, "match"),
    excludes("Uncontrolled intercurrent illness", "one of that name", has("intercurrent illness"), "unknown: missing"),
    excludes("Highly allergic", "a complete list without allergies", NOTHING, "match"),
)
def test_what_cannot_be_without_the_thing_is_denied_with_it(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@pytest.mark.parametrize("how", ["Histological documentation of", "Pathologic confirmation of", "Cytologically confirmed"])
def test_how_a_diagnosis_was_made_need_not_be_proved(how: str) -> None:
    check("inclusion", f"{how} breast cancer", has("breast cancer"), "match")


# ------------------------------------------------------------------ what narrows something attested


@table(
    needs("Pregnant with twins, in the second trimester", "not pregnant", says("pregnancy", False), "fail"),
    needs("Singleton pregnancy", "pregnant", says("pregnancy", True), "unknown: missing"),
    needs("Singleton pregnancy", "not pregnant", says("pregnancy", False), "fail"),
    needs("Written informed consent before any procedure of the study", "given", says("informed consent", True), "match"),
    needs("Able to comply with the visits of the study", "able", says("able to comply", True), "match"),
    excludes("Un-cooperative patients", "able to comply", says("able to comply", True), "match"),
)
def test_words_around_something_attested(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


OTHER_TRIAL = "participation in another clinical trial"


@pytest.mark.parametrize(
    "text",
    [
        "Participating in another interventional clinical trial",
        "Currently enrolled in any other investigational drug study",
        "Patients taking part in other medical research",
        "Concurrent enrollment in a trial",
    ],
)
def test_taking_part_in_another_trial_in_any_words(text: str) -> None:
    check("exclusion", text, says(OTHER_TRIAL, True), "fail")
    check("exclusion", text, says(OTHER_TRIAL, False), "match")


@pytest.mark.parametrize("text", ["Willing to participate in this study", "Participate in the study"])
def test_taking_part_in_this_trial_is_consent(text: str) -> None:
    check("inclusion", text, says(OTHER_TRIAL, True), "unknown")
    check("inclusion", text, says("informed consent", True), "match")


@table(
    excludes("Participation in a trial including drug X within 30 days", "none", says(OTHER_TRIAL, False), "match"),
    excludes("Participation in a trial including drug X within 30 days", "of which drug is open", says(OTHER_TRIAL, True), "unknown"),
    excludes("Brain tumour surgery", "none", NOTHING, "match"),
    excludes("Brain tumour surgery", "of what is open", done("surgery"), "unknown: missing"),
    excludes("Elective surgery requiring intubation", "none", NOTHING, "match"),
)
def test_names_before_a_name_are_no_statements_of_their_own(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ of whom it is said

BOY = MAN | {"age": 9}


@table(
    needs("Women who do not have gout", "a woman without", WOMAN, "match"),
    needs("Women who do not have gout", "a man", MAN, "fail"),
    excludes("Women not taking aspirin", "a man", MAN, "match"),
    excludes("Women not taking aspirin", "a woman who takes none", WOMAN, "fail"),
    needs("Adult patients undergoing bronchoscopy", "a child", BOY | done("bronchoscopy"), "fail"),
    excludes("Children who do not speak English", "an adult", MAN | says("English", False), "match"),
    excludes("Children who do not speak English", "a child", BOY | says("English", False), "fail"),
    excludes("Child C cirrhosis", "an adult", MAN | has("cirrhosis"), "unknown"),
    needs("Men and women, using aspirin", "a woman who takes it", WOMAN | takes("aspirin"), "match"),
)
def test_who_a_denial_speaks_of_is_not_denied(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ words that only go with measurements


@table(
    excludes("Dyspnoea at rest", "some dyspnoea", has("dyspnoea"), "unknown: missing"),
    excludes("Supine hypertension", "some hypertension", has("hypertension"), "unknown: missing"),
    excludes("Asthma treatment", "untreated asthma", has("asthma"), "unknown"),
    excludes("Gout screening", "no gout", NOTHING, "unknown"),
    excludes("Gout, current or previous", "an ended one", has("gout", onset="2001", end="2002"), "fail"),
)
def test_nothing_beside_a_name_is_lost(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
