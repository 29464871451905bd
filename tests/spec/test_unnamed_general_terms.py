"""A complete list denies a name that no table has only where nothing listed could be a kind of it (contract §4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, excludes, table
from spec.records import has


@table(
    excludes("Any cranial syndromic anomaly", "a craniofacial syndrome", has("Treacher Collins syndrome"), "unknown"),
    excludes("Intellectual deficiency", "Down syndrome", has("Down syndrome"), "unknown"),
    excludes("Any skull malformations", "craniosynostosis", has("craniosynostosis"), "unknown"),
    excludes("Any cranial syndromic anomaly", "nothing is listed", {"conditions": [], "complete": ["conditions"]}, "match"),
    excludes("Intellectual deficiency", "no conditions", {"conditions": [], "complete": ["conditions"]}, "match"),
)
def test_an_unnamed_general_term_is_open(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    """What is listed may be what the term takes in; an empty list has nothing that may be."""
    check(kind, text, record, expected, options)
