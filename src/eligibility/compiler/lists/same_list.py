"""Whether a list goes on with a unit, or a statement of its own begins."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.recorded.gaps import goes_on_apart, waits
from eligibility.compiler.skeleton.items import Item, own_start
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element


def same_list(previous: Item, item: Item, commas: bool, staged: bool = False) -> bool:
    """Whether the list goes on: ", or" after a single member begins a new statement instead; `staged`: also behind a stage or grade."""
    if previous.separator is None or item.frame.node is not None:
        return False
    if (item.frame.values or previous.frame.values) and not _have_values_alike(previous.frame, item.frame, staged):
        return False
    if item.frame.polarity == "allowed" or any_of_type(item.frame.elements, ("SUBJECT", "SEXNOUN")):
        return False  # a permission, or a subject of its own, is a new statement
    if item.frame.elements and item.frame.elements[0].type == "WITH":
        return False  # "without metastases or with few of them"
    if waits(item.frame) and previous.frame.gap is None:
        return False
    if (own_start(item.frame) and not previous.frame.borrowed) or is_but(previous.separator):
        return False
    return not previous.strong or commas or goes_on_apart(previous.frame, item.frame) or _repeats_preposition(item.frame)


def _have_values_alike(previous: Frame, frame: Frame, staged: bool) -> bool:
    """Whether values are no end of the list: "use of aspirin > 325 mg/day or clopidogrel > 75 mg/day", "no A or B failure > grade 1"."""
    dosed = _is_a_medicine(previous) and _is_a_medicine(frame)
    graded = previous.lender is frame and previous.values == frame.values
    return dosed or graded or (staged and not frame.values and all(v.type == "CLASSES" for v in previous.values))


def _repeats_preposition(frame: Frame) -> bool:
    """ "Previous exposure to A, or | to more than one B": what stands before the first one governs the second, too."""
    first = frame.elements[0] if frame.elements else None
    return first is not None and first.type == "FILLER" and first.word in ("to", "of")


def _is_a_medicine(frame: Frame) -> bool:
    return frame.head is not None and frame.head.type == "DRUG" and frame.node is None


def is_but(separator: Element) -> bool:
    """ "No diabetes but hypertension": what follows is said against what stands before."""
    return separator.type == "AND" and separator.word.strip(" ,") == "but"
