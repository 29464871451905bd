"""Contract §§2 and 6: which values in brackets decide, values documented beside a disease, limits said twice, values said to be normal."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import Record, closed, labs, listed, obs

FAILURE = "Heart failure documented by LVEF < 40% or BNP > 400 pg/mL"


def lab(name: str, value: float, unit: str, *conditions: str, **range_: float) -> Record:
    """A complete record with this value and these conditions."""
    return closed(listed(*conditions), labs(obs(name, value, unit, **range_)))


_CLEARANCE = obs("creatinine clearance", 100, "mL/min", low=90, high=140)
CREATININE = labs(obs("serum creatinine", 3, "mg/dL", low=0.6, high=1.2), _CLEARANCE)


@table(
    needs("Type 2 diabetes (HbA1c 7-10%)", "both", lab("HbA1c", 8, "%", "type 2 diabetes"), "match"),
    needs("Type 2 diabetes (HbA1c 7-10%)", "of another type", lab("HbA1c", 8, "%", "type 1 diabetes"), "fail"),
    excludes("Diabetes (HbA1c > 8%)", "the value decides", lab("HbA1c", 9, "%"), "fail"),
    excludes("Iron deficiency anaemia (Hb < 100 g/L)", "of another cause", lab("Hb", 90, "g/L", "aplastic anemia"), "match"),
    excludes("Anaemia (Hb < 100 g/L)", "of any cause", lab("Hb", 90, "g/L"), "fail"),
    excludes("Autoimmune hepatitis (ALT > 3 x ULN)", "the value alone proves none", lab("ALT", 200, "U/L", high=40), "unknown"),
    excludes("Autoimmune hepatitis (ALT > 3 x ULN)", "normal", lab("ALT", 30, "U/L", "autoimmune hepatitis", high=40), "match"),
    excludes("Dilated cardiomyopathy (LVEF < 40%)", "the value alone proves none", lab("LVEF", 35, "%"), "unknown"),
    excludes("Chronic kidney disease (eGFR < 30)", "the value decides", lab("eGFR", 20, "mL/min/1.73 m2"), "fail"),
    excludes("Poorly controlled type 2 diabetes (HbA1c > 9%)", "the value tells how", lab("HbA1c", 10, "%", "type 2 diabetes"), "fail"),
    excludes("Type 2 diabetes, uncontrolled (HbA1c > 8%)", "controlled", lab("HbA1c", 7, "%", "type 2 diabetes"), "match"),
    excludes("Type 2 diabetes, uncontrolled (HbA1c > 8%)", "of another type", lab("HbA1c", 9, "%", "type 1 diabetes"), "match"),
    needs("No heart failure (LVEF >= 50%)", "the disease with a good value", lab("LVEF", 60, "%", "heart failure"), "fail"),
    needs("No heart failure (LVEF >= 50%)", "neither", lab("LVEF", 60, "%"), "match"),
    needs("No type 2 diabetes (HbA1c < 6.5%)", "both", lab("HbA1c", 9, "%", "type 2 diabetes"), "fail"),
    needs("Creatinine/creatinine clearance within normal limits", "the first is high", CREATININE, "fail"),
    needs("AST/ALT ratio within normal limits", "neither is asked for", lab("ALT", 80, "U/L"), "unknown"),
    needs("Diabetes, controlled (HbA1c < 8%)", "the value without the disease", lab("HbA1c", 5.2, "%"), "fail"),
    excludes("Diabetes documented by HbA1c > 9% or eGFR < 45 mL/min", "of another organ", lab("eGFR", 20, "mL/min"), "fail"),
    excludes("Iron deficiency anemia (ferritin < 15 ng/mL)", "the value makes it", lab("ferritin", 5, "ng/mL"), "fail"),
    excludes(FAILURE, "by the second", lab("BNP", 500, "pg/mL", "heart failure"), "fail"),
    excludes(FAILURE, "the value without the disease", lab("BNP", 500, "pg/mL"), "match"),
)
def test_values_beside_diseases(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def enzymes(ast: float, alt: float) -> Record:
    return labs(obs("AST", ast, "U/L", low=5, high=40), obs("ALT", alt, "U/L", low=5, high=40))


def clotting(inr: float, pt: float, ptt: float) -> Record:
    return labs(obs("INR", inr), obs("PT", pt, "s", low=11, high=14), obs("aPTT", ptt, "s", low=25, high=36))


CLOTTING = "INR < 1.5 or PT/PTT within normal limits"


@table(
    needs("AST/ALT within normal limits", "both", enzymes(20, 20), "match"),
    needs("AST/ALT within normal limits", "one", enzymes(20, 60), "fail"),
    needs("Normal AST and ALT", "said before the list", enzymes(20, 60), "fail"),
    excludes("Abnormal AST or ALT", "one", enzymes(20, 60), "fail"),
    needs(CLOTTING, "by the first", clotting(1.2, 18, 50), "match"),
    needs(CLOTTING, "by both of the others", clotting(2, 12, 30), "match"),
    needs(CLOTTING, "by one of the others", clotting(2, 12, 50), "fail"),
    needs("Normal creatinine and bilirubin < 2 mg/dL", "its own limit", labs(obs("bilirubin", 3, "mg/dL", high=5)), "fail"),
    needs("LVEF > 50% and more", "said twice", labs(obs("LVEF", 55, "%")), "match"),
    needs("HbA1c ≥ 5.7% or higher", "below", labs(obs("HbA1c", 5.5, "%")), "fail"),
    excludes("LVEF < 50% or below the lower limit of normal", "goes on", labs(obs("LVEF", 55, "%")), "unknown"),
)
def test_values_said_to_be_normal_and_limits_said_twice(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
