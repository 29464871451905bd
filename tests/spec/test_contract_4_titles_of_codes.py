"""What the title of an ICD-10 code says beside the disease it is filed under (contract §4): bleeding ulcers, either of two, remission."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from eligibility.reference.codes import coded_condition
from eligibility.reference.vocabulary import vocabulary
from spec.contract import Kind, answers, check, table
from spec.records import cond


def coded(code: str, onset: str | None = None) -> dict[str, Any]:
    """A complete record whose one condition has this code."""
    entry = {"codes": [{"system": "ICD-10-CM", "code": code}], **({"onset": onset} if onset else {})}
    return {"conditions": [entry], "complete": ["conditions"]}


@table(
    *answers("Bleeding", (coded("K25.4"), "fail"), (coded("K25.7"), "match")),
    *answers("Gastrointestinal bleeding", (coded("K25.4"), "fail"), (coded("K50.011"), "fail")),
    *answers("Endocarditis", (coded("M32.11"), "fail"), (coded("M32.14"), "match")),
    *answers("Bacteremia", (coded("T80.211A"), "unknown")),
    *answers("Leiomyoma", (coded("D25.1"), "fail")),
    *answers("Arthritis", (coded("M00.9"), "fail")),
    *answers("Acute cholecystitis", (coded("K80.00"), "fail"), (coded("K80.20"), "match")),
    *answers("Pathological fracture", (coded("M80.08XA"), "fail"), (coded("M81.0"), "match")),
    *answers("Status asthmaticus", (coded("J45.902"), "fail"), (coded("I10"), "match")),
)
def test_what_goes_with_a_disease_by_its_title_is_there(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    # In a title "and" means either: ICD-10-CM Official Guidelines, section I.A.14.
    *answers("Cystitis", (coded("A54.01"), "unknown"), (coded("N30.00"), "fail"), (coded("A54.03"), "match")),
    *answers("Melanoma", (coded("D03.0"), "unknown"), (coded("C43.0"), "fail"), (coded("D22.0"), "match")),
    *answers("Hypertension", (coded("I87.30"), "match"), (coded("I10"), "fail")),
)
def test_what_a_title_leaves_open_is_unknown_and_what_it_only_sounds_like_is_not_there(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers("Opioid use disorder", (coded("F11.21"), "unknown"), (coded("F11.20"), "fail")),
    *answers("History of opioid use disorder", (coded("F11.21"), "fail")),
    *answers(
        "Multiple myeloma",
        ({"conditions": [cond("multiple myeloma in remission")]}, "unknown"),
        ({"conditions": [cond("multiple myeloma, not in remission")]}, "fail"),
        (coded("C90.01"), "unknown"),
        (coded("C90.00"), "fail"),
    ),
)
def test_whether_a_disease_in_remission_is_meant_is_unknown_but_its_history_is_sure(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    # The onset of the code may be that of the diabetes or that of the episode.
    *answers("Hypoglycemia within 3 months", (coded("E11.649", "2015"), "unknown"), (coded("E11.649", "2026-10-01"), "fail")),
)
def test_an_event_that_goes_with_a_state_may_have_begun_with_it_or_later(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@pytest.mark.parametrize(
    ("code", "implied", "possible"),
    [
        ("K25.4", {"bleeding"}, set()),
        ("K25.9", set(), set()),  # "without hemorrhage or perforation"
        ("J45.22", {"mesh:status-asthmaticus"}, set()),
        ("B15.0", {"hepatic-encephalopathy"}, set()),
        ("A56.01", set(), {"mesh:cystitis", "mesh:urethritis"}),
        ("K80.00", {"mesh:cholecystitis-acute"}, set()),
    ],
)
def test_titles_are_read_with_their_links(code: str, implied: set[str], possible: set[str]) -> None:
    found = coded_condition(code)
    assert found is not None
    known = vocabulary().ancestors(f"icd10cm:{code}")
    assert implied <= {*found.implied, *known}
    assert set(found.possible) == possible
