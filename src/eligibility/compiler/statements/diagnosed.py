"""Values in parentheses behind a disease that no value proves: "ulcerative colitis (Mayo score 6–12)", "heart failure (LVEF < 40 %)".

A threshold defines an abnormality named before it (contract §2): anaemia is a low haemoglobin. A score tells how severe a disease is that
was diagnosed otherwise, and so do the values in the table `entailments.csv`, kind `diagnosed`. Where both agree the answer is definite.
"""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.reference.abnormalities import abnormalities
from eligibility.reference.entailments import entailed
from eligibility.reference.observations import observations
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import AllOf, Ambiguous, AnyNode, Comparison, HasCondition, OneOf, Opaque, Range, walk
from eligibility.spans import Span

_WHY = "the value in parentheses may say what is meant, or be asked for beside the disease"
_TUMOUR = "neoplasm"
_FELT = ("pain", "symptom")  # they are what their scores measure
_BY_NAME = frozenset({"impairment", "dysfunction", "insufficiency", "abnormality", "disturbance"})


def is_diagnosed(node: AnyNode, limits: Sequence[AnyNode]) -> bool:
    """Whether these limits grade the disease that the node asks for, and do not show that it is there."""
    if not isinstance(node, HasCondition) or node.concept.id is None:
        return False
    concept, known = node.concept.id, vocabulary()
    said = known.concept(concept)
    if said is None or said.nature == "event" or _is_the_value(concept, node.concept.name):
        return False
    values = [part for limit in limits for part in (limit.children if isinstance(limit, AllOf) else (limit,))]
    grading = {o for disease, by in entailed("diagnosed").items() if known.is_a(concept, disease) for o in by}
    measured = [v for v in values if isinstance(v, Comparison | Range | OneOf)]
    graded = any(v.observation.id in grading or _is_score(v) for v in measured)
    if graded or known.is_a(concept, _TUMOUR):
        return graded  # how large a tumour is, no limit of a measurement in the blood, is asked for beside it anyhow
    return any(isinstance(v, Comparison | Range) and not _is_defined(concept, v.observation.id) for v in measured)


def _is_defined(concept: str, observation: str | None) -> bool:
    """Whether a value can make a disease what it is: chronic kidney disease by the eGFR, but no type 2 diabetes by the HbA1c."""
    return observation is None or observation in entailed("defined").get(concept, ())


def _is_a_type(concept: str, limits: Sequence[AnyNode]) -> bool:
    """Whether the disease is a type of one that these values make, and none makes the type, as ferritin does iron deficiency anaemia."""
    values = {part.observation.id for limit in limits for part in walk(limit) if isinstance(part, Comparison | Range)}
    if values & set(entailed("defined").get(concept, ())):
        return False
    general = vocabulary().ancestors(concept, kinds_only=True) - {concept}
    of = {a.observation for each in general if (a := abnormalities().get(each)) is not None}
    return bool(values & (of | {o for each in general for o in entailed("defined").get(each, ())}))


def _is_the_value(concept: str, name: str) -> bool:
    """Whether a condition is nothing but a value beyond its limit, or what is felt: anaemia, renal impairment, pain."""
    named = concept in abnormalities() or concept in entailed("measured") or bool(_BY_NAME & set(name.split()))
    return named or any(vocabulary().is_a(concept, felt) for felt in _FELT)


def with_description(node: HasCondition, limits: Sequence[AnyNode], span: Span) -> AnyNode:
    """ "Symptomatic aortic stenosis (valve area < 1 cm²)", "persistent fever (> 38 °C)": what no value tells is still asked for."""
    if node.concept.id is not None and _is_the_value(node.concept.id, node.concept.name):
        asked: AnyNode = Opaque(span=node.span, text=" ".join(node.descriptors))
    else:
        asked = node.replaced(severity=())
    return AllOf.made(span=span, children=(*limits, asked) if isinstance(asked, Opaque) else (asked, *limits))


def _is_score(value: Comparison | Range | OneOf) -> bool:
    observation = observations().get(value.observation.id or "")
    return observation is not None and observation.kind == "score"


def beside_diagnosis(node: AnyNode, limits: Sequence[AnyNode], span: Span) -> AnyNode:
    """The disease with its values, or both readings; how long it must have lasted ("for 6 months") is said of the disease alone."""
    if isinstance(node, HasCondition) and node.timing.lasting is not None:
        return AllOf.made(span=span, children=(node, *(_at_present(limit) for limit in limits)))
    if isinstance(node, HasCondition) and _is_a_type(node.concept.id or "", limits):
        return AllOf.made(span=span, children=(node, *limits))  # "type 2 diabetes (HbA1c 7–10 %)": no value tells the type
    alone = limits[0] if len(limits) == 1 else AllOf.made(span=span, children=tuple(limits))
    return Ambiguous(span=span, readings=(AllOf.made(span=span, children=(node, *limits)), alone), why=_WHY)


def _at_present(limit: AnyNode) -> AnyNode:
    match limit:
        case Comparison() | Range() | OneOf():
            return limit.replaced(timing=limit.timing.model_copy(update={"lasting": None}))
        case AllOf():
            return limit.replaced(children=tuple(_at_present(each) for each in limit.children))
        case _:
            return limit
