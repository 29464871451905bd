"""What only says whom the words before are for: "… This applies only to patients without anticoagulants", "with the exceptions: …"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element

APPLYING = frozenset(
    {
        *("this will not apply to", "this does not apply to", "this criterion does not apply to", "this requirement does not apply to"),
        *("this limit does not apply to", "this restriction does not apply to", "these criteria do not apply to", "does not apply to"),
        *("will not apply to", "do not apply to", "this is not applicable to", "not applicable to", "not applicable for"),
        *("this applies only to", "this only applies to", "applies only to", "only applies to", "applicable only to", "only applicable to"),
        *("this criterion applies only to", "this criterion only applies to", "this is only applicable to"),
    }
)
_PERMITTING = ("ALLOWED",)


def with_scopes(elements: list[Element]) -> list[Element]:
    """The elements, such a sentence joined to the one before it; ", who will be allowed" repeats there what it says already."""
    for place, element in enumerate(elements):
        if element.word not in APPLYING or element.type not in ("EXCEPT", "IF"):
            continue
        if place and elements[place - 1].type in ("STOP", "SEMI"):
            elements[place - 1].type = "FILLER"
        who = next((i for i in range(place + 1, len(elements)) if elements[i].type in ("STOP", "SEMI") or elements[i].word == "who"), None)
        if who is not None and elements[who].word == "who" and who + 1 < len(elements) and elements[who + 1].type in _PERMITTING:
            for each in elements[who - 1 : who + 2]:
                each.type = "FILLER" if each.type in ("COMMA", "FILLER", "SUBJECT", *_PERMITTING) else each.type
    return elements


NAMED_EXCEPTIONS = frozenset({"exception", "exceptions"})


def with_exceptions_named(elements: list[Element]) -> list[Element]:
    """ ", with the following exceptions: …": a sentence of its own on all that stands before it."""
    for place, element in enumerate(elements):
        if element.type != "EXCEPT" or element.word not in NAMED_EXCEPTIONS or not place:
            continue
        start = place
        while start and (elements[start - 1].type == "LISTALL" or elements[start - 1].word in ("with", "the", "following")):
            start -= 1
        opening = elements[start] if start < place else None
        if opening is None or opening.word != "with" or not start:
            continue
        comma = elements[start - 1].type == "COMMA"
        for each in elements[start:place]:
            each.type, each.value = "FILLER", ""
        sign = elements[start - 1] if comma else opening
        sign.type, sign.value = "SEMI", ""
    return elements
