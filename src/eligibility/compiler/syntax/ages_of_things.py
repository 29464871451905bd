""" "Fracture less than 6 weeks old", "CT scan not older than 4 weeks": how long ago it was, and nobody's age.

Where people are spoken of, and where years are counted, it is theirs: "infants with bronchiolitis older than 6 months".
"""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element, any_of_type
from eligibility.compiler.syntax.phrases import Compared, Gap
from eligibility.rules.nodes import Duration

_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN", "AGE")
_THINGS = ("COND", "PROC", "TEST", "WORD")
_OLD = frozenset({"old", "older"})


def with_ages_of_things(elements: list[Element]) -> list[Element]:
    """The elements, each such age right behind a thing made the time since it."""
    if any_of_type(elements, _PEOPLE):
        return elements
    for index in range(1, len(elements)):
        element = elements[index]
        if element.type == "LIMIT" and isinstance(element.value, Compared) and elements[index - 1].type in _THINGS:
            amount = element.value.amount
            worded = any(_OLD & set(token.word.split()) for token in element.tokens)
            if amount.old and worded and amount.time is not None and amount.time != "year":
                duration = Duration(value=amount.value, unit=amount.time)
                element.type, element.value = "GAP", Gap(element.value.operator, duration, "on", ago=True)
    return elements
