"""What a clause is made of: a token, or a phrase of several."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from eligibility.spans import Span
from eligibility.text.tokens import Token

SEPARATORS = frozenset({"STOP", "SEMI", "COMMA", "AND", "OR", "COLON", "LPAR", "RPAR"})
# The value of an "and" that binds more tightly than those of a list: the slash of "PT/PTT within normal limits".
TIGHT = "tight"
# The value of an "and" whose two sides are asked of one patient, also among exclusions: "< 50 % or < LLN, whichever is lower".
BOTH = "both"


# Elements, tokens and frames are themselves, not their contents: two "or" at two places are not the same.
@dataclass(slots=True, eq=False)
class Element:
    """A token, or a phrase of several, as it stands in a clause."""

    type: str
    value: Any
    span: Span
    tokens: tuple[Token, ...]

    @property
    def word(self) -> str:
        """Its first token in small letters: what it says, where it is a single token."""
        return self.tokens[0].word

    def may_be(self, *types: str) -> bool:
        """Whether it can be read as one of these types."""
        if self.type in types:
            return True
        if len(self.tokens) == 1:
            for reading in self.tokens[0].readings:  # a loop, and no call: it is asked some twenty times for each criterion
                if reading.type in types:
                    return True
        return False

    def reading(self, *types: str) -> str | None:
        """The value it has when read as one of these types."""
        return self.tokens[0].reading(*types) if len(self.tokens) == 1 else None


def one_word(parts: Sequence[Element]) -> Element:
    """Neighbouring elements as a single word, which no table knows."""
    span = Span(parts[0].span.start, parts[-1].span.end)
    return Element("WORD", "", span, tuple(t for p in parts for t in p.tokens))


class Typed(Protocol):
    """What has a type: elements, tokens, brackets."""

    type: str


def any_of_type(elements: Iterable[Typed], kinds: Container[str]) -> bool:
    """Whether one of the elements, tokens or brackets is of one of these types: a loop, as it is asked so often for each criterion."""
    for element in elements:  # noqa: SIM110
        if element.type in kinds:
            return True
    return False
