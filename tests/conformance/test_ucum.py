"""Every unit code of the tables is valid UCUM, and means what UCUM says, by the independent implementation ucumvert."""

from __future__ import annotations

import csv
import math
import re
from fractions import Fraction
from importlib.resources import files
from typing import Any

import pytest

from eligibility.reference.observations import observations
from eligibility.reference.unit_spellings import is_code, read_unit, split_code, unit_rows
from eligibility.reference.units import factor, unit_factor

ucumvert = pytest.importorskip("ucumvert")

CODES = sorted({*unit_rows(), *(unit for each in observations().values() for unit in each.units)})
# The same dimension to UCUM too: conversions that need no molar mass, valence, or our own reading of counts and arbitrary units.
PLAIN = (
    {"mg/dL", "g/dL", "g/L", "mg/L", "ug/dL", "ug/L", "ng/mL", "ng/dL", "pg/mL", "ng/L", "ug/mL"},
    {"mol/L", "mmol/L", "umol/L", "nmol/L", "pmol/L"},
    {"mm[Hg]", "kPa", "cm[H2O]"},
    {"kg", "[lb_av]", "g"},
    {"cm", "m", "mm", "[in_i]", "[ft_i]"},
    {"wk", "d", "mo", "a"},
    {"ms", "s"},
    {"g/d", "mg/d", "g/wk"},
)
PAIRS = [
    (each.id, one, other)
    for each in observations().values()
    for one in each.units
    for other in each.units
    if one != other and any({one, other} <= same for same in PLAIN)
]


@pytest.fixture(scope="module")
def parser() -> Any:
    return ucumvert.get_ucum_parser()


@pytest.fixture(scope="module")
def registry() -> Any:
    return ucumvert.PintUcumRegistry()


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_valid_ucum(code: str, parser: Any) -> None:
    parser.parse(code)


@pytest.mark.parametrize(("id", "one", "other"), PAIRS)
def test_plain_factors_are_those_of_ucum(id: str, one: str, other: str, registry: Any) -> None:
    ours = factor(observations()[id], one, other)
    here, there = registry.from_ucum(one), registry.from_ucum(other)
    assert ours is not None
    assert float(ours) == pytest.approx(here.to(there.units).magnitude, rel=1e-6)


# ------------------------------------------------------------------ the published examples


def published_examples() -> list[str]:
    """The codes of UCUM's "Table of Example UCUM Codes for Electronic Messaging", as ucumvert brings it."""
    text = files("ucumvert").joinpath("vendor/ucum_examples.tsv").read_text("utf-8")
    return [row[1] for row in csv.reader(text.splitlines()[1:], delimiter="\t")]


EXAMPLES = published_examples()
UNDERSTOOD = [code for code in EXAMPLES if read_unit(code) is not None]
# Ours: U and IU are one (contract §6), what is counted is not a number, and a molar amount is none either, so these have other dimensions.
OUR_OWN = re.compile(r"U\b|\{|\[|mol|eq|osm|dB|kat|Cel|10\*\d+$|^[KF]$")


def test_the_examples_understood_do_not_get_fewer() -> None:
    assert len(EXAMPLES) == 848
    assert len(UNDERSTOOD) >= 380


@pytest.mark.parametrize("code", [c for c in EXAMPLES if c not in UNDERSTOOD])
def test_an_example_not_understood_has_a_part_that_no_observation_needs(code: str) -> None:
    """The whole skip list, with one reason, looked at again: a part of the code is not in `data/units.csv`."""
    parts = split_code(code)[1].split("/")
    rows = unit_rows()
    assert [part for part in parts if part and not (part in rows and rows[part].part)]


# Read otherwise than UCUM does, on purpose: the text before the code decides, and nobody writes these codes of these units for patients.
PATIENT_READING = {
    "K": "kelvin; people write it for thousands",
    "F": "farad; people write it for degrees Fahrenheit",
    "Ms": "megasecond; a line in capitals has it for milliseconds",
    "/mm": "per millimetre; people write it for per cubic millimetre",
    "cP": "centipoise; people write it for copies",
    "Torr": "no UCUM at all, though among the examples; a millimetre of mercury",
}
# U is an amount of substance in time to UCUM, IU a number; here they are one unit (contract §6), so m[IU] stands for mU.
ENZYME_UNIT = re.compile(r"^[kmu]U")


