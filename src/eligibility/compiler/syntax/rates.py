"""How often something happens in a time: "at least 4 focal seizures per 28 days", "≥ 3 wet nights a week".

What is counted is no entry of a list: a record has such a number, if any, as an observation of that name.
"""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Amount, Between, Compared
from eligibility.reference.mentions import Reading
from eligibility.reference.observations import find_observation
from eligibility.spans import Span
from eligibility.text.tokens import Token

_NAMING = ("DESC", "SEV", "COND", "WORD", "SITE", "HYPHEN", "ACTIVE", "QUALITY", "FILLER")
_COUNTED = ("COND", "WORD")
_MOST = 7
DAYS = frozenset({"days", "nights"})


def with_rates(elements: list[Element]) -> list[Element]:
    """The elements, the names of such numbers made one word each, or the known observation."""
    result: list[Element] = []
    index = 0
    while index < len(elements):
        result.append(elements[index])
        end = _end_of_rate(elements, index)
        index += 1
        if end is not None:
            result.append(_named(elements[index:end]))
            index = end
    return result


def _end_of_rate(elements: list[Element], index: int) -> int | None:
    """The place behind the name of the number whose limit stands at `index`."""
    if elements[index].type != "LIMIT" or not _is_count(elements[index].value) or (index and elements[index - 1].type == "TAKING"):
        return None
    end = index + 1
    while end < min(len(elements), index + _MOST) and elements[end].type in _NAMING:
        end += 1
    if end == index + 1 or elements[end - 1].type not in _COUNTED or end == len(elements):
        return None
    if elements[end].type == "TU" and elements[end].word in DAYS:
        end += 1  # "heavy drinking days", and perhaps in which time
        return end + 1 if end < len(elements) and elements[end].type == "PER" else end
    if elements[end].type == "PER":
        return end + 1
    spelled = elements[end].word == "per" and end + 1 < len(elements) and elements[end + 1].type == "BARE"
    return end + 2 if spelled and isinstance(elements[end + 1].value, Amount) and elements[end + 1].value.is_length else None


def _is_count(value: object) -> bool:
    amounts = (value.amount,) if isinstance(value, Compared) else (value.low, value.high) if isinstance(value, Between) else ()
    return bool(amounts) and all(a.unit is None and not a.is_length for a in amounts)


def _named(parts: list[Element]) -> Element:
    span = Span(parts[0].span.start, parts[-1].span.end)
    text = " ".join(t.text for p in parts for t in p.tokens)
    known = find_observation(text)
    reading = Reading("MEAS", known.id) if known is not None else Reading("WORD", "")
    return Element(reading.type, reading.value, span, (Token(text, span, (reading,)),))
