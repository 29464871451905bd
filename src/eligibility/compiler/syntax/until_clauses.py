"""Brackets that say until when a criterion holds: "(until amendment 2 omitting armodafinil)" names no treatment of the patient's."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.mentions import Reading
from eligibility.spans import hull
from eligibility.text.tokens import Token

UNTIL = frozenset({"until", "before amendment", "after amendment", "as of amendment", "prior to amendment"})


def with_until_clauses(elements: list[Element]) -> list[Element]:
    """The elements, all words of such brackets made one that is not understood."""
    for index, (opening, element) in enumerate(pairwise(elements), 1):
        if opening.type != "LPAR" or element.word not in UNTIL:
            continue
        end = next((n for n in range(index, len(elements)) if elements[n].type in ("RPAR", "LPAR")), len(elements))
        clause = elements[index:end]
        token = Token(" ".join(t.text for e in clause for t in e.tokens), hull(e.span for e in clause), (Reading("WORD", ""),))
        return [*elements[:index], Element("WORD", "", token.span, (token,)), *with_until_clauses(elements[end:])]
    return elements
