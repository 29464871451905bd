"""Words of a unit that belong to its value: "minimum haemoglobin of 9", "duration of diabetes > 5 years", "37 weeks of gestation"."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from eligibility.compiler.syntax.parse_tree import Element, Group
from eligibility.compiler.syntax.phrases import Amount, Between, Compared, counts_pregnancy, is_said_of_pregnancy
from eligibility.reference.mentions import Reading
from eligibility.rules.nodes import Comparator
from eligibility.text.tokens import Token

if TYPE_CHECKING:
    from eligibility.compiler.frames.frame import Frame


def take_value_words(frame: Frame) -> None:
    """Gives these words their role. They are left over until then, but for the unit of a value."""
    if frame.left:
        _minimum(frame)
        _duration_of(frame)
    if frame.values:
        _gestational(frame)
    if frame.left:
        _opening_of_range(frame)


def with_inner_names(parts: list[Element | Group]) -> list[Element | Group]:
    """ "145 mmHg ≤ SBP ≤ 190 mmHg": the words between the two ends are words of the unit."""
    if not _has_range(parts):
        return parts
    result: list[Element | Group] = []
    for part in parts:
        result.append(part)
        if isinstance(part, Element) and isinstance(part.value, Between):
            result += [Element(t.type, t.value, t.span, (t,)) for t in part.value.inside]
    return result


def _has_range(parts: list[Element | Group]) -> bool:
    for part in parts:  # noqa: SIM110, a loop: it is asked of every unit
        if isinstance(part, Element) and isinstance(part.value, Between):
            return True
    return False


def _minimum(frame: Frame) -> None:
    """ "Minimum hemoglobin of 9 g/dL": the comparison stands before the name."""
    word = next(
        (e for e in frame.left if e.type == "CMP" and e.word.startswith(("minim", "a minim", "maxim", "a maxim"))),
        None,
    )
    if word is None:
        return
    value = next((v for v in frame.values if isinstance(v.value, Amount)), None)
    named = [h for h in frame.heads if h.may_be("MEAS", "SCALE")]
    if value is None or not named or not word.span.end <= named[0].span.start < value.span.start:
        return
    frame.left.remove(word)
    value.type, value.value = "LIMIT", Compared(cast(Comparator, word.value), value.value)


def _duration_of(frame: Frame) -> None:
    """ "Duration of diabetes > 5 years": how long it has lasted, which the limit says too."""
    if not frame.heads or frame.heads[0].type != "COND":
        return
    long = any(isinstance(v.value, Compared) and v.value.amount.is_length for v in frame.values) or frame.lasting is not None
    first = frame.left[0] if frame.left else None
    if long and first is not None and first.type == "DURATION" and first.word.startswith("duration"):
        frame.left.remove(first)


def _opening_of_range(frame: Frame) -> None:
    """ "Within 0.6-1.3 mg/dL", "between the ages of 18-70": the range behind it says where it begins and ends."""
    for word in [e for e in frame.left if e.type in ("WITHIN", "BETWEEN")]:
        behind = [e for e in frame.elements if e.span.start >= word.span.end and e.type != "FILLER"]
        aged = bool(behind) and behind[0].type == "AGE"
        value = behind[1 if aged and len(behind) > 1 else 0].value if behind else None
        if isinstance(value, Between) and (aged or not (value.low.is_length or value.high.is_length)):
            frame.left.remove(word)


def _gestational(frame: Frame) -> None:
    """ "Pregnant women at 12 to 16 weeks of gestation": the unit names what is measured, and the pregnancy is a fact beside it.

    So is what else is attested of them: "nulliparous women at ≥ 37 weeks of gestation".
    """
    value = next((v for v in frame.values if counts_pregnancy(v.value)), None)
    if value is None:
        return
    attested = [h for h in frame.heads if h.reading("ATTR") is not None]
    behind = attested[0].span.end if attested else 0
    left = [e for e in frame.left if e.word not in ("at", "between") and e.span.start >= behind]
    if len(attested) != len(frame.heads) or left:
        return
    unit = next(t for t in value.tokens if t.type == "TU" and is_said_of_pregnancy(t.text))
    frame.left = [e for e in frame.left if e.span.start < behind]  # "singleton pregnancy": said of it
    frame.attested = attested
    frame.heads = [Element("MEAS", "gestational-age", unit.span, (Token(unit.text, unit.span, (Reading("MEAS", "gestational-age"),)),))]
