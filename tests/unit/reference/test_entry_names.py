"""`reference/entry_names`: what a condition's name says beside the name, and the table of phrases that qualify."""

from __future__ import annotations

import pytest

from eligibility.reference.entry_names import NamedStage, Quality, TakenApart, quality, taken_apart
from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary_tables import hand_made_records


def parts(name: str) -> TakenApart:
    found = taken_apart(name)
    assert found is not None, name
    return found


def qualities(name: str) -> list[str]:
    return [q.value for q in parts(name).qualities]


# ------------------------------------------------------------------ severity and qualities


@pytest.mark.parametrize("name", ["severe uncontrolled asthma", "asthma, severe, uncontrolled", "SEVERE poorly  controlled Asthma"])
def test_severity_and_qualities_stand_before_or_behind(name: str) -> None:
    found = parts(name)
    assert (found.concept.id, found.severity, found.qualities) == ("asthma", "severe", [Quality("control", "uncontrolled")])


def test_a_part_that_has_a_name_of_its_own_is_not_taken_apart() -> None:
    found = parts("severe acute pancreatitis")
    assert (found.concept.name, found.severity, found.qualities) == ("acute pancreatitis", "severe", [])


@pytest.mark.parametrize("name", ["mild severe asthma", "severe severe asthma", "mild to moderate asthma"])
def test_two_severities_are_not_understood(name: str) -> None:
    assert taken_apart(name) is None


def test_a_quality_that_the_table_does_not_have_says_only_itself() -> None:
    assert quality("Poorly  controlled") == quality("uncontrolled") == Quality("control", "uncontrolled")
    assert quality("Brittle") == Quality("", "brittle")
    assert quality("left") == Quality("", "left")


# ------------------------------------------------------------------ stages, grades, classes


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("stage IV breast cancer", NamedStage(None, "IV")),
        ("breast cancer, stage 4", NamedStage(None, "4")),
        ("stage IIIb lung cancer", NamedStage(None, "IIIb")),
        ("CKD stage 3a", NamedStage(None, "3a")),
        ("grade 3 neuropathy", NamedStage(None, "3")),
        ("heart failure, NYHA class II", NamedStage("nyha", "II")),
        ("NYHA II heart failure", NamedStage("nyha", "II")),
        ("Child-Pugh B cirrhosis", NamedStage("child-pugh-class", "B")),
    ],
)
def test_a_stage_is_kept_as_written_with_its_scale(name: str, stage: NamedStage) -> None:
    assert parts(name).stage == stage


@pytest.mark.parametrize(
    "name",
    [
        "stage breast cancer",  # no value
        "stage XX breast cancer",  # none of any scale
        "breast cancer IV",  # of what?
        "NYHA B heart failure",  # none of that scale
        "stage II stage III breast cancer",  # two
    ],
)
def test_what_is_no_stage_is_not_understood(name: str) -> None:
    assert taken_apart(name) is None


@pytest.mark.parametrize("cancer", ["breast cancer", "lymphoma"])
def test_the_grade_of_a_cancer_is_no_stage_of_it(cancer: str) -> None:
    found = parts(f"grade 3 {cancer}")
    assert (found.stage, found.qualities) == (None, [Quality("", "grade 3")])


# ------------------------------------------------------------------ results, causes, sites, company


@pytest.mark.parametrize("name", ["HER2+ breast cancer", "HER2-positive breast cancer", "breast cancer, HER2 positive"])
def test_a_result_is_of_its_test(name: str) -> None:
    assert parts(name).results == {"her2-status": "positive"}


def test_each_result_is_of_its_own_test() -> None:
    assert parts("ER-negative HER2+ breast cancer").results == {"er-status": "negative", "her2-status": "positive"}


def test_a_cause_stands_before_or_behind() -> None:
    assert parts("HBV-related cirrhosis").due_to == ["HBV"]
    assert parts("cirrhosis due to hepatitis B").due_to == ["hepatitis B"]
    assert parts("cirrhosis secondary to alcohol").due_to == ["alcohol"]


