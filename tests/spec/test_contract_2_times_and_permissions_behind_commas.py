"""Contract §2, Lists and Permissions: what stands behind the comma that closes a list, or a statement."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import closed, cond, done, has, open_list, says, takes

STEROIDS = "Use of systemic corticosteroids within 14 days, inhaled or topical steroids are allowed"
BEFORE = "Surgery within 4 weeks, or radiotherapy within 2 weeks, prior to first dose"
PRESSURE = "Uncontrolled hypertension (SBP > 160 mmHg) despite optimal medical management"
ACE = "On an ACE inhibitor unless contraindicated"
STABLE = "Brain metastases, if stable, are allowed"


@table(
    excludes("Surgery or chemotherapy, within 4 weeks", "years ago", done("surgery", "2020-01-01"), "match"),
    excludes("Surgery or chemotherapy, within 4 weeks", "last week", done("surgery", "2026-10-25"), "fail"),
    excludes("Stroke, infarction, or bleeding, within 6 months", "years ago", closed(open_list(cond("stroke", "2020-01-01"))), "match"),
    excludes("Surgery, within 4 weeks", "years ago", done("surgery", "2020-01-01"), "match"),
    excludes(BEFORE, "years ago", done("surgery", "2020-01-01"), "match"),
    needs("Migraine with or without aura for at least 12 months", "for years", closed(open_list(cond("migraine", "2010-01-01"))), "match"),
    needs("Migraine with or without aura for at least 12 months", "for weeks", closed(open_list(cond("migraine", "2026-10-01"))), "fail"),
)
def test_times_that_close_a_list(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(STEROIDS, "as forbidden", takes("prednisone", start="2026-10-20", route="oral"), "fail"),
    excludes(STEROIDS, "none", closed(), "match"),
    excludes("Chemotherapy within 4 weeks, tamoxifen is allowed", "given", done("chemotherapy", "2026-10-20"), "fail"),
    excludes("Chemotherapy within 4 weeks, tamoxifen is allowed", "none", closed(), "match"),
    excludes("Concurrent anticancer therapy, bisphosphonates are allowed", "none", closed(), "match"),
    excludes("Aspirin, heparin or warfarin are allowed", "the first", takes("aspirin"), "match"),
    needs("Prior chemotherapy, hormone therapy and radiotherapy are allowed", "none", closed(), "match"),
    needs(STABLE, "none", closed(), "match"),
    needs(STABLE, "whether stable is not known", has("brain metastases"), "unknown"),
)
def test_permissions_behind_a_comma(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(ACE, "taken", takes("enalapril"), "match"),
    needs(ACE, "why not is not known", closed(), "unknown"),
    needs("Breast cancer unless metastatic", "another disease", has("asthma"), "unknown"),
    needs("No malignancy unless cured", "none", closed(), "match"),
    excludes(
        "Positive urine drug screen, excluding cannabis or prescribed benzodiazepines",
        "for what is not known",
        says("urine drug screen", "positive"),
        "unknown",
    ),
    needs("BCVA between 78 and 24 letters", "between", says("BCVA", 50, "letters"), "match"),
    needs("BCVA between 78 and 24 letters", "below", says("BCVA", 10, "letters"), "fail"),
)
def test_unless_and_turned_ranges(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(PRESSURE, "how it is treated is not known", says("SBP", 170, "mmHg"), "unknown"),
    excludes(PRESSURE, "below", says("SBP", 130, "mmHg"), "match"),
    excludes("Hypertension despite treatment", "none", has("gout"), "match"),
    excludes("Any major cardiovascular event (MI, stroke)", "one of them", has("myocardial infarction"), "fail"),
)
def test_words_behind_brackets(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
