"""What the members of a list are allergic to, and what of it is no allergen."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.elements import Element, any_of_type
from eligibility.reference.entailments import allergen_of
from eligibility.reference.vocabulary import vocabulary

_JOINED_BY = ("OR", "AND", "COMMA", "SLASH")


def share_allergens(items: list[Item]) -> None:
    """ "Allergic reaction or intolerance to heparin", "allergy, sensitivity or bad reaction to latex": all of them are to it."""
    for place in range(len(items) - 2, -1, -1):
        first = items[place].frame
        if not _is_general(first):
            continue
        if items[place + 1].frame.allergy and items[place].separator_type in _JOINED_BY:
            _give(first, items[place + 1].frame.heads, items[place + 1].frame.elements, items[place + 1].frame.left)
        elif objects := _objects_behind(items, place):
            _give(first, objects, objects, [])


def _is_general(frame: Frame) -> bool:
    """Whether it says that there is an allergy, and not to what."""
    if frame.head is not None:
        return frame.head.value == "allergy" and len(frame.heads) == 1
    return frame.allergic and not frame.left


def _give(frame: Frame, heads: list[Element], elements: list[Element], left: list[Element]) -> None:
    frame.heads, frame.left = list(heads), list(left)
    frame.elements = [*frame.elements, *elements]
    frame.allergy = True


def _objects_behind(items: list[Item], place: int) -> list[Element]:
    """The substances behind "to" in a later unit, which only words that are not understood part from the allergy."""
    for item, following in pairwise(items[place:]):
        if item.separator_type not in _JOINED_BY:
            return []
        said = following.frame.elements
        to = next((i for i, e in enumerate(said) if e.type in ("FILLER", "BLOCK", "ALLERGY") and e.word.split()[-1] == "to"), None)
        if to is not None:
            return [e for e in following.frame.heads if e.type == "DRUG" and e.span.start > said[to].span.start]
        if following.frame.heads and not _is_general(following.frame):
            return []
    return []


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
