"""Adjectives that deny a cause: a "non-traumatic haemorrhage" is one that no trauma caused."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from eligibility.compiler.syntax.parse_tree import Element, Group
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import ConceptRef

# Adjective → its noun. Source: general medical usage.
_NOUNS = {
    "traumatic": "trauma",
    "alcoholic": "alcohol",
    "diabetic": "diabetes mellitus",
    "infectious": "infection",
    "hypertensive": "hypertension",
    "malarial": "malaria",
    "tuberculous": "tuberculosis",
}


def denied_cause(element: Element, parts: Sequence[Element | Group], index: int) -> ConceptRef | None:
    """The cause that such an adjective, the part at `index`, denies of the condition behind it; None for other words."""
    if not element.word.startswith("non"):
        return None
    following = islice(parts, index + 1, None)
    word = "".join(t.text for t in element.tokens).casefold().replace("-", "")
    noun = _NOUNS.get(word.removeprefix("non"))
    named = next((p for p in following if isinstance(p, Element) and p.type not in ("DESC", "SEV", "SITE", "ACTIVE")), None)
    if noun is None or named is None or named.type != "COND":
        return None
    concept = vocabulary().lookup(noun)
    return ConceptRef(id=concept.id, name=concept.name) if concept is not None else ConceptRef(id=None, name=noun)
