"""What the members of a list are allergic to, and what of it is no allergen."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.reference.entailments import allergen_of
from eligibility.reference.vocabulary import vocabulary


def share_allergens(items: list[Item]) -> None:
    """ "Allergic reaction or intolerance to heparin": both are to heparin."""
    for previous, item in pairwise(items):
        first, frame = previous.frame, item.frame
        general = first.head is not None and first.head.value == "allergy" and len(first.heads) == 1
        general = general or (first.head is None and first.allergic and not first.left)
        if general and frame.allergy and previous.separator is not None and previous.separator.type in ("OR", "AND"):
            first.heads, first.left = list(frame.heads), list(frame.left)
            first.elements = [*first.elements, *frame.elements]
            first.allergy = True


def join_allergens(items: list[Item]) -> None:
    """ "Allergy to, or intolerance of, heparin": words that are not understood stand between the allergy and its object."""
    for index, item in enumerate(items[:-1]):
        said = [e for e in item.frame.elements if e.type != "FILLER"]
        if not said or said[-1].type != "ALLERGY" or item.frame.heads or item.frame.groups or item.frame.left:
            continue
        item.frame.blocked = True
        while index + 1 < len(items) and items[index + 1].frame.node is None:
            later = items[index + 1].frame
            if any_of_type(later.elements, ("ALLERGY",)):
                break  # "allergy to, or a reaction to, heparin": said again in words that are understood
            # All of it is one statement: the object alone would say that it is taken.
            item.frame.elements += [*([item.separator] if item.separator is not None else []), *later.elements]
            item.frame.groups += later.groups
            item.separator = items[index + 1].separator
            del items[index + 1]
            if later.head is not None and later.head.type == "DRUG":
                break
        return


_STATES_OF_WOMEN = ("pregnancy", "breastfeeding", "childbearing-potential", "planning-pregnancy")


def is_a_state(frame: Frame) -> bool:
    """ "Allergic to latex, diabetic or pregnant": nobody is allergic to a lasting disease or a state, as one may be to a germ or a bite."""
    head = frame.head
    if any_of_type(frame.elements, ("TAKING",)):
        return True  # "… or taking anticoagulants"
    if head is None or head.type not in ("ATTR", "COND"):
        return False
    if head.type == "ATTR":
        return head.value in _STATES_OF_WOMEN
    concept = vocabulary().concept(head.value)
    infection = vocabulary().lookup("infection", "condition")
    germ = infection is not None and vocabulary().is_a(head.value, infection.id)
    return allergen_of(head.value) is None and concept is not None and concept.nature == "state" and not germ
