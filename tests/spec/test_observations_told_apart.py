"""Observations that look alike but do not answer for each other: questionnaires of one name, tobacco and smoking, methods of a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eligibility import to_text
from spec.contract import Kind, check, excludes, needs, table, trial


def seen(name: str, value: Any) -> dict[str, Any]:
    """A record with one observation, and complete lists."""
    return {"observations": [{"name": name, "value": value}], "complete": ["conditions", "procedures", "medications"]}


@table(
    excludes("IIEF-5 < 20", "the same by its other name", seen("SHIM", 18), "fail"),
    excludes("IIEF-5 < 20", "the domain", seen("IIEF-EF", 24), "unknown"),
    excludes("IIEF-5 < 20", "all fifteen items", seen("IIEF", 60), "unknown"),
    excludes("IIEF-EF < 26", "the domain", seen("IIEF erectile function domain", 20), "fail"),
    excludes("Smoker", "smoking", seen("smoking", True), "fail"),
    excludes("Smoker", "tobacco, in whatever way", seen("tobacco use", True), "unknown"),
    excludes("Smoker", "no tobacco", seen("tobacco use", False), "match"),
    excludes("Smoker", "never", seen("smoking status", "never smoker"), "match"),
    excludes("Smoker", "former", seen("smoking status", "former smoker"), "match"),
    excludes("Smoker", "current", seen("smoking status", "current smoker"), "fail"),
    excludes("Smoker", "never, as a statement", seen("never smoker", True), "match"),
    excludes("History of smoking", "former", seen("smoking status", "former smoker"), "fail"),
    excludes("Tobacco use", "smoking", seen("smoking", True), "fail"),
    excludes("Tobacco use", "no smoking", seen("smoking", False), "unknown"),
    excludes("Tobacco use", "tobacco", seen("tobacco", True), "fail"),
    needs("HER2 negative (FISH or IHC)", "negative", seen("HER2", "negative"), "match"),
    needs("HER2 positive by FISH", "positive", seen("HER2", "positive"), "match"),
    needs("Gene amplification on FISH study", "nothing", seen("HER2", "positive"), "unknown"),
    needs("Must be FISH negative", "nothing", seen("HER2", "negative"), "unknown"),
    excludes("Allergy to fish", "fish", {"allergies": [{"name": "fish"}]}, "fail"),
)
def test_who_answers(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


def test_the_test_in_capitals_is_no_food_and_its_method_no_demand() -> None:
    for text in ("Gene amplification on FISH study", "FISH positive", "Assays done with FISH"):
        rule = to_text(trial("inclusion", text).criteria[0].rule)
        assert "medication" not in rule
        assert "procedure" not in rule
