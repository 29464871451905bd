"""What entries tell by their sites, names and values, and which lists they leave open."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, closed, cond, done, has, labs, obs, open_list, says

LEFT, RIGHT = cond("inguinal hernia", site="left groin"), cond("inguinal hernia", site="right groin")
BILATERAL = "Bilateral inguinal hernia"
ANGINA = "Stable angina, CCS class II to IV"
CHILDHOOD = "Febrile seizures in childhood"


@table(
    excludes(BILATERAL, "one side of a complete list", closed(open_list(LEFT)), "match"),
    excludes(BILATERAL, "one side of an open list", open_list(LEFT), "unknown"),
    excludes(BILATERAL, "two entries", closed(open_list(LEFT, RIGHT)), "fail"),
    excludes(BILATERAL, "no side", has("inguinal hernia"), "unknown"),
    excludes("Unilateral inguinal hernia", "both sides", closed(open_list(LEFT, RIGHT)), "match"),
    needs("Cataract in both eyes", "one of them", has("cataract", site="left eye"), "fail"),
)
def test_sides(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Relapsed multiple myeloma", "a new one", has("newly diagnosed multiple myeloma"), "fail"),
    needs("Metastatic prostate cancer", "a local one", has("localized prostate cancer", stage="II"), "fail"),
    needs("Hormone-sensitive prostate cancer", "a resistant one", has("metastatic castration-resistant prostate cancer"), "fail"),
    excludes("Basal cell carcinoma, unless adequately treated", "over", has("basal cell carcinoma", status="resolved"), "match"),
    excludes("Basal cell carcinoma, unless adequately treated", "still there", has("basal cell carcinoma"), "unknown"),
    needs(ANGINA, "a lower class", closed(open_list(cond("stable angina")), labs(obs("CCS class", "I"))), "fail"),
    needs(ANGINA, "a class and no disease", closed(labs(obs("CCS class", "III"))), "unknown"),
    excludes("History of seizures", "a disease of seizures", has("epilepsy"), "fail"),
    excludes("Seizures", "a disease of seizures, at present", has("epilepsy"), "unknown"),
)
def test_names_and_classes(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(
        CHILDHOOD, "as a child", closed(open_list(cond("febrile seizure", "1979", status="resolved")), birth_date="1976-03-01"), "match"
    ),
    excludes(f"History of {CHILDHOOD}", "as a child", closed(open_list(cond("febrile seizure", "1979")), birth_date="1976-03-01"), "fail"),
    excludes(
        f"History of {CHILDHOOD}", "as an adult", closed(open_list(cond("febrile seizure", "2010")), birth_date="1976-03-01"), "match"
    ),
    excludes(
        f"History of {CHILDHOOD}",
        "in the year between",
        closed(open_list(cond("febrile seizure", "1994")), birth_date="1976-03-01"),
        "unknown",
    ),
)
def test_ages_at_onset(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Caffeine", "an intake", closed(labs(obs("caffeine intake", 650, "mg/day"))), "unknown"),
    excludes("Caffeine", "no intake", closed(labs(obs("caffeine intake", 0, "mg/day"))), "match"),
    excludes("Caffeine", "a level in the blood", closed(labs(obs("serum caffeine level", 2, "mg/L"))), "match"),
    excludes("2 or more miscarriages", "a number", closed(labs(obs("number of consecutive miscarriages", 2))), "unknown"),
    excludes("Stroke", "a risk of it", closed(labs(obs("stroke risk", 12, "%"))), "match"),
    excludes("Negative pregnancy test in women of childbearing potential", "nothing", NOTHING, "unknown"),
    needs("Former smoker", "never", says("smoking status", "never smoker"), "fail"),
    excludes("Any surgical revascularization", "a bypass", done("femoropopliteal bypass", "2020"), "fail"),
)
def test_what_values_leave_open(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
