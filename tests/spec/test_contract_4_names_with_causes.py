"""Contract §4: a disease hidden in an entry's name is not denied: an organism, a test, an abbreviation, a cause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, each, excludes, needs, table
from spec.records import closed, cond, has, labs, listed, obs

PLAINLY_NOT = ("asthma", "hypertension", "gout", "psoriasis", "alcoholic cirrhosis", "foobar syndrome")


@table(
    *each("Hepatitis B", "unknown", "HBV-related cirrhosis", "HBV cirrhosis", "HBV-related HCC", "hepatitis B cirrhosis"),
    *each("Hepatitis B", "unknown", "HBV/HIV coinfection", "post-hepatitic cirrhosis", "viral cirrhosis"),
    *each("Hepatitis B", "unknown", "chronic viral hepatitis", "acute viral hepatitis", "hepatitis D", "viral hepatitis"),
    *each(
        "Hepatitis B",
        "fail",
        "HBV infection on tenofovir",
        "HBV",
        "chronic HBV",
        "hep B",
        "HBV flare",
        "HBV reactivation",
        "HBV-ACLF",
        "HBV carrier",
    ),
    *each("Hepatitis B", "match", "hepatitis C", "HCV cirrhosis", "hepatitis A", "hep C", "HBV negative", *PLAINLY_NOT),
    *each("Hepatitis C", "unknown", "HCV cirrhosis", "HCV-related cirrhosis", "HCV, treated", "HIV/HCV coinfection", "Hep C cirrhosis"),
    *each("Hepatitis C", "fail", "HCV genotype 1", "HCV viremia", "hep C"),
    *each("Hepatitis C", "match", "hepatitis B", "HBV cirrhosis", "hepatitis D", *PLAINLY_NOT),
    *each("HIV infection", "fail", "HIVAN", "HIV nephropathy", "HIV on ART", "HIV-associated neurocognitive disorder"),
    *each("HIV infection", "unknown", "AIDS-related lymphoma", "HIV/HCV coinfection", "HIV exposure"),
    *each("HIV infection", "match", "HIV negative", "Kaposi sarcoma", "malignancy", *PLAINLY_NOT),
    needs("Hepatitis B", "the cause in its name", has("HBV-related cirrhosis"), "unknown"),
    excludes("Malignancy", "a leukaemia of Rai stage 0", closed(listed("CLL", stage="0")), "fail"),
    excludes("Malignancy", "in situ", closed(listed("breast cancer", stage="0")), "unknown"),
    excludes("Pulmonary hypertension due to lung disease", "it is one of the lung itself", has("pulmonary hypertension"), "unknown"),
    *each("Cystic fibrosis", "fail", "CFRD", "cystic fibrosis-related diabetes"),
    *each("Cystic fibrosis", "unknown", "CF carrier", "CFTR mutation"),
    *each("Cystic fibrosis", "match", "bronchiectasis", "diabetes", *PLAINLY_NOT),
)
def test_a_germ_or_a_cause_in_the_name(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Hepatitis B", "fail", "HBsAg positive", "HBV DNA positive", "HBeAg positive", "HBsAg-positive carrier state", "positive HBsAg"),
    *each("Hepatitis B", "unknown", "HBcAb positive", "anti-HBc positive", "hepatitis B core antibody positive"),
    *each("Hepatitis B", "match", "HBsAg negative", "HCV RNA positive", "ANA positive"),
    *each("Hepatitis C", "fail", "HCV RNA positive"),
    *each("Hepatitis C", "unknown", "anti-HCV positive", "HCV Ab positive", "hepatitis C antibody positive"),
    *each("Pregnancy", "fail", "pregnancy test positive"),
    *each("Tuberculosis", "unknown", "PPD positive", "positive QuantiFERON"),
    # A positive test among the observations.
    excludes("Tuberculosis", "QuantiFERON", closed(labs(obs("QuantiFERON", "positive"))), "unknown"),
    excludes("Tuberculosis", "QuantiFERON", closed(labs(obs("QuantiFERON", "negative"))), "match"),
    excludes("Bacteremia", "of this week", closed(labs(obs("blood culture", "positive"))), "unknown"),
    excludes("Bacteremia", "long ago", closed(labs(obs("blood culture", "positive", day="2020-01-01"))), "match"),
    excludes("Hepatitis B", "core antibody", closed(labs(obs("anti-HBc", "positive"))), "unknown"),
)
def test_a_positive_test_written_as_a_disease(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Type 2 diabetes", "fail", "type II DM", "DM type 2", "DM II", "T2DM with CKD"),
    *each("Type 2 diabetes", "match", "type I DM", "MODY", *PLAINLY_NOT),
    *each("Type 2 diabetes", "unknown", "DM, type unspecified", "DM", "diabetes mellitus, unspecified", "diabetes NOS"),
    *each("Type 1 diabetes", "fail", "type I DM", "DM type 1"),
    *each("Type 1 diabetes", "match", "type II DM", "T2DM with CKD", *PLAINLY_NOT),
    *each("Type 1 diabetes", "unknown", "DM, type unspecified", "DM", "DM1"),
    *each("Unstable angina", "unknown", "UA/NSTEMI", "UA"),
    *each("Heart disease", "match", "gouty arthritis"),
    *each("Breast cancer", "fail", "MBC", "mBC"),
    *each("Breast cancer", "unknown", "advanced BC", "HR+/HER2- MBC"),
    needs("Metastatic breast cancer", "MBC", has("MBC"), "match"),
    needs("Metastatic breast cancer", "HR+/HER2- MBC", has("HR+/HER2- MBC"), "unknown"),
    needs("Metastatic pancreatic cancer", "mPDAC", has("mPDAC"), "match"),
)
def test_an_abbreviation_in_a_longer_name(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


def staged(name: str, value: str, **fields: Any) -> dict[str, Any]:
    """A breast cancer in a complete record with an observation of its stage."""
    return closed(listed("breast cancer"), labs(obs(name, value)), **fields)


@table(
    excludes("Metastatic disease", "AJCC IV", staged("AJCC stage", "IV"), "fail"),
    excludes("Metastatic disease", "plain IV", staged("stage", "IV"), "fail"),
    excludes("Metastatic disease", "IIIA", staged("AJCC stage", "IIIA"), "match"),
    needs("No metastatic disease", "AJCC IV", staged("AJCC stage", "IV"), "fail"),
    excludes("Distant metastases", "TNM IVB", staged("TNM stage", "IVB"), "fail"),
    excludes("Distant metastases", "of an endometriosis", closed(listed("endometriosis"), labs(obs("stage", "IV"))), "match"),
    excludes("Brain metastases", "clinical IV", staged("clinical stage", "IV"), "unknown"),
    excludes("Distant metastases", "M0", {**staged("M stage", "M0"), "complete": []}, "match"),
    excludes("Distant metastases", "T2N1M0", {**staged("TNM", "T2N1M0"), "complete": []}, "match"),
    excludes("Distant metastases", "an old M0", labs(obs("M stage", "M0", day="2024-10-30")) | listed("breast cancer"), "unknown"),
    excludes("Distant metastases", "M0 of no cancer", labs(obs("M stage", "M0")) | listed("gout"), "match"),
    excludes("Distant metastases", "M0 at stage IV", labs(obs("M stage", "M0")) | listed("breast cancer", stage="IV"), "unknown"),
    excludes("Distant metastases", "M1", staged("M stage", "M1"), "fail"),
    *each("Metastatic disease", "fail", "metastatic breast cancer", "metastatic TNBC", "mCRPC", "metastatic melanoma"),
    *each("Distant metastases", "fail", "metastatic breast cancer", "mCRPC", "stage IV breast cancer"),
    *each("Distant metastases", "unknown", "metastatic melanoma", "stage IV tongue cancer"),
    *each("Brain metastases", "unknown", "metastatic breast cancer"),
    excludes(
        "Distant metastases",
        "against its name",
        closed(listed("metastatic breast cancer"), labs(obs("M stage", "M0"))),
        "unknown: conflicting_values",
    ),
)
def test_what_a_stage_tells_of_metastases(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


IN_SITU = closed({"conditions": [cond("breast cancer", stage="0")]})
INVASIVE = closed({"conditions": [cond("breast cancer", stage="II")]})


@table(
    needs("DCIS", "stage 0", IN_SITU, "unknown"),
    needs("DCIS", "Tis", closed({"conditions": [cond("breast cancer", stage="Tis")]}), "unknown"),
    needs("DCIS", "an observation", staged("AJCC stage", "0"), "unknown"),
    needs("DCIS", "stage II", INVASIVE, "fail"),
    needs("DCIS", "metastatic", has("metastatic breast cancer"), "fail"),
    excludes("Carcinoma in situ", "stage 0", IN_SITU, "unknown"),
    excludes("Malignancy", "stage 0", IN_SITU, "unknown"),
    excludes("Malignancy", "stage II", INVASIVE, "fail"),
    excludes("Malignancy", "Ta", closed({"conditions": [cond("bladder cancer", stage="Ta")]}), "unknown"),
    excludes("Invasive breast cancer", "stage 0", IN_SITU, "match"),
    excludes("Invasive breast cancer", "stage II", INVASIVE, "fail"),
    needs("Stage 0-II breast cancer", "stage 0", IN_SITU, "match"),
)
def test_stage_0_is_not_invasive(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)
