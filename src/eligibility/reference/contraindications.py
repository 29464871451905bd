"""What a name says is contraindicated: "contraindication to MRI", "MRI contraindications", "contraindicated for surgery"."""

from __future__ import annotations

import re

from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.vocabulary_rows import Domain

_WORD = r"contra[ -]?indicat(?:ions?|ed)"
_SAID_FIRST = re.compile(rf"^\s*{_WORD}\s+(?:to|for|of|in)\s+(.+)$", re.IGNORECASE)
_SAID_LAST = re.compile(rf"^(.+?)\s+(?:is |are )?{_WORD}\s*$", re.IGNORECASE)
_KINDS: tuple[Domain, ...] = ("procedure", "medication", "condition")
# What is done with the thing: whoever must not use it must not have it.
_ACTS = frozenset({"the", "a", "an", "any", "use", "using", "of", "administration", "receiving", "having", "undergoing"})


@remembered(maxsize=10_000)
def contraindicated(name: str) -> str | None:
    """What the name says is contraindicated, as a concept or in its folded words; None where it says nothing of the kind.

    >>> contraindicated("Contraindications to the use of MRI") == contraindicated("magnetic resonance imaging contraindicated")
    True
    >>> contraindicated("magnetic resonance imaging") is None
    True
    """
    found = (_SAID_FIRST.match(name) or _SAID_LAST.match(name)) if "indicat" in name.casefold() else None
    if found is None:
        return None
    words = found[1].split()
    while len(words) > 1 and words[0].casefold() in _ACTS:
        del words[0]
    thing = " ".join(words)
    concept = next((c for kind in _KINDS if (c := vocabulary().lookup(thing, kind)) is not None), None)
    return concept.id if concept is not None else fold_name(thing)
