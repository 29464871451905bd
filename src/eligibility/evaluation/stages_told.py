"""What stages tell of beside themselves: stage IV of a cancer, of distant metastases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Shown
from eligibility.evaluation.qualifiers import asks_more
from eligibility.evaluation.scales import IN_SITU, says_in_situ, says_m1, says_no_spread, says_spread, stage_fits
from eligibility.evaluation.showing import show_entry, show_reading
from eligibility.evaluation.told import has_m1_at_iv, is_at_m1, is_metastatic, is_metastatic_at_iii, recorded_stages
from eligibility.evaluation.votes import Vote, Weight, may_tell
from eligibility.logic import TRUE
from eligibility.patient.dates import add_days
from eligibility.patient.lookups import Entry, IndexedPatient, Reading, folded_name, related
from eligibility.reference.entailments import entailed
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.rules.nodes import ConceptRef, HasCondition

# Within a clinic's usual interval of restaging (NCCN Guidelines: imaging every two to four months).
_STAGED_ANEW = 92
_METASTASIS, _DISTANT = "metastasis", "distant-metastasis"


class Staged(NamedTuple):
    """A condition with what its stage is, and whether it has spread by its name."""

    entry: Entry
    stages: tuple[str, ...]
    metastatic: bool


def staged_conditions(record: IndexedPatient) -> tuple[Staged, ...]:
    """The conditions that have a stage or a spread recorded."""
    entries = (e for e in (*record.entries("conditions"), *record.taken_apart) if not e.absent)
    several = (Staged(e, recorded_stages(e, None), is_metastatic(e)) for e in entries)
    return tuple(s for s in several if s.stages or s.metastatic)


def stage_votes(wanted: ConceptRef, context: Context) -> Iterator[Vote]:
    """The stages that may tell of the wanted thing."""
    record = context.record
    for entry in _with_telling_stages(wanted, record):
        yield _as_staged(show_entry(entry), wanted)
    for reading in _telling_readings(wanted, record):
        if reading.first <= context.on:
            yield _as_staged(show_reading(reading), wanted)


def _as_staged(shown: Shown, wanted: ConceptRef) -> Vote:
    return may_tell(shown, f"{shown.text}: the stage may tell of {wanted.name}", wanted.name)


def _with_telling_stages(wanted: ConceptRef, record: IndexedPatient) -> list[Entry]:
    several = record.once(staged_conditions)
    rows = _rows_on_stages(wanted.id) if several and wanted.id is not None else ()
    return [staged.entry for staged in several if any(_tells_by_row(staged, row, record) for row in rows)]


class _Row(NamedTuple):
    """That diseases at a stage ("of", "at") mostly mean the subject as well; `more_exact`: what is wanted says more than the subject."""

    subject: str
    more_exact: bool
    of_this: tuple[tuple[str, str], ...]


def _tells_by_row(staged: Staged, row: _Row, record: IndexedPatient) -> bool:
    """What is told may be of any organ, unless the list tells of which it is."""
    stages = tuple(at for of, at in row.of_this if any(related(i, of) == "is" for i in staged.entry.ids))
    if not stages or not (_is_at(staged.stages, stages) or (staged.metastatic and IN_SITU not in stages)):
        return False
    if not row.more_exact:
        return True
    return not any(related(i, row.subject) == "is" for e in record.entries("conditions") if not e.absent for i in e.ids)


def _is_at(recorded: tuple[str, ...], stages: tuple[str, ...]) -> bool:
    """Whether one of the recorded stages is one of the others, by its number or by its own letters."""
    if IN_SITU in stages:
        return any(map(says_in_situ, recorded))
    return any(says_spread(each) or stage_fits(each, stages, None) is TRUE for each in recorded)


@remembered(maxsize=10_000)
def _rows_on_stages(wanted_id: str) -> tuple[_Row, ...]:
    """What stages tell of that bears on a wanted thing."""
    known = vocabulary()
    rows = []
    for subject, by in entailed("staged").items():
        more_exact = known.is_a(wanted_id, subject)
        if more_exact or known.is_a(subject, wanted_id):
            pairs = (each.split(" ") for each in by)
            rows.append(_Row(subject, more_exact, tuple((of, at) for of, at in pairs)))
    return tuple(rows)


# ------------------------------------------------------------------ stages among the observations

_STAGING = frozenset(folded_name("stage staging tnm category").split())
# The stage groups of cancers; other diseases have stages of their own (of the kidney, of a heart failure).
_OF_CANCER = "ajcc"


def staging_readings(record: IndexedPatient) -> tuple[Reading, ...]:
    """The observations of a stage that tell of something: "M stage": M1, "AJCC stage": IV or 0."""
    return tuple(r for r in record.readings if _tells(r, record))


def _tells(reading: Reading, record: IndexedPatient) -> bool:
    value = _value(reading)
    if value is None or not _is_of_cancer(reading, record):
        return False
    return says_spread(value) or (_is_group(reading) and (stage_fits(value, ("IV",), None) is TRUE or says_in_situ(value)))


def _value(reading: Reading) -> str | None:
    value = reading.item.value
    if isinstance(value, bool):
        return None
    return value if isinstance(value, str) else f"{value:g}"


def _is_of_cancer(reading: Reading, record: IndexedPatient) -> bool:
    if reading.definition is not None and reading.definition.id == _OF_CANCER:
        return True
    if _STAGING.isdisjoint(reading.folded.split()):
        return False
    # A bare "stage" is of what the list has.
    return not _is_group(reading) or any(map(_is_cancer, record.entries("conditions")))


def _is_cancer(entry: Entry) -> bool:
    return any(related(i, "malignancy") == "is" for i in entry.ids)


def _is_group(reading: Reading) -> bool:
    """Whether its number is a stage group: of a T or N category a 4 or a 0 says nothing of spread."""
    return reading.definition is None or reading.definition.id == _OF_CANCER


def _telling_readings(wanted: ConceptRef, record: IndexedPatient) -> Iterator[Reading]:
    several = record.once(staging_readings)
    rows = _rows_on_stages(wanted.id) if several and wanted.id is not None else ()
    for row in rows:
        stages = tuple(at for _, at in row.of_this)
        yield from (r for r in several if _is_at((_value(r) or "",), stages))


# ------------------------------------------------------------------ metastases


def spread_as_told(leaf: HasCondition, context: Context) -> Iterator[Entry]:
    """The cancers that have metastases by their name or stage, where just that is asked for: "metastatic breast cancer", stage IV.

    Those of a melanoma may be in the lymph nodes or the skin around it.
    """
    if not _asks_for_spread(leaf):
        return
    for staged in context.record.once(staged_conditions):
        entry = staged.entry
        regional = leaf.concept.id != _METASTASIS and is_metastatic_at_iii(entry)
        if _is_cancer(entry) and ((staged.metastatic and not regional) or (_is_at_m1(staged) and not _is_staged_without(context))):
            yield entry


def spread_readings(leaf: HasCondition, context: Context) -> Iterator[Vote]:
    """The stages among the observations that prove them: M1, or stage IV where each cancer of the record has them at IV."""
    if not _asks_for_spread(leaf) or _is_staged_without(context):
        return
    for reading in context.record.once(staging_readings):
        value = _value(reading) or ""
        group = stage_fits(value, ("IV",), None) is TRUE and context.record.once(_has_only_such_cancers)
        if reading.first <= context.on and (says_m1(value) or group):
            yield Vote(Weight.PROOF, show_reading(reading), day=reading.first, reading=True)


def _asks_for_spread(leaf: HasCondition) -> bool:
    return leaf.concept.id in (_METASTASIS, _DISTANT) and not asks_more(leaf) and leaf.timing.window is None


def _is_at_m1(staged: Staged) -> bool:
    return any(map(says_m1, staged.stages)) or is_at_m1(staged.entry)


def _has_only_such_cancers(record: IndexedPatient) -> bool:
    """Whether stage IV has distant metastases in each cancer of the record."""
    cancers = [e for e in record.entries("conditions") if not e.absent and _is_cancer(e)]
    return bool(cancers) and all(map(has_m1_at_iv, cancers))


def _is_staged_without(context: Context) -> bool:
    """Whether the latest staging among the observations says that there are none, so that the record contradicts itself."""
    latest = _latest_staging(context)
    value = _value(latest) if latest is not None else None
    return value is not None and says_no_spread(value) and not says_spread(value)


def _latest_staging(context: Context) -> Reading | None:
    seen = [r for r in context.record.once(_categories) if r.first <= context.on]
    return max(seen, key=lambda r: r.last, default=None)


def no_spread(leaf: HasCondition, context: Context) -> Iterator[Vote]:
    """The latest staging where it says that there are no distant metastases: M0.

    An old one says nothing of today, nor does any beside a cancer of stage IV.
    """
    if leaf.concept.id is None or not vocabulary().is_a(leaf.concept.id, _DISTANT) or leaf.timing.tense != "present":
        return
    latest = _latest_staging(context)
    value = _value(latest) if latest is not None else None
    if latest is None or latest.item.date is None or add_days(latest.last, _STAGED_ANEW) < context.on or _is_spread(context.record):
        return
    if value is not None and says_no_spread(value) and not says_spread(value):
        yield Vote(Weight.NOT_THEN, show_reading(latest), day=latest.last)


def _is_spread(record: IndexedPatient) -> bool:
    """Whether a stage says so; a cancer metastatic by its name is at odds with the staging."""
    staged = (s for s in record.once(staged_conditions) if not s.metastatic)
    return any(says_spread(stage) or stage_fits(stage, ("IV",), None) is TRUE for s in staged for stage in s.stages)


def _categories(record: IndexedPatient) -> tuple[Reading, ...]:
    """The observations that say whether there are distant metastases, one way or the other."""
    staging = (r for r in record.readings if not _STAGING.isdisjoint(r.folded.split()) and _is_of_cancer(r, record))
    return tuple(r for r in staging if (value := _value(r)) is not None and (says_no_spread(value) or says_spread(value)))
