"""Contract §2: the usual wording of neurology, psychiatry, obstetrics, paediatrics, ophthalmology, vaccines and healthy volunteers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import MAN, NOTHING, WOMAN, attested, closed, cond, has, labs, obs, says, takes, took


def _person(sex: str, age: float, **facts: bool) -> dict[str, Any]:
    return attested(**facts) | {"sex": sex, "age": age}


_HEALTHY = "Healthy male and female subjects aged 18 to 55 years"
_EITHER = "Healthy male or non-pregnant female volunteers aged 18 to 55 years"


@table(
    needs(_HEALTHY, "a man", _person("male", 30, healthy_volunteer=True), "match"),
    needs(_HEALTHY, "too old", _person("male", 70, healthy_volunteer=True), "fail"),
    needs("Healthy male or female volunteers aged 18 to 55 years", "too old", _person("male", 70, healthy_volunteer=True), "fail"),
    needs("Healthy male volunteers aged 18 to 55 years", "a woman", _person("female", 30, healthy_volunteer=True), "fail"),
    needs(_EITHER, "a man", _person("male", 30, healthy_volunteer=True), "match"),
    needs(_EITHER, "a man too old", _person("male", 70, healthy_volunteer=True), "fail"),
    needs(_EITHER, "a pregnant woman", _person("female", 30, healthy_volunteer=True, pregnancy=True), "fail"),
    needs("Men or non-pregnant women aged 18 years or older", "a boy", closed(sex="male", age=12), "fail"),
    needs("Men aged ≥ 40 or women aged ≥ 50 years", "a man of 45", closed(sex="male", age=45), "match"),
)
def test_what_is_said_of_people_of_either_sex_is_said_of_both(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Non-smoker or ex-smoker", "former", attested(former_smoking=True), "match"),
    needs("Non-smoker or ex-smoker", "smokes", attested(smoking=True, former_smoking=False), "fail"),
    excludes("Poor venous access", "adequate", attested(adequate_venous_access=True), "match"),
    excludes("Poor venous access", "not", attested(adequate_venous_access=False), "fail"),
    excludes("Insufficient command of the English language", "none", attested(english_language=False), "fail"),
    excludes("Limited English proficiency", "speaks it", attested(english_language=True), "match"),
)
def test_a_denial_within_a_name_is_of_that_name(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


_TERM = "Gestational age between 37 0/7 and 41 6/7 weeks"


@table(
    needs(_TERM, "39 weeks", says("gestational age", 39, "wk", day="2026-11-01"), "match"),
    needs(_TERM, "36 weeks", says("gestational age", 36, "wk", day="2026-11-01"), "fail"),
    needs("Pain intensity of 3/10 or more", "5", says("pain score", 5), "match"),
    needs("NRS of 4/10 or higher", "3", says("pain score", 3), "fail"),
    needs("Blood pressure of 140/90 mmHg or above", "low", labs(obs("SBP", 120, "mmHg"), obs("DBP", 70, "mmHg")), "fail"),
    needs("Visual acuity of 20/40 or better", "decimal", says("visual acuity", 0.8), "unknown"),
    excludes("Astigmatism > 1.5 D", "for years", has("astigmatism", onset="2010-01-01"), "unknown"),
    needs("Astigmatism of 1.5 D or less", "for years", has("astigmatism", onset="2010-01-01"), "unknown"),
)
def test_numbers_are_read_as_their_field_writes_them(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Fever (temperature ≥ 38°C) within 72 hours", "hot", closed(says("temperature", 38.6, "Cel")), "fail"),
    excludes("Fever > 38 °C", "hot", closed(says("temperature", 38.6, "Cel")), "fail"),
    excludes("Fever (≥ 38 °C)", "a low fever", closed(says("temperature", 37.6, "Cel"), conditions=[cond("fever")]), "match"),
)
def test_a_fever_with_a_limit_is_its_temperature(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


_OPIOID = takes("morphine") | says("urine drug screen", "negative")


@table(
    excludes("Positive drug screen for cocaine, opioids or amphetamines", "negative", _OPIOID, "match"),
    excludes("Positive drug screen (cocaine, opioids)", "negative", _OPIOID, "match"),
    excludes("Tested positive for opioids", "takes morphine", _OPIOID, "unknown"),
    excludes("Positive test for drugs of abuse", "positive", closed(says("urine drug screen", "positive")), "fail"),
    excludes("Positive urine drug screen except for cannabis", "positive", closed(says("urine drug screen", "positive")), "unknown"),
    needs("Urine drug screen negative for cocaine and opioids", "negative", closed(says("urine drug screen", "negative")), "unknown"),
)
def test_what_a_drug_screen_looks_for_is_no_medication(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Low back pain for the past 3 months", "over", has("low back pain", onset="2026-01-01", end="2026-09-15"), "fail"),
    needs("Low back pain for the past 3 months", "goes on", has("low back pain", onset="2026-01-01"), "match"),
    needs("No methotrexate for the past 3 months", "stopped", took("methotrexate", "2026-01-01", "2026-09-15"), "fail"),
    excludes("Use of methotrexate for the past 3 months", "stopped", took("methotrexate", "2026-01-01", "2026-09-15"), "fail"),
    excludes(
        "Use of aspirin, vitamins or herbal supplements within 7 days", "stopped", took("aspirin", "2026-10-01", "2026-10-29"), "fail"
    ),
)
def test_times_behind_a_list_or_of_all_of_a_period(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Infants aged 6 to 35 months", "of 12 months", closed(birth_date="2025-11-01"), "match"),
    needs("Adults and adolescents ≥ 12 years of age", "of 14 years", closed(age=14), "match"),
    needs("Adolescents aged 12-17 years", "of 20 years", closed(age=20), "fail"),
    needs("Mothers of infants aged 6 to 11 months", "a woman", WOMAN, "unknown"),
    needs("Glaucoma in at least one eye", "glaucoma", has("glaucoma"), "match"),
    needs("Glaucoma in at least one eye", "none", NOTHING, "fail"),
    needs("Glaucoma in at least one eye", "a man without", MAN, "fail"),
)
def test_groups_and_sides_that_numbers_already_say(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


_PARENTS = "Parent or legal guardian able to provide informed consent"


@table(
    needs("Normal 12-lead ECG", "none recorded", NOTHING, "unknown"),
    excludes("Clinically significant ECG abnormalities", "an ECG", NOTHING, "unknown"),
    excludes("Abnormal ECG", "none recorded", NOTHING, "unknown"),
    needs(_PARENTS, "given", attested(parental_consent=True), "match"),
    needs("Written informed consent signed by parents or legal guardians", "refused", attested(parental_consent=False), "fail"),
    needs("Patients or their legal representatives must sign an informed consent", "parents", attested(parental_consent=False), "unknown"),
    needs("Living independently in the community", "so", attested(community_dwelling=True), "match"),
)
def test_who_consents_and_what_an_examination_found(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


_EDSS = "Expanded Disability Status Scale (EDSS) score of 0 to 5.5"


@table(
    needs(_EDSS, "5", says("EDSS", 5), "match"),
    needs(_EDSS, "6", says("EDSS", 6), "fail"),
    needs("Clinical Dementia Rating (CDR) score of 0.5 or 1", "0.5", says("CDR", 0.5), "match"),
    needs("Pre-stroke modified Rankin Scale score of 0 or 1", "now 4", says("mRS", 4), "unknown"),
    needs("Pre-stroke modified Rankin Scale score of 0 or 1", "then 0", says("premorbid mRS", 0), "match"),
    excludes("Consumption of more than 14 units of alcohol per week", "20", says("alcohol consumption", 20, "{units}/wk"), "fail"),
    needs("Singleton pregnancy at 24 to 34 weeks of gestation", "40", says("gestational age", 40, "wk", day="2026-11-01"), "fail"),
)
def test_scores_and_amounts_by_their_usual_names(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


_BLOOD_PRESSURE = "Blood pressure 90/60 to 140/90 mmHg"


@table(
    excludes("Breastfeeding or less than 6 weeks postpartum", "postpartum", attested(breastfeeding=False), "unknown"),
    excludes("Smoker or more than 14 drinks per week", "drinks", closed(says("alcohol intake", 20, "{drinks}/wk")), "fail"),
    needs(_BLOOD_PRESSURE, "120/80", labs(obs("SBP", 120, "mmHg"), obs("DBP", 80, "mmHg")), "unknown"),
)
def test_limits_that_stand_behind_no_number(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


_STROKE = "Acute ischemic stroke with symptom onset within 24 hours"


@table(
    needs(_STROKE, "today", has("ischemic stroke", onset="2026-11-01"), "match"),
    needs(_STROKE, "a week ago", has("ischemic stroke", onset="2026-10-24"), "fail"),
    needs("Low back pain with onset in the last 6 weeks", "for years", has("low back pain", onset="2020-01-01"), "fail"),
)
def test_an_onset_said_with_with_is_that_of_the_disease(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
