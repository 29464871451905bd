"""Contract §4: hormones for different purposes, classes of medicines above the one asked for, devices that wear out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import closed, labs, listed, obs, operated, proc, takes, took, underwent

HRT = "Hormone replacement therapy"


@table(
    excludes(HRT, "the pill", takes("oral contraceptive"), "unknown"),
    excludes(HRT, "a hormonal coil", takes("levonorgestrel intrauterine system"), "unknown"),
    excludes(HRT, "its hormones", takes("ethinyl estradiol/levonorgestrel"), "unknown"),
    excludes(HRT, "for contraception", takes("ethinyl estradiol/levonorgestrel", indication="contraception"), "match"),
    excludes(HRT, "for luteal support", takes("progesterone", indication="luteal support"), "match"),
    excludes(HRT, "for a cancer", takes("estradiol", indication="prostate cancer"), "match"),
    excludes(HRT, "for menopause", takes("estradiol", indication="menopause"), "fail"),
    excludes(HRT, "an oestrogen", takes("estradiol"), "fail"),
    excludes(HRT, "a brand of oestrogens", takes("Premarin"), "fail"),
    excludes(HRT, "among the procedures", underwent("estrogen therapy", "2025-01-01"), "unknown"),
    excludes(HRT, "another hormone", takes("levothyroxine"), "match"),
    excludes(HRT, "a blocker", takes("raloxifene"), "match"),
    excludes("Estrogen therapy", "among the procedures", underwent("estrogen therapy", "2025-01-01"), "fail"),
    excludes("Estrogen therapy", "HRT", underwent("hormone replacement therapy", "2025-01-01"), "unknown"),
)
def test_hormone_replacement(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


def with_cancer(record: dict[str, Any]) -> dict[str, Any]:
    """The record with a breast cancer."""
    return closed(record, listed("breast cancer"))


PRIOR = "At least one prior endocrine therapy"


@table(
    needs(PRIOR, "HRT", with_cancer(underwent("hormone replacement therapy", "2015-01-01", "2018-01-01")), "unknown"),
    needs(PRIOR, "HRT among the medicines", with_cancer(took("HRT", "2015-01-01", "2018-01-01")), "unknown"),
    needs(PRIOR, "for endometriosis", with_cancer(takes("leuprolide", indication="endometriosis")), "unknown"),
    needs(PRIOR, "for infertility", with_cancer(takes("letrozole", indication="infertility")), "unknown"),
    needs(PRIOR, "for a cancer", with_cancer(takes("leuprolide", indication="prostate cancer")), "match"),
    needs(PRIOR, "no indication", with_cancer(takes("leuprolide")), "match"),
    needs(PRIOR, "tamoxifen", with_cancer(takes("tamoxifen")), "match"),
    excludes("Prior endocrine therapy", "HRT", with_cancer(underwent("estrogen replacement therapy", "2015-01-01")), "unknown"),
)
def test_hormonal_therapy_of_a_tumour(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Use of MAO inhibitors", "antidepressants", takes("antidepressants"), "unknown"),
    excludes("Use of MAO inhibitors", "an SSRI", takes("sertraline"), "match"),
    excludes("Use of MAO inhibitors", "one", takes("phenelzine"), "fail"),
    excludes("Use of MAO-B inhibitors", "antiparkinson drugs", takes("antiparkinson drugs"), "unknown"),
    excludes("Use of beta blockers", "cardiac medication", takes("cardiac medication"), "unknown"),
    excludes("Use of TNF inhibitors", "DMARDs", takes("DMARDs"), "unknown"),
    excludes("Use of warfarin", "a treatment among the medicines", takes("anticoagulation"), "unknown"),
    excludes("Use of clopidogrel", "a treatment among the medicines", takes("antiplatelet therapy"), "unknown"),
    excludes("Use of insulin", "by mouth", takes("oral antidiabetics"), "match"),
    excludes("Use of proton pump inhibitors", "antacids", takes("antacids"), "match"),
)
def test_a_recorded_class_leaves_open_what_is_in_it(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


def in_a_trial(value: bool, day: str) -> dict[str, Any]:
    """A complete record that says whether the patient is in another trial."""
    return closed(labs(obs("participation in another clinical trial", value, day=day)))


@table(
    excludes("Investigational agent within 30 days", "in a trial then", in_a_trial(True, "2026-10-20"), "unknown"),
    excludes("Investigational agent within 30 days", "in a trial before", in_a_trial(True, "2025-10-20"), "match"),
    excludes("Investigational agent within 30 days", "in none", in_a_trial(False, "2026-10-20"), "match"),
)
def test_participation_in_a_trial_leaves_its_medicine_open(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


def coil(*days: tuple[str, str]) -> dict[str, Any]:
    """A complete record of a fertile woman with these insertions and removals."""
    fertile = labs(obs("fertile", True))
    return closed(operated(*(proc(name, day) for name, day in days)), fertile, sex="female", age=30)


FERTILE = "Fertile patients must use effective contraception"


@table(
    needs(FERTILE, "a coil", coil(("IUD insertion", "2022-01-01")), "match"),
    needs(FERTILE, "taken out", coil(("IUD insertion", "2021-01-01"), ("IUD removal", "2024-01-01")), "unknown"),
    needs(
        FERTILE,
        "put in again",
        coil(("IUD insertion", "2015-01-01"), ("IUD removal", "2018-01-01"), ("IUD insertion", "2020-01-01")),
        "match",
    ),
    needs(FERTILE, "worn out", coil(("IUD insertion", "2005-01-01")), "unknown: stale"),
    excludes("No contraception", "taken out", coil(("IUD insertion", "2021-01-01"), ("IUD removal", "2024-01-01")), "unknown"),
    excludes("Intrauterine device", "taken out", coil(("IUD insertion", "2021-01-01"), ("IUD removal", "2024-01-01")), "match"),
    excludes("Intrauterine device", "there", coil(("IUD insertion", "2021-01-01")), "fail"),
)
def test_a_coil_lasts_until_it_is_removed_or_worn_out(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
