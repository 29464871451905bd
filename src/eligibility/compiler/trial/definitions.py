"""Criteria that only define a word of another criterion: "Adequate renal function is defined as …" (contract §2, Definitions).

Where another criterion uses the word, that one asks for it, or excludes it; the definition is no demand of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.rules.nodes import Not, Permission
from eligibility.rules.trial import Criterion

_DEFINES = re.compile(
    r"""(?ix) ^\W* (?: (?: note | nb | n\.b\. ) \W* )?
    (?: for \s (?: the \s purposes? \s of \s )? (?: this | the )? \s? (?: study | trial | protocol ) (?: \s purposes? )? \s* ,? \s* )?
    (?P<term> [^.;:,()]{2,80}? ) [\s\-–]+
    (?: is | are | was | were | (?: will | shall ) \s be ) \s (?: further \s )? defined \s (?: as | by ) \b"""
)
_MORE_SENTENCES = re.compile(r"[.;]\s+[A-Z]")
_ARTICLES = frozenset({"a", "an", "the", "any", "patients", "subjects", "with", "of"})
_NOTE = "it defines a word of another criterion, and asks for nothing itself"


def settle_definitions(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria; those that only define what another one says state nothing."""
    return tuple(_as_definition(c) if _defines_for_another(c, criteria) else c for c in criteria)


def _defines_for_another(criterion: Criterion, criteria: Sequence[Criterion]) -> bool:
    if criterion.text.isascii() and "defined" not in criterion.text.casefold():
        return False  # few are, and the words before it may be any
    found = _DEFINES.match(criterion.text)
    if found is None or (_MORE_SENTENCES.search(criterion.text, found.end()) and not criterion.children):
        return False
    words = [_stem(w) for w in re.findall(r"[\w+]+", found["term"].casefold()) if w not in _ARTICLES]
    return bool(words) and any(_says(words, other.text) for other in criteria if other is not criterion)


def _says(words: Sequence[str], text: str) -> bool:
    """Whether the words stand together in the text."""
    said = [_stem(w) for w in re.findall(r"[\w+]+", text.casefold())]
    return any(said[i : i + len(words)] == list(words) for i in range(len(said)))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _as_definition(criterion: Criterion) -> Criterion:
    span = criterion.rule.span
    permission = Permission(span=span, text=" ".join(criterion.text.split()))
    rule = permission if criterion.kind == "inclusion" else Not(span=span, child=permission)
    return criterion.replaced(rule=rule, notes=(*criterion.notes, _NOTE))
