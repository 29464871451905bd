"""Frames about measured things → comparisons, ranges, classes, results, changes and ages."""

from __future__ import annotations

import re
from dataclasses import replace
from math import inf
from typing import assert_never, cast

from eligibility.compiler.frames.context import Context, observation_of, observation_ref
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.measured.limits import Read, read_limit
from eligibility.compiler.measured.scored_classes import as_points
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Amount, Between, Classes, Compared, Either, Formula, Listed, Rate
from eligibility.reference.calculators import recognise_formula
from eligibility.reference.entailments import entailed
from eligibility.reference.observations import Observation, observations, scale_value, values_within
from eligibility.reference.scale_directions import worse_end
from eligibility.reference.units import fits, meant_by_unit
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import (
    NOW,
    Age,
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    Bound,
    Change,
    Comparator,
    Comparison,
    Equivalents,
    Limit,
    Multiple,
    Not,
    OneOf,
    Quantity,
    Range,
    Stage,
    TimeUnit,
    Timing,
)
from eligibility.spans import Span, hull

Value = Compared | Between | Either | Rate | Listed | Classes | Amount


def measured(frame: Frame, head: Element, value: Element | None, timing: Timing, span: Span, ctx: Context) -> AnyNode:
    """What a frame says of an observation: `head` is its name, `value` the limit (None: "normal", "elevated")."""
    observation = observation_of(head.value)
    if value is None:
        return _normality(frame, observation, timing, span, ctx)
    nearest = max((h for h in frame.heads if h.span.end <= value.span.start), key=lambda h: h.span.end, default=head)
    said = _for_better_or_worse(_written_alone(nearest, value, observation, ctx), value, observation)
    if said is None:
        return ctx.opaque(span, "comparator_lost")
    return limited(observation, said, timing, span, ctx, "; ".join(frame.circumstances) or None)


def of_each_part(node: AnyNode, ctx: Context) -> AnyNode:
    """ "Transaminases ≤ 2.5 × ULN": ALT and AST, which are measured each by itself."""
    parts = entailed("together").get(node.observation.id or "", ()) if isinstance(node, Comparison | Range) else ()
    if not parts or not isinstance(node, Comparison | Range):
        return node
    each: list[AnyNode] = [node.replaced(observation=observation_ref(observation_of(part))) for part in parts]
    return conjunction(each, node.span) if ctx.mode == "all" else disjunction(each, node.span)


def _for_better_or_worse(said: Value, written: Element, observation: Observation) -> Value | None:
    """ "ECOG 2 or better" is at most 2, "Karnofsky 60 or worse" at most 60; None where the scale's direction is not known."""
    last = written.tokens[-1].word
    better = last.endswith("better")
    if not (better or last.endswith("worse")):
        return said
    end = worse_end(observation)
    if not isinstance(said, Compared):  # classes, which were counted as those of a severity are
        return said if end is not None or observation.kind != "class" else None
    if end is None:
        return None
    return replace(said, operator="<=" if better == (end == "higher") else ">=")


