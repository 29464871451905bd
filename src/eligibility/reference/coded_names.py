"""Names that are ICD-10 codes, or have one beside the words, as diagnosis lists write them: "C22.0", "I50.9 Heart failure"."""

from __future__ import annotations

import re

from eligibility.reference.codes import coded_condition
from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import Concept, remembered, vocabulary

# Only with its dot: "B12" is a vitamin, "T20" a trial.
_CODE = r"[A-Z]\d[\dA-Z]\.[\dA-Z]{1,4}"
_FORMS = (
    re.compile(rf"(?P<code>{_CODE})(?:\s*[-–:|]?\s+(?P<words>\S.*))?"),
    re.compile(rf"(?P<words>\S.*?)\s*[(\[](?:ICD-?10(?:-CM)?[: ]+)?(?P<code>{_CODE})[)\]]"),
)


@remembered(maxsize=20_000)
def coded_name(name: str) -> Concept | None:
    """The condition of such a name; None where words beside the code may say something else than the code does.

    >>> coded_name("C22.0").name, coded_name("Heart failure (I50.9)").name, coded_name("I50.9 ruled out")
    ('hepatocellular carcinoma', 'heart failure', None)
    """
    found = next((match for form in _FORMS if (match := form.fullmatch(name.strip())) is not None), None)
    concept = vocabulary().by_code("ICD-10", found["code"]) if found is not None else None
    if found is None or concept is None or found["words"] is None:
        return concept
    coded = coded_condition(found["code"])
    if coded is not None and fold_name(found["words"]) in (fold_name(coded.name), fold_name(concept.name)):
        return concept
    named = vocabulary().lookup(found["words"], "condition")
    if named is None:
        return None
    if vocabulary().is_a(named.id, concept.id):
        return named
    return concept if vocabulary().is_a(concept.id, named.id) else None
