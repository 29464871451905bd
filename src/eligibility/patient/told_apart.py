"""Entries whose names the vocabulary does not have, but all words of which are understood: what else they may be, or are not.

"Metastatic HER2-positive breast cancer" is no infection and no diabetes, though no table has that name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eligibility.reference.body_sites import lies, site_id, sites_of
from eligibility.reference.entailments import counts_as as related
from eligibility.reference.headed_names import are_plain, is_known
from eligibility.reference.mentioned import named_within
from eligibility.reference.observations import observations
from eligibility.reference.vocabulary import vocabulary

if TYPE_CHECKING:
    from eligibility.patient.lookups import Bearing, Entry

# Words that tell of something besides the disease itself.
_OF_MORE = frozenset({"complicated", "congenital", "hereditary", "acquired", "postoperative", "decompensated"})
_HURTING = frozenset({"painful", "symptomatic"})
_SPREADING = frozenset(
    {"metastatic", "advanced", "locally advanced", "invasive", "disseminated", "advanced stage", "end stage", "late stage", "recurrent"}
    | {"locally recurrent", "relapsed", "relapsing", "refractory", "progressive", "persistent", "unresectable", "inoperable"}
)
# What these are of is not told: a nodule may be a metastasis, an inflammation an infection.
_UNTOLD = ("nodule", "mass", "lesion", "inflammation", "lump", "swelling")


def is_another(entry: Entry, wanted_id: str | None, bearing: Bearing) -> bool:
    """Whether an entry in its parts is plainly something other than the wanted concept."""
    if bearing != "no" or wanted_id is None or entry.section == "medications":
        return False
    told, site = entry.told, site_id(entry.site) if entry.site is not None else None
    wanted = vocabulary().concept(wanted_id)
    if wanted is None:
        return False
    if site is not None and any(_may_lie(site, each) for each in sites_of(wanted_id, wanted.domain)):
        return False  # a biopsy of the brain may be a surgery of it
    if any(related(i, wanted_id) != "no" for i in named_within(entry.item.name or "", wanted.domain)):
        return False  # "HCV genotype 1 cirrhosis" has the infection in its name
    if told is None or entry.section == "procedures":
        more_exact = any(vocabulary().is_a(wanted_id, i) for i in entry.ids)
        plain = told is None or are_plain(told.details)
        return entry.section == "procedures" and plain and not more_exact and not vocabulary().is_a(wanted_id, _OPERATION)
    if told.concept.name.casefold().endswith(_UNTOLD) or not are_plain(told.details):
        return False
    if site is not None and _is_cancer(told.concept.id) and _is_cancer(wanted_id):
        return False  # an adenocarcinoma of the axilla may be of the breast
    if any(hint.search(entry.item.name or "") and _may_be_meant(wanted_id, kind) for hint, kind in _HINTS):
        return False
    if told.due_to or any(q.value in _OF_MORE or (q.value.startswith("with") and not is_known(q.value)) for q in told.qualities):
        return False
    if any(q.value in _HURTING for q in told.qualities) and any(vocabulary().is_a(wanted_id, each) for each in ("pain", "symptom")):
        return False
    if any(observations()[test].proves is not None for test in told.results):
        return False  # "HBsAg-positive hepatoma"
    spreads = any(q.value in _SPREADING for q in told.qualities)
    return not (spreads and vocabulary().is_a(wanted_id, _SPREAD))


# Words of details that tell of another disease besides, by the name of its kind.
_STEMS = (
    ("malignan|metasta|cancer|carcino|tumou?r", "malignancy"),
    ("septic|infect|bacteri|viral|fungal|pyogen|tubercul", "infection"),
    ("trauma|injur|lacerat|ruptur|blunt|penetrat", "injury"),
    ("diabet|insulin", "diabetes mellitus"),
    ("alcohol|ethanol", "alcohol abuse"),
    ("immun|lup(?:us|oid)", "autoimmune disease"),
    ("thromb|embol", "thrombosis"),
    ("ha?emorrhag|bleed", "bleeding"),
    ("ischa?em|infarct", "cardiovascular disease"),
    ("pregnan|gestat|partum|obstetric", "pregnancy complication"),
    ("dialysis|transplant", "kidney disease"),
    ("congenit|genetic|heredit", "congenital anomaly"),
)
_HINTS = tuple((re.compile(stem, re.IGNORECASE), kind) for stem, kind in _STEMS)


def _may_be_meant(wanted_id: str, kind: str) -> bool:
    known, concept = vocabulary(), vocabulary().lookup(kind, "condition")
    return concept is not None and (known.is_a(concept.id, wanted_id) or known.is_a(wanted_id, concept.id))


# What has no place: osteoarthritis of a knee is no diabetes, though metabolism is everywhere.
_NO_PLACE = frozenset({"site:metabolism", "site:endocrine-system", "site:mind"})


def _may_lie(site: str, wanted: str) -> bool:
    found = lies(site, wanted)
    return found == "inside" or (found == "perhaps" and wanted not in _NO_PLACE)


_SPREAD, _CANCER, _OPERATION = "metastasis", "malignancy", "surgery"


def _is_cancer(concept: str) -> bool:
    return vocabulary().is_a(concept, _CANCER)
