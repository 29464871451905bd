"""What patients may have, said of them: "patients may have received prior cisplatin" permits it; "… no more than 2 regimens" limits it.

A number without a sign ("may have had one prior regimen") may be meant either way, and so may a present: "patients may have squamous or
non-squamous lung cancer" says which disease is meant. Both are for a person to judge, as is what is only partly permitted ("A but not B").
"""

from __future__ import annotations

from itertools import takewhile

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

MAY = frozenset({"may", "can"})
_PAST = frozenset(
    {"have had", "have received", "have undergone", "received", "had", "treated with", "have been treated with"}
    | {"previously received", "previously treated with", "treated", "treated by", "initiated", "started"}
    | {"continue to receive", "continue to take", "continue"}
)
_HAVING = _PAST | {"have", "have previously", "have been", "previously", "also", "additionally"}
# What a permission leaves out, or asks for beside it.
_APART = ("NEG", "EXCEPT", "NUM", "RANGE", "TU", "COUNT", "BOUNDWORD", "ATTR")
_RESTRICTING = frozenset(
    {"but", "but not", "other than", "excluding", "both", "not", "single", "only", "completed", "completing", "finished", "stopped"}
    | {"recovered", "recovery", "with recovery", "full recovery", "with full recovery"}
)
_RELATIVES = frozenset({"who", "that", "which"})
_ENDS = ("STOP", "SEMI")
_AT_MOST = ("<", "<=")
_UP_TO = frozenset({"up to", "at most", "no more than", "not more than"})


def with_permitted_pasts(tokens: list[Token]) -> list[Token]:
    """The tokens, each such "may have" read as a permission, or left out before a limit."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _end_of_permission(tokens, index) if tokens[index].word in MAY and _opens_sentence(tokens[:index]) else index
        if end == index:
            result.append(tokens[index])
            index += 1
            continue
        said = tokens[index:end]
        kind = _kind(tokens[end:], past=any(t.word in _PAST for t in said))
        result += [merged(said, Reading(kind, ""))] if kind is not None else said
        index = end
    return result


def _kind(following: list[Token], past: bool) -> str | None:
    """A permission, a past that is limited, or what may be meant either way; None of what a patient has that is looked for in each."""
    rest = list(takewhile(lambda t: t.type not in _ENDS, following))
    if _is_at_most(rest):
        return "DEMAND"
    said = list(takewhile(lambda t: t.type != "IF", rest))  # a condition may say anything
    if not past and any(t.may_be("ATTR") for t in said):
        return None  # "may have measurable or evaluable disease"
    present = not past and len(said) == len(rest)
    restricted = present or any(t.may_be(*_APART) or t.word in _RESTRICTING for t in said)
    return "BLOCK" if restricted else "ALLOWED" if said else None


def _is_at_most(rest: list[Token]) -> bool:
    """Whether a limit of a number stands right here: "no more than 2 regimens", and no length or dose, which nobody need have had."""
    if len(rest) < 3 or not rest[1].may_be("NUM"):
        return False
    return (rest[0].reading("CMP") in _AT_MOST or rest[0].word in _UP_TO) and not rest[2].may_be("TU", "UNIT")


def _opens_sentence(before: list[Token]) -> bool:
    """Whether only the people stand before it in its sentence."""
    sentence = list(takewhile(lambda t: t.type not in (*_ENDS, "COLON"), reversed(before)))
    told_apart = any(_RELATIVES & set(t.word.split()) for t in sentence)  # "patients who may have tuberculosis"
    return not told_apart and all(t.type in ("SUBJECT", "FILLER", "SEXNOUN", "AGENOUN") for t in sentence)


def _end_of_permission(tokens: list[Token], start: int) -> int:
    end = start + 1
    while end < len(tokens) and tokens[end].word in _HAVING:
        end += 1
    return end if end > start + 1 else start