@pytest.mark.parametrize("code", [c for c in UNDERSTOOD if read_unit(c) != c and c not in PATIENT_READING])
def test_an_example_read_as_another_code_is_the_same_unit_to_ucum(code: str, registry: Any) -> None:
    """Annotations dropped, "(24.h)" read as a day, "[iU]" as "[IU]": none of it changes the unit."""
    ours = str(read_unit(code))
    if ENZYME_UNIT.match(code):
        assert ours.replace("[IU]", "U").partition("/")[0] == code.partition("/")[0]
        return
    if code.startswith("{") and "/" not in code:
        # An annotation alone is the number one (UCUM section 2.4); a logarithm's differ in case only.
        assert ours in ("1", code.casefold().replace("iu", "IU"))
        return
    if "(24.h)" in code:
        # The oracle reads "(24.h)" as an hour (0.3.2); the division must be by 24 of them.
        assert ours == code.replace("(24.h)", "d")
        assert unit_factor("g/d", "g/h") == Fraction(1, 24)
        return
    here, there = (registry.Quantity(1, registry.from_ucum(each)).to_base_units() for each in (ours, code.replace("{Log", "{log")))
    assert here.magnitude == pytest.approx(there.magnitude, rel=1e-5)
    assert here.dimensionality == there.dimensionality


def test_factors_between_examples_are_those_of_ucum(registry: Any) -> None:
    """All pairs of examples that both sides know, with the same dimension to UCUM."""
    plain = sorted({str(read_unit(code)) for code in UNDERSTOOD if code not in PATIENT_READING and not OUR_OWN.search(code)})
    oracle = {code: registry.Quantity(1, registry.from_ucum(code)).to_base_units() for code in plain}
    compared = 0
    for one in plain:
        for other in plain:
            if one != other and oracle[one].dimensionality == oracle[other].dimensionality:
                ours = unit_factor(one, other)
                if ours is None:
                    continue
                compared += 1
                assert math.isclose(float(ours), oracle[one].magnitude / oracle[other].magnitude, rel_tol=1e-5), (one, other)
    assert compared > 1_000


# ------------------------------------------------------------------ the functional tests (G. Grieve, 11 October 2018)

