"""What the name of a recorded condition says beside the name itself: "stage IV breast cancer", "asthma, severe, uncontrolled".

A record has fields for stage, severity, cause and site, but clinicians write them into the name. Such a name is taken apart only where
every word of it is understood and none takes the condition away: of "suspected asthma", "history of asthma" and "risk of asthma" nothing is
known, and of "metastatic liver cancer" it is not known where the cancer began.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Literal, cast

from eligibility.reference.body_sites import joined_site, lies, site_id, sites_of
from eligibility.reference.compounding import COMPOUNDING
from eligibility.reference.headed_names import only_refine, split_head, unabbreviated
from eligibility.reference.names import fold_name, without_tag
from eligibility.reference.observations import Observation, find_observation, scale_value
from eligibility.reference.sides import with_sides
from eligibility.reference.vocabulary import Concept, remembered, vocabulary
from eligibility.resources import data_file

Severity = Literal["mild", "moderate", "severe"]
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLUS = re.compile(r"(?<=\w)\+(?!\w)")  # "HER2+"
_MINUS = re.compile(r"(?<=\w)[-−](?=[\s/,;]|$)")  # "HER2-"
_LONGEST_NAME = 12
_MOST_DETAILS = 6
# "mCRPC": the abbreviation of a cancer with an m for metastatic before it.
_SHORT = re.compile(r"\bm(?P<rest>[A-Z]{2,}\w*)\b")
_SPELLED_OUT = re.compile(r"\b[Mm]BC\b")  # of breast cancer there is an abbreviation only with the m
_CA = re.compile(r"^C[aA](?= [a-z])")  # "Ca breast": cancer
_PARTS = re.compile(r"\s*[,;()]\s*|\s+[-–—]\s+")
_VALUE = re.compile(r"(?:[0-5]|iv|v|i{1,3})[a-d]?[1-3]?|[a-d]")
_RESULTS = {"positive": "positive", "negative": "negative"}
_CAUSED = frozenset({"related", "associated", "induced"})
_DUE = ("due to", "secondary to", "caused by")
_AT = ("of", "in", "on", "at")
_SIDES = ("left", "right", "both", "bilateral")
_ADJECTIVE = re.compile(r"(?:al|ic|ar|ous|pulmonary|coronary|urinary|axillary|mammary|biliary|salivary|immune)$", re.IGNORECASE)
# Organs that cancers of other organs spread to: of a "metastatic" cancer there, the name does not say whether it began there.
_SEEDED = frozenset(
    {"brain", "cerebral", "cns", "spinal", "spine", "meningeal", "bone", "skeletal", "liver", "hepatic", "peritoneal", "pleural", "adrenal"}
    | {"lymph", "skin"}
)


@dataclass(frozen=True, slots=True)
class Quality:
    """A describing phrase. Of one aspect a thing has one value: what is controlled is not uncontrolled."""

    aspect: str
    value: str


@dataclass(frozen=True, slots=True)
class NamedStage:
    """A stage, grade or class as written, and the scale it is said to be on ("NYHA III"), if one is named."""

    scale: str | None
    text: str


@dataclass(slots=True)
class TakenApart:
    """A name as the condition and what is said of it.

    `results` are of tests: observation id → positive or negative. `details`: what else stands behind the name. `doubtful`: it may mean that
    the thing is not there ("stroke, ruled out"), not any more, or another one.
    """

    concept: Concept
    severity: Severity | None = None
    stage: NamedStage | None = None
    qualities: list[Quality] = field(default_factory=list)
    due_to: list[str] = field(default_factory=list)
    site: str | None = None
    results: dict[str, str] = field(default_factory=dict)
    details: str = ""
    doubtful: bool = False


@remembered(maxsize=50_000)
def taken_apart(name: str) -> TakenApart | None:
    """The parts of a condition's name that the vocabulary does not know as a whole; None where a word of it is not understood.

    >>> found = taken_apart("severe uncontrolled asthma")
    >>> found.concept.name, found.severity, [q.value for q in found.qualities]
    ('asthma', 'severe', ['uncontrolled'])
    >>> taken_apart("suspected asthma") is None
    True
    """
    return _by_words(name) or _by_head(name)


def _by_words(name: str) -> TakenApart | None:
    """Where every word of it is understood."""
    written = spelled_out(with_sides(without_tag(name)))
    words = _WORD.findall(_MINUS.sub(" negative", _PLUS.sub(" positive", written)))
    if not 1 < len(words) <= _LONGEST_NAME or vocabulary().lookup(name, "condition") is not None:
        return None
    if written != name and (whole := vocabulary().lookup(written, "condition")) is not None:
        return TakenApart(whole)  # "Bipolar II d/o"
    if (whole := _unshortened(words)) is not None:
        return TakenApart(whole)
    for first, last in _stretches(len(words)):
        named = " ".join(words[first:last])
        concept = vocabulary().lookup(named, "condition")
        if concept is None and words[last : last + 1] == ["genotype"]:  # "HCV genotype 1": the infection with it
            germ = vocabulary().lookup(named, "organism")
            concept = vocabulary().caused_by(germ.id) if germ is not None else None
        if concept is None:
            continue
        found = TakenApart(concept)
        if not (_before(words[:first], found) and _behind(words[last:], found)):
            continue
        # "Metastatic cancer liver": a bare place behind may be where it spread to, what "with" or "of" says is clear.
        bare = words[last:] and words[last].casefold() not in ("with", "without", "of")
        if not _begins_elsewhere(found, words if bare else words[:last]):
            return found
    return None


def _by_head(name: str) -> TakenApart | None:
    """Where the disease stands at the beginning, and details behind it."""
    written = with_sides(spelled_out(without_tag(name)))
    split = split_head(written)
    if split is None:
        return None
    head, details = split
    concept = vocabulary().lookup(head, "condition")
    found = TakenApart(concept) if concept is not None else _by_words(head)
    if found is None:
        return None
    left: list[str] = []
    for detail in _PARTS.split(details):
        told = replace(found, qualities=[*found.qualities], due_to=[*found.due_to], results={**found.results})
        words = _WORD.findall(detail)
        if words and len(words) <= _LONGEST_NAME and _behind(words, told):
            found = told
        else:
            left.append(detail)
    if _begins_elsewhere(found, _WORD.findall(written)) or len(left) > _MOST_DETAILS:
        return None
    found.details = ", ".join(left)
    found.doubtful = not only_refine(found.details)
    return found


@remembered(maxsize=10_000)
def named_with(concept_id: str, said: str) -> tuple[str, ...]:
    """What has a name of its own with a quality: an open fracture, of the tibial fracture that is open."""
    known = vocabulary()
    kinds = (known.concept(i) for i in known.ancestors(concept_id, kinds_only=True))
    named = (known.lookup(f"{said} {kind.name}", "condition") for kind in kinds if kind is not None)
    return tuple(dict.fromkeys(c.id for c in named if c is not None and not known.is_a(concept_id, c.id)))


def spelled_out(name: str) -> str:
    """The name with "metastatic" written out where an m before the abbreviation of a cancer stands for it.

    >>> spelled_out("HR+ MBC"), spelled_out("mPDAC"), spelled_out("mCi")
    ('HR+ metastatic breast cancer', 'metastatic PDAC', 'mCi')
    """
    name = _CA.sub("cancer", _SPELLED_OUT.sub("metastatic breast cancer", unabbreviated(name)))
    return _SHORT.sub(lambda m: f"metastatic {m['rest']}" if _abbreviates_cancer(m["rest"]) else m[0], name)


def is_short_for_metastatic(name: str) -> bool:
    """Whether a name begins with such an abbreviation, though the vocabulary knows it as a whole: "mCRPC"."""
    match = _SHORT.match(name)
    return match is not None and _abbreviates_cancer(match["rest"])


def _abbreviates_cancer(word: str) -> bool:
    concept = vocabulary().lookup(word, "condition")
    return concept is not None and _is_cancer(concept)


def _unshortened(words: list[str]) -> Concept | None:
    """ "Ischaemic CVA", "traumatic SCI": what the whole names once an abbreviation in it is spelled out, if that is a kind of it."""
    known = vocabulary()
    for place, word in enumerate(words):
        short = known.lookup(word, "condition") if word.isupper() and len(word) > 1 else None
        whole = known.lookup(" ".join((*words[:place], short.name, *words[place + 1 :])), "condition") if short is not None else None
        if short is not None and whole is not None and known.is_a(whole.id, short.id):
            return whole
    return None


# "That is refractory to lenalidomide" says what "lenalidomide-refractory" does.
_ANSWER = re.compile(r"(?:(?:that|which) (?:is|are|wa|was|were) )?(?P<word>refractory|resistant|sensitive|intolerant) to (?P<drug>.+)")


_RESPONSE = re.compile(r"(?P<drug>.+) (?P<word>resistant|sensitive)")


@lru_cache(maxsize=10_000)
def quality(phrase: str) -> Quality:
    """A describing phrase as a quality; one that the table does not have says only itself.

    >>> quality("poorly controlled") == quality("Uncontrolled"), quality("brittle")
    (True, Quality(aspect='', value='brittle'))
    """
    folded = fold_name(phrase)
    if (answer := _ANSWER.fullmatch(folded)) is not None:
        folded = f"{answer['drug']} {answer['word']}"
    response = _RESPONSE.fullmatch(folded)
    if folded not in _qualities() and response is not None:
        return Quality(f"response to {response['drug']}", response["word"])
    return _qualities().get(folded) or Quality("", folded)


def phrases_of(known: Quality) -> tuple[str, ...]:
    """The phrases that say a quality, folded: "emergency", "emergent"."""
    return tuple(phrase for phrase, each in _qualities().items() if each == known) or (known.value,)


def contraries_of(known: Quality) -> tuple[str, ...]:
    """The phrases, folded, that say another value of the quality's aspect: "autologous" of "allogeneic"; none of a quality by itself."""
    return tuple(p for p, each in _qualities().items() if known.aspect and each.aspect == known.aspect and each.value != known.value)


