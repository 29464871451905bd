"""Two times before what both are said of: "planned or ongoing chemotherapy", "recent (within 4 weeks) or planned A or B"."""

from __future__ import annotations

from itertools import takewhile

from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import LINKS, Element, Group, Segment, Unit
from eligibility.reference.vocabulary import vocabulary

_PAIRED = ("OR", "SLASH")
_LISTED = ("OR", "SLASH", "COMMA", "AND")
_BEFORE = ("FILLER", "SUBJECT", "NEG", "DEMAND")
_TENSES = ("CURR", "HIST", "RECENT", "PLAN")
_TIMES = ("WINDOW", "LASTING", "GAP", "DURATION")
_PREGNANCY = {"CURR": "pregnancy", "PLAN": "planning-pregnancy"}
_NAMES = ("PROC", "DRUG", "COND")
_PARTS_OF_NAMES = (*_NAMES, "FILLER", "DESC", "SITE", "TAKING")


def with_both_tenses(segment: Segment) -> Segment:
    """The segment with "planned" behind the other tense, and both of them before each bare name of the list behind."""
    for index, separator in enumerate(segment.separators):
        if separator.type in _PAIRED and _is_on_pregnancy(segment, index):
            return segment
        if separator.type in _PAIRED and (pair := _pair(segment, index)) is not None:
            return _repeated(segment, index, pair)
    return segment


def _is_on_pregnancy(segment: Segment, index: int) -> bool:
    """ "Current or planned pregnancy": one is a name of its own, so that the tense alone is made the name of the other."""
    alone, named = segment.units[index], segment.units[index + 1]
    only = [p for p in alone.parts if not isinstance(p, Element) or p.type not in _BEFORE]
    fact = next((p for p in named.parts if isinstance(p, Element) and p.type == "ATTR"), None)
    if len(only) != 1 or not isinstance(only[0], Element) or fact is None or fact.value not in _PREGNANCY.values():
        return False
    other = _PREGNANCY.get(only[0].type)
    if other is None or other == fact.value:
        return False
    if only[0].type == "CURR":  # the present stays said: no time behind the list is that of a pregnancy of today
        alone.parts.append(Element("ATTR", other, only[0].span, only[0].tokens))
    else:
        only[0].type, only[0].value = "ATTR", other
    return True


def _pair(segment: Segment, index: int) -> tuple[Element, Element] | None:
    """A tense that stands alone, and another one before its names.

    What was and is so needs no pair (`tense_pairs`: at any time includes now), unless one of them is recent or has a time of its own.
    """
    named = segment.units[index + 1]
    if any_of_type(segment.separators[index:], LINKS):
        return None  # whether an exception, a cause is that of both times
    if any(isinstance(p, Element) and p.type in _TIMES for p in named.parts):
        return None  # "planned or ongoing dialysis for at least 3 months": of which of them the time is
    alone = segment.units[index]
    only = [p for p in alone.parts if isinstance(p, Element) and p.type not in _BEFORE]
    first = next((p for p in named.parts if not isinstance(p, Element) or p.type != "FILLER"), None)
    if len(only) != 1 or not isinstance(first, Element) or named.parts[-1] is first:
        return None
    types = {only[0].type, first.type}
    if len(types) != len(types & set(_TENSES)) or len(types) == 1:
        return None
    timed = any(isinstance(p, Group) for p in alone.parts)
    told_apart = types & {"PLAN", "RECENT"} if not timed else only[0].type in ("HIST", "RECENT")
    return (only[0], first) if told_apart else None


