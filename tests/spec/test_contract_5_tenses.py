"""At present, at any time, before or after something: what the words of a statement say of when (contract §5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import answers, check, excludes, needs, table
from spec.records import NOTHING, closed, cond, done, has, open_list, takes, took, underwent


def over(name: str) -> dict[str, Any]:
    return has(name, onset="2026-10-20", end="2026-10-22", status="resolved")


def long_over(name: str) -> dict[str, Any]:
    return has(name, status="resolved", end="2011-05-01")


@table(
    *(
        excludes(f"{word} episode of gout", special, record, expected)
        for word in ("Ongoing", "Current", "Active", "New", "In an ongoing")
        for special, record, expected in (("long over", long_over("gout"), "match"), ("now", has("gout", onset="2026-10-01"), "fail"))
    ),
    needs("Ongoing episode of depression", "long over", long_over("depression"), "fail"),
    needs("No ongoing episode of depression", "long over", long_over("depression"), "match"),
    excludes("Ongoing episode of depression or gout", "the second, long over", long_over("gout"), "match"),
    excludes("Episodes of hypoglycaemia", "long over", long_over("hypoglycaemia"), "fail"),
    excludes("Previous episode of gout", "long over", long_over("gout"), "fail"),
    excludes("Ongoing manic episode", "long over", long_over("mania"), "match"),
)
def test_a_word_of_the_present_before_an_episode_makes_it_present(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


GIVEN = took("alteplase", "2026-10-20", "2026-10-20")


@table(
    *(
        needs(text, special, record, expected)
        for text in (
            "Patients were treated with alteplase",
            "Participants were given alteplase",
            "Patients who were treated with tenecteplase or alteplase",
            "Patient was administered alteplase",
            "Patients who have been treated with alteplase",
        )
        for special, record, expected in (("given and over", GIVEN, "match"), ("none", NOTHING, "fail"))
    ),
    needs("Patients were not treated with alteplase", "given and over", GIVEN, "fail"),
    needs("Patients being treated with alteplase", "given and over", GIVEN, "fail"),
    needs("Patients are treated with alteplase", "given and over", GIVEN, "fail"),
)
def test_a_finite_verb_of_the_past_is_of_any_time(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *(
        excludes(text, special, record, expected)
        for text, name in (
            ("Cardiac arrest before coronary angiography", "cardiac arrest"),
            ("Bleeding after PCI", "bleeding"),
            ("Bleeding during or after surgery", "bleeding"),
            ("Stroke before surgery", "stroke"),
            ("Myocardial infarction during hospitalization", "myocardial infarction"),
            ("Fever following chemotherapy", "fever"),
            ("Fever following the use of vaccines", "fever"),
            ("Post-surgery fever", "fever"),
            ("Preoperative delirium", "delirium"),
            ("Postoperative delirium", "delirium"),
            ("Perioperative stroke", "stroke"),
            ("Hypertension before, during or after pregnancy", "hypertension"),
        )
        for special, record, expected in (("over", over(name), "unknown"), ("none", NOTHING, "match"))
    ),
    excludes("Corticosteroids before surgery", "over", took("prednisone", "2026-01-01", "2026-03-01"), "unknown"),
    excludes("Use of aspirin before surgery", "over", took("aspirin", "2026-01-01", "2026-03-01"), "unknown"),
    excludes("Taking aspirin during pregnancy", "over", took("aspirin", "2026-01-01", "2026-03-01"), "match"),
    excludes("Chemotherapy before or after surgery", "over", underwent("chemotherapy", "2026-01-01", "2026-03-01"), "unknown"),
    excludes("Hypothyroidism after thyroidectomy", "long over", long_over("hypothyroidism"), "match"),
    excludes("Current bleeding after PCI", "over", over("bleeding"), "match"),
    excludes("Infection during the study treatment", "over", over("infection"), "match"),
    excludes("Sepsis prior to first dose", "over", over("sepsis"), "fail"),
    excludes("Bleeding prior to randomization", "over", over("bleeding"), "fail"),
    excludes("Infection within 4 weeks prior to surgery", "over", over("infection"), "unknown: anchor_undated"),
)
def test_what_stands_before_or_after_an_event_may_be_over(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


NOW = underwent("radiotherapy", "2026-10-20")


@table(
    *(
        needs(text, "radiotherapy goes on", NOW, expected)
        for text, expected in (
            ("No recurrence after surgery and radiotherapy", "unknown"),
            ("No recurrence following surgery, chemotherapy and radiotherapy", "unknown"),
            ("No relapse after transplantation or radiotherapy", "unknown"),
            ("No disease progression after surgery and radiotherapy", "unknown"),
            ("No complications during surgery or radiotherapy", "unknown"),
            ("No infection after surgery, chemotherapy, or radiotherapy", "unknown"),
            ("No active disease following completion of chemotherapy or radiotherapy", "match"),
            ("No residual disease after surgery and radiotherapy", "match"),
            ("No evidence of tumor after completion of surgery and radiotherapy", "match"),
            ("No chemotherapy or radiotherapy", "fail"),
            ("No surgery, chemotherapy or radiotherapy", "fail"),
        )
    ),
    excludes("Recurrence after surgery, diabetes, or asthma", "the asthma", has("asthma"), "fail"),
    excludes("Bleeding after surgery or asthma", "the asthma", has("asthma"), "fail"),
)
def test_a_list_in_a_time_says_nothing_by_itself(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Newly diagnosed epilepsy", "for twenty years", closed(open_list(cond("epilepsy", "2005-01-01"))), "unknown"),
    needs("Newly diagnosed epilepsy", "none", closed(), "fail"),
    needs("Newly diagnosed asthma or COPD", "the second", closed(open_list(cond("COPD", "2005-01-01"))), "unknown"),
    needs("Newly diagnosed epilepsy within 6 months", "for twenty years", closed(open_list(cond("epilepsy", "2005-01-01"))), "fail"),
    needs("Newly diagnosed epilepsy within 6 months", "for a month", closed(open_list(cond("epilepsy", "2026-10-01"))), "match"),
)
def test_how_new_a_disease_is_only_a_time_tells(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


KNEE_DONE = done("knee replacement", "2015-03-01")
HIP_DONE = done("hip replacement", "2015-03-01")
HIP_PLANNED = done("hip replacement", "2026-12-01", status="planned")


@table(
    *(
        excludes(text, special, record, "fail")
        for text in ("Prior or planned knee or hip replacement", "Planned or prior knee or hip replacement")
        for special, record in (("the first done", KNEE_DONE), ("the second done", HIP_DONE), ("the second planned", HIP_PLANNED))
    ),
    excludes("Prior or planned knee or hip replacement", "another operation", done("appendectomy", "2015-03-01"), "match"),
    *answers(
        "Recent (within 8 weeks) or planned dental or jaw surgery",
        (done("dental surgery", "2026-10-20"), "fail"),
        (done("jaw surgery", "2026-10-20"), "fail"),
        (done("jaw surgery", "2015-10-20"), "match"),
        (done("appendectomy", "2026-10-20"), "match"),
        (done("jaw surgery", "2026-12-01", status="planned"), "fail"),
    ),
    *answers(
        "Prior (within 5 years) or concurrent lung or breast cancer",
        (has("lung cancer", onset="2024-05-01", end="2025-05-01", status="resolved"), "fail"),
        (has("lung cancer", onset="2010-05-01", end="2011-05-01", status="resolved"), "match"),
        (has("lung cancer", onset="2010-05-01"), "fail"),
        (has("breast cancer", onset="2010-05-01", end="2011-05-01", status="resolved"), "match"),
    ),
    *answers(
        "Current or planned use of insulin, metformin or aspirin",
        (takes("metformin", start="2026-01-01"), "fail"),
        (takes("warfarin", start="2026-01-01"), "unknown"),  # of plans no list is complete
    ),
    *answers(
        "Current or recent (within 30 days) use of insulin or metformin",
        (takes("metformin", start="2026-01-01"), "fail"),
        (took("metformin", "2026-01-01", "2026-10-20"), "fail"),
        (took("metformin", "2026-01-01", "2026-08-20"), "match"),
    ),
    *answers(
        "Recent or ongoing pneumonia or sepsis within 4 weeks",
        (has("pneumonia", onset="2026-10-20", end="2026-10-25", status="resolved"), "fail"),
        (has("sepsis", onset="2026-10-20", end="2026-10-25", status="resolved"), "fail"),
        (has("sepsis", onset="2026-01-20", end="2026-01-25", status="resolved"), "match"),
    ),
)
def test_two_tenses_before_a_list_are_said_of_each_of_its_names(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
