"""Whose time it is behind exceptions, and what it is counted from (contract §5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from eligibility import compile_criterion, to_text
from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, done, has, underwent


def had(name: str, onset: str, end: str | None = None) -> dict[str, Any]:
    """A complete record of this one condition, over by `end` if that is given."""
    return has(name, onset=onset, end=end, status="resolved" if end else "active")


LONG_AGO = had("lung cancer", "2010-01-01", "2012-01-01")
OF_LATE = had("lung cancer", "2023-01-01", "2024-01-01")


@table(
    *(
        excludes(text, special, record, expected)
        for text in (
            "Malignancy, except skin cancer, in the last 5 years",
            "Any cancer other than non-melanoma skin cancer within 5 years",
            "Malignancy, except for skin cancer and cervical carcinoma in situ, within the past 5 years",
            "Prior malignancy other than basal cell carcinoma within the last 5 years",
            "Malignancy except for adequately treated basal cell carcinoma within the last 5 years",
            "Malignancy within 5 years, except basal cell carcinoma",
        )
        for special, record, expected in (("long ago", LONG_AGO, "match"), ("of late", OF_LATE, "fail"))
    ),
    excludes("Malignancy, except skin cancer, in the last 5 years", "the exception", had("skin cancer", "2024-01-01"), "match"),
    needs("No malignancy, except skin cancer, in the last 5 years", "of late", OF_LATE, "fail"),
    excludes("Malignancy other than skin cancer treated within 5 years", "of late", OF_LATE, "match"),
    excludes("Surgery except biopsy within 4 weeks", "long ago", done("mastectomy", "2020-01-01"), "match"),
    excludes("Surgery except biopsy within 4 weeks", "of late", done("mastectomy", "2026-10-20"), "fail"),
)
def test_a_time_that_closes_the_exceptions_is_that_of_what_they_are_made_from(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *(
        excludes(text, special, done("mastectomy", day), expected)
        for text in (
            "Surgery or radiotherapy within 4 weeks, except palliative radiotherapy",
            "Surgery or radiotherapy within 4 weeks (except palliative radiotherapy)",
            "Surgery or radiotherapy, except palliative radiotherapy, within 4 weeks",
        )
        for special, day, expected in (("long ago", "2020-01-01", "match"), ("of late", "2026-10-20", "fail"))
    ),
    excludes("Surgery (or radiotherapy) within 4 weeks", "long ago", done("radiotherapy", "2026-09-20"), "match"),
    excludes("Surgery (or radiotherapy) within 4 weeks", "of late", done("radiotherapy", "2026-10-20"), "fail"),
)
def test_a_closing_time_goes_back_over_the_list_past_an_exception(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *(
        excludes(text, special, record, expected)
        for text in (
            "Prior chemotherapy within 6 months of the diagnosis",
            "Chemotherapy or radiotherapy within 6 months before diagnosis",
            "Chemotherapy or radiotherapy with 6 months of biopsy",
            "Chemotherapy (or radiotherapy) within 6 months of biopsy",
            "Chemotherapy within 6 months before completion of the radiotherapy",
        )
        for special, record, expected in (
            ("the day unknown", underwent("chemotherapy", "2026-01-01", "2026-03-01"), "unknown: anchor_undated"),
            ("none", NOTHING, "match"),
        )
    ),
    excludes("Chemotherapy with 6 months", "over", underwent("chemotherapy", "2026-01-01", "2026-03-01"), "match"),
    needs("STEMI within 30 days since symptoms onset", "of late", had("STEMI", "2026-10-20"), "match"),
    needs("STEMI within 30 days since symptoms onset", "long ago", had("STEMI", "2026-01-20"), "fail"),
    needs("Stroke within 24 hours of symptom onset", "of late", had("stroke", "2026-10-20"), "fail"),
    needs("Type 1 diabetes within 6 months of diagnosis", "of late", had("type 1 diabetes", "2026-07-01"), "match"),
    excludes("Seizure within 24 hours of symptom onset", "long ago", had("seizure", "2019-01-01"), "unknown: anchor_undated"),
)
def test_what_a_time_is_counted_from(kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("the hip replacement operation date", "hip replacement operation date"),
        ("completion of the adjuvant chemotherapy", "completion of adjuvant chemotherapy"),
        ("starting medications", "starting medications"),
    ],
)
def test_the_words_of_an_event_are_kept_once(words: str, anchor: str) -> None:
    rule = compile_criterion(f"Transfusion within 90 days before {words}, or stroke", "exclusion").rule
    assert f'within 90 days before "{anchor}"' in to_text(rule)


@pytest.mark.parametrize(
    "anchor",
    [
        "the first infusion of Zorblex",
        "the start of the Zorblex infusion",
        "start of Zorblex treatment",
        "treatment with Zorblex",
        "administration of Zorblex",
        "the first dose of docetaxel",
        "the first doses of pertuzumab and trastuzumab",
    ],
)
def test_the_first_dose_of_what_the_trial_gives_is_an_anchor(anchor: str) -> None:
    rule = compile_criterion(f"No surgery within 4 weeks before {anchor}", kind="inclusion").rule
    assert to_text(rule) == 'rule: not (procedure "surgery", within 4 weeks before "first dose")'
