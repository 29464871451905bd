"""The patients of a JSON Lines file: which lines count, and what is said of the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eligibility.cli.patient_lines import PatientLines
from eligibility.errors import PatientError

ON = date(2026, 11, 1)


def read(path: Path) -> tuple[list[str | None], PatientLines]:
    lines = PatientLines(path, ON)
    with lines.opened():
        return [patient.id for patient in lines], lines


def test_each_line_is_a_patient_and_blank_ones_count_for_the_number(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(b'{"id": "a"}\n\n  \r\n{"sex": "male"}\n{"id": "c"}')
    ids, lines = read(path)
    assert ids == ["a", "line 4", "c"]
    assert (lines.read, lines.skipped, lines.position, lines.size) == (3, 0, path.stat().st_size, path.stat().st_size)


def test_malformed_lines_are_named_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(b'{"sex": "x"}\n{"id": "\xff"}\n{"id": "ok"}\n{"id": "born later", "birth_date": "2026-11-02"}\n')
    ids, lines = read(path)
    assert (ids, lines.read, lines.skipped) == (["ok"], 1, 3)
    said = capsys.readouterr().err.splitlines()
    assert said[0] == f'error: E302: {path}, line 1: sex: expected one of female, male, found "x"'
    assert said[1] == f"error: E301: {path}, line 2: not UTF-8 text (byte 8)"
    assert said[2].startswith("error: E3")
    assert "2026-11-02" in said[2]


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "a"}\n')
    assert read(path)[0] == ["a"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    with pytest.raises(PatientError) as caught:
        read(path)
    assert str(caught.value) == f"E300: {path}: cannot be read: No such file or directory"
