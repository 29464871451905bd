"""Eligibility text → sections: every usual heading, and what only looks like one."""

from __future__ import annotations

import pytest

from eligibility.text.sections import section_warnings, split_sections

INCLUSION = [
    "Inclusion Criteria",
    "INCLUSION CRITERIA:",
    "inclusion criteria :",
    "Key inclusion criteria",
    "Main Inclusion Criteria:",
    "**Inclusion Criteria**",
    "**Inclusion Criteria:**",
    "__Inclusion Criteria__",
    "## Inclusion Criteria",
    "4.1 Inclusion Criteria",
    "1. Inclusion criteria:",
    "A. Inclusion Criteria",
    "Inclusion criteria are:",
    "Inclusion Criteria*:",
    "Inclusion criteria (all patients)",
    "Inclusion criteria：",
    "Inclusion:",
    "Inclusions:",
    "Inclusion",
    "Included:",
    "Eligibility",
    "ELIGIBILITY CRITERIA:",
    "Who can participate",
    "Who can take part?",
    "Main criteria for inclusion",
    "Criteria for inclusion:",
    "Patients are eligible if:",
    "Subjects will be included if they meet all of the following:",
    "Inculsion criteria:",
    "- Inclusion Criteria:",
    "DISEASE CHARACTERISTICS:",
    "PATIENT CHARACTERISTICS",
    "Prior Concurrent Therapy:",
    "Required Characteristics:",
]
EXCLUSION = [
    "Contraindications:",
    "Exclusion Criteria",
    "EXCLUSION CRITERIA:",
    "Key Exclusion Criteria",
    "**Exclusion Criteria**",
    "4.2 Exclusion Criteria",
    "4.1.3 Exclusion Criteria:",
    "Exclusion",
    "EXCLUSION:",
    "Exclusions:",
    "Excluded:",
    "Not eligible:",
    "Ineligibility",
    "Ineligibility criteria:",
    "Non-inclusion criteria:",
    "Main criteria for exclusion",
    "Who cannot participate?",
    "Who can't take part",
    "Patients are excluded if:",
    "Patients will be excluded from the study if they have:",
    "Participants meeting any of the following criteria will be excluded:",
    "The following patients are not eligible:",
    "Exclusion Criteria Subjects who meet any of the following criteria will be excluded:",
    "General medical exclusions:",
    "Excusion Criteria:",
    "Exlusion criteria",
]
NO_HEADING = [
    "Contraindications to MRI",
    "Contraindications: pregnancy",
    "Patients with asymptomatic HIV infection are eligible",
    "Not meeting all of the inclusion criteria",
    "Other protocol-defined inclusion/exclusion criteria may apply",
    "Lack of compliance with any inclusion criteria.",
    "Left atrial appendage exclusion",
    "Pregnant women are excluded from this study",
    "Prior allogeneic transplantation is excluded.",
    "Eligible for surgical resection",
    "Patients with two cancers are eligible only if:",
    "No exclusion criteria",
    "Exclusion of pregnancy by a test",
    "Failure to meet the exclusion criteria",
]


@pytest.mark.parametrize("heading", INCLUSION)
def test_usual_inclusion_headings(heading: str) -> None:
    (section,) = split_sections(f"{heading}\nAsthma\n")
    assert section.kind == "inclusion"
    assert section.heading.of(heading) == heading


@pytest.mark.parametrize("heading", EXCLUSION)
def test_usual_exclusion_headings(heading: str) -> None:
    text = f"Inclusion criteria\nAsthma\n{heading}\nHIV\n"
    inclusion, exclusion = split_sections(text)
    assert (inclusion.kind, exclusion.kind) == ("inclusion", "exclusion")
    assert exclusion.heading.of(text) == heading
    assert exclusion.body.of(text).strip() == "HIV"


@pytest.mark.parametrize("line", NO_HEADING)
def test_lines_that_speak_of_criteria_are_no_headings(line: str) -> None:
    assert len(split_sections(f"Inclusion criteria\nAsthma\n{line}\nWheezing\n")) == 1


@pytest.mark.parametrize(
    ("line", "heading", "body"),
    [
        ("Inclusion criteria: adults with asthma", "Inclusion criteria: ", "adults with asthma"),
        ("Inclusion Criteria - adults with asthma", "Inclusion Criteria - ", "adults with asthma"),
        ("Inclusion criteria include adults", "Inclusion criteria include ", "adults"),
        ("Inclusion: adults", "Inclusion: ", "adults"),
        ("Inclusion criteria: (1) age over 18 (years)", "Inclusion criteria: ", "(1) age over 18 (years)"),
        ("Main criteria for inclusion: adults", "Main criteria for inclusion: ", "adults"),
    ],
)
def test_a_heading_with_its_criteria_on_the_same_line(line: str, heading: str, body: str) -> None:
    (section,) = split_sections(line)
    assert (section.heading.of(line), section.body.of(line)) == (heading, body)


def test_exclusions_that_follow_in_the_same_paragraph() -> None:
    text = "Inclusion criteria: adults with asthma. Exclusion criteria: pregnancy, smoking"
    assert [(s.kind, s.body.of(text).strip()) for s in split_sections(text)] == [
        ("inclusion", "adults with asthma."),
        ("exclusion", "pregnancy, smoking"),
    ]


def test_a_heading_that_names_a_part_of_the_patients_is_their_group() -> None:
    text = "Breast Cancer Inclusion Criteria:\nA\nInclusion criteria for controls\nB\nKey exclusion criteria\nC"
    assert [s.group for s in split_sections(text)] == ["Breast Cancer Inclusion Criteria", "Inclusion criteria for controls", None]


def test_text_before_the_first_heading_is_asked_for_too() -> None:
    text = "Adults only\nExclusion:\nHIV"
    first, second = split_sections(text)
    assert (first.kind, first.heading.of(text), first.body.of(text)) == ("inclusion", "", "Adults only\n")
    assert second.kind == "exclusion"


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("Asthma", ("no inclusion or exclusion heading found: the whole text is read as inclusion criteria",)),
        ("Inclusion:\nAsthma", ("no exclusion section found",)),
        ("Exclusion:\nHIV", ("no inclusion section found",)),
        ("Inclusion:\nAsthma\nExclusion:\nHIV", ()),
    ],
)
def test_missing_sections_are_warned_of(text: str, warnings: tuple[str, ...]) -> None:
    assert section_warnings(split_sections(text)) == warnings
