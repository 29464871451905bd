"""Who took part in what, and who does not want to (contract §2: participation in another trial, informed consent)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, labs, obs, says

ELSEWHERE, NOT_ELSEWHERE = (says("participation in another clinical trial", value) for value in (True, False))
BEFORE, NOT_BEFORE = (says("previous participation in this study", value) for value in (True, False))
CONSENTS, REFUSES = (says("informed consent", value) for value in (True, False))
LONG_BEFORE = labs(
    obs("previous participation in this study", True, day="2025-01-10"), obs("participation in another clinical trial", False)
)


@table(
    *(
        excludes(text, special, record, expected)
        for text in (
            "Patient already included in another study",
            "Participation at another study",
            "Currently taking part in another trial",
        )
        for special, record, expected in (
            ("takes part", ELSEWHERE, "fail"),
            ("does not", NOT_ELSEWHERE, "match"),
            ("not said", NOTHING, "unknown"),
        )
    ),
    *(
        excludes(text, special, record, expected)
        for text in (
            "Has already participated in the study",
            "Previously enrolled in this study",
            "Prior enrollment into the current study",
            "Patients who participated already in this trial",
            "Patients who have previously been randomized in this study",
        )
        for special, record, expected in (("did", BEFORE, "fail"), ("did not", NOT_BEFORE, "match"), ("consents", CONSENTS, "unknown"))
    ),
    needs("Patients must not have previously participated in this study", "did", BEFORE, "fail"),
    needs("Prior enrollment in this study is allowed", "did", BEFORE, "match"),
    excludes(
        "Participation in other clinical trials within 30 days before enrollment, previous participation in the same trial",
        "long before",
        LONG_BEFORE,
        "fail",
    ),
)
def test_a_part_in_this_study_and_in_another_one_are_told_apart(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *(
        excludes(text, special, record, expected)
        for text in ("Patients who do not want to participate in the study", "Patient desires not to participate in the study")
        for special, record, expected in (("consents", CONSENTS, "match"), ("refuses", REFUSES, "fail"))
    ),
    needs("Ability to provide written, informed consent", "consents", CONSENTS, "match"),
    excludes("Patient does not want to undergo surgery", "consents", CONSENTS, "unknown"),
)
def test_who_does_not_want_to_take_part_does_not_consent(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
