"""Words that share a noun or belong to a number, brackets that say why, contraindications by example, denied causes (contract §2)."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, done, drug, has, listed, operated, proc, says, treated

INSURED, UNINSURED = says("health insurance", True), says("health insurance", False)


@table(
    excludes("Clinical or radiologic evidence of fracture", "there", has("fracture"), "fail"),
    excludes("Clinical, mammographic or pathologic evidence of breast cancer", "not there", NOTHING, "match"),
    needs("No clinical or radiological evidence of fracture", "not there", NOTHING, "match"),
    needs("No clinical or radiological evidence of fracture", "there", has("fracture"), "fail"),
    needs("Histologically/cytologically proven breast cancer", "not there", NOTHING, "fail"),
    excludes("Evidence or history of bleeding diathesis", "not there", NOTHING, "match"),
)
def test_adjectives_of_examinations_share_their_noun(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("HER2 (+)", "positive", says("HER2", "positive"), "match"),
    needs("HER2 (-)", "positive", says("HER2", "positive"), "fail"),
    needs("HER2 IHC 0, 1+ or 2+", "1+", says("HER2 IHC", "1+"), "match"),
    needs("HER2 IHC 0, 1+ or 2+", "3+", says("HER2 IHC", "3+"), "fail"),
    needs("Age 60+ years", "older", {"age": 70}, "match"),
    needs("Creatinine within 0.6-1.3 mg/dL", "inside", says("creatinine", 0.9, unit="mg/dL"), "match"),
    needs("Creatinine within 0.6-1.3 mg/dL", "above", says("creatinine", 1.9, unit="mg/dL"), "fail"),
    needs("Between the ages of 18-70", "inside", {"age": 50}, "match"),
    needs("Between the ages of 18-70", "above", {"age": 80}, "fail"),
    needs("Hemoglobin > 9 (g/dL)", "above", says("hemoglobin", 10, unit="g/dL"), "match"),
    needs("Hemoglobin at a level of at least 9 g/dL", "above", says("hemoglobin", 10, unit="g/dL"), "match"),
    needs("Bilirubin < 1.5 x ULN for the lab", "below", says("bilirubin", 1, unit="mg/dL", high=1.2), "match"),
)
def test_signs_and_words_that_belong_to_a_number(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Affiliated to the French social security", "insured", INSURED, "match"),
    needs("Covered by national health insurance", "not insured", UNINSURED, "fail"),
    excludes("Not covered by health insurance", "not insured", UNINSURED, "fail"),
    excludes("Non covered by health insurance", "not insured", UNINSURED, "fail"),
    excludes("Non covered by health insurance", "insured", INSURED, "match"),
    needs("Must implement adequate contraception", "uses it", says("contraception", True), "match"),
    needs(
        "Agrees to use contraception starting 4 weeks prior to randomization and for 6 months after the last dose",
        "uses it",
        says("contraception", True),
        "match",
    ),
    needs("Patients of both genders must use contraception", "does not", says("contraception", False), "fail"),
    excludes("Any other form of immunosuppressive therapy", "taken", treated(drug("azathioprine")), "fail"),
)
def test_words_around_what_is_attested(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Hypocalcemia (contraindication to denosumab)", "there", has("hypocalcemia"), "fail"),
    needs("No prior chemotherapy. (Prior endocrine therapy is permitted).", "none", NOTHING, "match"),
    needs(
        "No prior chemotherapy. (Prior endocrine therapy is permitted).",
        "given",
        operated(proc("chemotherapy", start="2020-01-01", end="2020-05-01")),
        "fail",
    ),
    needs("In the patients with diabetes, HbA1c < 8%", "not of them", NOTHING, "match"),
    needs("On the basis of at least one of the following: diabetes, asthma", "one", has("asthma"), "match"),
    excludes("Contraindication to MRI such as a pacemaker or claustrophobia", "one of them", has("claustrophobia"), "fail"),
    excludes("Contraindications to MRI (pacemaker, cochlear implant)", "one of them", has("cochlear implant"), "fail"),
    excludes("Contraindication to MRI such as a pacemaker or claustrophobia", "perhaps another", NOTHING, "unknown: missing"),
    excludes("Contraindication to ACE inhibitors such as enalapril", "takes it", treated(drug("enalapril")), "unknown"),
    excludes("Contraindication to surgery, such as mastectomy", "had it", operated(proc("mastectomy", "2020")), "unknown"),
    needs("Non-traumatic fracture", "by a trauma", has("fracture", due_to=["trauma"]), "fail"),
    needs("Nontraumatic intracerebral hemorrhage", "not said", listed("intracerebral hemorrhage"), "unknown"),
)
def test_brackets_openings_and_causes(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


CHEMOTHERAPY = done("chemotherapy", start="2020-01-01", end="2020-05-01")


@table(
    excludes("Prior chemotherapy for locally recurrent or metastatic disease", "no chemotherapy", has("bone metastasis"), "match"),
    excludes("Prior chemotherapy for locally recurrent or metastatic disease", "for what, is not said", CHEMOTHERAPY, "unknown: missing"),
    needs(
        "No prior chemotherapy for unresectable, locally advanced or metastatic breast cancer",
        "none",
        has("metastatic breast cancer"),
        "match",
    ),
    excludes("Prior treatment for recurrent or metastatic breast cancer", "of what kind, is not said", NOTHING, "unknown"),
    excludes("Prior treatment for recurrent or metastatic breast cancer", "other drugs", treated(drug("aspirin")), "unknown"),
    excludes("Steroids for osteoporosis or asthma", "the disease alone", has("asthma"), "unknown: ambiguous"),
    excludes("Steroids for osteoporosis or asthma", "the first", treated(drug("prednisone", indication="osteoporosis")), "fail"),
    excludes("Steroids for osteoporosis or asthma", "neither", NOTHING, "match"),
    excludes("Chemotherapy for breast cancer, stroke or asthma", "a list of its own", has("asthma"), "fail"),
)
def test_purposes_that_share_a_noun(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
