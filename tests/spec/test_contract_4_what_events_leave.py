"""Contract §§4, 5: an acute event that is over leaves open whether the chronic disease behind it is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from _pytest.mark.structures import ParameterSet

from spec.contract import Kind, check, excludes, result, table
from spec.records import closed, cond, has


def over(text: str, name: str, expected: str) -> ParameterSet:
    """A line of an exclusion criterion: a complete list with this one condition, resolved in 2019."""
    record = closed({"conditions": [cond(name, onset="2019-03", status="resolved")]})
    return excludes(text, f"{name}, over", record, expected)


@table(
    over("Coronary artery disease", "myocardial infarction", "unknown"),
    over("Coronary artery disease", "NSTEMI", "unknown"),
    over("Ischemic heart disease", "myocardial infarction", "unknown"),
    over("Heart disease", "myocardial infarction", "unknown"),
    over("Cardiovascular disease", "stroke", "unknown"),
    over("Cerebrovascular disease", "ischemic stroke", "unknown"),
    over("Cerebrovascular disease", "transient ischemic attack", "unknown"),
    over("Asthma", "asthma exacerbation", "unknown"),
    over("COPD", "COPD exacerbation", "unknown"),
    over("Diabetes mellitus", "diabetic ketoacidosis", "unknown"),
    over("Alcohol dependence", "delirium tremens", "unknown"),
    # The event itself is over.
    over("Myocardial infarction", "myocardial infarction", "match"),
    over("Stroke", "stroke", "match"),
    # What heals leaves nothing.
    over("Lung disease", "pneumonia", "match"),
    over("Heart disease", "pneumonia", "match"),
    over("Heart disease", "stroke", "match"),
    over("Coronary artery disease", "stroke", "match"),
    over("Cerebrovascular disease", "myocardial infarction", "match"),
    over("Liver disease", "myocardial infarction", "match"),
    # Who is said to have none has none.
    excludes(
        "Coronary artery disease",
        "denied",
        closed({"conditions": [cond("myocardial infarction", status="resolved"), cond("coronary artery disease", status="absent")]}),
        "match",
    ),
    excludes("Coronary artery disease", "gout", has("gout", "asthma", "hypertension"), "match"),
)
def test_what_an_event_leaves(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


def test_the_reason_says_which_event() -> None:
    record = closed({"conditions": [cond("myocardial infarction", onset="2019-03", status="resolved")]})
    reasons = [each.text for each in result("exclusion", "Heart disease", record).reasons]
    assert len(reasons) == 1
    assert "myocardial infarction" in reasons[0]
    assert "may tell of heart disease" in reasons[0]
