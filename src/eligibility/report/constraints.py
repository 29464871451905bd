"""A compiled trial → its numeric constraints, one row for each number that its rules compare with.

They are read off the rule trees; opaque nodes hold the numbers of their words too. One that the text only implies ("adults", "normal",
"in the past year") gives none: each row has a place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from eligibility.model import Model
from eligibility.reference.observations import observations
from eligibility.report.written import OPERATORS, Form, Operator, Words, Written, class_number
from eligibility.rules.nodes import (
    Age,
    AnyNode,
    Bound,
    Change,
    Comparator,
    Comparison,
    ConceptRef,
    Equivalents,
    Fact,
    HasCondition,
    Limit,
    OneOf,
    Opaque,
    Quantity,
    Range,
    Stage,
    Stated,
    TakesMedication,
    TimeUnit,
    Timing,
    Window,
    walk,
)
from eligibility.rules.trial import CriterionKind, Trial
from eligibility.spans import Span

TemporalKind = Literal["window", "duration", "quantity"]


class Constraint(Model):
    """A number that a criterion compares something with. Offsets are Python `str` indices into the trial's source.

    `start`, `end`: the comparison with its operator and unit; `op` and `unit` are as written. `variable`: what it is said of, in the words
    of the text where they stand at `variable_start`, `variable_end`, else by its name in the vocabulary; `variable_aliases`: other names.
    `value2` is the upper end of BETWEEN; `values` are those of IN, and then `value` is None. `temporal`: a window, how long something
    lasted, or a quantity that is itself a time; ages are not. `section`: inclusion or exclusion.
    """

    start: int
    end: int
    variable: str
    variable_start: int | None
    variable_end: int | None
    variable_aliases: tuple[str, ...]
    op: Operator
    value: float | None
    value2: float | None
    values: tuple[float, ...]
    unit: str | None
    temporal: bool
    temporal_kind: TemporalKind | None
    section: CriterionKind


def constraints(trial: Trial) -> Iterator[Constraint]:
    """The numeric constraints of a trial, criterion by criterion. Criteria of the registry's fields have no text, so they give none."""
    for criterion in trial.criteria:
        if criterion.span is None:
            continue
        words = Words(trial.source, criterion)
        yield from _merged(row for node in walk(criterion.rule) for row in _rows(node, words, criterion.kind))


def _merged(rows: Iterable[Constraint]) -> Iterator[Constraint]:
    """One row for each number as written: of the names that share it ("AST and ALT ≤ 2.5 × ULN") the nearest, the others as aliases."""
    by_number: dict[tuple[object, ...], list[Constraint]] = {}
    for row in rows:
        by_number.setdefault((row.start, row.end, row.op, row.value, row.value2, row.values), []).append(row)
    for same in by_number.values():
        nearest = min(same, key=_from_variable)
        names = dict.fromkeys(name for row in (nearest, *same) for name in (row.variable, *row.variable_aliases) if name)
        names.pop(nearest.variable, None)
        yield nearest.model_copy(update={"variable_aliases": tuple(names)})


def _from_variable(row: Constraint) -> tuple[bool, int]:
    if row.variable_start is None or row.variable_end is None:
        return True, 0
    return False, _distance(Span(row.start, row.end), Span(row.variable_start, row.variable_end))


def _rows(node: AnyNode, words: Words, section: CriterionKind) -> Iterator[Constraint]:
    if isinstance(node, Opaque):
        yield from _loose_rows(node, words, section)
        return
    for wanted in _wanted(node):
        place = _found(wanted, words)
        if place is not None:
            yield _row(wanted, place, words, section)


# ------------------------------------------------------------------ numbers of words that were not understood


def _loose_rows(node: Opaque, words: Words, section: CriterionKind) -> Iterator[Constraint]:
    """The numbers that an opaque node holds; what they are said of are the words beside them."""
    for limit in node.limits:
        for place in words.numbers:
            if place.span == limit.span:
                named = None if limit.role == "age" else ConceptRef(id=None, name=_beside(place, Span(*node.span), words))
                kind: TemporalKind | None = "window" if limit.role == "window" else "duration" if limit.role == "lasting" else None
                yield _row(_Wanted(named, Span(*node.span), (place.form,), place.numbers, place.operator, kind=kind), place, words, section)


