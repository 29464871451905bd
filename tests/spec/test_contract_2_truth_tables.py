"""What "and", "or", "no", "with", "if" and how many of a list say: whole truth tables (contract §1 and §2, Lists, Exceptions, Permissions).

Each text is answered for every combination of the diseases in it, in records whose lists are complete, and each answer is definite.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet

from spec.contract import Kind
from spec.truth_tables import combinations, expected, found

DISEASES = {"A": "gout", "B": "asthma", "C": "epilepsy"}


def said(true: str, kinds: Iterable[Kind], *texts: str) -> list[ParameterSet]:
    """Texts that are true of just these combinations ("AB": both are there, "-": none is)."""
    return [pytest.param(kind, text, true.split(), id=f"{kind}: {text}") for text in texts for kind in kinds]


TABLES = [
    # both
    *said(
        "AB",
        ["inclusion", "exclusion"],
        "both {A} and {B}",
        "{A} with {B}",
        "{A} accompanied by {B}",
        "{A} in the presence of {B}",
        "{A} together with {B}",
        "{A} combined with {B}",
        "Patients with {A} who also have {B}",
        "Patients with {A} who have {B}",
        "{A} in patients with {B}",
        "Patients with {A} with {B}",
    ),
    # both
    *said(
        "AB",
        ["inclusion"],
        "{A} and {B}",
        "{A}; {B}",
        "{A}, {B}",
        "{A} as well as {B}",
        "{A} plus {B}",
        "Patients with {A} and {B}",
        "history of {A} and history of {B}",
        "{A} & {B}",
        "Presence of {A} and {B}",
        "Diagnosis of {A} and {B}",
        "{A}. {B}.",
    ),
    # both
    *said(
        "AB",
        ["exclusion"],
        "{A} with concomitant {B}",
    ),
    # either
    *said(
        "B A AB",
        ["inclusion", "exclusion"],
        "{A} or {B}",
        "{A} and/or {B}",
        "either {A} or {B}",
        "{A} and / or {B}",
        "{A}, or {B}",
        "Patients with {A} or {B}",
        "{A} or with {B}",
        "Patients with {A} or patients with {B}",
        "Patients who have {A} or who have {B}",
        "Presence of {A} or {B}",
        "Diagnosis of {A} or {B}",
        "{A} OR {B}",
        "Any of {A} or {B}",
        "one of {A} or {B}",
        "either of {A} or {B}",
        "Has {A} or has {B}",
        "either {A}, or {B}",
        "Known {A} or {B}",
    ),
    # either
    *said(
        "B A AB",
        ["exclusion"],
        "{A} and {B}",
        "{A}; {B}",
        "{A}, {B}",
        "{A} as well as {B}",
        "{A} plus {B}",
        "Patients with {A} and {B}",
        "history of {A} and history of {B}",
        "{A} & {B}",
        "Presence of {A} and {B}",
        "Diagnosis of {A} and {B}",
        "patients with {A} or {B} are excluded",
        "patients with {A} or {B} are not eligible",
        "{A} or {B} is not allowed",
        "patients must not have {A} or {B}",
        "patients who have {A} or {B} will be excluded",
        "patients having {A}, {B}",
        "any patient with {A} or {B}",
        "subjects suffering from {A} or {B}",
        "{A}. {B}.",
    ),
    # all three
    *said(
        "ABC",
        ["inclusion", "exclusion"],
        "all of the following: {A}, {B}, {C}",
        "all of the following: {A}, {B} and {C}",
        "all three of the following: {A}, {B}, {C}",
    ),
    # all three
    *said(
        "ABC",
        ["inclusion"],
        "{A}, {B} and {C}",
        "{A}, {B}, and {C}",
        "{A}; {B}; and {C}",
        "{A}; {B}; {C}",
        "{A}, {B}, {C}",
        "{A} and {B} and {C}",
        "{A} and {B}; {C}",
    ),
    # any of three
    *said(
        "C B BC A AC AB ABC",
        ["inclusion", "exclusion"],
        "{A}, {B} or {C}",
        "{A}, {B}, or {C}",
        "{A}; {B}; or {C}",
        "{A} or {B} or {C}",
        "{A}, {B} and/or {C}",
        "any of the following: {A}, {B}, {C}",
        "any of the following: {A}, {B} and {C}",
        "one of the following: {A}; {B}; {C}",
        "one or more of the following: {A}, {B}, or {C}",
        "either {A}, {B} or {C}",
        "at least one of {A}, {B} and {C}",
        "at least one of the following: {A}, {B}, {C}",
    ),
    # any of three
    *said(
        "C B BC A AC AB ABC",
        ["exclusion"],
        "{A}, {B} and {C}",
        "{A}, {B}, and {C}",
        "{A}; {B}; and {C}",
        "{A}; {B}; {C}",
        "{A}, {B}, {C}",
        "{A} and {B} and {C}",
        "{A} and {B}; {C}",
        "{A} or {B}; {C}",
    ),
    # two of three
    *said(
        "BC AC AB ABC",
        ["inclusion", "exclusion"],
        "at least two of {A}, {B}, {C}",
        "at least 2 of the following: {A}, {B}, {C}",
        "two or more of the following: {A}, {B}, or {C}",
        "any two of {A}, {B} or {C}",
        "two of the following three: {A}, {B}, {C}",
        ">= 2 of the following: {A}; {B}; {C}",
        "more than one of the following: {A}, {B}, {C}",
        "2 or more of: {A}, {B}, {C}",
        "≥2 of {A}, {B}, {C}",
    ),
    # at most one
    *said(
        "- C B A",
        ["inclusion"],
        "no more than one of {A}, {B}, {C}",
        "fewer than two of the following: {A}, {B}, {C}",
        "at most one of the following: {A}, {B}, {C}",
        "less than 2 of the following: {A}; {B}; {C}",
    ),
    # the first without the others
    *said(
        "A",
        ["inclusion", "exclusion"],
        "{A} without {B}",
        "{A} but not {B}",
        "{A} but no {B}",
        "{A} in the absence of {B}",
        "{A} with no {B}",
        "{A}, without {B}",
        "Patients with {A} who do not have {B}",
        "{A} (without {B})",
        "Patients with {A} but without {B}",
        "{A} with no evidence of {B}",
        "{A} with no history of {B}",
    ),
    # the first without the others
    *said(
        "A",
        ["inclusion"],
        "{A} and no {B}",
        "{A} and not {B}",
        "{A} and without {B}",
        "{A}. No {B}.",
    ),
    # the first without the others
    *said(
        "A",
        ["exclusion"],
        "{A} unless {B}",
        "{A}, unless {B}",
        "{A} unless accompanied by {B}",
        "{A} except in patients with {B}",
        "{A} (unless {B})",
        "{A} except for patients with {B}",
        "patients with {A} (except if they have {B})",
    ),
    # neither
    *said(
        "-",
        ["inclusion"],
        "no {A} or {B}",
        "no {A} and no {B}",
        "neither {A} nor {B}",
        "absence of {A} or {B}",
        "absence of {A} and {B}",
        "must not have {A} or {B}",
        "without {A} or {B}",
        "without {A} and {B}",
        "free of {A} and {B}",
        "no {A}, {B}",
        "no history of {A} or {B}",
        "no {A}, no {B}",
        "no {A}; no {B}",
        "no {A} nor {B}",
        "not have {A} or {B}",
        "does not have {A} or {B}",
        "do not have {A} and do not have {B}",
        "patients must be free of {A} or {B}",
        "no evidence of {A} or {B}",
        "no {A} and/or {B}",
        "no {A} or history of {B}",
        "no known {A} or {B}",
        "No current {A} or {B}",
        "no {A} / {B}",
        "Lack of {A} or {B}",
        "never had {A} or {B}",
        "denies {A} or {B}",
        "negative for {A} and {B}",
        "has no {A} or {B}",
        "None of the following: {A}, {B}",
        "none of: {A}; {B}",
        "no other {A} or {B}",
        "cannot have {A} or {B}",
        "should not have {A} or {B}",
        "may not have {A} or {B}",
        "patients may not have {A} and {B}",
        "not suffering from {A} or {B}",
        "no diagnosis of {A} or {B}",
        "{A} and {B} are not allowed",
        "{A} or {B} is not permitted",
        "patients with {A} or {B} are excluded",
        "patients with {A} and patients with {B} are excluded",
        "patients with {A} or {B} are not eligible",
        "patients with {A}, {B} will be excluded",
        "{A} or {B} excluded",
        "patients with {A} or {B} are ineligible",
        "no {A} (or {B})",
    ),
    # neither
    *said(
        "-",
        ["inclusion"],
        "{A} must be excluded",
    ),
    # neither
    *said(
        "-",
        ["exclusion"],
        "patients without {A}",
        "absence of {A}",
        "lack of {A}",
        "patients who do not have {A}",
        "patients with no {A}",
    ),
    # if the first, the second
    *said(
        "- B AB",
        ["inclusion"],
        "If {A}, must have {B}",
        "Patients with {A} must have {B}",
        "In case of {A}, {B} is required",
        "for patients with {A}: {B}",
        "If {A} is present, {B} must be present",
        "{B} is required for patients with {A}",
        "those with {A} must have {B}",
    ),
    # whatever
    *said(
        "- A",
        ["inclusion"],
        "{A} is allowed",
        "{A} allowed",
        "patients with {A} are eligible",
        "{A} is permitted",
        "{A} is acceptable",
        "prior {A} is allowed",
        "patients with {A} may be included",
        "{A} will be allowed",
        "patients with {A} may participate",
        "{A} is not an exclusion",
        "{A} does not exclude",
    ),
    # the first with one of the others
    *said(
        "AC AB ABC",
        ["inclusion"],
        "{A} and either {B} or {C}",
        "{A} with {B} or {C}",
        "{A} and ({B} or {C})",
        "{A}, and one of the following: {B}; {C}",
        "{A} and at least one of {B} or {C}",
        "{A} plus any of {B}, {C}",
    ),
    # one of the first two, and the third
    *said(
        "BC AC ABC",
        ["inclusion"],
        "({A} or {B}) and {C}",
        "{A} or {B}; {C}",
    ),
    # the first two, or the third
    *said(
        "C BC AC AB ABC",
        ["inclusion", "exclusion"],
        "({A} and {B}) or {C}",
        "Either {A} and {B}, or {C}",
    ),
    # the first, or the other two
    *said(
        "BC A AC AB ABC",
        ["inclusion", "exclusion"],
        "{A} or ({B} with {C})",
        "{A}, or {B} with {C}",
        "Either {A} or both {B} and {C}",
    ),
    # the first alone
    *said(
        "A",
        ["inclusion", "exclusion"],
        "{A} without {B} or {C}",
    ),
    # one of the first two, without the third
    *said(
        "B A AB",
        ["inclusion"],
        "{A} or {B}, but not {C}",
    ),
    # the first two, without the third
    *said(
        "AB",
        ["inclusion"],
        "{A} and {B} but not {C}",
        "{A}, {B}, but no {C}",
    ),
    # the second without the first
    *said(
        "B",
        ["inclusion"],
        "no {A} but {B}",
        "No {A}. {B}.",
    ),
]


@pytest.mark.parametrize(("kind", "text", "true"), TABLES)
def test_a_list_answers_as_its_truth_table(kind: Kind, text: str, true: list[str]) -> None:
    written = text.format(**DISEASES)
    grid = combinations(DISEASES, [letter for letter in DISEASES if f"{{{letter}}}" in text])
    written = written[0].upper() + written[1:]
    assert found(kind, written, grid) == expected(kind, true, grid)
