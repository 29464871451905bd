"""Routes before a shared medicine: "systemic or inhaled corticosteroids" shares the corticosteroids, and no route."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element, Segment
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span
from eligibility.text.tokens import Token


def has_route(donor: Frame) -> bool:
    """Whether the name has a route in it: "inhaled corticosteroids" are none by mouth."""
    return donor.head is None or donor.head.type != "DRUG" or name_of(donor.head.tokens[0].text.split()[0], "ROUTE") is not None


def without_route(donor: Frame) -> Element | None:
    """ "Systemic or inhaled corticosteroids" shares the corticosteroids; None where no route begins the name, or nothing is left of it."""
    head = donor.head
    if head is None or head.type != "DRUG" or not has_route(donor):
        return None
    _, _, name = head.tokens[0].text.partition(" ")
    reading = name_of(name, "DRUG") if name else None
    span = Span(head.span.end - len(name), head.span.end)
    return Element("DRUG", reading.value, span, (Token(name, span, (reading,)),)) if reading is not None else None


def name_by_routes(excepted: Segment, frame: Frame) -> None:
    """ "Corticosteroids except inhaled or topical": the routes stand for medicines of that name; where none has it, for words."""
    if frame.head is None or frame.head.type != "DRUG":
        return
    for unit in excepted.units:
        routes = [p for p in unit.parts if isinstance(p, Element) and p.type == "ROUTE"]
        if len(routes) == 1 and all(isinstance(p, Element) and p.type in ("ROUTE", "FILLER", "HYPHEN") for p in unit.parts):
            _name_by(routes[0], frame.head)


def _name_by(route: Element, medicine: Element) -> None:
    known = vocabulary().concept(medicine.value)
    names = (medicine.tokens[0].text, *((known.name,) if known is not None else ()))
    reading = next((r for name in names if (r := name_of(f"{route.tokens[0].text} {name}", "DRUG")) is not None), None)
    if reading is None:
        route.type, route.value = "WORD", ""
    else:
        route.type, route.value, route.tokens = "DRUG", reading.value, (Token(route.tokens[0].text, route.span, (reading,)),)
