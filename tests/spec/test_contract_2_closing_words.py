"""Contract §2, Lists and Exceptions: how far words behind a list reach back."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, has

EXCEPTED = "Autoimmune disease, except psoriasis or vitiligo not requiring systemic treatment"
EXCUSED = "Autoimmune disease. Patients with vitiligo or psoriasis not requiring drugs are eligible"


@table(
    needs("Mass in the breast or axilla measuring at least 2 cm", "of no recorded size", has("breast lump"), "unknown"),
    needs("Mass in the breast or axilla measuring at least 2 cm", "none", NOTHING, "unknown"),
    excludes("Cyst or tumour larger than 5 cm", "the first", has("ovarian cyst"), "unknown"),
    excludes("Asthma or COPD requiring oxygen", "the first", has("asthma"), "unknown"),
    excludes("Asthma or COPD requiring oxygen", "neither", NOTHING, "match"),
    excludes("Gout, asthma, or COPD requiring oxygen", "a comma before or", has("asthma"), "fail"),
    excludes("Asthma within 4 weeks or COPD", "a time is no such word", has("asthma", onset="2026-10-20"), "fail"),
)
def test_what_the_last_requires_and_how_large_it_is(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(EXCEPTED, "the first exception", has("psoriasis"), "unknown"),
    excludes(EXCEPTED, "the last exception", has("vitiligo"), "unknown"),
    excludes(EXCEPTED, "no exception", has("lupus"), "fail"),
    excludes(EXCUSED, "the first that is excused", has("vitiligo"), "unknown"),
    excludes(EXCUSED, "one that is not", has("lupus"), "fail"),
    excludes(EXCUSED.replace("vitiligo", "vitiligo, alopecia areata"), "one before a comma", has("vitiligo"), "unknown"),
    excludes(
        "Autoimmune disease except vitiligo, psoriasis, or thyroiditis not requiring drugs", "the second", has("psoriasis"), "unknown"
    ),
    excludes("Autoimmune disease except psoriasis or vitiligo", "nothing is required", has("psoriasis"), "match"),
    excludes("Autoimmune disease except treated psoriasis or vitiligo", "the second, must it be treated?", has("vitiligo"), "unknown"),
    excludes("Autoimmune disease except treated psoriasis or vitiligo", "neither", has("lupus"), "fail"),
)
def test_what_is_said_of_the_last_exception(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
