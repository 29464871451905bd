"""Contract §4: general terms of heart and vessels, lungs, nerves and mind; what surely is one, what may be one, and what is none.

Literature is arranged by other rules than patients are: a schwannoma stands below the diseases of peripheral nerves, a compartment syndrome
below those of vessels. Such an entry proves nothing, and a complete list that has it denies nothing where it may count after all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, each, excludes, table
from spec.records import all_of, has, obs


@table(
    *each("Arterial disease", "fail", "carotid stenosis", "abdominal aortic aneurysm", "giant cell arteritis", "intermittent claudication"),
    *each("Arterial disease", "fail", "coronary artery disease", "3-vessel disease", "renal artery stenosis", "atherosclerosis"),
    *each(
        "Arterial disease", "unknown", "stroke", "peripheral vascular disease", "aneurysm", "vasculitis", "thrombosis", "vascular disease"
    ),
    *each("Arterial disease", "unknown", "arterial hypertension", "hypertension"),
    *each(
        "Arterial disease", "match", "varicose veins", "deep vein thrombosis", "portal vein thrombosis", "venous insufficiency", "psoriasis"
    ),
    *each(
        "Arterial disease", "match", "esophageal varices", "aortic valve stenosis", "aortic regurgitation", "asthma", "pulmonary embolism"
    ),
    *each(
        "Venous disease",
        "fail",
        "varicose veins",
        "deep vein thrombosis",
        "portal vein thrombosis",
        "esophageal varices",
        "stasis dermatitis",
    ),
    *each("Venous disease", "fail", "retinal vein occlusion", "post-thrombotic syndrome", "superior vena cava syndrome"),
    *each("Venous disease", "unknown", "thrombosis", "vascular disease", "hemorrhoids", "portal hypertension"),
    *each("Venous disease", "match", "peripheral artery disease", "aortic aneurysm", "asthma", "hypertension"),
    *each("Disease of the aorta", "fail", "aortic aneurysm", "aortic dissection", "aortitis"),
    *each("Disease of the aorta", "unknown", "aneurysm", "Marfan syndrome", "atherosclerosis", "coarctation of the aorta"),
    *each("Disease of the aorta", "match", "aortic regurgitation", "aortic stenosis", "varicose veins", "carotid stenosis"),
    *each("Peripheral arterial disease", "match", "varicose veins"),
    *each("Carotid stenosis", "unknown", "arterial disease"),
    *each("Deep vein thrombosis", "unknown", "venous disease"),
    *each("Vascular disease", "fail", "arterial disease", "venous disease", "aortic aneurysm"),
    *each("Vascular disease", "match", "compartment syndrome", "prehypertension"),
    *each("Vascular disease", "unknown", "thoracic outlet syndrome"),
    *each("Thrombosis", "match", "Raynaud disease", "livedo reticularis"),
    *each("Thrombosis", "unknown", "postthrombotic syndrome"),
    *each("Stroke", "unknown", "CADASIL"),
    *each("Hypertension", "unknown", "HELLP syndrome", "white coat hypertension"),
    *each("Hypertension", "fail", "preeclampsia", "hypertensive heart disease", "hypertensive nephropathy", "secondary hypertension"),
)
def test_diseases_of_vessels(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """Arteries and veins are told apart, and valves and blood pressure from both."""
    check(kind, text, record, expected, options)


@table(
    *each("Cardiac arrhythmia", "unknown", "sinus arrhythmia", "right bundle branch block", "first degree AV block"),
    *each("Cardiac arrhythmia", "unknown", "postural orthostatic tachycardia syndrome", "heart block"),
    *each("Cardiac arrhythmia", "fail", "atrial fibrillation", "complete heart block", "sick sinus syndrome", "AVNRT", "sinus bradycardia"),
    *each("Heart block", "unknown", "cardiac arrhythmia"),
    *each("Unstable angina", "fail", "crescendo angina", "intermediate coronary syndrome", "new-onset angina"),
    *each("Unstable angina", "unknown", "UA/NSTEMI", "Prinzmetal angina", "vasospastic angina", "angina"),
    *each("Unstable angina", "match", "stable angina", "NSTEMI"),
    *each("Coronary artery disease", "unknown", "ASCVD"),
    *each("Coronary artery disease", "fail", "3-vessel disease"),
    *each(
        "Heart disease", "unknown", "patent foramen ovale", "sinus arrhythmia", "LEOPARD syndrome", "trisomy 18", "Chagas disease", "ASCVD"
    ),
    *each("Heart disease", "fail", "LVH", "aortic insufficiency", "myopericarditis", "nonischemic cardiomyopathy"),
    *each("Heart failure", "fail", "HFmrEF", "RV failure", "cardiac asthma"),
    *each("Heart failure", "unknown", "nonischemic cardiomyopathy", "right ventricular dysfunction", "cardiac amyloidosis"),
    excludes(
        "Cardiac arrhythmia", "an ECG shows it", all_of(observations=[obs("ECG", "atrial fibrillation", day="2026-10-01")]), "unknown"
    ),
    excludes("Cardiac arrhythmia", "an ECG shows none", all_of(observations=[obs("ECG", "sinus rhythm", day="2026-10-01")]), "match"),
    excludes(
        "Atrial fibrillation", "of the mother", all_of(observations=[obs("mother", "atrial fibrillation", day="2026-10-01")]), "match"
    ),
)
def test_diseases_of_the_heart(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """Variants that many healthy people have, and disturbances of conduction, prove no arrhythmia."""
    check(kind, text, record, expected, options)


@table(
    *each(
        "Respiratory disease", "unknown", "epistaxis", "altitude sickness", "hyperventilation", "empyema", "mesothelioma", "aspergillosis"
    ),
    *each("Respiratory disease", "fail", "obesity hypoventilation syndrome", "sleep apnea", "vocal cord paralysis"),
    *each("Lung disease", "unknown", "pulmonary edema", "pulmonary embolism", "pulmonary nodule", "alpha-1 antitrypsin deficiency"),
    *each("Lung disease", "unknown", "histiocytosis X", "granulomatosis with polyangiitis", "pleural effusion"),
    *each("Respiratory failure", "unknown", "respiratory acidosis", "hypoventilation"),
    *each("Sleep apnea", "unknown", "sleep disordered breathing", "obesity hypoventilation syndrome", "Pickwickian syndrome", "UARS"),
    *each("Sleep apnea", "fail", "obstructive sleep apnea", "central sleep apnea"),
    *each("Asthma", "unknown", "RAD"),
    *each("Asthma", "fail", "ACOS", "asthma-COPD overlap"),
    *each("COPD", "fail", "asthma-COPD overlap"),
    *each("Interstitial lung disease", "unknown", "pneumonitis", "sarcoidosis", "organizing pneumonia", "granulomatosis with polyangiitis"),
    *each("Interstitial lung disease", "fail", "drug-induced pneumonitis", "checkpoint inhibitor pneumonitis", "NSIP"),
    *each("Interstitial lung disease", "match", "byssinosis", "COPD", "pneumonia"),
)
def test_diseases_of_the_lungs(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """Symptoms, findings and diseases of the whole body leave them open."""
    check(kind, text, record, expected, options)


@table(
    *each("Neurological disorder", "unknown", "strabismus", "jet lag", "orthostatic hypotension", "papilledema", "vasovagal syncope"),
    *each(
        "Neurological disorder", "unknown", "prolactinoma", "acromegaly", "phenylketonuria", "Fabry disease", "skull fracture", "myopathy"
    ),
    *each("Neurological disorder", "unknown", "myositis", "tetanus", "psychogenic nonepileptic seizures", "temporal arteritis"),
    *each("Neurological disorder", "fail", "rabies", "PRES", "optic neuritis", "multiple sclerosis", "cervical dystonia", "radiculopathy"),
    *each("Brain tumor", "unknown", "pituitary adenoma"),
    *each("Peripheral neuropathy", "unknown", "acoustic neuroma", "schwannoma", "neurofibroma", "neurofibromatosis type 1", "foot drop"),
    *each(
        "Peripheral neuropathy", "unknown", "sciatica", "cervical radiculopathy", "piriformis syndrome", "complex regional pain syndrome"
    ),
    *each("Peripheral neuropathy", "unknown", "optic neuritis", "neuritis", "thoracic outlet syndrome", "peripheral nerve injury"),
    *each(
        "Peripheral neuropathy", "fail", "diabetic neuropathy", "Guillain-Barre syndrome", "Charcot-Marie-Tooth disease", "polyneuropathy"
    ),
    *each("Radiculopathy", "unknown", "peripheral neuropathy"),
    *each("Hemiplegia", "unknown", "hemiparesis", "left hemiparesis", "right-sided weakness", "quadriplegia"),
    *each("Hemiplegia", "match", "monoplegia", "paraplegia"),
    *each("Bilateral hemiplegia", "unknown", "quadriplegia", "bilateral hemiparesis"),
    *each("Bilateral hemiplegia", "fail", "bilateral hemiplegia"),
    *each("Movement disorder", "unknown", "Wilson disease", "torticollis"),
    *each("Movement disorder", "fail", "cervical dystonia", "akathisia", "essential tremor"),
    *each("Myopathy", "match", "tendinitis", "tennis elbow", "TMJ disorder"),
    *each("Myopathy", "unknown", "fibromyalgia", "polymyalgia rheumatica", "muscle weakness", "myalgia"),
    *each("Neuromuscular disease", "unknown", "inclusion body myositis", "schwannoma"),
)
def test_diseases_of_nerves_and_muscles(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    """A tumour of a nerve, a pain along it or a squint is no neuropathy."""
    check(kind, text, record, expected, options)


@table(
    *each("Psychological disorders", "unknown", "aphasia", "dysarthria", "dyspareunia", "Down syndrome", "Rett syndrome", "memory loss"),
    *each(
        "Psychological disorders", "unknown", "Huntington disease", "Creutzfeldt-Jakob disease", "vaginismus", "mild cognitive impairment"
    ),
    *each("Psychological disorders", "match", "epilepsy", "hepatic encephalopathy", "stroke"),
    *each("Psychological disorders", "fail", "dementia", "delirium", "depression", "mania", "autism"),
    *each("Cognitive impairment", "unknown", "mental disorder", "neurocognitive disorder"),
    *each("Substance abuse", "match", "opioid-induced constipation"),
    *each("Substance abuse", "unknown", "marijuana use"),
    *each("Intellectual disability", "unknown", "Down syndrome", "fragile X syndrome", "learning disability", "Williams syndrome"),
    *each("Down syndrome", "unknown", "intellectual disability"),
    *each("Intellectual disability", "match", "dementia", "depression"),
)
def test_diseases_of_the_mind(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    """A sign of a disease of the brain, or a syndrome of genes, proves no mental disorder."""
    check(kind, text, record, expected, options)


@table(
    *each("Musculoskeletal disease", "unknown", "low back pain", "neck pain", "rotator cuff tear", "scleroderma", "acromegaly"),
    *each("Musculoskeletal disease", "fail", "ganglion cyst", "Baker's cyst", "plantar fasciitis", "shoulder pain", "tendinitis"),
    *each("Musculoskeletal disease", "match", "tinea pedis", "tracheomalacia", "periapical abscess"),
    *each("Bone disease", "unknown", "herniated disc", "spinal stenosis", "acromegaly", "Marfan syndrome", "wrist fracture"),
    *each("Bone disease", "fail", "osteoporosis", "bone metastases", "osteomyelitis"),
    *each("Arthritis", "unknown", "rheumatic heart disease"),
    *each("Arthritis", "fail", "spondyloarthritis", "CPPD"),
    *each(
        "Skin disease", "unknown", "Behçet disease", "leprosy", "chickenpox", "abscess", "frostbite", "Kawasaki disease", "herpes simplex"
    ),
    *each("Skin disease", "fail", "epidermoid cyst", "sebaceous cyst", "cold sores", "tinea pedis", "cellulitis"),
    *each("Skin disease", "match", "giant cell arteritis", "plantar fasciitis", "cholesteatoma"),
    *each("Eye disease", "unknown", "Graves disease", "Behçet disease", "Sjögren syndrome", "blepharospasm"),
    *each("Blindness", "match", "hemianopsia"),
    *each("Narrow-angle glaucoma", "unknown", "neovascular glaucoma", "narrow angles", "plateau iris", "uveitic glaucoma", "glaucoma"),
    *each("Narrow-angle glaucoma", "fail", "PACG", "acute angle closure"),
    *each("Narrow-angle glaucoma", "match", "open-angle glaucoma", "ocular hypertension"),
    *each("Ear disease", "unknown", "vertigo"),
    *each("Ear disease", "fail", "BPPV", "perforated eardrum"),
    *each("Germ cell tumor", "unknown", "testicular cancer"),
    *each("Small cell carcinoma", "fail", "small cell lung cancer"),
    excludes("Breast surgery", "of an unnamed organ", {**has(""), "conditions": [], "procedures": [{"name": "segmentectomy"}]}, "unknown"),
)
def test_diseases_of_bones_skin_and_senses(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    """Diseases of the whole body show there in some patients only."""
    check(kind, text, record, expected, options)
