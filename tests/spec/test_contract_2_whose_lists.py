"""Contract §2, Lists: whose list it is, what is said of people in a clause of their own, and sentences that only explain a word."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import all_of, attested, closed, drug, labs, listed, obs, treated

WOMAN, MAN = {"sex": "female"}, {"sex": "male"}


def woman(*diseases: str) -> dict[str, Any]:
    """A woman with these diseases and no others."""
    return closed(WOMAN, listed(*diseases))


def man(*diseases: str) -> dict[str, Any]:
    """A man with these diseases and no others."""
    return closed(MAN, listed(*diseases))


@table(
    needs("Women who have gout or asthma", "a man with the second", man("asthma"), "fail"),
    needs("Women who have gout or asthma", "a woman with the second", woman("asthma"), "match"),
    needs("Women with a history of gout or asthma", "a man with the second", man("asthma"), "fail"),
    needs("Women with no gout or asthma", "a man with neither", man(), "fail"),
    needs("Women with no gout or asthma", "a woman with neither", woman(), "match"),
    needs("Women without gout or asthma", "a woman with the second", woman("asthma"), "fail"),
    needs("Women with HbA1c > 7% or asthma", "a man with the second", man("asthma"), "fail"),
    needs("Adults who have gout or asthma", "a child with the second", all_of({"name": "asthma"}) | {"age": 9}, "fail"),
    needs("Women aged 18-45 who have gout or asthma", "too old", woman("asthma") | {"age": 60}, "fail"),
    needs("Men receiving warfarin or heparin", "a woman", WOMAN | treated(drug("heparin", "2026-10-01")), "fail"),
    needs("Women who have gout or men", "other people further on", man(), "match"),
    needs("Women with gout or men with asthma", "a man with the second", man("asthma"), "match"),
    needs("Women with gout or men with asthma", "a man with the first", man("gout"), "fail"),
    excludes("Women with a history of gout or asthma", "a man with the second", man("asthma"), "match"),
    excludes("Women with no gout or asthma", "a man with neither", man(), "match"),
)
def test_a_list_is_said_of_the_people_before_it(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Women who are pregnant or breastfeeding", "the sex not recorded", attested(pregnancy=True), "fail"),
    excludes("Women who are pregnant or smoke", "the sex not recorded", attested(pregnancy=True), "fail"),
    excludes("Women who are pregnant or smoke", "a man who smokes", MAN | attested(smoking=True), "match"),
)
def test_what_only_women_can_be_says_the_sex(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


SMOKES = attested(smoking=True)


@table(
    needs("Patients with gout who smoke", "both", listed("gout") | SMOKES, "match"),
    needs("Patients with gout who smoke", "only gout", listed("gout") | attested(smoking=False), "fail"),
    needs("Patients with gout who are on warfarin", "both", listed("gout") | treated(drug("warfarin", "2026-09-01")), "match"),
    needs("Patients with gout who have not been treated with warfarin", "treated", listed("gout") | treated(drug("warfarin")), "fail"),
    needs("Patients with gout who have asthma or eczema", "the last alone", all_of({"name": "eczema"}), "fail"),
    needs("Gout patients with asthma", "both", listed("gout", "asthma"), "match"),
    needs("Gout patients receiving warfarin", "only gout", closed(listed("gout")), "fail"),
    needs("Patients > 18 years who smoke", "an adult", SMOKES | {"age": 40}, "match"),
    needs("Patients > 18 years who smoke", "a child", SMOKES | {"age": 15}, "fail"),
    needs("Patients with gout who flop", "not understood", listed("gout"), "unknown: not_understood"),
    excludes("Patients with gout who smoke", "only gout", listed("gout") | attested(smoking=False), "match"),
    excludes("Patients with gout who have asthma or eczema", "the last alone", all_of({"name": "eczema"}), "match"),
    needs("Adult men or women", "a child", MAN | {"age": 15}, "fail"),
)
def test_a_clause_on_the_people_is_asked_beside_their_disease(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


ELSE = closed(MAN)


@table(
    needs("Note: a WOCBP is any woman who has not undergone a hysterectomy", "a man", ELSE, "match"),
    needs("Acceptable methods of contraception include: oral contraceptives or IUDs", "a man", ELSE, "match"),
    needs("A woman is considered of childbearing potential unless postmenopausal or surgically sterile", "a man", ELSE, "match"),
    needs("Women are considered postmenopausal if they have had amenorrhea for 12 months", "a man", ELSE, "match"),
    needs("Permanent sterilization includes hysterectomy and bilateral oophorectomy", "a man", ELSE, "match"),
    needs("Women who are postmenopausal", "no explanation", WOMAN | attested(postmenopausal=False), "fail"),
    excludes("Women who are considered of childbearing potential", "no explanation", attested(childbearing_potential=True), "fail"),
    needs("Uses contraception. Contraception includes IUDs", "the demand before it", attested(contraception=False), "fail"),
)
def test_a_sentence_that_explains_a_word_asks_nothing(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Patients about to undergo hysterectomy", "planned", {"procedures": [{"name": "hysterectomy", "status": "planned"}]}, "match"),
    needs("Patients who will start metformin", "taken already", treated(drug("metformin", "2026-01-01")), "unknown"),
    needs("Patients with LVEF > 40% who smoke", "both", labs(obs("LVEF", 50, "%"), obs("smoking", True)), "match"),
)
def test_what_is_about_to_begin_is_planned(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
