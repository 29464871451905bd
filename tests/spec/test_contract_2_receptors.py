"""Contract §2 and §4: hormone receptors and HER2, which trials name together and records one by one."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import closed, has, labs, listed, obs

CANCER = listed("breast cancer")


def receptors(er: str | None = None, pr: str | None = None, her2: str | None = None, cancer: str = "breast cancer") -> dict[str, Any]:
    """A complete record of a breast cancer and of these results."""
    results = {"ER": er, "PR": pr, "HER2": her2}
    return closed(listed(cancer), labs(*(obs(name, value) for name, value in results.items() if value is not None)))


NONE_OF_THEM = receptors("negative", "negative", "negative")
HORMONES = "Hormone receptor-positive breast cancer"
NO_HORMONES = "Hormone receptor-negative breast cancer"


@table(
    needs(HORMONES, "oestrogen alone", receptors("positive", "negative"), "match"),
    needs(HORMONES, "progesterone alone", receptors("negative", "positive"), "match"),
    needs(HORMONES, "neither", receptors("negative", "negative"), "fail"),
    needs(HORMONES, "one of two", receptors("negative"), "unknown"),
    needs(NO_HORMONES, "neither", receptors("negative", "negative"), "match"),
    needs(NO_HORMONES, "one of them", receptors("positive"), "fail"),
    needs(NO_HORMONES, "one of two", receptors("negative"), "unknown"),
    needs("ER-positive breast cancer", "both together negative", closed(CANCER, labs(obs("hormone receptor", "negative"))), "fail"),
    needs("ER-positive breast cancer", "one of both positive", closed(CANCER, labs(obs("hormone receptor", "positive"))), "unknown"),
)
def test_a_sum_of_tests_is_told_by_its_parts(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


TNBC = "Triple-negative breast cancer"


@table(
    needs(TNBC, "all three", NONE_OF_THEM, "match"),
    needs(TNBC, "of a named tissue", receptors("negative", "negative", "negative", "invasive ductal carcinoma of the breast"), "match"),
    needs(TNBC, "HER2", receptors("negative", "negative", "positive"), "fail"),
    needs(TNBC, "one is not known", receptors("negative", "negative"), "unknown"),
    needs(TNBC, "the result in the name", receptors("negative", "negative", cancer="HER2-negative breast cancer"), "match"),
    needs(TNBC, "another cancer", receptors("negative", "negative", "negative", "gastric cancer"), "fail"),
    needs("HER2-negative breast cancer", "by the name", has("TNBC"), "match"),
    needs("ER-positive breast cancer", "by the name", has("triple-negative breast cancer"), "fail"),
    needs(HORMONES, "by the name", has("TNBC"), "fail"),
)
def test_a_disease_named_for_its_negative_tests(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


BEHIND = "Breast cancer that is triple negative"
BRACKETS = "Triple-negative (ER, PR and HER2 negative) adenocarcinoma of the breast"
LISTED = "Estrogen and progesterone receptor negative breast cancer"
ADENOCARCINOMA = receptors("negative", "negative", "negative", "breast adenocarcinoma")


@table(
    needs(BEHIND, "it is", NONE_OF_THEM, "match"),
    needs(BEHIND, "it is not", receptors("positive"), "fail"),
    needs(BRACKETS, "it is", ADENOCARCINOMA, "match"),
    needs("Tumors that are HER2-negative", "HER2", receptors(her2="positive"), "fail"),
    needs("Breast cancer that is HER2-negative", "it is", receptors(her2="negative"), "match"),
    needs("Breast cancer that is HER2-negative", "it is not", receptors(her2="positive"), "fail"),
    needs("Breast cancer that is ER-positive and HER2-negative", "both", receptors(er="positive", her2="negative"), "match"),
    needs("Triple-negative essential thrombocythemia", "of other tests", has("essential thrombocythemia"), "unknown"),
    needs(LISTED, "both, and no such medicines", receptors("negative", "negative"), "match"),
    needs("Negative for estrogen, progesterone, and HER2 receptors", "all three", NONE_OF_THEM, "match"),
    excludes("Estrogen or progesterone receptor positive breast cancer", "one", receptors("positive", "negative"), "fail"),
)
def test_results_said_behind_or_around_their_disease(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    """A negative test denies no disease, and a receptor is no hormone that is taken."""
    check(kind, text, record, expected, options)
