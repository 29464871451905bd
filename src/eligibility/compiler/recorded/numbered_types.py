"""Diseases told apart by a number: "type 1 or 2 diabetes", "type 1 or type 2 diabetes", "neurofibromatosis type 1 or 2".

The numbers are part of the names, and no stage of one disease. Only names that the vocabulary has are made this way.
"""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.measured.measures import numeral
from eligibility.compiler.syntax.phrases import Amount, Classes
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import AnyNode, ConceptRef, HasCondition

_WORDS = ("type", "types")
_BEFORE = ("FILLER", "SUBJECT", "NEG", "HIST", "CURR", "DIAGNOSED", "SEV", "DESC", "ACTIVE")  # what may stand before a name, and is none


def is_type(value: object) -> bool:
    """Whether a class is a type, which tells diseases apart."""
    return isinstance(value, Classes) and value.word in _WORDS and value.operator is None and not value.span_of_range


def of_types(node: HasCondition, value: object) -> AnyNode | None:
    """The diseases that the numbers name with the disease of the node; None where the vocabulary lacks one of them."""
    if not isinstance(value, Classes) or not is_type(value):
        return None
    name, known = node.concept.name, vocabulary()
    # "Hepatitis type A" is named by its letter alone.
    found = [known.lookup(f"type {v} {name}", "condition") or known.lookup(f"{name} {v}", "condition") for v in value.values]
    if not all(found):
        return None
    refs = [ConceptRef(id=each.id, name=each.name) for each in found if each is not None]
    return disjunction([node.replaced(concept=each, stage=None) for each in refs], node.span)


def type_beside(frame: Frame, text_behind: str) -> str | None:
    """The name of a unit that is only a type, before one that is another type of the same: "type 1 | or type 2 diabetes"."""
    value = _only_value(frame)
    words = text_behind.split()
    if not isinstance(value, Classes) or not is_type(value) or len(value.values) != 1 or len(words) < 3:
        return None
    return " ".join([words[0], value.values[0], *words[2:]]) if words[0].casefold() in _WORDS and numeral(words[1]) is not None else None


def number_beside(frame: Frame, text_before: str) -> str | None:
    """The name of a unit that is only a number, behind a name that ends in one: "neurofibromatosis type 1 | or 2"."""
    value = _only_value(frame)
    words = text_before.split()
    plain = isinstance(value, Amount) and value == Amount(value.value) and value.value.is_integer()
    if not plain or len(words) < 2 or numeral(words[-1]) is None:
        return None
    assert isinstance(value, Amount)
    return " ".join([*words[:-1], f"{value.value:g}"])


def _only_value(frame: Frame) -> object:
    alone = len(frame.values) == 1 and not frame.heads and all(e in frame.values or e.type in _BEFORE for e in frame.elements)
    return frame.values[0].value if alone else None
