"""The observations of a record as readings: what each observes, of when it is, and the questions that its value answers by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from eligibility.patient.record import Code, Observation
from eligibility.patient.yes_no import was_before, yes_or_no
from eligibility.reference.calculators import scale_of_score, score_of, scored_class
from eligibility.reference.entailments import entailed
from eligibility.reference.names import fold_name
from eligibility.reference.observations import Observation as Definition
from eligibility.reference.observations import find_by_loinc, find_observation, is_origin, is_plan, observation, scale_value
from eligibility.reference.units import read_unit
from eligibility.reference.vocabulary import remembered

_LOINC = frozenset({"http://loinc.org", "https://loinc.org", "loinc", "urn:oid:2.16.840.1.113883.6.1"})


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One observation of the record.

    `first` and `last` are the days it may be of: `date.min` to `date.max` where it has no date. `key` groups readings of the same thing:
    the observation's id, else the folded name. `said`: the yes or no to a question that the value answers by its name ("menopausal
    status: postmenopausal"), which is then the reading's definition.
    """

    index: int
    item: Observation
    definition: Definition | None
    folded: str
    first: date
    last: date
    key: str
    said: bool | None = None

    @property
    def answers_for(self) -> tuple[str, ...]:
        """The keys of what is asked that it may answer: its own, and that of the observation it is a kind of."""
        general = self.definition.is_a if self.definition is not None else None
        return (self.key,) if general is None else (self.key, general)

    @property
    def label(self) -> str:
        """The name as recorded."""
        return self.item.label

    @property
    def holds(self) -> bool | None:
        """The value as yes or no; None if it is neither."""
        if self.said is not None:
            return self.said
        value = self.item.value
        if isinstance(value, bool):
            return value
        if isinstance(value, str):
            said = yes_or_no(value, self.definition)
            return True if said is None and _kind_by_value(self) is not None else said
        return None

    @property
    def former(self) -> bool:
        """Whether its no says that it was so before: "former smoker"."""
        value = self.item.value
        return self.holds is False and isinstance(value, str) and was_before(value)


@lru_cache(maxsize=50_000)
def folded_name(name: str) -> str:
    """`fold_name`, remembered: the same names meet again in every patient."""
    return fold_name(name)


_LIGHT = frozenset({"of", "the", "a", "an", "in"})
_ORDERED = frozenset(folded_name("ratio to versus vs per over minus from before after between than difference").split())


@lru_cache(maxsize=50_000)
def unnamed_key(folded: str) -> str:
    """What readings of a name that no table has are grouped under: "cumulative doxorubicin dose" is the "cumulative dose of doxorubicin".

    The order of the words counts in a ratio or a difference.
    """
    words = folded.split()
    if len(words) < 2 or not _ORDERED.isdisjoint(words) or "/" in folded:
        return folded
    return " ".join(sorted(word for word in words if word not in _LIGHT)) or folded


def reading_of(index: int, item: Observation) -> Reading:
    definition = _by_loinc(item.codes) or (_named(item.name) if item.name is not None else None)
    if definition is not None and definition.by_unit and item.unit is not None:
        meant = dict(definition.by_unit).get(read_unit(item.unit) or "")
        definition = observation(meant) if meant is not None else definition
    definition = _as_class(definition, item)
    first, last = (item.date.first, item.date.last) if item.date is not None else (date.min, date.max)
    folded = folded_name(item.name) if item.name else ""
    return Reading(index, item, definition, folded, first, last, definition.id if definition is not None else unnamed_key(folded))


def _as_class(definition: Definition | None, item: Observation) -> Definition | None:
    """The scale of a score, where a class is given for it: "Child-Pugh score: A"."""
    scale = scale_of_score(definition.id) if definition is not None and isinstance(item.value, str) else None
    if scale is None or not isinstance(item.value, str):
        return definition
    classes = observation(scale)
    is_class = scale_value(classes, item.value) is not None or scored_class(scale, item.value) is not None
    return classes if is_class else definition


# How, where and when a value was found is no part of its name: "LVEF by echocardiography", "SpO2 on room air".
_METHOD = r"(?:cardiac |transthoracic |2D )?(?:MRI|CMR|echo\w*|TTE|TEE|MUGA(?: scan)?|CT|ultrasound|ECG|EKG|DXA|DEXA)"
_MEASURED_AT = r"(?:on|at|while|breathing|in) (?:room air|ambient air|screening|baseline|the screening visit|visit \d+)|RA|room air"
_BY_METHOD = re.compile(
    rf"\s*(?:\({_METHOD}\)|[,-]?\s*(?:by|on|per|via) {_METHOD})$|^echocardiographic |\s*(?:\((?:{_MEASURED_AT})\)|,?\s(?:{_MEASURED_AT}))$",
    re.IGNORECASE,
)


