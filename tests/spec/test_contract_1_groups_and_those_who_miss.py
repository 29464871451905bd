"""Limits by age and by unit, and what is asked of those who miss a demand (contract §1: limits of their own)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import answers, check, excludes, needs, table
from spec.records import MAN, closed, done, has, labs, listed, obs, operated, proc, says

NEUTROPHILS = "ANC ≥ 1.5 × 10^9/L for adults, ≥ 1.0 × 10^9/L for children"
QT_INTERVAL = "QTcF ≤ 450 ms; patients with a QTcF > 450 ms must have a pacemaker"
HAEMOGLOBIN = "Hemoglobin ≥ 9 g/dL (5.6 mmol/L)"


def at_age(age: int, value: float) -> Mapping[str, Any]:
    return labs(obs("absolute neutrophil count", value, "10*9/L"), birth_date=f"{2026 - age}-03-01")


def with_interval(value: float, *procedures: str) -> Mapping[str, Any]:
    return closed(labs(obs("QTcF", value, "ms")), operated(*(proc(name, "2020-01-01") for name in procedures)))


@table(
    needs(NEUTROPHILS, "an adult above", at_age(50, 2), "match"),
    needs(NEUTROPHILS, "an adult between the two", at_age(50, 1.2), "fail"),
    needs(NEUTROPHILS, "a child between the two", at_age(10, 1.2), "match"),
    needs(NEUTROPHILS, "a child below", at_age(10, 0.8), "fail"),
    needs(NEUTROPHILS, "no age", says("absolute neutrophil count", 1.2, "10*9/L"), "unknown"),
    needs(HAEMOGLOBIN, "above both", says("hemoglobin", 9.5, "g/dL"), "match"),
    needs(HAEMOGLOBIN, "below both", says("hemoglobin", 8.5, "g/dL"), "fail"),
    needs(HAEMOGLOBIN, "in the second unit", says("hemoglobin", 6, "mmol/L"), "match"),
)
def test_each_group_has_its_own_limit(kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(QT_INTERVAL, "within", with_interval(430), "match"),
    needs(QT_INTERVAL, "above, nothing implanted", with_interval(480), "fail"),
    needs(QT_INTERVAL, "above, with a pacemaker", with_interval(480, "pacemaker implantation"), "match"),
)
def test_what_those_who_miss_a_demand_need_is_another_way_to_meet_it(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers("≥ 2+ proteinuria on dipstick", *((says("urine protein by dipstick", v), "fail") for v in ("2+", "3+"))),
    *answers("≥ 2+ proteinuria on dipstick", *((says("urine protein by dipstick", v), "match") for v in ("negative", "1+"))),
    *(
        excludes(text, special, record, expected)
        for text, examination in (
            ("Pneumonia (by chest X-ray or CT)", "computed tomography"),
            ("Cirrhosis (by liver biopsy)", "liver biopsy"),
            ("Cirrhosis (liver biopsy or elastography)", "liver biopsy"),
            ("Osteoporosis (by DXA)", "dual-energy X-ray absorptiometry"),
            ("Sleep apnea (polysomnography)", "polysomnography"),
        )
        for special, record, expected in (
            ("examined", done(examination, "2026-10-20"), "match"),
            ("ill", has(text.partition(" (")[0]), "fail"),
        )
    ),
    *answers("Coronary artery disease (CABG or PCI)", (done("CABG", "2020-01-01"), "fail")),
)
def test_a_grade_of_a_dipstick_is_a_limit_and_an_examination_in_brackets_is_how(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


EXEMPT = "Postmenopausal women and men are exempt from pregnancy testing; all other participants must have a negative pregnancy test"
BY_DISEASE = "Patients with diabetes must have HbA1c < 8 %. All other patients must have fasting glucose < 126 mg/dL"


THREE_GROUPS = (
    "Patients with diabetes must have HbA1c < 8 %. Patients with gout must have HbA1c < 9 %. "
    "All other patients must have fasting glucose < 126 mg/dL"
)


def sugar(glucose: float, *names: str) -> Mapping[str, Any]:
    return closed(listed(*names), labs(obs("HbA1c", 7, "%"), obs("fasting glucose", glucose, "mg/dL")))


@table(
    needs(EXEMPT, "a man", MAN, "match"),
    needs(EXEMPT, "after the menopause", closed(says("postmenopausal", True), sex="female"), "match"),
    needs(EXEMPT, "fertile, tested", closed(labs(obs("postmenopausal", False), obs("pregnancy test", "negative")), sex="female"), "match"),
    needs(EXEMPT, "fertile, pregnant", closed(labs(obs("postmenopausal", False), obs("pregnancy test", "positive")), sex="female"), "fail"),
    needs(
        "Women of non-childbearing potential and men are exempt from pregnancy testing; all others must have a negative pregnancy test",
        "a man",
        MAN,
        "match",
    ),
    needs(BY_DISEASE, "with it", sugar(180, "diabetes mellitus"), "match"),
    needs(THREE_GROUPS, "the first", sugar(180, "diabetes mellitus"), "match"),
    needs(THREE_GROUPS, "the second", sugar(180, "gout"), "match"),
    needs(THREE_GROUPS, "neither", sugar(180), "fail"),
    needs(BY_DISEASE, "without it, high", sugar(180), "fail"),
    needs(BY_DISEASE, "without it, low", sugar(90), "match"),
)
def test_what_is_asked_of_the_others_is_not_asked_of_those_named_before(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
