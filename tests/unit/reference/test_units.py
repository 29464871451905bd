"""Spellings of units, what fits an observation, and exact factors."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.reference.observations import observation, observations
from eligibility.reference.unit_spellings import unit_rows
from eligibility.reference.units import (
    UnitMatch,
    accepted_code,
    assumed,
    convert,
    factor,
    fits,
    implied_observation,
    is_code,
    is_plausible,
    match_unit,
    meant_by_unit,
    plausible_units,
    read_unit,
    unit_factor,
)

PAIRS = [(each.id, one, other) for each in observations().values() for one in each.units for other in each.units if one != other]

SPELLINGS = {
    "mg/dL": "mg/dL mg/dl MG/DL mg·per·dl mg·/·dL mg% mg/100·ml mg·dL-1 ｍｇ／ｄＬ mg·percent mg/deciliter milligrams/dL",
    "g/dL": "g/dL gm/dL gm/dl g/dl gr/dl g%",
    "g/L": "g/L g/l gram/liter g·per·litre",
    "umol/L": "μmol/L µmol/L umol/l umolL mcmol/L micromol/L umol·/·L μmol/l",
    "mmol/L": "mmol/L mmol/l MMOL/L mmolL",
    "U/L": "U/L u/l units/L unit/liter",
    "[IU]/L": "IU/L iu/l",
    "[IU]/mL": "IU/mL IU/ml",
    "m[IU]/mL": "mIU/mL mIU/ml",
    "/uL": (
        "/mm3 /mm^3 /mm³ cells/mm3 /µL /uL /mcL /μl per·mm^3 per·microliter cells/µL /mmᶟ /mm(3) cells·per·cubic·millimeter /cumm cells/mm"
    ),
    "10*3/uL": (
        "K/uL K/µL K/mm3 x·10^3/µL x103/uL ×10³/mm³ THOU/ul 10^3/uL thousand/mm3 thou/mcL "
        "x·1000/mm3 x·1,000/µL ×1000·per·microliter x·1,000·cells/µL"
    ),
    "10*9/L": (
        "x10^9/L ×·10⁹/L x·109/L x10E9/L 10e9/L 10*9/L *10^9/L 10**9/L x·10^9·cells/L X·109/L x·10^9·/L x·10(9)/L x·10·9/L 10^9·/·litre "
        "Gpt/L ×10⁹·per·liter"
    ),
    "10*12/L": "×10^12/L x·1012/L T/L x10¹²/L",
    "10*6/mL": "million/mL million·per·ml x·10^6/mL",
    "10*6/uL": "million/µL x·10^6/mm3 ×10⁶/µL",
    "10*9": "x·10^9 ×10⁹",
    "10*5.{copies}/mL": "x·10^5·copies/mL ×10⁵·copies/ml x·105·copies/mL",
    "10*4.[IU]/mL": "×10^4·IU/mL",
    "mL/min": "mL/min ml/min mL/minute mL·min-1 cc/min",
    "mL/min/{1.73_m2}": (
        "mL/min/1.73m2 ml/min/1.73·m2 mL·min-1·1.73·m-2 mL/min/1.73·m*2 "
        "mL/min/1.73·m² mL·/·min·/·1.73·m^2 ml/min/1.73m² mL/min·per·1.73·m2 mL/minute/1.73·m2 ml/min/1.73 "
        "mL/min·(1.73·m2) "
        "milliliters·per·minute·per·1.73·meters·squared"
    ),
    "mm[Hg]": "mmHg mm·Hg mmhg MMHG mm·of·mercury",
    "cm[H2O]": "cmH2O cm·H2O",
    "kPa": "kPa kpa",
    "mL/s": "mL/s ml/sec",
    "mL/kg/h": "mL/kg/h ml/kg/hour mL/kg/hr",
    "mL/kg/min": "mL/kg/min ml/kg/minute",
    "{letters}": "letters ETDRS·letters",
    "Gy": "Gy gray",
    "cGy": "cGy",
    "nmol/L": "nmol/L nmol/l",
    "g/g": "g/g",
    "{log_copies}/mL": "log10·copies/mL log·copies/ml",
    "cm": "cm centimetres",
    "mm": "mm",
    "%": "% percent ％ per·cent",
    "ng/mL": "ng/mL ng/ml",
    "pg/mL": "pg/mL pg/ml",
    "{copies}/mL": "copies/mL copies/ml copies·per·mL cp/mL",
    "{log_IU}/mL": "log10·IU/mL log·IU/ml",
    "g/d": "g/day g/24h g·per·day g/d g/24·hours g·daily g·a·day",
    "mg/kg/d": "mg/kg/day mg/kg·per·day",
    "{drinks}/wk": "drinks/week drinks·per·week standard·drinks·per·week drinks·a·week",
    "kg": "kg kilograms Kg",
    "[lb_av]": "lb lbs pounds",
    "kg/m2": "kg/m2 kg/m² kg/m^2 Kg/m2 kg·/·m2 kilograms·per·square·meter kg/m",
    "/min": "bpm beats/min beats·per·minute /min breaths/min",
    "ms": "ms msec milliseconds",
    "s": "s sec seconds",
    "Cel": "°C ℃ degrees·Celsius °·C",
    "[degF]": "°F ℉",
    "meq/L": "mEq/L meq/l",
    "mosm/kg": "mOsm/kg mosmol/kg",
    "L/min": "L/min l/min",
    "wk": "weeks week wk",
    "mo": "months mo",
    "a": "years yr",
    "mg/g": "mg/g mg/g·creatinine mg/g·Cr",
    "mg/mmol": "mg/mmol",
    "m[IU]/L": "mIU/L mU/L",
    "u[IU]/mL": "µIU/mL uIU/ml μU/mL",
    "{pack-years}": "pack-years pack·years",
    "G/L": "G/L",
    "ug/kg/min": "µg/kg/min mcg/kg/min",
}
SPELLED = [(written.replace("·", " "), code) for code, line in SPELLINGS.items() for written in line.split()]


@pytest.mark.parametrize(("written", "code"), SPELLED)
def test_every_spelling_is_read_to_its_end(written: str, code: str) -> None:
    assert match_unit(f"5 {written}, then", 2) == UnitMatch(2 + len(written), code)
    assert read_unit(written) == code


@pytest.mark.parametrize(
    "text",
    ["grade", "onths", "L-dopa", "MG-ADL", "h/o", "dyspnea", "messages", "Kidney", "", "±", "10 patients", "109"],
)
def test_a_word_is_no_unit(text: str) -> None:
    assert match_unit(text, 0) is None


def test_a_shorter_unit_is_found_where_the_longer_one_breaks_off() -> None:
    assert match_unit("mg/dLx", 0) == UnitMatch(2, "mg")
    assert match_unit("x 10^9 / liver", 0) == UnitMatch(6, "10*9")
    assert match_unit("%of", 0) == UnitMatch(1, "%")


def test_a_superscript_is_lost_only_behind_a_times_sign() -> None:
    assert match_unit("x 109/L", 0) == UnitMatch(7, "10*9/L")
    assert match_unit("109 patients", 0) is None
    assert match_unit("x 109 patients", 0) == UnitMatch(5, "10*9")


def test_thousands_need_a_number_before_them() -> None:
    assert match_unit("100K and", 3) == UnitMatch(4, "10*3")


@given(st.text(max_size=120), st.integers(0, 120))
def test_a_match_lies_inside_the_text_and_names_a_code(text: str, start: int) -> None:
    found = match_unit(text, start)
    if found is not None:
        assert start < found.end <= len(text)
        assert is_code(found.code)


@given(st.text(alphabet="mgLdl/µ×x10^9*² -kcu%", max_size=60))
def test_reading_terminates_on_what_looks_like_units(text: str) -> None:
    for start in range(len(text)):
        match_unit(text, start)


def test_every_accepted_code_reads_as_itself() -> None:
    codes = {unit for each in observations().values() for unit in each.units}
    assert {code: read_unit(code) for code in codes} == {code: code for code in codes}


def test_no_spelling_stands_for_two_codes() -> None:
    for whole in (True, False):
        owners: dict[str, set[str]] = {}
        for row in unit_rows().values():
            if bool(row.part) is not whole:
                for spelling in row.spellings:
                    owners.setdefault("".join(spelling.split()).casefold(), set()).add(row.code)
        assert {spelling: codes for spelling, codes in owners.items() if len(codes) > 1} == {}


# ------------------------------------------------------------------ factors


@pytest.mark.parametrize(
    ("id", "one", "other", "expected", "tolerance"),
    [
        # AMA Manual of Style, 11th ed., section 17.5.10, conversion factors to SI units
        ("creatinine", "mg/dL", "umol/L", 88.4, 1e-4),
        ("total-bilirubin", "mg/dL", "umol/L", 17.104, 1e-4),
        ("glucose", "mg/dL", "mmol/L", 0.0555, 1e-3),
        ("calcium", "mg/dL", "mmol/L", 0.25, 3e-3),
        ("magnesium", "mg/dL", "mmol/L", 0.4114, 1e-4),
        ("phosphate", "mg/dL", "mmol/L", 0.3229, 1e-3),
        ("uric-acid", "mg/dL", "umol/L", 59.48, 1e-3),
        ("bun", "mg/dL", "mmol/L", 0.357, 1e-3),
        ("total-cholesterol", "mg/dL", "mmol/L", 0.02586, 1e-3),
        ("triglycerides", "mg/dL", "mmol/L", 0.0113, 1e-3),
        ("iron", "ug/dL", "umol/L", 0.179, 1e-3),
        ("ammonia", "ug/dL", "umol/L", 0.587, 1e-3),
        ("testosterone", "ng/dL", "nmol/L", 0.0347, 1e-3),
        ("vitamin-d", "ng/mL", "nmol/L", 2.496, 1e-4),
        ("cortisol", "ug/dL", "nmol/L", 27.59, 1e-3),
        ("free-t4", "ng/dL", "pmol/L", 12.87, 1e-3),
        # Haemoglobin by the monomer, 16.114 g/mmol
        ("haemoglobin", "mmol/L", "g/dL", 1.6114, 1e-9),
        ("haemoglobin", "g/dL", "g/L", 10, 0),
        # Urea 60.056 g/mol
        ("urea", "mmol/L", "mg/dL", 6.0056, 1e-9),
        # Equivalents by valence: 1 mEq/L of calcium is 0.5 mmol/L, of sodium 1 mmol/L
        ("calcium", "meq/L", "mmol/L", 0.5, 0),
        ("sodium", "meq/L", "mmol/L", 1, 0),
        # Counts
        ("platelets", "10*9/L", "/uL", 1000, 0),
        ("platelets", "10*3/uL", "10*9/L", 1, 0),
        ("platelets", "/uL", "/mL", 1000, 0),
        ("rbc", "10*6/uL", "10*12/L", 1, 0),
        ("hbv-dna", "10*5.[IU]/mL", "[IU]/mL", 100_000, 0),
        # Enzymes: U/L = IU/L; 1 U is 1/60 ukat (IUBMB)
        ("alt", "[IU]/L", "U/L", 1, 0),
        ("alt", "U/L", "ukat/L", 1 / 60, 1e-12),
        # Pressures: 1 kPa = 7.5006 mmHg
        ("pao2", "kPa", "mm[Hg]", 7.50062, 1e-6),
        ("weight", "[lb_av]", "kg", 0.45359237, 0),
        ("afp", "ug/L", "ng/mL", 1, 0),
        ("upcr", "mg/mmol", "mg/g", 8.84, 1e-4),
        ("egfr", "mL/min", "mL/min/{1.73_m2}", 1, 0),
        ("cigarettes", "{packs}/d", "{cigarettes}/d", 20, 0),
        ("tsh", "u[IU]/mL", "m[IU]/L", 1, 0),
        ("homocysteine", "mg/L", "umol/L", 7.397, 1e-3),
        ("acth", "pg/mL", "pmol/L", 0.2202, 1e-3),
        ("aldosterone", "ng/dL", "pmol/L", 27.74, 1e-3),
        ("dhea-s", "ug/dL", "umol/L", 0.02714, 1e-3),
        ("calcitonin", "pg/mL", "pmol/L", 0.2926, 1e-3),
        ("copper", "ug/dL", "umol/L", 0.1574, 1e-3),
        ("zinc", "ug/dL", "umol/L", 0.153, 1e-3),
        ("blood-lead", "ug/dL", "umol/L", 0.0483, 2e-3),
        ("free-testosterone", "pg/mL", "pmol/L", 3.467, 1e-3),
        ("tacrolimus-level", "ng/mL", "nmol/L", 1.2438, 1e-4),
        ("digoxin-level", "ng/mL", "nmol/L", 1.2805, 1e-4),
        ("lithium-level", "meq/L", "mmol/L", 1, 0),
        ("valproate-level", "ug/mL", "umol/L", 6.934, 1e-3),
        ("carbamazepine-level", "ug/mL", "umol/L", 4.232, 1e-3),
        ("phenytoin-level", "ug/mL", "umol/L", 3.964, 1e-3),
        ("theophylline-level", "ug/mL", "umol/L", 5.55, 1e-3),
        # 60 seconds in a minute, also where the body surface stands below the line
        ("creatinine-clearance", "mL/s", "mL/min", 60, 0),
        ("egfr", "mL/s/{1.73_m2}", "mL/min/{1.73_m2}", 60, 0),
        ("egfr", "mL/s", "mL/min/{1.73_m2}", 60, 0),
        ("ethanol-intake", "U/wk", "{units}/d", Fraction(1, 7), 1e-12),
        ("lvef", "1", "%", 100, 0),
        ("haematocrit", "1", "L/L", 1, 0),
        ("blood-alcohol", "%", "mg/dL", 1000, 0),
        ("urine-protein", "mg", "g/d", Fraction(1, 1000), 0),
        ("ahi", "/h", "{events}/h", 1, 0),
    ],
)
def test_factors_are_the_published_ones(id: str, one: str, other: str, expected: float | Fraction, tolerance: float) -> None:
    found = factor(observation(id), one, other)
    assert found is not None
    assert float(found) == pytest.approx(float(expected), rel=tolerance or 1e-15)


@pytest.mark.parametrize(
    ("id", "one", "other"),
    [
        ("creatinine", "mg/dL", "mm[Hg]"),
        ("sodium", "mmol/L", "g/L"),
        ("hbv-dna", "[IU]/mL", "{copies}/mL"),
        ("lipoprotein-a", "nmol/L", "mg/dL"),
        ("ethanol-intake", "{drinks}/d", "g/d"),
        ("platelets", "mL/min", "mL/min/{1.73_m2}"),
        ("temperature", "Cel", "[degF]"),
        ("hba1c", "%", "mmol/mol"),
    ],
)
def test_what_is_no_pure_factor_for_the_analyte_has_none(id: str, one: str, other: str) -> None:
    assert factor(observation(id), one, other) is None


@pytest.mark.parametrize(("id", "one", "other"), PAIRS)
def test_a_factor_and_its_inverse_cancel(id: str, one: str, other: str) -> None:
    there, back = factor(observation(id), one, other), factor(observation(id), other, one)
    if there is None or back is None:
        assert there is back
    else:
        assert there * back == 1
        assert isinstance(there, Fraction)


@pytest.mark.parametrize(("id", "one", "other"), PAIRS)
def test_a_conversion_there_and_back_is_the_value(id: str, one: str, other: str) -> None:
    converted = convert(3.7, observation(id), one, other)
    if converted is not None:
        assert convert(converted, observation(id), other, one) == pytest.approx(3.7, rel=1e-9)


@given(
    st.floats(0.001, 1e6), st.sampled_from([p for p in PAIRS if p[0] in ("creatinine", "glucose", "haemoglobin", "hba1c", "temperature")])
)
def test_conversion_keeps_the_order(value: float, pair: tuple[str, str, str]) -> None:
    id, one, other = pair
    lower, higher = convert(value, observation(id), one, other), convert(value * 1.01, observation(id), one, other)
    assert lower is not None
    assert higher is not None
    assert lower < higher


@pytest.mark.parametrize(
    ("value", "id", "one", "other", "expected"),
    [
        (12, "total-bilirubin", "mg/dL", "umol/L", 205.2),  # contract §6: 205 µmol/L
        (3, "afp", "ug/L", "ng/mL", 3.0),
        (98.6, "temperature", "[degF]", "Cel", 37.0),
        (38, "temperature", "Cel", "[degF]", 100.4),
        # NGSP's own table, to one decimal: 7.0 % is 53 mmol/mol, 6.5 % is 48 mmol/mol
        (53, "hba1c", "mmol/mol", "%", 7.00),
        (48, "hba1c", "mmol/mol", "%", 6.543),
        (5, "hbv-dna", "{log_IU}/mL", "[IU]/mL", 100_000),
        (5, "hbv-dna", "{log_IU}/mL", "k[IU]/mL", 100),
        (0.4, "fio2", "1", "%", 40),
    ],
)
def test_converted_values_are_the_published_ones(value: float, id: str, one: str, other: str, expected: float) -> None:
    converted = convert(value, observation(id), one, other)
    assert converted is not None
    assert converted == pytest.approx(expected, rel=1e-3)


def test_a_conversion_is_exact_where_floats_are_not() -> None:
    # 3 µg/L × 0.001 × 1000 in floats is 2.9999999999999996, which would fail "≥ 3 ng/mL".
    assert convert(3.0, observation("afp"), "ug/L", "ng/mL") == 3.0
    assert convert(0.3, observation("fibrinogen"), "g/L", "mg/dL") == 30.0


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        ("g/d", "mg/d", 1000),
        ("mg/kg/d", "ug/kg/d", 1000),
        ("[IU]/d", "U/d", 1),
        ("mg", "mg/d", None),
        ("mg", "[IU]", None),
        ("meq", "mmol", None),
        ("nonsense", "mg", None),
        ("Cel", "[degF]", None),
    ],
)
def test_doses_convert_by_dimension_alone(one: str, other: str, times: int | None) -> None:
    assert unit_factor(one, other) == times


def test_no_pair_of_codes_raises() -> None:
    for one in unit_rows():
        for other in unit_rows():
            there, back = unit_factor(one, other), unit_factor(other, one)
            assert there is back is None or (there is not None and back is not None and there * back == 1)


# ------------------------------------------------------------------ what fits


def test_a_power_alone_stands_for_the_usual_count() -> None:
    assert accepted_code(observation("platelets"), "10*9") == "10*9/L"
    assert accepted_code(observation("platelets"), "10*3") == "10*3/uL"
    assert accepted_code(observation("creatinine"), "10*9") is None


def test_a_count_whose_slash_was_lost_is_still_a_count() -> None:
    assert accepted_code(observation("platelets"), "uL") == "/uL"
    assert accepted_code(observation("platelets"), "10*9.L") == "10*9/L"
    assert accepted_code(observation("heart-rate"), "min") is None
    assert accepted_code(observation("mcv"), "uL") is None


def test_units_of_alcohol_are_no_enzyme_units() -> None:
    assert accepted_code(observation("ethanol-intake"), "U/wk") == "{units}/wk"
    assert accepted_code(observation("alt"), "U/wk") is None
    assert factor(observation("ethanol-intake"), "U/wk", "{drinks}/wk") is None


def test_a_thousand_needs_what_it_counts() -> None:
    assert match_unit("x 1000/mm3", 0) == UnitMatch(10, "10*3/uL")
    assert match_unit("x 1000 mg", 0) is None
    assert match_unit("x 10000/mm3", 0) is None


def test_a_capital_g_is_giga_for_cells_and_gram_for_the_rest() -> None:
    assert accepted_code(observation("platelets"), "G/L") == "10*9/L"
    assert accepted_code(observation("haemoglobin"), "G/L") == "g/L"
    assert factor(observation("platelets"), "G/L", "/uL") == 1000


def test_equal_dimension_is_not_enough_to_fit() -> None:
    assert not fits(observation("haemoglobin"), "pg/mL")
    assert not fits(observation("platelets"), "/min")
    assert fits(observation("alt"), "[IU]/L")
    assert fits(observation("hbv-dna"), "10*6.{copies}/mL")


def test_clearances_are_compared_by_assumption() -> None:
    said = "mL/min taken as mL/min/1.73 m² (a body surface area of 1.73 m²)"
    assert assumed(observation("egfr"), "mL/min", "mL/min/{1.73_m2}") == said
    assert assumed(observation("creatinine-clearance"), "mL/min/{1.73_m2}", "mL/min") == said
    assert assumed(observation("egfr"), "mL/min", "mL/min") is None
    assert assumed(observation("creatinine"), "mg/dL", "umol/L") is None
    assert assumed(observation("cigarettes"), "{packs}/d", "{cigarettes}/wk") == "a pack taken as 20 cigarettes"


@pytest.mark.parametrize(
    ("id", "value", "units"),
    [
        ("creatinine", 2.0, ("mg/dL",)),
        ("creatinine", 177, ("umol/L",)),
        ("haemoglobin", 9.0, ("g/dL",)),
        ("haemoglobin", 90, ("g/L",)),
        ("platelets", 100_000, ("/uL",)),
        ("platelets", 100, ("10*9/L", "10*3/uL")),
        ("wbc", 3.0, ("10*9/L", "10*3/uL")),
        ("anc", 1500, ("/uL",)),
        ("total-bilirubin", 2.0, ("mg/dL",)),
        ("glucose", 200, ("mg/dL",)),
        ("inr", 1.5, ("1",)),
        ("pregnancy", 1, ()),
    ],
)
def test_a_bare_threshold_is_plausible_in_its_usual_unit(id: str, value: float, units: tuple[str, ...]) -> None:
    assert plausible_units(observation(id), value) == units


def test_a_threshold_in_the_wrong_unit_is_implausible() -> None:
    assert is_plausible(observation("haemoglobin"), 9, "mg/dL") is False
    assert is_plausible(observation("haemoglobin"), 9, "g/dL") is True
    assert is_plausible(observation("haemoglobin"), 9, "mm[Hg]") is None


def test_the_unit_tells_which_of_two_observations_is_meant() -> None:
    assert meant_by_unit(observation("prothrombin-time"), "%").id == "pta"
    assert meant_by_unit(observation("prothrombin-time"), "s").id == "prothrombin-time"
    assert meant_by_unit(observation("fev1-percent"), "L").id == "fev1"
    assert meant_by_unit(observation("urine-protein"), "mg/g").id == "upcr"
    assert meant_by_unit(observation("pregnancy-test"), "m[IU]/mL").id == "hcg"
    assert meant_by_unit(observation("creatinine"), "mm[Hg]").id == "creatinine"
    bmi = implied_observation("kg/m2")
    assert bmi is not None
    assert bmi.id == "bmi"
    assert implied_observation("mg/dL") is None


def test_pint_is_loaded_only_to_convert() -> None:
    code = "import sys, eligibility.reference.units as u; u.match_unit('mg/dL', 0); assert 'pint' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
