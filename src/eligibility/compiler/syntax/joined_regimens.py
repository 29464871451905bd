"""Treatments named by a drug in them: "taxane-based chemotherapy", "a trastuzumab-containing regimen" are given where the drug is."""

from __future__ import annotations

from itertools import takewhile

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

NAMED_BY_A_DRUG = frozenset({"based", "containing"})
# General nouns for what holds the drug. Other nouns are other things: a "gadolinium-based contrast agent", a "soy-based diet".
_REGIMENS = frozenset({"chemotherapy", "chemotherapies", "chemotherapy regimen", "chemotherapy regimens", "polychemotherapy"})
_BETWEEN = ("DESC", "ROUTE")


def with_regimens(tokens: list[Token]) -> list[Token]:
    """The tokens, "-based" joined to the drug before it, and the noun behind it made the general word for a treatment."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        noun = _noun_of(tokens, index)
        if noun is None:
            result.append(tokens[index])
            index += 1
            continue
        drug, hyphen, word = tokens[index : index + 3]
        span = Span(drug.span.start, word.span.end)
        result.append(Token(drug.text + hyphen.text + word.text, span, (_as_drug(drug),)))
        result += tokens[index + 3 : noun]
        result.append(Token(tokens[noun].text, tokens[noun].span, (Reading("THERAPY", ""),)))
        index = noun + 1
    return result


def _noun_of(tokens: list[Token], start: int) -> int | None:
    """The place of the noun of such a treatment whose drug stands at `start`."""
    if len(tokens) < start + 4 or not tokens[start].may_be("DRUG"):
        return None
    hyphen, word = tokens[start + 1], tokens[start + 2]
    if hyphen.type != "HYPHEN" or hyphen.span.start != tokens[start].span.end or word.word not in NAMED_BY_A_DRUG:
        return None
    noun = start + 3 + len(list(takewhile(lambda t: t.type in _BETWEEN, tokens[start + 3 :])))
    if noun >= len(tokens):
        return None
    return noun if tokens[noun].word in _REGIMENS or tokens[noun].type == "THERAPY" else None


def _as_drug(token: Token) -> Reading:
    return next(r for r in token.readings if r.type == "DRUG")
