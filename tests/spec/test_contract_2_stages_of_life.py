"""Contract §2 and §5: adults, children and other stages of life that say who the patients are."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import all_of, closed, labs, listed, obs, proc


def born(year: int, *diseases: str) -> dict[str, Any]:
    """Somebody born on 1 January of a year, with these diseases and no other."""
    return closed(listed(*diseases) if diseases else all_of()) | {"birth_date": f"{year}-01-01"}


BOTH = "Children with asthma and adults with COPD"
GROUPS = "Adolescents (12-17 years) and adults (≥ 18 years) with asthma"


@table(
    needs("Adults and children with asthma", "a child", born(2018, "asthma"), "match"),
    needs("Adults and children with asthma", "an adult without asthma", born(1980), "fail"),
    needs("Children or adults with asthma", "a child without asthma", born(2018), "fail"),
    needs("Adult or pediatric patients with asthma", "an adult without asthma", born(1980), "fail"),
    needs("Adolescents and adults with asthma", "an adult", born(1980, "asthma"), "match"),
    needs("Adolescents and adults with asthma", "an adolescent to some", born(2015, "asthma"), "unknown"),
    needs("Adolescents and adults with asthma", "a small child", born(2022, "asthma"), "fail"),
    needs("Infants or children with RSV infection", "a child without it", born(2020), "fail"),
    needs("Infants and children with RSV infection", "a child with it", born(2020, "RSV infection"), "match"),
    needs("Children and young adults with asthma", "twenty", born(2006, "asthma"), "match"),
    needs("Children and young adults with asthma", "thirty, young to some", born(1996, "asthma"), "unknown"),
    needs("Elderly patients with hip fracture", "seventy", born(1956, "hip fracture"), "match"),
    needs("Elderly patients with hip fracture", "old to some", born(1964, "hip fracture"), "unknown"),
    needs("Elderly patients with hip fracture", "fifty", born(1976, "hip fracture"), "fail"),
    needs("Elderly patients (≥ 70 years) with hip fracture", "sixty-eight", born(1958, "hip fracture"), "fail"),
    needs(GROUPS, "an adult", born(1980, "asthma"), "match"),
    needs(GROUPS, "an adolescent", born(2013, "asthma"), "match"),
    needs(GROUPS, "an adult without asthma", born(1980), "fail"),
    needs(BOTH, "a child with asthma", born(2018, "asthma"), "match"),
    needs(BOTH, "a child with the adults' disease", born(2018, "COPD"), "fail"),
    needs("All infants or fetuses with microcephaly", "an infant without", born(2026), "unknown"),
    needs("Adults > 18 years and children ≤ 18 years with asthma", "a child", born(2018, "asthma"), "match"),
    needs("Adults > 18 years and children ≤ 18 years with asthma", "an adult", born(1980, "asthma"), "match"),
    needs("Age > 18 years and age < 12 years", "nobody can be both", born(1980), "unknown"),
    needs("Newborn infants", "a child of three months", born(2026) | {"birth_date": "2026-08-01"}, "fail"),
    needs("Adult women", "a girl", born(2018) | {"sex": "female"}, "fail"),
    needs("Adult men with asthma", "a boy", born(2018, "asthma") | {"sex": "male"}, "fail"),
    excludes("Adolescent girls", "a woman", born(1980) | {"sex": "female"}, "match"),
    needs("Women and children", "a boy", born(2018) | {"sex": "male"}, "unknown"),
    needs("Women and children", "a woman", born(1980) | {"sex": "female"}, "unknown"),
    needs("Women with a child < 3 years", "a woman", born(1990) | {"sex": "female"}, "unknown"),
    needs("Adolescent idiopathic scoliosis", "an adult with a scoliosis", born(1980, "scoliosis"), "unknown"),
)
def test_stages_of_life_say_who_is_meant(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


def operated(year: int) -> dict[str, Any]:
    """Somebody born in a year who is to be operated on."""
    return born(year) | {"procedures": [proc("surgery") | {"status": "planned"}]}


@table(
    needs("Adults (≥ 21 years) with hip fracture", "nineteen", born(2007, "hip fracture"), "fail"),
    needs("Children (< 12 years) with asthma", "fifteen", born(2011, "asthma"), "fail"),
    needs("Women (≥ 50 years) with hip fracture", "forty", born(1986, "hip fracture") | {"sex": "female"}, "fail"),
    needs("Patients over 40 years scheduled for surgery", "thirty", operated(1996), "fail"),
    needs("Patients over 40 years scheduled for surgery", "fifty", operated(1976), "match"),
    excludes("Children < 5 years", "six", born(2020), "match"),
)
def test_years_beside_people_are_their_age(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Adults are clinically depressed", "an adult", born(1980), "unknown"),
    needs("Women who are active", "a woman", born(1980) | {"sex": "female"}, "unknown"),
    needs("Normal uterus and ovaries", "no disease of the ovaries", born(1980) | {"sex": "female"}, "unknown"),
    excludes("RSV", "another infection", born(1980, "respiratory tract infection"), "unknown"),
    excludes("RSV", "no infection", labs(obs("hemoglobin", 12, "g/dL")) | born(1980), "match"),
)
def test_what_is_said_besides_is_not_dropped(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Neonates or adults with hypothyroidism", "a newborn", born(2026, "hypothyroidism") | {"birth_date": "2026-10-25"}, "match"),
    needs("Neonates or adults with hypothyroidism", "a child", born(2018, "hypothyroidism"), "fail"),
)
def test_newborns_are_joined_to_others(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
