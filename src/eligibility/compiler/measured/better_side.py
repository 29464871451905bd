"""Limits that say that somebody has not got a disease: "no cirrhosis, defined as liver stiffness ≤ 12.5 kPa"."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.compiler.frames.frame import Frame
from eligibility.reference.abnormalities import abnormalities
from eligibility.reference.observations import observation
from eligibility.reference.scale_directions import worse_end
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import AnyNode, Comparison, walk

_WORSE = {"low": "lower", "high": "higher"}
_LIVER, _KIDNEY = ("liver-disease",), ("kidney-disease",)
# What these values tell of on their worse side; of another disease they may tell on the other ("no infection (ANC > 10,000)").
_SHOWS = {
    **dict.fromkeys(("alt", "ast", "total-bilirubin", "albumin", "inr"), _LIVER),
    **dict.fromkeys(("creatinine", "creatinine-clearance"), _KIDNEY),
    "qtc": ("long-qt-syndrome",),
    "platelets": ("thrombocytopenia",),
    "anc": ("neutropenia",),
}
# What has no worse end by itself has one for these diseases.
_HIGHER_IN = {
    **dict.fromkeys(("hba1c", "glucose", "fasting-glucose"), ("diabetes-mellitus", "prediabetes")),
    **dict.fromkeys(("sbp", "dbp"), ("hypertension",)),
    "tsh": ("hypothyroidism",),
}


def define_its_absence(nodes: Iterable[AnyNode], frame: Frame) -> bool:
    """Whether the limits lead away from the worse end of what they limit, where that is known.

    Which end it is tells the disease itself, where it is named for the value, or else the value's own direction.
    """
    name = frame.head.value if frame.head is not None else None
    limits = [part for node in nodes for part in walk(node) if isinstance(part, Comparison)]
    unnamed = name is None and len(limits) > 1  # "adequate hematology without support (ANC > 1,500, platelets > 100,000)"
    sides = {side for limit in limits if (side := _is_on_the_better_side(limit, name, unnamed)) is not None}
    return sides == {True}


def _is_on_the_better_side(limit: Comparison, name: str | None, unnamed: bool) -> bool | None:
    id = limit.observation.id
    named_for = abnormalities().get(name) if name is not None else None
    disease = named_for.beyond if named_for is not None and named_for.observation == id else None
    told = unnamed or id not in _SHOWS or (name is not None and any(vocabulary().is_a(name, c) for c in _SHOWS[id]))
    worse = _WORSE[disease] if disease is not None else worse_end(observation(id)) if id is not None and told else None
    if worse is None and name is not None and any(vocabulary().is_a(name, c) for c in _HIGHER_IN.get(id or "", ())):
        worse = "higher"
    return None if worse is None else limit.operator[0] == ("<" if worse == "higher" else ">")
