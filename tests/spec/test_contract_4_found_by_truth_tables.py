"""What a chart tells in other places and words than the criterion: vaccinations, values, operations, qualified names (contract §4)."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, Record, closed, cond, done, has, labs, listed, obs, operated, proc, says

RECENT = "2026-10-20"


@table(
    excludes("Live vaccine within 4 weeks", "among the procedures", done("MMR vaccination", RECENT), "fail"),
    excludes("Live vaccine within 4 weeks", "another one", done("hepatitis B vaccination", RECENT), "match"),
    excludes("Live vaccine within 4 weeks", "of influenza there are both", done("flu shot", RECENT), "unknown"),
    excludes("Any vaccine within 4 weeks", "a shot", done("RSV vaccination", RECENT), "fail"),
    excludes("Any vaccine within 4 weeks", "long ago", done("yellow fever vaccination", "2025-01-10"), "match"),
    excludes("Inactivated vaccine within 4 weeks", "mostly such", done("influenza vaccination", RECENT), "unknown"),
    needs("Never received an RSV vaccine", "did", done("RSV vaccination", "2024-01-01"), "fail"),
)
def test_a_vaccination_is_its_vaccine(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def measured(name: str, value: float, unit: str, **fields: Any) -> Record:
    return closed(labs(obs(name, value, unit)), **fields)


@table(
    excludes("Obesity", "the body mass index says so", measured("BMI", 33, "kg/m2"), "unknown"),
    excludes("Obesity", "it does not", measured("BMI", 27, "kg/m2"), "match"),
    excludes("Overweight", "the body mass index says so", measured("BMI", 27, "kg/m2"), "unknown"),
    excludes("Chronic kidney disease", "the eGFR says so", measured("eGFR", 32, "mL/min/1.73 m2"), "unknown"),
    excludes("Anemia", "of a woman", measured("hemoglobin", 11.5, "g/dL", sex="female"), "unknown"),
    excludes("Anemia", "not by the laboratory", closed(labs(obs("hemoglobin", 11.5, "g/dL", low=11, high=15)), sex="female"), "match"),
    excludes("Anemia", "of a man", measured("hemoglobin", 12.5, "g/dL", sex="male"), "unknown"),
    excludes("Osteoporosis", "the T-score says so", closed(labs(obs("T-score", -2.7))), "unknown"),
    excludes("Diabetes", "a diagnosis is a diagnosis", measured("HbA1c", 9, "%"), "match"),
    excludes("Asplenia", "the spleen was taken out", done("splenectomy", "2010"), "unknown"),
    excludes("Hypothyroidism", "the thyroid was taken out", done("thyroidectomy", "2010"), "unknown"),
    needs("Amenorrhea for at least 12 months", "past the menopause", closed(labs(obs("postmenopausal", True))), "unknown"),
    excludes("Cumulative doxorubicin dose > 360 mg/m2", "more", measured("cumulative doxorubicin dose", 400, "mg/m2"), "unknown"),
    excludes("Cumulative doxorubicin dose > 360 mg/m2", "less", measured("cumulative doxorubicin dose", 300, "mg/m2"), "match"),
)
def test_what_a_complete_list_does_not_deny(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


OTHER = "Other malignancy within the last 5 years, except adequately treated basal cell carcinoma"
STAGE_4 = cond("lung adenocarcinoma", stage="IV")
LUNG = {"conditions": ("non-small cell lung cancer",)}


@table(
    excludes(OTHER, "none but the trial's own", closed(listed(), conditions=[STAGE_4]), "match", **LUNG),
    excludes(OTHER, "another", closed(listed(), conditions=[STAGE_4, cond("breast cancer", "2024")]), "fail", **LUNG),
)
def test_a_stage_tells_of_no_other_cancer(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Strangulated hernia", "of the groin", has("strangulated inguinal hernia"), "fail"),
    excludes("Inguinal hernia", "strangulated", has("strangulated inguinal hernia"), "fail"),
    excludes("Umbilical hernia", "another", has("strangulated inguinal hernia"), "match"),
    excludes("Open fracture", "of the tibia", has("open tibial fracture"), "fail"),
    excludes("Closed fracture", "an open one", has("open tibial fracture"), "match"),
    excludes("Fracture", "of the shaft", has("closed femoral shaft fracture"), "fail"),
    excludes("Platinum-resistant ovarian cancer", "sensitive", has("platinum-sensitive ovarian cancer"), "match"),
    excludes("Platinum-resistant ovarian cancer", "not told", has("ovarian cancer"), "unknown"),
    excludes("High-risk neuroblastoma", "of low risk", has("low-risk neuroblastoma"), "match"),
    needs("Oropharyngeal squamous cell carcinoma", "of the larynx", has("laryngeal squamous cell carcinoma"), "fail"),
    needs("Head and neck squamous cell carcinoma", "of the larynx", has("laryngeal squamous cell carcinoma"), "match"),
    needs("Androgen deprivation therapy", "by an operation", done("bilateral orchiectomy", "2026-10-01"), "match"),
    excludes("Atypical parkinsonism", "one of its kinds", has("multiple system atrophy"), "unknown"),
    excludes(
        "Upper respiratory tract infection in the past 2 weeks",
        "a cold",
        closed(listed(), conditions=[cond("common cold", "2026-10-28")]),
        "fail",
    ),
)
def test_names_with_words_before_them(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


CRISES = "At least 2 but not more than 10 vaso-occlusive crises in the preceding 12 months"


@table(
    needs(CRISES, "as many", says("vaso-occlusive crises in the last 12 months", 2), "match"),
    needs(CRISES, "in a year", says("vaso-occlusive crises in the past year", 11), "fail"),
    needs(CRISES, "of another time", says("vaso-occlusive crises in the last 6 months", 2), "unknown"),
    needs("≥ 2 COPD exacerbations in the last year", "counted", closed(labs(obs("COPD exacerbations in the last 12 months", 3))), "match"),
    needs("≥ 2 COPD exacerbations in the last year", "too few", closed(labs(obs("COPD exacerbations in the last 12 months", 1))), "fail"),
    excludes("SpO2 < 92 % on room air", "with its circumstances", says("SpO2 on room air", 91, "%"), "fail"),
    needs("FEV1 ≥ 50 % of predicted", "as laboratories write it", says("FEV1", 45, "% predicted"), "fail"),
    needs("FEV1/FVC < 0.70", "a fraction", says("FEV1/FVC", 0.69), "match"),
    needs("FEV1/FVC < 0.70", "in percent", says("FEV1/FVC", 72), "fail"),
    needs("Smoking history ≤ 10 pack-years", "none", says("pack-years", 0, "pack-years"), "match"),
    excludes("Never-smokers", "smokes", says("smoking status", "current smoker"), "match"),
    needs("Clinical Dementia Rating 0.5 or 1", "another", says("CDR", 2), "fail"),
    needs("Daily dose of metformin ≥ 1000 mg", "less", closed(medications=[{"name": "metformin", "dose": 850, "unit": "mg/day"}]), "fail"),
)
def test_how_values_are_recorded(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *(
        needs(text, f"{name} {value}", says(name, value), expected)
        for name, value, unstable in (
            ("MSI status", "MSI-H", True),
            ("mismatch repair", "deficient", True),
            ("microsatellite instability", "high", True),
            ("MMR", "proficient", False),
            ("microsatellite status", "MSS", False),
            ("MSI", "stable", False),
        )
        for text, expected in (
            ("MSI-H or dMMR", "match" if unstable else "fail"),
            ("MSS", "fail" if unstable else "match"),
            ("Microsatellite stable (MSS)", "fail" if unstable else "match"),
            ("Proficient mismatch repair (pMMR)", "fail" if unstable else "match"),
        )
    ),
    needs("≥ 20 % blasts in bone marrow", "in the blood", says("peripheral blood blasts", 24, "%"), "unknown"),
    needs("≥ 20 % blasts in bone marrow or peripheral blood", "in the marrow", says("bone marrow blasts", 24, "%"), "match"),
)
def test_results_in_the_words_of_laboratories(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("At least 4 seizures", "epilepsy, of how many nobody knows", has("epilepsy"), "unknown"),
    excludes("Joint replacement", "none", closed(operated(proc("appendectomy", "2020-01-01"))), "match"),
    needs("Asthma", "none", NOTHING, "fail"),
)
def test_what_stays_as_it_was(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


EXACERBATIONS = "COPD exacerbations in the last 12 months"


def counted(*counts: tuple[float, str]) -> Record:
    return closed(labs(*(obs(EXACERBATIONS, n, date=day) for n, day in counts)))


@table(
    needs(f"At least 2 {EXACERBATIONS}", "counted last week", counted((3, "2026-10-28")), "match"),
    needs(f"At least 2 {EXACERBATIONS}", "none", counted((0, "2026-10-28")), "fail"),
    needs(f"At least 2 {EXACERBATIONS}", "counted ten months ago", counted((3, "2026-01-05")), "unknown"),
    needs(f"At least 2 {EXACERBATIONS}", "counted years ago", counted((3, "2019-01-05")), "unknown"),
    needs(f"At least 2 {EXACERBATIONS}", "fewer since", counted((3, "2019-01-05"), (0, "2026-10-28")), "fail"),
    needs(f"At least 2 {EXACERBATIONS}", "two counts of a day", counted((3, "2026-10-28"), (1, "2026-10-28")), "unknown"),
)
def test_a_count_is_of_the_time_before_its_day(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def bounded(value: float, comparator: str) -> Record:
    return closed(labs(obs("ECOG", value, comparator=comparator)))


@table(
    needs("ECOG 0 or 1", "more than it says", bounded(0, ">"), "unknown"),
    needs("ECOG 0 or 3", "perhaps 3", bounded(2, ">"), "unknown"),
)
def test_a_bounded_value_is_no_class(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


NEPHROTIC = "Nephrotic syndrome other than minimal change disease"


def due_to(*causes: str) -> Record:
    return has("nephrotic syndrome", due_to=list(causes))


@table(
    excludes(NEPHROTIC, "excepted by its cause", due_to("minimal change disease"), "match"),
    excludes(NEPHROTIC, "by that and another", due_to("minimal change disease", "amyloidosis"), "unknown"),
    excludes(NEPHROTIC, "by another", due_to("amyloidosis"), "fail"),
)
def test_a_cause_that_is_excepted(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
