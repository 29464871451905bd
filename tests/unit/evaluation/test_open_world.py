"""Contract §4: what is missing, what denies, what a complete list says."""

from typing import Any

import pytest

from by_hand import (
    EVER,
    PLANNED,
    allergy,
    assumed,
    concept,
    condition,
    conditions,
    in_family,
    lab,
    labs,
    last,
    medication,
    one_of,
    procedure,
    quantity,
    shown,
    stated,
    truth,
)
from eligibility.rules.nodes import AnyNode, ConceptRef, HasAllergy, HasCondition, Not, Timing

HCC = "hepatocellular carcinoma"


# ------------------------------------------------------------------ the open world


@pytest.mark.parametrize(
    "rule",
    [condition("ascites"), procedure("liver transplantation"), medication("prednisone"), allergy("heparin"), in_family("diabetes")],
)
def test_what_the_record_does_not_mention_is_unknown(rule: AnyNode) -> None:
    assert truth(rule, {}) == "unknown: missing"
    assert truth(rule, {"sex": "male", "conditions": [{"name": "asthma"}]}) == "unknown: missing"


@pytest.mark.parametrize(
    ("rule", "record"),
    [
        (condition("ascites"), {"conditions": [{"name": "ascites", "status": "absent"}]}),
        (condition("ascites", EVER), {"conditions": [{"name": "ascites", "status": "absent"}]}),
        (condition("ascites", last(6, "month")), {"conditions": [{"name": "ascites", "status": "absent"}]}),
        (procedure("liver transplantation"), {"procedures": [{"name": "liver transplantation", "status": "absent"}]}),
        (medication("prednisone", EVER), {"medications": [{"name": "prednisone", "status": "absent"}]}),
        (allergy("heparin"), {"allergies": [{"name": "heparin", "status": "absent"}]}),
        (in_family("diabetes"), {"family_history": [{"name": "diabetes", "status": "absent"}]}),
        (condition("stroke"), labs(lab("stroke", False))),
        (condition("stroke", EVER), labs(lab("stroke", False))),
        (condition("stroke"), labs(lab("stroke", "no"))),
        (condition("hepatitis B"), labs(lab("HBsAg", "negative"))),
        (stated("pregnancy"), labs(lab("pregnancy", False))),
    ],
)
def test_the_record_denies(rule: AnyNode, record: Any) -> None:
    assert truth(rule, record) == "false"
    assert truth(Not(child=rule), record) == "true"


def test_never_done_says_nothing_of_plans() -> None:
    record = {"procedures": [{"name": "liver transplantation", "status": "absent"}]}
    assert truth(procedure("liver transplantation", PLANNED), record) == "unknown: missing"


def test_a_specific_entry_proves_the_general_term() -> None:
    assert truth(condition("malignancy"), conditions(HCC)) == "true"
    assert truth(medication("corticosteroid"), {"medications": [{"name": "prednisone"}]}) == "true"
    assert truth(procedure("dialysis"), {"procedures": [{"name": "haemodialysis", "start": "2026-01-05"}]}) == "true"
    assert truth(allergy("penicillin"), {"allergies": [{"name": "amoxicillin"}]}) == "true"


def test_denying_the_general_term_denies_the_specific_one_and_not_the_reverse() -> None:
    assert truth(condition(HCC), conditions({"name": "malignancy", "status": "absent"})) == "false"
    assert truth(condition("malignancy"), conditions({"name": HCC, "status": "absent"})) == "unknown: missing"


def test_a_more_general_entry_leaves_the_specific_one_open() -> None:
    assert truth(condition(HCC), conditions("malignancy")) == "unknown: missing"
    assert truth(condition(HCC), conditions("malignancy", complete=["conditions"])) == "unknown: missing"


def test_an_entry_that_contradicts_another_leaves_the_question_open() -> None:
    record = conditions("ascites", {"name": "ascites", "status": "absent"})
    assert truth(condition("ascites"), record) == "unknown: conflicting_values"
    assert truth(condition("malignancy"), conditions(HCC, {"name": "malignancy", "status": "absent"})) == "unknown: conflicting_values"


def test_a_denial_speaks_only_up_to_its_date() -> None:
    later = labs(lab("HBsAg", "negative", day="2019-05-01"), **conditions({"name": "hepatitis B", "onset": "2024"}))
    assert truth(condition("hepatitis B"), later) == "true"
    earlier = labs(lab("HBsAg", "negative", day="2025-05-01"), **conditions({"name": "hepatitis B", "onset": "2024"}))
    assert truth(condition("hepatitis B"), earlier) == "unknown: conflicting_values"


