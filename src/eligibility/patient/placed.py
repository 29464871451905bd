"""What an entry is together with its site: a thrombosis of the portal vein is a portal vein thrombosis."""

from __future__ import annotations

from eligibility.reference.body_sites import places_around, site_id, thing_at, told_site
from eligibility.reference.histology import cancers_at
from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_tables import Domain


def taken_apart(name: str, domain: Domain) -> tuple[tuple[str, ...], str | None]:
    """The concept and the site of a name that puts them together and is not known as a whole: "radiation therapy to the left lung"."""
    told = told_site(name, domain)
    site = vocabulary().concept(told[1]) if told is not None else None
    return ((told[0],), site.name) if told is not None and site is not None else ((), None)


def thing_with_site(name: str, ids: tuple[str, ...], site: str, domain: Domain) -> str | None:
    """The concept that takes the place of the name's own: a kind of it, at that site. None if the vocabulary has none."""
    known = vocabulary()
    place = site_id(site)
    names = dict.fromkeys((site, *(known.names_of(place) if place is not None else ())))
    found = (known.lookup(f"{each} {name}", domain) for each in names)
    return next((c.id for c in found if c is not None and ids and all(known.is_a(c.id, i) for i in ids)), None)


def things_at_site(ids: tuple[str, ...], site: str, domain: Domain) -> tuple[str, ...]:
    """What an entry is besides by its site: radiosurgery of the brain is a cranial radiotherapy."""
    place = site_id(site)
    if place is None:
        return ()
    found = (_treatments if domain == "procedure" else _cancers)(ids, place)
    return tuple(i for i in dict.fromkeys(found) if i not in ids)


def _cancers(ids: tuple[str, ...], place: str) -> list[str]:
    return [cancer for i in ids for cancer in cancers_at(i, place)]


def _treatments(ids: tuple[str, ...], place: str) -> list[str]:
    """By the names of what it is a kind of, at the site or where that lies: an operation on the liver is an abdominal operation.

    Only of treatments: "head injury" or "abdominal pain" is not just any injury or pain there.
    """
    known = vocabulary()
    kinds = dict.fromkeys(k for i in ids for k in (i, *sorted(known.ancestors(i, kinds_only=True) - {i, "procedure"})))
    found = []
    for kind in kinds:
        concept = known.concept(kind)
        for around in places_around(place) if concept is not None else ():
            at_site = thing_at(fold_name(concept.name), around, "procedure") if concept is not None else None
            if at_site is not None and known.is_a(at_site, kind):
                found.append(at_site)
    return found
