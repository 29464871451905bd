"""Written amounts to limits: units missing, implausible, impossible (contract §6)."""

from __future__ import annotations

from eligibility.compiler.measured.limits import read_limit
from eligibility.compiler.syntax.phrases import Amount
from eligibility.reference.observations import observation
from eligibility.rules.nodes import Multiple, Quantity


def test_a_unit_that_fits_is_taken_as_written() -> None:
    read = read_limit(Amount(12.0, unit="mg/dL"), observation("total-bilirubin"))
    assert (read.limits, read.assumption, read.note) == ((Quantity(value=12, unit="mg/dL"),), None, None)


def test_a_multiple_needs_no_unit() -> None:
    read = read_limit(Amount(2.5, multiple_of="ULN"), observation("total-bilirubin"))
    assert read.limits == (Multiple(factor=2.5, of="ULN"),)


def test_an_analyte_with_one_unit_in_use_needs_none_written() -> None:
    assert read_limit(Amount(1.5), observation("inr")).limits == (Quantity(value=1.5),)
    assert read_limit(Amount(40.0), observation("pta")).limits == (Quantity(value=40, unit="%"),)


def test_a_unit_of_another_dimension_gives_no_limit_and_says_what_is_accepted() -> None:
    read = read_limit(Amount(12.0, unit="kg"), observation("total-bilirubin"))
    assert read.limits == ()
    assert read.note is not None
    assert read.note.startswith("Total bilirubin cannot be measured in 'kg'; accepted: mg/dL, ")


def test_an_implausible_unit_keeps_both_readings() -> None:
    read = read_limit(Amount(2.0, unit="ng/dL"), observation("creatinine"))
    assert read.limits == (Quantity(value=2e-06, unit="mg/dL"), Quantity(value=2, unit="mg/dL"))
    assert read.note == "Serum creatinine 2 ng/dL is implausible; mg/dL may be meant: definite only where both agree"


def test_a_number_no_unit_makes_plausible_gives_no_limit() -> None:
    read = read_limit(Amount(1e12), observation("creatinine"))
    assert read.limits == ()
    assert read.note == "Serum creatinine 1e+12: the text gives no unit, and no usual one makes the number plausible"


def test_a_time_is_a_limit_of_an_observation_that_is_a_time() -> None:
    assert read_limit(Amount(12.0, time="week"), observation("life-expectancy")).limits == (Quantity(value=12, unit="wk"),)
