"""Medicines made for one route alone, and treatments that a disease requires (contract §4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import answers, check, needs, table
from spec.records import closed, cond, done, drug, open_list, takes, treated

REQUIRING = "Atrial fibrillation requiring long-term oral anticoagulation (warfarin or a DOAC)"


def fibrillation(medicine: str) -> Mapping[str, Any]:
    taken = drug(medicine, "2023-06-01", indication="atrial fibrillation")
    return closed(open_list(cond("atrial fibrillation", "2023-05-01")), treated(taken))


@table(
    *answers("Oral anticoagulants", (takes("apixaban"), "fail"), (takes("warfarin"), "fail"), (takes("enoxaparin"), "match")),
    *answers(REQUIRING, (fibrillation("apixaban"), "fail"), (fibrillation("enoxaparin"), "unknown")),
    *answers("COPD on long-term home oxygen", (closed(open_list(cond("COPD")), done("home oxygen therapy", start="2024-01-01")), "fail")),
    needs("On stable metformin for at least 8 weeks", "long", takes("metformin", start="2026-01-01", dose=500, unit="mg/day"), "match"),
    needs("On stable metformin for at least 8 weeks", "not long", takes("metformin", start="2026-10-20", dose=500, unit="mg/day"), "fail"),
)
def test_what_is_swallowed_alone_is_oral(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
