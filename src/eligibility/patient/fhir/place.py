"""Where a resource stands in the source: what its reader notes, asks and hands back through."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from eligibility.patient.dates import PartialDate
from eligibility.patient.fhir.fields import Json
from eligibility.patient.fhir.notes import Notes
from eligibility.patient.mistakes import diagnostics_of

Find = Callable[[str], "Json | None"]
"""The resource that a reference names, if the source holds it."""
Entry = TypeVar("Entry", bound=BaseModel)


class Place:
    """One resource: its type, its name in messages ("Observation/o1"), the patient's birth date, and how to follow its references."""

    __slots__ = ("_find", "_notes", "birth", "incomplete", "name", "type")

    def __init__(self, type: str, name: str, notes: Notes, birth: PartialDate | None = None, find: Find | None = None) -> None:
        self.type = type
        self.name = name
        self.birth = birth
        self.incomplete = False
        self._notes = notes
        self._find = find

    def find(self, reference: str) -> Json | None:
        """The resource named by a reference of this one."""
        return self._find(reference) if self._find is not None else None

    def left_out(self, field: str, found: object, why: str) -> None:
        """Notes that a field is not in the record."""
        self._notes.add("left_out", f"{self.name}.{field}" if field else self.name, found, why)

    def changed(self, field: str, found: object, why: str) -> None:
        """Notes that the record holds a field otherwise than written."""
        self._notes.add("changed", f"{self.name}.{field}" if field else self.name, found, why)

    def unread(self, field: str, why: str = "the record has no place for this field") -> None:
        """Counts a field that the record has no place for."""
        self._notes.tally("left_out", f"{self.type}.{field}", why, self.name)

    def often_changed(self, field: str, why: str) -> None:
        """Counts a change that befalls many resources alike."""
        self._notes.tally("changed", f"{self.type}.{field}", why, self.name)

    def refuse(self, field: str, found: object, why: str) -> None:
        """Notes that the whole resource is not in the record."""
        self.incomplete = True
        self.left_out(field, found, why)

    def entry(self, model: type[Entry], **fields: object) -> Entry | None:
        """An entry of the record; what the record refuses is noted in the record's own words."""
        try:
            return model(**{name: value for name, value in fields.items() if value is not None})
        except ValidationError as error:
            for problem in diagnostics_of(error, model, None):
                self.refuse("", "", f"not in the record: {problem.message}")
            return None
