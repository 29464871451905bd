"""Names of measurements that are two of them with a slash between: in a longer list each counts ("PT/INR/PTT").

"PT/INR" by itself is another name of the INR. Where a further slash stands beside it, it is a list, of which no member may be lost.
A ratio of two is neither of them: "AST/ALT ratio".
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span
from eligibility.text.tokens import Token

_MEASURED = "MEAS"
_RATIOS = frozenset({"ratio", "ratios"})
_WORD = Reading("WORD", "")


def with_slashed_names(tokens: list[Token]) -> list[Token]:
    """The tokens, such a name in a list taken apart at its slash."""
    tokens = _with_ratios(tokens)
    if not any("/" in t.text and t.may_be(_MEASURED) for t in tokens):
        return tokens
    result: list[Token] = []
    for index, token in enumerate(tokens):
        in_list = _is_joined(tokens, index, -1) or _is_joined(tokens, index, 1)
        result += _halves(token) if in_list and "/" in token.text else [token]
    return result


def _with_ratios(tokens: list[Token]) -> list[Token]:
    result: list[Token] = []
    for token in tokens:
        names = result[-3:]
        if (
            token.word in _RATIOS
            and len(names) == 3
            and names[1].type == "SLASH"
            and names[0].may_be(_MEASURED)
            and names[2].may_be(_MEASURED)
        ):
            text = "".join(t.text for t in names)
            said = Token(f"{text} {token.text}", Span(names[0].span.start, token.span.end), (name_of(f"{text} ratio", _MEASURED) or _WORD,))
            result[-3:] = [said]
        else:
            result.append(token)
    return result


def _is_joined(tokens: list[Token], index: int, step: int) -> bool:
    """Whether a slash and another name of a measurement stand on that side."""
    slash, name = index + step, index + 2 * step
    return 0 <= name < len(tokens) and tokens[slash].type == "SLASH" and tokens[name].may_be(_MEASURED)


def _halves(token: Token) -> list[Token]:
    """The two names and their slash; the token itself where the whole is none of the two, but a ratio of them or a third thing."""
    before, slash, behind = token.text.partition("/")
    names = [before.rstrip(), behind.lstrip()]
    readings = [name_of(n, _MEASURED) for n in names]
    first, second = readings
    whole = token.reading(_MEASURED)
    if first is None or second is None or first.value == second.value or whole not in (first.value, second.value):
        return [token]
    start, end = token.span.start, token.span.end
    place = start + len(before)
    return [
        Token(names[0], Span(start, start + len(names[0])), (first,)),
        Token(slash, Span(place, place + 1), (Reading("SLASH", ""),)),
        Token(names[1], Span(end - len(names[1]), end), (second,)),
    ]
