"""Phrases that brackets part from their object: "hypersensitivity (grade 3 or higher) to pembrolizumab"."""

from __future__ import annotations

from eligibility.reference.whole_names import name_of
from eligibility.text.tokens import Token

_PHRASES = ("ALLERGY", "BLOCK")
BEFORE_OBJECTS = frozenset({"to", "of"})


def with_parted_phrases(tokens: list[Token]) -> list[Token]:
    """The tokens, the word before the brackets read with the preposition behind them; what is said in them is left where it is."""
    for place, token in enumerate(tokens):
        end = _closing(tokens, place) if place and token.type == "LPAR" else None
        if end is None or tokens[end + 1].word not in BEFORE_OBJECTS:
            continue
        first = tokens[place - 1]
        reading = name_of(f"{first.text} {tokens[end + 1].word}", *_PHRASES)
        if reading is not None:
            tokens[place - 1] = Token(first.text, first.span, (reading,))
    return tokens


def _closing(tokens: list[Token], opening: int) -> int | None:
    """The place of the bracket that closes this one; None where nothing stands behind it, or others are inside."""
    end = next((i for i in range(opening + 1, len(tokens)) if tokens[i].type in ("LPAR", "RPAR")), None)
    return end if end is not None and tokens[end].type == "RPAR" and end + 1 < len(tokens) else None
