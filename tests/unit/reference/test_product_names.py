"""Names of medicines as records write them, and what they hold."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from eligibility.patient.resolving import resolve
from eligibility.reference.product_names import product_concepts, without_form
from eligibility.reference.vocabulary import vocabulary

# Brands, combinations, biosimilars, salts and strengths, from American and European practice; the ingredients as labels have them.
_NAMES = Path(__file__).with_name("medication_names.csv")
# Names of which a part is not in the vocabulary, or not under that name.
_NOT_KNOWN = {
    "lactated Ringers intravenous solution",
    "neomycin-polymyxin-dexameth 3.5 mg/mL-10,000 unit/mL-0.1 % eye drops",
}


def _names(text: str) -> list[str]:
    return sorted(concept.name for concept in map(vocabulary().concept, product_concepts(text)) if concept is not None)


def _proves(name: str, ingredient: str) -> bool:
    wanted = vocabulary().lookup(ingredient, "medication")
    return wanted is not None and any(vocabulary().is_a(i, wanted.id) for i in resolve(name, (), "medication"))


def test_names_of_medicines_prove_each_ingredient() -> None:
    with _NAMES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    failed = {r["name"] for r in rows if not all(_proves(r["name"], i) for i in r["ingredients"].split("|"))}
    assert len(rows) > 1_000
    assert failed == _NOT_KNOWN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("metoprolol succinate 50 mg ER tablet", ["Metoprolol"]),
        ("losartan potassium", ["Losartan"]),
        ("ibuprofen 200 mg / famotidine 26.6 mg", ["Famotidine", "Ibuprofen"]),
        ("omeprazole-sodium bicarbonate 40-1,100 mg capsule", ["omeprazole/sodium bicarbonate"]),
        ("calcium / vitamin C", ["Calcium", "vitamin C"]),
        ("0.25 mg or 0.5 mg semaglutide pen", ["Semaglutide"]),
        ("trastuzumab-zzzz 150 mg vial", ["Trastuzumab"]),
        ("hydrocortisone sodium succinate 100 mg vial", ["Hydrocortisone"]),
        ("calcium citrate magnesium zinc", ["Calcium citrate", "Magnesium", "Zinc"]),
        ("vitamin D3 with calcium", ["Calcium", "Cholecalciferol"]),
        ("alcohol prep pad", []),
        ("metoprolol placebo", []),
        ("Ramipril comp", []),
        ("Tylenol #9", []),
        ("no metoprolol", []),
        ("metoprolol allergy", []),
        ("50 mg tablet", []),
        ("", []),
        ("x" * 10_000, []),
    ],
)
def test_a_name_is_read_whole_or_not_at_all(text: str, expected: list[str]) -> None:
    assert _names(text) == expected


def test_forms_and_strengths_are_taken_from_the_end() -> None:
    assert without_form("Acme statin 20 mg film-coated tablets") == ["Acme", "statin"]


def test_the_brand_of_a_combination_is_below_each_part() -> None:
    namzaric = vocabulary().lookup("Namzaric", "medication")
    assert namzaric is not None
    parts = {vocabulary().lookup(n, "medication") for n in ("memantine", "donepezil")}
    assert all(part is not None and vocabulary().is_a(namzaric.id, part.id) for part in parts)


def test_a_combination_with_a_part_of_no_class_may_be_of_any() -> None:
    # Of a drug in no class the tables do not say what it does; so of a combination with one.
    unclassified = [i for i in vocabulary() if i.startswith("drug:") and vocabulary().relation(i, "class:statins") == "maybe"]
    rows = [row for row in map(vocabulary().row, unclassified) if row is not None]
    classified = {row.id for row in rows if any(a.startswith("class:") for p in row.parents for a in vocabulary().ancestors(p))}
    assert classified
