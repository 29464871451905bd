"""Names with abbreviations in brackets of their own, known results, initials, who reports a thing, limits by sex (contract §2)."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, WOMAN, closed, cond, done, drug, has, labs, listed, obs, open_list, operated, proc, says, takes, treated

AST = "Aspartate aminotransferase (AST) (serum glutamic oxaloacetic transaminase [SGOT]) =< 2.5 x ULN"
IV = "i.v. antibiotics within 2 weeks"
ACS = "Healthy (American Society of Anesthesiologists (ASA) category I or II)"


@table(
    needs(AST, "below", says("AST", 50, unit="U/L", high=40), "match"),
    needs(AST, "above", says("AST", 150, unit="U/L", high=40), "fail"),
    needs(ACS, "worse", closed(labs(obs("healthy volunteer", True), obs("ASA class", "III"))), "fail"),
    needs(ACS, "both", closed(labs(obs("healthy volunteer", True), obs("ASA class", "II"))), "match"),
    excludes("Major surgery (ASA III or IV)", "another class", closed(says("ASA class", "II")), "match"),
)
def test_brackets_in_brackets_name_the_same_thing(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Known HER2 status", "negative", says("HER2", "negative"), "match"),
    needs("Known HER2 status", "not told", NOTHING, "unknown"),
    needs("Hormone receptor status must be available", "positive", says("hormone receptor status", "positive"), "match"),
    needs("Estrogen and progesterone receptor status must be known", "one of both", says("ER", "positive"), "unknown"),
    needs("Availability of estrogen and progesterone receptor status", "both", labs(obs("ER", "positive"), obs("PR", "negative")), "match"),
    needs("A negative pregnancy test must be available", "positive", says("pregnancy test", "positive"), "fail"),
)
def test_a_known_status_is_any_result(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Use of I.V. drugs", "a medicine", takes("metformin"), "unknown"),
    excludes(IV, "by mouth", closed(treated(drug("amoxicillin", "2026-10-28", route="oral"))), "match"),
    excludes(
        "i.v. antibiotics within 2 weeks", "so given", closed(treated(drug("ceftriaxone", "2026-10-28", route="intravenous"))), "fail"
    ),
    needs("Assigned female at birth", "a woman", WOMAN, "match"),
    excludes("History (self-reported) of sleep apnea", "over", has("sleep apnea", status="resolved"), "fail"),
    excludes("HIV positive (by self-report)", "positive", has("HIV infection"), "fail"),
    needs("Self-reporting chronic pain", "none", NOTHING, "fail"),
)
def test_initials_and_who_reports_it(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


NONE = "No hemorrhage or bleeding event >= grade 3 within 4 weeks"
SCORE = "Atrial fibrillation and a CHA2DS2-VASc score of ≥ 2 in men or ≥ 3 in women"


def _woman(score: int) -> dict[str, Any]:
    return closed(listed("atrial fibrillation"), says("CHA2DS2-VASc", score), sex="female")


@table(
    needs(SCORE, "a woman below hers", _woman(2), "fail"),
    needs(SCORE, "a woman at hers", _woman(3), "match"),
    needs("Age < 18 years at diagnosis of ALL", "old today", {"age": 50, "conditions": [cond("ALL", "1985")]}, "unknown"),
    needs(
        "No hemorrhage or bleeding event >= grade 3 within 4 weeks", "one", open_list(cond("GI bleeding", "2026-10-20", stage="4")), "fail"
    ),
    needs(NONE, "none", NOTHING, "match"),
    excludes("Ongoing or planned chemotherapy, radiotherapy or surgery", "an old operation", done("appendectomy", "1990"), "match"),
    excludes("Planned or ongoing hospitalization", "perhaps", closed(operated(proc("hospitalization", "2026-10-31"))), "unknown"),
    excludes("Contraindication to MRI except claustrophobia", "also that", closed(says("contraindication to MRI", True)), "unknown"),
    excludes("Comorbidities: including diabetes and heart failure", "another one", has("onychomycosis"), "unknown"),
    excludes("Comorbidities: including diabetes and heart failure", "one of them", has("diabetes"), "fail"),
)
def test_limits_times_and_topics(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
