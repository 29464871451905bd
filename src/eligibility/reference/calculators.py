"""Derived quantities (MELD, eGFR, BMI), read from `data/calculators.toml` as expression trees that every engine can run.

`Calculator.evaluate` runs a tree on numbers; `Calculator.bounds` on intervals, so that a censored or missing input may still decide.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from eligibility.reference.expressions import Expression, Interval, Value, bounds_of, read_expression, value_of
from eligibility.reference.observations import observation
from eligibility.resources import data_file

__all__ = [
    "Calculator",
    "CalculatorInput",
    "Interval",
    "calculators",
    "calculators_for",
    "class_of_score",
    "recognise_formula",
    "score_of",
]


@dataclass(frozen=True, slots=True)
class CalculatorInput:
    """One input: where it comes from and the unit (UCUM) it must be given in.

    `source` is "observation", "upper limit of normal", "age", "sex", "dialysis" or "condition"; `of` is the observation's id or the
    condition's name. A class is given as its place in the scale's values, a condition as 0 (absent) to 3 (severe), `dialysis` as 1 or 0,
    `sex` as the word. `assumed` is the value taken where a record is silent, None: then it is unknown.
    """

    name: str
    source: str
    of: str | None
    unit: str | None
    assumed: float | None


@dataclass(frozen=True, slots=True)
class Calculator:
    """A formula with its version and citation.

    `steps` are named intermediate results, in order; `tree` is the result, in `unit`, the first unit of the observation `output`, or the
    place in its values for a class. `signature`: the coefficients that tell it when a criterion writes the formula out.
    """

    id: str
    name: str
    version: str
    source: str
    output: str
    unit: str | None
    inputs: tuple[CalculatorInput, ...]
    steps: tuple[tuple[str, Expression], ...]
    tree: Expression
    signature: tuple[tuple[float, ...], ...]

    def evaluate(self, inputs: Mapping[str, float | str]) -> float:
        """The result for inputs in their stated units.

        Raises KeyError if an input without assumed value is missing; ValueError if the formula has no value there (a logarithm of zero).
        """
        known: dict[str, Value] = dict(self._complete(inputs))
        for name, step in self.steps:
            known[name] = value_of(step, known)
        return value_of(self.tree, known)

    def bounds(self, inputs: Mapping[str, Interval | float | str]) -> Interval:
        """An interval that contains the result for all inputs within theirs; it may be wider than necessary, never narrower.

        Raises KeyError if an input without assumed value is missing.
        """
        known: dict[str, Interval | str] = {
            name: value if isinstance(value, str | Interval) else Interval(float(value), float(value))
            for name, value in self._complete(inputs).items()
        }
        for name, step in self.steps:
            known[name] = bounds_of(step, known)
        return bounds_of(self.tree, known)

    def result_class(self, result: float) -> str | None:
        """The class that a result is the place of, for outputs that are classes."""
        values = observation(self.output).values
        return values[round(result)] if observation(self.output).kind == "class" else None

    def _complete(self, inputs: Mapping[str, Any]) -> dict[str, Any]:
        missing = [i.name for i in self.inputs if i.name not in inputs and i.assumed is None]
        if missing:
            raise KeyError(f"{self.id} needs {', '.join(missing)}")
        return {i.name: inputs.get(i.name, i.assumed) for i in self.inputs}


@cache
def calculators() -> Mapping[str, Calculator]:
    """All calculators by id, in the order of the table."""
    with data_file("calculators.toml").open("rb") as table:
        return MappingProxyType({id: _read(id, entry) for id, entry in tomllib.load(table).items()})


@cache
def calculators_for(output: str) -> tuple[Calculator, ...]:
    """All calculators of an observation, the default one (the observation's own) first."""
    default = observation(output).calculator
    found = [each for each in calculators().values() if each.output == output]
    return tuple(sorted(found, key=lambda each: each.id != default))


@cache
def _by_score(scale: str) -> Calculator | None:
    known = calculators_for(scale) if observation(scale).kind == "class" else ()
    single = known[0] if len(known) == 1 and len(known[0].inputs) == 1 else None
    return single if single is not None and single.inputs[0].source == "observation" else None


def score_of(scale: str) -> str | None:
    """The score that a scale's classes are ranges of: of the Child-Pugh class the Child-Pugh score."""
    found = _by_score(scale)
    return found.inputs[0].of if found is not None else None


def class_of_score(scale: str, score: float) -> str | None:
    """The class that a score belongs to."""
    found = _by_score(scale)
    return found.result_class(found.evaluate({found.inputs[0].name: score})) if found is not None else None


def _read(id: str, entry: dict[str, Any]) -> Calculator:
    inputs = tuple(_read_input(name, given) for name, given in entry["inputs"].items())
    names = {each.name for each in inputs}
    steps = []
    for name, tree in entry["steps"]:
        steps.append((name, read_expression(tree, names)))
        names.add(name)
    units = observation(entry["output"]).units
    return Calculator(
        id=id,
        name=entry["name"],
        version=entry["version"],
        source=entry["source"],
        output=entry["output"],
        unit=units[0] if units else None,
        inputs=inputs,
        steps=tuple(steps),
        tree=read_expression(entry["tree"], names),
        signature=tuple(tuple(forms) for forms in entry.get("signature", ())),
    )


def _read_input(name: str, given: dict[str, Any]) -> CalculatorInput:
    source, _, of = given["from"].partition(":")
    return CalculatorInput(name, source, of or None, given.get("unit"), given.get("assumed"))


# ------------------------------------------------------------------ formulas written out in a criterion

# A number that only scales the whole ("× 10") tells no formula.
_SCALING = frozenset((1.0, 10.0, 100.0))
# Limits that texts write beside a formula: bounds of sodium, of creatinine and of albumin, which the calculator has itself.
_BOUNDS = frozenset((125.0, 137.0, 3.5, 1.5, 4.0, 3.0, 11.0, 40.0))
_RECOGNISABLE = ("meld-3", "meld-na", "meld")


def recognise_formula(coefficients: Sequence[float]) -> str | None:
    """Which MELD a formula written in a criterion is, from its coefficients in any order; None if it is none of them.

    Every coefficient of the formula but one must be there, exactly or rounded, and none that the formula does not have.

    >>> recognise_formula([0.957, 0.378, 1.120, 0.643]), recognise_formula([3.8, 11.2, 9.6, 6.4]), recognise_formula([0.957, 0.4])
    ('meld', 'meld', None)
    """
    written = [abs(float(c)) for c in coefficients if abs(float(c)) not in _SCALING]
    for id in _RECOGNISABLE:
        if _is_written_out(calculators()[id].signature, written):
            return id
    return None


def _is_written_out(signature: tuple[tuple[float, ...], ...], written: list[float]) -> bool:
    unused = list(written)
    missing = 0
    for forms in signature:
        found = next((w for w in unused if any(_same(w, form) for form in forms)), None)
        if found is None:
            missing += 1
        else:
            unused.remove(found)
    # The constant is what a text most often leaves out; with a second gap it may be another formula.
    return missing <= 1 and all(w in _BOUNDS or any(_same(w, form) for forms in signature for form in forms) for w in unused)


def _same(written: float, form: float) -> bool:
    """Equal, or rounded to no less than two significant digits: 0.96 for 0.957, 11.2 for 11.20."""
    fewest = 1 - math.floor(math.log10(form))
    return any(math.isclose(written, round(form, digits), rel_tol=1e-9) for digits in range(max(fewest, 0), 6))


@cache
def scores_of_classes(scale: str) -> Mapping[str, tuple[float, float]]:
    """Each class of a scale whose classes are ranges of a score → its lowest and its highest whole score; empty for other scales.

    >>> scores_of_classes("child-pugh-class")["B"], dict(scores_of_classes("nyha"))
    ((7.0, 9.0), {})
    """
    score = score_of(scale)
    points = observation(score) if score is not None and observation(score).kind == "score" else None  # an eGFR is no number of points
    plausible = points.plausible if points is not None else None
    found: dict[str, tuple[float, float]] = {}
    for whole in range(int(plausible[0]), int(plausible[1]) + 1) if plausible is not None else ():
        name = class_of_score(scale, whole)
        if name is not None:
            found[name] = (found.get(name, (float(whole),))[0], float(whole))
    return found


@cache
def scale_of_score(score: str) -> str | None:
    """The scale whose classes are ranges of a score: of the Child-Pugh score the Child-Pugh class."""
    outputs = (each.output for each in calculators().values())
    return next((output for output in outputs if score_of(output) == score and scores_of_classes(output)), None)


_SCORED = re.compile(r"(?:\D*?\b)?(?P<name>[A-Za-z]{1,2})?[\s(,;:-]*(?P<score>\d{1,2})(?:\s*(?:points?|pts\.?|p))?\s*\)?")


@lru_cache(maxsize=1_000)
def scored_class(scale: str, text: str) -> tuple[str, float] | None:
    """The class and the score of a value that has both, or the score alone: "B7", "A (5 points)", "7". None where they do not go together.

    >>> scored_class("child-pugh-class", "B7"), scored_class("child-pugh-class", "A (5)"), scored_class("child-pugh-class", "A9")
    (('B', 7.0), ('A', 5.0), None)
    """
    ranges = scores_of_classes(scale)
    match = _SCORED.fullmatch(text.strip()) if ranges else None
    if match is None:
        return None
    score = float(match["score"])
    name = next((each for each, (low, high) in ranges.items() if low <= score <= high), None)
    said = match["name"]
    return (name, score) if name is not None and (said is None or said.upper() == name.upper()) else None
