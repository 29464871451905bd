"""Usual entries of records against the general terms of criteria: which prove them, which leave them open, which are none (contract §4)."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import check, excludes, needs, table
from spec.records import obs

CLOSED: dict[str, Any] = {"complete": ["conditions", "procedures", "medications", "allergies"]}


def entry(section: str, name: str, **fields: Any) -> dict[str, Any]:
    return {section: [{"name": name, **fields}], **CLOSED}


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


# ------------------------------------------------------------------ medicines


@lines(
    "medications",
    (
        "Use of hormone replacement therapy",
        "Premarin; Prempro; estradiol; conjugated estrogens; HRT; hormone replacement therapy",
        "medroxyprogesterone; progesterone; ethinyl estradiol/levonorgestrel",
        "levothyroxine; metformin",
    ),
    ("Patients on hormone replacement therapy", "Premarin", "", "metformin"),
    ("Use of estrogen replacement therapy", "Premarin; Prempro; estradiol", "", "levothyroxine; metformin"),
    ("Thyroid hormone replacement therapy", "levothyroxine", "", "estradiol"),
)
def test_hormone_replacement_is_what_replaces_the_hormones_of_the_ovary(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@lines(
    "medications",
    (
        "Hormonal agents",
        "tamoxifen; leuprolide; estradiol; ethinyl estradiol/levonorgestrel",
        "levothyroxine; insulin glargine; prednisone; octreotide",
        "metformin; aspirin",
    ),
    ("Hormones", "levothyroxine; estradiol", "", "metformin"),
    ("Amphetamine", "lisdexamfetamine; Vyvanse; Dexedrine; methamphetamine; Adderall", "phentermine", "methylphenidate; modafinil"),
    ("HER tyrosine kinase inhibitors", "lapatinib; neratinib", "erlotinib", "imatinib; trastuzumab"),
    ("Prior anti-EGFR antibody", "cetuximab; panitumumab", "", "erlotinib; metformin"),
    ("Prior anti-VEGF antibodies", "bevacizumab", "", "sunitinib; metformin"),
    ("Prior anti-HER2 antibody", "trastuzumab", "", "lapatinib; metformin"),
    ("Prior anti-TNF antibody", "adalimumab", "", "etanercept; metformin"),
    ("Prior anti-IL-5 antibody", "mepolizumab", "", "omalizumab"),
    ("Therapeutic antibodies", "rituximab; IVIG", "", "metformin"),
    ("Monoclonal antibodies", "rituximab", "antibody therapy", "IVIG; metformin"),
)
def test_classes_have_their_usual_medicines(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@lines(
    "medications",
    (
        "Concurrent immunosuppressive therapy",
        "tacrolimus; cyclosporine; azathioprine",
        "cyclosporine eye drops; Restasis; tacrolimus ointment; pimecrolimus cream",
        "metformin",
    ),
    ("Immunosuppressants", "tacrolimus", "tacrolimus ointment; Restasis", "metformin"),
    ("Topical calcineurin inhibitors", "tacrolimus ointment; pimecrolimus cream", "", "tacrolimus; cyclosporine"),
    ("Topical corticosteroids", "hydrocortisone cream", "prednisolone eye drops; loteprednol", "prednisone; budesonide inhaler"),
    ("Corticosteroid eye drops", "prednisolone eye drops; loteprednol", "", "prednisone; hydrocortisone cream"),
)
def test_what_acts_where_it_is_put_is_told_by_its_name(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *(
        excludes("Immunosuppressive therapy", f"{name}, {route}", entry("medications", name, route=route), outcome)
        for name, route, outcome in (
            ("cyclosporine", "ophthalmic", "unknown"),
            ("tacrolimus", "topical", "unknown"),
            ("tacrolimus", "oral", "fail"),
        )
    ),
    excludes("Topical corticosteroids", "of the eye", entry("medications", "prednisolone", route="ophthalmic"), "unknown"),
    excludes("Topical corticosteroids", "by mouth", entry("medications", "prednisolone", route="oral"), "match"),
)
def test_what_acts_where_it_is_put_is_told_by_its_route(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@lines(
    "allergies",
    ("Hypersensitivity to Cremophor EL", "Cremophor", "paclitaxel; cyclosporine", "nab-paclitaxel; docetaxel; penicillin"),
    ("Hypersensitivity to polysorbate 80", "polysorbate 80", "docetaxel; etoposide", "paclitaxel; penicillin"),
    ("Hypersensitivity to E. coli-derived proteins", "filgrastim; pegfilgrastim; asparaginase", "", "penicillin"),
    ("Hypersensitivity to recombinant proteins", "trastuzumab; filgrastim; insulin", "", "penicillin; paclitaxel"),
    ("Allergy to Chinese hamster ovary cell products", "trastuzumab; rituximab", "infliximab", "filgrastim; penicillin"),
    ("Hypersensitivity to murine proteins", "", "rituximab; trastuzumab", "filgrastim; penicillin"),
    ("Allergy to monoclonal antibodies", "rituximab", "recombinant proteins", "penicillin"),
)
def test_an_allergy_to_a_medicine_may_be_to_what_it_holds_or_comes_of(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ procedures


@lines(
    "procedures",
    ("Angioplasty", "PTCA; PCI; coronary stent", "carotid stenting; revascularization", "CABG; coronary angiography"),
    ("Angioplasty or cardiac stent", "PCI; PTCA", "", "ureteral stent placement"),
    ("Percutaneous coronary intervention", "PTCA; coronary stent", "angioplasty; stent placement", "femoral angioplasty; carotid stenting"),
    ("Peripheral angioplasty", "femoral angioplasty", "angioplasty", "PCI; coronary stent"),
    ("Carotid angioplasty", "carotid artery angioplasty", "carotid stenting", "PCI"),
    (
        "Stent placement",
        "coronary stent; carotid stenting",
        "ureteral stent placement; biliary stent; esophageal stent; tracheal stent",
        "CABG",
    ),
    ("Ureteral stent", "double J stent", "stent placement", "coronary stent; biliary stent"),
    ("Pacemaker", "dual chamber pacemaker; pacemaker insertion", "", "gastric pacemaker implantation; bladder pacemaker; brain pacemaker"),
)
def test_angioplasties_stents_and_pacemakers(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@lines(
    "procedures",
    (
        "Total mastectomy",
        "modified radical mastectomy; radical mastectomy; skin-sparing mastectomy; nipple-sparing mastectomy; simple mastectomy",
        "mastectomy; prophylactic mastectomy",
        "lumpectomy; partial mastectomy",
    ),
    ("Simple mastectomy", "simple mastectomy", "total mastectomy; mastectomy", "modified radical mastectomy"),
    (
        "Axillary lymph node dissection",
        "modified radical mastectomy; radical mastectomy",
        "",
        "simple mastectomy; lumpectomy; sentinel lymph node biopsy",
    ),
    (
        "Breast-conserving surgery",
        "lumpectomy; quadrantectomy; segmental mastectomy",
        "wide local excision; WLE; segmentectomy; excisional biopsy of breast",
        "mastectomy; lung segmentectomy; breast biopsy",
    ),
)
def test_operations_on_the_breast(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@lines(
    "procedures",
    (
        "Bone marrow transplantation",
        "bone marrow transplant; allogeneic bone marrow transplantation",
        "allogeneic hematopoietic stem cell transplantation; autologous stem cell transplantation; HSCT",
        "kidney transplantation",
    ),
    (
        "Allogeneic bone marrow transplantation",
        "allogeneic BMT",
        "allogeneic stem cell transplantation; bone marrow transplantation",
        "autologous stem cell transplantation; autologous bone marrow transplantation",
    ),
    (
        "Brain surgery",
        "craniotomy; deep brain stimulation; burr hole drainage",
        "ventriculoperitoneal shunt; EVD; aneurysm clipping; transsphenoidal surgery",
        "lumbar discectomy; carotid endarterectomy; gamma knife",
    ),
)
def test_transplantations_and_operations_on_the_brain(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ conditions


@lines(
    "conditions",
    (
        "Sensory or motor neuropathy",
        "small fiber neuropathy; Charcot-Marie-Tooth disease; Guillain-Barre syndrome",
        "chemotherapy-induced peripheral neuropathy; diabetic neuropathy; polyneuropathy; CIDP",
        "optic neuropathy; asthma",
    ),
    ("Sensory neuropathy", "small fiber neuropathy", "CIPN; diabetic peripheral neuropathy", "motor neuropathy; trigeminal neuralgia"),
    ("Motor neuropathy", "Guillain-Barre syndrome", "CIPN; polyneuropathy", "small fiber neuropathy; sensory neuropathy"),
    ("Brain or CNS disease", "epilepsy; stroke", "tension headache; migraine", "carpal tunnel syndrome"),
    ("Neurological disorder", "migraine; tension headache", "", "asthma"),
    (
        "Injury",
        "head injury; traumatic brain injury; concussion; ankle fracture",
        "",
        "acute lung injury; acute kidney injury; myocardial injury; post-traumatic epilepsy; silicosis",
    ),
    ("Acute brain injury", "", "traumatic brain injury; intracerebral hemorrhage; subarachnoid hemorrhage", "hip fracture; epilepsy"),
)
def test_nerves_brain_and_injuries(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    *(
        excludes(
            "Neuropathy (motor or sensory) of grade 2 or greater", f"CIPN of grade {stage}", entry("conditions", "CIPN", stage=stage), x
        )
        for stage, x in (("3", "unknown"), ("1", "match"))
    )
)
def test_a_neuropathy_of_a_low_grade_is_none_of_either_kind_of_a_high_one(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@lines(
    "conditions",
    (
        "Abdominal fistula",
        "enterocutaneous fistula; colovesical fistula; pancreatic fistula; biliary fistula; intestinal fistula",
        "fistula; gastrointestinal fistula; vesicovaginal fistula",
        "anal fistula; arteriovenous fistula; tracheoesophageal fistula",
    ),
    (
        "Gastrointestinal perforation",
        "bowel perforation; perforated appendicitis; perforated diverticulitis; perforated peptic ulcer; esophageal perforation",
        "gallbladder perforation",
        "diverticulitis; peptic ulcer; uterine perforation; perforated eardrum; Mallory-Weiss syndrome",
    ),
    (
        "Bowel perforation",
        "colonic perforation; perforated diverticulitis; perforated duodenal ulcer",
        "gastric perforation; perforated appendicitis",
        "esophageal perforation; diverticulitis",
    ),
    (
        "Intra-abdominal abscess",
        "liver abscess; subphrenic abscess; peritoneal abscess",
        "abscess; psoas abscess; perinephric abscess",
        "dental abscess; lung abscess; perianal abscess; appendicitis",
    ),
    ("Appendicitis", "perforated appendicitis; ruptured appendix; acute appendicitis", "", "diverticulitis"),
    ("Gastrointestinal fistula", "enterocutaneous fistula; anal fistula", "pancreatic fistula; abdominal fistula", "arteriovenous fistula"),
)
def test_perforations_fistulas_and_abscesses(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@lines(
    "conditions",
    (
        "Metabolic bone disease",
        "hypophosphatasia; osteomalacia; osteoporosis",
        "hyperparathyroidism; Paget disease of bone; osteogenesis imperfecta",
        "gout; osteoarthritis",
    ),
    (
        "Retinal vascular disease",
        "proliferative diabetic retinopathy; retinopathy of prematurity; branch retinal vein occlusion",
        "macular degeneration",
        "retinal detachment; cataract",
    ),
    ("Vascular disease", "branch retinal vein occlusion", "", "cataract"),
    (
        "Drug abuse or dependence",
        "benzodiazepine dependence; sedative use disorder; opioid dependence; hallucinogen dependence; polysubstance abuse",
        "",
        "alcohol dependence; nicotine dependence",
    ),
    ("Heroin dependence", "heroin use disorder; heroin addiction", "opioid use disorder; opioid dependence", "cocaine dependence"),
    ("Opioid use disorder", "heroin dependence; opioid abuse", "", "cocaine dependence"),
    ("Frozen shoulder", "adhesive capsulitis", "", "bursitis"),
    ("Bursitis", "bursitis", "", "adhesive capsulitis"),
    (
        "Syphilis or chlamydia",
        "chlamydia infection; chlamydial cervicitis; LGV",
        "chlamydial pneumonia; trachoma",
        "psittacosis; viral pneumonia",
    ),
    ("Sexually transmitted infection", "chlamydial cervicitis; gonorrhea", "trachoma", "influenza"),
)
def test_bones_eyes_addictions_and_germs(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    *(
        excludes(f"Any malignancy{exception}", name, entry("conditions", name), outcome)
        for exception in (", with the exception of basal or squamous cell carcinoma", " except for squamous cell carcinoma")
        for name, outcome in (
            ("squamous cell carcinoma of the lung", "unknown"),
            ("squamous cell carcinoma of the head and neck", "unknown"),
            ("esophageal squamous cell carcinoma", "unknown"),
            ("squamous cell carcinoma of the skin", "match"),
            ("squamous cell carcinoma", "match"),
            ("colon cancer", "fail"),
        )
    ),
    excludes(
        "Malignancy except for squamous cell carcinoma of the lung",
        "that of the lung",
        entry("conditions", "squamous cell carcinoma of the lung"),
        "match",
    ),
    needs("Squamous cell carcinoma", "of the lung", entry("conditions", "squamous cell carcinoma of the lung"), "match"),
)
def test_a_squamous_cell_carcinoma_excepted_from_cancers_means_that_of_the_skin(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ times and counts


@table(
    *(
        excludes(f"{name} within the last 6 months", onset, entry("conditions", name, onset=onset), outcome)
        for name in (
            "Vaso-occlusive crisis",
            "Acute chest syndrome",
            "Acute cholecystitis",
            "Acute liver failure",
            "Thyroid storm",
            "Renal colic",
            "Testicular torsion",
            "Acute urinary retention",
            "Acute rheumatic fever",
            "Pulmonary edema",
            "Retinal detachment",
            "Central retinal artery occlusion",
            "Peptic ulcer perforation",
            "Anastomotic leak",
            "Gastroenteritis",
            "Conjunctivitis",
            "Bronchiolitis",
            "Mastitis",
            "Manic episode",
            "Psychotic episode",
        )
        for onset, outcome in (("2015-03-01", "match"), ("2026-08-01", "fail"))
    ),
    *(
        excludes(f"{name} within the last 6 months", "of 2015, and active", entry("conditions", name, onset="2015-03-01"), outcome)
        for name, outcome in (
            ("Otitis media", "unknown"),
            ("Cholecystitis", "unknown"),
            ("Mesenteric ischemia", "unknown"),
            ("Chronic otitis media", "fail"),
            ("Ulcerative colitis", "fail"),
            ("Chronic sinusitis", "fail"),
            ("Interstitial cystitis", "fail"),
            ("Allergic conjunctivitis", "fail"),
            ("Bronchiolitis obliterans", "fail"),
            ("Gastritis", "fail"),
            ("Schizophrenia", "fail"),
        )
    ),
)
def test_an_acute_disease_counts_at_its_onset_and_a_lasting_one_as_long_as_it_lasts(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("More than 2 seizures in the last 4 weeks", "epilepsy", entry("conditions", "epilepsy", onset="2010"), "unknown"),
    excludes("More than 2 seizures in the last 4 weeks", "one seizure", entry("conditions", "seizure", onset="2026-10-20"), "match"),
    excludes("More than 2 seizures in the last 4 weeks", "asthma", entry("conditions", "asthma", onset="2010"), "match"),
    excludes("Three or more asthma exacerbations in the last year", "asthma", entry("conditions", "asthma"), "unknown"),
    excludes("Three or more asthma exacerbations in the last year", "gout", entry("conditions", "gout"), "match"),
    needs("No more than one seizure in the past 3 months", "epilepsy", entry("conditions", "epilepsy"), "unknown"),
    needs("No more than one seizure in the past 3 months", "gout", entry("conditions", "gout"), "match"),
)
def test_a_chronic_disease_may_have_shown_itself_any_number_of_times(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ antibodies and abbreviations


@table(
    *(
        line
        for name in ("anti-AAV9 antibodies", "anti-PLA2R antibodies", "anti-HLA antibodies", "anti-LGI1 antibodies")
        for value, excluded, included in (("positive", "fail", "match"), ("negative", "match", "fail"))
        for line in (
            excludes(f"Known {name}", str(value), {"observations": [obs(name, value)], **CLOSED}, excluded),
            needs(f"Positive {name}", str(value), {"observations": [obs(name, value)], **CLOSED}, included),
        )
    ),
    excludes("Pre-existing neutralizing anti-AAV antibodies", "nothing recorded", CLOSED, "unknown"),
    excludes("Known anti-XYZ9 antibodies", "nothing recorded", CLOSED, "unknown"),
    excludes("Prior treatment with anti-CD20 antibodies", "rituximab", entry("medications", "rituximab"), "fail"),
    excludes("Prior treatment with anti-CD20 antibodies", "nothing recorded", CLOSED, "match"),
)
def test_antibodies_in_the_blood_are_no_medicine(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("CVS, renal or hepatic disease", "heart failure", entry("conditions", "heart failure"), "unknown"),
    excludes("CVS, renal or hepatic disease", "cirrhosis", entry("conditions", "cirrhosis"), "fail"),
    excludes("Previous CVS (stroke)", "stroke", entry("conditions", "stroke"), "fail"),
    excludes("Chorionic villus sampling (CVS)", "the sampling", entry("procedures", "chorionic villus sampling"), "fail"),
    excludes("Chorionic villus sampling", "CVS", entry("procedures", "CVS"), "fail"),
)
def test_cvs_is_no_sampling_where_nothing_tells_so(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
