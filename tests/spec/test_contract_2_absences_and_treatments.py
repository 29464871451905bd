"""What is said of a disease's treatment, of an organ's absence, of what everybody is expected to do (contract §§1–2)."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table

NOTHING: dict[str, Any] = {"complete": ["conditions", "procedures", "medications"]}


def having(*names: str) -> dict[str, Any]:
    return {"conditions": [{"name": name} for name in names], **NOTHING}


def attested(**facts: bool) -> dict[str, Any]:
    return {"observations": [{"name": name.replace("_", " "), "value": value} for name, value in facts.items()], **NOTHING}


@table(
    excludes("Treatment of hypertension", "untreated", having("hypertension"), "unknown"),
    needs("No other treatment of prostate cancer", "the disease itself", having("prostate cancer"), "unknown"),
    excludes("Absence of the uterus", "a healthy one", NOTHING, "unknown"),
    needs("Absence of cardiac or renal disease", "neither", NOTHING, "match"),
    excludes("Not having mental capacity and/or ability to participate", "consents", attested(informed_consent=True), "unknown"),
    excludes("Poor compliance, or not able to be followed up", "complies", attested(compliance=True), "unknown"),
    excludes("HBV- and HCV-positive", "neither", NOTHING, "match"),
    excludes("HBV- and HCV-positive", "the first", having("hepatitis B"), "fail"),
    excludes("HBV- and alcohol-related cirrhosis", "neither", NOTHING, "match"),
    excludes("Recent surgery or injury", "an injury", having("injury"), "unknown"),
    excludes("Recent surgery or injury", "neither", NOTHING, "match"),
)
def test_what_is_not_the_disease_itself(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
