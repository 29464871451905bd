"""Kinds and grades of allergic reactions, and words on how sure a finding is and how it was made (contract §2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import answers, check, excludes, needs, table
from spec.records import NOTHING, allergic, done, has, listed, says

SEVERE, MILD = (allergic({"name": "latex", "severity": grade}, complete=["allergies"]) for grade in ("severe", "mild"))
PENICILLIN = allergic({"name": "penicillin", "severity": "severe"}, complete=["allergies"])


@table(
    *(
        row
        for text in (
            "Severe allergic, anaphylactic, or other hypersensitivity reactions to latex",
            "Severe allergic or hypersensitivity reactions to latex",
            "Grade 3 or 4 allergic reactions to latex",
            "Severe hypersensitivity (≥ grade 3) to latex",
            "Hypersensitivity of grade 3 or higher to latex",
        )
        for row in answers(text, (SEVERE, "fail"), (MILD, "match"), (PENICILLIN, "match"), (NOTHING, "match"))
    ),
    *answers("Intolerance or hypersensitivity to latex", (MILD, "fail"), (PENICILLIN, "match")),
    excludes("Grade 3 allergic reaction to latex", "mild", MILD, "unknown"),
    excludes("Allergic asthma or hypersensitivity to latex", "asthma", has("allergic asthma"), "fail"),
)
def test_kinds_and_grades_of_reactions_are_all_to_what_stands_behind_them(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


METASTASES, STROKE = has("bone metastases"), has("stroke", onset="2020-01-01", end="2020-02-01", status="resolved")


@table(
    needs("No definitive clinical or radiologic evidence of metastases", "there are some", METASTASES, "fail"),
    needs("No definitive clinical or radiologic evidence of metastases", "there are none", NOTHING, "match"),
    needs("The diagnosis of breast cancer must have been made by core needle biopsy", "the cancer", has("breast cancer"), "match"),
    needs("The diagnosis of breast cancer must have been made by core needle biopsy", "a biopsy alone", done("core needle biopsy"), "fail"),
    needs("Patients must exhibit an ECOG performance status of 0-2", "3", says("ECOG", 3), "fail"),
    needs("Patients must carry a diagnosis of schizophrenia", "it", has("schizophrenia"), "match"),
    needs("Patients met diagnostic criteria for schizophrenia", "it", has("schizophrenia"), "match"),
    excludes("Subjects who have sustained a stroke", "long over", STROKE, "fail"),
    excludes("Sustained ventricular tachycardia", "none", NOTHING, "match"),
    excludes("NYHA class III or IV functional status", "II", says("NYHA class", "II"), "match"),
    excludes("Clinically significant (i.e., symptomatic) heart disease", "none", NOTHING, "match"),
    excludes("Clinically significant (i.e., symptomatic) heart disease", "one", listed("heart disease"), "unknown"),
)
def test_how_sure_a_finding_is_and_how_it_was_made_ask_for_no_more(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


RECENT, EARLIER = done("radiotherapy", "2026-10-20"), done("radiotherapy", "2026-09-01")


@table(
    *(
        row
        for of in ("852A", "ABT-888", "study agent", "study agents", "an investigational agent")
        for row in answers(f"Radiotherapy within 3 weeks of the first dose of {of}", (RECENT, "fail"), (EARLIER, "match"))
    ),
)
def test_the_first_dose_of_a_medicine_that_only_the_trial_has_is_its_first_dose(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