def test_a_state_that_ended_after_its_test_is_over() -> None:
    positive = labs(lab("HCV RNA", 350000, "IU/mL", day="2020-05-01"))
    assert truth(condition("hepatitis C"), positive) == "true"
    cured = positive | conditions({"name": "hepatitis C", "onset": "2019", "end": "2021-03-01", "status": "resolved"})
    assert truth(condition("hepatitis C"), cured) == "false"
    some_day = positive | conditions({"name": "hepatitis C", "status": "resolved"})
    assert truth(condition("hepatitis C"), some_day) == "unknown: conflicting_values"
    back = labs(lab("HCV RNA", 350000, "IU/mL", day="2026-05-01")) | conditions({"name": "hepatitis C", "end": "2021-03-01"})
    assert truth(condition("hepatitis C"), back) == "true"


def test_a_pregnancy_that_has_ended_is_over() -> None:
    record = labs(lab("pregnancy", True, day="2026-01-10")) | {"procedures": []}
    assert truth(stated("pregnancy"), record) == "true"
    assert truth(stated("pregnancy"), record | labs(lab("pregnancy", True, day="2026-01-10"), lab("pregnancy", False))) == "false"


# ------------------------------------------------------------------ complete lists


@pytest.mark.parametrize(
    ("rule", "section"),
    [
        (condition("ascites"), "conditions"),
        (condition("ascites", EVER), "conditions"),
        (procedure("liver transplantation"), "procedures"),
        (procedure("liver transplantation", PLANNED), "procedures"),
        (medication("prednisone"), "medications"),
        (allergy("heparin"), "allergies"),
        (in_family("diabetes"), "family_history"),
    ],
)
def test_what_a_complete_list_does_not_have_is_absent(rule: AnyNode, section: Any) -> None:
    words = section.replace("_", " ")
    assert truth(rule, {"complete": [section]}) == "false"
    assert assumed(rule, {"complete": [section]}) == [f"the record's list of {words} is complete, as the record says"]
    assert truth(rule, {}, assume_complete=(section,)) == "false"
    assert assumed(rule, {}, assume_complete=(section,)) == [f"the record's list of {words} is complete, as the caller says"]
    others = [s for s in ("conditions", "procedures", "medications", "allergies", "family_history") if s != section]
    assert truth(rule, {"complete": others}) == "unknown: missing"


def test_a_missing_number_is_unknown_whatever_is_complete() -> None:
    complete = {"complete": ["conditions", "procedures", "medications", "allergies", "family_history"]}
    assert truth(one_of("HBsAg", "positive"), complete) == "unknown: missing"
    assert truth(stated("informed consent"), complete) == "unknown: missing"


def test_a_complete_list_obeys_its_entries_first() -> None:
    assert truth(condition("ascites"), conditions("ascites", complete=["conditions"])) == "true"
    undated = conditions({"name": "stroke", "status": "resolved"}, complete=["conditions"])
    assert truth(condition("stroke", last(6, "month")), undated) == "unknown: undated"


def test_an_opaque_object_obeys_a_complete_list() -> None:
    study_drug = HasAllergy(concept=ConceptRef(id=None, name="the study drug"))
    assert truth(study_drug, {"allergies": [], "complete": ["allergies"]}) == "false"
    assert truth(study_drug, {"allergies": []}) == "unknown: missing"
    # Which drug it is nobody knows: any allergy may be meant.
    assert truth(study_drug, {"allergies": [{"name": "penicillin"}], "complete": ["allergies"]}) == "unknown: missing"
    assert truth(study_drug, {"allergies": [{"name": "penicillin", "status": "absent"}], "complete": ["allergies"]}) == "false"


def test_a_vague_term_is_denied_by_a_complete_list_only_if_nothing_may_fit() -> None:
    vague = HasCondition(concept=ConceptRef(id=None, name="severe problems in other organs"))
    assert truth(vague, {"complete": ["conditions"]}) == "false"
    assert truth(vague, conditions("asthma", complete=["conditions"])) == "unknown: missing"
    assert truth(vague, conditions({"name": "asthma", "status": "absent"}, complete=["conditions"])) == "false"


def test_an_unknown_name_fits_only_itself() -> None:
    zorg = HasCondition(concept=ConceptRef(id=None, name="Zorg's phenomenon"))
    assert truth(zorg, conditions("zorg phenomenon")) == "true"
    assert truth(zorg, conditions("asthma", complete=["conditions"])) == "false"
    assert truth(zorg, conditions("Zorg-Meyer phenomenon", complete=["conditions"])) == "unknown: missing"


