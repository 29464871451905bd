"""What somebody is to comply with: "willing to comply with study treatment and follow-up" asks for no treatment by itself."""

from __future__ import annotations

from itertools import takewhile

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.mentions import Reading
from eligibility.spans import hull
from eligibility.text.tokens import Token

COMPLYING = frozenset({"comply", "adhere", "cooperate", "compliant", "adherent", "compliance", "adherence", "complying", "adhering"})
_TREATMENTS = ("DRUG", "PROC", "TEST")
_OBJECTS = (*_TREATMENTS, "WORD", "FILLER", "THERAPY", "PLAN", "ANCHOR", "OTHER", "FUNCTIONNOUN", "MEASMOD", "HYPHEN", "ROUTE", "TRIALWORD")
_JOINED_BY = ("COMMA", "AND", "OR", "SLASH")
_PREPOSITIONS = frozenset({"with", "to"})


def with_what_is_complied_with(elements: list[Element]) -> list[Element]:
    """The elements, the treatments and tests behind such a word made words of one object."""
    for index, element in enumerate(elements):
        if element.word.rpartition(" ")[2] in COMPLYING and _begins_object(elements, index + 1):
            objects = _objects(elements[index + 2 :])
            if any(e.may_be(*_TREATMENTS) for e in objects):
                token = Token(" ".join(t.text for e in objects for t in e.tokens), hull(e.span for e in objects), (Reading("WORD", ""),))
                merged = Element("WORD", "", token.span, (token,))
                if element.type != "ATTR":
                    elements[index + 1].type = "FILLER"  # "unable to comply with surgery": all of it is one judgement
                return [*elements[: index + 2], merged, *with_what_is_complied_with(elements[index + 2 + len(objects) :])]
    return elements


def _begins_object(elements: list[Element], place: int) -> bool:
    return place < len(elements) and elements[place].word in _PREPOSITIONS


def _objects(following: list[Element]) -> list[Element]:
    """What stands behind the preposition up to the last noun of its list."""
    objects = list(takewhile(lambda e: e.type in (*_OBJECTS, *_JOINED_BY), following))
    if len(objects) < len(following) and following[len(objects)].type not in ("STOP", "SEMI", "COLON"):
        # "… with the protocol and has asthma": the last of it begins something else.
        cut = next((i for i in range(len(objects) - 1, -1, -1) if objects[i].type in _JOINED_BY), len(objects))
        objects = objects[:cut]
    while objects and objects[-1].type in _JOINED_BY:
        objects.pop()
    return objects
