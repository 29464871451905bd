"""Names of entries as clinics write them: sides, places, abbreviations explained, words on how it was done (contract §4)."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import Kind, check, each, excludes, table
from spec.records import done, operated, proc


@table(
    *each("Osteoarthritis", "fail", "OA right knee", "OA of left hip"),
    *each("Breast cancer", "fail", "breast cancer L", "Ca breast L", "Ca breast"),
    *each("Rotator cuff tear", "fail", "RC tear L shoulder", "full-thickness supraspinatus tear, right shoulder"),
    *each("Burn", "fail", "2nd degree burn R forearm and hand", "deep partial thickness burns of both legs"),
    *each("Lymphedema", "fail", "lymphedema of arm"),
    *each("Diabetes mellitus", "match", "OA right knee", "breast cancer L", "2nd degree burn R forearm and hand", "RC tear L shoulder"),
    *each("Infection", "match", "OA right knee", "breast cancer L"),
)
def test_sides_and_places_stand_before_or_behind(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Dyspnea", "fail", "dyspnea on exertion", "dyspnea at rest"),
    *each("Rheumatoid arthritis", "fail", "seropositive rheumatoid arthritis", "seronegative rheumatoid arthritis"),
    *each("Depression", "fail", "major depressive disorder, single episode"),
    *each("Diabetes mellitus", "match", "dyspnea on exertion", "lupus nephritis, first episode", "gross hematuria"),
    *each("Mild cognitive impairment", "fail", "MCI (mild cognitive impairment)"),
    *each("Intracranial hemorrhage", "fail", "ICH (intracerebral haemorrhage)"),
    *each("Diabetes mellitus", "unknown", "ICH (zorbl haemorrhage)", "GDD (zorbl)"),
)
def test_a_name_may_say_when_and_explain_itself(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Infection", "fail", "viral myocarditis", "influenza A", "MRSA bacteremia", "H. pylori gastritis", "viral exanthem", "CAP"),
    *each("Heart disease", "fail", "viral myocarditis", "VSD", "HLHS", "left atrial enlargement"),
    *each("Arrhythmia", "unknown", "palpitations"),
    *each("Infection", "unknown", "travelers diarrhea"),
    *each("Bleeding", "fail", "intraoperative hemorrhage"),
    *each("Malignancy", "fail", "high-grade serous ovarian carcinoma", "B-ALL", "muscle-invasive bladder cancer"),
    *each("Diabetes mellitus", "match", "palpitations", "hamstring strain", "meniscal tear", "Achilles tendon rupture", "ingrown toenail"),
)
def test_usual_diseases_are_of_their_kinds(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Osteoarthritis", "unknown", "suspected OA right knee", "rule out OA right knee", "screening for OA right knee"),
    *each("Breast cancer", "unknown", "suspected Ca breast L", "risk of breast cancer L"),
    *each("Diabetes mellitus", "unknown", "zorbl right knee", "suspected zorbl"),
    *each("Asthma", "unknown", "asthma, cardiac"),
    *each("Metastases", "fail", "metastatic Ca liver"),
)
def test_words_that_change_what_it_is_are_never_dropped(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Prior mastectomy", "mastectomy R"),
        ("Prior lumpectomy", "lumpectomy, left"),
        ("Prior knee replacement", "TKA right"),
        ("Prior breast radiotherapy", "radiotherapy left breast"),
        ("Prior radiotherapy", "XRT chest wall L"),
        ("Prior lumpectomy", "lumpectomy with sentinel node biopsy"),
        ("Prior sentinel lymph node biopsy", "lumpectomy and sentinel node biopsy, right"),
        ("Prior hip replacement", "revision of left total hip arthroplasty"),
        ("Prior colonoscopy", "surveillance colonoscopy"),
        ("Prior craniotomy", "craniotomy with tumor resection"),
        ("Prior embolization", "embolization of cerebral arteriovenous malformation"),
    ],
)
def test_an_operation_is_found_under_the_words_around_it(wanted: str, name: str) -> None:
    check("exclusion", wanted, done(name), "fail")


@pytest.mark.parametrize(
    "name",
    ["MRI brain", "CT chest abdomen pelvis", "MRI right shoulder", "lumpectomy, left", "screening mammography", "TKA right", "CT thorax"],
)
def test_what_is_understood_is_no_transplantation(name: str) -> None:
    check("exclusion", "Prior organ transplantation", operated(proc(name, "2020-01-01"), complete=["procedures"]), "match")


@table(
    excludes("Prior mastectomy", "only planned in words", done("planned mastectomy R"), "unknown"),
    excludes("Prior mastectomy", "declined", done("declined mastectomy, left"), "unknown"),
    excludes("Prior mastectomy", "one of two not certain", done("biopsy and possible mastectomy"), "unknown"),
    excludes("Induction of labor", "an abbreviation of another thing", done("phacoemulsification with IOL"), "match"),
)
def test_operations_not_certain_stay_open(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
