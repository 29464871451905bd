"""Contract §2, Exceptions and Parentheses: how far they reach, also as a sentence, and that none makes a wrong answer definite."""

from __future__ import annotations

from typing import Any

from eligibility import Trial, screen
from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, ON, WOMAN, allergic, cond, done, has, says, takes


@table(
    excludes("Prior cancer; however, patients with basal cell carcinoma are eligible", "none", NOTHING, "match"),
    excludes("Prior cancer; however, patients with basal cell carcinoma are eligible", "another", has("lung cancer"), "fail"),
    excludes("Gout. Patients with treated gout are allowed.", "gout, perhaps treated", has("gout"), "unknown"),
    excludes("Gout (patients with treated gout are eligible)", "gout, perhaps treated", has("gout"), "unknown"),
    excludes("Prior aspirin is allowed", "it was taken", takes("aspirin"), "match"),
    excludes("Asthma (patients with mild asthma or seasonal asthma are eligible)", "asthma", has("asthma"), "unknown"),
    needs("Confirmed asthma and eligible for surgery", "no asthma", NOTHING, "fail"),
    needs("Only patients with asthma are eligible", "no asthma", NOTHING, "unknown"),
    needs("Patients with mild asthma are eligible", "no asthma", NOTHING, "match"),
)
def test_permissions(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Except for asthma, chronic lung disease", "another lung disease", has("COPD"), "fail"),
    excludes("Except for asthma, chronic lung disease", "the exception", has("asthma"), "match"),
    excludes("Unless on stable insulin, patients with diabetes", "no insulin", has("type 2 diabetes"), "fail"),
    excludes("Except for those on warfarin, INR > 1.5", "on warfarin", takes("warfarin") | says("INR", 4), "match"),
    excludes("Except for those on warfarin, INR > 1.5", "not on it", NOTHING | says("INR", 4), "fail"),
    needs(
        "Except for Gilbert syndrome, bilirubin < 2 mg/dL",
        "excused",
        says("total bilirubin", 5, "mg/dL") | has("Gilbert syndrome"),
        "match",
    ),
    needs("Except for Gilbert syndrome, bilirubin < 2 mg/dL", "not excused", NOTHING | says("total bilirubin", 5, "mg/dL"), "fail"),
    needs("Except for asthma, gout, or acne, no lung disease", "which are excepted is open", has("gout"), "unknown"),
    needs("Unless contraindicated, patients must receive aspirin", "not taken", NOTHING, "unknown"),
    needs("No harm of grade 2 or more, except hair loss", "hair loss, perhaps other harm", has("alopecia"), "unknown"),
    excludes("Cancer other than skin cancer, heart failure, or gout", "heart failure", has("heart failure"), "fail"),
    excludes("Cancer other than skin cancer, heart failure, or gout", "skin cancer", has("skin cancer"), "match"),
    needs("No gout, asthma or cancer, except skin cancer", "another cancer", has("lung cancer"), "fail"),
    needs("No gout, asthma or cancer, except skin cancer", "gout", has("gout"), "fail"),
    needs("No gout, asthma or cancer, except skin cancer", "skin cancer", has("skin cancer"), "match"),
    needs(
        "Total bilirubin < 2 mg/dL unless Gilbert syndrome, in which case < 4 mg/dL",
        "the syndrome, too high all the same",
        says("total bilirubin", 5, "mg/dL") | has("Gilbert syndrome"),
        "fail",
    ),
    needs("Haemoglobin > 8 but not above 12 g/dL", "above", says("haemoglobin", 14, "g/dL"), "fail"),
    needs("Haemoglobin > 8 but not above 12 g/dL", "between", says("haemoglobin", 12, "g/dL"), "match"),
)
def test_exceptions(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Central nervous system (CNS) tumours", "another disease of it", has("multiple sclerosis"), "match"),
    excludes("Hepatic (liver) failure", "another disease of it", has("hepatitis B"), "match"),
    needs("BMI 30-40 (obesity)", "obese, beyond the limit", says("BMI", 45) | has("obesity"), "fail"),
    excludes("AST > 120 U/L (hepatitis)", "hepatitis, AST normal", has("hepatitis B") | says("AST", 20, "U/L"), "match"),
    needs("Previous chemotherapy must have included cisplatin", "no chemotherapy", NOTHING, "fail"),
    excludes("Severe, uncontrolled asthma", "mild", has("asthma", severity="mild"), "match"),
    excludes("Severe, uncontrolled asthma", "severe, control not recorded", has("asthma", severity="severe"), "unknown: missing"),
    excludes("Gout requiring ongoing treatment", "gout", has("gout"), "unknown: missing"),
    excludes("Gout requiring ongoing treatment", "no gout", NOTHING, "match"),
    excludes("Life-threatening infection", "a severe one", has("infection", severity="severe"), "unknown: missing"),
    needs("Candidate for chemotherapy", "none planned", NOTHING, "unknown"),
)
def test_what_qualifies_a_name(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(
        "Cancer except skin cancer, or carcinoma in situ of the cervix", "the second", has("carcinoma in situ of the cervix"), "match"
    ),
    needs(
        "Total bilirubin < 2 mg/dL (patients with Gilbert syndrome are eligible)",
        "too high, perhaps excused",
        says("total bilirubin", 3, "mg/dL"),
        "unknown",
    ),
    excludes("Electrocardiogram with QTcF > 480 ms", "no recording among the procedures", says("QTcF", 490, "ms"), "fail"),
    excludes("Drug and alcohol dependency", "some drug taken", takes("aspirin"), "match"),
    excludes("Allergic reaction or intolerance to heparin", "another allergy", NOTHING | allergic(cond("latex")), "match"),
    needs("No prior or concurrent methotrexate", "taken before", takes("methotrexate", end="2026-03-01"), "fail"),
    excludes("Transgender men and women", "a woman", WOMAN, "unknown"),
    needs("Tumour size above 1 cm by imaging or nodes involved by imaging", "smaller", says("tumour size", 0.5, "cm"), "unknown"),
)
def test_what_the_second_reading_of_a_sample_found(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def test_other_leaves_out_what_the_inclusion_criteria_speak_of() -> None:
    inclusion = ["Proof by biopsy that the patient was found with what is called breast cancer, in words that nobody reads"]
    trial = Trial.from_criteria(inclusion=inclusion, exclusion=["Other malignancy within 5 years"])
    outcomes = []
    for disease in ("breast cancer", "lung cancer", "gout"):
        record = {"conditions": [{"name": disease, "onset": "2026-01-01"}], "complete": ["conditions"]}
        outcomes.append(screen(record, trial, on=ON)["E1"].outcome)
    assert outcomes == ["unknown", "fail", "match"]


# ------------------------------------------------------------------ sentences of their own, and what their conditions ask


CASE = "Any disease. Exception to the above: treated gout, in which case the drug must not be a beta-blocker or thiazide"
KNOWN = "Has a known additional malignancy. Exceptions include basal cell carcinoma or in situ cervical cancer."
LOW = "Hemoglobin above 9 g/dL. Exception: thalassemia"
BLOCKER = has("glaucoma") | takes("propranolol")


@table(
    excludes("Cancer. Exception: basal cell carcinoma", "it", has("basal cell carcinoma"), "match"),
    excludes("Cancer. Exception: basal cell carcinoma", "another", has("lung cancer"), "fail"),
    excludes("Cancer. The only exception is basal cell carcinoma", "it", has("basal cell carcinoma"), "match"),
    excludes("Cancer. Exception to this: basal cell carcinoma", "it", has("basal cell carcinoma"), "match"),
    excludes("Cancer. Exception to this: basal cell carcinoma", "none", NOTHING, "match"),
    excludes("Cancer. Asthma. Exceptions are basal cell carcinoma; mild asthma", "the first", has("basal cell carcinoma"), "match"),
    excludes("Cancer. Asthma. Exceptions are basal cell carcinoma; mild asthma", "mild", has("asthma", severity="mild"), "match"),
    excludes("Cancer. Asthma. Exceptions are basal cell carcinoma; mild asthma", "severe", has("asthma", severity="severe"), "fail"),
    excludes("Cancer. Exceptions: treated cervical cancer", "perhaps treated", has("cervical cancer"), "unknown"),
    excludes("Cancer. Exceptions: skin cancer or any other cancer", "another", has("lung cancer"), "unknown"),
    excludes(KNOWN, "basal", has("basal cell carcinoma"), "match"),
    excludes(KNOWN, "another", has("lung cancer"), "fail"),
    needs("No cancer. Exception: basal cell carcinoma", "it", has("basal cell carcinoma"), "match"),
    needs("No cancer. Exception: basal cell carcinoma", "another", has("lung cancer"), "fail"),
    needs(LOW, "excused", says("hemoglobin", 8, "g/dL") | has("thalassemia"), "match"),
    needs(LOW, "high", says("hemoglobin", 10, "g/dL"), "match"),
)
def test_an_exception_in_a_sentence_of_its_own(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(CASE, "of another disease, a drug named there", BLOCKER, "fail"),
    excludes(CASE, "the drug alone", takes("propranolol"), "match"),
    excludes(CASE, "gout, perhaps excused", has("gout"), "unknown"),
    excludes(CASE, "another", has("asthma"), "fail"),
    excludes(CASE, "none", NOTHING, "match"),
)
def test_the_conditions_of_an_exception_exclude_nobody_else(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


RECENT = "Surgery (biopsy is excluded) within 4 weeks"
TUMOUR = "Any cancer (basal cell carcinoma excluded)"


@table(
    excludes(RECENT, "another", done("mastectomy", "2026-10-20"), "fail"),
    excludes(RECENT, "it", done("biopsy", "2026-10-20"), "match"),
    excludes(RECENT, "another, long ago", done("mastectomy", "2026-01-20"), "match"),
    excludes("Surgery (biopsy and endoscopy are excluded) within 4 weeks", "it", done("endoscopy", "2026-10-20"), "match"),
    excludes(TUMOUR, "it", has("basal cell carcinoma"), "match"),
    excludes(TUMOUR, "another", has("lung cancer"), "fail"),
)
def test_what_brackets_exclude_among_the_exclusions_is_not_meant(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def unmeasurable(*names: str) -> dict[str, Any]:
    """A complete record of these conditions, and no measurable disease."""
    return has(*names) | says("measurable disease", False)


WAIVED = "Measurable disease, unless the patient has bone metastases, in which case measurable disease is not required"
LUMP = "A breast lump, unless the patient has metastases, in which case a breast lump is not required"


@table(
    needs(WAIVED, "excused", unmeasurable("bone metastasis"), "match"),
    needs(WAIVED, "not excused", unmeasurable(), "fail"),
    needs(LUMP, "the lump", has("breast lump"), "match"),
    needs(LUMP, "excused", has("metastasis"), "match"),
    needs(LUMP, "neither", NOTHING, "fail"),
    needs("Bilirubin < 2 mg/dL, unless Gilbert's syndrome, in which case < 5 mg/dL", "low", says("total bilirubin", 1, "mg/dL"), "match"),
)
def test_what_is_not_required_in_that_case_says_it_again(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Congenital heart disease other than patent foramen ovale or ductus", "the exception", has("patent foramen ovale"), "match"),
    excludes("Cancer other than skin cancer, heart failure or stroke", "no exception", has("heart failure"), "fail"),
    excludes("Patients with gout should not be enrolled", "gout", has("gout"), "fail"),
)
def test_what_stands_at_once_behind_other_than_is_excepted(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
