"""What does not count as the thing that is asked for: "systemic steroids (topical steroids are not considered systemic)".

The words say again what was said before: with that, the verb permits. "Who are not considered candidates for surgery" says something new.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

UNCOUNTED = "uncounted"
COUNTED = frozenset({"considered", "counted", "regarded", "classified", "deemed", "count", "qualify"})
_PLAINLY = ("count", "counted", "qualify")
_ENDS = ("RPAR", "STOP", "SEMI", "COMMA", "PERIOD")
_LIGHT = frozenset({"form", "type", "kind", "as", "a", "an", "the", "to", "be", "for", "of", "or"})


def with_uncounted(tokens: list[Token]) -> list[Token]:
    """The tokens, each "are not considered systemic" behind what was said to be systemic as words that permit."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _behind(tokens, index)
        result.append(merged(tokens[index:end], Reading("ALLOWED", UNCOUNTED)) if end > index else tokens[index])
        index = max(end, index + 1)
    return result


def _behind(tokens: list[Token], start: int) -> int:
    """The place behind the words; `start` where they are none of these."""
    if tokens[start].type != "NEG" or start + 1 >= len(tokens) or tokens[start + 1].word not in COUNTED:
        return start
    end = next((i for i in range(start + 2, len(tokens)) if tokens[i].type in _ENDS), len(tokens))
    opening = next((i for i in range(start, -1, -1) if tokens[i].type in ("LPAR", "STOP", "SEMI", "PERIOD")), None)
    if opening is None:
        return start
    said = {word for token in tokens[start + 2 : end] for word in token.word.split()} - _LIGHT
    before = {word for token in tokens[:opening] for word in token.word.split()}
    numbered = any(token.type == "NUM" for token in tokens[:opening])  # "no more than 2 regimens; adjuvant ones do not count"
    return end if said <= before and (said or (tokens[start + 1].word in _PLAINLY and not numbered)) else start
