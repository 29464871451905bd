"""Rule tree → canonical criterion text, which `compiler.canonical.from_tree` reads back to the same tree; and the indented tree view.

The language is that of `grammars/canonical.lark`. Names stand in quotes; a concept id is printed only where the name alone would not lead
back to it: `"hepatitis B"`, `"HBV infection" {hepatitis-b}`, and `"…" {?}` for a name meant as written although the vocabulary knows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, assert_never

from eligibility.reference.observations import find_observation
from eligibility.reference.vocabulary import vocabulary
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
    FamilyHistory,
    HasAllergy,
    HasCondition,
    HasProcedure,
    Implies,
    Not,
    OneOf,
    Opaque,
    Permission,
    Range,
    Restated,
    Sex,
    Stage,
    Stated,
    TakesMedication,
    Timing,
    WithExamples,
    children,
    with_children,
)
from eligibility.rules.wording import (
    age_text,
    bound_text,
    duration_text,
    escaped,
    identifier_text,
    limit_text,
    quantity_text,
    quoted,
    window_text,
)
from eligibility.spans import Span

MARKER = "rule:"
"""Begins every canonical text, so that no natural criterion is mistaken for one."""

Role = Literal["observation", "condition", "procedure", "medication", "substance", "site"]
"""What a name stands for; the same word may be an observation in one place and a condition in another."""

Resolve = Callable[[str, Role], str | None]
"""Name and role → concept id, None if unknown. Printing and reading must use the same one."""

ROLES: dict[str, Role] = {
    "condition": "condition",
    "procedure": "procedure",
    "medication": "medication",
    "allergy": "substance",
    "family_history": "condition",
}
"""Kind of an entry → what its concept and its exceptions stand for."""

QUALIFIER_ROLES: dict[str, Role] = {"sites": "site", "due_to": "condition", "not_due_to": "condition", "indication": "condition"}
"""Field → what its names stand for."""

_KEYWORDS = {
    "permission": "permitted ",
    "opaque": "opaque ",
    "age": "age ",
    "sex": "sex ",
    "condition": "condition ",
    "procedure": "procedure ",
    "medication": "medication ",
    "allergy": "allergy to ",
    "family_history": "family history of ",
}
_NOWHERE = Span(0, 0)
_WIDEST_LINE = 110  # beyond it a line of the tree view keeps its own length: one long opaque text must not push every span out of sight


def resolve_name(name: str, role: Role) -> str | None:
    """The id a name leads to: of an observation, else of a concept, of the role's own domain if the name has one there."""
    if role == "observation":
        observation = find_observation(name)
        if observation is not None:
            return observation.id
        concept = vocabulary().lookup(name)
    else:
        concept = vocabulary().lookup(name, role) or vocabulary().lookup(name)
    return concept.id if concept is not None else None


def to_text(node: AnyNode, resolve: Resolve = resolve_name) -> str:
    """The canonical text of a tree: one line, unambiguous, read back by `parse_canonical` to an equal tree (but for spans)."""
    return f"{MARKER} {to_phrase(node, resolve)}"


def to_phrase(node: AnyNode, resolve: Resolve = resolve_name) -> str:
    """The canonical text without its marker, for the place of a part inside a message or a report."""
    return _Writer(resolve).statement(node)


def tree_lines(node: AnyNode, text: str | None = None, resolve: Resolve = resolve_name) -> str:
    """The tree one node a line: kind, summary and `[start:end]` in columns; with `text`, the source, also the words of each span."""
    writer = _Writer(resolve, plain=True)
    rows = [("  " * depth + each.kind, writer.summary(each), each.span) for depth, each in _descend(node)]
    summary_column = max((len(kind) for kind, summary, _ in rows if summary), default=0) + 1
    lines = [f"{kind:<{summary_column}}{summary}".rstrip() for kind, summary, _ in rows]
    span_column = min(max(len(line) for line in lines), _WIDEST_LINE) + 2
    return "\n".join(
        f"{line:<{span_column - 1}} [{span.start}:{span.end}]{_words(span, text)}" for line, (_, _, span) in zip(lines, rows, strict=True)
    )


