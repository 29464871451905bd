"""What kind of thing an unknown name is, told by its last word: "patella fracture" is a condition, "toe amputation" a procedure."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import Literal, cast

from eligibility.reference.names import fold_word
from eligibility.resources import data_file

NamedDomain = Literal["condition", "procedure", "medication"]
# A word this short is more ending than name: "coma" is no "…oma" of anything.
_SHORTEST_STEM = 3


# A maker's letters and at least three digits: shorter ones are names of scales and antigens ("PHQ-9", "CD20", "IL-6").
# Source: sponsors' compound codes, as in the ClinicalTrials.gov data element "Intervention Name".
# A registry's own numbers (NCT and eight digits) are trials, and CD with a number is an antigen.
_DRUG_CODE = re.compile(r"(?!NCT|ISRCTN|CD\d)[A-Z]{2,6}\d{3,8}[A-Z]?$")


def is_drug_code(word: str) -> bool:
    """Whether a word is the code of an investigational drug: "GSK1120212", "ABT-888"."""
    return _DRUG_CODE.match(word.replace("-", "")) is not None


def domain_of_name(last_word: str) -> NamedDomain | None:
    """The domain that a name's last word tells; None where it tells nothing. Source: the rows of `data/name_endings.csv`."""
    word = fold_word(last_word)
    words, suffixes = _endings()
    if word in words:
        return words[word]
    if not word.endswith(tuple(suffixes)):
        return None
    return next(
        (domain for suffix, domain in suffixes.items() if word.endswith(suffix) and len(word) >= len(suffix) + _SHORTEST_STEM), None
    )


@cache
def _endings() -> tuple[dict[str, NamedDomain], dict[str, NamedDomain]]:
    """Whole words and suffixes with their domains, the longest suffix first."""
    words: dict[str, NamedDomain] = {}
    suffixes: list[tuple[str, NamedDomain]] = []
    with data_file("name_endings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            domain = cast(NamedDomain, row["domain"])
            endings = [fold_word(ending) for ending in row["ending"].split("|")]
            if row["whole_word"] == "yes":
                words |= dict.fromkeys(endings, domain)
            else:
                suffixes += [(ending, domain) for ending in endings]
    return words, dict(sorted(suffixes, key=lambda s: -len(s[0])))
