"""Commas within a name that a table has: "live, attenuated vaccine"."""

from __future__ import annotations

from eligibility.reference.whole_names import name_of
from eligibility.text.tokens import Token, merged

# Adjectives that such names begin with; at every other comma the look would be in vain.
BEFORE_COMMAS = frozenset({"live", "inactivated", "oral"})
_LONGEST = 3


def with_commas_in_names(tokens: list[Token]) -> list[Token]:
    """The tokens, such a name made one."""
    for index, token in enumerate(tokens[:-2]):
        if token.word not in BEFORE_COMMAS or tokens[index + 1].type != "COMMA":
            continue
        for end in range(index + 2 + _LONGEST, index + 2, -1):
            name = " ".join(t.text for t in [token, *tokens[index + 2 : end]])
            reading = name_of(name, "DRUG")
            if reading is not None:
                said = merged(tokens[index:end], reading)
                return [*tokens[:index], said, *with_commas_in_names(tokens[end:])]
    return tokens
