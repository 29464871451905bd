"""Names that go on with details: what problem lists, procedure lists and prescriptions write behind the thing itself (contract §4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from _pytest.mark.structures import ParameterSet

from spec.contract import Kind, check, each, excludes, table
from spec.records import done, takes


def medicines(text: str, expected: str, *names: str) -> Iterator[ParameterSet]:
    """Lines of an exclusion criterion: each name is the only medication of a complete record."""
    return (excludes(text, name, takes(name, start="2026-10-20"), expected) for name in names)


def operations(text: str, expected: str, *names: str) -> Iterator[ParameterSet]:
    """Lines of an exclusion criterion: each name is the only procedure of a complete record."""
    return (excludes(text, name, done(name, "2026-10-20"), expected) for name in names)


@table(
    *each("Lung cancer", "fail", "NSCLC, squamous, LLL, stage IIIA (T2aN2M0)", "NSCLC - adenocarcinoma, RUL"),
    *each("Stroke", "fail", "ischemic CVA, L hemispheric", "cerebellar infarction, left"),
    *each("Depression", "fail", "major depression - moderate, on sertraline"),
    *each("Bipolar disorder", "fail", "Bipolar II d/o, on lamotrigine"),
    *each("Breast cancer", "fail", "breast ca w/ liver mets", "Malignant neoplasm of breast (disorder)"),
    *each("Gout", "fail", "Gout, tophaceous, chronic", "gout (both feet)"),
    *each("Asthma", "unknown", "asthma, cardiac", "asthma - zorbl"),
    *each("Hypertension", "unknown", "hypertension, zorbl"),
    *each("Autism", "unknown", "ASD, secundum", "ASD, zorbl type"),
)
def test_details_refine_the_disease_they_stand_behind(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Pneumonia", "unknown", "pneumonia, ruled out", "pneumonia - suspected", "pneumonia, resolved 2019", "pneumonia, ?viral"),
    *each("Stroke", "unknown", "stroke, family history", "CVA, remote history"),
    *each("Diabetes", "match", "pneumonia, ruled out", "gout, family history", "cholecystitis s/p cholecystectomy"),
    *each("Pneumonia", "unknown", "pneumonia vs atelectasis, left"),
)
def test_words_that_may_take_it_away_prove_nothing(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Diabetes", "match", "Gout, tophaceous, chronic", "optic neuritis, retrobulbar, L", "thymoma, type B2, with brain metastases"),
    *each("Diabetes", "unknown", "thymoma, type B2, with ZZQ", "optic neuritis, QXR", "thymoma, insulin zorbl"),
    *each("Malignancy", "unknown", "pericardial effusion, malignant zorbl", "pericardial effusion, with QXR"),
    *each("Malignancy", "match", "Gout, tophaceous, on febuxostat", "optic neuritis, left, resolved 2019"),
    *each("Infection", "unknown", "pericardial effusion, tuberculous zorbl"),
)
def test_plain_details_make_it_nothing_else(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *medicines("Beta blockers", "fail", "carvedilol 12.5mg PO BID w/ meals", "metoprolol succinate ER 50 mg tab daily #90 RF3"),
    *medicines("Anticoagulants", "fail", "Eliquis BID", "Lovenox 80 mg/0.8 mL SC q12", "warfarin 5mg MWF, 2.5 other days (INR 2-3)"),
    *medicines("Statins", "fail", "atorvastatin 80 mg qHS", "Crestor 5mg M/W/F - myalgias"),
    *medicines("Statins", "match", "Eliquis BID", "lisinopril 20 mg tablet daily", "prednisone 40 mg x5d"),
    *medicines("Antibiotics", "fail", "cephalexin 500mg qid 7 days", "vancomycin 125 mg PO QID - C diff"),
    *medicines("Statins", "unknown", "atorvastatin 80 mg, stopped", "atorvastatin 20 mg - allergy", "atorvastatin 10 mg or placebo"),
    *medicines("Statins", "unknown", "lisinopril 20 mg + zorbl 5", "lisinopril 20 mg w/ zorbl", "zorbl 20 mg daily"),
    *medicines("Opioids", "fail", "oxycodone IR 5mg + OxyContin 20 BID"),
    *medicines("Laxatives", "unknown", "zorbl while on opioids"),
    *medicines("Anticholinergics", "unknown", "FeSO4 325 QOD"),
)
def test_directions_behind_a_medicine(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *medicines("Oral glucocorticoids", "match", "betamethasone 0.1% cream", "Flonase 2 sprays each nare", "budesonide 0.5 mg/2 mL nebs"),
    *medicines("Oral glucocorticoids", "fail", "prednisone 20 mg tab"),
    *medicines("Oral glucocorticoids", "unknown", "prednisolone 5 mg"),
    *medicines("Inhaled corticosteroids", "fail", "Flovent 44 HFA", "budesonide Turbuhaler 200 mcg"),
    *medicines("Intranasal corticosteroids", "fail", "Flonase 2 sprays each nare"),
    *medicines("Topical calcineurin inhibitors", "fail", "Protopic 0.03% face", "tacrolimus 0.1 % ointment"),
    *medicines("Topical calcineurin inhibitors", "match", "tacrolimus 1 mg caps BID"),
)
def test_the_form_of_a_medicine_tells_its_route(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *operations("Hernia repair", "fail", "Robotic-assisted R inguinal hernia repair with mesh (TAPP)"),
    *operations("Bariatric surgery", "fail", "Roux-en-Y gastric bypass (lap), 2016"),
    *operations("Splenectomy", "fail", "Splenectomy, open, trauma (MVC 1998)", "distal pancreatectomy + splenectomy, lap hand-assisted"),
    *operations("Colonoscopy", "unknown", "colonoscopy cancelled, poor prep", "colonoscopy - declined"),
    *operations("Dialysis", "match", "Roux-en-Y gastric bypass (lap), 2016", "colonoscopy with polypectomy x4"),
    *operations("Cholecystectomy", "fail", "s/p lap chole 2015"),
)
def test_details_behind_a_procedure(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Breast cancer", "unknown", "Breast cancer, aunt", "Breast cancer - mom", "Breast cancer (NED 10 yrs)"),
    *each("Celiac disease", "unknown", "Celiac disease, refuted", "Celiac disease, unconfirmed", "Celiac disease, serology normal"),
    *each("Hepatitis B", "unknown", "Hepatitis B, immune", "Hepatitis B, surface antibody positive"),
    *each("Gout", "unknown", "Gout, pseudo", "Gout, 2009"),
    *each("Gout", "fail", "Gout, dx 2009", "Gout, since 2009"),
    *each("Parkinson's disease", "unknown", "Parkinson's, drug-induced", "Parkinson's, vascular", "PD, on levodopa"),
    *each("Leukemia", "fail", "CLL, Rai 0"),
    *each("Heart failure", "unknown", "CHF, congenital hepatic fibrosis"),
)
def test_only_words_that_are_known_to_refine_prove(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Hypertension", "unknown", "type 2 diabetes, hypertensive"),
    *each("Ascites", "unknown", "cirrhosis, ascitic"),
    *each("Renal failure", "unknown", "multiple myeloma, on dialysis"),
    *each("Osteoarthritis", "unknown", "DJD", "DJD, knees"),
    *each("Melanoma", "unknown", "MM, back, Breslow 1.2 mm"),
    *each("Osteoarthritis", "match", "gout", "CLL, Rai 0"),
    *operations("Prior bronchoscopy", "unknown", "bronch w/ BAL"),
    *operations("Major amputation", "unknown", "R AKA for CLTI"),
    *operations("Prior radiotherapy", "unknown", "lumpectomy, radiated"),
    *operations("Prior radiotherapy", "match", "lumpectomy, left", "CT thorax"),
    *operations("Prior splenectomy", "unknown", "splenectomy, postponed", "splenectomy - mother"),
    excludes("Prior splenectomy", "a year behind it", done("splenectomy, 2011"), "fail"),
    excludes("Prior splenectomy", "no date, words that are not known", done("splenectomy, at zorbl"), "unknown"),
    *operations("Prior kidney transplant", "unknown", "kidney transplant (donor)"),
)
def test_what_may_be_there_besides_is_not_denied(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *medicines("Clopidogrel", "fail", "aspirin 81 daily, clopidogrel 75 daily"),
    *medicines("GLP-1 receptor agonists", "fail", "metformin 1000 BID; Ozempic 1 mg weekly"),
    *medicines("Thiazide diuretics", "fail", "losartan 50 mg daily (Hyzaar)"),
    *medicines("Acetaminophen", "unknown", "oxycodone 5/325 q6h prn"),
    *medicines("Acetaminophen", "fail", "Percocet 5/325 q6h prn"),
    *medicines("Opioids", "fail", "Tylenol 3 prn"),
    *medicines("Anticoagulants", "fail", "Lovenox 80 mg/0.8 mL SC q12"),
    *medicines(
        "Anticoagulants", "unknown", "warfarin 5 mg daily, ran out", "warfarin 5 mg daily, through 2022", "warfarin 5 mg -> apixaban"
    ),
    *medicines("Beta-blockers", "unknown", "metoprolol 25mg BID (wife's)"),
    *medicines("ACE inhibitors", "unknown", "lisinopril 10 mg daily, angioedema"),
    *medicines("ACE inhibitors", "fail", "lisinopril 10 mg daily for HTN", "lisinopril 20 mg (BPH/HTN)"),
)
def test_each_word_of_the_directions_is_known(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *medicines("Systemic corticosteroids", "unknown", "prednisone 20 mg + triamcinolone cream 0.1%"),
    *medicines("Oral corticosteroids", "unknown", "prednisone 50 mg q6h x3 before IV contrast"),
    *medicines("Oral corticosteroids", "match", "budesonide 200 mcg inhalation caps"),
    *medicines("Inhaled bronchodilators", "fail", "tiotropium 18 mcg caps"),
    *medicines("Oral estrogens", "unknown", "Vagifem 10 mcg tab vaginally"),
    *medicines("Topical retinoids", "match", "tretinoin 10 mg caps"),
    *medicines("Topical retinoids", "fail", "tretinoin 0.05% cream"),
    *medicines("Intranasal corticosteroids", "unknown", "fluticasone 50 mcg/spray 2 sprays daily"),
    *medicines("Systemic testosterone", "unknown", "AndroGel", "testosterone 1% cream"),
)
def test_what_is_said_of_the_route_counts_before_the_form(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)
