"""The table of observations: what every row promises, and how names and values of scales are read."""

from __future__ import annotations

import csv
import re

import pytest

from eligibility.reference.calculators import calculators
from eligibility.reference.names import fold_name
from eligibility.reference.observations import (
    Observation,
    every_name,
    find_by_loinc,
    find_observation,
    observation,
    observations,
    scale_value,
    scales,
    values_within,
)
from eligibility.reference.units import accepted_code, factor, is_code
from eligibility.resources import data_file

EVERY = list(observations().values())
KINDS = {"quantity", "score", "count", "term", "boolean", "class"}


def test_the_table_is_large_enough_to_be_the_whole_one() -> None:
    assert len(EVERY) >= 600


def test_every_id_is_kebab_case_and_unique() -> None:
    with data_file("observations.csv").open(encoding="utf-8", newline="") as table:
        ids = [row["id"] for row in csv.DictReader(table)]
    assert len(ids) == len(set(ids))
    assert [id for id in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)] == []


@pytest.mark.parametrize("each", EVERY, ids=lambda o: o.id)
def test_every_row_is_well_formed(each: Observation) -> None:
    assert each.kind in KINDS
    assert each.source
    assert each.plausible is None or each.plausible[0] < each.plausible[1]
    assert each.molar_mass is None or each.molar_mass > 0
    assert all(is_code(unit) for unit in each.units)
    assert each.default_unit is None or each.default_unit in each.units
    assert set(each.usual_units) <= set(each.units)
    assert all(re.fullmatch(r"\d{3,6}-\d", code) for code in each.loinc)
    assert set(each.case_sensitive) <= set(each.synonyms)
    assert (each.kind in ("quantity", "score", "count")) == bool(each.units)
    assert (each.kind in ("term", "class")) <= bool(each.values)


@pytest.mark.parametrize("each", [o for o in EVERY if o.loinc], ids=lambda o: o.id)
def test_every_loinc_check_digit_is_right(each: Observation) -> None:
    """Mod 10 (Luhn): LOINC Users' Guide, appendix C."""
    for code in each.loinc:
        number, check = code.split("-")
        doubled = [int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(reversed(number))]
        total = sum(d - 9 if d > 9 else d for d in doubled)
        assert (10 - total % 10) % 10 == int(check), code


def test_no_name_belongs_to_two_observations() -> None:
    owners: dict[str, set[str]] = {}
    for each in EVERY:
        for name in every_name(each):
            owners.setdefault(fold_name(name), set()).add(each.id)
    # The one pair that only the case tells apart; no other case of it is anybody's name.
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {"iga": {"iga", "iga-score"}}
    assert [getattr(find_observation(name), "id", None) for name in ("IGA", "IgA", "Iga")] == ["iga-score", "iga", None]
    assert "" not in owners


def test_no_loinc_code_belongs_to_two_observations() -> None:
    codes = [code for each in EVERY for code in each.loinc]
    assert len(codes) == len(set(codes))


def test_every_reference_to_another_row_resolves() -> None:
    for each in EVERY:
        assert each.calculator is None or calculators()[each.calculator].output == each.id
        assert each.scale is None or each.scale in scales()
        for unit, other in each.by_unit:
            assert accepted_code(observation(other), unit) is not None
            assert accepted_code(each, unit) is None


def test_a_kind_is_measured_like_what_it_is_a_kind_of() -> None:
    kinds = [each for each in EVERY if each.is_a is not None]
    assert {each.id for each in kinds} >= {"qtcf", "qtcb", "egfr-mdrd"}
    for each in kinds:
        general = observation(str(each.is_a))
        assert general.is_a is None, "one step only: readings are not looked for further up"
        assert each.kind == general.kind
        if each.kind == "boolean":
            continue
        assert each.kind in ("quantity", "score")
        assert factor(general, each.units[0], general.units[0]) is not None


