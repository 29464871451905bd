"""Medicines and allergens of names that nobody knows (contract §4: a complete list denies only what no listed entry possibly fits).

Of a brand that the vocabulary does not have anything may be the ingredient, so a list with it denies no medicine; unless its name tells
enough: a stem, a last word that is a drug or a class, or that it is no medicine at all ("test strips").
"""

from __future__ import annotations

import re

from eligibility.patient.lookups import Entry, IndexedPatient, folded_name
from eligibility.reference.inn_stems import stem_classes
from eligibility.reference.product_names import without_form
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.rules.nodes import ConceptRef, Fact, HasAllergy

# What exports write where a list has nothing in it.
_NOTHING = """
none|nil|no|n/a|none known|none reported|no medication|no current medication|no known medication|not on any medication|denies|no medicine
NKDA|NKA|NKMA|no known drug allergy|no known allergy|no known medication allergy|no known medical allergy|no known food allergy|no allergy
no drug allergy|no allergy known|patient denies|not applicable
alcohol swab|alcohol pad|alcohol prep pad|alcohol wipe
"""
_EMPTY = frozenset(folded_name(name) for line in _NOTHING.split("\n") for name in line.split("|") if name)
# Things that are prescribed, and are no medicines; nothing that medicines come in (syringe, bag). Source: FDA device classification names.
_SUPPLIES = frozenset(
    folded_name(
        """
        strip lancet needle meter glucometer monitor transmitter stocking hosiery machine walker cane crutch wheelchair commode bandage
        gauze catheter splint underpad diaper brief glove thermometer humidifier
        """
    ).split()
)
# Kinds that say what a medicine is made of, and nothing of what it does: an antibody may be of any class.
_OF_ANY_CLASS = frozenset({"class:monoclonal-antibodies"})
# Between the names of several ingredients, of which the first may be the unknown one.
_SEVERAL = re.compile(r"[/+&,]|\b(?:and|with|plus|on|for|while|after|before|instead|or|to|from|in|due)\b")


def is_unknown_medicine(entry: Entry) -> bool:
    """Whether it is a medicine or an allergen that neither its codes nor its name tell."""
    return entry.section in ("medications", "allergies") and not entry.ids


def as_allergen(wanted: ConceptRef) -> ConceptRef:
    """What an allergy is asked to: a substance that only records are searched for ("walnut"), or a drug as well ("shrimp")."""
    if wanted.id is not None and not wanted.id.startswith("drug:"):
        return wanted
    substance = vocabulary().lookup(wanted.name, "substance")
    return wanted if substance is None else ConceptRef(id=substance.id, name=wanted.name)


def may_be_medicine(entry: Entry, wanted: ConceptRef) -> bool:
    """Whether such an entry may be the wanted thing."""
    if entry.folded in _EMPTY:
        return False
    if entry.section == "medications" and entry.folded and entry.folded.split()[-1] in _SUPPLIES:
        return False
    if wanted.id is None or entry.item.name is None:
        return True
    kinds = _kinds(entry.item.name) - (_OF_ANY_CLASS if wanted.id.startswith("class:") else frozenset())
    return not kinds or any(_have_in_common(kind, wanted.id) for kind in kinds)


@remembered(maxsize=20_000)
def _kinds(name: str) -> frozenset[str]:
    """What the name of an unknown medicine tells it to be: by its stem, else by its last words."""
    if _SEVERAL.search(name):
        return frozenset()
    told = stem_classes(name)
    if told:
        return told
    words = without_form(name)
    last = (vocabulary().lookup(" ".join(words[n:]), "medication") for n in range(1, len(words)))
    return frozenset(concept.id for concept in last if concept is not None)


@remembered(maxsize=50_000)
def _have_in_common(kind: str, wanted_id: str) -> bool:
    """Whether something may be of both kinds: one is more general than the other, or they have drugs in common."""
    words = vocabulary()
    return words.is_a(kind, wanted_id) or words.is_a(wanted_id, kind) or not words.family(kind).isdisjoint(words.family(wanted_id))


_STUDY_DRUG = "substance:study-drug"


def perhaps_the_study_drug(leaf: Fact, record: IndexedPatient) -> list[Entry]:
    """The allergies of which one may be that to a study drug which nothing names: those to medicines, and to what is not known."""
    if not isinstance(leaf, HasAllergy) or leaf.concept.id != _STUDY_DRUG:
        return []
    known = vocabulary()
    listed = [e for e in record.entries("allergies") if not e.absent and e.folded not in _EMPTY]
    return [e for e in listed if not e.ids or any(known.domain(i) == "medication" for i in e.ids)]
