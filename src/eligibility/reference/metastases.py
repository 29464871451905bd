"""Names that say in which organs metastases are: "secondary malignant neoplasm of bone", "metastatic carcinoma to the liver and lungs".

Terminologies and diagnosis lists name metastases after the organ they are in, in more ways than a table of names could hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eligibility.reference.body_sites import is_region, site_id, thing_at
from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import remembered, vocabulary

_ANY, _NODES, _REGIONAL = "metastasis", "lymph-node-metastasis", "regional-metastasis"
_SPREAD = r"(?:mets?|metastas[ei]s|metastatic (?:disease|deposits?|lesions?|foci|focus|involvement|spread)|secondaries)"
_SITES = r"(?:the )?(?P<sites>.+)"
_FORMS = (
    # Of a "metastatic carcinoma of the lung" it is not told whether it came to the lung or from there.
    re.compile(rf"secondary (?P<cancer>.+?) (?:of|to|in|involving) {_SITES}", re.IGNORECASE),
    re.compile(rf"metastatic (?P<cancer>.+?) (?:to|involving) {_SITES}", re.IGNORECASE),
    re.compile(rf"{_SPREAD} (?:to|in|involving) {_SITES}", re.IGNORECASE),
    re.compile(rf"(?P<sites>.+?) {_SPREAD}", re.IGNORECASE),
)
_BETWEEN = re.compile(r"\s*(?:,|/|&|\band\b)\s*(?:the\s+)?", re.IGNORECASE)
# What is said to have spread may be called no more than this; many lesions and diseases are "secondary" to something else.
_SOMETHING = frozenset({"disease", "lesion", "deposit", "focus", "foci", "malignancy"})
_SECONDARY = frozenset({"deposit", "malignancy"})


@remembered(maxsize=20_000)
def metastases(name: str) -> tuple[str, ...]:
    """The concepts of a name that puts metastases in one or more organs; none for any other name.

    The cancer that has spread is one of them where it is named. A metastasis of an organ for which there is no concept is just that.

    >>> metastases("mets to bone and liver"), metastases("metastatic carcinoma of the lung")
    (('bone-metastasis', 'liver-metastasis'), ())
    """
    for form in _FORMS:
        match = form.fullmatch(name.strip())
        if match is None:
            continue
        cancer = _cancer(match.groupdict().get("cancer"), _SECONDARY if form is _FORMS[0] else _SOMETHING)
        places = [_at(site) for site in _BETWEEN.split(match["sites"]) if site]
        if cancer is not None and places and None not in places:
            return tuple(dict.fromkeys((*(p for p in places if p is not None), *cancer)))
    return ()


def _cancer(name: str | None, something: frozenset[str]) -> tuple[str, ...] | None:
    """What has spread: the tumour of that name; empty where nothing more is said of it than that; None for something else."""
    if name is None or fold_name(name) in something:
        return ()
    known = vocabulary()
    concept = known.lookup(name, "condition")
    if concept is None or not known.is_a(concept.id, "neoplasm"):
        return None
    return (concept.id,) if known.is_a(concept.id, "malignancy") and concept.id != "malignancy" else ()


def _at(site: str) -> str | None:
    """A metastasis at a site by the nearest place that has a name for it: of the femur, a bone metastasis; None if it is no site.

    What has spread to a whole region (the neck, the axilla) may be in its lymph nodes.
    """
    if re.search(r"\b(?:lymph (?:node|gland)|nodal|node)s?\b", site, re.IGNORECASE):
        return _NODES
    place = site_id(site)
    if place is None:
        return None
    return next(_named(place), _REGIONAL if is_region(place) else _ANY)


def _named(place: str) -> Iterator[str]:
    known = vocabulary()
    around = sorted(known.ancestors(place), key=lambda each: (-len(known.ancestors(each)), each))
    found = (thing_at(_ANY, each, "condition") for each in around)
    return (concept for concept in found if concept is not None and known.is_a(concept, "malignancy"))


def metastasis_at(ids: tuple[str, ...], site: str) -> tuple[str, ...]:
    """What a metastasis with its site in a field of its own is; none for anything else."""
    return metastases(f"metastases to {site}") if ids == (_ANY,) else ()


def without_spread(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The tumours that have spread, where they are named beside where to; else all."""
    known = vocabulary()
    spread = (_ANY, _NODES, _REGIONAL)
    return tuple(i for i in ids if not any(known.is_a(i, each) for each in spread)) or ids
