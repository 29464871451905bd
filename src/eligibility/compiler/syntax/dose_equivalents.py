"""Doses in those of another drug: "corticosteroids > 10 mg/day prednisone equivalent" asks nothing of prednisone alone."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element, one_word

EQUIVALENT = frozenset({"equivalent", "equivalents", "equivalence"})
_BETWEEN = ("FILLER", "OF", "HYPHEN", "OR", "PER", "DRUG", "COMMA")


def with_dose_equivalents(elements: list[Element]) -> list[Element]:
    """The elements, the dose with the drug it is counted in made words that nobody understands: only tables of potency tell it."""
    result: list[Element] = []
    for element in elements:
        place = _dose_before(result) if element.word in EQUIVALENT else None
        if place is None:
            result.append(element)
            continue
        result[place:] = [one_word([*result[place:], element])]
    return result


def _dose_before(before: list[Element]) -> int | None:
    """Where the dose of "> 10 mg/day of prednisone (or) equivalent" begins; none where it is that of the drug before it."""
    place = len(before) - 1
    while place >= 0 and before[place].type in _BETWEEN:
        place -= 1
    drugs = [e for e in before[place + 1 :] if e.type == "DRUG"]
    return place if place >= 0 and before[place].type == "LIMIT" and len(drugs) == 1 else None
