"""Contract §2, Lists: a place that is said once may be meant of the other members of the list."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import done, has, operated, proc

_BREAST, _LUNG = "Lymphoma or sarcoma of the breast", "Adenocarcinoma or squamous cell carcinoma of the lung"


@table(
    excludes(_BREAST, "the first elsewhere", has("lymphoma", site="stomach"), "unknown"),
    excludes(_BREAST, "the first there", has("lymphoma", site="breast"), "fail"),
    excludes(_BREAST, "the last there", has("sarcoma", site="breast"), "fail"),
    excludes(_BREAST, "the last elsewhere", has("sarcoma", site="leg"), "match"),
    needs(_LUNG, "the first elsewhere", has("adenocarcinoma", site="colon"), "unknown"),
    needs(_LUNG, "the first there", has("adenocarcinoma", site="lung"), "match"),
    needs(_LUNG, "neither", has("asthma"), "fail"),
    excludes("Infection or ulcer of the foot", "elsewhere", has("infection", site="lung"), "unknown"),
    excludes("Infection or ulcer of the foot", "there", has("infection", site="foot"), "fail"),
    excludes("Fracture or dislocation of the hip", "elsewhere", has("fracture", site="wrist"), "unknown"),
    excludes("Thrombosis or stenosis of the portal vein", "elsewhere", has("thrombosis", site="leg"), "unknown"),
    excludes("Cysts or tumors of the kidney", "elsewhere", has("cyst", site="liver"), "unknown"),
    excludes("Abscess or fistula of the anus", "elsewhere", has("abscess", site="lung"), "unknown"),
    excludes("Lymphoma or carcinoma of the breast", "the place in the name", has("lymphoma", site="stomach"), "unknown"),
    excludes("Asthma, lymphoma or sarcoma of the breast", "the middle one elsewhere", has("lymphoma", site="stomach"), "unknown"),
    excludes("Lymphoma, asthma or sarcoma of the breast", "over one whole in itself", has("lymphoma", site="stomach"), "unknown"),
    excludes("Injury, surgery or infection of the knee", "the first elsewhere", has("injury", site="wrist"), "unknown"),
    excludes("Injury, surgery or infection of the knee", "the middle one elsewhere", done("surgery", site="hand"), "unknown"),
    excludes("Infection, asthma, or trauma of the eye", "a closing comma", has("infection", site="lung"), "unknown"),
    excludes("Tumor or infection in the liver or kidney", "elsewhere", has("tumor", site="lung"), "unknown"),
    excludes("Tumor or infection in the liver or kidney", "there", has("tumor", site="kidney"), "fail"),
    excludes("Prior surgery or irradiation of the pelvis", "elsewhere", done("surgery", site="hand"), "unknown"),
    excludes("Prior surgery or irradiation of the pelvis", "there", done("surgery", site="pelvis"), "fail"),
)
def test_a_place_behind_the_list_may_be_that_of_all(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Breast squamous cell carcinoma or sarcoma", "elsewhere", has("sarcoma", site="leg"), "unknown"),
    excludes("Breast squamous cell carcinoma or sarcoma", "there", has("sarcoma", site="breast"), "fail"),
    excludes("Brain cyst, tumor or aneurysm", "the middle one elsewhere", has("tumor", site="liver"), "unknown"),
    excludes("Lower limb ulcer or infection within 6 months", "elsewhere", has("infection", site="lung", onset="2026-09-01"), "unknown"),
    excludes("Lower limb ulcer or infection within 6 months", "there", has("infection", site="foot", onset="2026-09-01"), "fail"),
)
def test_a_place_before_the_list_may_be_that_of_all(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Hypertension or cancer of the breast", "hypertension", has("hypertension"), "fail"),
    excludes("Diabetes or infection of the foot", "diabetes", has("diabetes"), "fail"),
    excludes("Fever or infection of the foot", "fever", has("fever"), "fail"),
    excludes("HIV infection or ulcer of the foot", "HIV", has("HIV infection"), "fail"),
    excludes("Brain metastasis or sarcoma of the leg", "brain metastasis", has("brain metastasis"), "fail"),
    excludes("Basal cell carcinoma or carcinoma of the breast", "basal cell carcinoma", has("basal cell carcinoma"), "fail"),
    excludes("Asthma, lymphoma or sarcoma of the breast", "asthma", has("asthma"), "fail"),
    excludes("Lymphoma, or sarcoma of the breast", "a statement of its own", has("lymphoma", site="stomach"), "fail"),
    excludes("Infection or radiotherapy to the chest", "of another kind", has("infection", site="leg"), "fail"),
    excludes("Infection of the lung, tumor or sarcoma of the breast", "a place of its own", has("infection", site="lung"), "fail"),
    excludes("Infection, asthma, ulcer of the foot", "a comma alone", has("infection", site="lung"), "fail"),
    excludes("Skin ulcer, fever or infection", "not to all", has("infection", site="lung"), "fail"),
    excludes("Prior hysterectomy or surgery of the breast", "whole in itself", done("hysterectomy", site="uterus"), "fail"),
    excludes("Infection or history of ulcer of the foot", "a statement of its own", has("infection", site="lung"), "fail"),
)
def test_what_is_whole_in_itself_takes_no_place(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Malignant or benign tumor of the liver", "elsewhere", has("malignancy", site="stomach"), "match"),
    needs("Early or advanced carcinoma of the lung", "elsewhere", has("early carcinoma", site="colon"), "fail"),
    needs("Primary or recurrent adenocarcinoma of the breast", "elsewhere", has("primary adenocarcinoma", site="colon"), "fail"),
)
def test_adjectives_of_one_name_share_its_place(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(
        "Any of the following within 6 months: heart angioplasty or stenting, stroke",
        "a year ago",
        done("stenting", site="heart") | operated(proc("stenting", "2025-10-01", site="heart")),
        "match",
    ),
)
def test_the_time_of_a_list_is_that_of_both_readings(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
