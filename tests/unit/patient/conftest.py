"""What the readers' tests read: a spreadsheet written for the test, and one person of an OMOP CDM."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eligibility import read_omop
from eligibility.patient.reading import Reading
from omop_tables import Cdm, Read


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes the tables and reads their first person."""

    def read_one(cdm: Cdm) -> Reading:
        with read_omop(cdm.write(tmp_path)) as readings:
            return next(readings)

    return read_one


@pytest.fixture
def sheet(tmp_path: Path) -> Any:
    """Writes a spreadsheet of this text, and says where it is."""

    def write(text: str | bytes, name: str = "a.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return path

    return write
