"""Whether lymph nodes are involved: "node-positive", "axillary lymph node negative", "positive axillary nodes" give the nodal status.

How it was found makes another status of it: nodes that are clinically negative may be positive to the pathologist. With such a word, or a
number, it is left to others.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_WHERE = ("", "lymph ", "axillary ", "axillary lymph ", "regional ", "regional lymph ")
NODES = frozenset({f"{where}{noun}" for where in _WHERE for noun in ("node", "nodes")})
_COUNT, _STATUS = "positive-nodes", "node-status"
_SIGNS = ("positive", "negative")
_COUNTING = ("NUM", "CMP", "BETWEEN", "RANGING")
_FOUND = ("clinical", "patholog", "histolog", "sentinel", "palpa", "cyto", "radiolog", "sono", "ultraso")
_NEAR = 3


def with_nodal_status(tokens: list[Token]) -> list[Token]:
    """The tokens, such nodes made the name of their status."""
    if not any(t.word in NODES or t.word.startswith("positive") for t in tokens):
        return tokens
    result: list[Token] = []
    for index, token in enumerate(tokens):
        if token.word.startswith("positive") and token.reading("MEAS") == _COUNT and not _is_other(tokens, index):
            cut = len("positive")
            before = Token(token.text[:cut], Span(token.span.start, token.span.start + cut), (Reading("POSITIVE", "positive"),))
            name = token.text[cut:].lstrip()
            result += [before, Token(name, Span(token.span.end - len(name), token.span.end), (Reading("TEST", _STATUS),))]
        elif token.word in NODES and _has_sign(tokens, index) and not _is_other(tokens, index):
            result.append(Token(token.text, token.span, (Reading("TEST", _STATUS),)))
        else:
            result.append(token)
    return result


def _has_sign(tokens: list[Token], index: int) -> bool:
    place = index + 2 if index + 1 < len(tokens) and tokens[index + 1].type == "HYPHEN" else index + 1
    behind = place < len(tokens) and tokens[place].word in _SIGNS
    if behind and place + 1 < len(tokens) and tokens[place + 1].type == "COMMA":
        return False  # "node-negative, ER-positive tumours": one of several qualities, of which each would count alone
    return behind or (index > 0 and tokens[index - 1].word in _SIGNS)


def _is_other(tokens: list[Token], index: int) -> bool:
    """Whether nodes are counted, or the status is that of one way to find them."""
    before, behind = tokens[max(0, index - _NEAR) : index], tokens[index + 1 : index + 1 + _NEAR]
    counted = any(t.may_be(*_COUNTING) for t in before)
    return counted or any(t.word.startswith(_FOUND) for t in (*before, *behind))
