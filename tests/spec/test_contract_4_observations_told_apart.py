"""Observations that look alike but do not answer for each other: questionnaires of one name, tobacco and smoking, methods of a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eligibility import to_text
from spec.contract import Kind, check, excludes, needs, table, trial
from spec.records import allergic, cond, says


@table(
    excludes("IIEF-5 < 20", "the same by its other name", says("SHIM", 18), "fail"),
    excludes("IIEF-5 < 20", "the domain", says("IIEF-EF", 24), "unknown"),
    excludes("IIEF-5 < 20", "all fifteen items", says("IIEF", 60), "unknown"),
    excludes("IIEF-EF < 26", "the domain", says("IIEF erectile function domain", 20), "fail"),
    excludes("Smoker", "smoking", says("smoking", True), "fail"),
    excludes("Smoker", "tobacco, in whatever way", says("tobacco use", True), "unknown"),
    excludes("Smoker", "no tobacco", says("tobacco use", False), "match"),
    excludes("Smoker", "never", says("smoking status", "never smoker"), "match"),
    excludes("Smoker", "former", says("smoking status", "former smoker"), "match"),
    excludes("Smoker", "current", says("smoking status", "current smoker"), "fail"),
    excludes("Smoker", "never, as a statement", says("never smoker", True), "match"),
    excludes("History of smoking", "former", says("smoking status", "former smoker"), "fail"),
    excludes("Tobacco use", "smoking", says("smoking", True), "fail"),
    excludes("Tobacco use", "no smoking", says("smoking", False), "unknown"),
    excludes("Tobacco use", "tobacco", says("tobacco", True), "fail"),
    needs("HER2 negative (FISH or IHC)", "negative", says("HER2", "negative"), "match"),
    needs("HER2 positive by FISH", "positive", says("HER2", "positive"), "match"),
    needs("Gene amplification on FISH study", "nothing", says("HER2", "positive"), "unknown"),
    needs("Must be FISH negative", "nothing", says("HER2", "negative"), "unknown"),
    excludes("Allergy to fish", "fish", allergic(cond("fish")), "fail"),
)
def test_who_answers(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


def test_the_test_in_capitals_is_no_food_and_its_method_no_demand() -> None:
    for text in ("Gene amplification on FISH study", "FISH positive", "Assays done with FISH"):
        rule = to_text(trial("inclusion", text).criteria[0].rule)
        assert "medication" not in rule
        assert "procedure" not in rule
