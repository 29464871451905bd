"""Lists in brackets, examples at their place, any cause, exceptions with a cause, populations, what was examined (contract §2)."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import (
    NOTHING,
    closed,
    cond,
    done,
    has,
    listed,
    open_list,
    operated,
    proc,
    says,
    takes,
    took,
)

RENAL = "Renal disease (eGFR < 60 mL/min, dialysis, kidney transplant)"
PACED = closed(listed("heart disease"), operated(proc("pacemaker", "2020")))
SEVERE = "Severe comorbidity (heart failure NYHA III-IV; COPD GOLD 3-4; dialysis)"
EGFR_70 = says("eGFR", 70, unit="mL/min/1.73m2")


@table(
    excludes(RENAL, "the third alone", closed(EGFR_70, done("kidney transplant")), "unknown"),
    excludes(RENAL, "none", closed(EGFR_70), "match"),
    excludes("Liver disease (Child-Pugh B or C, hepatitis B, hepatitis C)", "the second", has("hepatitis B"), "fail"),
    excludes("Active infection (tuberculosis, hepatitis B, HIV with CD4 < 350)", "the first", listed("active tuberculosis"), "unknown"),
    excludes(SEVERE, "the last alone", done("dialysis", start="2026-01"), "unknown"),
    excludes("Cardiac comorbidity (heart failure > NYHA class II, atrial fibrillation, pacemaker)", "the third", PACED, "fail"),
    excludes("Diabetes (HbA1c > 9 %, on insulin)", "one of two", closed(says("HbA1c", 10, unit="%"), listed("diabetes")), "unknown"),
    excludes("Diabetes (HbA1c > 9 %, on insulin)", "neither", closed(says("HbA1c", 7, unit="%"), listed("diabetes")), "match"),
    excludes("Renal failure (creatinine > 2 mg/dL and proteinuria)", "one of both", closed(says("creatinine", 3, unit="mg/dL")), "match"),
)
def test_commas_in_brackets_of_exclusions_mean_any(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


SPINE = "Spinal pathology such as fracture, tumor, or infection"


@table(
    excludes(SPINE, "of another organ", has("urinary tract infection"), "match"),
    excludes(SPINE, "there", has("vertebral fracture"), "fail"),
    excludes("Lung disease such as infection or cancer", "of another organ", has("breast cancer"), "match"),
    excludes("Lung disease such as infection or cancer", "there", has("pneumonia"), "fail"),
    excludes("Intracranial pathology (tumor, hemorrhage, infection)", "of another organ", has("GI bleeding"), "match"),
    excludes("Uterine abnormalities such as polyps or fibroids", "of another organ", has("nasal polyps"), "match"),
    excludes("Immunological diseases (such as HIV infection, cancer)", "of no organ", has("breast cancer"), "fail"),
    excludes("History of spinal surgery, fracture, or infection", "perhaps of it", has("hip fracture"), "unknown"),
    excludes("Ocular surgery, trauma or infection within 3 months", "perhaps of it", has("UTI", onset="2026-10"), "unknown"),
    excludes("Lung cancer, infection, or diabetes", "for itself", has("urinary tract infection"), "fail"),
    excludes("Malformations of the gastrointestinal or urinary tract", "no malformation", has("urinary tract infection"), "unknown"),
    excludes("Disorders of the musculoskeletal system affecting the lower limbs", "elsewhere", has("rotator cuff tear"), "unknown"),
)
def test_examples_and_later_members_are_at_the_place_of_the_first(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


OTHER_THAN = "Psychiatric illness other than depression or anxiety secondary to chronic pain"


def _due(name: str, cause: str) -> dict[str, Any]:
    return closed(open_list(cond(name, due_to=[cause])))


@table(
    excludes("Heart failure due to any cause, including ischemia", "another one", _due("heart failure", "hypertension"), "fail"),
    excludes("Anemia due to any cause, such as iron deficiency", "none told", has("anemia"), "fail"),
    excludes("Chronic kidney disease due to any cause other than diabetes", "by that", _due("chronic kidney disease", "diabetes"), "match"),
    excludes("Cirrhosis of any etiology other than hepatitis C", "by another", _due("cirrhosis", "alcohol"), "fail"),
    excludes(
        "Psychiatric illness other than depression or anxiety secondary to chronic pain",
        "it",
        _due("anxiety disorder", "chronic pain"),
        "match",
    ),
    excludes(OTHER_THAN, "another", has("schizophrenia"), "fail"),
    excludes("Autoimmune disease: including lupus and rheumatoid arthritis", "another one", has("multiple sclerosis"), "unknown"),
    excludes("Autoimmune disease: lupus, rheumatoid arthritis", "another one", has("multiple sclerosis"), "match"),
    excludes(
        "Patients with other malignancies, except non-melanoma skin cancer, who had evidence of it within the last 5 years",
        "one",
        has("colon cancer", onset="2024-01"),
        "unknown",
    ),
)
def test_causes_and_exceptions(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


HER2_NEGATIVE = closed(listed("breast cancer", "liver metastasis"), says("HER2 status", "negative"))


@table(
    needs("Patients with psoriasis and patients with atopic dermatitis", "of the second", has("atopic dermatitis"), "match"),
    needs("Women with breast cancer and women with ovarian cancer", "of the first", closed(listed("breast cancer"), sex="female"), "match"),
    needs("Women with breast cancer and women with ovarian cancer", "of neither", closed(listed("lung cancer"), sex="female"), "fail"),
    needs("Patients with psoriasis and hypertension", "of one", has("psoriasis"), "fail"),
    needs("HER2-positive primary or metastatic lesion", "negative", HER2_NEGATIVE, "fail"),
    needs("Estrogen receptor positive in the primary or metastatic lesion", "positive", says("ER", "positive"), "match"),
    needs("Failure of standard chemotherapy consisting of a platinum agent", "given", took("cisplatin", "2025-01", "2025-06"), "unknown"),
    needs("Prior chemotherapy consisting of a platinum agent", "given", took("cisplatin", "2025-01", "2025-06"), "match"),
    needs("Day 1 will be defined as the day of administration of cisplatin", "not given", NOTHING, "unknown"),
    excludes("Drug/alcohol abuse history", "over", has("cocaine abuse", status="resolved", onset="2010", end="2015"), "fail"),
    excludes("History of HER tyrosine kinase inhibitors", "another", takes("imatinib"), "match"),
)
def test_populations_lesions_regimens_and_pasts(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
