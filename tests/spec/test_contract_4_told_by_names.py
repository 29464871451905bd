"""Contract §4: names of entries with a place or a way in them, indications, what operations make true, what qualities tell of others."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, Record, closed, done, has, labs, listed, obs, operated, proc, took


def given(indication: str | None) -> Record:
    """A complete record of paclitaxel, and what it was for."""
    said = {"indication": indication} if indication else {}
    return closed(medications=[{"name": "paclitaxel", "start": "2025-03", "end": "2025-08", **said}])


FOR_METASTATIC = "Prior chemotherapy for metastatic breast cancer"


@table(
    excludes("Edema", "at a place", has("bilateral leg edema"), "fail"),
    excludes("Injury", "at a place", has("scalp laceration"), "fail"),
    excludes("Fracture", "at a place of two words", has("femoral head fracture"), "fail"),
    excludes("Malignancy", "more adjectives", has("synchronous bilateral invasive breast cancer"), "fail"),
    excludes("Shock", "another disease by its place", has("spinal shock"), "unknown"),
    excludes("Bone cancer", "where it began is not told", has("metastatic bone cancer"), "unknown"),
    excludes("Core needle biopsy", "guided, at a place", done("ultrasound-guided core needle biopsy of breast", "2026-10-10"), "fail"),
    excludes("Pregnant women", "the name turned round", labs(obs("beta-hCG, urine", "positive"), sex="female"), "fail"),
    excludes(
        "Pregnant women",
        "by the name of a condition",
        has(
            "intrauterine pregnancy",
        )
        | {"sex": "female"},
        "fail",
    ),
    excludes("Prior treatment with LEE011", "by its name since", took("Kisqali", "2024-05", "2026-02"), "fail"),
)
def test_names_of_entries(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(FOR_METASTATIC, "told", given("metastatic breast cancer"), "fail"),
    excludes(FOR_METASTATIC, "another cancer", given("ovarian cancer"), "match"),
    excludes(FOR_METASTATIC, "its metastases", given("liver metastases"), "unknown"),
    excludes(FOR_METASTATIC, "its tissue", given("adenocarcinoma"), "unknown"),
    excludes(FOR_METASTATIC, "no cancer", given("rheumatoid arthritis"), "match"),
    excludes(FOR_METASTATIC, "how far it had spread is not told", given("breast cancer"), "unknown"),
    excludes(FOR_METASTATIC, "not told", given(None), "unknown"),
    excludes("Prior chemotherapy for breast cancer", "a kind of it", given("metastatic breast cancer"), "fail"),
    excludes("Prior chemotherapy for MBC", "an abbreviation", given("metastatic breast cancer"), "fail"),
    excludes("Prior chemotherapy for metastatic disease", "of any cancer", given("metastatic breast cancer"), "fail"),
    excludes("Prior chemotherapy for metastatic disease", "not told", given("breast cancer"), "unknown"),
)
def test_what_a_medicine_was_given_for(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Postmenopausal", "by an operation", operated(proc("BSO", "2022-03-15"), sex="female"), "match"),
    needs("Premenopausal", "by an operation", operated(proc("BSO", "2022-03-15"), sex="female"), "fail"),
    needs("Postmenopausal", "by surgery", listed("surgical menopause"), "match"),
    needs("Surgically sterile", "no operation at all", NOTHING, "fail"),
    needs("Surgically sterile", "operated", done("hysterectomy", "2020-01-01"), "match"),
    needs("Surgically sterile", "by a name less usual", done("tubal coagulation", "2020-01-01"), "match"),
    needs("Surgically sterile", "an operation that nobody knows", done("Filshie clip application", "2020-01-01"), "unknown"),
    needs("Postmenopausal for at least 12 months", "since six weeks", operated(proc("BSO", "2026-09-20"), sex="female"), "unknown"),
    excludes("Premature menopause", "a disease of its own", closed(labs(obs("postmenopausal", True))), "match"),
    excludes("Advanced kidney disease", "a cancer of the kidney", has("metastatic renal cell carcinoma"), "unknown"),
    needs("Invasive breast cancer", "above one, perhaps", has("Paget disease of the breast"), "unknown"),
    needs("Surgically sterile", "the list of diseases tells nothing", {"complete": ["conditions"]}, "unknown"),
    excludes("Contraception", "methods that no list has", closed(sex="female"), "unknown"),
    needs("Invasive breast cancer", "in situ", has("DCIS"), "fail"),
    needs("Advanced breast cancer", "metastatic", has("metastatic breast cancer"), "match"),
    excludes("Emergent liver transplantation", "an emergency", done("emergency liver transplantation", "2026-10-30"), "fail"),
)
def test_what_others_tell(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
