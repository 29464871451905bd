"""Tumours told apart by their markers: "HR-positive, HER2-negative cancer", "breast cancer, either HER2-positive or triple-negative".

The results of several tests describe one tumour. Read as a list, an exclusion would be for whoever has one of the results, and the
tumour would be one of the alternatives (contract §2, Lists).
"""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.compiler.frames.context import Context
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.entailments import entailed
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AllOf, Ambiguous, AnyNode, Comparison, ConceptRef, HasCondition, Not, OneOf, Range, walk
from eligibility.rules.printing import without_spans
from eligibility.spans import hull

_TUMOUR = "malignancy"
_BREAST_CANCER, _TRIPLE_NEGATIVE = "breast-cancer", "triple-negative-breast-cancer"
_RECEPTORS = ("er-status", "pr-status", "hormone-receptor-status")
_WHY = "it may mean a tumour with all of these results, or with any of them"
_JOINS = ("COMMA", "AND", "OR", "SLASH")


@dataclass(frozen=True)
class _Run:
    """Neighbours in a list that describe one tumour. `tumour`: what is said of it but the results."""

    start: int
    end: int  # behind the last
    tumour: AnyNode | None
    results: list[AnyNode]
    signs: list[Element]


def with_phenotypes(nodes: list[AnyNode], separators: list[Element | None], ctx: Context) -> tuple[list[AnyNode], list[Element | None]]:
    """The statements of a list with their separators (each behind its statement), those on one tumour made one statement."""
    joined: list[AnyNode] = []
    between: list[Element | None] = []
    place = 0
    while place < len(nodes):
        run = _run_before_tumour(nodes, separators, place) or _run_behind_tumour(nodes, separators, place)
        if run is None:
            joined.append(nodes[place])
            between.append(separators[place])
            place += 1
            continue
        joined.append(_described(run, ctx))
        between.append(separators[run.end - 1])
        place = run.end
    return joined, between


def _run_before_tumour(nodes: list[AnyNode], separators: list[Element | None], start: int) -> _Run | None:
    """ "ER-, PR-, HER2- breast cancer": the last of the results stands with the tumour; or results alone, "ER-, PR- and HER2-"."""
    end = start
    while end < len(nodes) and _is_result(nodes[end]) and _joins(separators[end]):
        end += 1
    if end == start or end == len(nodes):
        return None
    last = nodes[end]
    before = nodes[start:end]
    signs = [s for s in separators[start:end] if s is not None]
    if _is_result(last) and not any(s.type == "OR" for s in signs) and all(map(_is_negative, [*before, last])):
        return _Run(start, end + 1, None, [*before, last], signs)
    parts = _parts(last)
    results, others = [p for p in parts if _is_result(p)], [p for p in parts if not _is_result(p)]
    if not results and (general := _any_receptors(last)) is not None and any(s.type == "OR" for s in signs):
        return _Run(start, end + 1, general, [*before, last], signs)
    if not results or not any(map(_is_tumour, others)):
        return None
    alternatives = _alternatives(nodes, separators, end, results)
    if alternatives:
        whole = disjunction([last, *alternatives], hull([last.span, *(a.span for a in alternatives)]))
        return _Run(start, end + 1 + len(alternatives), whole, before, signs[:-1])
    return _Run(start, end + 1, _all_of(others), [*before, _all_of(results)], signs)


def _any_receptors(node: AnyNode) -> HasCondition | None:
    """ "HER2-positive or triple-negative breast cancer": the tumour, whatever its receptors are."""
    if not isinstance(node, HasCondition) or node.concept.id != _TRIPLE_NEGATIVE:
        return None
    general = vocabulary().concept(_BREAST_CANCER)
    return node.replaced(concept=ConceptRef(id=_BREAST_CANCER, name=general.name)) if general is not None else None


def _alternatives(nodes: list[AnyNode], separators: list[Element | None], end: int, results: list[AnyNode]) -> list[AnyNode]:
    """Those behind that have borrowed the same result: "HR-positive advanced | or locally recurrent breast cancer".

    The hormone receptors of one tumour are alternatives as well: "HER2-negative, ER-positive | and/or PR-positive breast cancer".
    """
    found: list[AnyNode] = []
    told = {without_spans(r) for r in results}
    for sign, node in zip(separators[end:], nodes[end + 1 :], strict=False):
        again = [p for p in _parts(node) if _is_result(p)]
        receptors = bool(again) and all(map(_is_of_receptors, [*results, *again]))
        borrowed = told <= {without_spans(n) for n in walk(node)} or (receptors and any(map(_is_tumour, _parts(node))))
        if sign is None or sign.type != "OR" or not borrowed:
            break
        found.append(node)
    return found


