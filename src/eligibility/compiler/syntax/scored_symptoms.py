"""Symptoms with a number on a scale: "pain ≥ 4 on a 0-10 scale" asks for the score of the pain, and for no diagnosis of it."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Amount, Compared
from eligibility.reference.mentions import Reading
from eligibility.reference.observations import find_observation
from eligibility.text.tokens import merged

_BETWEEN = frozenset({"of", "level", "intensity", "severity", "rated", "rated as"})
_NARROWING = ("SEV", "DESC", "WORD", "SITE")  # "neuropathic pain" has no score of its own
_NEAR = 5


def with_scored_symptoms(elements: list[Element]) -> list[Element]:
    """The elements, each such symptom made the name of its score, and "out of 10" the range of a scale."""
    for index, element in enumerate(elements):
        if element.type == "LIMIT":
            _read_range(elements[index + 1 : index + 4])
    for index, element in enumerate(elements):
        score = find_observation(f"{element.word} score") if element.type == "COND" else None
        narrowed = index > 0 and elements[index - 1].type in _NARROWING
        if score is None or narrowed or score.kind not in ("quantity", "score"):
            continue
        limit = next((n for n in range(index + 1, len(elements)) if elements[n].word not in _BETWEEN), None)
        if limit is not None and _is_on_scale(elements[limit], elements[limit + 1 : limit + 1 + _NEAR], score.id):
            token = merged(list(element.tokens), Reading("MEAS", score.id))
            element.type, element.value, element.tokens = "MEAS", score.id, (token,)
    return elements


def _read_range(behind: list[Element]) -> None:
    if [e.word for e in behind[:2]] == ["out", "of"] and len(behind) == 3 and behind[2].type == "BARE":
        for element in behind:
            element.type, element.value = "SCALERANGE", ""


def _is_on_scale(limit: Element, behind: list[Element], score: str) -> bool:
    """Whether a bare number is followed by the scale that it is on: "≥ 4/10", "≥ 4 on a 0-10 scale"."""
    value = limit.value
    if limit.type != "LIMIT" or not isinstance(value, Compared) or value.amount != Amount(value.amount.value):
        return False
    return value.over is not None or any(e.type in ("SCALERANGE", "SCALE") or (e.type == "MEAS" and e.value == score) for e in behind)
