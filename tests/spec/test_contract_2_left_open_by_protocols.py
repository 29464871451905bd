"""Contract §2: what a protocol leaves open asks for nothing, citations carry no condition, and abbreviations inside a name add nothing."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import attested, closed, cond, done, drug, has, labs, obs, open_list, takes, treated, underwent

_NEVER = closed()
_CHEMOTHERAPY = underwent("chemotherapy", "2024-01-01", "2024-06-01")


@table(
    needs("No restriction on prior chemotherapy", "had none", _NEVER, "match"),
    needs("There is no limit on the number of prior therapies", "had none", _NEVER, "match"),
    needs("Prior hormonal therapy: not specified", "had none", _NEVER, "match"),
    needs("Prior surgery not specified", "had none", _NEVER, "match"),
    needs("Prior chemotherapy: allowed", "had none", _NEVER, "match"),
    needs("Hormonal therapy: prior tamoxifen allowed", "had none", _NEVER, "match"),
    needs("Prior chemotherapy: none", "had some", _CHEMOTHERAPY, "fail"),
    needs("Prior chemotherapy: none", "had none", _NEVER, "match"),
    needs("Age: no limit", "no age", _NEVER, "match"),
    needs("No limitation of movement", "nothing said", {}, "unknown"),
    excludes("Use of any prohibited medication", "takes none", _NEVER, "unknown"),
    excludes("Suspected pneumonia with severe sepsis", "no suspicion told", {}, "unknown"),
    excludes("No restriction on prior chemotherapy", "had some", _CHEMOTHERAPY, "match"),
    excludes("Pregnant women: excluded", "pregnant", attested(pregnancy=True), "fail"),
)
def test_what_a_protocol_does_not_limit_asks_for_nothing(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("No concurrent chemotherapy. Prior chemotherapy is allowed.", "earlier", _CHEMOTHERAPY, "match"),
    needs("No concurrent chemotherapy. Prior chemotherapy is allowed.", "now", underwent("chemotherapy", "2026-09-01"), "fail"),
    excludes("Current asthma. Prior asthma is allowed.", "now", has("asthma"), "fail"),
)
def test_a_permission_of_any_time_takes_nothing_from_what_is_denied_now(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


def _ecog(value: int) -> dict[str, Any]:
    return labs(obs("ECOG performance status", value))


def _neuropathy(grade: str) -> dict[str, Any]:
    return open_list(cond("peripheral neuropathy", stage=f"grade {grade}"))


@table(
    needs("ECOG performance status < 2 (Appendix B)", "1", _ecog(1), "match"),
    needs("ECOG performance status < 2 (see Section 5.1: Performance scales)", "3", _ecog(3), "fail"),
    needs("Eastern Cooperative Oncology Group (ECOG) performance status of 0 or 1", "1", _ecog(1), "match"),
    excludes("Use of warfarin (see section 3.7.4)", "taken", treated(drug("warfarin", "2026-01-01")), "fail"),
    excludes("Neuropathy of grade 3 or greater (National Cancer Institute [NCI CTCAE] Version 4.0)", "grade 3", _neuropathy("3"), "fail"),
    excludes("Neuropathy of grade 3 or greater (NCI-CTCAE v4.03)", "grade 1", _neuropathy("1"), "match"),
    excludes("Diabetes (section 4: no insulin)", "no word on insulin", open_list(cond("diabetes mellitus")), "unknown"),
)
def test_citations_in_brackets_ask_for_nothing(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Use of monoamine oxidase (MAO) inhibitors within 14 days", "phenelzine", treated(drug("phenelzine", "2026-01-01")), "fail"),
    excludes("Human immunodeficiency virus (HIV) infection", "HIV infection", has("HIV infection"), "fail"),
    excludes("Human immunodeficiency virus (HIV) infection", "another infection", has("influenza"), "match"),
    excludes("Central nervous system (CNS) metastases", "of the brain", has("brain metastases"), "fail"),
    excludes("Proton pump (PPI) inhibitors", "none", closed(), "match"),
    needs("Magnesium (Mg) within normal limits", "inside", labs(obs("magnesium", 0.9, "mmol/L", low=0.7, high=1.1)), "match"),
    needs("Magnesium (Mg) within normal limits", "above", labs(obs("magnesium", 1.3, "mmol/L", low=0.7, high=1.1)), "fail"),
)
def test_an_abbreviation_inside_a_name_adds_nothing(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


_COUNTS = labs(obs("absolute neutrophil count", 2.0, "10*9/L"), obs("platelets", 150, "10*9/L"))


@table(
    needs("Adequate organ and marrow function, defined as: ANC > 1500/mm3; platelets > 100,000/mm3", "both", _COUNTS, "match"),
    needs("Adequate bone marrow, liver and renal function defined as: ANC > 2500/mm3, platelets > 100,000/mm3", "one", _COUNTS, "fail"),
    needs("Adequate organ and marrow function", "no definition", _COUNTS, "unknown"),
)
def test_functions_named_together_are_defined_together(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Colonic polyps (3 or more)", "no polyp", closed(), "match"),
    excludes("Colonic polyps (3 or more polyps)", "how many is not said", has("colonic polyp"), "unknown"),
    excludes("Thyroid nodule (> 1 cm)", "no nodule", closed(), "match"),
    excludes("Thyroid nodule (> 1 cm)", "how large is not said", has("thyroid nodule"), "unknown"),
    excludes("Dry eye (Schirmer < 5 mm)", "what is measured decides", closed(), "unknown"),
    excludes("Cirrhosis (Child-pugh class 2 or 3)", "nothing to be graded", closed(), "match"),
    excludes("Anaemia (Hb < 100 g/L)", "the threshold decides", labs(obs("haemoglobin", 90, "g/L")), "fail"),
)
def test_a_count_or_size_in_brackets_is_asked_for_beside_the_disease(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Hepatitis A, B, or C", "C", has("hepatitis C"), "fail"),
    excludes("Known hepatitis A, B or C virus infection", "B", has("hepatitis B"), "fail"),
    excludes("Known hepatitis A, B or C virus infection", "another virus", has("influenza"), "match"),
    excludes("History of hepatitis B or C", "C, over", open_list(cond("hepatitis C", "2015-01-01", status="resolved")), "fail"),
    excludes("Severe haemophilia A or B", "mild B", open_list(cond("haemophilia B", severity="mild")), "unknown"),
)
def test_letters_go_on_with_a_name_that_ends_in_one(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


def _for(indication: str | None) -> dict[str, Any]:
    return closed(treated(drug("lisinopril", "2026-01-01", indication=indication)))


@table(
    excludes("Taking medication for hypertension", "for it", _for("hypertension"), "fail"),
    excludes("Taking medication for hypertension", "for what is not said", _for(None), "unknown"),
    excludes("Taking medication for hypertension", "for another disease", _for("heart failure"), "match"),
    excludes("Taking medication for hypertension", "nothing", closed(), "match"),
    excludes("Current treatment for hypertension", "for it", _for("hypertension"), "fail"),
    excludes("Current treatment for hypertension", "perhaps no drug", closed(), "unknown"),
    excludes("Previous treatment for breast cancer", "no cancer was treated", closed(), "match"),
    excludes("Previous treatment for breast cancer", "of which is not said", _CHEMOTHERAPY, "unknown"),
    excludes("Previous treatment for breast cancer", "by its name", done("chemotherapy for breast cancer"), "fail"),
    excludes("Prior therapy for metastatic breast cancer", "perhaps adjuvant", takes("goserelin", indication="breast cancer"), "unknown"),
    excludes("Prior therapy for this cancer", "perhaps another", takes("goserelin", indication="prostate cancer"), "unknown"),
    excludes("Prior therapy for breast cancer (tamoxifen)", "for another", takes("tamoxifen", indication="gynaecomastia"), "match"),
    excludes("Received drugs for hepatitis B or C, or gout", "only gout", has("gout"), "unknown"),
    excludes("Received goserelin as treatment for breast cancer", "for it", takes("goserelin", indication="breast cancer"), "fail"),
    excludes("Received goserelin as treatment for breast cancer", "for another", takes("goserelin", indication="endometriosis"), "match"),
)
def test_drugs_for_a_disease_are_known_by_what_they_are_given_for(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


_BREAST_CANCER = has("breast cancer")


@table(
    needs("Breast cancer confirmed by MRI that is not resectable", "perhaps resectable", _BREAST_CANCER, "unknown"),
    needs("Breast cancer confirmed by MRI that is unresectable", "perhaps resectable", _BREAST_CANCER, "unknown"),
    needs("Breast cancer confirmed by biopsy that has progressed", "perhaps not", _BREAST_CANCER, "unknown"),
    needs("Breast cancer confirmed by MRI that is not resectable", "no cancer", _NEVER, "fail"),
    needs("Breast cancer confirmed by a biopsy that was done at any hospital", "said of the biopsy", _BREAST_CANCER, "match"),
)
def test_a_clause_behind_how_a_disease_is_known_may_speak_of_the_disease(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


_TAKES_HEPARIN = takes("heparin")


@table(
    excludes("Discontinuation of warfarin or heparin", "takes the second", _TAKES_HEPARIN, "unknown"),
    excludes("Discontinuation of warfarin or heparin", "takes neither", _NEVER, "unknown"),
    excludes("Change in dose of warfarin or heparin", "takes the second", _TAKES_HEPARIN, "unknown"),
    excludes("Therapeutic doses of warfarin or heparin", "takes the second", _TAKES_HEPARIN, "unknown"),
    excludes("Discontinuation of warfarin, aspirin or heparin", "takes the third", _TAKES_HEPARIN, "unknown"),
    excludes("Initiation of warfarin or current use of heparin", "said anew", _TAKES_HEPARIN, "fail"),
    excludes("Initiation of warfarin or asthma", "of another kind", has("asthma"), "fail"),
)
def test_a_word_that_is_not_understood_is_said_of_both_things_behind_its_of(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
