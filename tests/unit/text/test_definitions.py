"""Abbreviations that a text defines, and what they mean from then on."""

import pytest

from eligibility import Trial, compile_criterion, to_text
from eligibility.text.definitions import definitions_in, meanings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hormone receptor (HR) positive", [("HR", "hormone receptor")]),
        ("HR (hormone receptor) positive", [("HR", "hormone receptor")]),
        ("an aromatase inhibitor (AIs), planned", [("AI", "aromatase inhibitor")]),
        ("by the Heart Rhythm Society [HRS]", [("HRS", "Heart Rhythm Society")]),
        ("liver disease (HRS)", []),  # letters that are not in the words
        ("stable (for 3 months)", []),
        ("see above. (MS)", []),  # nothing before it in its sentence
        ("platelets (PLT; in blood)", [("PLT", "platelets")]),
    ],
)
def test_definitions_in_brackets(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(definitions_in(text)) == expected


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("HR", "hormone receptor", "hormone-receptor-status"),
        ("PE", "pleural effusion", "pleural-effusion"),
        ("SBP", "systolic blood pressure", "sbp"),
        ("HRS", "Heart Rhythm Society", "HRS"),  # not known: no longer the hepatorenal syndrome
    ],
)
def test_the_definition_decides(short: str, long: str, expected: str) -> None:
    assert [r.value for r in meanings([(short, long)])[short]] == [expected]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("aPTT", "activated partial thromboplastin test"),  # another spelling of what the name means anyway
        ("OR", "objective response"),  # a word of the language
        ("LVEF", "left ventricular function"),  # the letters do not begin its words: something was left out
        ("XYZ", "xylophone yoke zone"),  # a name that was unknown before
    ],
)
def test_a_definition_leaves_a_meaning_alone(short: str, long: str) -> None:
    assert short not in meanings([(short, long)])


def test_contradicting_definitions_leave_the_abbreviation_unknown() -> None:
    both = meanings([("PE", "pleural effusion"), ("PE", "pulmonary embolism"), ("PE", "pericardial effusion")])
    assert [r.type for r in both["PE"]] == ["WORD"]


def test_a_definition_holds_in_all_criteria_of_its_trial() -> None:
    trial = Trial.from_criteria(inclusion=["Pleural effusion (PE) on admission"], exclusion=["Septic PE"])
    assert 'condition "pleural effusion"' in to_text(trial.criteria[1].rule)
    assert 'condition "pulmonary embolism"' in to_text(compile_criterion("Septic PE", "exclusion").rule)


def test_a_society_is_no_disease() -> None:
    rule = to_text(compile_criterion("HRS criteria of the Heart Rhythm Society (HRS)", "exclusion").rule)
    assert "hepatorenal" not in rule
