"""Who took part in what: "included in another study", "previously enrolled in this study", "has already participated in the trial".

Of verbs that mean other things elsewhere ("included"), what they are said of tells that somebody takes part.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

_BEFORE_FACT = Reading("ATTR", "previous-participation")
_VERBS = """
    participated participate participates participating participation enrolled enrol enroll enrolment enrollment included inclusion
    randomized randomised randomization randomisation recruited recruitment entered involved involvement
"""
TAKING_PART = frozenset(_VERBS.split()) | {"already included in", "taken part", "took part"}
_PRIOR = frozenset({"previously", "previous", "prior", "already", "earlier", "former", "formerly", "has previously", "have previously"})
_PREPOSITIONS = frozenset({"in", "into", "at", "on", "to"})
_THIS = frozenset({"the", "this", "our", "same", "current", "present", "said", "very", "in", "into", "to", "on", "at"})
_STUDIES = frozenset({"study", "trial", "project", "protocol", "research", "clinical", "investigation"})
_ENDS = ("STOP", "SEMI", "COMMA", "AND", "OR", "RPAR", "LPAR")
_NEAR = 4


def with_participations(tokens: list[Token]) -> list[Token]:
    """The tokens, an earlier part in this study made one fact, and a part in another study one verb of taking part."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        if tokens[index].word not in TAKING_PART:
            result.append(tokens[index])
            index += 1
            continue
        end = _behind_this_study(tokens, index)
        prior = _prior(result)
        if end is not None and (prior is not None or _is_prior(tokens[index + 1 : index + 2])):
            start = len(result) if prior is None else prior
            result[start:] = [merged([*result[start:], *tokens[index:end]], _BEFORE_FACT)]
            index = end
            continue
        behind = _behind_preposition(tokens, index)
        other = behind < len(tokens) and tokens[behind].type == "OTHER"
        result.append(merged(tokens[index:behind], Reading("ENROLLED", "")) if other else tokens[index])
        index = behind if other else index + 1
    return result


def _behind_preposition(tokens: list[Token], index: int) -> int:
    follows = index + 1 < len(tokens) and tokens[index + 1].word in _PREPOSITIONS
    return index + 2 if follows else index + 1


def _behind_this_study(tokens: list[Token], index: int) -> int | None:
    """The place behind the name of the study itself, with nothing else between; None where another one may be meant."""
    place = index + 1
    while place < min(len(tokens), index + _NEAR + 2) and (_is_prior(tokens[place : place + 1]) or _is_of_study(tokens[place])):
        place += 1
    words = [word for token in tokens[index + 1 : place] for word in token.word.split()]
    named = bool(words) and words[-1] in _STUDIES and bool({"the", "this", "our", "same", "current", "present"}.intersection(words))
    return place if named and (place == len(tokens) or tokens[place].type in _ENDS) else None


def _is_of_study(token: Token) -> bool:
    return (_THIS | _STUDIES).issuperset(token.word.split())


def _is_prior(tokens: list[Token]) -> bool:
    return bool(tokens) and tokens[0].word in _PRIOR


def _prior(before: list[Token]) -> int | None:
    """The place of the word that says it was earlier; between it and the verb stand none but its auxiliaries."""
    for place in range(len(before) - 1, max(-1, len(before) - 1 - _NEAR), -1):
        if before[place].word in _PRIOR:
            return place
        if before[place].type != "FILLER":
            return None
    return None
