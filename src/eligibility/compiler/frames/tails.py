"""What qualifies a name from behind: "surgery under general anaesthesia", "infection at the injection site", "disease that affects bone".

Such words narrow the name before them, whatever they mean: without the thing itself the statement is false, with it the answer depends on
words that an entry rarely has. They are cut off before a unit gets its roles, so that names among them are not taken for the head.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import cast

from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Group, is_word
from eligibility.reference.adjectives import is_adjective
from eligibility.reference.mentions import Reading
from eligibility.spans import hull
from eligibility.text.tokens import Token

# What words behind these narrow; a measurement with its limit has a reading of its own for them (compiler/measured/measures.py).
_NARROWED = ("COND", "ORG", "PROC", "DRUG", "ATTR", "DISEASENOUN")
_AS_THE_ONLY = tuple(f"as {whose} {word}" for whose in ("the", "their", "its") for word in ("only", "sole"))
RELATIVES = frozenset({"that", "which"})  # "who" begins a statement on the patient
# Nouns for what a disease does in its course: "recurrence after surgery" is none of the surgery.
_COURSES = ("recurrence", "relapse", "exacerbation", "flare", "worsening", "deterioration", "reactivation", "episode", "attack", "bout")
BEFORE = ("before", "prior to", "previous to", "preceding", "in advance of")
DURING = ("during", "within the course of")
AFTER = ("after", "following", "post", "subsequent to")
_WHEN = frozenset({*BEFORE, *DURING, *AFTER})
_OPENERS = ("TAIL", "BEFORE", "AFTER", "INTIME")
# Words that say when, how often or whether of the whole statement: they may stand behind a tail, and are no part of it.
_OF_THE_STATEMENT = frozenset({"WINDOW", "GAP", "LASTING", "ALLOWED", "EXCLUDED", "CURR", "HIST", "RECENT"})
# With one of these the words are more than a qualification, or turn it round.
_NOT_IN_TAILS = frozenset(
    {
        "PEOPLE",
        "NEG",
        "MUSTNOT",
        "DEMAND",
        "PLAN",
        "AGE",
        "LIMIT",
        "CHANGE",
        "LISTED",
        "BARE",
        "CLASSES",
        "FORMULA",
        "NORMAL",
        "NUM",
        "ABLE",
    }
    | {
        "UNABLE",
        "POSITIVE",
        "FAMHIST",
        "ALLERGY",
        "LISTHEAD",
        "LISTALL",
        "LISTCOUNT",
        "SEXNOUN",
        "AGENOUN",
        "ELSEWHERE",
        "PLUS",
        "PERCENT",
        "MEASMOD",
    }
)
_ON_A_DAY = frozenset({"at", "on", "upon"})  # "after enrollment" is another time
_NOW = frozenset({"screening", "baseline", "visit"})
# What may happen, or is contraindicated, is for a person to judge.
JUDGED = frozenset({"BLOCK", "JUDGE"})
_HINDERING = frozenset({"precluding", "preventing", "prohibiting", "limiting", "compromising", "impairing"})  # whatever it is that does
_MODAL = frozenset({"would", "could", "may", "might", "likely", "potential", "interfere", "contraindicat"})


@dataclass(slots=True, eq=False)
class Tail:
    """The words of a qualification, in order; `judged` if only a person can say whether it holds."""

    parts: list[Element]
    judged: bool

    @property
    def element(self) -> Element:
        """All of it as one describing word."""
        return Element("DESC", "", hull(p.span for p in self.parts), tuple(t for p in self.parts for t in p.tokens))


def cut_tail(parts: list[Element | Group]) -> tuple[list[Element | Group], Tail | None]:
    """A unit's parts without the words that narrow its name from behind, and those words."""
    if len(parts) == 1:
        return parts, None
    openers = [index for index in range(1, len(parts)) if parts[index].type == "FOR" or _opens(parts[index])]
    if not openers:
        return parts, None
    for index in openers:
        part = parts[index]
        if isinstance(part, Element) and part.may_be(*_OPENERS) and _says_now(parts[index + 1 :]):
            part.type = "FILLER"  # "during screening"
            if part.word in _ON_A_DAY:
                part.tokens = (Token(part.tokens[0].text, part.span, (Reading("FILLER", ""),)),)
    head = next((i for i, p in enumerate(parts) if isinstance(p, Element) and (p.type in _NARROWED or _stands_alone(i, parts))), None)
    for index in (0, *openers):  # no other word is one of these
        part = parts[index]
        if (head is None or index < head) and isinstance(part, Element) and says_only(part):
            part.type = "BLOCK"  # "skin as the only site of cancer": said of what has no name here, and not of the cancer
    if head is None or any(isinstance(p, Element) and p.type in ("MEAS", "SCALE", "TEST") for p in parts[:head]):
        return parts, None
    opener = next((i for i in openers if i > head and (_opens(parts[i]) or _opens_purpose(parts, i, head))), None)
    if opener is None:
        return parts, None
    first = parts[opener]
    assert isinstance(first, Element)
    if _is_silent(parts[opener:]):
        # "Confined to the kidney" says more than where it is, which its site is all the same.
        first.type = "DESC" if first.word.startswith(_NOWHERE_ELSE) else "FILLER"
        return parts, None
    run = list(takewhile(lambda p: isinstance(p, Element) and p.type not in _OF_THE_STATEMENT, parts[opener:]))
    words = [p for p in run if isinstance(p, Element)]
    rest = parts[opener + len(words) :]
    if any(isinstance(p, Element) and p.type not in (*_OF_THE_STATEMENT, "FILLER") for p in rest) or not _narrows(words):
        return parts, None
    if first.type == "LISTALL":
        first.type = "AFTER"  # "fever following chemotherapy"
    attested = cast(Element, parts[head]).type == "ATTR"
    if attested and any(w.may_be("SUBJECT") or not (w.reading("ATTR") or "-language").endswith("-language") for w in words):
        return parts, None  # "contraception in fertile women" asks it of them
    tail = Tail(words, judged=any_of_type(words, (*JUDGED, "UNABLE")))
    relative = first.word in RELATIVES
    hinders = first.word in _HINDERING
    of_organ = hinders and any(isinstance(p, Element) and p.may_be("SITE") for p in parts[:head])  # "a skeletal deformity precluding MRI"
    if cast(Element, parts[head]).type == "DISEASENOUN" and not (tail.judged or relative or of_organ):
        first.type = "BLOCK" if says_only(first) or hinders else first.type  # "any condition precluding MRI"
        return parts, None  # "problems in other organs" is all one name
    return [*parts[:opener], *rest], tail


