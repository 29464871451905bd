"""How many of a list its head asks for, above lines of its own and in one line (contract §2, Lists)."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet

from eligibility import compile_trial, screen
from spec.contract import Kind
from spec.records import ON
from spec.truth_tables import COMPLETE, combinations, expected

DISEASES = {"A": "Gout", "B": "Asthma", "C": "Epilepsy"}
GRID = combinations(DISEASES, DISEASES)
LINES = "{section}:\n\n* {head}:\n  * Gout\n  * Asthma\n  * Epilepsy\n* BMI 25-40 kg/m2\n"
ONE_LINE = "{section}:\n\n1. {head}: Gout; Asthma; Epilepsy\n2. BMI 25-40 kg/m2\n"
BEFORE = "Inclusion Criteria:\n\n* Informed consent\n\n"


def said(true: str, kinds: Iterable[Kind], *heads: str) -> list[ParameterSet]:
    """Heads of lists that are true of just these combinations ("AB": both are there, "-": none is)."""
    return [pytest.param(kind, head, true.split(), id=f"{kind}: {head}") for head in heads for kind in kinds]


HEADS = [
    *said(
        "A B C AB AC BC ABC",
        ["inclusion", "exclusion"],
        "Any of the following",
        "One of the following",
        "At least one of the following",
        "Either of the following",
        "One or more of the following",
        "Any one of the following conditions",
        "Patients with any of the following",
        "Patients with one of the following conditions",
        "Must have at least one of the following",
        "Patients must meet one of the following criteria",
        "Meets any of the following criteria",
        "Has one or more of the following",
        "Presence of any of the following",
        "At least 1 of the following",
        "At least one of these",
        "Any of these conditions",
        "Patients who have any of the following conditions",
        "Any of the below",
        "Any one of these criteria",
        "Patients must have one of the following",
        "Have one of the following diagnoses",
        "History of any of the following",
        "Diagnosis of one of the following",
        "Subjects with at least one of the following criteria",
        "Fulfilment of at least one of the following criteria",
        "1 or more of the following",
        "One of the following criteria must be met",
        "At least one of the following must be present",
        "At least one of the following criteria is fulfilled",
        "Documented evidence of one or more of the following",
        "The presence of at least one of the following",
    ),
    *said(
        "ABC",
        ["inclusion", "exclusion"],
        "All of the following",
        "Patients must meet all of the following criteria",
        "Must meet all of the following",
        "All of the following criteria must be met",
        "Meets all of the following criteria",
        "Patients with all of the following",
        "Must have all of the following",
        "All three of the following",
        "Each of the following",
        "All the following criteria",
        "Fulfil all of the following",
        "Presence of all of the following",
    ),
    *said(
        "AB AC BC ABC",
        ["inclusion", "exclusion"],
        "At least two of the following",
        "Two or more of the following",
        "At least 2 of the following criteria",
        ">= 2 of the following",
        "Any two of the following",
        "Two of the following",
        "Must have at least two of the following",
        "Patients with two or more of the following",
        "At least two of the following must be present",
        "2 or more of the following",
        "Presence of at least 2 of the following",
        "Meets at least 2 of the following 3 criteria",
        "Two out of the following three",
        "At least 2 out of 3 of the following",
    ),
    *said(
        "-",
        ["inclusion"],
        "None of the following",
        "No history of any of the following",
        "Patients must not have any of the following",
        "Absence of any of the following",
        "No evidence of any of the following",
        "Absence of the following",
        "No",
        "Must not have",
        "Patients must not have any of these conditions",
        "Without any of the following",
        "Free of all of the following",
        "No current or past history of",
        "No known",
        "Not have any of the following",
        "No evidence of the following",
        "Patients may not have any of the following",
        "None of the following conditions",
        "Does not have any of the following",
        "Must have none of the following",
        "No prior history of any of the following",
    ),
    *said(
        "- A B C",
        ["inclusion"],
        "No more than one of the following",
        "At most one of the following",
        "Fewer than two of the following",
    ),
    *said(
        "A B C AB AC BC ABC",
        ["exclusion"],
        "Patients with any of the following are excluded",
        "Patients with the following conditions",
        "The following conditions",
        "Patients with any of the following conditions will be excluded",
        "Subjects will be excluded if any of the following apply",
        "Patients meeting any of the following criteria will be excluded",
        "Patients are excluded if they have any of the following",
        "Have any of the following conditions",
        "Known history of any of the following",
        "Current or past history of",
        "Any current",
        "Comorbidities",
        "Patients presenting with any of the following",
        "Patients having any of the following",
    ),
]


@pytest.mark.parametrize("layout", [LINES, ONE_LINE], ids=["lines", "one line"])
@pytest.mark.parametrize(("kind", "head", "true"), HEADS)
def test_a_head_says_how_many_of_its_list(kind: Kind, head: str, true: list[str], layout: str) -> None:
    text = layout.format(section=f"{kind.capitalize()} Criteria", head=head)
    trial = compile_trial(text if kind == "inclusion" else BEFORE + text)
    criterion = "I1" if kind == "inclusion" else "E1"
    found = {name: str(screen({"complete": COMPLETE, **r}, trial, on=ON)[criterion].outcome) for name, r in GRID.items()}
    assert found == expected(kind, true, GRID)