def test_every_scale_is_used_and_its_words_are_unambiguous() -> None:
    assert set(scales()) == {each.scale for each in EVERY if each.scale}
    for values in scales().values():
        words = [word.casefold() for value in values for word in (value.value, *value.words)]
        assert len(words) == len(set(words))
        assert {value.part_of for value in values} - {None} <= {value.value for value in values}


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("T.bil", "total-bilirubin"),
        ("TBil", "total-bilirubin"),
        ("serum total bilirubin", "total-bilirubin"),
        ("Bilirubin", "total-bilirubin"),
        ("SCr", "creatinine"),
        ("serum creatinine", "creatinine"),
        ("PTA", "pta"),
        ("prothrombin activity", "pta"),
        ("PT", "prothrombin-time"),
        ("SaO2", "spo2"),
        ("peripheral oxygen saturation", "spo2"),
        ("Hgb", "haemoglobin"),
        ("hemoglobin", "haemoglobin"),
        ("haemoglobin", "haemoglobin"),
        ("PLT", "platelets"),
        ("white blood cells", "wbc"),
        ("SGOT", "ast"),
        ("Zubrod performance status", "ecog"),
        ("WHO performance status", "ecog"),
        ("CTP class", "child-pugh-class"),
        ("Model for End-Stage Liver Disease (MELD)", "meld"),
        ("pH", "arterial-ph"),
        ("K", "potassium"),
        ("6MWD", "six-minute-walk"),
        ("25(OH)D", "vitamin-d"),
        ("Lp(a)", "lipoprotein-a"),
        ("MDRD", "egfr-mdrd"),
        ("TPS", "pd-l1-tps"),
        ("cyclosporine trough level", "ciclosporin-level"),
        ("gravida", "gravidity"),
        ("mRSS", "mrss"),
        ("mRS", "mrs"),
        ("estradiol", "oestradiol"),
        ("breast-feeding", "breastfeeding"),
        ("written informed consent", "informed-consent"),
        ("hepatitis B surface antigen (HBsAg)", "hbsag"),
        ("total-bilirubin", "total-bilirubin"),
    ],
)
def test_a_name_as_written_finds_its_observation(name: str, id: str) -> None:
    found = find_observation(name)
    assert found is not None
    assert found.id == id


def test_an_unknown_name_finds_nothing() -> None:
    assert find_observation("phlogiston") is None
    with pytest.raises(KeyError, match=r"^'phlogiston'$"):
        observation("phlogiston")


def test_one_analyte_has_codes_for_mass_and_substance() -> None:
    for code in ("2160-0", "14682-9"):
        found = find_by_loinc(code)
        assert found is not None
        assert found.id == "creatinine"
    assert find_by_loinc("0-0") is None


@pytest.mark.parametrize(
    ("id", "text", "value"),
    [
        ("nyha", "III", "III"),
        ("nyha", "iii", "III"),
        ("nyha", "3", "III"),
        ("nyha", "Ⅲ", "III"),
        ("nyha", "class ＩＩＩ", "III"),
        ("nyha", "NYHA functional class 4", "IV"),
        ("nyha", "grade three", "III"),
        ("nyha", "V", None),
        ("nyha", "0", None),
        ("gold", "IV", "4"),
        ("west-haven", "grade III", "3"),
        ("west-haven", "none", "0"),
        ("ecog", "ECOG 1", "1"),
        ("ecog", "2.0", "2"),
        ("ajcc", "stage 3b", "IIIB"),
        ("ajcc", "IIIB", "IIIB"),
        ("ajcc", "IV A", "IVA"),
        ("child-pugh-class", "b", "B"),
        ("child-pugh-class", "D", None),
        ("ckd-stage", "IIIa", "3a"),
        ("ckd-stage", "G5", "5"),
        ("hbsag", "Positive", "positive"),
        ("hbsag", "+", "positive"),
        ("hbsag", "(-)", "negative"),
        ("hbsag", "non-reactive", "negative"),
        ("hcv-rna", "undetectable", "negative"),
        ("her2-ihc", "3+", "3+"),
        ("metavir", "F4", "F4"),
        ("meld", "20", None),
        ("nyha", "", None),
    ],
)
def test_a_scale_value_is_read_in_every_spelling(id: str, text: str, value: str | None) -> None:
    assert scale_value(observation(id), text) == value


@pytest.mark.parametrize("each", [o for o in EVERY if o.values], ids=lambda o: o.id)
def test_every_scale_reads_its_own_words(each: Observation) -> None:
    assert [scale_value(each, value) for value in each.values] == list(each.values)


def test_a_stage_contains_its_subdivisions() -> None:
    inside = values_within(observation("ajcc"), "III")
    assert {"III", "IIIA", "IIIA1", "IIIB", "IIIC"} <= set(inside)
    assert not {"II", "IV", "IVA"} & set(inside)


def test_what_a_test_proves_is_the_contract() -> None:
    def links(id: str) -> tuple[str | None, str | None]:
        return observation(id).proves, observation(id).denies

    assert links("hbsag") == ("hepatitis B", "hepatitis B")
    assert links("anti-hiv") == links("hiv-rna") == ("HIV infection", "HIV infection")
    assert links("hcv-rna") == ("hepatitis C", "hepatitis C")
    assert links("pregnancy-test") == ("pregnancy", "pregnancy")
    assert links("anti-hcv") == (None, "hepatitis C")
    assert links("anti-hbs") == links("sbp") == links("dbp") == (None, None)


def test_only_scales_of_absence_say_so() -> None:
    assert observation("west-haven").absent_value == "0"
    assert observation("nyha").absent_value is None
