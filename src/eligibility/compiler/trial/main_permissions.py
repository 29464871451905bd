"""A permission that is all of an inclusion criterion may state whom the trial is for (contract §2, Permissions).

"Women 18 years or older are eligible for the study" asks for such women, where "women with prior asthma are also eligible" rules nobody
out. A lower limit of age at about majority, or the trial's own disease, show that everybody is meant; where the trial's conditions are
not given, a disease of those who "will be included" may be its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import NOW, Age, AllOf, Ambiguous, AnyNode, AnyOf, ConceptRef, HasCondition, Permission, walk

_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN")
_TAKING_PART = re.compile(r"(?i)\b(?:is|are|was|were|will be) (?:considered )?(?:eligible|included|enrolled|recruited)\b")
_OF_A_STUDY = re.compile(r"(?i)\b(?:was|were|will be) (?:considered )?(?:eligible|included|enrolled|recruited)\b")
_OF_ALL = re.compile(r"(?i)\s*all\b")
# With one of these the words stand against what is asked elsewhere.
_BESIDE = re.compile(
    r"(?i)\b(?:also|even|still|however|but|prior|previous|previously|history|past|any|either|both|other|not|only|without)\b"
)
_COMING_OF_AGE = 21  # limits above it choose among adults: "patients older than 70 are eligible"
_WHY = "it may state whom the trial is for, or only that they may take part as well"


def main_statement(rule: AnyNode, elements: Iterable[Element], ctx: Context) -> AnyNode:
    """What a whole criterion asks for, if it is a permission that states it; otherwise the rule as it is."""
    said = [n for n in walk(rule) if isinstance(n, Permission)]
    words = " ".join(n.text for n in said)
    stated = _stated(rule, ctx)
    if stated is None or _BESIDE.search(words) or not _TAKING_PART.search(words):
        return rule
    if not any_of_type(elements, _PEOPLE):
        return rule
    parts = list(walk(stated))
    diseases = [n for n in parts if isinstance(n, HasCondition)]
    if any(isinstance(n, Age) and _is_for_adults(n) for n in parts):
        return stated.replaced(span=rule.span)
    # Nothing shows that it is the trial's own: "are eligible" rules nobody out (contract §2), "will be included" may be meant either way.
    left_open = Ambiguous(span=rule.span, readings=(stated, rule), why=_WHY) if _OF_A_STUDY.search(words) or _OF_ALL.match(words) else rule
    if not diseases or not all(_is_bare(n) for n in diseases) or not ctx.conditions:
        return left_open
    return stated.replaced(span=rule.span) if all(_is_own(n.concept, ctx.conditions) for n in diseases) else rule


def _stated(rule: AnyNode, ctx: Context) -> AnyNode | None:
    """What a permission, or a list of nothing but permissions, permits."""
    if isinstance(rule, Permission):
        return ctx.ledger.permitted.get(rule.span)
    if not isinstance(rule, AllOf | AnyOf):
        return None
    parts = [_stated(child, ctx) for child in rule.children]
    known = [part for part in parts if part is not None]
    return rule.replaced(children=tuple(known)) if len(known) == len(parts) else None


def _is_for_adults(age: Age) -> bool:
    """ "Patients aged 18 to 75 are eligible" says whom the trial is for; "aged 12 to 17" adds to them."""
    return age.low is not None and age.low <= _COMING_OF_AGE and (age.high is None or age.high > _COMING_OF_AGE)


def _is_bare(node: HasCondition) -> bool:
    return node == HasCondition(span=node.span, concept=node.concept, how=node.how) and node.timing == NOW


def _is_own(concept: ConceptRef, conditions: Sequence[ConceptRef]) -> bool:
    own = [c.id for c in conditions if c.id is not None]
    return concept.id is not None and any(vocabulary().is_a(condition, concept.id) for condition in own)
