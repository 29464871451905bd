"""Contract §4: what the record tells in other words, other units or another list, so that nothing is left to ask."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import MAN, closed, cond, done, drug, has, labs, listed, obs, open_list, operated, proc, says, takes, took, treated

TREATED_WITH = "Receiving anticoagulant treatment"


@table(
    excludes(TREATED_WITH, "warfarin", takes("warfarin", start="2025-01-01"), "fail"),
    excludes(TREATED_WITH, "another class", treated(drug("aspirin"), complete=["medications"]), "match"),
    excludes(TREATED_WITH, "ended", treated(drug("warfarin", "2025-01-01", end="2025-06-01"), complete=["medications"]), "match"),
    excludes("Steroid therapy", "the list of medicines has all of it", treated(drug("aspirin"), complete=["medications"]), "match"),
    excludes("Chemotherapy", "it may be among the procedures", treated(drug("aspirin"), complete=["medications"]), "unknown"),
)
def test_a_treatment_that_is_a_medicine_stands_among_them(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


ANALGESICS = "Analgesics other than paracetamol"


@table(
    excludes(ANALGESICS, "with something else in it", takes("co-codamol"), "fail"),
    excludes(ANALGESICS, "with both parts named", takes("paracetamol/codeine"), "fail"),
    excludes(ANALGESICS, "with strengths", takes("oxycodone/acetaminophen 5-325 mg"), "fail"),
    excludes(ANALGESICS, "the exception", takes("paracetamol"), "match"),
    excludes("Analgesics other than codeine or paracetamol", "of exceptions alone", takes("co-codamol"), "match"),
)
def test_a_combination_is_excused_where_each_part_is(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


MEASURED = labs(obs("weight", 190, "lb"), obs("height", 68, "in"))


@table(
    excludes("BMI > 25 kg/m2", "in pounds and inches", MEASURED, "fail"),
    needs("Breslow depth < 0.75 mm", "in centimetres", says("Breslow thickness", 0.09, "cm"), "fail"),
    needs("Gestational age at birth < 32 weeks", "it does not grow", says("gestational age at birth", 31, "weeks", "2026-01-01"), "match"),
    needs("LVEF ³ 50%", "the sign of another font", says("LVEF", 55, "%"), "match"),
    needs("Creatinine £ 1.5 mg/dL", "the sign of another font", says("creatinine", 1.8, "mg/dL"), "fail"),
    needs("Urine protein/creatinine (UPC) ratio < 1.0", "the ratio", says("UPCR", 0.4, "g/g"), "match"),
)
def test_the_same_measure_otherwise_written(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Malignancy other than non-melanoma skin cancer", "at a place", has("basal cell carcinoma of the nose"), "match"),
    excludes("Malignancy other than non-melanoma skin cancer", "another", has("melanoma"), "fail"),
    excludes("Ascites", "an adjective more", has("tense ascites"), "fail"),
    excludes("Scoliosis", "an adjective more", has("adolescent idiopathic scoliosis"), "fail"),
    excludes("Hot flashes", "the British word", has("hot flushes"), "fail"),
    excludes("Pregestational diabetes", "type 1", has("type 1 diabetes"), "fail"),
    excludes("Pregestational diabetes", "gestational", has("gestational diabetes"), "match"),
    excludes("Major surgery within 4 weeks", "a bypass", done("CABG", "2026-10-12"), "fail"),
    excludes("Major surgery within 4 weeks", "a skin biopsy", done("punch biopsy of skin", "2026-10-20"), "match"),
    excludes("Neurological disease other than PD", "the exception", has("Parkinson's disease"), "match"),
    excludes("Neurological disease other than PD", "another", has("multiple sclerosis"), "fail"),
    needs("Postmenopausal women", "a man", MAN, "fail"),
)
def test_names_that_tell_all_that_is_asked(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


SPREAD = "Metastatic disease"
GIVEN_FOR = "Prior capecitabine for metastatic breast cancer"


def capecitabine(indication: str) -> dict[str, Any]:
    return closed(listed("breast cancer"), treated(drug("Xeloda", "2025-01-10", end="2025-09-01", indication=indication)))


@table(
    excludes(SPREAD, "stage IV of the breast", closed(open_list(cond("breast cancer", stage="IV"))), "fail"),
    excludes(SPREAD, "stage IVA of the tongue", closed(open_list(cond("tongue cancer", stage="IVA"))), "unknown"),
    excludes(GIVEN_FOR, "for it", capecitabine("metastatic breast cancer"), "fail"),
    excludes(GIVEN_FOR, "for an early one", capecitabine("adjuvant treatment of breast cancer"), "unknown"),
    excludes("Prior capecitabine", "for anything", took("capecitabine", "2025-01-10", "2025-09-01"), "fail"),
)
def test_what_stage_and_indication_tell(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def mutated(name: str, found: bool) -> dict[str, Any]:
    return closed(listed("non-small cell lung cancer"), labs(obs(name, found)))


@table(
    needs("EGFR mutation", "one of them is found", mutated("EGFR exon 19 deletion", True), "match"),
    needs("EGFR mutation", "one of them is not", mutated("EGFR exon 19 deletion", False), "unknown"),
    excludes("Prior classical caesarean section", "it was", done("classical caesarean section", "2020-01-01"), "fail"),
    excludes("Prior caesarean section", "one of a kind", done("low transverse caesarean section", "2020-01-01"), "fail"),
    excludes("Prior classical caesarean section", "which is not told", done("caesarean section", "2020-01-01"), "unknown"),
    excludes("Red blood cell transfusion within 4 weeks", "among the procedures", done("RBC transfusion", "2026-10-20"), "fail"),
    excludes("Red blood cell transfusion within 4 weeks", "not among them", operated(complete=["procedures"]), "match"),
)
def test_kinds_told_by_the_words_of_an_entry(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


STAGES = "Distant metastases"


def treated_for(conditions: str, procedure: str) -> dict[str, Any]:
    return closed(listed(conditions), operated(proc(procedure, "2026-03-01")))


@table(
    needs(STAGES, "at M1", has("breast cancer", stage="M1"), "match"),
    needs(STAGES, "of the lymph nodes", has("breast cancer", stage="lymph node metastasis"), "unknown"),
    needs(STAGES, "of a thymoma", has("thymoma", stage="IVB"), "unknown"),
    needs("mCRPC", "at M0", has("castration-resistant prostate cancer", stage="M0"), "unknown"),
    needs("mCRPC", "in other words", has("metastatic castration-resistant prostate cancer"), "match"),
    needs("mCRC", "at stage I", has("colorectal cancer", stage="I"), "unknown"),
    excludes("Lower respiratory tract infection", "of the lung", has("pneumonia"), "fail"),
    excludes("Resection of brain metastases", "perhaps by it", treated_for("brain metastases", "craniotomy"), "unknown"),
    excludes("Resection of brain metastases", "by no such operation", treated_for("brain metastases", "appendectomy"), "match"),
    needs("Vaccination for influenza", "it prevents the disease", done("vaccination", "2026-10-01"), "unknown"),
    excludes("Hypertension, and cause is not known", "the cause alone is not", has("hypertension"), "fail"),
)
def test_what_other_words_tell_or_leave_open(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
