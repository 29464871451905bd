"""FHIR FamilyMemberHistory → family history of the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eligibility.patient.fhir.codes import Coded, coded_field
from eligibility.patient.fhir.fields import Json, objs, text
from eligibility.patient.fhir.place import Place
from eligibility.patient.fhir.statements import speaks_of_it
from eligibility.patient.record import FamilyMember

READ = frozenset(
    {
        "status",
        "relationship",
        "condition",
        "date",
        "name",
        "sex",
        "bornPeriod",
        "bornDate",
        "bornString",
        "ageAge",
        "ageRange",
        "ageString",
    }
)

_READ_OF_A_CONDITION = frozenset({"id", "code"})

# Source: HL7 v3 code system RoleCode, the members of FamilyMember.
_RELATIVES = {
    "MTH": "mother",
    "NMTH": "mother",
    "FTH": "father",
    "NFTH": "father",
    "PRN": "parent",
    "NPRN": "parent",
    "BRO": "brother",
    "NBRO": "brother",
    "SIS": "sister",
    "NSIS": "sister",
    "SIB": "sibling",
    "NSIB": "sibling",
    "SON": "son",
    "SONC": "son",
    "DAU": "daughter",
    "DAUC": "daughter",
    "CHILD": "child",
    "GRMTH": "grandmother",
    "GRFTH": "grandfather",
    "GRPRN": "grandparent",
    "AUNT": "aunt",
    "UNCLE": "uncle",
    "COUSN": "cousin",
}
_NATURAL = re.compile(r"^(?:natural|biological)\s+", re.IGNORECASE)


def read_family(resource: Json, place: Place) -> Iterator[FamilyMember]:
    """One entry for each condition of the relative."""
    status = text(resource, "status")
    if status not in ("completed", "partial"):
        why = "the relative's health is not known" if status == "health-unknown" else "not read"
        place.refuse("status", status or "", why)
        return
    relation = _relation(coded_field(resource, "relationship"))
    conditions = objs(resource, "condition")
    if not conditions:
        place.left_out("condition", "", f"no condition of the {relation or 'relative'} is given, which does not say that there is none")
    for condition in conditions:
        for beside in (field for field in condition if field not in _READ_OF_A_CONDITION):
            place.unread(f"condition.{beside}")
        code = coded_field(condition, "code")
        if code is None:
            place.refuse("condition.code", "", "which condition it is is not said")
        elif speaks_of_it(code, place):
            found = place.entry(FamilyMember, name=code.name, codes=code.codes, relation=relation)
            if found is not None:
                yield found


def _relation(relationship: Coded | None) -> str | None:
    if relationship is None:
        return None
    known = next((_RELATIVES[c.code] for c in relationship.codes if c.code in _RELATIVES), None)
    return known or _NATURAL.sub("", relationship.label).lower()
