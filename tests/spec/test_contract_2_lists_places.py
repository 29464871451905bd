"""Contract §2, Lists: a place that is said once may be meant of the other members of the list."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table

CLOSED: dict[str, Any] = {"complete": ["conditions", "procedures", "medications", "allergies"]}


def ill(name: str, site: str | None = None) -> dict[str, Any]:
    """A complete record with one condition."""
    return CLOSED | {"conditions": [{"name": name, "site": site, "onset": "2026-09-01"}]}


def done(name: str, site: str) -> dict[str, Any]:
    """A complete record with one procedure."""
    return CLOSED | {"procedures": [{"name": name, "site": site, "date": "2026-03-01"}]}


_BREAST, _LUNG = "Lymphoma or sarcoma of the breast", "Adenocarcinoma or squamous cell carcinoma of the lung"


@table(
    excludes(_BREAST, "the first elsewhere", ill("lymphoma", "stomach"), "unknown"),
    excludes(_BREAST, "the first there", ill("lymphoma", "breast"), "fail"),
    excludes(_BREAST, "the last there", ill("sarcoma", "breast"), "fail"),
    excludes(_BREAST, "the last elsewhere", ill("sarcoma", "leg"), "match"),
    needs(_LUNG, "the first elsewhere", ill("adenocarcinoma", "colon"), "unknown"),
    needs(_LUNG, "the first there", ill("adenocarcinoma", "lung"), "match"),
    needs(_LUNG, "neither", ill("asthma"), "fail"),
    excludes("Infection or ulcer of the foot", "elsewhere", ill("infection", "lung"), "unknown"),
    excludes("Infection or ulcer of the foot", "there", ill("infection", "foot"), "fail"),
    excludes("Fracture or dislocation of the hip", "elsewhere", ill("fracture", "wrist"), "unknown"),
    excludes("Thrombosis or stenosis of the portal vein", "elsewhere", ill("thrombosis", "leg"), "unknown"),
    excludes("Cysts or tumors of the kidney", "elsewhere", ill("cyst", "liver"), "unknown"),
    excludes("Abscess or fistula of the anus", "elsewhere", ill("abscess", "lung"), "unknown"),
    excludes("Lymphoma or carcinoma of the breast", "the place in the name", ill("lymphoma", "stomach"), "unknown"),
    excludes("Asthma, lymphoma or sarcoma of the breast", "the middle one elsewhere", ill("lymphoma", "stomach"), "unknown"),
    excludes("Lymphoma, asthma or sarcoma of the breast", "over one whole in itself", ill("lymphoma", "stomach"), "unknown"),
    excludes("Injury, surgery or infection of the knee", "the first elsewhere", ill("injury", "wrist"), "unknown"),
    excludes("Injury, surgery or infection of the knee", "the middle one elsewhere", done("surgery", "hand"), "unknown"),
    excludes("Infection, asthma, or trauma of the eye", "a closing comma", ill("infection", "lung"), "unknown"),
    excludes("Tumor or infection in the liver or kidney", "elsewhere", ill("tumor", "lung"), "unknown"),
    excludes("Tumor or infection in the liver or kidney", "there", ill("tumor", "kidney"), "fail"),
    excludes("Prior surgery or irradiation of the pelvis", "elsewhere", done("surgery", "hand"), "unknown"),
    excludes("Prior surgery or irradiation of the pelvis", "there", done("surgery", "pelvis"), "fail"),
)
def test_a_place_behind_the_list_may_be_that_of_all(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Breast squamous cell carcinoma or sarcoma", "elsewhere", ill("sarcoma", "leg"), "unknown"),
    excludes("Breast squamous cell carcinoma or sarcoma", "there", ill("sarcoma", "breast"), "fail"),
    excludes("Brain cyst, tumor or aneurysm", "the middle one elsewhere", ill("tumor", "liver"), "unknown"),
    excludes("Lower limb ulcer or infection within 6 months", "elsewhere", ill("infection", "lung"), "unknown"),
    excludes("Lower limb ulcer or infection within 6 months", "there", ill("infection", "foot"), "fail"),
)
def test_a_place_before_the_list_may_be_that_of_all(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Hypertension or cancer of the breast", "hypertension", ill("hypertension"), "fail"),
    excludes("Diabetes or infection of the foot", "diabetes", ill("diabetes"), "fail"),
    excludes("Fever or infection of the foot", "fever", ill("fever"), "fail"),
    excludes("HIV infection or ulcer of the foot", "HIV", ill("HIV infection"), "fail"),
    excludes("Brain metastasis or sarcoma of the leg", "brain metastasis", ill("brain metastasis"), "fail"),
    excludes("Basal cell carcinoma or carcinoma of the breast", "basal cell carcinoma", ill("basal cell carcinoma"), "fail"),
    excludes("Asthma, lymphoma or sarcoma of the breast", "asthma", ill("asthma"), "fail"),
    excludes("Lymphoma, or sarcoma of the breast", "a statement of its own", ill("lymphoma", "stomach"), "fail"),
    excludes("Infection or radiotherapy to the chest", "of another kind", ill("infection", "leg"), "fail"),
    excludes("Infection of the lung, tumor or sarcoma of the breast", "a place of its own", ill("infection", "lung"), "fail"),
    excludes("Infection, asthma, ulcer of the foot", "a comma alone", ill("infection", "lung"), "fail"),
    excludes("Skin ulcer, fever or infection", "not to all", ill("infection", "lung"), "fail"),
    excludes("Prior hysterectomy or surgery of the breast", "whole in itself", done("hysterectomy", "uterus"), "fail"),
    excludes("Infection or history of ulcer of the foot", "a statement of its own", ill("infection", "lung"), "fail"),
)
def test_what_is_whole_in_itself_takes_no_place(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Malignant or benign tumor of the liver", "elsewhere", ill("malignancy", "stomach"), "match"),
    needs("Early or advanced carcinoma of the lung", "elsewhere", ill("early carcinoma", "colon"), "fail"),
    needs("Primary or recurrent adenocarcinoma of the breast", "elsewhere", ill("primary adenocarcinoma", "colon"), "fail"),
)
def test_adjectives_of_one_name_share_its_place(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(
        "Any of the following within 6 months: heart angioplasty or stenting, stroke",
        "a year ago",
        done("stenting", "heart") | {"procedures": [{"name": "stenting", "site": "heart", "date": "2025-10-01"}]},
        "match",
    ),
)
def test_the_time_of_a_list_is_that_of_both_readings(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
