"""Contract §2: clauses behind a name. What they qualify, how far they reach, and which of them are no statements of their own."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, closed, cond, done, has, open_list, says, takes

# ------------------------------------------------------------------ relative clauses


@table(
    excludes("Kidney disease, which would affect the dose", "a kidney disease", has("chronic kidney disease"), "unknown"),
    excludes("Kidney disease, which would affect the dose", "none", NOTHING, "match"),
    excludes("Mental illness, that would limit compliance", "depression", has("depression"), "unknown"),
    excludes("Epilepsy, that is severe", "epilepsy", has("epilepsy"), "unknown"),
    excludes("Gout, asthma, which requires oral steroids", "the first of the list", has("gout"), "fail"),
    excludes("Gout, asthma, which requires oral steroids", "the last of the list", has("asthma"), "unknown"),
    excludes("Surgery, that requires general anaesthesia, within 4 weeks", "long ago", done("surgery", "2020-01-01"), "match"),
    excludes("Surgery, that requires general anaesthesia, within 4 weeks", "of late", done("surgery", "2026-10-20"), "unknown"),
    excludes("Disease, other than acne, that would affect the study", "another one", has("asthma"), "unknown"),
    excludes("Disease, other than acne, that would affect the study", "the exception", has("acne"), "match"),
    excludes("Other conditions, which hinder taking part", "a condition", has("asthma"), "unknown"),
    needs("No kidney disease, which would affect the dose", "a kidney disease", has("chronic kidney disease"), "unknown"),
    needs("No kidney disease, which would affect the dose", "none", NOTHING, "match"),
)
def test_a_relative_clause_behind_a_comma_is_no_alternative(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Heart or kidney disease that may affect the study", "the first", has("heart failure"), "unknown"),
    excludes("Medical or mental illness that would preclude consent", "any disease", has("gout"), "unknown"),
    excludes("Medical or mental illness that would preclude consent", "none", NOTHING, "match"),
    excludes("Acute or chronic gout limiting walking", "gout", has("gout"), "unknown"),
    excludes("Cancer within 5 years, which could affect the diagnosis", "found earlier", has("lung cancer", onset="2015-01-01"), "unknown"),
)
def test_what_is_said_behind_a_shared_noun_is_said_of_each(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ consequences and complications


@table(
    excludes("Kidney failure leading to oedema or dyspnoea", "the consequence alone", has("dyspnoea"), "match"),
    excludes("Kidney failure leading to oedema or dyspnoea", "the disease", has("kidney failure"), "unknown"),
    excludes("Liver failure resulting in jaundice and/or bleeding", "the consequence alone", has("bleeding"), "match"),
    excludes("Liver failure causing ascites, or gout", "another disease", has("gout"), "fail"),
    excludes("Cirrhosis complicated by ascites or bleeding", "a complication alone", has("bleeding"), "match"),
    excludes("Cirrhosis complicated by ascites or bleeding", "with one", has("cirrhosis", "ascites"), "fail"),
    excludes("Cirrhosis complicated by ascites or bleeding", "without any", has("cirrhosis"), "match"),
    excludes(
        "Cirrhosis complicated by ascites within 4 weeks",
        "ascites for long",
        closed(open_list(cond("cirrhosis"), cond("ascites", "2026-01-01"))),
        "match",
    ),
    excludes("Diabetes with nephropathy or retinopathy", "retinopathy alone", has("retinopathy"), "match"),
)
def test_a_consequence_is_part_of_its_cause_s_statement(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ besides what is given


@table(
    excludes("Another illness in addition to gout", "what is given", has("gout"), "match"),
    excludes("Another illness in addition to gout", "another", has("gout", "asthma"), "fail"),
    excludes("Concurrent infection in addition to HIV", "what is given", has("HIV infection"), "match"),
    excludes("Another cancer in addition to breast cancer, except skin cancer", "the exception", has("skin cancer"), "match"),
    excludes("Another cancer in addition to breast cancer, except skin cancer", "what is given", has("breast cancer"), "match"),
    excludes("Another cancer in addition to breast cancer, except skin cancer", "another", has("lung cancer"), "fail"),
    excludes("Cancer other than breast cancer, except skin cancer", "the second exception", has("skin cancer"), "match"),
    excludes("Cancer other than skin cancer, except melanoma", "perhaps an exception of the exception", has("melanoma"), "unknown"),
    excludes("Antibiotics other than penicillin, except amoxicillin", "another penicillin", takes("ampicillin"), "match"),
    excludes("Antibiotics other than penicillin, except amoxicillin", "the exception's own", takes("amoxicillin"), "fail"),
    needs("No other cancer in addition to breast cancer", "what is given", has("breast cancer"), "match"),
    needs("Taking aspirin in addition to clopidogrel", "one of them", takes("clopidogrel"), "fail"),
    needs("Another antidiabetic in addition to metformin", "both", takes("metformin", "insulin"), "match"),
    excludes("Cancer other than breast cancer within 5 years", "the exception", has("breast cancer"), "match"),
    excludes("Cancer other than breast cancer within 5 years", "of late", has("lung cancer", onset="2025-01-01"), "fail"),
    excludes(
        "Cancer other than breast cancer within 5 years",
        "ended before",
        has("lung cancer", onset="2010-01-01", end="2012-01-01", status="resolved"),
        "match",
    ),
)
def test_another_thing_than_one_that_is_given(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ definitions


@table(
    needs("Postmenopausal defined by one of the following; oophorectomy or on goserelin", "by a part", takes("goserelin"), "match"),
    needs(
        "Postmenopausal defined by one of the following; oophorectomy or on goserelin",
        "by a part, though attested otherwise",
        takes("goserelin") | says("postmenopausal", False),
        "match",
    ),
    needs("Any of the following; asthma; gout", "one", has("gout"), "match"),
    needs("All of the following; asthma; gout", "one", has("gout"), "fail"),
    needs(
        "Postmenopausal (oophorectomy or on goserelin)",
        "a part, attested otherwise",
        takes("goserelin") | says("postmenopausal", False),
        "unknown",
    ),
    needs("Postmenopausal (oophorectomy or on goserelin)", "both", takes("goserelin") | says("postmenopausal", True), "match"),
    needs("Postmenopausal (oophorectomy or on goserelin)", "neither", NOTHING | says("postmenopausal", False), "fail"),
    needs("Free from menses for 2 years, oophorectomy or hysterectomy", "one of them", done("hysterectomy", "2020-01-01"), "match"),
    needs("Surgical absence of the uterus", "removed", done("hysterectomy", "2020-01-01"), "match"),
    needs("Free from diabetes, asthma and stroke", "one of them", has("asthma"), "fail"),
)
def test_definitions_behind_a_semicolon_or_in_brackets(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
