"""Names that look like another thing: what proves them, and what leaves them open (contract §4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, excludes, table
from spec.records import has, listed, takes


@table(
    excludes("Insipid diabetes", "diabetes insipidus", has("diabetes insipidus"), "fail"),
    excludes("Insipid diabetes", "type 2 diabetes", has("type 2 diabetes"), "match"),
    excludes("Metabolic bone disease", "no osteopenia", listed("osteopenia", status="absent"), "unknown"),
    excludes("Metabolic bone disease", "rickets", has("rickets"), "fail"),
    excludes("Metabolic bone disease", "osteopenia", has("osteopenia"), "fail"),
    excludes("Osteopenia", "osteoporosis", has("osteoporosis"), "unknown"),
    excludes("CNS metastases", "leptomeningeal", has("leptomeningeal metastases"), "fail"),
    excludes("Central nervous system metastases", "brain", has("brain metastases"), "fail"),
    excludes("Brain metastases", "leptomeningeal", has("leptomeningeal metastases"), "match"),
    excludes("Life-threatening infection", "severe", has("pneumonia", severity="severe"), "unknown"),
    excludes("Severe or life-threatening infection", "severe", has("pneumonia", severity="severe"), "fail"),
    excludes("Any tumor therapy, including hormonal therapy", "thyroid hormone", takes("levothyroxine"), "match"),
    excludes("Hormonal therapy", "insulin", takes("insulin glargine"), "unknown"),
    excludes("Hormonal therapy", "antioestrogen", takes("tamoxifen"), "fail"),
    excludes("Hormonal therapy", "aspirin", takes("aspirin"), "match"),
    excludes("Antiretroviral therapy", "tenofovir", takes("tenofovir"), "fail"),
)
def test_a_name_means_its_own_thing(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """Neither a neighbour in the tables nor a word of the name decides."""
    check(kind, text, record, expected, options)
