"""Findings that are nothing but a measurement beyond its limit: "fever > 38 °C" and "fever (≥ 38 °C)" ask for the temperature."""

from __future__ import annotations

from eligibility.reference.entailments import entailed
from eligibility.reference.mentions import Reading
from eligibility.reference.observations import observations
from eligibility.text.tokens import Token

_BETWEEN = ("LPAR", "FILLER", "CMP", "NUM", "OF", "RANGING", "BETWEEN")
_NEAR = 6


def with_measured_findings(tokens: list[Token]) -> list[Token]:
    """The tokens, such a finding with its limit behind it read as what is measured."""
    for index, token in enumerate(tokens):
        for measure in entailed("measured").get(token.reading("COND") or "", ()):
            if _is_limited(tokens[index + 1 : index + 1 + _NEAR], measure):
                token.readings = (Reading("MEAS", measure),)
                token.type, token.value = token.readings[0]
    return tokens


def _is_limited(behind: list[Token], measure: str) -> bool:
    """Whether a number with a unit of that measure comes next."""
    unit = next((t for t in behind if t.type not in _BETWEEN), None)
    compared = any(t.type == "CMP" for t in behind[: behind.index(unit)]) if unit is not None else False
    return compared and unit is not None and unit.reading("UNIT") in observations()[measure].units
