"""Contract §2: heads of lists, shared words, scales and plans, as trials write them and readers found them misread."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, attested, closed, done, drug, has, labs, obs, takes, treated

Record = dict[str, Any]
BY_TAMOXIFEN = closed(treated(drug("tamoxifen", "2026-01-01", indication="breast cancer")))


def person(*conditions: str, sex: str = "female", age: int = 40, **facts: bool) -> Record:
    """Somebody of this age with just these conditions, of whom these statements are attested."""
    return {"age": age, "sex": sex, **has(*conditions), **attested(**facts)}


def bmi(value: float, race: str) -> Record:
    """A body mass index and the race as recorded."""
    return labs(obs("BMI", value, "kg/m2"), obs("race", race))


@table(
    needs("BMI ≥ 27 kg/m2 (≥ 25 kg/m2 for Asians)", "White, 28", bmi(28, "White"), "match"),
    needs("BMI ≥ 27 kg/m2 (≥ 25 kg/m2 for Asians)", "White, 26", bmi(26, "White"), "fail"),
    needs("BMI ≥ 27 kg/m2 (≥ 25 kg/m2 for Asians)", "Asian, 26", bmi(26, "Asian"), "match"),
    needs("BMI ≥ 27 kg/m2 (Asians: ≥ 25 kg/m2)", "Asian, 26", bmi(26, "Asian"), "match"),
    needs("BMI ≥ 27 kg/m2 or ≥ 25 kg/m2 for Asian populations", "Asian, 26", bmi(26, "Asian"), "match"),
    needs("BMI 18-35 (18-30 for Asian subjects)", "White, 33", bmi(33, "White"), "match"),
    needs("BMI 18-35 (18-30 for Asian subjects)", "Asian, 33", bmi(33, "Asian"), "fail"),
    excludes("BMI > 35 kg/m2 (> 32.5 for Asian patients)", "Asian, 33", bmi(33, "Asian"), "fail"),
    excludes("BMI > 35 kg/m2 (> 32.5 for Asian patients)", "White, 33", bmi(33, "White"), "match"),
)
def test_a_limit_for_people_of_one_origin_is_theirs_alone(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


WARFARIN = takes("warfarin", start="2026-01-01")
NAIVE_TO_STROKE = "Patients with no history of stroke: warfarin use"
THREE_RISKS = "At least 3 risk factors for stroke: hypertension, diabetes, smoking, obesity"
HORMONES_EXCEPTED = "Prior treatment for breast cancer except hormonal therapy"
PLANS = "Planned pregnancy, surgery or radiotherapy within 6 months"
SMOKER = labs(obs("smoking", True), obs("cigarettes per day", 20, "{cigarettes}/d"))


@table(
    needs("Patients who are not pregnant: BMI < 30 kg/m2", "not, and slim", attested(pregnancy=False) | bmi(25, "White"), "unknown"),
    needs("Smokers: at least 10 cigarettes per day", "no smoker", attested(smoking=False), "unknown"),
    needs("Smokers: at least 10 cigarettes per day", "smokes 20", SMOKER, "match"),
    excludes(NAIVE_TO_STROKE, "had none", WARFARIN, "fail"),
    excludes(NAIVE_TO_STROKE, "had one", WARFARIN | has("stroke"), "match"),
    needs(THREE_RISKS, "three", person("hypertension", "diabetes", "obesity", smoking=False), "match"),
    needs(THREE_RISKS, "two", person("hypertension", "diabetes", smoking=False), "fail"),
    needs("At least one complication of diabetes: retinopathy, nephropathy, neuropathy", "one", has("diabetic retinopathy"), "match"),
)
def test_a_head_says_of_whom_or_how_many(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Overweight or obese women aged 18-65", "a man", person("overweight", sex="male"), "fail"),
    needs("Overweight or obese women aged 18-65", "too old", person("overweight", age=70), "fail"),
    needs("Overweight or obese women aged 18-65", "she is", person("overweight"), "match"),
    needs("Overweight or obese women with PCOS", "a man", person("overweight", "PCOS", sex="male"), "fail"),
    needs("Overweight or obese women with PCOS", "without", person("overweight"), "fail"),
    needs("Obese or zorbly women", "a man", person("obesity", sex="male"), "unknown"),
    needs("Non-smoking adults", "a child", person(age=12, smoking=False), "fail"),
    needs("Healthy adults and adults with type 2 diabetes", "one of them", person("type 2 diabetes", healthy_volunteer=False), "match"),
    needs("Healthy volunteers and patients with asthma", "the other", person(healthy_volunteer=True), "match"),
    needs("Hospitalized adults and children", "a child", person(age=9, hospitalised=True), "match"),
)
def test_people_behind_a_list_are_those_of_all_of_it(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Pain ≥ 4 on a 0-10 scale", "five", labs(obs("pain score", 5)), "match"),
    needs("Pain ≥ 4 on a 0-10 scale", "five, no diagnosis", labs(obs("pain score", 5)) | has(), "match"),
    needs("Average pain ≥ 4/10", "three", labs(obs("pain score", 3)), "fail"),
    needs("Pain intensity of at least 4 out of 10", "five", labs(obs("pain score", 5)), "match"),
    needs("Pain score ≥ 4 (0 = no pain, 10 = worst possible pain)", "five", labs(obs("pain score", 5)), "match"),
)
def test_a_scale_and_its_ends_ask_for_the_score_alone(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(PLANS, "irradiated lately", done("radiotherapy", "2026-09-01"), "unknown"),
    excludes("Scheduled surgery or radiotherapy", "irradiated lately", done("radiotherapy", "2026-09-01"), "match"),
    needs("Completed chemotherapy at least 6 months ago", "and again lately", done("chemotherapy", "2026-09-01"), "fail"),
    needs("Completed chemotherapy at least 6 months ago", "never", NOTHING, "fail"),
    needs("Completed radiotherapy at least 2 weeks prior to enrollment", "never", NOTHING, "unknown"),
    needs("Completed radiotherapy at least 2 weeks prior to enrollment", "lately", done("radiotherapy", "2026-10-30"), "fail"),
    needs("Completed any prior radiotherapy at least 2 weeks prior to enrollment", "never", NOTHING, "match"),
)
def test_plans_and_what_is_over(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(HORMONES_EXCEPTED, "tamoxifen", BY_TAMOXIFEN, "match"),
    excludes(HORMONES_EXCEPTED, "paclitaxel", treated(drug("paclitaxel", "2026-01-01", indication="breast cancer")), "fail"),
    excludes("Refusal", "has consented", attested(informed_consent=True), "match"),
    excludes("Lack of decision-making capacity", "has it", attested(capacity_to_consent=True), "match"),
    excludes("Thrombosis in the patient or family", "hers", has("deep vein thrombosis"), "fail"),
    excludes("Patients under anticoagulant treatment", "on warfarin", takes("warfarin", start="2026-01-01"), "fail"),
)
def test_exceptions_refusals_and_relatives(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Systolic blood pressure < 150 mmHg, <= 12 weeks prior to enrollment", "low", labs(obs("SBP", 140, "mm[Hg]")), "fail"),
    excludes("Systolic blood pressure < 150 mmHg, <= 12 weeks prior to enrollment", "high", labs(obs("SBP", 160, "mm[Hg]")), "unknown"),
)
def test_a_limit_and_a_time_beside_it_are_no_range(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
