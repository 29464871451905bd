"""Words around a name that ask nothing of the patient, and words that make another thing of it (contract §2)."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, done, has, labs, obs, says, takes


@table(
    needs("Sixty patients with asthma", "there", has("asthma"), "match"),
    needs("Sixty patients with asthma", "not there", NOTHING, "fail"),
    needs("40 women with endometriosis", "a man", {"sex": "male"}, "fail"),
    needs("100 healthy volunteers aged 18 to 40 years", "too old", {"age": 41, **says("healthy volunteer", True)}, "fail"),
    needs("At least two children", "nothing known", NOTHING, "unknown"),  # the patient's own
)
def test_how_many_people_a_trial_takes_asks_nothing(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Operation of coronary artery bypass grafting", "done", done("CABG"), "fail"),
    excludes("Previous colonoscopy procedure", "done", done("colonoscopy"), "fail"),
    excludes("Previously thyroidectomized", "done", done("thyroidectomy"), "fail"),
    excludes("Previously thyroidectomized", "another", done("CABG"), "match"),
    excludes("Thyroid pathology", "a kind", has("hyperthyroidism"), "fail"),
    excludes("Use of St. John's wort", "taken", takes("St John's wort"), "fail"),
    excludes("Requirement of dialysis", "done", done("dialysis", date="2026-11-01"), "fail"),
    excludes("Deprived of liberty by judicial or administrative decision", "so", says("incarceration", True), "fail"),
    needs("Disease must be measurable according to RECIST", "so", says("measurable disease", True), "match"),
    needs("Hoehn & Yahr stage 1 to 3", "so", labs(obs("Hoehn and Yahr stage", "2")), "match"),
    needs("HbA1c [6-9]", "a range, and no citation", labs(obs("HbA1c", 10, "%")), "fail"),
    needs("Disease that is evaluable", "so", says("evaluable disease", True), "match"),
    needs("Diabetes [8, 12]", "a citation", has("diabetes"), "match"),
    excludes("Prior anticancer therapy (chemotherapy, surgery other than the study therapies)", "one kind", done("chemotherapy"), "fail"),
    excludes("Identified as having diabetes", "there", has("type 2 diabetes"), "fail"),
    excludes("Past medical history significant for stroke", "over", has("stroke", status="resolved"), "fail"),
    excludes("Pregnant women may not take part in this study", "pregnant", says("pregnancy", True), "fail"),
)
def test_nouns_and_verbs_beside_a_name_add_nothing(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Insomnia index indicating sleeplessness", "no insomnia", NOTHING, "unknown"),
    needs("Depression scale score of 8", "a depression", has("depression"), "unknown"),
    excludes("Infection during the trial", "an infection of today", has("pneumonia"), "unknown"),
    excludes("Infection during the trial", "none", NOTHING, "match"),
)
def test_a_score_is_not_its_disease_and_the_future_is_not_known(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Recent cardiac event (i.e. heart attack, angioplasty)", "neither", NOTHING, "match"),
    excludes("Immunodeficiency (i.e. HIV infection, lymphoma)", "one of them", has("HIV infection"), "fail"),
    needs("Organ failure (i.e. shock, coma)", "one of them", has("coma"), "match"),
    needs("Organ failure (i.e. shock, coma)", "neither", NOTHING, "fail"),
)
def test_kinds_behind_that_is_are_alternatives(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
