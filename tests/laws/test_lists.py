"""Laws of lists: what stands beside a statement never turns its definite answer round (contract §2, Lists)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

from hypothesis import given
from hypothesis import strategies as st

from eligibility import Trial, screen
from spec.records import ON, cond, drug, obs, proc
from spec.truth_tables import COMPLETE, wanted

Place = Literal["any", "last", "first"]
Join = Literal["all", "any", "none"]


@dataclass(frozen=True)
class Said:
    """A statement, the list that tells of it, the entries that make it true and those that make it false.

    `place`: words before its name would be said of what follows it too, words behind it of what precedes it.
    """

    text: str
    section: str
    true: tuple[dict[str, Any], ...]
    false: tuple[dict[str, Any], ...] = ()
    place: Place = "any"


def _disease(name: str) -> Said:
    return Said(name, "conditions", (cond(name),))


def _value(text: str, high: dict[str, Any], low: dict[str, Any]) -> Said:
    return Said(text, "observations", (high,), (low,), "first")


STATEMENTS = (
    *map(_disease, ("gout", "epilepsy", "HIV infection", "psoriasis", "cirrhosis", "type 2 diabetes")),
    Said("severe asthma", "conditions", (cond("asthma", severity="severe"),), (cond("asthma", severity="mild"),), "last"),
    Said("history of pancreatitis", "conditions", (cond("pancreatitis", "2019-01-01", end="2019-02-01", status="resolved"),), (), "last"),
    Said(
        "stroke within 6 months",
        "conditions",
        (cond("stroke", "2026-08-01", end="2026-08-09", status="resolved"),),
        (cond("stroke", "2022-08-01", end="2022-08-09", status="resolved"),),
        "first",
    ),
    Said("heart failure (NYHA III-IV)", "conditions", (cond("heart failure", stage="NYHA III"),), (), "first"),
    Said("malignancy except basal cell carcinoma", "conditions", (cond("colon cancer"),), (cond("basal cell carcinoma"),), "first"),
    _value("hemoglobin < 10 g/dL", obs("hemoglobin", 8, "g/dL"), obs("hemoglobin", 12, "g/dL")),
    _value("creatinine > 1.5 mg/dL", obs("creatinine", 2, "mg/dL"), obs("creatinine", 1, "mg/dL")),
    _value("ALT > 3 x ULN", obs("ALT", 200, "U/L", low=5, high=40), obs("ALT", 30, "U/L", low=5, high=40)),
    _value("BMI > 35 kg/m2", obs("BMI", 38, "kg/m2"), obs("BMI", 30, "kg/m2")),
    _value("ECOG performance status > 2", obs("ECOG", 3), obs("ECOG", 1)),
    Said("pregnancy", "observations", (obs("pregnancy", True),), (obs("pregnancy", False),)),
    Said("smoking", "observations", (obs("smoking", True),), (obs("smoking", False),)),
    Said("allergy to penicillin", "allergies", ({"name": "penicillin"},), (), "last"),
    Said("current use of warfarin", "medications", (drug("warfarin", "2026-01-01"),), (), "last"),
    Said("prior splenectomy", "procedures", (proc("splenectomy", "2019-03-01"),), (), "last"),
    Said("planned cholecystectomy", "procedures", (proc("cholecystectomy", "2026-12-01", status="planned"),), (), "last"),
    Said("family history of breast cancer", "family_history", ({"name": "breast cancer", "relation": "mother"},), (), "last"),
    Said(
        "appendectomy within 6 months", "procedures", (proc("appendectomy", "2026-08-01"),), (proc("appendectomy", "2020-08-01"),), "first"
    ),
)
# A text, and what it says of the statements as an inclusion and as an exclusion (None: it is none).
LISTS: tuple[tuple[str, Join | None, Join | None], ...] = (
    ("{0} and {1}", "all", "any"),
    ("{0}; {1}", "all", "any"),
    ("{0}, and {1}", "all", "any"),
    ("{0} or {1}", "any", "any"),
    ("{0}, or {1}", "any", "any"),
    ("{0} and/or {1}", "any", "any"),
    ("either {0} or {1}", "any", "any"),
    ("patients with {0} and {1}", "all", "any"),
    ("patients with {0} or {1}", "any", "any"),
    ("at least one of the following: {0}; {1}", "any", "any"),
    ("all of the following: {0}; {1}", "all", "all"),
    ("no {0} and no {1}", "none", None),
    ("no {0}; no {1}", "none", None),
    ("no {0} or {1}", "none", None),
    ("must not have {0} or {1}", "none", None),
    ("{0}, {1}, or {2}", "any", "any"),
    ("{0}, {1} and {2}", "all", "any"),
    ("{0}; {1}; {2}", "all", "any"),
    ("any of the following: {0}; {1}; {2}", "any", "any"),
)


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, list[Said], Join | None, Join | None]:
    """A list of two or three statements whose words cannot be said of each other."""
    text, included, excluded = draw(st.sampled_from(LISTS))
    first = draw(st.sampled_from([s for s in STATEMENTS if s.place != "last"]))
    last = draw(st.sampled_from([s for s in STATEMENTS if s.place != "first" and s is not first]))
    plain = [s for s in STATEMENTS if s.place == "any" and s not in (first, last)]
    middle = [draw(st.sampled_from(plain))] if "{2}" in text else []
    return text, [first, *middle, last], included, excluded


def _holds(join: Join, truths: tuple[bool, ...]) -> bool:
    return {"all": all(truths), "any": any(truths), "none": not any(truths)}[join]


@given(lists())
def test_no_list_answers_against_its_truth_table(drawn: tuple[str, list[Said], Join | None, Join | None]) -> None:
    text, said, included, excluded = drawn
    written = text.format(*(s.text for s in said))
    written = written[0].upper() + written[1:]
    for kind, join in (("inclusion", included), ("exclusion", excluded)):
        if join is None:
            continue
        trial = Trial.from_criteria(**{kind: [written]})
        for truths in product((True, False), repeat=len(said)):
            record: dict[str, Any] = {"sex": "female", "complete": COMPLETE}
            for statement, true in zip(said, truths, strict=True):
                record.setdefault(statement.section, []).extend(statement.true if true else statement.false)
            outcome = str(screen(record, trial, on=ON).criteria[0].outcome)
            assert outcome in (wanted(kind, _holds(join, truths)), "unknown"), (kind, written, truths)
