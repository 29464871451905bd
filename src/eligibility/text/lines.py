"""The lines of a text, each with its place, its indentation and whether a blank line stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from eligibility.spans import Span

_TAB = 4
# Words after which a sentence cannot be over: a line that ends in one goes on in the next.
_UNFINISHED = re.compile(
    r"(?i)(?:\b(?:(?-i:a)|an|the|of|to|in|on|by|at|for|from|with|without|than|and|or|nor|and/or|is|are|be|been|was|were|has|have|had|must|not|no|"
    r"as|per|least|most|between|within|after|before|during|whose|which|that|who|any|upper|lower|grade|class|stage|score)|[,(/&<>≤≥=×]|\s[+-])$"
)
_CONNECTIVE = re.compile(r"(?:OR|AND|AND/OR)\b(?![-/])|(?i:(?:or|and|and/or)\W{0,4}$)|(?:or|and|and/or|nor)\s")
_DANGLING = re.compile(r"(?:are|was|were|which|who|that|than|of|by)\s")
_ENDED = re.compile(r"[.;!?。；][\"'”’)\]*]*$")


class Line(NamedTuple):
    """A line without the space around it. `indent` counts columns (a tab is four); `after_blank`: a blank line or none stands before."""

    start: int
    end: int
    indent: int
    after_blank: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def split_lines(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines of `text[start:end]` that hold anything but space, in order."""
    position, after_blank = start, True
    for raw in text[start:end].splitlines(keepends=True):
        content = raw.lstrip()
        size = len(raw)
        if content:
            indent = size - len(content)
            first = position + indent
            columns = indent + (_TAB - 1) * raw.count("\t", 0, indent) if indent else 0
            yield Line(first, first + len(content.rstrip()), columns, after_blank)
        after_blank = not content
        position += size


def is_unfinished(text: str) -> bool:
    """Whether the words of `text` cannot be the end of a sentence ("… upper limit of", "… and").

    >>> is_unfinished("2.5 × the upper limit of"), is_unfinished("Age over 18")
    (True, False)
    """
    return _UNFINISHED.search(text[-12:]) is not None


def is_connective(text: str) -> bool:
    """Whether `text` is or begins with "OR" or "AND", and so belongs to what stands before."""
    return _CONNECTIVE.match(text) is not None


def is_dangling(text: str) -> bool:
    """Whether `text` begins in the middle of a sentence ("are eligible if …", "which must …")."""
    return _DANGLING.match(text) is not None


def is_ended(text: str) -> bool:
    """Whether `text` ends in a mark that closes a sentence or an item."""
    return _ENDED.search(text[-6:]) is not None


def first_letter(text: str) -> str:
    """The first letter or digit of `text`, or an empty string."""
    return next((c for c in text[:40] if c.isalnum()), "")
