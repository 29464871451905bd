"""`reference/framed_names`: procedures, removals and allergies that a name tells of with words around them."""

from __future__ import annotations

import pytest

from eligibility.reference.framed_names import allergens, framed, removed


def told(name: str) -> str | None:
    found = framed(name)
    return found.id if found is not None else None


@pytest.mark.parametrize(
    "words",
    ["status post", "status-post", "s/p", "state after", "history of", "personal history of", "h/o", "prior", "previous", "past", "post"],
)
def test_what_has_been_done_is_told(words: str) -> None:
    assert told(f"{words} mastectomy") == "mastectomy"
    assert told(f"  {words.upper()} Mastectomy ") == "mastectomy"


@pytest.mark.parametrize("words", ["status post", "history of", "prior"])
def test_a_treatment_that_goes_on_may_be_over_but_a_device_is_still_there(words: str) -> None:
    assert told(f"{words} dialysis") is None
    assert told(f"{words} chemotherapy") is None
    assert told(f"{words} pacemaker") == "pacemaker"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("on hemodialysis", "hemodialysis"),
        ("dependence on dialysis", "dialysis"),
        ("dependent on dialysis", "dialysis"),
        ("dialysis dependence", "dialysis"),
        ("dialysis-dependent", "dialysis"),
        ("presence of a pacemaker", "pacemaker"),
        ("presence of the cochlear implant", "cochlear-implant"),
        ("pacemaker in situ", "pacemaker"),
        ("kidney transplant recipient", "kidney-transplantation"),
        ("liver transplant status", "liver-transplantation"),
    ],
)
def test_what_is_there_is_told_even_if_it_goes_on(name: str, expected: str) -> None:
    assert told(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "mastectomy",  # nothing around it
        "no history of mastectomy",
        "family history of mastectomy",
        "awaiting kidney transplant",
        "history of history of mastectomy",
        "history of asthma",  # no procedure
        "ESRD on hemodialysis",  # more than the frame
        "s/p zorbl",
        "recipient",
        "",
    ],
)
def test_other_words_tell_of_none(name: str) -> None:
    assert framed(name) is None


@pytest.mark.parametrize(
    ("name", "device"),
    [
        ("removal of the pacemaker", "pacemaker"),
        ("Explantation of a pacemaker", "pacemaker"),
        ("extraction of an IUD", "iud"),
        ("pacemaker removal", "pacemaker"),
        ("pacemaker explant", "pacemaker"),
        ("pacemaker removed", "pacemaker"),
        ("ICD extraction", "icd-device"),
    ],
)
def test_a_device_is_taken_out(name: str, device: str) -> None:
    assert removed(name) == device


@pytest.mark.parametrize(
    "name",
    [
        "pacemaker",
        "removal of the gallbladder",
        "tooth extraction",
        "kidney transplant removal",
        "removal of stitches",
        "removal of the",
        "",
    ],
)
def test_what_is_no_device_is_not_taken_out(name: str) -> None:
    assert removed(name) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("contrast allergy", ("class:contrast-agents",)),
        ("contrast reaction", ("class:contrast-agents",)),
        ("allergy to iodinated contrast", ("class:iodinated-contrast",)),
        ("allergic to penicillin", ("class:penicillins",)),
        ("allergic reaction to penicillin", ("class:penicillins",)),
        ("penicillin anaphylaxis", ("class:penicillins",)),
        ("aspirin intolerance", ("drug:aspirin",)),
        ("sensitivity to an antibiotic", ("class:antibiotics",)),
        ("heparin-induced hypersensitivity", ("drug:heparin",)),
        ("latex hypersensitivity", ("substance:latex",)),
        ("Hypersensitive to the latex", ("substance:latex",)),
    ],
)
def test_an_allergy_names_what_it_is_to(name: str, expected: tuple[str, ...]) -> None:
    assert allergens(name) == expected


@pytest.mark.parametrize("name", ["allergy", "hay fever", "no allergy to penicillin", "zorbl allergy", "asthma", ""])
def test_other_names_name_no_allergen(name: str) -> None:
    assert allergens(name) == ()
