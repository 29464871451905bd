"""Contract §4: what is surely a kind of a general term, what only may be, and what is none, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, each, table

PLAINLY_NOT = ("hypertension", "gout", "osteoarthritis", "migraine", "cataract")


@table(
    *each("Active infection", "unknown", "rheumatic fever", "reactive arthritis", "pyoderma", "food poisoning", "fever of unknown origin"),
    *each("Infection", "unknown", "Bell palsy", "limbic encephalitis", "Creutzfeldt-Jakob disease", "gingivitis", "pyuria", "bacteriuria"),
    *each("Infection", "fail", "pyometra", "noma", "acute bacterial prostatitis", "pneumonia", "cellulitis", "tuberculosis", "HIV"),
    *each(
        "Infection", "match", "neuropsychiatric systemic lupus erythematosus", "post-polio syndrome", "pyoderma gangrenosum", *PLAINLY_NOT
    ),
    *each("Lung infection", "unknown", "tuberculosis", "influenza", "aspergillosis", "histoplasmosis", "COPD exacerbation", "empyema"),
    *each("Lung infection", "fail", "pneumonia", "lung abscess", "pulmonary TB", "pneumocystis pneumonia"),
    *each("Lung infection", "match", "cellulitis", "hepatitis B", "UTI", *PLAINLY_NOT),
    *each("Cervical infection", "unknown", "chlamydia infection", "gonorrhea", "trichomoniasis", "cervicitis", "endocervicitis"),
    *each("Cervical infection", "match", "cellulitis", "pneumonia", *PLAINLY_NOT),
    *each("Cervicitis", "fail", "cervicitis", "endocervicitis"),
    *each("Cervicitis", "unknown", "chlamydia infection", "gonorrhea"),
    *each("Vaginal infection", "unknown", "trichomoniasis", "yeast infection", "candidiasis", "vaginitis"),
    *each("Vaginal infection", "fail", "bacterial vaginosis", "vulvovaginal candidiasis"),
    *each("Skin infection", "unknown", "abscess", "chickenpox", "surgical site infection", "MRSA", "herpes simplex", "diabetic foot"),
    *each("Skin infection", "fail", "cellulitis", "impetigo", "tinea pedis", "cutaneous leishmaniasis"),
    *each("Skin disease", "unknown", "herpes simplex", "leishmaniasis", "blastomycosis"),
    *each("Neurological disorder", "match", "nephrogenic diabetes insipidus", "Cushing syndrome", "Cushing disease"),
    *each("Neurological disorder", "unknown", "hypopituitarism", "acromegaly"),
    *each("Respiratory disease", "match", "sepsis", "measles", "chickenpox"),
    *each("Respiratory disease", "unknown", "aspergillosis"),
    *each("Skin infection", "match", "pneumonia", "hepatitis C", *PLAINLY_NOT),
    *each("Urinary tract infection", "unknown", "bacteriuria", "pyuria", "cystitis", "renal tuberculosis"),
    *each("Urinary tract infection", "match", "tuberculosis", *PLAINLY_NOT),
    *each("Urinary tract infection", "fail", "pyelonephritis", "acute cystitis", "CAUTI"),
    *each("Osteomyelitis", "unknown", "prosthetic joint infection", "diabetic foot", "septic arthritis"),
    *each("Osteomyelitis", "fail", "Pott disease"),
    *each("Sepsis", "unknown", "SIRS", "bacteremia", "fungemia", "viremia", "infective endocarditis"),
    *each("Sepsis", "fail", "septic shock", "urosepsis", "puerperal sepsis"),
)
def test_infections(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Immune system disease", "unknown", "kidney transplant rejection", "asthma", "eczema", "contact dermatitis", "lymphoma", "HLH"),
    *each("Immune system disease", "fail", "lupus", "CVID", "GVHD", "psoriasis", "Hashimoto thyroiditis"),
    *each("Immune system disease", "match", *PLAINLY_NOT),
    *each("Autoimmune disease", "unknown", "transverse myelitis", "CNS vasculitis", "aplastic anemia", "lichen sclerosus"),
    *each("Autoimmune disease", "fail", "relapsing polychondritis", "Guillain-Barre syndrome", "CIDP", "celiac disease"),
    *each("Autoimmune disease", "match", "cauda equina syndrome", "Wolfram syndrome", *PLAINLY_NOT),
    *each("Immunodeficiency", "unknown", "lymphopenia", "hereditary angioedema", "neutropenia"),
    *each("Immunodeficiency", "fail", "SCID", "CVID", "HIV"),
    *each("Allergic disease", "unknown", "contact dermatitis", "rhinitis", "asthma"),
    *each("Allergic disease", "match", "vasomotor rhinitis", *PLAINLY_NOT),
)
def test_diseases_of_the_immune_system(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Bleeding diathesis", "match", "factor XII deficiency", "Hageman factor deficiency", "cryoglobulinemia", *PLAINLY_NOT),
    *each("Bleeding diathesis", "unknown", "scurvy", "vitamin C deficiency", "Ehlers-Danlos syndrome", "thrombocytopenia", "pancytopenia"),
    *each("Bleeding diathesis", "fail", "hemophilia A", "von Willebrand disease", "factor XI deficiency", "ITP"),
    *each("Bleeding diathesis", "match", "factor V Leiden", "hemangioma", "GI bleed"),
    *each("Coagulopathy", "unknown", "vitamin K deficiency", "antithrombin III deficiency", "factor V Leiden"),
    *each("Coagulopathy", "fail", "DIC", "hemophilia A"),
    *each("Thrombocytopenia", "fail", "low platelets", "ITP", "Evans syndrome", "heparin-induced thrombocytopenia"),
    *each("Thrombocytopenia", "unknown", "HELLP", "DIC", "aplastic anemia"),
    *each("Thrombocytopenia", "match", "thrombocytosis", "iron deficiency anemia", *PLAINLY_NOT),
    *each("Myelodysplastic syndrome", "fail", "5q- syndrome", "RCMD", "refractory cytopenia with multilineage dysplasia", "RAEB-2"),
    *each("Myelodysplastic syndrome", "fail", "refractory anemia", "treatment-related MDS"),
    *each("Myelodysplastic syndrome", "unknown", "CMML", "therapy-related myeloid neoplasm", "sideroblastic anemia"),
    *each("Myelodysplastic syndrome", "match", "hereditary sideroblastic anemia", "drug-induced sideroblastic anemia", "PNH", "AML"),
    *each("Lymphoma", "unknown", "lymphomatoid papulosis", "lymphomatoid granulomatosis"),
    *each("Germ cell tumor", "unknown", "testicular cancer", "choriocarcinoma"),
    *each("Germ cell tumor", "fail", "seminoma", "teratoma", "dysgerminoma"),
    *each("Carcinoma in situ", "unknown", "VIN", "AIN"),
)
def test_blood_and_tumours(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Liver disease", "unknown", "hepatomegaly", "acute intermittent porphyria", "alpha-1 antitrypsin deficiency", "ascites"),
    *each("Liver disease", "fail", "hepatitis C", "NASH", "Wilson disease", "HCC"),
    *each("Cirrhosis", "unknown", "ESLD", "esophageal varices", "hepatic encephalopathy", "alcoholic liver disease"),
    *each("Cirrhosis", "fail", "decompensated cirrhosis", "HBV-related cirrhosis", "alcoholic cirrhosis"),
    *each("Cirrhosis", "match", "hepatitis C", "fatty liver", *PLAINLY_NOT),
    *each("Gastrointestinal disease", "match", "homocystinuria", *PLAINLY_NOT),
    *each("Pituitary disease", "fail", "Cushing disease", "acromegaly", "prolactinoma"),
    *each("Pituitary disease", "unknown", "SIADH", "Cushing syndrome", "diabetes insipidus"),
    *each("Metabolic disease", "unknown", "celiac disease", "iron deficiency", "overweight", "vitamin D deficiency"),
    *each("Metabolic disease", "match", "Lynch syndrome", "SCID", "hypertension"),
    *each("Endocrine disease", "unknown", "hypocalcemia", "SIADH", "hypercalcemia"),
)
def test_liver_bowel_and_glands(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)
