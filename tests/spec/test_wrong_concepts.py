"""Names that look like another thing: what proves them, and what leaves them open (contract §4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, excludes, table

CLOSED = ("conditions", "procedures", "medications")


def ill(*names: str, **more: Any) -> dict[str, Any]:
    """A complete record of these conditions and no others."""
    return {"conditions": [{"name": n, "status": "active", "onset": "2026-05-01", **more} for n in names], "complete": [*CLOSED]}


def takes(name: str) -> dict[str, Any]:
    """A complete record with one drug."""
    return {"medications": [{"name": name, "start": "2026-06-01"}], "complete": [*CLOSED]}


@table(
    excludes("Insipid diabetes", "diabetes insipidus", ill("diabetes insipidus"), "fail"),
    excludes("Insipid diabetes", "type 2 diabetes", ill("type 2 diabetes"), "match"),
    excludes("Metabolic bone disease", "no osteopenia", {"conditions": [{"name": "osteopenia", "status": "absent"}]}, "unknown"),
    excludes("Metabolic bone disease", "rickets", ill("rickets"), "fail"),
    excludes("Metabolic bone disease", "osteopenia", ill("osteopenia"), "fail"),
    excludes("Osteopenia", "osteoporosis", ill("osteoporosis"), "unknown"),
    excludes("CNS metastases", "leptomeningeal", ill("leptomeningeal metastases"), "fail"),
    excludes("Central nervous system metastases", "brain", ill("brain metastases"), "fail"),
    excludes("Brain metastases", "leptomeningeal", ill("leptomeningeal metastases"), "match"),
    excludes("Life-threatening infection", "severe", ill("pneumonia", severity="severe"), "unknown"),
    excludes("Severe or life-threatening infection", "severe", ill("pneumonia", severity="severe"), "fail"),
    excludes("Any tumor therapy, including hormonal therapy", "thyroid hormone", takes("levothyroxine"), "match"),
    excludes("Hormonal therapy", "insulin", takes("insulin glargine"), "unknown"),
    excludes("Hormonal therapy", "antioestrogen", takes("tamoxifen"), "fail"),
    excludes("Hormonal therapy", "aspirin", takes("aspirin"), "match"),
    excludes("Antiretroviral therapy", "tenofovir", takes("tenofovir"), "fail"),
)
def test_a_name_means_its_own_thing(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """Neither a neighbour in the tables nor a word of the name decides."""
    check(kind, text, record, expected, options)
