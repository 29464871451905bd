"""Second verbs, plans beside the present, people between commas, limits of what is permitted, one thing by two names (contract §2)."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import (
    MAN,
    NOTHING,
    WOMAN,
    attested,
    closed,
    cond,
    done,
    has,
    labs,
    listed,
    obs,
    open_list,
    operated,
    proc,
    says,
    takes,
    took,
    underwent,
)

COMPLIES = attested(able_and_willing_to_comply=True, informed_consent=False)
CONSENTS = attested(informed_consent=True)
INFERTILE = closed(says("childbearing potential", False), sex="female", age=65)


@table(
    needs("Able to comply with study procedures and provide informed consent", "no consent", COMPLIES, "fail"),
    needs(
        "Willing and able to comply with the protocol and speak English",
        "no English",
        attested(able_to_comply=True, speaks_english=False),
        "fail",
    ),
    needs("Willing to comply with visits, laboratory tests and other trial procedures", "complies", COMPLIES, "match"),
    needs("Willing to provide informed consent and undergo liver biopsy", "not done yet", CONSENTS, "unknown"),
    needs("Willing to participate and take metformin", "not taken yet", CONSENTS, "unknown"),
    excludes(
        "Unwilling to participate or undergo colonoscopy", "had one", closed(CONSENTS, operated(proc("colonoscopy", "2020"))), "unknown"
    ),
    excludes("Unwilling to participate or undergo colonoscopy", "no consent", attested(informed_consent=False), "fail"),
    needs("Willing to provide consent and have diabetes", "no diabetes", CONSENTS, "fail"),
)
def test_a_second_verb_goes_on_with_the_will_and_not_with_the_protocol(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


GIVEN, TO_COME = underwent("chemotherapy", "2026-09-01"), done("chemotherapy", status="planned")


@table(
    excludes("Planned or ongoing chemotherapy", "ongoing", GIVEN, "fail"),
    excludes("Planned or ongoing chemotherapy", "planned", TO_COME, "fail"),
    excludes("Planned or ongoing chemotherapy", "neither", NOTHING, "match"),
    excludes("Current or planned radiotherapy or chemotherapy", "the second, ongoing", GIVEN, "fail"),
    excludes("Receiving or planning to receive radiotherapy, chemotherapy, or immunotherapy", "ongoing", GIVEN, "fail"),
    excludes("Prior or planned radiotherapy or chemotherapy", "the second, over", underwent("chemotherapy", "2025-01", "2025-03"), "fail"),
    excludes("Current or planned pregnancy", "pregnant", says("pregnancy", True), "fail"),
    excludes("Planned or current pregnancy", "planned", says("planning pregnancy", True), "fail"),
)
def test_plans_beside_another_tense_are_of_each(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Women of childbearing potential, who are sexually active, must have a negative pregnancy test", "a man", MAN, "match"),
    needs("Women of childbearing potential, who are sexually active, must have a negative pregnancy test", "infertile", INFERTILE, "match"),
    needs("Patients with diabetes, who take insulin, must have HbA1c < 8%", "neither", NOTHING, "match"),
    needs("Patients with diabetes, if on insulin, must have HbA1c < 8%", "no insulin", has("diabetes"), "match"),
    needs("Aged 18 or older, if on insulin, must have HbA1c < 8%", "too young", {"age": 12}, "fail"),
    needs(
        "Patients with diabetes, who take insulin, must have HbA1c < 8%",
        "both",
        closed(listed("diabetes"), takes("insulin glargine"), says("HbA1c", 9, unit="%")),
        "fail",
    ),
    needs("Sexually active males must use contraception", "a woman", closed(says("contraception", False), WOMAN), "match"),
    needs("Patients with gout, who must be on allopurinol", "no gout", NOTHING, "fail"),
)
def test_people_narrowed_between_commas_are_the_ones_who_are_asked(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


LATELY = underwent("chemotherapy", "2026-05-01", "2026-10-20")


@table(
    needs("Prior chemotherapy is allowed at least 4 weeks before enrollment", "too late", LATELY, "fail"),
    needs("Prior chemotherapy is allowed at least 4 weeks before enrollment", "none", NOTHING, "match"),
    needs("Prior chemotherapy allowed (maximum of 2 regimens)", "how many", LATELY, "unknown"),
    needs("Prior chemotherapy allowed (maximum of 2 regimens)", "none", NOTHING, "match"),
    needs("Prior radiotherapy is allowed to < 25% of the bone marrow", "none", NOTHING, "match"),
    needs("Prior chemotherapy is allowed", "some", LATELY, "match"),
    needs("Prior chemotherapy is permitted in addition to hormonal therapy", "neither", NOTHING, "match"),
    needs(
        "Prior paclitaxel is allowed if not given with bevacizumab",
        "given before",
        took("paclitaxel", "2025-01-01", "2025-05-01"),
        "unknown",
    ),
)
def test_limits_of_what_is_permitted(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


EVENT = "Any hemorrhage/bleeding event >= grade 3 within 4 weeks"


@table(
    excludes(EVENT, "grade 1", open_list(cond("epistaxis", "2026-10-20", stage="1")), "unknown"),
    excludes(EVENT, "grade 1", closed(open_list(cond("epistaxis", "2026-10-20", stage="1"))), "match"),
    excludes(EVENT, "grade 3", closed(open_list(cond("epistaxis", "2026-10-20", stage="grade 3"))), "fail"),
    excludes(
        "GI hemorrhage/bleeding event grade 3 or greater within 4 weeks",
        "long ago",
        closed(open_list(cond("GI bleeding", "2016"))),
        "match",
    ),
    needs("No hepatic encephalopathy, or encephalopathy below grade II", "none", NOTHING, "match"),
)
def test_a_grade_behind_two_names_of_one_thing_is_of_both(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


def _stroke(onset: str) -> dict[str, Any]:
    return closed(open_list(cond("ischemic stroke", onset, status="resolved")))


@table(
    excludes("Stroke including TIA within 6 months", "lately", _stroke("2026-08-01"), "fail"),
    excludes("Stroke including TIA within 6 months", "long ago", _stroke("2012-08-01"), "match"),
    excludes("Surgery including biopsy within 4 weeks", "long ago", done("cholecystectomy", "2001"), "match"),
    excludes("Thromboembolic events such as stroke including TIA within 6 months", "lately", _stroke("2026-08-01"), "fail"),
    excludes("Heart disease including myocardial infarction within 6 months", "another one", has("heart failure"), "fail"),
)
def test_what_happens_is_timed_as_its_examples_are(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


AUTOLOGOUS, ALLOGENEIC = (
    done("autologous stem cell transplantation", "2015"),
    done("allogeneic hematopoietic stem cell transplantation", "2015"),
)


@table(
    excludes("Prior allogeneic bone marrow or stem cell transplantation", "autologous", AUTOLOGOUS, "match"),
    excludes("Prior allogeneic bone marrow or stem cell transplantation", "allogeneic", ALLOGENEIC, "fail"),
    needs("Breast cancer with locally recurrent or metastatic lesions", "recurrent", listed("locally recurrent breast cancer"), "match"),
)
def test_adjectives_go_with_the_noun_that_they_share(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Aged 10-18 years at the time of surgery", "no surgery", {"age": 15, "complete": ["procedures"]}, "unknown"),
    needs("Aged 10-18 years at the time of surgery", "too old", {"age": 45}, "fail"),
    needs("INR < 1.5 on the day of biopsy", "no biopsy", closed(says("INR", 1.0)), "unknown"),
    needs("Able to swallow tablets (until the amendment omitting modafinil)", "able", attested(able_to_swallow=True), "unknown"),
    needs("Not knowing their HIV status or being HIV negative", "negative", says("HIV", "negative"), "match"),
    excludes("They are included in a program of strength training", "nothing known", {}, "unknown"),
    excludes("History of drug hypersensitivity to penicillin", "an open list of allergies", has(), "match"),
    excludes("Drug allergy to sulfa drugs", "to one", labs(allergies=[{"name": "sulfamethoxazole"}]), "fail"),
    excludes("Glioma but before surgery, radiotherapy or chemotherapy", "when is not told", has("glioma"), "unknown"),
    excludes("Glioma but before surgery, radiotherapy or chemotherapy", "neither", NOTHING, "match"),
    excludes("Patient diagnosis with glioma but before surgery or chemotherapy with temozolomide", "when", has("glioma"), "unknown"),
    excludes("Glioma but before surgery or chemotherapy with temozolomide", "neither", NOTHING, "match"),
    needs("Breast cancer diagnosis with metastasis", "no metastasis", has("breast cancer"), "fail"),
    needs("Prior diagnosis with diabetes", "it", has("diabetes"), "match"),
    needs(
        "Recurrent glioma after surgery, radiotherapy and chemotherapy",
        "nothing told of these",
        closed(listed("recurrent glioma")),
        "unknown",
    ),
    needs("Able to read and write English or Spanish", "speaks the second", attested(speaks_spanish=True), "unknown"),
)
def test_words_around_a_name_make_something_else_of_it(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def _told(value: str) -> dict[str, Any]:
    return closed(labs(obs("ascites", value)))


@table(
    excludes("Ascites", "by its degree", _told("moderate"), "fail"),
    excludes("Moderate or severe ascites", "moderate", _told("moderate"), "fail"),
    excludes("Severe ascites", "moderate", _told("moderate"), "match"),
    excludes("Ascites", "none", _told("none"), "match"),
)
def test_an_observation_may_tell_the_severity(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


ASCITES = has("cirrhosis", "ascites")
ALONE = has("cirrhosis")
HBSAG, BOTH_SIDES = "HBsAg positive but HBV DNA negative", "Asthma or diabetes, but on insulin"


@table(
    *(excludes(text, "with it", ASCITES, "match") for text in ("Cirrhosis but no ascites", "Cirrhosis but without ascites")),
    *(excludes(text, "without it", ALONE, "fail") for text in ("Cirrhosis but no ascites", "Cirrhosis but without ascites")),
    *(excludes(text, "neither", NOTHING, "match") for text in ("Cirrhosis but no ascites", "Cirrhosis but without ascites")),
    excludes(HBSAG, "one of the two", labs(obs("HBsAg", "positive"), obs("HBV DNA", "positive")), "match"),
    excludes(HBSAG, "both", labs(obs("HBsAg", "positive"), obs("HBV DNA", "negative")), "fail"),
    excludes(BOTH_SIDES, "the last with it", closed(listed("diabetes"), takes("insulin")), "fail"),
    excludes(BOTH_SIDES, "the first alone", has("asthma"), "unknown"),
    excludes(BOTH_SIDES, "only what both share", closed(takes("insulin")), "match"),
    excludes("All cancers but skin cancer", "one", has("lung cancer"), "unknown"),
    excludes("All cancers but skin cancer", "the other", has("skin cancer"), "unknown"),
    excludes("All cancers but skin cancer", "none", NOTHING, "match"),
    needs("Asthma but stable for 5 years", "of three years", has("asthma", onset="2023-05-01"), "unknown"),
    needs("Previous asthma and symptom-free for 5 years", "of three years", has("asthma", onset="2023-05-01"), "unknown"),
    needs("Asthma and hypertension for 5 years", "of three years", has("asthma", "hypertension", onset="2023-05-01"), "fail"),
    excludes("Seizures but also epilepsy", "one of them", has("epilepsy"), "fail"),
    excludes("Pregnancy is not allowed but lactation is", "one of them", says("pregnancy", True), "fail"),
)
def test_what_but_joins_is_said_of_one_patient(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
