"""What the name of an entry tells beside its fields: "severe asthma", "stage IV breast cancer", "hypertension, poorly controlled"."""

from __future__ import annotations

import re
from typing import Literal

from eligibility.evaluation.scales import says_in_situ, stage_fits
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth
from eligibility.patient.lookups import Entry, name_id, related
from eligibility.patient.record import Condition
from eligibility.reference.entry_names import Quality, TakenApart, is_short_for_metastatic, quality, rules_out, taken_apart
from eligibility.reference.observations import Observation
from eligibility.reference.tumour_grades import TUMOUR_GRADE, is_graded_tumour, says_grade
from eligibility.reference.vocabulary import Concept, remembered, vocabulary
from eligibility.rules.nodes import Severity

_SEVERITIES: tuple[Literal["mild", "moderate", "severe"], ...] = ("mild", "moderate", "severe")
_CODED = "icd10cm:"
_UNSPECIFIED = re.compile(r",? unspecified\b")
_WORD = re.compile(r"[^\W_]+")
# What is said of the whole disease, so that another entry of it is not expected to differ; there may be an acute one beside the chronic.
_LIKE_ELSEWHERE = frozenset({"control", "symptoms", "stability", "operability", "resectability", "spread", "compensation"})
_METASTATIC = Quality("spread", "metastatic")
_IN_REMISSION = re.compile(r"(?<!not )\bin (?:\w+ )?remission\b", re.IGNORECASE)
_INVASIVE = quality("invasive")
_ABOVE_INVASIVE = ("Paget's disease, mammary",)  # in most patients an invasive cancer lies under it (NCI: Paget Disease of the Breast)
# NCI Dictionary of Cancer Terms, advanced cancer: one that has spread to other places in the body.
_ADVANCED = quality("advanced")
# Cancers of which stage IV and distant metastasis (M1) are the same; elsewhere a stage IV may be one that has only grown far.
# Source: AJCC Cancer Staging Manual, 8th edition, stage groups of breast, lung, colon and rectum, exocrine pancreas, skin melanoma.
# A melanoma of stage III has metastases as well, in the lymph nodes or the skin around it.
_METASTATIC_AT_III = ("melanoma",)
# Where stage 0 is by another system, and invasive: Rai of a leukaemia, BCLC of a liver cancer.
_ANOTHER_ZERO = ("hematologic malignancy", "hepatocellular carcinoma")
_STAGE_IV_IS_M1 = ("breast cancer", "lung cancer", "colorectal cancer", "pancreatic cancer", "melanoma")


def told_severity(entry: Entry) -> Severity | None:
    """The severity that the name has in it; of a name taken apart, that of the thing itself ("asthma with severe eczema" has none)."""
    if entry.told is not None:
        return entry.told.severity
    words = set(_WORD.findall((entry.item.name or "").casefold()))
    named = [s for s in _SEVERITIES if s in words]
    coded = told_by_code(entry.ids) if not named else None
    return named[0] if len(named) == 1 else coded.severity if coded is not None else None


def recorded_stages(entry: Entry, scale: Observation | None) -> tuple[str, ...]:
    """The stages that an entry may be of by what it says, mostly one; none where it says nothing of a stage."""
    recorded = _recorded_stage(entry, scale)
    if recorded is not None or (scale is not None and scale.id == TUMOUR_GRADE):
        return (recorded,) if recorded is not None else ()
    told = entry.told
    if told is None or told.stage is not None or _METASTATIC not in told.qualities or not _is_one_of(entry.ids, _STAGE_IV_IS_M1):
        return ()
    return ("III", "IV") if _is_one_of(entry.ids, _METASTATIC_AT_III) else ("IV",)


def _recorded_stage(entry: Entry, scale: Observation | None) -> str | None:
    """The stage in its own field, or in the name where that does not name another scale ("NYHA III").

    Of a tumour, what is called a grade answers for a grade alone, and what is not, for none.
    """
    recorded = entry.item.stage if isinstance(entry.item, Condition) else None
    if any(map(is_graded_tumour, entry.ids)):
        graded = scale is not None and scale.id == TUMOUR_GRADE
        if graded:
            return recorded if recorded is not None and says_grade(recorded) else _told_grade(entry)
        recorded = None if recorded is not None and says_grade(recorded) else recorded
    told = entry.told.stage if entry.told is not None else None
    if recorded is None and told is not None and told.scale in (None, scale.id if scale is not None else None):
        return told.text
    coded = told_by_code(entry.ids) if recorded is None and told is None else None
    if coded is not None and coded.stage is not None and coded.stage.scale in (None, scale.id if scale is not None else None):
        return coded.stage.text
    return recorded


