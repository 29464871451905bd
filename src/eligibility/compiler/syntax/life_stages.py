"""Stages of life that say who the patients are: "preterm infants", "adolescents and adults", "elderly patients".

Only where they open a sentence: "infants of mothers with HIV" and "nursing infants" are not the patients.
"""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Compared
from eligibility.spans import Span

_NAMES = {
    **dict.fromkeys(("infants", "babies"), "infant"),
    **dict.fromkeys(("neonates", "newborns", "newborn infants"), "newborn"),
    "toddlers": "toddler",
    **dict.fromkeys(("adolescents", "teenagers", "teens"), "adolescent"),
}
# An adjective, or one of them: it says who they are only before people ("adolescent patients", not "adolescent scoliosis").
_ADJECTIVES = {
    **dict.fromkeys(("infant", "baby"), "infant"),
    **dict.fromkeys(("neonate", "newborn", "neonatal"), "newborn"),
    **dict.fromkeys(("adolescent", "teenage", "teenager"), "adolescent"),
    **dict.fromkeys(("elderly", "geriatric"), "elderly"),
}
_OF_ADULTS = {"young": "young-adult", "older": "elderly", "elderly": "elderly"}
LIFE_STAGES = frozenset({*_NAMES, *_ADJECTIVES})

_STAGE = "AGENOUN"
_EVERYBODY = {"child", "adult"}
_PEOPLE = ("SUBJECT", "SEXNOUN", _STAGE)
_ENDS = ("STOP", "SEMI", "COLON")
_JOINING = ("AND", "OR", "COMMA", "SLASH")
_BEFORE = ("WORD", "DESC", "FILLER", "ATTR", "SEV", "SEXNOUN", "COND", "HYPHEN", "NOTHING")
_OF_OTHERS = frozenset({"of", "her", "their", "whose", "nursing", "breastfed", "unborn"})


def with_life_stages(elements: list[Element]) -> list[Element]:
    """The elements, such names that open a sentence made ages, and those joined to one another made one."""
    kept: list[Element] = []
    opening, index = True, 0
    while index < len(elements):
        stage = _stage_at(elements, index) if opening else None
        if stage is None:
            element = elements[index]
            if element.type == _STAGE:
                _block_others(kept, element, elements[index + 1 : index + 2])
            opening = element.type in _ENDS or (opening and element.type in _BEFORE and _OF_OTHERS.isdisjoint(element.word.split()))
            kept.append(element)
            index += 1
            continue
        names, end = _stages_from(elements, index, stage)
        if elements[index].type != _STAGE and _are_joined_to_others(elements, end):
            kept.append(elements[index])
            opening, index = False, index + 1
            continue
        kept.append(_merged(elements[index:end], names))
        index = end
    return kept


def _block_others(before: list[Element], stage: Element, behind: list[Element]) -> None:
    """ "Women with a child < 3 years": how old it is says nothing of them; "women and children" are not girls."""
    said = [e.type for e in before[-2:]]
    if said == ["WITH", "FILLER"] and before[-1].word in ("a", "an", "one"):
        stage.type = "PEOPLE"
    elif said == ["SEXNOUN", "AND"] and [e.type for e in behind] != ["SEXNOUN"]:
        before[-2].type = stage.type = "PEOPLE"


_AGED_FROM = 10.0  # years that a treatment may take, or be ago, are fewer


def with_ages_of_the_treated(elements: list[Element]) -> list[Element]:
    """ "Women over 40 years undergoing hysterectomy": years right behind people are theirs, and not those of the operation."""
    for index in range(len(elements) - 3):
        people, limit, verb, treatment = elements[index : index + 4]
        read = limit.type == "LIMIT" and people.type in _PEOPLE and verb.type in ("TAKING", "PLAN") and treatment.type == "PROC"
        if read and isinstance(limit.value, Compared) and limit.value.amount.time == "year" and limit.value.amount.value >= _AGED_FROM:
            limit.value = replace(limit.value, amount=replace(limit.value.amount, old=True))
    return elements


def _stage_at(elements: list[Element], index: int) -> tuple[str, int] | None:
    """The stage that is named here, and how many elements name it."""
    element = elements[index]
    following = elements[index + 1] if index + 1 < len(elements) else None
    if following is not None and following.type == _STAGE and following.value == "adult" and element.word in _OF_ADULTS:
        return _OF_ADULTS[element.word], 2
    if element.word in _ADJECTIVES and following is not None and following.word in _NAMES:
        return _ADJECTIVES[element.word], 2  # "newborn infants"
    if element.type == _STAGE:
        return element.value, 1
    if element.type not in ("PEOPLE", "WORD", "DESC"):
        return None
    if element.word in _ADJECTIVES and not _is_of_people(elements, index + 1):
        return None
    name = _NAMES.get(element.word) or _ADJECTIVES.get(element.word)
    return None if name is None else (name, 1)


def _are_joined_to_others(elements: list[Element], end: int) -> bool:
    """ "Infants or fetuses with microcephaly": what is said of the second is said of them too."""
    joined = end + 1 < len(elements) and elements[end].type in ("AND", "OR", "SLASH")
    return joined and elements[end + 1].type not in ("WITH", "NEG", "AGE", "LIMIT", "DEMAND")


def _is_of_people(elements: list[Element], index: int) -> bool:
    while index + 1 < len(elements) and elements[index].type in _JOINING:
        index += 1
    if index >= len(elements):
        return False
    return elements[index].type in (*_PEOPLE, "WITH", "LIMIT") or elements[index].word in _NAMES or elements[index].word in _ADJECTIVES


def _stages_from(elements: list[Element], index: int, stage: tuple[str, int]) -> tuple[list[str], int]:
    """The names of the stages joined to this one, and where they end."""
    names, end = [stage[0]], index + stage[1]
    while True:
        place = end
        while place < len(elements) and elements[place].type in _JOINING:
            place += 1
        following = _stage_at(elements, place) if end < place < len(elements) else None
        if following is None or following[0] in names:
            return names, end  # "healthy adults and adults with diabetes" are two populations
        names.append(following[0])
        end = place + following[1]


def _merged(stages: list[Element], names: list[str]) -> Element:
    """One element whose value is the names, apart by bars; "adults and children" are everybody."""
    tokens = tuple(t for e in stages for t in e.tokens)
    kind = "NOTHING" if set(names) >= _EVERYBODY else _STAGE
    return Element(kind, "|".join(names), Span(stages[0].span.start, stages[-1].span.end), tokens)
