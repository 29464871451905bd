"""Contract §2, Lists and Parentheses: adjectives behind the comma after a name, and in brackets."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, has, takes


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
