"""`referenceRange` of an Observation → the limits of normal, in the value's own unit."""

from __future__ import annotations

import re

from eligibility.patient.fhir.codes import coded_field, coded_list
from eligibility.patient.fhir.fields import Json, number, obj, objs, text
from eligibility.patient.fhir.place import Place
from eligibility.patient.fhir.units import same_unit
from eligibility.reference.units import read_unit

_NUMBER = r"\d+(?:\.\d+)?"
# Ranges as laboratories print them: "0.3 - 1.2 mg/dL", "(35 to 50)", "< 40 U/L", "up to 5", ">= 60".
_BETWEEN = re.compile(rf"[(\[]?\s*(?P<low>{_NUMBER})\s*(?:-|–|to)\s*(?P<high>{_NUMBER})\s*[)\]]?(?P<unit>.*)", re.IGNORECASE)
_UP_TO = re.compile(rf"(?:<=?|≤|up to)\s*(?P<high>{_NUMBER})(?P<unit>(?![\d.]).*|)", re.IGNORECASE)
_FROM = re.compile(rf"(?:>=?|≥)\s*(?P<low>{_NUMBER})(?P<unit>(?![\d.]).*|)", re.IGNORECASE)

Limits = tuple[float | None, float | None]


def normal_limits(source: Json, place: Place) -> Limits:
    """The limits of normal; none where several ranges, or none in the value's unit, are given."""
    quantity = obj(source, "valueQuantity") or {}
    given = [each for each in objs(source, "referenceRange") if _is_normal(each)]
    found = [limits for each in given if (limits := _limits(each, quantity, place)) != (None, None)]
    if len(found) == 1 or (found and len(set(found)) == 1):
        return found[0]
    if found:
        place.left_out("referenceRange", source["referenceRange"], "several ranges, and which is this patient's is not told")
    return None, None


def _is_normal(limits: Json) -> bool:
    """Whether a range is the usual one, rather than that of a therapy, or of somebody pregnant."""
    kind = coded_field(limits, "type") if "type" in limits else None
    return kind is None or any(c.code in ("normal", "normality") for c in kind.codes) or kind.label.casefold().startswith("normal")


def _limits(limits: Json, quantity: Json, place: Place) -> Limits:
    lowest, highest = obj(limits, "low"), obj(limits, "high")
    for end in (lowest, highest):
        if end is not None and not same_unit(end, quantity):
            place.left_out("referenceRange", end, "a limit in another unit than the value")
            return None, None
    low = number(lowest, "value") if lowest is not None else None
    high = number(highest, "value") if highest is not None else None
    if (low is None or high is None) and (words := text(limits, "text")) is not None:
        low, high = _completed((low, high), words, quantity, place)
    if low is not None and high is not None and low > high:
        place.left_out("referenceRange", limits, "the lower limit is above the upper one")
        return None, None
    for group in coded_list(limits, "appliesTo") if "appliesTo" in limits else ():
        place.often_changed("referenceRange.appliesTo", f"the range is taken for this patient's: {group.label}")
    return low, high


def _completed(stated: Limits, words: str, quantity: Json, place: Place) -> Limits:
    """The limits with what the words beside them say; words that say otherwise than the numbers are not read."""
    read = _in_words(words, quantity)
    both = tuple(zip(stated, read, strict=True)) if read is not None else ()
    if not both or any(None not in pair and pair[0] != pair[1] for pair in both):
        if stated == (None, None):
            place.left_out("referenceRange.text", words, "a range in words that are not understood, or in another unit than the value")
        return stated
    low, high = (said if said is not None else written for said, written in both)
    return low, high


def _in_words(words: str, quantity: Json) -> Limits | None:
    for form in (_BETWEEN, _UP_TO, _FROM):
        found = form.fullmatch(words.strip())
        if found is None:
            continue
        unit = found["unit"].strip()
        if unit and not (read_unit(unit) is not None and same_unit({"unit": unit}, quantity)):
            return None
        said = found.groupdict()
        low, high = (float(said[end]) if said.get(end) else None for end in ("low", "high"))
        return low, high
    return None
