"""Contract §2: adjectives made with a treatment's name ("platinum-resistant") narrow a disease, and ask for no treatment now."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, closed, has, listed, takes

OVARIAN = "Platinum-resistant ovarian cancer"
LIST = "Recurrent platinum-resistant epithelial ovarian, fallopian tube, or primary peritoneal cancer"
CML = "Imatinib-resistant or -intolerant chronic myeloid leukemia"
INELIGIBLE = "Cisplatin-ineligible urothelial carcinoma"


@table(
    needs(OVARIAN, "no platinum now", has("ovarian cancer"), "unknown"),
    needs(OVARIAN, "as the entry says", has("platinum-resistant ovarian cancer"), "match"),
    needs(OVARIAN, "as an inverted name says", has("ovarian cancer, platinum-resistant"), "match"),
    needs(OVARIAN, "said to be sensitive", has("platinum-sensitive ovarian cancer"), "fail"),
    needs(OVARIAN, "another cancer", has("lung cancer"), "fail"),
    needs(OVARIAN, "on carboplatin", takes("carboplatin"), "fail"),
    needs("Platinum resistant ovarian cancer", "without a hyphen", has("ovarian cancer"), "unknown"),
    needs(LIST, "the last, whichever it is", has("primary peritoneal cancer"), "unknown"),
    needs(LIST, "the second, whichever it is", has("fallopian tube cancer"), "unknown"),
    needs(LIST, "none of them", has("breast cancer"), "fail"),
    needs(CML, "not taking it", has("chronic myeloid leukemia"), "unknown"),
    needs(CML, "taking it, with another disease", closed(listed("gout"), {"medications": [{"name": "imatinib"}]}), "fail"),
    needs(INELIGIBLE, "nothing", NOTHING, "fail"),
    needs(INELIGIBLE, "the cancer", has("urothelial carcinoma"), "unknown"),
    needs("Trastuzumab pre-treated breast cancer", "the cancer", has("breast cancer"), "unknown"),
    needs("Levodopa-responsive Parkinson's disease", "the disease", has("Parkinson's disease"), "unknown"),
    excludes("Steroid refractory ulcerative colitis", "none", takes("prednisone"), "match"),
    excludes("Steroid refractory ulcerative colitis", "the disease", has("ulcerative colitis"), "unknown"),
    excludes("Warfarin-treated patients", "on warfarin", takes("warfarin"), "unknown"),
    excludes("Patients on methotrexate refractory to steroids", "on methotrexate", takes("methotrexate"), "unknown"),
)
def test_an_adjective_made_of_a_drug_narrows_its_noun(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@pytest.mark.parametrize("substance", ["opioid", "cocaine", "alcohol"])
def test_who_is_dependent_on_a_substance_has_the_disease(substance: str) -> None:
    check("exclusion", f"{substance.capitalize()}-dependent patients", has(f"{substance} dependence"), "fail")
    check("exclusion", f"{substance.capitalize()}-dependent patients", NOTHING, "match")


@table(
    excludes("Drugs causing QT prolongation", "the finding alone", has("QT prolongation"), "match"),
    excludes("Medications influencing coagulation tests", "a drug", takes("heparin"), "unknown"),
    excludes("Medications containing estrogen", "none", NOTHING, "match"),
    excludes("daily aspirin", "aspirin", takes("aspirin"), "unknown"),
    excludes("daily aspirin", "none", NOTHING, "match"),
)
def test_what_a_drug_does_is_not_asked_for(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
