"""Kinds of the general terms of exclusion criteria: entries that are, may be or are not what is asked (contract §4)."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import check, excludes, table

CLOSED: dict[str, Any] = {"complete": ["conditions", "procedures", "medications"]}


def entry(section: str, *names: str) -> dict[str, Any]:
    return {section: [{"name": name} for name in names], **CLOSED}


def lines(section: str, *rows: tuple[str, str, str, str]) -> pytest.MarkDecorator:
    """Of each general term: the entries that prove it, those that leave it open, and those that do not touch it."""
    outcomes = ("fail", "unknown", "match")
    return table(
        *(
            excludes(general, name, entry(section, name), outcome)
            for general, *groups in rows
            for outcome, names in zip(outcomes, groups, strict=True)
            for name in filter(None, names.split("; "))
        )
    )


@lines(
    "conditions",
    (
        "Breast cancer",
        "breast adenocarcinoma; TNBC; inflammatory breast cancer",
        "axillary adenocarcinoma; adenocarcinoma of unknown primary; phyllodes tumor",
        "lung adenocarcinoma; prostate cancer; mastitis",
    ),
    ("Mesothelioma", "malignant pleural mesothelioma", "pleural cancer; pleural tumor; cancer", "breast cancer; asbestosis"),
    ("Anal cancer", "squamous cell carcinoma of the anus", "squamous cell carcinoma", "colon cancer; hemorrhoids"),
    ("Penile cancer", "squamous cell carcinoma of the penis; penile carcinoma", "squamous cell carcinoma", "prostate cancer; balanitis"),
    ("Vulvar cancer", "squamous cell carcinoma of the vulva", "squamous cell carcinoma; extramammary Paget disease", "lichen sclerosus"),
    ("Ureteral cancer", "urothelial carcinoma of the ureter", "urothelial carcinoma; transitional cell carcinoma", "prostate cancer"),
    ("Urothelial carcinoma", "transitional cell carcinoma", "bladder cancer; ureteral cancer; bladder tumor", "prostate cancer; cystitis"),
    ("Adenocarcinoma", "lung adenocarcinoma", "lung cancer; colorectal cancer", "melanoma; glioblastoma; multiple myeloma"),
    ("Squamous cell carcinoma", "", "head and neck cancer; lung cancer; NSCLC", "prostate cancer; lung adenocarcinoma"),
    ("Colorectal cancer", "rectosigmoid cancer; colon cancer", "colonic neoplasm; intestinal cancer", "anal cancer; gastric cancer"),
    ("Ovarian cancer", "epithelial ovarian cancer", "primary peritoneal cancer; dysgerminoma; germ cell tumor", "endometriosis"),
    ("Endometrial cancer", "endometrial carcinoma", "carcinosarcoma; uterine cancer; endometrial stromal sarcoma", "endometritis"),
    ("Testicular cancer", "", "seminoma; germ cell tumor", "prostate cancer; hydrocele"),
    ("Sarcoma", "liposarcoma; osteosarcoma", "bone cancer; phyllodes tumor; carcinosarcoma; GIST", "colon cancer; lipoma"),
    ("Bone metastases", "skeletal metastases", "stage IV breast cancer; metastatic prostate cancer", "osteoporosis"),
    ("Carcinoid tumor", "", "cancer; malignancy", "asthma"),
)
def test_cancers(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@lines(
    "conditions",
    (
        "Traumatic brain injury",
        "concussion; cerebral contusion; traumatic subdural hematoma; traumatic epidural hematoma; diffuse axonal injury",
        "subdural hematoma; skull fracture; head injury; post-traumatic epilepsy; polytrauma",
        "ischemic stroke; meningitis; ankle fracture",
    ),
    ("CNS disease", "stroke; epilepsy", "hemiplegia; paraplegia; facial palsy; aphasia", "carpal tunnel syndrome; gout; hypertension"),
    ("Epilepsy", "epileptic encephalopathy; Dravet syndrome", "seizure; tuberous sclerosis", "syncope; migraine"),
    ("Seizures", "eclampsia; status epilepticus", "epilepsy; psychogenic nonepileptic seizures", "migraine"),
    ("Dementia", "Alzheimer disease", "memory impairment; normal pressure hydrocephalus; Korsakoff syndrome", "depression; migraine"),
    ("Stroke", "cerebral infarction", "hemiparesis; retinal artery occlusion", "migraine; multiple sclerosis"),
    ("Hearing loss", "presbycusis", "Meniere's disease; cochlear implant", "otitis externa; cataract"),
    ("Vision loss", "blindness; Leber congenital amaurosis", "macular degeneration; cataract", "conjunctivitis; otitis media"),
    ("Glaucoma", "POAG; acute angle closure", "narrow angles; ocular hypertension", "cataract; conjunctivitis"),
    ("Retinopathy", "diabetic retinopathy; hypertensive retinopathy", "macular degeneration", "keratitis; cataract"),
)
def test_nervous_system_and_senses(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@lines(
    "conditions",
    (
        "Immunocompromised",
        "AIDS; agammaglobulinemia; DiGeorge syndrome",
        "neutropenia; asplenia; kidney transplant recipient; multiple myeloma; aplastic anemia",
        "hypertension; osteoarthritis; asthma",
    ),
    (
        "Autoimmune disease",
        "mixed connective tissue disease; type 1 diabetes; Hashimoto thyroiditis",
        "arthritis; diabetes mellitus; glomerulonephritis; optic neuritis",
        "osteoarthritis; type 2 diabetes; gout",
    ),
    ("Rheumatic disease", "SLE; psoriatic arthritis; Sjogren syndrome", "vasculitis; arthralgia", "hypertension; cataract"),
    ("Connective tissue disease", "SLE; polymyositis", "rheumatoid arthritis; vasculitis; rheumatic disease", "osteoarthritis; gout"),
    ("Psoriasis", "plaque psoriasis", "", "hepatitis; diabetes mellitus; glomerulonephritis; optic neuritis"),
    ("Eczema", "atopic dermatitis; dyshidrotic eczema", "dermatitis; contact dermatitis", "psoriasis; acne"),
    ("Atopic dermatitis", "infantile eczema", "eczema; hand eczema; eczema herpeticum", "psoriasis; acne; contact dermatitis"),
    ("Infection", "pneumonia; cellulitis", "diarrhea; bursitis; COPD exacerbation", "osteoarthritis; hypertension"),
    ("Pneumonia", "", "bacterial infection; staphylococcal infection", "hypertension; asthma"),
    ("Urinary tract infection", "renal abscess; bladder infection", "E. coli infection; pyonephrosis", "kidney stones; overactive bladder"),
    ("Liver abscess", "pyogenic liver abscess", "abscess; intra-abdominal abscess; amebiasis", "cirrhosis; lung abscess"),
)
def test_immunity_and_infections(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@lines(
    "conditions",
    ("Thromboembolism", "DVT; pulmonary embolism", "portal vein thrombosis; embolism; cardioembolic stroke", "varicose veins; hemophilia"),
    ("Venous thromboembolism", "lower extremity DVT; iliac vein thrombosis", "splenic vein thrombosis; thrombosis", "stroke; gout"),
    (
        "Peripheral vascular disease",
        "femoral artery occlusion; Buerger's disease; PAD",
        "varicose veins; carotid stenosis; gangrene; atherosclerosis",
        "hypertension; migraine",
    ),
    ("Cardiomyopathy", "takotsubo syndrome; ischemic cardiomyopathy", "myocarditis; cardiac amyloidosis; HFrEF", "hypertension; stroke"),
    ("Cardiac arrest", "pulseless electrical activity; asystole", "ventricular fibrillation", "stable angina; atrial fibrillation"),
    ("Cardiac arrhythmia", "atrial fibrillation", "pacemaker; cardiac arrest; QT prolongation", "mitral regurgitation; gout"),
    ("Valvular heart disease", "aortic stenosis; Ebstein anomaly", "endocarditis; rheumatic heart disease", "myocardial infarction"),
    ("Congenital heart disease", "atrial septal defect", "Down syndrome; Turner syndrome; Marfan syndrome", "atrial fibrillation; gout"),
    ("Heart failure", "HFpEF", "pulmonary edema; cor pulmonale; reduced ejection fraction", "hypertension; stable angina"),
    ("Pulmonary hypertension", "CTEPH; Eisenmenger syndrome", "cor pulmonale", "portal hypertension; COPD"),
    ("Cerebrovascular disease", "carotid stenosis", "hemiplegia; aphasia", "tension headache; varicose veins"),
    ("Coagulopathy", "hemophilia; DIC", "liver failure; thrombophilia", "varicose veins; gout"),
    ("Bleeding disorder", "ITP", "thrombocytopenia", "iron deficiency anemia; hypertension"),
)
def test_heart_and_vessels(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@lines(
    "conditions",
    ("Diabetes mellitus", "diabetic nephropathy; diabetic retinopathy; diabetic gastroparesis", "hyperglycemia", "prediabetes; obesity"),
    ("Type 1 diabetes", "", "diabetic retinopathy; diabetic nephropathy; diabetes mellitus", "type 2 diabetes; prediabetes"),
    ("Type 2 diabetes", "", "diabetic retinopathy; diabetic foot ulcer", "type 1 diabetes; gestational diabetes"),
    ("Malabsorption", "celiac disease", "lactose intolerance; SIBO; cystic fibrosis", "GERD; diverticulosis"),
    ("Periodontal disease", "gingivitis; periodontal abscess", "tooth loss; tooth mobility; dental abscess", "dental caries; bruxism"),
    (
        "Inflammatory bowel disease",
        "IBD unclassified; indeterminate colitis",
        "ileal Crohn's disease; colitis; terminal ileitis; microscopic colitis",
        "irritable bowel syndrome; diverticulitis",
    ),
    ("Chronic lung disease", "bronchiectasis; cystic fibrosis; COPD", "sarcoidosis; bronchitis", "allergic rhinitis; sinusitis"),
    ("Chronic liver disease", "NASH", "esophageal varices; hemochromatosis; ascites", "gallstones; pancreatitis"),
    ("Nephrotic syndrome", "", "glomerulonephritis; membranous nephropathy", "kidney stones; hydronephrosis"),
    ("Osteoporosis", "osteoporotic fracture", "vertebral compression fracture; fragility fracture", "osteoarthritis; osteomyelitis"),
    ("Electrolyte imbalance", "hypophosphatemia; hypermagnesemia", "metabolic acidosis; tumor lysis syndrome", "hypertension; gout"),
    ("Anemia", "iron deficiency anemia", "sickle cell trait; G6PD deficiency; iron deficiency", "thrombocytopenia; gout"),
)
def test_metabolism_and_organs(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@lines(
    "conditions",
    ("Mental disorder", "schizophrenia; depression", "catatonia; suicidal ideation; self-harm", "epilepsy; stroke"),
    ("Alcoholism", "alcohol dependence", "alcohol withdrawal; alcoholic cirrhosis", "cocaine dependence; hypertension"),
    ("Alcohol abuse", "alcohol dependence", "alcoholic hepatitis; alcohol withdrawal", "fetal alcohol syndrome; cocaine dependence"),
    ("Substance abuse", "opioid use disorder", "drug overdose", "neonatal abstinence syndrome; depression"),
    ("Chronic pain", "fibromyalgia; complex regional pain syndrome", "low back pain; neuropathic pain; sciatica", "cataract; asthma"),
    ("Back pain", "low back pain", "lumbar disc herniation; spinal stenosis", "migraine; gout"),
    ("Depression", "dysthymia", "adjustment disorder; depressed mood", "schizophrenia; panic disorder"),
)
def test_mind_and_pain(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@lines(
    "procedures",
    (
        "Pelvic reconstruction",
        "sacrocolpopexy; anterior colporrhaphy; sacrospinous ligament fixation",
        "midurethral sling; vaginal surgery; colpocleisis",
        "appendectomy; knee replacement",
    ),
    (
        "Abdominal surgery",
        "cholecystectomy; cesarean section; abdominal hysterectomy; liver transplant",
        "hysterectomy; nephrectomy; hernia repair; laparoscopy; robotic surgery",
        "cataract surgery; CABG; craniotomy",
    ),
    ("Thoracic surgery", "lobectomy of the lung; thymectomy; pectus repair", "esophagectomy; lobectomy", "appendectomy; craniotomy"),
    ("Head and neck surgery", "laryngectomy; thyroidectomy; glossectomy", "septoplasty; cervical spine surgery", "appendectomy; CABG"),
    ("Cardiac surgery", "CABG; VSD repair; septal myectomy", "TAVR; sternotomy; ASD closure", "appendectomy; knee replacement"),
    ("Gastrointestinal surgery", "Whipple procedure; colectomy", "cholecystectomy; laparotomy", "cataract surgery; mastectomy"),
    ("Joint replacement", "hip resurfacing; knee replacement", "hip surgery", "appendectomy; ACL reconstruction"),
)
def test_operations(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@lines(
    "medications",
    ("Protease inhibitors", "ritonavir; simeprevir; nirmatrelvir", "cobicistat", "metformin; efavirenz; bortezomib"),
    ("Antibiotics", "amoxicillin; vancomycin", "isoniazid", "fluconazole; metformin"),
    ("Antidepressants", "phenelzine; sertraline", "lithium", "metformin; haloperidol"),
    ("Antihypertensives", "doxazosin; lisinopril", "tamsulosin", "metformin; omeprazole"),
    ("Hormonal contraceptives", "oral contraceptives", "levonorgestrel; ethinylestradiol", "metformin; testosterone"),
)
def test_medicines(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Type 1 diabetes", "the type is listed", entry("conditions", "diabetic retinopathy", "type 2 diabetes"), "match"),
    excludes("Type 1 diabetes", "the type is listed", entry("conditions", "diabetes mellitus", "type 2 diabetes"), "match"),
    excludes("Autoimmune disease", "the type is listed", entry("conditions", "diabetic retinopathy", "type 2 diabetes"), "match"),
    excludes("Type 2 diabetes", "the type is listed", entry("conditions", "diabetic nephropathy", "type 2 diabetes"), "fail"),
    excludes("Type 2 diabetes", "another kind is listed", entry("conditions", "diabetic nephropathy", "gestational diabetes"), "unknown"),
    excludes("Bone metastases", "the organ is listed", entry("conditions", "metastatic breast cancer", "liver metastasis"), "match"),
    excludes("Brain metastases", "no organ is listed", entry("conditions", "metastatic breast cancer"), "unknown"),
    excludes("Deafness", "a cochlear implant", entry("procedures", "cochlear implant"), "unknown"),
)
def test_what_another_entry_settles(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Nephrectomy", "a kind of it", entry("procedures", "nephroureterectomy"), "fail"),
    excludes("Nephrectomy", "a kind of it", entry("procedures", "kidney donation"), "fail"),
    excludes("Nephrectomy", "another operation", entry("procedures", "cystectomy"), "match"),
    excludes("Acute kidney injury", "a kind of it", entry("conditions", "acute tubular necrosis"), "fail"),
    excludes("Acute kidney injury", "a chronic one", entry("conditions", "polycystic kidney disease"), "match"),
    excludes("Antibiotics", "a kind of them", entry("medications", "sulfadiazine"), "fail"),
    excludes("Antibiotics", "another sulfonamide", entry("medications", "sulfasalazine"), "match"),
)
def test_kinds_that_tables_have_of_their_own(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
