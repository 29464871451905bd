"""Link words that go on with a qualification: "that may affect absorption from the gut", "chemotherapy that included cisplatin"."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.frame import VALUES, Frame
from eligibility.compiler.frames.tails import Tail
from eligibility.compiler.recorded.formalities import is_formal
from eligibility.compiler.skeleton.reach import all_elements, segment_elements
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Group, Segment
from eligibility.reference.vocabulary import vocabulary

_VERBS = ("include", "includes", "included")


def in_tail(frame: Frame, link: Element, inner: Segment, asked: bool) -> bool:
    """Takes what stands behind a link word in a qualification as part of it, if it is; `asked`: nothing before denies it."""
    parts = segment_elements(inner)
    head = frame.head
    contains = link.type == "EG" and _names_its_parts(frame, link, parts, asked)
    of_other_trial = (link.type == "EG" and head is not None and head.value == "other-trial-participation") or contains
    if not (link.type in ("CAUSE", "WITH", "HOW") or of_other_trial) or any(isinstance(p, Group) or p.type in VALUES for p in parts):
        return False
    formal = is_formal(frame) and not any(isinstance(p, Element) and p.may_be("COND", "DRUG", "SEXNOUN", "AGE") for p in parts)
    if frame.tail is None and not formal and not of_other_trial:
        return False
    if formal and _of_others(parts):
        frame.blocked = True  # "consent from the parents" is not that of the patient
    elements = all_elements(inner)
    frame.windows += [e.value for e in elements if e.type == "WINDOW"]
    words = sorted([link, *(e for e in elements if e.type != "WINDOW"), *inner.separators], key=lambda e: e.span.start)
    frame.tail = Tail([*(frame.tail.parts if frame.tail is not None else []), *words], frame.tail is not None and frame.tail.judged)
    frame.elements += [link, *elements, *inner.separators]
    return True


def _names_its_parts(frame: Frame, link: Element, parts: Sequence[Element | Group], asked: bool) -> bool:
    """ "Chemotherapy that included cisplatin" is none without it; where it is asked for, "chemotherapy including cisplatin" is none either.

    Of what is denied or excluded "including" gives an example, and so it does behind a comma.
    """
    if frame.head is None or frame.head.type not in ("PROC", "DRUG"):
        return False
    word = link.word.split()[-1]
    if word in _VERBS:
        return True
    given = [r for p in parts if isinstance(p, Element) and (r := p.reading("DRUG", "PROC")) is not None]
    kinds = all(vocabulary().is_a(r, frame.head.value) for r in given)  # "aromatase inhibitors including letrozole" names some of them
    denied = frame.negated or frame.gap is not None or frame.polarity in ("must_not", "excluded")
    return word == "including" and bool(given) and not kinds and asked and not denied


def _of_others(parts: Sequence[Element | Group]) -> bool:
    """Whether the words begin with other people than the patient, and do not name the patient too."""
    words = [p for p in parts if isinstance(p, Element)]
    first = next((w for w in words if w.type not in ("FILLER", "LISTALL", "LISTHEAD", "LISTCOUNT")), None)
    return first is not None and first.type == "PEOPLE" and not any_of_type(words, ("SUBJECT",))