def rules_out(said: Quality, asked: Quality) -> bool:
    """Whether what is so said is not as asked: what is newly diagnosed, no relapse; a relapsed disease may be refractory, too."""
    return asked in _ruled_out().get(said, frozenset())


def _stretches(length: int) -> Iterator[tuple[int, int]]:
    """The places of a known name among so many words: the longest first, and of the same length the one farthest behind."""
    for size in range(length - 1, 0, -1):
        for first in range(length - size, -1, -1):
            yield first, first + size


def _begins_elsewhere(found: TakenApart, named: list[str]) -> bool:
    return any(q.value == "metastatic" for q in found.qualities) and bool(_SEEDED & {fold_name(w) for w in named})


def _before(words: list[str], found: TakenApart) -> bool:
    """ "Severe uncontrolled …", "stage IV …", "HER2-positive …", "alcohol-related …"."""
    while words:
        used = (
            _quality(words, found)
            or _reaction(words, found)
            or _stage(words, found)
            or _result(words, found)
            or _cause_before(words, found)
        )
        if not used:
            return _site_before(words, found)
        words = words[used:]
    return True


# What is the same wherever it is; a "spinal shock" or a "bladder spasm" is another disease than the noun.
_ANYWHERE = (
    *("injury", "edema", "pain", "bleeding", "neoplasm", "infection", "mesh:ulcer", "skin-ulcer", "thrombosis", "lymphadenopathy"),
    *("fracture", "osteomyelitis"),
)
_SKIN, _ON_THE_SKIN = "site:skin", ("skin-disease",)
# What a place behind the name only places, though before it the two may be another disease.
_OFTEN = ("osteoarthritis", "arthritis", "mesh:joint-diseases", "mesh:tendinopathy", "skin-disease", "mesh:cysts")


