"""What a trial is for, where only its criteria tell: the diseases that its inclusion criteria ask for (contract §2, "other" malignancy)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from eligibility.reference.mentioned import mentioned
from eligibility.reference.vocabulary import Concept, remembered, vocabulary
from eligibility.rules.nodes import (
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    ConceptRef,
    Fact,
    HasCondition,
    HasProcedure,
    Not,
    OneOf,
    Opaque,
    TakesMedication,
    WithExamples,
    children,
    with_children,
)
from eligibility.rules.trial import Criterion

_ANY = "condition"
# Spoken of somewhere, they tell nothing of what the trial is for.
WHOLE_KINDS = frozenset(
    {_ANY, "malignancy", "neoplasm", "metastasis", "carcinoma", "adenocarcinoma", "infection", "pain", "injury", "fracture"}
)
_MARK = "assumed: "
OTHER_LEAVES_OUT = "“other” leaves out what the trial is for, which only its inclusion criteria tell"
# Words beside which a statement depends on what the trial is for; criteria without them need not be compiled again.
_DEPENDS = re.compile(
    r"(?i)\b(?:other|another|others|additional|further|different|contralateral|concurrent\w*|concomitant\w*|co-?\s?exist\w*|simultaneous\w*|"
    r"co-?\s?morbid\w*|stages?)\b"
)
# A part of each of them.
_STEMS = (
    "other",
    "addition",
    "further",
    "different",
    "contralateral",
    "concurrent",
    "concomitant",
    "exist",
    "simultaneous",
    "morbid",
    "stage",
)


def depends_on_conditions(text: str) -> bool:
    """Whether a criterion's words may leave out, or be said of, what the trial is for."""
    folded = text.casefold()
    if text.isascii() and not any(stem in folded for stem in _STEMS):
        return False  # the search tries each word of the text
    return _DEPENDS.search(text) is not None


def asked_conditions(criteria: Iterable[Criterion]) -> tuple[ConceptRef, ...]:
    """The diseases that all patients must have, each once, in the order of the inclusion criteria.

    Where none is asked for plainly by more than its kind, those too that the criteria speak of: it is only doubted that they are meant.
    """
    rules = [c.rule for c in criteria if c.kind == "inclusion"]
    found = [each.concept for rule in rules for each in _asked(rule)]
    if all(ref.id in WHOLE_KINDS for ref in found):  # "patients with HER2 3+ tumours": of which cancer is said elsewhere
        found += [ref for rule in rules for ref in _spoken_of(rule)]
    return tuple({ref.id: ref for ref in found}.values())


def asked_plainly(criteria: Iterable[Criterion]) -> list[HasCondition]:
    """What the inclusion criteria ask all patients for by the name of a disease."""
    found = (each for c in criteria if c.kind == "inclusion" for each in _asked(c.rule))
    return [each for each in found if each.concept.id not in WHOLE_KINDS]


def left_out(assumed: tuple[ConceptRef, ...], asked: str) -> tuple[ConceptRef, ...]:
    """The assumed conditions that "other" leaves out of a concept, marked so that they are told from exceptions of the same name."""
    return tuple(ConceptRef(id=ref.id, name=_MARK + ref.name) for ref in own_kinds(assumed, asked))


def own_kinds(own: tuple[ConceptRef, ...], asked: str) -> tuple[ConceptRef, ...]:
    """Those of a trial's conditions that are kinds of a concept; with a cancer, its metastases too, which are no other malignancy."""
    known = vocabulary()
    kinds = tuple(ref for ref in own if ref.id is not None and known.is_a(ref.id, asked))
    solid = (i for i in (ref.id for ref in kinds) if i and known.is_a(i, "malignancy") and not known.is_a(i, "hematologic-malignancy"))
    spread = known.concept("metastasis")
    if spread is None or not known.is_a(spread.id, asked) or not any(solid) or any(ref.id == spread.id for ref in kinds):
        return kinds
    return (*kinds, ConceptRef(id=spread.id, name=spread.name))


def with_doubt(node: AnyNode) -> AnyNode:
    """The rule, with both readings where it leaves out a disease that the trial is only assumed to be for."""
    if not isinstance(node, Fact):
        return with_children(node, with_doubt)
    plain = tuple(ref for ref in node.other_than if not ref.name.startswith(_MARK))
    if len(plain) == len(node.other_than):
        return node
    unmarked = tuple(ConceptRef(id=ref.id, name=ref.name.removeprefix(_MARK)) for ref in node.other_than)
    leaving_out, without = node.replaced(other_than=tuple(dict.fromkeys(unmarked))), node.replaced(other_than=plain)
    return leaving_out if leaving_out == without else Ambiguous(span=node.span, readings=(leaving_out, without), why=OTHER_LEAVES_OUT)


def _spoken_of(node: AnyNode) -> list[ConceptRef]:
    match node:
        case HasCondition():
            return [each.concept for each in _asked(node) if each.concept.id not in WHOLE_KINDS]
        case Opaque():
            return _mentioned(node.text)
        case HasProcedure() | TakesMedication():  # "prior treatment for melanoma"
            return [ref for words in node.descriptors for ref in _mentioned(words)]
        case Not():
            return []
        case _:
            return [ref for child in children(node) for ref in _spoken_of(child)]


def _mentioned(text: str) -> list[ConceptRef]:
    concepts = (vocabulary().concept(each) for each in mentioned(text, "condition") if each not in WHOLE_KINDS)
    return [ConceptRef(id=c.id, name=c.name) for c in concepts if c is not None]


def _asked(node: AnyNode) -> list[HasCondition]:
    match node:
        case HasCondition():
            return [node] if node.concept.id not in (None, _ANY) and node.timing.tense != "planned" else []
        case AllOf():
            named = [each for child in node.children for each in _asked(child)]
            # "HER2-positive disease": the tumour that the result is of, which other criteria name.
            return [n for n in named if n.concept.id not in WHOLE_KINDS] if any(map(_is_result, node.children)) else named
        case AnyOf() if all(isinstance(child, HasCondition) for child in node.children):
            return [each for child in node.children for each in _asked(child)]
        case WithExamples():
            return _asked(node.general)
        case _:
            return []


def _is_result(node: AnyNode) -> bool:
    """A result, or one of several: "ER and/or PR positive"."""
    return isinstance(node, OneOf) or (isinstance(node, AnyOf | AllOf) and all(map(_is_result, node.children)))


def other_organs(conditions: tuple[ConceptRef, ...]) -> tuple[ConceptRef, ...]:
    """ "Other organs", "other diseases" of a name too vague for the vocabulary: not the trial's conditions, nor others of their organ."""
    return (*conditions, *_of_organs_like(tuple(c.id for c in conditions if c.id is not None)))


@remembered(maxsize=1_000)
def _of_organs_like(own: tuple[str, ...]) -> tuple[ConceptRef, ...]:
    """The diseases of the organs, as narrow as can be, of which these are diseases."""
    known = vocabulary()
    families = {o.id: o.name for o in _diseases_of_organs() if any(known.is_a(c, o.id) for c in own)}
    narrowest = {i: n for i, n in families.items() if not any(j != i and known.is_a(j, i) for j in families)}
    return tuple(ConceptRef(id=i, name=n) for i, n in narrowest.items() if i not in own)


@remembered(maxsize=1)
def _diseases_of_organs() -> tuple[Concept, ...]:
    known = vocabulary()
    found = (known.disease_of(site) for site in known if known.domain(site) == "site")
    return tuple(disease for disease in found if disease is not None)
