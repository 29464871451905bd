"""Which names of measurements may be trusted: "Creatinine" of the urine is not the creatinine that criteria mean."""

from __future__ import annotations

import re
from functools import lru_cache

from eligibility.patient.fhir.codes import LOINC, Coded
from eligibility.reference.observations import Observation as Definition
from eligibility.reference.observations import find_by_loinc, find_observation

# Specimens other than blood, in the words of LOINC's long names and of laboratories; "--" is LOINC's mark of a challenge ("--2 hours post
# dose glucose"). Source: LOINC User's Guide, "Type of sample (system)" and "Component: challenge information".
_OTHER = re.compile(
    r"--|\b(?:urin\w*|cerebral spinal fluid|cerebrospinal|csf|stool|f(?:a)?ec(?:al|es)|saliva\w*|oral fluid|sputum|sweat|semen|seminal|"
    r"pleural|peritoneal|pericardial|ascit\w*|synovial|amniotic|dialys\w*|body fluid|gastric|duodenal|pancreatic fluid|bile fluid|"
    r"bronch\w*|lavage|aspirate|drain\w*|cord blood|cord|placent\w*|bone marrow|tissue|biopsy|hair|nail|meconium|milk|tears?|vitreous|"
    r"wound|swab|calculus|stone|water|donor|fet(?:us|al)|foet(?:us|al)|post (?:dose|challenge|meal)|ratio)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def definition_of(concept: Coded) -> tuple[Definition | None, bool]:
    """What the concept measures, and whether its LOINC code says so (else its name alone)."""
    for code in concept.codes:
        if code.system == LOINC and (found := find_by_loinc(code.code)) is not None:
            return found, True
    return (find_observation(concept.name) if concept.name is not None else None), False


@lru_cache(maxsize=20_000)
def trusted_name(concept: Coded, context: tuple[str, ...]) -> tuple[str | None, str | None]:
    """The name for the record, and why it is not the name as written.

    A measurement known by its name alone may be of another specimen; where the codes' own words or the specimen (`context`) say so, or
    a LOINC code that is not known here comes without any words, the name gets that beside it, so that nothing takes it for the usual one.
    """
    definition, coded = definition_of(concept)
    if coded or definition is None or definition.kind not in ("quantity", "count") or concept.name is None:
        return concept.name, None
    for words in (*concept.displays, *context):
        found = _OTHER.search(words)
        if found is not None and found[0].casefold() not in concept.name.casefold():
            return f"{concept.name} ({words})", f"it is of another specimen or test than {definition.name}: {words}"
    loinc = concept.code_in(LOINC)
    if loinc is not None and not any(c.display for c in concept.codes if c.system == LOINC):
        return f"{concept.name} (LOINC {loinc})", f"which {definition.name} LOINC {loinc} means is not known here"
    return concept.name, None
