"""Permissions with a condition: "stable brain metastases allowed if asymptomatic" asks of those who have them that they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.links.permitted_lists import list_of_the_permitted
from eligibility.compiler.links.permitted_people import are_both, permitted_people, permitted_together
from eligibility.compiler.links.permitted_values import class_alone
from eligibility.compiler.links.washouts import ever_treated, stopped_before
from eligibility.compiler.skeleton.reach import all_elements, elements_worth, segment_span
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit, any_part_of_type
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AnyNode, Implies, Not, OneOf, Permission
from eligibility.spans import Span, hull

Reader = Callable[[Segment, Context], AnyNode | None]

# With one of these in the permission's own part it says more than what may be there.
_OTHERWISE = frozenset({"NEG", "DEMAND", "MUSTNOT", "EXCLUDED", "UNABLE", "NOPLAN"})
# What may stand between the word that permits and the condition: "allowed prior to entry if", "are eligible for the trial if".
_BEHIND = frozenset({"FILLER", "FOR", "ANCHOR", "WINDOW"})
# Words that only say that a list of conditions has to be met.
_MET = frozenset({"met", "are", "is", "be", "must", "fulfilled", "satisfied", "apply", "applies", "true", "have", "been"})
# Words by which a condition speaks of a treatment that is over, unless it says when it began or that it goes on.
_OVER = frozenset({"was", "were", "completed", "finished", "ended", "stopped", "discontinued", "last"})
_GOING_ON = frozenset({"started", "initiated", "begun", "began", "not", "planned", "expected"})


_PERMITTING = ("ALLOWED", "JUDGE")  # one of them is in each permission


def conditional_permission(segment: Segment, ctx: Context, read: Reader) -> AnyNode | None:
    """ "Brain metastases allowed if stable": whoever has them must be stable; the others are not asked. None if it permits nothing so."""
    if not any_part_of_type(segment, _PERMITTING):
        return None
    segment = _with_condition_last(segment)
    parts = _split(segment)
    if parts is None:
        return permitted_people(segment, ctx, read) or permitted_together(segment, ctx, read)
    allowed, word, link, condition = parts
    again = next((i for i, unit in enumerate(condition.units) if _permits(unit)), None)
    if again is not None:
        return _two_permissions(segment, condition, again, ctx, read)
    guard = class_alone(allowed) or read(allowed, ctx.requiring() if are_both(allowed) else ctx.listing())
    requirement = read(condition, ctx.requiring()) if not _says_what_with(condition) else ctx.opaque(segment_span(condition))
    if guard is None or requirement is None:
        return None
    ctx.ledger.take([word, link, *(all_elements(allowed) if isinstance(guard, OneOf) else ())])
    span = hull([guard.span, requirement.span])
    if link.type == "UNLESS":
        requirement = Not(span=requirement.span, child=requirement)
    stopped = stopped_before(guard, condition, requirement, ctx)
    if isinstance(stopped, Not):
        requirement = stopped
    said = {w for e in all_elements(condition) for w in e.word.split()}
    if isinstance(stopped, Not) or (said & _OVER and not said & _GOING_ON):
        guard = ever_treated(guard)
    return _permission(guard, requirement, span, ctx)


def _says_what_with(condition: Segment) -> bool:
    """ "Allowed if not given with bevacizumab": what else was given then is no question of today."""
    words = {w for e in all_elements(condition) for w in e.word.split()}
    return any_of_type(condition.separators, ("WITH",)) and not words.isdisjoint(_GIVEN_TOGETHER)


_GIVEN_TOGETHER = ("given", "administered", "combined", "combination", "conjunction")


def _with_condition_last(segment: Segment) -> Segment:
    """ "Brain metastases, if stable, are allowed": the condition moved behind the words that permit."""
    last = [p for p in segment.units[-1].parts if not isinstance(p, Element) or p.type not in _BEHIND]
    links = [i for i, s in enumerate(segment.separators) if s.type in ("IF", "UNLESS")]
    if len(last) != 1 or _permitting(segment.units[-1]) is not last[0] or len(links) != 1:
        return segment
    place, end = links[0], len(segment.separators) - 1
    commas = place > 0 and segment.separators[place - 1].type == segment.separators[end].type == "COMMA" and not segment.units[place].parts
    if not commas or end <= place:
        return segment
    permitted = Unit([*segment.units[place - 1].parts, *segment.units[-1].parts])
    units = [*segment.units[: place - 1], permitted, *segment.units[place + 1 : end + 1]]
    return Segment(units, [*segment.separators[: place - 1], *segment.separators[place:end]])


def _two_permissions(segment: Segment, condition: Segment, again: int, ctx: Context, read: Reader) -> AnyNode:
    """ "A allowed if B, and C is allowed if D": two statements; where the second begins must be plain."""
    place = len(segment.units) - len(condition.units) + again
    joined = segment.separators[place - 1].type in ("AND", "COMMA") and not any(u.parts for u in condition.units[1:again])
    first = Segment(segment.units[:place], segment.separators[: place - 1])
    while first.separators and not first.units[-1].parts:
        first = Segment(first.units[:-1], first.separators[:-1])
    nodes = [read(part, ctx) for part in (first, Segment(segment.units[place:], segment.separators[place:]))] if joined and again else []
    statements = [n for n in nodes if n is not None]
    span = segment_span(segment)
    if len(statements) < 2:
        return ctx.opaque(span)
    return conjunction(statements, span) if ctx.kind == "inclusion" else disjunction(statements, span)


def permitted_by_list(head: Segment, body: Sequence[AnyNode], any_one: bool, ctx: Context, read: Reader) -> AnyNode | None:
    """ "Chemotherapy is allowed according to the following rules: …": the list is asked of whoever has had it, and of nobody else."""
    listed = list_of_the_permitted(head, body, ctx)
    parts = _split(head)
    if listed is not None or parts is None or parts[2].type == "UNLESS":
        return listed
    allowed, word, link, condition = parts
    if any(_says_more(unit) for unit in condition.units):
        return None
    guard = read(allowed, ctx.listing())
    if guard is None:
        return None
    ctx.ledger.take([word, link, *all_elements(condition)])
    span = hull([*(e.span for e in all_elements(head)), *(n.span for n in body)])
    requirement = disjunction(list(body), span) if any_one else conjunction(list(body), span)
    return _permission(ever_treated(guard), requirement, span, ctx)


def asked_of_the_permitted(own: AnyNode, guard: AnyNode, span: Span, ctx: Context) -> AnyNode | None:
    """The condition of a permission that was read by itself; None if the statement permits nothing."""
    said = own.child if isinstance(own, Not) else own
    if not isinstance(said, Permission):
        return None
    permitted = ctx.ledger.permitted.get(said.span)
    return _permission(permitted if permitted is not None else ctx.opaque(said.span), guard, span, ctx)


def permits_conditionally(segment: Segment) -> bool:
    """Whether it permits something under a condition, and does nothing else."""
    return _split(segment) is not None


def _permission(guard: AnyNode, requirement: AnyNode, span: Span, ctx: Context) -> AnyNode:
    node = Implies(span=span, guard=guard, requirement=requirement)
    ctx.ledger.permitted[span] = conjunction([guard, requirement], span)
    return node if ctx.kind == "inclusion" else Not(span=span, child=node)


def _says_more(unit: Unit) -> bool:
    """Whether it says more than that what follows has to be met."""
    worth = elements_worth(unit)
    return not all(isinstance(p, Element) and set(p.word.split()) <= _MET for p in worth)


def _split(segment: Segment) -> tuple[Segment, Element, Element, Segment] | None:
    """What is allowed, the word that allows it, the link behind that, and the condition; None if the segment is no such permission."""
    for index, separator in enumerate(segment.separators):
        # ", provided that …": a comma may stand before the condition.
        place = index - 1 if index and not segment.units[index].parts and segment.separators[index - 1].type == "COMMA" else index
        word = _permitting(segment.units[place])
        if word is not None and _begins_condition(separator):
            kept = [p for p in segment.units[place].parts if p is not word]
            units = [*segment.units[:place], Unit(kept)]
            parts = [p for u in units for p in u.parts]
            if not elements_worth(Unit(kept)) or any(isinstance(p, Element) and p.type in _OTHERWISE for p in parts):
                return None
            condition = Segment(segment.units[index + 1 :], segment.separators[index + 1 :])
            return Segment(units, segment.separators[:place]), word, separator, condition
    return None


def _begins_condition(link: Element) -> bool:
    """ "If", "unless", and "according to the following rules", which elsewhere defines."""
    return link.type in ("IF", "UNLESS") or (link.type == "IE" and link.word.startswith(("according to", "under", "with")))


def _permits(unit: Unit) -> bool:
    """Whether it permits something; "is not required" may be part of a condition."""
    word = _permitting(unit)
    return word is not None and not word.word.endswith(("required", "needed", "necessary", "mandatory"))


def _permitting(unit: Unit) -> Element | None:
    """The word of permission that ends the unit, but for words that do not matter to it."""
    for part in reversed(unit.parts):
        if not isinstance(part, Element):
            return None
        if part.type == "ALLOWED":
            return part
        if part.type not in _BEHIND:
            return None
    return None
