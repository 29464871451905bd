"""Contract §§2, 4 and 6: conditions named for a measured value, values under a treatment, markers of tumours, and counts from zero."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import closed, cond, has, labs, obs, open_list, takes, treated


def platelets(value: float, **fields: Any) -> dict[str, Any]:
    """A complete record of this platelet count, whose reference range is 150 to 400."""
    return closed(labs(obs("platelets", value, "10*9/L", low=150, high=400, **fields)))


def pressure(systolic: float, diastolic: float, *drugs: str) -> dict[str, Any]:
    """A complete record of this blood pressure and these medications."""
    readings = labs(obs("systolic blood pressure", systolic, "mm[Hg]"), obs("diastolic blood pressure", diastolic, "mm[Hg]"))
    return closed(readings, treated(*({"name": name, "start": "2026-01-01"} for name in drugs)))


@table(
    excludes("Low platelet count", "low", platelets(40), "fail"),
    excludes("Low platelet count", "normal", platelets(240), "match"),
    excludes("Low platelet count", "no range", closed(labs(obs("platelets", 40, "10*9/L"))), "unknown"),
    excludes("Low hemoglobin", "low", closed(labs(obs("haemoglobin", 6, "g/dL", low=12))), "fail"),
    excludes("High potassium", "high", closed(labs(obs("potassium", 7, "mmol/L", high=5))), "fail"),
    excludes("Thrombocytopenia < 100 x 10^9/L", "lower", platelets(40), "fail"),
    excludes("Thrombocytopenia < 100 x 10^9/L", "above", platelets(140), "match"),
    excludes("High cholesterol", "treated for it", has("hypercholesterolemia"), "fail"),
)
def test_low_and_high_say_where_the_value_is(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


_RECOVERED = closed(labs(obs("platelets", 40, "10*9/L", "2026-01-01", low=150), obs("platelets", 200, "10*9/L", low=150)))


@table(
    excludes("Thrombocytopenia", "a low value that nobody named", platelets(40), "unknown"),
    excludes("Thrombocytopenia", "low once, then normal", _RECOVERED, "match"),
    excludes("History of thrombocytopenia", "low once, then normal", _RECOVERED, "unknown"),
    excludes("Thrombocytopenia", "normal", platelets(240), "match"),
    excludes("Thrombocytopenia", "high", platelets(600), "match"),
    excludes("Thrombocytopenia", "denied", open_list(cond("thrombocytopenia", status="absent")), "match"),
    excludes("Anaemia", "platelets low", platelets(40), "match"),
)
def test_a_complete_list_does_not_deny_what_a_value_may_be_called(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


_ON_DRUGS = "Systolic pressure > 150 and/or diastolic pressure > 100 mmHg on antihypertensives"


@table(
    excludes(_ON_DRUGS, "the first, untreated", pressure(160, 90), "match"),
    excludes(_ON_DRUGS, "the first, treated", pressure(160, 90, "amlodipine"), "fail"),
    excludes(_ON_DRUGS, "the second, treated", pressure(140, 110, "amlodipine"), "fail"),
    excludes(_ON_DRUGS, "neither, treated", pressure(140, 90, "amlodipine"), "match"),
    excludes("SBP > 150 or DBP > 100 mmHg on medication", "the first", pressure(160, 90), "unknown"),
    excludes("SBP > 150 or DBP > 100 mmHg despite treatment", "neither", pressure(140, 90), "match"),
    excludes("eGFR < 30 mL/min or kidney disease on dialysis", "the first", closed(labs(obs("eGFR", 20, "mL/min"))), "fail"),
)
def test_values_of_a_list_are_measured_under_the_treatment_at_its_end(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


_POSITIVE = labs(obs("HER2", "positive"))


@table(
    needs("HER2-positive disease", "a tumour", closed(_POSITIVE, open_list(cond("breast cancer"))), "match"),
    needs("HER2-positive disease", "another disease", closed(_POSITIVE, open_list(cond("hypertension"))), "fail"),
    needs("Zero to two antiepileptic drugs", "none", takes(), "match"),
    needs("0-2 antiepileptic drugs", "two", takes("levetiracetam", "lamotrigine"), "match"),
    needs("0-2 antiepileptic drugs", "three", takes("levetiracetam", "lamotrigine", "topiramate"), "fail"),
    needs("One to three antiepileptic drugs", "none", takes(), "fail"),
    needs("One to three antiepileptic drugs", "one", takes("levetiracetam"), "match"),
    excludes("Chronic use of NSAIDs such as oral ibuprofen", "one that is new", takes("ibuprofen", route="oral"), "unknown"),
    excludes("Chronic use of NSAIDs such as oral ibuprofen", "none", takes(), "match"),
    excludes("Thrombosis related to a peripheral or central line", "of one", has("thrombosis", due_to=["peripheral"]), "fail"),
)
def test_tumours_counts_and_halves_of_names(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


_OF_LIVER = "AST no greater than 2.5 times ULN (5 times ULN if liver metastases are present)"


def ast(value: float, *conditions: str) -> dict[str, Any]:
    """A complete record of this AST, whose upper limit of normal is 40, and these conditions."""
    return closed(labs(obs("AST", value, "U/L", high=40)), open_list(*map(cond, conditions)))


@table(
    needs(_OF_LIVER, "lower", ast(90), "match"),
    needs(_OF_LIVER, "between, without", ast(150), "fail"),
    needs(_OF_LIVER, "between, with metastases", ast(150, "liver metastases"), "match"),
    needs(_OF_LIVER, "higher, with metastases", ast(250, "liver metastases"), "fail"),
    needs("AST (2.5 times ULN if liver metastases are present)", "between", ast(90, "liver metastases"), "unknown"),
    needs("At least 1 measurable lesion by CT or MRI", "attested", closed(labs(obs("measurable disease", True))), "match"),
    excludes("Prior treatment with ABT-888", "it", takes("ABT-888"), "fail"),
    excludes("Prior treatment with ABT-888", "none", takes(), "match"),
    excludes("Prior treatment with ABT-888", "not recorded", {}, "unknown"),
    excludes("Prior treatment with ABT-888", "an unknown one", takes("zorblaxin"), "unknown"),
    excludes("Completed protocol XYZ-1234", "no medicines", takes(), "unknown"),
    excludes("Current use of any tobacco product", "smokes", closed(labs(obs("tobacco use", True))), "fail"),
    excludes("Current use of any tobacco product", "takes nothing", takes(), "unknown"),
)
def test_numbers_that_go_on_with_a_comparison_and_names_in_codes(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