def says_only(element: Element) -> bool:
    """ "Bone metastases as the only site of disease": what else there may not be."""
    return element.may_be("TAIL") and element.word.startswith(_AS_THE_ONLY)


def _stands_alone(index: int, parts: list[Element | Group]) -> bool:
    """ "Recurrence after surgery": with its time behind it, a noun for the course of a disease is the name, and that of no other."""
    part, following = parts[index], parts[index + 1 : index + 2]
    if not isinstance(part, Element) or not part.may_be("ASPECT") or not part.word.startswith(_COURSES):
        return False
    counted = any(isinstance(p, Element) and p.type in ("LIMIT", "BARE", "LISTED") for p in parts[:index])
    return not counted and any(isinstance(p, Element) and says_when(p) for p in following)


_WHERE_NEEDED = frozenset({"indicated", "needed", "required", "necessary", "appropriate"})


def only_where_needed(tail: Tail) -> bool:
    """ "Bone scan as clinically indicated": not asked of everybody."""
    first, last = tail.parts[0], tail.parts[-1]
    return first.word == "as" and last.tokens[-1].word in _WHERE_NEEDED


def says_when(element: Element) -> bool:
    """Whether a word places what stands before it in time by what stands behind it."""
    return element.word in _WHEN and element.may_be("BEFORE", "AFTER", "INTIME")


