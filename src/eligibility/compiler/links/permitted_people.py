"""Whole sentences that permit: "patients on antiretroviral therapy with an undetectable viral load are eligible for this trial"."""

from __future__ import annotations

from collections.abc import Callable

from eligibility.compiler.accounting.words import all_elements, elements_of
from eligibility.compiler.frames.context import Context
from eligibility.compiler.skeleton.reach import segment_span
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Group, Segment, Unit, is_word
from eligibility.rules.nodes import AnyNode, Not, Permission
from eligibility.spans import Span

_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN")
_BEFORE_PEOPLE = ("FILLER", "COND", "ORG", "ATTR", "DESC", "ACTIVE", "HYPHEN", "WORD", "CAUSEADJ", "POSITIVE")
_BEHIND = ("FILLER", "FOR", "ANCHOR", "WORD")
_PLAIN = (*_PEOPLE, "FILLER", "COND", "PROC", "DRUG", "ATTR", "HIST", "CURR", "ALLOWED", "FOR", "ANCHOR", "DESC", "SEV")
_SAYS_MORE = ("DEMAND", "MUSTNOT", "EXCLUDED", "UNABLE", "NOPLAN", "ALLOWED")
_RESULTS = ("LIMIT", "POSITIVE", "NORMAL", "CLASSES")
_LINKS = ("IF", "UNLESS", "EXCEPT", "COLON", "IE", "EG", "REGARDLESS")
PERMITTING = ("eligible", "enroll", "enter", "participate", "permitted", "allowed", "included", "exempt")


def permitted_people(segment: Segment, ctx: Context, read: Callable[[Segment, Context], AnyNode | None]) -> AnyNode | None:
    """The permission that a sentence of several parts makes of its people; None where it says anything else, or asks for something."""
    parts = [p for u in segment.units for p in u.parts]
    if any(is_word(p, "JUDGE") for p in parts):
        return _by_judgement(segment, parts, ctx)
    whole, segment = segment, _until_exempt(segment)
    narrowed = ctx.kind == "exclusion" and (any(is_word(p, "LIMIT") for p in parts) or _are_without(segment))
    if (len(segment.units) < 2 and not narrowed) or any_of_type(segment.separators, _LINKS):
        return None
    parts = [p for u in segment.units for p in u.parts]
    place = next((i for i, p in enumerate(segment.units[-1].parts) if isinstance(p, Element) and p.type == "ALLOWED"), None)
    if place is None or not begins_with_people(segment.units[0].parts) or (_is_plain_list(segment, ctx) and not narrowed):
        return None
    word = segment.units[-1].parts[place]
    behind = segment.units[-1].parts[place + 1 :]
    others = [p for p in parts if p is not word]
    if not isinstance(word, Element) or not any(w in word.word for w in PERMITTING) or not all(is_word(p, *_BEHIND) for p in behind):
        return None
    if any(is_word(p, *_SAYS_MORE) for p in others):
        return None
    if ctx.kind == "inclusion" and any(is_word(p, "NEG") for u in segment.units for p in u.parts[:1]):
        return None  # "women with cancer and no prior chemotherapy, are eligible" says whom the trial is for
    span = segment_span(whole)
    listed = (ctx.kind == "exclusion" or whole is not segment) and any_of_type(segment.separators, ("OR",)) and not are_both(segment)
    asked = ctx.listing() if listed else ctx.requiring()  # "subjects with A, B due to C, or D are permitted": any of them
    people = read(Segment([*segment.units[:-1], Unit(segment.units[-1].parts[:place])], segment.separators), asked)
    ctx.ledger.take(all_elements(whole) if whole is not segment else [p for p in parts if isinstance(p, Element)])
    return _permission(span, people, ctx)


def _until_exempt(segment: Segment) -> Segment:
    """ "Sterile women and men are exempt | from pregnancy testing": the permission without what it is from."""
    for index, separator in enumerate(segment.separators):
        last = segment.units[index].parts[-1:]
        if separator.type == "CAUSE" and last and isinstance(last[0], Element) and last[0].type == "ALLOWED" and "exempt" in last[0].word:
            return Segment(segment.units[: index + 1], segment.separators[:index])
    return segment


