"""A clause behind the last of a list: said of general nouns before it too, perhaps of names joined directly (contract §2)."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, table

NOTHING: dict[str, Any] = {"complete": ["conditions", "procedures", "medications"]}


def having(*names: str) -> dict[str, Any]:
    return {"conditions": [{"name": name} for name in names], **NOTHING}


@table(
    excludes("Disease or condition that would make participation unsafe", "gout", having("gout"), "unknown"),
    excludes("Disease or condition that would make participation unsafe", "nothing", NOTHING, "match"),
    excludes("Any illness, surgery, or abnormal finding that might confound the results", "gout", having("gout"), "unknown"),
    excludes("Serious illness, disorder, or condition that will prevent participation", "gout", having("gout"), "unknown"),
    excludes("Psychiatric illness/social situations that would limit compliance", "depression", having("depression"), "unknown"),
    excludes("Psychiatric illness/social situations that would limit compliance", "gout", having("gout"), "unknown"),
    excludes("Psychiatric or neurological diseases that prevent consent", "migraine", having("migraine"), "unknown"),
    excludes("Heart disease or diabetes that would interfere with the study", "diabetes", having("diabetes"), "unknown"),
    excludes("Heart disease or diabetes that would interfere with the study", "heart failure", having("heart failure"), "unknown"),
    excludes("Heart disease or diabetes that would interfere with the study", "neither", having("gout"), "match"),
    excludes("Heart disease, diabetes, or any condition that would interfere", "heart failure", having("heart failure"), "fail"),
    excludes("Heart disease or any condition that would interfere", "heart failure", having("heart failure"), "fail"),
)
def test_a_clause_behind_the_last_of_a_list(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
