"""The rule tree: frozen pydantic nodes, told apart by `kind`. Both engines read it; nothing else says what a text means.

A node is a statement about a patient. Connectives combine statements (Kleene logic); leaves ask the record. Functions over
trees are a `match` over the classes of `AnyNode` ending in `assert_never`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import is_not
from typing import Annotated, Any, Literal

from pydantic import Field

from eligibility.model import Model

# The times of nodes are named with them: whoever reads trees has both from here.
from eligibility.rules.times import EVER as EVER
from eligibility.rules.times import NOW as NOW
from eligibility.rules.times import Comparator as Comparator
from eligibility.rules.times import Duration as Duration
from eligibility.rules.times import HalfLives as HalfLives
from eligibility.rules.times import Lasting as Lasting
from eligibility.rules.times import Tense as Tense
from eligibility.rules.times import TimeUnit as TimeUnit
from eligibility.rules.times import Timing as Timing
from eligibility.rules.times import Window as Window
from eligibility.spans import Span

# "Serious" is a judgement: what is recorded as severe is serious, what is recorded as milder may be so all the same (ICH E2A).
Severity = Literal["mild", "moderate", "severe", "serious"]

# ------------------------------------------------------------------ values and times


class ConceptRef(Model):
    """What a leaf asks for.

    `id` is a concept of `reference.vocabulary` (or an observation of `reference.observations`); None is a name that the vocabulary does not
    know, which fits only an entry of the identical name.
    """

    id: str | None
    name: str


class Quantity(Model):
    """A number with its UCUM code; `unit` None where the text gave none (scores, ratios, or a unit still to be assumed)."""

    kind: Literal["quantity"] = "quantity"
    value: float
    unit: str | None = None


class Equivalents(Model):
    """One limit written in several units: "≥ 12 mg/dL (equivalent to 205 μmol/L)". Each counts as written (contract §6)."""

    kind: Literal["equivalents"] = "equivalents"
    quantities: tuple[Quantity, ...] = Field(min_length=2)


class Multiple(Model):
    """A multiple of a limit of the laboratory's reference range: "2.5 × ULN"; "normal" as a limit is 1 × ULN or 1 × LLN."""

    kind: Literal["multiple"] = "multiple"
    factor: float
    of: Literal["ULN", "LLN"]


Limit = Annotated[Quantity | Equivalents | Multiple, Field(discriminator="kind")]


class Bound(Model):
    """One end of a range; `inclusive` as the text says (ranges include both ends unless it says otherwise)."""

    limit: Limit
    inclusive: bool = True


class Stage(Model):
    """Allowed classes, stages or grades: NYHA III–IV, Child-Pugh A–B, grade 3 or 4.

    `scale` is a scale of `reference.observations` (None: "stage"/"grade" with no scale named); `values` are its own words, in its order.
    """

    scale: str | None
    values: tuple[str, ...] = Field(min_length=1)


# ------------------------------------------------------------------ nodes


class Node(Model):
    """A statement, with the place in the trial's source text of the words it was made from."""

    span: Span = Span(0, 0)

    def __eq__(self, other: object) -> bool:
        """The same class with the same fields: what pydantic's own comes to, which first looks for private and extra fields."""
        return type(self) is type(other) and self.__dict__ == other.__dict__


class AllOf(Node):
    """AND. `label` is the term that the parts define, if they define one ("the definition of ACLF: …")."""

    kind: Literal["all_of"] = "all_of"
    children: tuple[AnyNode, ...] = Field(min_length=1)
    label: str | None = None


class AnyOf(Node):
    """OR."""

    kind: Literal["any_of"] = "any_of"
    children: tuple[AnyNode, ...] = Field(min_length=1)
    label: str | None = None


class Not(Node):
    """NOT."""

    kind: Literal["not"] = "not"
    child: AnyNode


class AtLeast(Node):
    """At least `n` of the children are true."""

    kind: Literal["at_least"] = "at_least"
    n: int = Field(ge=1)
    children: tuple[AnyNode, ...] = Field(min_length=1)


class Implies(Node):
    """A requirement on a subgroup; outside the subgroup (`guard` false) it holds and is not applicable."""

    kind: Literal["implies"] = "implies"
    guard: AnyNode
    requirement: AnyNode


