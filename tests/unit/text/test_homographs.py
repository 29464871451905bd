"""Words of several meanings: by their case, by a longer name, by a definition, by the words beside them."""

import csv

import pytest

from eligibility import compile_criterion, to_text
from eligibility.reference.observations import observations
from eligibility.reference.vocabulary import vocabulary
from eligibility.resources import data_file
from eligibility.text.homographs import told_by_company


def rule(text: str) -> str:
    return to_text(compile_criterion(text, "exclusion").rule)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("receives nursing care at home", "Breastfeeding"),
        ("lives in the US", "ultrasound"),
        ("hereditary spherocytosis in patients under 12", "Hospitalised"),
        ("EGFR mutation", "filtration"),
        ("got worse under treatment", "Aspartate"),
        ("IOL implantation", "labour"),
        ("pain management agreement", 'condition "pain"'),
        ("normal muscle strength", "muscular disease"),
        ("progression per RECIST", "Measurable disease"),
        ("menopausal status", "Postmenopausal"),
        ("participate in sports", "consent"),
        ("agree to abstinence or condoms", "Alcohol"),
        ("by GOLD standard", 'medication "Gold"'),
        ("onset of puberty", "precocious"),
        ("negative surgical margins", "condition"),
        ("paroxysmal supraventricular tachycardia", 'condition "ventricular'),
        ("TBI", "brain"),
    ],
)
def test_a_word_is_not_taken_for_another(text: str, wrong: str) -> None:
    assert wrong not in rule(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("pregnant or nursing", '"Breastfeeding" is true'),
        ("HER2 positive by FISH", '"HER2 status" is "positive"'),
        ("allergy to fish", 'allergy to "fish"'),
        ("eGFR < 30 mL/min", "filtration rate"),
        ("conditioning with TBI of 12 Gy", "total body irradiation"),
        ("skull fracture or TBI", "traumatic brain injury"),
        ("alcohol dependence, abstinence under 3 months", "Alcohol abstinence"),
        ("unwilling to participate in the study", 'not ("Informed consent" is true)'),
        ("enzyme-inducing antiepileptic drugs", "enzyme-inducing antiepileptic drugs"),
    ],
)
def test_the_meaning_is_found(text: str, right: str) -> None:
    assert right in rule(text)


def test_cues_of_two_meanings_leave_a_word_open() -> None:
    assert told_by_company("TBI of the skull by radiation") == {}


def test_every_homograph_refers_to_something() -> None:
    with data_file("homographs.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert all(r["source"] and r["cues"] for r in rows)
    units = {unit for each in observations().values() for unit in each.units}
    things = [r["value"] for r in rows if r["type"] != "DESC"]  # an adjective stands for nothing by itself
    assert all(value in observations() or value in units or vocabulary().row(value) is not None for value in things)


def test_a_stopped_abbreviation_is_still_found_in_a_record() -> None:
    found = vocabulary().lookup("TBI", "condition")
    assert found is not None
    assert found.id == "traumatic-brain-injury"
