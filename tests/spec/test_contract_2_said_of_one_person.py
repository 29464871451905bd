"""Contract §2: what stands beside each other before one noun for people is said of the same people, each with its own denial."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import attested, has, obs


def person(*conditions: str, sex: str | None = "female", age: int = 40, **facts: bool) -> dict[str, Any]:
    """Somebody of this age with just these conditions, of whom these statements are attested."""
    return {"age": age, **({"sex": sex} if sex else {}), **has(*conditions), **attested(**facts)}


@table(
    needs("Healthy postmenopausal women", "both", person(healthy_volunteer=True, postmenopausal=True), "match"),
    needs("Healthy postmenopausal women", "not healthy", person(healthy_volunteer=False, postmenopausal=True), "fail"),
    needs("Healthy women who are breastfeeding", "she is", person(healthy_volunteer=True, breastfeeding=True), "match"),
    needs("Healthy women who are breastfeeding", "she is not", person(healthy_volunteer=True, breastfeeding=False), "fail"),
    needs("Postmenopausal breast cancer patients", "both", person("breast cancer", postmenopausal=True), "match"),
    needs("Postmenopausal breast cancer patients", "not yet", person("breast cancer", postmenopausal=False), "fail"),
    needs("Hospitalized COVID-19 patients", "at home", person("COVID-19", hospitalised=False), "fail"),
    needs("Obese pregnant women", "she is", person("obesity", pregnancy=True), "match"),
    needs("Obese pregnant women", "she is not obese", person(pregnancy=True), "fail"),
    needs("Obese Hispanic adults", "one of them", {"age": 30, **has("obesity"), "observations": [obs("ethnicity", "Hispanic")]}, "match"),
    excludes("Pregnant diabetic women", "both", person("diabetes", pregnancy=True), "fail"),
    excludes("Pregnant diabetic women", "pregnant alone", person(pregnancy=True), "match"),
    excludes("Smoking diabetics", "does not smoke", person("diabetes", smoking=False), "match"),
    # What is asked of a subgroup is no statement on everybody.
    needs("Contraception in fertile women", "a man", person(sex="male", contraception=False), "match"),
)
def test_names_before_one_noun_for_people_hold_together(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Non-smoking healthy adults", "one", person(smoking=False, healthy_volunteer=True), "match"),
    needs("Non-smoking healthy adults", "neither", person(smoking=False, healthy_volunteer=False), "fail"),
    needs("Non-smoking, healthy adults", "one", person(smoking=False, healthy_volunteer=True), "match"),
    needs("Nonsmokers, healthy", "neither", person(smoking=False, healthy_volunteer=False), "fail"),
    needs("Healthy, nonsmoking, postmenopausal women", "one", person(healthy_volunteer=True, smoking=False, postmenopausal=True), "match"),
    needs("Healthy non-smokers", "not healthy", person(healthy_volunteer=False, smoking=False), "fail"),
    needs("Non-smoking diabetic adults", "no diabetes", person(smoking=False), "fail"),
    needs("Non-smoking diabetic adults", "one", person("diabetes", smoking=False), "match"),
    needs("Non-smoking patients with asthma", "one", person("asthma", smoking=False), "match"),
    needs("Non-smoking patients with asthma", "no asthma", person(smoking=False), "fail"),
    needs("Non-pregnant non-smoking women", "one", person(pregnancy=False, smoking=False), "match"),
    needs("Non-pregnant non-smoking women", "she smokes", person(pregnancy=False, smoking=True), "fail"),
    needs("Nonpregnant, nonlactating women", "a man", person(sex="male"), "fail"),
    needs("Nonpregnant, nonlactating women", "one", person(pregnancy=False, breastfeeding=False), "match"),
)
def test_a_denial_in_a_name_is_of_that_name_alone(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Overweight or obese women", "an overweight man", person("overweight", sex="male"), "fail"),
    needs("Overweight or obese women", "an overweight woman", person("overweight"), "match"),
    needs("Overweight or obese postmenopausal women", "not yet", person("overweight", postmenopausal=False), "fail"),
    needs("Overweight or obese postmenopausal women", "she is", person("overweight", postmenopausal=True), "match"),
    needs("Diabetic or hypertensive adults", "a child", person("diabetes", age=9), "fail"),
    needs("Hispanic or African American women", "a man", person(sex="male", hispanic=True), "fail"),
    needs("Healthy overweight or obese adults", "healthy", person("obesity", healthy_volunteer=True), "match"),
    needs("Healthy overweight or obese adults", "not healthy", person("obesity", healthy_volunteer=False), "unknown"),
    needs("Healthy overweight or obese adults", "a child", person("obesity", age=9, healthy_volunteer=True), "fail"),
    excludes("Obese or diabetic pregnant women", "not pregnant", person("obesity", pregnancy=False), "match"),
    excludes("Obese or diabetic pregnant women", "pregnant", person("obesity", pregnancy=True), "fail"),
    # A noun before the "or" needs none behind it.
    needs("Pregnant women or nursing mothers", "nursing", person(pregnancy=False, breastfeeding=True), "match"),
    excludes("Breast cancer or pregnant women", "a man with it", person("breast cancer", sex="male"), "fail"),
)
def test_adjectives_of_one_noun_are_said_of_the_same_people(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Healthy adult volunteers", "a child", person(age=9, healthy_volunteer=True), "fail"),
    needs("Outpatients with depression", "in hospital", person("depression", outpatient=False), "fail"),
    needs("Outpatients with depression", "one", person("depression", outpatient=True), "match"),
    needs("Adult inpatients with pneumonia", "at home", person("pneumonia", hospitalised=False), "fail"),
    needs("Inpatients and outpatients with depression", "either", person("depression"), "match"),
)
def test_where_they_are_treated_is_asked_for(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


def of_race(*values: str, name: str = "race") -> dict[str, Any]:
    """A record with these values of one observation, which has no date."""
    return {"observations": [obs(name, value, day=None) for value in values]}


HISPANIC = "Self-identifies as Hispanic or Latino"


@table(
    needs("Must be African American", "recorded so", of_race("Black or African American"), "match"),
    needs("Must be African American", "another", of_race("White"), "fail"),
    needs("Must be African American", "of several", of_race("White", "Black or African American"), "unknown"),
    needs("Must be African American", "not recorded", of_race("Unknown"), "unknown"),
    needs("Must be African American", "the stool is", of_race("black", name="stool color"), "unknown"),
    needs("Patients of Chinese descent", "Asian", of_race("Asian"), "unknown"),
    needs("Patients of Chinese descent", "Chinese", of_race("Chinese"), "match"),
    needs("Patients of Chinese descent", "the language is", of_race("Chinese", name="preferred language"), "unknown"),
    needs("Asian patients", "Korean", of_race("Korean"), "match"),
    excludes("Non-Caucasian race", "Japanese", of_race("Japanese"), "fail"),
    excludes("Non-Caucasian race", "White", of_race("White"), "match"),
    needs(HISPANIC, "she does", of_race("Hispanic or Latino", name="ethnicity"), "match"),
    needs(HISPANIC, "she does not", of_race("Not Hispanic or Latino", name="ethnicity"), "fail"),
    needs(HISPANIC, "of her race", of_race("White"), "unknown"),
    needs("Women of any race or ethnicity", "a woman", {"sex": "female"}, "match"),
    needs("Able to read and write Japanese", "Japanese", of_race("Japanese"), "unknown"),
)
def test_race_and_ethnicity_are_read_as_recorded(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
