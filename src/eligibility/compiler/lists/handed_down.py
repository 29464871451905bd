"""What a general term hands down to its examples, and the head of a list to its members (contract §2, Examples and Lists).

"Severe infection (pneumonia, sepsis)" asks for a severe pneumonia, "inhaled steroids such as budesonide" for inhaled budesonide. An example
with words of its own ("uncontrolled heart disease, e.g. infarction within 6 months") is complete. What tells a kind or says that it matters
("chronic", "clinically significant") is what the examples are examples of, and so are they of a "serious illness".
"""

from __future__ import annotations

import re
from typing import Any

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.placed_examples import at_its_place
from eligibility.compiler.lists.sayable import can_be_said, has_severity, is_state
from eligibility.compiler.recorded.describing import descriptors_of
from eligibility.compiler.recorded.facts import timing_of
from eligibility.reference.histology import may_be_cancer_of
from eligibility.reference.strangers import ANY_CONDITION
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.whole_names import name_of
from eligibility.rules.nodes import (
    NOW,
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    Comparison,
    ConceptRef,
    Fact,
    FamilyHistory,
    HasAllergy,
    HasCondition,
    HasProcedure,
    Not,
    OneOf,
    Opaque,
    Range,
    Severity,
    Stated,
    TakesMedication,
    Timing,
    WithExamples,
    with_children,
)
from eligibility.spans import Span

# What is significant the examples say.
_MATTERS = frozenset({"significant", "significantly", "relevant", "important", "meaningful", "marked", "substantial"})
# What patients need for a disease, and what and how long a treatment is for, is not told by the names of the disease and of the drug.
_OF_DISEASES = ("requiring", "not requiring", "who require", "that require", "which require")
_OF_TREATMENTS = (
    "for ",
    "chronic",
    "daily",
    "long-term",
    "long term",
    "regular",
    "continuous",
    "high dose",
    "high-dose",
    "low dose",
    "low-dose",
)


def exemplified(node: AnyNode, examples: list[AnyNode], span: Span, purposes: tuple[ConceptRef, ...] = ()) -> AnyNode:
    """The same; what "at least 4 weeks since anticoagulants (e.g. warfarin)" denies is warfarin too."""
    match node:
        case Not():
            return node.replaced(child=exemplified(node.child, examples, span, purposes))
        case Ambiguous():
            return node.replaced(readings=tuple(exemplified(r, examples, span, purposes) for r in node.readings))
        case _:
            return with_examples(node, examples, span, purposes)


def with_examples(general: AnyNode, examples: list[AnyNode], span: Span, purposes: tuple[ConceptRef, ...] = ()) -> AnyNode:
    """The general term with its examples; words beside it that were not understood restrict the examples too."""
    if isinstance(general, AllOf) and general.label is None and isinstance(general.children[0], Fact):
        first, *rest = general.children
        if all(isinstance(n, Opaque) for n in rest):
            return general.replaced(children=(with_examples(first, examples, span, purposes), *rest))
    if examples and _is_count(general):
        # "At least two lines, including a platinum": none of them is enough, and it may be asked for or only count as one.
        both = AllOf(span=span, children=(general, *examples))
        return Ambiguous(span=span, readings=(both, general), why="what a number includes may be asked for, or only count")
    if isinstance(general, HasAllergy):  # "hypersensitivity (allergy) to"
        examples = [e for e in examples if not (isinstance(e, HasAllergy) and e.concept.id == "substance")]
    likened = tuple(_but_for_kinds(alike(general, e, purposes), general) for e in examples)
    return WithExamples.made(span=span, general=_but_for_excused(general, likened), examples=likened) if likened else general


_Named = HasCondition | HasProcedure | TakesMedication
_EXCUSED = "what one of the examples excuses may be excused from the general term as well"


def _but_for_excused(general: AnyNode, examples: tuple[AnyNode, ...]) -> AnyNode:
    """ "Skin disease such as acne except mild acne", "heart disease including heart block (unless paced)".

    What is excepted of an example is not meant by the general term either; an example with a condition may still be meant by it.
    """
    if not isinstance(general, _Named):
        return general
    excepted = _but_for(general, [ref for example in examples if isinstance(example, Fact) for ref in example.other_than])
    conditional = [example.children[0] for example in examples if isinstance(example, AllOf) and _denies_more(example)]
    without = _but_for(excepted, [fact.concept for fact in conditional if isinstance(fact, Fact)])
    return excepted if without == excepted else Ambiguous(span=general.span, readings=(without, excepted), why=_EXCUSED)


