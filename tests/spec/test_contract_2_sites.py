"""Contract §2: the site is a condition of its own. Regions contain their organs; a thing and its site are what they are together."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, done, has, listed

# ------------------------------------------------------------------ regions contain their organs

_CHEST, _PELVIS, _HEAD = "Prior radiotherapy to the chest", "Prior irradiation of the pelvis", "Prior radiotherapy of the head"
_HEAD_NECK, _NECK = "Prior radiotherapy to the head and neck", "Prior radiotherapy of the neck"
_BELLY, _ARM = "Prior surgery to the abdomen", "Injury of the upper limb"


@table(
    excludes(_CHEST, "lung", done("radiotherapy", site="lung"), "fail"),
    excludes(_CHEST, "left lung", done("radiotherapy", site="left lung"), "fail"),
    excludes(_CHEST, "oesophagus", done("radiotherapy", site="oesophagus"), "fail"),
    excludes(_CHEST, "mediastinum", done("radiotherapy", site="mediastinum"), "fail"),
    excludes(_CHEST, "chest wall", done("radiotherapy", site="chest wall"), "fail"),
    excludes(_CHEST, "rib", done("radiotherapy", site="rib"), "fail"),
    excludes(_PELVIS, "prostate", done("radiotherapy", site="prostate"), "fail"),
    excludes(_PELVIS, "cervix", done("radiotherapy", site="cervix"), "fail"),
    excludes(_PELVIS, "rectum", done("radiotherapy", site="rectum"), "fail"),
    excludes(_HEAD, "brain", done("radiotherapy", site="brain"), "fail"),
    excludes(_HEAD_NECK, "larynx", done("radiotherapy", site="larynx"), "fail"),
    excludes(_HEAD_NECK, "tongue", done("radiotherapy", site="tongue"), "fail"),
    excludes(_NECK, "thyroid", done("radiotherapy", site="thyroid"), "fail"),
    excludes(_NECK, "cervical spine", done("radiotherapy", site="cervical spine"), "fail"),
    excludes(_BELLY, "liver", done("surgery", site="liver"), "fail"),
    excludes(_ARM, "shoulder", has("injury", site="shoulder"), "fail"),
    excludes(_ARM, "rotator cuff", has("injury", site="rotator cuff"), "fail"),
    excludes(_ARM, "thumb", has("injury", site="thumb"), "fail"),
)
def test_what_is_at_an_organ_is_in_its_region(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(_CHEST, "brain", done("radiotherapy", site="brain"), "match"),
    excludes(_CHEST, "prostate", done("radiotherapy", site="prostate"), "match"),
    excludes(_CHEST, "abdomen", done("radiotherapy", site="abdomen"), "match"),
    excludes(_PELVIS, "lung", done("radiotherapy", site="lung"), "match"),
    excludes(_HEAD_NECK, "lung", done("radiotherapy", site="lung"), "match"),
    excludes(_HEAD, "larynx", done("radiotherapy", site="larynx"), "match"),
    excludes(_BELLY, "knee", done("surgery", site="knee"), "match"),
    excludes(_ARM, "knee", has("injury", site="knee"), "match"),
    excludes("Infection of the lung", "kidney", has("infection", site="kidney"), "match"),
)
def test_what_is_plainly_elsewhere_is_not(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(_CHEST, "breast", done("radiotherapy", site="breast"), "unknown: site_not_recorded"),
    excludes(_CHEST, "axilla", done("radiotherapy", site="axilla"), "unknown"),
    excludes(_CHEST, "some bone", done("radiotherapy", site="bone"), "unknown"),
    excludes(_CHEST, "skin", done("radiotherapy", site="skin"), "unknown"),
    excludes(_CHEST, "more general", done("radiotherapy", site="trunk"), "unknown"),
    excludes(_CHEST, "a site nobody knows", done("radiotherapy", site="left zygapophysis"), "unknown"),
    excludes(_PELVIS, "colon", done("radiotherapy", site="colon"), "unknown"),
    excludes(_PELVIS, "hip", done("radiotherapy", site="hip"), "unknown"),
    excludes(_HEAD_NECK, "brain", done("radiotherapy", site="brain"), "unknown"),
    excludes(_BELLY, "uterus", done("surgery", site="uterus"), "unknown"),
    excludes("Infection of the skin", "foot", has("infection", site="foot"), "unknown"),
)
def test_what_may_be_there_leaves_it_open(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(_HEAD, "whole brain", done("whole brain radiotherapy"), "fail"),
    excludes(_CHEST, "in the name", done("radiation therapy to the left lung"), "fail"),
    excludes("Fracture of the lower limb", "hip", has("hip fracture"), "fail"),
    excludes("Fracture of the lower limb", "rib", has("rib fracture"), "match"),
    excludes("Tumor of the pelvis", "prostate", has("prostate cancer"), "fail"),
    excludes("Infection of the chest", "pneumonia", has("pneumonia"), "fail"),
    excludes("History of central nervous system (CNS) metastasis", "of the CNS", has("CNS metastasis"), "fail"),
    excludes("History of central nervous system (CNS) metastasis", "of the brain", has("brain metastasis"), "fail"),
    excludes("History of central nervous system (CNS) metastasis", "of the liver", has("liver metastasis"), "match"),
    excludes("Sarcoma of the leg", "somewhere", has("sarcoma"), "unknown: site_not_recorded"),
    excludes("Brain tumor", "CNS metastasis", has("CNS metastasis"), "unknown"),
)
def test_a_name_tells_its_site(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Portal vein thrombosis", "there", has("thrombosis", site="portal vein"), "fail"),
    excludes("Portal vein thrombosis", "elsewhere", has("thrombosis", site="leg"), "match"),
    excludes("Portal vein thrombosis", "where?", has("thrombosis"), "unknown"),
    excludes("Hip fracture", "elsewhere", has("fracture", site="wrist"), "match"),
    excludes("Hip fracture", "more general", has("fracture", site="leg"), "unknown"),
)
def test_a_recorded_site_rules_out_what_is_elsewhere(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ treatments at a site

_CRANIAL = "Prior cranial radiotherapy"


@table(
    excludes(_CRANIAL, "radiosurgery of the brain", done("stereotactic radiosurgery", site="brain"), "fail"),
    excludes(_CRANIAL, "protons", done("proton therapy", site="brain"), "fail"),
    excludes(_CRANIAL, "gamma knife", done("gamma knife"), "fail"),
    excludes(_CRANIAL, "in the name", done("radiation therapy to brain"), "fail"),
    excludes(_CRANIAL, "radiosurgery of the lung", done("stereotactic radiosurgery", site="lung"), "match"),
    excludes(_CRANIAL, "of the prostate", done("brachytherapy", site="prostate"), "match"),
    excludes(_CRANIAL, "cyberknife, where?", done("cyberknife"), "unknown"),
    excludes(_CRANIAL, "radiotherapy, where?", done("radiotherapy"), "unknown"),
    excludes("Prior thoracic radiotherapy", "adjuvant, where?", done("adjuvant radiotherapy"), "unknown"),
    excludes("Prior thoracic radiotherapy", "whole brain", done("whole brain radiotherapy"), "match"),
    excludes("Prior thoracic radiotherapy", "oesophagus", done("proton therapy", site="oesophagus"), "fail"),
    excludes("Prior pelvic radiotherapy", "prostate", done("brachytherapy", site="prostate"), "fail"),
    excludes("Prior cranial radiotherapy", "hand", done("radiotherapy", site="hand"), "match"),
    excludes("Prior breast radiotherapy", "chest wall", done("radiotherapy", site="chest wall"), "unknown"),
    excludes("Prior breast radiotherapy", "pelvis", done("radiotherapy", site="pelvis"), "match"),
    excludes("Prior pelvic surgery", "bladder", done("surgery", site="bladder"), "fail"),
    excludes("Prior chest surgery", "mastectomy", done("mastectomy"), "unknown"),
    excludes("Prior abdominal surgery", "liver", done("surgery", site="liver"), "fail"),
    excludes("Prior abdominal surgery", "knee", done("surgery", site="knee"), "match"),
    excludes("Prior radiotherapy", "gamma knife", done("gamma knife"), "fail"),
)
def test_a_treatment_at_a_site_is_that_of_its_region(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ cancers by tissue and by site


@table(
    excludes("Prostate cancer", "adenocarcinoma there", has("adenocarcinoma", site="prostate"), "fail"),
    excludes("Colorectal cancer", "of the colon", has("adenocarcinoma", site="colon"), "fail"),
    excludes("Colorectal cancer", "of the rectum", has("adenocarcinoma", site="rectum"), "fail"),
    excludes("Colon cancer", "of the sigmoid", has("adenocarcinoma", site="sigmoid colon"), "fail"),
    needs("Carcinoma of the breast", "carcinoma there", has("carcinoma", site="breast"), "match"),
    needs("Carcinoma of the breast", "ductal carcinoma there", has("ductal carcinoma", site="breast"), "match"),
    needs("Breast cancer", "cancer there", has("malignant neoplasm", site="breast"), "match"),
    needs("Lung cancer", "adenocarcinoma there", has("adenocarcinoma", site="lung"), "match"),
    needs("Head and neck cancer", "of the larynx", has("squamous cell carcinoma", site="larynx"), "match"),
    excludes("Breast cancer", "of the lung", has("adenocarcinoma", site="lung"), "match"),
    excludes("Breast cancer", "of the sigmoid", has("adenocarcinoma", site="sigmoid colon"), "match"),
    excludes("Brain cancer", "metastasis there", has("metastasis", site="brain"), "match"),
    needs("Brain metastasis", "metastasis there", has("metastasis", site="brain"), "match"),
    needs("Liver abscess", "abscess there", has("abscess", site="liver"), "match"),
)
def test_a_carcinoma_at_a_site_is_the_cancer_of_the_site(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *(
        excludes("Breast cancer", "where?", has(name), "unknown")
        for name in ("carcinoma", "adenocarcinoma", "ductal carcinoma", "metaplastic carcinoma")
    ),
    excludes("Liver cancer", "primary or spread?", has("adenocarcinoma", site="liver"), "unknown"),
    excludes("Lung cancer", "spread from where?", has("squamous cell carcinoma", site="cervical lymph node"), "unknown"),
    excludes("Prostate cancer", "spread from where?", has("adenocarcinoma", site="bone"), "unknown"),
    excludes("Endometrial cancer", "the whole organ", has("adenocarcinoma", site="uterus"), "unknown"),
    excludes("Gastric cancer", "is it meant?", has("lymphoma", site="stomach"), "unknown"),
    excludes("Malignancy except non-melanoma skin cancer", "of the skin?", has("squamous cell carcinoma"), "unknown"),
    excludes("Malignancy except non-melanoma skin cancer", "of the lung", has("squamous cell carcinoma", site="lung"), "fail"),
    excludes("Malignancy except non-melanoma skin cancer", "another tissue", has("adenocarcinoma"), "fail"),
    excludes("Breast cancer", "sarcoma of the leg", has("sarcoma", site="leg"), "match"),
    excludes("Breast cancer", "melanoma", has("melanoma"), "match"),
    excludes("Breast cancer", "hepatocellular", has("hepatocellular carcinoma"), "match"),
    excludes("Breast cancer", "urothelial", has("urothelial carcinoma"), "match"),
    excludes("Breast cancer", "an unknown carcinoma of the colon", has("medullary-like carcinoma", site="colon"), "match"),
)
def test_a_carcinoma_of_no_told_site_may_be_of_its_usual_ones(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


_OF_BREAST = "Adenocarcinoma of the breast"


@table(
    needs(_OF_BREAST, "that name", has("breast adenocarcinoma"), "match"),
    needs(_OF_BREAST, "with its site", has("adenocarcinoma", site="breast"), "match"),
    needs(_OF_BREAST, "a breast cancer", has("breast cancer"), "unknown"),
    needs("Squamous cell carcinoma of the breast", "a breast cancer", has("breast cancer"), "unknown"),
    needs(_OF_BREAST, "of the colon", has("adenocarcinoma", site="colon"), "fail"),
    needs(_OF_BREAST, "a lung cancer", has("lung cancer"), "fail"),
    needs(_OF_BREAST, "asthma", has("asthma"), "fail"),
    needs("Squamous cell carcinoma of the esophagus", "another tissue", has("adenocarcinoma", site="esophagus"), "fail"),
    needs("Adenocarcinoma of the lung", "another tissue", has("squamous cell carcinoma", site="lung"), "fail"),
    needs(_OF_BREAST, "never a breast cancer", listed("breast cancer", status="absent"), "fail"),
    needs("Adenocarcinoma of the lung", "that name", has("lung adenocarcinoma"), "match"),
    needs("Adenocarcinoma of the prostate", "that name", has("prostate adenocarcinoma"), "match"),
    excludes(
        "Prostate cancer",
        "no adenocarcinoma there",
        listed("adenocarcinoma", site="prostate", status="absent"),
        "unknown",
    ),
)
def test_a_tissue_at_a_site_is_found_under_the_name_of_both(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Clinically negative lymph nodes", "nothing", NOTHING, "unknown: not_understood"),
    needs("Normal liver", "hepatitis", has("hepatitis"), "unknown: not_understood"),
    excludes("Abnormal blood coagulation", "coagulopathy", has("coagulopathy"), "fail"),
)
def test_a_finding_on_an_organ_is_no_disease_of_it(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
