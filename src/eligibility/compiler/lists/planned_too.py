"""Plans beside what is or was so: "planned or ongoing chemotherapy", "current or planned A or B" ask for either of each of them."""

from __future__ import annotations

from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit
from eligibility.reference.vocabulary import vocabulary

_PAIRED = ("OR", "SLASH")
_LISTED = ("OR", "SLASH", "COMMA", "AND")
_BEFORE = ("FILLER", "SUBJECT", "NEG", "DEMAND")
_OTHER_TENSES = ("CURR", "HIST")
_TIMES = ("WINDOW", "LASTING", "GAP", "DURATION")
_PREGNANCY = {"CURR": "pregnancy", "PLAN": "planning-pregnancy"}
_NAMING = ("PROC", "DRUG", "FILLER", "DESC", "SITE")


def with_plans_of_all(segment: Segment) -> Segment:
    """The segment with "planned" behind the other tense, and both of them before each bare name of the list behind."""
    for index, separator in enumerate(segment.separators):
        if separator.type in _PAIRED and _is_on_pregnancy(segment, index):
            return segment
        if separator.type in _PAIRED and (pair := _pair(segment.units[index], segment.units[index + 1])) is not None:
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


def _pair(alone: Unit, named: Unit) -> tuple[Element, Element] | None:
    """A tense that stands alone, and another one before its names: one of them is a plan."""
    if any(isinstance(p, Element) and p.type in _TIMES for p in named.parts):
        return None  # "planned or ongoing dialysis for at least 3 months": of which of them the time is
    only = [p for p in alone.parts if not isinstance(p, Element) or p.type not in _BEFORE]
    first = next((p for p in named.parts if not isinstance(p, Element) or p.type != "FILLER"), None)
    if len(only) != 1 or not isinstance(only[0], Element) or not isinstance(first, Element) or named.parts[-1] is first:
        return None
    types = {only[0].type, first.type}
    return (only[0], first) if "PLAN" in types and types & set(_OTHER_TENSES) else None


def _repeated(segment: Segment, index: int, pair: tuple[Element, Element]) -> Segment:
    alone, before_names = pair
    units, separators = list(segment.units), list(segment.separators)
    present = alone if alone.type == "CURR" else before_names
    if "CURR" in (alone.type, before_names.type) and not _goes_on(units[index + 1]):
        # An operation is planned at most; what else is over at once, like a stay in hospital, may be going on.
        present.type = "PLAN" if _is_operation(units[index + 1]) else "BLOCK"
        return segment
    if alone.type == "PLAN":
        units[index], units[index + 1] = _with(units[index], alone, before_names), _with(units[index + 1], before_names, alone)
        alone, before_names = before_names, alone
    end = index + 2
    while end < len(units) and separators[end - 1].type in _LISTED and _is_bare(units[end]):
        end += 1
    closing = separators[end - 2]
    if end == index + 2 or closing.type == "AND":
        return Segment(units, separators)
    joined: list[Unit] = units[: index + 2]
    between = separators[: index + 1]
    for place in range(index + 2, end):
        if alone.type == "CURR" and not _goes_on(units[place]):
            joined.append(Unit([before_names, *units[place].parts]))  # "ongoing or planned chemotherapy or surgery": no surgery goes on
            between.append(separators[place - 1])
            continue
        joined += [Unit([alone, *units[place].parts]), Unit([before_names, *units[place].parts])]
        between += [separators[place - 1], separators[index]]
    return Segment([*joined, *units[end:]], [*between, *separators[end - 1 :]])


def _is_operation(unit: Unit) -> bool:
    return any(isinstance(p, Element) and p.type == "PROC" and vocabulary().is_a(p.value, "surgery") for p in unit.parts)


def _goes_on(unit: Unit) -> bool:
    """Whether what it names is a treatment that lasts."""
    named = [p for p in unit.parts if isinstance(p, Element) and p.type in ("PROC", "DRUG")]
    concepts = [vocabulary().concept(e.value) for e in named if e.type == "PROC"]
    return all(c is not None and c.continuing for c in concepts)


def _with(unit: Unit, old: Element, new: Element) -> Unit:
    return Unit([new if p is old else p for p in unit.parts])


def _is_bare(unit: Unit) -> bool:
    elements = [p for p in unit.parts if isinstance(p, Element)]
    named = any(e.type in ("PROC", "DRUG") for e in elements)
    return named and len(elements) == len(unit.parts) and all(e.type in _NAMING for e in elements)
