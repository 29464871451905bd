"""Entries of one list that tell of what another list lacks: a condition of a procedure, a procedure of a disease (contract §4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, excludes, table

CLOSED = ["conditions", "procedures", "medications", "allergies"]


def ill(name: str) -> dict[str, Any]:
    """A complete record with one condition."""
    return {"conditions": [{"name": name}], "complete": CLOSED}


def had(name: str, **more: Any) -> dict[str, Any]:
    """A complete record with one procedure of the past."""
    dated = {} if "status" in more else {"date": "2020-01-01"}
    return {"procedures": [{"name": name, **dated, **more}], "complete": CLOSED}


def answers(text: str, *rows: tuple[dict[str, Any], str]) -> list[Any]:
    """Lines of an exclusion: the record's only entry names each."""
    return [excludes(text, str(record), record, expected) for record, expected in rows]


@table(
    *answers(
        "Organ transplant",
        (ill("kidney transplant recipient"), "fail"),
        (ill("status post kidney transplant"), "fail"),
        (ill("s/p liver transplant"), "fail"),
        (ill("renal transplant rejection"), "unknown"),
        (ill("awaiting kidney transplant"), "match"),
        (ill("no history of kidney transplant"), "match"),
        (ill("asthma"), "match"),
    ),
    *answers("History of dialysis", (ill("ESRD on hemodialysis"), "unknown"), (ill("history of hemodialysis"), "unknown")),
    *answers(
        "Dialysis", (ill("ESRD on hemodialysis"), "unknown"), (ill("dialysis dependence"), "fail"), (ill("prior hemodialysis"), "match")
    ),
    *answers("Prior mastectomy", (ill("acquired absence of breast"), "fail"), (ill("status post mastectomy"), "fail")),
    *answers("Prior chemotherapy", (ill("chemotherapy-induced neuropathy"), "unknown")),
    *answers("Concurrent chemotherapy", (ill("chemotherapy-induced neuropathy"), "match")),
    *answers("History of PCI", (ill("in-stent restenosis"), "unknown")),
    *answers("Pacemaker", (ill("presence of pacemaker"), "fail"), (ill("status post pacemaker"), "fail")),
    *answers(
        "Allergy to contrast media",
        (ill("contrast allergy"), "unknown"),
        (ill("allergy to iodinated contrast"), "unknown"),
        (ill("contrast reaction"), "unknown"),
        (ill("peanut allergy"), "match"),
    ),
    *answers("Allergy to penicillin", (ill("amoxicillin allergy"), "unknown"), (ill("hay fever"), "match")),
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
