"""What a builder must know of the place it builds for, and where it writes down what a reader must know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.observations import Observation, observations
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.rules.nodes import AnyNode, ConceptRef, Opaque
from eligibility.rules.trial import CriterionKind
from eligibility.spans import Span

Mode = Literal["all", "any"]
OpaqueReason = Literal["not_understood", "needs_judgement", "not_recordable", "comparator_lost"]


@dataclass(slots=True)
class Ledger:
    """Notes and assumptions of one criterion, each once, in the order they came up."""

    notes: dict[str, None] = field(default_factory=dict)
    assumptions: dict[str, None] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)  # ids of the elements that a part of the rule accounts for
    idle: set[int] = field(default_factory=set)  # ids of the elements of sentences that state nothing
    permitted: dict[Span, AnyNode] = field(default_factory=dict)  # by the place of each permission, what it is a permission of

    def take(self, elements: Iterable[Element]) -> None:
        """Says that these words are accounted for."""
        self.taken.update(map(id, elements))

    def note(self, text: str | None) -> None:
        if text:
            self.notes[text] = None

    def assume(self, text: str | None) -> None:
        if text:
            self.assumptions[text] = None


@dataclass(frozen=True, slots=True)
class Context:
    """`mode` is what a list without "or" means here: any of it (things in an exclusion) or all of it (requirements)."""

    text: str
    kind: CriterionKind
    mode: Mode
    ledger: Ledger
    conditions: tuple[ConceptRef, ...] = ()
    assumed: tuple[ConceptRef, ...] = ()  # what the trial may be for, where nothing names it: compiler/recorded/own_conditions.py
    excepting: bool = False  # inside "except …": "which are allowed" there only says so again
    causing: bool = False  # inside "caused by …" and examples: "drugs" there are any, whatever else is listed
    measure: tuple[Element, ...] = ()  # the names that a limit in brackets without a name of its own is for

    def requiring(self) -> Context:
        """The same inside a definition or a guard, where parts are requirements: "and" means all."""
        return self if self.mode == "all" else replace(self, mode="all")

    def listing(self) -> Context:
        """The same inside a list of things of which any counts."""
        return self if self.mode == "any" else replace(self, mode="any")

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def opaque(self, span: Span, reason: OpaqueReason = "not_understood") -> Opaque:
        kept = " ".join(self.words(span).split())
        return Opaque.trusted(span=span, kind="opaque", text=kept, reason=reason, limits=())


@remembered(maxsize=20_000)
def concept_ref(concept_id: str) -> ConceptRef:
    """A reference to a concept of the vocabulary or to an observation, with its name."""
    concept = vocabulary().concept(concept_id)
    return ConceptRef(id=concept_id, name=concept.name if concept is not None else concept_id)


def observation_ref(observation: Observation) -> ConceptRef:
    return _ref(observation.id, observation.name)


@lru_cache(maxsize=20_000)
def _ref(concept_id: str, name: str) -> ConceptRef:
    return ConceptRef(id=concept_id, name=name)


def observation_of(observation_id: str) -> Observation:
    return observations()[observation_id]
