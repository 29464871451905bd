"""An allergy to what no table has: to a kind of something that one has ("amide-type local anaesthetics"), or to that very name."""

from __future__ import annotations

import re

from eligibility.reference.vocabulary import Concept, vocabulary
from eligibility.rules.nodes import ConceptRef, HasAllergy, Severity
from eligibility.spans import Span

_ARTICLE = re.compile(r"^(?:any of )?the ", re.IGNORECASE)


def allergy_to(name: str | None, span: Span, severity: tuple[Severity, ...]) -> HasAllergy:
    """The allergy; the words before the name of a class describe which of it are meant."""
    words = _ARTICLE.sub("", name).split() if name is not None else []
    for place in range(_plain(words)):
        known = _known(" ".join(words[place:]))
        if known is not None and (not place or known.id.startswith("class:")):
            concept = ConceptRef(id=known.id, name=known.name)
            return HasAllergy(span=span, concept=concept, severity=severity, descriptors=tuple(words[:place]))
    return HasAllergy(span=span, concept=ConceptRef(id=None, name=name or "any substance"), severity=severity)


def _known(name: str) -> Concept | None:
    """A substance, or a medicine by its own name; a brand may be that of another one elsewhere."""
    medicine = vocabulary().lookup(name, "medication")
    own = medicine is not None and (medicine.id.startswith("class:") or medicine.name.casefold() == name.casefold())
    return vocabulary().lookup(name, "substance") or (medicine if own else None)


_JOINING = frozenset({"of", "in", "to", "for", "with", "and", "or", "from", "by"})


def _plain(words: list[str]) -> int:
    """How many of the words may describe what stands behind them: "component of the drug" is no kind of drug."""
    last = max((place for place, word in enumerate(words) if word in _JOINING), default=-1)
    return len(words) if last < 0 else 1
