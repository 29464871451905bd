"""Contract §2, Lists: what the members of a list share, what joins them, and of whom the whole is said."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import check, excludes, needs, table
from spec.records import MAN, NOTHING, WOMAN, done, has, says, takes

# ------------------------------------------------------------------ since any of them


@table(
    needs("At least 3 weeks since prior radiotherapy or surgery", "the second was last week", done("surgery", "2026-10-27"), "fail"),
    needs("At least 3 weeks since prior radiotherapy or surgery", "long ago", done("surgery", "2026-01-27"), "match"),
    needs("At least 3 weeks since prior radiotherapy or surgery", "never", NOTHING, "match"),
    needs("More than 6 months since prior stroke, infarction, or bleeding", "in August", has("bleeding", onset="2026-08-01"), "fail"),
)
def test_a_time_since_several_things_is_free_of_each(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ but, both, or with


@table(
    needs("No gout but asthma", "asthma", has("asthma"), "match"),
    needs("No gout but asthma", "both", has("gout", "asthma"), "fail"),
    needs("No gout but asthma", "neither", NOTHING, "fail"),
    excludes("Both gout and asthma", "one", has("gout"), "match"),
    excludes("Both gout and asthma", "both", has("gout", "asthma"), "fail"),
    excludes("Patients with gout or with asthma", "one", has("asthma"), "fail"),
    needs("Patients with asthma or with gout", "one", has("asthma"), "match"),
    needs("Gout and on aspirin or heparin", "a drug without gout", takes("heparin"), "fail"),
    needs("Gout and on aspirin or heparin", "both", takes("heparin") | has("gout"), "match"),
    excludes("No gout, no asthma", "neither", NOTHING, "unknown"),
    excludes("Neither gout nor asthma", "neither", NOTHING, "unknown"),
)
def test_words_that_join(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ whom a demand is for


@table(
    needs("Patients on aspirin or heparin must have an INR below 3", "on one, too high", takes("heparin") | says("INR", 5), "fail"),
    needs("Patients on aspirin or heparin must have an INR below 3", "on one, low", takes("aspirin") | says("INR", 2), "match"),
    needs("Patients on aspirin or heparin must have an INR below 3", "on none", NOTHING | says("INR", 5), "match"),
    needs("Patients taking anticoagulants must have an INR below 3", "on none", NOTHING | says("INR", 5), "match"),
    needs("Patients with gout: INR below 3", "gout, too high", has("gout") | says("INR", 5), "fail"),
    needs("Patients with gout: INR below 3", "gout, low", has("gout") | says("INR", 2), "match"),
    needs("Patients with gout: INR below 3", "no gout, low: asked of them alone, or gout demanded?", NOTHING | says("INR", 2), "unknown"),
)
def test_whom_a_demand_is_for(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@pytest.mark.parametrize("text", ["Reliable contraception among fertile women", "Contraception in women of childbearing potential"])
def test_what_is_asked_of_some_is_not_asked_of_all(text: str) -> None:
    check("inclusion", text, NOTHING | says("contraception", False), "unknown")


# ------------------------------------------------------------------ adjectives and times of one member


@table(
    excludes("Severe heart, lung or kidney disease", "a mild one in the middle", has("lung disease", severity="mild"), "match"),
    excludes("Severe heart, lung or kidney disease", "a severe one", has("lung disease", severity="severe"), "fail"),
    excludes("Severe lung disease or kidney disease", "a mild one of the second", has("kidney disease", severity="mild"), "unknown"),
    excludes("Severe lung disease or kidney disease", "a severe one", has("kidney disease", severity="severe"), "fail"),
    excludes("Severe asthma or gout", "gout, severe or not?", has("gout"), "unknown"),
    excludes("History of gout or current asthma", "an ended asthma", has("asthma", onset="2001", end="2002"), "match"),
    excludes("Active tuberculosis or surgery within 4 weeks", "ended in the window", has("tuberculosis", end="2026-10-20"), "match"),
)
def test_adjectives_and_times_reach_as_far_as_they_are_said(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ nothing is dropped


def lvef(value: float) -> dict[str, Any]:
    """A record of this ejection fraction and its reference range."""
    return says("LVEF", value, "%", low=52, high=75)


@table(
    needs("Women using contraception and men", "a man", MAN, "match"),
    needs("Women using contraception and men", "a woman", WOMAN, "unknown"),
    needs("Men with gout and women with asthma", "a man with gout", MAN | has("gout"), "match"),
    needs("Pregnant women and healthy men", "a woman", WOMAN | has("pregnancy"), "unknown"),
    needs("Boys and girls from 7 to 12 years", "a girl", WOMAN | {"age": 9}, "unknown"),
    needs("Men with a partner and women must use contraception", "a woman", WOMAN, "unknown"),
    needs("LVEF normal by MRI or 45% by ultrasound", "below normal", lvef(47), "unknown"),
    needs("LVEF normal by MRI or 45% by ultrasound", "normal", lvef(60), "match"),
    needs("Acute respiratory failure", "not said to be acute", has("respiratory failure"), "unknown"),
    needs("Acute respiratory failure", "the same", has("acute respiratory failure"), "match"),
    excludes("Respiratory failure", "an acute one", has("acute respiratory failure"), "fail"),
)
def test_no_member_of_a_list_is_dropped(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ adjectives of one noun


@table(
    excludes("Severe, poorly healing wound", "a mild one", has("wound", severity="mild"), "match"),
    excludes("Severe, non-healing wound", "a mild one", has("wound", severity="mild"), "match"),
    excludes("Severe, unstable asthma", "severe, not said to be unstable", has("asthma", severity="severe"), "unknown"),
    excludes("Severe, unstable asthma", "none", NOTHING, "match"),
    excludes("Unstable, severe, chronic asthma", "a mild one", has("asthma", severity="mild"), "match"),
    excludes("Moderate, severe asthma", "a moderate one", has("asthma", severity="moderate"), "fail"),
    excludes("Severe or unstable asthma", "a severe one", has("asthma", severity="severe"), "fail"),
    excludes("Acute, chronic pancreatitis", "a chronic one", has("chronic pancreatitis"), "fail"),
    excludes("Gout, unstable, diabetes", "the gout or the diabetes?", has("gout"), "unknown"),
)
def test_adjectives_parted_by_a_comma_narrow_their_noun_together(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
