"""Contract §2: names made of several words. Which word is the thing, which its cause, its kind or what it is against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, closed, done, drug, has, takes, treated


def took_for(name: str, disease: str) -> Mapping[str, Any]:
    return closed(treated(drug(name, "2025-01-01", indication=disease)))


# ------------------------------------------------------------------ halves of a name


@table(
    excludes("Active drug or alcohol dependence", "some drug taken", takes("metformin"), "match"),
    excludes("Active drug or alcohol dependence", "a drug depended on", has("cocaine dependence"), "fail"),
    excludes("Active drug/alcohol addiction", "some drug taken, no list of diseases", treated(drug("metformin")), "unknown"),
    excludes("Active alcohol/drug abuse", "alcohol is drunk", takes("alcohol"), "match"),
    excludes("Abuse of alcohol or drugs", "a drug abused", has("cocaine abuse"), "fail"),
    excludes("Current drug, alcohol or tobacco abuse", "some drug taken", takes("metformin"), "match"),
    excludes("Known drug or food allergy", "some drug taken", takes("metformin"), "match"),
    excludes("Current drug dependence", "a drug depended on", has("cocaine dependence"), "fail"),
    needs("Oestrogen and/or progesterone receptor positive", "an oestrogen taken", takes("estradiol"), "unknown"),
)
def test_words_that_share_the_end_of_a_name(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ causes


@table(
    excludes("Treatment-related pneumonitis", "of unknown cause", has("pneumonitis"), "unknown: cause_not_recorded"),
    excludes("Treatment-related pneumonitis", "by treatment", has("pneumonitis", due_to=["treatment"]), "fail"),
    excludes("Treatment-related pneumonitis", "none", NOTHING, "match"),
    excludes("Drug-related rash", "of unknown cause", has("rash"), "unknown: cause_not_recorded"),
    excludes("Age-related osteoporosis", "of unknown cause", has("osteoporosis"), "unknown: cause_not_recorded"),
    needs("Age-related cataract", "of unknown cause", has("cataract"), "unknown"),
    excludes("Immune-related colitis", "of unknown cause", has("colitis"), "unknown: cause_not_recorded"),
    excludes("Age-related macular degeneration", "a disease by that name", has("age-related macular degeneration"), "fail"),
    excludes("HBV-related cirrhosis", "by it", has("cirrhosis", due_to=["hepatitis B"]), "fail"),
)
def test_what_something_is_related_to_is_its_cause(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ treatments of a disease


@table(
    excludes("Prior anti-myeloma treatment within 4 weeks", "a drug for it", takes("bortezomib"), "unknown"),
    excludes("Prior anti-myeloma treatment within 4 weeks", "the disease alone", has("multiple myeloma"), "match"),
    excludes("Treatment against cancer within 4 weeks", "a drug for it", takes("trastuzumab"), "fail"),
    excludes("Treatment against cancer within 4 weeks", "the disease alone", has("breast cancer"), "match"),
    excludes("Drugs against malaria", "the disease alone", has("malaria"), "unknown"),
    excludes("HIV treatment", "the infection alone", has("HIV infection"), "unknown"),
    excludes("Myeloma treatment", "the disease alone", has("multiple myeloma"), "match"),  # nothing was given or done at all
    excludes("Previous prostate cancer therapy", "the disease alone", has("prostate cancer"), "match"),
    excludes("Previous prostate cancer therapy", "a drug for it", took_for("leuprolide", "prostate cancer"), "fail"),
    excludes("Prior treatment of prostate cancer", "a drug for it", took_for("leuprolide", "prostate cancer"), "fail"),
    excludes("Prior treatment of prostate cancer", "an operation", done("appendectomy", "2020-01-01"), "unknown"),
    excludes("Prior or planned prostate cancer therapy", "the disease alone", has("prostate cancer"), "unknown"),
    excludes("Hypertension treatment", "the disease alone", has("hypertension"), "unknown"),
    excludes("Hypertension treatment", "a drug for it", took_for("amlodipine", "hypertension"), "fail"),
    excludes("Current or planned use of medication for insomnia", "the disease alone", has("insomnia"), "unknown"),
    excludes("Current or planned use of metformin", "taken", takes("metformin"), "fail"),
    excludes("Anti-cancer treatment within 4 weeks", "a drug for it", takes("paclitaxel"), "fail"),
)
def test_a_treatment_is_not_the_disease_it_is_for(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ kinds


@table(
    excludes("Distant metastases", "in a lymph node", has("lymph node metastasis"), "unknown"),
    excludes("Distant metastases", "in a lymph node as its site", has("metastasis", site="axillary lymph node"), "unknown"),
    excludes("Distant metastases", "in the bone", has("metastasis", site="bone"), "fail"),
    excludes("Distant metastases", "in the liver", has("liver metastasis"), "fail"),
    needs("No distant organ metastases", "in the brain", has("brain metastasis"), "fail"),
    needs("No major organ dysfunction", "of some organ", has("organ dysfunction", severity="mild"), "unknown"),
    needs("No major organ dysfunction", "of a major one", has("major organ dysfunction"), "fail"),
    excludes("Chronic inflammatory disease", "of late", has("inflammatory disease", onset="2026-10-28"), "unknown"),
    excludes("Inflammatory disease", "of late", has("inflammatory disease", onset="2026-10-28"), "fail"),
    excludes("Active infection", "a latent one", has("latent tuberculosis"), "unknown"),
    excludes("Active infection", "another", has("pneumonia"), "fail"),
    excludes("Active tuberculosis", "a latent one", has("latent tuberculosis"), "unknown"),
)
def test_a_kind_is_more_than_the_thing(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


FLU_SHOT = closed(treated(drug("influenza vaccine", "2026-10-25", end="2026-10-25")))
OLD_SHOT = closed(treated(drug("influenza vaccine", "2020-10-25", end="2020-10-25")))


@table(
    needs("Vaccinated against influenza within 12 months", "lately", FLU_SHOT, "match"),
    needs("Vaccinated against influenza within 12 months", "long ago", OLD_SHOT, "fail"),
    needs("Vaccinated against influenza within 12 months", "the disease alone", has("influenza"), "fail"),
    needs("Have been vaccinated against influenza and hepatitis B", "one of them", OLD_SHOT, "fail"),
    needs("Immunization with influenza virus within 12 months", "lately", FLU_SHOT, "match"),
    needs("Immunization with influenza virus within 12 months", "the disease alone", has("influenza"), "fail"),
    excludes("Untoward reaction to prior vaccination with vaccinia virus", "no disease", has("influenza"), "unknown"),
    excludes("Vaccination against COVID-19 or influenza within 14 days", "lately", FLU_SHOT, "fail"),
    excludes("Vaccination against COVID-19 or influenza within 14 days", "long ago", OLD_SHOT, "match"),
    excludes("Received a vaccine against hepatitis B", "another one", OLD_SHOT, "match"),
    *(
        excludes(text, special, record, expected)
        for text in ("Patients implanted with a cardiac pacemaker", "Pacemaker carrier", "Carriers of a pacemaker")
        for special, record, expected in (("one", done("pacemaker", "2020-01-01"), "fail"), ("none", NOTHING, "match"))
    ),
)
def test_vaccines_are_named_by_the_disease_and_carriers_by_the_device(
    kind: Any, text: str, record: Any, expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)
