"""ICD-10-CM codes that stand among the diagnoses, and for something else: a disease of the past, an operation, a medicine, an allergy."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

from eligibility.reference.codes import icd10_code
from eligibility.resources import data_file

Says = Literal["past", "condition", "procedure", "medication", "allergy", "relative"]


class Status(NamedTuple):
    """What a code says, and of what: the name as a clinician would write it."""

    says: Says
    name: str


def status_of_code(system: str, code: str) -> tuple[Status, ...]:
    """What a code stands for; nothing for one that is the diagnosis it looks like.

    >>> status_of_code("ICD-10-CM", "Z85.3"), status_of_code("ICD-10-CM", "C50.9")
    ((Status(says='past', name='breast cancer'),), ())
    """
    plain = icd10_code(system, code)
    known = statuses()
    while plain:
        if plain in known:
            return known[plain]
        plain = plain[:-1].rstrip(".")
    return ()


@cache
def statuses() -> Mapping[str, tuple[Status, ...]]:
    """Code → what it stands for, with all that refine it; a longer code wins. Source: `data/status_codes.csv`, column `source`."""
    table: dict[str, tuple[Status, ...]] = {}
    with data_file("status_codes.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        for row in rows:
            for code in row["codes"].split():
                table[code] = (*table.get(code, ()), Status(cast(Says, row["says"]), row["name"]))
    return table
