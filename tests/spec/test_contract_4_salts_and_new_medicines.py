"""Medicines, allergens and procedures by general names: salts, new members of a class, operations of any name (contract §4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from spec.contract import Kind, answers, check, excludes, needs, table
from spec.records import allergic, closed, done, drug, has, labs, listed, obs, proc, takes


def lines(section: str, *rows: tuple[str, str, str, str]) -> pytest.MarkDecorator:
    """Of each general term: the entries that prove it, those that leave it open, and those that do not touch it."""
    return table(
        *(
            excludes(text, name, closed({section: [_entry(section, name)]}), outcome)
            for text, *groups in rows
            for outcome, names in zip(("fail", "unknown", "match"), groups, strict=True)
            for name in filter(None, names.split("; "))
        )
    )


def _entry(section: str, name: str) -> dict[str, Any]:
    return proc(name, "2026-10-28") if section == "procedures" else drug(name)


@lines(
    "medications",
    (
        "Current use of iron",
        "ferrous sulfate; iron sucrose; ferric carboxymaltose; ferric derisomaltose; iron polysaccharide complex; iron supplement",
        "ferric oxide",
        "folic acid; zinc sulfate; deferasirox; magnesium oxide; vitamin B12",
    ),
    (
        "Current use of magnesium",
        "magnesium oxide; magnesium citrate; Mag-Ox; milk of magnesia; magnesium glycinate",
        "antacids; laxatives",
        "calcium carbonate; esomeprazole magnesium; potassium chloride; lactulose; sodium bicarbonate",
    ),
    (
        "Current use of calcium",
        "calcium citrate; Tums; calcium acetate; calcium gluconate",
        "antacids",
        "atorvastatin calcium; calcitriol; amlodipine; magnesium oxide; leucovorin calcium",
    ),
    ("Current use of zinc", "zinc acetate; zinc picolinate; zinc sulfate", "zinc oxide", "copper sulfate; magnesium oxide; iron; selenium"),
    (
        "Current use of potassium",
        "potassium citrate; Klor-Con; potassium phosphate",
        "potassium iodide",
        "losartan potassium; penicillin V potassium; spironolactone; sodium chloride; furosemide",
    ),
    ("Current use of lithium", "lithium citrate; Lithobid", "", "valproate; sodium chloride; quetiapine; lamotrigine; haloperidol"),
    ("Current use of bismuth", "Pepto-Bismol; bismuth subcitrate", "", "metronidazole; loperamide; omeprazole; sucralfate; mesalamine"),
)
def test_a_mineral_is_what_its_salts_hold(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@lines(
    "medications",
    (
        "Prior use of VEGF inhibitors",
        "fruquintinib; Fruzaqla; surufatinib; ivonescimab; tivozanib",
        "ponatinib",
        "trastuzumab; imatinib; tezepelumab; palivizumab; metformin",
    ),
    (
        "Prior use of PD-1 inhibitors",
        "retifanlimab; serplulimab; cadonilimab",
        "monoclonal antibodies",
        "atezolizumab; bevacizumab; denosumab; nirsevimab; rituximab",
    ),
    (
        "Use of GLP-1 receptor agonists",
        "retatrutide; orforglipron; survodutide",
        "",
        "pramlintide; dapagliflozin; insulin degludec; metformin",
    ),
    ("Use of anticoagulants", "abelacimab; milvexian; danaparoid", "", "aspirin; ticagrelor; tranexamic acid; tenecteplase; metformin"),
    ("Use of antipsychotics", "xanomeline; Cobenfy; blonanserin", "lithium", "sertraline; diazepam; donepezil; valproate"),
    ("Use of antidepressants", "zuranolone; gepirone; lofepramine", "lithium", "lorazepam; haloperidol; levetiracetam; metformin"),
    ("Use of JAK inhibitors", "deucravacitinib; ritlecitinib; momelotinib", "", "imatinib; adalimumab; methotrexate; dupilumab"),
    ("Use of BTK inhibitors", "pirtobrutinib; remibrutinib", "", "imatinib; venetoclax; rituximab; ruxolitinib"),
    ("Use of PCSK9 inhibitors", "tafolecimab", "inclisiran", "evinacumab; ezetimibe; rosuvastatin"),
    ("Use of thyroid medication", "levothyroxine; carbimazole; methimazole", "", "metformin; prednisone; teriparatide; insulin glargine"),
    ("Use of thyroid hormones", "levothyroxine", "", "carbimazole; propylthiouracil; hydrocortisone"),
    ("Use of MAO inhibitors", "phenelzine; rasagiline", "linezolid; methylene blue", "vancomycin; sertraline; amitriptyline; metformin"),
    ("Use of TNF inhibitors", "ozoralizumab", "biologics; monoclonal antibodies", "tocilizumab; vedolizumab; kinase inhibitors; NSAIDs"),
    ("Use of antihypertensives", "amlodipine; aprocitentan", "guanfacine", "NSAIDs; statins; multivitamin; monoclonal antibodies"),
    ("Prior antineoplastic drugs", "pirtobrutinib; inavolisib", "rilzabrutinib; elagolix", "metformin; eculizumab; omeprazole"),
)
def test_classes_have_their_new_members(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@lines(
    "allergies",
    ("Allergy to copper", "copper", "metals", "nickel; penicillin; latex; egg; pollen"),
    ("Allergy to gold", "gold", "metal", "nickel; titanium; penicillin; latex; egg"),
    ("Allergy to walnut", "walnuts", "nuts; tree nuts; food", "peanut; cashew; penicillin; latex; egg"),
    ("Allergy to peanut", "peanuts", "nuts; legumes", "egg; milk; walnut; latex; penicillin"),
    ("Allergy to shrimp", "shrimp", "shellfish; seafood; crustaceans", "oyster; salmon; egg; penicillin; latex"),
    ("Allergy to birch pollen", "birch pollen", "pollen; tree pollen; seasonal", "ragweed; grass pollen; dust mite; cat; latex"),
    ("Allergy to bee venom", "bee stings", "insect venom; hymenoptera venom", "wasp venom; latex; penicillin; pollen; egg"),
    ("Allergy to thimerosal", "thimerosal", "preservatives", "parabens; latex; penicillin; egg; pollen"),
    ("Allergy to docetaxel", "docetaxel", "chemotherapy; taxanes", "cisplatin; penicillin; latex; ibuprofen; egg"),
    ("Allergy to nickel", "nickel", "metal", "cobalt; gold; latex; penicillin; egg"),
)
def test_a_general_allergen_leaves_open_which(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@lines(
    "procedures",
    (
        "Core needle biopsy within 14 days",
        "core biopsy",
        "prostate biopsy; liver biopsy; breast biopsy; bone marrow biopsy; lung biopsy",
        "fine needle aspiration; excisional biopsy; CT scan; mastectomy; dialysis",
    ),
    (
        "Minor surgery within 14 days",
        "minor surgery",
        "tooth extraction; incision and drainage; excisional biopsy; sentinel lymph node biopsy; cataract surgery; septoplasty",
        "CT scan; blood transfusion; dialysis; vaccination; physiotherapy; phlebotomy",
    ),
    (
        "Surgery within 4 weeks",
        "hernia repair; septoplasty; meniscectomy",
        "tooth extraction; cochlear implantation; thrombectomy; polypectomy; angioplasty; hysteroscopy",
        "CT scan; dialysis; colonoscopy; phlebotomy; nicotine replacement therapy; sclerotherapy; lumbar puncture",
    ),
    (
        "Major surgery within 4 weeks",
        "major surgery; hip replacement; craniotomy; CABG",
        "appendectomy; cochlear implantation; thrombectomy",
        "tooth extraction; skin biopsy; colonoscopy; dialysis; lumbar puncture",
    ),
    (
        "Prior breast reconstruction",
        "breast reconstruction",
        "tissue expander placement; plastic surgery; breast implant",
        "mastectomy; lumpectomy; breast biopsy; hysterectomy; CT scan",
    ),
)
def test_an_operation_of_any_name(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    *(
        needs("Undergoing elective surgery", f"planned {name}", done(name, status="planned"), expected)
        for expected, names in (
            ("unknown", "cochlear implantation; ureteroscopy; dental surgery; TAVI; pacemaker implantation; bunionectomy"),
            ("fail", "CT scan; oocyte retrieval; electroconvulsive therapy; haemodialysis; blood transfusion"),
        )
        for name in names.split("; ")
    )
)
def test_a_planned_operation_may_be_elective(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers(
        "Severe systemic disease other than diabetes",
        (has("type 2 diabetes", severity="severe"), "match"),
        (has("diabetic nephropathy", severity="severe"), "unknown"),
        (has("diabetic cardiomyopathy", severity="severe"), "unknown"),
        (has("COPD", severity="mild"), "match"),
    )
)
def test_an_exception_does_not_cover_diseases_that_go_with_it(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


def _receptor(name: str, value: float, unit: str | None = "%", **fields: Any) -> Mapping[str, Any]:
    return {**listed("breast cancer"), **labs(obs(name, value, unit, **fields))}


@table(
    needs("ER-positive breast cancer", "ER 0.5 %", _receptor("ER", 0.5), "fail"),
    needs("ER-positive breast cancer", "ER 1 %", _receptor("ER", 1), "match"),
    needs("ER-positive breast cancer", "ER 8 %", _receptor("ER", 8), "match"),
    needs("ER-positive breast cancer", "ER < 10 %", _receptor("ER", 10, comparator="<"), "unknown"),
    needs("ER-negative breast cancer", "ER 0.5 %", _receptor("ER", 0.5), "match"),
    needs("ER-negative breast cancer", "ER < 1 %", _receptor("ER", 1, comparator="<"), "match"),
    needs("ER-negative breast cancer", "ER 2, no unit", _receptor("ER", 2, None), "unknown"),
    needs("PR-negative breast cancer", "PR 0.9 %", _receptor("PR", 0.9), "match"),
    needs("PR-negative breast cancer", "PR 40 %", _receptor("PR", 40), "fail"),
)
def test_a_hormone_receptor_is_positive_from_one_percent(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


ENGLISH = obs("English language", True)


@table(
    needs("Able to read and write English", "the language", labs(ENGLISH), "match"),
    needs("Able to read and write English", "literate", labs(ENGLISH, obs("literate", True)), "match"),
    needs("Able to read and write English", "not illiterate", labs(ENGLISH, obs("illiterate", False)), "match"),
    needs("Able to read and write English", "illiterate", labs(ENGLISH, obs("illiterate", True)), "unknown"),
    needs("Able to read and write English", "cannot read", labs(ENGLISH, obs("able to read", False)), "unknown"),
    needs("Able to read and write English", "illiteracy", {**labs(ENGLISH), **listed("illiteracy")}, "unknown"),
    needs("Able to read English", "cannot read at all", labs(obs("able to read", False)), "fail"),
    needs("Able to speak English", "cannot read", labs(ENGLISH, obs("able to read", False)), "match"),
    needs("Written informed consent", "spoken", labs(obs("verbal consent", True)), "unknown"),
    needs("Written informed consent", "signed", labs(obs("signed informed consent", True)), "match"),
    needs("Verbal consent", "written", labs(obs("written informed consent", True)), "match"),
)
def test_what_is_told_of_reading_and_signing(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Use of iron", "another mineral", takes("magnesium oxide"), "match"),
    excludes("Allergy to iodine", "povidone-iodine", closed(allergic(drug("povidone-iodine"))), "unknown"),
)
def test_what_stands_beside(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)
