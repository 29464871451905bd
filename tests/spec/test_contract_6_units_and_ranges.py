"""Contract §6 from the words of a criterion to its answer: units as trials and laboratories write them, limits, ranges, formulas."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import Kind, result
from spec.records import Record, labs, obs


def answer(text: str, *observations: Record, kind: Kind = "inclusion", **fields: Any) -> str:
    """The outcome of one criterion; for an unknown, with its first reason code."""
    got = result(kind, text, labs(*observations, **fields))
    return str(got.outcome) if got.outcome != "unknown" else f"{got.outcome}: {got.reasons[0].code}"


def assumptions(text: str, *observations: Record, **fields: Any) -> tuple[str, ...]:
    return result("inclusion", text, labs(*observations, **fields)).assumptions


# ------------------------------------------------------------------ counts of cells

ONE_AND_A_HALF = [
    "Neutrophils at least 1500/mm3",
    "Neutrophils at least 1500/mm^3",
    "Neutrophils at least 1,500 cells/mm³",
    "Neutrophils at least 1 500 / µL",
    "Neutrophils at least 1500/mcL",
    "Neutrophils at least 1500 per microliter",
    "Neutrophils at least 1500 per cubic millimetre",
    "Neutrophils at least 1500 cells/uL",
    "Neutrophils at least 1.5 x 10^9/L",
    "Neutrophils at least 1.5 × 10⁹/L",
    "Neutrophils at least 1.5 x 109/L",
    "Neutrophils at least 1.5x109 /L",
    "Neutrophils at least 1.5 x 10 9/L",
    "Neutrophils at least 1.5 10e9/L",
    "Neutrophils at least 1.5 x 10E+9/L",
    "Neutrophils at least 1.5 10*9/L",
    "Neutrophils at least 1.5 x 10(9)/L",
    "Neutrophils at least 1.5 G/L",
    "Neutrophils at least 1.5 giga/L",
    "Neutrophils at least 1.5 Gpt/L",
    "Neutrophils at least 1.5 K/uL",
    "Neutrophils at least 1.5 K/mm3",
    "Neutrophils at least 1.5 thou/mcL",
    "Neutrophils at least 1.5 thousand/µL",
    "Neutrophils at least 1.5 x 10³/µL",
    "Neutrophils at least 1.5 x 1000/mm3",
    "Neutrophils at least 1.5 x 1,000/µL",
    "Neutrophils at least 1.5 million/mL",
    "Neutrophils at least 1.5 x 10^6/mL",
    "Neutrophils at least 0.15 x 10^4/µL",
    "Neutrophils at least 1500",
    "Neutrophils at least 1.5",
    "Neutrophils at least 1.5 x 10^9",
]


@pytest.mark.parametrize("text", ONE_AND_A_HALF)
def test_every_way_of_writing_a_count_is_the_same_limit(text: str) -> None:
    for value, unit in ((1.5, "10^9/L"), (1500, "/µL"), (1.5, "K/uL"), (1.5, "G/L"), (1.5e9, "/L"), (1500, "cells/mm3")):
        assert answer(text, obs("neutrophils", value, unit)) == "match"
        assert answer(text, obs("neutrophils", value * 0.999, unit)) == "fail"


@pytest.mark.parametrize(
    "written",
    [
        "100,000/mm3",
        "100 000/mm3",
        "100,000 per microliter",
        "100 K/mm3",
        "100K/µL",
        "100 x 109/L",
        "100 G/L",
        "1 x 10^5/µL",
        "10 x 10⁴/µL",
    ],
)
def test_a_hundred_thousand_platelets_too(written: str) -> None:
    assert answer(f"Platelet count of {written} or more", obs("platelets", 100, "10*9/L")) == "match"
    assert answer(f"Platelet count of {written} or more", obs("platelets", 99_999, "/uL")) == "fail"


# ------------------------------------------------------------------ one limit, many spellings


@pytest.mark.parametrize(
    ("text", "reached", "missed"),
    [
        ("Haemoglobin no less than 9 gm/dL", obs("Hb", 9, "g/dL"), obs("Hb", 8.9, "g/dL")),
        ("Haemoglobin no less than 9 gm%", obs("Hb", 90, "g/L"), obs("Hb", 89, "g/L")),
        ("Haemoglobin no less than 9 g%", obs("Hb", 90, "g/L"), obs("Hb", 89, "g/L")),
        ("Haemoglobin no less than 9 g/100 mL", obs("Hb", 5.6, "mmol/L"), obs("Hb", 5.5, "mmol/L")),
        ("Serum creatinine of 1.5 mg% or less", obs("creatinine", 132, "umol/L"), obs("creatinine", 133, "umol/L")),
        ("Serum creatinine of 133 μmol/L or less", obs("creatinine", 1.5, "mg/dl"), obs("creatinine", 1.51, "mg/dL")),
        ("Serum creatinine of 133 µmol/L or less", obs("creatinine", 133, "mcmol/L"), obs("creatinine", 134, "umol/l")),
        ("Serum creatinine of 0.133 mmol/l or less", obs("creatinine", 133, "umol/L"), obs("creatinine", 134, "umol/L")),
        ("Potassium of 3.5 mEq/L or higher", obs("potassium", 3.5, "mmol/l"), obs("potassium", 3.4, "mmol/L")),
        ("Calcium of 5 mEq/L or lower", obs("calcium", 2.5, "mmol/L"), obs("calcium", 2.6, "mmol/L")),
        ("ALT up to 100 U/l", obs("ALT", 100, "IU/L"), obs("ALT", 101, "IU/L")),
        ("ALT up to 60 U/L", obs("ALT", 1.0, "ukat/L"), obs("ALT", 1.1, "ukat/L")),
        ("FSH above 30 IU/L", obs("FSH", 31, "mIU/mL"), obs("FSH", 30, "mIU/mL")),
        ("TSH below 10 mIU/L", obs("TSH", 9.9, "µIU/mL"), obs("TSH", 10, "µU/mL")),
        ("eGFR of 60 mL/min/1.73m2 or more", obs("eGFR", 60, "ml/min/1.73 m²"), obs("eGFR", 59, "ml/min/1.73 m²")),
        ("eGFR of 60 mL/min per 1.73 m^2 or more", obs("eGFR", 1.0, "mL/s/1.73 m2"), obs("eGFR", 0.99, "mL/s/1.73 m2")),
        ("eGFR of 60 mL·min-1·1.73 m-2 or more", obs("eGFR", 60, "mL/min/1.73m2"), obs("eGFR", 59, "mL/min/1.73m2")),
        ("Creatinine clearance of 1 mL/s or more", obs("CrCl", 60, "mL/min"), obs("CrCl", 59, "cc/min")),
        ("Systolic blood pressure below 140 mm Hg", obs("SBP", 139, "mmHg"), obs("SBP", 140, "mmHg")),
        ("PaO2 above 8 kPa", obs("PaO2", 61, "mmHg"), obs("PaO2", 60, "mmHg")),
        ("QTcF not exceeding 470 msec", obs("QTcF", 0.47, "s"), obs("QTcF", 471, "ms")),
        ("Body mass index below 30 kg/m^2", obs("BMI", 29.9, "kg/m²"), obs("BMI", 30, "kg/m2")),
        ("Body mass index below 30 kg / m 2", obs("BMI", 29.9), obs("BMI", 30)),
        ("Resting pulse under 100 beats per minute", obs("heart rate", 99, "bpm"), obs("heart rate", 100, "/min")),
        ("Respiratory rate under 24 breaths/min", obs("respiratory rate", 23, "/min"), obs("respiratory rate", 24, "breaths/min")),
        ("Body temperature below 38.0 °C", obs("temperature", 100.3, "°F"), obs("temperature", 100.4, "°F")),
        ("Body temperature below 100.4 °F", obs("temperature", 37.9, "Cel"), obs("temperature", 38.0, "°C")),
        ("PEEP of 5 cmH2O or more", obs("PEEP", 5, "cm H2O"), obs("PEEP", 4.9, "cmH2O")),
        ("Proteinuria under 1 g/24h", obs("urine protein", 999, "mg/day"), obs("urine protein", 1000, "mg/24h")),
        ("UPCR under 1000 mg/g creatinine", obs("UPCR", 100, "mg/mmol"), obs("UPCR", 114, "mg/mmol")),
        ("Plasma HIV RNA below 50 copies/mL", obs("HIV RNA", 1.6, "log10 copies/mL"), obs("HIV RNA", 1.7, "log10 copies/mL")),
        ("HBV DNA of at least 2 x 10^4 IU/mL", obs("HBV DNA", 4.31, "log10 IU/mL"), obs("HBV DNA", 4.3, "log10 IU/mL")),
        ("HBV DNA of at least 1 x 105 copies/mL", obs("HBV DNA", 100_000, "copies/ml"), obs("HBV DNA", 99_999, "copies/mL")),
        ("HbA1c below 8 %", obs("HbA1c", 63, "mmol/mol"), obs("HbA1c", 64, "mmol/mol")),
        (
            "Alcohol intake of no more than 14 drinks per week",
            obs("alcohol intake", 2, "drinks/day"),
            obs("alcohol intake", 3, "drinks/day"),
        ),
        ("Alcohol intake of no more than 21 units/week", obs("alcohol intake", 3, "units/day"), obs("alcohol intake", 22, "units/week")),
        ("Blood alcohol of 0.08% or less", obs("blood alcohol", 80, "mg/dL"), obs("blood alcohol", 81, "mg/dL")),
        ("24-hour urine protein below 1 g", obs("urine protein", 0.9, "g/24h"), obs("urine protein", 1, "g/d")),
        ("Left ventricular ejection fraction over 50 %", obs("LVEF", 0.51, "1"), obs("LVEF", 0.5, "1")),
        ("Apnoea-hypopnoea index of 15/h or more", obs("AHI", 15, "events/hour"), obs("AHI", 14, "/h")),
        ("Testosterone below 50 ng/dL", obs("testosterone", 1.7, "nmol/L"), obs("testosterone", 1.74, "nmol/L")),
        ("Vitamin D below 20 ng/mL", obs("25-OH vitamin D", 49.9, "nmol/L"), obs("vitamin D", 50, "nmol/L")),
        ("Tacrolimus trough level below 15 ng/mL", obs("tacrolimus level", 14, "ug/L"), obs("tacrolimus trough", 15, "ng/mL")),
        ("Lithium level below 1.2 mmol/L", obs("lithium level", 1.1, "mEq/L"), obs("serum lithium", 1.2, "mmol/L")),
        ("D-dimer below 0.5 mg/L", obs("D-dimer", 499, "ng/mL"), obs("D-dimer", 500, "ug/L")),
    ],
)
def test_units_meet_whatever_their_spelling(text: str, reached: Record, missed: Record) -> None:
    assert (answer(text, reached), answer(text, missed)) == ("match", "fail")


# ------------------------------------------------------------------ no unit, an odd unit


@pytest.mark.parametrize(
    ("name", "value", "limit"), [("LVEF", 0.55, 30), ("haematocrit", 0.45, 30), ("SpO2", 0.97, 90), ("PTA", 0.9, 30), ("BMI", 3000, 30)]
)
def test_a_value_that_cannot_be_in_the_usual_unit_is_not_read_in_it(name: str, value: float, limit: int) -> None:
    """0.55 without a unit is no ejection fraction of 0.55 percent."""
    for text in (f"{name} of at least {limit}", f"{name} below {limit}"):
        assert answer(text, obs(name, value)) == "unknown: unit_missing"


def test_a_plausible_value_is_read_in_the_usual_unit() -> None:
    assert answer("LVEF of at least 50%", obs("LVEF", 55)) == "match"
    assert assumptions("LVEF of at least 50%", obs("LVEF", 55)) == ("LVEF without a unit read in %, the only one in use",)


def test_a_value_without_unit_where_several_are_usual_is_unknown() -> None:
    assert answer("Creatinine of 1.5 mg/dL or less", obs("creatinine", 1.0)) == "unknown: unit_missing"
    assert answer("Creatinine of 1.5 mg/dL or less", obs("creatinine", 1.0, "mmHg")) == "unknown: unit_not_convertible"


@pytest.mark.parametrize(
    ("text", "record", "expected"),
    [
        # "ng/dL" can only be a misprint for mg/dL; taken as written no patient is below it.
        ("Creatinine < 2.0 ng/dL", obs("creatinine", 3.0, "mg/dL"), "fail"),
        ("Creatinine < 2.0 ng/dL", obs("creatinine", 1.0, "mg/dL"), "unknown: ambiguous"),
        ("Haemoglobin ≥ 9.0 mg/dL", obs("Hb", 10, "g/dL"), "match"),
        ("Haemoglobin ≥ 9.0 mg/dL", obs("Hb", 8, "g/dL"), "unknown: ambiguous"),
        ("bilirubin 1.5 × ULN", obs("bilirubin", 1.0, "mg/dL", high=1.2), "unknown: comparator_lost"),
    ],
)
def test_a_text_s_wrong_unit_decides_only_where_both_readings_agree(text: str, record: Record, expected: str) -> None:
    got = answer(text, record)
    assert got.partition(":")[0] == expected.partition(":")[0]


def test_drinks_and_units_of_alcohol_are_not_grams() -> None:
    assert answer("Alcohol intake up to 14 drinks per week", obs("alcohol intake", 30, "g/day")) == "unknown: unit_not_convertible"


# ------------------------------------------------------------------ reference ranges, censored values


def test_multiples_of_the_limit_of_normal_need_no_unit_but_a_range() -> None:
    text = "Total bilirubin up to 1.5 x ULN"
    assert answer(text, obs("bilirubin", 1.8, "mg/dL", high=1.2)) == "match"
    assert answer(text, obs("bilirubin", 31, "umol/L", high=20.5)) == "fail"
    assert answer(text, obs("bilirubin", 1.8, "mg/dL")) == "unknown: no_reference_range"
    earlier = obs("bilirubin", 0.9, "mg/dL", day="2026-09-01", high=1.2)
    assert answer(text, obs("bilirubin", 1.8, "mg/dL"), earlier) == "match"
    assert answer(text, obs("bilirubin", 31, "umol/L"), earlier) == "unknown: no_reference_range"


def test_a_censored_value_is_a_range() -> None:
    assert answer("AFP above 400 ng/mL", obs("AFP", 1210, "ng/mL", comparator=">")) == "match"
    assert answer("AFP above 2000 ng/mL", obs("AFP", 1210, "ng/mL", comparator=">")) == "unknown: censored_value"
    assert answer("HIV RNA below 50 copies/mL", obs("HIV RNA", 20, "copies/mL", comparator="<")) == "match"


def test_comparisons_forgive_the_noise_of_floats_and_nothing_more() -> None:
    assert answer("AFP of at least 3 ng/mL", obs("AFP", 2.9999999999999996, "ng/mL")) == "match"
    assert answer("AFP of at least 3 ng/mL", obs("AFP", 2.9999, "ng/mL")) == "fail"


# ------------------------------------------------------------------ what answers for what


def test_a_more_special_measurement_answers_for_the_general_one_only() -> None:
    assert answer("QTc of 450 ms or less", obs("QTcF", 460, "ms")) == "fail"
    assert answer("QTcF of 450 ms or less", obs("QTc", 440, "ms")).startswith("unknown")
    assert answer("QTc of 450 ms or less", obs("QTcF", 460, "ms"), obs("QTcB", 440, "ms")) == "unknown: conflicting_values"
    assert answer("eGFR of at least 60 mL/min/1.73m2", obs("MDRD eGFR", 70, "mL/min/1.73m2")) == "match"
    assert answer("CRP below 10 mg/L", obs("hs-CRP", 3, "mg/L")) == "match"
    assert answer("PD-L1 expression of at least 50%", obs("PD-L1 TPS", 60, "%")) == "match"


def test_two_scores_of_one_protein_are_two_observations() -> None:
    assert answer("PD-L1 TPS of at least 50%", obs("PD-L1 CPS", 60)) == "unknown: missing"
    assert answer("PD-L1 CPS of at least 10", obs("PD-L1 TPS", 60, "%")) == "unknown: missing"
    assert answer("D-dimer below 0.5 mg/L", obs("D-dimer DDU", 0.2, "mg/L")) == "unknown: missing"


def test_a_change_is_never_between_two_kinds() -> None:
    earlier = obs("QTcB", 400, "ms", day="2026-10-20")
    assert answer("Increase in QTc of more than 30 ms within 4 weeks", earlier, obs("QTcF", 460, "ms")).startswith("unknown")


def test_a_formula_named_in_the_text_is_the_one_used() -> None:
    """1.2 mg/dL in a man of 66: 61 by MDRD, 66 by CKD-EPI 2021."""
    man = {"birth_date": "1960-01-01", "sex": "male"}
    creatinine = obs("creatinine", 1.2, "mg/dL")
    assert answer("eGFR by MDRD of at least 63 mL/min/1.73m2", creatinine, **man) == "fail"
    assert answer("eGFR of at least 63 mL/min/1.73m2", creatinine, **man) == "match"
    assert answer("eGFR by MDRD of at least 60 mL/min/1.73m2", obs("eGFR", 70, "mL/min/1.73m2"), **man).startswith("unknown")


def test_a_recorded_score_wins_if_it_is_no_older_than_its_inputs() -> None:
    inputs = [obs("INR", 2.0), obs("bilirubin", 54, "umol/L"), obs("creatinine", 170, "umol/L")]  # MELD 25
    assert answer("MELD score of 20 or more", *inputs) == "match"
    assert answer("MELD score of 20 or more", *inputs, obs("MELD", 18)) == "fail"
    assert answer("MELD score of 20 or more", *inputs, obs("MELD", 18, day="2026-09-01")) == "match"
    assert answer("MELD score of 20 or more", *inputs[:2]) == "unknown: missing"


def test_performance_scales_are_three_names_for_one_and_one_for_another() -> None:
    for name in ("ECOG", "WHO performance status", "Zubrod"):
        assert answer("WHO performance status 0-1", obs(name, 1)) == "match"
    assert answer("Karnofsky of at least 70", obs("ECOG", 1)) == "unknown: missing"


@pytest.mark.parametrize(
    ("text", "reached", "missed"),
    [
        ("HEART score of 3 or less", obs("HEART score", 3), obs("HEART score", 4)),
        ("HIT-6 above 50", obs("HIT-6", 51), obs("HIT-6", 50)),
        ("Neutrophil-to-lymphocyte ratio above 3", obs("NLR", 3.1), obs("NLR", 3)),
        ("Gravidity of 2 or more", obs("gravidity", 2), obs("gravidity", 1)),
        ("IGA of 3 or more", obs("IGA", 3), obs("IGA", 2)),
        ("Ki-67 above 20%", obs("Ki67", 21, "%"), obs("Ki-67 index", 20, "%")),
        ("PI-RADS 4 or 5", obs("PI-RADS", "4"), obs("PI-RADS score", "3")),
        ("6MWD above 150 m", obs("6MWD", 151, "m"), obs("six minute walk test", 150, "m")),
        ("PSA doubling time below 10 months", obs("PSADT", 9, "months"), obs("PSA doubling time", 10, "mo")),
        ("CD4 percentage below 15%", obs("CD4 percentage", 14, "%"), obs("CD4", 15, "%")),
    ],
)
def test_scores_and_measurements_are_not_the_diseases_in_their_names(text: str, reached: Record, missed: Record) -> None:
    """ "HEART score" is no heart disease, "HIT-6" no heparin-induced thrombocytopenia, gravidity no pregnancy."""
    assert (answer(text, reached), answer(text, missed)) == ("match", "fail")
