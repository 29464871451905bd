"""People between commas, definitions behind a semicolon, members that a definition counts, and what came of a treatment (contract §2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import answers, check, needs, table
from spec.records import NOTHING, attested, closed, has, listed, takes

FERTILE = (
    "Women of childbearing potential must use contraception; "
    "women are considered not of childbearing potential if they have had a hysterectomy"
)
BY_COUNT = "Autoimmune disease, defined as at least 2 of the following: lupus, rheumatoid arthritis, vasculitis"


def of(sex: str, *names: str) -> Mapping[str, Any]:
    return closed(listed(*names), sex=sex)


@table(
    *answers("Gout, or, in women, asthma", (of("female", "asthma"), "fail"), (of("male", "asthma"), "match")),
    *answers("Gout, or, in women, asthma", (of("female"), "match"), (of("male", "gout"), "fail"), (has("gout"), "fail")),
    *answers("Gout or, in men, prostate cancer", (of("female"), "match"), (of("male", "prostate cancer"), "fail")),
)
def test_people_between_commas_are_those_of_the_next_member(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(FERTILE, "fertile, protected", attested(childbearing_potential=True, contraception=True), "match"),
    needs(FERTILE, "fertile, not protected", attested(childbearing_potential=True, contraception=False), "fail"),
    needs(FERTILE, "not fertile", attested(childbearing_potential=False, contraception=False), "match"),
    *answers(BY_COUNT, (has("lupus"), "match"), (has("lupus", "vasculitis"), "fail"), (NOTHING, "match")),
)
def test_a_definition_asks_for_nothing_more_and_may_count(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers("Inadequate response to one of the following: methotrexate, sulfasalazine", (takes("methotrexate"), "unknown")),
    needs("Has failed at least one of the following: methotrexate, leflunomide", "taken", takes("methotrexate"), "unknown"),
    *answers(
        "Diverticulitis. Patients with diverticulosis without inflammation are permitted",
        (has("diverticulosis"), "match"),
        (NOTHING, "match"),
    ),
)
def test_what_came_of_a_treatment_is_not_that_it_is_given(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
