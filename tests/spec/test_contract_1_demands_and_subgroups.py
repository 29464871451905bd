"""Contract §1, Polarity and subgroups: demands among the exclusions, of whom something is asked, and what has to be stopped before."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import check, excludes, needs, table
from spec.records import MAN, NOTHING, WOMAN, attested, has, labs, obs, says, took

GOUT_AND_URATE = "Asthma. If the patient has gout, creatinine must be below 1.5 mg/dL"
DOSE = "If patients have received carbamazepine, the dose must not exceed 800 mg. Asthma."
WOMEN = "Asthma. Women of childbearing potential must have a negative pregnancy test."
FERTILE = obs("childbearing potential", True)
HIGH = has("gout") | says("creatinine", 2, "mg/dL")
LOW = has("gout") | says("creatinine", 1, "mg/dL")


@table(
    excludes(GOUT_AND_URATE, "none", NOTHING, "match"),
    excludes(GOUT_AND_URATE, "asthma", has("asthma"), "fail"),
    excludes(GOUT_AND_URATE, "gout, not met", HIGH, "fail"),
    excludes(GOUT_AND_URATE, "gout, met", LOW, "match"),
    excludes("If the patient has gout, creatinine must be below 1.5 mg/dL", "not of the subgroup", NOTHING, "match"),
    excludes("If the patient has gout, creatinine must be below 1.5 mg/dL", "gout, not met", HIGH, "fail"),
    excludes("If the patient has gout, creatinine must be below 1.5 mg/dL", "gout, met", LOW, "match"),
    excludes(DOSE, "none", NOTHING, "match"),
    excludes(DOSE, "asthma", has("asthma"), "fail"),
    excludes(WOMEN, "a man", MAN, "match"),
    excludes(WOMEN, "tested", WOMAN | labs(FERTILE, obs("pregnancy test", "negative")), "match"),
    excludes(WOMEN, "tested positive", WOMAN | labs(FERTILE, obs("pregnancy test", "positive")), "fail"),
    excludes("Asthma. If diabetic, HbA1c above 8%", "not diabetic", NOTHING, "match"),
    excludes("Asthma. If diabetic, HbA1c above 8%", "diabetic", has("diabetes") | says("HbA1c", 9, "%"), "fail"),
    # Beside another condition, the limit of the subgroup is a further one.
    excludes(
        "AST > 2.5 x ULN (> 5 x ULN in patients with liver metastases)", "no metastasis", NOTHING | says("AST", 120, "U/L", high=40), "fail"
    ),
)
def test_a_demand_on_a_subgroup_excludes_nobody_outside_it(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Must speak English", "English", says("English language", True), "match"),
    excludes("Must speak English", "not", says("English language", False), "fail"),
    excludes("Hemoglobin must be above 9 g/dL", "above", says("hemoglobin", 11, "g/dL"), "match"),
    excludes("Hemoglobin must be above 9 g/dL", "below", says("hemoglobin", 8, "g/dL"), "fail"),
    excludes("Asthma, women must use contraception", "with", WOMAN | says("contraception", True), "match"),
    excludes("Asthma, women must use contraception", "without", WOMAN | says("contraception", False), "fail"),
    excludes("Asthma, women must use contraception", "a man", MAN | says("contraception", False), "match"),
    excludes("Patients must not be pregnant and must use contraception", "both met", MAN | says("contraception", True), "match"),
    excludes("Patients must not be pregnant and must use contraception", "no contraception", says("contraception", False), "fail"),
    excludes("Patients must not have asthma", "asthma", has("asthma"), "fail"),
    excludes("Patients who must take warfarin", "warfarin", took("warfarin", "2026-01-01"), "fail"),
    excludes("Patients who must take warfarin", "none", NOTHING, "match"),
    # Of whom the demand is made is not understood.
    excludes("Such a mass must be biopsied", "no biopsy", NOTHING, "unknown"),
    excludes("Patients with strange problems should be evaluated by CT", "none of them", NOTHING, "match"),
)
def test_a_demand_among_the_exclusions_excludes_who_does_not_meet_it(
    kind: Any, text: str, record: Any, expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Archived tumor tissue must be available", "not", says("tumor tissue available", False), "fail"),
    needs("Archived tumor tissue must be available", "available", says("tumor tissue available", True), "match"),
    needs("Archived tumor tissue must be available for biomarker analysis", "not", says("tumor tissue available", False), "fail"),
    needs("Adequate contraception must be used", "not", says("contraception", False), "fail"),
    needs("Informed consent must be obtained before any study procedure", "not", says("informed consent", False), "fail"),
    needs("Measurable disease must be present", "not", says("measurable disease", False), "fail"),
    needs("Measurable lesions must be outside the radiation field", "none", says("measurable disease", False), "match"),
    needs("Smokers must have a hemoglobin above 9 g/dL", "no smoker", says("smoker", False), "match"),
    needs("Brain metastases must be treated", "none", NOTHING, "match"),
    needs("All female patients with reproductive potential must have a negative pregnancy test", "a man", MAN, "match"),
    needs("Patients must interrupt warfarin", "none", NOTHING, "unknown"),
    needs("Patients must continue warfarin", "none", NOTHING, "fail"),
)
def test_what_there_must_be_is_asked_of_everybody(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


STOP = "Patients on warfarin must discontinue it at least 2 weeks prior to enrollment"
OFF = "Patients on warfarin must be off it for at least 2 weeks before enrollment"
LATER = "Patients on steroids must discontinue them before enrollment"


@table(
    needs(STOP, "until 3 days ago", took("warfarin", "2026-01-02", "2026-10-29"), "fail"),
    needs(STOP, "still", took("warfarin", "2026-01-02"), "fail"),
    needs(STOP, "until 2 weeks ago", took("warfarin", "2026-01-02", "2026-10-18"), "match"),
    needs(STOP, "never", NOTHING, "match"),
    needs(OFF, "until 3 days ago", took("warfarin", "2026-01-02", "2026-10-29"), "fail"),
    needs(OFF, "until a month ago", took("warfarin", "2026-01-02", "2026-10-01"), "match"),
    needs(LATER, "stopped long ago", took("prednisone", "2020-01-02", "2020-02-01"), "match"),
    needs(LATER, "still", took("prednisone", "2026-01-02"), "unknown"),
    needs("Patients on warfarin must have an INR below 3", "no longer", took("warfarin", "2026-01-02", "2026-10-29"), "match"),
)
def test_what_has_to_be_stopped_is_asked_of_those_who_took_it_then(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ people that are listed


def person(sex: str, **facts: bool) -> dict[str, Any]:
    """A complete record of one of this sex, of whom these statements are attested."""
    return {"sex": sex, **attested(**facts)}


@pytest.mark.parametrize(
    "text",
    [
        "Women of childbearing potential and men must use contraception",
        "Women of child-bearing potential and men must agree to use adequate contraception",
        "Women of childbearing potential or men must agree to use contraception",
        "Men and women of childbearing potential must use contraception",
        "Male patients and female patients of childbearing potential must use contraception",
    ],
)
def test_a_demand_behind_a_list_of_people_is_for_each_of_them(text: str) -> None:
    check("inclusion", text, person("male", contraception=True), "match")
    check("inclusion", text, person("male", contraception=False), "fail")
    check("inclusion", text, person("female", childbearing_potential=False, contraception=False), "match")
    check("inclusion", text, person("female", childbearing_potential=True, contraception=False), "fail")
    check("inclusion", text, person("female", childbearing_potential=True, contraception=True), "match")


@table(
    needs("Women and men must be able to consent", "unable", person("male", capacity_to_consent=False), "fail"),
    needs("Otherwise healthy men and women", "not healthy", person("male", good_health=False), "fail"),
    needs("Otherwise healthy men and women", "no volunteer", person("male", healthy_volunteer=False), "unknown"),
    excludes(
        "Women of childbearing potential and unwilling to use contraception",
        "uses it",
        person("female", childbearing_potential=True, contraception=True),
        "match",
    ),
    excludes(
        "Women of childbearing potential and unwilling to use contraception",
        "does not",
        person("female", childbearing_potential=True, contraception=False),
        "fail",
    ),
    excludes("Sexually active and not using contraception", "uses it", person("male", sexual_activity=True, contraception=True), "match"),
)
def test_who_they_are_excludes_nobody(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
