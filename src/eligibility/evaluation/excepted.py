"""Whether an entry is one of the exceptions of what is asked for: "cancer except basal cell carcinoma" (contract §2, Exceptions)."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.evaluation.evidence import Because, Check
from eligibility.evaluation.initials import initials_of
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth
from eligibility.patient.lookups import Entry, folded_name, name_id, parts_of_combination, related, relation
from eligibility.patient.record import Condition, Medication
from eligibility.reference.entailments import entailed
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import ConceptRef, Fact


def exception_checks(entry: Entry, leaf: Fact) -> Iterator[Check]:
    """Of each exception, whether the entry is none."""
    for exception in leaf.other_than:
        if isinstance(entry.item, Medication) and _is_condition(exception):
            yield _given_for_other(entry.item, exception)
        else:
            yield _not_excepted(entry, exception, leaf)


def _not_excepted(entry: Entry, exception: ConceptRef, leaf: Fact) -> Check:
    because = Because(
        "ambiguous", f"{entry.item.label} may be {exception.name}, which is excepted", f"whether {entry.item.label} is {exception.name}"
    )
    if isinstance(entry.item, Medication) and (shown := _shows(entry, exception)) is not FALSE:
        return (FALSE if shown is TRUE else UNKNOWN), because, False
    match relation(entry, exception.id, exception.name):
        case "same" | "is" if _has_another_part(entry, leaf):
            return TRUE, because, False
        case "same" | "is":
            unsure = _only_implies(entry, exception) or _of_another_organ(entry, exception, leaf.concept)
            return (UNKNOWN if unsure else FALSE), because, False
        case "broader":
            return UNKNOWN, because, False
        case "no" if _is_due_to(entry, exception):
            only = isinstance(entry.item, Condition) and len(entry.item.due_to) == 1
            return (FALSE if only and leaf.concept.id in entry.ids else UNKNOWN), because, False
        case "no":
            return _apart(entry, exception, leaf.concept), because, False
        case "unclear":
            # Only a name that the vocabulary knows is plainly something else.
            return (TRUE if _plainly_other(entry, exception) else UNKNOWN), because, False


def _shows(entry: Entry, exception: ConceptRef) -> Truth:
    """Whether taking a medicine is having the excepted treatment: tamoxifen, of "other than hormone therapy"."""
    known, of = vocabulary(), exception.id
    concept = known.concept(of) if of is not None else None
    if of is None or concept is None or concept.domain != "procedure":
        return FALSE
    if any(related(i, each) == "is" for i in entry.ids for each in known.shown_by(of)):
        return TRUE
    return UNKNOWN if any(related(i, each) != "no" for i in entry.ids for each in known.perhaps_by(of)) else FALSE


def _has_another_part(entry: Entry, leaf: Fact) -> bool:
    """Whether it is a combination with something that is not excepted: paracetamol with codeine, of analgesics other than paracetamol."""
    named = [i for i in entry.ids if i.startswith("drug:")]  # "paracetamol/codeine"
    parts = named if len(named) > 1 else [p for i in entry.ids for p in parts_of_combination(i)]
    excepted = [each.id for each in leaf.other_than if each.id is not None]
    asked = leaf.concept.id
    return asked is not None and any(related(p, asked) == "is" and all(related(p, e) != "is" for e in excepted) for p in parts)


def _is_due_to(entry: Entry, exception: ConceptRef) -> bool:
    """A nephrotic syndrome due to minimal change disease, of "nephrotic syndrome other than minimal change disease"."""
    causes = entry.item.due_to if isinstance(entry.item, Condition) else ()
    known = (name_id(cause, "condition") for cause in causes)
    return exception.id is not None and any(i is not None and related(i, exception.id) == "is" for i in known)


def _only_implies(entry: Entry, exception: ConceptRef) -> bool:
    """Whether it is a disease of its own that goes with the exception: a severe nephropathy is more than the diabetes it is due to."""
    known = vocabulary()
    proving = [i for i in entry.ids if exception.id is not None and known.is_a(i, exception.id)]
    return bool(proving) and not any(exception.id in known.ancestors(i, kinds_only=True) for i in proving)


def _of_another_organ(entry: Entry, exception: ConceptRef, wanted: ConceptRef) -> bool:
    """Whether the exception names no organ but means one, and the entry names another: "cancer except basal or squamous cell carcinoma"."""
    if exception.id is None or wanted.id is None:
        return False
    meant = [m for m in entailed("meant").get(exception.id, ()) if related(m, wanted.id) == "is"]
    told = [i for i in entry.ids if i != exception.id]
    return bool(meant and told) and not any(related(i, m) == "is" for i in told for m in meant)


def _apart(entry: Entry, exception: ConceptRef, wanted: ConceptRef) -> Truth:
    """Whether an entry that is not the exception itself has nothing to do with it either.

    A sign of the excepted disease is no "problem in another organ"; an entry that only implies the wanted thing (an encephalopathy the
    liver disease) may do so by way of the exception.
    """
    if exception.id is None:
        return TRUE
    if any(related(exception.id, disease) == "is" for i in entry.ids for disease in entailed("sign").get(i, ())):
        return FALSE if wanted.id is None else UNKNOWN
    kinds = (vocabulary().ancestors(i, kinds_only=True) for i in entry.ids)
    exempt = wanted.id is not None and vocabulary().is_a(exception.id, wanted.id)
    return UNKNOWN if exempt and entry.ids and not any(wanted.id in above for above in kinds) else TRUE


def _plainly_other(entry: Entry, exception: ConceptRef) -> bool:
    shared = set(folded_name(exception.name).split()) & set(entry.folded.split())
    return exception.id is None and not shared and bool(entry.ids) and not _abbreviates(exception.name, entry)


def _abbreviates(name: str, entry: Entry) -> bool:
    """Whether a name that is an abbreviation may stand for the entry: PDA, for a patent ductus arteriosus."""
    if not name.isupper():
        return False
    concepts = (vocabulary().concept(i) for i in entry.ids)
    names = (entry.item.name or "", *(n for c in concepts if c is not None for n in (c.name, *vocabulary().names_of(c.id))))
    return any(initials_of(n) == name.casefold() for n in names)


def _is_condition(ref: ConceptRef) -> bool:
    concept = vocabulary().concept(ref.id) if ref.id is not None else None
    return concept is not None and concept.domain == "condition"


def _given_for_other(item: Medication, exception: ConceptRef) -> Check:
    """A drug "for other diseases" than the trial's own: what it is given for must be another."""
    because = Because("missing", f"what {item.label} is given for is not recorded", f"the indication of {item.label}")
    known = name_id(item.indication, "condition") if item.indication is not None else None
    if known is None or exception.id is None:
        return UNKNOWN, because, False
    if related(known, exception.id) == "is" or related(exception.id, known) == "is":
        return FALSE, because, False
    return TRUE, because, False