class WithExamples(Node):
    """A general term with examples ("such as", "e.g."): one example proves it, their absence does not deny it.

    True if the general term or any example is true; otherwise the truth of the general term alone.
    """

    kind: Literal["with_examples"] = "with_examples"
    general: AnyNode
    examples: tuple[AnyNode, ...] = Field(min_length=1)


class Ambiguous(Node):
    """Words that may mean either reading (a lost polarity, an implausible unit): definite only where all readings agree."""

    kind: Literal["ambiguous"] = "ambiguous"
    readings: tuple[AnyNode, ...] = Field(min_length=2)
    why: str


class Restated(Node):
    """One demand said on several scales ("ECOG 0–1 (Karnofsky ≥ 70 %)"): those that are recorded decide, where they agree."""

    kind: Literal["restated"] = "restated"
    statements: tuple[AnyNode, ...] = Field(min_length=2)


class Permission(Node):
    """Something expressly allowed ("prior tamoxifen is allowed"): rules nobody out, always true."""

    kind: Literal["permission"] = "permission"
    text: str


class LooseLimit(Model):
    """A limit or a length of time among words that were not understood: the number is known, what it is said of is not.

    `low` and `high` are its ends (both the same for "= 3"); `role` is `limit`, `age` for one that is said to be an age (of a child, of a
    caregiver), or for times `window` ("within 3 months") or `lasting` ("for at least 3 months").
    """

    role: Literal["limit", "age", "window", "lasting"]
    low: Bound | None = None
    high: Bound | None = None
    span: Span = Span(0, 0)


class Opaque(Node):
    """Words that were not understood, or that ask for what no record holds.

    Always unknown, unless the record has an entry of that very name. `limits` are the numbers that its text states; no engine uses them.
    """

    kind: Literal["opaque"] = "opaque"
    text: str
    reason: Literal["not_understood", "needs_judgement", "not_recordable", "comparator_lost"] = "not_understood"
    limits: tuple[LooseLimit, ...] = ()


class Age(Node):
    """Age in completed units. `exact` on a strict lower limit of an inclusion: the day after the birthday is "older than" (contract §5)."""

    kind: Literal["age"] = "age"
    low: float | None = None
    low_inclusive: bool = True
    low_exact: bool = False
    high: float | None = None
    high_inclusive: bool = True
    unit: TimeUnit = "year"


class Sex(Node):
    """Recorded sex is the one named."""

    kind: Literal["sex"] = "sex"
    sex: Literal["female", "male"]


class Comparison(Node):
    """An observation measured against a limit: "hemoglobin ≥ 9 g/dL".

    `circumstances` are words on how it was measured ("at rest") that are kept but need no proof.
    """

    kind: Literal["comparison"] = "comparison"
    observation: ConceptRef
    operator: Comparator
    limit: Limit
    timing: Timing = NOW
    circumstances: str | None = None


class Range(Node):
    """An observation between two limits: "PTA between 20% and 40%"."""

    kind: Literal["range"] = "range"
    observation: ConceptRef
    low: Bound
    high: Bound
    timing: Timing = NOW
    circumstances: str | None = None


class OneOf(Node):
    """An observation whose value is one of some terms or classes: "ECOG 0 or 1", "HBsAg positive", "NYHA III–IV"."""

    kind: Literal["one_of"] = "one_of"
    observation: ConceptRef
    values: tuple[str, ...] = Field(min_length=1)
    timing: Timing = NOW


class Change(Node):
    """A change or rate: "daily increase ≥ 17.1 µmol/L". `per` None is a change within the window; percent limits have the unit `%`."""

    kind: Literal["change"] = "change"
    observation: ConceptRef
    direction: Literal["increase", "decrease", "either"]
    operator: Comparator
    limit: Quantity
    per: Literal["day", "week", "month", "year"] | None = None
    window: Window | None = None


class Stated(Node):
    """A boolean observation, asked or attested: "pregnant", "written informed consent".

    `descriptors` narrow it ("pregnant with twins"): a plain yes leaves them open. `circumstances` need no proof ("consent in writing").
    """

    kind: Literal["stated"] = "stated"
    observation: ConceptRef
    value: bool = True
    timing: Timing = NOW
    descriptors: tuple[str, ...] = ()
    circumstances: str | None = None


class Times(Model):
    """How often: "at least 3 episodes", "no more than 2 strokes"."""

    operator: Comparator
    n: int = Field(ge=0)


