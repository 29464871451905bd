"""Contract §2: words that a list shares, and words that narrow a name, as a fourteenth sample of registry criteria shows them."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import attested, closed, done, drug, has, labs, listed, obs, open_list, operated, proc, says, treated

BEFORE_SURGERY = "Prior neoadjuvant chemotherapy, immunotherapy, or radiotherapy"
FOCI = "Multifocal or multicentric invasive carcinoma"


@table(
    excludes(BEFORE_SURGERY, "the middle one, when is not told", done("immunotherapy", "2020-01-01"), "unknown"),
    excludes(BEFORE_SURGERY, "the last one, when is not told", done("radiotherapy", "2020-01-01"), "unknown"),
    excludes(BEFORE_SURGERY, "none", has("gout"), "match"),
    excludes("Planned neoadjuvant chemotherapy, or other systemic therapy", "an adjective of its own", has("gout"), "match"),
    excludes("Prior adjuvant chemotherapy or surgery", "no surgery is adjuvant", done("mastectomy", "2020-01-01"), "fail"),
    excludes("Prior chemotherapy, immunotherapy or radiotherapy", "the middle one", done("immunotherapy", "2020-01-01"), "fail"),
)
def test_when_a_treatment_is_given_is_said_of_all_in_its_list(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(FOCI, "not told of what kind", has("carcinoma"), "unknown"),
    excludes(FOCI, "none", has("gout"), "match"),
    excludes("Severe or poorly controlled asthma", "severe", has("asthma", severity="severe"), "fail"),
)
def test_adjectives_behind_the_one_that_or_joins(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


def _with_class(value: str) -> dict[str, Any]:
    return closed(listed("heart failure"), says("NYHA class", value))


@table(
    excludes("NYHA class VI heart failure", "no such class", _with_class("II"), "unknown"),
    excludes("NYHA class VI heart failure", "none", has("gout"), "match"),
    excludes("Child-Pugh D cirrhosis", "no such class", has("cirrhosis"), "unknown"),
    needs("Measurable metastatic disease", "measurable, of which kind is not told", attested(**{"measurable disease": True}), "unknown"),
    needs("Measurable metastatic disease", "none", attested(**{"measurable disease": False}), "fail"),
    needs("Measurable nodal disease", "none", attested(**{"measurable disease": False}), "fail"),
    needs("At least one measurable lesion", "some", attested(**{"measurable disease": True}), "match"),
)
def test_a_word_that_narrows_is_not_dropped(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


IMMUNOGLOBULIN = "Intravenous immunoglobulin within 4 weeks"
GIVEN = {"start": "2026-10-20", "end": "2026-10-20"}


@table(
    excludes(IMMUNOGLOBULIN, "by vein", closed(treated(drug("immunoglobulin", route="intravenous", **GIVEN))), "fail"),
    excludes(IMMUNOGLOBULIN, "by its short name", closed(treated(drug("IVIG", **GIVEN))), "fail"),
    excludes(IMMUNOGLOBULIN, "under the skin", closed(treated(drug("immunoglobulin", route="subcutaneous", **GIVEN))), "match"),
    excludes(IMMUNOGLOBULIN, "by which route is not told", closed(treated(drug("immunoglobulin", **GIVEN))), "unknown"),
    excludes("Immunoglobulins within 4 weeks", "by vein", closed(treated(drug("IVIG", **GIVEN))), "fail"),
    excludes("Transgender men", "a woman", attested(**{"transgender woman": True}), "match"),
    excludes("Transgender men", "a man", attested(**{"transgender man": True}), "fail"),
    excludes("Transgender men", "not told which", attested(transgender=True), "unknown"),
    excludes("Transgender persons", "a woman", attested(**{"transgender woman": True}), "fail"),
    excludes("Subcutaneous immunoglobulin", "an operation alone", closed(operated(proc("appendectomy"))), "match"),
)
def test_kinds_that_a_wider_name_had_hidden(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


def _lipids(sex: str, triglycerides: float, hdl: float) -> dict[str, Any]:
    return {"sex": sex} | labs(obs("triglycerides", triglycerides, "mg/dL"), obs("HDL cholesterol", hdl, "mg/dL"))


LIPIDS = "Triglycerides > 150 mg/dL or HDL < 50 in women, < 40 mg/dL in men"
BLOOD = "Haemoglobin > 13 g/dL in men, or platelets > 100 x 10^9/L"
WAIST = "Waist circumference > 102 cm in men, > 88 cm in women, or BMI > 30"


@table(
    needs(LIPIDS, "a man, by the first", _lipids("male", 200, 45), "match"),
    needs(LIPIDS, "a man, by neither", _lipids("male", 100, 45), "fail"),
    needs(LIPIDS, "a woman, by her limit", _lipids("female", 100, 45), "match"),
    needs(BLOOD, "a woman, by neither", {"sex": "female"} | says("platelets", 50, "10*9/L"), "fail"),
    needs(BLOOD, "a woman, by the second", {"sex": "female"} | says("platelets", 150, "10*9/L"), "match"),
    needs(WAIST, "a woman, by neither", {"sex": "female"} | labs(obs("waist circumference", 70, "cm"), obs("BMI", 20, "kg/m2")), "fail"),
    needs("Haemoglobin > 13 g/dL in men", "a woman is not asked", {"sex": "female"}, "match"),
)
def test_limits_for_one_sex_among_alternatives(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


STENTED = "Myocardial infarction treated with PCI within 30 days"
INFARCTION = {"name": "myocardial infarction", "status": "resolved"}
STENT = operated(proc("PCI", "2026-10-20"))


@table(
    excludes(STENTED, "both then, over now", closed(open_list({**INFARCTION, "onset": "2026-10-20"}), STENT), "fail"),
    excludes(STENTED, "an infarction of long ago", closed(open_list({**INFARCTION, "onset": "2020-01-01"}), STENT), "unknown"),
    excludes(STENTED, "none", done("PCI", "2026-10-20"), "match"),
    excludes(
        "Breast cancer treated with tamoxifen within 5 years",
        "cured",
        closed(open_list({"name": "breast cancer", "status": "resolved"}), treated(drug("tamoxifen", "2024-01-01", end="2025-01-01"))),
        "fail",
    ),
    excludes("Latent tuberculosis not treated", "treated or not is not told", has("latent tuberculosis"), "unknown"),
    excludes("Latent tuberculosis not treated", "none", has("gout"), "match"),
    needs("Women with cancer of the female breast, stage II", "a man", {"sex": "male"} | has("breast cancer", stage="II"), "fail"),
    needs("Newly diagnosed with gout", "since when is not told", has("gout"), "unknown"),
    needs("Newly diagnosed with gout", "none", has("asthma"), "fail"),
)
def test_a_disease_and_its_treatment(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


SURGERY = "Major surgery within 4 weeks or planned during the study"
SUM = "Cumulative dose of doxorubicin > 360 mg/m2 or epirubicin > 640 mg/m2"
CYCLES = closed(treated(drug("epirubicin", "2020-01-01", end="2020-06-01", dose=700, unit="mg/m2")))


@table(
    excludes(SURGERY, "done", done("major surgery", "2026-10-20"), "fail"),
    excludes(SURGERY, "planned", closed(operated(proc("major surgery", status="planned"))), "fail"),
    excludes(SURGERY, "long ago", done("major surgery", "2020-01-01"), "match"),
    excludes("Cancer within 5 years or current", "still there", has("melanoma", onset="2010-01-01"), "fail"),
    excludes(SUM, "one entry is not the sum", CYCLES, "unknown"),
    excludes(SUM, "never had", has("gout"), "match"),
    needs("Schizophrenia by DSM-5", "how it was found need not be proved", has("schizophrenia"), "match"),
    needs("Schizophrenia as defined by DSM-5 criteria", "nor there", has("schizophrenia"), "match"),
    needs("Parkinson's disease by UK Brain Bank criteria", "nor there", has("Parkinson's disease"), "match"),
    excludes("Asthma exacerbations requiring hospitalization", "none", has("gout"), "match"),
    excludes(
        "Creatinine clearance < 60 mL/min as calculated by Cockcroft-Gault", "low", says("creatinine clearance", 50, "mL/min"), "fail"
    ),
)
def test_times_and_sums_and_ways(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


DEPRESSED, COLITIS = "Major depressive disorder (MADRS ≥ 22)", "Ulcerative colitis (Mayo score 6-12)"
PSORIASIS = "Moderate to severe plaque psoriasis (PASI ≥ 12) for at least 6 months"
SINCE = {"onset": "2020-01-01", "severity": "severe"}


@table(
    needs(DEPRESSED, "both", closed(listed("major depressive disorder"), says("MADRS", 30)), "match"),
    needs(DEPRESSED, "the score, of another disease", closed(listed("schizophrenia"), says("MADRS", 30)), "unknown: ambiguous"),
    needs(DEPRESSED, "a low score", closed(listed("major depressive disorder"), says("MADRS", 10)), "fail"),
    needs(COLITIS, "both", closed(listed("ulcerative colitis"), says("Mayo score", 8)), "match"),
    needs(PSORIASIS, "for years, measured once", closed(listed("plaque psoriasis", **SINCE), says("PASI", 14)), "match"),
    needs(PSORIASIS, "a low score", closed(listed("plaque psoriasis", **SINCE), says("PASI", 4)), "fail"),
    excludes("Heart failure (LVEF < 40 %)", "both", closed(listed("heart failure"), says("LVEF", 30, "%")), "fail"),
    excludes("Heart failure (LVEF < 40 %)", "the value alone", closed(says("LVEF", 30, "%")), "unknown: ambiguous"),
    excludes("Heart failure (LVEF < 40 %)", "another value", closed(listed("heart failure"), says("LVEF", 60, "%")), "match"),
    excludes("Anaemia (haemoglobin < 10 g/dL)", "the value says it", closed(says("haemoglobin", 8, "g/dL")), "fail"),
    excludes("Cognitive impairment (MMSE < 24)", "the value says it", closed(says("MMSE", 20)), "fail"),
    excludes("Signs of anaemia (haemoglobin < 10 g/dL)", "the value says it", closed(says("haemoglobin", 8, "g/dL")), "fail"),
)
def test_a_score_in_parentheses_grades_a_disease(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


CHECKPOINT = "Prior treatment with PD-1, PD-L1 or CTLA-4 inhibitors"
SCANNED = done("MUGA scan", "2026-10-01") | says("LVEF", 30, "%")


@table(
    needs("LVEF >= 50% by ECHO or MUGA", "scanned, and low", SCANNED, "fail"),
    needs("LVEF >= 50% by ABC or MUGA", "scanned, and low", SCANNED, "fail"),
    needs("Normal LVEF (MUGA or echo)", "scanned, and of which range is not told", SCANNED, "unknown"),
    excludes(CHECKPOINT, "the first", closed(treated(drug("nivolumab", "2024-01-01", end="2024-06-01"))), "fail"),
    excludes(CHECKPOINT, "the second", closed(treated(drug("atezolizumab", "2024-01-01", end="2024-06-01"))), "fail"),
    excludes(CHECKPOINT, "none", has("gout"), "match"),
    needs("EGFR or ALK positive patients must have received a TKI", "nothing is known of either", has("gout"), "unknown"),
)
def test_methods_and_halves_of_names(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


VALVE = "Symptomatic severe aortic stenosis (aortic valve area < 1 cm2)"
NARROW = says("aortic valve area", 0.8, "cm2")


@table(
    needs(VALVE, "whether it is felt is not told", closed(listed("aortic stenosis"), NARROW), "unknown"),
    needs(VALVE, "wide", closed(listed("aortic stenosis"), says("aortic valve area", 2, "cm2")), "fail"),
    excludes(
        "Symptomatic anaemia (haemoglobin < 10 g/dL)", "low, whether it is felt is not told", says("haemoglobin", 8, "g/dL"), "unknown"
    ),
    excludes("Symptomatic anaemia (haemoglobin < 10 g/dL)", "normal", says("haemoglobin", 14, "g/dL"), "match"),
    excludes(
        "Uncontrolled hypertension (systolic blood pressure > 160 mmHg)", "high", says("systolic blood pressure", 170, "mm[Hg]"), "fail"
    ),
    excludes("Resting hypotension (systolic blood pressure < 90 mmHg)", "low", says("systolic blood pressure", 80, "mm[Hg]"), "fail"),
)
def test_a_threshold_stands_for_no_words_that_it_does_not_tell(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


WOMEN = "Premenopausal or postmenopausal women with breast cancer"


@table(
    needs(WOMEN, "without the disease", closed(listed("gout"), says("premenopausal", True), sex="female"), "fail"),
    needs(WOMEN, "with it", closed(listed("breast cancer"), says("premenopausal", True), sex="female"), "match"),
    needs("Obese or overweight patients with type 2 diabetes", "without it", has("obesity"), "fail"),
    needs("Ambulatory or hospitalized patients with COVID-19", "without it", closed(says("ambulatory", True)), "fail"),
    needs("Smokers or ex-smokers with COPD", "without it", closed(says("smoker", True)), "unknown"),
    excludes("Obese or diabetic patients with hypertension", "without it", has("obesity"), "match"),
    excludes("Stroke or diabetic patients with hypertension", "a noun, without it", has("stroke"), "unknown"),
    excludes("Patients enrolled in this study", "who they are is not understood", has("gout"), "unknown"),
)
def test_adjectives_of_one_noun_for_people_share_what_it_goes_with(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
