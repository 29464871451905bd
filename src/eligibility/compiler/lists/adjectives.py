"""Adjectives of one noun with a bare comma between them: "severe, poorly controlled asthma" (contract §2, Lists).

They narrow the noun together; only "or" and "and" make alternatives of them.
"""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import STARTS, Item
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Classes
from eligibility.rules.nodes import AllOf, Ambiguous, AnyOf

_ADJECTIVES = frozenset({"SEV", "DESC", "ACTIVE", "CURR"})
_SILENT = ("FILLER", "SUBJECT")
# The course of a disease is one of these: "acute, chronic" lists two.
_COURSES = ("acute", "subacute", "chronic")


def join_adjectives(items: list[Item]) -> list[Item]:
    """The units of a list, adjectives that stand before a comma taken into the unit of their noun."""
    joined: list[Item] = []
    for index, item in reversed(list(enumerate(items))):
        # Behind another comma it may be said of the name before: "hypertension, uncontrolled, diabetes".
        if (
            joined
            and (_only_adjectives(item) or _only_classes(item, joined[-1].frame))
            and _has_noun(joined[-1].frame)
            and not (item.frame.groups and joined[-1].frame.groups)
            and not _exclude_each_other(item.frame, joined[-1].frame)
        ):
            behind_or = index > 0 and items[index - 1].separator_type == "OR" and not items[index - 1].strong
            _take(item.frame, joined[-1].frame, behind_or)
        elif joined and item.separator_type == "COMMA" and _is_defined(joined[-1].frame) and _tell_degrees(item.frame):
            # "Severe, active disease, defined as …": how severe, the definition says; who "must not have" it must not have what it defines.
            defined = joined[-1].frame
            defined.elements += item.frame.elements
            defined.negated = defined.negated or item.frame.negated
            defined.polarity = defined.polarity or item.frame.polarity
        else:
            joined.append(item)
    return joined[::-1]


def _is_defined(frame: Frame) -> bool:
    node = frame.node.readings[0] if isinstance(frame.node, Ambiguous) else frame.node
    return isinstance(node, AllOf | AnyOf) and node.label is not None and bool(frame.elements) and frame.elements[0].type == "IE"


_DEGREES = ("SEV", "ACTIVE", "CURR", "NEG", "MUSTNOT", "DEMAND", "LISTHEAD", *_SILENT)


def _tell_degrees(frame: Frame) -> bool:
    return all(e.type in _DEGREES for e in frame.elements) and not frame.groups


def _only_adjectives(item: Item) -> bool:
    frame = item.frame
    if item.separator_type != "COMMA" or frame.node is not None:
        return False
    kinds = {e.type for e in frame.elements if e.type not in _SILENT}
    known = kinds <= {*_ADJECTIVES, "HOWADJ"} or (kinds <= {*_ADJECTIVES, "HOWADJ", "ONSET"} and frame.newly is not None)
    return bool(kinds) and known


def _only_classes(item: Item, noun: Frame) -> bool:
    """ "Stage III, grade 3 breast cancer": classes by two words, of one disease."""
    if item.separator_type != "COMMA" or len(item.frame.values) != 1 or len(noun.values) != 1:
        return False
    values = [*item.frame.values, *noun.values]
    words = {v.value.word for v in values if isinstance(v.value, Classes)}
    alone = all(e in item.frame.values or e.type in _SILENT for e in item.frame.elements) and not item.frame.groups
    return alone and len(words) == 2 and None not in words


def _has_noun(frame: Frame) -> bool:
    opening = next((e for e in frame.elements if e.type not in _SILENT), None)
    if opening is None or (opening.type in STARTS and opening.type not in _ADJECTIVES):
        return False
    return frame.head is not None and frame.head.type in ("COND", "PROC", "DRUG") and not frame.borrowed and frame.node is None


def _exclude_each_other(one: Frame, other: Frame) -> bool:
    return bool(_courses(one)) and bool(_courses(other))


def _courses(frame: Frame) -> set[str]:
    words = {w for e in (*frame.descriptors, *frame.heads) for w in e.word.split()}
    return words & set(_COURSES)


def _take(adjectives: Frame, noun: Frame, behind_or: bool) -> None:
    if behind_or:
        noun.common = list(noun.descriptors)  # "recurrent or metastatic, unresectable cancer": either of them, and unresectable
    noun.elements = [*adjectives.elements, *noun.elements]
    noun.values = [*adjectives.values, *noun.values]
    noun.severity += tuple(s for s in adjectives.severity if s not in noun.severity)
    noun.descriptors = [*adjectives.descriptors, *noun.descriptors]
    noun.current = noun.current or adjectives.current
    noun.onset, noun.newly = noun.onset or adjectives.onset, noun.newly or adjectives.newly
    noun.how = noun.how or adjectives.how
    if adjectives.groups:  # "severe (NYHA III), symptomatic heart failure", "newly diagnosed (within 3 months), untreated lymphoma"
        noun.groups, noun.brackets = adjectives.groups, adjectives.brackets
        noun.windows, noun.stage, noun.extra = (
            noun.windows or adjectives.windows,
            noun.stage or adjectives.stage,
            adjectives.extra + noun.extra,
        )
    noun.other = noun.other or adjectives.other


def shared_adjectives(noun: Frame) -> list[Element]:
    """Unknown adjectives right before a noun, behind its other qualities: in "severe or unstable fibrotic asthma" both are fibrotic."""
    head = noun.head
    qualities = [d for d in noun.descriptors if d.type in _ADJECTIVES]
    if head is None or not (qualities or noun.severity) or head.type not in ("COND", "PROC"):
        return []
    start, run = head.span.start, list[Element]()
    for element in sorted((e for e in noun.left if e.span.end <= start), key=lambda e: -e.span.start):
        if start - element.span.end > 1 or element.type != "WORD":
            break
        run.insert(0, element)
        start = element.span.start
    before = any(e.type in _ADJECTIVES and e.span.end <= start for e in noun.elements)
    return run if before else []
