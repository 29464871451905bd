"""A criterion as a tree of lines: how its nodes got their truths, or what a trial's criteria mean before any patient."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.evaluation.evidence import NodeResult
from eligibility.evaluation.results import CriterionResult
from eligibility.report.layout import Paint, Role, as_read, hanging, plain, within
from eligibility.rules.nodes import AllOf, Ambiguous, AnyNode, AnyOf, AtLeast, Implies, Not, Opaque, Restated, WithExamples, children, walk
from eligibility.rules.printing import to_phrase
from eligibility.rules.trial import Criterion, Trial

_TRUTH: dict[str, Role] = {"true": "match", "false": "fail", "unknown": "unknown"}
_STEP = 2
_DEEPEST = 8  # indents; deeper nodes stand no further to the right, so that words still have room


def render_explanation(result: CriterionResult, width: int = 80, paint: Paint = plain) -> str:
    """Each node with its truth, the entries that decided it and what is missing; `*` marks what decided the node above it."""
    width = within(width)
    lines = [begin + paint("strong", words) for begin, words in hanging(f"{result.id}  ", as_read(result.text), len(result.id) + 2, width)]
    answer = f"{result.kind}: {result.outcome}, because its statement is {result.truth.value}"
    lines.append(answer if result.applicable else f"{answer}: it does not concern this patient")
    lines.extend(begin + words for note in result.notes for begin, words in hanging("note: ", note, 6, width))
    if result.answered:
        lines.append("A person's answer decided; the record alone says:")
    lines += ["", *explanation_lines(result.trace, width, paint)]
    if result.trace.deciding:
        lines += ["", paint("quiet", "* decided the node above it")]
    return "\n".join(lines)


def render_trial(trial: Trial, width: int = 80, paint: Paint = plain) -> str:
    """What the criteria of a trial mean, before any patient."""
    width = within(width)
    lines = [paint("strong", words) for _, words in hanging("", f"{trial.id or 'trial'}: {trial.title or 'no title'}", 0, width)]
    if trial.conditions:
        lines.extend(begin + words for begin, words in hanging("conditions: ", ", ".join(c.name for c in trial.conditions), 12, width))
    lines.extend(begin + words for warning in trial.warnings for begin, words in hanging("warning: ", warning, 9, width))
    for criterion in trial.walk():
        lines += ["", *_criterion(criterion, width, paint)]
    opaque = [sum(isinstance(node, Opaque) for node in walk(criterion.rule)) for criterion in trial.criteria]
    lines += ["", f"criteria: {len(opaque)}; with opaque words: {sum(n > 0 for n in opaque)} (opaque nodes: {sum(opaque)})"]
    return "\n".join(lines)


def _criterion(criterion: Criterion, width: int, paint: Paint) -> Iterator[str]:
    first = f"{criterion.id}  {criterion.kind}  "
    for number, (begin, words) in enumerate(hanging(first, as_read(criterion.text), 4, width)):
        yield (begin if number else paint("strong", criterion.id) + begin[len(criterion.id) :]) + words
    yield from _rule(criterion.rule, width, paint)
    for note in criterion.notes:
        yield from (begin + words for begin, words in hanging("    note: ", note, 10, width))


def _rule(node: AnyNode, width: int, paint: Paint, depth: int = 0) -> Iterator[str]:
    indent = 4 + _STEP * min(depth, _DEEPEST)
    role: Role = "unknown" if isinstance(node, Opaque) else "quiet"
    for begin, words in hanging(" " * indent, describe(node), indent + _STEP, width):
        yield begin + paint(role, words)
    for child in children(node):
        yield from _rule(child, width, paint, depth + 1)


def explanation_lines(result: NodeResult, width: int, paint: Paint = plain, depth: int = 0, mark: str = " ") -> Iterator[str]:
    """The node and all below it; a node's entries and reasons stand under it."""
    first = f"{mark} {result.truth.value:<9}{' ' * (_STEP * min(depth, _DEEPEST))}"
    below = len(first) + _STEP
    for number, (begin, words) in enumerate(hanging(first, describe(result.node), below, width)):
        yield (mark + " " + paint(_TRUTH[result.truth.value], begin[2:11]) + begin[11 : len(first)] if number == 0 else begin) + words
    said = [evidence.text for evidence in result.evidence]
    said += [f"{reason.code.replace('_', ' ')}: {reason.text}; settled by {reason.settle}" for reason in result.reasons]
    said += [f"assumed: {assumption}" for assumption in result.assumptions]
    for each in dict.fromkeys(said):
        yield from (begin + paint("quiet", words) for begin, words in hanging(" " * below + "- ", each, below + 2, width))
    for child in result.children:
        decided = any(child is deciding for deciding in result.deciding)
        yield from explanation_lines(child, width, paint, depth + 1, "*" if decided else " ")


def describe(node: AnyNode) -> str:
    """One node without what is below it."""
    match node:
        case AllOf() | AnyOf():
            name = "all of" if isinstance(node, AllOf) else "any of"
            return f"{name}, which defines {node.label}" if node.label else name
        case Not():
            return "not"
        case AtLeast():
            return f"at least {node.n} of"
        case Implies():
            return "if the first, then the second"
        case WithExamples():
            return "the first; one of its examples proves it"
        case Ambiguous():
            return f"either reading: {node.why}"
        case Restated():
            return "the same on several scales"
        case _:
            return to_phrase(node)