def limited(observation: Observation, value: Value, timing: Timing, span: Span, ctx: Context, circumstances: str | None = None) -> AnyNode:
    """An observation against a written limit of any form; its unit may tell that another is meant ("PT 35 %")."""
    unit = written_unit(value)
    observation = meant_by_unit(observation, unit) if unit is not None else observation
    ref = observation_ref(observation)
    if timing.tense == "ever" and timing.window is None and observation.name.startswith("Number of prior"):
        timing = NOW  # "have received no more than 2 prior regimens": the number is of all the past, as it stands now
    if isinstance(value, Compared) and value.over is not None:
        return _paired(observation, value, timing, span, ctx, circumstances)
    if observation.kind == "class" and not isinstance(value, Rate | Either):
        return graded(observation, value, timing, span, ctx)
    match value:
        case Compared(operator="=", amount=amount) if not _has_few_values(observation) and _is_measured_amount(amount, observation):
            # Nobody asks for just one value of a quantity: in "platelets = 100,000/µL" the sign was ≥ or ≤ once.
            ctx.ledger.note(f"{ctx.words(span)!r}: the comparator is missing")
            return ctx.opaque(span, "comparator_lost")
        case Compared():
            read = _checked(value.amount, observation, ctx)
            readings = [
                Comparison.made(span=span, observation=ref, operator=value.operator, limit=x, timing=timing, circumstances=circumstances)
                for x in read.limits
            ]
            return _one_reading(readings, read, span, ctx)
        case Between():
            return _range(observation, value, timing, span, ctx, circumstances)
        case Either():
            sides = [limited(observation, side, timing, span, ctx, circumstances) for side in (value.one, value.other)]
            return AnyOf(span=span, children=tuple(sides))
        case Rate():
            return _change(observation, value, span, ctx, timing)
        case Listed() if observation.id == "blood-pressure":
            return ctx.opaque(span)  # "90/60 to 140/90" lists no two values of one pressure
        case Listed():
            return OneOf(span=span, observation=ref, values=tuple(f"{n:g}" for n in value.numbers), timing=timing)
        case Classes():
            return _numbered_classes(observation, value, timing, span, ctx)
        case Amount():
            ctx.ledger.note(f"{ctx.words(span)!r}: the comparator is missing")
            return ctx.opaque(span, "comparator_lost")
        case _:
            assert_never(value)


def _is_measured_amount(amount: Amount, observation: Observation) -> bool:
    return amount.unit is not None or amount.multiple_of is not None or observation.kind in ("quantity", "score")


_FEW_VALUES = 10
_BESIDE = re.compile(r"(?:\s|[=:()\[\]]|\b(?:of|is|a|the|score|scores|status|class|grade|PS)\b)*", re.IGNORECASE)


def _written_alone(head: Element, value: Element, observation: Observation, ctx: Context) -> Value:
    """ "ECOG 0,1": two digits with a comma behind a score with few values are two values; a number by itself has lost its comparator."""
    amount: Value = value.value
    if not isinstance(amount, Amount) or amount != Amount(amount.value) or not _has_few_values(observation):
        return amount
    if not _BESIDE.fullmatch(ctx.text[head.span.end : value.span.start]):
        return amount
    text = ctx.text[value.span.start : value.span.end]
    if re.fullmatch(r"\d,\d", text):
        return Listed((float(text[0]), float(text[2])))
    return amount


def _has_few_values(observation: Observation) -> bool:
    if observation.kind == "class":
        return True
    low, high = observation.plausible or (0.0, inf)
    return observation.kind == "score" and high - low <= _FEW_VALUES


def _paired(observation: Observation, value: Compared, timing: Timing, span: Span, ctx: Context, circumstances: str | None) -> AnyNode:
    """ "> 160/100 mmHg" is one limit of each pressure, of which one is enough to be too high, or too low; "≥ 4/10" is 4 of 10."""
    assert value.over is not None
    plain = replace(value, over=None)
    if observation.id != "blood-pressure":
        best = observation.kind == "score" and value.over.unit is None and value.over.value >= value.amount.value
        return limited(observation, plain, timing, span, ctx, circumstances) if best else ctx.opaque(span)
    parts = [
        limited(
            observation_of(name), replace(plain, amount=replace(amount, unit=amount.unit or "mm[Hg]")), timing, span, ctx, circumstances
        )
        for name, amount in (("sbp", value.amount), ("dbp", value.over))
    ]
    # High is above either of "140/90", low below either of "90/60"; within both is who is below the first, or above the second.
    abnormal = (value.operator[0] == ">") == (value.amount.value > _LOW_SYSTOLIC)
    return AnyOf(span=span, children=tuple(parts)) if abnormal else AllOf(span=span, children=tuple(parts))


# Systolic pressures up to here are limits to hypotension. Source: 2017 ACC/AHA guideline on high blood pressure in adults: normal is
# below 120; hypotension is usually taken as below 90.
_LOW_SYSTOLIC = 110


