"""Contract §2: qualifiers of recorded entries: severity, stage, cause, site, and what does not tell them."""

from typing import Any

import pytest

from by_hand import (
    EVER,
    assumed,
    concept,
    condition,
    conditions,
    lab,
    labs,
    truth,
)
from eligibility.rules.nodes import Stage

# ------------------------------------------------------------------ qualifiers


@pytest.mark.parametrize(("recorded", "expected"), [("severe", "true"), ("mild", "false"), (None, "unknown: severity_not_recorded")])
def test_severity_is_a_condition_of_its_own(recorded: str | None, expected: str) -> None:
    record = conditions({"name": "bacterial infection", "severity": recorded})
    assert truth(condition("bacterial infection", severity=("severe",)), record) == expected


def test_a_severity_may_stand_in_the_name() -> None:
    assert truth(condition("ascites", severity=("severe",)), conditions("severe ascites", complete=["conditions"])) != "false"


def test_another_entry_may_have_the_severity() -> None:
    record = conditions({"name": "ascites", "severity": "mild"}, {"name": "ascites", "severity": "severe"})
    assert truth(condition("ascites", severity=("severe",)), record) == "true"


def test_an_absence_with_a_severity_denies_only_that() -> None:
    record = conditions({"name": "ascites", "status": "absent", "severity": "severe"})
    assert truth(condition("ascites"), record) == "unknown: missing"
    assert truth(condition("ascites", severity=("severe",)), record) == "false"
    assert truth(condition("ascites", severity=("severe", "moderate")), record) == "unknown: missing"


@pytest.mark.parametrize(
    ("recorded", "wanted", "scale", "expected"),
    [
        ("IIIB", ("III", "IV"), None, "true"),
        ("Stage 3b", ("III",), None, "true"),
        ("II", ("III", "IV"), None, "false"),
        ("III", ("IIIB",), None, "unknown: stage_not_recorded"),
        ("limited", ("III",), None, "unknown: stage_not_recorded"),
        (None, ("III",), None, "unknown: stage_not_recorded"),
        (3, ("III",), None, "true"),
        ("NYHA III", ("III", "IV"), "nyha", "true"),
        ("2", ("III", "IV"), "nyha", "false"),
        (None, ("III", "IV"), "nyha", "unknown: stage_not_recorded"),
    ],
)
def test_a_stage_is_a_condition_of_its_own(recorded: Any, wanted: tuple[str, ...], scale: str | None, expected: str) -> None:
    rule = condition("heart failure", stage=Stage(scale=scale, values=wanted))
    assert truth(rule, conditions({"name": "heart failure", "stage": recorded})) == expected


@pytest.mark.parametrize(("observed", "expected"), [("III", "true"), ("II", "false")])
def test_a_stage_may_be_an_observation(observed: str, expected: str) -> None:
    rule = condition("heart failure", stage=Stage(scale="nyha", values=("III", "IV")))
    assert truth(rule, labs(lab("NYHA class", observed), **conditions("heart failure"))) == expected


def test_a_grade_of_something_else_is_no_stage() -> None:
    rule = condition("pneumonia", stage=Stage(scale="ctcae", values=("3", "4")))
    assert truth(rule, labs(lab("CTCAE grade", 3), **conditions("pneumonia"))) == "unknown: stage_not_recorded"


def test_a_recorded_cause_proves_and_denies_no_further_cause() -> None:
    rule = condition("acute-on-chronic liver failure", due_to=(concept("hepatitis B"),))
    name = "acute-on-chronic liver failure"
    assert truth(rule, conditions({"name": name, "due_to": ["hepatitis B"]})) == "true"
    assert truth(rule, conditions({"name": name, "due_to": ["HBV"]})) == "true"
    assert truth(rule, conditions({"name": name, "due_to": ["chronic hepatitis B"]})) == "true"
    assert truth(rule, conditions({"name": name, "due_to": ["alcohol"]})) == "unknown: cause_not_recorded"
    assert truth(rule, conditions({"name": name})) == "unknown: cause_not_recorded"
    assert truth(rule, conditions({"name": name}, {"name": "hepatitis B", "status": "absent"})) == "false"
    assert truth(rule, conditions({"name": "ascites", "due_to": ["hepatitis B"]})) == "unknown: missing"