# Validation cases that are no valid UCUM, by id. No such thing is ever taken for a code.
INVALID = {
    "1-102": "m/",
    "1-108": "10+3/ul",
    "1-115a": "rad2{錠}",
    "1-116a": "{a}rad2{b}",
    "1-118": "{|}1",
    "1-149": "iU",
    "1-210": "molv",
    "1-247": "[BETH'U]",
    "1-249-a": "[iIU]",
    "1-250-a": "[iIU]/d",
    "1-251-a": "[iIU]/L",
    "1-263": "g/12h",
    "1-264": "g/48h",
    "1-265": "g/4h",
    "1-275-a": "m[iIU]/L",
    "1-277": "mg/12h",
    "1-288": "mL/4h",
    "1-299": "mmol/12h",
    "1-305": "mmol/kg[H20]",
    "1-330": "U/1h",
    "1-337a": "u[iIU]/mL",
    "k=1=010": "cm[H20]",
    "k=1=074": "ug(8.h)",
    "k=1=074b": "ug(8hr)",
}
# Free text is read with more patience than codes: so people write, and mean what it seems.
PATIENCE = {"iU": "[IU]"}
# Valid codes of the cases that name what an observation, a dose or a rate may be given in.
VALID_LINES = (
    "m /m 10*3/ul [ft_i] [in_i] [lb_av] [oz_av] a cm cm2 cm3 d dl g g/d g/l h kg l m2 meq mg mg/d min ml ml/s mm[Hg] mm2 mm3 mmol",
    "mmol/l mo mol ms ng pg/ml s U U/l ug ug/min ul umol umol/l wk % /[HPF] /L /mL /mmol [IU] [IU]/d [IU]/L [IU]/mL 10*12/L 10*6/L",
    "10*9/L Cel cm/s fL g/g g/L km kU/L L/L m[IU]/L mg/g mg/L mg/mg mg/mL mL mL/d mL/min mm mm/h mmol/d mmol/g mmol/kg mmol/L",
    "mmol/mmol mU/L ng/d ng/g ng/L ng/mL nmol/d nmol/g nmol/h/mL nmol/L nmol/mmol pg pmol/d pmol/g pmol/L pmol/mmol U/d U/g U/kg",
    "U/L U/mL u[IU]/mL ug/d ug/g ug/L ug/mL um/s umol/d umol/g umol/L umol/mmol [iU]/mL mL/h cm[H2O] kg/m2 kg/h mmol/(kg.h) L/h",
    "mmol/h kcal g{creat} kcal/d kcal/h g{hgb} ms/s ng/(kg.h) ng/h meq/(kg.h) [ppb] [ppm] g/(kg.h) g/h mg/(kg.h) [in_us] mg/h",
    "m[iU]/mL ug/(kg.h) [HPF] [iU]/d ug/h [iU]/h u[iU] [iU]/kg [iU]/L mL/(kg.h) [iU]/min mmol/(kg.d) /kg g/m2 L/(min.m2) mg/(kg.d)",
    "mmol/(kg.min) ng/m2 g/min L/d mg/(kg.min) ng/min ug/(kg.d) Gy L/kg ug/(kg.min) /min L/min mg/dL mmol/m2 ng/s L/s mg/kg",
    "mmol/min ug/dL dB deg mg/m2 mol/kg nmol/s ug/kg mol/L 10*3/L mg/min ug/m2 kg 10*3/mL mL/(kg.d) 10*3/mm3 mL/(kg.min) kg/L",
    "mL/(min.m2) umol/min 10*6/mL 10*6/mm3 kg/min meq/(kg.d) mL/kg g/(kg.d) kg/mol meq/(kg.min) mL/m2 10*9/mL g/(kg.min) kg/s",
    "meq/d ng/(kg.d) 10*9/mm3 kPa meq/kg ng/(kg.min) g/dL meq/L mL/s g/kg L meq/min ng/kg",
)
VALID = [code for line in VALID_LINES for code in line.split()]


@pytest.mark.parametrize(("id", "code"), INVALID.items())
def test_what_is_no_ucum_is_no_code(id: str, code: str, parser: Any) -> None:
    assert not is_code(code), id
    assert read_unit(code) == PATIENCE.get(code), id


@pytest.mark.parametrize("code", VALID)
def test_a_valid_code_that_we_need_is_understood(code: str, parser: Any) -> None:
    parser.parse(code)
    ours = read_unit(code)
    assert ours is not None
    assert is_code(ours)


# value, from, to, outcome; of products and exponents (3-105 to 3-117, 3-120 to 3-129) no unit of anything measured here is made
CONVERSIONS = {
    "3-101": (6.3, "m", "m", 6.3),
    "3-102": (6.3, "mm", "m", 0.0063),
    "3-103": (6.3, "mm", "cm", 0.63),
    "3-104": (6.3, str(read_unit("s.m-1")), "s/m", 6.3),
    "3-112": (6.3, "ms/m", "s/m", 0.0063),
    "3-118": (6.30, "[in_i]", "m", 0.160),
    "3-119": (6.300, "[in_i]", "cm", 16.0),
}
NO_UNITS_OF_OURS = ("s.mm-2", "4.s/m", "s/4/m", "g.m.s-2.A-2", "10*-7.s", "4.[pi].10*-7.N", "[mu_0]", "m[Hg]", "S", "[ly]", "g.m")


@pytest.mark.parametrize(("id", "case"), CONVERSIONS.items())
def test_the_functional_conversions(id: str, case: tuple[float, str, str, float]) -> None:
    value, one, other, outcome = case
    times = unit_factor(one, other)
    assert times is not None, id
    # The outcomes are given to the digits of the value.
    assert value * float(times) == pytest.approx(outcome, rel=2e-3)


@pytest.mark.parametrize("code", NO_UNITS_OF_OURS)
def test_the_conversions_left_out_are_of_units_that_are_not_known(code: str, parser: Any) -> None:
    parser.parse(code)
    assert not is_code(code)
    assert read_unit(code) is None
