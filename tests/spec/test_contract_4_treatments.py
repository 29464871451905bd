"""Treatments, the medicines they consist in, and general terms for both (contract §4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, answers, check, needs, table
from spec.records import allergic, closed, cond, done, takes

PAST = {"start": "2025-01-01", "end": "2025-03-01"}


def undergoes(name: str, **fields: Any) -> dict[str, Any]:
    """A complete record with one procedure, going on unless dated."""
    return done(name, **({} if {"day", "status", "start"} & fields.keys() else {"start": "2026-09-01"}), **fields)


@table(
    *answers(
        "Concurrent anticancer therapy",
        (takes("tamoxifen"), "fail"),
        (takes("letrozole"), "fail"),
        (takes("leuprolide"), "fail"),
        (takes("bicalutamide"), "fail"),
        (takes("trastuzumab"), "fail"),
        (takes("paclitaxel"), "fail"),
        (undergoes("radiotherapy"), "fail"),
        (takes("masitinib"), "unknown"),
        (takes("interferon alfa"), "unknown"),
        (undergoes("immunotherapy"), "unknown"),
        (undergoes("hormone therapy"), "unknown"),
        (undergoes("radioiodine therapy", day="2026-10-30"), "unknown"),
        (undergoes("tumor resection", day="2026-10-30"), "unknown"),
        (takes("raloxifene"), "match"),
        (takes("prednisone"), "match"),
        (takes("estradiol"), "match"),
        (takes("adalimumab"), "match"),
        (takes("denosumab"), "match"),
        (undergoes("hormone replacement therapy"), "match"),
        (undergoes("hospice care"), "match"),
        (undergoes("hip replacement", day="2026-10-30"), "match"),
    ),
    *answers(
        "Concurrent antineoplastic agents",
        (takes("tamoxifen"), "fail"),
        (takes("methotrexate", indication="rheumatoid arthritis"), "unknown"),
        (takes("metformin"), "match"),
        (undergoes("cancer treatment"), "unknown"),
        (undergoes("FOLFOX"), "fail"),
    ),
    *answers(
        "Concurrent systemic therapy",
        (undergoes("chemotherapy"), "fail"),
        (undergoes("systemic chemotherapy"), "fail"),
        (takes("docetaxel"), "fail"),
        (undergoes("hormone therapy"), "fail"),
        (takes("metformin"), "unknown"),
        (takes("clobetasol", route="topical"), "match"),
        (undergoes("radiotherapy"), "match"),
        (undergoes("HIPEC", day="2026-10-30"), "match"),
    ),
    *answers(
        "Planned palliative treatment",
        (undergoes("palliative chemotherapy", status="planned"), "fail"),
        (undergoes("palliative radiotherapy", status="planned"), "fail"),
        (undergoes("palliative surgery", status="planned"), "fail"),
        (undergoes("comfort care", status="planned"), "fail"),
        (undergoes("chemotherapy", status="planned"), "unknown"),
        (undergoes("knee replacement", status="planned"), "match"),
    ),
)
def test_a_general_treatment_takes_in_its_kinds(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers(
        "Prior neoadjuvant chemotherapy",
        (takes("docetaxel", **PAST), "unknown"),
        (undergoes("neoadjuvant chemotherapy", **PAST), "fail"),
        (undergoes("adjuvant chemotherapy", **PAST), "match"),
        (takes("metformin", **PAST), "match"),
    ),
    *answers(
        "Prior neoadjuvant therapy",
        (undergoes("chemotherapy", **PAST), "unknown"),
        (takes("docetaxel", **PAST), "unknown"),
        (undergoes("adjuvant chemotherapy", **PAST), "match"),
    ),
    *answers(
        "Prior chemotherapy",
        (undergoes("adjuvant therapy", **PAST), "unknown"),
        (undergoes("radiotherapy", **PAST), "match"),
        (undergoes("hormone therapy", **PAST), "match"),
    ),
    *answers("Prior docetaxel", (undergoes("adjuvant therapy", **PAST), "unknown"), (undergoes("radiotherapy", **PAST), "match")),
    *answers("Prior FOLFOX", (takes("oxaliplatin", **PAST), "unknown")),
    *answers("Chemoradiotherapy", (takes("docetaxel"), "unknown")),
    *answers("Dual antiplatelet therapy", (takes("aspirin"), "unknown")),
    *answers(
        "Prior anthracyclines",
        (undergoes("AC chemotherapy", **PAST), "fail"),
        (undergoes("TC regimen", **PAST), "match"),
        (undergoes("chemotherapy", **PAST), "unknown"),
    ),
    *answers("Prior taxanes", (undergoes("AC-T", **PAST), "fail"), (undergoes("AC chemotherapy", **PAST), "match")),
    *answers("Prior rituximab", (undergoes("R-CHOP", **PAST), "fail"), (undergoes("CHOP", **PAST), "match")),
    *answers("Prior docetaxel or paclitaxel", (undergoes("AC-T", **PAST), "unknown")),
    *answers("Surgery within 4 weeks", (undergoes("pacemaker implantation", day="2026-10-20"), "unknown")),
    *answers(
        "Concurrent biologic therapy", (undergoes("immunotherapy"), "unknown"), (takes("adalimumab"), "fail"), (takes("metformin"), "match")
    ),
    *answers("Thrombolysis", (takes("alteplase", **PAST), "fail")),
    *answers("Use of corticosteroids within 4 weeks", (undergoes("epidural steroid injection", day="2026-10-20"), "fail")),
    *answers(
        "CAR T-cell therapy",
        (takes("tisagenlecleucel"), "fail"),
        (takes("pembrolizumab"), "match"),
    ),
)
def test_a_medicine_does_not_tell_which_treatment_it_was(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers(
        "Chemotherapy",
        (takes("docetaxel"), "fail"),
        (takes("docetaxel", indication="metastatic breast cancer"), "fail"),
        (takes("methotrexate", indication="osteosarcoma"), "fail"),
        (takes("hydroxyurea", indication="polycythemia vera"), "fail"),
        (takes("methotrexate", indication="rheumatoid arthritis"), "unknown"),
        (takes("methotrexate"), "unknown"),
        (takes("hydroxyurea", indication="sickle cell disease"), "unknown"),
        (takes("fluorouracil", route="topical"), "unknown"),
        (takes("mitomycin", route="ophthalmic"), "unknown"),
        (takes("fluorouracil", route="topical", indication="wart"), "match"),
    ),
    *answers(
        "Concurrent anticancer therapy",
        (takes("methotrexate", indication="rheumatoid arthritis"), "match"),
        (takes("hydroxyurea", indication="sickle cell disease"), "match"),
        (takes("methotrexate", indication="breast cancer"), "fail"),
    ),
    *answers(
        "Antiarrhythmic drugs",
        (takes("amiodarone"), "fail"),
        (takes("verapamil", indication="supraventricular tachycardia"), "unknown"),
        (takes("metoprolol", indication="atrial fibrillation"), "unknown"),
        (takes("metoprolol", indication="hypertension"), "match"),
        (takes("lidocaine", route="topical"), "match"),
    ),
)
def test_a_medicine_for_something_else_is_not_the_treatment(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers(
        "Receiving chemotherapy",
        (takes("liposomal doxorubicin"), "fail"),
        (takes("TAS-102"), "fail"),
        (takes("asparaginase"), "fail"),
        (undergoes("AC-T"), "fail"),
        (undergoes("TACE", day="2026-10-30"), "unknown"),
        (takes("trastuzumab emtansine"), "unknown"),
        (takes("gemtuzumab ozogamicin"), "unknown"),
        (takes("tretinoin"), "unknown"),
        (takes("XYZ-123"), "unknown"),
        (takes("imatinib"), "match"),
        (takes("pembrolizumab"), "match"),
    ),
    *answers(
        "Concurrent radiotherapy",
        (takes("iodine-131"), "unknown"),
        (takes("radium-223"), "unknown"),
        (takes("lutetium-177 dotatate"), "unknown"),
        (undergoes("radionuclide therapy"), "unknown"),
        (takes("docetaxel"), "match"),
    ),
    *answers(
        "Concurrent immunotherapy",
        (takes("pembrolizumab"), "fail"),
        (takes("aldesleukin"), "fail"),
        (undergoes("tumor vaccine", day="2026-10-30"), "fail"),
        (takes("peginterferon"), "unknown"),
        (takes("rituximab"), "unknown"),
        (takes("blinatumomab"), "unknown"),
        (takes("BCG vaccine"), "unknown"),
        (undergoes("donor lymphocyte infusion", day="2026-10-30"), "unknown"),
        (takes("adalimumab"), "match"),
        (undergoes("chemotherapy"), "match"),
    ),
    *answers(
        "Concurrent hormonal therapy",
        (takes("tamoxifen"), "fail"),
        (takes("diethylstilbestrol"), "unknown"),
        (takes("raloxifene"), "unknown"),
        (takes("metformin"), "match"),
    ),
    *answers(
        "Investigational agents",
        (takes("investigational product"), "fail"),
        (takes("study medication"), "unknown"),
        (takes("XYZ-123"), "unknown"),
        (takes("metformin"), "match"),
    ),
    *answers(
        "Conventional synthetic DMARDs", (takes("leflunomide"), "fail"), (takes("azathioprine"), "unknown"), (takes("metformin"), "match")
    ),
    *answers("Corticosteroids", (takes("prednisone"), "fail"), (takes("anabolic steroid"), "unknown"), (takes("testosterone"), "match")),
    *answers(
        "Antiemetics",
        (takes("Phenergan"), "fail"),
        (takes("dronabinol"), "fail"),
        (takes("olanzapine"), "unknown"),
        (takes("metformin"), "match"),
    ),
    *answers(
        "Anti-inflammatory drugs",
        (takes("ibuprofen"), "fail"),
        (takes("mesalazine"), "unknown"),
        (takes("metamizole"), "unknown"),
        (takes("metformin"), "match"),
    ),
    *answers(
        "Psychostimulants",
        (takes("mixed amphetamine salts"), "fail"),
        (takes("phentermine"), "unknown"),
        (takes("metformin"), "match"),
    ),
    *answers("Trastuzumab", (takes("Phesgo"), "fail"), (takes("trastuzumab deruxtecan"), "match")),
    *answers("PD-1 inhibitors", (takes("cemiplimab-rwlc"), "fail")),
    *answers(
        "Allergy to halichondrin B derivatives",
        (closed(allergic(cond("eribulin"))), "fail"),
        (closed(allergic(cond("paclitaxel"))), "match"),
    ),
    *answers(
        "Allergy to contrast media",
        (closed(allergic(cond("IV dye"))), "fail"),
        (closed(allergic(cond("x-ray dye"))), "fail"),
        (closed(allergic(cond("latex"))), "match"),
    ),
)
def test_what_counts_as_a_medicine_of_a_class(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers(
        "History of PCI",
        (undergoes("primary PCI", day="2020-01-01"), "fail"),
        (undergoes("rotational atherectomy", day="2020-01-01"), "fail"),
        (undergoes("balloon angioplasty", day="2020-01-01"), "unknown"),
        (undergoes("carotid stenting", day="2020-01-01"), "match"),
    ),
    *answers(
        "Surgically sterile",
        (undergoes("tubal ligation", day="2020-01-01"), "fail"),
        (undergoes("Essure", day="2020-01-01"), "fail"),
        (undergoes("hysterectomy", day="2020-01-01"), "fail"),
        (undergoes("salpingectomy", day="2020-01-01"), "unknown"),
    ),
    *answers("History of CABG", (undergoes("OPCAB", day="2020-01-01"), "fail")),
    *answers(
        "Organ transplantation",
        (undergoes("intestinal transplant", day="2020-01-01"), "fail"),
        (undergoes("face transplant", day="2020-01-01"), "fail"),
        (undergoes("cadaveric renal transplant", day="2020-01-01"), "fail"),
        (undergoes("hair transplant", day="2020-01-01"), "match"),
    ),
    needs("Scheduled for rotator cuff surgery", "planned repair", undergoes("arthroscopic rotator cuff repair", status="planned"), "match"),
    needs("Scheduled for rotator cuff surgery", "planned arthroscopy", undergoes("shoulder arthroscopy", status="planned"), "unknown"),
    needs("Scheduled for rotator cuff surgery", "planned knee surgery", undergoes("knee replacement", status="planned"), "fail"),
)
def test_what_counts_as_an_operation(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)