_FEW_WORDS = 6


def _beside(place: Written, node: Span, words: Words) -> str:
    """What a number among words that were not understood is said of.

    A count and a time "since" something are said of the words behind them; other numbers of the last words before them. Words that were
    already passed by another number are taken where there are none after it: "… (< 7 kg/m² in men, < 5.7 kg/m² in women)".
    """
    numbers = [w.span for w in words.numbers]
    named = [t.span for t in words.tokens if t.text[0].isalnum() and t.type not in _EMPTY and not any(_touch(t.span, n) for n in numbers)]
    end = min((s.start for s in numbers if s.start >= place.span.end), default=len(words.source))
    after = [s for s in named if place.span.end <= s.start and s.end <= end]
    if after and _is_said_of_what_follows(place, words):
        chosen = after[:_FEW_WORDS]
    else:
        before = [s for s in named if s.end <= place.span.start]
        start = max((s.end for s in numbers if s.end <= place.span.start), default=0)
        near = [s for s in before if start <= s.start]
        own = [s for s in near if node.start <= s.start]
        chosen = (own or near or [s for s in before if node.start <= s.start] or before)[-_FEW_WORDS:] or after[:_FEW_WORDS]
    return Span(chosen[0].start, chosen[-1].end).of(words.source) if chosen else ""


def _is_said_of_what_follows(place: Written, words: Words) -> bool:
    """ "At least 20 sessions", "less than 2 years after menopause"."""
    inside = [t for t in words.tokens if _touch(t.span, place.span)]
    if place.form == "gap":
        return inside[-1].type == "AFTER" and inside[-1].word != "from"
    following = next((t for t in words.tokens if t.span.start >= place.span.end and t.type not in ("FILLER", "OF")), None)
    if _stands_between(place, words):
        return True
    if following is None or not following.text[0].isalpha():
        return False
    before = next((t for t in reversed(words.tokens) if t.span.end <= place.span.start and t.type != "FILLER"), None)
    of_a_score = before is None or (before.type in ("MEASMOD", "CLASSWORD") or before.word in ("score", "scores"))
    if following.word in _PREPOSITIONS:
        return of_a_score and following.word in ("on", "in", "from") and place.form in ("limit", "classes")
    counted = place.form == "limit" and place.unit is None and place.operator not in ("EQ", "BETWEEN")
    return counted and following.may_be(*_NOUNS)


def _stands_between(place: Written, words: Words) -> bool:
    """ "High (> 90 %) cure rate": alone in brackets behind a word that describes what follows."""
    before = [t for t in words.tokens if t.span.end <= place.span.start]
    after = [t for t in words.tokens if t.span.start >= place.span.end]
    if len(before) < 2 or len(after) < 2 or before[-1].type != "LPAR" or after[0].type != "RPAR":
        return False
    return before[-2].may_be("SEV", "DESC", "NORMAL", "RECENT") and after[1].may_be(*_NOUNS)


_PREPOSITIONS = frozenset(
    ["on", "in", "from", "at", "by", "for", "per", "to", "as", "if", "with", "using", "during", "when", "points", "point"]
)


_NOUNS = ("WORD", "COND", "PROC", "DRUG", "SITE", "ATTR", "DESC", "HIST", "LISTNOUN", "DISEASENOUN", "THERAPY", "MEAS", "OF")
# Words that name nothing.
_EMPTY = frozenset({"FILLER", "SUBJECT", "DEMAND", "NEG", "HIST", "CURR", "FOR", "WITH", "OR", "AND", "SEXNOUN", "CMP", "POST"})


