"""What a drug screen looks for: "positive drug screen for cocaine, opioids or amphetamines" is one test, and no list of drugs taken."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_SCREENS = frozenset({"urine-drug-screen"})
_ANY = "substance-of-abuse"
_BETWEEN = ("COMMA", "OR", "AND", "SLASH", "FILLER", "HYPHEN", "EG", "OTHER")
_LOOKED_FOR = ("DRUG", "COND", "WORD", "THERAPY", "LPAR", "RPAR")
_MOST = 40


def with_analytes(tokens: list[Token]) -> list[Token]:
    """The tokens with what a drug screen, or a positive result, is said to be "for" made one word, whatever it names."""
    for start in range(len(tokens)):
        begins = _begins_list(tokens, start)
        end = _end_of_list(tokens, start) if begins is not None else start
        if begins is None or end <= start + 1:
            continue
        if tokens[start].type == "POSITIVE" and [t.reading("DRUG") for t in tokens[start + 1 : end]] == [_ANY]:
            # "Positive for drugs of abuse": the screen itself.
            return [*tokens[: start + 1], _one(tokens[start + 1 : end], "TEST", "urine-drug-screen"), *tokens[end:]]
        by_screen = begins > start or tokens[start].type != "POSITIVE"
        return [*tokens[:begins], _one(tokens[begins:end], "WORD" if by_screen else "BLOCK"), *tokens[end:]]
    return tokens


def _one(tokens: list[Token], kind: str, value: str | None = None) -> Token:
    text = " ".join(t.text for t in tokens)
    return Token(text, Span(tokens[0].span.start, tokens[-1].span.end), (Reading(kind, text if value is None else value),))


def _begins_list(tokens: list[Token], start: int) -> int | None:
    """Where the words begin of which "for", at `start`, is the preposition."""
    token, before = tokens[start], tokens[start - 1] if start else None
    screen = before is not None and before.reading("TEST") in _SCREENS
    if screen and token.word == "for":
        return start
    if screen and token.type == "LPAR" and start + 1 < len(tokens) and tokens[start + 1].type == "DRUG":
        return start
    if token.type != "POSITIVE" or not token.word.endswith(" for") or start + 1 == len(tokens):
        return None
    return (start + 1 if screen else start) if tokens[start + 1].type == "DRUG" else None


def _end_of_list(tokens: list[Token], start: int) -> int:
    """The place behind the last thing that is looked for: names, and what joins them or stands in their brackets."""
    end = place = start + 1
    opened = 1 if tokens[start].type == "LPAR" else 0
    while place < len(tokens) and place - start < _MOST:
        token = tokens[place]
        opened += {"LPAR": 1, "RPAR": -1}.get(token.type, 0)
        if opened < 0 or not (token.type in _BETWEEN or token.may_be(*_LOOKED_FOR)):
            break
        place += 1
        if opened == 0 and tokens[start].type == "LPAR":
            return place
        if not opened and token.type not in _BETWEEN:
            end = place
    return end
