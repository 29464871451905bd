"""Contract §2: members of a list with exceptions of their own, candidates for treatments, criteria in brackets."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import closed, cond, done, has, labs, listed, obs, open_list, takes, took

PAST = closed(open_list(cond("lung cancer", "2010-01-01", end="2012-01-01", status="resolved")))
SKIN = closed(open_list(cond("basal cell carcinoma", "2010-01-01", end="2012-01-01", status="resolved")))
HISTORY = "History of stroke or malignancy except basal cell carcinoma"
ELIGIBLE = "Atrial fibrillation with CHA2DS2-VASc ≥ 2 and eligible for long-term oral anticoagulation"
MAOI = "Current treatment with MAO inhibitors or within the last 14 days"


@table(
    excludes(HISTORY, "one of the past", PAST, "fail"),
    excludes(HISTORY, "as excepted", SKIN, "match"),
    excludes(
        "Prior chemotherapy or radiotherapy, except palliative radiotherapy", "years ago", done("radiotherapy", "2015-01-01"), "unknown"
    ),
    excludes("History of stroke or active malignancy except basal cell carcinoma", "over", PAST, "match"),
    excludes("Current infection or malignancy except basal cell carcinoma", "over", PAST, "match"),
)
def test_history_of_a_member_with_an_exception(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(ELIGIBLE, "a low score", closed(listed("atrial fibrillation")) | labs(obs("CHA2DS2-VASc", 0)), "fail"),
    needs(
        ELIGIBLE, "who may have it is a person's judgement", closed(listed("atrial fibrillation")) | labs(obs("CHA2DS2-VASc", 3)), "unknown"
    ),
    needs("Eligible for surgery", "is no permission", closed(), "unknown"),
    needs("Patients with asthma are eligible for this study", "says whom it is for", closed(), "match"),
    needs("Knee osteoarthritis (ACR criteria)", "how need not be proved", has("knee osteoarthritis"), "match"),
    needs("Irritable bowel syndrome (Rome IV criteria)", "another disease", has("gout"), "fail"),
    excludes(MAOI, "stopped last week", took("phenelzine", "2020-01-01", "2026-10-25"), "fail"),
    excludes(MAOI, "stopped long ago", took("phenelzine", "2020-01-01", "2021-10-25"), "match"),
    excludes(MAOI, "taken", takes("phenelzine"), "fail"),
    excludes("Any condition precluding MRI", "which may be an implant", closed(), "unknown"),
)
def test_candidates_criteria_and_times(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
