"""Contract §4: entries whose name leaves open what they are deny nothing of it and prove nothing; general terms that no table has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, each, excludes, needs, table
from spec.records import NOTHING, done, has

UNSPECIFIED_CYSTITIS = {"system": "ICD-10-CM", "code": "N30.90"}


@table(
    *each("Infection", "unknown", "sinusitis", "bronchitis", "encephalitis", "cystitis", "cholecystitis", "febrile neutropenia", "fever"),
    *each("Infection", "unknown", "hepatitis", "acute cholecystitis", "meningitis", "gastroenteritis", "conjunctivitis", "mastitis"),
    # In practice a bare word for the infectious form.
    *each("Infection", "fail", "endocarditis", "otitis media"),
    *each("Infection", "match", "non-infective endocarditis", "allergic rhinitis", "interstitial cystitis", "ulcerative colitis", "asthma"),
    *each("Infection", "match", "primary sclerosing cholangitis", "autoimmune hepatitis", "alcoholic hepatitis", "plantar fasciitis"),
    *each("Bacterial infection", "unknown", "meningitis", "sinusitis", "gastroenteritis"),
    *each("Bacterial infection", "match", "viral meningitis", "influenza", "asthma"),
    *each("Viral infection", "match", "bacterial meningitis", "acute pyelonephritis"),
    *each("Meningococcal infection", "unknown", "meningitis"),
    *each("Urinary tract infection", "unknown", "cystitis", "prostatitis"),
    *each("Urinary tract infection", "match", "sinusitis", "interstitial cystitis", "glomerulonephritis"),
    excludes(
        "Infection",
        "a code of its category",
        {**has(""), "conditions": [{"codes": [{"system": "ICD-10-CM", "code": "N30.90"}]}]},
        "unknown",
    ),
)
def test_an_inflammation_of_unnamed_cause(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    """It may be an infection, unless it is one of those that are none."""
    check(kind, text, record, expected, options)


@table(
    *each("Breast cancer", "unknown", "carcinoma", "adenocarcinoma", "ductal carcinoma", "metaplastic carcinoma"),
    *each("Breast cancer", "match", "basal cell carcinoma", "hepatocellular carcinoma", "lung adenocarcinoma", "osteosarcoma", "melanoma"),
    *each("Breast cancer", "unknown", "mucinous carcinoma", "tubular carcinoma"),
    *each("Prostate cancer", "unknown", "adenocarcinoma", "small cell carcinoma", "cancer"),
    *each("Lung adenocarcinoma", "unknown", "adenocarcinoma", "carcinoma", "mucinous adenocarcinoma", "lung cancer"),
    *each("Lung adenocarcinoma", "match", "squamous cell carcinoma", "small cell lung cancer"),
    *each("Lung cancer", "match", "urothelial carcinoma", "breast cancer"),
    *each("Bladder cancer", "unknown", "urothelial carcinoma"),
    *each("Endometrial cancer", "unknown", "endometrioid adenocarcinoma"),
    *each("Brain cancer", "match", "carcinoma"),
    excludes("Breast cancer", "of the colon", has("carcinoma", site="colon"), "match"),
    excludes("Breast cancer", "in the bone", has("adenocarcinoma", site="bone"), "unknown"),
    excludes("Malignancy except skin cancer", "an adenocarcinoma", has("adenocarcinoma"), "fail"),
    excludes("Malignancy except skin cancer", "unnamed", has("squamous cell carcinoma"), "unknown"),
    excludes("Malignancy except skin cancer", "in the lung", has("squamous cell carcinoma", site="lung"), "fail"),
    excludes("Breast cancer", "of a site not known", has("adenocarcinoma", site="left axillary tail"), "unknown"),
    *each("Liver disease", "unknown", "abscess", "cyst", "tumor", "hemangioma", "echinococcosis"),
    *each("Liver disease", "match", "renal cyst", "brain abscess", "lipoma"),
)
def test_a_growth_of_unnamed_organ(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """It may be of any organ that such a growth is found in, and of no other histology."""
    check(kind, text, record, expected, options)


@table(
    *each("Intercurrent illness", "unknown", "heart failure", "asthma"),
    excludes("Intercurrent illness", "none", {"conditions": [], "complete": NOTHING["complete"]}, "match"),
    *each("Uncontrolled intercurrent illness", "unknown", "diabetes mellitus", "uncontrolled diabetes"),
    *each("Physical illness", "unknown", "asthma"),
    *each("Physical illness", "match", "schizophrenia"),
    *each("Degenerative disease", "fail", "Alzheimer disease", "macular degeneration", "osteoarthritis", "degenerative disc disease"),
    *each("Degenerative disease", "unknown", "dementia", "spinal stenosis", "cataract"),
    *each("Degenerative disease", "match", "asthma", "common cold", "depression", "hip fracture"),
    *each("Cardiovascular event", "fail", "myocardial infarction", "stroke"),
    *each("Cardiovascular event", "unknown", "unstable angina", "heart failure"),
    *each("Structural heart disease", "fail", "aortic stenosis", "ventricular septal defect"),
    *each("Solid tumor", "fail", "breast cancer", "osteosarcoma", "lung adenocarcinoma"),
    *each("Solid tumor", "match", "acute myeloid leukemia", "asthma"),
)
def test_a_vague_wanted_term(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """It is denied only by entries that are plainly something else."""
    check(kind, text, record, expected, options)


@table(
    *each("Hyperthyroidism", "unknown", "retrosternal multinodular goiter", "goiter"),
    *each("Infection", "unknown", "emphysematous sinusitis"),
    *each("Asthma", "match", "emphysematous sinusitis"),
)
def test_the_known_end_of_an_unknown_name(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    """A name that no table has is of the kind that its last words name."""
    check(kind, text, record, expected, options)


@table(
    excludes("History of cardiac conditions", "bypass", done("CABG", date="2019-05-01"), "unknown"),
    excludes("Heart disease", "bypass years ago", done("CABG", date="2019-05-01"), "unknown"),
    excludes("Heart disease", "bypass planned", done("CABG", status="planned"), "match"),
    excludes("Renal disorders", "dialysis", done("hemodialysis", start="2026-01-01"), "unknown"),
    excludes("Liver disease", "dialysis", done("hemodialysis", start="2026-01-01"), "match"),
    excludes("Liver disease", "transplant", done("liver transplantation", date="2019-05-01"), "unknown"),
)
def test_a_treatment_that_hints_at_its_disease(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    """The disease is not denied because the list of conditions lacks it."""
    check(kind, text, record, expected, options)


@table(
    excludes("Distant metastases", "stage IV", has("breast cancer", stage="IV"), "fail"),
    excludes("Distant metastases", "stage IVA", has("lung cancer", stage="IVA"), "fail"),
    excludes("Distant metastases", "stage IVA of the tongue", has("tongue cancer", stage="IVA"), "unknown"),
    excludes("Distant metastases", "stage II", has("breast cancer", stage="IIB"), "match"),
    excludes("Distant metastases", "stage 4 of another disease", has("chronic kidney disease", stage="4"), "match"),
    excludes("Distant metastases", "liver", has("liver metastasis"), "fail"),
    excludes("Distant metastases", "pleura", has("malignant pleural effusion"), "fail"),
    excludes("Distant metastases", "unnamed", has("metastasis"), "unknown"),
    excludes("Distant metastases", "nodes", has("lymph node metastasis"), "unknown"),
    needs("No distant metastases", "stage IV", has("breast cancer", stage="IV"), "fail"),
)
def test_a_stage_that_tells_of_metastases(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    """Stage IV of a cancer mostly means distant metastases."""
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ general terms without a name of their own


@table(
    excludes("Any cranial syndromic anomaly", "a craniofacial syndrome", has("Treacher Collins syndrome"), "unknown"),
    excludes("Intellectual deficiency", "Down syndrome", has("Down syndrome"), "unknown"),
    excludes("Any skull malformations", "craniosynostosis", has("craniosynostosis"), "unknown"),
    excludes("Any cranial syndromic anomaly", "nothing is listed", {"conditions": [], "complete": ["conditions"]}, "match"),
    excludes("Intellectual deficiency", "no conditions", {"conditions": [], "complete": ["conditions"]}, "match"),
)
def test_an_unnamed_general_term_is_open(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    """What is listed may be what the term takes in; an empty list has nothing that may be."""
    check(kind, text, record, expected, options)