def test_an_entry_nobody_knows_may_be_of_a_general_kind_but_is_no_specific_thing() -> None:
    record = conditions("Zorg's phenomenon", complete=["conditions"])
    assert truth(condition("malignancy"), record) == "unknown: missing"
    assert truth(condition("ascites"), record) == "false"


def test_any_entry_is_a_disease() -> None:
    disease = HasCondition(concept=ConceptRef(id="condition", name="disease"))
    assert truth(disease, conditions("asthma")) == "true"
    assert truth(disease, conditions("Zorg's phenomenon")) == "true"
    assert truth(disease, conditions({"name": "asthma", "status": "resolved"})) == "unknown: missing"


# ------------------------------------------------------------------ codes and names


def test_a_code_stands_for_a_name() -> None:
    coded = {"codes": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "C22.0"}]}
    assert truth(condition(HCC), conditions(coded)) == "true"
    assert truth(condition("malignancy"), conditions(coded)) == "true"


def test_codes_win_where_both_are_known() -> None:
    entry = {"name": "asthma", "codes": [{"system": "icd-10-cm", "code": "C22.0"}]}
    assert truth(condition("asthma"), conditions(entry, complete=["conditions"])) == "false"
    assert truth(condition("malignancy"), conditions(entry)) == "true"


def test_a_name_more_exact_than_its_code_counts() -> None:
    entry = {"name": "lung adenocarcinoma", "codes": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "C34.9"}]}
    assert truth(condition("lung adenocarcinoma"), conditions(entry)) == "true"
    assert truth(condition("lung cancer"), conditions(entry)) == "true"


def test_a_code_nobody_knows_leaves_the_name() -> None:
    entry = {"name": "asthma", "codes": [{"system": "http://snomed.info/sct", "code": "195967001"}]}
    assert truth(condition("asthma"), conditions(entry)) == "true"


def test_an_observation_is_found_by_its_loinc_code() -> None:
    coded = {"codes": [{"system": "http://loinc.org", "code": "5195-3"}], "value": "positive", "date": "2026-10-01"}
    assert truth(one_of("HBsAg", "positive"), labs(coded)) == "true"


# ------------------------------------------------------------------ tests that prove or deny


@pytest.mark.parametrize(
    ("test", "value", "disease", "expected"),
    [
        ("HBsAg", "positive", "hepatitis B", "true"),
        ("HBsAg", "negative", "hepatitis B", "false"),
        ("anti-HIV", "reactive", "HIV infection", "true"),
        ("anti-HIV", "non-reactive", "HIV infection", "false"),
        ("HIV RNA", 12000, "HIV infection", "true"),
        ("HIV RNA", "not detected", "HIV infection", "false"),
        ("HCV RNA", 350000, "hepatitis C", "true"),
        ("HCV RNA", "undetectable", "hepatitis C", "false"),
        ("anti-HCV", "negative", "hepatitis C", "false"),
        ("anti-HCV", "positive", "hepatitis C", "unknown: missing"),
        ("anti-HBs", "positive", "hepatitis B", "unknown: missing"),
        ("anti-HBs", "negative", "hepatitis B", "unknown: missing"),
        ("systolic blood pressure", 190, "hypertension", "unknown: missing"),
    ],
)
def test_what_a_test_says_of_a_disease(test: str, value: Any, disease: str, expected: str) -> None:
    unit = "[IU]/mL" if test == "HCV RNA" and not isinstance(value, str) else "copies/mL" if test == "HIV RNA" else None
    assert truth(condition(disease), labs(lab(test, value, unit))) == expected


def test_a_viral_load_below_a_limit_may_be_either() -> None:
    assert truth(condition("hepatitis C"), labs(lab("HCV RNA", 15, "IU/mL", comparator="<"))) == "unknown: missing"


@pytest.mark.parametrize(("value", "expected"), [("positive", "true"), ("negative", "false")])
def test_a_pregnancy_test_proves_or_denies_pregnancy(value: str, expected: str) -> None:
    assert truth(stated("pregnancy"), labs(lab("pregnancy test", value))) == expected


def test_the_newest_result_of_a_test_counts() -> None:
    record = labs(lab("HBsAg", "positive", day="2020-01-01"), lab("HBsAg", "negative", day="2026-01-01"))
    assert truth(condition("hepatitis B"), record) == "false"
    assert truth(condition("hepatitis B", EVER), record) == "true"


