"""Consent that others give: "parent or legal guardian able to provide informed consent" asks for theirs, and not for the patient's own."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import any_of_type
from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

_OTHERS = frozenset({"parent", "parents", "guardian", "guardians", "legal guardian", "legal guardians", "parent(s)", "guardian(s)"})
_LEGAL = frozenset(
    {"legal", "legally", "authorized", "authorised", "acceptable", "appointed", "their", "the", "a", "one", "both", "at least"}
)
_REPRESENTATIVES = frozenset({"representative", "representatives", "caregiver", "caregivers", "carer", "carers"})
OTHERS = _OTHERS | _REPRESENTATIVES
_JOINED_BY = ("OR", "AND", "SLASH", "COMMA")
_GIVING = frozenset({"provide", "provided", "give", "given", "sign", "signed", "gave", "understand", "obtained"})
_BEHIND = frozenset({"by", "from", "of", "by the", "from the", "of the", "signed by", "given by", "obtained from", "provided by"})
_CONSENT = ("informed-consent", "decision-capacity")  # "consent", "able to consent"
_NEAR = 7


def with_consents(tokens: list[Token]) -> list[Token]:
    """The tokens with the consent of others, and who they are, made one name."""
    for start in range(len(tokens)):
        if _is_or_of_patient(tokens, start):
            continue
        place = _end_of_people(tokens, start)
        consent = _consent_behind(tokens, place) if place > start else None
        if consent is not None:
            return [*tokens[:start], _parental(tokens[start : consent + 1]), *tokens[consent + 1 :]]
        if tokens[start].reading("ATTR") == "informed-consent" and start + 1 < len(tokens):
            behind = start + 1
            while behind < len(tokens) and (tokens[behind].word in _BEHIND or tokens[behind].word in _GIVING):
                behind += 1
            end = _end_of_people(tokens, behind) if behind > start + 1 else behind
            if end > behind:
                return [*tokens[:start], _parental(tokens[start:end]), *tokens[end:]]
    return tokens


def _is_or_of_patient(tokens: list[Token], start: int) -> bool:
    """ "The patient or their legal guardian": the consent of one of them."""
    before = tokens[max(0, start - _NEAR) : start]
    joined = next((i for i in range(len(before) - 1, -1, -1) if before[i].type in _JOINED_BY), None)
    return joined is not None and not any_of_type(before[joined - 1 : joined], ("ATTR",))


def _end_of_people(tokens: list[Token], start: int) -> int:
    """The place behind "parent or legal guardian"; `start` where no such words stand there."""
    end = place = start
    while place < len(tokens):
        while place < len(tokens) and tokens[place].word in _LEGAL:
            place += 1
        legal = place > end + (1 if end > start else 0)
        word = tokens[place].word if place < len(tokens) else ""
        if word not in _OTHERS and not (word in _REPRESENTATIVES and legal):
            return end
        end = place + 1
        if end == len(tokens) or tokens[end].type not in _JOINED_BY:
            return end
        place = end + 1
    return end


def _consent_behind(tokens: list[Token], start: int) -> int | None:
    """The consent that these people are able or willing to give; None where anything else is said of them."""
    for place in range(start, min(len(tokens), start + _NEAR)):
        token = tokens[place]
        if token.reading("ATTR") in _CONSENT:
            return place
        if token.type not in ("FILLER", "ABLE", "DEMAND", "HIST", "AND", "OR") and token.word not in _GIVING:
            return None
    return None


def _parental(tokens: list[Token]) -> Token:
    return merged(tokens, Reading("ATTR", "parental-consent"))
