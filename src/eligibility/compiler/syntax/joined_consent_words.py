"""Words around consent that say how it is given: "provision of a signed and dated, IRB-approved informed consent form"."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

_CONSENTS = ("informed-consent", "parental-consent", "assent")
_FORMS = frozenset({"form", "forms", "document", "documents", "statement", "sheet", "paper"})
# What is done with the form; without the "of", the words are of something else.
_ACTS = frozenset({"provision", "signature", "completion", "signing", "obtaining", "availability", "presence", "existence", "receipt"})
_OF = frozenset({"of", "of a", "of an", "of the", "to"})
_ADJECTIVES = """
    signed sign signing dated date written personally voluntary voluntarily valid own approved irb ec iec ethics committee institutional
    review board most recent current appropriate study specific informed an a the and
"""
_SAYING_HOW = frozenset(_ADJECTIVES.split()) | {"the most recent", "most recent"}
_NOT_FIRST = """
    voluntary voluntarily own irb ec iec ethics committee institutional review board recent study specific an a the and
"""
_FIRST = _SAYING_HOW - frozenset(_NOT_FIRST.split())


def with_consent_words(tokens: list[Token]) -> list[Token]:
    """The tokens, each consent with such words made one."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        kind = token.reading("ATTR")
        if kind not in _CONSENTS or not _is_paper(token):
            result.append(token)
            index += 1
            continue
        end = index + 1
        while end < len(tokens) and tokens[end].word in _FORMS:
            end += 1
        start = _start(result)
        said = [*result[start:], *tokens[index:end]]
        del result[start:]
        result.append(merged(said, Reading("ATTR", kind)) if len(said) > 1 else token)
        index = end
    return result


def _is_paper(token: Token) -> bool:
    return "consent" in token.word or "icf" in token.word


def _start(before: list[Token]) -> int:
    """The place among the tokens before a consent where the words begin that say how it is given."""
    start = place = len(before)
    while place > 0 and (before[place - 1].word in _SAYING_HOW or before[place - 1].type in ("HYPHEN", "SLASH", "COMMA")):
        place -= 1
        if before[place].word in _FIRST:
            start = place
    acts = place > 1 and before[place - 1].word in _OF and before[place - 2].word in _ACTS
    return place - 2 if acts else start
