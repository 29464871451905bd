"""What names alone may say: "No known allergies", "Family history of …", "Suspected …" are not the thing that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.patient.fhir.codes import Coded, coded
from eligibility.patient.fhir.fields import Json, obj, objs, text
from eligibility.patient.fhir.place import Place

# Beginnings of SNOMED CT situations with explicit context, and of what clinicians write alike. Source: SNOMED CT Editorial Guide,
# "Situation with explicit context".
_NOT_THE_THING = re.compile(
    r"(?:no|not|non|never|denies|denied|negative|absence of|without|free of|family history|fh|fhx|suspected|suspicion|possible|probable|"
    r"rule out|r/o|risk|at risk|screening|exposure|contact with|vaccination|immuni[sz]ation|planned|refus\w+|declined|patient refus\w+)\b",
    re.IGNORECASE,
)


def speaks_of_it(concept: Coded, place: Place) -> bool:
    """Whether a concept is the thing that it names, rather than a statement about it, which is noted and left out."""
    label = concept.label
    if _NOT_THE_THING.match(label) is None:
        return True
    place.refuse("code", label, "a statement about a finding, not the finding; the record has no place for it")
    return False


def one_site(resource: Json, place: Place) -> str | None:
    """The body site; several are noted, since an entry has one."""
    return one_of("bodySite", [c.label for each in objs(resource, "bodySite") if (c := _named(each))], place)


def one_of(field: str, names: Sequence[str], place: Place) -> str | None:
    """The only one of the names; several are noted and left out."""
    different = list(dict.fromkeys(names))
    if len(different) > 1:
        place.left_out(field, "; ".join(different), "several, and the record has place for one")
        return None
    return different[0] if different else None


def named(concept_or_reference: Json, place: Place, field: str) -> str | None:
    """What a CodeableConcept or a Reference to another resource of the source names.

    One step only: a resource that refers back is not followed further.
    """
    target = text(concept_or_reference, "reference")
    if target is None:
        concept = _named(concept_or_reference)
        return concept.name if concept is not None and concept.name is not None else text(concept_or_reference, "display")
    resource = place.find(target)
    code = obj(resource, "code") or obj(resource, "medicationCodeableConcept") if resource is not None else None
    concept = _named(code) if code is not None else None
    name = (concept.name if concept is not None else None) or text(concept_or_reference, "display")
    if name is None:
        place.left_out(field, target, "what it refers to is not in the source")
    return name


def _named(concept: Json) -> Coded | None:
    return coded(concept) or None
