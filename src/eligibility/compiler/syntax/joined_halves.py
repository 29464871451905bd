"""The two halves of a place that one sign joins: "upper or lower limb"."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span, hull
from eligibility.text.tokens import Token

HALVES = frozenset({"or lower", "and lower", "or upper", "and upper"})
_PLACES = ("SITE", "COND", "WORD")


def with_halves(tokens: list[Token]) -> list[Token]:
    """ "Upper or lower respiratory infection", "lower or upper limb": two halves of a place, and no number with all beyond it."""
    result: list[Token] = []
    for index, token in enumerate(tokens):
        if token.word not in HALVES or not _is_half(tokens, index):
            result.append(_with_its_place(result, token))
            continue
        sign, _, half = token.text.partition(" ")
        middle = token.span.start + len(sign)
        result.append(Token(sign, Span(token.span.start, middle), (Reading(sign.upper(), ""),)))
        result.append(Token(half, Span(token.span.end - len(half), token.span.end), (Reading("WORD", half),)))
    return result


def _is_half(tokens: list[Token], index: int) -> bool:
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    half = tokens[index].word.rpartition(" ")[2]
    if index and {half, tokens[index - 1].word} == {"upper", "lower"}:
        return following is not None and following.may_be(*_PLACES)
    return following is not None and _place(half, following) is not None


def _place(half: str, of: Token) -> Reading | None:
    """The half of a place, or the disease of that half: "lower limb", "lower respiratory tract infection"."""
    return name_of(f"{half} {of.text}", "SITE", "COND")


def _with_its_place(before: list[Token], token: Token) -> Token:
    """The place with the half that has just been parted from its sign: "upper | or | lower | limb"."""
    half = before[-1] if len(before) > 1 and before[-2].type in ("OR", "AND") else None
    place = _place(half.text, token) if half is not None and half.word in ("upper", "lower") else None
    if half is None or place is None:
        return token
    before.pop()
    first = before[-2] if len(before) > 1 else token
    if first.word in ("upper", "lower") and (other := _place(first.text, token)) is not None:
        before[-2] = Token(first.text, first.span, (other,))
    return Token(f"{half.text} {token.text}", hull([half.span, token.span]), (place,))
