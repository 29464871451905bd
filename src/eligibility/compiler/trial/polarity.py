"""Exclusions that begin with a bare "no": what they mean depends on the criteria beside them (contract §1, Polarity).

"Absence of consent" is none of them: it says plainly who is excluded.

"No prior chemotherapy" under exclusion may name who is excluded in the wrong words, or say what patients must not lack. Where the
other exclusions of the trial name plain findings, nothing tells the two apart, and the answer is definite only where both agree.
"""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.rules.nodes import AllOf, Ambiguous, AnyNode, AnyOf, Comparison, Fact, Not, OneOf, Opaque, Permission, Range, Stated, walk
from eligibility.rules.trial import Criterion

_LONGEST_NO = 20
_AUXILIARIES = ("have", "has", "had", "having")
_EXPECTED = frozenset({"informed-consent", "parental-consent", "assent", "compliance", "decision-capacity"})
_WHY = "a bare “no” among the exclusions may mean either that having it or that lacking it excludes"


def settle_polarity(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria with the polarity of each bare "no" among the exclusions decided, or left open with a note."""
    return tuple(_doubtful(_settled(c, criteria)) if c.kind == "exclusion" else c for c in criteria)


def _settled(criterion: Criterion, criteria: Sequence[Criterion]) -> Criterion:
    rule = criterion.rule
    if isinstance(rule, AnyOf):
        return _settled_members(criterion, rule, criteria, all_bare=_begins_with_no(criterion.text))
    if not isinstance(rule, Not) or isinstance(rule.child, Permission) or not _begins_with_no(criterion.text):
        return criterion
    return _either_way(criterion, rule, criteria)


def _either_way(criterion: Criterion, rule: Not, criteria: Sequence[Criterion]) -> Criterion:
    """The bare "no" as its siblings decide it, else open."""
    if _is_asked_of_all(rule.child):
        return criterion.replaced(notes=(*criterion.notes, "read as written: no trial excludes those who have it"))
    decided = _decided_by_siblings(rule.child, criterion, criteria)
    if decided == "having":
        note = "polarity turned round: other criteria show that having it excludes"
        return criterion.replaced(rule=rule.child, notes=(*criterion.notes, note))
    if decided == "lacking":
        return criterion.replaced(notes=(*criterion.notes, "read as written: lacking it excludes"))
    open_rule = Ambiguous(span=rule.span, readings=(rule, rule.child), why=_WHY)
    return criterion.replaced(rule=open_rule, notes=(*criterion.notes, f"polarity left open: {_WHY}"))


def _settled_members(criterion: Criterion, rule: AnyOf, criteria: Sequence[Criterion], all_bare: bool) -> Criterion:
    """ "No diabetes, no stroke": every "no" of the list is as bare as the first; so is one behind other things ("stroke, no diabetes")."""
    settled = criterion
    members: list[AnyNode] = []
    for child in rule.children:
        bare = isinstance(child, Not) and ((all_bare and isinstance(rule.children[0], Not)) or _is_bare(child, criterion))
        if bare or isinstance(child, AnyOf):
            settled = _settled_as(settled.replaced(rule=child), criteria, all_bare)
            members.append(settled.rule)
        else:
            members.append(child)
    notes = tuple(dict.fromkeys(settled.notes))
    return settled.replaced(rule=rule.replaced(children=tuple(members)), notes=notes)


def _settled_as(criterion: Criterion, criteria: Sequence[Criterion], all_bare: bool) -> Criterion:
    rule = criterion.rule
    if isinstance(rule, AnyOf):
        return _settled_members(criterion, rule, criteria, all_bare)
    assert isinstance(rule, Not)
    return _either_way(criterion, rule, criteria)


def _doubtful(criterion: Criterion) -> Criterion:
    """ "Not having mental capacity and/or ability to consent": that somebody consents or complies excludes nobody as a rule."""
    rule = criterion.rule
    if _is_expected(rule):
        return criterion.replaced(rule=_either(rule))
    if not isinstance(rule, AnyOf | AllOf) or not any(_is_expected(c) for c in rule.children):
        return criterion
    if isinstance(rule, AllOf) and not any(isinstance(c, Opaque) for c in rule.children):
        return criterion  # what is understood beside it says what of: "limitation of the ability to comply" is not
    children = tuple(_either(c) if _is_expected(c) else c for c in rule.children)
    return criterion.replaced(rule=rule.replaced(children=children))


def _either(node: AnyNode) -> AnyNode:
    why = "that it is so excludes nobody as a rule, so that lacking it may be meant"
    return Ambiguous(span=node.span, readings=(node, Not(span=node.span, child=node)), why=why)


def _is_expected(node: AnyNode) -> bool:
    return isinstance(node, Stated) and node.value and node.observation.id in _EXPECTED


def _is_bare(node: Not, criterion: Criterion) -> bool:
    """Whether a member begins with a "no" or "not" and speaks of what a record lists; "not using contraception" is clear."""
    said = tuple(walk(node))
    listed = any(isinstance(n, Fact) for n in said) and not any(isinstance(n, Comparison | OneOf | Range | Stated) for n in said)
    if criterion.span is None or not listed:
        return False
    start = node.span.start - criterion.span.start
    words = criterion.text[start : start + _LONGEST_NO].casefold().replace("-", " ").split()
    at_once = bool(words) and words[0] in ("no", "not", "non")
    return at_once or (words[:1] != [] and words[0] in _AUXILIARIES and any(w in ("no", "not") for w in words[1:3]))


# What a trial asks of everybody: only lacking it can exclude.
_ASKED_OF_ALL = frozenset({"informed-consent", "assent", "decision-capacity", "contraception", "compliance", "health-insurance"})


def _is_asked_of_all(node: AnyNode) -> bool:
    """ "No informed consent", "without health insurance", "no French language"."""
    of = node.observation.id if isinstance(node, Stated) and node.value and not node.descriptors else None
    return of is not None and (of in _ASKED_OF_ALL or of.endswith("-language"))


def _begins_with_no(text: str) -> bool:
    words = text.split(maxsplit=1)
    return bool(words) and words[0].casefold() in ("no", "not", "without", "none", "neither", "never")


def _decided_by_siblings(child: AnyNode, criterion: Criterion, criteria: Sequence[Criterion]) -> str | None:
    """What an inclusion on the same thing says: one that demands it makes lacking it the exclusion, one that denies it makes having it."""
    asked = {_subject(n) for n in walk(child)} - {None}
    for other in criteria:
        if other is criterion or other.kind != "inclusion":
            continue
        if isinstance(other.rule, Not):
            if asked & ({_subject(n) for n in walk(other.rule.child)} - {None}):
                return "having"
        elif asked & {_subject(other.rule)}:
            return "lacking"
    return "having" if _are_written_as_demands(criteria) else None


_ENOUGH = 3
_HARMFUL = frozenset({"pregnancy", "breastfeeding", "other-trial-participation"})


def _may_harm(node: AnyNode) -> bool:
    return isinstance(node, Fact) or (isinstance(node, Stated) and node.observation.id in _HARMFUL)


def _are_written_as_demands(criteria: Sequence[Criterion]) -> bool:
    """Whether the exclusions are a list of what nobody may have ("No stroke", "No prior taxanes", "Not pregnant"): at least half say so."""
    excluding = [c for c in criteria if c.kind == "exclusion"]
    denying = [c for c in excluding if _begins_with_no(c.text) and any(map(_may_harm, walk(c.rule)))]
    return len(denying) >= _ENOUGH and 2 * len(denying) >= len(excluding)


def _subject(node: AnyNode) -> str | None:
    match node:
        case Fact():
            return node.concept.id or node.concept.name
        case Comparison() | Range() | OneOf() | Stated():
            return node.observation.id
        case _:
            return None
