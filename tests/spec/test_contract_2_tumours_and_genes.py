"""Contract §§2 and 4: tumours told apart by their markers, genes without the noun of what is looked for, and tests that tell others."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import Record, cond, labs, obs, says


def tumour(name: str = "breast cancer", **results: str) -> Record:
    """A patient with a tumour and the results of its tests."""
    return {
        "conditions": [cond(name)],
        "observations": [obs(test.replace("HORMONE", "hormone receptor status"), value) for test, value in results.items()],
        "complete": ["conditions"],
    }


LUMINAL = "HR-positive, HER2-negative breast cancer"
EITHER = "Breast cancer, either HER2-positive or triple-negative"
NEGATIVE_FOR = "Breast cancer that is negative for ER, PR and HER2"


@table(
    excludes(LUMINAL, "both", tumour(HORMONE="positive", HER2="negative"), "fail"),
    excludes(LUMINAL, "one of them", tumour(HORMONE="positive", HER2="positive"), "match"),
    excludes("ER-, PR-, HER2- breast cancer", "one of them", tumour(ER="negative", PR="positive", HER2="negative"), "match"),
    excludes("ER-, PR-, HER2- breast cancer", "all", tumour(ER="negative", PR="negative", HER2="negative"), "fail"),
    excludes("ER and PR positive breast cancer", "one: both readings", tumour(ER="positive", PR="negative"), "unknown"),
    excludes("ER and PR positive breast cancer", "both", tumour(ER="positive", PR="positive"), "fail"),
    excludes("ER or PR positive breast cancer", "one", tumour(ER="positive", PR="negative"), "fail"),
    excludes("HER2-positive, melanoma", "another thing", tumour("melanoma"), "fail"),
    needs(EITHER, "the first", tumour(HER2="positive"), "match"),
    needs(EITHER, "neither", tumour(ER="positive", HER2="negative"), "fail"),
    needs(EITHER, "another cancer", tumour("gastric cancer", HER2="positive"), "fail"),
    needs("Breast cancer, ER and/or PR positive", "none", tumour(ER="negative", PR="negative"), "fail"),
    needs("Breast cancer, ER and/or PR positive, HER2-negative", "HER2 too", tumour(ER="positive", HER2="positive"), "fail"),
    needs("ER-positive and/or PR-positive HER2-negative breast cancer", "HER2 too", tumour(ER="positive", HER2="positive"), "fail"),
    needs("Breast cancer, HER2-negative and ER- and/or PR-positive", "none", tumour(ER="negative", PR="negative", HER2="negative"), "fail"),
    needs("HER2-negative and ER-positive and/or PR-positive breast cancer", "HER2 too", tumour(PR="positive", HER2="positive"), "fail"),
    excludes("HER2-negative, ER-positive or PR-positive breast cancer", "HER2 too", tumour(PR="positive", HER2="positive"), "match"),
    needs("HER2-positive or triple-negative breast cancer", "another cancer", tumour("gastric cancer", HER2="positive"), "fail"),
    needs("HER2-positive or triple-negative breast cancer", "the first", tumour(HER2="positive"), "match"),
    needs("HR+/HER2- or triple-negative breast cancer", "neither", tumour(HORMONE="positive", HER2="positive"), "fail"),
    needs("HR+/HER2- or triple-negative breast cancer", "the first", tumour(HORMONE="positive", HER2="negative"), "match"),
    needs("ER/PR/HER2-negative breast cancer", "one positive", tumour(ER="negative", PR="negative", HER2="positive"), "fail"),
    needs(NEGATIVE_FOR, "all negative", tumour(ER="negative", PR="negative", HER2="negative"), "match"),
    needs(NEGATIVE_FOR, "one positive", tumour(ER="negative", PR="negative", HER2="positive"), "fail"),
    excludes(NEGATIVE_FOR, "one positive", tumour(ER="negative", PR="negative", HER2="positive"), "match"),
    needs("HR+/HER2- breast cancer or triple-negative breast cancer", "the second", tumour("triple-negative breast cancer"), "match"),
    needs(
        "Metastatic breast cancer, HR+/HER2-, and measurable disease",
        "the sign behind a comma",
        tumour(HORMONE="positive", HER2="positive"),
        "fail",
    ),
    needs("HR-positive or HR-negative HER2-negative disease", "positive in both", tumour(HORMONE="positive", HER2="positive"), "unknown"),
    needs("HR-positive or HR-negative HER2-negative disease", "neither fits", tumour(HORMONE="negative", HER2="positive"), "fail"),
)
def test_results_describe_one_tumour(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


COLON = "KRAS/NRAS wild-type metastatic colorectal cancer"
MUTATED = tumour("metastatic colorectal cancer", **{"KRAS mutation": "negative", "NRAS mutation": "positive"})
BOTH_WILD = tumour("metastatic colorectal cancer", KRAS="wild type", NRAS="wild-type")


@table(
    needs(COLON, "both", BOTH_WILD, "match"),
    needs(COLON, "one mutated", MUTATED, "fail"),
    needs(
        "Wild-type KRAS, NRAS and BRAF",
        "one mutated",
        labs(obs("KRAS", "wild type"), obs("NRAS", "wild type"), obs("BRAF", "mutated")),
        "fail",
    ),
    needs("Known status of KRAS, NRAS and BRAF", "a name says nothing of its result", BOTH_WILD, "unknown"),
    excludes("Prior treatment with inhibitors of RAF, BRAF, or MEK", "nor of inhibitors", says("BRAF", "mutated"), "unknown"),
    needs("ALK-positive NSCLC", "a number of something else", tumour("NSCLC") | says("ALK", 85, "U/L"), "unknown"),
    needs("NSCLC negative for EGFR and ALK", "the disease is not denied", tumour("NSCLC", ALK="negative"), "unknown"),
    needs("Wild-type KRAS", "mutated", says("KRAS", "mutated"), "fail"),
    needs("BRAF V600E-mutated melanoma", "so mutated", tumour("melanoma", BRAF="V600E"), "match"),
    needs("BRAF V600E-mutated melanoma", "mutated somewhere", tumour("melanoma", BRAF="mutated"), "unknown"),
    needs("ALK-positive NSCLC", "rearranged", tumour("NSCLC", ALK="positive"), "match"),
    needs("ALK-positive NSCLC", "not", tumour("NSCLC", **{"ALK rearrangement": "negative"}), "fail"),
    needs("EGFR-positive NSCLC", "of the protein, perhaps", tumour("NSCLC", **{"EGFR mutation": "negative"}), "unknown"),
    excludes("EGFR wild-type NSCLC", "mutated", tumour("NSCLC", **{"EGFR mutation": "positive"}), "match"),
)
def test_genes_by_their_results(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


AMPLIFIED = "HER2 IHC 3+ or IHC 2+ with FISH amplification"


def her2(**assays: str) -> Record:
    return labs(*(obs(f"HER2 {assay}", value) for assay, value in assays.items()))


@table(
    needs("HER2-positive", "three plus", her2(IHC="3+"), "match"),
    needs("HER2-positive", "one plus", her2(IHC="1+"), "fail"),
    needs("HER2-positive", "equivocal", her2(IHC="2+"), "unknown"),
    needs("HER2-positive", "equivocal, but amplified", her2(IHC="2+", FISH="amplified"), "match"),
    needs("HER2-positive", "equivocal, not amplified", her2(IHC="2+", FISH="not amplified"), "fail"),
    needs("HER2-positive", "the assays disagree", her2(IHC="0", FISH="positive"), "unknown"),
    needs("HER2-negative", "no assay is the status itself", labs(obs("HER2", "positive"), obs("HER2 IHC", "1+")), "fail"),
    needs("HER2-positive", "a ratio below its cut-off", says("HER2 FISH", 1.2), "unknown"),
    needs(AMPLIFIED, "not amplified", her2(IHC="2+", FISH="negative"), "unknown"),
    needs("HER2 3+ by IHC or FISH-positive", "by the second", her2(IHC="2+", FISH="positive"), "unknown"),
    needs("Hormone receptor status known", "by both receptors", labs(obs("ER", "negative"), obs("PR", "negative")), "match"),
    needs("Hormone receptor status known", "by one that is negative", labs(obs("ER", "negative")), "unknown"),
)
def test_tests_that_tell_others(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
