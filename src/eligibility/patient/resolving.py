"""Which concepts the name and the codes of an entry stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.patient.record import Code
from eligibility.reference.coded_names import coded_name
from eligibility.reference.framed_names import framed
from eligibility.reference.metastases import metastases
from eligibility.reference.named_tests import proven_by_test
from eligibility.reference.names import without_tag
from eligibility.reference.observations import find_observation
from eligibility.reference.product_names import product_concepts
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.vocabulary_rows import Domain

# Behind the name of a disease: that no more is known of it.
_UNSPECIFIED = re.compile(r",?\s*\(?(?:type unspecified|unspecified type|unspecified|not otherwise specified|NOS)\)?$", re.IGNORECASE)

# How, on which side and how urgently an operation is done: it is one all the same.
_APPROACH = re.compile(
    r"^(?:(?:arthroscopic(?:ally)?|laparoscopic(?:ally)?|thoracoscopic|endoscopic|robotic|robot|assisted|open|minimally invasive"
    r"|diagnostic|surveillance|screening|follow[ -]?up|salvage|palliative|prophylactic|interval|immediate|delayed"
    r"|completion|primary|percutaneous|elective|emergency|emergent|urgent|left|right|bilateral|unilateral|revision|redo|stereotactic(?:ally)?"
    r"|(?:ultrasound|sonographically|US|CT|MRI?|image|imaging|fluoroscopy|fluoroscopically|endoscopy)[ -]guided)[ -]+)+",
    re.IGNORECASE,
)
_REVISION = re.compile(r"^revision of (?:the )?(?=\S)", re.IGNORECASE)  # what is revised is done anew
# "ICH (intracerebral haemorrhage)": an abbreviation, whose letters begin the words behind it.
_EXPLAINED = re.compile(
    r"(?P<short>[A-Z][A-Za-z]{1,6}) \((?P<long>[^()]{6,})\)|(?P<name>[^()]{6,}) \((?P<abbreviation>[A-Z][A-Za-z]{1,6})\)"
)
# "MMR vaccination", "flu shot #2", "tetanus booster dose": what is given has the name of its vaccine.
_VACCINATION = re.compile(
    r"\s+(?:vaccin(?:e|ation) ?(?:series|dose|booster|shot|#?\d+)*|immuni[sz]ation|shot|jab|booster(?: (?:dose|shot|vaccination))?)"
    r"(?: #?\d+)?$",
    re.IGNORECASE,
)
_THERAPY = re.compile(r"\s+(?:replacement )?(?:therapy|treatment)$", re.IGNORECASE)


def resolve(name: str | None, codes: tuple[Code, ...], domain: Domain) -> tuple[str, ...]:
    """The concepts a name and codes stand for, the most specific first.

    Codes win where both are known; a name counts beside them only where it says the same or something more exact ("lung adenocarcinoma"
    with the code of lung cancer).
    """
    coded = [c.id for c in (vocabulary().by_code(code.system, code.code) for code in codes) if c is not None]
    named = name_id(name, domain) if name is not None else None
    if named is None:
        spread = metastases(name) if name is not None and not coded and domain == "condition" else ()
        if spread:
            return _most_specific_first(spread)
        held = product_concepts(name) if name is not None and not coded and domain in ("medication", "substance") else ()
        # Of several ingredients an allergy does not say which.
        return _most_specific_first(coded or (held if domain == "medication" or len(held) == 1 else ()))
    if domain == "substance" and not coded and name is not None:
        # What one is allergic to may be known as a substance and as a medicine.
        return tuple(dict.fromkeys(c.id for c in (vocabulary().concept(named), vocabulary().lookup(name, "medication")) if c is not None))
    ids = [named, *coded] if not coded or any(_agree(named, c) for c in coded) else coded
    return _most_specific_first(ids)


def _most_specific_first(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(ids), key=lambda i: -sum(vocabulary().is_a(i, other) for other in ids)))


def _agree(named: str, coded: str) -> bool:
    """Whether a name and a code may be of one thing: one is a kind of the other, or both refine the same.

    "Lung adenocarcinoma" and C34.9 (lung cancer, unspecified part) are both a lung cancer, told apart by histology and by place.
    """
    if vocabulary().is_a(named, coded) or vocabulary().is_a(coded, named):
        return True
    concept = vocabulary().concept(coded)
    if concept is None or not coded.startswith("icd10cm:"):
        return False
    return any(parent != concept.domain and vocabulary().is_a(named, parent) for parent in concept.parents)


@remembered(maxsize=100_000)
def name_id(name: str, domain: Domain) -> str | None:
    """The concept id of a name alone: in the domain if it has one there, else in any; else of a boolean observation (pregnancy).

    An operation is found without the words for how it was done. Last comes that of the procedure which a name tells of ("s/p CABG"), of
    the code that it is ("C22.0"), or of what a test proves ("HBsAg positive").
    """
    name = without_tag(name)
    if "?" in name:
        return None  # "pneumonia, ?viral": whoever wrote it was not sure
    concept = vocabulary().lookup(name, domain)
    if concept is None and domain == "substance":
        concept = vocabulary().lookup(name, "medication")
    concept = concept or vocabulary().lookup(name)
    if concept is None and name.count(",") == 1:  # "cirrhosis, decompensated", as indexes write it
        head, qualifier = name.split(",")
        concept = vocabulary().lookup(f"{qualifier} {head}", domain)
    if concept is None and domain == "procedure" and _THERAPY.search(name) is not None:
        concept = vocabulary().lookup(_THERAPY.sub("", name), "medication")  # "estrogen therapy" among the procedures
    if concept is None and domain in ("procedure", "medication") and _VACCINATION.search(name) is not None:
        concept = vocabulary().lookup(_VACCINATION.sub(" vaccine", name), "medication")
    if concept is None and domain == "procedure" and (approach := _APPROACH.match(name)) is not None:
        concept = vocabulary().lookup(name[approach.end() :], domain)
    if concept is None and _UNSPECIFIED.search(name) is not None:
        concept = vocabulary().lookup(_UNSPECIFIED.sub("", name), domain)
    if concept is not None and concept.domain == "organism" and domain == "condition":
        concept = vocabulary().caused_by(concept.id) or concept  # "HIV" among the conditions is the infection
    if concept is not None:
        return concept.id
    stated = find_observation(name)
    if stated is not None and stated.kind == "boolean":
        return stated.id
    concept = framed(name) if domain in ("condition", "procedure") else None
    if concept is None and (explained := _explained(name)) is not None:
        return name_id(explained, domain)
    proven = None
    if concept is None and domain == "condition":
        concept = coded_name(name)
        proven = proven_by_test(name) if concept is None else None
    return concept.id if concept is not None else name_id(proven, domain) if proven is not None else None


def _explained(name: str) -> str | None:
    """What an abbreviation stands for that the name explains: "GDD (global developmental delay)"."""
    match = _EXPLAINED.fullmatch(name.strip())
    if match is None:
        return None
    long, short = (match["long"] or match["name"]), (match["short"] or match["abbreviation"])
    letters = iter(long.casefold())
    explained = long[:1].casefold() == short[0].casefold() and all(letter in letters for letter in short.casefold())
    return long if explained else None


def without_approach(name: str) -> str:
    """The name of an operation without the words for how it was done: "ultrasound-guided biopsy of the breast"."""
    return _REVISION.sub("", _APPROACH.sub("", _REVISION.sub("", name)))


def says_how(name: str | None, domain: Domain) -> bool:
    """Whether a procedure is known only without the words for how it was done: who had no laparoscopic one may have had an open one."""
    return name is not None and domain == "procedure" and _APPROACH.match(name) is not None and vocabulary().lookup(name, domain) is None


def is_product(name: str | None, domain: Domain) -> bool:
    """Whether only a reading of its name as a product makes a medicine known."""
    return name is not None and domain in ("medication", "substance") and name_id(name, domain) is None
