"""Contract §4: a complete list denies a medicine only where no listed brand, product or unknown name may be it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import pytest

from spec.contract import check, excludes, needs, result, table


def takes(*names: str, **fields: Any) -> dict[str, Any]:
    """A record whose list of medicines is complete and has these."""
    return {"medications": [{"name": name, **fields} for name in names], "complete": ["medications"]}


def allergic(*names: str, **fields: Any) -> dict[str, Any]:
    """A record whose list of allergies is complete and has these."""
    return {"allergies": [{"name": name, **fields} for name in names], "complete": ["allergies"]}


@table(
    needs("Currently taking lidocaine", "Xylocaine", takes("Xylocaine"), "match"),
    needs("Currently taking local anaesthetics", "Xylocaine", takes("Xylocaine"), "match"),
    needs("Currently taking capsaicin", "Qutenza", takes("Qutenza"), "match"),
    needs("Currently taking contrast media", "Visipaque", takes("Visipaque"), "match"),
    needs("Currently taking iodinated contrast", "Iomeron", takes("Iomeron 300"), "match"),
    needs("Currently taking gadolinium contrast", "Dotarem", takes("Dotarem"), "match"),
    needs("Currently taking opioids", "Duragesic", takes("Duragesic"), "match"),
    needs("Currently taking insulin", "Humulin N", takes("Humulin N"), "match"),
    needs("Currently taking warfarin", "Xylocaine", takes("Xylocaine"), "fail"),
    excludes("Currently taking contrast media", "Xylocaine", takes("Xylocaine"), "match"),
)
def test_a_brand_is_its_ingredient(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Currently taking memantine", "Namzaric", takes("Namzaric"), "match"),
    needs("Currently taking donepezil", "Namzaric", takes("Namzaric"), "match"),
    needs("Currently taking metformin", "Janumet XR", takes("Janumet XR"), "match"),
    needs("Currently taking metformin", "Synjardy", takes("Synjardy"), "match"),
    needs("Currently taking thiazides", "Exforge HCT", takes("Exforge HCT"), "match"),
    needs("Currently taking paracetamol", "Percocet", takes("Percocet"), "match"),
    needs("Currently taking codeine", "Tylenol", takes("Tylenol"), "fail"),
    needs("Currently taking codeine", "Tylenol #3", takes("Tylenol #3"), "match"),
    needs("Currently taking warfarin", "Janumet", takes("Janumet"), "fail"),
    # Who never had the combination may have had each part by itself.
    needs("Currently taking metformin", "never Janumet", {"medications": [{"name": "Janumet", "status": "absent"}]}, "unknown: missing"),
)
def test_a_combination_is_each_of_its_parts(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Currently taking metoprolol", "dose and form", takes("metoprolol 50 mg tablet"), "match"),
    needs("Currently taking beta blockers", "salt", takes("metoprolol succinate ER 24 hr 25 mg tablet,extended release"), "match"),
    needs("Currently taking lidocaine", "patch", takes("lidocaine 5 % patch"), "match"),
    needs("Currently taking insulin glargine", "pen", takes("insulin glargine 100 units/mL pen"), "match"),
    needs("Currently taking salmeterol", "strengths of two", takes("Advair Diskus 250/50"), "match"),
    needs("Currently taking trastuzumab", "biosimilar", takes("trastuzumab-dkst"), "match"),
    needs("Currently taking adalimumab", "biosimilar in a pen", takes("adalimumab-adaz 40 mg/0.4 mL subcutaneous pen injector"), "match"),
    needs("Currently taking metformin", "SBD", takes("Metformin hydrochloride 500 MG Oral Tablet [Glucophage]"), "match"),
    needs("Currently taking warfarin", "SBD", takes("Metformin hydrochloride 500 MG Oral Tablet [Glucophage]"), "fail"),
    needs("Currently taking oxycodone", "SCD", takes("acetaminophen 325 MG / oxycodone hydrochloride 5 MG Oral Tablet"), "match"),
    needs("Currently taking lisinopril", "dashed", takes("lisinopril-hydrochlorothiazide 20-12.5 mg"), "match"),
    needs("Currently taking ramipril", "maker", takes("Ramipril-ratiopharm 5 mg Tabletten"), "match"),
    needs("Currently taking warfarin", "several", takes("metoprolol 50 mg tablet", "lidocaine 5 % patch"), "fail"),
    # Not every word is understood: it may be a medicine or none.
    needs("Currently taking metoprolol", "placebo", takes("metoprolol placebo"), "unknown: missing"),
    needs("Currently taking hydrochlorothiazide", "a word not known", takes("Ramipril comp"), "unknown: missing"),
    # A denied product denies no other product of the drug.
    needs("Ever taken metoprolol", "never that", {"medications": [{"name": "metoprolol 50 mg tablet", "status": "absent"}]}, "unknown"),
)
def test_a_product_is_its_ingredients(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Currently taking warfarin", "unknown brand", takes("Xyzoral"), "unknown: missing"),
    needs("Currently taking anticoagulants", "unknown brand", takes("metoprolol", "Xyzoral 20 mg"), "unknown: missing"),
    excludes("Currently taking warfarin", "unknown brand", takes("Xyzoral"), "unknown: missing"),
    needs("Currently taking warfarin", "stopped before", takes("Xyzoral", start="2025-01-01", end="2025-02-01"), "fail"),
    needs("Currently taking warfarin", "never", takes("Xyzoral", status="absent"), "fail"),
    # Its stem or its last word tells what it is.
    needs("Currently taking warfarin", "an antibody", takes("xyzumab"), "fail"),
    needs("Currently taking immunosuppressants", "an antibody", takes("xyzumab"), "unknown: missing"),
    needs("Currently taking anticoagulants", "a statin", takes("xyzovastatin"), "fail"),
    needs("Currently taking statins", "a statin", takes("xyzovastatin"), "unknown: missing"),
    needs("Currently taking warfarin", "a probiotic", takes("Acme probiotic capsules"), "fail"),
    needs("Currently taking warfarin", "a combination", takes("Xyzoral/aspirin"), "unknown: missing"),
    # No medicine at all.
    needs("Currently taking warfarin", "supplies", takes("blood glucose test strips", "pen needles"), "fail"),
    needs("Currently taking warfarin", "nothing", takes("No current medications"), "fail"),
    needs("Known allergy to penicillin", "unknown allergen", allergic("Xyzoral"), "unknown: missing"),
    needs("Known allergy to penicillin", "brand", allergic("Amoxil 500 mg capsule"), "match"),
    # Which part of a combination it was, an allergy does not say.
    needs("Known allergy to penicillin", "combination", allergic("Augmentin 500 mg tablet"), "unknown: missing"),
    needs("Known allergy to oxycodone", "combination", allergic("Percocet"), "unknown: missing"),
    needs("Known allergy to warfarin", "combination", allergic("Percocet"), "fail"),
    needs("Known allergy to Percocet", "combination", allergic("Percocet"), "match"),
    needs("Known allergy to penicillin", "food", allergic("strawberries", "walnuts"), "fail"),
    needs("Known allergy to penicillin", "none known", allergic("NKDA"), "fail"),
)
def test_an_unknown_name_denies_nothing(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def test_the_reason_names_the_entry() -> None:
    (reason,) = result("inclusion", "Currently taking warfarin", takes("Xyzoral")).reasons
    assert reason.text == "'Xyzoral' is not known to the vocabulary: a value set can say what it is"


@pytest.mark.parametrize("kind", ["inclusion", "exclusion"])
def test_a_value_set_settles_it(kind: Literal["inclusion", "exclusion"]) -> None:
    record: Mapping[str, Any] = takes("Xyzoral")
    value_sets = {"concepts": [{"extends": "metoprolol", "synonyms": ["Xyzoral"]}]}
    got = result(kind, "Currently taking warfarin", record, value_sets=value_sets)
    assert str(got.truth) == "false"
