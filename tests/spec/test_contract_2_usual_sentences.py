"""Forms of usual sentences which the truth tables of the second round found misread, each beside what it must not be read as."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import (
    MAN,
    NOTHING,
    WOMAN,
    closed,
    cond,
    done,
    drug,
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
)

HCV = listed("chronic hepatitis C")
WITHOUT_OR_WITH = "Chronic hepatitis C, without cirrhosis or with compensated cirrhosis"
LIPASE = obs("lipase", 200, "U/L", high=60)
HIGH_QTC = obs("QTcF", 460, "ms")
LOW_HDL = labs(obs("HDL", 35, "mg/dL"))
STROKE_OF_2020 = closed(open_list(cond("stroke", "2020")))
ATTEMPT_OF_2004 = closed(open_list(cond("suicide attempt", "2004")))
MILD_DEPRESSION = open_list(cond("depression", "2026-01", severity="mild"))
ALT = "ALT ≤ 3 x ULN; ALT ≤ 5 x ULN is acceptable in patients with liver metastases"
HIGH_ALT = "ALT > 3 x ULN; ALT ≤ 5 x ULN is acceptable in patients with liver metastases"
PAINFUL = "ECOG > 1 (ECOG 2 is acceptable if due to arthritis)"
DRUG_FOR_GOUT = "Gout requiring treatment (colchicine)"
ALT_OF_160 = labs(obs("ALT", 160, "U/L", high=40))
GILBERT = "Bilirubin < 2 mg/dL. Bilirubin > 2 mg/dL is acceptable in patients with Gilbert's syndrome"
BILIRUBIN_OF_3 = labs(obs("bilirubin", 3, "mg/dL"))
REGIMEN = "Treatment with natalizumab within 12 weeks, with fingolimod within 8 weeks, or with alemtuzumab at any time"
SSRI = "Depression within 2 years (mild depression treated with an SSRI is acceptable)"
ANAEMIA = "Anaemia not on dialysis: haemoglobin < 10 g/dL, ferritin ≥ 100 ng/mL"
PALE = labs(obs("hemoglobin", 9, "g/dL"), obs("ferritin", 200, "ng/mL"))
PULMONARY = "Pulmonary arterial hypertension, confirmed by right heart catheterisation: mean pulmonary artery pressure ≥ 25 mmHg"
PRESSURE = labs(obs("mean pulmonary artery pressure", 40, "mmHg"))
COLITIS = "Moderately active ulcerative colitis, defined as a Mayo score of 6 to 12"
MAYO = labs(obs("Mayo score", 8))


@table(
    needs(WITHOUT_OR_WITH, "none", closed(HCV), "match"),
    needs(WITHOUT_OR_WITH, "a decompensated one", has("chronic hepatitis C", "decompensated cirrhosis"), "fail"),
    needs(WITHOUT_OR_WITH, "another disease", has("gout"), "fail"),
    needs("Acute pancreatitis, with lipase or amylase ≥ 3 x ULN", "a value", closed(listed("acute pancreatitis"), labs(LIPASE)), "match"),
    needs("Acute pancreatitis, with lipase or amylase ≥ 3 x ULN", "a value alone", closed(labs(LIPASE)), "fail"),
    needs("Lung or breast cancer with liver metastases", "without", has("lung cancer"), "fail"),
    needs("An ACE inhibitor or sacubitril together with a beta-blocker", "the first alone", takes("enalapril"), "unknown"),
    excludes(REGIMEN, "the first alone", took("natalizumab", "2025-01", "2026-10-01"), "fail"),
    excludes(REGIMEN, "long ago", took("fingolimod", "2020-01", "2021-10-01"), "match"),
    excludes("Patients treated with warfarin, with bleeding", "the drug alone", takes("warfarin"), "match"),
    excludes("Infection with HIV, with fever", "the fever alone", has("fever"), "match"),
)
def test_what_stands_with_what(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(ANAEMIA, "the values", closed(PALE), "match"),
    needs(ANAEMIA, "on dialysis", closed(PALE, operated(proc("hemodialysis", start="2025-01"))), "fail"),
    needs(PULMONARY, "the disease", closed(PRESSURE, listed("pulmonary arterial hypertension")), "match"),
    needs(PULMONARY, "by another disease", closed(PRESSURE, listed("asthma")), "fail"),
    needs(COLITIS, "the disease", closed(MAYO, listed("ulcerative colitis")), "match"),
    needs(COLITIS, "a score of another disease", closed(MAYO, listed("Crohn's disease")), "fail"),
    needs("Anaemia, defined as haemoglobin < 10 g/dL", "the value alone", closed(PALE), "match"),
)
def test_heads_and_what_they_name(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("PCI or CABG planned within 3 months", "one of last month", done("PCI", "2026-10-10"), "match"),
    excludes("PCI or CABG planned within 3 months", "one to come", done("PCI", "2026-11-20", status="planned"), "fail"),
    excludes("Pacemaker or heart surgery planned", "a device that is there", done("pacemaker", "2020"), "fail"),
    needs("Stroke, onset within 14 days", "older", closed(open_list(cond("stroke", "2026-09-01"))), "fail"),
    needs(
        "At least one stroke, or an unheard-of thing, during the last year", "older", closed(open_list(cond("stroke", "2020"))), "unknown"
    ),
    needs("Documented BCG vaccination at least 10 years before enrolment", "never", NOTHING, "fail"),
    needs("History of PCI at least 6 months before enrolment", "never", NOTHING, "fail"),
    excludes(
        "Any lifetime suicide attempt or seizure within 30 days", "long ago", closed(open_list(cond("suicide attempt", "2004"))), "fail"
    ),
    excludes("Pacemaker implanted within 3 months", "long ago", done("pacemaker implantation", "2020-01-01"), "match"),
    excludes("Warfarin unless stopped more than 3 months ago", "stopped lately", took("warfarin", "2020", "2026-10-01"), "unknown"),
    needs("Gout diagnosed by a physician within 2 years", "older", closed(open_list(cond("gout", "2010"))), "fail"),
    excludes("Aspirin taken within 14 days", "before", took("aspirin", "2020", "2026-09-01"), "match"),
)
def test_times(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(ALT, "below the first, no metastases", closed(labs(obs("ALT", 30, "U/L", high=40))), "match"),
    needs(ALT, "between, no metastases", closed(ALT_OF_160), "fail"),
    needs(ALT, "between, with metastases", closed(ALT_OF_160, listed("liver metastases")), "match"),
    needs(GILBERT, "above, with it", closed(BILIRUBIN_OF_3, listed("Gilbert's syndrome")), "match"),
    needs(GILBERT, "above, without", closed(BILIRUBIN_OF_3), "fail"),
    needs("ECOG 0-1; ECOG 2 is allowed if age ≥ 75", "2 at 80", closed(says("ECOG", 2), age=80), "match"),
    needs("ECOG 0-1; ECOG 2 is allowed if age ≥ 75", "2 at 50", closed(says("ECOG", 2), age=50), "fail"),
    needs("Age ≥ 18; age ≥ 16 is acceptable if Tanner stage 5", "an adult", WOMAN, "match"),
    excludes(HIGH_ALT, "a normal one, no metastases", closed(labs(obs("ALT", 30, "U/L", high=40))), "match"),
    excludes(HIGH_ALT, "between, with metastases", closed(ALT_OF_160, listed("liver metastases")), "match"),
    excludes(HIGH_ALT, "between, no metastases", closed(ALT_OF_160), "fail"),
    excludes(HIGH_ALT, "above both", closed(labs(obs("ALT", 240, "U/L", high=40)), listed("liver metastases")), "fail"),
    excludes(PAINFUL, "below", says("ECOG", 1), "match"),
    excludes(PAINFUL, "the permitted value, without", closed(says("ECOG", 2)), "fail"),
    excludes(PAINFUL, "above both", closed(says("ECOG", 3), listed("arthritis")), "fail"),
)
def test_values_permitted_to_some(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(
        SSRI,
        "treated",
        closed(open_list(cond("depression", "2026-01", severity="mild")), {"medications": [drug("sertraline", "2026-01")]}),
        "match",
    ),
    excludes(SSRI, "not treated", closed(MILD_DEPRESSION), "fail"),
    excludes(
        "Asthma or sick sinus syndrome, except in patients with a pacemaker",
        "with one",
        closed(listed("asthma"), operated(proc("pacemaker"))),
        "unknown",
    ),
    excludes("Second-degree AV block or asthma, except patients on steroids", "not on them", has("asthma"), "fail"),
    excludes("Atrial fibrillation requiring anticoagulation (warfarin)", "the drug for another disease", takes("warfarin"), "match"),
    excludes(DRUG_FOR_GOUT, "another drug for it", closed(listed("gout"), {"medications": [drug("allopurinol", "2026-01")]}), "unknown"),
)
def test_exceptions_and_brackets(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(
        "Hidradenitis, Foobar stage II or III", "the disease, its stage unheard of", has("hidradenitis suppurativa", stage="I"), "unknown"
    ),
    needs("Plaque psoriasis, Foobar stage II", "no cancer is asked for", has("plaque psoriasis"), "unknown"),
    needs("METAVIR F2 or F3", "one of them", says("METAVIR stage", "F3"), "match"),
    needs("METAVIR F2 or F3", "another", says("METAVIR stage", "F4"), "fail"),
    needs("At least 4 focal seizures per 28 days", "by its name", says("focal seizures per 28 days", 4), "match"),
    needs("At least 4 focal seizures per 28 days", "of a list none is counted", NOTHING, "unknown"),
    needs("Newborns ≥ 36 weeks' gestation", "an adult", WOMAN, "fail"),
    needs("Methotrexate 15 to 25 mg/week", "less", takes("methotrexate", dose=10, unit="mg/week"), "fail"),
    needs("Methotrexate 15 to 25 mg/week", "inside", takes("methotrexate", dose=20, unit="mg/week"), "match"),
    needs(
        "Triglycerides ≥ 150 mg/dL or HDL < 40 mg/dL (men), < 50 mg/dL (women)",
        "a man",
        closed(labs(obs("HDL", 35, "mg/dL")), MAN),
        "match",
    ),
    excludes("QTcF > 450 ms (men) or > 470 ms (women) on the ECG", "a woman", closed(labs(HIGH_QTC), WOMAN), "match"),
    excludes("A dexamethasone implant within 6 months", "given", took("dexamethasone", "2026-08-01", "2026-08-01"), "fail"),
    needs("Congestion on chest X-ray", "none was made", NOTHING, "unknown"),
    excludes("Influenza-like illness", "influenza long over", NOTHING, "unknown"),
)
def test_measures_and_names(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
