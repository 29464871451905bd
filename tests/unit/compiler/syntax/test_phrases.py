"""Each production of `grammars/phrases.lark`, from text."""

from __future__ import annotations

import pytest

from eligibility.compiler.syntax.parse_tree import find_phrases
from eligibility.compiler.syntax.phrases import Amount, Between, Classes, Compared, Either, Formula, Gap, Listed, Phrase, Rate
from eligibility.rules.nodes import Duration, HalfLives, Lasting, Window
from eligibility.text.tokens import tokenize


def phrase(text: str, behind: str = "") -> Phrase:
    """The one phrase that the whole text is (behind a name, where a phrase needs one)."""
    words = f"{behind} {text}" if behind else text
    element = find_phrases(tokenize(words))[-1]
    assert element.span.of(words) == text
    assert not isinstance(element.value, str), f"{text!r} is no phrase"
    return element.value


def weeks(value: float) -> Duration:
    return Duration(value=value, unit="week")


def months(value: float) -> Duration:
    return Duration(value=value, unit="month")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥ 30", Compared(">=", Amount(30.0))),
        ("≥ 12 mg/dL", Compared(">=", Amount(12.0, unit="mg/dL"))),
        ("< 40 %", Compared("<", Amount(40.0, unit="%"))),
        ("at least 18 years", Compared(">=", Amount(18.0, time="year"))),
        ("≥ 18 years old", Compared(">=", Amount(18.0, time="year", old=True))),
        ("≤ 2.5 x ULN", Compared("<=", Amount(2.5, multiple_of="ULN"))),
        ("≥ 10 X the upper limit of normal", Compared(">=", Amount(10.0, multiple_of="ULN"))),
        ("≥ 10×ULN umol/L", Compared(">=", Amount(10.0, multiple_of="ULN"))),
        ("≥ 0.5 × LLN", Compared(">=", Amount(0.5, multiple_of="LLN"))),
        ("≤ ULN", Compared("<=", Amount(1.0, multiple_of="ULN"))),
        ("≥ LLN", Compared(">=", Amount(1.0, multiple_of="LLN"))),
        ("18 years or older", Compared(">=", Amount(18.0, time="year", old=True), postfixed=True)),
        ("= 0", Compared("=", Amount(0.0))),
        ("12 mg/dL", Amount(12.0, unit="mg/dL")),
    ],
)
def test_limits(text: str, expected: Phrase) -> None:
    assert phrase(text) == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 20% and 40%", Amount(20.0, unit="%"), Amount(40.0, unit="%")),
        ("between 18-65 years", Amount(18.0, time="year"), Amount(65.0, time="year")),
        ("17-30", Amount(17.0), Amount(30.0)),
        ("from 18 to 65 years", Amount(18.0, time="year"), Amount(65.0, time="year")),
        ("20 to 40 %", Amount(20.0, unit="%"), Amount(40.0, unit="%")),
        ("1 to 3 × ULN", Amount(1.0, multiple_of="ULN"), Amount(3.0, multiple_of="ULN")),
    ],
)
def test_ranges_share_their_unit(text: str, low: Amount, high: Amount) -> None:
    assert phrase(text) == Between(low, high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥ 1 and ≤ 6", Between(Amount(1.0), Amount(6.0))),
        ("> 3 to < 8", Between(Amount(3.0), Amount(8.0), False, False)),
        ("≥ 18, ≤ 65 years", Between(Amount(18.0, time="year"), Amount(65.0, time="year"))),
        ("< 65 and ≥ 18", Between(Amount(18.0), Amount(65.0), True, False)),
        ("< 10 or > 16", Either(Compared("<", Amount(10.0)), Compared(">", Amount(16.0)))),
    ],
)
def test_two_bounds_are_a_range_or_its_outside(text: str, expected: Phrase) -> None:
    assert phrase(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("daily increase ≥ 17.1 µmol/L", Rate("increase", Compared(">=", Amount(17.1, unit="umol/L")), "day")),
        ("increase ≥ 50 %", Rate("increase", Compared(">=", Amount(50.0, unit="%")), None)),
    ],
)
def test_changes(text: str, expected: Phrase) -> None:
    assert phrase(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within 6 months", Window(start=months(6))),
        ("in the previous 2 months", Window(start=months(2))),
        ("in the past year", Window(start=Duration(value=1, unit="year"))),
        ("within the next 3 months", Window(start=months(3), direction="future")),
        ("within 4 weeks or 5 half-lives, whichever is longer", Window(start=weeks(4), half_lives=HalfLives(count=5, whichever="longer"))),
        ("more than 6 months ago", Gap(">", months(6), "on", ago=True)),
    ],
)
def test_windows(text: str, expected: Phrase) -> None:
    assert phrase(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for more than 6 months", Lasting(operator=">", duration=months(6))),
        ("for 3 months", Lasting(operator=">=", duration=months(3))),
        ("for 6 months or more", Lasting(operator=">=", duration=months(6))),
    ],
)
def test_durations(text: str, expected: Phrase) -> None:
    assert phrase(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grade 3 or 4", Classes(("3", "4"), "grade")),
        ("class III-IV", Classes(("III", "IV"), "class", span_of_range=True)),
        ("stage I, II or III", Classes(("I", "II", "III"), "stage")),
        ("grade ≥ II", Classes(("II",), "grade", ">=")),
        ("below grade II", Classes(("II",), "grade", "<")),
        ("below grade II (including grade II)", Classes(("II",), "grade", "<=")),
        ("grade 3 or higher", Classes(("3",), "grade", ">=")),
    ],
)
def test_classes(text: str, expected: Phrase) -> None:
    assert phrase(text) == expected


def test_roman_numbers_are_classes_only_behind_a_name() -> None:
    assert phrase("III–IV", behind="NYHA") == Classes(("III", "IV"), None, None, True)
    assert [element.type for element in find_phrases(tokenize("I agree"))] != ["CLASSES"]
    assert not any(element.type == "CLASSES" for element in find_phrases(tokenize("therefore I agree")))


@pytest.mark.parametrize(("text", "numbers"), [("0, 1 or 2", (0.0, 1.0, 2.0)), ("0 or 1", (0.0, 1.0)), ("0, 1", (0.0, 1.0))])
def test_listed_results(text: str, numbers: tuple[float, ...]) -> None:
    assert phrase(text, behind="ECOG") == Listed(numbers)


def test_a_formula_is_one_phrase() -> None:
    text = "MELD = 0.957 × ln(Cr) + 0.378 × ln(bilirubin) + 1.120 × ln(INR) + 0.643"
    found = phrase(text)
    assert isinstance(found, Formula)
    assert found.coefficients == (0.957, 0.378, 1.12, 0.643)


def test_a_phrase_that_breaks_off_leaves_its_tokens_as_they_were() -> None:
    tokens = tokenize("within the meaning of")
    before = [(token.type, token.value) for token in tokens]
    find_phrases(tokens)
    assert [(token.type, token.value) for token in tokens] == before
