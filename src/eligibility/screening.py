"""`screen` and `screen_many`: patients against trials, whatever form either comes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from eligibility.compiler.pipeline import compile_trial, load_trial
from eligibility.errors import Diagnostic, EligibilityError
from eligibility.evaluation.context import Context, ReferenceRange, Settings
from eligibility.evaluation.one_patient import evaluate
from eligibility.evaluation.own_ranges import Band, bands_of, ranges_for
from eligibility.evaluation.results import Report
from eligibility.evaluation.timing import TRIAL_ANCHORS, anchor_key
from eligibility.patient.lookups import IndexedPatient
from eligibility.patient.record import SECTIONS, Patient, Section, read_patient
from eligibility.reference.observations import find_observation
from eligibility.reference.overlay import vocabulary_of
from eligibility.reference.units import accepted_code, read_unit
from eligibility.reference.value_sets import ValueSets, ValueSetSource, read_value_sets
from eligibility.reference.vocabulary import Vocabulary, using, vocabulary
from eligibility.rules.nodes import Change, Comparison, Fact, OneOf, Range, Stated, Window, walk
from eligibility.rules.trial import Trial

PatientSource = Patient | Mapping[str, Any] | str | Path
TrialSource = Trial | str | Path | Mapping[str, Any]
RangeSource = Mapping[str, Mapping[str, float | str | None]]

CODE = "E401"


def screen(
    patient: PatientSource,
    trial: TrialSource,
    *,
    on: date | None = None,
    assume_complete: Iterable[str] = (),
    answers: Mapping[str, bool] | None = None,
    anchors: Mapping[str, date] | None = None,
    reference_ranges: RangeSource | None = None,
    value_sets: ValueSetSource | None = None,
) -> Report:
    """Match, fail or unknown for each criterion of a trial (docs: the screening contract).

    `patient`: a Patient, a mapping, JSON text, or a file. `trial`: a Trial, a path, the text of a trial, or a study JSON. `on`: the day as
    of which all is judged (today). `assume_complete`: sections of the record that list everything. `answers`: criterion id → whether its
    statement holds. `anchors`: the day of "randomization", "first dose" … `reference_ranges`:
    {"total bilirubin": {"low": 3.4, "high": 20.5, "unit": "umol/L"}}. `value_sets`: concepts, names, codes and reference ranges of your
    own, from a TOML or JSON file; a trial compiled before must have been compiled with them.
    Raises EligibilityError for what cannot be read: PatientError, TrialError, or an unknown name in one of the options.
    """
    sets = read_value_sets(value_sets) if value_sets is not None else ValueSets()
    with using(vocabulary_of(sets)):
        compiled = _trial(trial)
        settings = _settings([compiled], on, assume_complete, answers, anchors, reference_ranges)
        record = _indexed(read_patient(patient))
        return evaluate(compiled, record, _with_ranges(settings, record, bands_of(sets)))


def screen_many(
    patients: Iterable[PatientSource],
    trials: Iterable[TrialSource],
    *,
    on: date | None = None,
    assume_complete: Iterable[str] = (),
    anchors: Mapping[str, date] | None = None,
    reference_ranges: RangeSource | None = None,
    value_sets: ValueSetSource | None = None,
) -> Iterator[Report]:
    """One Report for each patient and trial, patient by patient; `patients` is read one at a time, as reports are taken.

    The options are those of `screen`, and are checked at once; a patient that cannot be read raises PatientError when its turn comes.
    """
    sets = read_value_sets(value_sets) if value_sets is not None else ValueSets()
    chosen, bands = vocabulary_of(sets), bands_of(sets)
    with using(chosen):
        compiled = [_trial(t) for t in trials]
    settings = _settings(compiled, on, assume_complete, None, anchors, reference_ranges)
    return _reports(patients, compiled, settings, chosen, bands)


_latest: list[tuple[Vocabulary, IndexedPatient]] = []
"""The patient screened last, and the vocabulary it was read with: one patient often meets several trials, one after the other."""


def _indexed(patient: Patient) -> IndexedPatient:
    for words, known in _latest:
        if known.patient is patient and words is vocabulary():  # frozen, so the same object is the same record
            return known
    _latest[:] = [(vocabulary(), IndexedPatient(patient))]
    return _latest[0][1]


def _reports(
    patients: Iterable[PatientSource], trials: Sequence[Trial], settings: Settings, chosen: Vocabulary | None, bands: Sequence[Band]
) -> Iterator[Report]:
    for patient in patients:
        # The vocabulary is in use between two reports only, never while the caller has the word.
        with using(chosen):
            record = IndexedPatient(read_patient(patient))
        own = _with_ranges(settings, record, bands)
        for trial in trials:
            with using(chosen):
                report = evaluate(trial, record, own)
            yield report


def _with_ranges(settings: Settings, record: IndexedPatient, bands: Sequence[Band]) -> Settings:
    """The settings with the value sets' ranges for this patient; ranges given to the call come first."""
    if not bands:
        return settings
    return replace(settings, reference_ranges={**ranges_for(bands, Context(record, settings)), **settings.reference_ranges})


def _trial(source: TrialSource) -> Trial:
    if isinstance(source, Trial):
        return source
    if isinstance(source, Path) or (isinstance(source, str) and "\n" not in source and _is_file(source)):
        return load_trial(source)
    return compile_trial(source)