def _site_before(words: list[str], found: TakenApart) -> bool:
    """ "Scalp | laceration", "femoral head | fracture": of a name that tells no place of its own, what stands right before it is one."""
    known = vocabulary()
    site = known.lookup(" ".join(words), "site") if found.site is None else None
    own = set(sites_of(found.concept.id, "condition")) - {_SKIN}
    if site is None or own or not any(known.is_a(found.concept.id, kind) for kind in (*_ANYWHERE, *_ON_THE_SKIN)):
        return False
    found.site = site.name
    return True


def _behind(words: list[str], found: TakenApart) -> bool:
    """ "…, uncontrolled", "… stage IV", "… of the left knee", "… due to hepatitis B", "… with nephropathy"."""
    while words:
        opening = " ".join(words[:2]).casefold()
        if words[0].casefold() in ("with", "without"):
            found.qualities.append(quality(" ".join(words)))
            return len(words) > 1
        if opening in _DUE:
            found.due_to.append(" ".join(words[2:]))
            return len(words) > 2 and vocabulary().lookup(found.due_to[-1]) is not None
        used = _quality(words, found) or _reaction(words, found) or _stage(words, found) or _result(words, found)
        if not used:
            return _site(words[1:], found) if words[0].casefold() in _AT else _bare_site(words, found)
        words = words[used:]
    return True


def _quality(words: list[str], found: TakenApart) -> int:
    """How many words a describing phrase at the beginning takes; the longest counts."""
    for size in range(min(3, len(words)), 0, -1):
        known = _qualities().get(fold_name(" ".join(words[:size])))
        if known is None:
            continue
        if known.aspect == "severity":
            if found.severity is not None:
                return 0
            found.severity = cast(Severity, known.value)
        else:
            found.qualities.append(known)
        return size
    return 0


