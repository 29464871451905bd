"""Contract §1: what is asked of one part of a trial's patients, or of some of them, is asked of nobody else."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import closed, has, labs, listed, obs, says

HIGH, LOW = obs("HbA1c", 9, "%"), obs("HbA1c", 6, "%")


@table(
    needs("Phase 2 expansion: melanoma", "another part is possible", has("NSCLC"), "unknown"),
    needs("Phase 2 expansion: melanoma", "met anyway", has("melanoma"), "match"),
    needs("Dose escalation: advanced solid tumours", "another part is possible", has("lymphoma"), "unknown"),
    needs("Sub-study 2: eGFR < 60 mL/min", "another part is possible", says("eGFR", 90, "mL/min"), "unknown"),
    needs("Cohorts 1 and 2: HbA1c < 8 %", "another part is possible", labs(HIGH), "unknown"),
    needs("For the dose expansion cohort only: HbA1c < 8 %", "another part is possible", labs(HIGH), "unknown"),
    needs("Stage III or IV ovarian cancer", "no part of a trial", has("gout"), "fail"),
    needs("Cases: gout", "a control is possible", has("asthma"), "unknown"),
    excludes("Part B: HbA1c > 8 %", "another part is possible", labs(HIGH), "unknown"),
    excludes("Part B: HbA1c > 8 %", "not met anyway", labs(LOW), "match"),
)
def test_a_label_that_names_a_part_of_the_trial(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Patients enrolled in cohort 3 must have HbA1c < 8 %", "of another cohort, perhaps", labs(HIGH), "unknown"),
    needs("Patients enrolled in cohort 3 must have HbA1c < 8 %", "met anyway", labs(LOW), "match"),
    needs("Participants in Part D must have melanoma", "of another part, perhaps", has("gout"), "unknown"),
    needs("Subjects at selected sites must have HbA1c < 8 %", "of another site, perhaps", labs(HIGH), "unknown"),
    needs("All patients enrolled in this study must have HbA1c < 8 %", "everybody", labs(HIGH), "fail"),
    needs("Patients registered to the trial must have HbA1c < 8 %", "everybody", labs(HIGH), "fail"),
)
def test_words_behind_the_people_say_which_of_them_are_asked(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Adolescent participants: history of psychosis", "an adult", has("psychosis") | {"age": 45}, "match"),
    excludes("Adolescent participants: history of psychosis", "an adolescent", has("psychosis") | {"age": 14}, "fail"),
    excludes("Men: PSA > 4 ng/mL", "a woman", {"sex": "female"} | says("PSA", 6, "ng/mL"), "match"),
    excludes("Men: PSA > 4 ng/mL", "a man", {"sex": "male"} | says("PSA", 6, "ng/mL"), "fail"),
    excludes("Patients with diabetes: HbA1c > 8 %", "without it", closed(labs(HIGH)), "match"),
    excludes("Patients with diabetes: HbA1c > 8 %", "with it", closed(listed("diabetes"), labs(HIGH)), "fail"),
    excludes("Patients with anaemia: haemoglobin < 10 g/dL", "the value says it", says("haemoglobin", 8, "g/dL"), "fail"),
)
def test_a_label_that_names_people_excludes_nobody_else(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Must have HbA1c < 8 % to be eligible", "too high", labs(HIGH), "fail"),
    needs("In order to be eligible, HbA1c must be < 8 %", "too high", labs(HIGH), "fail"),
    needs("To be eligible for the study, patients must have gout", "none", has("asthma"), "fail"),
    needs("Must have evidence of gout to be eligible, but tophi are not mandatory", "none", has("asthma"), "fail"),
    needs("Patients with gout are considered to be eligible", "none", has("asthma"), "match"),
)
def test_what_a_demand_is_for_permits_nothing(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