def _is_file(text: str) -> bool:
    """Whether a single line names a file rather than being a trial's text: it exists, or it looks like the name of one."""
    try:
        return Path(text).exists() or Path(text).suffix.casefold() in (".txt", ".json")
    except (OSError, ValueError):
        return False


# ------------------------------------------------------------------ the options


def _settings(
    trials: Sequence[Trial],
    on: date | None,
    assume_complete: Iterable[str],
    answers: Mapping[str, bool] | None,
    anchors: Mapping[str, date] | None,
    reference_ranges: RangeSource | None,
) -> Settings:
    problems: list[Diagnostic] = []
    day = _day(on, "on", problems) if on is not None else date.today()
    settings = Settings(
        on=day or date.today(),
        assume_complete=tuple(_sections(assume_complete, problems)),
        answers=dict(_answers(answers or {}, trials, problems)),
        anchors=dict(_anchors(anchors or {}, trials, problems)),
        reference_ranges=dict(_ranges(reference_ranges or {}, problems)),
    )
    if problems:
        raise EligibilityError(*problems)
    return settings


def _day(value: object, place: str, problems: list[Diagnostic]) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    problems.append(Diagnostic(CODE, f"{place}: expected a date object, found {value!r:.60}", hint="date(2026, 11, 1)"))
    return None


def _sections(names: Iterable[str], problems: list[Diagnostic]) -> Iterator[Section]:
    for name in (names,) if isinstance(names, str) else names:
        known = next((s for s in SECTIONS if s == name), None)
        if known is not None:
            yield known
        elif name == "observations":
            hint = "a missing number is always unknown: observations are never complete"
            problems.append(Diagnostic(CODE, f"assume_complete: expected one of {', '.join(SECTIONS)}, found {name!r}", hint=hint))
        else:
            problems.append(_unknown(f"assume_complete: no section {name!r:.60}", str(name), SECTIONS))


def _unknown(message: str, name: str, known: Sequence[str]) -> Diagnostic:
    close = get_close_matches(name.casefold(), [k.casefold() for k in known], n=1, cutoff=0.6)
    found = next((k for k in known if close and k.casefold() == close[0]), None)
    return Diagnostic(CODE, message, hint=f"did you mean {found!r}?" if found else f"known are {', '.join(known)}")


def _answers(answers: Mapping[str, bool], trials: Sequence[Trial], problems: list[Diagnostic]) -> Iterator[tuple[str, bool]]:
    known = [c.id for trial in trials for c in trial.walk()] if answers else []
    for name, value in answers.items():
        if name not in known:
            problems.append(_unknown(f"answers: the trial has no criterion {name!r:.60}", str(name), known))
        elif not isinstance(value, bool):
            problems.append(Diagnostic(CODE, f"answers[{name!r}]: expected true or false, found {value!r:.60}"))
        else:
            yield name, value


def _anchors(anchors: Mapping[str, date], trials: Sequence[Trial], problems: list[Diagnostic]) -> Iterator[tuple[str, date]]:
    if not anchors:
        return
    asked = dict.fromkeys((*TRIAL_ANCHORS, *(w.anchor for t in trials for c in t.walk() for n in walk(c.rule) for w in _windows(n))))
    asked.pop("on", None)
    keys = {anchor_key(name) for name in asked}
    for name, value in anchors.items():
        if anchor_key(str(name)) not in keys:
            problems.append(_unknown(f"anchors: nothing is counted from {name!r:.60}", str(name), list(asked)))
            continue
        day = _day(value, f"anchors[{name!r}]", problems)
        if day is not None:
            yield anchor_key(name), day


def _windows(node: object) -> Iterator[Window]:
    window = node.window if isinstance(node, Change) else node.timing.window if isinstance(node, _TIMED) else None
    if window is not None:
        yield window


_TIMED = (Comparison, Range, OneOf, Stated, Fact)


def _ranges(ranges: RangeSource, problems: list[Diagnostic]) -> Iterator[tuple[str, ReferenceRange]]:
    for name, source in ranges.items():
        place, given = f"reference_ranges[{name!r}]", cast(object, source)  # a caller without a type checker may pass anything
        definition = find_observation(str(name))
        if definition is None:
            problems.append(Diagnostic(CODE, f"{place}: no observation of that name is known"))
            continue
        if not isinstance(given, Mapping) or not set(given) <= {"low", "high", "unit"} or not set(given) & {"low", "high"}:
            problems.append(Diagnostic(CODE, f"{place}: expected low, high and unit", hint='{"low": 3.4, "high": 20.5, "unit": "umol/L"}'))
            continue
        low, high = (_number(given.get(end), f"{place}: {end}", problems) for end in ("low", "high"))
        if low is not None and high is not None and low > high:
            problems.append(Diagnostic(CODE, f"{place}: low {low:g} is above high {high:g}"))
        text = given.get("unit")
        code = read_unit(text) if isinstance(text, str) else None
        unit = accepted_code(definition, code) if code is not None else definition.default_unit if text is None else None
        if definition.units and unit is None:
            units = ", ".join(definition.units)
            problems.append(Diagnostic(CODE, f"{place}: {text!r} is not a unit of {definition.name}", hint=f"accepted: {units}"))
            continue
        yield definition.id, ReferenceRange(low, high, unit)


def _number(value: object, place: str, problems: list[Diagnostic]) -> float | None:
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf"):
        return float(value)
    problems.append(Diagnostic(CODE, f"{place}: expected a finite number, found {value!r:.60}"))
    return None
