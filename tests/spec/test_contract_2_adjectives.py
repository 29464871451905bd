"""Contract §2, Lists and Parentheses: how far adjectives reach, before a list, behind the comma after a name, and in brackets."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, done, has, takes

YESTERDAY = "2026-10-31"


# ------------------------------------------------------------------ one noun


@table(
    excludes("Significant heart, lung, or liver disease", "the one in the middle", has("lung disease"), "unknown"),
    excludes("Significant heart, lung, kidney or liver disease", "the second in the middle", has("kidney disease"), "unknown"),
    excludes("Unstable hepatic, renal, or cardiac disease", "none", NOTHING, "match"),
    needs("No progressive cardiac, pulmonary, or renal disease", "asthma", has("asthma"), "unknown"),
    excludes("Chronic cardiac, renal, or hepatic disease", "an acute one", has("acute kidney injury"), "unknown"),
    excludes("Chronic kidney or liver disease", "an acute one of the second", has("acute hepatitis"), "unknown"),
    excludes("Acute or chronic kidney or liver disease", "an acute one of the second", has("acute hepatitis"), "fail"),
    excludes("Severe or uncontrolled heart or lung disease", "a mild one", has("heart disease", severity="mild"), "unknown"),
    excludes("Uncontrolled heart or lung problems", "asthma", has("asthma"), "unknown"),
    excludes("Severe heart, kidney or lung disease", "a mild one", has("kidney disease", severity="mild"), "match"),
    excludes("Stage IV breast or lung cancer", "an early one of the first", has("breast cancer", stage="I"), "match"),
    excludes("Stage IV breast or lung cancer", "an early one of the second", has("lung cancer", stage="I"), "match"),
    excludes("Stage IV breast or lung cancer", "that stage", has("lung cancer", stage="IV"), "fail"),
    excludes("Stage IV breast or lung cancer", "another disease of that stage", has("melanoma", stage="IV"), "match"),
    excludes("Severe acute or chronic pancreatitis", "a mild one", has("chronic pancreatitis", severity="mild"), "match"),
)
def test_adjectives_are_those_of_all_that_share_the_noun(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Recurrent or metastatic disease", "a metastasis", has("brain metastasis"), "fail"),
    excludes("Recurrent or metastatic disease", "no disease", NOTHING, "match"),
    needs("No residual, locally recurrent, or metastatic disease", "a local recurrence", has("local recurrence"), "fail"),
    needs(
        "Metastatic or locally recurrent breast cancer", "another cancer with metastases", has("colon cancer", "liver metastasis"), "fail"
    ),
    needs("Metastatic or locally recurrent breast cancer", "that cancer", has("breast cancer"), "unknown"),
    needs("Must have inoperable or metastatic melanoma", "none", NOTHING, "fail"),
    excludes("Acute or chronic infection", "a chronic one", has("chronic infection"), "fail"),
    excludes("Inflammatory or autoimmune disease", "an inflammatory one", has("inflammatory disease"), "fail"),
    needs("Neo-adjuvant or adjuvant chemotherapy", "adjuvant", done("adjuvant chemotherapy", start="2026-10-01"), "match"),
    excludes("Relapsed or refractory acute myeloid leukemia", "another leukemia", has("chronic myeloid leukemia"), "match"),
)
def test_the_noun_that_adjectives_share(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ several nouns


@table(
    excludes("Severe asthma or COPD", "of no recorded severity", has("COPD"), "unknown"),
    excludes("Severe asthma or COPD", "a severe one", has("COPD", severity="severe"), "fail"),
    excludes("Severe asthma or COPD", "none", NOTHING, "match"),
    excludes("Severe asthma, diabetes", "a mild one", has("diabetes mellitus", severity="mild"), "unknown"),
    excludes("Severe heart disease, kidney disease or diabetes", "the last", has("diabetes mellitus"), "unknown"),
    needs("No uncontrolled gout or diabetes", "the second", has("diabetes mellitus"), "unknown"),
    excludes("Symptomatic arrhythmia or angina", "the second", has("stable angina"), "unknown"),
    excludes("Unstable or symptomatic angina, arrhythmia, or heart failure", "the last", has("heart failure"), "unknown"),
    excludes("Grade 2 or higher neuropathy or diarrhea", "the second, of no grade", has("diarrhea"), "unknown"),
    excludes("Grade 2 or higher neuropathy or diarrhea", "the second, of that grade", has("diarrhea", stage="3"), "fail"),
    excludes("Serious medical or psychiatric disease", "the second", has("depression"), "unknown"),
    excludes("Chronic diseases or infections", "a new infection", has("common cold", onset="2026-10-30"), "unknown"),
    excludes("Chronic inflammatory disease or infection", "an infection", has("infection"), "unknown"),
    needs("Neoadjuvant radiotherapy or chemotherapy", "of no such purpose", done("chemotherapy", start="2026-09-01"), "unknown"),
    needs("Pretreatment core or incisional biopsy", "before the treatment?", done("incisional biopsy", "2026-10-01"), "unknown"),
    excludes("Gout, severe asthma or COPD", "the last", has("COPD"), "unknown"),
)
def test_before_nouns_of_their_own_it_stays_open(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Uncontrolled infection or illness", "gout", has("gout"), "unknown"),
    excludes("Severe infection, illness or surgery", "mild gout", has("gout", severity="mild"), "match"),
    excludes("Serious infection, illness or surgery", "surgery", done("surgery", "2026-10-01"), "fail"),
    excludes("Chronic infections or diseases", "a sprain", has("ankle sprain"), "unknown"),
    excludes(
        "Chronic treatment with steroids or immunosuppressants",
        "the second since yesterday",
        takes("azathioprine", start=YESTERDAY),
        "unknown",
    ),
    excludes("Chronic use of NSAIDs or anticoagulants", "the first since yesterday", takes("ibuprofen", start=YESTERDAY), "unknown"),
    excludes("Chronic use of NSAIDs or anticoagulants", "neither", NOTHING, "match"),
    excludes("Daily use of opioids or benzodiazepines", "the second since yesterday", takes("lorazepam", start=YESTERDAY), "unknown"),
    excludes("Long-term treatment with opioids or benzodiazepines", "the second", takes("lorazepam", start=YESTERDAY), "unknown"),
    excludes(
        "Chronic use of the following medications: iron, ibuprofen", "since yesterday", takes("ibuprofen", start=YESTERDAY), "unknown"
    ),
    excludes("Chronic medication", "since yesterday", takes("ibuprofen", start=YESTERDAY), "unknown"),
)
def test_a_bare_illness_and_the_drugs_of_one_treatment_have_no_other_adjective(
    kind: Any, text: str, record: Any, expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Severe asthma, or gout", "a comma before or", has("gout"), "fail"),
    excludes("Severe asthma or cancer", "no cancer is mild", has("lung cancer"), "fail"),
    excludes("Severe asthma or sepsis", "no sepsis is mild", has("sepsis"), "fail"),
    excludes("Metastatic breast cancer or diabetes", "nor is diabetes metastatic", has("diabetes mellitus"), "fail"),
    excludes("Uncontrolled hypertension or stroke", "nor a stroke uncontrolled", has("stroke"), "fail"),
    excludes("Severe asthma or unstable angina", "an adjective of its own", has("unstable angina"), "fail"),
    excludes("Severe infection or surgery", "nor surgery severe", done("surgery", "2026-10-01"), "fail"),
    excludes("Chronic kidney disease or pneumonia", "the adjective is part of a name", has("pneumonia"), "fail"),
    excludes("Hereditary angioedema, gout", "a kind goes on only where it makes a name", has("gout"), "fail"),
    excludes("Gout, severe asthma, COPD", "behind it in the middle of a list", has("COPD"), "fail"),
    excludes("Active tuberculosis or hepatitis B", "what is active is there", has("hepatitis B"), "fail"),
    excludes("Invasive breast cancer or DCIS", "nor what is in situ invasive", has("ductal carcinoma in situ"), "fail"),
)
def test_what_is_clear_stays_definite(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ behind the name


@table(
    excludes("Gout, uncontrolled", "gout", has("gout"), "unknown"),
    excludes("Gout, uncontrolled", "none", NOTHING, "match"),
    excludes("Hypertension, not controlled by medication", "hypertension", has("hypertension"), "unknown"),
    excludes("Asthma, severe", "a mild one", has("asthma", severity="mild"), "match"),
    excludes("Asthma, severe", "a severe one", has("asthma", severity="severe"), "fail"),
    needs("Asthma, severe", "a mild one", has("asthma", severity="mild"), "fail"),
    needs("Asthma, severe", "a severe one", has("asthma", severity="severe"), "match"),
    excludes("Peripheral neuropathy, grade 2 or higher", "grade 1", has("peripheral neuropathy", stage="1"), "match"),
    excludes("Peripheral neuropathy, grade 2 or higher", "grade 3", has("peripheral neuropathy", stage="3"), "fail"),
    excludes("Heart failure, NYHA III-IV", "of no class", has("heart failure"), "unknown"),
    excludes("Cardiac disease, NYHA III-IV", "angina", has("angina"), "unknown"),
    excludes("Pancreatitis, chronic", "an acute one", has("acute pancreatitis"), "match"),
    excludes("Pneumonia, bacterial", "a viral one", has("viral pneumonia"), "match"),
    excludes("Hepatitis, viral or autoimmune", "an alcoholic one", has("alcoholic hepatitis"), "match"),
    excludes("Hepatitis, viral or autoimmune", "an autoimmune one", has("autoimmune hepatitis"), "fail"),
    excludes("Diabetes, type 1", "type 2", has("type 2 diabetes"), "match"),
    excludes("Steroids, oral", "into a vein", takes("prednisone", route="intravenous"), "match"),
    excludes("Asthma, requiring oxygen", "asthma", has("asthma"), "unknown"),
    excludes("Gout, uncontrolled or severe", "a severe one", has("gout", severity="severe"), "fail"),
    excludes("Breast cancer, HER2 positive", "of no recorded result", has("breast cancer"), "unknown"),
    excludes("Breast cancer, HIV infection", "a disease of its own", has("breast cancer"), "fail"),
    excludes("Hypertension, treated or untreated", "either is meant", has("hypertension"), "fail"),
)
def test_adjectives_behind_the_comma_narrow_the_name(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Gout, unstable, diabetes", "the second", has("diabetes mellitus"), "unknown"),
    excludes("Hypertension, uncontrolled, or gout", "the first", has("hypertension"), "unknown"),
    excludes("Hypertension, uncontrolled, or gout", "the second", has("gout"), "fail"),
    excludes("Gout, severe or unstable asthma", "they go with the next name", has("gout"), "fail"),
    excludes("Heart failure, chronic or acute renal disease", "and so they do before an organ", has("heart failure"), "fail"),
    excludes("Any disease, psychological or metabolic disorders", "the first", has("gout"), "fail"),
    excludes("Diabetes, NYHA III-IV", "a class of another disease", has("diabetes mellitus"), "fail"),
)
def test_whose_the_adjectives_are(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Hypertension (uncontrolled)", "hypertension", has("hypertension"), "unknown"),
    excludes("Asthma (severe)", "a mild one", has("asthma", severity="mild"), "match"),
    excludes("Asthma (severe)", "a severe one", has("asthma", severity="severe"), "fail"),
    needs("Breast cancer (locally advanced or metastatic)", "breast cancer", has("breast cancer"), "unknown"),
    excludes("Malignancy (solid or hematologic)", "contraries leave nothing out", has("lung cancer"), "fail"),
    excludes("(Recurrent) glioma", "it may be there or not", has("glioma"), "fail"),
)
def test_adjectives_in_brackets(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
