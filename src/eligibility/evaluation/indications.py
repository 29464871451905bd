"""What a recorded medicine is given for, against what is asked: "chemotherapy for metastatic breast cancer"."""

from __future__ import annotations

import re

from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth
from eligibility.patient.lookups import folded_name, name_id, related
from eligibility.reference.body_sites import sites_of
from eligibility.reference.entry_names import Quality, quality, spelled_out, taken_apart
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.rules.nodes import ConceptRef

_FOR = re.compile(r"(?:for|of)\s+(?:the\s+)?(?:(?:treatment|management|therapy)\s+of\s+)?(?P<disease>.+)", re.IGNORECASE)
_ANY_DISEASE = " disease"
_TUMOUR, _METASTASIS = "neoplasm", "metastasis"
_SPREAD = re.compile(r"metasta|malignan|carcinomat|recurren|relapse|\bcns\b|meninge|involvement|palliati", re.IGNORECASE)


def indicated(recorded: str, wanted: ConceptRef) -> Truth:
    """Whether a recorded indication is a wanted one."""
    if folded_name(recorded) == folded_name(wanted.name):
        return TRUE
    told = taken_apart(recorded)
    recorded_id = infection_of(told.concept.id if told is not None else name_id(recorded, "condition"))
    wanted_id = infection_of(wanted.id)
    if recorded_id is None or wanted_id is None:
        return UNKNOWN
    kind = related(recorded_id, wanted_id)
    return TRUE if kind == "is" else UNKNOWN if kind == "maybe" or _may_be_of_it(recorded, recorded_id, wanted_id) else FALSE


def _may_be_of_it(recorded: str, own: str, wanted: str) -> bool:
    """Whether an indication may be a part of the cancer asked for, under another name: its metastases, its tissue, its complications."""
    known = vocabulary()
    if not known.is_a(wanted, _TUMOUR):
        return False
    if _SPREAD.search(recorded) or known.is_a(own, _METASTASIS):
        return True
    return known.is_a(own, _TUMOUR) and not sites_of(own, "condition")


def infection_of(concept_id: str | None) -> str | None:
    """The infection that an organism causes, so that "due to HBV" and "due to hepatitis B" are the same; any other concept as it is."""
    if concept_id is None:
        return None
    infection = vocabulary().caused_by(concept_id)
    return infection.id if infection is not None else concept_id


@remembered(maxsize=5_000)
def purpose(descriptor: str) -> ConceptRef | None:
    """The disease that a descriptor says something is for: "for severe aortic stenosis"."""
    match = _FOR.fullmatch(descriptor)
    concept_id, _ = _disease(match["disease"]) if match is not None else (None, ())
    concept = vocabulary().concept(concept_id) if concept_id is not None else None
    return ConceptRef(id=concept.id, name=concept.name) if concept is not None else None


@remembered(maxsize=20_000)
def given_for(recorded: str, descriptor: str) -> Truth:
    """Whether a medicine with this indication is "for metastatic breast cancer", or for any "metastatic disease".

    An indication that says less than the descriptor leaves it open; one of another disease denies it.
    """
    match = _FOR.fullmatch(descriptor)
    if match is None:
        return UNKNOWN
    wanted, asked = _disease(match["disease"])
    own, said = _disease(recorded)
    if folded_name(match["disease"]) == folded_name(recorded):
        return TRUE
    if own is None or (wanted is None and not (asked and match["disease"].casefold().endswith(_ANY_DISEASE))):
        return UNKNOWN
    if wanted is not None and related(own, wanted) != "is":
        apart = related(own, wanted) == related(wanted, own) == "no"
        return FALSE if apart and not _may_be_of_it(recorded, own, wanted) else UNKNOWN
    return TRUE if set(asked) <= set(said) else UNKNOWN


def _disease(name: str) -> tuple[str | None, tuple[Quality, ...]]:
    """The disease of a name, and what the name says of it; None of a mere "metastatic disease"."""
    written = spelled_out(name)
    said = quality(written.casefold().removesuffix(_ANY_DISEASE))
    if said.aspect:
        return None, (said,)
    told = taken_apart(written)
    if told is not None:
        return told.concept.id, (*told.qualities, *((quality(told.severity),) if told.severity is not None else ()))
    known = vocabulary().lookup(written, "condition")
    return (known.id if known is not None else None), ()
