"""Contract §2, Definitions and Examples; need and consent: words beside a name that its record does not prove."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import MAN, NOTHING, WOMAN, allergic, closed, done, has, says, takes, underwent

HIGH = says("systolic blood pressure", 150, "mmHg")
CHEMOTHERAPY = done("chemotherapy", "2024-05-01")
DIALYSIS = underwent("dialysis", "2026-01-01")
CONSENT = NOTHING | says("informed consent", True)


@table(
    needs("Newly diagnosed hypertension, i.e. systolic blood pressure > 140 mmHg", "high, since when is open", HIGH, "unknown"),
    needs(
        "Newly diagnosed hypertension, i.e. systolic blood pressure > 140 mmHg",
        "low",
        says("systolic blood pressure", 120, "mmHg"),
        "fail",
    ),
    needs("Untreated patients with hypertension defined as systolic blood pressure > 140 mmHg", "high", HIGH, "unknown"),
    needs("Women with hypertension, defined as systolic blood pressure > 140 mmHg", "a man", MAN | HIGH, "fail"),
    needs("Women with hypertension, defined as systolic blood pressure > 140 mmHg", "a woman", WOMAN | HIGH, "match"),
    needs("Women with new hypertension, i.e. systolic blood pressure > 140 mmHg", "since when", WOMAN | HIGH, "unknown"),
    needs("Patients with asthma and hypertension, i.e. systolic blood pressure > 140 mmHg", "no asthma", NOTHING | HIGH, "fail"),
    needs("Adults with hypertension, defined as systolic blood pressure > 140 mmHg", "a child", HIGH | {"age": 12}, "fail"),
    excludes("Uncontrolled hypertension, defined as systolic blood pressure > 140 mmHg", "defined", HIGH, "fail"),
)
def test_a_definition_decides_with_what_it_leaves_undefined(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Prior chemotherapy including an anthracycline and a taxane", "of what is open", CHEMOTHERAPY, "unknown"),
    needs("Prior chemotherapy including an anthracycline and a taxane", "none", NOTHING, "fail"),
    needs("No prior chemotherapy including taxanes", "some", CHEMOTHERAPY, "fail"),
    excludes("Prior chemotherapy including taxanes", "some", CHEMOTHERAPY, "fail"),
)
def test_what_a_treatment_must_include(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Need for dialysis", "on dialysis", DIALYSIS, "fail"),
    excludes("Need for dialysis", "none, perhaps needed", NOTHING, "unknown: needs_judgement"),
    needs("Not requiring dialysis", "on dialysis", DIALYSIS, "fail"),
    needs("Requires dialysis", "none, perhaps needed", NOTHING, "unknown"),
)
def test_a_need_is_not_what_was_done(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Failure to obtain consent from relatives", "the patient consents", CONSENT, "unknown"),
    excludes("Lack of informed consent from the parents", "the patient consents", CONSENT, "unknown"),
    needs("Informed consent from the patient or a guardian", "the patient consents", CONSENT, "match"),
    needs("Women may enter and participate in this study if:", "no consent recorded as given", NOTHING, "unknown"),
    needs("Willing to participate in the study", "consents", CONSENT, "match"),
)
def test_whose_consent(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Hypersensitivity to: paclitaxel or cisplatin", "takes it", takes("cisplatin"), "match"),
    excludes("Hypersensitivity to: paclitaxel or cisplatin", "allergic to it", closed(allergic({"name": "cisplatin"})), "fail"),
    excludes("Allergy to insects, i.e. bees or wasps", "bees", closed(allergic({"name": "bee venom"})), "fail"),
    excludes("Family history of cancer, i.e. breast or ovarian cancer", "her own", has("breast cancer"), "unknown"),
)
def test_what_defines_an_allergy_is_one(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