def test_a_graded_scale_proves_its_condition() -> None:
    assert truth(condition("hepatic encephalopathy"), labs(lab("West Haven grade", "II"))) == "true"
    assert truth(condition("hepatic encephalopathy"), labs(lab("West Haven grade", 0))) == "false"
    assert truth(condition("heart failure"), labs(lab("NYHA class", "III"))) == "true"


def test_a_bare_yes_proves_no_severity() -> None:
    severe = condition("ascites", severity=("severe",))
    assert truth(severe, labs(lab("ascites", True))) == "unknown: missing"
    assert truth(severe, labs(lab("ascites", False))) == "false"
    assert truth(severe, labs(lab("ascites", True), **conditions({"name": "ascites", "severity": "mild"}))) == "false"
    assert truth(severe, labs(lab("ascites", True), **conditions({"name": "ascites", "severity": "severe"}))) == "true"


# ------------------------------------------------------------------ sex, pregnancy, menopause


@pytest.mark.parametrize("name", ["pregnancy", "breastfeeding", "childbearing potential"])
def test_male_sex_denies(name: str) -> None:
    assert truth(stated(name), {"sex": "male"}) == "false"
    assert shown(stated(name), {"sex": "male"}) == ["sex: male"]
    assert truth(stated(name), {"sex": "female"}) == "unknown: missing"


@pytest.mark.parametrize(
    "record",
    [
        {"procedures": [{"name": "hysterectomy", "date": "2015"}]},
        {"procedures": [{"name": "hysterectomy"}]},
        {"conditions": [{"name": "menopause"}]},
        {"observations": [{"name": "postmenopausal", "value": True, "date": "2026-01-01"}]},
        {"observations": [{"name": "menopause", "value": "yes"}]},
        {"observations": [{"name": "childbearing potential", "value": False}]},
    ],
)
def test_childbearing_potential_is_denied(record: Any) -> None:
    assert truth(stated("childbearing potential"), {"sex": "female"} | record) == "false"


@pytest.mark.parametrize(
    "record",
    [
        {"procedures": [{"name": "hysterectomy", "status": "absent"}]},
        {"procedures": [{"name": "hysterectomy", "status": "planned"}]},
        {"procedures": [{"name": "hysterectomy", "date": "2027-01-01"}]},
        {"observations": [{"name": "postmenopausal", "value": False}]},
    ],
)
def test_childbearing_potential_is_not_denied(record: Any) -> None:
    assert truth(stated("childbearing potential"), {"sex": "female"} | record) == "unknown: missing"


def test_a_statement_and_a_condition_of_the_same_name_are_one() -> None:
    assert truth(stated("pregnancy"), conditions("pregnancy")) == "true"
    assert truth(stated("pregnancy"), conditions({"name": "pregnancy", "status": "absent"})) == "false"
    assert truth(condition("pregnancy"), labs(lab("pregnancy", True))) == "true"
    assert truth(condition("pregnancy"), labs(lab("pregnancy", False))) == "false"
    assert truth(condition("pregnancy"), {"sex": "male"}) == "false"


def test_the_record_that_contradicts_itself_on_pregnancy() -> None:
    assert truth(stated("pregnancy"), labs(lab("pregnancy", True), sex="male")) == "unknown: conflicting_values"


def test_the_value_asked_for_may_be_no() -> None:
    assert truth(stated("informed consent", value=False), labs(lab("informed consent", True))) == "false"
    assert truth(stated("informed consent", value=False), labs(lab("informed consent", False))) == "true"


def test_not_smoking_now_does_not_say_never() -> None:
    assert truth(stated("smoking", timing=EVER), labs(lab("smoking", False))) == "unknown: stale"
    assert truth(stated("smoking", timing=EVER), labs(lab("smoking", True, day="2020"), lab("smoking", False))) == "true"


# ------------------------------------------------------------------ medications, allergies, family


@pytest.mark.parametrize(
    ("route", "wanted", "expected"),
    [
        ("oral", "oral", "true"),
        ("PO", "oral", "true"),
        ("oral", "systemic", "true"),
        ("inhaled", "systemic", "unknown: missing"),
        ("oral", "topical", "unknown: missing"),
        (None, "systemic", "unknown: missing"),
    ],
)
def test_a_route(route: str | None, wanted: str, expected: str) -> None:
    assert truth(medication("prednisone", route=wanted), {"medications": [{"name": "prednisone", "route": route}]}) == expected


def test_another_route_is_denied_only_by_a_complete_list() -> None:
    record = {"medications": [{"name": "prednisone", "route": "inhaled"}], "complete": ["medications"]}
    assert truth(medication("prednisone", route="systemic"), record) == "false"


