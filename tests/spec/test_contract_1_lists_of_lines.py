"""Lists of lines: what "or" and "and" at their ends, lines of one word, heads and marks say (contract §1 and §2, Lists)."""

from __future__ import annotations

import pytest

from eligibility import compile_trial, screen
from spec.records import ON
from spec.truth_tables import COMPLETE, combinations

DISEASES = {"A": "gout", "B": "asthma", "C": "epilepsy"}
# The lines of an inclusion section, and the combinations of diseases that meet all its criteria ("-": none of them).
SECTIONS = [
    ("* Gout or\n* Asthma", "B A AB"),
    ("* Gout; or\n* Asthma", "B A AB"),
    ("* Gout OR\n* Asthma", "B A AB"),
    ("* Gout\nOR\n* Asthma", "B A AB"),
    ("* Gout\n* OR\n* Asthma", "B A AB"),
    ("* Gout\n* or asthma", "B A AB"),
    ("* Gout, or\n* Asthma", "B A AB"),
    ("1. Gout or\n2. Asthma", "B A AB"),
    ("1. Gout; OR\n2. Asthma", "B A AB"),
    ("* Either gout\n* or asthma", "B A AB"),
    ("* Gout and\n* Asthma", "AB"),
    ("* Gout; and\n* Asthma", "AB"),
    ("* Gout\nAND\n* Asthma", "AB"),
    ("* Gout AND\n* Asthma", "AB"),
    ("* Gout\n* and asthma", "AB"),
    ("* Gout; or\n* Asthma; or\n* Epilepsy", "C B BC A AC AB ABC"),
    ("* Gout, or\n* Asthma, or\n* Epilepsy", "C B BC A AC AB ABC"),
    ("* Gout\nOR\n* Asthma\nOR\n* Epilepsy", "C B BC A AC AB ABC"),
    ("* Gout;\n* Asthma; and\n* Epilepsy", "ABC"),
    ("* Gout\n* Asthma\n* Epilepsy", "ABC"),
    ("* One of:\n  * Gout\n  * Asthma\n* Epilepsy", "BC AC ABC"),
    ("* Epilepsy and one of the following:\n  * Gout\n  * Asthma", "BC AC ABC"),
    ("* Epilepsy with any of the following:\n  * Gout\n  * Asthma", "BC AC ABC"),
    ("* Epilepsy\n  * Gout or\n  * Asthma", "BC AC ABC"),
    ("* Both of the following:\n  * Gout\n  * Either of the following:\n    * Asthma\n    * Epilepsy", "AC AB ABC"),
    ("* Any of the following:\n  * Gout\n  * Both of the following:\n    * Asthma\n    * Epilepsy", "BC A AC AB ABC"),
    ("* Patients must meet one of the following criteria:\n\n1. Gout\n2. Asthma\n\n* Epilepsy", "BC AC ABC"),
    ("Patients must have one of the following:\n\n* Gout\n* Asthma", "B A AB"),
    ("Must have at least one of the following:\n- Gout\n- Asthma\n- Epilepsy", "C B BC A AC AB ABC"),
    ("1. Any one of the following: a) Gout b) Asthma c) Epilepsy", "C B BC A AC AB ABC"),
    ("1. Any one of the following: (a) Gout, (b) Asthma, or (c) Epilepsy", "C B BC A AC AB ABC"),
    ("1. One of the following:\na. Gout\nb. Asthma\n2. Epilepsy", "BC AC ABC"),
    ("1. One of the following:\n   a) Gout\n   b) Asthma\n2. Epilepsy", "BC AC ABC"),
    ("* At least one of the following:\n\n  * Gout\n  * Asthma\n\n* Epilepsy", "BC AC ABC"),
    ("I. Gout\nII. Asthma\nIII. Epilepsy", "ABC"),
    ("A. Gout\nB. Asthma\nC. Epilepsy", "ABC"),
    ("(1) Gout (2) Asthma (3) Epilepsy", "ABC"),
    ("Gout\nAsthma\nEpilepsy", "ABC"),
    ("Gout. Asthma. Epilepsy.", "ABC"),
    ("- Gout\n- Asthma or epilepsy", "AC AB ABC"),
    ("* Gout (or asthma)\n* Epilepsy", "BC AC ABC"),
    ("* Patients with:\n  * Gout;\n  * Asthma; or\n  * Epilepsy", "A B C AB AC BC ABC"),
    ("* Patients with:\n  * Gout\n  OR\n  * Asthma", "A B AB"),
    ("* Must have:\n  * Gout, AND\n  * Asthma OR epilepsy", "AB AC ABC"),
    ("- Gout - Asthma - Epilepsy", "ABC"),
]


@pytest.mark.parametrize(("lines", "true"), SECTIONS, ids=[lines for lines, _ in SECTIONS])
def test_lines_of_a_section_are_joined_as_they_say(lines: str, true: str) -> None:
    trial = compile_trial(f"Inclusion Criteria:\n\n{lines}\n\nExclusion Criteria:\n\n* zorbl\n")
    asked = [c.id for c in trial.criteria if c.kind == "inclusion"]
    grid = combinations(DISEASES, [letter for letter, name in DISEASES.items() if name in lines.casefold()])
    met = []
    for name, record in grid.items():
        report = screen({"complete": COMPLETE, **record}, trial, on=ON)
        outcomes = {str(report[criterion].outcome) for criterion in asked}
        assert "unknown" not in outcomes or "fail" in outcomes, name
        met += [name] if outcomes == {"match"} else []
    assert sorted(met) == sorted(true.split())
