"""When a disease began, said behind "with": "stroke with symptom onset within 24 hours" is a stroke onset within 24 hours."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

_OF_ITS_OWN = frozenset({"the", "a", "an", "symptom", "symptoms", "of symptoms", "of the"})
ONSETS = frozenset({"onset", "an onset", "the onset", "onset of"})


def with_onsets(tokens: list[Token]) -> list[Token]:
    """The tokens with "with symptom onset", behind a condition and before a time, made one word of onset."""
    for index in range(1, len(tokens) - 2):
        if tokens[index].word not in ("with", "with an onset of", "with a") or tokens[index - 1].type != "COND":
            continue
        end = _end_of_onset(tokens, index + 1)
        if end is not None and end < len(tokens) and tokens[end].may_be("WITHIN", "PAST"):
            return [*tokens[:index], merged(tokens[index:end], Reading("ONSET", "")), *tokens[end:]]
    return tokens


def _end_of_onset(tokens: list[Token], start: int) -> int | None:
    """The place behind "onset", "symptom onset", "onset of symptoms"; None where other words stand there."""
    place, found = start, False
    while place < len(tokens):
        word = tokens[place].word
        found = found or word in ONSETS
        if word not in ONSETS and word not in _OF_ITS_OWN:
            break
        place += 1
    return place if found else None
