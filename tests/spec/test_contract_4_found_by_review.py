"""General terms, devices and gene fusions that a review found answered wrongly: kinds of a term, and what is none (contract §4)."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import compile_criterion
from spec.contract import check, each, excludes, needs, table
from spec.records import closed, cond, done, has, labs, obs, says, underwent


@table(
    *each("Maculopathy", "fail", "macular hole", "cystoid macular edema", "central serous chorioretinopathy", "AMD"),
    *each("Maculopathy", "unknown", "diabetic retinopathy"),
    *each("Maculopathy", "match", "glaucoma", "retinal detachment"),
    *each("Macular degeneration", "unknown", "maculopathy"),
    *each("Macular degeneration", "match", "macular hole"),
    *each("Cerebral abnormality on MRI", "fail", "brain abscess", "cerebral infarction", "glioblastoma"),
    *each("Cerebral abnormality on MRI", "unknown", "meningioma", "epilepsy", "encephalopathy"),
    *each("Cerebral abnormality on MRI", "match", "asthma"),
    *each("Structural heart abnormalities", "fail", "hypertrophic cardiomyopathy", "mitral stenosis", "atrial septal defect"),
    *each("Structural heart abnormalities", "match", "atrial fibrillation", "asthma"),
    *each("Upper airway abnormalities", "unknown", "micrognathia", "cleft palate", "sleep apnea"),
    *each("Upper airway abnormalities", "fail", "choanal atresia", "subglottic stenosis"),
    *each("Upper airway abnormalities", "match", "asthma"),
    *each("Airway malformation", "unknown", "Pierre Robin syndrome"),
    *each("Airway malformation", "match", "asthma"),
    *each("Uterine abnormalities", "fail", "uterine fibroids", "endometrial polyp", "bicornuate uterus"),
    *each("Uterine abnormalities", "match", "asthma", "ovarian cyst"),
    *each("Uterine anomaly", "match", "uterine fibroids"),
    *each("Retinal abnormalities", "fail", "retinal detachment"),
    *each("Retinal abnormalities", "match", "cataract"),
)
def test_abnormalities_of_organs(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Spinal deformity", "fail", "scoliosis", "kyphosis", "kyphoscoliosis"),
    *each("Spinal deformity", "unknown", "spina bifida", "vertebral fracture"),
    *each("Spinal deformity", "match", "spinal stenosis", "hallux valgus"),
    *each("Spinal stenosis or deformity", "fail", "scoliosis", "spinal stenosis"),
    *each("Lower limb deformity", "fail", "genu valgum", "hallux valgus", "leg length discrepancy"),
    *each("Lower limb deformity", "match", "scoliosis", "asthma"),
    *each("Joint swelling or deformity", "fail", "hallux valgus"),
    *each("Joint swelling or deformity", "unknown", "rheumatoid arthritis"),
    *each("Joint swelling or deformity", "match", "asthma"),
    *each("Chest wall deformity", "fail", "pectus excavatum"),
    *each("Chest wall deformity", "match", "hallux valgus"),
)
def test_deformities(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Motor deficit", "fail", "hemiparesis", "hemiplegia", "foot drop"),
    *each("Motor deficit", "unknown", "stroke", "muscle weakness"),
    *each("Motor deficit", "match", "migraine", "asthma"),
    *each("Lower limb weakness", "fail", "hemiparesis", "paraplegia"),
    *each("Lower limb weakness", "unknown", "monoplegia"),
    *each("Lower limb weakness", "match", "facial palsy"),
    *each("Upper limb weakness", "match", "paraplegia"),
    *each("Bladder dysfunction", "fail", "urinary retention", "neurogenic bladder"),
    *each("Bladder dysfunction", "unknown", "stress incontinence", "cystitis"),
    *each("Bladder dysfunction", "match", "kidney stones"),
    *each("Breathing difficulties", "fail", "respiratory distress"),
    *each("Breathing difficulties", "unknown", "respiratory failure", "COPD"),
    *each("Breathing difficulties", "match", "migraine"),
)
def test_functions(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def measured(name: str, value: float, unit: str | None, **limits: float) -> dict[str, Any]:
    """A complete record of this one value and its reference range."""
    return closed(labs(obs(name, value, unit, **limits)))


@table(
    excludes("Abnormal thyroid function", "TSH high", measured("TSH", 12, "mIU/L", low=0.4, high=4), "unknown"),
    excludes("Abnormal thyroid function", "TSH normal", measured("TSH", 2, "mIU/L", low=0.4, high=4), "match"),
    *each("Abnormal thyroid function", "unknown", "thyroid nodule"),
    *each("Abnormal thyroid function", "fail", "hypothyroidism"),
    *each("Thyroid disease", "fail", "thyroid nodule"),
    excludes("Abnormal renal function", "creatinine high", measured("creatinine", 2.5, "mg/dL", low=0.5, high=1.2), "unknown"),
    excludes("Abnormal renal function", "creatinine normal", measured("creatinine", 1, "mg/dL", low=0.5, high=1.2), "match"),
    excludes("Abnormal coagulation", "INR high", measured("INR", 3.5, None, low=0.8, high=1.2), "unknown"),
    excludes("Abnormal coagulation", "INR normal", measured("INR", 1, None, low=0.8, high=1.2), "match"),
    excludes("Left ventricular dysfunction", "LVEF low", measured("LVEF", 25, "%", low=50), "unknown"),
    excludes("Left ventricular dysfunction", "LVEF normal", measured("LVEF", 60, "%", low=50), "match"),
)
def test_values_out_of_range_leave_open_what_is_named_for_them(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Simple febrile seizures", "unknown", "febrile seizures"),
    *each("Simple febrile seizures", "match", "complex febrile seizures"),
    *each("Simple febrile seizures", "fail", "simple febrile seizures"),
    *each("Febrile seizures", "fail", "complex febrile seizures"),
    *each("Brittle diabetes", "unknown", "type 1 diabetes"),
    *each("Brittle diabetes", "fail", "brittle diabetes"),
    *each("Brittle diabetes", "match", "asthma"),
    excludes("Minor head injury", "a severe one", has("head injury", severity="severe"), "unknown"),
    *each("Minor head injury", "fail", "minor head injury", "concussion"),
    *each("Minor head injury", "match", "ankle fracture"),
)
def test_kinds_that_names_tell(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Major or minor depression", "a moderate major one", has("major depressive disorder", severity="moderate"), "fail"),
    *each("Major or minor depression", "fail", "minor depression"),
    *each("Major or minor depression", "match", "asthma"),
    *each("Minor depressive disorder", "match", "major depressive disorder"),
    excludes("Major neurocognitive disorder", "a moderate dementia", has("dementia", severity="moderate"), "fail"),
    *each("Major neurocognitive disorder", "match", "mild neurocognitive disorder"),
    excludes("Major psychiatric illness", "a moderate schizophrenia", has("schizophrenia", severity="moderate"), "fail"),
    *each("Major psychiatric illness", "unknown", "generalized anxiety disorder"),
    *each("Major psychiatric disorder", "match", "minor depression", "asthma"),
)
def test_major_is_no_severity_in_these_names(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


LONG_AGO, LATELY = "2020-05-01", "2026-10-20"
NOW_CATHETER = "Urinary catheter at the time of screening"


@table(
    excludes(NOW_CATHETER, "a catheterization long ago", done("urinary catheterization", LONG_AGO), "unknown"),
    excludes(NOW_CATHETER, "taken out", underwent("urinary catheter", LONG_AGO, "2020-05-10"), "match"),
    excludes(NOW_CATHETER, "put in long ago", done("Foley catheter", LONG_AGO), "unknown"),
    excludes(NOW_CATHETER, "put in lately", done("Foley catheter", LATELY), "fail"),
    excludes(NOW_CATHETER, "another procedure", done("appendectomy", LATELY), "match"),
    excludes("Urinary catheterization", "a catheter", done("Foley catheter", LATELY), "fail"),
    excludes("Tracheostomy", "closed", underwent("tracheostomy", LONG_AGO, "2020-06-01"), "match"),
    excludes("Tracheostomy", "lately", done("tracheostomy", LATELY), "fail"),
    excludes("Prior tracheostomy", "closed", underwent("tracheostomy", LONG_AGO, "2020-06-01"), "fail"),
    excludes("Surgery within 4 weeks", "a tracheostomy long ago", done("tracheostomy", LONG_AGO), "match"),
    excludes("Nasogastric tube", "taken out", underwent("nasogastric tube", LONG_AGO, "2020-06-01"), "match"),
    excludes("Nasogastric tube", "put in lately", done("nasogastric tube", LATELY), "fail"),
)
def test_tubes_and_catheters_are_in_place_or_not(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


OVARIAN = "Borderline, mucinous, or clear cell ovarian tumours"


@table(
    *each(OVARIAN, "unknown", "serous cystadenocarcinoma"),
    *each(OVARIAN, "fail", "mucinous cystadenocarcinoma"),
    *each("Mucinous tumors", "match", "serous cystadenocarcinoma"),
    *each("Mucinous tumors", "unknown", "ovarian cancer"),
    *each("Serous tumors", "fail", "serous cystadenocarcinoma"),
    *each("Chest wall invasion", "unknown", "lung cancer invading the chest wall", "lung cancer"),
    *each("Chest wall invasion", "fail", "Pancoast tumor"),
    *each("Chest wall invasion", "match", "asthma"),
    *each("Pancoast tumor", "fail", "superior sulcus tumor"),
    *each("Pancoast tumor", "unknown", "lung cancer"),
    *each("Pancoast tumor", "match", "breast cancer"),
)
def test_tumours(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


FUSIONS = (
    ("FGFR2 fusion", "FGFR2 fusion"),
    ("FGFR2 fusion or rearrangement", "FGFR2 rearrangement"),
    ("FGFR3 fusion", "FGFR3 gene fusion"),
    ("ALK gene fusion", "EML4-ALK"),
    ("NTRK gene fusion", "NTRK3 fusion"),
    ("ROS1 fusion", "ROS1 translocation"),
    ("RET fusion-positive", "RET rearrangement"),
    ("NRG1 gene fusion", "NRG1 fusion"),
    ("BCR-ABL1 fusion", "BCR-ABL"),
    ("PML-RARA fusion", "PML/RARA"),
    ("TMPRSS2-ERG fusion", "TMPRSS2-ERG"),
    ("EWSR1 translocation", "EWSR1 rearrangement"),
)


@pytest.mark.parametrize(("text", "name"), FUSIONS)
def test_gene_fusions_are_results_of_tests(text: str, name: str) -> None:
    check("inclusion", text, closed(says(name, "positive")), "match")
    check("inclusion", text, closed(says(name, "negative")), "fail")
    check("inclusion", text, closed(), "unknown")


def test_a_spinal_fusion_is_an_operation() -> None:
    check("exclusion", "Spinal fusion", done("spinal fusion", LONG_AGO), "fail")
    check("exclusion", "Spinal fusion", closed(says("FGFR2 fusion", "positive")), "match")


@table(
    *each("Inability to swallow tablets", "unknown", "dysphagia"),
    *each("Difficulty swallowing", "fail", "dysphagia"),
    *each("Difficulty swallowing", "match", "asthma"),
)
def test_an_inability_is_no_disease(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Oligohydramnios (AFI < 5 cm)", "3 cm", measured("AFI", 3, "cm"), "fail"),
    excludes("Oligohydramnios (AFI < 5 cm)", "8 cm", measured("AFI", 8, "cm"), "match"),
    excludes("Raised intracranial pressure (> 20 mmHg)", "25", measured("ICP", 25, "mmHg"), "fail"),
    excludes("Raised intracranial pressure (> 20 mmHg)", "10", measured("ICP", 10, "mmHg"), "match"),
    excludes("Raised intracranial pressure", "by its name", has("intracranial hypertension"), "fail"),
    excludes("Elevated intraocular pressure (> 21 mmHg)", "25", measured("IOP", 25, "mmHg"), "fail"),
    excludes("Elevated intraocular pressure (> 21 mmHg)", "15", measured("IOP", 15, "mmHg"), "match"),
    excludes("Elevated intraocular pressure", "another disease", has("cataract"), "match"),
    excludes("Postpartum haemorrhage (> 500 mL)", "700 mL", measured("blood loss", 700, "mL"), "fail"),
    excludes("Postpartum haemorrhage (> 500 mL)", "300 mL", measured("blood loss", 300, "mL"), "match"),
    excludes("Postpartum haemorrhage", "by its name", closed({"conditions": [cond("postpartum hemorrhage")]}), "fail"),
)
def test_limits_define_what_is_named_before_them(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("SPECT/CT within 4 weeks", "a CT", done("computed tomography", LATELY), "unknown"),
    excludes("SPECT/CT within 4 weeks", "one", done("SPECT-CT", LATELY), "fail"),
    excludes("CT within 4 weeks", "a PET-CT", done("PET-CT", LATELY), "fail"),
    excludes("PET scan within 4 weeks", "a PET-CT", done("PET/CT", LATELY), "fail"),
    excludes("CT within 4 weeks", "an MRI", done("MRI", LATELY), "match"),
    needs("PET-CT within 4 weeks", "a PET", done("PET scan", LATELY), "unknown"),
)
def test_scans_of_two_kinds(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def test_a_spect_ct_is_named_as_a_whole() -> None:
    assert "SPECT/CT" in compile_criterion("Non-localizing SPECT-CT", kind="inclusion").rule.model_dump_json()
