"""Forms that gave somebody a wrong answer when usual criteria were held against truth tables (contract §§1, 2 and 5)."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import (
    NOTHING,
    Record,
    allergic,
    closed,
    cond,
    done,
    drug,
    has,
    labs,
    listed,
    obs,
    operated,
    proc,
    says,
    takes,
    took,
    treated,
)

ASA_3 = closed(labs(obs("ASA class", 3)), operated(proc("tonsillectomy", status="planned")), age=6)
ASA_2 = closed(labs(obs("ASA class", 2)), operated(proc("tonsillectomy", status="planned")), age=6)
TONSILS = "Children scheduled for tonsillectomy with or without adenoidectomy, ASA I or II"


@table(
    needs(TONSILS, "class II", ASA_2, "match"),
    needs(TONSILS, "class III", ASA_3, "fail"),
    excludes("Diabetes with or without complications, asthma", "asthma", has("asthma"), "fail"),
    excludes("Gout with or without tophi", "gout", has("gout"), "fail"),
    excludes("Hypertension with or without headache, gout, or asthma", "hypertension", has("hypertension"), "fail"),
    excludes("Hypertension with or without headache, gout, or asthma", "gout alone may be meant", has("gout"), "unknown"),
    needs("Breast cancer regardless of receptor status, stage or grade", "breast cancer", has("breast cancer"), "match"),
    excludes("History of breast cancer regardless of treatment or melanoma", "melanoma", has("melanoma"), "unknown"),
    needs("Surgery with or without adjuvant or neoadjuvant chemotherapy", "surgery", done("surgery", "2026-10-01"), "match"),
)
def test_what_makes_no_difference_ends_at_the_comma(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


PAD = "Peripheral arterial disease confirmed by an ankle-brachial index of 0.90 or less"


@table(
    needs(PAD, "a lower index", closed(listed("peripheral arterial disease"), labs(obs("ankle-brachial index", 0.8))), "match"),
    needs(PAD, "a higher index", closed(listed("peripheral arterial disease"), labs(obs("ankle-brachial index", 0.95))), "fail"),
    needs("Asthma diagnosed by a physician ≥ 12 months ago", "of when nobody knows", has("asthma"), "unknown"),
    needs("Asthma diagnosed by a physician ≥ 12 months ago", "no asthma", NOTHING, "fail"),
    needs("Depression confirmed by a PHQ-9 score ≥ 10", "a lower score", closed(listed("depression"), labs(obs("PHQ-9", 5))), "fail"),
    needs("Infection documented by at least two positive cultures", "infection", has("infection"), "match"),
)
def test_by_what_it_was_found_keeps_its_numbers(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


TSH = {name: says("TSH", value, "mIU/L", low=0.4, high=4.5) for name, value in (("low", 0.1), ("normal", 2.0), ("high", 6.2))}


@table(
    *(
        excludes(text, name, TSH[name], expected)
        for text in (
            "TSH above or below the normal range",
            "TSH below or above normal",
            "TSH lower or higher than normal",
            "TSH < or > the normal range",
            "TSH outside of the reference range",
            "TSH above or below the reference range",
        )
        for name, expected in (("low", "fail"), ("normal", "match"), ("high", "fail"))
    ),
    excludes("TSH above the reference range", "low", TSH["low"], "match"),
    excludes("TSH above the reference range", "high", TSH["high"], "fail"),
)
def test_both_sides_of_normal(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


STEROIDS = "Systemic corticosteroids (inhaled or topical corticosteroids are not considered systemic)"
AUTOIMMUNE = "Active autoimmune disease (replacement therapy such as levothyroxine or insulin is allowed)"


@table(
    excludes(STEROIDS, "inhaled", closed(treated(drug("budesonide", "2025-01", route="inhaled"))), "match"),
    excludes(STEROIDS, "by mouth", treated(drug("prednisone", "2025-01", route="oral")), "fail"),
    excludes(AUTOIMMUNE, "no autoimmune disease", NOTHING, "match"),
    excludes(AUTOIMMUNE, "lupus, and no replacement", has("systemic lupus erythematosus"), "unknown"),
    excludes("Autoimmune disease (skin diseases such as vitiligo are allowed)", "lupus", has("systemic lupus erythematosus"), "unknown"),
    needs("Antidepressants such as sertraline are permitted", "none", NOTHING, "match"),
    needs("Drugs such as hydroxyurea are prohibited", "taken", takes("hydroxyurea"), "fail"),
    needs("Measurable disease. Bone metastases are not considered measurable", "measurable", says("measurable disease", True), "unknown"),
    excludes("History of malignancy including melanoma. Basal cell carcinoma is allowed", "that", has("basal cell carcinoma"), "match"),
    excludes("History of malignancy including melanoma. Basal cell carcinoma is allowed", "another", has("lung cancer"), "fail"),
)
def test_what_is_allowed_or_does_not_count(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


HYDROXYUREA = "Hydroxyurea, if taken, must have been started ≥ 6 months ago"
PREMENOPAUSAL, POSTMENOPAUSAL = says("menopausal status", "premenopausal"), says("menopausal status", "postmenopausal")


@table(
    needs(HYDROXYUREA, "not taken", NOTHING, "match"),
    needs(HYDROXYUREA, "for long", took("hydroxyurea", "2024-01-01"), "match"),
    needs(HYDROXYUREA, "since a month", took("hydroxyurea", "2026-10-01"), "fail"),
    needs("Metformin, if used, must be at a stable dose for 3 months", "not used", NOTHING, "match"),
    needs("Prior radiotherapy, if given, must have been completed ≥ 2 weeks before randomization", "never", NOTHING, "match"),
    needs(
        "Prior radiotherapy, if given, must have been completed ≥ 2 weeks before randomization",
        "last week",
        done("radiotherapy", "2026-10-28"),
        "fail",
    ),
    needs("Cirrhosis, if present, must be compensated", "none", NOTHING, "match"),
    needs("Cirrhosis, if present, must be compensated", "cirrhosis", has("cirrhosis"), "unknown"),
    needs("Gout or asthma, if present, must be stable", "neither", NOTHING, "unknown"),
    needs("Willing to undergo ovarian suppression with goserelin if premenopausal", "she is not", POSTMENOPAUSAL, "match"),
    needs("Willing to undergo ovarian suppression with goserelin if premenopausal", "she is", PREMENOPAUSAL, "unknown"),
)
def test_what_is_asked_of_some_only(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def since(name: str, day: str) -> Record:
    return closed(listed(), conditions=[cond(name, day)])


@table(
    needs("Fracture not older than 6 weeks", "recent", since("fracture", "2026-10-10"), "match"),
    needs("Fracture not older than 6 weeks", "old", since("fracture", "2026-01-10"), "fail"),
    needs("Myocardial infarction older than 6 months", "recent", since("myocardial infarction", "2026-10-10"), "fail"),
    needs("CT scan not older than 4 weeks", "recent", done("CT scan", "2026-10-20"), "match"),
    needs("Infants with bronchiolitis older than 6 months", "a year", closed(listed("bronchiolitis"), birth_date="2025-10-15"), "unknown"),
    excludes("Preeclampsia at < 34 weeks", "of which week nobody knows", has("preeclampsia"), "unknown"),
    excludes("Preeclampsia at < 34 weeks", "none", NOTHING, "match"),
    excludes(
        "Guillain-Barré syndrome within 6 weeks following a previous influenza vaccination",
        "long ago",
        has("Guillain-Barré syndrome"),
        "unknown",
    ),
    excludes("Head injury with loss of consciousness in the previous 5 years", "none", NOTHING, "match"),
)
def test_times_and_what_they_are_counted_from(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


FAILURE = "Heart failure and treated with an ACE inhibitor, ARB or sacubitril/valsartan"


@table(
    needs(FAILURE, "the first", closed(listed("heart failure"), treated(drug("lisinopril", "2024"))), "match"),
    needs(FAILURE, "the last", closed(listed("heart failure"), treated(drug("sacubitril/valsartan", "2024"))), "match"),
    needs(FAILURE, "none of them", has("heart failure"), "fail"),
    needs("Gout and asthma, COPD or bronchiectasis", "two", has("gout", "asthma"), "unknown"),
    excludes("Nintedanib and pirfenidone at the same time", "both", takes("nintedanib", "pirfenidone"), "fail"),
    excludes("Nintedanib and pirfenidone at the same time", "one", takes("nintedanib"), "match"),
    excludes(
        "History of stroke (except TIA), infarction or gout",
        "over",
        closed(listed(), conditions=[cond("infarction", status="resolved")]),
        "fail",
    ),
    excludes(
        "Biologic DMARDs in the last 3 months (rituximab: last 12 months)",
        "in the longer time",
        took("rituximab", "2026-01-01", "2026-02-01"),
        "fail",
    ),
    excludes(
        "Biologic DMARDs in the last 3 months (rituximab: last 12 months)",
        "another",
        took("adalimumab", "2026-01-01", "2026-02-01"),
        "match",
    ),
    needs(
        "Lumpectomy or mastectomy within 12 weeks with negative margins",
        "of which nothing is known",
        done("lumpectomy", "2026-10-01"),
        "unknown",
    ),
    excludes("Recurrent or strangulated hernia", "another", has("inguinal hernia"), "unknown"),
    excludes("Recurrent or strangulated hernia", "strangulated", has("strangulated inguinal hernia"), "fail"),
)
def test_lists_and_what_all_of_them_share(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(
        "Allergy to amide-type local anaesthetics", "which of them it is, is open", closed(allergic({"name": "lidocaine"})), "unknown"
    ),
    excludes("Allergy to amide-type local anaesthetics", "another", closed(allergic({"name": "latex"})), "match"),
    excludes("Use of statins or allergy to them", "another allergy", closed(allergic({"name": "latex"})), "unknown"),
    needs("Rectal cancer located within 12 cm of the anal verge", "how far, nobody knows", has("rectal cancer"), "unknown"),
    needs("Rectal cancer located within 12 cm of the anal verge", "none", NOTHING, "fail"),
    excludes("Unable to consent without a legal representative", "she can", says("informed consent", True), "match"),
    excludes("Unable to consent without a legal representative", "she cannot", says("informed consent", False), "unknown"),
    needs("At least 4 weeks since any major surgery, and the wound has healed", "none", NOTHING, "unknown"),
    excludes(
        "Received antibiotics for the current infection", "for an earlier one", took("amoxicillin", "2020-01-01", "2020-01-10"), "unknown"
    ),
    excludes("Incarcerated or recurrent inguinal hernia", "none, and free", NOTHING, "match"),
    needs("Luminal A breast cancer", "another kind", has("triple-negative breast cancer"), "fail"),
    needs("Schirmer test ≤ 10 mm/5 min and asthma", "no asthma", closed(labs(obs("Schirmer test", 5, "mm"))), "fail"),
)
def test_names_and_places(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


STERILE = "Postmenopausal or having undergone hysterectomy, bilateral oophorectomy or bilateral tubal ligation"
RISKS = "Age > 60 years or diabetes, asthma or gout"
SHOCK = "Cardiogenic shock complicating a stay, with systolic blood pressure < 90 mmHg or need for vasopressors"


@table(
    needs(STERILE, "past the menopause", says("postmenopausal", True), "match"),
    needs(STERILE, "the last of the list", closed(operated(proc("bilateral tubal ligation", "2019-02-01"))), "match"),
    needs(STERILE, "nothing of it", closed(labs(obs("postmenopausal", False))), "fail"),
    needs(RISKS, "one list, or two", closed(listed("gout"), age=40), "unknown"),
    needs(RISKS, "as both have it", closed(listed("gout"), age=70), "match"),
    needs(RISKS, "as neither has it", closed(age=40), "fail"),
    needs(SHOCK, "of what stands before “with” nothing is known", says("systolic blood pressure", 84, "mmHg"), "unknown"),
)
def test_lists_behind_an_or_of_their_own(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


STEROIDS = "On dexamethasone for at least 7 days; patients not on steroids are eligible"
RISKY = "Diabetic, obese or hypertensive patients must be taking aspirin"
GNRH = "Pre- or perimenopausal women must be taking goserelin; men are eligible"


@table(
    needs(STEROIDS, "no steroids", NOTHING, "unknown"),
    needs(GNRH, "a man", closed(sex="male"), "match"),
    needs(GNRH, "past the menopause", says("menopausal status", "postmenopausal"), "match"),
    needs(GNRH, "without it", closed(labs(obs("menopausal status", "premenopausal"))), "fail"),
    needs(RISKY, "has one of them, and takes it", closed(listed("obesity"), takes("aspirin")), "match"),
    needs(RISKY, "has one of them", has("diabetes"), "fail"),
    needs(RISKY, "has none of them", NOTHING, "match"),
    needs("Age 18 to 65 years. Women are eligible", "too old", closed(age=70, sex="female"), "fail"),
    needs("Women must use contraception; men are eligible", "does not", closed(labs(obs("contraception", False)), sex="female"), "fail"),
)
def test_those_whom_a_demand_does_not_concern(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
