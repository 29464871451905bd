"""Contract §2, Lists and Exceptions: how far the words behind the last of a list reach back."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import MAN, NOTHING, WOMAN, has, takes

EXCEPTED = "Autoimmune disease, except psoriasis or vitiligo not requiring systemic treatment"
EXCUSED = "Autoimmune disease. Patients with vitiligo or psoriasis not requiring drugs are eligible"


@table(
    needs("Mass in the breast or axilla measuring at least 2 cm", "of no recorded size", has("breast lump"), "unknown"),
    needs("Mass in the breast or axilla measuring at least 2 cm", "none", NOTHING, "unknown"),
    excludes("Cyst or tumour larger than 5 cm", "the first", has("ovarian cyst"), "unknown"),
    excludes("Asthma or COPD requiring oxygen", "the first", has("asthma"), "unknown"),
    excludes("Asthma or COPD requiring oxygen", "neither", NOTHING, "match"),
    excludes("Gout, asthma, or COPD requiring oxygen", "a comma before or", has("asthma"), "fail"),
    excludes("Asthma within 4 weeks or COPD", "a time is no such word", has("asthma", onset="2026-10-20"), "fail"),
)
def test_what_the_last_requires_and_how_large_it_is(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(EXCEPTED, "the first exception", has("psoriasis"), "unknown"),
    excludes(EXCEPTED, "the last exception", has("vitiligo"), "unknown"),
    excludes(EXCEPTED, "no exception", has("lupus"), "fail"),
    excludes(EXCUSED, "the first that is excused", has("vitiligo"), "unknown"),
    excludes(EXCUSED, "one that is not", has("lupus"), "fail"),
    excludes(EXCUSED.replace("vitiligo", "vitiligo, alopecia areata"), "one before a comma", has("vitiligo"), "unknown"),
    excludes(
        "Autoimmune disease except vitiligo, psoriasis, or thyroiditis not requiring drugs", "the second", has("psoriasis"), "unknown"
    ),
    excludes("Autoimmune disease except psoriasis or vitiligo", "nothing is required", has("psoriasis"), "match"),
    excludes("Autoimmune disease except treated psoriasis or vitiligo", "the second, must it be treated?", has("vitiligo"), "unknown"),
    excludes("Autoimmune disease except treated psoriasis or vitiligo", "neither", has("lupus"), "fail"),
)
def test_what_is_said_of_the_last_exception(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ clauses


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
