"""Cancers named by their tissue and cancers named by their site: which may be the same.

MeSH has a branch for each. A carcinoma recorded with its site is the cancer of that site; without one it may be a cancer of any of the
sites where such tumours arise (`data/tissues.csv`).
"""

from __future__ import annotations

from functools import cache

from eligibility.reference.body_sites import is_region, lies, places_around, sites_of, thing_at
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.vocabulary_tables import hand_made_records, split_list

_CARCINOMA, _IN_SITU, _METASTASIS, _MALIGNANCY = "carcinoma", "carcinoma-in-situ", "metastasis", "malignancy"
_BENIGN = "benign-neoplasm"
NEOPLASM = "neoplasm"
_BY_SITE, _BY_TISSUE = "mesh:neoplasms-by-site", "mesh:neoplasms-by-histologic-type"


@remembered(maxsize=10_000)
def cancers_at(concept_id: str, site: str) -> tuple[str, ...]:
    """The cancers that a carcinoma at a site is: of the sigmoid, and of the colon; none where it may come from elsewhere.

    Where cancers spread to (liver, bone, brain) "adenocarcinoma" is as likely of another organ; only the very name tells there.
    """
    concept = vocabulary().concept(concept_id)
    if concept is None or not names_no_site(concept_id):
        return ()
    by_name = thing_at(concept.name, site, "condition")
    seeded = by_name is None and _may_be_seeded(concept_id, site)
    organs = [] if seeded else [place for place in places_around(site) if place == site or not is_region(place)]
    found = [by_name] if by_name is not None else [cancer_of_site(organ) for organ in organs]
    return tuple(cancer for cancer in found if cancer is not None and vocabulary().is_a(cancer, _MALIGNANCY))


def _may_be_seeded(concept_id: str, site: str) -> bool:
    """Whether cancers of other organs spread to a site, and such a carcinoma does not usually begin there (as it does in the lung)."""
    known = vocabulary()
    for place in known.ancestors(site):
        spread = thing_at("metastasis", place, "condition") if not is_region(place) else None
        own = thing_at("cancer", place, "condition")
        if spread is not None and (own is None or known.is_a(spread, own) or not may_be_cancer_of(concept_id, own)):
            return True
    return False


@remembered(maxsize=10_000)
def came_from_elsewhere(concept_id: str, site: str) -> bool:
    """Whether a carcinoma at a site may be the spread of another organ's."""
    return not cancers_at(concept_id, site) and _may_be_seeded(concept_id, site)


@remembered(maxsize=50_000)
def other_cancer_at(concept_id: str, site: str, wanted_id: str) -> bool:
    """Whether a malignancy which is no carcinoma is at the site of a wanted cancer: a lymphoma of the stomach, gastric cancer."""
    known = vocabulary()
    above = known.ancestors(concept_id)
    if not named_by_tissue(concept_id) or _MALIGNANCY not in above or not above.isdisjoint((_CARCINOMA, _METASTASIS)):
        return False
    own = sites_of(wanted_id, _MALIGNANCY) if _BY_TISSUE not in known.ancestors(wanted_id) else frozenset()
    return any(lies(site, told) == "inside" for told in own)


@remembered(maxsize=50_000)
def other_tissue(concept_id: str, wanted_id: str) -> bool:
    """Whether a carcinoma is of another tissue than a wanted one: an adenocarcinoma is no squamous cell carcinoma."""
    known = vocabulary()
    own, wanted = _tissues(concept_id), _tissues(wanted_id)
    return bool(own) and bool(wanted) and not any(known.is_a(a, b) or known.is_a(b, a) for a in own for b in wanted)


@remembered(maxsize=10_000)
def _tissues(concept_id: str) -> tuple[str, ...]:
    """The kinds of carcinoma, by their tissue, that a concept is of."""
    return tuple(i for i in vocabulary().ancestors(concept_id) if i != _CARCINOMA and names_no_site(i))


def cancer_of_site(site: str) -> str | None:
    """What the cancer of a site is called; None if it has no name."""
    return thing_at(_CARCINOMA, site, "condition") or thing_at("cancer", site, "condition")


@remembered(maxsize=10_000)
def names_no_site(concept_id: str) -> bool:
    """Whether it is a carcinoma named by its tissue alone."""
    above = vocabulary().ancestors(concept_id)
    return _CARCINOMA in above and above.isdisjoint((_BY_SITE, _IN_SITU, _METASTASIS))


@remembered(maxsize=10_000)
def named_by_tissue(concept_id: str) -> bool:
    """Whether it is a tumour that may be anywhere by its name: a sarcoma, a lymphoma, any cancer."""
    above = vocabulary().ancestors(concept_id)
    return NEOPLASM in above and (_BY_SITE not in above or "lymphoma" in above)  # MeSH has lymphomas among the tumours of lymph nodes


@remembered(maxsize=50_000)
def may_be_cancer_of(concept_id: str, wanted_id: str) -> bool:
    """Whether a carcinoma whose site is not told may be a wanted cancer of a site, or the reverse: adenocarcinoma, breast cancer."""
    known = vocabulary()
    if not names_no_site(concept_id):
        return _may_be_of_tissue(concept_id, wanted_id)
    by_tissue = _BY_TISSUE in known.ancestors(wanted_id)
    cancers = (cancer for tissue, of in _cancers_of().items() if known.is_a(tissue, concept_id) for cancer in of)
    return any(known.is_a(cancer, wanted_id) or (not by_tissue and known.is_a(wanted_id, cancer)) for cancer in cancers)


def _may_be_of_tissue(concept_id: str, wanted_id: str) -> bool:
    """Whether a tumour of a site whose tissue is not told may be of a wanted one, or malignant: lung cancer, squamous cell carcinoma."""
    known = vocabulary()
    above = known.ancestors(concept_id)
    if _BY_SITE not in above or _BENIGN in above or _METASTASIS in above or _has_own_tissue(concept_id):
        return False
    # A neoplasm of the colon may be a cancer of the bowel.
    may_be_malignant = _MALIGNANCY not in above and _MALIGNANCY in known.ancestors(wanted_id)
    if may_be_malignant and not known.family(concept_id).isdisjoint(known.family(wanted_id)):
        return True
    if not names_no_site(wanted_id):
        return False
    likely = (cancer for tissue, of in _cancers_of().items() if _of_one_line(tissue, wanted_id) for cancer in of)
    return any(_of_one_line(concept_id, cancer) for cancer in likely)


def _has_own_tissue(concept_id: str) -> bool:
    above = vocabulary().ancestors(concept_id)
    return bool(_tissues(concept_id)) or not above.isdisjoint(_cancers_of().keys() - {_CARCINOMA})


def _of_one_line(one: str, other: str) -> bool:
    return vocabulary().is_a(one, other) or vocabulary().is_a(other, one)


@cache
def _cancers_of() -> dict[str, tuple[str, ...]]:
    """Tissue → the cancers, named by their site, that are often of it."""
    return {row["tissue"]: split_list(row["cancers"]) for row in hand_made_records("tissues.csv")}
