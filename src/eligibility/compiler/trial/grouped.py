"""Criteria under the heading of a group of patients: "For healthy controls:", "Inclusion criteria (cohort B)".

What stands there is asked of those people alone (contract §1): in an inclusion it is a requirement on a subgroup, in an exclusion a
condition beside that of belonging to it. Whether a patient does is what the words of the heading say, where all of them are understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from eligibility.rules.nodes import (
    Age,
    AllOf,
    AnyNode,
    AnyOf,
    HasCondition,
    HasProcedure,
    Implies,
    Not,
    OneOf,
    Opaque,
    Sex,
    Stated,
    walk,
    with_children,
)
from eligibility.rules.trial import Criterion
from eligibility.spans import Span
from eligibility.text.criteria import CriterionText

# What people are, or have; a procedure is a part of the trial ("exclusion criteria for the biopsy").
_OF_PEOPLE = (AllOf, AnyOf, Not, HasCondition, Stated, Age, Sex, OneOf)

Compiled = Callable[[str], AnyNode]
"""Words for people → the statement that somebody is one of them."""

_CRITERIA = r"(?:criteri(?:a|on)|conditions?|requirements?|characteristics|considerations?)"
_SECTION = re.compile(
    rf"(?i)\b(?:{_CRITERIA}\s+(?:for|of)\s+(?:patients?\s+|subjects?\s+)?)?(?:(?:non-?\s?)?(?:inclusion|exclusion|(?:in)?eligibility)s?)\b"
    rf"(?:\s+{_CRITERIA}\b)?|\b{_CRITERIA}\b"
)
_COUNT = re.compile(r"(?i)\(\s*n\s*[=:][^()]*\)|\(\s*\d+ (?:participants|patients|subjects)\s*\)")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_FOR = re.compile(r"(?i)(?:^|\()\W*(?:(?:only|specific|additional)\s+)*for\s+(?:the\s+)?(?P<whom>.+)$")
_PART_OF_TRIAL = re.compile(
    r"(?i)\b(?:groups?|cohorts?|arms?|parts?|phases?|sub-?\s?stud(?:y|ies)|optional|controls?|cases|expansion|escalation|clusters?|q\d+w)\b"
)
_SAYS_FOR = re.compile(r"(?i)\bfor\b")
# Behind the name of a disease, that those who have it are one of the groups.
_GROUP = re.compile(r"(?i)\s+(?:groups?|cohorts?|arms?)$")
_HEALTHY = re.compile(r"(?i)\bhealthy controls?\b")
_CLOSING = re.compile(r"(?i)\s+(?:will be|must be|should be|are|is|includes?|must|will)$")
# With a verb of their own the words begin a list, and name no group: "Subject has received".
_VERBS = re.compile(r"(?i)\b(?:has|have|had|must|should|showing|meeting|received|documented|within|begin)\b")
_EVERYBODY = re.compile(r"(?i)\b(?:both|all|any|every|each|either|main|overall)\b|\bfollowing\b|\binclusion of\b")
_PEOPLE = re.compile(
    r"(?i)\b(?:patients?|subjects?|participants?|volunteers?|individuals?|persons?|people|adults?|child(?:ren)?|mothers?|fathers?|parents?"
    r"|famil(?:y|ies)|caregivers?|carers?|relatives?|siblings?|partners?|donors?|recipients?|providers?|clinicians?|physicians?|nurses?"
    r"|staff|leaders?|residents?|women|men|males?|females?|infants?|neonates?|newborns?|adolescents?|students?|teachers?|couples?|(?:non-?)?smokers|diabetics|asthmatics)\b"
)
_PLAIN_WORDS = """
    patient patients subject subjects participant participants volunteer volunteers individuals persons people study the trial of in to
    for a
    eligible potential this enrolled clinical screening enrollment enrolment registration randomization randomisation entry participation
    inclusion exclusion and or at time baseline groups component
