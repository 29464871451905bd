"""Contract §2: sentences that large sponsors use in most of their trials, in own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, answers, check, excludes, needs, table
from spec.records import MAN, NOTHING, attested, closed, cond, done, has, labs, obs, open_list, operated, proc, says, takes, took

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


def liver(alt: float, *diseases: str) -> Mapping[str, Any]:
    return labs(
        obs("ALT", alt, "U/L", high=40), obs("AST", 20, "U/L", high=40), conditions=[cond(d) for d in diseases], complete=["conditions"]
    )


def bilirubin(total: float, direct: float, *diseases: str) -> Mapping[str, Any]:
    values = (obs("total bilirubin", total, "mg/dL", high=1), obs("direct bilirubin", direct, "mg/dL", high=0.3))
    return labs(*values, conditions=[cond(d) for d in diseases], complete=["conditions"])


OTHER_CANCER = has("lung cancer", onset="2024-01-01")
LONG_AGO = has("lung cancer", onset="2010-01-01", end="2011-01-01", status="resolved")
METASTATIC = ("liver metastases",)
IN_THE_ABSENCE = "In the absence of liver metastases, ALT and AST should be < 2.5 × ULN"
FOR_GILBERT = "Total bilirubin < ULN; or total bilirubin ≤ 3.0 × ULN or direct bilirubin ≤ 1.5 × ULN in patients with Gilbert's syndrome"
OF_LOW_RISK = "Malignancy other than breast cancer within 5 years, with the exception of malignancies with a negligible risk of death"


@table(
    *answers(
        OF_LOW_RISK, (OTHER_CANCER, "unknown"), (LONG_AGO, "match"), (has("breast cancer", onset="2024-01-01"), "match"), (NOTHING, "match")
    ),
    *answers(
        "History of another malignancy except for malignancy treated with curative intent and with no known active disease for 5 years",
        (NOTHING, "match"),
        (OTHER_CANCER, "unknown"),
    ),
    *answers(
        "Malignancy except basal cell carcinoma and without metastases",
        (OTHER_CANCER, "fail"),
        (has("basal cell carcinoma"), "match"),
    ),
)
def test_exceptions_of_low_risk_are_of_the_whole(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(IN_THE_ABSENCE, "none, within", liver(30), "match"),
    needs(IN_THE_ABSENCE, "none, above", liver(200), "fail"),
    needs(IN_THE_ABSENCE, "some", liver(200, *METASTATIC), "match"),
    excludes("In the absence of liver metastases, ALT > 2.5 × ULN", "none, within", liver(30), "match"),
    excludes("In the absence of liver metastases, ALT > 2.5 × ULN", "none, above", liver(200), "fail"),
    excludes("In the absence of known liver disease, elevated ALT", "none, within", liver(30), "match"),
    needs(FOR_GILBERT, "neither", bilirubin(0.5, 0.1), "match"),
    needs(FOR_GILBERT, "above, without it", bilirubin(2, 0.2), "fail"),
    needs(FOR_GILBERT, "above, with it", bilirubin(2, 0.2, "Gilbert's syndrome"), "match"),
    needs("Recovered from all toxicities to grade ≤ 1 (exception: alopecia)", "alopecia", has("alopecia"), "unknown"),
    needs("Estradiol in the postmenopausal range", "none taken", NOTHING, "unknown"),
)
def test_whose_limit_it_is(kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


USES = "Chronic systemic corticosteroids; the following uses are permitted: topical applications, inhaled sprays, eye drops"
HORMONES = "Any anti-cancer therapy within 3 weeks; however, the following are allowed: hormone replacement therapy or oral contraceptives"


@table(
    *answers(USES, (takes("eye drops"), "match"), (NOTHING, "match")),
    *answers(HORMONES, (done("hormone replacement therapy", "2026-10-25"), "match"), (NOTHING, "match")),
    *answers(
        "Treatment with a live, attenuated vaccine within 4 weeks, or anticipation of need for such a vaccine during treatment",
        (took("live vaccine", "2026-10-25", "2026-10-25"), "fail"),
        (took("live vaccine", "2020-10-25", "2020-10-25"), "unknown"),  # whether one is planned
    ),
    *answers(
        "Known active hepatitis C virus (defined as HCV RNA [qualitative] is detected) infection", (says("HCV RNA", "positive"), "fail")
    ),
    *answers("Treatment with therapeutic oral or IV antibiotics within 2 weeks", (NOTHING, "match")),
    *answers("Regular use of metformin", (NOTHING, "match"), (takes("metformin"), "unknown")),
    *answers("Malabsorption illness", (has("malabsorption"), "fail"), (NOTHING, "match")),
)
def test_what_sponsors_permit_and_name(kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)
