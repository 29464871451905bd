"""Lists of diagnoses under a head that names no more than their kind: "Eligible diagnoses:", "Type of diabetes:", "Diagnosis:".

Nobody need have all of what may be eligible; of a mere kind the text does not say whether each or one is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.syntax.parse_tree import Element
from eligibility.rules.nodes import AllOf, Ambiguous, AnyNode, AnyOf, HasCondition
from eligibility.spans import Span

_KIND_WORDS = """
diagnosis diagnoses disease diseases disorder disorders type types subtype subtypes indication indications condition conditions
histology histologies malignancy malignancies cancer cancers tumor tumors tumour tumours aetiology etiology
"""
_KINDS = frozenset(_KIND_WORDS.split())
_CHOSEN = frozenset({"eligible", "allowed", "acceptable", "permitted", "accepted", "qualifying", "possible", "included", "suitable"})
_WHICH = "the text does not say whether all of these diagnoses are asked for, or one of them"


def listed_diagnoses(elements: Sequence[Element], members: Sequence[AnyNode], span: Span, label: str | None) -> AnyNode | None:
    """The list where its head names a kind of diagnoses; None where it names something else, or where other things are listed."""
    if len(members) < 2 or not all(isinstance(m, HasCondition) for m in members):
        return None
    words = {w.strip(",:") for e in elements for t in e.tokens for w in t.word.split()}
    if _KINDS.isdisjoint(words):
        return None
    any_of_them = AnyOf(span=span, children=tuple(members), label=label)
    if not _CHOSEN.isdisjoint(words):
        return any_of_them
    return Ambiguous(span=span, readings=(AllOf(span=span, children=tuple(members), label=label), any_of_them), why=_WHICH)