def _is_event(words: list[Element]) -> bool:
    first = next((w for w in words if w.type not in ("FILLER", "DESC")), None)
    return first is not None and first.type in ("COND", "ORG", "PROC", "DRUG", "THERAPY", "TAKING", "WORD")


def _opens(part: Element | Group) -> bool:
    """Whether a qualification of the name before it may begin here."""
    if not isinstance(part, Element):
        return False
    return part.may_be(*_OPENERS) or (part.type == "FILLER" and part.word in RELATIVES)


_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN", "PEOPLE", "ANCHOR", "WINDOW")


def _opens_purpose(parts: list[Element | Group], index: int, head: int) -> bool:
    """ "Rituximab for immunomodulation": what a treatment is for, and no disease that a record's indication names.

    An adjective at the end has lost its noun to a comma: "for unresectable, locally advanced breast cancer".
    """
    word, of = parts[index], parts[head]
    if not is_word(word, "FOR") or word.word != "for" or not is_word(of, "PROC", "DRUG"):
        return False
    behind = list(takewhile(lambda p: isinstance(p, Element) and p.type not in _OF_THE_STATEMENT, parts[index + 1 :]))
    words = [p for p in behind if isinstance(p, Element)]
    last = words[-1] if words else None
    # "For stroke prevention" is for no stroke.
    prevented = len(words) > 1 and words[-2].may_be("COND") and words[-1].type == "WORD"
    if last is None or any(p.may_be("COND", "ORG", *_PEOPLE) for p in (words[:-2] if prevented else words)):
        return False
    return last.type in ("WORD", "PROC", "ATTR", "LISTNOUN") and not is_adjective(last.tokens[-1].word)


def _narrows(words: list[Element]) -> bool:
    """Whether the words are a qualification as a whole: there is something in them that no other part of a rule could hold."""
    following = bool(words) and words[0].type == "LISTALL"
    # "COPD that cannot be controlled": with it or without, there is COPD.
    cannot = len(words) > 2 and words[0].word in RELATIVES and words[1].type == "UNABLE"
    others = words[2:] if cannot else words[following:]
    if not words or any_of_type(others, _NOT_IN_TAILS) or (following and not _is_event(words[1:])):
        return False
    if any(w.type in JUDGED and not _is_modal(w) for w in words):
        return False
    return any(w.type not in ("FILLER", "SUBJECT") for w in words[1:]) or len(words[0].tokens) > 1


def _is_modal(word: Element) -> bool:
    return word.type == "JUDGE" or any(word.word.startswith(m) for m in _MODAL)


_NOWHERE_ELSE = ("confined", "limited", "restricted")
# Behind these stands where something else is, or where it goes: "extending to the bladder", "pain radiating to the leg".
_ELSEWHERE = ("extending", "radiating", "invading", "fixed", "adherent", "attached", "beyond", "near", "around", "against", "under", "over")


def _is_silent(parts: list[Element | Group]) -> bool:
    """ "In the lung" is the site of what stands before it, which is a field of its own."""
    said, first = _said(parts[1:]), parts[0]
    assert isinstance(first, Element)
    return bool(said) and all(w.type == "SITE" for w in said) and not first.word.startswith(_ELSEWHERE)


def _says_now(parts: list[Element | Group]) -> bool:
    """Whether nothing follows but the day on which a patient is judged (contract §5, anchors)."""
    said = _said(parts)
    said = [w for w in said if w.word not in ("proposed", "planned", "intended")]  # "at the time of proposed randomization"
    return bool(said) and all(w.type == "ANCHOR" or w.word in _NOW for w in said)


def _said(parts: list[Element | Group]) -> list[Element]:
    """The words up to what is said of the whole statement, but for those that say nothing."""
    run = takewhile(lambda p: isinstance(p, Element) and p.type not in _OF_THE_STATEMENT, parts)
    return [p for p in run if isinstance(p, Element) and p.type not in ("FILLER", "DESC")]