def _are_without(segment: Segment) -> bool:
    """ "Patients with diverticulosis without inflammation"."""
    behind = (u.parts[:1] for u, s in zip(segment.units[1:], segment.separators, strict=True) if s.type == "WITH")
    return any(is_word(p, "NEG") for parts in behind for p in parts)


def permitted_together(segment: Segment, ctx: Context, read: Callable[[Segment, Context], AnyNode | None]) -> AnyNode | None:
    """ "Mild depression treated with an SSRI is acceptable": who has both is excused, and nobody else."""
    parts = [p for u in segment.units for p in u.parts]
    word = parts[-1] if parts and is_word(parts[-1], "ALLOWED") else None
    joined = {s.type for s in segment.separators} == {"WITH"} or (not segment.separators and any(is_word(p, "TAKING") for p in parts))
    opening = next((p for p in parts if not is_word(p, "FILLER", "SUBJECT", "SEV", "DESC")), None)
    if word is None or ctx.kind != "exclusion" or not joined or opening is None or not is_word(opening, "COND"):
        return None
    if any(is_word(p, *_SAYS_MORE, "NEG") for p in parts[:-1]):
        return None
    rest = Unit(segment.units[-1].parts[:-1])
    both = read(Segment([*segment.units[:-1], rest], segment.separators), ctx.requiring())
    ctx.ledger.take(p for p in parts if isinstance(p, Element))
    return _permission(segment_span(segment), both, ctx)


def _by_judgement(segment: Segment, parts: list[Element | Group], ctx: Context) -> AnyNode | None:
    """ "At the investigator's discretion, patients with fever may be enrolled": which of them, a person decides."""
    words = [p for p in parts if isinstance(p, Element) and p.type == "ALLOWED" and _GRANTED & set(p.word.split())]
    others = [p for p in parts if p not in words]
    opening = [p for p in parts if not is_word(p, "JUDGE", "FILLER")]
    if len(words) != 1 or any(is_word(p, *_SAYS_MORE) for p in others) or not begins_with_people(opening):
        return None
    span = segment_span(segment)
    ctx.ledger.take(p for p in parts if isinstance(p, Element))
    ctx.ledger.take(e for p in parts if isinstance(p, Group) for e in elements_of(p.block))
    return _permission(span, ctx.opaque(span, "needs_judgement"), ctx)


# Without one of these somebody is "eligible for surgery" in a person's opinion.
_GRANTED = frozenset({"may", "can", "could", "might", "permitted", "allowed"})


def _permission(span: Span, people: AnyNode | None, ctx: Context) -> AnyNode:
    permission = Permission(span=span, text=" ".join(ctx.words(span).split()))
    if people is not None:
        ctx.ledger.permitted[span] = people
    return permission if ctx.kind == "inclusion" else Not(span=span, child=permission)


def _is_plain_list(segment: Segment, ctx: Context) -> bool:
    """ "Patients with asthma or COPD are eligible": the words that permit are said of each of them."""
    if ctx.kind == "exclusion":
        return not are_both(segment) and all(s.type != "COMMA" for s in segment.separators)
    return all(is_word(p, *_PLAIN) for u in segment.units for p in u.parts)


def are_both(segment: Segment) -> bool:
    """ "Patients who are antibody positive but RNA negative", "with a CD4 count > 350 and an undetectable viral load": who is both."""
    tested = any(is_word(p, *_RESULTS) for u in segment.units for p in u.parts)
    both = any(s.word == "but" or (s.type == "AND" and tested) for s in segment.separators)
    return both and begins_with_people(segment.units[0].parts)


def begins_with_people(parts: list[Element | Group]) -> bool:
    place = next((i for i, p in enumerate(parts) if is_word(p, *_PEOPLE)), None)
    return place is not None and all(isinstance(p, Group) or is_word(p, *_BEFORE_PEOPLE) for p in parts[:place])
