""" "50 mL/8 hours": an amount in a time of its own length is one unit, which no table knows, and the slash no "or"."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged


def with_units_per_time(tokens: list[Token]) -> list[Token]:
    """The tokens, each unit with such a time behind it as one."""
    result: list[Token] = []
    for token in tokens:
        result.append(token)
        if token.type == "TU" and len(result) > 3 and [t.type for t in result[-4:-1]] == ["UNIT", "SLASH", "NUM"]:
            unit = "".join(t.text for t in result[-4:])
            result[-4:] = [merged(result[-4:], Reading("UNIT", unit))]
    return result
