"""The sentences of a block: exceptions, definitions and permissions that stand behind a semicolon or comma are sentences of their own."""

from __future__ import annotations

from eligibility.compiler.links.definition_sentences import with_definitions_apart
from eligibility.compiler.links.exception_sentences import with_exceptions_apart
from eligibility.compiler.links.permitted_people import with_permissions_apart
from eligibility.compiler.syntax.parse_tree import Block, Sentence

_APART = (with_exceptions_apart, with_definitions_apart, with_permissions_apart)


def sentences_of(block: Block) -> list[Sentence]:
    """Those that say something, in the order of the text."""
    sentences = [s for s in block.sentences if any(u.parts for g in s.segments for u in g.units)]
    for parted in _APART:
        sentences = [part for sentence in sentences for part in parted(sentence)]
    return sentences
