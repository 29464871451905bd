"""Conditions, limits and times that are said of a whole list, and what examples excuse (contract §2, Lists)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import answers, check, needs, table
from spec.records import NOTHING, closed, cond, done, drug, has, labs, listed, obs, open_list, operated, proc, says, takes, took, treated

EXCLUDED_IF = "Patients with eczema, psoriasis or vitiligo are excluded if the eGFR is < 30 mL/min"
OR_IF = "Patients with eczema or psoriasis will be excluded if eGFR < 30 mL/min or if they smoke"


def with_function(name: str, value: float, smokes: bool | None = None) -> Mapping[str, Any]:
    smoking = [obs("smoking", smokes)] if smokes is not None else []
    return closed(listed(name), labs(obs("eGFR", value, "mL/min/1.73 m2"), *smoking))


@table(
    *(
        row
        for name in ("eczema", "psoriasis", "vitiligo")
        for row in answers(EXCLUDED_IF, (with_function(name, 20), "fail"), (with_function(name, 80), "match"))
    ),
    *answers(EXCLUDED_IF, (with_function("gout", 20), "match")),
    *answers("Patients with gout are excluded if they have asthma, psoriasis", (has("gout", "asthma"), "fail"), (has("gout"), "match")),
    *answers("Patients with gout are excluded if they have asthma and psoriasis", (has("gout", "asthma"), "match")),
    *answers(OR_IF, (with_function("eczema", 80, True), "fail"), (with_function("eczema", 80, False), "match")),
    needs("Patients with gout or asthma will be excluded if eGFR < 30 mL/min", "gout, low", with_function("gout", 20), "fail"),
    needs("Patients with gout or asthma will be excluded if eGFR < 30 mL/min", "gout, normal", with_function("gout", 80), "match"),
)
def test_who_is_excluded_on_a_condition_must_meet_it_whoever_of_them_it_is(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


BEHIND_A_LIST = "Eczema or psoriasis if the eGFR is < 30 mL/min"


@table(
    *answers(BEHIND_A_LIST, (with_function("eczema", 20), "fail"), (with_function("eczema", 80), "unknown")),
    *answers(BEHIND_A_LIST, (with_function("psoriasis", 20), "fail"), (with_function("psoriasis", 80), "match")),
    *answers(BEHIND_A_LIST, (with_function("gout", 20), "match")),
)
def test_a_condition_behind_a_list_may_be_one_of_each_of_it(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


BEHIND_A_COMMA = "Asthma, or gout, or psoriasis, and FEV1 ≥ 50 % of predicted"


def breathing(name: str, value: float) -> Mapping[str, Any]:
    return closed(listed(name), says("FEV1 percent predicted", value, "%"))


@table(
    needs(BEHIND_A_COMMA, "first, low", breathing("asthma", 30), "unknown"),
    needs(BEHIND_A_COMMA, "first, high", breathing("asthma", 70), "match"),
    needs(BEHIND_A_COMMA, "last, low", breathing("psoriasis", 30), "fail"),
    needs(BEHIND_A_COMMA, "none, high", breathing("melanoma", 70), "fail"),
    *answers(
        "HBV DNA is detectable or ALT > 200 U/L",
        (labs(obs("HBV DNA", "detectable"), obs("ALT", 20, "U/L")), "fail"),
        (labs(obs("HBV DNA", "undetectable"), obs("ALT", 20, "U/L")), "match"),
        (labs(obs("HBV DNA", "undetectable"), obs("ALT", 300, "U/L")), "fail"),
    ),
    *answers(
        "Concurrent administration of warfarin or heparin within 14 days",
        (took("warfarin", "2026-10-01", "2026-10-25"), "fail"),
        (took("warfarin", "2026-01-01", "2026-02-01"), "match"),
    ),
    *answers("Concurrent malignancy or chemotherapy within 4 weeks", (has("melanoma"), "fail")),
)
def test_what_stands_last_may_be_said_of_all_and_a_result_is_no_limit(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


HEART = "Heart disease including heart block (unless a pacemaker is in place) or myocarditis"
REQUIRED = "COPD exacerbation requiring corticosteroids, antibiotics or hospitalization within 4 weeks"
ELSEWHERE = closed(
    open_list(cond("urinary tract infection", "2026-10-15")),
    treated(drug("nitrofurantoin", "2026-10-15", end="2026-10-20")),
)
PACED = closed(listed("heart block"), operated(proc("pacemaker implantation", "2025-03-01")))


@table(
    *answers(HEART, (PACED, "unknown"), (has("heart block"), "fail"), (has("cardiomyopathy"), "fail"), (NOTHING, "match")),
    *answers(
        "Malignancy, including skin cancer except basal cell carcinoma",
        (has("basal cell carcinoma"), "match"),
        (has("melanoma"), "fail"),
        (has("lung cancer"), "fail"),
    ),
    *answers(REQUIRED, (ELSEWHERE, "unknown"), (done("hospitalization", "2026-10-15"), "unknown"), (NOTHING, "match")),
    *answers("CNS involvement by lymphoma or leukemia", (has("acute lymphoblastic leukemia"), "unknown"), (has("gout"), "match")),
    *answers("Levodopa infusion", (takes("levodopa"), "unknown"), (NOTHING, "match")),
    *answers("Systemic fungal, bacterial or viral infection", (has("invasive fungal infection"), "fail"), (NOTHING, "match")),
)
def test_what_an_example_excuses_and_what_a_disease_requires(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
