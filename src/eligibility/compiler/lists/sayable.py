"""Of what an adjective can be said: no diabetes is metastatic, no stroke uncontrolled, and no operation neoadjuvant."""

from __future__ import annotations

from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.strangers import ANY_CONDITION
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.vocabulary_rows import Domain

# Degrees and states of any disease. Other adjectives tell kinds ("hereditary"): over a comma they go on only where they make a name.
_STATES = """
    significant significantly relevant important meaningful marked substantial uncontrolled controlled poorly
    inadequately insufficiently adequately stable unstable symptomatic asymptomatic refractory persistent progressive
    advanced untreated treated intractable debilitating disabling extensive unexplained frequent complicated
    uncomplicated life-threatening threatening resistant active
"""
# Said of wounds, ulcers and fractures alike: "a non-healing wound, ulcer or fracture".
_UNHEALED, _HEALING = frozenset({"non-healing", "nonhealing", "unhealed"}), ("injury", "ulcer", "skin ulcer", "fracture")
# How far a tumour has gone, which is said of all the tumours of a list.
_EXTENTS = frozenset({"metastatic", "nonmetastatic", "non-metastatic", "unresectable", "inoperable", "locally"})
# Said of tumours alone; of tumours never.
_OF_TUMOURS = """
    metastatic unresectable resectable operable inoperable locally malignant benign solid hematologic unicentric multicentric nonmetastatic
    non-metastatic resected excised
"""
_NOT_OF_TUMOURS, _NOT_IN_SITU = "acute subacute chronic", "invasive infiltrating metastatic advanced"
# Kinds that a disease of any other name may be of too.
_COMMON_KINDS = """
    acute subacute chronic recurrent relapsed relapsing residual congenital hereditary inherited acquired idiopathic invasive metastatic
    unresectable resectable operable inoperable locally postoperative preoperative perioperative
"""
# When a treatment is given beside an operation, which is said of all the treatments of a list.
_SETTINGS = frozenset({"neoadjuvant", "neo-adjuvant", "adjuvant", "preoperative", "pre-operative", "postoperative", "post-operative"})
# Said of what goes on for a while, not of what is over in a moment.
_OF_COURSES = """
    uncontrolled controlled poorly inadequately insufficiently stable unstable chronic progressive persistent refractory relapsing relapsed
    end-stage end untreated compensated decompensated
"""
_STATE_WORDS, _TUMOUR_WORDS, _COURSE_WORDS = frozenset(_STATES.split()), frozenset(_OF_TUMOURS.split()), frozenset(_OF_COURSES.split())
# What has stages or types instead of a severity. Sources: AJCC Cancer Staging Manual; WHO case definitions of HIV, 2007; Fourth Universal
# Definition of Myocardial Infarction, 2018.
_STAGED = ("malignancy", "HIV infection", "myocardial infarction")
# What is grave in itself. Sources: Sepsis-3 (JAMA 2016;315:801), "life-threatening organ dysfunction"; Baveno VII (J Hepatol
# 2022;76:959) on variceal bleeding; ILAE 2015 on status epilepticus.
_GRAVE = ("sepsis", "shock", "cardiac arrest", "variceal bleeding", "coma", "status epilepticus")
_NOT_TUMOURS, _INVASIVE, _ANY_KIND = (frozenset(words.split()) for words in (_NOT_OF_TUMOURS, _NOT_IN_SITU, _COMMON_KINDS))
_MOMENTS = ("infarction", "stroke", "transient ischemic attack", "cardiac arrest", "fracture", "embolism")


def is_state(words: str) -> bool:
    """Whether an adjective tells a degree or a state, and not a kind."""
    return bool(_STATE_WORDS & set(words.casefold().split()))


def goes_over_commas(words: str) -> bool:
    """Whether an adjective reaches the members of a list that a comma parts from it."""
    return is_state(words) or bool(_EXTENTS & set(words.casefold().split()))


def tells_tissue(element: Element) -> bool:
    """Whether an adjective says of which organ or tissue something is: "hematologic or neurologic disease"."""
    return element.may_be("SITE") or element.word in ("hematologic", "haematologic")


def may_be_common(words: str) -> bool:
    """Whether a disease of any name may be of the kind: "recurrent", "congenital"."""
    return bool(_ANY_KIND & set(words.casefold().split()))


def can_be_said(words: str, concept_id: str) -> bool:
    """Whether an adjective can be said of a disease: no diabetes is metastatic, and no stroke uncontrolled."""
    said = set(words.casefold().split())
    if said & _NOT_TUMOURS and _is_one_of(concept_id, ("neoplasm",)):
        return False
    if said & _INVASIVE and _is_one_of(concept_id, ("carcinoma in situ", "ductal carcinoma in situ", "lobular carcinoma in situ")):
        return False
    if said & _TUMOUR_WORDS and concept_id != ANY_CONDITION:
        return _is_one_of(concept_id, ("neoplasm",))
    return not (said & _COURSE_WORDS and _is_one_of(concept_id, _MOMENTS))


def has_severity(concept_id: str) -> bool:
    """Whether there are mild ones, so that "severe" says something of it."""
    return not _is_one_of(concept_id, (*_STAGED, *_GRAVE))


@remembered(maxsize=20_000)
def _is_one_of(concept_id: str, names: tuple[str, ...]) -> bool:
    return any(vocabulary().is_a(concept_id, general) for general in _ids(names))


@remembered(maxsize=100)
def _ids(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(c.id for name in names if (c := vocabulary().lookup(name, "condition")) is not None)


def goes_unhealed(words: str, concept_id: str) -> bool:
    """ "A non-healing wound, ulcer | or fracture"."""
    return words.casefold() in _UNHEALED and _is_one_of(concept_id, _HEALING)


def tells_setting(words: str) -> bool:
    return words.casefold() in _SETTINGS


def has_setting(treatment: Element) -> bool:
    """Whether a treatment may be given beside an operation; an operation is not beside itself."""
    surgery = vocabulary().lookup("surgery", "procedure")
    return treatment.type == "PROC" and (surgery is None or not vocabulary().is_a(treatment.value, surgery.id))


def makes_a_name(adjective: Element, head: Element) -> bool:
    """Whether the adjective makes a known kind of the noun: "chronic" of an infection, not of pneumonia."""
    domain: Domain = "procedure" if head.type == "PROC" else "medication" if head.type == "DRUG" else "condition"
    name = " ".join([adjective.tokens[0].text, *(t.text for t in head.tokens)])
    made = vocabulary().lookup(name, domain)
    return made is not None and vocabulary().is_a(made.id, head.value)
