"""Criteria as trials of cancer, of the blood, of transplants and of surgery usually word them."""

from __future__ import annotations

from typing import Any

from spec.contract import answers, check, excludes, needs, table
from spec.records import NOTHING, closed, cond, drug, has, labs, listed, obs, proc, says, takes, treated


def _lab(*observations: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return closed(labs(*observations), **fields)


_GILBERT = "Total bilirubin ≤ 1.5 x ULN, except in patients with Gilbert's syndrome who must have total bilirubin ≤ 3 x ULN"


@table(
    needs(_GILBERT, "high, without the syndrome", _lab(obs("total bilirubin", 5, "mg/dL", high=1)), "fail"),
    needs(_GILBERT, "low", _lab(obs("total bilirubin", 1, "mg/dL", high=1)), "match"),
    needs(
        _GILBERT,
        "Gilbert's, below the other limit",
        closed(labs(obs("total bilirubin", 2, "mg/dL", high=1)), listed("Gilbert's syndrome")),
        "match",
    ),
    needs(
        _GILBERT,
        "Gilbert's, above both limits",
        closed(labs(obs("total bilirubin", 4, "mg/dL", high=1)), listed("Gilbert's syndrome")),
        "fail",
    ),
)
def test_a_limit_of_the_excepted_excuses_nobody_else(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers(
        "Live vaccine within 30 days of planned start of study therapy",
        (takes("MMR vaccine", start="2026-10-20", end="2026-10-20"), "fail"),
        (takes("MMR vaccine", start="2026-08-20", end="2026-08-20"), "match"),
    ),
    *answers(
        "Live vaccine within 30 days prior to the anticipated first dose",
        (takes("MMR vaccine", start="2026-10-20", end="2026-10-20"), "fail"),
        (NOTHING, "match"),
    ),
    *answers(
        "Major surgery planned within 4 weeks",
        (closed({"procedures": [proc("colectomy", "2026-11-10", status="planned")]}), "unknown"),
        (NOTHING, "match"),
    ),
)
def test_what_is_planned_behind_a_time_is_what_it_counts_from(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


_METASTATIC = cond("breast cancer", stage="IV")
_UNRESECTABLE = "HER2-positive unresectable or metastatic breast cancer"
_RELAPSED = "Relapsed or refractory CD20-positive diffuse large B-cell lymphoma"
_MSI = "MSI-high or dMMR colorectal cancer"


@table(
    needs(_UNRESECTABLE, "negative", closed(labs(obs("HER2 status", "negative")), {"conditions": [_METASTATIC]}), "fail"),
    needs(
        "HER2-positive, locally advanced or metastatic breast cancer",
        "positive, another cancer",
        closed(labs(obs("HER2", "positive")), listed("gastric cancer")),
        "fail",
    ),
    needs(_RELAPSED, "negative", closed(labs(obs("CD20", "negative")), listed("diffuse large B-cell lymphoma")), "fail"),
    needs(_MSI, "high", closed(labs(obs("MSI", "positive")), listed("colorectal cancer")), "match"),
    needs(_MSI, "high, another cancer", closed(labs(obs("MSI", "positive")), listed("endometrial cancer")), "fail"),
    needs("HER2-positive or triple-negative breast cancer", "triple-negative", has("triple-negative breast cancer"), "match"),
)
def test_a_result_before_several_adjectives_is_of_them_all(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


_DRIVERS = "No known sensitizing EGFR mutations or ALK rearrangements"
_GUARDED = "Subjects with EGFR mutations or ALK translocations must have received a tyrosine kinase inhibitor"


@table(
    needs(_DRIVERS, "EGFR", says("EGFR mutation", "positive"), "fail"),
    needs(_DRIVERS, "neither", _lab(obs("EGFR mutation", "negative"), obs("ALK rearrangement", "negative")), "match"),
    needs(_DRIVERS, "not tested", NOTHING, "unknown"),
    needs("EGFR-mutant NSCLC", "there", closed(labs(obs("EGFR mutation", "positive")), listed("NSCLC")), "match"),
    needs("EGFR-mutant NSCLC", "not there", closed(labs(obs("EGFR mutation", "negative")), listed("NSCLC")), "fail"),
    needs("EGFR mutation testing must be available", "negative", says("EGFR mutation", "negative"), "unknown"),
    needs(_GUARDED, "untreated", _lab(obs("EGFR mutation", "positive")), "fail"),
    needs(_GUARDED, "treated", closed(labs(obs("EGFR mutation", "positive")), treated(drug("osimertinib"))), "match"),
    needs(_GUARDED, "neither", _lab(obs("EGFR mutation", "negative"), obs("ALK rearrangement", "negative")), "match"),
)
def test_an_alteration_named_alone_is_there(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("EBV-seronegative recipient", "nothing recorded", NOTHING, "unknown"),
    excludes("EBV-seronegative recipient", "antibodies", says("EBV IgG", "positive"), "match"),
    excludes("EBV-seronegative recipient", "no antibodies", says("EBV IgG", "negative"), "fail"),
    needs("CMV-seropositive", "antibodies", says("CMV IgG", "positive"), "match"),
    needs("CMV-seropositive", "no disease", NOTHING, "unknown"),
    excludes("HIV seropositive", "infected", has("HIV infection"), "fail"),
)
def test_antibodies_are_no_disease(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


_COAGULOPATHY = "Coagulopathy (INR > 1.5, platelets < 100 x 10^9/L)"


@table(
    excludes(_COAGULOPATHY, "both", _lab(obs("INR", 2), obs("platelets", 50, "10*9/L")), "fail"),
    excludes(_COAGULOPATHY, "one", _lab(obs("INR", 2), obs("platelets", 200, "10*9/L")), "unknown"),
    excludes(_COAGULOPATHY, "neither", _lab(obs("INR", 1), obs("platelets", 200, "10*9/L")), "match"),
)
def test_bare_commas_between_limits_in_brackets_leave_open_whether_one_is_enough(
    kind: Any, text: str, record: Any, expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


_CD4 = "HIV infection with CD4+ T-cell count < 350 cells/µL"
_CHECKPOINT = "Prior treatment with an anti-PD-1, anti-PD-L1, anti-PD-L2 or anti-CTLA-4 antibody"


@table(
    excludes(_CD4, "low", closed(labs(obs("CD4", 200, "/uL")), listed("HIV infection")), "fail"),
    excludes(_CD4, "high", closed(labs(obs("CD4", 500, "/uL")), listed("HIV infection")), "match"),
    excludes(_CHECKPOINT, "never", NOTHING, "match"),
    excludes(_CHECKPOINT, "nivolumab", takes("nivolumab", start="2024-01-01", end="2024-06-01"), "fail"),
    excludes("QTcF > 470 msec on screening ECG", "long", says("QTcF", 480, "ms"), "fail"),
    excludes("QTc > 480 msec on ECG using Bazett's formula", "by no formula", says("QTc", 490, "ms"), "unknown"),
    excludes("HCT-CI score > 3", "4", says("HCT-CI", 4), "fail"),
    excludes("Richter's transformation", "lymphoma", has("Richter transformation"), "fail"),
    excludes("Biopsy-proven acute rejection within 3 months", "recent", has("acute rejection", onset="2026-10-01"), "fail"),
)
def test_usual_names_and_methods(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