@pytest.mark.parametrize("name", ["cirrhosis due to", "cirrhosis due to zorbl", "zorbl-related cirrhosis", "cirrhosis related"])
def test_a_cause_that_nobody_knows_is_not_understood(name: str) -> None:
    assert taken_apart(name) is None


def test_a_site_behind_may_have_a_side() -> None:
    found = parts("osteoarthritis of the left knee")
    assert (found.site, found.qualities) == ("knee", [Quality("", "left")])
    assert (parts("fracture of the hip").site, qualities("fracture of the hip")) == ("hip", [])


@pytest.mark.parametrize("name", ["abscess of the zorbl", "abscess of the", "abscess of", "abscess of the left"])
def test_a_site_that_nobody_knows_is_not_understood(name: str) -> None:
    assert taken_apart(name) is None


def test_what_comes_with_it_is_a_quality_to_the_end_of_the_name() -> None:
    assert qualities("severe diabetes with nephropathy and retinopathy") == ["with nephropathy and retinopathy"]
    assert qualities("type 2 diabetes without nephropathy") == ["without nephropathy"]
    assert taken_apart("diabetes with") is None


# ------------------------------------------------------------------ what is left whole, and what takes the condition away


def test_a_name_that_the_vocabulary_knows_is_left_whole() -> None:
    assert taken_apart("asthma") is None
    assert taken_apart("alcohol-associated cirrhosis") is None


@pytest.mark.parametrize("word", ["suspected", "no", "possible", "history of", "risk of", "family history of", "rule out"])
def test_of_words_that_take_the_condition_away_nothing_is_known(word: str) -> None:
    assert taken_apart(f"{word} asthma") is None
    assert taken_apart(f"{word} severe asthma") is None


def test_every_word_is_understood() -> None:
    assert taken_apart("severe asthma crisis") is None
    assert taken_apart("brittle asthma") is None


@pytest.mark.parametrize(
    "name", ["metastatic liver cancer", "metastatic bone cancer", "metastatic brain cancer", "liver cancer, metastatic"]
)
def test_where_a_metastatic_cancer_of_an_organ_that_others_spread_to_began_is_open(name: str) -> None:
    assert taken_apart(name) is None


def test_a_metastatic_cancer_of_another_organ_began_there() -> None:
    found = parts("metastatic breast cancer")
    assert (found.concept.id, found.qualities) == ("breast-cancer", [Quality("spread", "metastatic")])


def test_a_name_of_more_than_twelve_words_is_not_taken_apart() -> None:
    longest = "acute chronic asthma with " + " ".join(["cough"] * 8)
    assert qualities(longest)[:2] == ["acute", "chronic"]
    assert len(qualities(f"{longest} cough")) == 3  # its head alone is, and "with …" counts as one
    assert taken_apart(f"{longest} cough".replace(" with", "")) is None


# ------------------------------------------------------------------ the table


def test_the_table_has_each_phrase_once_and_a_source() -> None:
    rows = hand_made_records("name_qualifiers.csv")
    phrases = [fold_name(phrase) for row in rows for phrase in row["phrases"].split("|")]
    assert len(phrases) == len(set(phrases))
    assert all(phrases)
    assert all(row["source"] for row in rows)


def test_each_row_of_the_table_is_read() -> None:
    for row in hand_made_records("name_qualifiers.csv"):
        for phrase in row["phrases"].split("|"):
            assert quality(phrase) == Quality(row["aspect"], row["value"] or fold_name(phrase))


def test_an_aspect_has_a_value_and_the_severities_are_those_of_a_record() -> None:
    rows = hand_made_records("name_qualifiers.csv")
    assert all(bool(row["aspect"]) == bool(row["value"]) for row in rows)
    assert [row["value"] for row in rows if row["aspect"] == "severity"] == ["mild", "moderate", "severe"]
