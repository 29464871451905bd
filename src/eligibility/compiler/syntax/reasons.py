"""Why something is asked, which asks nothing: "are ineligible because of the potential for interactions", "for this reason, …"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element

REASONS = frozenset({"because", "because of", "due to", "owing to", "as a result of"})
_OPENING = frozenset({"because", "because of"})
_SAID = ("EXCLUDED", "ALLOWED", "MUSTNOT", "DEMAND", "LISTHEAD", "LISTALL")
_SILENT = ("FILLER", "ANCHOR", "FOR", "LISTNOUN")
_ENDS = ("STOP", "SEMI", "COLON", "UNLESS", "EXCEPT")
_PREDICATES = ("EXCLUDED", "ALLOWED", "MUSTNOT", "DEMAND")


_POINTING = frozenset({"this", "these", "that", "reason", "reasons"})
_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN", "PEOPLE")


def without_reasons(elements: list[Element]) -> list[Element]:
    """The elements, the words of a reason carrying nothing: behind what is asked, or before the comma of a sentence that begins with it."""
    for place, element in enumerate(elements):
        if element.word not in REASONS or element.type in _SILENT:
            continue
        before = next((e for e in reversed(elements[:place]) if e.type not in _SILENT), None)
        start = _first_reason(elements, place)
        if before is None or before.type in ("STOP", "SEMI") or start < place:
            end = _end_of_opening(elements, place) if element.word in _OPENING else None
        elif before.type in _SAID:
            end = next((i for i in range(place, len(elements)) if _ends(elements[i])), len(elements))
        else:
            end = None
        for each in elements[start:end] if end is not None else ():
            each.type, each.value = "FILLER", ""
    return elements


def _first_reason(elements: list[Element], place: int) -> int:
    """ "For this reason and | because …": where the sentence begins, if it begins with a reason told before; else the same place."""
    start = max((i + 1 for i in range(place) if elements[i].type in ("STOP", "SEMI")), default=0)
    opening = elements[start:place]
    told = len(opening) > 1 and opening[-1].type == "AND" and all(e.type in _SILENT or e.word in _POINTING for e in opening[:-1])
    return start if told else place


def _ends(element: Element) -> bool:
    """Whether the reason is over; "when treated with …" goes on with it."""
    return element.type in _ENDS or (element.type == "IF" and element.word.startswith("if"))


def _end_of_opening(elements: list[Element], place: int) -> int | None:
    """The place behind the comma that ends the reason; None where nothing is asked behind one, or several may be it."""
    asked = next((i for i in range(place, len(elements)) if elements[i].type in (*_PREDICATES, "STOP", "SEMI")), len(elements))
    if asked == len(elements) or elements[asked].type not in _PREDICATES:
        return None
    commas = [i for i in range(place, asked) if elements[i].type == "COMMA"]
    people = next((i for i in commas if elements[i + 1].type in _PEOPLE or elements[i + 1].word == "those"), None)
    if people is not None:
        return people + 1
    return commas[0] + 1 if len(commas) == 1 else None
