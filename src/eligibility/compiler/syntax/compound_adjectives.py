"""Adjectives made with the name of a treatment: "platinum-resistant ovarian cancer", "steroid refractory colitis", "cisplatin-ineligible".

They say how a disease or a patient stands to the treatment, and never that it is given now.
"""

from __future__ import annotations

from eligibility.compiler.syntax.elements import SEPARATORS
from eligibility.reference.compounding import COMPOUNDING, LOOSE
from eligibility.reference.mentions import Reading
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span
from eligibility.text.tokens import Token

_TREATMENTS = ("DRUG", "PROC", "THERAPY")
# "Refractory to cisplatin" may stand behind another name: "patients on methotrexate refractory to it".
_GOING_ON = frozenset({"to", "by", "with", "for"})
_PEOPLE = frozenset({"SUBJECT", "SEXNOUN", "AGENOUN", "PEOPLE"})


def with_compound_adjectives(tokens: list[Token]) -> list[Token]:
    """The tokens, each name with such a word behind it made one adjective; so is "-intolerant" behind "imatinib-resistant or"."""
    result: list[Token] = []
    index, name = 0, None
    while index < len(tokens):
        end = _end(tokens, index)
        if end is not None:
            name = tokens[index].text
            result.append(_dependence(tokens, index, end) or _adjective(tokens[index:end], name))
        elif name is not None and _is_second(tokens, index):
            end = index + 2
            result.append(_adjective(tokens[index:end], name))
        else:
            result.append(tokens[index])
        index = end or index + 1
    return result


def _end(tokens: list[Token], start: int) -> int | None:
    """The place behind an adjective that begins with the name at `start`."""
    behind = tokens[start + 1 : start + 4]
    if not behind or not tokens[start].may_be(*_TREATMENTS, "WORD"):
        return None
    if _is_second(tokens, start + 1) and behind[0].span.start == tokens[start].span.end:
        return start + 3
    if behind[0].word == "pre" and _is_second(tokens, start + 2) and tokens[start].may_be(*_TREATMENTS):
        return start + 4  # "trastuzumab pre-treated"
    apart = behind[0].word in LOOSE and behind[0].span.start == tokens[start].span.end + 1 and tokens[start].may_be(*_TREATMENTS)
    return start + 2 if apart and (len(behind) == 1 or behind[1].word not in _GOING_ON) else None


def _is_second(tokens: list[Token], index: int) -> bool:
    """Whether a hyphen and, right behind it, the second half of such an adjective stand there."""
    if index + 1 >= len(tokens):
        return False
    hyphen, word = tokens[index], tokens[index + 1]
    return hyphen.type == "HYPHEN" and word.word in COMPOUNDING and word.span.start == hyphen.span.end


def _adjective(tokens: list[Token], name: str) -> Token:
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    return Token(f"{name}-{tokens[-1].text}", span, (Reading("DESC", ""),))


def _dependence(tokens: list[Token], start: int, end: int) -> Token | None:
    """ "Opioid-dependent patients" have the disease; before another name the word describes that one."""
    follows = tokens[end].type if end < len(tokens) else None
    reading = name_of(f"{tokens[start].text} dependence", "COND") if tokens[end - 1].word == "dependent" else None
    if reading is None or (follows is not None and follows not in _PEOPLE | SEPARATORS):
        return None
    return Token(f"{tokens[start].text} dependence", Span(tokens[start].span.start, tokens[end - 1].span.end), (reading,))