class Fact(Node):
    """What the leaves on recorded entries share.

    `other_than`: an entry that is one of these does not count ("except basal cell carcinoma", "other malignancy"). `descriptors` are
    qualifying words as written ("uncontrolled", "refractory"): fulfilled where the entry's own name says so, else not recorded.
    `how` was the finding to be made ("diagnosed by ultrasound"): kept, need not be proved. `times`: how many of them there must be
    (events of different days, different drugs); None asks for one.
    """

    concept: ConceptRef
    timing: Timing = NOW
    other_than: tuple[ConceptRef, ...] = ()
    descriptors: tuple[str, ...] = ()
    how: str | None = None
    times: Times | None = None


class HasCondition(Fact):
    """The patient has (had) a condition, with qualifiers that are conditions of their own (contract §2)."""

    kind: Literal["condition"] = "condition"
    severity: tuple[Severity, ...] = ()  # any of
    stage: Stage | None = None
    due_to: tuple[ConceptRef, ...] = ()  # any of
    not_due_to: tuple[ConceptRef, ...] = ()  # none of: "unrelated to HBV"
    sites: tuple[ConceptRef, ...] = ()  # any of


class HasProcedure(Fact):
    """A procedure was done, goes on, or is planned."""

    kind: Literal["procedure"] = "procedure"
    sites: tuple[ConceptRef, ...] = ()


class TakesMedication(Fact):
    """The patient takes (took) a drug or one of a class."""

    kind: Literal["medication"] = "medication"
    route: str | None = None
    indication: tuple[ConceptRef, ...] = ()
    dose: tuple[Comparator, Quantity] | None = None


class HasAllergy(Fact):
    """An allergy or hypersensitivity to a substance; `concept` id None obeys `complete: ["allergies"]` like any other."""

    kind: Literal["allergy"] = "allergy"
    severity: tuple[Severity, ...] = ()


class FamilyHistory(Fact):
    """A condition in the family; `relations` empty: any relative."""

    kind: Literal["family_history"] = "family_history"
    relations: tuple[str, ...] = ()


AnyNode = Annotated[
    AllOf
    | AnyOf
    | Not
    | AtLeast
    | Implies
    | WithExamples
    | Ambiguous
    | Restated
    | Permission
    | Opaque
    | Age
    | Sex
    | Comparison
    | Range
    | OneOf
    | Change
    | Stated
    | HasCondition
    | HasProcedure
    | TakesMedication
    | HasAllergy
    | FamilyHistory,
    Field(discriminator="kind"),
]

_BELOW: dict[type[Node], tuple[str, ...]] = {
    AllOf: ("children",),
    AnyOf: ("children",),
    AtLeast: ("children",),
    Not: ("child",),
    Implies: ("guard", "requirement"),
    WithExamples: ("general", "examples"),
    Ambiguous: ("readings",),
    Restated: ("statements",),
}
"""Nodes made of statements, and the fields that hold them, in the order of the text. All others are leaves."""
for _connective in _BELOW:
    _connective.model_rebuild()


def is_connective(node: AnyNode) -> bool:
    """Whether a node is made of statements, and no leaf."""
    return type(node) in _BELOW


def children(node: AnyNode) -> tuple[AnyNode, ...]:
    """The statements directly inside a node, in the order of the text; none for a leaf."""
    below: tuple[AnyNode, ...] = ()
    for name in _BELOW.get(type(node), ()):
        held = getattr(node, name)
        below += held if isinstance(held, tuple) else (held,)
    return below


def with_children(node: AnyNode, changed: Callable[[AnyNode], AnyNode], **changes: Any) -> AnyNode:
    """The node with each of the statements directly inside it changed; a leaf, and a node in which nothing changes, is left as it is.

    `changes` are other fields that change with them, in the one copy.
    """
    for name in _BELOW.get(type(node), ()):
        held = getattr(node, name)
        if not isinstance(held, tuple):
            new: Any = changed(held)
            if new is not held:
                changes[name] = new
        elif any(map(is_not, held, new := tuple(map(changed, held)))):
            changes[name] = new
    return node.replaced(**changes) if changes else node


def walk(node: AnyNode) -> Iterator[AnyNode]:
    """The node and all below it, depth first."""
    pending = [node]
    while pending:
        node = pending.pop()
        yield node
        if type(node) in _BELOW:
            pending += reversed(children(node))
