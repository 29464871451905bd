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


TAKES_METFORMIN: dict[str, Any] = {"medications": [{"name": "metformin"}], **NOTHING}


@table(
    excludes("Known additional malignancy that is progressing or requires active treatment", "a drug", TAKES_METFORMIN, "match"),
    excludes("Known additional malignancy that is progressing or requires active treatment", "one", having("lung cancer"), "unknown"),
    excludes("Women who are or may be pregnant", "a woman", {"sex": "female", **NOTHING}, "unknown"),
    excludes("Men who are or were smokers", "a man", {"sex": "male", **NOTHING}, "unknown"),
    excludes("Any condition that, as the physician sees it, may be a risk", "gout", having("gout"), "unknown"),
    excludes("The following medications within 14 days: cisapride, dofetilide", "another", TAKES_METFORMIN, "match"),
    excludes("Being treated with drugs known to be moderate or strong inhibitors", "a drug", TAKES_METFORMIN, "unknown"),
    excludes("Participating in another device or drug study", "a drug", TAKES_METFORMIN, "unknown"),
    excludes("Systemic conditions", "gout", having("gout"), "unknown"),
    excludes("Cirrhosis, without ascites", "neither", NOTHING, "match"),
    excludes("Cirrhosis, without ascites", "cirrhosis alone", having("cirrhosis"), "fail"),
    excludes("Cirrhosis, without ascites", "both", having("cirrhosis", "ascites"), "match"),
)
def test_words_that_go_on_with_what_stands_before(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
