"""Drugs with the salt or ester they are given as: "norethindrone acetate", "erlotinib hydrochloride"."""

from __future__ import annotations

from eligibility.reference.product_names import salts
from eligibility.spans import Span
from eligibility.text.tokens import Token


def with_salts(tokens: list[Token]) -> list[Token]:
    """The tokens, each word for a salt behind a drug taken into its name; what is a substance of its own is another drug."""
    result: list[Token] = []
    for token in tokens:
        before = result[-1] if result else None
        compound = len(result) > 1 and result[-2].type == "HYPHEN"  # "poly-adenosine diphosphate ribose polymerase"
        if before is not None and before.type == "DRUG" and token.type == "WORD" and token.word in salts() and not compound:
            result[-1] = Token(f"{before.text} {token.text}", Span(before.span.start, token.span.end), before.readings, before.number)
        else:
            result.append(token)
    return result
