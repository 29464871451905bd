"""Clinical-trial eligibility criteria as executable, testable rules.

    from eligibility import load_trial, screen
    report = screen(patient, load_trial("trial.txt"), on=date(2026, 11, 1))

The names below are the public API; each is imported on first use, so that `import eligibility` stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eligibility.compiler.pipeline import Trial, compile_criterion, compile_trial, load_trial
    from eligibility.errors import Diagnostic, EligibilityError, PatientError, TrialError
    from eligibility.evaluation.results import CriterionResult, Evidence, Reason, Report
    from eligibility.logic import Truth
    from eligibility.patient.from_csv import check_table, read_table
    from eligibility.patient.from_fhir import read_fhir
    from eligibility.patient.from_omop import read_omop
    from eligibility.patient.reading import Reading, ReadingNote
    from eligibility.patient.record import Patient
    from eligibility.reference.value_sets import ValueSetError, ValueSets
    from eligibility.rules.printing import to_text
    from eligibility.rules.trial import Criterion
    from eligibility.screening import screen, screen_many

__version__ = "0.1.0"

_MODULES = {
    "Criterion": "rules.trial",
    "CriterionResult": "evaluation.results",
    "Diagnostic": "errors",
    "EligibilityError": "errors",
    "Evidence": "evaluation.results",
    "Patient": "patient.record",
    "PatientError": "errors",
    "Reading": "patient.reading",
    "ReadingNote": "patient.reading",
    "Reason": "evaluation.results",
    "Report": "evaluation.results",
    "Trial": "compiler.pipeline",
    "TrialError": "errors",
    "Truth": "logic",
    "ValueSetError": "reference.value_sets",
    "ValueSets": "reference.value_sets",
    "check_table": "patient.from_csv",
    "compile_criterion": "compiler.pipeline",
    "compile_trial": "compiler.pipeline",
    "load_trial": "compiler.pipeline",
    "read_fhir": "patient.from_fhir",
    "read_omop": "patient.from_omop",
    "read_table": "patient.from_csv",
    "screen": "screening",
    "screen_many": "screening",
    "to_text": "rules.printing",
}

__all__ = [
    "Criterion",
    "CriterionResult",
    "Diagnostic",
    "EligibilityError",
    "Evidence",
    "Patient",
    "PatientError",
    "Reading",
    "ReadingNote",
    "Reason",
    "Report",
    "Trial",
    "TrialError",
    "Truth",
    "ValueSetError",
    "ValueSets",
    "__version__",
    "check_table",
    "compile_criterion",
    "compile_trial",
    "load_trial",
    "read_fhir",
    "read_omop",
    "read_table",
    "screen",
    "screen_many",
    "to_text",
]


# Hidden from type checkers, which would otherwise take any misspelt name for an attribute of this module.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module 'eligibility' has no attribute {name!r}")
        value = getattr(import_module(f"eligibility.{_MODULES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return __all__
