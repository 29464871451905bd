"""Names that a sign parts: "human immunodeficiency virus (HIV) infection", "urine protein:creatinine ratio"."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span
from eligibility.text.tokens import Token

_KINDS = ("COND", "MEAS", "TEST", "PROC", "DRUG", "SCALE")
_PARTS = (*_KINDS, "ORG", "WORD", "DESC", "SITE", "FUNCTIONNOUN")
_MOST_WORDS_BEFORE = 4
_MOST_WORDS_BEHIND = 3


def with_parted_names(tokens: list[Token]) -> list[Token]:
    """The tokens, each such name made one."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        found = _parted(tokens, index)
        if found is None:
            result.append(tokens[index])
            index += 1
            continue
        name, reading, end = found
        result.append(Token(name, Span(tokens[index].span.start, tokens[end - 1].span.end), (reading,)))
        index = end
    return result


def _parted(tokens: list[Token], start: int) -> tuple[str, Reading, int] | None:
    """The longest name that the vocabulary has of those that begin at a token, what it names, and the place behind it."""
    for size in range(1, _MOST_WORDS_BEFORE + 1):
        first = tokens[start : start + size]
        behind = _behind_brackets(tokens, start + size) or _behind_colon(tokens, start + size)
        if behind is None or not _are_parts(first):
            continue
        for end in range(min(len(tokens), behind + _MOST_WORDS_BEHIND), behind, -1):
            rest = tokens[behind:end]
            name = _written([*first, *rest])
            reading = name_of(name, *_KINDS) if _are_parts(rest) else None
            if reading is not None and _is_shorter_of(tokens[start + size : behind], first, reading):
                return name, reading, end
    return None


def _are_parts(tokens: list[Token]) -> bool:
    return all(t.may_be(*_PARTS) for t in tokens)


def _written(tokens: list[Token]) -> str:
    return " ".join(t.text for t in tokens)


def _behind_brackets(tokens: list[Token], start: int) -> int | None:
    """The place behind brackets with one word in them."""
    signs = [t.type for t in tokens[start : start + 3]]
    return start + 3 if len(signs) == 3 and (signs[0], signs[2]) == ("LPAR", "RPAR") and len(tokens) > start + 3 else None


def _behind_colon(tokens: list[Token], start: int) -> int | None:
    """The place behind a colon with no space on either side, which introduces nothing: a ratio."""
    if not 0 < start < len(tokens) - 1 or tokens[start].type != "COLON":
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
    """ "Graft versus host (GVH) disease": capitals of which the first begins one of the words."""
    letters = inside.text
    words = _written(first).replace("-", " ").casefold().split()
    return len(letters) > 1 and letters.isupper() and any(w[0] == letters[0].casefold() for w in words)
