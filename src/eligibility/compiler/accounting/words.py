"""Nothing is dropped: finds the words of a criterion that no part of its rule accounts for (contract §2).

Builders say which words they used (`Ledger.take`); words without a condition of their own are known by their type; what an opaque
node holds is kept. Anything else was lost on the way, and then the whole criterion must not be answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eligibility.compiler.frames.context import Ledger
from eligibility.compiler.frames.frame import SILENT
from eligibility.compiler.syntax.parse_tree import LINKS, Block, Element, Group, Segment
from eligibility.rules.nodes import AnyNode, Opaque, walk
from eligibility.spans import Span

_SIGNS = frozenset({"PLUS", "TIMES", "PERCENT", "EQUALS", "PLUSMINUS"})


def unaccounted(elements: Iterable[Element], rule: AnyNode, ledger: Ledger) -> list[Span]:
    """The places of words that mean something and are in no part of the rule."""
    left = [e.span for e in elements if id(e) not in ledger.taken and _means_something(e)]
    if not left:
        return []
    opaque = [n.span for n in walk(rule) if isinstance(n, Opaque)]
    return [span for span in left if not any(o.covers(span) for o in opaque)]


def _means_something(element: Element) -> bool:
    if element.type in SILENT or element.type in LINKS or element.type in _SIGNS:
        return False
    return any(c.isalnum() for t in element.tokens for c in t.text)


def elements_of(block: Block) -> list[Element]:
    """All elements of a block, those in brackets too."""
    found: list[Element] = []
    for sentence in block.sentences:
        for segment in sentence.segments:
            found += all_elements(segment)
    return found


def all_elements(segment: Segment) -> list[Element]:
    """All elements of a segment, those in brackets too."""
    found: list[Element] = []
    for unit in segment.units:
        for part in unit.parts:
            if isinstance(part, Group):
                found += elements_of(part.block)
            else:
                found.append(part)
    return found


def link_words(block: Block) -> Iterator[Element]:
    """The link words and colons of a block, those in brackets too."""
    for sentence in block.sentences:
        for segment in sentence.segments:
            for separator in segment.separators:
                if separator.type in LINKS or separator.type == "COLON":
                    yield separator
            for unit in segment.units:
                for part in unit.parts:
                    if isinstance(part, Group):
                        yield from link_words(part.block)
