"""Contract §2: the site is a condition of its own. Regions contain their organs; a thing and its site are what they are together."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table

CLOSED: dict[str, Any] = {"complete": ["conditions", "procedures", "medications", "allergies"]}


def ill(name: str, site: str | None = None, **fields: Any) -> dict[str, Any]:
    """A complete record with one condition."""
    return CLOSED | {"conditions": [{"name": name, "site": site, "onset": "2026-09-01", **fields}]}


def done(name: str, site: str | None = None, **fields: Any) -> dict[str, Any]:
    """A complete record with one procedure."""
    return CLOSED | {"procedures": [{"name": name, "site": site, "date": "2026-03-01", **fields}]}


# ------------------------------------------------------------------ regions contain their organs

_CHEST, _PELVIS, _HEAD = "Prior radiotherapy to the chest", "Prior irradiation of the pelvis", "Prior radiotherapy of the head"
_HEAD_NECK, _NECK = "Prior radiotherapy to the head and neck", "Prior radiotherapy of the neck"
_BELLY, _ARM = "Prior surgery to the abdomen", "Injury of the upper limb"


@table(
    excludes(_CHEST, "lung", done("radiotherapy", "lung"), "fail"),
    excludes(_CHEST, "left lung", done("radiotherapy", "left lung"), "fail"),
    excludes(_CHEST, "oesophagus", done("radiotherapy", "oesophagus"), "fail"),
    excludes(_CHEST, "mediastinum", done("radiotherapy", "mediastinum"), "fail"),
    excludes(_CHEST, "chest wall", done("radiotherapy", "chest wall"), "fail"),
    excludes(_CHEST, "rib", done("radiotherapy", "rib"), "fail"),
    excludes(_PELVIS, "prostate", done("radiotherapy", "prostate"), "fail"),
    excludes(_PELVIS, "cervix", done("radiotherapy", "cervix"), "fail"),
    excludes(_PELVIS, "rectum", done("radiotherapy", "rectum"), "fail"),
    excludes(_HEAD, "brain", done("radiotherapy", "brain"), "fail"),
    excludes(_HEAD_NECK, "larynx", done("radiotherapy", "larynx"), "fail"),
    excludes(_HEAD_NECK, "tongue", done("radiotherapy", "tongue"), "fail"),
    excludes(_NECK, "thyroid", done("radiotherapy", "thyroid"), "fail"),
    excludes(_NECK, "cervical spine", done("radiotherapy", "cervical spine"), "fail"),
    excludes(_BELLY, "liver", done("surgery", "liver"), "fail"),
    excludes(_ARM, "shoulder", ill("injury", "shoulder"), "fail"),
    excludes(_ARM, "rotator cuff", ill("injury", "rotator cuff"), "fail"),
    excludes(_ARM, "thumb", ill("injury", "thumb"), "fail"),
)
def test_what_is_at_an_organ_is_in_its_region(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(_CHEST, "brain", done("radiotherapy", "brain"), "match"),
    excludes(_CHEST, "prostate", done("radiotherapy", "prostate"), "match"),
    excludes(_CHEST, "abdomen", done("radiotherapy", "abdomen"), "match"),
    excludes(_PELVIS, "lung", done("radiotherapy", "lung"), "match"),
    excludes(_HEAD_NECK, "lung", done("radiotherapy", "lung"), "match"),
    excludes(_HEAD, "larynx", done("radiotherapy", "larynx"), "match"),
    excludes(_BELLY, "knee", done("surgery", "knee"), "match"),
    excludes(_ARM, "knee", ill("injury", "knee"), "match"),
    excludes("Infection of the lung", "kidney", ill("infection", "kidney"), "match"),
)
def test_what_is_plainly_elsewhere_is_not(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(_CHEST, "breast", done("radiotherapy", "breast"), "unknown: site_not_recorded"),
    excludes(_CHEST, "axilla", done("radiotherapy", "axilla"), "unknown"),
    excludes(_CHEST, "some bone", done("radiotherapy", "bone"), "unknown"),
    excludes(_CHEST, "skin", done("radiotherapy", "skin"), "unknown"),
    excludes(_CHEST, "more general", done("radiotherapy", "trunk"), "unknown"),
    excludes(_CHEST, "a site nobody knows", done("radiotherapy", "left zygapophysis"), "unknown"),
    excludes(_PELVIS, "colon", done("radiotherapy", "colon"), "unknown"),
    excludes(_PELVIS, "hip", done("radiotherapy", "hip"), "unknown"),
    excludes(_HEAD_NECK, "brain", done("radiotherapy", "brain"), "unknown"),
    excludes(_BELLY, "uterus", done("surgery", "uterus"), "unknown"),
    excludes("Infection of the skin", "foot", ill("infection", "foot"), "unknown"),
)
def test_what_may_be_there_leaves_it_open(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(_HEAD, "whole brain", done("whole brain radiotherapy"), "fail"),
    excludes(_CHEST, "in the name", done("radiation therapy to the left lung"), "fail"),
    excludes("Fracture of the lower limb", "hip", ill("hip fracture"), "fail"),
    excludes("Fracture of the lower limb", "rib", ill("rib fracture"), "match"),
    excludes("Tumor of the pelvis", "prostate", ill("prostate cancer"), "fail"),
    excludes("Infection of the chest", "pneumonia", ill("pneumonia"), "fail"),
    excludes("History of central nervous system (CNS) metastasis", "of the CNS", ill("CNS metastasis"), "fail"),
    excludes("History of central nervous system (CNS) metastasis", "of the brain", ill("brain metastasis"), "fail"),
    excludes("History of central nervous system (CNS) metastasis", "of the liver", ill("liver metastasis"), "match"),
    excludes("Sarcoma of the leg", "somewhere", ill("sarcoma"), "unknown: site_not_recorded"),
    excludes("Brain tumor", "CNS metastasis", ill("CNS metastasis"), "unknown"),
)
def test_a_name_tells_its_site(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Portal vein thrombosis", "there", ill("thrombosis", "portal vein"), "fail"),
    excludes("Portal vein thrombosis", "elsewhere", ill("thrombosis", "leg"), "match"),
    excludes("Portal vein thrombosis", "where?", ill("thrombosis"), "unknown"),
    excludes("Hip fracture", "elsewhere", ill("fracture", "wrist"), "match"),
    excludes("Hip fracture", "more general", ill("fracture", "leg"), "unknown"),
)
def test_a_recorded_site_rules_out_what_is_elsewhere(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ treatments at a site

_CRANIAL = "Prior cranial radiotherapy"


@table(
    excludes(_CRANIAL, "radiosurgery of the brain", done("stereotactic radiosurgery", "brain"), "fail"),
    excludes(_CRANIAL, "protons", done("proton therapy", "brain"), "fail"),
    excludes(_CRANIAL, "gamma knife", done("gamma knife"), "fail"),
    excludes(_CRANIAL, "in the name", done("radiation therapy to brain"), "fail"),
    excludes(_CRANIAL, "radiosurgery of the lung", done("stereotactic radiosurgery", "lung"), "match"),
    excludes(_CRANIAL, "of the prostate", done("brachytherapy", "prostate"), "match"),
    excludes(_CRANIAL, "cyberknife, where?", done("cyberknife"), "unknown"),
    excludes(_CRANIAL, "radiotherapy, where?", done("radiotherapy"), "unknown"),
    excludes("Prior thoracic radiotherapy", "adjuvant, where?", done("adjuvant radiotherapy"), "unknown"),
    excludes("Prior thoracic radiotherapy", "whole brain", done("whole brain radiotherapy"), "match"),
    excludes("Prior thoracic radiotherapy", "oesophagus", done("proton therapy", "oesophagus"), "fail"),
    excludes("Prior pelvic radiotherapy", "prostate", done("brachytherapy", "prostate"), "fail"),
    excludes("Prior cranial radiotherapy", "hand", done("radiotherapy", "hand"), "match"),
    excludes("Prior breast radiotherapy", "chest wall", done("radiotherapy", "chest wall"), "unknown"),
    excludes("Prior breast radiotherapy", "pelvis", done("radiotherapy", "pelvis"), "match"),
    excludes("Prior pelvic surgery", "bladder", done("surgery", "bladder"), "fail"),
    excludes("Prior chest surgery", "mastectomy", done("mastectomy"), "unknown"),
    excludes("Prior abdominal surgery", "liver", done("surgery", "liver"), "fail"),
    excludes("Prior abdominal surgery", "knee", done("surgery", "knee"), "match"),
    excludes("Prior radiotherapy", "gamma knife", done("gamma knife"), "fail"),
)
def test_a_treatment_at_a_site_is_that_of_its_region(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ cancers by tissue and by site


@table(
    excludes("Prostate cancer", "adenocarcinoma there", ill("adenocarcinoma", "prostate"), "fail"),
    excludes("Colorectal cancer", "of the colon", ill("adenocarcinoma", "colon"), "fail"),
    excludes("Colorectal cancer", "of the rectum", ill("adenocarcinoma", "rectum"), "fail"),
    excludes("Colon cancer", "of the sigmoid", ill("adenocarcinoma", "sigmoid colon"), "fail"),
    needs("Carcinoma of the breast", "carcinoma there", ill("carcinoma", "breast"), "match"),
    needs("Carcinoma of the breast", "ductal carcinoma there", ill("ductal carcinoma", "breast"), "match"),
    needs("Breast cancer", "cancer there", ill("malignant neoplasm", "breast"), "match"),
    needs("Lung cancer", "adenocarcinoma there", ill("adenocarcinoma", "lung"), "match"),
    needs("Head and neck cancer", "of the larynx", ill("squamous cell carcinoma", "larynx"), "match"),
    excludes("Breast cancer", "of the lung", ill("adenocarcinoma", "lung"), "match"),
    excludes("Breast cancer", "of the sigmoid", ill("adenocarcinoma", "sigmoid colon"), "match"),
    excludes("Brain cancer", "metastasis there", ill("metastasis", "brain"), "match"),
    needs("Brain metastasis", "metastasis there", ill("metastasis", "brain"), "match"),
    needs("Liver abscess", "abscess there", ill("abscess", "liver"), "match"),
)
def test_a_carcinoma_at_a_site_is_the_cancer_of_the_site(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *(
        excludes("Breast cancer", "where?", ill(name), "unknown")
        for name in ("carcinoma", "adenocarcinoma", "ductal carcinoma", "metaplastic carcinoma")
    ),
    excludes("Liver cancer", "primary or spread?", ill("adenocarcinoma", "liver"), "unknown"),
    excludes("Lung cancer", "spread from where?", ill("squamous cell carcinoma", "cervical lymph node"), "unknown"),
    excludes("Prostate cancer", "spread from where?", ill("adenocarcinoma", "bone"), "unknown"),
    excludes("Endometrial cancer", "the whole organ", ill("adenocarcinoma", "uterus"), "unknown"),
    excludes("Gastric cancer", "is it meant?", ill("lymphoma", "stomach"), "unknown"),
    excludes("Malignancy except non-melanoma skin cancer", "of the skin?", ill("squamous cell carcinoma"), "unknown"),
    excludes("Malignancy except non-melanoma skin cancer", "of the lung", ill("squamous cell carcinoma", "lung"), "fail"),
    excludes("Malignancy except non-melanoma skin cancer", "another tissue", ill("adenocarcinoma"), "fail"),
    excludes("Breast cancer", "sarcoma of the leg", ill("sarcoma", "leg"), "match"),
    excludes("Breast cancer", "melanoma", ill("melanoma"), "match"),
    excludes("Breast cancer", "hepatocellular", ill("hepatocellular carcinoma"), "match"),
    excludes("Breast cancer", "urothelial", ill("urothelial carcinoma"), "match"),
    excludes("Breast cancer", "an unknown carcinoma of the colon", ill("medullary-like carcinoma", "colon"), "match"),
)
def test_a_carcinoma_of_no_told_site_may_be_of_its_usual_ones(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


_OF_BREAST = "Adenocarcinoma of the breast"


@table(
    needs(_OF_BREAST, "that name", ill("breast adenocarcinoma"), "match"),
    needs(_OF_BREAST, "with its site", ill("adenocarcinoma", "breast"), "match"),
    needs(_OF_BREAST, "a breast cancer", ill("breast cancer"), "unknown"),
    needs("Squamous cell carcinoma of the breast", "a breast cancer", ill("breast cancer"), "unknown"),
    needs(_OF_BREAST, "of the colon", ill("adenocarcinoma", "colon"), "fail"),
    needs(_OF_BREAST, "a lung cancer", ill("lung cancer"), "fail"),
    needs(_OF_BREAST, "asthma", ill("asthma"), "fail"),
    needs("Squamous cell carcinoma of the esophagus", "another tissue", ill("adenocarcinoma", "esophagus"), "fail"),
    needs("Adenocarcinoma of the lung", "another tissue", ill("squamous cell carcinoma", "lung"), "fail"),
    needs(_OF_BREAST, "never a breast cancer", {"conditions": [{"name": "breast cancer", "status": "absent"}]}, "fail"),
    needs("Adenocarcinoma of the lung", "that name", ill("lung adenocarcinoma"), "match"),
    needs("Adenocarcinoma of the prostate", "that name", ill("prostate adenocarcinoma"), "match"),
    excludes(
        "Prostate cancer",
        "no adenocarcinoma there",
        {"conditions": [{"name": "adenocarcinoma", "site": "prostate", "status": "absent"}]},
        "unknown",
    ),
)
def test_a_tissue_at_a_site_is_found_under_the_name_of_both(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Clinically negative lymph nodes", "nothing", CLOSED, "unknown: not_understood"),
    needs("Normal liver", "hepatitis", ill("hepatitis"), "unknown: not_understood"),
    excludes("Abnormal blood coagulation", "coagulopathy", ill("coagulopathy"), "fail"),
)
def test_a_finding_on_an_organ_is_no_disease_of_it(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
