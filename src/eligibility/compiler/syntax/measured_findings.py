"""Findings that are nothing but a measurement beyond its limit: "fever > 38 °C" and "fever (≥ 38 °C)" ask for the temperature.

"Low platelet count" does for the platelets, though tables have it as another name of thrombocytopenia. And
limits that begin with words which elsewhere end one: "or less than".
"""

from __future__ import annotations

from eligibility.compiler.syntax.elements import any_of_type
from eligibility.reference.abnormalities import abnormalities
from eligibility.reference.entailments import entailed
from eligibility.reference.mentions import Reading
from eligibility.reference.observations import observations
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span
from eligibility.text.tokens import Token

_BETWEEN = ("LPAR", "FILLER", "CMP", "NUM", "SLASH", "OF", "RANGING", "BETWEEN")
_NEAR = 6


def with_measured_findings(tokens: list[Token]) -> list[Token]:
    """The tokens, such a finding with its limit behind it read as what is measured."""
    read = list(tokens)
    for index, token in enumerate(tokens):
        condition = token.reading("COND")
        behind = tokens[index + 1 : index + 1 + _NEAR]
        for measure in _measures(condition, behind) if condition is not None else ():
            if _is_limited(behind, measure):
                read[index] = Token(token.text, token.span, (Reading("MEAS", measure),), token.number)
    return read


def _measures(condition: str, behind: list[Token]) -> tuple[str, ...]:
    """What the limit may be of. One right behind a state that is treated ("hypertension > 160/100") is of its value, others may not be."""
    found = abnormalities().get(condition)
    right_behind = next((t.type for t in behind if t.type != "FILLER"), "") == "CMP"
    named = (found.observation,) if found is not None and (found.beyond is not None or right_behind) else ()
    return (*entailed("measured").get(condition, ()), *named)


def with_low_and_high(tokens: list[Token]) -> list[Token]:
    """The tokens, names of conditions that say "low" or "high" of a measure taken apart; of a lasting state they are the usual name."""
    found = {i: parts for i, token in enumerate(tokens) if " " in token.word and (parts := _taken_apart(token))}
    return [part for i, token in enumerate(tokens) for part in found.get(i, (token,))] if found else tokens


def _taken_apart(token: Token) -> list[Token] | None:
    """ "Low platelet count", but not "high cholesterol", which is said of those who are treated for it, too."""
    found = abnormalities().get(token.reading("COND") or "")
    said, _, measure = token.text.partition(" ")
    if found is None or found.beyond is None:
        return None
    side, named = name_of(said, "NORMAL"), name_of(measure, "MEAS")
    if side is None or named is None or side.value != found.beyond or named.value != found.observation:
        return None
    place = token.span.start + len(said)
    return [
        Token(said, Span(token.span.start, place), (side,)),
        Token(measure, Span(token.span.end - len(measure), token.span.end), (named,)),
    ]


def _is_limited(behind: list[Token], measure: str) -> bool:
    """Whether a number with a unit of that measure comes next."""
    unit = next((t for t in behind if t.type not in _BETWEEN), None)
    compared = any_of_type(behind[: behind.index(unit)], ("CMP",)) if unit is not None else False
    return compared and unit is not None and unit.reading("UNIT") in observations()[measure].units


_NAMES = frozenset({"ATTR", "COND", "PROC", "DRUG", "FILLER", "CURR", "HIST"})


def with_other_limits(tokens: list[Token]) -> list[Token]:
    """ "Breastfeeding or less than 6 weeks postpartum": behind a mere name, "or less" begins another limit.

    Where willingness is spoken of as well, or the name is in a list, the limit may be of whom something is asked.
    """
    for index, token in enumerate(tokens):
        if index and token.type == "POST" and not any_of_type(tokens, ("ABLE", "UNABLE", "DEMAND")):
            than = _end_of_comparison(tokens, index)
            sign = {"<=": "<", ">=": ">"}.get(token.value)
            if than is None or sign is None or not token.word.startswith("or "):
                continue
            middle = token.span.start + len("or")
            word = token.text.split()[1]
            comparison = Token(f"{word} than", Span(middle + 1, tokens[than].span.end), (Reading("CMP", sign),))
            return [*tokens[:index], Token("or", Span(token.span.start, middle), (Reading("OR", ""),)), comparison, *tokens[than + 1 :]]
        if token.type not in _NAMES:
            return tokens
    return tokens


_COMPLETE = ("NUM", "UNIT", "PERCENT", "TU", "TIMES", "ULN", "LLN", "RPAR", "SEXNOUN", "AGENOUN")
_STRICT = {"<=": "<", ">=": ">"}


def with_second_limits(tokens: list[Token]) -> list[Token]:
    """ "Less than 90 mmHg or greater than 140 mmHg", "< 50 % or below the LLN": behind a whole limit another begins.

    "Equal to or greater than" is one sign.
    """
    if not any(t.type in ("CMP", "POST") and t.word.startswith("or ") for t in tokens):
        return tokens
    result: list[Token] = []
    for index, token in enumerate(tokens):
        sign = _STRICT.get(token.value) if token.word.startswith("or ") and _is_complete(result) else None
        if sign is None or (token.type == "POST" and not _begins_limit(result, tokens[index + 1 : index + 4])):
            result.append(token)
            continue
        middle = token.span.start + len("or")
        comparison = Token(token.text[len("or ") :], Span(middle + 1, token.span.end), (Reading("CMP", sign),))
        result += [Token("or", Span(token.span.start, middle), (Reading("OR", ""),)), comparison]
    return result


def _is_complete(before: list[Token]) -> bool:
    return bool(before) and before[-1].type in _COMPLETE


def _begins_limit(before: list[Token], behind: list[Token]) -> bool:
    """Whether "or below" and the like, behind a limit that has its sign, are the sign of the value that comes next."""
    value = next((t for t in behind if t.type != "FILLER"), None)
    return value is not None and value.type in ("NUM", "ULN", "LLN") and any_of_type(before, ("CMP",))


def _end_of_comparison(tokens: list[Token], index: int) -> int | None:
    """The place of "than", where a number comes next."""
    than = index if tokens[index].word.endswith(" than") else index + 1
    said = than + 1 < len(tokens) and tokens[than].word.split()[-1] == "than" and tokens[than + 1].type == "NUM"
    return than if said else None
