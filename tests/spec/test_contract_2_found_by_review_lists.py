"""Contract §2: classes of errors in lists that two reviews of registry criteria found, in own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, answers, check, each, excludes, needs, table
from spec.records import (
    NOTHING,
    absent,
    allergic,
    attested,
    closed,
    cond,
    done,
    drug,
    has,
    labs,
    listed,
    obs,
    operated,
    proc,
    says,
    takes,
    took,
    treated,
    underwent,
)


def _allergy(name: str) -> dict[str, Any]:
    return closed(allergic({"name": name}))


ANTIBIOTICS = "Penicillin or cephalosporin allergy"
PAINKILLERS = "Aspirin or ibuprofen allergy"
CONTACT = "Latex or adhesive allergy"
FOOD = "Cow's milk or soy allergy"
DISORDERS = "Opioid or stimulant use disorder"
INTOLERANCE = "Statin or fibrate intolerance"


@table(
    *answers(
        ANTIBIOTICS,
        (_allergy("penicillin"), "fail"),
        (_allergy("cephalosporins"), "fail"),
        (_allergy("latex"), "match"),
        (NOTHING, "match"),
    ),
    excludes(ANTIBIOTICS, "taken", {"allergies": absent("penicillin"), **treated(drug("amoxicillin"))}, "unknown"),
    excludes(PAINKILLERS, "taken, allergic to neither", {"allergies": absent("aspirin", "ibuprofen"), **treated(drug("aspirin"))}, "match"),
    excludes(PAINKILLERS, "allergic to the first", _allergy("aspirin"), "fail"),
    excludes(CONTACT, "allergic to the first", _allergy("latex"), "fail"),
    excludes(CONTACT, "nothing recorded", NOTHING, "match"),
    excludes(FOOD, "allergic to the first", _allergy("cow's milk"), "fail"),
    excludes(FOOD, "nothing recorded", NOTHING, "match"),
)
def test_an_allergy_behind_a_list_is_to_each(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers(DISORDERS, (has("opioid use disorder"), "fail"), (NOTHING, "match"), (takes("morphine", start="2026-10-20"), "match")),
    excludes("Alcohol, opioid or stimulant use disorder", "morphine for pain", takes("morphine", start="2026-10-20"), "match"),
    excludes("Alcohol, opioid or stimulant use disorder", "the first", has("alcohol use disorder"), "fail"),
    excludes(INTOLERANCE, "a statin taken", takes("atorvastatin"), "match"),
    excludes(INTOLERANCE, "allergies not asked", {**treated(drug("atorvastatin")), "complete": ["conditions"]}, "unknown"),
    excludes(INTOLERANCE, "nothing recorded", NOTHING, "match"),
)
def test_a_disorder_or_intolerance_behind_a_list_is_of_each(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


VACCINES = "Influenza or COVID-19 vaccination within 2 weeks"
CHILDHOOD = "Measles, mumps or rubella vaccination within 4 weeks"


@table(
    excludes(VACCINES, "the second vaccine", done("COVID-19 vaccination", "2026-10-25"), "fail"),
    excludes(CHILDHOOD, "one denied", {**listed("measles", onset="2026-10-20"), "procedures": absent("measles vaccination")}, "unknown"),
)
def test_a_vaccination_behind_a_list_is_against_each(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Allergic to penicillin, pregnant or breastfeeding", "a man", has("asthma") | {"sex": "male"}, "match"),
    excludes("Allergic to penicillin, pregnant or breastfeeding", "pregnant", attested(pregnancy=True), "fail"),
    excludes("Allergic to penicillin, pregnant or breastfeeding", "allergic", _allergy("penicillin"), "fail"),
    excludes("Allergic to latex, diabetic or taking anticoagulants", "diabetic", has("type 2 diabetes"), "fail"),
    excludes("Allergic to latex, diabetic or taking anticoagulants", "taking one", takes("warfarin"), "fail"),
    excludes("Allergic to latex, diabetic or taking anticoagulants", "nothing recorded", NOTHING, "match"),
    excludes("Allergy to study medication, epilepsy or pregnancy", "epilepsy", has("epilepsy"), "fail"),
    excludes("Allergy to study medication, epilepsy or pregnancy", "pregnant", attested(pregnancy=True), "fail"),
)
def test_an_allergy_before_a_list_is_to_the_first_alone(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Lung fibrosis or cancer", "fail", "pulmonary fibrosis", "lung cancer"),
    *each("Lung fibrosis or cancer", "unknown", "prostate cancer"),
    *each("Thyroid nodules or cancer", "fail", "thyroid nodule", "thyroid cancer"),
    *each("Thyroid nodules or cancer", "unknown", "breast cancer"),
    *each("Bladder cancer or infection", "fail", "bladder cancer"),
    *each("Bladder cancer or infection", "unknown", "pneumonia"),
    *each("Lung disease or infection", "fail", "pneumonia"),
    *each("Lung disease or infection", "unknown", "urinary tract infection"),
    *each("Brain injury or tumour", "fail", "traumatic brain injury", "brain tumor"),
    *each("Brain injury or tumour", "unknown", "uterine fibroids"),
    *each("Uterine fibroids or polyps", "fail", "uterine fibroids"),
    *each("Uterine fibroids or polyps", "unknown", "nasal polyps"),
    *each("Anal fissure or fistula", "fail", "anal fissure", "anal fistula"),
    *each("Anal fissure or fistula", "unknown", "arteriovenous fistula"),
    *each("Foot deformities or ulcers", "fail", "hallux valgus", "foot ulcer"),
    *each("Foot deformities or ulcers", "unknown", "gastric ulcer", "corneal ulcer"),
    *each("Hand injuries or deformities", "unknown", "ventricular septal defect"),
    *each("Hand injuries or deformities", "fail", "hand injury"),
    *each("Muscle weakness or atrophy", "unknown", "optic atrophy"),
    *each("Muscle weakness or atrophy", "fail", "muscle weakness"),
    *each("Joint swelling or deformity", "unknown", "ventricular septal defect"),
    *each("Joint swelling or deformity", "fail", "hallux valgus"),
    *each("Joint replacement or infection", "unknown", "otitis media"),
    *each("Skin lesions or infections", "unknown", "pneumonia"),
    *each("Nasal or paranasal malformations", "unknown", "nasal polyps", "allergic rhinitis"),
    *each("Spinal stenosis or deformity", "fail", "scoliosis", "spinal stenosis"),
)
def test_a_place_before_a_list_may_be_that_of_each(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


PLACED = (
    "Lung fibrosis or cancer",
    "Thyroid nodules or cancer",
    "Thyroid disease or surgery",
    "Knee injury or surgery",
    "Brain surgery or radiation",
    "Anal fissure or fistula",
    "Foot deformities or ulcers",
    "Joint replacement or infection",
    "Heart attack or surgery in the previous 6 months",
    "Shoulder dislocation or fracture",
)
HEART = "Heart attack or surgery in the previous 6 months"


@table(
    *(excludes(text, "nothing recorded", NOTHING, "match") for text in PLACED),
    excludes("Thyroid disease or surgery", "other surgery", done("cataract surgery", "2020-01-01"), "unknown"),
    excludes("Thyroid disease or surgery", "such surgery", done("thyroidectomy", "2020-01-01"), "fail"),
    excludes("Knee injury or surgery", "other surgery", done("appendectomy", "2020-01-01"), "unknown"),
    excludes("Knee injury or surgery", "such surgery", done("knee surgery", "2020-01-01"), "fail"),
    excludes("Brain surgery or radiation", "elsewhere", done("breast radiotherapy", "2026-10-29"), "unknown"),
    excludes("Brain surgery or radiation", "such surgery", done("craniotomy", "2020-01-01"), "fail"),
    excludes("Shoulder dislocation or fracture", "elsewhere", has("ankle fracture", onset="2026-10-15"), "unknown"),
    excludes("Shoulder dislocation or fracture", "the first", has("shoulder dislocation", onset="2026-10-15"), "fail"),
    excludes(HEART, "other surgery", done("cataract surgery", "2026-10-01"), "unknown"),
    excludes(HEART, "the first", has("myocardial infarction", onset="2026-09-01"), "fail"),
    excludes(HEART, "the first, long ago", has("myocardial infarction", onset="2020-09-01"), "match"),
    needs("Women with uterine fibroids or polyps", "of the colon", has("colon polyps", status="active") | {"sex": "female"}, "unknown"),
    needs("Women with uterine fibroids or polyps", "the first", has("uterine fibroids") | {"sex": "female"}, "match"),
    needs("Women with uterine fibroids or polyps", "a man", has("uterine fibroids") | {"sex": "male"}, "fail"),
)
def test_a_place_before_a_list_of_diseases_and_treatments_may_be_that_of_each(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


GAIT = "Neurological disease other than stroke that affects gait, such as Parkinson's disease"
LUNG = "Lung diseases other than asthma requiring treatment, including COPD"
PSYCHIATRIC = "Any psychiatric disorder other than depression that requires medication, for example schizophrenia"
SKIN = "Skin conditions other than psoriasis, for example eczema"
CARDIAC = "Heart disease, other than controlled hypertension, including arrhythmias and valve disease"


@table(
    *each(GAIT, "fail", "Parkinson's disease"),
    *each(LUNG, "fail", "COPD"),
    *each(PSYCHIATRIC, "fail", "schizophrenia"),
    *each("Any skin disease other than acne, such as rosacea", "fail", "rosacea"),
    *each("Any skin disease other than acne, such as rosacea", "match", "acne"),
    *each(SKIN, "fail", "eczema"),
    *each(SKIN, "match", "psoriasis"),
    *each(CARDIAC, "fail", "atrial fibrillation", "mitral stenosis"),
    *(excludes(text, "nothing recorded", NOTHING, "match") for text in (GAIT, LUNG, PSYCHIATRIC, SKIN, CARDIAC)),
)
def test_examples_behind_an_exception_are_of_what_is_excluded(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


SEDATIVES = "Benzodiazepines or opioids started within 48 hours, except for single doses for sleep"
HIV = "HIV infection, unless on antiretroviral therapy with CD4 count > 350 cells/µL and viral load < 50 copies/mL"


def _hiv(load: float, count: float = 500) -> dict[str, Any]:
    return {
        **listed("HIV infection"),
        **operated(proc("antiretroviral therapy", start="2024-01-01")),
        **labs(obs("CD4 count", count, "/uL"), obs("HIV RNA", load, "copies/mL"), obs("viral load", load, "copies/mL")),
    }


@table(
    excludes(HIV, "detectable", _hiv(50000), "fail"),
    excludes(HIV, "few cells", _hiv(20, 100), "fail"),
    excludes(HIV, "treated well", _hiv(20), "match"),
    excludes(HIV, "not infected", NOTHING, "match"),
    excludes(SEDATIVES, "neither", NOTHING, "match"),
    excludes(SEDATIVES, "begun long ago", took("lorazepam", "2020-01-01"), "unknown"),
)
def test_all_of_an_exception_behind_a_list_is_asked_for(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


BRAIN = "Melanoma or non-small cell lung cancer with brain metastases"
POOR_HEART = "Ischaemic heart disease, valvular disease or cardiomyopathy with LVEF < 50%"
YOLK = "Testicular or ovarian germ cell tumour with yolk sac elements or choriocarcinoma"
DRAINED = "Urinary obstruction or hydronephrosis not relieved by a stent or nephrostomy"
FUSED = "Cholangiocarcinoma (intrahepatic, perihilar or distal) or gallbladder cancer with FGFR2 fusion"


@table(
    excludes(BRAIN, "melanoma without", {"conditions": [cond("melanoma"), *absent("brain metastasis")]}, "unknown"),
    excludes(BRAIN, "lung cancer without", {"conditions": [cond("non-small cell lung cancer"), *absent("brain metastasis")]}, "unknown"),
    excludes(BRAIN, "lung cancer with", has("non-small cell lung cancer", "brain metastasis"), "fail"),
    excludes(BRAIN, "melanoma with", has("melanoma", "brain metastasis"), "fail"),
    excludes(BRAIN, "nothing recorded", NOTHING, "match"),
    excludes(POOR_HEART, "the first, strong", closed(listed("ischaemic heart disease"), says("LVEF", 62, "%")), "unknown"),
    excludes(POOR_HEART, "the last, strong", closed(listed("cardiomyopathy"), says("LVEF", 62, "%")), "match"),
    excludes(POOR_HEART, "the last, weak", closed(listed("cardiomyopathy"), says("LVEF", 32, "%")), "fail"),
    excludes(POOR_HEART, "the first, weak", closed(listed("ischaemic heart disease"), says("LVEF", 32, "%")), "fail"),
    excludes(YOLK, "seminoma", has("seminoma", site="testis"), "unknown"),
    excludes(YOLK, "nothing recorded", NOTHING, "match"),
    excludes(DRAINED, "relieved", closed(listed("hydronephrosis"), operated(proc("nephrostomy", "2026-05-01"))), "unknown"),
    excludes(DRAINED, "nothing recorded", NOTHING, "match"),
    needs(FUSED, "gallbladder", closed(listed("gallbladder cancer"), says("FGFR2 fusion", "positive")), "match"),
    needs(FUSED, "gallbladder, without", closed(listed("gallbladder cancer"), says("FGFR2 fusion", "negative")), "fail"),
    needs(FUSED, "neither", closed(listed("lung cancer"), says("FGFR2 fusion", "positive")), "fail"),
)
def test_with_behind_a_list_may_be_said_of_each(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


INFILTRATED = "Neutropenia (ANC < 1.0 × 10^9/L) or thrombocytopenia (platelets < 50 × 10^9/L) not due to marrow infiltration"
RELAPSED = "Relapsed, refractory or progressive Hodgkin lymphoma, primary mediastinal B-cell lymphoma, or peripheral T-cell lymphoma"
PLAYERS = "Children and young adults aged 1 to 21 years with relapsed or refractory neuroblastoma, medulloblastoma or osteosarcoma"
COUNTS = labs(obs("platelets", 35, "10*9/L"), obs("ANC", 2, "10*9/L"))


@table(
    excludes(INFILTRATED, "normal", labs(obs("platelets", 235, "10*9/L"), obs("ANC", 2, "10*9/L")), "match"),
    needs(RELAPSED, "the last", has("refractory peripheral T-cell lymphoma"), "match"),
    needs(RELAPSED, "none of them", has("follicular lymphoma"), "fail"),
    needs(PLAYERS, "the first", has("relapsed neuroblastoma") | {"age": 8}, "match"),
    needs(PLAYERS, "the last", has("refractory osteosarcoma") | {"age": 18}, "match"),
    needs(PLAYERS, "too old", has("relapsed neuroblastoma") | {"age": 38}, "fail"),
    needs(PLAYERS, "none of them", has("asthma") | {"age": 8}, "fail"),
)
def test_what_is_said_before_or_behind_a_list_of_diseases(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


AIRWAYS = "Upper or lower respiratory tract infection within 4 weeks"
GUT = "Upper or lower gastrointestinal bleeding within 3 months"
OPERATED = "Major or minor surgery within 4 weeks"
LOW_MOOD = "Major or minor depression"


@table(
    *answers(
        AIRWAYS,
        (has("lower respiratory tract infection", onset="2026-10-20"), "fail"),
        (has("upper respiratory tract infection", onset="2026-10-20"), "fail"),
        (has("lower respiratory tract infection", onset="2026-01-20"), "match"),
        (NOTHING, "match"),
    ),
    *answers(GUT, (has("lower gastrointestinal bleeding", onset="2026-10-01"), "fail"), (NOTHING, "match")),
    *answers(GUT, (has("upper gastrointestinal bleeding", onset="2026-10-01"), "fail")),
    *answers(OPERATED, (done("major surgery", "2026-10-20"), "fail"), (done("minor surgery", "2026-10-20"), "fail"), (NOTHING, "match")),
    *answers(LOW_MOOD, (has("major depressive disorder", severity="moderate"), "fail"), (NOTHING, "match")),
)
def test_opposite_qualities_before_a_noun_are_asked_for_each(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


NASAL = "Nasal or oral steroids within 4 weeks"
PAST_MONTH = "Use of nasal or systemic corticosteroids in the past month"


@table(
    *answers(
        NASAL,
        (takes("mometasone", route="nasal", start="2026-10-01"), "fail"),
        (takes("prednisone", route="oral", start="2026-10-01"), "fail"),
        (takes("mometasone", route="nasal", start="2026-01-01", end="2026-02-01"), "match"),
    ),
    excludes(PAST_MONTH, "nasal", takes("mometasone", route="nasal", start="2026-10-01"), "fail"),
    excludes(PAST_MONTH, "neither", NOTHING, "match"),
)
def test_routes_before_a_treatment_are_asked_for_each(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


OVER_65 = "Patients older than 65 undergoing cardiac or vascular surgery"
TUBES = "Presence of a tracheostomy or nasogastric tube"
SWALLOWING = "Inability to swallow tablets, malabsorption or prior bowel resection"
CATHETER = "Urinary retention or indwelling urinary catheter"


@table(
    needs(OVER_65, "young", done("vascular surgery", "2026-11-01") | {"age": 40}, "fail"),
    needs(OVER_65, "no surgery", has("atrial fibrillation") | {"age": 70}, "fail"),
    needs(OVER_65, "the second", operated(proc("vascular surgery", status="planned")) | {"age": 70}, "match"),
    excludes(TUBES, "removed", underwent("tracheostomy", "2015-01-01", "2016-01-01"), "match"),
    excludes(TUBES, "neither", NOTHING, "match"),
    excludes(CATHETER, "years ago", done("urinary catheterization", "2020-01-01"), "unknown"),
    excludes(CATHETER, "retention", has("urinary retention"), "fail"),
    excludes(CATHETER, "neither", NOTHING, "match"),
    excludes(SWALLOWING, "unable", attested(able_to_swallow_tablets=False), "fail"),
    excludes(SWALLOWING, "the second", has("malabsorption"), "fail"),
    excludes("Chest wall invasion or Pancoast tumour", "the second", has("superior sulcus tumor"), "fail"),
    excludes("Chest wall invasion or Pancoast tumour", "nothing recorded", NOTHING, "match"),
)
def test_objects_behind_or_keep_what_is_said_before(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
