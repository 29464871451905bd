"""Contract section 4: what a complete list does not deny, since an entry may be one, and what no entry proves, since it may be none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from _pytest.mark.structures import ParameterSet

from spec.contract import Kind, answers, check, each, excludes, needs, table
from spec.records import allergic, attested, closed, cond, done, has, labs, obs, says, takes


def allergies(text: str, expected: str, *names: str) -> Iterator[ParameterSet]:
    """Lines of an exclusion criterion: each name is the only allergy of a complete record."""
    return (excludes(text, name, closed(allergic({"name": name})), expected) for name in names)


def operations(text: str, expected: str, *names: str, day: str | None = None, **fields: Any) -> Iterator[ParameterSet]:
    """Lines of an exclusion criterion: each name is the only procedure of a complete record."""
    return (excludes(text, f"{name} {fields or ''}", done(name, day, **fields), expected) for name in names)


def medicines(text: str, expected: str, *names: str) -> Iterator[ParameterSet]:
    """Lines of an exclusion criterion: each name is the only medication of a complete record."""
    return (excludes(text, name, takes(name, start="2026-10-20"), expected) for name in names)


def staged(text: str, expected: str, *stages: str) -> Iterator[ParameterSet]:
    """Lines of an exclusion criterion: a breast cancer of each stage is the only condition."""
    return (excludes(text, stage, has("breast cancer", stage=stage), expected) for stage in stages)


@table(
    *allergies("Hypersensitivity to excipients", "unknown", "gelatin", "castor oil", "polysorbate 80", "lactose", "sulfites"),
    *allergies("Hypersensitivity to excipients", "match", "penicillin", "latex", "bee venom"),
    *allergies("Allergy to paclitaxel or its excipients", "unknown", "Cremophor", "lactose"),
    excludes("Hypersensitivity to excipients", "none listed", closed(), "match"),
    *allergies("Allergy to lactose", "unknown", "excipients"),
    *allergies("Allergy to lactose", "match", "peanut"),
    *allergies("Allergy to quinolone derivatives", "fail", "ciprofloxacin"),
    *allergies("Allergy to quinolone derivatives", "match", "penicillin"),
    *allergies("Allergy to sulfonamide derivatives", "fail", "sulfamethoxazole"),
    *allergies("Allergy to artemisinin derivatives", "unknown", "artesunate"),
    *allergies("Allergy to benzimidazole derivatives", "unknown", "omeprazole"),
    *allergies("Allergy to other antibiotics of this class", "unknown", "penicillin"),
    excludes("Allergy to other antibiotics of this class", "none listed", closed(), "match"),
    *allergies("Hypersensitivity to sirolimus or other rapamycins", "fail", "everolimus", "sirolimus"),
    *allergies("Hypersensitivity to sirolimus or other rapamycins", "match", "penicillin"),
    *allergies("Hypersensitivity to rapamycin", "match", "penicillin"),
)
def test_what_an_allergy_may_be_to(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers(
        "Hypersensitivity to temozolomide",
        (has("anaphylaxis", due_to=["temozolomide"]), "fail"),
        (has("drug eruption", due_to=["temozolomide"]), "unknown"),
        (has("urticaria", due_to=["temozolomide"]), "unknown"),
        (has("anaphylaxis", due_to=["acmezolid"]), "unknown"),
        (has("temozolomide hypersensitivity"), "fail"),
        (has("anaphylaxis", due_to=["penicillin"]), "match"),
        (has("anaphylaxis", due_to=["peanut"]), "match"),
        (has("neutropenia", due_to=["temozolomide"]), "match"),
    ),
    *answers("Allergy to egg", (has("urticaria", due_to=["hepatitis B"]), "match")),
    *answers("Allergy to penicillin", (has("anaphylaxis", due_to=["amoxicillin"]), "fail")),
    *answers(
        "Severe hypersensitivity to agents containing CremophorEL",
        (has("paclitaxel hypersensitivity", severity="severe"), "unknown"),
        (has("anaphylaxis", due_to=["Cremophor EL"]), "unknown"),
        (has("anaphylaxis", due_to=["peanut"]), "unknown"),  # as an allergy to peanut: the agents are not known
        (has("asthma"), "match"),
    ),
    *answers(
        "Allergic reactions to compounds similar to GTI-2040",
        (has("lapatinib hypersensitivity"), "unknown"),
        (has("anaphylaxis", due_to=["lapatinib"]), "unknown"),
        (has("latex allergy"), "match"),
    ),
)
def test_an_allergy_among_the_conditions(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *staged("Distant metastases", "fail", "T2N1M1", "M1", "M1a", "pT2 pN1 cM1", "Stage IV (M1)", "metastatic", "IV"),
    *staged("Distant metastases", "match", "T2N1M0", "II", "pT2 pN1 cM0", "non-metastatic"),
    *staged("Brain metastases", "unknown", "M1", "T2N1M1"),
    *staged("Brain metastases", "match", "T2N1M0"),
    *staged("Metastatic disease", "fail", "T2N1M1", "metastatic"),
    excludes("Distant metastases", "observed", closed({"conditions": [cond("breast cancer")]}, labs(obs("M stage", "M1"))), "fail"),
    excludes("Distant metastases", "observed M0", closed({"conditions": [cond("breast cancer")]}, labs(obs("M stage", "M0"))), "match"),
    excludes("Distant metastases", "extensive stage", has("small cell lung cancer", stage="extensive"), "unknown"),
    excludes(
        "Distant metastases", "they are told", closed({"conditions": [cond("breast cancer", stage="M1"), cond("liver metastases")]}), "fail"
    ),
    excludes(
        "Brain metastases",
        "others are told",
        closed({"conditions": [cond("breast cancer", stage="M1"), cond("liver metastases")]}),
        "match",
    ),
)
def test_a_stage_tells_of_metastases(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    *operations("Previous surgery", "fail", "arthroscopic surgery"),
    *operations("Previous surgery", "unknown", "arthroscopy", "TAVR"),
    *operations("Previous surgery", "match", "colonoscopy"),
    *operations("Previous knee surgery", "fail", "arthroscopic surgery", site="knee"),
    *operations("Previous knee surgery", "unknown", "arthroscopy", site="knee"),
    *operations("Previous knee surgery", "match", "arthroscopy", "arthroscopic surgery", site="elbow"),
    *operations("Elbow surgery", "fail", "arthroscopic surgery", site="elbow"),
    *operations(
        "Major surgery within 28 days", "unknown", "TAVR", "EVAR", "TEVAR", "arthroscopic surgery", "laparoscopy", day="2026-10-25"
    ),
    *operations("Major surgery within 28 days", "match", "PCI", "port placement", "cystoscopy", day="2026-10-25"),
    *operations("Previous thoracic surgery", "fail", "thoracoscopic surgery", "bilobectomy", "wedge resection of lung"),
    *operations("Previous thoracic surgery", "unknown", "segmentectomy", "thoracic laminectomy", "thoracic spine surgery"),
    *operations("Previous thoracic surgery", "match", "laparoscopy", "lumbar spine surgery"),
    needs("Have undergone lumpectomy", "breast-conserving therapy", done("breast-conserving therapy"), "match"),
    needs("Have undergone lumpectomy", "an excision", done("wide local excision of breast"), "unknown"),
    needs("Have undergone lumpectomy", "a lump cut out", done("excision of breast lump"), "unknown"),
    needs("Have undergone lumpectomy", "another operation", done("mastectomy"), "fail"),
    *operations("Tracheostomy", "unknown", "total laryngectomy"),
    *each("Tracheostomy", "fail", "tracheostoma", "tracheal stoma"),
    *operations("Prior radiation therapy to bone marrow", "unknown", "radiotherapy", site="lumbar spine"),
    *operations("Prior radiation therapy to bone marrow", "unknown", "radiotherapy", site="skull"),
    *operations("Prior radiation therapy to bone marrow", "unknown", "radiotherapy", site="pelvis"),
    *operations("Prior radiation therapy to bone marrow", "match", "radiotherapy", site="liver"),
    *each("Metastases to bone marrow", "unknown", "bone metastases"),
    *each("Metastases to bone marrow", "match", "liver metastases"),
)
def test_what_an_operation_may_be(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    *medicines("Chemotherapy within 4 weeks", "unknown", "fluorouracil cream", "fluorouracil 5% cream", "Efudex", "trifluridine eye drops"),
    *medicines("Chemotherapy within 4 weeks", "fail", "fluorouracil", "fluorouracil injection"),
    *medicines(
        "Any investigational agent within 28 days", "fail", "investigational vaccine", "experimental metformin", "semaglutide study drug"
    ),
    *medicines("Any investigational agent within 28 days", "unknown", "placebo", "blinded study drug"),
    *medicines("Any investigational agent within 28 days", "match", "metformin"),
    *medicines("Metformin within 28 days", "unknown", "experimental metformin"),
    *medicines("Statin within 28 days", "unknown", "investigational statin"),
    *medicines("Statin within 28 days", "match", "experimental metformin"),
    *medicines("Topical corticosteroids within 4 weeks", "unknown", "hydrocortisone", "clobetasol"),
    *medicines("Topical corticosteroids within 4 weeks", "fail", "hydrocortisone cream"),
    *medicines("Topical corticosteroids within 4 weeks", "match", "prednisone"),
    excludes("Topical corticosteroids", "by mouth", takes("hydrocortisone", start="2026-10-20", route="oral"), "match"),
    excludes("Topical corticosteroids", "on the skin", takes("hydrocortisone", start="2026-10-20", route="topical"), "fail"),
    *medicines("Steroids within 3 months except inhaled steroids", "unknown", "budesonide"),
    *medicines("Steroids within 3 months except inhaled steroids", "fail", "prednisone"),
)
def test_what_the_name_of_a_medicine_says(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Developmental delay", "unknown", "dyslexia", "stuttering", "Tourette syndrome", "developmental disorder"),
    *each("Developmental delay", "fail", "global developmental delay", "neurodevelopmental delay"),
    *each("Developmental delay", "match", "asthma"),
    *each("Developmental disorder", "fail", "dyslexia", "developmental delay"),
    *each("Hemorrhagic stroke", "unknown", "ruptured cerebral aneurysm", "ruptured AVM", "intracerebral hemorrhage", "aneurysmal SAH"),
    *each("Hemorrhagic stroke", "fail", "hemorrhagic CVA"),
    *each("Hemorrhagic stroke", "match", "cerebral aneurysm", "ischemic stroke"),
    *each("History of hyperthyroidism", "unknown", "thyroid eye disease"),
    *each("History of hyperthyroidism", "fail", "Graves disease"),
    *each("Hypercalcemia", "unknown", "primary hyperparathyroidism", "hyperparathyroidism"),
    *each("Hypercalcemia", "match", "secondary hyperparathyroidism"),
    *each("Irregular astigmatism", "unknown", "keratoconus", "corneal ectasia"),
    *each("Irregular astigmatism", "fail", "irregular astigmatism"),
    *each("Irregular astigmatism", "match", "regular astigmatism", "cataract"),
    *each("Ocular inflammation", "fail", "uveitis", "iritis", "scleritis", "keratitis", "conjunctivitis"),
    *each("Ocular inflammation", "match", "cataract", "asthma"),
    *each("Intraocular inflammation", "fail", "uveitis", "endophthalmitis"),
    *each("Intraocular inflammation", "unknown", "keratitis"),
    *each("Active inflammation", "unknown", "pneumonia", "rheumatoid arthritis", "pancreatitis", "optic neuritis", "uveitis"),
    *each("Active inflammation", "match", "hypertension", "cataract", "colorectal cancer"),
    *each("Bone marrow failure", "fail", "aplastic anemia"),
    *each("Bone marrow failure", "unknown", "pancytopenia", "MDS", "PNH"),
    *each("Bone marrow failure", "match", "iron deficiency anemia", "asthma"),
    *each("Ventricular arrhythmias", "fail", "ventricular flutter", "NSVT", "CPVT", "electrical storm"),
    *each("Ventricular arrhythmias", "unknown", "PVCs", "premature ventricular contractions", "idioventricular rhythm"),
    *each("Ventricular arrhythmias", "match", "atrial fibrillation"),
    *each("Cardiac dysfunction", "fail", "cardiogenic shock", "heart failure"),
    *each("Cardiac dysfunction", "unknown", "pulmonary edema"),
    *each("Cardiac dysfunction", "match", "hypertension"),
    *each("Bleeding disorders", "fail", "Gray platelet syndrome"),
    *each("Bleeding disorders", "unknown", "thrombocytopathy"),
    *each("Known DPD deficiency", "fail", "thymine-uraciluria"),
    *each("Known DPD deficiency", "unknown", "DPYD mutation"),
    *each("Psychiatric history", "unknown", "nicotine dependence", "enuresis", "premature ejaculation"),
    *each("Axis I disorder", "unknown", "nicotine dependence"),
    *each("Psychiatric history", "fail", "depression", "alcohol dependence"),
    *each("Dementia", "unknown", "CADASIL"),
    *each("Dementia", "fail", "vascular dementia"),
    *answers(
        "History of diabetes mellitus",
        (has("gestational diabetes", status="resolved"), "unknown"),
        (has("gestational diabetes"), "unknown"),
        (has("type 2 diabetes"), "fail"),
    ),
    *each("Distant metastases", "unknown", "oligometastatic disease"),
)
def test_what_a_diagnosis_may_be(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(
        "Patients under judicial protection",
        "one measure and not another",
        closed(labs(obs("guardianship", True, day="2026-10-20"), obs("curatorship", False))),
        "fail",
    ),
    *answers(
        "Patients under judicial protection",
        (attested(curatorship=False), "unknown"),
        (attested(safeguard_of_justice=False), "unknown"),
        (attested(judicial_protection=False), "match"),
        (attested(guardianship=True), "fail"),
    ),
    *answers(
        "Patients under guardianship",
        (attested(curatorship=False), "unknown"),
        (attested(curatorship=True), "unknown"),
        (attested(guardianship=False), "match"),
        (attested(legal_protection=False), "match"),
        (attested(judicial_protection=True), "unknown"),
    ),
    *answers("Patients under guardianship or curatorship", (attested(curatorship=True), "fail"), (attested(guardianship=False), "unknown")),
    needs("Burn surface area >= 5 %", "of a rash", says("body surface area involved", 10, "%"), "unknown"),
    needs("Burn surface area >= 5 %", "of a burn", says("TBSA", 10, "%"), "match"),
    needs("Affected body surface area >= 5 %", "of a rash", says("BSA involvement", 10, "%"), "match"),
)
def test_observations_that_are_several(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)
