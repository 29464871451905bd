"""Contract §2: what stands behind a name, or between it and its adjective: denials, definitions, objects, sizes, purposes."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, allergic, attested, closed, cond, done, has, labs, listed, obs, open_list, operated, proc, takes

NO_INFECTION = "Active infection is not present"
EITHER = "Infection or heart failure is not present"


@table(
    needs(NO_INFECTION, "none", has("gout"), "match"),
    needs(NO_INFECTION, "one", has("pneumonia"), "fail"),
    needs("Diabetes is absent", "none", has("gout"), "match"),
    needs("Diabetes is absent", "one", has("type 2 diabetes"), "fail"),
    needs("Ascites absent", "none", has("gout"), "match"),
    needs("Ascites absent", "one", has("ascites"), "fail"),
    needs("Brain metastases must be absent", "none", has("breast cancer"), "match"),
    needs("Ascites is absent or controlled", "whether it is controlled", has("ascites"), "unknown"),
    needs("Liver metastases not seen on CT", "none", has("colon cancer"), "match"),
    needs("Liver metastases not seen on CT", "seen", has("liver metastases"), "fail"),
    needs(EITHER, "none", has("gout"), "match"),
    needs(EITHER, "the first", has("pneumonia"), "fail"),
    needs(EITHER, "the second", has("heart failure"), "fail"),
    needs("Breast cancer, and distant metastases are not present", "it alone", has("breast cancer"), "match"),
    needs("Breast cancer and cirrhosis are not present", "which is asked for is not told", has("breast cancer"), "unknown"),
    needs("Other infections are not suspected or have been ruled out", "what was ruled out is not told", has("gout"), "unknown"),
    excludes("Patients in whom diabetes is not present", "it is not", has("gout"), "unknown"),
)
def test_a_denial_behind_the_disease(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def hba1c(value: float, *conditions: str) -> dict[str, Any]:
    return closed(listed(*conditions), labs(obs("HbA1c", value, "%")))


UNCONTROLLED = "Uncontrolled (i.e., HbA1c > 9 %) diabetes"


@table(
    excludes(UNCONTROLLED, "both", hba1c(9.5, "type 2 diabetes"), "fail"),
    excludes(UNCONTROLLED, "no diabetes", hba1c(9.5, "gout"), "match"),
    excludes(UNCONTROLLED, "well controlled", hba1c(7.5, "type 2 diabetes"), "match"),
    excludes("Clinically significant (i.e., active) cardiovascular disease", "none", has("gout"), "match"),
    excludes("Clinically significant (i.e., active) cardiovascular disease", "whether active", has("coronary artery disease"), "unknown"),
)
def test_brackets_that_define_the_adjective_before_them(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    """The name behind the brackets is asked for with what they say."""
    check(kind, text, record, expected, options)


def measured(name: str, value: float, unit: str, *conditions: str) -> dict[str, Any]:
    return closed(listed(*conditions), labs(obs(name, value, unit)))


@table(
    needs("Rectal cancer (anal verge ≤ 10 cm)", "another cancer", has("anal cancer"), "fail"),
    needs("Melanoma (Breslow > 1 mm)", "both", measured("Breslow thickness", 2, "mm", "melanoma"), "match"),
    needs("Melanoma (Breslow > 1 mm)", "no melanoma", measured("Breslow thickness", 2, "mm", "gout"), "fail"),
    excludes("Kidney stones (diameter > 2 cm)", "none", has("gout"), "match"),
    excludes("Obesity (waist > 102 cm)", "the value decides", measured("waist circumference", 110, "cm", "gout"), "fail"),
)
def test_how_large_or_where_a_thing_is_does_not_stand_for_it(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


LATEX = "Known allergy, sensitivity or bad reaction to latex"


def reacts_to(name: str) -> dict[str, Any]:
    return closed(allergic({"name": name}))


@table(
    excludes(LATEX, "to it", reacts_to("latex"), "fail"),
    excludes("Allergy or contraindication to iodine", "to something else", reacts_to("penicillin"), "unknown"),
    excludes("Allergy, hypersensitivity or contraindication to iodine", "to it", reacts_to("iodine"), "fail"),
    excludes("Allergic reaction or intolerance to heparin", "to something else", reacts_to("penicillin"), "match"),
)
def test_an_allergy_is_to_what_closes_its_list(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    """Whoever is allergic to anything else is not excluded for it."""
    check(kind, text, record, expected, options)


@table(
    needs("Willing to comply with study treatment and follow-up", "attested", attested(able_and_willing_to_comply=True), "match"),
    needs("Able to comply with study visits, medication and blood tests", "attested", attested(able_and_willing_to_comply=True), "match"),
    excludes("Unlikely to comply with the protocol", "willing", attested(able_and_willing_to_comply=True), "unknown"),
    excludes("Unlikely to comply with the protocol", "not willing", attested(able_and_willing_to_comply=False), "unknown"),
    needs("Tumor must be visible on MRI", "nobody says so", has("breast cancer"), "unknown"),
    needs("Tumor must be visible on MRI", "an MRI was not done", closed(listed("breast cancer")), "unknown"),
)
def test_what_is_only_to_be_done_in_the_trial_is_no_entry(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


RECENT = "No congestive heart failure < 6 months"


def failing(onset: str, **fields: Any) -> dict[str, Any]:
    return closed(open_list(cond("congestive heart failure", onset, **fields)))


@table(
    needs(RECENT, "begun since", failing("2026-08-01"), "fail"),
    needs(RECENT, "begun before, and still there", failing("2024-02-01"), "unknown: ambiguous"),
    needs(RECENT, "over for long", failing("2020-02-01", end="2021-01-01", status="resolved"), "match"),
    needs(RECENT, "none", has("gout"), "match"),
    excludes("Myocardial infarction < 6 months", "of an event", closed(open_list(cond("myocardial infarction", "2026-08-01"))), "fail"),
    needs("Low back pain of less than 6 weeks", "how long it has lasted", failing("2026-10-20"), "fail"),
)
def test_a_bare_time_behind_a_disease_that_rules_out(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


RESECTED = "Prior resection of brain metastases"


def resected(*conditions: str) -> dict[str, Any]:
    return closed(listed(*conditions), operated(proc("surgical resection", "2024-05-01")))


@table(
    excludes(RESECTED, "nothing done", has("brain metastases"), "match"),
    excludes(RESECTED, "of what is not told", resected("brain metastases"), "unknown"),
    excludes(RESECTED, "never had any", resected("gout"), "match"),
    excludes("Prior surgery for severe aortic stenosis", "never had any", done("surgery", "2020-01-01"), "match"),
    excludes("Prior surgery for prostate cancer", "an operation that tells of one", done("radical prostatectomy"), "unknown"),
    excludes("Statin users", "one", takes("atorvastatin"), "fail"),
    excludes("Statin users", "none", NOTHING, "match"),
    excludes("Current hearing aid user", "one", done("hearing aid"), "fail"),
    excludes("Use of anti-vitamin K drugs", "one of them", takes("acenocoumarol"), "fail"),
    excludes("Use of anti-vitamin K drugs", "the vitamin itself", takes("phytonadione"), "match"),
    excludes("Upper or lower limb fracture", "of the leg", closed(open_list(cond("fracture", "2026-10-20", site="leg"))), "fail"),
    excludes("Hip or knee pain", "of the hip", closed(open_list(cond("pain", "2026-10-20", site="hip"))), "fail"),
)
def test_who_has_what_an_act_is_done_for(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


EXCUSED = "Total bilirubin ≤ 1.5 × ULN unless due to Gilbert's syndrome"


def bilirubin(value: float, *conditions: str) -> dict[str, Any]:
    return closed(listed(*conditions), labs(obs("total bilirubin", value, "mg/dL", low=0.2, high=1.0)))


@table(
    needs(EXCUSED, "within the limit", bilirubin(1.2, "gout"), "match"),
    needs(EXCUSED, "above it, with the cause", bilirubin(2.0, "Gilbert's syndrome"), "unknown"),
    needs(EXCUSED, "above it, without it", bilirubin(2.0, "gout"), "fail"),
)
def test_who_never_had_the_cause_is_not_excused_for_it(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
