"""Results of a receptor in words of its gene: "HER2-overexpressing", "HER2 gene amplification", "not amplified", "overexpression of HER2".

Source: ASCO/CAP guideline on HER2 testing (2018): protein overexpression, or amplification of the gene, is HER2-positive.
"""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element, any_of_type
from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token, merged

_RECEPTORS = frozenset({"her2-status", "her2-ish"})
_SAID = frozenset(
    {"overexpressing", "overexpressed", "overexpresses", "overexpression", "overexpress"}
    | {"amplified", "amplification", "gene amplified", "gene amplification"}
)
_PARTS = frozenset({"expressing", "expressed", "expression", "expresses"})  # behind "over-"
_DENYING = frozenset({"not", "non"})
_SILENT = frozenset({"of", "of the", "the", "gene", "protein"})
# Beside these it is the name of a test: "HER2 overexpression status", "overexpression negative".
_RESULTS = ("POSITIVE", "NEG", "NUM", "CLASSVALUE", "PLUS", "CMP", "MEASMOD")
_NAMES = (f"{gene}{of}{noun}" for gene in ("her2", "her2/neu", "her2-neu", "erbb2") for of in (" ", " gene ") for noun in _SAID)
OVEREXPRESSION = _SAID | {"over", *_NAMES}


def with_overexpression(tokens: list[Token]) -> list[Token]:
    """The tokens, such words read as the result."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.reading("TEST") in _RECEPTORS:
            said = _result_before(result)
            named = _named_in(token, tokens[index + 1 : index + 2]) if said is None else []
            end, says = _said_behind(tokens, index + 1) if said is None and not named else (index + 1, None)
            result += named or [_tested(token, says or said)]
            result += [says] if says is not None else []
            index = end
            continue
        before = _said_before(tokens, index)
        beside = before and index > 0 and tokens[index - 1].may_be("COND")
        if beside and _goes_on(tokens[index:]):
            before = False  # what else the list says would be said with it
        elif beside:
            result.append(Token("with", Span(token.span.start, token.span.start), (Reading("WITH", ""),)))  # "cancer overexpressing HER2"
        result.append(_as_result([token], "positive") if before else token)
        index += 1
    return result


def _result_before(before: list[Token]) -> Token | None:
    """ "Negative for HER2 amplification": the result that is said already."""
    last = next((t for t in reversed(before) if t.type not in ("FILLER", "HYPHEN")), None)
    return last if last is not None and last.type == "POSITIVE" else None


def _tested(token: Token, result: Token | None) -> Token:
    """The receptor, of whose gene an amplification is; overexpression is its status."""
    of_gene = "amplif" in token.word or (result is not None and "amplif" in result.word)
    return Token(token.text, token.span, (Reading("TEST", "her2-ish"),)) if of_gene else token


def _goes_on(tokens: list[Token]) -> bool:
    sentence = tokens[: next((i for i, t in enumerate(tokens) if t.type == "STOP"), len(tokens))]
    return any_of_type(sentence, ("COMMA", "AND", "OR", "SEMI", "SLASH"))


def _named_in(token: Token, following: list[Token]) -> list[Token]:
    """ "HER2 overexpression", where nothing says that it is a test: its name and its result."""
    head, _, noun = token.text.rpartition(" ")
    if not head or noun.casefold() not in _SAID or any(t.may_be(*_RESULTS) or t.type == "HYPHEN" for t in following):
        return []
    cut = token.span.end - len(noun)
    said = Token(noun, Span(cut, token.span.end), (Reading("POSITIVE", "positive"),))
    receptor = Token(head, Span(token.span.start, token.span.start + len(head)), (Reading("TEST", "her2-status"),))
    return [_tested(receptor, said), said]


def _said_behind(tokens: list[Token], start: int) -> tuple[int, Token | None]:
    """The place behind "-overexpressing", "not amplified", and the result that they are; `start` where nothing of the kind stands."""
    place, denied = start, False
    while place < len(tokens) and place < start + 4 and (tokens[place].type == "HYPHEN" or tokens[place].word in _DENYING | _SILENT):
        denied = denied or tokens[place].word in _DENYING
        place += 1
    end = _end_of_word(tokens, place)
    if end == place or (end < len(tokens) and tokens[end].may_be(*_RESULTS)):
        return start, None
    return end, _as_result(tokens[start:end], "negative" if denied else "positive")


def _end_of_word(tokens: list[Token], place: int) -> int:
    if place < len(tokens) and tokens[place].word in _SAID:
        return place + 1
    parts = tokens[place : place + 3]
    over = len(parts) == 3 and parts[0].word == "over" and parts[1].type == "HYPHEN" and parts[2].word in _PARTS
    return place + 3 if over else place


def _said_before(tokens: list[Token], index: int) -> bool:
    """ "Overexpressing HER2", "amplification of the HER2 gene"."""
    place = index + 1
    while place < len(tokens) and tokens[place].word in _SILENT:
        place += 1
    return tokens[index].word in _SAID and place < len(tokens) and tokens[place].reading("TEST") in _RECEPTORS


def _as_result(said: list[Token], value: str) -> Token:
    return merged(said, Reading("POSITIVE", value))


def is_of_a_gene(result: Element) -> bool:
    """Whether a result is in these words, which no test but that of the gene can have."""
    return "express" in result.word or "amplif" in result.word
