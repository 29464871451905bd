"""Entries of the record in words, as evidence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from eligibility.evaluation.context import SECTION_WORDS
from eligibility.evaluation.evidence import Because, ReasonCode, Shown
from eligibility.patient.lookups import Entry, Reading
from eligibility.patient.record import Allergy, Condition, FamilyMember, Medication, Procedure, Section


def number(value: float) -> str:
    """A number as people write it: 210, not 210.0.

    >>> number(210.0), number(1.55)
    ('210', '1.55')
    """
    return f"{value:.12g}"


@lru_cache(maxsize=2_000)  # one entry answers several criteria
def show_reading(reading: Reading, more: str = "") -> Shown:
    """An observation: "total bilirubin 210 umol/L on 2026-10-30"."""
    return Shown("observations", reading.index, reading_text(reading) + more)


def reading_text(reading: Reading) -> str:
    """The words of an observation."""
    item = reading.item
    value = item.value
    if isinstance(value, bool):
        text = f"{item.label}: {'yes' if value else 'no'}"
    elif isinstance(value, float):
        text = f"{item.label} {item.comparator + ' ' if item.comparator else ''}{number(value)}"
    else:
        text = f"{item.label} {value}"
    unit = f" {item.unit}" if item.unit else ""
    when = f" on {item.date}" if item.date is not None and item.date.exact else f" in {item.date}" if item.date is not None else ", undated"
    since = f", since {item.since}" if item.since is not None else ""
    return f"{text}{unit}{when}{since}"


@lru_cache(maxsize=2_000)
def show_entry(entry: Entry) -> Shown:
    """An entry of a list: "hepatocellular carcinoma: active since 2026-09-02"."""
    return Shown("conditions" if entry.original is not None else entry.section, entry.index, entry_text(entry))


def entry_text(entry: Entry) -> str:
    """The words of an entry."""
    item = entry.original or entry.item
    match item:
        case Condition():
            details = [item.severity, f"stage {item.stage}" if item.stage else None, f"of {item.site}" if item.site else None]
            details += [f"due to {', '.join(item.due_to)}" if item.due_to else None, item.status]
            dates = [f"since {item.onset}" if item.onset else None, f"until {item.end}" if item.end else None]
        case Procedure():
            details = [f"of {item.site}" if item.site else None, item.status]
            dates = [
                f"on {item.date}" if item.date else None,
                f"from {item.start}" if item.start else None,
                f"until {item.end}" if item.end else None,
            ]
        case Medication():
            dose = f"{number(item.dose)} {item.unit or ''}".strip() if item.dose is not None else None
            details = [dose, item.route, f"for {item.indication}" if item.indication else None, item.status]
            dates = [f"from {item.start}" if item.start else None, f"until {item.end}" if item.end else None]
        case Allergy():
            details, dates = [item.severity, item.status], []
        case FamilyMember():
            details, dates = [item.relation, item.status], []
    words = ", ".join(d for d in details if d)
    when = " ".join(d for d in dates if d)
    kind = {"allergies": "allergy to ", "family_history": "in the family: "}.get(entry.section, "") if entry.original is None else ""
    return f"{kind}{item.label}" + (f" ({words})" if words else "") + (f" {when}" if when else "")


def show_closed(section: Section, name: str) -> Shown:
    """That a complete list does not have something."""
    return Shown(section, None, f"the complete list of {SECTION_WORDS[section]} has no {name}")


_TIMES: Mapping[ReasonCode, tuple[str, str]] = {
    "undated": ("{what}: since when is not recorded", "the date of {label}"),
    "imprecise_date": ("the date of {what} is not exact enough", "the exact date of {label}"),
    "anchor_undated": ("the day that the time is counted from is not known", "a date for that day (anchors)"),
    "half_life_unknown": ("the half-life of the drug is not known", "whether the half-lives have passed since {label}"),
    "ambiguous": ("whether {label} is lasting or passing is not known", "whether {label} was present in that time"),
    "stale": ("{what} lies outside the time asked for", "a more recent {label}"),
    "conflicting_values": ("the record contradicts itself: {what}, and the opposite", "which of the entries on {label} is right"),
    "missing": ("since when {label} has held is not recorded", "the day on which {label} began"),
}


@lru_cache(maxsize=2_000)
def time_reason(code: ReasonCode, of: Entry | Reading) -> Because:
    """The reason for an answer that depends on when an entry was."""
    text, settle = _TIMES[code]
    what, label = (reading_text(of), of.label) if isinstance(of, Reading) else (entry_text(of), of.item.label)
    return Because(code, text.format(what=what, label=label), settle.format(label=label))