def written_unit(value: object) -> str | None:
    """The unit of a limit or range."""
    match value:
        case Compared(amount=amount):
            return amount.unit
        case Between(low=low, high=high):
            return high.unit or low.unit
        case _:
            return None


def _checked(amount: Amount, observation: Observation, ctx: Context) -> Read:
    read = read_limit(amount, observation)
    ctx.ledger.note(read.note)
    ctx.ledger.assume(read.assumption)
    return read


def _one_reading(readings: list[Comparison] | list[Range], read: Read, span: Span, ctx: Context) -> AnyNode:
    if not readings:
        return ctx.opaque(span)
    if len(readings) == 1:
        return readings[0]
    return Ambiguous(span=span, readings=tuple(readings), why=read.note or "the unit is not certain")


def _range(observation: Observation, value: Between, timing: Timing, span: Span, ctx: Context, circumstances: str | None) -> AnyNode:
    lows, highs = _checked(value.low, observation, ctx), _checked(value.high, observation, ctx)
    if not lows.limits or not highs.limits:
        return ctx.opaque(span)
    pairs = [(lo, hi) for lo in lows.limits for hi in highs.limits if _unit(lo) == _unit(hi)] or [(lows.limits[0], highs.limits[0])]
    readings = [
        Range.made(
            span=span,
            observation=observation_ref(observation),
            low=Bound.made(limit=lo, inclusive=value.low_inclusive),
            high=Bound.made(limit=hi, inclusive=value.high_inclusive),
            timing=timing,
            circumstances=circumstances,
        )
        for lo, hi in pairs
    ]
    return _one_reading(readings, lows, span, ctx)


def _unit(limit: Limit) -> str | None:
    return limit.unit if isinstance(limit, Quantity) else None


def _change(observation: Observation, value: Rate, span: Span, ctx: Context, timing: Timing) -> AnyNode:
    if not isinstance(value.limit, Compared):
        return ctx.opaque(span)
    amount = value.limit.amount
    if amount.unit == "%" and not fits(observation, "%"):
        limit: Limit = Quantity(value=amount.value, unit="%")
    else:
        read = read_limit(amount, observation)
        # A change may be far smaller than any plausible value, so only the unit is checked here.
        if not read.limits:
            return ctx.opaque(span)
        limit = read.limits[0]
    if not isinstance(limit, Quantity):
        return ctx.opaque(span)
    return Change(
        span=span,
        observation=observation_ref(observation),
        direction=value.direction,
        operator=value.limit.operator,
        limit=limit,
        per=value.per,
        window=timing.window,
    )


def _normality(frame: Frame, observation: Observation, timing: Timing, span: Span, ctx: Context) -> AnyNode:
    if observation.kind in ("score", "class") and frame.normal != "normal":
        return ctx.opaque(span)  # "high NYHA class", "IPI low": no range is normal, and where a group of the score begins is its own
    ref = observation_ref(observation)
    upper, lower = Multiple(factor=1, of="ULN"), Multiple(factor=1, of="LLN")
    within = Range(span=span, observation=ref, low=Bound(limit=lower), high=Bound(limit=upper), timing=timing)
    match frame.normal:
        case "normal":
            return within
        case "abnormal":
            return Not(span=span, child=within)
        case "high":
            return Comparison(span=span, observation=ref, operator=">", limit=upper, timing=timing)
        case "low":
            return Comparison(span=span, observation=ref, operator="<", limit=lower, timing=timing)
        case _:
            return ctx.opaque(span)


# ------------------------------------------------------------------ classes


def graded(scale: Observation, value: Value, timing: Timing, span: Span, ctx: Context) -> AnyNode:
    """An observation on a scale of classes: "NYHA III–IV", "GOLD 3 or 4"."""
    stage = stage_of(scale, value)
    if stage is None:
        points = as_points(scale, value)
        return limited(*points, timing, span, ctx) if points is not None else ctx.opaque(span)
    return OneOf(span=span, observation=observation_ref(scale), values=stage.values, timing=timing)


