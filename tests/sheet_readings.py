"""Spreadsheets read for a test: the record, the notes, the message of a refusal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eligibility import PatientError, Reading, read_table


def one(path: Path, mapping: object = None) -> tuple[dict[str, Any], list[str]]:
    """The only patient of a sheet as a record, and the notes of the reading."""
    [reading] = read_table(path, mapping)  # type: ignore[arg-type]
    return record(reading), [f"{note.kind}: {note}" for note in reading.notes]


def record(reading: Reading) -> dict[str, Any]:
    """A patient as JSON, without what it does not say."""
    return reading.patient.model_dump(mode="json", exclude_defaults=True)


def refusal(path: Path, mapping: object = None) -> str:
    """The message on a sheet that cannot be read."""
    with pytest.raises(PatientError) as caught:
        list(read_table(path, mapping))  # type: ignore[arg-type]
    return str(caught.value).replace(str(path), "a.csv")
