"""The sentences of a block: what excepts, defines, permits or explains behind a semicolon or comma is a sentence of its own."""

from __future__ import annotations

from eligibility.compiler.links.definition_sentences import with_definitions_apart
from eligibility.compiler.links.exception_sentences import with_exceptions_apart
from eligibility.compiler.links.permissions_apart import with_permissions_apart
from eligibility.compiler.skeleton.explaining import does_not_count, is_idle
from eligibility.compiler.syntax.parse_tree import Block, Element, Segment, Sentence
from eligibility.rules.trial import CriterionKind

_NOTES = frozenset({"note", "notes", "nb", "please note", "comment", "remark"})


def sentences_of(block: Block, kind: CriterionKind) -> list[Sentence]:
    """Those that say something, in the order of the text."""
    sentences = [_without_note(s) for s in block.sentences if any(u.parts for g in s.segments for u in g.units)]
    if all(len(sentence.segments) == 1 for sentence in sentences):  # as in most criteria: nothing stands behind a semicolon
        return [part for sentence in sentences for part in with_permissions_apart(sentence, kind)]
    for parted in (with_exceptions_apart, with_definitions_apart):
        sentences = [part for sentence in sentences for part in parted(sentence)]
    sentences = [part for sentence in sentences for part in with_permissions_apart(sentence, kind)]
    return [part for sentence in sentences for part in _with_explanations_apart(sentence)]


def _with_explanations_apart(sentence: Sentence) -> list[Sentence]:
    """ "Has measurable disease; lesions in an irradiated area are considered measurable if …"."""
    place = next((i for i, s in enumerate(sentence.segments) if i and (is_idle(s) or does_not_count(s))), None)
    if place is None:
        return [sentence]
    before = Sentence(sentence.segments[:place], sentence.separators[: place - 1])
    rest = sentence.segments[place + 1 :]
    behind = _with_explanations_apart(Sentence(rest, sentence.separators[place + 1 :])) if rest else []
    return [before, Sentence([sentence.segments[place]], []), *behind]


def _without_note(sentence: Sentence) -> Sentence:
    """ "Note: …" announces nothing."""
    first = sentence.segments[0]
    opening = first.units[0].parts
    if len(first.units) < 2 or first.separators[0].type != "COLON" or len(opening) != 1:
        return sentence
    if not isinstance(opening[0], Element) or opening[0].word not in _NOTES:
        return sentence
    return Sentence([Segment(first.units[1:], first.separators[1:]), *sentence.segments[1:]], sentence.separators)
