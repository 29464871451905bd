"""Whether an entry is at a place of the body that a leaf asks for (contract §2: site is a condition of its own)."""

from __future__ import annotations

from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth
from eligibility.patient.lookups import Entry, folded_name, related
from eligibility.reference.body_sites import diseases_in, lies, site_id, sites_of, thing_at, told_site
from eligibility.reference.histology import cancer_of_site, names_no_site
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.rules.nodes import ConceptRef, HasCondition, HasProcedure


def site_truth(entry: Entry, wanted: ConceptRef, thing: ConceptRef) -> Truth:
    """Whether an entry on the thing is at the wanted site: by its recorded site, else by what its name or its concept tells."""
    if entry.site is not None:
        return _recorded(entry.site, wanted)
    if wanted.id is None:
        return UNKNOWN
    if any(related(i, disease) == "is" for disease in diseases_in(wanted.id) for i in entry.ids):
        return TRUE
    found = {lies(site, wanted.id) for site in _told(entry, thing)}
    return TRUE if "inside" in found else FALSE if "outside" in found else UNKNOWN


def _recorded(site: str, wanted: ConceptRef) -> Truth:
    if folded_name(site) == folded_name(wanted.name):
        return TRUE
    recorded = site_id(site)
    if recorded is None or wanted.id is None:
        return UNKNOWN
    match lies(recorded, wanted.id):
        case "inside":
            return TRUE
        case "outside":
            return FALSE
        case "perhaps":
            return UNKNOWN


def _told(entry: Entry, thing: ConceptRef) -> set[str]:
    """The sites that the entry's name and concepts tell: a hip fracture is at the hip, a CNS metastasis in the central nervous system."""
    if thing.id is None:
        return set()
    found = {site for i in entry.ids for site in sites_of(i, thing.id)}
    domain = entry.concept.domain if entry.concept is not None else None
    named = told_site(entry.folded, domain) if entry.named and domain is not None else None
    if named is not None and related(named[0], thing.id) == "is":
        found.add(named[1])
    return found


def things_at_sites(leaf: HasCondition | HasProcedure) -> tuple[ConceptRef, ...]:
    """What the vocabulary calls the thing at the sites asked for, under which a record may have it: a breast cancer, for an adenocarcinoma
    of the breast. Kinds of the thing are left out, as they are found without."""
    places = tuple(site.id for site in leaf.sites if site.id is not None)
    return _called(leaf.concept.id, places) if leaf.concept.id is not None else ()


@remembered(maxsize=10_000)
def _called(thing_id: str, places: tuple[str, ...]) -> tuple[ConceptRef, ...]:
    known = vocabulary()
    thing = known.concept(thing_id)
    if thing is None:
        return ()
    found = [thing_at(thing.name, place, thing.domain) for place in places]
    found += [cancer_of_site(place) for place in places if names_no_site(thing_id)]
    concepts = (known.concept(i) for i in dict.fromkeys(found) if i is not None and not known.is_a(i, thing_id))
    return tuple(ConceptRef(id=c.id, name=c.name) for c in concepts if c is not None)
