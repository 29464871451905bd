"""Adjectives behind a comma that brackets explain: "type 2 diabetes, uncontrolled (HbA1c > 8 %)" is uncontrolled diabetes."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import SEPARATORS
from eligibility.text.tokens import Token

_WORSE = ("un", "poorly", "inadequately", "insufficiently", "decompensated", "advanced", "severe", "symptomatic")
_ENDS = SEPARATORS | {"EXCEPT", "UNLESS"}


def with_adjectives_behind(tokens: list[Token]) -> list[Token]:
    """The tokens without the comma between such an adjective and the disease that it describes."""
    return [t for i, t in enumerate(tokens) if not (t.type == "COMMA" and _parts_adjective(tokens, i))]


def _parts_adjective(tokens: list[Token], comma: int) -> bool:
    named = comma > 0 and tokens[comma - 1].may_be("COND")
    described = [t.type for t in tokens[comma + 1 : comma + 3]] == ["DESC", "LPAR"]
    # Of "diabetes, controlled (HbA1c < 8 %)" the value alone would be true of anybody without it.
    if not (named and described and tokens[comma + 1].word.startswith(_WORSE)):
        return False
    closing = next((i for i, t in enumerate(tokens[comma + 3 :], comma + 3) if t.type == "RPAR"), None)
    measured = closing is not None and any(t.may_be("CMP") for t in tokens[comma + 3 : closing])
    behind = tokens[closing + 1 : closing + 2] if closing is not None else []
    return measured and (not behind or behind[0].type in _ENDS)