"""
_PLAIN = frozenset(_PLAIN_WORDS.split())
_WORD = re.compile(r"[^\W_]+")


def under_headings(criteria: Sequence[Criterion], texts: Sequence[CriterionText], source: str, compiled: Compiled) -> tuple[Criterion, ...]:
    """The criteria of a trial; each that stands under the heading of a group says so, and asks its people alone."""
    return tuple(
        _of_group(criterion, text.group, guard)
        if text.group is not None and (guard := _guard(text, text.group, source, compiled)) is not None
        else criterion
        for criterion, text in zip(criteria, texts, strict=True)
    )


def whom(heading: str) -> str | None:
    """The words of a heading for the people that it is about; None where it is one on a subject ("Hepatic"), or means everybody.

    >>> whom("For subjects with type 2 diabetes"), whom("Exclusion criteria for MRI"), whom("Inclusion Criteria (cohort B)")
    ('subjects with type 2 diabetes', 'MRI', 'cohort B')
    >>> whom("Hepatic"), whom("Inclusion criteria for all participants"), whom("Exclusion criteria for screening")
    (None, None, None)
    """
    words = _COUNT.sub(" ", heading)
    if _EVERYBODY.search(words):
        return None
    bracketed = next((m for m in _IN_BRACKETS.findall(words) if _names_group(m)), None)
    if bracketed is not None:
        return str(bracketed).strip()
    section = _SECTION.search(words)
    before, behind = (words[: section.start()], words[section.end() :]) if section is not None else ("", words)
    said_for = _FOR.search(behind)
    if said_for is not None:
        return _own(said_for["whom"])
    if section is None:
        return _own(words) if _names_group(words) and not _VERBS.search(words) else None
    return _own(behind) if _names_group(behind) else _own(before)


def _names_group(words: str) -> bool:
    return bool(_PART_OF_TRIAL.search(words) or _PEOPLE.search(words))


def _own(words: str) -> str | None:
    """The words, if any of them says more than that they are patients, or at which step of the trial."""
    words = _CLOSING.sub("", words.strip(" .:-–()"))
    return words if any(w not in _PLAIN for w in _WORD.findall(words.casefold())) else None


def _guard(text: CriterionText, heading: str, source: str, compiled: Compiled) -> AnyNode | None:
    """The statement that somebody is of the group; None where the heading names none."""
    words = whom(heading)
    if words is None:
        return None
    place = source.rfind(words, 0, text.span.start)
    span = Span(place, place + len(words)) if place >= 0 else text.span
    named = _GROUP.sub("", words)
    rule = compiled(named) if not _PART_OF_TRIAL.search(_HEALTHY.sub("", named)) else None
    if rule is not None and all(isinstance(node, _OF_PEOPLE) for node in walk(rule)):
        return _placed(rule, span)
    done = rule is not None and all(isinstance(node, HasProcedure) for node in walk(rule))  # "MRI exclusion criteria"
    if not (done or _names_group(words) or _SAYS_FOR.search(heading)):
        return None
    # Who is put into which part of it, the trial decides.
    reason: Literal["not_understood", "needs_judgement"] = "needs_judgement" if _PART_OF_TRIAL.search(words) else "not_understood"
    return Opaque(span=span, text=" ".join(heading.split()), reason=reason)


def _placed(rule: AnyNode, span: Span) -> AnyNode:
    return with_children(rule, lambda node: _placed(node, span), span=span)


def _of_group(criterion: Criterion, heading: str, guard: AnyNode) -> Criterion:
    rule = criterion.rule
    within: AnyNode
    if criterion.kind == "inclusion":
        within = Implies(span=rule.span, guard=guard, requirement=rule)
    else:
        within = AllOf(span=rule.span, children=(guard, rule))
    note = f"it stands under the heading {' '.join(heading.split())!r}, and is asked of those people alone"
    return criterion.replaced(rule=within, notes=(*criterion.notes, note))
