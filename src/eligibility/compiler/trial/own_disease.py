"""Exclusions so wide that what the trial is for is among them: "history of malignancy within 5 years" in a trial of breast cancer.

Read to the letter they would exclude everybody, so that they cannot be meant so, though no "other" says it (contract §2). Where the
inclusion criteria ask all patients for the disease, its history is left out of such words; elsewhere both readings are kept: a trial of
prevention has its disease among its conditions, too, and a trial after surgery may well exclude those whose cancer is still there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from eligibility.compiler.recorded.own_conditions import OTHER_LEAVES_OUT, WHOLE_KINDS, asked_conditions, asked_plainly, own_kinds
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import AllOf, Ambiguous, AnyNode, AnyOf, ConceptRef, HasCondition, Not, WithExamples, with_children
from eligibility.rules.trial import Criterion

_ANY = "condition"
_WHY = "to the letter it would exclude what the trial is for, which every patient may have"
_APART = "apart from what the trial is for"


def settle_own_disease(criteria: Sequence[Criterion], conditions: tuple[ConceptRef, ...]) -> tuple[Criterion, ...]:
    """The criteria, what the trial is for left out of those that would exclude it, or both readings kept, with a note.

    `conditions` are those that the trial names; where it names none, those that its inclusion criteria ask for.
    """
    plainly = asked_plainly(criteria)
    refs = (*(conditions or asked_conditions(criteria)), *(each.concept for each in plainly))
    own = tuple({ref.id: ref for ref in refs if ref.id is not None}.values())
    asked = frozenset(each.concept.id for each in plainly)
    past = frozenset(each.concept.id for each in plainly if each.timing.tense == "ever")
    return tuple(_settled(c, own, asked, past) for c in criteria) if own else tuple(criteria)


def _settled(criterion: Criterion, own: tuple[ConceptRef, ...], asked: frozenset[str | None], past: frozenset[str | None]) -> Criterion:
    leaving = _Leaving(own, asked, past)
    rule = leaving.excluded(criterion.rule) if criterion.kind == "exclusion" else leaving.required(criterion.rule)
    below = tuple([_settled(child, own, asked, past) for child in criterion.children])
    if rule is criterion.rule and below == criterion.children:
        return criterion
    return criterion.replaced(rule=rule, children=below, notes=(*criterion.notes, *leaving.notes))


@dataclass(slots=True)
class _Leaving:
    """Leaves the trial's own conditions out of one criterion.

    `asked`: the ids of those that all its patients must have; `past`: of those that they must have had, and need not have any more.
    """

    own: tuple[ConceptRef, ...]
    asked: frozenset[str | None]
    past: frozenset[str | None]
    notes: dict[str, None] = field(default_factory=dict)

    def excluded(self, node: AnyNode, demanded: bool = False) -> AnyNode:
        """Any of these excludes, or (`demanded`) an inclusion criterion denies it; parts of a whole narrow each other, and stay."""
        match node:
            case Ambiguous(why=why) if why == OTHER_LEAVES_OUT:
                return node
            case AnyOf() | Ambiguous():
                return with_children(node, lambda child: self.excluded(child, demanded))
            case WithExamples():
                general = self.excluded(node.general, demanded)
                return node if general is node.general else node.replaced(general=general)
            case HasCondition():
                return self._condition(node, demanded)
            case _:
                return node

    def required(self, node: AnyNode) -> AnyNode:
        """ "No malignancy within 5 years" among what an inclusion criterion asks for."""
        match node:
            case AllOf():
                return with_children(node, self.required)
            case Not():
                return with_children(node, lambda child: self.excluded(child, demanded=True))
            case _:
                return node

    def _condition(self, node: HasCondition, demanded: bool) -> AnyNode:
        if node.concept.id in (None, _ANY) or _is_narrowed(node):
            return node
        if self._is_the_same(node.concept.id):
            return node.replaced(descriptors=(_APART,)) if node.concept.id in WHOLE_KINDS else node
        kinds = own_kinds(self.own, node.concept.id)
        left_out = {ref.id for ref in node.other_than}
        timed = node.timing.tense != "present" or node.timing.window is not None
        if not kinds or kinds[0].id in left_out or (not timed and any(ref.id in self.past for ref in kinds)):
            return node
        leaving = node.replaced(other_than=(*(ref for ref in kinds if ref.id not in left_out), *node.other_than))
        if timed and not demanded and self._is_sure(kinds):
            self.notes[f"{node.concept.name!r} is read without {kinds[0].name}, which every patient of the trial must have"] = None
            return leaving
        self.notes[f"{node.concept.name!r}: {_WHY}"] = None
        return Ambiguous(span=node.span, readings=(leaving, node), why=_WHY)

    def _is_the_same(self, concept_id: str) -> bool:
        """Whether a condition of the trial is the concept itself, or no narrower: "malignancy" in a trial of tumours."""
        ids = [ref.id for ref in self.own if ref.id is not None]
        return concept_id in ids or (concept_id == "malignancy" and any(vocabulary().is_a(concept_id, i) for i in ids))

    def _is_sure(self, kinds: Sequence[ConceptRef]) -> bool:
        """Whether all patients have the same one of these: of "breast or lung cancer" each has one, and the other may exclude them."""
        return sum(1 for ref in kinds if ref.id in self.asked) == 1


def _is_narrowed(node: HasCondition) -> bool:
    """Whether more is said of the condition than its name and time, so that what the trial is for need not be among it."""
    said = node.severity or node.stage or node.due_to or node.not_due_to or node.sites or node.descriptors or node.times
    return bool(said or node.timing.lasting) or node.timing.tense == "planned"