def _reaction(words: list[str], found: TakenApart) -> int:
    """ "Platinum-resistant", "steroid refractory": how the disease answers to a treatment."""
    if len(words) < 2 or words[1].casefold() not in COMPOUNDING:
        return 0
    if all(vocabulary().lookup(words[0], domain) is None for domain in ("medication", "procedure")):
        return 0
    found.qualities.append(quality(" ".join(words[:2])))
    return 2


def _stage(words: list[str], found: TakenApart) -> int:
    """ "Stage IV", "grade 3", "NYHA class II", "Child-Pugh B"; a grade of a cancer is how its cells look, and no stage of it."""
    for size in range(min(3, len(words) - 1), -1, -1):
        scale = _scale(" ".join(words[:size])) if size else None
        if size and scale is None:
            continue
        word = words[size].casefold()
        place = size + 1 if word in ("stage", "grade", "class") else size
        if place >= len(words) or not (size or place):
            continue
        text = words[place]
        if not _VALUE.fullmatch(text.casefold()) or (scale is not None and scale_value(scale, text) is None):
            continue
        if word == "grade" and scale is None and _is_cancer(found.concept):
            found.qualities.append(quality(f"{word} {text}"))
        elif found.stage is not None:
            continue
        else:
            found.stage = NamedStage(scale.id if scale is not None else None, text)
        return place + 1
    return 0


@remembered(maxsize=5_000)
def _scale(name: str) -> Observation | None:
    for suffix in ("", " class", " stage", " grade"):
        found = find_observation(name + suffix)
        if found is not None and found.kind == "class":
            return found
    return None


def _is_cancer(concept: Concept) -> bool:
    malignancy = vocabulary().lookup("malignancy", "condition")
    return malignancy is not None and vocabulary().is_a(concept.id, malignancy.id)


def _result(words: list[str], found: TakenApart) -> int:
    """ "HER2-positive", "ER negative": the name of a test and its result."""
    for size in range(min(4, len(words) - 1), 0, -1):
        result = _RESULTS.get(words[size].casefold())
        known = find_observation(" ".join(words[:size])) if result is not None else None
        if result is not None and known is not None and known.kind == "term" and known.values == ("negative", "positive"):
            found.results[known.id] = result
            return size + 1
    return 0


def _cause_before(words: list[str], found: TakenApart) -> int:
    """ "HBV-related", "alcohol-associated"."""
    for size in range(min(3, len(words) - 1), 0, -1):
        agent = " ".join(words[:size])
        if words[size].casefold() in _CAUSED and vocabulary().lookup(agent) is not None:
            found.due_to.append(agent)
            return size + 1
    return 0


def _site(words: list[str], found: TakenApart) -> bool:
    """ "… of the left knee", "… of both forearms and hands"."""
    words = words[1:] if words and words[0].casefold() in ("the", "her", "his") else words
    if words and words[0].casefold() in _SIDES:
        found.qualities.append(quality(words[0]))
        words = words[1:]
    if len(words) > 1 and words[-1].casefold() in _SIDES:
        found.qualities.append(quality(words[-1]))
        words = words[:-1]
    site = joined_site(words) if words and found.site is None else None
    found.site = site if site is not None else found.site
    return site is not None


def _bare_site(words: list[str], found: TakenApart) -> bool:
    """ "OA | right knee": a place with no "of" before it, of what may be anywhere or is there by its own name.

    An adjective behind a comma may make another disease: "asthma, cardiac".
    """
    told = TakenApart(found.concept, site=found.site)
    if _ADJECTIVE.search(words[-1]) or not _site(words, told) or told.site is None:
        return False
    place, own = site_id(told.site), sites_of(found.concept.id, "condition")
    anywhere = not own and any(vocabulary().is_a(found.concept.id, kind) for kind in (*_ANYWHERE, *_OFTEN))
    if place is None or not (anywhere or any(lies(place, each) != "outside" for each in own)):
        return False
    found.site = told.site
    found.qualities += told.qualities
    return True


@cache
def _qualities() -> dict[str, Quality]:
    """The phrases of `data/name_qualifiers.csv`; without an aspect each is a quality of its own."""
    found: dict[str, Quality] = {}
    with data_file("name_qualifiers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for phrase in map(fold_name, row["phrases"].split("|")):
                found[phrase] = Quality(row["aspect"], row["value"] or phrase)
    return found


@cache
def _ruled_out() -> dict[Quality, frozenset[Quality]]:
    """What of the same thing cannot be said beside a quality, though it is of another aspect."""
    found = {}
    with data_file("name_qualifiers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            against = frozenset(quality(phrase) for phrase in row["rules_out"].split("|") if phrase)
            found.update({quality(phrase): against for phrase in row["phrases"].split("|")})
    return found
