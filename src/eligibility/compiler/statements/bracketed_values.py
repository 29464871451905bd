"""Values in brackets that say no more of the name before them than a unit, a formula or a class does (contract §2, Parentheses)."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context, observation_of
from eligibility.compiler.frames.frame import SILENT, Frame
from eligibility.compiler.frames.readings import gives
from eligibility.compiler.measured.measures import formula_score, stage_of
from eligibility.compiler.recorded.numbered_types import is_type
from eligibility.compiler.recorded.references import condition_ref
from eligibility.compiler.recorded.scales import scale_for
from eligibility.compiler.statements.brackets import Brackets
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Amount, Classes, Compared, Formula


def is_equivalent(elements: list[Element], frame: Frame, brackets: Brackets) -> bool:
    """ "(equivalent to 205 μmol/L)", "(205 μmol/L)": the same limit in another unit."""
    values = [e for e in elements if e.type in ("BARE", "LIMIT")]
    others = [e for e in elements if e not in values and e.type not in SILENT and not e.may_be("EQUIV", "OR")]
    amounts = [v.value.amount if isinstance(v.value, Compared) else v.value for v in values]
    if not frame.values or not values or others or not all(isinstance(a, Amount) and a.unit is not None for a in amounts):
        return False
    brackets.equivalents += amounts
    return True


def is_formula(inner: list[Element], frame: Frame, brackets: Brackets) -> bool:
    """ "(CKD-EPI)", "(MELD = 3.78 × ln bilirubin + …)": by what it is calculated."""
    equations = [e for e in inner if e.type == "EQUATION" and frame.head is not None and gives(e, frame.head)]
    if equations and all(e.type in ("EQUATION", "HOW", "FILLER") for e in inner):
        brackets.formula = equations[0].value
        return True
    formulas = [e for e in inner if isinstance(e.value, Formula)]
    if not formulas:
        return False
    brackets.formula = formula_score(formulas[0].value)
    return brackets.formula is not None


def is_class(elements: list[Element], frame: Frame, brackets: Brackets, ctx: Context) -> bool:
    """ "(NYHA III–IV)", "(grade 3)", "(CTCAE v5.0 Grade ≥ II)": a class qualifies the condition before it."""
    classes = [e for e in elements if isinstance(e.value, Classes)] or [e for e in elements if e.type in ("LISTED", "LIMIT", "BARE")]
    scales = [e for e in elements if e.may_be("SCALE")]
    rest = [
        e
        for e in elements
        if e not in classes
        and e not in scales
        and e.type not in SILENT
        and e.type not in ("VERSION", "EDITION", "BARE", "STOP", "CLASSVALUE", "CLASSWORD")
    ]
    if not classes or rest or (not scales and not isinstance(classes[-1].value, Classes)):
        return False
    if len(classes) > 1 and not scales and frame.head is not None and frame.head.type == "COND" and not frame.values:
        frame.values += [c for c in classes if isinstance(c.value, Classes)]  # "(stage I, grade 2)"
        return True
    if is_type(classes[-1].value) and not frame.values:
        frame.values.append(classes[-1])  # "diabetes (type 1 or 2)"
        return True
    scale = observation_of(scales[0].reading("SCALE") or scales[0].value) if scales else brackets.scale
    said = classes[-1].value
    graded = isinstance(said, Classes) and said.word in ("grade", "grades") and not elements[1:]
    open_ended = scale is None and isinstance(said, Classes) and (graded or said.operator is not None) and len(elements) == 1
    if open_ended and brackets.stage is None and frame.head is not None and frame.head.type == "COND":
        scale = scale_for(condition_ref(frame.head, ctx), said)  # "grade 3 or higher" needs a scale that tells what is higher
    stage = stage_of(scale, classes[-1].value)
    if stage is None or (frame.head is not None and frame.head.type in ("TEST", "ATTR", "PROC", "DRUG")):
        return False  # "HER2-positive (IHC 3+)", "healthy (ASA I)": a score of its own
    brackets.stage = stage
    return True
