"""Places of the body: which lies in which, and what things at a place are called (`data/sites.csv`).

A site's `parents` are what it is a part of, `possibly` what it lies in only in part or by some accounts (the breast: the chest). `extent`
tells regions, and tissues that are found all over the body, from organs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from eligibility.reference.entailments import entailed
from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.vocabulary_rows import Domain, Extent

Lies = Literal["inside", "perhaps", "outside"]

_ROOT = "site"
# SNOMED CT names places "Liver structure", "Structure of left lung", "Entire liver".
_FORMAL = re.compile(r"^(?:entire |structure of (?:the )?)|,? structure$", re.IGNORECASE)
_ARM = {"arm": "upper limb", "arms": "upper limb"}  # in a criterion an arm may be one of the trial's
_SIDES = frozenset({"left", "right", "bilateral", "both", "unilateral", "ipsilateral", "contralateral"})


@remembered(maxsize=20_000)
def site_id(name: str) -> str | None:
    """The site of that name, on whichever side: "left lung", "Structure of left lung"."""
    words = fold_name(_FORMAL.sub("", name.strip())).split()
    while words:
        found = vocabulary().lookup(" ".join(words), "site")
        if found is not None:
            return found.id
        if words[0] not in _SIDES:
            return None
        del words[0]
    return None


@remembered(maxsize=50_000)
def lies(recorded: str, wanted: str) -> Lies:
    """Whether what is at one site is in another: the lung is in the chest, the breast perhaps, the brain is not.

    `perhaps` also where the recorded site is the more general one, or a tissue that may be there too (bone, for the chest).
    """
    known = vocabulary()
    if known.is_a(recorded, wanted):
        return "inside"
    if "maybe" in (known.relation(recorded, wanted), known.relation(wanted, recorded)) or known.is_a(wanted, recorded):
        return "perhaps"
    if _in_tissue(recorded, wanted) or _in_tissue(wanted, recorded):
        return "perhaps"
    extents = {_extent(recorded), _extent(wanted)}
    if "pervading" in extents:
        return "perhaps"
    if "region" not in extents:
        return "outside"  # two organs, or an organ and a tissue that is in none
    return "outside" if "compact" not in extents and _located(recorded) and _located(wanted) else "perhaps"


def _in_tissue(part: str, tissue: str) -> bool:
    """Whether a tissue is found in another, of which the part is one: the marrow in bone, so in the spine."""
    row = vocabulary().row(tissue)
    around = row.possibly if row is not None and row.extent == "compact" else ()
    return any(_extent(each) == "compact" and vocabulary().is_a(part, each) for each in around)


def _extent(site: str) -> Extent | None:
    row = vocabulary().row(site)
    return row.extent if row is not None else None


def _located(site: str) -> bool:
    """Whether the regions are known that hold a site, all of it or in part."""
    known = vocabulary()
    row = known.row(site)
    around = {*known.ancestors(site), *(row.possibly if row is not None else ())}
    return any(_extent(each) == "region" for each in around)


@remembered(maxsize=2_000)
def places_around(site: str) -> tuple[str, ...]:
    """A site and the organs and regions that it is a part of, the nearest first; a bone of the hand is in the hand, not in "bone"."""
    known = vocabulary()
    around = (each for each in known.ancestors(site) - {site, _ROOT} if _extent(each) in (None, "region"))
    return (site, *sorted(around, key=lambda each: (-len(known.ancestors(each)), each)))


def is_region(site: str) -> bool:
    """Whether a site is a region of the body, in which several organs lie."""
    return _extent(site) == "region"


def is_everywhere(site: str) -> bool:
    """Whether a site is a tissue or a system that is found all over the body."""
    return _extent(site) == "pervading"


@remembered(maxsize=50_000)
def thing_at(name: str, site: str, domain: Domain) -> str | None:
    """The concept of a thing at a site, if the vocabulary has a name for that: abscess, liver → liver abscess.

    "Intra-articular" says into the joint, which an injection there need not be.
    """
    places = vocabulary().names_of(site)
    found = (vocabulary().lookup(f"{each} {name}", domain) for each in places if each == places[0] or not each.startswith("intra"))
    return next((concept.id for concept in found if concept is not None), None)


def joined_site(words: list[str]) -> str | None:
    """The name of a site, or of the nearest that holds all of several: "forearm and hand" are in the upper limb.

    >>> joined_site(["left", "knee"]), joined_site(["forearm", "and", "hand"]), joined_site(["hand", "and", "asthma"])
    ('knee', 'upper limb', None)
    """
    found = _sites_in(tuple(_ARM.get(word.casefold(), word) for word in words))
    if len(found) > 1:
        shared = set.intersection(*({i for i in vocabulary().ancestors(each) if _extent(i) == "region"} for each in found))
        found = tuple(sorted(shared, key=lambda i: (-len(vocabulary().ancestors(i)), i)))[:1]
    concept = vocabulary().concept(found[0]) if found else None
    return concept.name if concept is not None else None


@remembered(maxsize=10_000)
def _sites_in(words: tuple[str, ...]) -> tuple[str, ...]:
    """The sites that words name one after another, with "and" or nothing between them; none where one of the words is something else."""
    for cut in range(len(words), 0, -1):
        site = site_id(" ".join(words[:cut]))
        if site is None:
            continue
        rest = words[cut + 1 :] if words[cut : cut + 1] == ("and",) else words[cut:]
        behind = _sites_in(rest) if rest else ()
        if behind or not rest:
            return (site, *behind)
    return ()


@remembered(maxsize=50_000)
def told_site(name: str, domain: Domain) -> tuple[str, str] | None:
    """The thing and the site that a name puts together: "hip fracture", "radiotherapy of the left breast"; None for any other name."""
    return next(_taken_apart(name, domain), None)


def _taken_apart(name: str, domain: Domain) -> Iterator[tuple[str, str]]:
    words = re.sub(r"[-,\s]+", " ", name).split() if domain == "procedure" else fold_name(name).split()  # "MRI" is known in capitals
    for cut in range(1, len(words)):
        thing, site = vocabulary().lookup(" ".join(words[cut:]), domain), site_id(" ".join(words[:cut]))
        if thing is not None and site is not None:
            yield thing.id, site
        yield from _bare(words, cut) if domain == "procedure" else ()
    for cut in range(1, len(words) - 1):
        behind = words[cut + 1 :]
        if words[cut].casefold() not in ("of", "to", "in", "on", "at"):
            continue
        thing, site = vocabulary().lookup(" ".join(words[:cut]), domain), site_id(" ".join(behind[1:] if behind[0] == "the" else behind))
        if thing is not None and site is not None:
            yield thing.id, site


def _bare(words: list[str], cut: int) -> Iterator[tuple[str, str]]:
    """ "MRI | brain", "CT | chest abdomen pelvis": a procedure with its places behind it."""
    site = joined_site(words[cut:])
    thing = vocabulary().lookup(" ".join(words[:cut]), "procedure") if site is not None else None
    place = site_id(site) if site is not None else None
    if thing is not None and place is not None:
        yield thing.id, place


@remembered(maxsize=50_000)
def sites_of(concept_id: str, below: str) -> frozenset[str]:
    """The sites that the names of a concept, and of what it is a kind of, tell: of all that is a kind of `below`."""
    known = vocabulary()
    found = set()
    for each in known.ancestors(concept_id, kinds_only=True):
        concept = known.concept(each)
        if concept is None or each == below or not known.is_a(each, below):
            continue
        told = told_site(concept.name, concept.domain)
        if told is not None and known.is_a(told[0], below):
            found.add(told[1])
    return frozenset(found)


@remembered(maxsize=10_000)
def diseases_in(site: str) -> frozenset[str]:
    """The diseases of a site and of what lies in it, but those that are diseases of another site too (any vascular disease)."""
    known = vocabulary()
    own = known.disease_of(site)
    parts = {i for i in known if known.domain(i) == "site" and known.is_a(i, site)}
    others = {d.id for i in known if known.domain(i) == "site" and i not in parts and (d := known.disease_of(i)) is not None}
    found = {d.id for i in parts if (d := known.disease_of(i)) is not None} - others
    return frozenset({*found, *((own.id,) if own is not None else ())})


@remembered(maxsize=50_000)
def may_be_done_at(concept_id: str, wanted_id: str) -> bool:
    """Whether a treatment may be the wanted one of a site, its own not being told or not plainly another: radiosurgery, cranial
    radiotherapy."""
    known = vocabulary()
    return any(
        known.is_a(wanted_id, subject)
        and known.is_a(concept_id, subject)
        and bool(sites_of(wanted_id, subject))
        and not any(elsewhere(site, wanted_id, subject) for site in sites_of(concept_id, subject))
        for subject in entailed("sited")
    )


@remembered(maxsize=50_000)
def elsewhere(site: str, concept_id: str, below: str) -> bool:
    """Whether what is at a site is plainly not at the one that a concept tells as a kind of `below`.

    A thrombosis of the leg is no portal vein thrombosis.
    """
    return any(lies(site, told) == "outside" for told in sites_of(concept_id, below))
