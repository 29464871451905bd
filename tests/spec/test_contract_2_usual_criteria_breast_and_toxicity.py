"""Contract §2: results beside each other, classes of a dipstick, what is not counted, and toxicities, as oncology trials write them."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import closed, has, labs, listed, obs, says

CANCER = closed(listed("breast cancer"))
LUMINAL = CANCER | labs(obs("ER", "positive"), obs("HER2", "negative"))
TRIPLE_NEGATIVE = CANCER | labs(obs("ER", "negative"), obs("PR", "negative"), obs("HER2", "negative"))
HER2 = CANCER | labs(obs("ER", "positive"), obs("PR", "positive"), obs("HER2", "positive"))
EITHER = "ER-positive and/or PR-positive HER2-negative breast cancer"
REGIMENS = "No more than 2 prior chemotherapy regimens; adjuvant chemotherapy is not counted"


@table(
    needs(EITHER, "as asked", LUMINAL, "match"),
    needs(EITHER, "HER2 positive", HER2, "fail"),
    needs(EITHER, "triple negative", TRIPLE_NEGATIVE, "fail"),
    needs(EITHER, "no cancer", closed(labs(obs("ER", "positive"), obs("HER2", "negative"))), "fail"),
    needs("ER positive/HER2 negative breast cancer", "triple negative", TRIPLE_NEGATIVE, "fail"),
    needs("HR+/HER2- breast cancer", "HER2 positive", HER2, "fail"),
    needs("ER+/PR+/HER2- or ER+/PR-/HER2- breast cancer", "HER2 positive", HER2, "fail"),
    needs("ER+/PR+ breast cancer", "one of them", CANCER | labs(obs("ER", "positive"), obs("PR", "negative")), "match"),
    needs("HBsAg positive HBV DNA negative patients", "as asked", labs(obs("HBsAg", "positive"), obs("HBV DNA", "negative")), "match"),
)
def test_results_side_by_side(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Proteinuria ≥ 2+", "a class", says("urine protein by dipstick", "3+"), "fail"),
    excludes("Proteinuria ≥ 2+", "grams are no class", says("proteinuria", 2.5, "g/d"), "unknown"),
    excludes("Proteinuria > 2+ on dipstick", "the class itself", says("urine protein by dipstick", "2+"), "match"),
    excludes("Proteinuria > 1+ or > 1 g/24 h", "grams", says("proteinuria", 2.5, "g/d"), "fail"),
    excludes("Proteinuria ≥ 2 g/day", "grams", says("proteinuria", 2.5, "g/d"), "fail"),
)
def test_classes_of_a_dipstick(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(REGIMENS, "few", closed(says("number of prior lines of chemotherapy", 1)), "match"),
    needs(REGIMENS, "three, perhaps one of them adjuvant", closed(says("number of prior lines of chemotherapy", 3)), "unknown"),
    needs(
        "At least 1 prior line of chemotherapy. Adjuvant therapy does not count",
        "perhaps that one",
        closed(says("number of prior lines of chemotherapy", 1)),
        "unknown",
    ),
    needs(
        "At least 1 prior line of chemotherapy. Adjuvant therapy does not count",
        "none",
        closed(says("number of prior lines of chemotherapy", 0)),
        "fail",
    ),
)
def test_what_is_not_counted(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Toxicities grade ≥ 2, except alopecia", "alopecia, and perhaps another", has("alopecia") | says("CTCAE grade", 3), "unknown"),
    excludes("Toxicities grade ≥ 2, except alopecia", "none", says("CTCAE grade", 1), "match"),
    needs("Resolution of all acute toxic effects of prior therapy", "not recovered", says("recovered from toxicity", False), "fail"),
    needs(
        "Resolution of all acute toxic effects of prior therapy to grade ≤ 1, except alopecia",
        "alopecia says nothing of others",
        has("alopecia"),
        "unknown",
    ),
    excludes("Cancer, excluding basal cell carcinoma", "that one", has("basal cell carcinoma"), "match"),
)
def test_toxicities(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
