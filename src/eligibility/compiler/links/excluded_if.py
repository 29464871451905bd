"""People who are excluded on a condition: "patients with eczema or psoriasis are excluded if the eGFR is < 30 mL/min".

The words stand behind all of the people, and so the condition is one of each of them, not of the last of their list alone.
"""

from __future__ import annotations

from collections.abc import Callable

from eligibility.compiler.frames.context import Context
from eligibility.compiler.skeleton.reach import segment_span
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Group, Segment, Unit, is_word
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import AnyNode, Not

_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN")
_PLAIN = (*_PEOPLE, "FILLER", "COND", "PROC", "DRUG", "ATTR", "HIST", "CURR", "DESC", "SEV", "ACTIVE", "SITE", "WORD", "TAKING")
_LISTING = ("COMMA", "OR", "SLASH")


def excluded_on_a_condition(segment: Segment, ctx: Context, read: Callable[[Segment, Context], AnyNode | None]) -> AnyNode | None:
    """What excludes them, both together; None where the sentence says anything else."""
    places = [(u, p) for u, unit in enumerate(segment.units) for p, part in enumerate(unit.parts) if _excludes_if(part)]
    if len(places) != 1:
        return None  # said twice without a sign between, it is no sentence
    unit, part = places[0]
    word = segment.units[unit].parts[part]
    people = Segment([*segment.units[:unit], Unit(segment.units[unit].parts[:part])], segment.separators[:unit])
    condition = _said_once(Segment([Unit(segment.units[unit].parts[part + 1 :]), *segment.units[unit + 1 :]], segment.separators[unit:]))
    if not _names_people(people) or not condition.units[0].parts or any_of_type(condition.separators, ("COLON",)):
        return None
    who = read(people, ctx.listing())
    together = any_of_type(condition.separators, ("AND",)) and not any_of_type(condition.separators, ("OR",))
    on_what = read(condition, ctx.requiring() if together else ctx.listing())
    if who is None or on_what is None:
        return None
    ctx.ledger.take([word] if isinstance(word, Element) else [])
    both = conjunction([who, on_what], segment_span(segment))
    return both if ctx.kind == "exclusion" else Not.made(span=both.span, child=both)


def _excludes_if(part: Element | Group) -> bool:
    return isinstance(part, Element) and part.type == "EXCLUDED" and part.word.endswith(" if")


def _said_once(condition: Segment) -> Segment:
    """ "If A or if B" is "if A or B"."""
    units: list[Unit] = [condition.units[0]]
    separators: list[Element] = []
    for separator, unit in zip(condition.separators, condition.units[1:], strict=True):
        if separator.type == "IF" and separators and not units[-1].parts:
            units[-1] = unit
            continue
        units.append(unit)
        separators.append(separator)
    return Segment(units, separators)


def _names_people(people: Segment) -> bool:
    """ "Patients with eczema, psoriasis or vitiligo": more than the noun, and no demand or denial."""
    parts: list[Element | Group] = [p for u in people.units for p in u.parts]
    named = any(is_word(p, "COND", "PROC", "DRUG", "ATTR") for p in parts)
    listed = all(s.type in _LISTING for s in people.separators)
    return named and listed and is_word(parts[0], *_PEOPLE) and all(is_word(p, *_PLAIN) for p in parts)
