"""Treatments that a disease required: "pneumonitis that required steroids" is one requiring steroids, and demands none of the patient."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token

REQUIRED = frozenset({"required", "has required", "have required", "had required"})
_RELATIVES = frozenset({"that", "which"})
_TREATMENTS = ("DRUG", "PROC", "ROUTE", "THERAPY", "DESC", "SEV")


def with_required_treatments(tokens: list[Token]) -> list[Token]:
    """The tokens, such a "required" read as what "requires" is."""
    result = list(tokens)
    for index in range(1, len(tokens) - 1):
        token = tokens[index]
        bracketed = index > 1 and tokens[index - 2].type == "LPAR"
        relative = tokens[index - 1].word in _RELATIVES and not bracketed
        if token.word in REQUIRED and relative and tokens[index + 1].may_be(*_TREATMENTS):
            result[index] = Token(token.text, token.span, (Reading("TAKING", ""),))
    return result
