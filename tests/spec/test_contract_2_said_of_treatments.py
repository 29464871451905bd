"""Contract §2: words that say which treatment or whose need is meant, and words beside a name that are kept."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, done, drug, has, says, takes, took, treated


@table(
    excludes("Previous chemotherapy using carboplatin", "another", done("chemotherapy"), "unknown"),
    excludes("Previous chemotherapy using carboplatin", "none", NOTHING, "match"),
    excludes("Depression diagnosed using DSM-IV", "depression", has("depression"), "fail"),
    excludes("Pneumonia diagnosed using CT within 3 weeks", "when is open", has("pneumonia"), "unknown"),
    excludes("Ascites requiring diuretics or paracentesis", "a paracentesis", done("paracentesis"), "match"),
    excludes("Infection requiring antibiotics, or major surgery", "surgery", done("major surgery", "2026-10-20"), "fail"),
    needs("Refractory to methotrexate", "stopped", took("methotrexate", "2020-01-01", "2021-01-01"), "unknown"),
    needs("Bone scan as clinically indicated", "none", NOTHING, "unknown"),
    needs("ECG if clinically indicated", "none", NOTHING, "unknown"),
    needs("Requires a liver transplant", "transplanted", done("liver transplantation"), "unknown"),
    excludes("History of requiring CABG", "had it", done("CABG"), "fail"),
    excludes("Alcohol > 2 drinks/day", "no medicine", NOTHING, "unknown"),
    excludes("Current or recent use of aspirin (> 325 mg/day)", "how much is open", treated(drug("aspirin")), "unknown"),
)
def test_which_treatment_is_meant(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


STOPPED = took("warfarin", "2020-01-01", "2026-10-29")


@table(
    needs("Patients on warfarin must have been off treatment for 2 weeks", "3 days", STOPPED, "unknown"),
    needs("Patients on warfarin must hold it for 2 weeks before enrollment", "3 days", STOPPED, "fail"),
    needs("Patients on warfarin must undergo a washout of 2 weeks before enrollment", "3 days", STOPPED, "unknown"),
    needs("Patients on warfarin must have an INR below 3", "not on it", STOPPED, "match"),
)
def test_stopping_is_asked_of_who_took_it(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("No asthma, which is uncontrolled, or COPD", "the second", has("COPD"), "fail"),
    needs("No asthma, or COPD", "the second", has("COPD"), "fail"),
    needs("No cancer, or skin cancer", "a kind of it", has("skin cancer"), "match"),
    needs("Public health insurance", "some insurance", says("health insurance", True), "unknown"),
    needs("Patients aged 12 to 17 years are eligible", "an adult", {"age": 40}, "match"),
    needs("Patients aged 18 to 75 years are eligible", "older", {"age": 80}, "fail"),
    excludes("Hospitalized for asthma", "in hospital", says("hospitalised", True), "unknown"),
    needs("Contraception (men and women)", "none", says("contraception", False), "fail"),
    excludes("Infection, bacterial, viral, fungal", "the second", has("viral infection"), "fail"),
    excludes("Corticosteroids, inhaled, oral", "the second", takes("prednisone", route="oral"), "fail"),
    excludes("Organ transplant (kidney, liver)", "another disease there", has("cirrhosis"), "match"),
    excludes("Surgery (major)", "which is open", done("appendectomy"), "unknown"),
    excludes("Family history of severe asthma", "how severe is open", {"family_history": [{"name": "asthma"}]}, "unknown"),
)
def test_words_beside_a_name_are_kept(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Taking warfarin and unwilling to stop it", "taken", takes("warfarin"), "unknown"),
    excludes("Taking warfarin and unwilling to stop it", "not taken", NOTHING, "match"),
    excludes("Is a contact lens wearer and is unable to discontinue their use", "not worn", NOTHING, "match"),
    excludes("Taking warfarin and aspirin", "one of them", takes("warfarin"), "fail"),
)
def test_who_cannot_do_without_something_has_it(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
