"""Colons between a name and what is said of it, which introduce nothing: "BMI: 18–30 kg/m²", "prior chemotherapy: allowed"."""

from __future__ import annotations

from eligibility.compiler.frames.frame import HEADS, SEX_WORDS, VALUES
from eligibility.compiler.frames.roles import sexes_behind
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit

_BESIDE_NAMES = ("FILLER", "MEASMOD", "HYPHEN", "RESTING")
_BEFORE_VALUES = ("FILLER", "MEASMOD", "DEMAND")


def joined_values(segment: Segment) -> Segment:
    """The segment with each name and the value behind its colon in one unit."""
    if not any_of_type(segment.separators, ("COLON",)):
        return segment
    units, separators = segment.units[:1], []
    for separator, unit in zip(segment.separators, segment.units[1:], strict=True):
        if separator.type == "COLON" and _is_valued(units[-1], unit, len(units) == 1):
            waits = _waits(unit)
            units[-1] = Unit([*unit.parts, *units[-1].parts] if waits else [*units[-1].parts, *unit.parts])
        else:
            units.append(unit)
            separators.append(separator)
    return Segment(units, separators)


def _is_valued(unit: Unit, following: Unit, alone: bool) -> bool:
    """Whether a value or a verdict of the unit follows; `alone`: nothing stands before it that the verdict might be of too."""
    if (_ends_in_measure(unit) and _begins_with_value(following)) or _names_sex(unit, following):
        return True
    return alone and (_judges(unit, following) or (is_bare_name(unit) and _says_of_it(following)))


def _names_sex(unit: Unit, following: Unit) -> bool:
    """ "Sex: female"."""
    label = unit.parts[-1] if len(unit.parts) == 1 else None
    is_label = isinstance(label, Element) and label.word in SEX_WORDS
    return is_label and sexes_behind([*unit.parts, *following.parts], 0) is not None


def _ends_in_measure(unit: Unit) -> bool:
    names = [p for p in unit.parts if isinstance(p, Element) and p.type not in _BESIDE_NAMES]
    return bool(names) and names[-1].may_be("MEAS", "SCALE", "AGE") and not any_of_type(names, VALUES)


def _begins_with_value(unit: Unit) -> bool:
    first = next((p for p in unit.parts if not isinstance(p, Element) or p.type not in _BEFORE_VALUES), None)
    return isinstance(first, Element) and first.type in VALUES


def _judges(unit: Unit, following: Unit) -> bool:
    """ "Prior chemotherapy: allowed", "pregnant women: excluded"."""
    named = any(isinstance(p, Element) and p.may_be(*HEADS) for p in unit.parts)
    return named and only_permits(following)


_NAMES = ("COND", "PROC", "DRUG")
_IN_NAMES = (*_NAMES, "WORD", "DESC", "SITE", "HYPHEN", "FILLER")


def is_bare_name(unit: Unit) -> bool:
    """A unit that only names a disease or a treatment, and says nothing of it."""
    elements = [p for p in unit.parts if isinstance(p, Element)]
    return len(elements) == len(unit.parts) and any_of_type(elements, _NAMES) and all(e.type in _IN_NAMES for e in elements)


_SAYING = ("DEMAND", "MUSTNOT", "WINDOW", "LASTING", "DIAGNOSED", "DESC", "CLASSES", "HIST")


def _says_of_it(unit: Unit) -> bool:
    """ "Surgery: completed within 12 weeks", "hypertension: must be controlled": a predicate that names nothing itself."""
    elements = _worth(unit)
    if elements[:1] and elements[0].type == "GAP":
        return _waits(unit)
    return bool(elements) and elements[0].type in _SAYING and not any(e.may_be(*HEADS) or e.type in ("SEXNOUN", "PEOPLE") for e in elements)


def _waits(unit: Unit) -> bool:
    """ "Biologic agent: at least 7 days since the completion of therapy", which is this therapy."""
    said = _worth(unit)
    return bool(said) and said[0].type == "GAP" and all(e.type in ("THERAPY", "LATEST") for e in said[1:])


def _worth(unit: Unit) -> list[Element]:
    return [p for p in unit.parts if isinstance(p, Element) and p.type not in ("FILLER", "SUBJECT")]


def only_permits(unit: Unit) -> bool:
    """A unit that is nothing but "allowed" or "not allowed", which speaks of what stands before it."""
    types = {p.type if isinstance(p, Element) else "" for p in unit.parts}
    return bool(types & {"ALLOWED", "EXCLUDED"}) and types <= {"ALLOWED", "EXCLUDED", "FILLER"}
