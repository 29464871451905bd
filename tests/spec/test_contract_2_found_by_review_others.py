"""Contract §2: classes of errors in times, people, values and names that two reviews of registry criteria found, in own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, each, excludes, needs, table
from spec.records import NOTHING, absent, attested, closed, cond, done, drug, has, labs, listed, obs, says, takes, took, treated

GROWTH_FACTORS = "At least 14 days since last dose of filgrastim or 21 days for pegfilgrastim"
ELAPSED = "At least 28 days since prior chemotherapy and at least 14 days since prior radiotherapy"


@table(
    needs(GROWTH_FACTORS, "the first, yesterday", took("filgrastim", "2026-10-20", "2026-10-30"), "fail"),
    needs(GROWTH_FACTORS, "the second, 18 days ago", took("pegfilgrastim", "2026-10-14", "2026-10-14"), "fail"),
    needs(GROWTH_FACTORS, "the first, 18 days ago", took("filgrastim", "2026-10-10", "2026-10-14"), "match"),
    needs(GROWTH_FACTORS, "neither", NOTHING, "match"),
    needs(ELAPSED, "chemotherapy lately", took("cisplatin", "2026-09-01", "2026-10-20"), "fail"),
    needs(ELAPSED, "radiotherapy lately", done("radiotherapy", "2026-10-25"), "fail"),
    needs(ELAPSED, "neither", NOTHING, "match"),
)
def test_washouts_of_several_treatments_are_each_asked_for(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


FREE = "Free of other malignancies for at least 5 years, with the exception of basal cell carcinoma"


@table(
    needs(FREE, "found lately", has("colon cancer", onset="2024-03-01"), "fail"),
    needs(FREE, "cured lately", has("colon cancer", onset="2023-03-01", status="resolved", end="2025-03-01"), "fail"),
    needs(FREE, "never", NOTHING, "match"),
    needs(FREE, "excepted", has("basal cell carcinoma", onset="2024-03-01"), "match"),
)
def test_free_of_a_disease_for_a_time_is_without_it_all_that_time(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


ANOTHER = "Diagnosis of another cancer within 3 years before enrolment"
SINCE = "Diagnosis of Parkinson's disease less than 5 years ago"


@table(
    excludes(ANOTHER, "lives on with an old one", has("chronic lymphocytic leukemia", onset="2015-01-01"), "match"),
    excludes(ANOTHER, "a new one", has("colon cancer", onset="2025-01-01"), "fail"),
    excludes(ANOTHER, "none", NOTHING, "match"),
    needs(SINCE, "long ago", has("Parkinson's disease", onset="2010-01-01"), "fail"),
    needs(SINCE, "lately", has("Parkinson's disease", onset="2024-01-01"), "match"),
    needs(SINCE, "when is not known", has("Parkinson's disease"), "unknown"),
    needs(SINCE, "none", NOTHING, "fail"),
)
def test_a_diagnosis_within_a_time_is_made_in_it(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


SEPSIS = "Ongoing or recent (within 30 days) sepsis, pneumonia or fungal infection"
BOWELS = "Recent use (within 2 weeks) of antibiotics, probiotics or laxatives"
INFARCTION = "Recent (within 6 months) arterial thromboembolic events, including stroke, TIA or myocardial infarction"


@table(
    excludes(SEPSIS, "just over", has("pneumonia", onset="2026-10-10", status="resolved", end="2026-10-20"), "fail"),
    excludes(SEPSIS, "going on", has("sepsis", onset="2026-10-29"), "fail"),
    excludes(SEPSIS, "long over", has("pneumonia", onset="2025-10-10", status="resolved", end="2025-10-20"), "match"),
    excludes(SEPSIS, "none", NOTHING, "match"),
    excludes(BOWELS, "the last", took("lactulose", "2026-10-10", "2026-10-28"), "fail"),
    excludes(BOWELS, "the first", took("amoxicillin", "2026-10-20", "2026-10-28"), "fail"),
    excludes(BOWELS, "long ago", took("lactulose", "2026-01-10", "2026-01-28"), "match"),
    excludes(BOWELS, "none", NOTHING, "match"),
    excludes(INFARCTION, "lately", has("myocardial infarction", onset="2026-08-01"), "fail"),
    excludes(INFARCTION, "long ago", has("myocardial infarction", onset="2020-08-01"), "match"),
)
def test_how_recent_is_said_of_all_that_follow(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


BOTH = "Men must agree to use a condom and women of childbearing potential must use effective contraception"
WOMEN = "Non-pregnant, non-lactating women aged 18 to 45 years"
FERTILE = {"sex": "female"} | attested(childbearing_potential=True, contraception=False)
USING = {"sex": "female"} | attested(childbearing_potential=True, contraception=True)
FREE_WOMAN = {"sex": "female", "age": 30} | attested(pregnancy=False, breastfeeding=False)


@table(
    needs(BOTH, "a woman without", FERTILE, "fail"),
    needs(BOTH, "a woman with", USING, "match"),
    needs(WOMEN, "a man", {"sex": "male", "age": 30}, "fail"),
    needs(WOMEN, "a woman", FREE_WOMAN, "match"),
    needs(WOMEN, "an old woman", FREE_WOMAN | {"age": 60}, "fail"),
    needs(WOMEN, "a pregnant one", {"sex": "female", "age": 30} | attested(pregnancy=True, breastfeeding=False), "fail"),
)
def test_people_and_what_is_demanded_of_them(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Simple febrile seizures", "match", "complex febrile seizures"),
    *each("Simple febrile seizures", "fail", "simple febrile seizures"),
    *each("Simple febrile seizures", "unknown", "febrile seizure"),
    *each("Minor head injury", "unknown", "head injury"),
    *each("Brittle diabetes", "unknown", "type 1 diabetes"),
    *each("Spinal deformity", "fail", "kyphosis", "scoliosis"),
    *each("Lower limb deformity", "fail", "genu valgum", "hallux valgus"),
    *each("Major psychiatric illness", "fail", "schizophrenia"),
    excludes("Major psychiatric illness", "of another severity", has("schizophrenia", severity="moderate"), "fail"),
    excludes("Major neurocognitive disorder", "of another severity", has("Alzheimer's disease", severity="mild"), "fail"),
    *each("Major neurocognitive disorder", "fail", "dementia"),
    *each("Uterine abnormalities", "fail", "uterine fibroids", "endometrial polyp"),
    *each("Lower limb weakness", "fail", "hemiparesis"),
    *each("Motor deficit", "fail", "hemiparesis", "hemiplegia"),
    *each("Maculopathy", "fail", "macular edema", "macular hole", "central serous chorioretinopathy"),
    *each("Cerebral abnormality on MRI", "fail", "brain abscess", "cerebral infarction"),
    *each("Structural heart abnormalities", "fail", "hypertrophic cardiomyopathy", "mitral stenosis"),
    *each("Bladder dysfunction", "fail", "urinary retention"),
    *each("Upper airway abnormalities", "unknown", "micrognathia", "cleft palate"),
    *each("Breathing difficulties", "unknown", "COPD"),
)
def test_names_with_an_adjective_are_neither_read_without_it_nor_denied(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


ADJECTIVES = (
    "Simple febrile seizures",
    "Minor head injury",
    "Spinal deformity",
    "Major psychiatric illness",
    "Uterine abnormalities",
    "Maculopathy",
    "Motor deficit",
)


@table(
    *(excludes(text, "nothing recorded", NOTHING, "match") for text in ADJECTIVES),
)
def test_names_with_an_adjective_are_denied_where_nothing_is_recorded(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


PRESSURE = "Elevated intraocular pressure (> 21 mmHg) or glaucoma"
SKULL = "Raised intracranial pressure (> 20 mmHg)"
FLUID = "Oligohydramnios (amniotic fluid index < 5 cm)"
BLEEDING = "Postpartum haemorrhage (> 500 mL)"
CREATININE = says("creatinine", 2.5, "mg/dL", low=0.6, high=1.2)
TSH = says("TSH", 12, "mIU/L", low=0.4, high=4)


@table(
    excludes(PRESSURE, "high", closed(says("intraocular pressure", 30, "mmHg")), "fail"),
    excludes(PRESSURE, "normal", closed(says("intraocular pressure", 15, "mmHg")), "match"),
    excludes(PRESSURE, "glaucoma", has("glaucoma"), "fail"),
    excludes(SKULL, "high", closed(says("intracranial pressure", 30, "mmHg")), "fail"),
    excludes(SKULL, "normal", closed(says("intracranial pressure", 10, "mmHg")), "match"),
    excludes(FLUID, "little", closed(says("amniotic fluid index", 4, "cm")), "fail"),
    excludes(FLUID, "enough", closed(says("amniotic fluid index", 12, "cm")), "match"),
    excludes("Oligohydramnios (AFI < 5 cm)", "little", closed(says("AFI", 4, "cm")), "fail"),
    excludes(BLEEDING, "much", closed(says("blood loss", 900, "mL")), "fail"),
    excludes("Abnormal thyroid function", "of which test is not said", closed(TSH), "unknown"),
    excludes(
        "Abnormal renal function", "of which test is not said", closed(says("creatinine", 2.5, "mg/dL", low=0.6, high=1.2)), "unknown"
    ),
)
def test_a_measured_abnormality_is_not_denied_by_a_list_of_conditions(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


AGENTS = "Using at least three antihypertensive agents including a diuretic"
TEETH = "At least 20 natural teeth excluding third molars"
TRIPLE = takes("lisinopril", "amlodipine", "hydrochlorothiazide", start="2026-01-01")


@table(
    needs(AGENTS, "the diuretic alone", takes("furosemide", start="2026-01-01"), "fail"),
    needs(AGENTS, "three with it", TRIPLE, "match"),
    needs(AGENTS, "none", NOTHING, "fail"),
    needs(TEETH, "some of them molars", labs(obs("natural teeth", 22), obs("third molars", 4)), "unknown"),
    needs(TEETH, "few", says("natural teeth", 10), "fail"),
)
def test_counts_with_including_ask_for_the_number_and_the_member(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


FOUND = "Histologically, cytologically or molecularly confirmed melanoma"
ASSESSED = "Adenocarcinoma of the pancreas by histologic assessment"
PROVEN = "Biopsy-proven recurrence of nasopharyngeal carcinoma"


@table(
    needs(FOUND, "the disease", has("melanoma"), "match"),
    needs(FOUND, "another", has("asthma"), "fail"),
    needs(FOUND, "none", NOTHING, "fail"),
    needs("Histologically or cytologically confirmed lung cancer", "the disease", has("lung cancer"), "match"),
    needs(ASSESSED, "another", has("asthma"), "fail"),
    needs(ASSESSED, "the disease", has("pancreatic adenocarcinoma"), "match"),
    needs(PROVEN, "none", NOTHING, "fail"),
)
def test_ways_of_finding_are_no_conditions_of_their_own(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


RITUXIMAB = "Rituximab for immunomodulation within 6 months"


@table(
    excludes(RITUXIMAB, "for what is not known", took("rituximab", "2026-09-01", "2026-09-01"), "unknown"),
    excludes(RITUXIMAB, "long ago", took("rituximab", "2020-09-01", "2020-09-01"), "match"),
    excludes(RITUXIMAB, "another medicine", took("amoxicillin", "2026-09-01"), "match"),
    excludes(RITUXIMAB, "none", NOTHING, "match"),
)
def test_a_purpose_is_asked_for(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


CASTRATE = "Castration-resistant prostate cancer with castrate testosterone (< 50 ng/dL)"
SENSITIVE = [cond("metastatic hormone-sensitive prostate cancer"), *absent("castration-resistant prostate cancer")]


@table(
    *each("Neutropenic patients", "fail", "neutropenia", "febrile neutropenia"),
    excludes("Neutropenic patients", "none", NOTHING, "match"),
    *each("Diabetic patients", "fail", "type 2 diabetes"),
    excludes("Cirrhotic patients", "none", NOTHING, "match"),
    *each("Cirrhotic patients", "fail", "cirrhosis"),
    needs("Tumour confined to the kidney", "extent not known", has("renal cell carcinoma"), "unknown"),
    needs("Renal cell carcinoma confined to the kidney", "another disease", has("asthma"), "fail"),
    needs("Renal cell carcinoma confined to the kidney", "extent not known", has("renal cell carcinoma"), "unknown"),
    needs(CASTRATE, "not resistant", closed(says("testosterone", 400, "ng/dL"), {"conditions": SENSITIVE}), "fail"),
)
def test_diseases_said_of_people_and_where_a_tumour_is(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


LIVER = "Patients without liver metastases or with liver metastases occupying less than 50% of the liver"


@table(
    needs(LIVER, "none", NOTHING, "match"),
    needs(LIVER, "how much is not known", has("liver metastasis"), "unknown"),
    needs(LIVER, "little", closed(listed("liver metastasis"), says("liver metastases occupying", 20, "%")), "match"),
    needs(LIVER, "much", closed(listed("liver metastasis"), says("liver metastases occupying", 70, "%")), "fail"),
)
def test_without_or_with_little_of_a_disease(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


CATARACT = "Cataract surgery in the study eye within 3 months"
GLAUCOMA = "History of glaucoma in the study eye"


@table(
    excludes(GLAUCOMA, "which eye is studied is not known", has("glaucoma", site="left eye"), "unknown"),
    excludes(GLAUCOMA, "none", NOTHING, "match"),
    excludes(CATARACT, "which eye is studied is not known", done("cataract surgery", "2026-10-01", site="left eye"), "unknown"),
    excludes(CATARACT, "long ago", done("cataract surgery", "2020-10-01", site="left eye"), "match"),
    excludes(CATARACT, "none", NOTHING, "match"),
    excludes("Intraocular surgery in the study eye within 90 days", "none", NOTHING, "match"),
    excludes("Intraocular surgery in the study eye within 90 days", "an eye", done("vitrectomy", "2026-10-15", site="left eye"), "unknown"),
)
def test_the_study_eye_is_one_of_two(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


METFORMIN = "Receiving stable metformin or sulfonylurea"
SSRI = "On stable dose of SSRI or SNRI for at least 6 weeks"
ALBUMIN = "Urine albumin-to-creatinine ratio ≥ 300 mg/g on stable ACE inhibitor or ARB"
PROTEIN = labs(obs("UACR", 500, "mg/g"))


@table(
    needs(METFORMIN, "just begun", treated(drug("glimepiride", "2026-10-30")), "unknown"),
    needs(METFORMIN, "neither", NOTHING, "fail"),
    needs(SSRI, "just begun", took("venlafaxine", "2026-10-30"), "fail"),
    needs(SSRI, "neither", NOTHING, "fail"),
    needs(ALBUMIN, "just begun", {**PROTEIN, **treated(drug("losartan", "2026-10-30"))}, "unknown"),
    needs(ALBUMIN, "neither", closed(PROTEIN), "fail"),
    needs(ALBUMIN, "little", closed(says("UACR", 20, "mg/g"), takes("losartan", start="2025-01-01")), "fail"),
)
def test_stable_treatments_of_a_list(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)
