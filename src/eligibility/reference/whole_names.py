"""What the tables have under a name as a whole."""

from __future__ import annotations

from eligibility.reference.mentions import Reading, mention_finder
from eligibility.reference.vocabulary import remembered


@remembered(maxsize=20_000)
def name_of(name: str, *kinds: str) -> Reading | None:
    """The reading of one of those types of a name that the vocabulary or the language has as a whole."""
    words = name.replace("-", " ").split()
    found = mention_finder().find(words)
    return next((r for m in found if m.last - m.first == len(words) for r in m.readings if r.type in kinds), None)
