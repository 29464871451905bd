"""Contract §2: classes, stages, grades and types. Open ends, scales that are named, and numbers that are part of a name."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import compile_criterion, to_text
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth, consensus
from spec.contract import Kind, check, excludes, needs, table
from spec.records import has, labs, listed, obs, says


@table(
    excludes("Child-Pugh class B or higher", "C", says("Child-Pugh class", "C"), "fail"),
    excludes("Child-Pugh class B or higher", "A", says("Child-Pugh class", "A"), "match"),
    needs("Child-Pugh class B or better", "A", says("Child-Pugh class", "A"), "match"),
    needs("Child-Pugh class B or better", "C", says("Child-Pugh class", "C"), "fail"),
    excludes("Child-Pugh B or worse cirrhosis", "C", has("cirrhosis") | says("Child-Pugh class", "C"), "fail"),
    excludes("NYHA class III or greater", "IV", says("NYHA class", "IV"), "fail"),
    excludes("Grade 2 (or worse) peripheral neuropathy", "3", has("peripheral neuropathy", stage="3"), "fail"),
    excludes("Grade 2 (or worse) peripheral neuropathy", "1", has("peripheral neuropathy", stage="1"), "match"),
    excludes("Peripheral neuropathy of grade 3 or worse (CTCAE, version 4.0)", "3", has("peripheral neuropathy", stage="3"), "fail"),
    needs("ECOG 1 or better", "0", says("ECOG", 0), "match"),
    needs("ECOG 1 or better", "2", says("ECOG", 2), "fail"),
)
def test_classes_with_an_open_end(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(
        "Child-Pugh C liver cancer",
        "C on the cancer's scale",
        has("hepatocellular carcinoma", stage="C") | says("Child-Pugh class", "A"),
        "match",
    ),
    excludes("Child-Pugh C liver cancer", "C", has("hepatocellular carcinoma", stage="B") | says("Child-Pugh class", "C"), "fail"),
    excludes("BCLC stage C hepatocellular carcinoma", "C", has("hepatocellular carcinoma", stage="C"), "fail"),
    excludes("Child C cirrhosis", "C", has("cirrhosis") | says("Child-Pugh class", "C"), "fail"),
    excludes("Child B or C", "B", says("Child-Pugh class", "B"), "fail"),
    excludes("NYHA class III or IV heart failure", "II", has("heart failure") | says("NYHA class", "II"), "match"),
)
def test_a_named_scale_is_the_one_that_counts(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Stage IV disease", "of the kidneys", listed("chronic kidney disease", stage="4"), "unknown"),
    excludes("Stage IV disease", "a cancer", has("lung cancer", stage="IVA"), "fail"),
    excludes("Stage IV disease", "a cancer of a lower stage", has("lung cancer", stage="III"), "match"),
    excludes("Stage IV disease", "the trial's own", has("rectal cancer", stage="IV"), "fail", conditions=("rectal cancer",)),
    excludes("Stage IV disease", "the trial's own, no cancer", has("endometriosis", stage="IV"), "fail", conditions=("endometriosis",)),
)
def test_a_stage_without_a_disease_is_of_the_trial_s_own(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def both(ecog: int, karnofsky: int) -> dict[str, Any]:
    """A record of both scales of performance."""
    return labs(obs("ECOG", ecog), obs("Karnofsky", karnofsky))


@table(
    needs("ECOG 0-1 (Karnofsky >= 70%)", "the one", says("ECOG", 1), "match"),
    needs("ECOG 0-1 (Karnofsky >= 70%)", "the one, too high", says("ECOG", 2), "fail"),
    needs("ECOG 0-1 (Karnofsky >= 70%)", "the other", says("Karnofsky", 80), "match"),
    needs("ECOG 0-1 (Karnofsky >= 70%)", "the other, too low", says("Karnofsky", 60), "fail"),
    needs("ECOG 0-1 (Karnofsky >= 70%)", "they agree", both(1, 80), "match"),
    needs("ECOG 0-1 (Karnofsky >= 70%)", "they do not", both(1, 60), "unknown: conflicting_values"),
    needs("ECOG 0-1 (Karnofsky >= 70%)", "neither", {}, "unknown: missing"),
    needs("ECOG 0-2 or Karnofsky > 60%", "either is enough", both(1, 50), "match"),
    needs("ECOG 0-1 (creatinine < 2 mg/dL)", "another thing is asked for as well", says("ECOG", 1), "unknown: missing"),
    needs(
        "Haemoglobin >= 9 g/dL (haematocrit >= 27 %)",
        "the one",
        says("haemoglobin", 10, "g/dL"),
        "match",
    ),
)
def test_the_same_on_another_scale(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def test_what_is_said_twice_is_canonical_text() -> None:
    text = to_text(compile_criterion("ECOG 0-1 (Karnofsky >= 70%)").rule)
    assert text == 'rule: restated ("ECOG performance status" between 0 and 1; "Karnofsky performance status" >= 70 %)'
    assert to_text(compile_criterion(text).rule) == text


@pytest.mark.parametrize(
    ("truths", "expected"),
    [((TRUE, UNKNOWN), TRUE), ((FALSE, UNKNOWN), FALSE), ((TRUE, FALSE), UNKNOWN), ((UNKNOWN, UNKNOWN), UNKNOWN), ((TRUE, TRUE), TRUE)],
)
def test_consensus(truths: tuple[Truth, ...], expected: Truth) -> None:
    assert consensus(truths) is expected


# ------------------------------------------------------------------ diseases told apart by a number


TYPE_1, TYPE_2 = has("type 1 diabetes"), has("type 2 diabetes")
NEITHER = has("gestational diabetes", status="resolved", end="2020")


@pytest.mark.parametrize(
    "text",
    [
        "Type 1 or 2 diabetes",
        "Type I or type II diabetes mellitus",
        "Diabetes type 1 or 2",
        "Diabetes mellitus (type 1 or type 2)",
        "Type I/II diabetes",
        "No type 1 or type 2 diabetes",
    ],
)
@pytest.mark.parametrize("record", [TYPE_1, TYPE_2, NEITHER])
def test_each_number_names_a_disease(text: str, record: dict[str, Any]) -> None:
    kind, expected = ("inclusion", "fail") if text.startswith("No") else ("exclusion", "fail")
    check(kind, text, record, "match" if record is NEITHER else expected)  # type: ignore[arg-type]  # one of the two kinds


@table(
    needs("Type 1 diabetes", "the other type", TYPE_2, "fail"),
    needs("Diabetes (type 1)", "in brackets", TYPE_1, "match"),
    needs("Diabetes (type 1)", "the other type", TYPE_2, "fail"),
    excludes("Poorly controlled type 1 or 2 diabetes", "control not recorded", TYPE_2, "unknown"),
    excludes("Neurofibromatosis type 1 or 2", "the second", listed("neurofibromatosis type 2"), "fail"),
    excludes("Hepatorenal syndrome (type 1)", "no name of its own", listed("hepatorenal syndrome"), "unknown"),
)
def test_a_type_with_or_without_a_name(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ which end of a scale is meant


@table(
    needs("ECOG 2 or better", "1", says("ECOG", 1), "match"),
    needs("ECOG 2 or better", "3", says("ECOG", 3), "fail"),
    needs("Karnofsky 70 or better", "80", says("Karnofsky", 80), "match"),
    excludes("Karnofsky 60 or worse", "50", says("Karnofsky", 50), "fail"),
    needs("Neuropathy grade 1 or better", "grade 3", has("neuropathy", stage="3"), "fail"),
)
def test_better_and_worse_follow_the_scale(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("NIHSS 5 or better", "worse", says("NIHSS", 12), "fail"),
    needs("Barthel index 60 or worse", "better", says("Barthel index", 90), "fail"),
    needs("ASA class 2 or better", "IV", says("ASA", "IV"), "fail"),
    needs("HbA1c 8 % or worse", "the direction is not known", says("HbA1c", 9, "%"), "unknown"),
    needs("T-score of -2.5 or lower", "above", says("T-score", -1), "fail"),
    needs("T-score of -2.5 or lower", "below", says("T-score", -3), "match"),
    needs("Age -18 years or older", "a dash", {"age": 30}, "match"),
)
def test_which_end_of_a_scale_is_meant(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
