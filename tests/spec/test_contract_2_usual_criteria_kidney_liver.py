"""Contract §2 and §6: usual criteria of trials in kidney and liver disease."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import all_of, closed, labs, listed, obs, says


@table(
    needs("CKD stage 3a", "stage 3b", says("CKD stage", "3b"), "fail"),
    needs("CKD stage 3a", "stage 3a", says("CKD stage", "3a"), "match"),
    needs("CKD stage 3a or 3b", "stage 3b", says("CKD stage", "3b"), "match"),
    needs("CKD stages 3b-5", "stage 4", says("CKD stage", "4"), "match"),
    needs("CKD stages 3b-5", "stage 3a", says("CKD stage", "3a"), "fail"),
    needs("Stage 1a cervical cancer", "stage IB", all_of({"name": "cervical cancer", "stage": "IB"}), "fail"),
    needs("HCV genotype 1, 4 or 6", "genotype 3", says("HCV genotype", "3"), "fail"),
    needs("HCV genotype 1, 4 or 6", "genotype 1b", says("HCV genotype", "1b"), "match"),
    needs("HCV genotype 1a", "genotype 1b", says("HCV genotype", "1b"), "fail"),
    needs("HCV genotype 1a", "no subtype", says("HCV genotype", "1"), "unknown"),
    needs("HCV genotype 1, 4 or 6", "no genotype", closed(listed("hepatitis C")), "unknown"),
    excludes("Untreated hep C", "perhaps treated", closed(listed("hepatitis C")), "unknown"),
)
def test_a_letter_goes_with_the_number_of_a_class(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


STIFFNESS = "FibroScan ≥ 8.5 kPa and CAP score ≥ 280 dB/m"


def scanned(stiffness: float, attenuation: float) -> dict[str, Any]:
    """Both results of a transient elastography."""
    return labs(obs("liver stiffness", stiffness, "kPa"), obs("controlled attenuation parameter", attenuation, "dB/m"))


@table(
    needs("MRI-PDFF ≥ 8%", "enough", says("MRI-PDFF", 10, "%"), "match"),
    needs("MRI-PDFF ≥ 8%", "none measured", closed(), "unknown"),
    needs("Kt/V ≥ 1.2", "enough", says("Kt/V", 1.3), "match"),
    needs("FibroScan ≥ 8.5 kPa and titer ≥ 280 XU/mL", "one too low", says("liver stiffness", 7, "kPa"), "fail"),
    needs(STIFFNESS, "both", scanned(9, 300), "match"),
    needs(STIFFNESS, "one too low", scanned(9, 250), "fail"),
)
def test_measures_of_kidney_and_liver(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
