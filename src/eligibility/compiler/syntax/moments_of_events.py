"""When a value is to hold, told by what happens then: "aged 10–18 years at the time of surgery" asks for no surgery by itself."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element, any_of_type
from eligibility.reference.mentions import Reading
from eligibility.spans import hull
from eligibility.text.tokens import Token

MOMENTS = frozenset({"time", "day", "moment", "diagnosis", "start", "beginning", "initiation", "onset"})
_PAST = frozenset({"diagnosis", "onset"})
_AT = frozenset({"at", "on", "by"})
_LIMITS = ("LIMIT", "NORMAL", "CHANGE", "CLASSES")
_WITHIN_PHRASE = ("FILLER", "PROC", "COND", "DRUG", "SITE", "DESC", "WORD", "TEST", "ORG", "ATTR")
_EVENTS = ("PROC", "COND", "DRUG")


def with_moments_of_events(elements: list[Element]) -> list[Element]:
    """The elements, each such phrase behind a limit, or before the name of what is limited, made one word that is not understood."""
    for index, element in enumerate(elements):
        end = _end_of_phrase(elements, index) if element.word in _AT else None
        if end is not None and (_follows_value(elements[:index]) or any_of_type(elements[end : end + 1], ("DEMAND", *_LIMITS))):
            phrase = elements[index:end]
            token = Token(" ".join(t.text for e in phrase for t in e.tokens), hull(e.span for e in phrase), (Reading("WORD", ""),))
            # Of a time that is over, the value of today says nothing.
            kind = "BLOCK" if any(e.word.split()[0] in _PAST for e in phrase) else "WORD"
            return [*elements[:index], Element(kind, "", token.span, (token,)), *with_moments_of_events(elements[end:])]
    return elements


def _follows_value(before: list[Element]) -> bool:
    """Whether a value, and no name, stands right before."""
    last = next((e for e in reversed(before) if e.type != "FILLER"), None)
    return last is not None and last.type in _LIMITS


def _end_of_phrase(elements: list[Element], start: int) -> int | None:
    place = start + 1
    while place < len(elements) and elements[place].type == "FILLER" and elements[place].word.split()[0] not in MOMENTS:
        place += 1
    words = " ".join(e.word for e in elements[place : place + 2]).split()
    if len(words) < 2 or words[0] not in MOMENTS or words[1] != "of":
        return None
    end = place + 1 + (elements[place].word == words[0])
    while end < len(elements) and elements[end].type in _WITHIN_PHRASE:
        end += 1
    return end if any_of_type(elements[place + 1 : end], _EVENTS) else None
