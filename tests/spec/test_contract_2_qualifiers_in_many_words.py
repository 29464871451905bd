"""Qualifiers in many words: severity, stage, class, route, allergies, family, what is left out, results (contract §2 and §4).

Each text is answered for a handful of patients whose lists are complete: true, false, or not told (None) by what each has.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet

from spec.contract import Kind, outcome
from spec.records import Record
from spec.truth_tables import COMPLETE, wanted

Told = list[tuple[Record, bool | None]]


def said(told: Told, kinds: Iterable[Kind], *texts: str) -> list[ParameterSet]:
    """Texts and what they are of each of these patients."""
    return [pytest.param(kind, text, told, id=f"{kind}: {text}") for text in texts for kind in kinds]


TEXTS = [
    *said(
        [
            ({"conditions": [{"name": "asthma", "severity": "severe"}]}, True),
            ({"conditions": [{"name": "asthma", "severity": "mild"}]}, False),
            ({"conditions": [{"name": "asthma"}]}, None),
            ({"conditions": []}, False),
        ],
        ["inclusion", "exclusion"],
        "severe asthma",
        "asthma, severe",
        "asthma (severe)",
        "severe bronchial asthma",
        "asthma that is severe",
        "severe asthma or severe COPD",
    ),
    *said(
        [
            ({"conditions": [{"name": "asthma", "severity": "severe"}]}, True),
            ({"conditions": [{"name": "asthma", "severity": "moderate"}]}, True),
            ({"conditions": [{"name": "asthma", "severity": "mild"}]}, False),
            ({"conditions": []}, False),
        ],
        ["inclusion", "exclusion"],
        "moderate or severe asthma",
        "moderate to severe asthma",
        "moderate-to-severe asthma",
        "asthma (moderate or severe)",
        "at least moderate asthma",
        "moderate/severe asthma",
    ),
    *said(
        [
            ({"allergies": [{"name": "penicillin"}]}, True),
            ({"allergies": [{"name": "sulfonamide"}]}, False),
            ({"allergies": []}, False),
            ({"allergies": [{"name": "penicillin", "status": "absent"}]}, False),
        ],
        ["inclusion", "exclusion"],
        "allergy to penicillin",
        "penicillin allergy",
        "allergic to penicillin",
        "known allergy to penicillin",
        "hypersensitivity to penicillin",
        "history of allergy to penicillin",
        "known hypersensitivity to penicillin",
        "allergic reaction to penicillin",
        "history of allergic reactions to penicillin",
        "intolerance to penicillin",
        "sensitivity to penicillin",
        "previous allergic reaction to penicillin",
        "penicillin hypersensitivity",
        "documented allergy to penicillin",
        "allergy or intolerance to penicillin",
        "allergy/hypersensitivity to penicillin",
        "allergies to penicillin",
    ),
    *said(
        [
            ({"allergies": [{"name": "penicillin"}]}, True),
            ({"allergies": [{"name": "sulfonamide"}]}, True),
            ({"allergies": [{"name": "latex"}]}, False),
            ({"allergies": []}, False),
        ],
        ["exclusion"],
        "allergy to penicillin or sulfonamides",
        "allergy to penicillin and/or sulfonamides",
        "known allergy to penicillin or to sulfonamides",
        "hypersensitivity to penicillin, sulfonamides",
        "allergic to penicillin or allergic to sulfonamides",
        "allergy to penicillin and sulfonamides",
    ),
    *said(
        [({"allergies": [{"name": "penicillin"}]}, False), ({"allergies": [{"name": "sulfonamide"}]}, True), ({"allergies": []}, True)],
        ["inclusion"],
        "no allergy to penicillin",
        "no known allergy to penicillin",
        "not allergic to penicillin",
        "no history of allergy to penicillin",
        "no penicillin allergy",
        "no known hypersensitivity to penicillin",
        "without allergy to penicillin",
        "must not be allergic to penicillin",
    ),
    *said(
        [
            ({"family_history": [{"name": "breast cancer", "relation": "mother"}]}, True),
            ({"family_history": []}, False),
            ({"conditions": [{"name": "breast cancer"}]}, False),
        ],
        ["inclusion", "exclusion"],
        "family history of breast cancer",
        "breast cancer in a first-degree relative",
        "first degree relative with breast cancer",
        "positive family history of breast cancer",
        "a first-degree relative with breast cancer",
        "family history positive for breast cancer",
        "family history of breast cancer in a first-degree relative",
    ),
    *said(
        [
            ({"conditions": [{"name": "breast cancer"}]}, True),
            ({"family_history": [{"name": "breast cancer", "relation": "mother"}]}, False),
            ({"conditions": []}, False),
        ],
        ["inclusion", "exclusion"],
        "personal history of breast cancer",
        "prior personal history of breast cancer",
    ),
    *said(
        [
            ({"conditions": [{"name": "breast cancer"}]}, True),
            ({"family_history": [{"name": "breast cancer", "relation": "mother"}]}, True),
            ({"conditions": []}, False),
        ],
        ["inclusion", "exclusion"],
        "personal or family history of breast cancer",
        "family or personal history of breast cancer",
        "family history or personal history of breast cancer",
    ),
    *said(
        [
            ({"medications": [{"name": "prednisone", "route": "oral"}]}, True),
            ({"medications": [{"name": "hydrocortisone cream", "route": "topical"}]}, False),
            ({"medications": []}, False),
        ],
        ["inclusion", "exclusion"],
        "oral corticosteroids",
        "systemic corticosteroids",
        "current use of oral corticosteroids",
        "taking systemic corticosteroids",
        "treatment with systemic steroids",
        "oral steroids",
    ),
    *said(
        [
            ({"medications": [{"name": "prednisone", "route": "oral"}]}, True),
            ({"medications": [{"name": "hydrocortisone cream", "route": "topical"}]}, False),
            ({"medications": []}, False),
        ],
        ["exclusion"],
        "corticosteroids except topical",
        "corticosteroids other than topical or inhaled",
        "corticosteroids (except inhaled or topical)",
        "steroids, except for topical steroids",
    ),
    *said(
        [
            ({"conditions": [{"name": "colon cancer"}]}, True),
            ({"conditions": [{"name": "basal cell carcinoma of skin"}]}, False),
            ({"conditions": [{"name": "gout"}]}, False),
            ({"conditions": []}, False),
        ],
        ["exclusion"],
        "cancer other than non-melanoma skin cancer",
        "cancer except non-melanoma skin cancer",
        "any malignancy except non-melanoma skin cancer",
        "malignancy (except non-melanoma skin cancer)",
        "malignancy, excluding non-melanoma skin cancer",
        "malignancy with the exception of non-melanoma skin cancer",
        "cancer (non-melanoma skin cancer excepted)",
        "malignancy not including non-melanoma skin cancer",
        "malignancy apart from non-melanoma skin cancer",
        "malignancy (other than non-melanoma skin cancer)",
        "malignancy, not including non-melanoma skin cancer",
        "malignancy besides non-melanoma skin cancer",
        "cancer (excluding non-melanoma skin cancer)",
        "malignant disease other than non-melanoma skin cancer",
        "active malignancy except non-melanoma skin cancer",
        "malignancy aside from non-melanoma skin cancer",
    ),
    *said(
        [
            ({"conditions": [{"name": "heart failure", "stage": "NYHA III"}]}, True),
            ({"conditions": [{"name": "heart failure", "stage": "NYHA II"}]}, False),
            ({"conditions": []}, False),
            ({"conditions": [{"name": "gout"}]}, False),
        ],
        ["inclusion", "exclusion"],
        "heart failure NYHA class III or IV",
        "NYHA class III-IV heart failure",
        "heart failure (NYHA III/IV)",
        "congestive heart failure, NYHA class III or IV",
        "heart failure with NYHA class III–IV",
        "NYHA III/IV heart failure",
        "heart failure of NYHA class III or higher",
        "heart failure NYHA > II",
        "class III or IV heart failure (NYHA)",
        "heart failure NYHA ≥ III",
        "New York Heart Association class III or IV heart failure",
        "heart failure (New York Heart Association class III-IV)",
    ),
    *said(
        [
            ({"conditions": [{"name": "breast cancer", "stage": "III"}]}, True),
            ({"conditions": [{"name": "breast cancer", "stage": "IV"}]}, True),
            ({"conditions": [{"name": "breast cancer", "stage": "II"}]}, False),
            ({"conditions": [{"name": "breast cancer"}]}, None),
            ({"conditions": []}, False),
        ],
        ["inclusion", "exclusion"],
        "stage III or IV breast cancer",
        "stage III-IV breast cancer",
        "breast cancer stage III or IV",
        "breast cancer, stage III/IV",
        "breast cancer (stage III or IV)",
        "stage III/IV breast cancer",
        "AJCC stage III or IV breast cancer",
        "breast cancer of stage III or higher",
        "clinical stage III-IV breast cancer",
    ),
    *said(
        [({"conditions": []}, False), ({"conditions": [{"name": "gout"}]}, False)],
        ["inclusion", "exclusion"],
        "chemotherapy for breast cancer",
        "chemotherapy for the treatment of breast cancer",
        "prior chemotherapy for breast cancer",
        "chemotherapy to treat breast cancer",
    ),
    *said(
        [
            ({"conditions": [{"name": "chronic hepatitis B"}]}, True),
            ({"conditions": [{"name": "chronic hepatitis C"}]}, True),
            ({"conditions": [{"name": "hepatitis A"}]}, False),
            ({"conditions": []}, False),
        ],
        ["exclusion"],
        "hepatitis B or C",
        "hepatitis B or hepatitis C",
        "hepatitis B and/or C",
        "hepatitis B/C",
        "hepatitis B or C infection",
        "viral hepatitis B or C",
        "HBV or HCV infection",
        "infection with hepatitis B or C",
        "HBV or HCV",
        "hepatitis B, hepatitis C",
        "chronic hepatitis B or C",
        "known hepatitis B or C",
        "active hepatitis B or C",
        "positive for hepatitis B or C",
        "hepatitis B virus or hepatitis C virus infection",
    ),
    *said(
        [
            ({"conditions": [{"name": "chronic hepatitis B"}]}, True),
            ({"conditions": [{"name": "HIV infection"}]}, True),
            ({"conditions": [{"name": "gout"}]}, False),
            ({"conditions": []}, False),
        ],
        ["exclusion"],
        "HIV, hepatitis B or hepatitis C",
        "HIV, HBV, or HCV infection",
        "infection with HIV, hepatitis B or C",
        "HIV infection, hepatitis B, hepatitis C",
        "known HIV, hepatitis B, or hepatitis C",
        "HIV/HBV/HCV infection",
        "positive HIV, hepatitis B or hepatitis C",
        "HIV-positive, hepatitis B or C",
    ),
    *said(
        [
            ({"conditions": [{"name": "type 1 diabetes"}]}, True),
            ({"conditions": [{"name": "type 2 diabetes"}]}, True),
            ({"conditions": [{"name": "diabetes insipidus"}]}, False),
            ({"conditions": []}, False),
        ],
        ["inclusion", "exclusion"],
        "type 1 or type 2 diabetes",
        "type 1 or 2 diabetes",
        "diabetes type 1 or 2",
        "diabetes mellitus type 1 or type 2",
        "diabetes (type 1 or 2)",
        "type I or II diabetes",
        "type 1/2 diabetes",
        "diabetes mellitus (type I or type II)",
    ),
    *said(
        [
            (
                {
                    "observations": [
                        {"name": "pregnancy", "value": True, "date": "2026-10-30"},
                        {"name": "breastfeeding", "value": False, "date": "2026-10-30"},
                    ]
                },
                True,
            ),
            (
                {
                    "observations": [
                        {"name": "pregnancy", "value": False, "date": "2026-10-30"},
                        {"name": "breastfeeding", "value": True, "date": "2026-10-30"},
                    ]
                },
                True,
            ),
            (
                {
                    "observations": [
                        {"name": "pregnancy", "value": False, "date": "2026-10-30"},
                        {"name": "breastfeeding", "value": False, "date": "2026-10-30"},
                    ]
                },
                False,
            ),
        ],
        ["exclusion"],
        "pregnant or breastfeeding",
        "pregnant or lactating women",
        "pregnancy or breastfeeding",
        "pregnant, breastfeeding",
        "pregnant and/or lactating",
        "women who are pregnant or breastfeeding",
        "pregnant and breastfeeding women",
        "pregnant or nursing",
        "pregnant/lactating",
        "currently pregnant or breast-feeding",
        "pregnancy/lactation",
        "females who are pregnant or lactating",
        "pregnant or breast feeding patients",
        "is pregnant or lactating",
    ),
    *said(
        [
            (
                {
                    "observations": [
                        {"name": "pregnancy", "value": True, "date": "2026-10-30"},
                        {"name": "breastfeeding", "value": False, "date": "2026-10-30"},
                    ]
                },
                False,
            ),
            (
                {
                    "observations": [
                        {"name": "pregnancy", "value": False, "date": "2026-10-30"},
                        {"name": "breastfeeding", "value": True, "date": "2026-10-30"},
                    ]
                },
                False,
            ),
            (
                {
                    "observations": [
                        {"name": "pregnancy", "value": False, "date": "2026-10-30"},
                        {"name": "breastfeeding", "value": False, "date": "2026-10-30"},
                    ]
                },
                True,
            ),
        ],
        ["inclusion"],
        "not pregnant or breastfeeding",
        "not pregnant and not breastfeeding",
        "neither pregnant nor breastfeeding",
        "non-pregnant and non-lactating",
        "not pregnant or lactating",
        "must not be pregnant or breastfeeding",
        "not pregnant, not breastfeeding",
        "non-pregnant, non-lactating women",
        "not currently pregnant or breastfeeding",
        "women must not be pregnant or breastfeeding",
        "no pregnancy or breastfeeding",
        "not pregnant or nursing",
    ),
    *said(
        [
            (
                {"conditions": [{"name": "breast cancer"}], "observations": [{"name": "HER2", "value": "positive", "date": "2026-10-30"}]},
                True,
            ),
            (
                {"conditions": [{"name": "breast cancer"}], "observations": [{"name": "HER2", "value": "negative", "date": "2026-10-30"}]},
                False,
            ),
            ({"conditions": []}, False),
        ],
        ["inclusion", "exclusion"],
        "HER2-positive breast cancer",
        "breast cancer that is HER2 positive",
        "HER2 positive breast cancer",
        "breast cancer, HER2-positive",
        "breast cancer with HER2 overexpression",
        "HER2+ breast cancer",
        "HER2-overexpressing breast cancer",
        "breast cancer (HER2 positive)",
        "HER-2/neu positive breast cancer",
    ),
]


@pytest.mark.parametrize(("kind", "text", "told"), TEXTS)
def test_a_qualifier_means_the_same_in_all_words(kind: Kind, text: str, told: Told) -> None:
    patients = [({"sex": "female", "complete": COMPLETE, **record}, true) for record, true in told]
    found = [outcome(kind, text[0].upper() + text[1:], patient) for patient, _ in patients]
    assert found == ["unknown" if true is None else wanted(kind, true) for _, true in patients]
