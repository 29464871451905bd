"""Substances like a named one: "allergic reactions attributed to compounds of similar chemical or biologic composition to cisplatin".

The named one is an example of them: who does not tolerate it is meant, and of others a person judges how similar they are.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span
from eligibility.text.tokens import Token, merged

COMPOUNDS = frozenset({"compound", "compounds", "agent", "agents", "drug", "drugs", "substance", "substances", "medication", "medications"})
LIKE = frozenset({"similar", "similarly", "chemically", "structurally"})
_HOW = """
    chemical chemically biologic biological biologically pharmacologic pharmacological structural structurally molecular related
"""
_KINDS = frozenset(_HOW.split())
_WHAT = frozenset({"composition", "compositions", "structure", "structures", "class", "formulation", "nature", "properties", "makeup"})
_LIKE_TO = frozenset({"related to", "similar to"})
_BETWEEN = _KINDS | _WHAT | {"of", "with", "a", "and", "or", "to", "having", "that are", "which are", "of a", "with a", "and/or"}
_FARTHEST = 10


def with_similar_compounds(tokens: list[Token]) -> list[Token]:
    """The tokens, what says how similar compounds are to a named one read as "such as"."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        result.append(tokens[index])
        end = _end_of_likeness(tokens, index + 1) if tokens[index].word in COMPOUNDS else None
        index += 1
        if end is not None:
            result.append(merged(tokens[index:end], Reading("EG", "")))
            index = end
            study = tokens[index : index + 2]
            if len(study) == 2 and study[0].word.startswith("to the study") and study[1].word in COMPOUNDS:
                span = Span(study[0].span.start, study[1].span.end)
                named = name_of(f"study {study[1].word}", "DRUG", "SUBST")
                result.append(Token(f"study {study[1].text}", span, (named,)) if named is not None else study[0])
                index += 2 if named is not None else 1
    return result


def _end_of_likeness(tokens: list[Token], start: int) -> int | None:
    """The place behind "of similar chemical or biologic composition to"; None where no such words stand here."""
    similar = False
    for place in range(start, min(len(tokens), start + _FARTHEST)):
        word = tokens[place].word
        if word in LIKE:
            similar = True
        elif similar and word in _LIKE_TO:
            return place + 1
        elif similar and word.startswith("to the "):
            return place  # "to the study | agent", whose name goes on
        elif tokens[place].type not in ("OR", "AND", "SLASH") and word not in _BETWEEN:
            return place if similar and place > start + 1 and tokens[place - 1].word in ("to", "as") else None
    return None
