"""NCT05940610 (acute and acute-on-chronic liver failure), criterion by criterion: patients that match, fail and stay unknown."""

from __future__ import annotations

import pytest

from spec.records import Record, absent, all_of, allergic, cond, labs, obs, open_list
from spec.seed_tables import check_seed, row

TRIAL = "NCT05940610"
TBIL = obs("total bilirubin", 205, "umol/L", high=20.5)
INR = obs("INR", 1.5)
ASCITES = cond("ascites", "2026-10-20")


def aclf(*observations: Record, complication: Record = ASCITES) -> Record:
    """Cirrhosis and a complication, in a complete list of conditions, with these measurements."""
    return all_of(cond("cirrhosis", "2020"), complication, observations=list(observations))


def bilirubin(later: float, earlier: float, unit: str = "umol/L", earlier_day: str = "2026-10-29") -> Record:
    return labs(obs("TBil", later, unit), obs("TBil", earlier, unit, earlier_day))


ACUTE = cond("acute liver failure", "2026-10-10")
ENCEPHALOPATHY = cond("hepatic encephalopathy", "2026-10-20")
LOW = obs("TBil", 5, "mg/dL", high=1.2)

INCLUSION = [
    row("I1", "18th birthday today", {"birth_date": "2008-11-01"}, "match"),
    row("I1", "last day of being 65", {"birth_date": "1960-11-02"}, "match"),
    row("I1", "66th birthday today", {"birth_date": "1960-11-01"}, "fail"),
    row("I1", "nothing recorded", {}, "unknown: missing"),
    row("I2", "every part of the first, at its limit", aclf(TBIL, INR), "match"),
    row("I2", "9.95 × ULN", aclf(obs("TBil", 204, "umol/L", high=20.5), INR), "fail"),
    row("I2", "10 × ULN in mass", aclf(obs("TBil", 12, "mg/dL", high=1.2), INR), "match"),
    row("I2", "a ratio needs no unit", aclf(obs("TBil", 12, high=1.2), INR), "match"),
    row("I2", "no reference range", aclf(obs("TBil", 205, "umol/L"), INR), "unknown: no_reference_range"),
    row("I2", "an older range", aclf(obs("TBil", 205, "umol/L"), obs("TBil", 90, "umol/L", "2026-10-01", high=20.5), INR), "match"),
    row(
        "I2",
        "an older range in another unit",
        aclf(obs("TBil", 205, "umol/L"), obs("TBil", 5, "mg/dL", "2026-10-01", high=1.2), INR),
        "unknown",
    ),
    row("I2", "INR below, PTA at the limit", aclf(TBIL, obs("INR", 1.49), obs("PTA", 40, "%")), "fail"),
    row("I2", "INR below, PTA below", aclf(TBIL, obs("INR", 1.49), obs("PTA", 39.9, "%")), "match"),
    row("I2", "ascites on the first day", aclf(TBIL, INR, complication=cond("ascites", "2026-10-04")), "match"),
    row("I2", "ascites the day before", aclf(TBIL, INR, complication=cond("ascites", "2026-10-03")), "fail"),
    row("I2", "month that decides", aclf(TBIL, INR, complication=cond("ascites", "2026-10")), "unknown: imprecise_date"),
    row("I2", "ascites undated", aclf(TBIL, INR, complication=cond("ascites")), "unknown: undated"),
    row("I2", "a kind of encephalopathy", aclf(TBIL, INR, complication=ENCEPHALOPATHY), "match"),
    row("I2", "acute liver failure, complete list", all_of(ACUTE, ENCEPHALOPATHY), "unknown"),
    row("I2", "acute liver failure, open list", open_list(ACUTE, ENCEPHALOPATHY), "unknown"),
    row("I2", "acute liver failure is not pre-existing", all_of(ACUTE, ENCEPHALOPATHY, observations=[LOW]), "unknown"),
    row("I2", "acute liver failure on cirrhosis", all_of(ACUTE, ENCEPHALOPATHY, cond("cirrhosis", "2015"), observations=[LOW]), "fail"),
    row("I2", "nothing recorded", {}, "unknown: missing"),
    row("I3", "at the limit", labs(obs("TBil", 171, "umol/L")), "match"),
    row("I3", "in mass, just above", labs(obs("TBil", 10, "mg/dL")), "match"),
    row("I3", "in mass, just below, rising slowly", bilirubin(9.9, 9.8, "mg/dL"), "fail"),
    row("I3", "just below, one value", labs(obs("TBil", 170.9, "umol/L")), "unknown"),
    row("I3", "rising by the limit", bilirubin(150, 132.9), "match"),
    row("I3", "rising by less", bilirubin(150, 133), "fail"),
    row("I3", "rising over two days", bilirubin(150, 115.8, earlier_day="2026-10-28"), "match"),
    row("I3", "rising by 1 mg/dL a day", bilirubin(9, 8, "mg/dL"), "match"),
    row(
        "I3",
        "the last two days count, not the first",
        labs(*bilirubin(150, 149)["observations"], obs("TBil", 50, "umol/L", "2026-10-28")),
        "fail",
    ),
    row("I3", "rising, units differ", labs(obs("TBil", 9, "mg/dL"), obs("TBil", 136, "umol/L", "2026-10-29")), "match"),
    row("I3", "censored below", labs(obs("TBil", 171, "umol/L", comparator="<")), "unknown"),
    row("I3", "falling", bilirubin(120, 150), "fail"),
    row("I3", "no unit", labs(obs("TBil", 300)), "unknown: unit_missing"),
    row("I3", "censored, decided", labs(obs("TBil", 171, "umol/L", comparator=">=")), "match"),
    row("I3", "censored, open", labs(obs("TBil", 100, "umol/L", comparator=">")), "unknown: censored_value"),
    row("I3", "nothing recorded", {}, "unknown: missing"),
    row("I4", "PTA, lower limit", labs(obs("PTA", 20, "%")), "match"),
    row("I4", "PTA, upper limit, no unit", labs(obs("PTA", 40)), "match"),
    row("I4", "INR, lower limit", labs(INR), "match"),
    row("I4", "PTA above, INR at its limit", labs(obs("PTA", 40.1, "%"), obs("INR", 2.6)), "match"),
    row("I4", "both outside", labs(obs("PTA", 19.9, "%"), obs("INR", 2.61)), "fail"),
    row("I4", "INR outside, PTA missing", labs(obs("INR", 2.7)), "unknown: missing"),
    row("I5", "denied", open_list(*absent("hepatic encephalopathy")), "match"),
    row("I5", "the general term denied", open_list(*absent("encephalopathy")), "match"),
    row("I5", "complete and empty", all_of(), "match"),
    row("I5", "grade II", open_list(cond("hepatic encephalopathy", stage="II")), "match"),
    row("I5", "grade 1 as an observation", labs(obs("West Haven grade", "1"), **open_list(cond("hepatic encephalopathy"))), "match"),
    row("I5", "grade III", open_list(cond("hepatic encephalopathy", stage="grade III")), "fail"),
    row("I5", "grade missing", open_list(cond("hepatic encephalopathy")), "unknown: stage_not_recorded"),
    row("I5", "over", all_of(cond("HE", "2026-05-01", end="2026-05-09", stage="4", status="resolved")), "match"),
    row("I5", "nothing recorded", {}, "unknown: missing"),
]

