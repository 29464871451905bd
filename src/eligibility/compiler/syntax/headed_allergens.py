"""Allergens behind a colon: "allergies: penicillin, latex" names what patients are allergic to, and no medicine that they take."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_KINDS = ("drug", "food", "medication", "medicine")
_NOUNS = ("allergy", "allergies", "hypersensitivity", "hypersensitivities")
ALLERGY_NOUNS = frozenset({*_NOUNS, *(f"{kind} {noun}" for kind in _KINDS for noun in _NOUNS)})


def with_headed_allergens(tokens: list[Token]) -> list[Token]:
    """The tokens, such a noun and the colon before allergens read as "allergy to"; not where an allergy is said again behind it."""
    for index, (head, colon, first) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        again = any(t.type in ("ALLERGY", "ALLERGYANY") for t in tokens[index + 2 :])
        if head.word in ALLERGY_NOUNS and colon.type == "COLON" and first.may_be("DRUG") and not again:
            said = Token(f"{head.text}{colon.text}", Span(head.span.start, colon.span.end), (Reading("ALLERGY", ""),))
            return [*tokens[:index], said, *tokens[index + 2 :]]
    return tokens
