"""Where a command writes its rows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import typer

from eligibility.cli.output import output


def test_a_dash_is_standard_output() -> None:
    with output(Path("-"), [Path("-")], "the trial") as file:
        assert file is sys.stdout


def test_a_file_is_written_as_it_is_and_closed(tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    with output(out, [tmp_path / "in.csv"], "the patients") as file:
        file.write("é\r\n")
    assert file.closed
    assert out.read_bytes() == "é\r\n".encode()


@pytest.mark.parametrize("link", [False, True])
def test_an_input_is_not_overwritten_by_whatever_name(tmp_path: Path, link: bool) -> None:
    source = tmp_path / "in.csv"
    source.write_text("rows")
    out = tmp_path / "link.csv" if link else tmp_path / "sub" / ".." / "in.csv"
    (tmp_path / "sub").mkdir()
    if link:
        out.symlink_to(source)
    with pytest.raises(typer.BadParameter) as caught, output(out, [tmp_path / "none", source], "the patients"):
        pass
    assert (caught.value.message, caught.value.param_hint) == ("the rows would overwrite the patients", "--out")
    assert source.read_text() == "rows"


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter) as caught, output(tmp_path, [], "the patients"):
        pass
    assert caught.value.message == f"{tmp_path}: cannot be written: Is a directory"
