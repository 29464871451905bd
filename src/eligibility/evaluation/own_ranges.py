"""Reference ranges of value sets: which of a laboratory's ranges is the patient's, by sex and age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from eligibility.errors import Diagnostic
from eligibility.evaluation.context import Context, ReferenceRange
from eligibility.evaluation.demographics import birth_days
from eligibility.patient.dates import completed
from eligibility.reference.observations import find_observation
from eligibility.reference.units import accepted_code, read_unit
from eligibility.reference.value_sets import OwnRange, ValueSetError, ValueSets

CODE = "E454"
_OLDEST = 200.0  # years


@dataclass(frozen=True, slots=True)
class Band:
    """A range of an observation for a sex (None: either) and the ages from `first` to below `beyond`, in completed years."""

    observation: str
    range: ReferenceRange
    sex: str | None = None
    first: float = 0.0
    beyond: float = _OLDEST
    place: str = field(default="", compare=False)

    @property
    def narrowness(self) -> tuple[bool, float]:
        """Greater for the range that says more of whom it is for."""
        return self.sex is not None, self.first - self.beyond

    def overlaps(self, other: Band) -> bool:
        """Whether both say the same much of whom they are for, and may be for the same patient."""
        alike = self.observation == other.observation and self.sex == other.sex
        nested = (self.first <= other.first and other.beyond <= self.beyond) or (other.first <= self.first and self.beyond <= other.beyond)
        same = (self.first, self.beyond) == (other.first, other.beyond)
        return alike and self.first < other.beyond and other.first < self.beyond and (same or not nested)


def bands_of(value_sets: ValueSets) -> tuple[Band, ...]:
    """The ranges of value sets, checked. Raises ValueSetError: an unknown observation or unit, ranges that contradict each other."""
    problems: list[Diagnostic] = []
    bands = tuple(_bands(value_sets.reference_ranges, problems))
    for one, other in combinations(bands, 2):
        if one.overlaps(other):
            message = f"{other.place}: overlaps {one.place}, and neither is narrower"
            problems.append(Diagnostic(CODE, message, hint="let the bands of age and sex exclude each other"))
    if problems:
        raise ValueSetError(*problems)
    return bands


def _bands(ranges: Sequence[OwnRange], problems: list[Diagnostic]) -> Iterator[Band]:
    for index, each in enumerate(ranges):
        place = f"reference_ranges[{index}] ({each.observation!r:.40})"
        definition = find_observation(each.observation)
        if definition is None:
            problems.append(Diagnostic(CODE, f"{place}: no observation of that name is known"))
            continue
        code = read_unit(each.unit) if each.unit is not None else None
        unit = accepted_code(definition, code) if code is not None else definition.default_unit if each.unit is None else None
        if definition.units and unit is None:
            units = ", ".join(definition.units)
            problems.append(Diagnostic(CODE, f"{place}: {each.unit!r} is not a unit of {definition.name}", hint=f"accepted: {units}"))
            continue
        bounds = ReferenceRange(each.low, each.high, unit, each.source)
        first, beyond = each.age_from or 0.0, _OLDEST if each.age_below is None else each.age_below
        yield Band(definition.id, bounds, each.sex, first, beyond, place)


def ranges_for(bands: Sequence[Band], context: Context) -> dict[str, ReferenceRange]:
    """Observation id → the patient's range: the narrowest that can be the patient's, if it surely is.

    Where sex or age is not recorded and would decide, there is no range: one that may be another's is not used.
    """
    found: dict[str, ReferenceRange] = {}
    for observation in dict.fromkeys(band.observation for band in bands):
        possible = [(b, sure) for b in bands if b.observation == observation and (sure := _applies(b, context)) is not False]
        if possible:
            band, sure = max(possible, key=lambda each: each[0].narrowness)
            if sure:
                found[observation] = band.range
    return found


def _applies(band: Band, context: Context) -> bool | None:
    """Whether a range is for the patient; None if the record does not tell."""
    sex = True if band.sex is None else None if context.patient.sex is None else context.patient.sex == band.sex
    if band.first == 0.0 and band.beyond == _OLDEST:
        return sex
    days = birth_days(context)
    if days is None:
        return None if sex is not False else False
    inside = {completed(day, band.first, "year") <= context.on < completed(day, band.beyond, "year") for day in days}
    age = inside.pop() if len(inside) == 1 else None
    return False if sex is False or age is False else None if sex is None or age is None else True
