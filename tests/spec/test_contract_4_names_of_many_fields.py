"""Names of many fields: what proves them, what leaves them open, and that a complete list without them denies them (contract §4)."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, table
from spec.records import NOTHING, done, has, takes, underwent


@table(
    excludes("Crowding of teeth", "by its other name", has("dental crowding"), "fail"),
    excludes("Loose teeth", "by its name", has("tooth mobility"), "fail"),
    excludes("Dry mouth", "by its name", has("xerostomia"), "fail"),
    excludes("Impacted tooth", "of one kind", has("impacted canine"), "fail"),
    excludes("White spot lesions", "perhaps with one", has("dental caries"), "unknown"),
    excludes("White spot lesions", "another disease", has("gingivitis"), "match"),
)
def test_of_the_mouth(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Fetal malpresentation", "one of them", has("breech presentation"), "fail"),
    excludes("Small for gestational age", "perhaps so", has("fetal growth restriction"), "unknown"),
    excludes("Intrahepatic cholestasis of pregnancy", "by its other name", has("obstetric cholestasis"), "fail"),
    excludes("Pregnancy of unknown location", "none", NOTHING, "match"),
    excludes("Obstetric anal sphincter injury", "by its degree", has("fourth degree perineal tear"), "fail"),
    excludes("Diminished ovarian reserve", "perhaps so", has("primary ovarian insufficiency"), "unknown"),
    excludes("Cervical insufficiency", "by its other name", has("cervical incompetence"), "fail"),
    excludes("Recurrent implantation failure", "perhaps so", has("infertility"), "unknown"),
    excludes("Growth hormone deficiency", "perhaps of that", has("hypopituitarism"), "unknown"),
    excludes("Short stature", "of one kind", has("dwarfism"), "fail"),
)
def test_of_pregnancy_and_childhood(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Intracardiac thrombus", "in one chamber", has("left atrial thrombus"), "fail"),
    excludes("Cardiac shunt", "perhaps one", has("ventricular septal defect"), "unknown"),
    excludes("Vasospasm", "of one artery", has("coronary spasm"), "fail"),
    excludes("Claudication", "of the vessels", has("intermittent claudication"), "fail"),
    excludes("Claudication", "perhaps", has("peripheral arterial disease"), "unknown"),
    excludes("Limb ischemia", "acute", has("acute limb ischaemia", onset="2026-10-30"), "fail"),
    excludes("In-stent restenosis", "of a heart's artery, whether with a stent", has("coronary restenosis"), "unknown"),
    excludes("Single ventricle", "by its other name", has("univentricular heart"), "fail"),
    excludes("Nasal congestion", "none", has("hypertension"), "match"),
)
def test_of_the_heart_and_the_vessels(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Hepatosplenomegaly", "half of it", has("splenomegaly"), "unknown"),
    excludes("Splenomegaly", "with more", has("hepatosplenomegaly"), "fail"),
    excludes("Biliary stricture", "perhaps by one", has("primary sclerosing cholangitis"), "unknown"),
    excludes("Graft loss", "of a kidney", has("renal allograft failure", onset="2026-10-30"), "fail"),
    excludes("Graft failure", "perhaps", has("kidney transplant rejection"), "unknown"),
    excludes("Anemia of chronic kidney disease", "by its other name", has("renal anaemia"), "fail"),
    excludes("Chronic kidney disease", "by its anaemia", has("renal anaemia"), "fail"),
    excludes("Urinary tract obstruction", "at one place", has("ureteropelvic junction obstruction"), "fail"),
    excludes("Urinary tract obstruction", "perhaps by it", has("kidney stones"), "unknown"),
    excludes("Platelet dysfunction", "of one kind", has("Glanzmann thrombasthenia"), "fail"),
    excludes("Platelet dysfunction", "too few, not too weak", has("immune thrombocytopenia"), "match"),
)
def test_of_the_belly_and_the_blood(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Spatial neglect", "by its other name", has("hemispatial neglect"), "fail"),
    excludes("CSF leak", "in full", has("cerebrospinal fluid leak"), "fail"),
    excludes("Large vessel occlusion", "perhaps of one", has("ischaemic stroke"), "unknown"),
    excludes("Stimulant use disorder", "of one", has("cocaine use disorder"), "fail"),
    excludes("Opioid withdrawal", "of another", has("alcohol withdrawal"), "match"),
    excludes("Homicidal ideation", "none", has("depression"), "match"),
    excludes("Nonunion", "of a fracture", has("fracture nonunion", onset="2026-10-30"), "fail"),
    excludes("Cartilage defect", "with the bone", has("osteochondral defect"), "fail"),
    excludes("Patellar instability", "perhaps", has("patellar dislocation"), "unknown"),
    excludes("Prosthesis-related infection", "of a pacemaker", has("pacemaker infection", onset="2026-10-30"), "fail"),
)
def test_of_the_nerves_the_mind_and_the_bones(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Photosensitivity", "of one kind", has("polymorphous light eruption"), "fail"),
    excludes("Keloid formation", "by its name", has("keloid"), "fail"),
    excludes("History of keloid scars", "none", NOTHING, "match"),
    excludes("Dry skin", "by its name", has("xerosis cutis"), "fail"),
    excludes("Ocular surface disease", "one", has("dry eye disease"), "fail"),
    excludes("Ocular surface disease", "perhaps one", has("bacterial conjunctivitis"), "unknown"),
    excludes("Drusen", "of the retina", has("retinal drusen"), "fail"),
    excludes("Malignant hyperthermia susceptibility", "shown by one", has("malignant hyperthermia", onset="2020-01-01"), "fail"),
    excludes("Infusion reaction", "perhaps by one", has("anaphylaxis", onset="2026-10-30"), "unknown"),
    excludes("Gram-negative bacteremia", "of which germ", has("sepsis", onset="2026-10-30"), "unknown"),
)
def test_of_the_skin_the_eyes_and_the_whole_body(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Prior brachial plexus block", "at one place", done("interscalene block", "2026-01-05"), "fail"),
    excludes("Prior nerve block", "of one nerve", done("adductor canal block", "2026-01-05"), "fail"),
    excludes("Infusion pump", "into the spine", done("baclofen pump", "2024-01-05"), "fail"),
    excludes("Infusion pump", "another device", done("pacemaker", "2024-01-05"), "match"),
    excludes("Implanted infusion pump", "of which sort", done("infusion pump", "2024-01-05"), "unknown"),
    excludes("Intraocular lens", "as a rule", done("cataract surgery", "2024-01-05"), "unknown"),
    excludes("Prior retinal detachment repair", "perhaps", done("vitrectomy", "2024-01-05"), "unknown"),
    excludes("Prior photocoagulation", "of the macula", done("macular laser", "2024-01-05"), "fail"),
    excludes("Prior vertebral augmentation", "of one kind", done("kyphoplasty", "2024-01-05"), "fail"),
    excludes("Hip fracture surgery", "perhaps", done("hemiarthroplasty", "2024-01-05"), "unknown"),
    excludes("Bronchoalveolar lavage within 1 month", "done", done("BAL of the lung", "2020-01-05"), "match"),
    excludes("Prior red cell exchange", "by machine", done("erythrocytapheresis", "2024-01-05"), "fail"),
    excludes("Feeding tube", "through the nose", done("nasogastric tube", "2026-10-20"), "fail"),
    excludes("Brace treatment", "still worn", underwent("scoliosis brace", "2025-01-05"), "fail"),
    excludes("Psychotherapy", "of one kind", underwent("psychodynamic therapy", "2025-01-05"), "fail"),
    excludes("Tumor treating fields", "only a medicine", takes("temozolomide"), "match"),
    excludes("Ovarian suppression", "perhaps by it", takes("goserelin"), "unknown"),
    excludes("Bowel preparation", "perhaps", takes("bisacodyl"), "unknown"),
)
def test_of_procedures_and_devices(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Use of taxoids", "one", takes("docetaxel"), "fail"),
    excludes("Phosphodiesterase inhibitors", "of one kind", takes("sildenafil"), "fail"),
    excludes("GP IIb/IIIa inhibitors", "one", takes("tirofiban"), "fail"),
    excludes("GP IIb/IIIa inhibitors", "of another kind", takes("clopidogrel"), "match"),
    excludes("Prior anti-LAG-3 antibody", "one", takes("relatlimab", start="2025-01-01"), "fail"),
    excludes("Potassium-competitive acid blockers", "one", takes("vonoprazan"), "fail"),
    excludes("Antimitotic agents", "one", takes("vincristine"), "fail"),
    excludes("Thiopurines", "one", takes("6-mercaptopurine"), "fail"),
    excludes("Herbal medicines", "one", takes("kava"), "fail"),
)
def test_of_medicines(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Coagulase-negative staphylococci infection", "one", has("Staphylococcus lugdunensis infection", onset="2026-10-30"), "fail"),
    excludes("Candidiasis", "of one kind", has("Candida glabrata infection", onset="2026-10-30"), "fail"),
    excludes("Enterococcus faecium infection", "of another kind", has("Enterococcus faecalis infection", onset="2026-10-30"), "match"),
)
def test_of_germs(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Liver desease", "spelt wrongly by the trial", has("cirrhosis"), "fail"),
    excludes("Intracranial hemorrage", "spelt wrongly by the trial", has("subdural hematoma", onset="2026-10-30"), "fail"),
    excludes("Hypertension", "spelt wrongly by the record", has("arterial hypertention"), "fail"),
    excludes("Prior nitrosureas", "spelt wrongly by the trial", takes("carmustine", start="2025-01-01"), "fail"),
    excludes("Diabetes melitus", "another disease", has("diabetes insipidus"), "match"),
    excludes("Systemic lupus erythematosis", "spelt wrongly by the trial", has("SLE"), "fail"),
    excludes("History of myocardial infraction", "spelt wrongly by the trial", has("myocardial infarction", onset="2020-01-01"), "fail"),
)
def test_misspelt_words(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
