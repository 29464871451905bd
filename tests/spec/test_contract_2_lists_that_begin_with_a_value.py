"""Contract §2: values at the head of a list, behind a disease that is told by them, and the treatments said with a disease."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import closed, cond, done, drug, has, labs, listed, obs, open_list, operated, proc, says, treated

HEAVY = "BMI > 35, scheduled for gastric bypass or sleeve gastrectomy"
PREPARED = "Hemoglobin < 8 g/dL, active bleeding or sepsis"


def measured(name: str, value: float, unit: str | None, *conditions: str) -> dict[str, Any]:
    return closed(listed(*conditions), labs(obs(name, value, unit)))


def planned(name: str, bmi: float) -> dict[str, Any]:
    return closed(operated(proc(name, status="planned")), labs(obs("BMI", bmi, "kg/m2")))


@table(
    needs(HEAVY, "the weight alone does not do", says("BMI", 40, "kg/m2"), "unknown"),
    needs(HEAVY, "nothing planned", measured("BMI", 40, "kg/m2"), "fail"),
    needs(HEAVY, "both", planned("sleeve gastrectomy", 40), "match"),
    needs(HEAVY, "too light", planned("sleeve gastrectomy", 30), "fail"),
    needs("Age 18-65 years, undergoing hip replacement or knee replacement", "too old", closed({"age": 80}), "fail"),
    excludes(PREPARED, "the value", measured("hemoglobin", 7, "g/dL", "gout"), "fail"),
    excludes(PREPARED, "another member", measured("hemoglobin", 12, "g/dL", "sepsis"), "fail"),
    excludes(PREPARED, "none", measured("hemoglobin", 12, "g/dL", "gout"), "match"),
)
def test_a_value_at_the_head_of_a_list_is_no_alternative_of_it(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


FAILING = "Heart failure documented by LVEF < 40%"


@table(
    needs(FAILING, "both", measured("LVEF", 30, "%", "heart failure"), "match"),
    needs(FAILING, "another value", measured("LVEF", 60, "%", "heart failure"), "fail"),
    needs(FAILING, "no heart failure", measured("LVEF", 30, "%", "gout"), "fail"),
    excludes("Bradycardia < 50 bpm", "slow", measured("heart rate", 45, "/min", "gout"), "fail"),
    excludes("Bradycardia < 50 bpm", "not slow", measured("heart rate", 70, "/min", "gout"), "match"),
    excludes("QTc prolongation > 480 ms", "long", measured("QTc", 495, "ms", "gout"), "fail"),
    excludes("CHF > New York Heart Association (NYHA) class II", "class III", measured("NYHA class", 3, None, "heart failure"), "fail"),
    excludes("CHF > New York Heart Association (NYHA) class II", "class II", measured("NYHA class", 2, None, "heart failure"), "match"),
    needs("Child-Pugh class A", "by the score", closed(listed("cirrhosis"), labs(obs("Child-Pugh score", 6))), "match"),
    needs("Child-Pugh class A", "by the score", closed(listed("cirrhosis"), labs(obs("Child-Pugh score", 8))), "fail"),
)
def test_a_disease_with_the_value_that_tells_of_it(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


AFTER_LINES = "Relapsed follicular lymphoma after at least 2 prior lines of therapy"
ANTIBIOTICS = "Infection requiring intravenous antibiotics"


def lymphoma(lines: int) -> dict[str, Any]:
    return closed(open_list(cond("relapsed follicular lymphoma")), labs(obs("number of prior lines of therapy", lines)))


def infected(route: str, indication: str) -> dict[str, Any]:
    given = drug("ceftriaxone", "2026-10-28", route=route, indication=indication)
    return closed(listed("pneumonia"), treated(given))


def biopsied(*conditions: str) -> dict[str, Any]:
    return closed(listed(*conditions), operated(proc("biopsy", "2026-10-20")))


def treated_before(*medications: str) -> dict[str, Any]:
    return closed(listed("breast cancer"), treated(*(drug(name, "2025-01-10", end="2025-09-01") for name in medications)))


@table(
    needs(AFTER_LINES, "three", lymphoma(3), "match"),
    needs(AFTER_LINES, "one", lymphoma(1), "fail"),
    needs("Breast cancer previously treated with trastuzumab and a taxane", "both", treated_before("trastuzumab", "docetaxel"), "match"),
    needs("Breast cancer previously treated with trastuzumab and a taxane", "one of them", treated_before("trastuzumab"), "fail"),
    excludes(ANTIBIOTICS, "given for it", infected("intravenous", "pneumonia"), "fail"),
    excludes(ANTIBIOTICS, "otherwise given", infected("oral", "pneumonia"), "unknown"),
    excludes(ANTIBIOTICS, "given for something else", infected("intravenous", "gonorrhea"), "unknown"),
    excludes(ANTIBIOTICS, "no infection", has("gout"), "match"),
    needs("Tumor must be present following biopsy", "the biopsy alone does not tell", biopsied("breast cancer"), "unknown"),
    needs("Tumor must be present following biopsy", "no tumor at all", biopsied("gout"), "fail"),
)
def test_a_disease_with_its_treatments(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


BASELINE = "Hemoglobin ≥ 9 g/dL at baseline"
BEFORE = "Chemotherapy within 4 weeks of study treatment"


@table(
    needs(BASELINE, "it is", says("hemoglobin", 10, "g/dL"), "match"),
    needs(BASELINE, "it is not", says("hemoglobin", 8, "g/dL"), "fail"),
    excludes(BEFORE, "shortly before", done("chemotherapy", "2026-10-20"), "fail"),
    excludes(BEFORE, "long before", done("chemotherapy", "2026-01-20"), "match"),
)
def test_the_start_of_the_study_is_the_day_of_the_screening(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)
