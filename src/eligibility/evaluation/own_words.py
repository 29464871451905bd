"""Words that were not understood, answered by an entry of the record that says the very same (contract §2)."""

from __future__ import annotations

from eligibility.evaluation.claims import Word, held
from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Answer
from eligibility.evaluation.showing import show_closed, show_entry, show_reading
from eligibility.evaluation.timing import day_of, state_course
from eligibility.logic import FALSE, TRUE, UNKNOWN
from eligibility.patient.lookups import Entry, Reading, name_id
from eligibility.patient.record import Condition, Medication, Procedure
from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import remembered
from eligibility.rules.nodes import NOW

# What may stand before the thing itself and says nothing of it. "Had" and "history of" say that it is over, perhaps.
_WORDS_BEFORE = """
    patient subject participant individual person people volunteer those who that with having have has is are be being
    must should will shall any a an the known documented current currently presence of evidence clinical diagnosis diagnosed suffering
    suffer from presenting present
"""
_CARRIES_NOTHING = frozenset(_WORDS_BEFORE.split())
_DISEASES = frozenset(("diagnosis", "diagnosed", "suffering", "suffer"))


def own_words_answer(text: str, context: Context) -> Answer | None:
    """The answer of the entries of that very name, where they agree; None where there is no such entry, or no telling.

    A name of the vocabulary would be a fact: where it is opaque, words around it make something else of it ("unsuitable for heparin").
    """
    names, of_disease = _names(text)
    found = [_entry_answer(e, context) for name in names for e in context.record.folded_names.get(name, ())]
    definite = [a for a in found if a.truth is not UNKNOWN]
    truths = {a.truth for a in definite}
    if len(truths) == 1:
        return Answer(truths.pop(), tuple(e for a in definite for e in a.evidence))
    return _denied_by_emptiness(text, context) if of_disease and not found else None


def _denied_by_emptiness(text: str, context: Context) -> Answer | None:
    """Whoever has no condition at all has none of that name either."""
    assumed = context.closed("conditions")
    if assumed is None or context.record.entries("conditions"):
        return None
    return Answer(FALSE, (show_closed("conditions", text),), assumptions=(assumed,))


@remembered(maxsize=20_000)
def _names(text: str) -> tuple[tuple[str, ...], bool]:
    """The folded names by which the record may have it, and whether the words before it say that it is a disease."""
    whole = fold_name(text)
    words = whole.split()
    first = next((i for i, w in enumerate(words) if w not in _CARRIES_NOTHING), len(words))
    bare = " ".join(words[first:])
    names = tuple(dict.fromkeys(n for n in (whole, bare) if n and name_id(n, "condition") is None))
    return names, not _DISEASES.isdisjoint(words[:first])


def _entry_answer(entry: Entry | Reading, context: Context) -> Answer:
    on = context.on
    if isinstance(entry, Reading):
        if entry.definition is not None and entry.definition.kind == "term":
            return Answer(UNKNOWN)  # the name of a gene or a test says nothing of its result: "inhibitors of RAF, BRAF, or MEK"
        readings = [r for r in context.record.of(entry.key) if r.holds is not None and (r.item.date is None or r.first <= on)]
        found = held([Word(r, bool(r.holds)) for r in readings], NOW, None, on)
        return Answer(found.truth, tuple(show_reading(w.reading) for w in found.words))
    if entry.absent:
        return Answer(FALSE, (show_entry(entry),))
    item = entry.item
    if isinstance(item, Condition):
        course = state_course(item.onset, item.end, item.status == "resolved", on)
    elif isinstance(item, Medication):
        course = state_course(item.start, item.end, item.status == "stopped", on)
    elif isinstance(item, Procedure):
        day = item.date or item.start
        seen = item.status == "done" and (day is None or day.last <= on)
        return Answer(TRUE if seen else UNKNOWN, (show_entry(entry),))
    else:
        return Answer(TRUE, (show_entry(entry),))
    return Answer(TRUE if course.overlaps(day_of(on)) is TRUE else UNKNOWN, (show_entry(entry),))