def test_a_cause_may_be_an_organism() -> None:
    rule = condition("acute-on-chronic liver failure", due_to=(concept("hepatitis B virus", "organism"),))
    assert truth(rule, conditions({"name": "acute-on-chronic liver failure", "due_to": ["hepatitis B"]})) == "true"


def test_a_cause_that_the_entry_s_own_kind_names() -> None:
    rule = condition("cirrhosis", due_to=(concept("alcoholic liver disease"),))
    assert truth(rule, conditions("alcoholic cirrhosis")) == "true"
    assert truth(rule, conditions("cirrhosis")) == "unknown: cause_not_recorded"


def test_unrelated_to_a_cause() -> None:
    rule = condition("cirrhosis", not_due_to=(concept("hepatitis B"),))
    assert truth(rule, conditions({"name": "cirrhosis", "due_to": ["hepatitis B"]})) == "false"
    assert truth(rule, conditions({"name": "cirrhosis", "due_to": ["alcohol"]})) == "unknown: cause_not_recorded"
    assert truth(rule, conditions("cirrhosis", {"name": "hepatitis B", "status": "absent"})) == "true"


def test_denying_a_cause_by_a_complete_list_is_an_assumption() -> None:
    rule = condition("cirrhosis", not_due_to=(concept("hepatitis B"),))
    record = conditions("cirrhosis", complete=["conditions"])
    assert truth(rule, record) == "true"
    assert assumed(rule, record) == ["the record's list of conditions is complete, as the record says"]


def test_a_site() -> None:
    rule = condition("metastasis", sites=(concept("liver", "site"),))
    assert truth(rule, conditions({"name": "metastasis", "site": "liver"})) == "true"
    assert truth(rule, conditions({"name": "metastasis"})) == "unknown: site_not_recorded"
    # A metastasis elsewhere does not deny one in the liver.
    assert truth(rule, conditions({"name": "metastasis", "site": "brain"})) == "unknown: missing"
    assert truth(rule, conditions({"name": "metastasis", "site": "brain"}, complete=["conditions"])) == "false"


def test_exceptions() -> None:
    rule = condition("malignancy", EVER, other_than=(concept("basal cell carcinoma"),))
    assert truth(rule, conditions("basal cell carcinoma")) == "unknown: missing"
    assert truth(rule, conditions("basal cell carcinoma", complete=["conditions"])) == "false"
    assert truth(rule, conditions("lung cancer")) == "true"
    assert truth(rule, conditions("basal cell carcinoma", "lung cancer")) == "true"
    assert truth(rule, conditions("skin cancer")) == "unknown: ambiguous"
    assert truth(rule, conditions("malignancy", complete=["conditions"])) == "unknown: ambiguous"


def test_another_word_of_the_criterion_must_be_recorded() -> None:
    rule = condition("hypertension", descriptors=("uncontrolled",))
    assert truth(rule, conditions("hypertension")) == "unknown: missing"
    assert truth(rule, conditions({"name": "hypertension", "status": "absent"})) == "false"
    assert truth(rule, conditions("uncontrolled hypertension")) in ("true", "unknown: missing")


def test_how_a_finding_was_made_need_not_be_proved() -> None:
    assert truth(condition("ascites", how="diagnosed by ultrasound"), conditions("ascites")) == "true"


def test_a_mild_state_that_is_more_general_denies_the_severe_specific_one() -> None:
    rule = condition("bacterial infection", severity=("severe",))
    assert truth(rule, conditions({"name": "infection", "severity": "mild"})) == "false"
    assert truth(rule, conditions({"name": "spontaneous bacterial peritonitis", "severity": "mild"})) == "unknown: missing"