def _but_for_kinds(example: AnyNode, general: AnyNode) -> AnyNode:
    """ "Malignancy, including skin cancer, except basal cell carcinoma": what is excepted of the general term is so of its example too."""
    if not isinstance(example, _Named) or not isinstance(general, type(example)):
        return example
    of, known = example.concept.id, vocabulary()
    return _but_for(example, [ref for ref in general.other_than if of is not None and ref.id is not None and known.is_a(ref.id, of)])


def _denies_more(example: AllOf) -> bool:
    """ "Heart block (unless a pacemaker is in place)": it is no example without what is denied beside it."""
    return any(isinstance(part, Not) for part in example.children[1:])


def _but_for(named: _Named, refs: list[ConceptRef]) -> _Named:
    new = [ref for ref in dict.fromkeys(refs) if ref != named.concept and ref not in named.other_than]
    return named.replaced(other_than=(*named.other_than, *new)) if new else named


def _is_count(node: AnyNode) -> bool:
    """Whether it limits how many there were: "at least three antihypertensives", "two prior lines of chemotherapy"."""
    if isinstance(node, HasProcedure | TakesMedication):
        return node.times is not None
    return isinstance(node, Comparison | Range) and node.observation.name.startswith("Number of")


def alike(general: AnyNode, example: AnyNode, purposes: tuple[ConceptRef, ...] = ()) -> AnyNode:
    """An example is of the kind of what it exemplifies: behind "allergic to" an allergy, in the family a disease of the family."""
    if isinstance(general, HasAllergy | FamilyHistory) and isinstance(example, AnyOf):
        return with_children(example, lambda part: alike(general, part))
    if isinstance(general, HasAllergy) and isinstance(example, HasCondition) and general.concept.id is not None:
        if general.concept.id == "substance":
            return example  # "active allergy (such as hay fever)"
        return example.replaced(due_to=(general.concept,))  # "intolerance (e.g. rash) to aspirin"
    if isinstance(general, HasAllergy) and isinstance(example, Opaque) and _is_name(example):
        named = ConceptRef(id=None, name=" ".join(example.text.split()))  # "drugs such as GTI-2040": a name that no table has
        return HasAllergy(span=example.span, concept=named, severity=general.severity)
    if isinstance(general, HasAllergy) and isinstance(example, Fact):
        return HasAllergy(span=example.span, concept=example.concept, severity=general.severity, times=example.times)
    if isinstance(general, HasProcedure | TakesMedication) and isinstance(example, HasCondition):
        # "Vaccination, including COVID-19": what it is given for, and not the disease.
        return general.replaced(span=example.span, descriptors=(*general.descriptors, example.concept.name))
    if isinstance(general, FamilyHistory) and isinstance(example, Fact):
        return FamilyHistory(span=example.span, concept=example.concept)
    if isinstance(general, Fact):
        example = at_its_place(_of_its_organ(_qualified(example, general, purposes), general), general)
        if general.timing != NOW:
            return timed(example, general.timing)  # "infection in the last month, such as pneumonia": pneumonia in the last month
    return example


_LONGEST_NAME = 3


def _is_name(node: Opaque) -> bool:
    return node.reason == "not_understood" and len(node.text.split()) <= _LONGEST_NAME


def _of_its_organ(example: AnyNode, general: Fact) -> AnyNode:
    """ "Lung cancer (adenocarcinoma)": one of the lung; an adenocarcinoma alone may be of any organ."""
    of = (example.concept.id, general.concept.id) if isinstance(example, HasCondition) else (None, None)
    if of[0] is None or of[1] is None or not may_be_cancer_of(of[0], of[1]):
        return example
    return AllOf(span=example.span, children=(example, general.replaced(span=example.span)))


def _qualified(node: AnyNode, general: Fact, purposes: tuple[ConceptRef, ...]) -> AnyNode:
    """An example that is a mere name with the qualifiers of the general term."""
    if isinstance(node, Ambiguous):
        readings = tuple(_qualified(r, general, purposes) for r in node.readings)
        return readings[0] if all(r == readings[0] for r in readings) else node.replaced(readings=readings)
    if isinstance(node, AnyOf | WithExamples):
        return with_children(node, lambda part: _qualified(part, general, purposes))
    if not isinstance(node, HasCondition | HasProcedure | TakesMedication) or not _is_mere_name(node):
        return node
    added = _of_disease(node, general) if isinstance(node, HasCondition) else _of_treatment(node, general, purposes)
    return node.replaced(**{name: value for name, value in added.items() if value}) if any(added.values()) else node


def _is_mere_name(node: HasCondition | HasProcedure | TakesMedication) -> bool:
    """Whether nothing is said of it but its name, and that begins with no "unstable"."""
    plain = type(node).made(span=node.span, concept=node.concept, timing=Timing.made(tense=node.timing.tense))
    if isinstance(node, TakesMedication):
        plain = plain.replaced(route=node.route)  # "chronic use of steroids such as oral prednisone"
    return node == plain and not is_state(node.concept.name.split()[0])


