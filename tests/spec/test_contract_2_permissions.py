"""Contract §2, Permissions: what is permitted is an exception of what is forbidden beside it, and of nothing else."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.test_contract_2_exceptions import measured
from spec.test_contract_2_lists import NOTHING, has, takes

BOTH = NOTHING | {"conditions": [{"name": "basal cell carcinoma"}, {"name": "lung cancer"}]}
TREATED = "Gout. Patients with treated gout are allowed."
ADJUVANT = NOTHING | {"procedures": [{"name": "adjuvant chemotherapy", "date": "2020-01-01"}]}
UNPROTECTED = NOTHING | {"observations": [{"name": "contraception", "value": False, "date": "2026-10-30"}]}


@table(
    excludes("Prior cancer; however, patients with basal cell carcinoma are eligible", "it", has("basal cell carcinoma"), "match"),
    excludes("Prior cancer; however, patients with basal cell carcinoma are eligible", "another", has("lung cancer"), "fail"),
    excludes("Prior cancer; however, patients with basal cell carcinoma are eligible", "both", BOTH, "fail"),
    excludes("Taking aspirin is permitted; other NSAIDs are not allowed", "aspirin", takes("aspirin"), "match"),
    excludes("Taking aspirin is permitted; other NSAIDs are not allowed", "another", takes("ibuprofen"), "fail"),
    excludes("NSAIDs (aspirin is permitted)", "aspirin", takes("aspirin"), "match"),
    excludes("Asthma or stroke. Patients with a lacunar stroke are allowed.", "lacunar", has("lacunar stroke"), "match"),
    excludes("Asthma or stroke. Patients with a lacunar stroke are allowed.", "asthma", has("asthma"), "fail"),
    needs("No stroke; patients with a lacunar stroke are allowed", "lacunar", has("lacunar stroke"), "match"),
    needs("No stroke; patients with a lacunar stroke are allowed", "another", has("hemorrhagic stroke"), "fail"),
    needs("Must not take NSAIDs; aspirin is permitted", "aspirin", takes("aspirin"), "match"),
)
def test_a_kind_of_what_is_forbidden_is_excused(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(TREATED, "perhaps treated", has("gout"), "unknown"),
    excludes(TREATED, "none", NOTHING, "match"),
    needs("No gout (treated gout is allowed)", "perhaps treated", has("gout"), "unknown"),
    needs("No gout (treated gout is allowed)", "none", NOTHING, "match"),
    excludes("Gout (colchicine is allowed)", "colchicine, which may excuse", has("gout") | takes("colchicine"), "unknown"),
    excludes("Gout (colchicine is allowed)", "no colchicine", has("gout"), "fail"),
    excludes("Prior chemotherapy. Adjuvant chemotherapy is allowed if well tolerated", "none", NOTHING, "match"),
    excludes("Prior chemotherapy. Adjuvant chemotherapy is allowed if well tolerated", "perhaps tolerated", ADJUVANT, "unknown"),
    needs("Bilirubin < 2 mg/dL (those with hepatitis are eligible)", "high", measured("total bilirubin", 5, "mg/dL"), "unknown"),
    needs("Gout and not eligible for surgery", "gout", has("gout"), "unknown"),
    needs("Gout and not eligible for surgery", "no gout", NOTHING, "fail"),
)
def test_what_may_excuse_leaves_open(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Acceptable renal function (creatinine < 2 mg/dL)", "too high", measured("creatinine", 3, "mg/dL"), "fail"),
    needs("Must agree to use acceptable contraception", "uses none", UNPROTECTED, "fail"),
    needs("Patients eligible to undergo surgery", "none done", NOTHING, "unknown"),
    needs("Eligible patients must have gout", "none", NOTHING, "fail"),
    needs("Eligible patients must have gout", "gout", has("gout"), "match"),
    excludes("Contraindication to aspirin, heparin", "taking the second", takes("heparin"), "unknown"),
    excludes("Unsuitable for aspirin or zorblafinib", "taking what no table has", takes("zorblafinib"), "unknown"),
    excludes("Inadequate response to aspirin or heparin", "taking the second", takes("heparin"), "unknown"),
    excludes("Unwilling to discontinue aspirin or heparin", "taking the second", takes("heparin"), "unknown"),
    needs("Able to undergo surgery or dialysis", "none", NOTHING, "unknown"),
    excludes("Doxorubicin > 360 mg. Doxorubicin is allowed as neoadjuvant or adjuvant therapy", "adjuvant", ADJUVANT, "match"),
    excludes("Gout. Patients with asthma for 5 years, or patients with stroke are eligible", "asthma", has("asthma"), "match"),
    needs("Proven gout and eligible for adjuvant or neoadjuvant chemotherapy", "no gout", NOTHING, "fail"),
    needs("Proven gout and eligible for adjuvant or neoadjuvant chemotherapy", "gout", has("gout"), "unknown"),
)
def test_words_of_permission_in_a_demand_permit_nothing(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
