"""Signs and states of exclusion criteria: entries that are, may be or are not what is asked (contract §4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from _pytest.mark.structures import ParameterSet

from spec.contract import Kind, check, each, excludes, table
from spec.records import closed, cond, done, has

PLAINLY_NOT = "asthma; hypertension; gout; hypothyroidism; psoriasis"


def lines(general: str, fail: str, unknown: str, match: str) -> tuple[ParameterSet, ...]:
    """Of a general term: the entries that prove it, those that leave it open, and those that do not touch it."""
    groups = (("fail", fail), ("unknown", unknown), ("match", match))
    return tuple(line for outcome, names in groups for line in each(general, outcome, *filter(None, names.split("; "))))


@table(
    *lines("Hemodynamically unstable", "septic shock; cardiogenic shock; circulatory collapse; cardiac arrest", "sepsis", PLAINLY_NOT),
    *lines(
        "Hypotension", "orthostatic hypotension", "cardiogenic shock; hypovolemic shock; septic shock", "ocular hypotony; " + PLAINLY_NOT
    ),
    *lines("Shock", "hemorrhagic shock; distributive shock; circulatory collapse", "", "sepsis; pneumonia; " + PLAINLY_NOT),
    *lines(
        "Cardiac dysfunction", "reduced LVEF; takotsubo; left ventricular dysfunction", "cardiomyopathy", "palpitations; " + PLAINLY_NOT
    ),
    *lines("Congestive heart failure", "", "reduced LVEF; takotsubo", PLAINLY_NOT),
    excludes("Cardiac dysfunction", "a new heart", done("heart transplantation", "2019"), "unknown"),
    *lines("Cardiac dysfunction", "", "heart transplant", ""),
    *lines("Peripheral vascular disease", "arteriosclerosis obliterans; Leriche syndrome; subclavian steal syndrome", "", PLAINLY_NOT),
    *lines("Clinically significant peripheral vascular disease", "", "Leriche syndrome", PLAINLY_NOT),
)
def test_circulation(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    *lines("Cerebrovascular disease", "subarachnoid hemorrhage; intracranial hemorrhage; stroke", "subdural hematoma", PLAINLY_NOT),
    *lines("Cerebrovascular disease", "", "traumatic subdural hematoma; traumatic subarachnoid hemorrhage", "cerebral contusion"),
    excludes(
        "Cerebrovascular disease",
        "by an accident",
        closed({"conditions": [cond("subarachnoid hemorrhage", due_to=["trauma"])]}),
        "unknown",
    ),
    excludes(
        "Subarachnoid hemorrhage",
        "by an accident",
        closed({"conditions": [cond("subarachnoid hemorrhage", due_to=["trauma"])]}),
        "fail",
    ),
    *lines("Intracranial hemorrhage", "traumatic subdural hematoma; subarachnoid hemorrhage", "", PLAINLY_NOT),
    *lines("Altered mental status", "delirium; stupor; lethargy", "alcohol intoxication; catatonia", "vasovagal syncope; " + PLAINLY_NOT),
    *lines("Loss of consciousness", "syncope", "", PLAINLY_NOT),
    *lines("Visually impaired", "blindness; low vision", "color blindness; photophobia; diplopia; night blindness", PLAINLY_NOT),
    *lines("Gait disturbance", "shuffling gait; spastic gait; unsteady gait; ataxic gait", "difficulty walking", PLAINLY_NOT),
)
def test_brain_and_senses(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    *lines("Bacteremia", "CLABSI; CRBSI; catheter-related bloodstream infection", "infected PICC line; port infection", PLAINLY_NOT),
    *lines("Chronic viral hepatitis", "chronic hepatitis B; chronic hepatitis C; chronic hepatitis D", "", PLAINLY_NOT),
    *lines(
        "Chronic viral hepatitis", "", "hepatitis B; hepatitis C; HBV carrier; viral hepatitis", "acute hepatitis B; alcoholic hepatitis"
    ),
    *lines("Bleeding disorder", "vitamin K deficiency bleeding; hemophilia", "vitamin K deficiency", "iron deficiency; " + PLAINLY_NOT),
    *lines("Non-healing wound", "", "wound dehiscence; pressure ulcer; diabetic foot ulcer", PLAINLY_NOT),
    *lines("Rotator cuff tear", "supraspinatus tear; rotator cuff rupture", "rotator cuff injury", "glenoid labral tear; " + PLAINLY_NOT),
    *lines("Rotator cuff tear", "", "", "knee sprain"),
    excludes("Rotator cuff tear", "only inflamed", has("rotator cuff tendinosis"), "match"),
)
def test_infections_and_injuries(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)
