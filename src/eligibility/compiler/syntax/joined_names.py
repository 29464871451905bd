"""Names that a sign parts: "human immunodeficiency virus (HIV) infection", "urine protein:creatinine ratio"."""

from __future__ import annotations

from itertools import islice, takewhile

from eligibility.reference.mentions import Reading
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span
from eligibility.text.tokens import Token

_KINDS = ("COND", "MEAS", "TEST", "PROC", "DRUG", "SCALE")
_PARTS = (*_KINDS, "ORG", "WORD", "DESC", "SITE", "FUNCTIONNOUN", "DISEASENOUN", "MEASMOD")
_SIGNS = ("LPAR", "COLON")
_MOST_WORDS_BEFORE = 4
_MOST_WORDS_BEHIND = 3


def with_parted_names(tokens: list[Token]) -> list[Token]:
    """The tokens, each such name made one."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        signed = tokens[index].type in _SIGNS
        behind = _behind_brackets(tokens, index) or _behind_colon(tokens, index) if signed else None
        found = _parted(result, tokens, index, behind) if behind is not None else None
        if found is None:
            result.append(tokens[index])
            index += 1
            continue
        name, reading, size, end = found
        result[-size:] = [Token(name, Span(result[-size].span.start, tokens[end - 1].span.end), (reading,))]
        index = end
    return result


def _parted(before: list[Token], tokens: list[Token], sign: int, behind: int) -> tuple[str, Reading, int, int] | None:
    """The longest name around a sign that the vocabulary has, what it names, how many tokens stand before the sign, and where it ends."""
    most_before = sum(1 for _ in takewhile(_is_part_before, islice(reversed(before), _MOST_WORDS_BEFORE)))
    most_behind = sum(1 for _ in takewhile(_is_part, islice(tokens, behind, behind + _MOST_WORDS_BEHIND)))
    for size in range(most_before, 0, -1):
        first = before[-size:]
        for end in range(behind + most_behind, behind, -1):
            name = _written([*first, *tokens[behind:end]])
            reading = name_of(name, *_KINDS)
            if reading is not None and _is_shorter_of(tokens[sign:behind], first, reading):
                return name, reading, size, end
    return None


def _is_part(token: Token) -> bool:
    return token.may_be(*_PARTS)


def _is_part_before(token: Token) -> bool:
    """Behind the sign a slash begins another name: "non-Hodgkin lymphoma (NHL)/DLBCL"."""
    return _is_part(token) or token.type == "SLASH"


def _written(tokens: list[Token]) -> str:
    """The words of a name, whose signs the tables do not keep: "protein/creatinine ratio"."""
    return " ".join(t.text for t in tokens if t.type != "SLASH")


def _behind_brackets(tokens: list[Token], start: int) -> int | None:
    """The place behind brackets with one word in them."""
    end = start + 3
    return end if tokens[start].type == "LPAR" and end < len(tokens) and tokens[start + 2].type == "RPAR" else None


def _behind_colon(tokens: list[Token], start: int) -> int | None:
    """The place behind a colon with no space on either side, which introduces nothing: a ratio."""
    if tokens[start].type != "COLON" or not 0 < start < len(tokens) - 1:
        return None
    before, colon, after = tokens[start - 1 : start + 2]
    return start + 1 if before.span.end == colon.span.start and colon.span.end == after.span.start else None


def _is_shorter_of(between: list[Token], first: list[Token], whole: Reading) -> bool:
    """Whether what parts the name says nothing of its own: a colon, or brackets with another name of the first words or of the whole."""
    if len(between) == 1:
        return True
    inside = between[1]
    again = {r for r in (*first[0].readings, whole) if r.type != "WORD"} if len(first) == 1 else {whole}
    causes = (vocabulary().caused_by(r.value) for r in inside.readings if r.type == "ORG")
    named = not again.isdisjoint(inside.readings) or any(c is not None and c.id == whole.value for c in causes)
    return named or _abbreviates(inside, first)


def _abbreviates(inside: Token, first: list[Token]) -> bool:
    """ "Graft versus host (GVH) disease": capitals that stand in the words in their order, the first at the start of one."""
    letters = inside.text
    text = " " + _written(first).replace("-", " ").casefold()
    place = text.find(f" {letters[0].casefold()}")
    if len(letters) < 2 or not letters.isupper() or place < 0:
        return False
    for letter in letters.casefold():
        place = text.find(letter, place) + 1
        if place == 0:
            return False
    return True