# How far ahead a plan was asked for: "planning pregnancy in the next 6 months".
_AHEAD = re.compile(
    r",? (?:with)?in (?:the )?(?:next |coming )?(?:\d+|one|two|three|six|twelve) (?:days?|weeks?|months?|years?)$", re.IGNORECASE
)
# The patient's own: a donor's and a mother's are asked for as well.
_ASKS_ORIGIN = re.compile(
    r"^(?!.*\b(?:donor|maternal|paternal|mother|father|parent|partner|sibling|spouse|provider)\b)"
    r".*\b(?:race|races|racial|ethnic\w*|ancestry|descent|hispanic)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=5_000)
def _named(name: str) -> Definition | None:
    found = find_observation(name) or (find_observation(_BY_METHOD.sub("", name)) if _BY_METHOD.search(name) else None)
    if found is None and (ahead := _AHEAD.search(name)) is not None:
        plan = find_observation(name[: ahead.start()])
        return plan if plan is not None and is_plan(plan.id) else None
    return found


def said_by_value(reading: Reading) -> Iterator[Reading]:
    """The yes and no that follow from a value which is another observation's name, from a yes (premenopausal: not past it) or a no."""
    yield from _points_of_class(reading)
    # "Never smoker" is a no to smoking, and says more than that it is not so now.
    named = _named_by_value(reading.item.value) if isinstance(reading.item.value, str) and reading.holds is not True else None
    if named is not None and is_origin(named.id) and not _ASKS_ORIGIN.match(reading.item.name or ""):
        named = None  # the stool is black, the preferred language Chinese
    named = named or _kind_by_value(reading)
    if named is not None:
        yield replace(reading, definition=named, key=named.id, said=True)
    for is_true in _true_by(named or (reading.definition if reading.holds is True else None)):
        for other in entailed("implies").get(is_true.id, ()):
            yield replace(reading, definition=observation(other), key=other, said=True)
        for other in entailed("excludes").get(is_true.id, ()):
            yield replace(reading, definition=observation(other), key=other, said=False)
    is_false = reading.definition if reading.holds is False else None
    for other in _needs().get(is_false.id, ()) if is_false is not None else ():
        yield replace(reading, definition=observation(other), key=other, said=False)


def _true_by(definition: Definition | None) -> Iterator[Definition]:
    """What a yes is true of: itself, and what a test proves that may be stated as well (pregnancy)."""
    if definition is not None:
        yield definition
        shown = find_observation(definition.proves) if definition.proves is not None else None
        if shown is not None and shown.kind == "boolean":
            yield shown


def _points_of_class(reading: Reading) -> Iterator[Reading]:
    """The points that a class is written with: "Child-Pugh: B7", "A (5)"."""
    definition, value = reading.definition, reading.item.value
    if definition is None or definition.kind != "class" or isinstance(value, bool):
        return
    score = score_of(definition.id)
    found = scored_class(definition.id, f"{value:g}" if isinstance(value, float) else value) if score is not None else None
    if score is not None and found is not None:
        yield replace(reading, item=reading.item.model_copy(update={"value": found[1]}), definition=observation(score), key=score)


# What a report adds to the name of the variant that it found.
_FOUND = re.compile(r"\s*\b(?:detected|positive|present|found|mutations?|variant|mutated)\b", re.IGNORECASE)


def _kind_by_value(reading: Reading) -> Definition | None:
    """The kind of a mutation that the value names: "V600E", "exon 19 deletion detected", of the gene that the observation names."""
    kinds = entailed("kinds").get(reading.key, ())
    value = reading.item.value
    if not kinds or not isinstance(value, str) or not reading.item.name:
        return None
    variant, gene = _FOUND.sub("", value), _FOUND.sub("", reading.item.name)
    named = find_observation(f"{gene} {variant}")
    return named if named is not None and named.id in kinds else None


@cache
def _needs() -> Mapping[str, tuple[str, ...]]:
    """What an observation's being false makes false: who is not able to consent has not consented."""
    found: dict[str, tuple[str, ...]] = {}
    for subject, implied in entailed("implies").items():
        for each in implied:
            found[each] = (*found.get(each, ()), subject)
    return found


@remembered(maxsize=5_000)
def _named_by_value(value: str) -> Definition | None:
    found = find_observation(value)
    return found if found is not None and found.kind == "boolean" else None


def _by_loinc(codes: tuple[Code, ...]) -> Definition | None:
    loinc = (code.code for code in codes if code.system.strip().casefold().rstrip("/") in _LOINC)
    return next((found for found in map(find_by_loinc, loinc) if found is not None), None)
