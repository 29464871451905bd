"""Contract §2, Lists and Exceptions: how far a denial goes over a list, and of which members an exception behind it is one."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import MAN, NOTHING, allergic, cond, done, has, takes

TREATED = "No brain metastases or previously treated brain metastases"


@table(
    needs("No current warfarin use or prior radiotherapy", "radiotherapy in 2019", done("radiotherapy", "2019-02-03"), "fail"),
    needs("No current warfarin use or prior radiotherapy", "neither", NOTHING, "match"),
    needs(
        "Gout, without current warfarin or previous radiotherapy", "radiotherapy", has("gout") | done("radiotherapy", "2019-02-03"), "fail"
    ),
    needs("Gout, without current warfarin or previous radiotherapy", "neither", has("gout"), "match"),
    needs("Gout, without current warfarin or previous radiotherapy", "no gout", NOTHING, "fail"),
    needs("No diabetes, prior stroke, or current infection", "stroke", has("stroke", onset="2015-01-01"), "fail"),
    needs("No diabetes, prior stroke, or current infection", "none", NOTHING, "match"),
    needs("No asthma or allergy to penicillin", "it", NOTHING | allergic(cond("penicillin")), "fail"),
    needs("No diabetes or prior cancer except basal cell carcinoma", "lung cancer", has("lung cancer"), "fail"),
    needs("No diabetes or prior cancer except basal cell carcinoma", "excepted", has("basal cell carcinoma"), "match"),
    needs("No recent or planned dental or jaw surgery", "none", NOTHING, "match"),
    # Here the second says what there may be, or begins a statement of its own.
    needs(TREATED, "perhaps treated", has("brain metastasis"), "unknown"),
    needs("Not pregnant or prior hysterectomy", "neither pregnant nor operated", MAN, "match"),
    needs("No diabetes and prior stroke", "stroke", has("stroke", onset="2015-01-01"), "match"),
)
def test_a_denial_goes_on_over_times(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


NEITHER = "Patients who have received no prior taxane and anthracycline"


@table(
    excludes(NEITHER, "none of them", NOTHING, "fail"),
    excludes(NEITHER, "one", takes("docetaxel"), "unknown"),
    excludes(NEITHER, "both", takes("docetaxel", "epirubicin"), "match"),
    excludes("Patients who have received no prior taxane or anthracycline", "one", takes("docetaxel"), "match"),
    needs("No prior taxane and anthracycline", "one", takes("docetaxel"), "fail"),
)
def test_lacking_one_and_another(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


TUMOURS = "Malignancy or benign tumor, except basal cell carcinoma"
SUPPLEMENTS = "Use of dietary supplements or herbal products, except vitamins and calcium"
AGAIN = "Concomitant malignancies or previous malignancies within the last 5 years, with the exception of treated basal cell carcinoma"


@table(
    excludes(TUMOURS, "it", has("basal cell carcinoma"), "match"),
    excludes(TUMOURS, "another", has("lung cancer"), "fail"),
    excludes(TUMOURS, "a benign one", has("lipoma"), "fail"),
    excludes(SUPPLEMENTS, "vitamins", takes("multivitamin"), "match"),
    excludes(SUPPLEMENTS, "herbs", takes("herbal medicine"), "fail"),
    excludes(AGAIN, "perhaps treated", has("basal cell carcinoma"), "unknown"),
    excludes(AGAIN, "another", has("lung cancer", onset="2026-01-01"), "fail"),
    needs("No malignancy or benign tumor, except basal cell carcinoma", "it", has("basal cell carcinoma"), "match"),
    needs("No malignancy or benign tumor, except basal cell carcinoma", "another", has("lung cancer"), "fail"),
    # It is no kind of the first.
    excludes("Asthma or malignancy, except basal cell carcinoma", "asthma", has("asthma", "basal cell carcinoma"), "fail"),
)
def test_an_exception_is_one_of_each_member_that_it_is_a_kind_of(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