# ------------------------------------------------------------------ what the nodes compare with


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A number (or the two ends of a range, or classes) of a node, to be found in its words."""

    about: ConceptRef | None  # None: age
    node: Span
    forms: tuple[Form, ...]  # the forms it may be written in, the likeliest first
    numbers: tuple[float, ...]
    operator: Operator
    time: TimeUnit | None = None
    kind: TemporalKind | None = None
    also: tuple[str, ...] = ()  # other names of what it is said of: the scale of a stage


_LIMITS: tuple[Form, ...] = ("limit", "classes")
_CLASSES: tuple[Form, ...] = ("classes", "limit")
_WINDOWS: tuple[Form, ...] = ("window", "gap", "limit", "lasting")
_LASTINGS: tuple[Form, ...] = ("lasting", "limit", "gap")


def _wanted(node: AnyNode) -> Iterator[_Wanted]:
    """Every number of one node; its children have their own."""
    span = Span(*node.span)
    match node:
        case Age():
            yield from _of_age(node, span)
        case Comparison(observation=about, operator=operator, limit=limit, timing=timing):
            for quantity in _numbers(limit):
                yield _Wanted(about, span, _LIMITS, (quantity,), OPERATORS[operator])
            yield from _of_timing(timing, about, span)
        case Range(observation=about, low=low, high=high, timing=timing):
            yield from _of_range(low, high, about, span)
            yield from _of_timing(timing, about, span)
        case OneOf(observation=about, values=values, timing=timing):
            yield from _of_classes(values, about, span)
            yield from _of_timing(timing, about, span)
        case Change(observation=about, operator=operator, limit=limit, window=window):
            yield _Wanted(about, span, _LIMITS, (limit.value,), OPERATORS[operator])
            yield from _of_window(window, about, span)
        case Stated(observation=about, timing=timing):
            yield from _of_timing(timing, about, span)
        case Fact(concept=about, timing=timing):
            if isinstance(node, HasCondition) and node.stage is not None:
                yield from _of_stage(node.stage, about, span)
            if isinstance(node, TakesMedication) and node.dose is not None:
                yield _of_dose(node.dose, about, span)
            if node.times is not None:
                yield _Wanted(about, span, _LIMITS, (float(node.times.n),), OPERATORS[node.times.operator])
            yield from _of_timing(timing, about, span)


def _of_age(age: Age, span: Span) -> Iterator[_Wanted]:
    low = OPERATORS[">=" if age.low_inclusive else ">"]
    high = OPERATORS["<=" if age.high_inclusive else "<"]
    if age.low is not None and age.high is not None and age.low != age.high:
        yield _Wanted(None, span, _LIMITS, (age.low, age.high), "BETWEEN", age.unit)
    elif age.low is not None:
        yield _Wanted(None, span, _LIMITS, (age.low,), "EQ" if age.low == age.high else low, age.unit)
    elif age.high is not None:
        yield _Wanted(None, span, _LIMITS, (age.high,), high, age.unit)


def _numbers(limit: Limit) -> tuple[float, ...]:
    match limit:
        case Quantity():
            return (limit.value,)
        case Equivalents():
            return tuple(quantity.value for quantity in limit.quantities)
        case _:
            return (limit.factor,)


def _of_range(low: Bound, high: Bound, about: ConceptRef, span: Span) -> Iterator[_Wanted]:
    for pair in zip(_numbers(low.limit), _numbers(high.limit), strict=False):
        yield _Wanted(about, span, _LIMITS, pair, "BETWEEN")


def _of_classes(values: tuple[str, ...], about: ConceptRef, span: Span) -> Iterator[_Wanted]:
    numbers = tuple(number for value in values if (number := _value_number(value)) is not None)
    if len(numbers) == len(values):
        yield _Wanted(about, span, _CLASSES, numbers, "IN" if len(numbers) > 1 else "EQ")


def _of_stage(stage: Stage, about: ConceptRef, span: Span) -> Iterator[_Wanted]:
    scale = observations().get(stage.scale or "")
    for wanted in _of_classes(stage.values, about, span):
        yield replace(wanted, also=(scale.name,)) if scale is not None else wanted


def _value_number(value: str) -> float | None:
    """The number of a value of a scale: a class's, or that of a score written with a fraction."""
    number = class_number(value)
    if number is None and value.replace(".", "", 1).isdigit():
        number = float(value)
    return number


def _of_dose(dose: tuple[Comparator, Quantity], about: ConceptRef, span: Span) -> _Wanted:
    operator, quantity = dose
    return _Wanted(about, span, _LIMITS, (quantity.value,), OPERATORS[operator])


def _of_timing(timing: Timing, about: ConceptRef, span: Span) -> Iterator[_Wanted]:
    yield from _of_window(timing.window, about, span)
    if timing.lasting is not None:
        length = timing.lasting.duration
        yield _Wanted(about, span, _LASTINGS, (length.value,), OPERATORS[timing.lasting.operator], length.unit, "duration")


