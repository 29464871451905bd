"""`patient/lookups`: what is found out of a record once, and forgotten with it."""

from __future__ import annotations

import gc
import weakref
from datetime import date

from eligibility import compile_trial
from eligibility.evaluation.one_patient import Settings, evaluate
from eligibility.patient.lookups import IndexedPatient
from eligibility.patient.record import read_patient

RECORD = {
    "observations": [{"name": "HBsAg", "value": "positive", "date": "2026-10-01"}],
    "conditions": [{"name": "stage IV breast cancer"}, {"name": "ESRD on haemodialysis"}],
    "procedures": [{"name": "coronary artery bypass", "date": "2019"}],
    "complete": ["conditions", "procedures", "allergies"],
}
TRIAL = """Exclusion criteria:
- Distant metastases
- Haemodialysis
- Heart disease
- Hepatitis B
- Allergy to penicillin
"""


def test_work_is_done_once() -> None:
    record, done = IndexedPatient(read_patient(RECORD)), []

    def names(asked: IndexedPatient) -> tuple[str | None, ...]:
        done.append(asked)
        return tuple(e.item.name for e in asked.entries("procedures"))

    assert record.once(names) == record.once(names) == ("coronary artery bypass",)
    assert done == [record]


def test_what_was_found_out_changes_no_later_answer() -> None:
    trial, settings = compile_trial(TRIAL), Settings(on=date(2026, 11, 1))
    record = IndexedPatient(read_patient(RECORD))
    assert evaluate(trial, record, settings) == evaluate(trial, record, settings) == evaluate(trial, record.patient, settings)


def test_nothing_keeps_a_record_after_its_screening() -> None:
    record = IndexedPatient(read_patient(RECORD))
    evaluate(compile_trial(TRIAL), record, Settings(on=date(2026, 11, 1)))
    gone = weakref.ref(record)
    del record
    gc.collect()
    assert gone() is None
