"""Contract §4: what is a kind of which disease, by its usual names, and what only looks like one. Each entry is its list's only one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, each, excludes, needs, table
from spec.records import has, listed, takes


@table(
    *each("Infection", "fail", "pyelonephritis", "acute cystitis", "acute otitis media", "necrotizing fasciitis", "acute cholangitis"),
    *each(
        "Infection", "fail", "chorioamnionitis", "croup", "acute sinusitis", "strep throat", "urosepsis", "viral gastroenteritis", "lice"
    ),
    *each("Infection", "unknown", "latent tuberculosis"),
    *each("Bacterial infection", "fail", "pyelonephritis", "strep throat", "bacterial sinusitis"),
    *each("Bacterial infection", "match", "viral sinusitis", "malaria"),
    *each("Urinary tract infection", "fail", "pyelonephritis", "acute cystitis", "urosepsis"),
    *each("Respiratory tract infection", "fail", "acute sinusitis", "croup", "acute bronchiolitis"),
    *each("Skin infection", "fail", "impetigo", "furuncle", "tinea pedis", "cellulitis"),
    *each("Vaginal infection", "fail", "bacterial vaginosis", "vulvovaginal candidiasis"),
    *each("Sepsis", "fail", "urosepsis"),
)
def test_infections(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """Pyelonephritis is an infection of the urinary tract."""
    check(kind, text, record, expected, options)


@table(
    needs("Breast cancer", "ductal", has("invasive ductal carcinoma"), "match"),
    needs("Breast cancer", "lobular", has("invasive lobular carcinoma"), "match"),
    needs("Breast cancer", "abbreviation", has("IDC"), "match"),
    needs("Breast cancer", "infiltrating", has("infiltrating ductal carcinoma"), "match"),
    needs("Breast cancer", "carcinoma in situ", has("DCIS"), "unknown"),
    needs("Adenocarcinoma of the breast", "the same words", has("breast adenocarcinoma"), "match"),
    needs("Adenocarcinoma of the breast", "ductal", has("invasive ductal carcinoma"), "match"),
    needs("Adenocarcinoma of the breast", "breast cancer", has("breast cancer"), "unknown"),
    needs("Cancer of the lung", "small cell", has("small cell lung cancer"), "match"),
    *each("Gastrointestinal cancer", "fail", "colon cancer", "gastric cancer", "esophageal cancer"),
    *each("Gastrointestinal cancer", "match", "lung cancer", "ovarian cancer"),
    *each("Urologic cancer", "fail", "bladder cancer", "renal cell carcinoma"),
    *each("Gynecologic cancer", "fail", "cervical cancer", "endometrial cancer", "uterine sarcoma"),
    *each("Uterine cancer", "fail", "endometrial cancer", "endometrial carcinoma", "uterine leiomyosarcoma", "endometrial stromal sarcoma"),
    *each("Uterine cancer", "match", "cervical cancer", "ovarian cancer", "uterine fibroids"),
    *each("Uterine cancer", "unknown", "gynecologic cancer", "carcinoma"),
    *each("Head and neck cancer", "match", "esophageal cancer"),
    *each("Bone cancer", "fail", "osteosarcoma"),
    *each("Bone cancer", "match", "bone metastasis"),
    *each("Myoma", "fail", "uterine fibroids", "leiomyoma", "uterine myoma"),
    *each("Skin disease", "match", "breast cancer"),
    *each("Endocrine disease", "match", "ovarian cancer"),
)
def test_tumours(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """A cancer of an organ is one of its organ system, by whatever name."""
    check(kind, text, record, expected, options)


@table(
    *each("Liver disease", "fail", "biliary atresia", "cholestasis", "hepatic hemangioma", "liver cyst"),
    *each("Liver disease", "unknown", "hemochromatosis", "jaundice", "ascites", "Gilbert syndrome", "cholangitis", "cholangiocarcinoma"),
    *each("Kidney disease", "unknown", "vesicoureteral reflux", "solitary kidney"),
    *each("Kidney disease", "fail", "renal cyst", "pyelonephritis"),
    *each("Lung disease", "fail", "bronchiectasis", "organizing pneumonia"),
    *each("Eye disease", "fail", "glaucoma", "diabetic macular edema"),
    *each("Heart disease", "unknown", "QT prolongation", "heart murmur"),
    *each("Vascular disease", "unknown", "hemorrhoids", "varicocele", "spider veins", "diabetic foot"),
    *each("Vascular disease", "match", "hereditary angioedema"),
    *each("Gastrointestinal disease", "unknown", "chronic pancreatitis", "diarrhea", "constipation"),
    *each(
        "Central nervous system disease",
        "fail",
        "meningitis",
        "meningioma",
        "leptomeningeal metastases",
        "narcolepsy",
        "tuberous sclerosis",
    ),
    *each("Central nervous system disease", "unknown", "coma", "delirium", "mild cognitive impairment", "neurofibromatosis", "autism"),
    *each("Central nervous system disease", "match", "carpal tunnel syndrome", "Bell palsy", "diabetic neuropathy"),
    *each("Neurological disorder", "unknown", "insomnia", "sleep apnea", "autism", "ADHD"),
    *each("Neurological disorder", "fail", "muscular dystrophy", "narcolepsy"),
    *each(
        "Gastrointestinal obstruction",
        "fail",
        "gastric outlet obstruction",
        "gallstone ileus",
        "SBO",
        "small bowel obstruction",
        "volvulus",
    ),
    *each("Bowel obstruction", "match", "gastric outlet obstruction"),
    *each("Hyperthyroidism", "fail", "toxic multinodular goiter", "toxic adenoma", "Plummer disease"),
    *each("Metabolic disease", "match", "ALS", "Parkinson disease"),
    *each("Metabolic disease", "fail", "amyloidosis"),
)
def test_diseases_of_organs(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """A disease is one of the organ that it is in, possibly where it is a sign or a neighbour."""
    check(kind, text, record, expected, options)


@table(
    *each("Psychotic disorder", "fail", "schizophrenia", "delusional disorder", "brief psychotic disorder"),
    *each("Psychotic disorder", "unknown", "hallucinations", "delusions", "mania", "bipolar disorder"),
    *each("Psychotic disorder", "match", "depression", "anxiety"),
    *each("Schizophrenia", "match", "delusional disorder"),
    *each("Bipolar disorder", "unknown", "mania", "hypomania", "cyclothymia"),
    *each(
        "Altered mental status",
        "fail",
        "confusion",
        "disorientation",
        "somnolence",
        "lethargy",
        "obtundation",
        "delirium",
        "encephalopathy",
    ),
    *each("Altered mental status", "unknown", "static encephalopathy", "dementia"),
    *each("Headache", "unknown", "migraine", "cluster headache"),
)
def test_diseases_of_the_mind(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """Schizophrenia is a psychotic disorder."""
    check(kind, text, record, expected, options)


@table(
    *each("Coagulopathy", "unknown", "bleeding disorder", "thrombophilia", "factor V Leiden", "protein C deficiency", "thrombocytopenia"),
    *each("Bleeding diathesis", "unknown", "coagulopathy"),
    *each("Bleeding diathesis", "match", "IgA vasculitis", "factor V Leiden"),
    *each("COPD", "unknown", "chronic bronchitis", "emphysema", "bullous emphysema", "simple chronic bronchitis"),
    needs("COPD", "obstructive", has("chronic obstructive bronchitis"), "match"),
    *each("Cerebral infarction", "fail", "lacunar infarction", "brainstem infarction", "embolic stroke", "pontine infarction"),
    *each("Cerebral infarction", "match", "hemorrhagic stroke", "TIA"),
    *each("Transient ischemic attack", "fail", "amaurosis fugax"),
    *each("Myocardial infarction", "unknown", "acute coronary syndrome"),
    *each("Myocardial infarction", "match", "unstable angina"),
    *each("Type 1 diabetes", "unknown", "LADA", "diabetic ketoacidosis"),
    *each("Endometrioma", "fail", "chocolate cyst", "endometrial cyst of ovary"),
    *each("Endometrioma", "unknown", "ovarian endometriosis", "endometriosis"),
    *each("Hemoptysis", "fail", "blood-streaked sputum", "bloody sputum"),
    *each("Hematemesis", "fail", "coffee-ground emesis", "bloody vomit"),
    *each("Hematemesis", "unknown", "variceal bleeding"),
    *each("Edentulism", "fail", "complete loss of teeth", "loss of all teeth"),
    *each("Ulcerative colitis", "unknown", "pancolitis", "proctosigmoiditis"),
    *each("Abnormal karyotype", "fail", "Down syndrome", "Turner syndrome", "trisomy 18", "Robertsonian translocation", "monosomy 7"),
    *each("Abnormal karyotype", "unknown", "chromosome disorder"),
    *each("Preterm birth", "fail", "premature infant", "premature newborn", "retinopathy of prematurity"),
    *each("Hypercalcemia", "fail", "familial hypocalciuric hypercalcemia", "FBHH"),
    *each("Cataract", "fail", "nuclear sclerosis"),
    *each("Age-related cataract", "unknown", "cataract"),
    *each("Hypertensive disorder", "fail", "hypertension", "preeclampsia"),
    *each("Folate deficiency", "fail", "folic acid deficiency", "folate deficiency anemia"),
)
def test_further_names_and_kinds(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """What is called by another name, and what its name does not settle."""
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ names that look like another thing


@table(
    excludes("Insipid diabetes", "diabetes insipidus", has("diabetes insipidus"), "fail"),
    excludes("Insipid diabetes", "type 2 diabetes", has("type 2 diabetes"), "match"),
    excludes("Metabolic bone disease", "no osteopenia", listed("osteopenia", status="absent"), "unknown"),
    excludes("Metabolic bone disease", "rickets", has("rickets"), "fail"),
    excludes("Metabolic bone disease", "osteopenia", has("osteopenia"), "fail"),
    excludes("Osteopenia", "osteoporosis", has("osteoporosis"), "unknown"),
    excludes("CNS metastases", "leptomeningeal", has("leptomeningeal metastases"), "fail"),
    excludes("Central nervous system metastases", "brain", has("brain metastases"), "fail"),
    excludes("Brain metastases", "leptomeningeal", has("leptomeningeal metastases"), "match"),
    excludes("Life-threatening infection", "severe", has("pneumonia", severity="severe"), "unknown"),
    excludes("Severe or life-threatening infection", "severe", has("pneumonia", severity="severe"), "fail"),
    excludes("Any tumor therapy, including hormonal therapy", "thyroid hormone", takes("levothyroxine"), "match"),
    excludes("Hormonal therapy", "insulin", takes("insulin glargine"), "unknown"),
    excludes("Hormonal therapy", "antioestrogen", takes("tamoxifen"), "fail"),
    excludes("Hormonal therapy", "aspirin", takes("aspirin"), "match"),
    excludes("Antiretroviral therapy", "tenofovir", takes("tenofovir"), "fail"),
)
def test_a_name_means_its_own_thing(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """Neither a neighbour in the tables nor a word of the name decides."""
    check(kind, text, record, expected, options)