def _of_window(window: Window | None, about: ConceptRef, span: Span) -> Iterator[_Wanted]:
    if window is None:
        return
    within, before = (OPERATORS["<"], OPERATORS[">"]) if window.open else (OPERATORS["<="], OPERATORS[">="])
    for length, operator in ((window.start, within), (window.end, before)):
        if length is not None:
            yield _Wanted(about, span, _WINDOWS, (length.value,), operator, length.unit, "window")
    if window.half_lives is not None:
        yield _Wanted(about, span, ("half_lives",), (window.half_lives.count,), "LTEQ", kind="window")


# ------------------------------------------------------------------ where they are written


def _found(wanted: _Wanted, words: Words) -> Written | None:
    """The comparison as written that the node was made from: in its own words, else the nearest that says exactly the same."""
    fitting = [w for w in words.numbers if _fits(wanted, w)]
    return min(fitting, key=lambda w: _rank(wanted, w), default=None)


def _fits(wanted: _Wanted, place: Written) -> bool:
    if place.form not in wanted.forms or (wanted.kind == "duration" and place.time is None):
        return False
    if wanted.time is not None and place.time not in (None, wanted.time):
        return False
    if wanted.forms is _CLASSES and _touch(wanted.node, place.span):
        # "NYHA > II" allows III and IV: the number as written need not be among the classes.
        return place.operator not in ("EQ", "IN", "BETWEEN") or set(place.numbers) <= set(wanted.numbers)
    return set(place.numbers) == set(wanted.numbers)


def _rank(wanted: _Wanted, place: Written) -> tuple[bool, bool, int, int]:
    outside = not _touch(wanted.node, place.span)
    return outside, place.operator != wanted.operator, wanted.forms.index(place.form), _distance(wanted.node, place.span)


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _distance(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


# ------------------------------------------------------------------ what they are said of


def _row(wanted: _Wanted, place: Written, words: Words, section: CriterionKind) -> Constraint:
    names = _mentions(wanted, place, words)
    about = wanted.about.name if wanted.about is not None else "age"
    variable = names[0].of(words.source) if names else about
    written = () if names or wanted.about is None else (_beside(place, wanted.node, words),)
    others = dict.fromkeys([*(span.of(words.source) for span in names[1:]), about, *wanted.also, *filter(None, written)])
    kind = wanted.kind or ("quantity" if wanted.about is not None and place.time is not None else None)
    many = place.operator == "IN"
    return Constraint(
        start=place.span.start,
        end=place.span.end,
        variable=variable,
        variable_start=names[0].start if names else None,
        variable_end=names[0].end if names else None,
        variable_aliases=tuple(name for name in others if name.casefold() != variable.casefold()),
        op=place.operator,
        value=None if many else place.numbers[0],
        value2=place.numbers[1] if place.operator == "BETWEEN" else None,
        values=place.numbers if many else (),
        unit=place.unit,
        temporal=kind is not None,
        temporal_kind=kind,
        section=section,
    )


# Types of words that name something; the head of a statement is one of them.
_NAMES = ("MEAS", "SCALE", "TEST", "FORMULA", "COND", "PROC", "DRUG", "ATTR", "ORG", "SITE")


def _mentions(wanted: _Wanted, place: Written, words: Words) -> list[Span]:
    """The words that name what the number is said of, the nearest to the number first.

    First by the concept; then by its name, as the words of an unknown one stand in the text; last any name in the node's own words, as a
    builder may put a narrower concept in the place of what is written.
    """
    about, own = wanted.about, wanted.node
    if about is None:
        found = [t.span for t in words.tokens if t.may_be("AGE")]
    else:
        found = [t.span for t in words.tokens if any(r.type in _NAMES and r.value == about.id for r in t.readings)]
        found = found or _spelled(about.name, own, words.source)
        found = found or [t.span for t in words.tokens if _touch(own, t.span) and t.may_be(*_NAMES) and not _touch(place.span, t.span)]
    inside = [span for span in found if _touch(own, span)]
    return sorted(inside or found, key=lambda span: _distance(place.span, span))


def _spelled(name: str, place: Span, source: str) -> list[Span]:
    """Where a name stands as it is, whatever its case and white space."""
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    return [Span(*m.span()) for m in re.compile(pattern, re.IGNORECASE).finditer(source, place.start, place.end)] if pattern else []
