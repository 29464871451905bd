"""Contract §5: how long a state has lasted, half-lives, and quantities that grow with time."""

from typing import Any

import pytest

from by_hand import (
    compared,
    condition,
    conditions,
    lab,
    labs,
    medication,
    one_of,
    quantity,
    truth,
)
from eligibility.rules.nodes import Comparator, Duration, HalfLives, Lasting, TimeUnit, Timing, Window


def lasting(operator: Comparator, value: float, unit: TimeUnit, **more: Any) -> Timing:
    return Timing(lasting=Lasting(operator=operator, duration=Duration(value=value, unit=unit)), **more)


# ------------------------------------------------------------------ durations


@pytest.mark.parametrize(
    ("entry", "operator", "expected"),
    [
        ({"onset": "2026-04-30"}, ">", "true"),
        ({"onset": "2026-05-01"}, ">", "false"),
        ({"onset": "2026-05-01"}, ">=", "true"),
        ({"onset": "2026-05-01"}, "<", "false"),
        ({"onset": "2026-05-02"}, "<", "true"),
        ({"onset": "2026-05-01"}, "<=", "true"),
        ({"onset": "2026-05"}, ">", "false"),
        ({"onset": "2026-04"}, ">", "true"),
        ({"onset": "2026"}, ">", "unknown: imprecise_date"),
        ({}, ">", "unknown: undated"),
        ({"onset": "2020", "end": "2026-10-01"}, ">", "false"),
        ({"onset": "2020", "status": "resolved"}, ">", "false"),
    ],
)
def test_a_state_must_have_lasted_and_still_be_so(entry: dict[str, Any], operator: Comparator, expected: str) -> None:
    assert truth(condition("hypertension", lasting(operator, 6, "month")), conditions({"name": "hypertension"} | entry)) == expected


def test_a_past_state_may_have_lasted() -> None:
    rule = condition("hypertension", lasting(">", 5, "year", tense="ever"))
    assert truth(rule, conditions({"name": "hypertension", "onset": "2010-01-01", "end": "2015-01-02"})) == "true"
    assert truth(rule, conditions({"name": "hypertension", "onset": "2010-01-01", "end": "2014-12-31"})) == "false"


@pytest.mark.parametrize(
    ("observations", "expected"),
    [
        ([lab("HBsAg", "positive", since="2020-01-01")], "true"),
        ([lab("HBsAg", "positive", since="2026-10-01")], "false"),
        ([lab("HBsAg", "positive")], "unknown: missing"),
        ([lab("HBsAg", "positive"), lab("HBsAg", "positive", day="2026-01-01")], "true"),
        ([lab("HBsAg", "positive"), lab("HBsAg", "negative", day="2026-08-01"), lab("HBsAg", "positive", day="2026-01-01")], "false"),
        ([lab("HBsAg", "positive"), lab("HBsAg", "negative", day="2026-01-01")], "unknown: missing"),
        ([lab("HBsAg", "negative", since="2020-01-01")], "false"),
    ],
)
def test_an_observation_has_lasted_by_since_or_by_an_earlier_value(observations: list[dict[str, Any]], expected: str) -> None:
    assert truth(one_of("HBsAg", "positive", timing=lasting(">", 6, "month")), labs(*observations)) == expected
    assert truth(condition("hepatitis B", lasting(">", 6, "month")), labs(*observations)) == expected


def test_a_measured_state_has_lasted() -> None:
    rule = compared("ALT", ">", quantity(40, "U/L"), lasting(">", 3, "month"))
    assert truth(rule, labs(lab("ALT", 50, "U/L"), lab("ALT", 60, "U/L", day="2026-06-01"))) == "true"
    assert (
        truth(rule, labs(lab("ALT", 50, "U/L"), lab("ALT", 30, "U/L", day="2026-09-01"), lab("ALT", 60, "U/L", day="2026-06-01")))
        == "false"
    )
    assert truth(rule, labs(lab("ALT", 50, "U/L"))) == "unknown: missing"


# ------------------------------------------------------------------ half-lives


def test_half_lives_are_settled_only_inside_the_fixed_time() -> None:
    window = Window(start=Duration(value=4, unit="week"), half_lives=HalfLives(count=5, whichever="longer"))
    rule = medication("prednisone", Timing(window=window))
    assert truth(rule, {"medications": [{"name": "prednisone", "end": "2026-10-10"}]}) == "true"
    assert (
        truth(rule, {"medications": [{"name": "prednisone", "start": "2026-01-01", "end": "2026-09-10"}]}) == "unknown: half_life_unknown"
    )
    assert truth(rule, {"medications": [{"name": "prednisone", "status": "absent"}]}) == "false"
    shorter = medication("prednisone", Timing(window=window.model_copy(update={"half_lives": HalfLives(count=5, whichever="shorter")})))
    assert (
        truth(shorter, {"medications": [{"name": "prednisone", "start": "2026-01-01", "end": "2026-10-10"}]})
        == "unknown: half_life_unknown"
    )
    assert truth(shorter, {"medications": [{"name": "prednisone", "start": "2026-01-01", "end": "2026-09-10"}]}) == "false"


# ------------------------------------------------------------------ gestational age


def test_gestational_age_is_advanced_to_the_day_of_judgement() -> None:
    rule = compared("gestational age", ">=", quantity(24, "wk"))
    assert truth(rule, labs(lab("gestational age", 20, "weeks", day="2026-10-04"))) == "true"
    assert truth(rule, labs(lab("gestational age", 20, "weeks", day="2026-10-05"))) == "false"
    assert truth(rule, labs(lab("gestational age", 20, "weeks", day="2024-10-05"))) == "unknown: stale"
    assert truth(rule, labs(lab("gestational age", 20, "weeks", day=None))) == "unknown: undated"
