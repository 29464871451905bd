"""Contract §§1–2: sentences that only define, except or require; words said of the patient, of lesions in general, of any drug."""

from __future__ import annotations

from typing import Any

from eligibility import Trial, screen
from spec.contract import check, excludes, needs, table
from spec.records import MAN, ON, has, says, takes

FERTILE = MAN | {"sex": "female", "observations": [{"name": "childbearing potential", "value": True, "date": "2026-10-30"}]}
AFTER = MAN | {
    "sex": "female",
    "observations": [
        {"name": "postmenopausal", "value": True, "date": "2026-10-30"},
        {"name": "childbearing potential", "value": False, "date": "2026-10-30"},
    ],
}
WHO = "Women of childbearing potential must use contraception. Childbearing potential is defined as not being postmenopausal"
NYHA_II = has("heart failure") | {"observations": [{"name": "NYHA class", "value": "II", "date": "2026-10-30"}]}
NYHA_III = has("heart failure") | {"observations": [{"name": "NYHA class", "value": "III", "date": "2026-10-30"}]}


@table(
    needs("Childbearing potential is defined as not postmenopausal", "postmenopausal", AFTER, "match"),
    needs("Postmenopausal is defined as amenorrhea for 12 months", "not so", FERTILE, "match"),
    excludes("Women of childbearing potential are defined as those not postmenopausal", "fertile", FERTILE, "match"),
    needs(WHO, "not asked", AFTER, "match"),
    needs(WHO, "perhaps uses none", FERTILE, "unknown"),
    needs("Women of childbearing potential, defined as premenopausal, must use contraception", "a man", MAN, "match"),
    excludes("Heart failure. Heart failure is defined as NYHA III or IV", "class II", NYHA_II, "match"),
    excludes("Asthma or heart failure. Heart failure is defined as NYHA III or IV", "class II", NYHA_II, "match"),
    excludes("Asthma or heart failure. Heart failure is defined as NYHA III or IV", "class III", NYHA_III, "fail"),
    excludes("Pregnant women. Pregnancy is defined as the state after conception", "a man", MAN, "match"),
    excludes("Women with asthma or anaemia, defined as haemoglobin < 9 g/dL", "asthma", has("asthma") | {"sex": "female"}, "fail"),
    excludes("Women with asthma or anaemia, defined as haemoglobin < 9 g/dL", "a man", MAN | has("asthma"), "match"),
)
def test_a_definition_is_no_demand(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def test_a_definition_of_what_another_criterion_asks_for_asks_for_nothing() -> None:
    texts = [
        "Adequate renal function",
        "Adequate renal function is defined as creatinine < 1 mg/dL",
        "ER-low is defined as creatinine < 1 mg/dL",
    ]
    report = screen(MAN | says("creatinine", 3, "mg/dL"), Trial.from_criteria(inclusion=texts), on=ON)
    assert [str(c.outcome) for c in report.criteria] == ["unknown", "match", "fail"]


SEIZURES = "Brain metastases, as indicated by seizures or cerebral edema"


@table(
    excludes(SEIZURES, "seizures of another cause", has("seizure"), "match"),
    excludes(SEIZURES, "both", has("seizure", "brain metastasis"), "fail"),
    needs("No cirrhosis as evidenced by ascites", "ascites of another cause", has("ascites"), "match"),
    needs("No cirrhosis as evidenced by ascites", "both", has("ascites", "cirrhosis"), "fail"),
)
def test_what_shows_a_disease_is_not_that_disease_by_itself(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def test_of_several_populations_one_is_enough() -> None:
    populations = ["Breast cancer patients", "Age ≥ 18 years", "Lung cancer patients"]
    outcomes = [str(c.outcome) for c in screen(MAN | has("lung cancer"), Trial.from_criteria(inclusion=populations), on=ON).criteria]
    assert outcomes == ["unknown", "match", "match"]
    alone = screen(has("lung cancer"), Trial.from_criteria(inclusion=populations[:2]), on=ON)
    assert str(alone.criteria[0].outcome) == "fail"


ONLY = "Any cancer. The only exceptions to the above are basal cell carcinoma and carcinoma in situ of the cervix"


@table(
    excludes(ONLY, "the first", has("basal cell carcinoma"), "match"),
    excludes(ONLY, "the second", has("carcinoma in situ of the cervix"), "match"),
    excludes(ONLY, "another", has("lung cancer"), "fail"),
    excludes("Any cancer; the only exception to this rule is basal cell carcinoma", "it", has("basal cell carcinoma"), "match"),
    excludes("Any cancer. Exceptions to the above include basal cell carcinoma", "it", has("basal cell carcinoma"), "match"),
    excludes("Any cancer. The following are exceptions: basal cell carcinoma", "it", has("basal cell carcinoma"), "match"),
    excludes("Any cancer. The following are exceptions: basal cell carcinoma", "another", has("lung cancer"), "fail"),
    needs("No cancer. The only exception is basal cell carcinoma", "it", has("basal cell carcinoma"), "match"),
)
def test_exceptions_from_the_above(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def attested(name: str, value: bool | str) -> dict[str, Any]:
    return MAN | {"sex": "female", "observations": [{"name": name, "value": value, "date": "2026-10-30"}]}


@table(
    excludes("Informed consent is required", "given", attested("informed consent", True), "match"),
    excludes("Informed consent is required", "refused", attested("informed consent", False), "fail"),
    excludes("A negative pregnancy test is required", "negative", attested("pregnancy test", "negative"), "match"),
    excludes("A negative pregnancy test is required", "positive", attested("pregnancy test", "positive"), "fail"),
    excludes("Insulin is required", "taken", takes("insulin"), "unknown"),
    excludes("Patients in whom insulin is required", "taken", takes("insulin"), "fail"),
    excludes("Informed consent", "given", attested("informed consent", True), "unknown"),
    excludes("Inclusion of women and minorities", "a woman", MAN | {"sex": "female"}, "match"),
    needs("Inclusion of women and minorities", "a man", MAN, "match"),
)
def test_what_is_required_among_the_exclusions(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


PLANNED = MAN | {"procedures": [{"name": "colonoscopy", "date": "2026-11-20", "status": "planned"}]}
POSITIVE = attested("pregnancy test", "positive")
EXPECTING = {"observations": [*POSITIVE["observations"], *attested("pregnancy", True)["observations"]]}
LESION = attested("measurable disease", True)


@table(
    needs("Asymptomatic and scheduled for colonoscopy", "planned", PLANNED, "unknown"),
    needs("Asymptomatic and scheduled for colonoscopy", "none", MAN, "fail"),
    needs("Measurable disease by RECIST (the lesion cannot be a lymph node)", "where is open", LESION, "unknown"),
    needs("Measurable disease by RECIST (the lesion cannot be a lymph node)", "none", attested("measurable disease", False), "fail"),
    needs("Measurable disease. Bone metastases are not considered measurable", "no metastases", LESION, "unknown"),
    needs("Measurable disease (bone metastases are not measurable)", "no metastases", LESION, "unknown"),
    excludes("Pregnant (positive pregnancy test)", "no test", attested("pregnancy", True), "fail"),
    excludes("Pregnant (positive pregnancy test)", "the test", POSITIVE, "fail"),
    needs("Not pregnant (negative pregnancy test)", "pregnant", POSITIVE | EXPECTING, "fail"),
    needs("Not pregnant (negative pregnancy test)", "negative", attested("pregnancy test", "negative"), "match"),
    needs("No gout (negative HIV test)", "positive", has("gout") | {"observations": [{"name": "HIV test", "value": "positive"}]}, "fail"),
    needs("AST ≤ 3 times the upper limit", "within", MAN | says("AST", 100, "U/L", low=10, high=40), "match"),
    needs("AST ≤ 3 times the upper limit", "above", MAN | says("AST", 140, "U/L", low=10, high=40), "fail"),
    needs("CRP < upper limit of detection", "what that is is open", MAN | says("CRP", 3, "mg/L", low=0, high=5), "unknown"),
    excludes("Concomitant medication", "any", takes("aspirin"), "fail"),
    excludes("Concomitant medication", "none", MAN, "match"),
    excludes("Concomitant medication that may harm the kidney", "a drug", takes("aspirin"), "unknown"),
    excludes("Use of other concomitant medication", "a drug", takes("aspirin"), "unknown"),
)
def test_of_what_the_words_are_said(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