def own_classes(frame: Frame, head: Element, scales: list[Element], ctx: Context) -> AnyNode | None:
    """ "Child-Pugh C liver cancer": a class on the scale of another disease is no stage of this one, and holds beside it."""
    scale = observation_of(scales[0].value)
    graded_by = vocabulary().lookup(scale.condition, "condition") if scale.condition is not None else None
    value = frame.values[0].value if len(frame.values) == 1 else None
    if graded_by is None or head.type != "COND" or not isinstance(value, Classes | Compared | Between | Listed):
        return None
    if vocabulary().is_a(head.value, graded_by.id) or vocabulary().is_a(graded_by.id, head.value):
        return None
    return graded(scale, value, Timing(), hull([scales[0].span, frame.values[0].span]), ctx)


def stage_of(scale: Observation | None, value: Value) -> Stage | None:
    """The classes a written value allows, in the scale's own words; None if they are none of its classes."""
    match value:
        case Classes():
            names, operator, is_range = value.values, value.operator, value.span_of_range
        case Compared(amount=Amount(value=number)):
            names, operator, is_range = (f"{number:g}",), value.operator, False
        case Between(low=Amount(value=low), high=Amount(value=high)):
            names, operator, is_range = (f"{low:g}", f"{high:g}"), None, True
        case Listed():
            names, operator, is_range = tuple(f"{n:g}" for n in value.numbers), None, False
        case Amount():
            names, operator, is_range = (f"{value.value:g}",), None, False
        case _:
            return None
    if scale is None and isinstance(value, Classes) and value.word in ("stage", "stages") and any(numeral(n) is None for n in names):
        scale = observations().get("ajcc")  # "IIB" is a stage of a cancer
    if scale is None:
        return _unnamed_stage(names, operator, is_range)
    values = [scale_value(scale, name) for name in names]
    if any(v is None for v in values):
        return None
    order = list(scale.values)
    places = [order.index(cast(str, v)) for v in values]
    if is_range:
        chosen = _whole_classes(scale, order[min(places) : max(places) + 1], {order[p] for p in places})
    elif operator is not None and operator != "=":
        limit = order[places[0]]
        beside = values_within(scale, limit) if operator == ">" else ()  # IIA is not above II
        above = [v for place, v in enumerate(order) if _compares(place, operator, places[0]) and v not in beside]
        chosen = _whole_classes(scale, above, {limit} & set(above))
    else:
        chosen = [order[p] for p in sorted(set(places))]
    return Stage.made(scale=scale.id, values=tuple(chosen)) if chosen else None


def _whole_classes(scale: Observation, chosen: list[str], ends: set[str]) -> list[str]:
    """A range without the classes that reach beyond it: of "II–IIIA" III is no member, but IIIA is; parts of a member go without saying."""
    parts = {v: set(values_within(scale, v)) - {v} for v in chosen}
    whole = [v for v in chosen if v in ends or parts[v] <= set(chosen)]
    return [v for v in whole if not any(v in parts[w] for w in whole)]


_ROMAN = ("0", "I", "II", "III", "IV", "V")


def numeral(name: str) -> float | None:
    """The number that a class is called by, Roman or Arabic; None for letters and mixtures (A, IIIB)."""
    return float(_ROMAN.index(name)) if name in _ROMAN else float(name) if name.isdecimal() else None


def _unnamed_stage(names: tuple[str, ...], operator: Comparator | None, is_range: bool) -> Stage | None:
    """Stages or grades of no named scale: Roman and Arabic numerals are read alike; open ends need a scale."""
    if operator is not None and operator != "=":
        return None
    places = [_ROMAN.index(n) if n in _ROMAN else int(n) if n.isdigit() else None for n in names]
    if is_range:
        if any(p is None for p in places):
            return None
        low, high = sorted(cast(list[int], places))
        if high >= len(_ROMAN):
            return None
        roman = not any(n.isdigit() for n in names)
        return Stage(scale=None, values=tuple(_ROMAN[p] if roman else str(p) for p in range(low, high + 1)))
    return Stage(scale=None, values=names)


