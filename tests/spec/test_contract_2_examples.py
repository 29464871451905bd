"""Contract §2, Examples: what is said of a general term is asked of its examples; what exemplifies a denied term is denied with it."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, WOMAN, allergic, cond, done, has, operated, proc, says, takes


def mastectomy(stage: str) -> dict[str, Any]:
    """A complete record of a breast cancer of this stage and its operation."""
    return has("breast cancer", stage=stage) | operated(proc("mastectomy", "2026-05-01"))


@table(
    excludes("Intravenous antibiotics such as vancomycin", "by mouth", takes("vancomycin", route="oral"), "match"),
    excludes("Intravenous antibiotics such as vancomycin", "into a vein", takes("vancomycin", route="intravenous"), "fail"),
    excludes("Inhaled corticosteroids such as budesonide", "by mouth", takes("budesonide", route="oral"), "match"),
    excludes("Oral corticosteroids (prednisone)", "into a vein", takes("prednisone", route="intravenous"), "match"),
    excludes("Oral corticosteroids (prednisone)", "by mouth", takes("prednisone", route="oral"), "fail"),
    excludes("Steroids > 10 mg/day (e.g. prednisone)", "less", takes("prednisone", dose=5, unit="mg/day"), "unknown"),
    excludes("Steroids > 10 mg/day (e.g. prednisone)", "more", takes("prednisone", dose=20, unit="mg/day"), "fail"),
    excludes("Chronic use of immunosuppressants such as azathioprine", "since when?", takes("azathioprine"), "unknown"),
    excludes("Taxanes for breast cancer (docetaxel)", "for another", takes("docetaxel", indication="lung cancer"), "match"),
    excludes("Taxanes for breast cancer (docetaxel)", "for it", takes("docetaxel", indication="breast cancer"), "fail"),
    excludes("Chemotherapy for metastatic gastric cancer (docetaxel)", "another", takes("docetaxel", indication="lung cancer"), "match"),
)
def test_how_and_for_what_a_treatment_is_given(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Severe infection (pneumonia, sepsis)", "a mild one", has("pneumonia", severity="mild"), "match"),
    excludes("Severe infection (pneumonia, sepsis)", "a severe one", has("pneumonia", severity="severe"), "fail"),
    excludes("Severe infection (pneumonia, sepsis)", "what is grave in itself", has("sepsis"), "fail"),
    excludes("Severe liver disease (e.g. hepatitis)", "a mild one", has("hepatitis B", severity="mild"), "match"),
    excludes("Uncontrolled cardiac disease (angina, arrhythmia)", "angina", has("angina"), "unknown"),
    excludes("Infection requiring drainage (e.g. abscess)", "an abscess", has("abscess"), "unknown"),
    excludes(
        "Severe allergy to antibiotics such as penicillin",
        "a mild one",
        allergic(cond("penicillin", severity="mild")),
        "unknown",
    ),
    needs("Surgery for stage I-III breast cancer (mastectomy)", "of stage IV?", mastectomy("IV"), "unknown"),
)
def test_what_is_said_of_a_disease(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Uncontrolled heart disease, e.g. unstable angina", "with an adjective of its own", has("unstable angina"), "fail"),
    excludes("Severe heart disease such as chronic heart failure due to hypertension", "with more of its own", has("gout"), "match"),
    excludes("Clinically significant heart disease such as angina", "what is significant they say", has("angina"), "fail"),
    excludes("Serious illness (e.g. colitis)", "which are serious they say", has("colitis"), "fail"),
    excludes("Uncontrolled heart disease such as infarction", "what cannot be controlled", has("myocardial infarction"), "fail"),
    excludes("Severe hypertension (e.g. pheochromocytoma)", "no kind of it", has("pheochromocytoma"), "fail"),
)
def test_examples_that_need_no_more(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ denials


STERILE = WOMAN | done("hysterectomy", "2019-01-02")
LATE = WOMAN | {
    "observations": [{"name": n, "value": v, "date": "2026-10-30"} for n, v in (("pregnancy", False), ("postmenopausal", True))]
}


@table(
    needs("At least 4 weeks since prior anticoagulants (e.g., heparin)", "heparin now", takes("heparin"), "fail"),
    needs("At least 4 weeks since prior anticoagulants (e.g., heparin)", "none", NOTHING, "match"),
    needs("At least 4 weeks since prior anticoagulants (e.g., heparin)", "long ago", takes("heparin", end="2026-03-01"), "match"),
    needs("More than 6 weeks since prior immunosuppressants such as ciclosporin", "it now", takes("ciclosporin"), "fail"),
    needs("At least 60 days since infection, including cellulitis", "three weeks ago", has("cellulitis", onset="2026-10-10"), "fail"),
    needs("At least 60 days since infection, including cellulitis", "none", NOTHING, "match"),
    needs("No concurrent anticoagulants (e.g., heparin)", "heparin now", takes("heparin"), "fail"),
    excludes("Less than 4 weeks since anticoagulants (e.g., heparin)", "heparin now", takes("heparin"), "fail"),
)
def test_examples_of_what_is_denied_are_denied(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Non-childbearing potential, including any female who has had a hysterectomy", "sterile", STERILE, "match"),
    needs("Non-childbearing potential (i.e., unable to conceive), including hysterectomy", "sterile", STERILE, "match"),
    needs("Non-childbearing potential, defined as hysterectomy", "sterile", STERILE, "match"),
    needs("Non-childbearing potential, including the following: hysterectomy", "sterile", STERILE, "match"),
    needs("Non-pregnant, including women who are postmenopausal", "postmenopausal", LATE, "match"),
    needs("Non-smoker, including former smokers", "no smoker", says("smoker", False), "match"),
    needs("No childbearing potential", "sterile", STERILE, "match"),
)
def test_examples_of_a_denial_prove_it(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("non covered by health insurance", "uninsured", says("health insurance", False), "fail"),
    excludes("Patients non covered by the local health insurance", "uninsured", says("health insurance", False), "fail"),
    excludes("Non affiliated to social security", "uninsured", says("health insurance", False), "fail"),
    needs("Covered by national health insurance", "uninsured", says("health insurance", False), "fail"),
    # A quality of the name behind it is no denial of that.
    excludes("Non-contraceptive hormone therapy", "none", NOTHING, "match"),
)
def test_non_before_a_participle_denies(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
