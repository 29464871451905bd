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
        (closed({"procedures": [proc("appendectomy", "2026-11-10", status="planned")]}), "unknown"),
        (closed({"procedures": [proc("colectomy", "2026-11-10", status="planned")]}), "fail"),
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
    excludes(_COAGULOPATHY, "one", _lab(obs("INR", 2), obs("platelets", 200, "10*9/L")), "fail"),
    excludes(_COAGULOPATHY, "neither", _lab(obs("INR", 1), obs("platelets", 200, "10*9/L")), "match"),
)
def test_commas_between_limits_in_the_brackets_of_an_exclusion_mean_any(
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


_BRAIN = "Brain metastases, unless treated and stable for at least 4 weeks and not requiring corticosteroids"
_CORD = "Spinal cord compression not definitively treated with surgery and/or radiation"
_ANAEMIA = "Anaemia not treated with iron or erythropoietin"


@table(
    excludes(_BRAIN, "no steroids", has("brain metastases"), "unknown"),
    excludes(_BRAIN, "steroids", closed(listed("brain metastases"), treated(drug("dexamethasone", "2026-09-01"))), "fail"),
    excludes(_CORD, "no treatment recorded", has("spinal cord compression"), "unknown"),
    excludes(_CORD, "no compression", NOTHING, "match"),
    excludes(_ANAEMIA, "treated, of another kind", takes("epoetin alfa", start="2026-09-01"), "match"),
)
def test_what_was_not_given_or_needed_is_no_statement_of_its_own(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


_STARTED = "Bisphosphonates or denosumab started within 4 weeks"
_STATIN = "Statin therapy started at least 4 weeks before enrollment"


@table(
    excludes(_STARTED, "for years", takes("zoledronic acid", start="2024-01-01"), "match"),
    excludes(_STARTED, "lately", takes("zoledronic acid", start="2026-10-20"), "fail"),
    needs(_STATIN, "for years", takes("atorvastatin", start="2024-01-01"), "match"),
    needs(_STATIN, "lately", takes("atorvastatin", start="2026-10-20"), "fail"),
)
def test_started_within_a_time_is_not_going_on_in_it(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


_THROMBOSIS = "Deep vein thrombosis or pulmonary embolism within 3 months unless on anticoagulation"
_RECENT = cond("deep vein thrombosis", "2026-10-01")


@table(
    excludes(
        _THROMBOSIS,
        "the first, excused",
        closed({"conditions": [_RECENT], "procedures": [proc("anticoagulation", start="2026-10-02")]}),
        "unknown",
    ),
    excludes(_THROMBOSIS, "the first, not excused", closed({"conditions": [_RECENT]}), "fail"),
    excludes(_THROMBOSIS, "neither", NOTHING, "match"),
)
def test_what_excuses_the_last_of_a_list_may_excuse_those_before_it(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


_ASPIRIN = "Aspirin > 325 mg/day or clopidogrel within 10 days before surgery"
_ANTIBIOTICS = "Oral or intravenous antibiotics within 2 weeks"
_IMMUNE = "Current use of immunosuppressive medication, except inhaled, intranasal or topical steroids"


@table(
    excludes(_ASPIRIN, "long stopped", takes("aspirin", start="2026-01-01", end="2026-02-01", dose=500, unit="mg/day"), "unknown"),
    excludes(_ANTIBIOTICS, "by mouth", takes("amoxicillin", start="2026-10-25", end="2026-10-30", route="oral"), "fail"),
    excludes(_ANTIBIOTICS, "inhaled", takes("tobramycin", start="2026-10-25", end="2026-10-30", route="inhaled"), "match"),
    excludes(_ANTIBIOTICS, "none", NOTHING, "match"),
    excludes(_IMMUNE, "tacrolimus", takes("tacrolimus", start="2026-01-01"), "fail"),
    excludes(_IMMUNE, "inhaled", takes("inhaled corticosteroids", start="2026-01-01"), "match"),
    excludes("Topical or inhaled steroids", "topical", takes("topical corticosteroids", start="2026-01-01"), "fail"),
)
def test_routes_share_the_drug_and_doses_the_time(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


_GASTRIC = "Resectable gastric adenocarcinoma, cT3-4 and/or N+, M0"
_SETS = "Breast cancer, T1 N1 M0 or T2-4 N0 M0"


def _staged(disease: str, *categories: str) -> dict[str, Any]:
    return closed(labs(*(obs(f"{c[0]} category", c) for c in categories)), listed(disease))


@table(
    needs(_GASTRIC, "another cancer", _staged("lung cancer", "T3", "N1", "M0"), "fail"),
    needs("Gastric cancer, cT3-4 and/or N+, M0", "nodes", _staged("gastric cancer", "T2", "N1", "M0"), "match"),
    needs("Gastric cancer, cT3-4 and/or N+, M0", "neither", _staged("gastric cancer", "T2", "N0", "M0"), "fail"),
    needs("Gastric cancer, cT3-4 and/or N+, M0", "metastases", _staged("gastric cancer", "T3", "N1", "M1"), "fail"),
    needs(_SETS, "the first", _staged("breast cancer", "T1", "N1", "M0"), "match"),
    needs(_SETS, "the second", _staged("breast cancer", "T3", "N0", "M0"), "match"),
    needs(_SETS, "of each a part", _staged("breast cancer", "T1", "N0", "M0"), "fail"),
)
def test_or_between_categories_is_of_them_alone(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


_INVESTIGATED = "Currently participating in or has participated in a study of an investigational agent within 4 weeks of the first dose"
_CREMOPHOR = "Known hypersensitivity to paclitaxel or drugs formulated with Cremophor EL"


@table(
    excludes(_INVESTIGATED, "yes", says("participation in another clinical trial", True), "fail"),
    excludes(_INVESTIGATED, "no", says("participation in another clinical trial", False), "match"),
    excludes(_CREMOPHOR, "no allergies", NOTHING, "match"),
    excludes(_CREMOPHOR, "paclitaxel", closed({"allergies": [{"name": "paclitaxel"}]}), "fail"),
    excludes(_CREMOPHOR, "its solvent", closed({"allergies": [{"name": "Cremophor EL"}]}), "unknown"),
    excludes("Cold ischemia time > 24 hours", "30", says("cold ischemia time", 30, "h"), "fail"),
    excludes("Cold ischemia time > 24 hours", "nothing recorded", NOTHING, "unknown"),
    needs(
        "PD-L1 expression of CPS ≥ 10 as determined by IHC", "TPS low, CPS high", _lab(obs("PD-L1", 5, "%"), obs("CPS PD-L1", 20)), "match"
    ),
)
def test_more_usual_names(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
