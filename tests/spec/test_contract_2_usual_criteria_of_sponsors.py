"""Contract §2: sentences that large sponsors use in most of their trials, in own words."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import MAN, attested, closed, cond, done, has, labs, obs, open_list, operated, proc, says, takes, took

ADULT = "Male or female patients ≥ 18 years of age at the time of signing the informed consent form (ICF)"
DISCONTINUED = "Has received an anti-PD-1 agent and was discontinued from that treatment due to toxicity"
RADIOTHERAPY = "Prior radiotherapy within 2 weeks. Participants must have recovered from all radiation-related toxicities"
LVEF = "LVEF below the institutional (or local laboratory) normal range as determined by ECHO"
HEART = "Cardiovascular disease, including heart failure, myocardial infarction, or arrhythmia associated with hemodynamic instability"
PRIOR = "Prior systemic anti-cancer therapy including investigational agents within 4 weeks"


@table(
    needs(ADULT, "old enough", MAN, "match"),
    needs(ADULT, "a child", {"age": 12}, "fail"),
    needs("At least 18 years of age, inclusive, at the time of signing the ICF", "consent is not asked", MAN, "match"),
    needs("Age ≥ 18 years at the date of informed consent form signature", "old enough", MAN, "match"),
    needs("Signed informed consent at time of enrollment", "refused", attested(informed_consent=False), "fail"),
    needs("HbA1c ≥ 7% at time of screening", "below", says("HbA1c", 6, "%"), "fail"),
)
def test_the_day_of_judging(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("HIV infection. Note: No HIV testing is required unless mandated by local authorities", "none", has("gout"), "match"),
    excludes("HIV infection (testing not required)", "known", has("HIV infection"), "fail"),
    excludes("HIV infection. HIV testing must be negative", "without it", closed(), "match"),
    needs(
        "Has measurable disease; lesions in an irradiated area are considered measurable if progression has been shown",
        "attested",
        attested(measurable_disease=True),
        "match",
    ),
    excludes(
        "Proteinuria ≥ 1 g/24 h. Note: Participants with proteinuria ≥ 2+ on dipstick testing will undergo a 24-hour urine collection",
        "below",
        says("proteinuria", 0.2, "g/d"),
        "match",
    ),
    excludes(
        "Hepatitis C. Patients with antibodies will be tested for HCV RNA and must be negative", "what is asked stays", closed(), "unknown"
    ),
)
def test_notes_on_tests(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(DISCONTINUED, "why it ended is not known", took("nivolumab", "2025-01-01", "2025-06-01"), "unknown"),
    excludes(DISCONTINUED, "never given", closed(), "match"),
    excludes(
        "Has received chemotherapy and experienced grade 4 neutropenia", "given, without it", done("chemotherapy", "2025-01-01"), "match"
    ),
    excludes("Had a stroke, or received thrombolysis and developed bleeding", "a stroke alone", has("stroke"), "fail"),
    excludes("Is taking warfarin and has atrial fibrillation", "one of them", takes("warfarin"), "fail"),
    excludes(
        RADIOTHERAPY, "long ago, not recovered", done("radiotherapy", "2020-01-01") | says("recovered from toxicity", False), "unknown"
    ),
    excludes(RADIOTHERAPY, "last week", done("radiotherapy", "2026-10-28"), "fail"),
)
def test_stories_and_demands_among_exclusions(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(LVEF, "within its range", labs(obs("LVEF", 60, "%", low=50, high=75)), "match"),
    excludes(LVEF, "below its range", labs(obs("LVEF", 40, "%", low=50, high=75)), "fail"),
    needs("AST ≤ 2.5 × institutional (local) ULN", "three times", labs(obs("AST", 120, "U/L", high=40)), "fail"),
    excludes("Prolongation of QTcF interval to > 480 ms", "above", says("QTcF", 500, "ms"), "fail"),
    excludes("Drop in hemoglobin to less than 8 g/dL", "below", says("haemoglobin", 7, "g/dL"), "fail"),
    excludes("Increase in creatinine of > 0.3 mg/dL", "a value is no change", says("creatinine", 1, "mg/dL"), "unknown"),
)
def test_limits_of_laboratories_and_values_reached(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(HEART, "its cause is not asked", has("myocardial infarction"), "fail"),
    excludes(PRIOR, "years ago", closed(operated(proc("chemotherapy", start="2015-01-01", end="2015-06-01"))), "unknown"),
    excludes(PRIOR, "last week", closed(operated(proc("chemotherapy", "2026-10-25"))), "fail"),
    excludes(PRIOR, "never", closed(open_list(cond("gout"))), "match"),
)
def test_what_belongs_to_the_last_of_a_list(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
