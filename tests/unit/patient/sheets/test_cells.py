"""What cells say: only what can be meant in one way is read."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from eligibility.patient.sheets.cells import Cell, CellError, Style, read_day, read_number, word

POINT, COMMA, SEMICOLONS = Style(decimal="."), Style(decimal=","), Style(semicolons=True)
EITHER = 'expected a number: it may be a fraction, or thousands with a separator; say it in the mapping: decimal = "," or "."'
GERMAN, ENGLISH = Style(decimal=",", thousands="."), Style(decimal=".", thousands=",")


@pytest.mark.parametrize(
    ("cell", "style", "value", "comparator", "unit"),
    [
        ("12.4", Style(), 12.4, None, None),
        (" < 0.5 ", Style(), 0.5, "<", None),
        ("≥5", Style(), 5, ">=", None),
        ("1e3", Style(), 1000, None, None),
        ("−2", Style(), -2, None, None),
        ("88 U/L", Style(), 88, None, "U/L"),
        ("150 x10^9/L", Style(), 150, None, "x10^9/L"),
        (12.4, COMMA, 12.4, None, None),
        ("1,5", SEMICOLONS, 1.5, None, None),
        ("0,125", SEMICOLONS, 0.125, None, None),
        ("1.5", SEMICOLONS, 1.5, None, None),
        ("1,234", COMMA, 1.234, None, None),
        ("1.234,5", GERMAN, 1234.5, None, None),
        ("1,234,567.8", ENGLISH, 1234567.8, None, None),
        ("12 500", Style(thousands=" "), 12500, None, None),
    ],
)
def test_a_number_in_one_form(cell: Cell, style: Style, value: float, comparator: str | None, unit: str | None) -> None:
    found = read_number(cell, style)
    assert (found.value, found.comparator, found.unit) == (value, comparator, unit)


@pytest.mark.parametrize(
    ("cell", "style", "why"),
    [
        ("1,5", Style(), 'expected a number with a decimal point; say it in the mapping: decimal = "," or "."'),
        ("1,234", SEMICOLONS, EITHER),
        ("1.234", SEMICOLONS, EITHER),
        ("1,234.5", Style(), 'expected a number with one decimal mark; for thousands, say decimal = "." and thousands = "," in the '
         "mapping"),
        ("1.5", COMMA, "expected a number with ',' as its decimal mark and no other"),
        ("12,34", ENGLISH, "expected a number; thousands separators are read only as the mapping states them"),
        ("1'000", POINT, "expected a number; thousands separators are read only as the mapping states them"),
        ("normal", Style(), "expected a number"),
        (True, Style(), "expected a number"),
        ("9" * 400, Style(), "expected a finite number"),
        (float("inf"), Style(), "expected a finite number"),
        (date(2026, 5, 1), Style(), "expected a number, found a date: spreadsheets turn entries such as 1.5 or 3-4 into dates"),
    ],
)  # fmt: skip
def test_what_may_be_two_numbers_or_none_is_refused(cell: Cell, style: Style, why: str) -> None:
    with pytest.raises(CellError) as caught:
        read_number(cell, style)
    assert caught.value.why == why


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2019-03-01", None, "2019-03-01"),
        ("2019-03", None, "2019-03"),
        ("2019", None, "2019"),
        (2019.0, None, "2019"),
        (20190301.0, None, "2019-03-01"),
        (datetime(2019, 3, 1, 8, 30), None, "2019-03-01"),
        (date(2019, 3, 1), None, "2019-03-01"),
        ("20190301", None, "2019-03-01"),
        ("2019/3/1", None, "2019-03-01"),
        ("1 Mar 2019", None, "2019-03-01"),
        ("01-MAR-2019", None, "2019-03-01"),
        ("March 1, 2019", None, "2019-03-01"),
        ("Mar 2019", None, "2019-03"),
        ("30/10/2026 08:15", None, "2026-10-30"),
        ("10/30/2026", None, "2026-10-30"),
        ("03/03/2020", None, "2020-03-03"),
        ("03/04/2020", "DMY", "2020-04-03"),
        ("03/04/2020", "MDY", "2020-03-04"),
        ("3.4.2020", "DMY", "2020-04-03"),
    ],
)
def test_a_day_in_one_form(cell: Cell, order: str | None, day: str) -> None:
    assert read_day(cell, Style(days=order)).text == day  # type: ignore[arg-type]


_FORMS = "expected a date such as 2019-03-01, 2019-03 or 2019"


@pytest.mark.parametrize(
    ("cell", "order", "why"),
    [
        ("03/04/2020", None, f'{_FORMS}; this may be two days: say in the mapping which comes first, dates = "DMY" or "MDY"'),
        ("30/10/2026", "MDY", "expected a date of the calendar"),
        ("2019-02-30", None, "expected a date of the calendar"),
        ("03/04/20", None, _FORMS),
        ("spring 2020", None, _FORMS),
        (43893.0, None, f"{_FORMS}, found a number: format the column as dates"),
    ],
)
def test_what_may_be_two_days_or_none_is_refused(cell: Cell, order: str | None, why: str) -> None:
    with pytest.raises(CellError) as caught:
        read_day(cell, Style(days=order))  # type: ignore[arg-type]
    assert caught.value.why == why


def test_the_mappings_words_come_before_the_table() -> None:
    assert [word(cell, Style()) for cell in ("Yes", "N", "1", "ja", True, None)] == ["yes", "no", None, None, "yes", None]
    assert [word(cell, Style(words={"1": "yes", "y": "unknown"})) for cell in ("1", 1.0, "Y")] == ["yes", "yes", "unknown"]
