"""Treatments, the medicines they consist in, and general terms for both (contract §4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, excludes, needs, table

CLOSED = ["conditions", "procedures", "medications", "allergies"]
PAST = {"start": "2025-01-01", "end": "2025-03-01"}


def takes(name: str, **more: Any) -> dict[str, Any]:
    """A complete record with one medicine."""
    return {"medications": [{"name": name, **more}], "complete": CLOSED}


def has(name: str, **more: Any) -> dict[str, Any]:
    """A complete record with one procedure, going on unless dated."""
    dates = {} if {"date", "status", "start"} & more.keys() else {"start": "2026-09-01"}
    return {"procedures": [{"name": name, **dates, **more}], "complete": CLOSED}


def allergic(name: str) -> dict[str, Any]:
    """A complete record with one allergy."""
    return {"allergies": [{"name": name}], "complete": CLOSED}


def answers(text: str, *rows: tuple[dict[str, Any], str]) -> list[Any]:
    """Lines of an exclusion: the record's only entry names each."""
    return [excludes(text, str(record), record, expected) for record, expected in rows]


@table(
    *answers(
        "Concurrent anticancer therapy",
        (takes("tamoxifen"), "fail"),
        (takes("letrozole"), "fail"),
        (takes("leuprolide"), "fail"),
        (takes("bicalutamide"), "fail"),
        (takes("trastuzumab"), "fail"),
        (takes("paclitaxel"), "fail"),
        (has("radiotherapy"), "fail"),
        (takes("avapritinib"), "unknown"),
        (takes("interferon alfa"), "unknown"),
        (has("immunotherapy"), "unknown"),
        (has("hormone therapy"), "unknown"),
        (has("radioiodine therapy", date="2026-10-30"), "unknown"),
        (has("tumor resection", date="2026-10-30"), "unknown"),
        (takes("raloxifene"), "match"),
        (takes("prednisone"), "match"),
        (takes("estradiol"), "match"),
        (takes("adalimumab"), "match"),
        (takes("denosumab"), "match"),
        (has("hormone replacement therapy"), "match"),
        (has("hospice care"), "match"),
        (has("hip replacement", date="2026-10-30"), "match"),
    ),
    *answers(
        "Concurrent antineoplastic agents",
        (takes("tamoxifen"), "fail"),
        (takes("methotrexate", indication="rheumatoid arthritis"), "unknown"),
        (takes("metformin"), "match"),
        (has("cancer treatment"), "unknown"),
        (has("FOLFOX"), "fail"),
    ),
    *answers(
        "Concurrent systemic therapy",
        (has("chemotherapy"), "fail"),
        (has("systemic chemotherapy"), "fail"),
        (takes("docetaxel"), "fail"),
        (has("hormone therapy"), "fail"),
        (takes("metformin"), "unknown"),
        (takes("clobetasol", route="topical"), "match"),
        (has("radiotherapy"), "match"),
        (has("HIPEC", date="2026-10-30"), "match"),
    ),
    *answers(
        "Planned palliative treatment",
        (has("palliative chemotherapy", status="planned"), "fail"),
        (has("palliative radiotherapy", status="planned"), "fail"),
        (has("palliative surgery", status="planned"), "fail"),
        (has("comfort care", status="planned"), "fail"),
        (has("chemotherapy", status="planned"), "unknown"),
        (has("knee replacement", status="planned"), "match"),
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
        (has("neoadjuvant chemotherapy", **PAST), "fail"),
        (has("adjuvant chemotherapy", **PAST), "match"),
        (takes("metformin", **PAST), "match"),
    ),
    *answers(
        "Prior neoadjuvant therapy",
        (has("chemotherapy", **PAST), "unknown"),
        (takes("docetaxel", **PAST), "unknown"),
        (has("adjuvant chemotherapy", **PAST), "match"),
    ),
    *answers(
        "Prior chemotherapy",
        (has("adjuvant therapy", **PAST), "unknown"),
        (has("radiotherapy", **PAST), "match"),
        (has("hormone therapy", **PAST), "match"),
    ),
    *answers("Prior docetaxel", (has("adjuvant therapy", **PAST), "unknown"), (has("radiotherapy", **PAST), "match")),
    *answers("Prior FOLFOX", (takes("oxaliplatin", **PAST), "unknown")),
    *answers("Chemoradiotherapy", (takes("docetaxel"), "unknown")),
    *answers("Dual antiplatelet therapy", (takes("aspirin"), "unknown")),
    *answers(
        "Prior anthracyclines",
        (has("AC chemotherapy", **PAST), "fail"),
        (has("TC regimen", **PAST), "match"),
        (has("chemotherapy", **PAST), "unknown"),
    ),
    *answers("Prior taxanes", (has("AC-T", **PAST), "fail"), (has("AC chemotherapy", **PAST), "match")),
    *answers("Prior rituximab", (has("R-CHOP", **PAST), "fail"), (has("CHOP", **PAST), "match")),
    *answers("Prior docetaxel or paclitaxel", (has("AC-T", **PAST), "unknown")),
    *answers("Surgery within 4 weeks", (has("pacemaker implantation", date="2026-10-20"), "unknown")),
    *answers(
        "Concurrent biologic therapy", (has("immunotherapy"), "unknown"), (takes("adalimumab"), "fail"), (takes("metformin"), "match")
    ),
    *answers("Thrombolysis", (takes("alteplase", **PAST), "fail")),
    *answers("Use of corticosteroids within 4 weeks", (has("epidural steroid injection", date="2026-10-20"), "fail")),
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
        (has("AC-T"), "fail"),
        (has("TACE", date="2026-10-30"), "unknown"),
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
        (has("radionuclide therapy"), "unknown"),
        (takes("docetaxel"), "match"),
    ),
    *answers(
        "Concurrent immunotherapy",
        (takes("pembrolizumab"), "fail"),
        (takes("aldesleukin"), "fail"),
        (has("tumor vaccine", date="2026-10-30"), "fail"),
        (takes("peginterferon"), "unknown"),
        (takes("rituximab"), "unknown"),
        (takes("blinatumomab"), "unknown"),
        (takes("BCG vaccine"), "unknown"),
        (has("donor lymphocyte infusion", date="2026-10-30"), "unknown"),
        (takes("adalimumab"), "match"),
        (has("chemotherapy"), "match"),
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
    *answers("Allergy to halichondrin B derivatives", (allergic("eribulin"), "fail"), (allergic("paclitaxel"), "match")),
    *answers("Allergy to contrast media", (allergic("IV dye"), "fail"), (allergic("x-ray dye"), "fail"), (allergic("latex"), "match")),
)
def test_what_counts_as_a_medicine_of_a_class(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers(
        "History of PCI",
        (has("primary PCI", date="2020-01-01"), "fail"),
        (has("rotational atherectomy", date="2020-01-01"), "fail"),
        (has("balloon angioplasty", date="2020-01-01"), "unknown"),
        (has("carotid stenting", date="2020-01-01"), "match"),
    ),
    *answers(
        "Surgically sterile",
        (has("tubal ligation", date="2020-01-01"), "fail"),
        (has("Essure", date="2020-01-01"), "fail"),
        (has("hysterectomy", date="2020-01-01"), "fail"),
        (has("salpingectomy", date="2020-01-01"), "unknown"),
    ),
    *answers("History of CABG", (has("OPCAB", date="2020-01-01"), "fail")),
    *answers(
        "Organ transplantation",
        (has("intestinal transplant", date="2020-01-01"), "fail"),
        (has("face transplant", date="2020-01-01"), "fail"),
        (has("cadaveric renal transplant", date="2020-01-01"), "fail"),
        (has("hair transplant", date="2020-01-01"), "match"),
    ),
    needs("Scheduled for rotator cuff surgery", "planned repair", has("arthroscopic rotator cuff repair", status="planned"), "match"),
    needs("Scheduled for rotator cuff surgery", "planned arthroscopy", has("shoulder arthroscopy", status="planned"), "unknown"),
    needs("Scheduled for rotator cuff surgery", "planned knee surgery", has("knee replacement", status="planned"), "fail"),
)
def test_what_counts_as_an_operation(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)
