"""How many of a list its head asks for, in whatever words: "Either:", "Meets one or more of these:", "No more than 2 of those below:".

The words stand right before the colon, or at the end of the head of a list of lines of its own. One of the members is a LISTHEAD, all of
them a LISTALL; any other number is a LISTCOUNT, whose value is the least and the most, as "2-", "-1" or "1-1".
"""

from __future__ import annotations

import re
from collections.abc import Container

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

QUANTIFIERS = frozenset(
    {"either", "any", "any one", "all", "both", "each", "any of", "each of", "one of the following", "1 of the following"}
)
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {str(n): n for n in range(100)} | {word: n for n, word in enumerate(_ONES, 1)}
_N = rf"(?:[1-9]?[0-9]|{'|'.join(_ONES)})"
_NOUN = (
    r"(?:(?:inclusion |exclusion |additional |listed )?(?:criterion|criteria|conditions?|items?|options?|requirements?|features?|findings?"
    r"|situations?|categor(?:y|ies)|characteristics?|reasons?|circumstances?|statements?|points?|parameters?))"
)
_MET = r"(?:(?:(?:is|are|must be|should be|has to be|have to be|must) )?(?:met|fulfilled|satisfied|present|true|applies|apply))"
_WHICH = rf"(?:(?: out)? of)?(?: (?:the|these|those))?(?: (?:following|below|listed))?(?: {_N})?(?:(?: of the)? following)?"
_TAIL = rf"(?P<tail>{_WHICH}(?: {_NOUN})?(?: (?:listed )?(?:below|following))?(?: {_MET})?)"
_SIGNED = (
    r"(?:(?P<least>at least|>=|≥|⩾|a minimum of|minimum of|minimum|no fewer than|no less than|not less than)"
    r"|(?P<above>more than|>|greater than|over)"
    r"|(?P<most>no more than|not more than|at most|up to|<=|≤|⩽|a maximum of|maximum of|maximum)"
    r"|(?P<below>less than|fewer than|<)|(?P<exact>exactly|only|just))"
)
_COUNT = rf"(?:any )?(?:{_SIGNED} )?(?P<n>{_N})(?P<more> o[rf] more)?(?P<fewer> or (?:fewer|less))?"
_QUANTITY = re.compile(rf"(?:{_COUNT}|(?P<any>either(?: ?(?:/|or) ?or)?|any)|(?P<all>all(?: {_N})?|both|each|every one)){_TAIL}")
# Words before a quantity that says no more than how many.
_MEETING = {"meet", "meets", "meeting", "fulfil", "fulfill", "fulfils", "fulfills", "fulfilling", "satisfy", "satisfies", "satisfying"}
_HAVING = {"have", "has", "having", "must"}
_OPENING = frozenset(_MEETING | _HAVING | {"with", "and", "plus", "who", "by", "as", "of", "requires", "including", "is", "are"})
_NAMES = ("COND", "PROC", "DRUG", "MEAS", "TEST", "ATTR")
_SIGNS = ("COMMA", "AND", "OR", "NEG", "SLASH", "COLON", "LPAR", "WITH", "IF", "UNLESS", "EXCEPT", "EG", "IE", "HOW", "CAUSE")
_MOST = 12  # tokens that a quantity is said in
_MOST_NAMED = 4  # tokens of the kind of what follows: "one of the following | chronic diseases:"


def with_counted_heads(tokens: list[Token]) -> list[Token]:
    """The tokens, such words before each colon read as those with which the head of a list says how many."""
    for end in reversed([i for i, t in enumerate(tokens) if t.type == "COLON"]):
        tokens = _with_head_before(tokens, end)
    return _with_head_inside(tokens)


def with_counted_end(tokens: list[Token]) -> list[Token]:
    """The tokens of the head of a list of lines of its own, such words at its end read so; a colon there is read as any."""
    return _with_head_before(tokens, len(tokens)) if tokens and tokens[-1].type != "COLON" else tokens


def _with_head_before(tokens: list[Token], end: int) -> list[Token]:
    bracketed = _in_brackets(tokens, end)
    if bracketed is not None:
        return bracketed
    for start in range(max(0, end - _MOST - _MOST_NAMED), end):
        for behind in range(end, max(start, end - _MOST_NAMED - 1), -1):
            said = _quantity(tokens[start:behind])
            if said is None or (behind < end and "following" not in said["tail"]):
                continue
            if _says_how_many(said, tokens, start) and not _goes_on(tokens, start):
                return [*tokens[:start], _head(tokens[start:behind], said), *tokens[behind:]]
    return tokens


