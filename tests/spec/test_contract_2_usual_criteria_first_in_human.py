"""Contract §2 and §6: usual criteria of trials with healthy volunteers, of vaccines, and of laboratory functions."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import all_of, closed, cond, labs, listed, obs, proc, takes

ABSORBING = "Any condition possibly affecting drug absorption, distribution, metabolism or excretion"
VACCINATION = "Received any vaccination within 30 days, including COVID-19"
STERILE = (
    "Females of non-childbearing potential must have undergone one of the following at least 6 months before the first dose: "
    "tubal ligation; hysterectomy"
)
PRESSURE = "Blood pressure is less than 90/40 mmHg or greater than 140/90 mmHg"
STENOSIS = "Severe aortic stenosis with AVA ≤ 1.0 cm2 or mean gradient ≥ 40 mmHg"
OCCLUSION = "Occlusion of the M1 segment on CTA or MRA"
MALIGNANCY = "Other malignancy within 5 years or at the same time (except cured basal cell carcinoma)"


def pressure(systolic: float, diastolic: float) -> dict[str, Any]:
    """A blood pressure, in mmHg."""
    return labs(obs("systolic blood pressure", systolic, "mmHg"), obs("diastolic blood pressure", diastolic, "mmHg"))


def gradient(value: float) -> dict[str, Any]:
    """A mean gradient over the aortic valve, in mmHg."""
    return labs(obs("mean aortic gradient", value, "mmHg"))


@table(
    excludes(ABSORBING, "a disease of the metabolism, which may not", all_of({"name": "diabetes"}), "unknown"),
    excludes(VACCINATION, "the disease alone", closed(all_of(cond("COVID-19", "2026-10-20"))), "match"),
    excludes(VACCINATION, "some vaccination", {"procedures": [proc("vaccination", "2026-10-20")]}, "fail"),
    needs(STERILE, "a man", closed({"sex": "male"}), "match"),
    excludes(PRESSURE, "just at the second limit", pressure(140, 90), "match"),
    excludes(PRESSURE, "above one of the second", pressure(150, 80), "fail"),
    excludes(PRESSURE, "below one of the first", pressure(85, 60), "fail"),
    needs("Blood pressure ≥ 90/60 mmHg", "one of them too low", pressure(85, 70), "fail"),
    needs("Blood pressure ≥ 140/90 mmHg", "one of them high", pressure(150, 80), "match"),
    excludes(
        "History of hypersensitivity or idiosyncratic reaction to heparin", "to another", {"allergies": [{"name": "penicillin"}]}, "unknown"
    ),
    excludes("Use of prescription medications within 14 days", "perhaps one", takes("ibuprofen"), "unknown"),
    excludes("Use of over-the-counter medications", "perhaps one", takes("ibuprofen"), "unknown"),
    excludes("Use of prescription or over-the-counter medications", "either", takes("ibuprofen"), "fail"),
    excludes(MALIGNANCY, "none", all_of(), "match"),
    excludes("Co-infection with hepatitis B and C", "one of them", closed(listed("hepatitis B")), "match"),
    excludes("Co-infection with hepatitis B and C", "both", closed(listed("hepatitis B", "hepatitis C")), "fail"),
    needs("Infants aged 6 to 12 weeks at the time of first vaccination", "none yet", closed({"birth_date": "2026-09-10"}), "match"),
    needs("Infants with sepsis", "an adult", listed("sepsis") | {"birth_date": "1970-01-01"}, "fail"),
    needs("Infants with sepsis", "an infant to some", listed("sepsis") | {"birth_date": "2025-06-01"}, "unknown"),
    needs(STENOSIS, "no stenosis at all", all_of() | gradient(45), "fail"),
    needs(STENOSIS, "a high gradient", listed("aortic stenosis") | gradient(45), "unknown"),
    needs(OCCLUSION, "an angiography alone", {"procedures": [proc("MRA", "2026-10-20")]}, "unknown"),
    needs("Organs meet the requirements (excluding the use of blood products)", "a use of them", takes("red blood cells"), "unknown"),
)
def test_usual_criteria_of_first_trials(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
