"""Contract §2: what patients "may have", substances like a named one, treatments a disease required, nouns that adjectives share."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, Record, allergic, closed, cond, drug, has, labs, obs, open_list, says

LINES = "Number of prior lines of chemotherapy"
LIMITED = "Subjects may have received no more than 2 prior chemotherapy regimens"
REQUIRED = "Has a history of (non-infectious) pneumonitis that required steroids or has current pneumonitis"
ALLOGENEIC = {"procedures": [{"name": "allogeneic stem cell transplantation", "date": "2024-01-01"}]}
NEITHER = labs(obs("measurable disease", False), obs("evaluable disease", False))
OVER = cond("interstitial lung disease", "2020-01-01", end="2021-01-01", status="resolved")
PAST = cond("pneumonitis", "2025-06-10", end="2025-08-20", status="resolved", due_to=["pembrolizumab"])


@table(
    needs("Patients may have received prior cisplatin or carboplatin for metastatic disease", "neither", NOTHING, "match"),
    needs("Patients may have inflammatory breast cancer", "it may say which is meant", NOTHING, "unknown"),
    needs("Can have had breast reconstruction", "none", NOTHING, "match"),
    needs("May continue to receive bisphosphonates", "none", NOTHING, "match"),
    needs(LIMITED, "fewer", says(LINES, 1), "match"),
    needs(LIMITED, "more", says(LINES, 3), "fail"),
    needs("Patients may have received one prior chemotherapy regimen", "a number without a sign", says(LINES, 3), "unknown"),
    needs("Patients may have received up to 6 months of tamoxifen", "nobody need have had any", NOTHING, "unknown"),
    needs("Patients may have squamous or non-squamous lung cancer", "it says which is meant", NOTHING, "fail"),
    needs("May have had autologous but not allogeneic transplantation", "the other", ALLOGENEIC, "unknown"),
    needs("Patients may have received neither chemotherapy nor radiotherapy", "neither", NOTHING, "unknown"),
    needs("May have received prior radiotherapy, completed before enrollment", "whether it was is open", NOTHING, "unknown"),
    excludes("Patients who may have tuberculosis", "has it", has("tuberculosis"), "unknown"),
    excludes("Patients may have received no more than 2 prior chemotherapy regimens", "fewer", says(LINES, 1), "unknown"),
    excludes("Patients may have had no prior chemotherapy", "had some", open_list(), "unknown"),
    needs("Patients may have measurable or evaluable disease", "which disease is meant", NEITHER, "fail"),
    needs("May have received tamoxifen and must have asthma", "the demand beside it", NOTHING, "fail"),
)
def test_what_patients_may_have(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def pneumonitis(*medications: Record) -> Record:
    return closed(open_list(PAST), medications=list(medications))


PREDNISONE = drug("prednisone", "2025-06-11", end="2025-08-15", status="stopped", indication="pneumonitis")
GRADED = "Peripheral sensory or motor neuropathy grade 2 or higher"
SLASHED = "History of pneumonitis/interstitial lung disease that required steroids or has current pneumonitis/interstitial lung disease"
SIMILAR = "History of allergic reactions attributed to compounds of similar chemical or biologic composition to vorinostat"


@table(
    excludes("History of pneumonitis that required steroids", "given for it", pneumonitis(PREDNISONE), "fail"),
    excludes("History of pneumonitis that required steroids", "never ill", NOTHING, "match"),
    excludes(REQUIRED, "current", has("pneumonitis"), "fail"),
    excludes(REQUIRED, "neither", has("asthma"), "match"),
    excludes(REQUIRED, "of an infection it is open", pneumonitis(PREDNISONE), "unknown"),
    excludes(SLASHED, "current", has("pneumonitis"), "fail"),
    excludes(SLASHED, "over, and whether it required any is open", open_list(OVER), "unknown"),
    excludes("Arrhythmia (that required therapy)", "in brackets it is kept in words", has("arrhythmia"), "unknown"),
    excludes(SIMILAR, "the named one", allergic({"name": "Zolinza"}), "fail"),
    excludes(SIMILAR, "others a person judges", allergic({"name": "panobinostat"}, complete=["allergies"]), "unknown"),
    excludes(SIMILAR, "none", NOTHING, "match"),
    excludes("Allergy to the study drug", "it may be this one", allergic({"name": "penicillin"}, complete=["allergies"]), "unknown"),
    excludes("Allergy to the study drug", "no medicine", allergic({"name": "peanut"}, complete=["allergies"]), "match"),
)
def test_treatments_required_and_substances_alike(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Vulvar or vaginal dysplasia", "the first by its name", has("vulvar dysplasia"), "fail"),
    excludes("Vulvar or vaginal dysplasia", "neither", has("gout"), "match"),
    excludes("Significant visual or auditory problems", "how significant?", has("visual problems"), "unknown"),
    excludes("Parenchymal or leptomeningeal brain metastases", "of the meninges", has("leptomeningeal carcinomatosis"), "fail"),
    excludes("Vulvar or vaginal dysplasia", "by its abbreviation", has("VIN 3"), "fail"),
    excludes(GRADED, "less", has("peripheral sensory neuropathy", stage="grade 1"), "match"),
    excludes(GRADED, "more", has("peripheral sensory neuropathy", stage="grade 3"), "fail"),
    excludes("Cardiac or renal failure grade 2 or higher", "on another scale", has("heart failure", stage="NYHA I"), "unknown"),
    needs("No peripheral sensory or motor neuropathy > grade 1", "less", has("peripheral sensory neuropathy", stage="grade 1"), "match"),
    needs("No peripheral sensory or motor neuropathy > grade 1", "more", has("motor neuropathy", stage="grade 3"), "fail"),
    excludes("Parenchymal or leptomeningeal brain metastases", "no such metastases", has("gout"), "match"),
    excludes("Peripheral sensory or motor neuropathy", "motor", has("motor neuropathy"), "fail"),
    excludes("Peripheral sensory or motor neuropathy", "sensory", has("sensory neuropathy"), "fail"),
    excludes("Dermatologic or systemic illness", "a place alone is any disease of it", has("psoriasis"), "fail"),
    excludes("Cognitive or psychologic impairment", "the first is known", has("cognitive impairment"), "fail"),
)
def test_adjectives_that_share_a_noun(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
