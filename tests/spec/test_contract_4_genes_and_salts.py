"""Genes by their alterations, drugs by their salts and by names with numbers in them (contract §4), each in many words."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet

from spec.contract import Kind, outcome
from spec.records import Record, obs
from spec.truth_tables import COMPLETE, wanted

Told = list[tuple[Record, bool | None]]


def said(told: Told, kinds: Iterable[Kind], *texts: str) -> list[ParameterSet]:
    """Texts that say the same thing, and what it is of each of these patients: true, false, or not told."""
    return [pytest.param(kind, text, told, id=f"{kind}: {text}") for text in texts for kind in kinds]


def found(*results: tuple[str, str]) -> Record:
    """Results of tests, by their names."""
    return {"observations": [obs(name, value) for name, value in results]}


def taken(name: str) -> Record:
    return {"medications": [{"name": name, "start": "2026-01-01"}]}


BOTH: list[Kind] = ["inclusion", "exclusion"]
TEXTS = [
    *said(
        [
            (found(("BRAF V600 mutation", "positive")), True),
            (found(("BRAF V600E", "positive")), True),
            (found(("BRAF V600 mutation", "negative")), False),
            (found(("BRAF", "V600E")), True),
            (found(("BRAF", "mutated")), None),
            (found(), None),
        ],
        BOTH,
        "BRAF V600E or V600K mutation",
        "BRAF V600E/K mutation",
        "Documented BRAF V600 mutation",
        "BRAF V600 mutation-positive",
    ),
    *said(
        [
            (found(("BRCA1 mutation", "positive")), True),
            (found(("BRCA2 mutation", "positive")), True),
            (found(("BRCA mutation", "negative")), False),
            (found(), None),
        ],
        BOTH,
        "BRCA1 or BRCA2 mutation",
        "BRCA1/2 mutation",
        "BRCA mutation",
        "Mutation in BRCA1 or BRCA2",
        "Carriers of a BRCA1 or BRCA2 mutation",
    ),
    *said(
        [
            (found(("KRAS mutation", "positive"), ("NRAS mutation", "negative")), True),
            (found(("KRAS mutation", "negative"), ("NRAS mutation", "positive")), True),
            (found(("KRAS mutation", "negative"), ("NRAS mutation", "negative")), False),
            (found(("KRAS mutation", "negative")), None),
        ],
        BOTH,
        "KRAS or NRAS mutation",
        "KRAS or NRAS mutations",
        "KRAS mutation or NRAS mutation",
        "Mutations in KRAS or NRAS",
        "Mutations of KRAS or NRAS",
    ),
    *said(
        [
            (found(("EGFR mutation", "positive"), ("ALK rearrangement", "negative")), True),
            (found(("EGFR mutation", "negative"), ("ALK rearrangement", "positive")), True),
            (found(("EGFR mutation", "negative"), ("ALK rearrangement", "negative")), False),
        ],
        BOTH,
        "EGFR mutation or ALK rearrangement",
        "Known EGFR mutation or ALK rearrangement",
        "EGFR mutations or ALK rearrangements",
    ),
    *said(
        [(taken("interferon alfa-2b"), True), (taken("metformin"), False)], BOTH, "Interferon alfa-2b", "Treatment with interferon alfa-2b"
    ),
    *said(
        [(taken("metformin"), True), (taken("metformin hydrochloride"), True), (taken("amlodipine"), False)],
        BOTH,
        "Metformin hydrochloride",
        "Taking metformin hydrochloride",
        "Use of metformin HCl",
        "Treatment with metformin",
    ),
    *said(
        [(taken("amlodipine"), True), (taken("metformin"), True), (taken("tamoxifen"), False)],
        BOTH,
        "Amlodipine besylate or metformin hydrochloride",
        "Treatment with amlodipine besylate or metformin",
    ),
]


@pytest.mark.parametrize(("kind", "text", "told"), TEXTS)
def test_names_in_many_words(kind: Kind, text: str, told: Told) -> None:
    results = [outcome(kind, text, {"complete": COMPLETE, **record}) for record, _ in told]
    assert results == ["unknown" if true is None else wanted(kind, true) for _, true in told]