def _told_grade(entry: Entry) -> str | None:
    qualities = entry.told.qualities if entry.told is not None else []
    return next((q.value for q in qualities if says_grade(q.value)), None)


def is_metastatic(entry: Entry) -> bool:
    """Whether the name says that it has spread: "metastatic prostate cancer"."""
    if entry.told is not None and _METASTATIC in entry.told.qualities:
        return True
    return entry.item.name is not None and is_short_for_metastatic(entry.item.name)


def has_m1_at_iv(entry: Entry) -> bool:
    """Whether it is a cancer that has distant metastases at stage IV: one of the breast, but not one of the tongue."""
    return _is_one_of(entry.ids, _STAGE_IV_IS_M1)


def is_at_m1(entry: Entry) -> bool:
    """Whether it is such a cancer at stage IV."""
    stage = _recorded_stage(entry, None) if has_m1_at_iv(entry) else None
    return stage is not None and stage_fits(stage, ("IV",), None) is TRUE


def is_metastatic_at_iii(entry: Entry) -> bool:
    """Whether its metastases may be regional ones: those of a melanoma."""
    return _is_one_of(entry.ids, _METASTATIC_AT_III)


def is_in_situ(entry: Entry) -> bool:
    """Whether its stage is that of a carcinoma in situ, though it is called a cancer; a leukaemia of stage 0 (Rai) is one all the same."""
    stage = _recorded_stage(entry, None)
    of_cancer = _is_one_of(entry.ids, ("malignancy",)) and not _is_one_of(entry.ids, _ANOTHER_ZERO)
    return of_cancer and stage is not None and says_in_situ(stage)


def is_in_remission(entry: Entry) -> bool:
    """Whether its name, or that of its code, says that the disease does not show at present."""
    names = (entry.item.name, *(concept.name for i in entry.ids if (concept := _code(i)) is not None))
    return any(name is not None and _IN_REMISSION.search(name) for name in names)


def _code(concept_id: str) -> Concept | None:
    """The code, where a concept is one of ICD-10-CM that no disease of the tables equals."""
    return vocabulary().concept(concept_id) if concept_id.startswith(_CODED) else None


@remembered(maxsize=5_000)
def told_by_code(ids: tuple[str, ...]) -> TakenApart | None:
    """What the name of an ICD-10 code says beside the disease: of N18.4 "Chronic kidney disease, stage 4 (severe)"."""
    for each in ids:
        concept = _code(each)
        told = taken_apart(_UNSPECIFIED.sub("", concept.name)) if concept is not None else None
        if told is not None and vocabulary().is_a(each, told.concept.id):
            return told
    return None


def told_quality(entry: Entry, descriptor: str, asked: str | None = None) -> tuple[Truth, bool] | None:
    """Whether the name or the stage says so, and whether its being false denies the thing; None where they say nothing.

    "Poorly controlled" is uncontrolled, and not controlled; a stage IV breast cancer is metastatic. `asked`: the concept that is said to
    be so: a metastatic cancer of the kidney is advanced cancer, and no "advanced kidney disease".
    """
    wanted = quality(descriptor)
    qualities = entry.told.qualities if entry.told is not None else []
    if wanted in qualities:
        return TRUE, False
    if wanted.aspect and any(q.aspect == wanted.aspect for q in qualities):
        return FALSE, wanted.aspect in _LIKE_ELSEWHERE
    if any(rules_out(q, wanted) for q in qualities):
        return FALSE, False
    if wanted == _INVASIVE and _is_one_of(entry.ids, ("malignancy",)):
        stage = _recorded_stage(entry, None)
        if stage is not None and (says_in_situ(stage) or stage_fits(stage, ("I", "II", "III", "IV"), None) is TRUE):
            return (FALSE, True) if says_in_situ(stage) else (TRUE, False)
    if wanted == _INVASIVE and _is_one_of(entry.ids, ("carcinoma in situ",)) and not _is_one_of(entry.ids, _ABOVE_INVASIVE):
        return FALSE, True
    of_cancer = asked is not None and _is_one_of((asked,), ("neoplasm",))
    if (wanted == _METASTATIC or (wanted == _ADVANCED and of_cancer)) and (is_at_m1(entry) or is_metastatic(entry)):
        return TRUE, False
    return (UNKNOWN, False) if entry.told is not None else None


@remembered(maxsize=5_000)
def _is_one_of(ids: tuple[str, ...], names: tuple[str, ...]) -> bool:
    cancers = [c for c in (name_id(name, "condition") for name in names) if c is not None]
    return any(related(i, cancer) == "is" for i in ids for cancer in cancers)
