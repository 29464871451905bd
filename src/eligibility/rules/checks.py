"""What a well-formed rule tree promises: units fit, ranges are not empty, windows reach somewhere, stages belong to their scale.

A tree that breaks a promise still evaluates; it just does not say what its author meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from fractions import Fraction
from typing import assert_never

from eligibility.errors import Diagnostic
from eligibility.reference.observations import Observation, observation, observations, scale_value
from eligibility.reference.units import factor, fits
from eligibility.rules.nodes import (
    Age,
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    AtLeast,
    Change,
    Comparison,
    ConceptRef,
    Duration,
    Equivalents,
    FamilyHistory,
    HasAllergy,
    HasCondition,
    HasProcedure,
    Implies,
    Limit,
    Multiple,
    Not,
    OneOf,
    Opaque,
    Permission,
    Quantity,
    Range,
    Restated,
    Sex,
    Stage,
    Stated,
    TakesMedication,
    Timing,
    Window,
    WithExamples,
    children,
    is_connective,
)
from eligibility.rules.times import is_shorter
from eligibility.rules.wording import age_text, bound_text, duration_text, number_text, window_text

MAX_DEPTH = 100
"""No criterion that a person wrote comes near it; it keeps every walk over a tree within Python's stack."""

_Problem = tuple[str, str, str | None]  # code, message, hint


def check_rule(node: AnyNode) -> tuple[Diagnostic, ...]:
    """Every promise the tree breaks, in the order of its nodes; none for a well-formed tree.

    Codes: E202 depth, E203 unit, E204 empty range, E205 empty window or length of time, E206 class or stage that its scale does not have,
    E207 unknown scale, E208 wrong kind of observation, E209 count, E210 impossible number.
    """
    return tuple(_found(node))


def _found(root: AnyNode) -> Iterator[Diagnostic]:
    pending = [(1, root)]
    while pending:
        depth, node = pending.pop()
        if depth > MAX_DEPTH:
            yield Diagnostic("E202", f"statements are nested more than {MAX_DEPTH} deep", node.span, "say it with fewer levels")
            continue
        for code, message, hint in _problems(node) if type(node) not in _PROMISE_NOTHING else ():
            yield Diagnostic(code, message, node.span, hint)
        if is_connective(node):
            pending += [(depth + 1, child) for child in reversed(children(node))]


# Most nodes are of these, and a `match` over all classes takes longest to tell that it finds none.
_PROMISE_NOTHING = frozenset({AllOf, AnyOf, Not, Implies, WithExamples, Ambiguous, Restated, Permission, Opaque, Sex})


def _problems(node: AnyNode) -> Iterator[_Problem]:
    match node:  # the most frequent first: each class that a node is not of takes time
        case HasCondition():
            yield from _check_stage(node.stage)
            yield from _check_timing(node.timing)
        case TakesMedication():
            yield from _check_dose(node)
            yield from _check_timing(node.timing)
        case HasProcedure() | HasAllergy() | FamilyHistory():
            yield from _check_timing(node.timing)
        case AtLeast():
            yield from _check_count(node)
        case Age():
            yield from _check_age(node)
        case Comparison():
            yield from _check_measured(node.observation, node.limit)
            yield from _check_timing(node.timing)
        case Range():
            yield from _check_measured(node.observation, node.low.limit, node.high.limit)
            yield from _check_order(node)
            yield from _check_timing(node.timing)
        case OneOf():
            yield from _check_classes(node)
            yield from _check_timing(node.timing)
        case Change():
            yield from _check_measured(node.observation, node.limit, percent=True)
            yield from _check_window(node.window)
        case Stated():
            yield from _check_stated(node)
            yield from _check_timing(node.timing)
        case AllOf() | AnyOf() | Not() | Implies() | WithExamples() | Ambiguous() | Restated() | Permission() | Opaque() | Sex():
            return
        case _:
            assert_never(node)


def _check_count(node: AtLeast) -> Iterator[_Problem]:
    if node.n > len(node.children):
        yield "E209", f"at least {node.n} of {len(node.children)} statements can never be true", f"expected at most {len(node.children)}"


def _check_age(age: Age) -> Iterator[_Problem]:
    if age.low is None and age.high is None:
        yield "E210", "an age with neither a lower nor an upper limit says nothing", "give at least one"
    for limit in (age.low, age.high):
        if limit is not None and limit < 0:
            yield "E210", f"an age cannot be {number_text(limit)}", "expected 0 or more"
    if age.low is not None and age.high is not None and _is_empty(age.low, age.high, age.low_inclusive and age.high_inclusive):
        yield "E204", f"no age is {age_text(age)}", "exchange the limits" if age.low > age.high else "include an end"


# ---------------------------------------------------------------- observations


def _known(concept: ConceptRef) -> Observation | None:
    """The observation asked for; None for one that the tables do not have, of which nothing can be promised."""
    try:
        return observation(concept.id) if concept.id is not None else None
    except KeyError:
        return None


def _check_measured(concept: ConceptRef, *limits: Limit, percent: bool = False) -> Iterator[_Problem]:
    """`percent`: a change may be in percent, whatever the observation's units."""
    known = _known(concept)
    if known is not None and known.kind == "boolean":
        yield "E208", f"{concept.name} is stated, not measured", f'ask whether it is true: "{concept.name}" is true'
        return
    for limit in limits:
        if isinstance(limit, Multiple) and limit.factor <= 0:
            yield "E210", f"{number_text(limit.factor)} × {limit.of} is no limit", "expected a factor above 0"
        for quantity in _quantities(limit):
            if (
                known is not None
                and quantity.unit is not None
                and not (percent and quantity.unit == "%")
                and not fits(known, quantity.unit)
            ):
                yield "E203", f"{concept.name} cannot be measured in {quantity.unit!r}", _accepted(quantity.unit, known.units)


