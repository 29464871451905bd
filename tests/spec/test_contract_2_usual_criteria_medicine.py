"""Criteria of internal medicine as trials word them: liver, heart, endocrine, kidney, lung, infections, gut, joints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eligibility.reference.observations import observations
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_tables import hand_made_records
from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, absent, closed, cond, done, drug, has, labs, listed, obs, open_list, operated, proc, says, treated

INR = labs(obs("INR", 2.0))
DNA = labs(obs("HBV DNA", 100, "IU/mL", "2026-10-20"))
LDL = labs(obs("LDL cholesterol", 90, "mg/dL"))
A1C = labs(obs("HbA1c", 8, "%", "2026-10-20"))


VIRAL = "HBV DNA < 2000 IU/mL on antiviral therapy for at least 6 months"
DOSED = "HbA1c ≥ 7% on metformin ≥ 1500 mg/day for at least 3 months"
LIPIDS = "LDL cholesterol > 70 mg/dL despite statin therapy"


def _with(measured: Mapping[str, Any], name: str, start: str | None = None, **fields: Any) -> dict[str, Any]:
    return closed(dict(measured), treated(drug(name, start, **fields)))


@table(
    needs(VIRAL, "treated long", _with(DNA, "entecavir", "2025-01-01"), "match"),
    needs(VIRAL, "just begun", _with(DNA, "entecavir", "2026-10-01"), "fail"),
    needs(VIRAL, "untreated", closed(DNA), "fail"),
    needs(DOSED, "dose", _with(A1C, "metformin", "2026-01-01", dose=2000, unit="mg/day"), "match"),
    needs(DOSED, "low dose", _with(A1C, "metformin", "2026-01-01", dose=500, unit="mg/day"), "fail"),
    excludes("INR > 1.7 not on anticoagulation", "no warfarin", closed(INR), "fail"),
    excludes("INR > 1.7 not on anticoagulation", "warfarin", _with(INR, "warfarin"), "match"),
    excludes("INR > 1.7 while not receiving anticoagulants", "warfarin", _with(INR, "warfarin"), "match"),
    needs(LIPIDS, "statin", _with(LDL, "atorvastatin"), "match"),
    needs(LIPIDS, "no statin", closed(LDL), "fail"),
    needs("LDL cholesterol ≥ 70 mg/dL (1.8 mmol/L) on statin therapy", "no statin", closed(LDL), "fail"),
    needs("HIV infection on antiretroviral therapy", "on it", _with(listed("HIV infection"), "dolutegravir"), "match"),
    needs("HIV infection on antiretroviral therapy", "not on it", has("HIV infection"), "fail"),
    excludes("Progressive infection while on prednisone", "untreated since", has("infection"), "unknown"),
)
def test_a_treatment_beside_a_value_has_its_own_dose_and_length(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


COINFECTED = "Co-infection with HCV, HDV or HIV"


@table(
    excludes(COINFECTED, "HCV", has("hepatitis C"), "fail"),
    excludes(COINFECTED, "HIV RNA", says("HIV RNA", "positive"), "fail"),
    excludes(COINFECTED, "none", NOTHING, "match"),
    excludes("HDV co-infection", "HDV", has("hepatitis D"), "fail"),
    excludes("Patients infected with HIV", "HIV", has("HIV infection"), "fail"),
)
def test_an_infection_beside_that_of_the_trial_is_that_infection(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


BLOCK = "Second or third degree AV block"
TUBERCULOSIS = "Active or latent tuberculosis"


@table(
    excludes(BLOCK, "third", has("third degree AV block"), "fail"),
    excludes(BLOCK, "second", has("second degree AV block"), "fail"),
    excludes(BLOCK, "Mobitz II", has("Mobitz type II AV block"), "fail"),
    excludes(BLOCK, "complete", has("complete heart block"), "fail"),
    excludes(BLOCK, "first", has("first degree AV block"), "match"),
    excludes(BLOCK, "some", has("AV block"), "unknown"),
    excludes(TUBERCULOSIS, "active", has("pulmonary tuberculosis"), "fail"),
    excludes(TUBERCULOSIS, "latent", has("latent tuberculosis"), "fail"),
    excludes(TUBERCULOSIS, "none", NOTHING, "match"),
    excludes("Active or chronic pancreatitis", "acute", has("acute pancreatitis"), "fail"),
    excludes("Untreated or symptomatic brain metastases", "elsewhere", has("bone metastasis"), "match"),
    excludes("Active or prior autoimmune disease", "prior", has("autoimmune disease", status="resolved"), "fail"),
)
def test_each_quality_of_a_shared_noun_is_asked_for(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


BLEEDING = "Intracranial hemorrhage at any time or gastrointestinal bleeding within 6 months"


@table(
    excludes(BLEEDING, "long ago", has("intracranial hemorrhage", onset="2020-01-01"), "fail"),
    excludes(BLEEDING, "other long ago", has("gastrointestinal bleeding", onset="2020-01-01"), "match"),
    excludes(BLEEDING, "other lately", has("gastrointestinal bleeding", onset="2026-08-01"), "fail"),
)
def test_at_any_time_is_the_time_of_its_own_name(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


AFP = "AFP > 50 ng/mL unless hepatocellular carcinoma has been excluded"
HIGH = says("AFP", 200, "ng/mL")


@table(
    excludes(AFP, "carcinoma", closed(HIGH, listed("hepatocellular carcinoma")), "fail"),
    excludes(AFP, "denied", HIGH | {"conditions": absent("hepatocellular carcinoma")}, "match"),
    excludes(AFP, "not looked for", HIGH, "unknown"),
    excludes("Any malignancy except non-melanoma skin cancer is excluded", "lung cancer", has("lung cancer"), "fail"),
)
def test_whoever_has_what_must_be_excluded_is_not_excused(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


MEDULLARY = "Personal or family history of medullary thyroid carcinoma or MEN 2"


def _relative(name: str) -> dict[str, Any]:
    return closed({"family_history": [{"name": name, "relation": "mother"}]})


@table(
    excludes(MEDULLARY, "patient", has("medullary thyroid carcinoma", status="resolved"), "fail"),
    excludes(MEDULLARY, "mother", _relative("medullary thyroid carcinoma"), "fail"),
    excludes(MEDULLARY, "patient, second", has("MEN 2"), "fail"),
    excludes(MEDULLARY, "mother, second", _relative("MEN 2"), "fail"),
    excludes(MEDULLARY, "none", NOTHING | {"complete": [*NOTHING["complete"], "family_history"]}, "match"),
    excludes(MEDULLARY, "family not asked", NOTHING, "unknown"),
)
def test_a_personal_or_family_history_is_either(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


SMOKED = "Current or former smoker with a smoking history of ≥ 10 pack-years"
SMOKERS = "Current smokers with a history of lung cancer"
ASTHMA = "Patients with asthma with a history of eczema"


def _smokes(now: bool, pack_years: float) -> dict[str, Any]:
    return closed(labs(obs("smoking", now), obs("former smoker", not now), obs("pack-years", pack_years)))


@table(
    needs(SMOKED, "little", _smokes(True, 5), "fail"),
    needs(SMOKED, "much", _smokes(True, 15), "match"),
    needs(SMOKED, "once much", _smokes(False, 15), "match"),
    needs(SMOKED, "once little", _smokes(False, 5), "fail"),
    excludes(SMOKERS, "smokes no more", closed(says("smoking", False), listed("lung cancer")), "match"),
    excludes(SMOKERS, "smokes", closed(says("smoking", True), listed("lung cancer", status="resolved")), "fail"),
    excludes(SMOKERS, "no cancer", closed(says("smoking", True)), "match"),
    needs(ASTHMA, "both", closed(open_list(cond("asthma"), cond("eczema", status="resolved"))), "match"),
    needs(ASTHMA, "outgrown", closed(open_list(cond("asthma", status="resolved"), cond("eczema"))), "fail"),
)
def test_what_comes_with_a_shared_noun_is_said_of_all_that_share_it(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


RANGE = "HbA1c 7.0% to 10.5% (53-91 mmol/mol), inclusive"
GOUT = "Serum uric acid ≥ 6.8 mg/dL and at least 2 flares in the last 12 months"


@table(
    needs(RANGE, "upper end", says("HbA1c", 10.5, "%"), "match"),
    needs(RANGE, "upper end in the other unit", says("HbA1c", 91, "mmol/mol"), "match"),
    needs(RANGE, "above", says("HbA1c", 92, "mmol/mol"), "fail"),
    needs(GOUT, "low", says("uric acid", 5, "mg/dL"), "fail"),
    needs(GOUT, "measured long ago", says("uric acid", 8, "mg/dL", "2024-01-01"), "unknown"),
)
def test_numbers_behind_a_limit_are_its_other_unit_or_a_count(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


PUGH = "Child-Pugh class A or B (score ≤ 7)"
ALCOHOL = "Alcohol abuse (> 40 g/day in men, > 20 g/day in women) in the last 6 months"


def _drinks(sex: str, grams: float) -> dict[str, Any]:
    return says("alcohol intake", grams, "g/d") | {"sex": sex}


@table(
    needs(PUGH, "7", says("Child-Pugh score", 7), "match"),
    needs(PUGH, "8", says("Child-Pugh score", 8), "fail"),
    needs(PUGH, "B alone", says("Child-Pugh class", "B"), "unknown"),
    needs(PUGH, "C alone", says("Child-Pugh class", "C"), "fail"),
    needs("Child-Pugh class A (5-6 points)", "A alone", says("Child-Pugh class", "A"), "match"),
    needs("Child-Pugh class A (5-6 points)", "7", says("Child-Pugh score", 7), "fail"),
    excludes("Hyperkalemia (> 5.5 mmol/L)", "high", says("potassium", 5.8, "mmol/L"), "fail"),
    excludes("Hyperkalemia (> 5.5 mmol/L)", "not so high", says("potassium", 5.2, "mmol/L"), "match"),
    excludes("Anemia (grade 3 or higher)", "haemoglobin", says("haemoglobin", 9, "g/dL"), "unknown"),
    excludes("Uncontrolled hypertension (> 180/110 mmHg)", "systolic", says("systolic blood pressure", 190, "mmHg"), "fail"),
    excludes(ALCOHOL, "man", _drinks("male", 50), "fail"),
    excludes(ALCOHOL, "man within his limit", _drinks("male", 30), "match"),
    excludes(ALCOHOL, "woman", _drinks("female", 30), "fail"),
)
def test_a_limit_in_brackets_is_of_what_its_abnormality_or_class_measures(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


def test_every_abnormality_and_its_measure_are_known() -> None:
    rows = hand_made_records("measured_by.csv")
    assert all(vocabulary().concept(row["condition"]) and row["observation"] in observations() and row["source"] for row in rows)
    assert len({row["condition"] for row in rows}) == len(rows)


PACED = "Sick sinus syndrome or high-degree AV block unless a pacemaker is in place"
SINUS = listed("sick sinus syndrome")
PACEMAKER = operated(proc("pacemaker", "2020-01-01"))


@table(
    excludes(PACED, "sinus", closed(SINUS), "fail"),
    excludes(PACED, "sinus, paced", closed(SINUS, PACEMAKER), "unknown"),
    excludes(PACED, "block, paced", closed(listed("third degree AV block"), PACEMAKER), "match"),
    excludes(PACED, "block", has("third degree AV block"), "fail"),
    excludes("Sick sinus syndrome or AV block without a pacemaker", "sinus, paced", closed(SINUS, PACEMAKER), "unknown"),
    excludes("Asthma or COPD on antibiotics", "asthma alone", has("asthma"), "unknown"),
    excludes("Asthma or COPD on antibiotics", "COPD alone", has("COPD"), "match"),
    excludes("Severe asthma or COPD on antibiotics", "severe asthma", has("asthma", severity="severe"), "fail"),
    excludes("ALT > 3 × ULN or diabetes unless treated with insulin", "high", says("ALT", 200, "U/L", high=40), "fail"),
    excludes("TIPS placement within 3 months", "long ago", done("TIPS", "2020-01-01"), "match"),
    excludes("TIPS placement within 3 months", "lately", done("TIPS", "2026-10-01"), "fail"),
    excludes("Previous TIPS", "long ago", done("TIPS", "2020-01-01"), "fail"),
    excludes("Asthma exacerbation within 6 weeks", "lately", has("asthma exacerbation", onset="2026-10-20"), "fail"),
    excludes("Asthma exacerbation within 6 weeks", "long ago", has("acute exacerbation of asthma", onset="2025-10-20"), "match"),
)
def test_what_excuses_or_treats_the_last_of_a_list_may_be_said_of_all_of_it(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


QT = "QTcF > 480 msec on screening ECG"
CIRRHOSIS = "Liver cirrhosis confirmed by biopsy, imaging or clinical findings"
RA = "Rheumatoid arthritis fulfilling 2010 ACR/EULAR criteria for at least 6 months"


@table(
    excludes(QT, "long", says("QTcF", 490, "ms"), "fail"),
    excludes("QTcF > 480 msec on ECG within 28 days", "long ago", says("QTcF", 490, "ms", "2026-08-01"), "unknown"),
    needs("LVEF ≤ 40% on echocardiogram", "low", says("LVEF", 35, "%"), "match"),
    needs(CIRRHOSIS, "there", has("cirrhosis"), "match"),
    needs(CIRRHOSIS, "not there", NOTHING, "fail"),
    needs(RA, "long", has("rheumatoid arthritis", onset="2025-01-01"), "match"),
    needs(RA, "new", has("rheumatoid arthritis", onset="2026-09-01"), "fail"),
    needs(RA, "none", NOTHING, "fail"),
)
def test_every_way_in_which_something_was_found_need_not_be_proved(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
