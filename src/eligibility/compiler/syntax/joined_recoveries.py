"""What somebody has recovered from: "recovered from the acute toxic effects of prior chemotherapy, radiotherapy or surgery".

All of it is one attested fact, which the effects of earlier treatment are; cut at its commas, the rest would ask for the treatments.
"""

from __future__ import annotations

from itertools import takewhile

from eligibility.compiler.syntax.elements import any_of_type
from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token, merged

_RECOVERED = "recovered-from-therapy"
_OPENING = frozenset({"from", "of", "due to", "related to", "caused by", "from any", "from all", "of any", "of all"})
_EFFECTS = frozenset(
    {"acute", "toxic", "effect", "effects", "toxicity", "toxicities", "side", "reversible", "adverse", "events", "related"}
)
_PRIOR = ("prior", "previous", "preceding", "earlier", "last")
_TREATMENTS = ("PROC", "DRUG", "THERAPY")
_ENDS = ("STOP", "SEMI", "RPAR", "AND", "OR", "DEMAND", "BEFORE", "WITHIN", "ANCHOR", "EXCEPT", "INTIME")
_CLAUSE_ENDS = ("STOP", "SEMI", "RPAR")
RECOVERY = frozenset({"recovery", "recovery from"})
_NOUNS = frozenset({"resolution", "recovery"})
RESOLUTION = RECOVERY | _NOUNS
_NEAR = 6
_WHOLE = frozenset({"full", "complete", "adequate", "sufficient"})
_BETWEEN = ("FILLER", "OTHER", "COMMA", "OR", "AND", "SLASH", "HIST", "HYPHEN", "RECENT")


def with_recoveries(tokens: list[Token]) -> list[Token]:
    """The tokens with each such recovery, and the earlier treatments it is from, made one.

    Where words follow that may say more of the treatments ("agents administered 4 weeks earlier"), the whole clause is not understood.
    """
    if not any(t.word in RESOLUTION or t.reading("ATTR") == _RECOVERED for t in tokens):
        return tokens
    tokens = _with_nouns(tokens)
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
        result.append(merged(said, Reading("ATTR", _RECOVERED) if understood else Reading("WORD", "")))
        index = end
    return result


def _with_nouns(tokens: list[Token]) -> list[Token]:
    """ "With full recovery" behind a treatment, "adequate recovery from surgery": the noun says what the verb does.

    From a disease somebody recovers in another way: "hepatitis with full recovery".
    """
    result: list[Token] = []
    for index, token in enumerate(tokens):
        before = result[-1] if result else None
        if token.word not in RECOVERY or before is None or before.word not in _WHOLE or not _is_of_treatment(tokens, index):
            result.append(token)
            continue
        noun = token.text[: len("recovery")]
        span = Span(before.span.start, token.span.start + len(noun))
        result[-1] = Token(f"{before.text} {noun}", span, (Reading("ATTR", _RECOVERED),))
        if token.word != noun.casefold():
            behind = token.text[len(noun) :].lstrip()
            result.append(Token(behind, Span(token.span.end - len(behind), token.span.end), (Reading("CAUSE", ""), Reading("FILLER", ""))))
    return result


def _is_of_treatment(tokens: list[Token], index: int) -> bool:
    """Whether it is the recovery from a treatment that stands before or behind, and from nothing else."""
    if tokens[index].word.endswith(" from"):
        following = list(takewhile(lambda t: t.type not in ("COND", "ORG"), tokens[index + 1 : index + _NEAR]))
        return any(_is_treatment(t) or _EFFECTS.issuperset(t.word.split()) for t in following)
    before = [t for t in tokens[:index] if t.type not in _CLAUSE_ENDS]
    of_something = index + 1 < len(tokens) and tokens[index + 1].word.split()[0] == "of"  # "of the white cells"
    return not of_something and any(t.may_be(*_TREATMENTS) for t in before) and not any_of_type(before, ("COND", "ORG"))


def _end_of_recovery(tokens: list[Token], start: int) -> int | None:
    """The place behind the last treatment, or what it caused; None where no treatment is named."""
    noun = _is_noun(tokens, start)
    verb = tokens[start].reading("ATTR") == _RECOVERED and start + 1 < len(tokens) and tokens[start + 1].word in _OPENING
    if not (noun or verb):
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


def _is_noun(tokens: list[Token], start: int) -> bool:
    """ "Resolution of all acute toxic effects of prior therapy", "recovery from the toxicity of …"."""
    word = tokens[start].word
    behind = tokens[start + 1 : start + 1 + _NEAR]
    opens = word == "recovery from" or (word in _NOUNS and bool(behind) and behind[0].word.split()[0] in ("of", "from"))
    return opens and any(_EFFECTS.issuperset(t.word.split()) for t in behind)


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
