"""A bare "no" among the exclusions, wherever it stands in a list, may mean either (contract §1, Polarity)."""

from __future__ import annotations

from typing import Any

from eligibility import Trial, screen
from spec.contract import check, excludes, table
from spec.records import MAN, NOTHING, ON, WOMAN, listed, operated, proc, says


@table(
    excludes("Stroke, no diabetes", "neither", NOTHING, "unknown"),
    excludes("Stroke, no diabetes", "stroke", listed("stroke"), "fail"),
    excludes("Fracture with low-intensity or no associated trauma", "no trauma", NOTHING, "unknown"),
    excludes("Stroke; patients without diabetes", "neither", NOTHING, "fail"),
    excludes("Pregnancy, not using contraception", "clear", says("contraception", False), "fail"),
)
def test_a_no_behind_other_things_is_as_bare_as_one_before_them(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Calcifications without an ultrasound correlate", "no ultrasound", NOTHING, "unknown"),
    excludes("Metastatic focus without proof of breast cancer", "no breast cancer", NOTHING, "unknown"),
    excludes("Small lesion < 1 cm without a biopsy", "no biopsy", NOTHING, "unknown"),
    excludes("Calcifications without a biopsy", "a biopsy", operated(proc("biopsy", "2026-10-01")), "match"),
    excludes("Men without metabolic syndrome", "a woman", WOMAN, "match"),
    excludes("Men without metabolic syndrome", "a man", MAN, "fail"),
    excludes("Does not report sex with men", "a woman", WOMAN, "unknown"),
)
def test_a_denial_does_not_reach_back_to_the_words_before_it(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


DEMANDS = ["No stroke", "No prior taxanes", "Not pregnant or nursing", "Fertile patients must use contraception"]
MIXED = ["No stroke", "Prior taxanes", "Pregnancy", "Known HIV infection", "Brain metastases"]


def _outcome(exclusion: list[str], record: dict[str, Any], place: str = "E1") -> str:
    return str(screen(record, Trial.from_criteria(exclusion=exclusion), on=ON)[place].outcome)


def test_exclusions_that_nearly_all_begin_with_no_say_what_nobody_may_have() -> None:
    assert _outcome(DEMANDS, listed("stroke")) == "fail"
    assert _outcome(DEMANDS, NOTHING) == "match"
    assert _outcome(DEMANDS, MAN, "E3") == "match"
    assert _outcome(MIXED, NOTHING) == "unknown"


def test_what_the_inclusions_demand_excludes_by_its_lack_all_the_same() -> None:
    trial = Trial.from_criteria(inclusion=["Breast cancer"], exclusion=["No breast cancer", *DEMANDS])
    assert screen(listed("breast cancer"), trial, on=ON)["E1"].outcome == "match"
