"""Cancers that are negative for three receptors: "triple-negative (ER, PR and HER2) breast cancer", "tumors that are triple negative"."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.vocabulary import vocabulary
from eligibility.spans import Span
from eligibility.text.tokens import Token

TRIPLE = frozenset({"triple"})
_ALL_THREE = "triple-receptor-status"
_TUMOUR = "breast-cancer"


def with_triple_negative(tokens: list[Token]) -> list[Token]:
    """The tokens with "triple" before a negative result read as the test of all three receptors.

    Among other diseases three other tests are meant: "triple-negative myelofibrosis".
    """
    result = list(tokens)
    for index, token in enumerate(tokens):
        behind = [t for t in tokens[index + 1 : index + 3] if t.type != "HYPHEN"][:1]
        negative = bool(behind) and behind[0].reading("POSITIVE") == "negative"
        if token.word in TRIPLE and negative and _is_of_breast_cancer(tokens, index):
            result[index] = Token(token.text, Span(*token.span), (Reading("TEST", _ALL_THREE),))
    return result


def _is_of_breast_cancer(tokens: list[Token], index: int) -> bool:
    """By the disease behind it, else by the last one before it; where none is named, that of the trial is meant."""
    behind = next((t for t in tokens[index:] if t.type == "COND"), None)
    disease = behind or next((t for t in reversed(tokens[:index]) if t.type == "COND"), None)
    return disease is None or _may_be_breast_cancer(disease)


def _may_be_breast_cancer(token: Token) -> bool:
    known = vocabulary()
    return any(r.type == "COND" and (known.is_a(r.value, _TUMOUR) or known.is_a(_TUMOUR, r.value)) for r in token.readings)
