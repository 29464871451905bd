"""Hypothesis strategies: every rule tree the models allow, whether or not anyone would write it.

`rule_trees()` gives any tree, `leaves()` trees without a connective. Numbers, names and texts are unconstrained on purpose.
"""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from eligibility.rules import nodes
from eligibility.rules.nodes import AnyNode
from eligibility.spans import Span

NODE_TYPES: tuple[type[nodes.Node], ...] = get_args(get_args(AnyNode)[0])

NAMES = ("total bilirubin", "INR", "NYHA class", "pregnancy", "hepatitis B", "ascites", "liver transplantation", "prednisone", "liver")
IDS = ("total-bilirubin", "inr", "nyha-class", "pregnancy", "hepatitis-b", "ascites", "liver-transplantation", "prednisone", "liver")
UNITS = ("mg/dL", "umol/L", "10*9/L", "%", "mL/min/{1.73_m2}", "[iU]/L", "mm[Hg]", "mL/(min.kg)", "{score}", "x", "and", "per", "exclusive")

# Surrogates are no characters: pydantic refuses them, and so does every file they would be written to.
texts = st.one_of(st.sampled_from(NAMES), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
ids = st.one_of(st.none(), st.sampled_from(IDS), st.just("?"), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
numbers = st.one_of(st.integers(-5, 200).map(float), st.floats(allow_nan=False, allow_infinity=False))
comparators = st.sampled_from(get_args(nodes.Comparator))
time_units = st.sampled_from(get_args(nodes.TimeUnit))
severities = st.lists(st.sampled_from(get_args(nodes.Severity)), max_size=3).map(tuple)

concepts = st.one_of(
    st.sampled_from([nodes.ConceptRef(id=i, name=n) for i, n in zip(IDS, NAMES, strict=True)]),
    st.builds(nodes.ConceptRef, id=ids, name=texts),
)


def _tuples(of: st.SearchStrategy[Any], least: int = 0, most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, min_size=least, max_size=most).map(tuple)


def _maybe(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), of)


quantities = st.builds(nodes.Quantity, value=numbers, unit=st.one_of(st.none(), st.sampled_from(UNITS), texts))
limits = st.one_of(
    quantities,
    st.builds(nodes.Equivalents, quantities=_tuples(quantities, 2)),
    st.builds(nodes.Multiple, factor=numbers, of=st.sampled_from(["ULN", "LLN"])),
)
bounds = st.builds(nodes.Bound, limit=limits, inclusive=st.booleans())
durations = st.builds(nodes.Duration, value=numbers, unit=time_units)
_anchors = st.one_of(st.sampled_from(["on", "screening", "first dose"]), texts)
_half_lives = _maybe(st.builds(nodes.HalfLives, count=numbers, whichever=st.sampled_from(["longer", "shorter"])))
windows = st.one_of(
    st.builds(
        nodes.Window,
        start=_maybe(durations),
        end=_maybe(durations),
        anchor=_anchors,
        direction=st.sampled_from(["past", "future"]),
        half_lives=_half_lives,
    ),
    st.builds(nodes.Window, start=durations, open=st.just(True), anchor=_anchors, half_lives=_half_lives),
    st.builds(nodes.Window, end=durations, open=st.just(True), anchor=_anchors, half_lives=_half_lives),
)
timings = st.one_of(
    st.just(nodes.NOW),
    st.builds(
        nodes.Timing,
        tense=st.sampled_from(["present", "ever", "planned"]),
        window=_maybe(windows),
        onset=st.booleans(),
        lasting=_maybe(st.builds(nodes.Lasting, operator=comparators, duration=durations)),
    ),
)
spans = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda ends: Span(min(ends), max(ends)))

_observed: dict[str, Any] = {"span": spans, "observation": concepts}
_timed = _observed | {"timing": timings}
_fact: dict[str, Any] = {
    "span": spans,
    "concept": concepts,
    "timing": timings,
    "other_than": _tuples(concepts),
    "descriptors": _tuples(texts),
    "how": _maybe(texts),
    "times": _maybe(st.builds(nodes.Times, operator=comparators, n=st.integers(0, 5))),
}


def leaves() -> st.SearchStrategy[AnyNode]:
    """Trees without a connective."""
    stages = st.builds(nodes.Stage, scale=ids, values=_tuples(texts, 1))
    return st.one_of(
        st.builds(nodes.Permission, span=spans, text=texts),
        st.builds(
            nodes.Opaque,
            span=spans,
            text=texts,
            reason=st.sampled_from(["not_understood", "needs_judgement", "not_recordable", "comparator_lost"]),
        ),
        st.builds(
            nodes.Age,
            span=spans,
            low=_maybe(numbers),
            low_inclusive=st.booleans(),
            low_exact=st.booleans(),
            high=_maybe(numbers),
            high_inclusive=st.booleans(),
            unit=time_units,
        ),
        st.builds(nodes.Sex, span=spans, sex=st.sampled_from(["female", "male"])),
        st.builds(nodes.Comparison, **_timed, operator=comparators, limit=limits, circumstances=_maybe(texts)),
        st.builds(nodes.Range, **_timed, low=bounds, high=bounds, circumstances=_maybe(texts)),
        st.builds(nodes.OneOf, **_timed, values=_tuples(texts, 1)),
        st.builds(
            nodes.Change,
            **_observed,
            direction=st.sampled_from(["increase", "decrease", "either"]),
            operator=comparators,
            limit=quantities,
            per=_maybe(st.sampled_from(["day", "week", "month", "year"])),
            window=_maybe(windows),
        ),
        st.builds(nodes.Stated, **_timed, value=st.booleans()),
        st.builds(
            nodes.HasCondition,
            **_fact,
            severity=severities,
            stage=_maybe(stages),
            due_to=_tuples(concepts),
            not_due_to=_tuples(concepts),
            sites=_tuples(concepts),
        ),
        st.builds(nodes.HasProcedure, **_fact, sites=_tuples(concepts)),
        st.builds(
            nodes.TakesMedication,
            **_fact,
            route=_maybe(texts),
            indication=_tuples(concepts),
            dose=_maybe(st.tuples(comparators, quantities)),
        ),
        st.builds(nodes.HasAllergy, **_fact, severity=severities),
        st.builds(nodes.FamilyHistory, **_fact, relations=_tuples(texts)),
    )


def connectives(inside: st.SearchStrategy[AnyNode]) -> st.SearchStrategy[AnyNode]:
    """One connective over trees from `inside`."""
    several = _tuples(inside, 1)
    return st.one_of(
        st.builds(nodes.AllOf, span=spans, children=several, label=_maybe(texts)),
        st.builds(nodes.AnyOf, span=spans, children=several, label=_maybe(texts)),
        st.builds(nodes.Not, span=spans, child=inside),
        st.builds(nodes.AtLeast, span=spans, n=st.integers(1, 5), children=several),
        st.builds(nodes.Implies, span=spans, guard=inside, requirement=inside),
        st.builds(nodes.WithExamples, span=spans, general=inside, examples=several),
        st.builds(nodes.Ambiguous, span=spans, readings=_tuples(inside, 2), why=texts),
        st.builds(nodes.Restated, span=spans, statements=_tuples(inside, 2)),
    )


def rule_trees() -> st.SearchStrategy[AnyNode]:
    """Any rule tree."""
    return st.recursive(leaves(), connectives, max_leaves=6)
