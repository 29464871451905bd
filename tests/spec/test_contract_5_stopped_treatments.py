"""Treatments that are to be over for a while, and two times of one thing that is named once (contract §5)."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import compile_criterion, to_text
from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, has, says, took


def until(name: str, end: str | None) -> dict[str, Any]:
    """A complete record with one medicine that was taken until that day, or is taken still."""
    return took(name, "2026-01-01", end)


@pytest.mark.parametrize(
    "text",
    [
        "Must have discontinued warfarin at least 2 weeks before enrollment",
        "Warfarin must be stopped 2 weeks prior to enrollment",
        "Off warfarin for at least 2 weeks",
        "Must have been off aspirin or warfarin for at least 2 weeks",
    ],
)
def test_who_is_to_be_without_a_treatment_for_a_while_took_none_in_that_time(text: str) -> None:
    check("inclusion", text, until("warfarin", "2026-10-18"), "match")  # exactly two weeks
    check("inclusion", text, until("warfarin", "2026-10-19"), "fail")
    check("inclusion", text, until("warfarin", None), "fail")
    check("inclusion", text, until("insulin", None), "match")


@table(
    needs("Off warfarin", "taken", until("warfarin", None), "fail"),
    needs("Off warfarin", "over", until("warfarin", "2026-10-31"), "match"),
    excludes("Discontinued warfarin within 2 weeks", "taken", until("warfarin", None), "unknown"),
    needs("Warfarin ≥ 3 months", "longer", until("warfarin", None), "match"),
    excludes("Warfarin, if ongoing", "over", until("warfarin", "2026-10-01"), "match"),
    excludes("Warfarin, if ongoing", "taken", until("warfarin", None), "fail"),
)
def test_what_else_is_said_of_the_time_of_a_treatment(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Prior or concurrent malignancy other than melanoma", "over", has("lymphoma", status="resolved"), "fail"),
    excludes("Prior or concurrent malignancy other than melanoma", "the exception", has("melanoma"), "match"),
    excludes("Concurrent or previous malignancy except melanoma", "over", has("lymphoma", status="resolved"), "fail"),
    excludes("Prior or concurrent warfarin or heparin within 3 weeks", "long over", until("warfarin", "2026-03-01"), "match"),
    excludes("Prior or concurrent use of warfarin or heparin within 3 weeks", "long over", until("warfarin", "2026-03-01"), "match"),
    excludes("Prior or concurrent use of warfarin or heparin within 3 weeks", "now", until("warfarin", None), "fail"),
    excludes("Prior or concurrent lung or breast cancer", "the first, over", has("lung cancer", status="resolved"), "fail"),
    excludes("Existing or significant past asthma", "what is there need not be significant", has("asthma"), "fail"),
    excludes("Taking or planning to take warfarin", "taken", until("warfarin", None), "fail"),
    excludes("Taking or planning to take warfarin", "not known", NOTHING, "unknown"),
    excludes("Depression (current or past)", "over", has("depression", status="resolved"), "fail"),
    excludes("Depression (current)", "over", has("depression", status="resolved"), "match"),
    excludes("History of smoking (current or former)", "now", says("smoking", True), "fail"),
)
def test_two_times_of_one_thing_share_its_name(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def test_a_suspicion_of_an_allergy_is_of_the_allergy() -> None:
    assert to_text(compile_criterion("History or suspicion of allergic reaction to gadolinium", kind="exclusion").rule) == (
        'rule: allergy to "gadolinium contrast"'
    )
