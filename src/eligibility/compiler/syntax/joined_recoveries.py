"""What somebody has recovered from: "recovered from the acute toxic effects of prior chemotherapy, radiotherapy or surgery".

All of it is one attested fact, which the effects of earlier treatment are; cut at its commas, the rest would ask for the treatments.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_RECOVERED = "recovered-from-therapy"
_OPENING = frozenset({"from", "of", "due to", "related to", "caused by", "from any", "from all", "of any", "of all"})
_EFFECTS = frozenset(
    {"acute", "toxic", "effect", "effects", "toxicity", "toxicities", "side", "reversible", "adverse", "events", "related"}
)
_PRIOR = ("prior", "previous", "preceding", "earlier", "last")
_TREATMENTS = ("PROC", "DRUG", "THERAPY")
_ENDS = ("STOP", "SEMI", "RPAR", "AND", "OR", "DEMAND", "BEFORE", "WITHIN", "ANCHOR", "EXCEPT", "INTIME")
_CLAUSE_ENDS = ("STOP", "SEMI", "RPAR")
_BETWEEN = ("FILLER", "OTHER", "COMMA", "OR", "AND", "SLASH", "HIST", "HYPHEN", "RECENT")


def with_recoveries(tokens: list[Token]) -> list[Token]:
    """The tokens with each such recovery, and the earlier treatments it is from, made one.

    Where words follow that may say more of the treatments ("agents administered 4 weeks earlier"), the whole clause is not understood.
    """
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _end_of_recovery(tokens, index)
        if end is None:
            result.append(tokens[index])
            index += 1
            continue
        understood = _may_end(tokens[end : end + 2])
        end = end if understood else next((i for i in range(end, len(tokens)) if tokens[i].type in _CLAUSE_ENDS), len(tokens))
        said = tokens[index:end]
        text = " ".join(t.text for t in said)
        reading = Reading("ATTR", _RECOVERED) if understood else Reading("WORD", text)
        result.append(Token(text, Span(said[0].span.start, said[-1].span.end), (reading,)))
        index = end
    return result


def _end_of_recovery(tokens: list[Token], start: int) -> int | None:
    """The place behind the last treatment, or what it caused; None where no treatment is named."""
    if tokens[start].reading("ATTR") != _RECOVERED or start + 1 >= len(tokens) or tokens[start + 1].word not in _OPENING:
        return None
    end = None
    for place in range(start + 1, len(tokens)):
        token = tokens[place]
        of_effects = _EFFECTS.issuperset(token.word.split())
        if _is_treatment(token) or (end is not None and of_effects):
            end = place + 1
        elif token.type not in _BETWEEN and token.word not in _OPENING and not of_effects:
            break
    return end


def _is_treatment(token: Token) -> bool:
    return token.may_be(*_TREATMENTS) or (token.word.split()[0] in _PRIOR and not token.word.endswith(" to"))


def _may_end(following: list[Token]) -> bool:
    """Whether what follows begins something of its own: another statement, a time, a grade, an exception."""
    if not following:
        return True
    first, second = following[0], following[-1]
    if first.type in ("LPAR", "COMMA"):
        return second.type not in ("EG", "IE") if first.type == "COMMA" else second.type == "EXCEPT"
    return first.type in _ENDS or first.word == "to"
