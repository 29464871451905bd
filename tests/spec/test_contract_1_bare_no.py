"""A bare "no" among the exclusions, wherever it stands in a list, may mean either (contract §1, Polarity)."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, table

NOTHING: dict[str, Any] = {"complete": ["conditions", "procedures", "medications"]}


@table(
    excludes("Stroke, no diabetes", "neither", NOTHING, "unknown"),
    excludes("Stroke, no diabetes", "stroke", {"conditions": [{"name": "stroke"}]}, "fail"),
    excludes("Fracture with low-intensity or no associated trauma", "no trauma", NOTHING, "unknown"),
    excludes(
        "Smoking, or non-contraceptive hormone therapy",
        "no hormones",
        {"observations": [{"name": "smoking", "value": False}], **NOTHING},
        "unknown",
    ),
    excludes("Stroke; patients without diabetes", "neither", NOTHING, "fail"),
    excludes("Pregnancy, not using contraception", "clear", {"observations": [{"name": "contraception", "value": False}]}, "fail"),
)
def test_a_no_behind_other_things_is_as_bare_as_one_before_them(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
