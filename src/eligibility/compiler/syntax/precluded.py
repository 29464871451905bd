"""Diseases that take the capacity to consent or to comply: "psychiatric illness that would limit compliance with study requirements".

Consent that was given denies the one (contract §2), whoever is able and willing to comply the other; where more is said to be prevented
("or pose a risk"), that is for a person to judge.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

INCAPABLE = "INCAPABLE"
CONSENTING, COMPLYING = "decision-capacity", "compliance"
_STEMS = ("preclud", "prohibit", "prevent", "impair", "imped", "hinder", "hamper", "compromis", "interfer", "limit", "affect")
_FORMS = ("", "e", "es", "s", "ing", "ed")
PRECLUDING = frozenset({f"{stem}{form}" for stem in _STEMS for form in _FORMS} | {"interfere with", "interferes with", "interfering with"})
_BEFORE = frozenset({"that", "which", "would", "could", "may", "might", "can", "will", "have", "has"} | {"potentially", "possibly"})
_WORDS = """
    the a an his her their of to and or from with ability patient patients patient's subject subject's subjects participant participant's
    understanding giving give provide providing obtaining obtain signing sign rendering render meaningful proper properly fully full
    free valid
"""
_BETWEEN = frozenset(_WORDS.split()) | {"ability to", "capacity to", "understanding of"}
_CONSENTS = ("informed-consent", "decision-capacity")
_FORM = frozenset({"form", "process", "document", "procedure", "procedures"})
# With what somebody is to comply.
_DEMANDS = """
    with to the this of a study trial protocol requirements procedures treatment schedule follow - up follow-up visits any aspect and its
    their
"""
_COMPLIED_WITH = frozenset(_DEMANDS.split()) | {
    "the study",
    "the trial",
    "the protocol",
    "study procedures",
    "to the study",
    "in the study",
}
_COMPLIANCE = ("complian", "adheren", "comply")
_SITUATIONS = frozenset({"social", "geographic", "geographical", "familial", "family", "sociological", "economic", "life"})
_ENDS = ("STOP", "SEMI", "RPAR")
_OR = ("OR", "SLASH")
_FARTHEST = 9


def with_precluded(tokens: list[Token]) -> list[Token]:
    """The tokens, such a clause made one that says what is precluded."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        clause = _clause(tokens, index) if tokens[index].word in PRECLUDING and not _is_denied(result) else None
        if clause is None or (tokens[index].word.endswith("ed") and COMPLYING in clause[1]):  # what limited it once may do so no more
            result.append(tokens[index])
            index += 1
            continue
        end, precluded = clause
        said = [*_opening(result), *tokens[index:end]]
        result.append(merged(said, Reading(INCAPABLE, "|".join(precluded))))
        index = end
    return result


def _is_denied(before: list[Token]) -> bool:
    """ "That does not limit compliance"."""
    verb = next((t for t in reversed(before) if t.word not in _BEFORE), None)
    return verb is not None and (verb.may_be("NEG", "UNABLE") or "not" in verb.word.split())


def _opening(before: list[Token]) -> list[Token]:
    """The words that open the clause, taken from those before it: "social situations that would …", which are no disease, too.

    A comma before it parts nothing: "mental illness, that would limit compliance".
    """
    taken: list[Token] = []
    while before and before[-1].word in _BEFORE:
        taken.insert(0, before.pop())
    general = len(before) > 1 and before[-1].type == "DISEASENOUN" and before[-2].word in _SITUATIONS
    if general or (before and before[-1].type == "LISTNOUN"):
        taken.insert(0, before.pop())
        while before and before[-1].type == "WORD" and before[-1].word in _SITUATIONS:
            taken.insert(0, before.pop())
    elif before and before[-1].type == "COMMA":
        before.pop()
    return taken


def _clause(tokens: list[Token], verb: int) -> tuple[int, list[str]] | None:
    """The place behind the clause and what it says is precluded; None where anything else is."""
    precluded: list[str] = []
    place = verb + 1
    while True:
        found = _object(tokens, place)
        if found is None:
            return None
        place, said = found
        precluded += [said] if said not in precluded else []
        if place == len(tokens) or tokens[place].type in _ENDS:
            return place, precluded
        if tokens[place].type not in _OR:
            return None
        place += 1
        place += 1 if place < len(tokens) and tokens[place].word in PRECLUDING else 0


def _object(tokens: list[Token], start: int) -> tuple[int, str] | None:
    """The place behind the next thing that is precluded, and which it is."""
    for place in range(start, min(len(tokens), start + _FARTHEST)):
        said = _says(tokens[place])
        if said is not None:
            behind = _FORM if said == CONSENTING else _COMPLIED_WITH
            place += 1
            while place < len(tokens) and (tokens[place].word in behind or (said == COMPLYING and tokens[place].type == "HYPHEN")):
                place += 1
            return place, said
        if tokens[place].word not in _BETWEEN:
            return None
    return None


def _says(token: Token) -> str | None:
    """Consent by that word: "participating in the study" is another name of it, and says less."""
    named = "consent" in token.word or token.word == "icf"
    if named and (token.reading("ATTR") in _CONSENTS or token.word in ("consent", "consenting")):
        return CONSENTING
    complies = any(stem in token.word for stem in _COMPLIANCE)
    return COMPLYING if complies and (token.reading("ATTR") == COMPLYING or token.type == "WORD") else None
