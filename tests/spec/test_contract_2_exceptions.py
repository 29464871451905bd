"""Contract §2, Exceptions, Permissions, Parentheses: how far they reach, and that none of them makes a wrong answer definite."""

from __future__ import annotations

from typing import Any

from eligibility import Trial, screen
from spec.contract import check, excludes, needs, table
from spec.records import ON
from spec.test_contract_2_lists import NOTHING, has, takes


def measured(name: str, value: float, unit: str | None = None, **fields: Any) -> dict[str, Any]:
    return NOTHING | {"observations": [{"name": name, "value": value, "unit": unit, "date": "2026-10-30", **fields}]}


GILBERT = {"conditions": [{"name": "Gilbert syndrome"}]}


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
    excludes("Except for those on warfarin, INR > 1.5", "on warfarin", takes("warfarin") | measured("INR", 4), "match"),
    excludes("Except for those on warfarin, INR > 1.5", "not on it", measured("INR", 4), "fail"),
    needs("Except for Gilbert syndrome, bilirubin < 2 mg/dL", "excused", measured("total bilirubin", 5, "mg/dL") | GILBERT, "match"),
    needs("Except for Gilbert syndrome, bilirubin < 2 mg/dL", "not excused", measured("total bilirubin", 5, "mg/dL"), "fail"),
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
        measured("total bilirubin", 5, "mg/dL") | {"conditions": [{"name": "Gilbert syndrome"}]},
        "fail",
    ),
    needs("Haemoglobin > 8 but not above 12 g/dL", "above", measured("haemoglobin", 14, "g/dL"), "fail"),
    needs("Haemoglobin > 8 but not above 12 g/dL", "between", measured("haemoglobin", 12, "g/dL"), "match"),
)
def test_exceptions(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Central nervous system (CNS) tumours", "another disease of it", has("multiple sclerosis"), "match"),
    excludes("Hepatic (liver) failure", "another disease of it", has("hepatitis B"), "unknown"),
    needs("BMI 30-40 (obesity)", "obese, beyond the limit", measured("BMI", 45) | {"conditions": [{"name": "obesity"}]}, "fail"),
    excludes("AST > 120 U/L (hepatitis)", "hepatitis, AST normal", has("hepatitis B") | measured("AST", 20, "U/L"), "match"),
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
        measured("total bilirubin", 3, "mg/dL"),
        "unknown",
    ),
    excludes("Electrocardiogram with QTcF > 480 ms", "no recording among the procedures", measured("QTcF", 490, "ms"), "fail"),
    excludes("Drug and alcohol dependency", "some drug taken", takes("aspirin"), "match"),
    excludes("Allergic reaction or intolerance to heparin", "another allergy", NOTHING | {"allergies": [{"name": "latex"}]}, "match"),
    needs("No prior or concurrent methotrexate", "taken before", takes("methotrexate", end="2026-03-01"), "fail"),
    excludes("Transgender men and women", "a woman", NOTHING | {"sex": "female"}, "unknown"),
    needs("Tumour size above 1 cm by imaging or nodes involved by imaging", "smaller", measured("tumour size", 0.5, "cm"), "unknown"),
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