def _compares(place: int, operator: Comparator, limit: int) -> bool:
    return {"<": place < limit, "<=": place <= limit, ">": place > limit, ">=": place >= limit, "=": place == limit}[operator]


def _numbered_classes(observation: Observation, value: Classes, timing: Timing, span: Span, ctx: Context) -> AnyNode:
    """Classes said of a score ("ECOG grade 0-1"): its numbers."""
    numbers = [n for v in value.values if (n := numeral(v)) is not None]
    if len(numbers) != len(value.values):
        points = as_points(observation, value)
        return limited(*points, timing, span, ctx) if points is not None else ctx.opaque(span)
    if value.operator is not None:
        return limited(observation, Compared(value.operator, Amount(numbers[0])), timing, span, ctx)
    if value.span_of_range:
        return limited(observation, Between(Amount(min(numbers)), Amount(max(numbers))), timing, span, ctx)
    return limited(observation, Listed(tuple(numbers)), timing, span, ctx)


# ------------------------------------------------------------------ equivalents, formulas, age


def with_equivalents(node: AnyNode, others: list[Amount], span: Span) -> AnyNode | None:
    """The comparison with its limit also "equivalent to" other amounts; None if it is no comparison with one."""
    if not isinstance(node, Comparison) or not isinstance(node.limit, Quantity) or any(o.unit is None for o in others):
        return None
    more = tuple(Quantity(value=o.value, unit=o.unit) for o in others)
    return node.replaced(limit=Equivalents(quantities=(node.limit, *more)), span=span)


def formula_score(formula: Formula) -> str | None:
    """The score that a written-out formula is, told by its coefficients."""
    return recognise_formula(formula.coefficients)


def aged(value: Value, span: Span, ctx: Context, negated: bool = False) -> AnyNode | None:
    """An age limit. A bare number is years."""
    match value:
        case Compared(amount=amount):
            number, unit = amount.value, amount.time or "year"
            if amount.unit is not None or amount.multiple_of is not None:
                return None
            match value.operator:
                case ">":
                    exact = ctx.kind == "inclusion" and not negated
                    return Age(span=span, low=number, low_inclusive=False, low_exact=exact, unit=unit)
                case ">=":
                    return Age(span=span, low=number, unit=unit)
                case "<":
                    return Age(span=span, high=number, high_inclusive=False, unit=unit)
                case "<=":
                    return Age(span=span, high=number, unit=unit)
                case "=":
                    return Age(span=span, low=number, high=number, unit=unit)
        case Between(low=low, high=high) if low.unit is None and high.unit is None:
            common = _age_unit(low, high)
            if common is None:
                return _aged_apart(value, span, ctx, negated)
            exact = ctx.kind == "inclusion" and not negated and not value.low_inclusive
            return Age(
                span=span,
                low=low.value,
                high=high.value,
                low_inclusive=value.low_inclusive,
                low_exact=exact,
                high_inclusive=value.high_inclusive,
                unit=common,
            )
        case Either():
            one, other = aged(value.one, span, ctx, negated), aged(value.other, span, ctx, negated)
            return AnyOf(span=span, children=(one, other)) if one is not None and other is not None else None
        case _:
            return None
    return None


def _aged_apart(value: Between, span: Span, ctx: Context, negated: bool) -> AnyNode | None:
    """ "At least 6 months but less than 3 years": two limits, each in its unit."""
    parts = [aged(side, span, ctx, negated) for side in value.sides()]
    return AllOf(span=span, children=tuple(p for p in parts if p is not None)) if all(parts) else None


def _age_unit(low: Amount, high: Amount) -> TimeUnit | None:
    units = {low.time or "year", high.time or "year"}
    return next(iter(units)) if len(units) == 1 else None
