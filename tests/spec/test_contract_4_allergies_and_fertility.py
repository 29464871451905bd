"""Contract §4: an allergy is one in whichever list it stands; men are fertile as women can bear children; which relatives are meant."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import allergic, closed, done, has, labs, obs


@table(
    excludes("Latex allergy", "among the allergies", closed(allergic({"name": "latex"})), "fail"),
    excludes("Latex allergy", "among the conditions", has("latex allergy"), "fail"),
    excludes("Latex allergy", "another allergy", closed(allergic({"name": "peanuts"})), "match"),
    excludes("History of latex allergy", "among the allergies", closed(allergic({"name": "latex"})), "fail"),
    excludes("History of latex allergy", "in the past", has("latex allergy", status="resolved"), "fail"),
    excludes("Food allergy", "to peanuts", closed(allergic({"name": "peanuts"})), "fail"),
    excludes("Drug allergy", "to amoxicillin", closed(allergic({"name": "amoxicillin"})), "fail"),
    excludes("Drug allergy", "to peanuts", closed(allergic({"name": "peanuts"})), "match"),
    excludes("Allergy to peanuts", "a food allergy", has("food allergy"), "unknown"),
    excludes("Severe peanut allergy", "mild", closed(allergic({"name": "peanuts", "severity": "mild"})), "match"),
)
def test_an_allergy_is_one_in_either_list(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


def person(sex: str | None = None, **facts: bool) -> dict[str, Any]:
    """Somebody without contraception, of whom these facts are attested."""
    said = [obs(name.replace("_", " "), value) for name, value in facts.items()]
    return labs(obs("contraception", False), *said, **({"sex": sex} if sex else {}))


_OF_PATIENTS = "Patients of reproductive potential must use contraception"


@table(
    needs(_OF_PATIENTS, "a man", person("male"), "unknown"),
    needs(_OF_PATIENTS, "a fertile man", person("male", fertile=True), "fail"),
    needs(_OF_PATIENTS, "a woman who can bear children", person("female", childbearing_potential=True), "fail"),
    needs(_OF_PATIENTS, "a woman who can bear none", person("female", childbearing_potential=False), "match"),
    needs(_OF_PATIENTS, "after menopause", person("female", postmenopausal=True), "match"),
    needs(
        _OF_PATIENTS,
        "after hysterectomy",
        done(
            "hysterectomy",
            "2015-01-01",
        )
        | {"sex": "female"},
        "match",
    ),
    needs(_OF_PATIENTS, "a man without testes", done("bilateral orchiectomy", "2015-01-01") | {"sex": "male"}, "match"),
    excludes("Male patients with reproductive potential not using contraception", "fertile", person("male", fertile=True), "fail"),
    excludes("Women of childbearing potential not using contraception", "a fertile man", person("male", fertile=True), "match"),
)
def test_reproductive_potential_is_that_of_men_too(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


def family(disease: str, relation: str | None) -> dict[str, Any]:
    """A record of this disease of a relative; it lists no other."""
    entry = {"name": disease, **({"relation": relation} if relation else {})}
    return {"family_history": [entry], "complete": ["conditions", "family_history"]}


_IN_FIRST_DEGREE = "Breast or ovarian cancer in a first-degree relative"


@table(
    excludes("First degree family history of breast cancer", "the mother's", family("breast cancer", "mother"), "fail"),
    excludes("First degree family history of breast cancer", "a grandmother's", family("breast cancer", "grandmother"), "match"),
    excludes("First degree family history of breast cancer", "whose is not said", family("breast cancer", None), "unknown"),
    excludes(_IN_FIRST_DEGREE, "the first disease", family("breast cancer", "sister"), "fail"),
    excludes(_IN_FIRST_DEGREE, "the second disease", family("ovarian cancer", "sister"), "fail"),
    excludes(_IN_FIRST_DEGREE, "the patient's own", has("breast cancer") | {"complete": ["conditions", "family_history"]}, "match"),
)
def test_first_degree_relatives_are_parents_siblings_and_children(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
