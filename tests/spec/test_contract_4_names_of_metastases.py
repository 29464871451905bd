"""Contract §4: metastases by all the names that say in which organ they are; those of the region are not plainly distant ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, each, excludes, table
from spec.records import closed, cond, has

BY_CODE = closed({"conditions": [{"codes": [{"system": "ICD-10-CM", "code": "C77.3"}]}]})
PLAINLY_NOT = ("asthma", "hypertension", "gout", "osteoporosis", "hip fracture", "benign tumor")


@table(
    *each("Distant metastases", "fail", "secondary malignant neoplasm of bone", "metastatic carcinoma to bone", "mets to bone"),
    *each("Distant metastases", "fail", "lung mets", "secondary malignant neoplasm of the left lung"),
    *each("Distant metastases", "fail", "metastatic adenocarcinoma to liver", "metastatic disease to the spine", "adrenal mets"),
    *each("Distant metastases", "fail", "secondary malignant neoplasm of kidney", "metastases to pleura and peritoneum", "femoral mets"),
    *each("Distant metastases", "match", *PLAINLY_NOT, "secondary hypertension", "secondary osteoarthritis of hip"),
    *each("CNS metastases", "fail", "secondary malignant neoplasm of brain", "metastatic malignant neoplasm to brain", "mets to brain"),
    *each("CNS metastases", "match", "mets to bone", "secondary malignant neoplasm of liver", *PLAINLY_NOT),
    *each("Brain metastases", "fail", "metastatic melanoma to the brain", "multiple brain mets", "mets to lung and brain"),
    *each("Brain metastases", "match", "metastatic melanoma to the liver", "bone mets", *PLAINLY_NOT),
    *each("Melanoma", "fail", "metastatic melanoma to the brain"),
    *each("Bone metastases", "fail", "osseous mets", "metastatic breast cancer to bone", "skeletal metastatic disease"),
    *each("Bone metastases", "match", "lung mets", *PLAINLY_NOT),
)
def test_a_metastasis_is_named_after_its_organ(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    # Of a carcinoma "of" an organ it is not told whether it has come there or began there.
    *each("Lung metastases", "unknown", "metastatic carcinoma of the lung"),
    *each("Distant metastases", "unknown", "secondary malignant neoplasm of axillary lymph nodes", "ovarian metastasis", "mets to skin"),
    *each("Metastatic disease", "unknown", "lymph node metastasis", "axillary lymph node metastasis", "mets to lymph nodes"),
    excludes("Metastatic disease", "C77.3", BY_CODE, "unknown"),
    # In a whole region they may be in its lymph nodes.
    *each("Metastatic disease", "unknown", "mets to the axilla", "neck mets", "in-transit metastases"),
    *each("Distant metastases", "fail", "M1 disease"),
    *each("Distant metastases", "unknown", "mets to neck"),
    excludes("Metastatic disease", "in a field", has("metastasis", site="axillary lymph node"), "unknown"),
    excludes("Lymph node metastasis", "in a field", has("metastasis", site="lymph node"), "fail"),
    excludes("Liver metastases", "in a field", has("metastasis", site="liver"), "fail"),
    excludes("Liver metastases", "in another organ", has("metastasis", site="brain"), "match"),
    *each("Metastatic disease", "fail", "brain metastasis", "mets to bone", "distant metastases"),
    *each("Metastatic disease", "match", *PLAINLY_NOT),
    *each("Malignancy", "fail", "lymph node metastasis", "mets to lymph nodes", "secondary malignant neoplasm of breast"),
    *each("Lymph node metastasis", "fail", "nodal metastases", "secondary malignant neoplasm of inguinal lymph nodes"),
    *each("Lymph node metastasis", "unknown", "metastatic disease", "stage IV lung cancer"),
    *each("Lymph node metastasis", "match", "bone mets", *PLAINLY_NOT),
)
def test_a_metastasis_of_the_region_may_be_none_of_the_distance(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Meningeal metastases", "fail", "leptomeningeal metastases", "meningeal carcinomatosis"),
    *each("Meningeal metastases", "match", "brain metastasis", "bone mets"),
    *each("Tumor of the meninges", "fail", "meningioma"),
    *each("Tumor of the meninges", "match", "glioblastoma", "lung cancer", "asthma", "gout", "migraine", "epilepsy"),
    *each("Infection of the meninges", "fail", "bacterial meningitis"),
    *each("Infection of the meninges", "match", "brain abscess"),
    excludes("Infection of the meninges", "elsewhere", closed({"conditions": [cond("infection", site="lung")]}), "match"),
    *each("Intracranial tumor", "fail", "glioblastoma", "brain metastasis"),
    *each("Intracranial tumor", "match", "lung cancer", "asthma"),
)
def test_a_disease_of_the_brain_is_not_one_of_its_coverings(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Head and neck cancer", "unknown", "metastatic squamous cell carcinoma to neck lymph nodes"),
    *each("Breast cancer", "fail", "metastatic breast cancer to the liver"),
    *each("Breast cancer", "unknown", "metastatic adenocarcinoma to liver"),
    *each("Breast cancer", "match", "metastatic prostate cancer to liver", "bone mets", "secondary lesion of skin", *PLAINLY_NOT),
    *each("Bone metastases", "match", "secondary hyperparathyroidism", "secondary lesion of skin"),
)
def test_what_has_spread_may_be_named_too(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


def test_the_reason_names_the_entry() -> None:
    check("exclusion", "Metastatic disease", has("lymph node metastasis"), "unknown: missing")