@pytest.mark.parametrize(
    ("dose", "unit", "expected"),
    [
        (20, "mg/day", "true"),
        (10, "mg/d", "true"),
        (0.02, "g/day", "true"),
        (5, "mg/day", "false"),
        (None, None, "unknown: missing"),
        (20, None, "unknown: unit_missing"),
        (20, "mg", "unknown: unit_not_convertible"),
    ],
)
def test_a_dose(dose: float | None, unit: str | None, expected: str) -> None:
    rule = medication("prednisone", dose=(">=", quantity(10, "mg/d")))
    assert truth(rule, {"medications": [{"name": "prednisone", "dose": dose, "unit": unit}]}) == expected


def test_doses_of_different_drugs_are_not_compared() -> None:
    rule = medication("corticosteroid", dose=(">=", quantity(10, "mg/d")))
    record = {"medications": [{"name": "dexamethasone", "dose": 4, "unit": "mg/day"}]}
    assert truth(rule, record) == "unknown: unit_not_convertible"
    of_prednisone = medication("corticosteroid", dose=(">=", quantity(10, "mg/d")), how="prednisone equivalent")
    assert truth(of_prednisone, {"medications": [{"name": "prednisone", "dose": 4, "unit": "mg/day"}]}) == "unknown: missing"
    assert truth(of_prednisone, {"medications": [{"name": "prednisone", "dose": 40, "unit": "mg/day"}]}) == "true"


def test_an_indication() -> None:
    rule = medication("prednisone", indication=(concept("asthma"),))
    assert truth(rule, {"medications": [{"name": "prednisone", "indication": "asthma"}]}) == "true"
    assert truth(rule, {"medications": [{"name": "prednisone", "indication": "gout"}]}) == "unknown: missing"
    assert truth(rule, {"medications": [{"name": "prednisone"}]}) == "unknown: missing"


def test_the_severity_of_an_allergy() -> None:
    rule = allergy("heparin", severity=("severe",))
    assert truth(rule, {"allergies": [{"name": "heparin", "severity": "severe"}]}) == "true"
    assert truth(rule, {"allergies": [{"name": "heparin", "severity": "mild"}]}) == "false"
    assert truth(rule, {"allergies": [{"name": "heparin"}]}) == "unknown: severity_not_recorded"


@pytest.mark.parametrize(
    ("recorded", "asked", "expected"),
    [
        ("mother", (), "true"),
        ("mother", ("mother",), "true"),
        ("mother", ("parent",), "true"),
        ("sister", ("first-degree relative",), "true"),
        ("cousin", ("first-degree relative",), "unknown: missing"),
        ("parent", ("mother",), "unknown: missing"),
        (None, ("mother",), "unknown: missing"),
        (None, (), "true"),
    ],
)
def test_relatives(recorded: str | None, asked: tuple[str, ...], expected: str) -> None:
    record = {"family_history": [{"name": "schizophrenia", "relation": recorded}]}
    assert truth(in_family("mental disorder", *asked), record) == expected


def test_the_family_s_diseases_are_not_the_patient_s() -> None:
    assert truth(condition("diabetes"), {"family_history": [{"name": "diabetes"}]}) == "unknown: missing"
    assert truth(in_family("diabetes"), conditions("diabetes")) == "unknown: missing"


# ------------------------------------------------------------------ across lists


def test_a_procedure_may_stand_among_the_conditions() -> None:
    assert truth(procedure("liver transplantation"), conditions({"name": "liver transplantation", "onset": "2019"})) == "true"


def test_a_treatment_is_proved_by_the_drugs_it_consists_in() -> None:
    chemotherapy = procedure("chemotherapy", EVER)
    given = {"medications": [{"name": "cisplatin", "start": "2020-01-01", "end": "2020-06-01"}]}
    assert truth(chemotherapy, given) == "true"
    assert truth(procedure("chemotherapy"), given) == "unknown: missing"
    # What is given as a medicine is listed among the medicines: both lists must be complete.
    assert truth(chemotherapy, {"complete": ["procedures"]}) == "unknown: missing"
    assert truth(chemotherapy, {"complete": ["procedures", "medications"]}) == "false"


def test_a_treatment_in_the_list_of_procedures_leaves_its_drugs_open() -> None:
    record = {"procedures": [{"name": "chemotherapy", "start": "2026-10-01"}], "complete": ["medications"]}
    assert truth(medication("cisplatin"), record) == "unknown: missing"
    assert truth(medication("prednisone"), record) == "false"


def test_the_timing_of_nothing_is_no_matter() -> None:
    assert truth(condition("ascites", Timing(tense="planned")), conditions("ascites")) == "unknown: missing"
