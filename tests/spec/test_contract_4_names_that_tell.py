"""Entries of one list that tell of what another list lacks: a condition of a procedure, a procedure of a disease (contract §4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, answers, check, excludes, table
from spec.records import closed, cond, done, has, open_list


def had(name: str, **more: Any) -> dict[str, Any]:
    """A complete record with one procedure of the past."""
    return done(name, None if "status" in more else "2020-01-01", **more)


@table(
    *answers(
        "Organ transplant",
        (has("kidney transplant recipient"), "fail"),
        (has("status post kidney transplant"), "fail"),
        (has("s/p liver transplant"), "fail"),
        (has("renal transplant rejection"), "unknown"),
        (has("awaiting kidney transplant"), "match"),
        (has("no history of kidney transplant"), "match"),
        (has("asthma"), "match"),
    ),
    *answers("History of dialysis", (has("ESRD on hemodialysis"), "unknown"), (has("history of hemodialysis"), "fail")),
    *answers(
        "Dialysis",
        (has("ESRD on hemodialysis"), "unknown"),
        (has("dialysis dependence"), "fail"),
        (has("prior hemodialysis"), "match"),
        (has("history of hemodialysis"), "unknown"),
    ),
    *answers("Prior mastectomy", (has("acquired absence of breast"), "fail"), (has("status post mastectomy"), "fail")),
    *answers("Prior chemotherapy", (has("chemotherapy-induced neuropathy"), "unknown")),
    *answers("Concurrent chemotherapy", (has("chemotherapy-induced neuropathy"), "match")),
    *answers("History of PCI", (has("in-stent restenosis"), "unknown")),
    *answers("Pacemaker", (has("presence of pacemaker"), "fail"), (has("status post pacemaker"), "fail")),
    *answers(
        "Allergy to contrast media",
        (has("contrast allergy"), "fail"),
        (has("allergy to iodinated contrast"), "fail"),
        (has("contrast reaction"), "unknown"),
        (has("peanut allergy"), "match"),
    ),
    *answers("Allergy to penicillin", (has("amoxicillin allergy"), "fail"), (has("hay fever"), "match")),
)
def test_a_condition_tells_of_a_procedure_or_an_allergy(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers(
        "Heart disease",
        (had("CABG"), "unknown"),
        (had("pacemaker implantation"), "unknown"),
        (had("CABG", status="absent"), "match"),
        (had("appendectomy"), "match"),
    ),
    *answers("History of heart disease", (had("PCI"), "unknown")),
    *answers("Kidney disease", (had("kidney transplantation"), "unknown")),
    *answers("Myocardial infarction", (had("CABG"), "match")),
    *answers("Malignancy", (had("mastectomy"), "match")),
    *answers("History of malignancy", (had("mastectomy"), "unknown"), (had("hip replacement"), "match")),
)
def test_a_procedure_tells_of_the_disease_it_is_done_for(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("HIV infection", "the cause of another", closed(open_list(cond("Kaposi sarcoma", due_to=["HIV"]))), "unknown"),
    excludes("Hepatitis C", "the cause of another", closed(open_list(cond("cirrhosis", due_to=["hepatitis C"]))), "unknown"),
    excludes("Hepatitis B", "another cause", closed(open_list(cond("cirrhosis", due_to=["hepatitis C"]))), "match"),
    excludes("Diabetes mellitus", "a kind of it", closed(open_list(cond("neuropathy", due_to=["type 2 diabetes"]))), "unknown"),
)
def test_a_recorded_cause_is_not_denied(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