def _quantities(limit: Limit) -> tuple[Quantity, ...]:
    match limit:
        case Quantity():
            return (limit,)
        case Equivalents():
            return limit.quantities
        case Multiple():
            return ()
        case _:
            assert_never(limit)


def _check_order(node: Range) -> Iterator[_Problem]:
    known = _known(node.observation)
    inclusive = node.low.inclusive and node.high.inclusive
    for low, high in _comparable(known, node.low.limit, node.high.limit):
        if _is_empty(low, high, inclusive):
            said = f"{bound_text(node.low)} and {bound_text(node.high)}"
            yield "E204", f"no {node.observation.name} lies between {said}", "exchange the limits" if low > high else "include an end"
            return


def _comparable(known: Observation | None, low: Limit, high: Limit) -> Iterator[tuple[Fraction, Fraction]]:
    """The pairs of numbers, in one unit each, in which the two ends can be compared."""
    if isinstance(low, Multiple) and isinstance(high, Multiple):
        if low.of == high.of:
            yield Fraction(low.factor), Fraction(high.factor)
        return
    pairs = [(one, other) for one in _quantities(low) for other in _quantities(high)]
    alike = [(Fraction(one.value), Fraction(other.value)) for one, other in pairs if one.unit == other.unit]
    # Equivalents are rounded, so a converted pair could seem empty where the pairs as written are not.
    yield from alike or _converted(known, pairs)


def _converted(known: Observation | None, pairs: Sequence[tuple[Quantity, Quantity]]) -> Iterator[tuple[Fraction, Fraction]]:
    for one, other in pairs:
        if known is not None and one.unit is not None and other.unit is not None:
            ratio = factor(known, one.unit, other.unit)
            if ratio is not None:
                yield Fraction(one.value) * ratio, Fraction(other.value)


def _is_empty(low: float | Fraction, high: float | Fraction, inclusive: bool) -> bool:
    return low > high or (low == high and not inclusive)


def _check_classes(node: OneOf) -> Iterator[_Problem]:
    known = _known(node.observation)
    if known is not None and known.values:
        yield from _check_values(known, node.observation.name, node.values)
    elif known is not None and known.kind == "boolean":
        name = node.observation.name
        yield "E208", f"{name} is stated, not one of several values", f'ask whether it is true: "{name}" is true'


def _check_values(scale: Observation, name: str, values: Sequence[str]) -> Iterator[_Problem]:
    for value in values:
        if value not in scale.values:
            meant = scale_value(scale, value) or _close(value, scale.values)
            yield "E206", f"{name} has no {value!r}", _hint(meant, scale.values)


def _check_stated(node: Stated) -> Iterator[_Problem]:
    known = _known(node.observation)
    if known is not None and known.kind != "boolean":
        yield "E208", f"{node.observation.name} is not a yes-or-no observation", "compare it with a limit, or name its values"


# ---------------------------------------------------------------- entries of the record


def _check_stage(stage: Stage | None) -> Iterator[_Problem]:
    if stage is None or stage.scale is None:
        return
    scale = _known(ConceptRef.made(id=stage.scale, name=stage.scale))
    if scale is None:
        scales = [each.id for each in observations().values() if each.values]
        yield "E207", f"there is no scale {stage.scale!r}", _hint(_close(stage.scale, scales), ()) or None
    else:
        yield from _check_values(scale, scale.name, stage.values)


def _check_dose(node: TakesMedication) -> Iterator[_Problem]:
    if node.dose is not None and node.dose[1].value < 0:
        yield "E210", f"a dose cannot be {number_text(node.dose[1].value)}", "expected 0 or more"


# ---------------------------------------------------------------- times


def _check_timing(timing: Timing) -> Iterator[_Problem]:
    if timing.window is not None:
        yield from _check_window(timing.window)
    if timing.lasting is not None:
        yield from _check_duration(timing.lasting.duration)


def _check_window(window: Window | None) -> Iterator[_Problem]:
    if window is None:
        return
    for duration in (window.start, window.end):
        if duration is not None:
            yield from _check_duration(duration)
    if window.half_lives is not None and window.half_lives.count <= 0:
        yield "E205", f"{number_text(window.half_lives.count)} half-lives is no length of time", "expected a number above 0"
    if window.start is not None and window.end is not None and is_shorter(window.start, window.end):
        yield "E205", f"the window {window_text(window)} is empty", "exchange its ends"
    if window.open and (window.direction == "future" or (window.start is None) is (window.end is None)):
        yield "E205", f"the window {window_text(window)} cannot be open", "only a past window of one length leaves out its last day"


def _check_duration(duration: Duration) -> Iterator[_Problem]:
    if duration.value <= 0:
        yield "E205", f"{duration_text(duration)} is no length of time", "expected a number above 0"


# ---------------------------------------------------------------- hints


def _accepted(unit: str, units: tuple[str, ...]) -> str:
    if not units:
        return "it has no unit"
    return _hint(_close(unit, units), units)


def _close(word: str, options: Sequence[str]) -> str | None:
    folded = {option.casefold(): option for option in options}
    close = get_close_matches(word.casefold(), folded, 1)
    return folded[close[0]] if close else None


def _hint(meant: str | None, accepted: Sequence[str]) -> str:
    parts = [f"did you mean {meant!r}?"] if meant else []
    parts += [f"accepted: {', '.join(accepted)}"] if accepted else []
    return " ".join(parts)