def without_spans(node: AnyNode) -> AnyNode:
    """The same tree with every span at 0:0: two trees that mean the same compare equal."""
    if isinstance(node, Opaque):
        return node.replaced(span=_NOWHERE, limits=())  # they say again what its text says
    return with_children(node, without_spans, span=_NOWHERE)


def _descend(node: AnyNode) -> Iterable[tuple[int, AnyNode]]:
    pending = [(0, node)]
    while pending:
        depth, each = pending.pop()
        yield depth, each
        pending += [(depth + 1, child) for child in reversed(children(each))]


def _words(span: Span, text: str | None) -> str:
    if text is None or span.end > len(text) or span.start == span.end:
        return ""
    return f" {quoted(span.of(text))}"


@dataclass(frozen=True, slots=True)
class _Writer:
    """One branch a node type. `plain` leaves the quotes off names: for people only, not to be read back."""

    resolve: Resolve
    plain: bool = False

    def statement(self, node: AnyNode) -> str:
        match node:
            case AllOf():
                return f"all of {self._list(node.children)}{self._label(node.label)}"
            case AnyOf():
                return f"any of {self._list(node.children)}{self._label(node.label)}"
            case Not():
                return f"not ({self.statement(node.child)})"
            case AtLeast():
                return f"at least {node.n} of {self._list(node.children)}"
            case Implies():
                return f"if ({self.statement(node.guard)}) then ({self.statement(node.requirement)})"
            case WithExamples():
                return f"general ({self.statement(node.general)}) such as {self._list(node.examples)}"
            case Ambiguous():
                return f"either {self._list(node.readings)} because {quoted(node.why)}"
            case Restated():
                return f"restated {self._list(node.statements)}"
            case _:
                return _KEYWORDS.get(node.kind, "") + self.summary(node)

    def summary(self, node: AnyNode) -> str:
        """What the node itself says: without its keyword and without the statements inside it."""
        match node:
            case AllOf() | AnyOf():
                return self._label(node.label).strip()
            case AtLeast():
                return str(node.n)
            case Ambiguous():
                return f"because {quoted(node.why)}"
            case Not() | Implies() | WithExamples() | Restated():
                return ""
            case Permission():
                return quoted(node.text)
            case Opaque():
                return quoted(node.text) + ("" if node.reason == "not_understood" else f" [{node.reason.replace('_', ' ')}]")
            case Age():
                return age_text(node)
            case Sex():
                return node.sex
            case Comparison() | Range() | OneOf() | Change() | Stated():
                return self._observed(node)
            case HasCondition() | HasProcedure() | TakesMedication() | HasAllergy() | FamilyHistory():
                return self._fact(node)
            case _:
                assert_never(node)

    def _list(self, nodes: tuple[AnyNode, ...]) -> str:
        return f"({'; '.join(map(self.statement, nodes))})"

    def _label(self, label: str | None) -> str:
        return "" if label is None else f" named {self._name(label)}"

    def _name(self, text: str) -> str:
        return escaped(text) if self.plain else quoted(text)

    def _concept(self, concept: ConceptRef, role: Role) -> str:
        name = self._name(concept.name)
        if self.resolve(concept.name, role) == concept.id and not (self.plain and concept.id is None):
            return name
        return f"{name} {identifier_text(concept.id)}"

    def _concepts(self, word: str, concepts: tuple[ConceptRef, ...], role: Role) -> Iterable[str]:
        if concepts:
            yield f"{word} {' or '.join(self._concept(c, role) for c in concepts)}"

    # ---------------------------------------------------------------- observations

    def _observed(self, node: Comparison | Range | OneOf | Change | Stated) -> str:
        name = self._concept(node.observation, "observation")
        match node:
            case Comparison():
                return _joined(f"{name} {node.operator} {limit_text(node.limit)}", self._timing(node.timing), _measured(node.circumstances))
            case Range():
                said = f"{name} between {bound_text(node.low)} and {bound_text(node.high)}"
                return _joined(said, self._timing(node.timing), _measured(node.circumstances))
            case OneOf():
                return _joined(f"{name} is {self._either(node.values)}", self._timing(node.timing))
            case Change():
                word = "change" if node.direction == "either" else node.direction
                said = f"{word} of {name} {node.operator} {quantity_text(node.limit)}" + (f" per {node.per}" if node.per else "")
                return _joined(said, [window_text(node.window)] if node.window else [])
            case Stated():
                said = f"{name} is {'true' if node.value else 'false'}"
                return _joined(said, self._described(node.descriptors), self._timing(node.timing), _measured(node.circumstances))
            case _:
                assert_never(node)

    def _either(self, values: tuple[str, ...]) -> str:
        return " or ".join(map(self._name, values))

    # ---------------------------------------------------------------- entries of the record

    def _fact(self, node: HasCondition | HasProcedure | TakesMedication | HasAllergy | FamilyHistory) -> str:
        match node:
            case HasCondition():
                own = [
                    *_severity(node.severity),
                    *([self._stage(node.stage)] if node.stage else []),
                    *self._concepts("site", node.sites, QUALIFIER_ROLES["sites"]),
                    *self._concepts("due to", node.due_to, QUALIFIER_ROLES["due_to"]),
                    *self._concepts("not due to", node.not_due_to, QUALIFIER_ROLES["not_due_to"]),
                ]
                return self._entry(node, own)
            case HasProcedure():
                return self._entry(node, self._concepts("site", node.sites, QUALIFIER_ROLES["sites"]))
            case TakesMedication():
                own = [
                    *([f"dose {node.dose[0]} {quantity_text(node.dose[1])}"] if node.dose else []),
                    *([f"route {self._name(node.route)}"] if node.route is not None else []),
                    *self._concepts("for", node.indication, QUALIFIER_ROLES["indication"]),
                ]
                return self._entry(node, own)
            case HasAllergy():
                return self._entry(node, _severity(node.severity))
            case FamilyHistory():
                return self._entry(node, [f"relative {self._either(node.relations)}"] if node.relations else [])
            case _:
                assert_never(node)

    def _entry(self, node: HasCondition | HasProcedure | TakesMedication | HasAllergy | FamilyHistory, own: Iterable[str]) -> str:
        role = ROLES[node.kind]
        described = self._described(node.descriptors)
        how = [f"how {quoted(node.how)}"] if node.how is not None else []
        times = [f"times {node.times.operator} {node.times.n}"] if node.times is not None else []
        other_than = self._concepts("other than", node.other_than, role)
        return _joined(self._concept(node.concept, role), described, own, other_than, self._timing(node.timing), how, times)

    def _described(self, descriptors: tuple[str, ...]) -> list[str]:
        return [f"described as {' and '.join(map(self._name, descriptors))}"] if descriptors else []

    def _stage(self, stage: Stage) -> str:
        return f"stage {self._either(stage.values)}" + (f" on scale {identifier_text(stage.scale)}" if stage.scale is not None else "")

    # ---------------------------------------------------------------- times

    def _timing(self, timing: Timing) -> Iterable[str]:
        if timing.tense != "present":
            yield timing.tense
        if timing.onset:
            yield f"onset {window_text(timing.window)}" if timing.window else "onset"
        elif timing.window:
            yield window_text(timing.window)
        if timing.lasting:
            yield f"lasting {timing.lasting.operator} {duration_text(timing.lasting.duration)}"


def _joined(said: str, *qualifiers: Iterable[str]) -> str:
    return ", ".join([said, *(q for group in qualifiers for q in group)])


def _measured(circumstances: str | None) -> list[str]:
    return [] if circumstances is None else [f"measured {quoted(circumstances)}"]


def _severity(severity: tuple[str, ...]) -> list[str]:
    return [f"severity {' or '.join(severity)}"] if severity else []
