"""Examples of an organ's disease are of that organ: "spinal pathology such as fracture or infection" asks for no fracture of the hip."""

from __future__ import annotations

from eligibility.compiler.frames.context import concept_ref
from eligibility.reference.body_sites import is_everywhere, lies, sites_of, thing_at
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.rules.nodes import AnyNode, ConceptRef, Fact, HasCondition, HasProcedure

_ROOT = "site"
# What may be of any organ, also where the tables have no name for that of the organ ("infection of the spine").
_ANYWHERE = frozenset({"infection", "neoplasm", "malignancy", "bleeding", "fracture", "injury", "abscess", "inflammation"})


def at_its_place(example: AnyNode, general: Fact) -> AnyNode:
    """The example at the place of what it exemplifies, unless it has one of its own or is a kind of it anyhow."""
    if not isinstance(example, HasCondition | HasProcedure) or not isinstance(general, HasCondition):
        return example
    if example.sites or example.concept.id is None or general.concept.id is None:
        return example
    places = general.sites or tuple(concept_ref(site) for site in _places_of(general.concept.id))
    if not general.sites and vocabulary().is_a(example.concept.id, general.concept.id):
        return example
    meant = tuple(place for place in places if _may_be_there(example, place))
    return example.replaced(sites=meant) if meant else example


@remembered(maxsize=5_000)
def _places_of(disease: str) -> tuple[str, ...]:
    """The organs whose disease it is: of "lung disease" the lung; else those that its name tells, of "uterine abnormality" the uterus."""
    known = vocabulary()
    organs = (i for i in known if i != _ROOT and known.domain(i) == "site")
    own = tuple(i for i in organs if (d := known.disease_of(i)) is not None and d.id == disease)
    return tuple(i for i in own or sorted(sites_of(disease, "condition")) if not is_everywhere(i))


def _may_be_there(example: HasCondition | HasProcedure, place: ConceptRef) -> bool:
    concept = example.concept.id
    if concept is None or place.id is None:
        return False
    if isinstance(example, HasProcedure):
        return concept == "surgery"
    told = sites_of(concept, "condition")
    if any(lies(place.id, site) != "inside" for site in told):
        return False
    return concept in _ANYWHERE or thing_at(example.concept.name, place.id, "condition") not in (None, concept)
