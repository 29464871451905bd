"""Brackets that ask nothing: by which standard something is graded, or why it is asked."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element

_STANDARDS = frozenset({"nci", "national cancer institute", "criteria", "common toxicity criteria", "common terminology criteria"})


# Of how tumours are measured. Sources: RECIST 1.1 (2009), iRECIST (2017), mRECIST (2010), RANO (2010), Lugano (2014), PCWG3 (2016).
_RULES = frozenset({"recist", "irecist", "mrecist", "rano", "lugano", "pcwg3"})


def names_the_standard(inner: list[Element], ctx: Context) -> bool:
    """ "Neuropathy grade 3 (NCI CTCAE v4.0)", "measurable disease (RECIST 1.1)": only by which scale it is graded, or which rules count."""
    graded = [e for e in inner if e.may_be("SCALE") or e.word in _RULES]
    if graded and graded[0].word in _RULES:
        return all(e in graded or e.type in ("BARE", "EDITION", "VERSION") or e.word == "version" for e in inner)
    return bool(graded) and all(e in graded or ctx.words(e.span).casefold() in _STANDARDS for e in inner)


# Parts of a protocol.
_PLACES = frozenset({"appendix", "appendices", "section", "table", "annex"})
_NUMBERED_BY = ("BARE", "CLASSES", "CLASSVALUE", "FILLER", "WORD")


def refers_to_the_protocol(elements: list[Element], frame: Frame) -> bool:
    """ "ECOG 0–2 (see Appendix A)": behind a value, where the scale is printed; elsewhere what is printed there may be the criterion."""
    measured = bool(frame.values) and frame.head is not None and frame.head.type in ("MEAS", "SCALE", "COND")
    said = [e for e in elements if e.word not in ("see", "see also", "refer to", "in", "of", "the", "protocol")]
    place = said[0] if said else None
    return measured and place is not None and place.word in _PLACES and len(said) <= 2 and all(e.type in _NUMBERED_BY for e in said)


def gives_the_reason(elements: list[Element], frame: Frame) -> bool:
    """ "Hypocalcaemia (contraindication to denosumab)": why it is asked, and no further condition."""
    opening = elements[0] if elements else None  # there is none where brackets hold nothing but brackets
    if opening is None or opening.type != "BLOCK" or frame.how is not None or frame.head is None or frame.head.type != "COND":
        return False
    return opening.word.startswith("contraindication")