def _run_behind_tumour(nodes: list[AnyNode], separators: list[Element | None], start: int) -> _Run | None:
    """ "Breast cancer, either HER2-positive or triple-negative"."""
    comma = separators[start]
    if comma is None or comma.type != "COMMA" or not _is_tumour(nodes[start]):
        return None
    end = start + 1
    while end < len(nodes) and _is_result(nodes[end]):
        end += 1
        if end < len(nodes) and not _joins(separators[end - 1]):
            break
    results = nodes[start + 1 : end]
    signs = [s for s in separators[start + 1 : end - 1] if s is not None]
    return _Run(start, end, nodes[start], results, signs) if results else None


def _described(run: _Run, ctx: Context) -> AnyNode:
    span = hull([*([run.tumour.span] if run.tumour is not None else []), *(r.span for r in run.results)])
    tumour = [run.tumour] if run.tumour is not None else []
    together = conjunction([*run.results, *tumour], span)
    choices = [i for i, sign in enumerate(run.signs) if sign.type == "OR"]
    if choices and not _slashed_negatives(run):
        end = choices[-1] + 2  # "ER or PR positive, and HER2-negative": what follows is asked for besides
        first = _receptors_from(run.results[:end], choices[0])
        besides = conjunction([*run.results[:first], _any_of(run.results[first:end]), *run.results[end:], *tumour], span)
        if not _contradict(run.results[:end]) or end == len(run.results):
            return besides
        alone = _any_of([*run.results[: end - 1], _all_of(run.results[end - 1 :])])  # "HR-positive or HR-negative HER2-negative"
        return Ambiguous(span=span, readings=(besides, conjunction([alone, *tumour], span)), why=_WHY)
    apart = conjunction([_any_of(run.results), *tumour], span)
    if _contradict(run.results):
        return apart
    if ctx.mode == "all" or not run.signs or any(map(_is_negative, run.results)) or all(s.type == "COMMA" for s in run.signs):
        return together
    return Ambiguous(span=span, readings=(together, apart), why=_WHY)


def _receptors_from(results: list[AnyNode], choice: int) -> int:
    """ "HER2-negative, ER- and/or PR-positive": where the hormone receptors begin, which are alternatives of each other alone."""
    first = choice
    while first and _is_of_receptors(results[first - 1]):
        first -= 1
    apart = all(map(_is_of_receptors, results[first:])) and not any(map(_is_of_receptors, results[:first]))
    return first if apart else 0


def _is_of_receptors(node: AnyNode) -> bool:
    return all(isinstance(p, OneOf | Comparison | Range) and p.observation.id in _RECEPTORS for p in _parts(node))


def _slashed_negatives(run: _Run) -> bool:
    """ "ER/PR/HER2-negative": negative for all of them."""
    return all(s.word == "/" for s in run.signs) and all(map(_is_negative, run.results))


def _contradict(results: list[AnyNode]) -> bool:
    """ "HER2-positive, HER2-negative": no tumour is both."""
    tests = [p.observation.id for r in results for p in _parts(r) if isinstance(p, OneOf | Comparison | Range)]
    return len(tests) != len(set(tests))


def _any_of(results: list[AnyNode]) -> AnyNode:
    return disjunction(results, hull([r.span for r in results]))


def _all_of(results: list[AnyNode]) -> AnyNode:
    return conjunction(results, hull([r.span for r in results]))


def _joins(sign: Element | None) -> bool:
    return sign is not None and sign.type in _JOINS


def _parts(node: AnyNode) -> list[AnyNode]:
    return [q for p in node.children for q in _parts(p)] if isinstance(node, AllOf) and node.label is None else [node]


def _is_negative(node: AnyNode) -> bool:
    return all(isinstance(p, Not) or (isinstance(p, OneOf) and p.values == ("negative",)) for p in _parts(node))


def _is_result(node: AnyNode) -> bool:
    bare = node.child if isinstance(node, Not) else node
    return isinstance(bare, OneOf | Comparison | Range) and bare.observation.id in entailed("carried")[_TUMOUR]


def _is_tumour(node: AnyNode) -> bool:
    named = [p for p in _parts(node) if isinstance(p, HasCondition)]
    ids = [p.concept.id for p in named]
    return len(named) == 1 and ids[0] is not None and vocabulary().is_a(ids[0], _TUMOUR)