EXCLUSION = [
    row("E1", "primary", open_list(cond("hepatocellular carcinoma")), "fail"),
    row("E1", "metastatic", open_list(cond("liver metastases")), "fail"),
    row("E1", "malignancy denied", open_list(*absent("malignancy")), "match"),
    row("E1", "one kind denied", open_list(*absent("hepatocellular carcinoma")), "unknown: missing"),
    row("E1", "another cancer in a complete list", all_of(cond("thyroid cancer")), "match"),
    row("E1", "complete and empty", all_of(), "match"),
    row("E2", "severe bleeding", open_list(cond("gastrointestinal bleeding", "2026-10-30", severity="severe")), "fail"),
    row("E2", "severe bleeding, complete list", all_of(cond("variceal bleeding", "2026-10-30", severity="severe")), "fail"),
    row("E2", "DIC", open_list(cond("DIC")), "fail"),
    row("E2", "mild bleeding", all_of(cond("gastrointestinal bleeding", "2026-10-30", severity="mild")), "match"),
    row("E2", "severity missing", all_of(cond("gastrointestinal bleeding", "2026-10-30")), "unknown: severity_not_recorded"),
    row("E2", "over", all_of(cond("bleeding", "2026-10-01", end="2026-10-02", severity="severe", status="resolved")), "match"),
    row("E2", "both denied", open_list(*absent("bleeding", "DIC")), "match"),
    row("E3", "an example", allergic({"name": "heparin"}), "fail"),
    row("E3", "another example", allergic({"name": "plasma"}), "fail"),
    row("E3", "a salt of an example", allergic({"name": "protamine sulfate"}), "fail"),
    row("E3", "the general term", allergic({"name": "blood products"}), "fail"),
    row("E3", "complete and empty", allergic(complete=["allergies"]), "match"),
    row("E3", "one example denied", allergic(*absent("heparin")), "unknown: missing"),
    row("E3", "perhaps a drug used in treatment", allergic({"name": "penicillin"}, complete=["allergies"]), "unknown"),
    row("E4", "at the limit", labs(obs("MELD", 30)), "match"),
    row("E4", "above", labs(obs("MELD score", 31)), "fail"),
    row("E4", "30.4 rounds to 30", labs(obs("TBil", 12.6, "mg/dL"), obs("Cr", 2, "mg/dL"), obs("INR", 2)), "match"),
    row("E4", "no INR", labs(obs("TBil", 12, "mg/dL"), obs("Cr", 2, "mg/dL")), "unknown: missing"),
    row("E5", "an example", open_list(cond("type 2 diabetes mellitus")), "fail"),
    row("E5", "a kind of an example", open_list(cond("systemic lupus erythematosus")), "fail"),
    row("E5", "one example denied", open_list(*absent("diabetes mellitus")), "unknown: missing"),
    row("E5", "complete and empty", all_of(), "match"),
    row("E5", "complete, only the disease of the trial", all_of(cond("ACLF")), "match"),
    row("E5", "an infection, control not recorded", all_of(cond("urinary tract infection")), "unknown"),
]


@pytest.mark.parametrize(("criterion", "record", "outcome", "code"), [*INCLUSION, *EXCLUSION])
def test_seed_criterion_answers_as_the_contract_says(criterion: str, record: Record, outcome: str, code: str) -> None:
    check_seed(TRIAL, criterion, record, outcome, code)
