"""Contract §6, sentence by sentence: values, units, reference ranges, what is calculated. The day of judgement is 2026-11-01 (`ON`)."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, result, table
from spec.records import Record, labs, obs

Options = dict[str, Any]


@table(
    needs("Hemoglobin ≥ 9 g/dL", "another unit, at the limit", labs(obs("Hb", 90, "g/L")), "match"),
    needs("Hemoglobin ≥ 9 g/dL", "another unit, below", labs(obs("Hb", 89.9, "g/L")), "fail"),
    needs("Hemoglobin ≥ 9 g/dL", "an amount, by the monomer", labs(obs("Hb", 5.586, "mmol/L")), "match"),
    needs("Hemoglobin ≥ 9 g/dL", "an amount, just below", labs(obs("Hb", 5.585, "mmol/L")), "fail"),
    needs("Total bilirubin ≥ 12 mg/dL", "205 µmol/L is 11.99 mg/dL", labs(obs("TBil", 205, "umol/L")), "fail"),
    needs("Total bilirubin ≥ 12 mg/dL", "206 µmol/L", labs(obs("TBil", 206, "umol/L")), "match"),
    needs("AFP ≥ 3 ng/mL", "3 µg/L, exactly", labs(obs("AFP", 3, "ug/L")), "match"),
    needs("WBC ≥ 3000/mm3", "10⁹/L", labs(obs("WBC", 3.0, "10^9/L")), "match"),
    needs("WBC ≥ 3000/mm3", "G/L, below", labs(obs("WBC", 2.99, "G/L")), "fail"),
    needs("Platelets ≥ 100 × 10^9/L", "per µL", labs(obs("platelets", 100000, "/uL")), "match"),
    needs("Platelets ≥ 100 × 10^9/L", "thousands per µL", labs(obs("platelets", 99, "K/uL")), "fail"),
    needs("Glucose < 126 mg/dL", "mmol/L", labs(obs("glucose", 6.99, "mmol/L")), "match"),
    needs("Glucose < 126 mg/dL", "mmol/L, above", labs(obs("glucose", 7.0, "mmol/L")), "fail"),
    needs("Temperature < 38 °C", "Fahrenheit", labs(obs("temperature", 98.6, "°F")), "match"),
    needs("Temperature < 38 °C", "Fahrenheit, above", labs(obs("temperature", 100.5, "°F")), "fail"),
    needs("Hematocrit > 30%", "a fraction by volume", labs(obs("hematocrit", 0.4, "L/L")), "match"),
    needs("Hemoglobin ≥ 9 g/dL", "a unit of something else", labs(obs("Hb", 12, "mmHg")), "unknown: unit_not_convertible"),
    needs("Hemoglobin ≥ 9 g/dL", "no unit one knows", labs(obs("Hb", 12, "bananas")), "unknown: unit_not_convertible"),
    needs("ALT ≤ 120 U/L", "IU/L is U/L", labs(obs("ALT", 120, "IU/L")), "match"),
)
def test_values_are_compared_in_the_criterions_unit(kind: Kind, text: str, record: Record, expected: str, options: Options) -> None:
    check(kind, text, record, expected, options)


BOTH = "Total bilirubin ≥ 12 mg/dL (equivalent to 205 μmol/L)"


@table(
    needs(BOTH, "in the second unit, at its limit", labs(obs("TBil", 205, "umol/L")), "match"),
    needs(BOTH, "in the second unit, below", labs(obs("TBil", 204.9, "umol/L")), "fail"),
    needs(BOTH, "in the first unit, at its limit", labs(obs("TBil", 12, "mg/dL")), "match"),
    needs(BOTH, "in the first unit, below", labs(obs("TBil", 11.99, "mg/dL")), "fail"),
    needs(BOTH, "in a third unit, above both", labs(obs("TBil", 120, "mg/L")), "match"),
    needs(BOTH, "in a third unit, below both", labs(obs("TBil", 119, "mg/L")), "fail"),
    needs(BOTH, "in a third unit, between them", labs(obs("TBil", 119.95, "mg/L")), "unknown: ambiguous"),
)
def test_a_limit_in_several_units_counts_as_written_in_each(kind: Kind, text: str, record: Record, expected: str, options: Options) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("INR ≤ 1.5", "no unit is its unit", labs(obs("INR", 1.5)), "match"),
    needs("PTA < 40%", "percent is the only unit in use", labs(obs("PTA", 36)), "match"),
    needs("SpO2 ≥ 93%", "percent is the only unit in use", labs(obs("SpO2", 95)), "match"),
    needs("SpO2 ≥ 93%", "a fraction is no percentage", labs(obs("SpO2", 0.95)), "unknown: unit_missing"),
    needs("LVEF ≥ 50%", "a fraction is no percentage", labs(obs("LVEF", 0.6)), "unknown: unit_missing"),
    needs("Total bilirubin ≥ 12 mg/dL", "two units are in use", labs(obs("TBil", 205)), "unknown: unit_missing"),
    needs("Temperature < 38 °C", "two units are in use", labs(obs("temperature", 37)), "unknown: unit_missing"),
    needs("Platelets ≥ 100 × 10^9/L", "several units are in use", labs(obs("platelets", 100)), "unknown: unit_missing"),
)
def test_a_value_without_a_unit_is_read_only_where_one_unit_is_in_use(
    kind: Kind, text: str, record: Record, expected: str, options: Options
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("ALT ≤ 3 × ULN", "at the limit", labs(obs("ALT", 120, "U/L", high=40)), "match"),
    needs("ALT ≤ 3 × ULN", "above", labs(obs("ALT", 120.0001, "U/L", high=40)), "fail"),
    needs("ALT ≤ 3 × ULN", "no unit is needed", labs(obs("ALT", 100, high=40)), "match"),
    needs("ALT ≤ 3 × ULN", "no range anywhere", labs(obs("ALT", 100, "U/L")), "unknown: no_reference_range"),
    needs("ALT ≤ 3 × ULN", "an older range", labs(obs("ALT", 100, "U/L"), obs("ALT", 50, "U/L", "2026-09-01", high=40)), "match"),
    needs(
        "ALT ≤ 3 × ULN", "an older range in another unit", labs(obs("ALT", 100, "U/L"), obs("ALT", 1, "ukat/L", "2026-09-01", high=0.7)),
        "unknown: no_reference_range",
    ),
    needs(
        "ALT ≤ 3 × ULN", "a newer range of a newer value",
        labs(obs("ALT", 130, "U/L"), obs("ALT", 90, "U/L", "2026-10-31", high=50)), "match",
    ),
    needs(
        "ALT ≤ 3 × ULN", "a range by the caller", labs(obs("ALT", 130, "U/L")), "fail",
        reference_ranges={"ALT": {"high": 40, "unit": "U/L"}},
    ),
    needs(
        "ALT ≤ 3 × ULN", "the record's older one before the caller's",
        labs(obs("ALT", 130, "U/L", "2026-09-01", high=50), obs("ALT", 130, "U/L")), "match",
        reference_ranges={"ALT": {"high": 40, "unit": "U/L"}},
    ),
    needs("Normal total bilirubin", "inside both limits", labs(obs("TBil", 1, "mg/dL", low=0.1, high=1.2)), "match"),
    needs("Normal total bilirubin", "above", labs(obs("TBil", 1.3, "mg/dL", high=1.2)), "fail"),
    needs(
        "Normal total bilirubin", "only one limit known, not crossed",
        labs(obs("TBil", 1, "mg/dL", high=1.2)), "unknown: no_reference_range",
    ),
    needs("Albumin ≥ LLN", "at the limit", labs(obs("albumin", 35, "g/L", low=35)), "match"),
)  # fmt: skip
def test_multiples_use_the_reference_range_of_the_value(kind: Kind, text: str, record: Record, expected: str, options: Options) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("AFP ≥ 400 ng/mL", "above more", labs(obs("AFP", 1210, "ng/mL", comparator=">")), "match"),
    needs("AFP ≥ 400 ng/mL", "above less", labs(obs("AFP", 300, "ng/mL", comparator=">")), "unknown: censored_value"),
    needs("AFP ≥ 400 ng/mL", "at least the limit", labs(obs("AFP", 400, "ng/mL", comparator=">=")), "match"),
    needs("AFP > 400 ng/mL", "at least the limit", labs(obs("AFP", 400, "ng/mL", comparator=">=")), "unknown: censored_value"),
    needs("AFP > 400 ng/mL", "above the limit", labs(obs("AFP", 400, "ng/mL", comparator=">")), "match"),
    needs("AFP < 400 ng/mL", "below little", labs(obs("AFP", 1, "ng/mL", comparator="<")), "match"),
    needs("AFP < 400 ng/mL", "below more", labs(obs("AFP", 500, "ng/mL", comparator="<")), "unknown: censored_value"),
    needs("AFP < 400 ng/mL", "above the limit", labs(obs("AFP", 400, "ng/mL", comparator=">")), "fail"),
)
def test_a_censored_value_is_a_range(kind: Kind, text: str, record: Record, expected: str, options: Options) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Creatinine < 2.0 ng/dL", "both readings deny", labs(obs("creatinine", 3, "mg/dL")), "fail"),
    needs("Creatinine < 2.0 ng/dL", "the readings differ", labs(obs("creatinine", 1, "mg/dL")), "unknown: ambiguous"),
    needs("Bilirubin 1.5 × ULN", "no comparator", labs(obs("TBil", 1, "mg/dL", high=1.2)), "unknown: comparator_lost"),
    needs("Platelets ≥ 100,000", "the one unit that makes sense", labs(obs("platelets", 100, "10*9/L")), "match"),
    needs("eGFR ≥ 60 mL/min/1.73m2", "mL/min", labs(obs("eGFR", 60, "mL/min")), "match"),
)
def test_texts_with_odd_units_say_so(kind: Kind, text: str, record: Record, expected: str, options: Options) -> None:
    check(kind, text, record, expected, options)


def test_what_is_assumed_is_listed() -> None:
    def assumed(text: str, *observations: Record, **options: Any) -> str:
        return " ".join(result("inclusion", text, labs(*observations), **options).assumptions)

    assert "/uL assumed" in assumed("Platelets ≥ 100,000", obs("platelets", 120, "10*9/L"))
    assert "2026-09-01" in assumed("ALT ≤ 3 × ULN", obs("ALT", 100, "U/L"), obs("ALT", 50, "U/L", "2026-09-01", high=40))
    assert "caller" in assumed("ALT ≤ 3 × ULN", obs("ALT", 100, "U/L"), reference_ranges={"ALT": {"high": 40, "unit": "U/L"}})
    assert "1.73" in assumed("eGFR ≥ 60 mL/min/1.73m2", obs("eGFR", 60, "mL/min"))
    assert "without a unit" in assumed("SpO2 ≥ 93%", obs("SpO2", 95))
    assert not assumed("ALT ≤ 3 × ULN", obs("ALT", 100, "U/L", high=40))


# ------------------------------------------------------------------ derived quantities

MELD = (obs("creatinine", 0.8, "mg/dL"), obs("TBil", 5, "mg/dL"), obs("INR", 2))  # 9.57·0 + 3.78·ln 5 + 11.2·ln 2 + 6.43 = 20.3
OLD_MELD = tuple({**o, "date": "2026-09-01"} for o in MELD)
MAN = {"sex": "male", "birth_date": "1966-01-01"}


@table(
    needs("MELD score ≥ 20", "calculated, with creatinine floored at 1", labs(*MELD), "match"),
    needs("MELD score ≥ 21", "calculated, rounded", labs(*MELD), "fail"),
    needs("MELD score ≥ 21", "recorded later than its inputs", labs(*OLD_MELD, obs("MELD", 25)), "match"),
    needs("MELD score ≥ 21", "recorded on the day of its inputs", labs(*MELD, obs("MELD", 25)), "match"),
    needs("MELD score ≥ 21", "recorded before its inputs", labs(*MELD, obs("MELD", 25, day="2026-10-01")), "fail"),
    needs("MELD score ≥ 20", "an input is missing", labs(*MELD[:2]), "unknown: missing"),
    needs(
        "MELD score ≥ 30", "on dialysis creatinine is 4", labs(*MELD, procedures=[{"name": "hemodialysis", "start": "2026-10-01"}]), "match"
    ),
    needs("BMI < 35", "from weight and height", labs(obs("weight", 100, "kg"), obs("height", 170, "cm")), "match"),
    needs("BMI < 34.6", "from weight and height", labs(obs("weight", 100, "kg"), obs("height", 170, "cm")), "fail"),
    needs("QTcF ≤ 450 ms", "from QT and heart rate", labs(obs("QT", 400, "ms"), obs("heart rate", 60, "bpm")), "match"),
    needs(
        "Creatinine clearance ≥ 80 mL/min",
        "Cockcroft-Gault",
        labs(obs("creatinine", 1.0, "mg/dL"), obs("weight", 72, "kg"), **MAN),
        "match",
    ),
    needs(
        "Creatinine clearance > 80 mL/min", "Cockcroft-Gault", labs(obs("creatinine", 1.0, "mg/dL"), obs("weight", 72, "kg"), **MAN), "fail"
    ),
    needs("eGFR ≥ 60 mL/min/1.73m2", "CKD-EPI 2021", labs(obs("creatinine", 1.0, "mg/dL"), **MAN), "match"),
    needs("eGFR ≥ 60 mL/min/1.73m2", "sex missing", labs(obs("creatinine", 1.0, "mg/dL"), birth_date="1966-01-01"), "unknown: missing"),
    needs("ECOG 0-1", "WHO is the same scale", labs(obs("WHO performance status", 2)), "fail"),
    needs("ECOG 0-1", "Karnofsky is another", labs(obs("Karnofsky", 90)), "unknown: missing"),
)
def test_derived_quantities_are_recorded_or_calculated(kind: Kind, text: str, record: Record, expected: str, options: Options) -> None:
    check(kind, text, record, expected, options)


def test_a_calculated_answer_names_its_formula_and_inputs() -> None:
    got = result("inclusion", "MELD score ≥ 20", labs(*MELD))
    shown = " ".join(e.text for e in got.evidence)
    assert "calculated" in shown
    assert "UNOS 2002" in shown
    assert all(word in shown for word in ("TBil 5", "INR 2", "creatinine 0.8"))


RISE = "Total bilirubin daily increase ≥ 17.1 umol/L"


@table(
    needs(RISE, "just so much, over two days", labs(obs("TBil", 100, "umol/L", "2026-10-28"), obs("TBil", 134.2, "umol/L")), "match"),
    needs(RISE, "less", labs(obs("TBil", 100, "umol/L", "2026-10-28"), obs("TBil", 134.1, "umol/L")), "fail"),
    needs(
        RISE, "the last two days count",
        labs(obs("TBil", 10, "umol/L", "2026-10-01"), obs("TBil", 130, "umol/L", "2026-10-29"), obs("TBil", 134, "umol/L")), "fail",
    ),
    needs(RISE, "two units", labs(obs("TBil", 5, "mg/dL", "2026-10-29"), obs("TBil", 110, "umol/L")), "match"),
    needs(RISE, "one day only", labs(obs("TBil", 100, "umol/L"), obs("TBil", 134.2, "umol/L")), "unknown: missing"),
    needs(RISE, "a fall", labs(obs("TBil", 200, "umol/L", "2026-10-28"), obs("TBil", 100, "umol/L")), "fail"),
    excludes("Blood pressure ≥ 160 mmHg", "no such value", labs(), "unknown"),
)  # fmt: skip
def test_a_rate_is_of_the_last_two_days(kind: Kind, text: str, record: Record, expected: str, options: Options) -> None:
    check(kind, text, record, expected, options)
