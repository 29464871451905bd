"""What headers of columns mean."""

from __future__ import annotations

import pytest

from eligibility.patient.sheets.columns import Meaning
from eligibility.patient.sheets.headers import Puzzle, read_header


def _said(header: str) -> str:
    found = read_header(header)
    if isinstance(found, Puzzle):
        return "?"
    about = found.name or ", ".join(c.code for c in found.codes)
    parts = (f"{found.section}.{found.field}", about, found.key, found.unit, str(found.date) if found.date else "", found.label)
    return " | ".join(p for p in parts if p)


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("total bilirubin (mg/dL)", "observations.value | total bilirubin | total-bilirubin | mg/dL"),
        ("TBil [µmol/L]", "observations.value | TBil | total-bilirubin | umol/L"),
        ("bilirubin, mg/dL", "observations.value | bilirubin | total-bilirubin | mg/dL"),
        ("bilirubin_mg_dl", "observations.value | bilirubin | total-bilirubin | mg/dL"),
        ("ALT_U_L", "observations.value | ALT | alt | U/L"),
        ("Height cm", "observations.value | Height | height | cm"),
        ("eGFR (mL/min/(1.73 m2))", "observations.value | eGFR | egfr | mL/min/{1.73_m2}"),
        ("LOINC 1975-2 (mg/dL)", "observations.value | 1975-2 | total-bilirubin | mg/dL"),
        # A bracket that is no unit is part of the name; one that is, may make it another observation.
        ("PT (INR)", "observations.value | PT (INR) | inr"),
        ("PT (s)", "observations.value | PT | prothrombin-time | s"),
        ("PT (%)", "observations.value | PT | pta | %"),
        # Names are compared without signs, so that a percent sign must not be lost.
        ("neutrophils (%)", "observations.value | neutrophils | neutrophil-fraction | %"),
        ("% neutrophils", "observations.value | neutrophils | neutrophil-fraction | %"),
        ("neutrophils", "observations.value | neutrophils | anc"),
        ("ULN total bilirubin", "observations.high | total bilirubin | total-bilirubin"),
        ("total bilirubin upper limit", "observations.high | total bilirubin | total-bilirubin"),
        ("LLN of creatinine (mg/dL)", "?"),
        ("LLN creatinine (mg/dL)", "observations.low | creatinine | creatinine | mg/dL"),
        ("ALT (x ULN)", "observations.times_uln | ALT | alt"),
        ("ALT × ULN", "observations.times_uln | ALT | alt"),
        ("ALT (ULN)", "?"),
        ("creatinine 2026-10-30 (mg/dL)", "observations.value | creatinine | creatinine | mg/dL | 2026-10-30"),
        ("creatinine 2", "observations.value | creatinine | creatinine | 2"),
        ("creatinine 2 date", "observations.date | creatinine | creatinine | 2"),
        # A number that belongs to the name.
        ("interleukin 6", "observations.value | interleukin 6 | il-6"),
        ("CA 19-9 (U/mL)", "observations.value | CA 19-9 | ca-19-9 | U/mL"),
        ("HCC", "conditions.status | HCC | hepatocellular-carcinoma"),
        ("HIV", "conditions.status | HIV | hiv-infection"),
        ("date of HCC", "conditions.onset | HCC | hepatocellular-carcinoma"),
        ("HCC since", "conditions.onset | HCC | hepatocellular-carcinoma"),
        ("history of stroke", "conditions.history | stroke | stroke"),
        ("cirrhosis aetiology", "conditions.due_to | cirrhosis | cirrhosis"),
        ("CKD stage", "observations.value | CKD stage | ckd-stage"),
        ("ICD-10 C22.0", "conditions.status | C22.0 | hepatocellular-carcinoma"),
        ("liver transplantation date", "procedures.date | liver transplantation | liver-transplantation"),
        ("dialysis start", "procedures.start | dialysis | dialysis"),
        ("prednisone dose (mg/day)", "medications.dose | prednisone | drug:prednisone | mg/d"),
        ("prednisone date", "?"),
        ("heparin allergy", "allergies.status | heparin | drug:heparin"),
        ("family history of breast cancer", "family_history.status | breast cancer | breast-cancer"),
        ("comorbidities", "conditions.names"),
        ("Patient ID", "patient.id"),
        ("Gender", "patient.sex"),
        ("DOB (dd/mm/yyyy)", "patient.birth_date"),
        ("age (years)", "patient.age"),
        ("age (months)", "?"),
        ("visit date", "patient.observation_date"),
        # A word or a sign too many changes what is meant.
        ("no HCC", "?"),
        ("HBsAg -", "?"),
        ("ALT < 40", "?"),
        ("Δ creatinine", "?"),
        ("baseline albumin (g/L)", "?"),
        ("HCC/ICC", "?"),
        ("", "?"),
    ],
)
def test_a_header_is_understood_as_a_whole_or_not_at_all(header: str, meaning: str) -> None:
    assert _said(header) == meaning


@pytest.mark.parametrize(
    ("header", "puzzle"),
    [
        ("billirubin (mg/dL)", Puzzle("the name is not known", ("bilirubin",))),
        ("Hb (mmol)", Puzzle("mmol is not a unit of Haemoglobin: expected g/dL, g/L, mmol/L, mg/dL")),
        ("ALT (ULN)", Puzzle("it may be the upper limit of normal, or a multiple of it: write 'ULN ALT' or 'ALT (x ULN)'")),
        ("prednisone date", Puzzle("it may be the start or the end: write 'prednisone start' or 'prednisone end'")),
        ("metformin (mg)", Puzzle("a medication has no unit: for its dose, write 'metformin dose (mg)'")),
        ("ULN", Puzzle("it does not say of what: write the name too, as in '… ULN'")),
        ("baseline albumin (g/L)", Puzzle("of its words only 'albumin' is known")),
        ("Name", Puzzle("it identifies the person; the record has no place for it")),
        ("Comments", Puzzle("free text is not read")),
        ("creatinine 2026-10-01 2026-10-30", Puzzle("a header with more than one date")),
        ("x" * 301, Puzzle("the header is too long to be a name")),
    ],
)
def test_a_header_that_is_not_understood_says_why(header: str, puzzle: Puzzle) -> None:
    assert read_header(header) == puzzle


def test_a_bracket_may_say_how_the_cells_are_written() -> None:
    coded, dated = read_header("HCC (0/1)"), read_header("transplant date (mm/dd/yyyy)")
    assert isinstance(coded, Meaning)
    assert coded.words == {"1": "yes", "0": "no"}
    assert isinstance(dated, Meaning)
    assert dated.days == "MDY"
