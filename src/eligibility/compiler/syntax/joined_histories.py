"""Names of counts that count nothing: in "no prior systemic therapy for gout" it is a treatment of the past, and no number of them."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span
from eligibility.text.tokens import Token

_NAMED = frozenset({"prior systemic therapy", "previous systemic therapy"})
# Of a disease, whatever was given: "no prior therapy for lung cancer".
_UNNAMED = frozenset({"prior therapy", "previous therapy", "prior treatment", "previous treatment"})
PRIOR_TREATMENTS = _NAMED | _UNNAMED
_LINES = "prior-lines"
_COUNTING = ("NUM", "CMP", "BETWEEN", "RANGING", "LIMIT")
_NEAR = 4
# It is one member of a list, of which the purpose or place may be said at its end; or part of another name ("… requirements").
_GOES_ON = ("OR", "AND", "COMMA", "SLASH", "WORD", "LISTNOUN", "ASPECT")


def with_prior_treatments(tokens: list[Token]) -> list[Token]:
    """The tokens, such a name without a number before it taken apart: "prior" and what was given."""
    result: list[Token] = []
    for index, token in enumerate(tokens):
        counted = any(t.may_be(*_COUNTING) for t in tokens[max(0, index - _NEAR) : index])
        goes_on = index + 1 < len(tokens) and tokens[index + 1].type in _GOES_ON
        of_disease = index + 1 < len(tokens) and tokens[index + 1].type == "FOR"
        result += [token] if counted or goes_on or (token.word in _UNNAMED and not of_disease) else _taken_apart(token)
    return result


def _taken_apart(token: Token) -> list[Token]:
    time, _, name = token.text.partition(" ")
    reading = name_of(name, "PROC", "THERAPY") if token.reading("MEAS") == _LINES and token.word in PRIOR_TREATMENTS else None
    if reading is None:
        return [token]
    place = token.span.end - len(name)
    before = Token(time, Span(token.span.start, token.span.start + len(time)), (Reading("HIST", ""),))
    return [before, Token(name, Span(place, token.span.end), (reading,))]
