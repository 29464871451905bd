"""Contract §2: times that exceptions share, operations of these days, examples of an organ, places with their parts, whom a list is for."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, closed, cond, done, has, labs, obs, open_list, operated, proc, says, takes

OVER = {"status": "resolved", "end": "2023-05-01"}
EXCEPTIONS = table(
    excludes(
        "History of malignancy except stage I endometrial cancer",
        "that, years ago",
        has("endometrial cancer", onset="2020", stage="I", **OVER),
        "match",
    ),
    excludes(
        "History of malignancy except stage I endometrial cancer",
        "stage III",
        has("endometrial cancer", onset="2020", stage="III", **OVER),
        "fail",
    ),
    excludes(
        "Prior steroids except topical steroids",
        "topical ones, years ago",
        takes("hydrocortisone", route="topical", start="2020-01-01", end="2020-02-01"),
        "match",
    ),
    excludes(
        "Prior steroids except topical steroids",
        "by mouth",
        takes("prednisone", route="oral", start="2020-01-01", end="2020-02-01"),
        "fail",
    ),
)
OPERATIONS = table(
    needs("Patients undergoing hip replacement", "who are to have it", operated(proc("hip replacement", status="planned")), "match"),
    needs("Patients undergoing hip replacement", "who had it years ago", done("hip replacement", "2010"), "unknown"),
    needs("Patients undergoing hip replacement", "nothing", NOTHING, "fail"),
    excludes("Undergoing haemodialysis", "a treatment that goes on", operated(proc("haemodialysis", start="2026-01-05")), "fail"),
)
EXAMPLES = table(
    needs("Lung cancer (adenocarcinoma)", "one of the pancreas", has("pancreatic adenocarcinoma"), "fail"),
    needs("Lung cancer (adenocarcinoma)", "one of the lung", has("lung adenocarcinoma"), "match"),
)
PLACES = table(
    excludes("Inflammatory arthritis of the ankle joint", "of the knee", has("arthritis", site="knee"), "match"),
    excludes("Fracture of the hip bone", "of a rib", has("rib fracture"), "match"),
    excludes("Eosinophilic disorders of the lung", "of the skin", closed(open_list(cond("eosinophilic disorders", site="skin"))), "match"),
    excludes("Prior radiation to more than 25 % of the bone marrow", "of the spine", done("radiotherapy", "2020", site="spine"), "unknown"),
)
TREATMENTS = table(
    excludes("Previous orthopaedic treatment", "a disease is none", has("osteoporosis"), "unknown"),
    excludes("Prior psychiatric treatment", "nor is this one", has("depression"), "unknown"),
)
WHOM = table(
    needs("Patients with asthma or COPD will be included", "neither", NOTHING, "unknown"),
    needs("Patients with asthma or COPD will be included", "one", has("asthma"), "match"),
)
COUNTED = table(
    needs(
        "At least 2 migraine attacks in the past month",
        "4 of them, of what time nobody knows",
        says("migraine attacks", 4) | NOTHING,
        "unknown",
    ),
    needs("At least 2 migraine attacks in the past month", "the disease, its attacks uncounted", has("migraine", onset="2020"), "unknown"),
)
NOT_UNDER = table(
    needs("Not under guardianship or curatorship", "under the second", says("curatorship", True), "fail"),
    needs("Not under guardianship or curatorship", "under neither", labs(obs("guardianship", False), obs("curatorship", False)), "match"),
    needs("Not under 18 years", "a child", {"age": 10}, "fail"),
)
BEFORE_AND_NOW = table(
    excludes("Pre-existing asthma", "over", has("asthma", onset="2010", status="resolved", end="2012"), "match"),
    excludes("Pre-existing asthma", "there", has("asthma", onset="2010"), "fail"),
)


@EXCEPTIONS
def test_an_exception_is_of_the_time_of_what_it_is_made_from(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@OPERATIONS
def test_an_operation_that_people_undergo_is_one_to_come(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@EXAMPLES
def test_an_example_of_any_organ_is_of_the_organ_it_exemplifies(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@PLACES
def test_a_part_behind_a_place_is_one_of_it(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@TREATMENTS
def test_the_treatment_of_an_organ_is_no_disease_of_it(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@WHOM
def test_a_list_that_will_be_included_may_say_whom_it_is_for(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@COUNTED
def test_attacks_of_a_disease_are_counted(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@NOT_UNDER
def test_not_under_denies_where_no_number_follows(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@BEFORE_AND_NOW
def test_what_exists_before_is_there_now(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
