"""Diseases that require a treatment: "pneumonia requiring intravenous antibiotics", "epilepsy requiring medication".

That it is given for the disease shows that it was required. That it is not given shows nothing: it may be about to be.
"""

from __future__ import annotations

import re

from eligibility.patient.lookups import Entry
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.whole_names import name_of
from eligibility.rules.nodes import ConceptRef, Fact, TakesMedication

_REQUIRING = re.compile(r"(?:(?:that|which) )?(?:requires?|required|requiring|needing|in need of) (?P<treatment>.+)", re.IGNORECASE)
_SILENT = frozenset(
    {
        "ongoing",
        "current",
        "chronic",
        "long-term",
        "longterm",
        "continuous",
        "concurrent",
        "concomitant",
        "active",
        "daily",
        "regular",
        "treatment",
        "with",
    }
)
_ANY_TREATMENT = ("therapy", "procedure")
_ANY_MEDICINE = "medication"


def treatment_given(entry: Entry, words: str, leaf: Fact) -> TakesMedication | None:
    """The statement that what the words say is required is given for the entry; None where they say nothing of the kind."""
    wanted = _required(words)
    if wanted is None or not entry.ids:
        return None
    concept, route = wanted
    disease = ConceptRef(id=entry.ids[0], name=entry.item.label)
    return TakesMedication(concept=concept, route=route, indication=(disease,), timing=leaf.timing.replaced(onset=False, lasting=None))


@remembered(maxsize=2_000)
def _required(words: str) -> tuple[ConceptRef, str | None] | None:
    """The medicines, and the route by which they are given."""
    match = _REQUIRING.fullmatch(" ".join(words.split()))
    rest = match["treatment"].split() if match is not None else []
    route: str | None = None
    while rest:
        concept = _medicines(" ".join(rest))
        if concept is not None:
            return concept, route
        said = name_of(rest[0], "ROUTE")
        if said is None and rest[0].casefold() not in _SILENT:
            return None
        route = said.value if said is not None else route
        rest = rest[1:]
    return None


def _medicines(name: str) -> ConceptRef | None:
    """The class, or the medicine, of that name, or what a treatment of that name gives; any medicine, for a mere "treatment"."""
    known = vocabulary()
    named = known.lookup(name, "medication")
    treatment = known.lookup(name, "procedure") if named is None else None
    if treatment is not None:
        given = _ANY_MEDICINE if treatment.id in _ANY_TREATMENT else known.gives(treatment.id)
        named = known.concept(given) if given is not None else None
    return ConceptRef(id=named.id, name=named.name) if named is not None else None
