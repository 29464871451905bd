"""Who has no womb, is past the menopause, or has no childbearing potential is not pregnant (contract §4)."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import cond, done, labs, obs, operated, proc, says

LATE = says("menopausal status", "postmenopausal")


@table(
    excludes("Pregnant women", "no womb", {"sex": "female", **done("total hysterectomy", "2015")}, "match"),
    excludes("Pregnant women", "past the menopause", {"sex": "female", **LATE}, "match"),
    excludes("Pregnant women", "of no childbearing potential", {"sex": "female", **says("childbearing potential", False)}, "match"),
    needs("Not pregnant", "past the menopause", {"sex": "female", "conditions": [cond("menopause", "2015")]}, "match"),
    excludes("Pregnant women", "tubes tied", {"sex": "female", **operated(proc("tubal ligation", "2015"))}, "unknown"),
    excludes("Pregnant women", "an operation to come", {"sex": "female", **done("hysterectomy", status="planned")}, "unknown"),
    excludes("Pregnant women", "a woman of 75", {"sex": "female", "age": 75}, "unknown"),
    excludes("Breastfeeding women", "past the menopause", {"sex": "female", **LATE}, "unknown"),
    excludes("Pregnant women", "a positive test beside it", labs(obs("hCG", "positive"), *LATE["observations"], sex="female"), "unknown"),
)
def test_who_cannot_be_pregnant_is_not(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
