"""Conditions that stand for something else: "history of breast cancer", "family history of stroke", a code (Z79.4: insulin).

Diagnosis lists hold what is over, what relatives have, and what is done or taken. Such an entry is read as what it says, in the list where
that belongs.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from eligibility.patient.record import Allergy, Condition, FamilyMember, Section
from eligibility.patient.resolving import name_id
from eligibility.reference.framed_names import framed
from eligibility.reference.status_codes import Status, status_of_code
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.vocabulary_rows import Domain

_HISTORY = r"(?:(?:personal|past|prior|previous|remote|known|medical|positive) )*(?:history|hx)"
_PAST = re.compile(
    rf"(?:{_HISTORY} (?:of|for)|h/o|status[ -]post|s/p|state after|(?P<over>prior|previous|past|old|remote|former|sequelae of)) (?:an? )?"
    rf"(?P<name>\S.*)|(?P<other>\S.*?),? \(?(?:{_HISTORY} of|by history|(?P<past>in the past))\)?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?:(?:strong|positive|significant) )?(?:family (?:history|hx)|fam hx|FHx?)(?: of|:| of:)? (?P<name>\S.*?)"
    r"(?:[ ,]+(?:in|\(|-)?\s*(?P<relation>mother|father|sister|brother|son|daughter|parent|sibling)\)?)?",
    re.IGNORECASE,
)


_ALLERGY = "(?:allergy|hypersensitivity|anaphylaxis|allergic reaction|hypersensitivity reaction)"
_ALLERGIC = re.compile(rf"(?:{_ALLERGY}|allergic) to (?:an? |the )?(?P<name>\S.*)|(?P<other>\S.*?)[ -]{_ALLERGY}", re.IGNORECASE)
_REACTION = re.compile(rf"(?:drug |severe )?{_ALLERGY}", re.IGNORECASE)


class Restated(NamedTuple):
    """The entry as what it says. `ids` are its concepts; `open_end`: it was so once, and whether it still is the record does not say.

    `beside`: the condition is meant as well, so that it is read twice.
    """

    section: Section
    item: Condition | Allergy | FamilyMember
    ids: tuple[str, ...]
    open_end: bool = False
    beside: bool = False


def restated(item: Condition) -> tuple[Restated, ...]:
    """What a condition stands for; nothing where it is the condition that it looks like."""
    told = {status_of_code(code.system, code.code) for code in item.codes}
    if len(told) == 1:
        return tuple(_as_told(item, each) for each in told.pop())
    name = item.name
    if name is None:
        return ()
    if item.due_to and _REACTION.fullmatch(name.strip()) is not None:
        return tuple(_allergy(item, cause, ids) for cause in item.due_to if (ids := _allergen(cause)))
    if item.codes or name_id(name, "condition") is not None:
        return ()
    allergic = _ALLERGIC.fullmatch(name.strip())
    allergen = allergic and (allergic["name"] or allergic["other"])
    if allergen and (ids := _allergen(allergen)):
        return (_allergy(item, allergen, ids),)
    found = _of_a_relative(item, name) or _over(item, name)
    return (found,) if found is not None else ()


def _allergen(name: str) -> tuple[str, ...]:
    known = name_id(name, "substance")
    concept = vocabulary().concept(known) if known is not None else None
    return (concept.id,) if concept is not None and concept.domain in ("substance", "medication") else ()


def _allergy(item: Condition, allergen: str, ids: tuple[str, ...]) -> Restated:
    """An allergy among the diagnoses is one of the list of allergies too."""
    status: Literal["present", "absent"] = "absent" if item.status == "absent" else "present"
    return Restated("allergies", Allergy.made(name=allergen, status=status, severity=item.severity), ids, beside=True)


def _of_a_relative(item: Condition, name: str) -> Restated | None:
    match = _RELATIVE.fullmatch(name.strip())
    known = name_id(match["name"], "condition") if match is not None else None
    if match is None or known is None:
        return None
    return Restated("family_history", _relative(item, match["name"], match["relation"]), (known,))


def _over(item: Condition, name: str) -> Restated | None:
    match = _PAST.fullmatch(name.strip())
    inner = (match["name"] or match["other"]) if match is not None else None
    known = name_id(inner, "condition") if inner is not None else None
    if inner is None or known is None or framed(inner) is not None:
        return None
    concept = vocabulary().concept(known)
    over = bool(match and (match["over"] or match["past"])) or (concept is not None and concept.nature == "event")
    return Restated("conditions", _of_the_past(item, inner, over=over), (known,), open_end=not over and item.status == "active")


_DOMAINS: dict[str, Domain] = {"procedure": "procedure", "medication": "medication", "allergy": "substance"}


def _as_told(item: Condition, told: Status) -> Restated:
    ids = _ids(told.name, _DOMAINS.get(told.says, "condition"))
    match told.says:
        case "relative":
            return Restated("family_history", _relative(item, told.name, None), ids)
        case "allergy":
            return _allergy(item, told.name, ids)._replace(beside=False)
        case "past":
            return Restated("conditions", _of_the_past(item, told.name, over=True), ids)
        case _:
            return Restated("conditions", item.replaced(name=told.name, codes=()), ids)


@remembered(maxsize=1_000)
def _ids(name: str, domain: Domain) -> tuple[str, ...]:
    known = name_id(name, domain)
    return (known,) if known is not None else ()


def _relative(item: Condition, name: str, relation: str | None) -> FamilyMember:
    return FamilyMember.made(name=name, relation=relation, status="absent" if item.status == "absent" else "present")


def _of_the_past(item: Condition, name: str, *, over: bool) -> Condition:
    """The disease, of which the dates are not known: those of the entry may be of when its history was written down."""
    status = "resolved" if over and item.status == "active" else item.status
    return item.replaced(name=name, codes=(), status=status, onset=None, end=None)
