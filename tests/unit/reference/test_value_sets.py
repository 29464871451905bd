"""Value sets: what they add, what is refused and in which words, and that nothing of one call is left in the next."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eligibility import Trial, ValueSetError, screen, screen_many
from eligibility.reference.overlay import vocabulary_of
from eligibility.reference.value_sets import read_value_sets
from eligibility.reference.vocabulary import standard_vocabulary, vocabulary

ON = date(2026, 11, 1)
SNOMED = "http://snomed.info/sct"
CLOSED = ["conditions", "procedures", "medications"]
SETS: dict[str, Any] = {
    "concepts": [
        {
            "name": "early alcoholic hepatitis",
            "case_sensitive": ["EAH"],
            "parents": ["alcoholic hepatitis"],
            "codes": {"SNOMED CT": ["900000000000001"]},
        },
        {"extends": "hepatocellular carcinoma", "synonyms": ["Leberzellkarzinom"], "codes": {SNOMED: ["25370001"]}},
        {"name": "liver cancers of our registry", "member_codes": {"ICD-10-CM": ["C22.0", "C22.9"], "SNOMED CT": ["109841003"]}},
        {"name": "forbidden drugs", "domain": "medication", "members": ["ketoconazole", "strong CYP3A4 inducers"]},
        {"name": "our mitral stenosis", "case_sensitive": ["MS"], "redefines": ["MS"], "parents": ["mitral stenosis"]},
    ]
}


def outcome(text: str, record: dict[str, Any], sets: dict[str, Any] | None = SETS) -> str:
    trial = Trial.from_criteria(exclusion=[text], value_sets=sets)
    return screen(record, trial, on=ON, value_sets=sets).criteria[0].outcome


def condition(name: str | None = None, system: str = "", code: str = "", **more: Any) -> dict[str, Any]:
    entry = {"name": name} if name is not None else {"codes": [{"system": system, "code": code}]}
    return {"conditions": [entry | more], "complete": CLOSED}


@pytest.mark.parametrize(
    ("text", "record", "expected"),
    [
        ("EAH", condition(system=SNOMED, code="900000000000001"), "fail"),
        ("alcoholic hepatitis", condition(system="urn:oid:2.16.840.1.113883.6.96", code="900000000000001"), "fail"),
        ("malignancy", condition(system=SNOMED, code="25370001"), "fail"),
        ("Leberzellkarzinom", condition("HCC"), "fail"),
        ("malignancy", condition("Leberzellkarzinom"), "fail"),
        ("liver cancers of our registry", condition("HCC"), "fail"),
        ("liver cancers of our registry", condition(system="ICD-10-CM", code="C22.9"), "fail"),
        ("liver cancers of our registry", condition(system=SNOMED, code="109841003"), "fail"),
        ("liver cancers of our registry", condition("primary liver cancer"), "unknown"),
        ("liver cancers of our registry", condition("cancer"), "unknown"),
        ("liver cancers of our registry", condition("breast cancer"), "match"),
        ("liver cancers of our registry", condition(system="ICD-10-CM", code="C22.1"), "match"),
        ("forbidden drugs", {"medications": [{"name": "rifampicin"}], "complete": CLOSED}, "fail"),
        ("forbidden drugs", {"medications": [{"name": "metformin"}], "complete": CLOSED}, "match"),
        ("valvular heart disease", condition("MS"), "fail"),
        ("multiple sclerosis", condition("MS"), "match"),
        ("alcoholic hepatitis", condition("early alcoholic hepatitis", status="absent"), "match"),
    ],
)
def test_what_value_sets_add_is_read_on_both_sides(text: str, record: dict[str, Any], expected: str) -> None:
    assert outcome(text, record) == expected


def test_nothing_of_one_call_is_left_in_the_next() -> None:
    record = condition("Leberzellkarzinom")
    assert outcome("malignancy", record) == "fail"
    assert outcome("malignancy", {"conditions": record["conditions"]}, None) == "unknown"
    assert vocabulary() is standard_vocabulary()
    assert standard_vocabulary().lookup("Leberzellkarzinom") is None


def test_a_cached_criterion_does_not_leak() -> None:
    own = Trial.from_criteria(exclusion=["EAH"], value_sets=SETS).criteria[0].rule
    assert own != Trial.from_criteria(exclusion=["EAH"]).criteria[0].rule
    assert own == Trial.from_criteria(exclusion=["EAH"], value_sets=SETS).criteria[0].rule


def test_the_caller_of_a_half_read_list_has_the_standard_vocabulary() -> None:
    trial = Trial.from_criteria(exclusion=["EAH"], value_sets=SETS)
    reports = screen_many([condition("EAH"), condition("HCC")], [trial], on=ON, value_sets=SETS)
    assert next(reports).criteria[0].outcome == "fail"
    assert vocabulary() is standard_vocabulary()
    assert next(reports).criteria[0].outcome == "match"


def test_a_trial_is_not_screened_without_its_value_sets() -> None:
    trial = Trial.from_criteria(exclusion=["EAH"], value_sets=SETS)
    with pytest.raises(Exception, match="E455: the trial was compiled with value sets that are not in use"):
        screen(condition("cirrhosis"), trial, on=ON)


def test_equal_value_sets_share_a_vocabulary() -> None:
    assert vocabulary_of(read_value_sets(SETS)) is vocabulary_of(read_value_sets(dict(SETS)))


HB = {"name": "hemoglobin", "value": 115, "unit": "g/L", "date": "2026-10-30"}
RANGES = {
    "reference_ranges": [
        {"observation": "hemoglobin", "sex": "female", "age_from": 18, "low": 120, "unit": "g/L", "source": "our laboratory, 2026"},
        {"observation": "hemoglobin", "low": 110, "unit": "g/L", "source": "our laboratory, 2026"},
    ]
}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ({"sex": "female", "age": 40}, "fail"),
        ({"sex": "female", "birth_date": "2008-11-01"}, "fail"),
        ({"sex": "female", "birth_date": "2008-11-02"}, "match"),
        ({"sex": "male", "age": 40}, "match"),
        ({"age": 40}, "unknown"),
        ({"sex": "female"}, "unknown"),
    ],
)
def test_the_range_of_the_patients_sex_and_age_is_used(who: dict[str, Any], expected: str) -> None:
    assert outcome("Hemoglobin < LLN", {"observations": [HB], **who}, RANGES) == expected


def test_the_source_of_a_range_is_an_assumption() -> None:
    trial = Trial.from_criteria(exclusion=["Hemoglobin < LLN"])
    report = screen({"sex": "male", "observations": [HB]}, trial, on=ON, value_sets=RANGES)
    assert report.assumptions == ("LLN 110 g/L of Haemoglobin, our laboratory, 2026",)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"name": "X1", "parents": ["hepatocelular carcinoma"]}, "there is no such concept: 'hepatocelular carcinoma'"),
        ({"name": "X1", "parents": ["hepatocelular carcinoma"]}, "did you mean 'hepatocellular carcinoma'"),
        ({"name": "HCC"}, "'HCC' already names 'hepatocellular carcinoma'"),
        ({"name": "HCC"}, 'extends = "hepatocellular carcinoma"'),
        ({"name": "creatinine", "domain": "procedure"}, "is the name of an observation"),
        ({"name": "X1", "parents": ["liver transplantation"]}, "is a procedure, and the concept a condition"),
        ({"name": "X1", "codes": {"ICD-10": ["C22.0"]}}, "'C22.0' already means 'hepatocellular carcinoma'"),
        ({"name": "X1", "member_codes": {"ICD-10": ["99"]}}, "'99' is no ICD-10 code or range"),
        ({"name": "X1", "parents": ["hepatitis B"], "members": ["viral hepatitis"]}, "each would be a kind of the other"),
        ({"name": "X1", "redefines": ["MS"]}, "'MS' is none of its names"),
        ({"extends": "nothing of the kind"}, "extends a concept that is not known"),
        ({"name": "X1", "extends": "HCC"}, "either name (a new concept) or extends"),
        ({"name": "x"}, "names of two letters or more"),
        ({"nmae": "X1"}, "did you mean 'name'"),
        ({"name": "X1", "domain": "disease"}, "expected 'condition', 'procedure'"),
        ({"name": "X1", "codes": {"SNOMED CT": []}}, "a code system and a list of its codes"),
    ],
)
def test_mistakes_are_worded_for_people(entry: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueSetError) as caught:
        vocabulary_of(read_value_sets({"concepts": [entry]}))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.toml", "[[concepts]\nname = 1", "not TOML"),
        ("a.json", "{", "not JSON"),
        ("a.json", "[]", "expected an object with concepts"),
        ("a.json", '{"reference_ranges": [{"observation": "ALT", "high": 40, "source": "ours"}]}', "of which year"),
        ("a.txt", "", "ends in .toml or .json"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueSetError) as caught:
        read_value_sets(path)
    assert message in str(caught.value)


def test_ranges_that_contradict_each_other_are_refused() -> None:
    one = {"observation": "hemoglobin", "low": 110, "unit": "g/L", "source": "ours, 2026"}
    with pytest.raises(ValueSetError, match="overlaps reference_ranges"):
        screen({}, Trial.from_criteria(exclusion=["HCC"]), on=ON, value_sets={"reference_ranges": [one, one | {"low": 120}]})


def test_codes_may_be_written_as_numbers() -> None:
    sets = read_value_sets({"concepts": [{"extends": "HCC", "codes": {"SNOMED CT": [109841003]}, "member_codes": {"RxNorm": (855332,)}}]})
    assert (sets.concepts[0].codes, sets.concepts[0].member_codes) == ({"SNOMED CT": ("109841003",)}, {"RxNorm": ("855332",)})


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        ({"SNOMED CT": [1.5]}, "codes.SNOMED CT[0]: expected text, found 1.5"),
        ({"SNOMED CT": 109841003}, "codes.SNOMED CT: expected a list, found 109841003"),
        ([109841003], "codes: expected a table, found [109841003]"),
    ],
)
def test_codes_that_are_none(codes: Any, message: str) -> None:
    with pytest.raises(ValueSetError) as caught:
        read_value_sets({"concepts": [{"extends": "HCC", "codes": codes}]})
    assert str(caught.value) == f"E452: concepts[0] ('HCC').{message}"
