"""`reference/settings_files`: files that users write. Each message is compared whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.errors import TrialError
from eligibility.reference import settings_files
from eligibility.reference.settings_files import read_settings


def read(path: Path) -> object:
    return read_settings(path, "mapping", "E900", TrialError)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def message(path: Path) -> str:
    with pytest.raises(TrialError) as caught:
        read(path)
    assert [d.code for d in caught.value.diagnostics] == ["E900"]
    return str(caught.value)


@pytest.mark.parametrize("name", ["a.toml", "A.TOML"])
def test_toml_is_read(tmp_path: Path, name: str) -> None:
    assert read(written(tmp_path, name, 'a = 1\n[b]\nc = ["µg"]\n')) == {"a": 1, "b": {"c": ["µg"]}}


@pytest.mark.parametrize(("content", "expected"), [('{"a": [1, null]}', {"a": [1, None]}), ("[]", []), ("3", 3), ("null", None)])
def test_json_is_read_whatever_it_holds(tmp_path: Path, content: str, expected: object) -> None:
    assert read(written(tmp_path, "a.json", content)) == expected


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a.json", b'\xef\xbb\xbf{"a": 1}')) == {"a": 1}
    assert read(written(tmp_path, "a.toml", b"\xef\xbb\xbfa = 1")) == {"a": 1}


@pytest.mark.parametrize("name", ["a.yaml", "toml", "a.toml.txt", ""])
def test_another_ending_is_refused_before_the_file_is_looked_for(name: str) -> None:
    path = Path(name)
    assert message(path) == f"E900: {str(path)!r}: not the name of a mapping file\n  hint: it ends in .toml or .json"


def test_a_long_name_is_cut_in_the_message() -> None:
    name = "x" * 500
    assert message(Path(name)) == f"E900: '{'x' * 99}: not the name of a mapping file\n  hint: it ends in .toml or .json"


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    missing, folder = tmp_path / "a.toml", tmp_path / "b.json"
    folder.mkdir()
    assert message(missing) == f"E900: {missing}: cannot be read: No such file or directory"
    assert message(folder) == f"E900: {folder}: cannot be read: Is a directory"


def test_no_name_of_a_file(tmp_path: Path) -> None:
    assert message(Path("a\0.toml")) == "E900: 'a\\x00.toml': not the name of a file"


def test_a_file_may_be_just_as_large_as_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings_files, "_LARGEST", 2_000_000)
    path = written(tmp_path, "a.json", "1" + " " * 1_999_999)
    assert read(path) == 1
    path = written(tmp_path, "a.json", "1" + " " * 2_000_000)
    assert message(path) == f"E900: {path}: larger than 2 MB"


def test_what_is_not_utf_8_names_the_byte(tmp_path: Path) -> None:
    path = written(tmp_path, "a.toml", b'a = "\xb5g"')
    assert message(path) == f"E900: {path}: not UTF-8 text (byte 5)"


def test_what_cannot_be_decoded_names_line_and_column(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", '{"a": 1,\n"b" 2}')
    assert message(path) == f"E900: {path}: not JSON: Expecting ':' delimiter: line 2 column 5 (char 13)"
    path = written(tmp_path, "a.toml", "a = 1\na = 2\n")
    assert message(path) == f"E900: {path}: not TOML: Cannot overwrite a value (at line 2, column 6)"


@pytest.mark.parametrize(("name", "content"), [("a.json", "[" * 100_000), ("a.toml", "a = " + "[" * 100_000)])
def test_what_is_nested_too_deeply_is_refused(tmp_path: Path, name: str, content: str) -> None:
    path = written(tmp_path, name, content)
    assert message(path) == f"E900: {path}: nested too deeply"
