"""Changes of what is taken: begun, stopped, or given in another dose within a time (contract §5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import answers, check, needs, table
from spec.records import NOTHING, closed, drug, takes, treated


def sertraline(start: str, **fields: Any) -> Mapping[str, Any]:
    return closed(treated(drug("sertraline", start, **fields)))


LONG = sertraline("2026-01-01", dose=50, unit="mg/day")
BEGUN = sertraline("2026-10-20", dose=50, unit="mg/day")
STOPPED = sertraline("2026-01-01", end="2026-10-20")
RAISED = closed(
    treated(
        drug("sertraline", "2026-01-01", end="2026-10-20", dose=50, unit="mg/day"),
        drug("sertraline", "2026-10-20", dose=100, unit="mg/day"),
    )
)
OVER = sertraline("2025-01-01", end="2026-01-01")


@table(
    *(
        row
        for text in (
            "A change in antidepressants within 30 days",
            "Changes in the dose of sertraline within 4 weeks of screening",
            "Change in antidepressant medication in the last month",
        )
        for row in answers(
            text,
            (LONG, "match"),
            (BEGUN, "fail"),
            (STOPPED, "fail"),
            (RAISED, "fail"),
            (OVER, "match"),
            (NOTHING, "match"),
            (takes("metformin"), "match"),
            (sertraline("2026-01-01"), "unknown"),  # in which doses
        )
    ),
    needs("No changes in antidepressants in the last 4 weeks", "at one dose", LONG, "match"),
    needs("No changes in antidepressants in the last 4 weeks", "begun", BEGUN, "fail"),
    needs("No changes in antidepressants in the last 4 weeks", "none", NOTHING, "match"),
)
def test_a_change_is_to_begin_to_stop_or_to_take_another_dose(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
