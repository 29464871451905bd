"""Terms that say yes or no: "present", "negative", "former smoker"."""

from __future__ import annotations

from eligibility.reference.names import fold_name
from eligibility.reference.observations import Observation as Definition
from eligibility.reference.observations import scale_value

_YES = frozenset({"true", "yes", "y", "present", "positive", "reactive", "detected", "detectable", "current"})
_NO = frozenset({"false", "no", "n", "absent", "none", "not present", "negative", "non reactive", "nonreactive"})
# How much there is of a finding that nothing measures: "ascites: moderate" says that there is some.
_DEGREES = frozenset({"mild", "moderate", "severe", "mild to moderate", "moderate to severe", "marked", "massive", "large", "extensive"})
# Of a habit asked about: it is not so now; "former" says that it was.
_NEVER = frozenset({"never", "non", "nonsmoker"})
_FORMER = frozenset({"former", "ex", "past", "previous", "quit", "stopped"})
_NOT_FOUND = frozenset({"undetected", "not detected", "undetectable", "not detectable", "target not detected"})


def yes_or_no(value: str, definition: Definition | None) -> bool | None:
    """A term as yes or no; None for any other."""
    if definition is not None and definition.kind == "term":
        term = scale_value(definition, value)
        if term in ("positive", "negative"):
            return term == "positive"
    folded = fold_name(value)
    if definition is not None and definition.kind == "boolean" and folded.removesuffix(" smoker") in _NEVER | _FORMER:
        return False
    if definition is None and folded in _DEGREES:
        return True
    return True if folded.removesuffix(" smoker") in _YES else False if folded in _NO | _NOT_FOUND else None


def was_before(value: str) -> bool:
    """Whether a term that is a no says that it was so before: "former smoker"."""
    return fold_name(value).removesuffix(" smoker") in _FORMER
