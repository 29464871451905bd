"""Partial dates and the calendar."""

from datetime import UTC, date, datetime

import pytest

from eligibility import Patient, screen
from eligibility.patient.dates import PartialDate, add_days, add_months, moved


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-03", date(2019, 3, 1), date(2019, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2019-03-01", date(2019, 3, 1), date(2019, 3, 1)),
        ("2019-03-01T23:59:59Z", date(2019, 3, 1), date(2019, 3, 1)),
        ("2019-03-01T23:59:59.123+02:00", date(2019, 3, 1), date(2019, 3, 1)),
        ("2019-03-01 08:15", date(2019, 3, 1), date(2019, 3, 1)),
        (date(2019, 3, 1), date(2019, 3, 1), date(2019, 3, 1)),
        (datetime(2019, 3, 1, 23, 59, tzinfo=UTC), date(2019, 3, 1), date(2019, 3, 1)),
    ],
)
def test_a_date_is_the_interval_of_days_it_may_mean(written: object, first: date, last: date) -> None:
    read = PartialDate.read(written)
    assert (read.first, read.last) == (first, last)


@pytest.mark.parametrize("written", ["2019-13", "2019-02-29", "2019-04-31", "0000-01-01", "2019-00"])
def test_a_day_that_no_calendar_has_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=rf"^there is no date '{written}'$"):
        PartialDate.read(written)


@pytest.mark.parametrize("written", ["03/01/2019", "2019-3-1x", "yesterday", "", "20190301", "2019-03-01T25", 2019, None, True, "２０１９"])
def test_what_is_no_date_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match=r"is not a date$"):
        PartialDate.read(written)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 8, 31), -6, date(2026, 2, 28)),
        (date(2024, 8, 31), -6, date(2024, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(1, 1, 1), -1, date.min),
        (date(9999, 12, 1), 1, date.max),
    ],
)
def test_months_go_by_the_calendar(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


def test_days_end_with_the_calendar() -> None:
    assert add_days(date(2026, 3, 1), -1) == date(2026, 2, 28)
    assert add_days(date.min, -1) == date.min
    assert add_days(date.max, 1) == date.max


@pytest.mark.parametrize(
    ("value", "unit", "nearer", "farther"),
    [
        (28, "day", date(2026, 10, 4), date(2026, 10, 4)),
        (4, "week", date(2026, 10, 4), date(2026, 10, 4)),
        (72, "hour", date(2026, 10, 29), date(2026, 10, 29)),
        (36, "hour", date(2026, 10, 31), date(2026, 10, 30)),
        (30, "minute", date(2026, 11, 1), date(2026, 10, 31)),
        (1, "month", date(2026, 10, 1), date(2026, 10, 1)),
        (0.5, "year", date(2026, 5, 1), date(2026, 5, 1)),
        (1.5, "month", date(2026, 9, 16), date(2026, 9, 15)),
        (2, "year", date(2024, 11, 1), date(2024, 11, 1)),
        (1e300, "year", date.min, date.min),
    ],
)
def test_a_length_of_time_back_from_a_day(value: float, unit: str, nearer: date, farther: date) -> None:
    assert moved(date(2026, 11, 1), value, unit, -1) == (nearer, farther)  # type: ignore[arg-type]


# ------------------------------------------------------------------ between two dates


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2019-03-01/2019-05-20", date(2019, 3, 1), date(2019, 5, 20), "between 2019-03-01 and 2019-05-20"),
        ("2019/2020-02", date(2019, 1, 1), date(2020, 2, 29), "between 2019 and 2020-02"),
        ("2019-03 / ..", date(2019, 3, 1), date.max, "2019-03 or later"),
        ("../2019", date.min, date(2019, 12, 31), "2019 or earlier"),
        ("../..", date.min, date.max, "an unknown day"),
    ],
)
def test_a_date_may_lie_between_two(text: str, first: date, last: date, words: str) -> None:
    read = PartialDate.read(text)
    assert (read.first, read.last, str(read)) == (first, last, words)
    assert PartialDate.read(read.text) == read


@pytest.mark.parametrize("text", ["2020/2019", "2019-02-30/..", "/", "2019/", "/2019", "2019/2020/2021", "../...", "2019/ab"])
def test_an_interval_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no date|not a date"):
        PartialDate.read(text)


def test_a_record_with_intervals_survives_json() -> None:
    record = {"conditions": [{"name": "ascites", "onset": "../2019-03", "end": "2019-06-01/.."}]}
    patient = Patient.model_validate(record)
    assert Patient.from_json(patient.model_dump_json()) == patient
    assert patient.model_dump(mode="json", exclude_defaults=True) == record


@pytest.mark.parametrize(
    ("criterion", "entry", "outcome"),
    [
        ("Ascites", {"onset": "2019", "end": "2026-10-01/.."}, "unknown"),
        ("Ascites", {"onset": "2019", "end": "2026-11-01/.."}, "match"),
        ("Ascites", {"onset": "2019", "end": "../2026-10-01"}, "fail"),
        ("History of ascites", {"onset": "../2026-10-01", "end": "../.."}, "match"),
        ("Ascites within 6 months", {"onset": "../2026-10-01", "end": "../.."}, "unknown"),
        ("Ascites within 6 months", {"onset": "2026-09-01/2026-10-01"}, "match"),
    ],
)
def test_an_answer_that_depends_on_which_day_it_was_is_unknown(criterion: str, entry: dict[str, str], outcome: str) -> None:
    trial = f"Inclusion Criteria:\n\n* {criterion}\n\nExclusion Criteria:\n\n* Pregnancy\n"
    report = screen({"conditions": [{"name": "ascites", **entry}]}, trial, on=date(2026, 11, 1))
    assert str(report["I1"].outcome) == outcome