def _with_head_inside(tokens: list[Token]) -> list[Token]:
    """ "At least two of | hypertension, diabetes, obesity": such words right before a list, which a colon might as well part from them."""
    for start, token in enumerate(tokens):
        if token.type not in ("CMP", "NUM") and token.word not in ("any", "any of", "either", "either of", "only", "exactly"):
            continue
        following = any("following" in t.word for t in tokens[start : start + _MOST])
        for end in range(min(len(tokens), start + _MOST) - 1, start, -1):
            if not following and not tokens[end - 1].word.endswith("of"):
                continue  # one of these words is in all of them
            said = _quantity(tokens[start:end])
            listed = said is not None and not said["all"] and (said["tail"] == " of" or "following" in said["tail"])
            dash = listed and tokens[end].type == "DASH"
            if said is None or not listed or _goes_on(tokens, start) or not _is_list(tokens, end + dash):
                continue
            if said["any"] and start and tokens[start - 1].type not in ("AND", "WITH", "COMMA"):
                continue  # "allergic to any of A or B": what stands before is said of each
            where = tokens[end].span if dash else Span(tokens[end].span.start, tokens[end].span.start)
            colon = Token(":", where, (Reading("COLON", ""),))
            return [*tokens[:start], _head(tokens[start:end], said), colon, *tokens[end + dash :]]
    return tokens


def _is_list(tokens: list[Token], start: int) -> bool:
    """Whether names follow, joined by commas and by one "and" or "or" at the end, and nothing else up to the end of the sentence."""
    end = next((i for i in range(start, len(tokens)) if tokens[i].type in ("STOP", "SEMI")), len(tokens))
    signs = [t.type for t in tokens[start:end] if t.type in _SIGNS]
    first = next((t for t in tokens[start:end] if t.type not in ("FILLER", "DESC", "SEV", "ACTIVE")), None)
    named = first is not None and first.may_be(*_NAMES)
    return named and bool(signs) and all(s == "COMMA" for s in signs[:-1]) and signs[-1] in ("COMMA", "AND", "OR")


def _in_brackets(tokens: list[Token], end: int) -> list[Token] | None:
    """ "Symptoms (at least one):"."""
    closes = end > 0 and tokens[end - 1].type == "RPAR"
    opened = next((i for i in range(end - 2, max(0, end - _MOST) - 1, -1) if tokens[i].type == "LPAR"), None) if closes else None
    said = _quantity(tokens[opened + 1 : end - 1]) if opened is not None else None
    if opened is None or said is None or said[0] in _NUMBERS:
        return None
    return [*tokens[:opened], _head(tokens[opened:end], said), *tokens[end:]]


def _quantity(tokens: list[Token]) -> re.Match[str] | None:
    return _QUANTITY.fullmatch(" ".join(t.word for t in tokens))


def _says_how_many(said: re.Match[str], tokens: list[Token], start: int) -> bool:
    """Whether the words are no name or number of something else: "cohort one:", "ECOG 0, 1:"."""
    if said["tail"]:
        return True
    if said[0] in _NUMBERS:
        return start > 0 and _opens_with(tokens[start - 1], _MEETING | _HAVING)
    return start == 0 or _opens(tokens[start - 1])


def _opens_with(before: Token, words: Container[str]) -> bool:
    return before.word.split()[-1] in words


def _opens(before: Token) -> bool:
    return _opens_with(before, _OPENING) or before.type in ("COMMA", "SEMI", "STOP", "DASH", "AND")


def _goes_on(tokens: list[Token], start: int) -> bool:
    """ "Grade | 1 or more", "type | 1", "diagnosis of | ALL": what belongs to the words before, or is a name."""
    before = tokens[start - 1] if start else None
    if tokens[start].type in _NAMES:
        return True
    return before is not None and (before.type in ("CMP", "CLASSWORD", "SCALE", "MEAS", "HYPHEN", "SLASH", "NUM") or before.word == "no")


def _head(tokens: list[Token], said: re.Match[str]) -> Token:
    least, most = (1, None) if said["any"] is not None else (None, None) if said["all"] is not None else _bounds(said)
    if (least, most) == (None, None):
        reading = Reading("LISTALL", "")
    elif (least, most) == (1, None):
        reading = Reading("LISTHEAD", "")
    else:
        reading = Reading("LISTCOUNT", f"{'' if least is None else least}-{'' if most is None else most}")
    return Token(" ".join(t.text for t in tokens), Span(tokens[0].span.start, tokens[-1].span.end), (reading,))


def _bounds(said: re.Match[str]) -> tuple[int | None, int | None]:
    """How many there must be and may be; "two of them" is at least two."""
    number = _NUMBERS[said["n"]]
    if said["most"] or said["fewer"]:
        return None, number
    if said["below"]:
        return None, max(0, number - 1)
    if said["above"]:
        return number + 1, None
    return (number, number) if said["exact"] else (number, None)