def _repeated(segment: Segment, index: int, pair: tuple[Element, Element]) -> Segment:
    alone, before_names = pair
    units, separators = list(segment.units), list(segment.separators)
    if {"CURR", "PLAN"} == {alone.type, before_names.type} and not _goes_on(units[index + 1]):
        present = alone if alone.type == "CURR" else before_names
        # An operation is planned at most; what else is over at once, like a stay in hospital, may be going on.
        present.type = "PLAN" if _is_operation(units[index + 1]) else "BLOCK"
        return segment
    before_all = [p for p in units[index].parts if isinstance(p, Element) and p is not alone]
    one, other = _tense(units[index], alone), _tense(units[index + 1], before_names)
    names = [Unit([p for p in units[index + 1].parts if p not in other]), *units[index + 2 :]]
    listed = _members(names, separators[index + 1 :])
    timed = len(one) + len(other) > 2 or alone.type == "RECENT"
    if not listed or (listed == 1 and not timed) or (listed > 1 and separators[index + listed - 1].type == "AND"):
        return _with_plan_behind(segment, index, pair)
    if alone.type == "PLAN":
        one, other, alone = other, one, before_names
    commas = separators[index + 1 : index + listed]
    # "Ongoing or planned chemotherapy or surgery": no surgery goes on.
    kept = [place for place, name in enumerate(names[:listed]) if alone.type != "CURR" or not place or _goes_on(name)]
    first = [Unit([*_again(one), *names[place].copy().parts]) for place in kept]
    first[0].parts = [*before_all, *first[0].parts]
    second = [Unit([*_again(other), *name.parts]) for name in names[:listed]]
    return Segment(
        [*units[:index], *first, *second, *units[index + 1 + listed :]],
        [*separators[:index], *(commas[place - 1] for place in kept[1:]), separators[index], *commas, *separators[index + listed :]],
    )


def _tense(unit: Unit, tense: Element) -> list[Element | Group]:
    """A tense and the brackets behind it, which tell its time."""
    behind = unit.parts[unit.parts.index(tense) + 1 :]
    return [tense, *takewhile(lambda p: isinstance(p, Group), behind)]


def _again(tense: list[Element | Group]) -> list[Element | Group]:
    return Unit(tense).copy().parts


def _members(names: list[Unit], separators: list[Element]) -> int:
    """How many names the list behind both tenses has: the last one is whole, others may borrow from it ("knee or hip replacement").

    What stands behind the last one, a time or examples, is said of it at both times.
    """
    bare = 0
    for place, name in enumerate(names):
        if (place and separators[place - 1].type not in _LISTED) or not _is_named_alone(name):
            break
        bare = place + 1
        if not _is_bare(name):
            break
    return next((n for n in range(bare, 0, -1) if _is_named(names[n - 1])), 0)


def _is_named_alone(unit: Unit) -> bool:
    """Whether nothing but a name, or a part of one, stands before its brackets and times."""
    behind = next((n for n, p in enumerate(unit.parts) if isinstance(p, Group) or p.type == "WINDOW"), len(unit.parts))
    closing = all(isinstance(p, Group) or p.type == "WINDOW" for p in unit.parts[behind:])
    return behind > 0 and closing and _is_bare(Unit(unit.parts[:behind]))


def _is_operation(unit: Unit) -> bool:
    return any(isinstance(p, Element) and p.type == "PROC" and vocabulary().is_a(p.value, "surgery") for p in unit.parts)


def _goes_on(unit: Unit) -> bool:
    """Whether what it names is a treatment that lasts."""
    named = [p for p in unit.parts if isinstance(p, Element) and p.type in ("PROC", "DRUG")]
    concepts = [vocabulary().concept(e.value) for e in named if e.type == "PROC"]
    return all(c is not None and c.continuing for c in concepts)


def _with_plan_behind(segment: Segment, index: int, pair: tuple[Element, Element]) -> Segment:
    alone, before_names = pair
    if alone.type != "PLAN":
        return segment
    units = list(segment.units)
    units[index], units[index + 1] = _with(units[index], alone, before_names), _with(units[index + 1], before_names, alone)
    return Segment(units, segment.separators)


def _with(unit: Unit, old: Element, new: Element) -> Unit:
    return Unit([new if p is old else p for p in unit.parts])


def _is_named(unit: Unit) -> bool:
    return any(isinstance(p, Element) and p.type in _NAMES for p in unit.parts)


def _is_bare(unit: Unit) -> bool:
    return all(isinstance(p, Element) and p.type in _PARTS_OF_NAMES for p in unit.parts)
