"""Limits on names that the vocabulary does not know: "PDA diameter > 1.5 mm".

The limit is understood, the name is kept as written: only an observation of that very name answers it (contract §2).
"""

from __future__ import annotations

from typing import assert_never

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.measured.loose_limits import amount_limit
from eligibility.compiler.measured.measures import limited
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Between, Compared, Either
from eligibility.reference.observations import Observation, find_observation
from eligibility.reference.units import implied_observation
from eligibility.rules.nodes import AllOf, AnyNode, AnyOf, Bound, Comparison, ConceptRef, Range, Timing
from eligibility.spans import Span, hull

# More words than this before a limit are a clause, not a name.
_LONGEST_NAME = 8
# What may stand in a name beside unknown words.
_NAMES = ("MEAS", "SCALE", "TEST", "COND", "PROC", "DRUG", "ORG", "SITE", "WORD")
_WITH_NAMES = ("DESC", "SEV", "DISEASENOUN", "MEASMOD", "VITAL", "FUNCTIONNOUN", "THERAPY", "ACTIVE", "QUALITY", "LISTNOUN", "CLASSVALUE")
_IN_NAMES = frozenset((*_NAMES, *_WITH_NAMES, "CLASSWORD", "CURR", "FOR", "ROUTE", "RESTING", "POSITIVE", "HYPHEN", "SLASH"))
# Words that say no more than that it is taken in.
_TAKING_IN = frozenset(
    {"consumption", "consuming", "consumes", "consume", "drinking", "drinks", "regular", "regularly", "average", "typical", "usual"}
)
# With these a unit says more than a name and a limit.
_NOT_NAMES = frozenset({"BLOCK", "PEOPLE", "JUDGE", "NEG", "WITH"})


def unnamed_limits(frame: Frame, timing: Timing, ctx: Context) -> AnyNode | None:
    """The limits of a unit without a known name, its words being the name; None where they are too many, or none."""
    values = [v for v in frame.values if isinstance(v.value, Compared | Between | Either)]
    if len(values) != 1 or len(frame.values) != 1 or frame.groups:
        return None
    words = _name_words(frame, values[0])
    if not words and not frame.left and _implied(values[0]) is not None:
        return _limit_of("", values[0], ctx)
    if not words:
        return None
    if (implied := _implied(values[0])) is not None and all(t.word in _TAKING_IN for w in words for t in w.tokens):
        frame.left = [e for e in frame.left if e not in words]
        return limited(implied, values[0].value, timing, frame.span, ctx)  # "consumption of more than 14 units of alcohol per week"
    name = " ".join(" ".join(ctx.words(run).split()) for run in _runs(words))
    frame.left = [e for e in frame.left if e not in words]
    if isinstance(values[0].value, Compared) and values[0].value.over is not None and "acuity" in name.casefold().split():
        return ctx.opaque(frame.span)  # "20/40 or better" is a fraction, and no 20 of 40
    if (age := _age_at(name, values[0].value)) is not None:
        return limited(age, values[0].value, timing, frame.span, ctx)
    how = "; ".join([*frame.circumstances, *([frame.how] if frame.how is not None else [])]) or None
    return _compared(values[0].value, _ref(name, values[0].value), timing, frame.span, how)


def limits_of(name: str, values: list[Element], ctx: Context) -> list[AnyNode]:
    """Limits beside something recorded, other values being opaque.

    Each is of the observation that alone has its unit ("smokers with ≥ 10 pack-years"), else of one of that name ("lesions > 25 mm").
    """
    return [_limit_of(" ".join(name.split()), v, ctx) for v in values]


def _limit_of(name: str, value: Element, ctx: Context) -> AnyNode:
    if not isinstance(value.value, Compared | Between | Either):
        return ctx.opaque(value.span)
    if (implied := _implied(value)) is not None:
        return limited(implied, value.value, Timing(), value.span, ctx)
    return _compared(value.value, _ref(name, value.value), Timing(), value.span)


def _implied(value: Element) -> Observation | None:
    """The observation that alone has the value's unit."""
    unit = next((side.amount.unit for side in sides(value.value) if side.amount.unit is not None), None)
    return implied_observation(unit) if unit is not None else None


def _age_at(name: str, value: Compared | Between | Either) -> Observation | None:
    """ "Born at 26 to 34 weeks of gestation": the gestational age at an event, where the tables have it."""
    known = find_observation(_ref(name, value).name.replace("at born", "at birth"))
    return known if known is not None and known.id.startswith("gestational-age-at-") else None


def _ref(name: str, value: Compared | Between | Either) -> ConceptRef:
    """ "Pre-eclampsia before 34 weeks of gestation" limits the gestational age at it, not its length."""
    amounts = [side.amount for side in sides(value)]
    return ConceptRef(id=None, name=f"gestational age at {name.removesuffix(' at')}" if any(a.of_pregnancy for a in amounts) else name)


def sides(value: Compared | Between | Either) -> tuple[Compared, ...]:
    """The single limits that a value is made of."""
    match value:
        case Compared():
            return (value,)
        case Between():
            return value.sides()
        case Either(one=one, other=other):
            return one, other


def _name_words(frame: Frame, value: Element) -> list[Element]:
    """The words before the limit, and those behind it that go on with the name ("score of ≥ 46 on the questionnaire")."""
    words = [e for e in frame.elements if e.type in _IN_NAMES]
    if any_of_type(frame.elements, _NOT_NAMES) or len(words) > _LONGEST_NAME or not any_of_type(words, _NAMES):
        return []
    inside = Span(words[0].span.end, words[-1].span.start)
    return [e for e in frame.elements if e in words or (e.type == "FILLER" and inside.covers(e.span) and e is not value)]


def _runs(words: list[Element]) -> list[Span]:
    """The stretches of a name before and behind the limit in it."""
    runs = [words[0].span]
    for word in words[1:]:
        if word.span.start - runs[-1].end <= 1:
            runs[-1] = hull([runs[-1], word.span])
        else:
            runs.append(word.span)
    return runs


def _compared(value: Compared | Between | Either, ref: ConceptRef, timing: Timing, span: Span, how: str | None = None) -> AnyNode:
    match value:
        case Compared():
            return Comparison(
                span=span, observation=ref, operator=value.operator, limit=amount_limit(value.amount), timing=timing, circumstances=how
            )
        case Between(low=low, high=high):
            ends = (
                Bound(limit=amount_limit(low), inclusive=value.low_inclusive),
                Bound(limit=amount_limit(high), inclusive=value.high_inclusive),
            )
            if low.time == high.time:
                return Range(span=span, observation=ref, low=ends[0], high=ends[1], timing=timing, circumstances=how)
            return AllOf(span=span, children=tuple(_compared(side, ref, timing, span, how) for side in value.sides()))
        case Either():
            return AnyOf(span=span, children=tuple(_compared(side, ref, timing, span, how) for side in (value.one, value.other)))
        case _:
            assert_never(value)
