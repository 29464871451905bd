"""A clause behind the last of a list: said of general nouns before it too, perhaps of names joined directly (contract §2)."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, table
from spec.records import MAN, NOTHING, WOMAN, has, takes


@table(
    excludes("Disease or condition that would make participation unsafe", "gout", has("gout"), "unknown"),
    excludes("Disease or condition that would make participation unsafe", "nothing", NOTHING, "match"),
    excludes("Any illness, surgery, or abnormal finding that might confound the results", "gout", has("gout"), "unknown"),
    excludes("Serious illness, disorder, or condition that will prevent participation", "gout", has("gout"), "unknown"),
    excludes("Psychiatric illness/social situations that would limit compliance", "depression", has("depression"), "unknown"),
    excludes("Psychiatric illness/social situations that would limit compliance", "gout", has("gout"), "unknown"),
    excludes("Psychiatric or neurological diseases that prevent consent", "migraine", has("migraine"), "unknown"),
    excludes("Heart disease or diabetes that would interfere with the study", "diabetes", has("diabetes"), "unknown"),
    excludes("Heart disease or diabetes that would interfere with the study", "heart failure", has("heart failure"), "unknown"),
    excludes("Heart disease or diabetes that would interfere with the study", "neither", has("gout"), "match"),
    excludes("Heart disease, diabetes, or any condition that would interfere", "heart failure", has("heart failure"), "fail"),
    excludes("Heart disease or any condition that would interfere", "heart failure", has("heart failure"), "fail"),
)
def test_a_clause_behind_the_last_of_a_list(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Known additional malignancy that is progressing or requires active treatment", "a drug", takes("metformin"), "match"),
    excludes("Known additional malignancy that is progressing or requires active treatment", "one", has("lung cancer"), "unknown"),
    excludes("Women who are or may be pregnant", "a woman", WOMAN, "unknown"),
    excludes("Men who are or were smokers", "a man", MAN, "unknown"),
    excludes("Any condition that, as the physician sees it, may be a risk", "gout", has("gout"), "unknown"),
    excludes("The following medications within 14 days: cisapride, dofetilide", "another", takes("metformin"), "match"),
    excludes("Being treated with drugs known to be moderate or strong inhibitors", "a drug", takes("metformin"), "unknown"),
    excludes("Participating in another device or drug study", "a drug", takes("metformin"), "unknown"),
    excludes("Systemic conditions", "gout", has("gout"), "unknown"),
    excludes("Cirrhosis, without ascites", "neither", NOTHING, "match"),
    excludes("Cirrhosis, without ascites", "cirrhosis alone", has("cirrhosis"), "fail"),
    excludes("Cirrhosis, without ascites", "both", has("cirrhosis", "ascites"), "match"),
)
def test_words_that_go_on_with_what_stands_before(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
