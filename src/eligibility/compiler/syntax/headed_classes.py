"""Classes behind a colon or the name of a score: "NYHA class: III or IV", "Child-Pugh score A"."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.observations import observations
from eligibility.spans import Span
from eligibility.text.tokens import Token


def with_headed_classes(tokens: list[Token]) -> list[Token]:
    """The tokens, the colon taken into the name before it, and a score that has letters for values read as the classes it makes."""
    result: list[Token] = []
    for index, token in enumerate(tokens):
        before = result[-1] if result else None
        named = before is not None and before.type in ("SCALE", "MEAS")
        if before is not None and named and token.type == "COLON" and before.type == "SCALE" and _is_class(tokens[index + 1 : index + 2]):
            result[-1] = Token(f"{before.text}{token.text}", Span(before.span.start, token.span.end), before.readings)
            continue
        result.append(token)
        scale = _classes_of(token, tokens[index + 1 : index + 3])
        if scale is not None:
            result[-1] = Token(token.text, token.span, (scale,))
    return result


def _is_class(behind: list[Token]) -> bool:
    """Whether a class follows; "a" in small letters is the article."""
    return bool(behind) and behind[0].may_be("CLASSVALUE") and not (behind[0].type == "FILLER" and behind[0].text.islower())


def _classes_of(token: Token, behind: list[Token]) -> Reading | None:
    """The scale that a score makes, where letters follow: Child-Pugh A is a class, and no number of points."""
    score = token.reading("MEAS") if token.type == "MEAS" else None
    said = behind[1:] if behind and behind[0].type in ("COLON", "FILLER") and not _is_class(behind) else behind
    lettered = _is_class(said) and said[0].text.isalpha()
    return Reading("SCALE", f"{score}-class") if lettered and f"{score}-class" in observations() else None
