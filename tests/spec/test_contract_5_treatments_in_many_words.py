"""Treatments in many words: before, now, within a time, since a time, allowed, and none of them (contract §2 and §5).

Each text is answered for ten patients with breast cancer, of whom each had one treatment once, lately or now; their lists are complete.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet

from spec.contract import Kind
from spec.records import Record
from spec.truth_tables import Grid, expected, found


def patient(**lists: Record) -> Record:
    """Of breast cancer, with one entry each of these lists."""
    return {"conditions": [{"name": "breast cancer", "onset": "2021-01-01"}], **{name: [entry] for name, entry in lists.items()}}


PATIENTS: Grid = {
    "none": patient(),
    "chemotherapy now": patient(procedures={"name": "chemotherapy", "start": "2026-09-01"}),
    "chemotherapy lately": patient(procedures={"name": "chemotherapy", "start": "2026-06-01", "end": "2026-10-18"}),
    "chemotherapy once": patient(procedures={"name": "chemotherapy", "start": "2024-03-01", "end": "2024-07-18"}),
    "radiotherapy lately": patient(procedures={"name": "radiotherapy", "start": "2026-09-20", "end": "2026-10-18"}),
    "radiotherapy once": patient(procedures={"name": "radiotherapy", "start": "2024-06-20", "end": "2024-07-18"}),
    "surgery lately": patient(procedures={"name": "mastectomy", "date": "2026-10-18"}),
    "surgery once": patient(procedures={"name": "mastectomy", "date": "2024-07-18"}),
    "tamoxifen now": patient(medications={"name": "tamoxifen", "start": "2025-01-01"}),
    "tamoxifen once": patient(medications={"name": "tamoxifen", "start": "2022-01-01", "end": "2024-01-01", "status": "stopped"}),
}
CHEMOTHERAPY = {"chemotherapy now", "chemotherapy lately", "chemotherapy once"}
RADIOTHERAPY = {"radiotherapy lately", "radiotherapy once"}
SURGERY = {"surgery lately", "surgery once"}
TAMOXIFEN = {"tamoxifen now", "tamoxifen once"}
LATE_CHEMOTHERAPY = {"chemotherapy now", "chemotherapy lately"}


def said(true: Iterable[str], kinds: Iterable[Kind], *texts: str) -> list[ParameterSet]:
    """Texts that say the same thing: those of whom it is true."""
    return [pytest.param(kind, text, set(true), id=f"{kind}: {text}") for text in texts for kind in kinds]


TEXTS = [
    *said(
        CHEMOTHERAPY,
        ["inclusion", "exclusion"],
        "Prior chemotherapy",
        "Previous chemotherapy",
        "Any prior chemotherapy",
        "Prior treatment with chemotherapy",
        "Have received prior chemotherapy",
        "Previously treated with chemotherapy",
        "History of chemotherapy",
        "Received chemotherapy",
        "Patients who have received chemotherapy",
        "Prior exposure to chemotherapy",
        "Patients previously treated with chemotherapy",
        "Patients who received prior chemotherapy",
        "Prior or concurrent chemotherapy",
        "Previous or concurrent chemotherapy",
        "Current or prior chemotherapy",
        "Past or present chemotherapy",
    ),
    *said(
        set(PATIENTS) - CHEMOTHERAPY,
        ["inclusion"],
        "No prior chemotherapy",
        "Chemotherapy-naive",
        "Chemotherapy naïve",
        "Chemo-naive patients",
        "Must not have received prior chemotherapy",
        "Patients must not have received chemotherapy",
        "No history of chemotherapy",
        "Not previously treated with chemotherapy",
        "Have not received chemotherapy",
        "No prior treatment with chemotherapy",
        "Never received chemotherapy",
        "Without prior chemotherapy",
    ),
    *said(
        {"chemotherapy now"},
        ["exclusion"],
        "Concurrent chemotherapy",
        "Receiving chemotherapy",
        "Ongoing chemotherapy",
        "Currently receiving chemotherapy",
        "Undergoing chemotherapy",
        "On chemotherapy",
        "Patients currently receiving chemotherapy",
        "Patients undergoing chemotherapy",
    ),
    *said(
        set(PATIENTS) - {"chemotherapy now"},
        ["inclusion"],
        "No concurrent chemotherapy",
        "Not currently receiving chemotherapy",
        "No ongoing chemotherapy",
    ),
    *said(
        LATE_CHEMOTHERAPY,
        ["exclusion"],
        "Chemotherapy within 4 weeks",
        "Prior chemotherapy within 4 weeks",
        "Received chemotherapy within 4 weeks",
        "Chemotherapy within the last 28 days",
        "Chemotherapy less than 4 weeks prior to enrollment",
        "Chemotherapy in the 4 weeks before randomization",
        "Has received chemotherapy within 4 weeks of first dose",
        "Treatment with chemotherapy within 4 weeks",
        "Patients who have had chemotherapy within 4 weeks prior to entering the study",
        "Last chemotherapy within 4 weeks",
    ),
    *said(
        LATE_CHEMOTHERAPY | {"radiotherapy lately"},
        ["exclusion"],
        "Chemotherapy or radiotherapy within 4 weeks",
        "Radiotherapy or chemotherapy within 4 weeks prior to study entry",
        "Patients who have had chemotherapy or radiotherapy within 4 weeks",
        "Prior chemotherapy or radiotherapy within 4 weeks",
        "Chemotherapy and/or radiotherapy within 4 weeks",
        "Chemotherapy or radiation therapy within the past 4 weeks",
        "Chemotherapy and radiotherapy within 4 weeks",
        "Received chemotherapy or radiotherapy within 28 days before enrollment",
    ),
    *said(
        set(PATIENTS) - LATE_CHEMOTHERAPY,
        ["inclusion"],
        "At least 4 weeks since prior chemotherapy",
        "≥ 4 weeks since chemotherapy",
        "More than 4 weeks since prior chemotherapy",
        "No chemotherapy within the past 4 weeks",
        "At least 4 weeks must have elapsed since prior chemotherapy",
        "At least 28 days since chemotherapy",
        "4 weeks or more since prior chemotherapy",
        "Must be at least 4 weeks from prior chemotherapy",
    ),
    *said(
        set(PATIENTS) - LATE_CHEMOTHERAPY - {"radiotherapy lately"},
        ["inclusion"],
        "At least 4 weeks since prior chemotherapy and radiotherapy",
        "At least 4 weeks since prior chemotherapy or radiotherapy",
        "No chemotherapy or radiotherapy within 4 weeks",
        "No chemotherapy or radiation therapy within 4 weeks prior to enrollment",
    ),
    *said(
        {"surgery lately"},
        ["exclusion"],
        "Surgery within 4 weeks",
        "Any surgery within 4 weeks",
    ),
    *said(
        CHEMOTHERAPY | RADIOTHERAPY | SURGERY,
        ["exclusion"],
        "Prior surgery, radiotherapy or chemotherapy",
        "Previous surgery, radiation therapy or chemotherapy",
        "Any prior surgery, radiotherapy, or chemotherapy",
        "Prior chemotherapy, radiotherapy or surgery",
    ),
    *said(
        PATIENTS,
        ["inclusion"],
        "Prior chemotherapy is allowed",
        "Prior chemotherapy permitted",
        "Patients may have received prior chemotherapy",
        "Prior chemotherapy and radiotherapy allowed",
        "Prior adjuvant chemotherapy is acceptable",
        "Patients with prior chemotherapy are eligible",
        "Prior hormonal therapy is allowed",
    ),
    *said({"tamoxifen now"}, ["exclusion"], "Tamoxifen", "Concurrent tamoxifen", "Receiving tamoxifen", "Current use of tamoxifen"),
    *said(
        TAMOXIFEN,
        ["inclusion", "exclusion"],
        "Prior tamoxifen",
        "Prior tamoxifen therapy",
        "Prior use of tamoxifen",
        "Prior hormonal therapy",
        "Prior endocrine therapy",
        "Previous hormone therapy",
    ),
]


@pytest.mark.parametrize(("kind", "text", "true"), TEXTS)
def test_treatments_answer_as_their_words_say(kind: Kind, text: str, true: set[str]) -> None:
    assert found(kind, text, PATIENTS) == expected(kind, true, PATIENTS)
