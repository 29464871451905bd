"""Contract §7 and §2: lists whose bullets stand on one level with the bullet of their head, and an "or" on a line of its own."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import compile_trial, screen
from spec.records import ON, closed, cond, has, labs, obs, open_list

CHOICE = """Inclusion Criteria:

* HbA1c > 7%
* OR
* Fasting glucose > 126 mg/dL
* Diagnosis of one of the following:
* Asthma
* Gout
* ECOG 0-1

Exclusion Criteria:

* Any of the following within 6 months:
* Stroke
* Myocardial infarction
* History of malignancy, except:
* Basal cell carcinoma
* Hepatitis B
"""
SUGAR = obs("HbA1c", 6, "%"), obs("fasting glucose", 140, "mg/dL")


@pytest.mark.parametrize(
    ("criterion", "record", "expected"),
    [
        ("I1", labs(*SUGAR), "match"),
        ("I1", labs(obs("HbA1c", 6, "%"), obs("fasting glucose", 100, "mg/dL")), "fail"),
        ("I2", has("gout"), "match"),
        ("I2", has("cirrhosis"), "fail"),
        ("E1", closed(open_list(cond("stroke", "2020-01-01"))), "match"),
        ("E1", closed(open_list(cond("stroke", "2026-09-01"))), "fail"),
        ("E2", has("basal cell carcinoma"), "match"),
        ("E2", has("lung cancer"), "fail"),
        ("E2", has("hepatitis B"), "fail"),  # no kind of what it would be an exception of
    ],
)
def test_bullets_below_a_head_are_its_list(criterion: str, record: dict[str, Any], expected: str) -> None:
    trial = compile_trial(CHOICE)
    assert [c.id for c in trial.criteria] == ["I1", "I2", "I3", "E1", "E2"]
    assert screen(record, trial, on=ON)[criterion].outcome == expected


NUMBERED = """Inclusion Criteria:
1. At least one of the following:
2. Asthma
3. Gout
"""


def test_numbers_say_that_they_are_no_list_of_another() -> None:
    assert [c.text for c in compile_trial(NUMBERED).criteria] == ["At least one of the following:", "Asthma", "Gout"]
