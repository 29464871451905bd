"""NCT03945487 (decompensated cirrhosis), criterion by criterion: patients that match, fail and stay unknown."""

from __future__ import annotations

import pytest

from spec.records import Record, absent, all_of, cond, labs, obs, open_list
from spec.seed_tables import check_seed, row

TRIAL = "NCT03945487"
OTHER_TRIAL = "participation in another clinical trial"
OTHER_ORGAN = "which diseases are of another vital organ is not known"


def hbsag(*observations: Record) -> Record:
    """These tests, and a complete list of conditions without hepatitis B."""
    return all_of(observations=list(observations))


INCLUSION = [
    row("I1", "18th birthday today", {"birth_date": "2008-11-01"}, "match"),
    row("I1", "18th birthday tomorrow", {"birth_date": "2008-11-02"}, "fail"),
    row("I1", "last day of being 69", {"birth_date": "1956-11-02"}, "match"),
    row("I1", "70th birthday today", {"birth_date": "1956-11-01"}, "fail"),
    row("I1", "year that decides", {"birth_date": "2008"}, "unknown: imprecise_date"),
    row("I1", "nothing recorded", {}, "unknown: missing"),
    row("I2", "the diagnosis", open_list(cond("decompensated cirrhosis")), "match"),
    row("I2", "cirrhosis with a manifestation", open_list(cond("cirrhosis", "2019"), cond("ascites", "2026-10-01")), "match"),
    row("I2", "the words turned round", open_list(cond("cirrhosis, decompensated")), "match"),
    row("I2", "cirrhosis alone", open_list(cond("cirrhosis")), "unknown"),
    row("I2", "cirrhosis denied", open_list(*absent("cirrhosis")), "fail"),
    row("I2", "a manifestation without cirrhosis", all_of(cond("ascites")), "fail"),
    row("I2", "complete and empty", all_of(), "fail"),
    row("I2", "nothing recorded", {}, "unknown: missing"),
    row("I3", "since a day more than 6 months", labs(obs("HBsAg", "positive", since="2026-04-30")), "match"),
    row("I3", "since 6 months exactly", hbsag(obs("HBsAg", "positive", since="2026-05-01")), "fail"),
    row("I3", "since a month wholly before", labs(obs("HBsAg", "positive", since="2026-04")), "match"),
    row("I3", "since a month wholly after", hbsag(obs("HBsAg", "positive", since="2026-05")), "fail"),
    row("I3", "since a year that decides", labs(obs("HBsAg", "positive", since="2026")), "unknown: imprecise_date"),
    row("I3", "two positive tests", labs(obs("HBsAg", "positive", day="2026-04-01"), obs("HBsAg", "positive")), "match"),
    row("I3", "one positive test", labs(obs("HBsAg", "positive")), "unknown"),
    row("I3", "negative", labs(obs("HBsAg", "negative")), "fail"),
    row("I3", "other words for it", labs(obs("hepatitis B surface antigen", "pos", since="2020")), "match"),
    row("I3", "once positive, now negative", labs(obs("HBsAg", "positive", day="2020-01-01"), obs("HBsAg", "negative")), "fail"),
    row("I3", "nothing recorded", {}, "unknown: missing"),
    row("I4", "consent", labs(obs("written consent", True)), "match"),
    row("I4", "no consent", labs(obs("informed consent", False)), "fail"),
    row("I4", "not asked", {}, "unknown: missing"),
]

EXCLUSION = [
    row("E1", "named", open_list(cond("HCC")), "fail"),
    row("E1", "other malignancy", open_list(cond("breast cancer")), "fail"),
    row("E1", "malignancy denied", open_list(*absent("malignancy")), "match"),
    row("E1", "only the named one denied", open_list(*absent("HCC")), "unknown: missing"),
    row("E1", "over", all_of(cond("breast cancer", "2010", end="2015", status="resolved")), "match"),
    row("E1", "complete list without one", all_of(cond("decompensated cirrhosis")), "match"),
    row("E2", "alcohol, misspelt in the text", open_list(cond("cirrhosis", due_to=["alcohol"])), "fail"),
    row("E2", "a kind of autoimmune disease", open_list(cond("cirrhosis", due_to=["autoimmune hepatitis"])), "fail"),
    row("E2", "a drug by name", open_list(cond("cirrhosis", due_to=["methotrexate"])), "fail"),
    row("E2", "a recorded cause denies no further one", open_list(cond("cirrhosis", due_to=["hepatitis B"])), "unknown"),
    row("E2", "cause missing", open_list(cond("cirrhosis")), "unknown: cause_not_recorded"),
    row("E2", "cirrhosis denied", open_list(*absent("cirrhosis")), "match"),
    row("E2", "complete and empty", all_of(), "match"),
    row("E3", "male", {"sex": "male"}, "match"),
    row("E3", "pregnant", labs(obs("pregnancy", True), sex="female"), "fail"),
    row("E3", "test negative", labs(obs("urine pregnancy test", "negative"), sex="female"), "match"),
    row("E3", "female, not tested", {"sex": "female"}, "unknown: missing"),
    row("E4", "complete and empty", all_of(), "match"),
    row("E4", "complete, only the disease of the trial", all_of(cond("decompensated cirrhosis")), "match"),
    row("E4", "severe failure of another organ", open_list(cond("heart failure", severity="severe")), "fail", OTHER_ORGAN),
    row("E4", "nothing recorded", {}, "unknown"),
    row("E5", "takes part", labs(obs(OTHER_TRIAL, True)), "fail"),
    row("E5", "does not", labs(obs(OTHER_TRIAL, False)), "match"),
    row("E5", "not asked", {}, "unknown: missing"),
    row("E6", "supported", labs(obs("supportive family", True)), "match"),
    row("E6", "not supported", labs(obs("supportive family", False)), "fail"),
    row("E6", "not asked", {}, "unknown: missing"),
    row("E7", "consents", labs(obs("informed consent", True)), "match"),
    row("E7", "refuses", labs(obs("informed consent", False)), "fail"),
    row("E7", "not asked", {}, "unknown: missing"),
]


@pytest.mark.parametrize(("criterion", "record", "outcome", "code"), [*INCLUSION, *EXCLUSION])
def test_seed_criterion_answers_as_the_contract_says(criterion: str, record: Record, outcome: str, code: str) -> None:
    check_seed(TRIAL, criterion, record, outcome, code)
