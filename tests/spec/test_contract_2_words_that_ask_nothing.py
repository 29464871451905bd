"""Words that belong to what stands beside them: verbs of having, causes that ask nothing, repeated signs, versions, dates (contract §2)."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, done, has, says, takes

OVER = done("radiotherapy", start="2026-07-01", end="2026-08-01")
UNDER_WAY = done("radiotherapy", start="2026-10-01")


@table(
    excludes("Used steroids in the past month", "in it", takes("prednisone", start="2026-10-20"), "fail"),
    excludes("Has used any systemic corticosteroids within 4 weeks", "none", NOTHING, "match"),
    excludes("Experiencing active psychosis", "now", has("psychosis"), "fail"),
    excludes("Has experienced a myocardial infarction", "long ago", has("myocardial infarction", onset="2012"), "fail"),
    excludes("Experienced a stroke within 6 months", "before", has("stroke", onset="2020-05-01"), "match"),
    needs("Completed radiotherapy", "over", OVER, "match"),
    needs("Completed radiotherapy", "under way", UNDER_WAY, "fail"),
    needs("Completed radiotherapy", "never", NOTHING, "fail"),
    needs("Completed radiotherapy within 12 months", "in them", OVER, "match"),
    needs("Completed radiotherapy within 12 months", "before", done("radiotherapy", start="2020-07-01", end="2020-08-01"), "fail"),
    needs("Completed surgery", "done once", done("mastectomy", "2020-07-01"), "match"),
    needs("Radiotherapy must be completed at least 4 weeks before enrollment", "over", OVER, "match"),
    needs("Radiotherapy must be completed 4 weeks before enrollment", "under way", UNDER_WAY, "fail"),
    needs("Radiotherapy must be completed", "perhaps asked of those who had it", NOTHING, "unknown: ambiguous"),
)
def test_verbs_of_having(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Heart failure due to any cause", "there", has("heart failure"), "fail"),
    excludes("Heart failure from any cause", "there", has("heart failure"), "fail"),
    excludes("Liver disease of any etiology", "a kind", has("cirrhosis"), "fail"),
    excludes("Neuropathy of any origin", "there", has("neuropathy"), "fail"),
    excludes("Grade 2 or higher peripheral neuropathy from any cause", "milder", has("peripheral neuropathy", stage="1"), "match"),
    excludes("Altered mental status due to any cause, including drugs", "a cause alone", takes("aspirin"), "match"),
)
def test_any_cause_asks_nothing(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("LVEF of greater than or equal to (>=) 50 percent (%)", "above", says("LVEF", 60, unit="%"), "match"),
    needs("LVEF of greater than or equal to (>=) 50 percent (%)", "below", says("LVEF", 40, unit="%"), "fail"),
    needs("QTcF < 470 milliseconds (msec)", "below", says("QTcF", 420, unit="ms"), "match"),
    needs("eGFR >= 50 mL/min/1.73 m2 (mL/min/1.73 m²)", "above", says("eGFR", 70, unit="mL/min/1.73 m2"), "match"),
    needs("Measurable disease per RECIST v1.1", "there", says("measurable disease", True), "match"),
    excludes("Neuropathy of grade 3 or higher (NCI CTCAE v4.0)", "milder", has("neuropathy", stage="2"), "match"),
    excludes("Surgery within 4 weeks of the registration date", "before", done("surgery", "2026-05-01"), "match"),
    excludes("Surgery within 4 weeks before the date of enrollment", "in them", done("surgery", "2026-10-20"), "fail"),
    needs("Age > 20 at the date of informed consent", "older", {"age": 30}, "match"),
    needs("ECOG < 2 at the time of registration", "1", says("ECOG", 1), "match"),
    excludes("Steroids within 7 days before the first dose of study treatment", "none", NOTHING, "match"),
    needs("At screening phase, measurable disease", "there", says("measurable disease", True), "match"),
    needs("Measurable disease at the screening phase", "there", says("measurable disease", True), "match"),
)
def test_what_is_said_again_and_days_that_are_counted_from(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)