def says_it_matters(words: str) -> bool:
    """Whether words only say that something is significant."""
    return bool(_MATTERS & set(words.casefold().split()))


def _of_disease(node: HasCondition, general: Fact) -> dict[str, Any]:
    if (
        not isinstance(general, HasCondition)
        or general.concept.id == ANY_CONDITION
        or not (None in (general.concept.id, node.concept.id) or _is_kind_of(node.concept, general.concept))
    ):
        return {}
    said = [d for d in general.descriptors if (is_state(d) and not says_it_matters(d)) or d.casefold().startswith(_OF_DISEASES)]
    graded = node.concept.id is None or has_severity(node.concept.id)
    severity = general.severity if graded else ()
    said = [d for d in said if node.concept.id is None or can_be_said(d, node.concept.id)]
    said = said if graded else [d for d in said if "advanced" not in d.casefold()]  # "advanced cancer (metastatic or recurrent)"
    return {"severity": severity, "stage": general.stage, "due_to": general.due_to, "descriptors": tuple(said)}


def _of_treatment(node: HasProcedure | TakesMedication, general: Fact, purposes: tuple[ConceptRef, ...]) -> dict[str, Any]:
    if not isinstance(general, HasProcedure | TakesMedication):
        return {}
    added: dict[str, Any] = {"descriptors": tuple(d for d in general.descriptors if d.casefold().startswith(_OF_TREATMENTS))}
    if isinstance(node, TakesMedication):
        added["indication"] = purposes
        added["descriptors"] = tuple(d for d in added["descriptors"] if not names_one(d, purposes))
    if isinstance(node, TakesMedication) and isinstance(general, TakesMedication):
        first = name_of((general.concept.name.split() or [""])[0], "ROUTE")
        # "Inhaled corticosteroids" are a class of their own.
        added |= {"route": node.route or general.route or (first.value if first is not None else None), "indication": general.indication}
        if _is_kind_of(node.concept, general.concept):
            added["dose"] = general.dose  # not that of "prednisone > 10 mg/day or an equivalent dose of dexamethasone"
    return added


_ONLY_FOR = re.compile(r"(?:for|of) (?:(?:the )?(?:treatment|management) (?:of|for) )?(?:any )?")


def names_one(words: str, purposes: tuple[ConceptRef, ...]) -> bool:
    """Whether "for breast cancer" says nothing but the purpose; "for this" and "for metastatic breast cancer" say more."""
    concept = vocabulary().lookup(_ONLY_FOR.sub("", words), "condition")
    return concept is not None and concept.id in {p.id for p in purposes}


def _is_kind_of(one: ConceptRef, other: ConceptRef) -> bool:
    return one.id is not None and other.id is not None and vocabulary().is_a(one.id, other.id)


_NOTHING = ConceptRef(id=None, name="")


def to_member(node: AnyNode, head: Frame, ctx: Context) -> AnyNode:
    """A member of a list with what its head says of all: a time, a severity, how a drug is taken, that it is an allergy."""
    timing = timing_of(head)
    node = timed(node, timing) if timing != NOW else node
    node = with_severity(node, head.severity) if head.severity else node
    if head.taking and head.therapy:
        said = descriptors_of(head, ctx)
        node = alike(TakesMedication(span=head.span, concept=_NOTHING, descriptors=said, route=head.route), node)
    if head.allergy:
        node = alike(HasAllergy(span=head.span, concept=_NOTHING, severity=head.severity), node)
    elif head.family:
        node = alike(FamilyHistory(span=head.span, concept=_NOTHING), node)
    return node


def with_severity(node: AnyNode, severity: tuple[Severity, ...]) -> AnyNode:
    """Conditions without a severity of their own take that of the list's head."""
    match node:
        case HasCondition() if not node.severity:
            return node.replaced(severity=severity)
        case AllOf() | AnyOf() | Ambiguous():
            return with_children(node, lambda part: with_severity(part, severity))
        case _:
            return node


def timed(node: AnyNode, timing: Timing) -> AnyNode:
    """The parts of a definition or the examples of a term at the time that is said of the term itself."""
    match node:
        case Comparison() | Range() | OneOf() | Stated() | HasCondition() | HasProcedure() | TakesMedication() if node.timing == NOW:
            return node.replaced(timing=timing)
        case AllOf() | AnyOf() | Ambiguous():
            return with_children(node, lambda part: timed(part, timing))
        case WithExamples():
            examples = tuple(timed(e, timing) for e in node.examples)
            return node.replaced(general=timed(node.general, timing), examples=examples)
        case _:
            return node
