"""Whose list it is: "women who have diabetes or hypertension" asks for a woman, whichever of them she has."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from eligibility.compiler.frames.context import Context
from eligibility.compiler.people.sexes import said_of
from eligibility.compiler.skeleton.reach import last_unit, segment_span
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Group, Segment, Unit, any_part_of_type
from eligibility.rules.nodes import AnyNode

_PEOPLE_NOUNS = """
    women woman females men man males boys girls adults children adolescents infants neonates newborns
    patients subjects participants individuals volunteers people persons
"""
_NOUNS = frozenset(_PEOPLE_NOUNS.split())
_PEOPLE = ("SEXNOUN", "AGENOUN")
_BEFORE = ("FILLER", "DESC", "NOTHING", "ATTR", "COND", "SEV", "ACTIVE", "SUBJECT", *_PEOPLE)
_AGED = ("AGE", "OLD", "LIMIT", "BOUNDWORD")
_BEGINS = ("HIST", "NEG", "TAKING", "PLAN", "DIAGNOSED", "ONSET", "CURR")
"""What is said of people without "who": "women without asthma", "men receiving warfarin"."""
_RELATIVE = frozenset({"who", "whose", "having"})
_SAYS_MORE = ("DEMAND", "MUSTNOT", "ALLOWED", "EXCLUDED", "IF", "JUDGE")
_NAMES = ("COND", "ATTR", "PROC", "DRUG", "FILLER", "SITE", "DESC", "SEV", "ACTIVE", "WORD")


def of_people_listed(segment: Segment, ctx: Context, read: Callable[[Segment, Context], AnyNode | None]) -> AnyNode | None:
    """The people and a list of alternatives as one statement; None where the list is nobody's."""
    split = _split(segment, ctx)
    if split is None:
        return None
    people, listed = [read(part, ctx) for part in split]
    return said_of(people, listed, segment_span(segment)) if people is not None and listed is not None else None


def _split(segment: Segment, ctx: Context) -> tuple[Segment, Segment] | None:
    """The people a list of alternatives is said of, and the list; None where it has no such people, or names others further on."""
    if not any_of_type(segment.separators, ("OR",)) or _says_more(segment):
        return None
    first, *others = segment.units
    if segment.separators[0].type == "WITH" and _names_people(first.parts) and not _reaches_all(segment):
        people, rest = first, Segment(others, segment.separators[1:])
    else:
        place = _end_of_people(first)
        if place is None:
            return None
        people, rest = Unit(first.parts[:place]), Segment([Unit(first.parts[place:]), *others], list(segment.separators))
    return (Segment([people], []), rest) if _is_one_list(rest, ctx) else None


def _says_more(segment: Segment) -> bool:
    return any_part_of_type(segment, _SAYS_MORE)


def _reaches_all(segment: Segment) -> bool:
    """Whether its first "with" reaches over all alternatives already."""
    end = last_unit(segment, 0, segment.separators[0])
    return not any_of_type(segment.separators[end:], ("OR",))


def _end_of_people(unit: Unit) -> int | None:
    """The place in the unit behind its people, where something is said of them."""
    parts = unit.parts
    relative = next((i for i, p in enumerate(parts) if _is_relative(p) and _tells(parts[:i], p)), None)
    if relative is not None:
        return relative
    opening = next((i for i, p in enumerate(parts) if isinstance(p, Element) and p.type in _PEOPLE and _is_clause(p)), None)
    if opening is not None:
        return opening + 1 if opening + 1 < len(parts) else None
    said = next((i for i, p in enumerate(parts) if isinstance(p, Element) and p.type in _BEGINS), None)
    return said if said and said + 1 < len(parts) and _names_people(parts[:said]) else None


def _is_relative(part: Element | Group) -> bool:
    """ "Who have", "having"; "patients with"."""
    if not isinstance(part, Element) or part.type not in ("SUBJECT", "FILLER"):
        return False
    return not _RELATIVE.isdisjoint(part.word.split()) or (part.type == "SUBJECT" and part.word.endswith(" with"))


def _is_clause(people: Element) -> bool:
    """ "Women who are …" in one."""
    return not _RELATIVE.isdisjoint(people.word.split())


def _tells(before: list[Element | Group], relative: Element | Group) -> bool:
    """Whether words before it say of what kind the people are: "diabetics who", "diabetic patients with", and not "patients who"."""
    elements = [p for p in before if isinstance(p, Element)]
    if any(e.type in _BEGINS or e.type == "FOR" for e in elements):
        return False
    who = isinstance(relative, Element) and not _RELATIVE.isdisjoint(relative.word.split())
    return any(e.type not in ("FILLER", "SUBJECT", "NOTHING") if who else e.may_be("COND", "ORG", "ATTR") for e in elements)


def _names_people(parts: list[Element | Group]) -> bool:
    """Whether these words are people and, perhaps, their age: "healthy adult women", "women aged 18 to 45"."""
    elements = [p for p in parts if isinstance(p, Element)]
    named = list(takewhile(lambda e: e.type in _BEFORE, elements))
    of_people = any_of_type(named, _PEOPLE) and named[-1].word.rpartition(" ")[2] in _NOUNS
    return of_people and all(e.type in (*_AGED, "FILLER", "SUBJECT") for e in elements[len(named) :])


def _is_one_list(rest: Segment, ctx: Context) -> bool:
    """Whether all of it is said of the same people: no others are named, and what excludes is joined by "or" and "and" alone."""
    later = [[p for p in u.parts if isinstance(p, Element)] for u in rest.units[1:]]
    if any(_names_others(e) for u in later for e in u):
        return False
    if ctx.mode == "all":
        return True
    return all(s.type in ("OR", "AND") for s in rest.separators) and all(u and u[0].type in _NAMES for u in later)


def _names_others(element: Element) -> bool:
    if element.type in ("SUBJECT", "FILLER"):
        return element.type == "SUBJECT" and not _is_relative(element)
    return element.type in (*_PEOPLE, "AGE", "NOTHING", "PEOPLE") or not _NOUNS.isdisjoint(element.word.split())
