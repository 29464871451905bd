"""Contract §§1 and 2: groups of people of which nobody is in two, and how far words for people reach."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import attested, has, labs, obs, says, takes


def person(sex: str | None = None, age: int = 40, **facts: bool) -> dict[str, Any]:
    """A complete record of somebody of this age, of whom these statements are attested."""
    return {"age": age, **({"sex": sex} if sex else {}), **attested(**facts)}


@table(
    needs("Pre- and postmenopausal women", "after", person("female", postmenopausal=True), "match"),
    needs("Premenopausal and postmenopausal patients", "before", person("female", premenopausal=True), "match"),
    needs("Smokers and non-smokers", "smokes", person(smoking=True), "match"),
    needs("Smokers and non-smokers", "does not", person(smoking=False), "match"),
    needs("Pregnant and non-pregnant women", "not pregnant", person("female", pregnancy=False), "match"),
    needs("Pregnant and non-pregnant women", "a man", person("male"), "fail"),
    needs("Postmenopausal women and smokers", "one of them", person("female", postmenopausal=True, smoking=False), "fail"),
)
def test_of_groups_apart_one_is_enough(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Women planning to become pregnant", "a man", person("male", planning_a_pregnancy=True), "match"),
    excludes("Women planning to become pregnant", "a woman", person("female", planning_a_pregnancy=True), "fail"),
    excludes("Women who are pregnant or smoke", "a man who does", person("male", smoking=True), "match"),
    excludes("Women who are pregnant or smoke", "a woman who does", person("female", pregnancy=False, smoking=True), "fail"),
    excludes("Women who are pregnant or lack contraception", "a man", person("male", contraception=True), "match"),
    excludes("Adults unable to consent", "a child", person(age=8, informed_consent=False), "match"),
    excludes("Adults unable to consent", "an adult", person(informed_consent=False), "fail"),
    excludes("Women unable to consent", "a man", person("male", informed_consent=False), "match"),
    needs("Adults able to give consent", "a child", person(age=8, informed_consent=True), "fail"),
    needs("Adults able to give consent", "an adult", person(informed_consent=True), "match"),
    needs("Able to consent for their child", "an adult", person(informed_consent=True), "unknown"),
)
def test_who_is_meant_stays_with_what_is_said_of_them(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Otherwise healthy", "no volunteer", person(healthy_volunteer=False), "unknown"),
    needs("Physically healthy", "a volunteer", person(healthy_volunteer=True), "match"),
    needs("In good general health", "attested", person(good_health=True), "match"),
    needs("Healthy volunteers", "no volunteer", person(healthy_volunteer=False), "fail"),
    excludes("Non-compliance with the inclusion criteria", "compliant", person(compliance=True), "unknown"),
    excludes("Non-compliance with the inclusion criteria", "not compliant", person(compliance=False), "unknown"),
    needs("Willing to comply with the requirements of the study", "compliant", person(compliance=True), "match"),
)
def test_attested_facts_are_not_taken_for_others(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Psychiatric disorders or other conditions that preclude participation", "depression", has("depression"), "unknown"),
    excludes("Psychiatric disorders or other conditions that preclude participation", "none", has(), "match"),
    excludes("Asthma or any other disease that may interfere with the study", "asthma", has("asthma"), "fail"),
    excludes("Malignancy now or malignancy within 5 years (except basal cell carcinoma)", "it", has("basal cell carcinoma"), "match"),
    excludes("Current malignancy or malignancy within 5 years (except basal cell carcinoma)", "it", has("basal cell carcinoma"), "match"),
    excludes("Current malignancy or malignancy within 5 years (except basal cell carcinoma)", "another", has("lung cancer"), "fail"),
    excludes("Asthma or cancer within 5 years (except basal cell carcinoma)", "asthma", has("asthma"), "fail"),
)
def test_clauses_and_exceptions_at_the_end_of_a_list(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


def _fertile(contraception: bool) -> dict[str, Any]:
    return person("female", childbearing_potential=True, contraception=contraception)


@table(
    excludes("Women of childbearing potential not using contraception", "uses it", _fertile(True), "match"),
    excludes("Women of childbearing potential not using contraception", "does not", _fertile(False), "fail"),
    excludes("Women of childbearing potential who do not use contraception", "a man", person("male", contraception=False), "match"),
    excludes("Females of childbearing potential unwilling to use contraception", "does not", _fertile(False), "fail"),
    excludes("Use of systemic or inhaled corticosteroids", "by mouth", takes("prednisone", route="oral"), "fail"),
    excludes("Use of systemic or inhaled corticosteroids", "inhaled", takes("budesonide", route="inhaled"), "fail"),
    excludes("Use of systemic or inhaled corticosteroids", "on the skin", takes("hydrocortisone", route="topical"), "match"),
)
def test_who_does_not_and_by_which_route(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


_FOR_BOTH = "For women of childbearing potential and men, agreement to use contraception"


@table(
    needs(_FOR_BOTH, "a man with it", {"sex": "male", **says("contraception", True)}, "match"),
    needs(_FOR_BOTH, "a man without it", {"sex": "male", **says("contraception", False)}, "fail"),
    needs(_FOR_BOTH, "an old woman", {"sex": "female", **labs(obs("contraception", False), obs("postmenopausal", True))}, "match"),
    needs("For women of childbearing potential, negative serum pregnancy test", "a man", {"sex": "male"}, "match"),
    needs("For women, haemoglobin > 12 g/dL", "a man below", {"sex": "male", **says("haemoglobin", 11.5, "g/dL")}, "match"),
)
def test_for_whom_something_is_asked_stands_before_a_comma(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
