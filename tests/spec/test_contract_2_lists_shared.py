"""Contract §2, Lists: times, purposes, stages and people that are said once of several members."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import MAN, NOTHING, WOMAN, allergic, cond, done, has, says, takes

# ------------------------------------------------------------------ times

_BEFORE = "Surgery or radiotherapy at least 3 weeks before enrolment"
_SINCE = "Less than 3 weeks since prior radiotherapy or surgery"
_BUT_LONGER = "At least 3 weeks since prior chemotherapy (6 weeks for mitomycin)"


@table(
    needs(_BEFORE, "the first last week", done("surgery", "2026-10-27"), "fail"),
    needs(_BEFORE, "the second last week", done("radiotherapy", "2026-10-27"), "fail"),
    needs(_BEFORE, "neither", NOTHING, "match"),
    excludes(_SINCE, "the second long ago", done("surgery", "2026-01-27"), "match"),
    excludes(_SINCE, "the second last week", done("surgery", "2026-10-27"), "fail"),
    needs(_BUT_LONGER, "last week", done("chemotherapy", "2026-10-27"), "fail"),
    needs(_BUT_LONGER, "which one, five weeks ago?", done("chemotherapy", "2026-09-27"), "unknown"),
)
def test_one_time_is_that_of_all_members(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(
        "Prior radiotherapy with cisplatin",
        "both ended",
        takes("cisplatin", end="2026-02-01") | done("radiotherapy", "2026-01-15"),
        "match",
    ),
    needs("Prior radiotherapy with cisplatin", "radiotherapy alone", done("radiotherapy", "2026-01-15"), "fail"),
)
def test_what_was_given_with_a_treatment_was_given_then(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ which members go together


@table(
    excludes("Patients with gout on aspirin or on heparin", "the second without gout", takes("heparin"), "match"),
    excludes("Patients with gout on aspirin or on heparin", "both", takes("heparin") | has("gout"), "fail"),
    excludes("Diabetic patients with nephropathy or with retinopathy", "retinopathy alone", has("retinopathy"), "match"),
    excludes("Diabetic patients with nephropathy or with retinopathy", "both", has("diabetes mellitus", "retinopathy"), "fail"),
    needs("Gout for at least 1 year treated with allopurinol or colchicine", "a drug without gout", takes("colchicine"), "fail"),
    excludes("All of: gout and asthma", "one", has("gout"), "match"),
    excludes("All of: gout and asthma", "both", has("gout", "asthma"), "fail"),
)
def test_members_that_go_together(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Stage III or recurrent ovarian cancer", "another cancer of that stage", has("melanoma", stage="III"), "match"),
    excludes("Stage III or recurrent ovarian cancer", "of that stage", has("ovarian cancer", stage="III"), "fail"),
    excludes("Methotrexate or azathioprine for arthritis", "for another disease", takes("methotrexate", indication="psoriasis"), "unknown"),
    excludes("Methotrexate or azathioprine for arthritis", "for it", takes("methotrexate", indication="arthritis"), "fail"),
    needs("More than 2 weeks since prior and no current oral corticosteroids", "inhaled", takes("budesonide", route="inhaled"), "match"),
    excludes(
        "History of severe allergic reactions to penicillin or heparin",
        "a mild one of the second",
        NOTHING | allergic(cond("heparin", severity="mild")),
        "match",
    ),
    excludes("Serious allergy to, or intolerance of, heparin", "taking it", takes("heparin"), "unknown"),
)
def test_what_is_said_once_of_several_members(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ of whom it is asked


@table(
    needs("Contraception in men with fertile partners", "of a woman", WOMAN | says("contraception", False), "unknown"),
    needs("Stable dose of aspirin in patients with gout", "no gout", NOTHING, "unknown"),
    needs("Stable dose of aspirin in patients with gout", "gout, without it", has("gout"), "fail"),
    needs("No aspirin in patients with gout", "no gout", takes("aspirin"), "match"),
    needs("Cohort A: HER2 positive; Cohort B: HER2 negative", "in B?", says("HER2", "negative"), "unknown"),
    needs("Arm 2: gout", "in another arm?", NOTHING, "unknown"),
    excludes("Failure to obtain consent from relatives", "the patient consents", says("informed consent", True), "unknown"),
    needs("English speaking women", "a man", MAN | says("English language", True), "fail"),
)
def test_of_whom_it_is_asked(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
