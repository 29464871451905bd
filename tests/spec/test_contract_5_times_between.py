"""Contract §5: times between two distances, times said again in brackets, treatments to be discontinued, street drugs and users."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, Record, closed, done, has, listed, operated, proc, takes, took

TWICE = closed(operated(proc("mastectomy", "2026-08-20"), proc("mastectomy", "2026-10-25")))


@table(
    needs("4-12 weeks after mastectomy", "between", done("mastectomy", "2026-09-14"), "match"),
    needs("4-12 weeks from mastectomy", "too early", done("mastectomy", "2026-10-20"), "fail"),
    needs("4-12 weeks from mastectomy", "too late", done("mastectomy", "2026-05-20"), "fail"),
    needs("4-12 weeks since the last mastectomy", "and one since", TWICE, "fail"),
    needs(
        "4-12 weeks after completion of radiotherapy",
        "ended long enough ago",
        done("radiotherapy", start="2026-09-14", end="2026-09-20"),
        "match",
    ),
    needs(
        "4-12 weeks after completion of radiotherapy", "ended too late", done("radiotherapy", start="2026-09-01", end="2026-10-28"), "fail"
    ),
    needs("3-6 months after tamoxifen", "still taken", takes("tamoxifen"), "fail"),
    needs("1 to 5 years since diagnosis of asthma", "longer", has("asthma", onset="2005-01-01"), "fail"),
    needs("1 to 5 years since diagnosis of asthma", "so long", has("asthma", onset="2023-01-01"), "match"),
    needs("Patients aged 18-80 years after mastectomy", "the years are those of their age", done("mastectomy", "2026-05-01"), "unknown"),
    needs("Recurrence 6-24 months after mastectomy", "counted from it", done("mastectomy", "2021-01-01"), "unknown"),
    excludes("Surgery within weeks of randomization", "some number of them", done("appendectomy", "2026-10-12"), "unknown"),
    excludes("Chest pain 4 to 12 weeks after surgery", "counted from another event", has("chest pain"), "unknown"),
    excludes("Surgery within 4 weeks (28 days) prior to randomization", "within", done("appendectomy", "2026-10-20"), "fail"),
    excludes("Surgery within 4 weeks (28 days) prior to randomization", "before", done("appendectomy", "2026-09-01"), "match"),
    excludes("Stroke within the year prior to enrollment", "two years ago", has("stroke", onset="2024-06-01"), "match"),
    excludes("Stroke within the year prior to enrollment", "this year", has("stroke", onset="2026-06-01"), "fail"),
    needs("Patients must discontinue tamoxifen at least 1 week prior to registration", "still taken", takes("tamoxifen"), "fail"),
    needs(
        "Patients must discontinue tamoxifen at least 1 week prior to registration",
        "long ago",
        took("tamoxifen", "2025-01-01", "2026-01-01"),
        "match",
    ),
    needs("Off treatment with tamoxifen for at least 14 days", "still taken", takes("tamoxifen"), "fail"),
    needs("Off treatment with tamoxifen for at least 14 days", "never taken", NOTHING, "match"),
    needs("Non-users of hormonal contraceptives", "none", NOTHING, "match"),
    needs("Non-users of hormonal contraceptives", "one", takes("combined oral contraceptive pill"), "fail"),
    excludes("Cannabis users", "nobody prescribes it", NOTHING, "unknown"),
    excludes("Cannabis users", "recorded", takes("cannabis"), "fail"),
)
def test_times_between_and_what_is_no_longer_taken(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


HOSPITALISED = "Infection requiring hospitalization or IV antibiotics within 4 weeks"


@table(
    excludes(HOSPITALISED, "antibiotics for acne", closed(listed("acne"), medications=[{"name": "doxycycline", "route": "IV"}]), "match"),
    excludes(HOSPITALISED, "required of an infection", has("pneumonia", onset="2026-10-20"), "unknown"),
    excludes(HOSPITALISED, "no infection then", has("gout"), "match"),
)
def test_one_treatment_or_another_that_a_disease_requires(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
