"""A trial as it comes (study JSON, saved page, plain text, file) → its eligibility text and structured fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eligibility.errors import Diagnostic, TrialError
from eligibility.text.registry_fields import Structured
from eligibility.text.registry_json import parse_json, read_json_study
from eligibility.text.registry_pages import read_page
from eligibility.text.sections import section_warnings, split_sections

_LONGEST_PATH = 1024
_LOOKS_LIKE_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*\{)")
_LOOKS_LIKE_A_FILE = re.compile(r"[^\s<>|]+\.(?:txt|json|html?|md|xml)", re.IGNORECASE)
_LOOKS_LIKE_HTML = re.compile(r"\s*<(?:!doctype\s+html|html|\?xml)\b", re.IGNORECASE)
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_EXPECTED = "expected is a study JSON of the ClinicalTrials.gov API v2, a saved registry page, or plain text"


@dataclass(frozen=True, slots=True)
class StudyText:
    """A trial's eligibility text and what the registry says beside it.

    `eligibility` is the part of `source` that begins at `offset`; every span in criteria counts in `source`. For a study JSON `source` is
    the value of `eligibilityCriteria`, its backslash escapes kept. `warnings`: sections or fields that were not found.
    """

    id: str | None
    title: str | None
    conditions: tuple[str, ...]
    eligibility: str
    offset: int
    source: str
    structured: Structured
    warnings: tuple[str, ...] = ()


def read_study(source: str | Mapping[str, object] | Path) -> StudyText:
    """Read a trial from a study JSON (dict or text), a saved registry page, plain text, or a file with one of them.

    A `str` that names a file is read as that file; any other is the text itself. Raises TrialError if there is nothing to read.
    """
    if isinstance(source, Path):
        return _from_text(_read_file(source), f"file {source.name!r}")
    if isinstance(source, str):
        path = _as_path(source)
        return read_study(path) if path else _from_text(source, "the text")
    return _from_json(source)


def _as_path(text: str) -> Path | None:
    """The file a one-line string names; also one that does not exist, if it can be nothing but a file name."""
    words = text.strip()
    if not words or len(words) > _LONGEST_PATH or not words.isprintable():
        return None
    path = Path(words)
    try:
        exists = path.is_file()
    except OSError:
        return None
    return path if exists or _LOOKS_LIKE_A_FILE.fullmatch(words) else None


def _read_file(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise TrialError(Diagnostic("E101", f"no file {str(path)!r}", hint=_EXPECTED)) from None
    except OSError as error:
        raise TrialError(Diagnostic("E101", f"file {str(path)!r} cannot be read: {error.strerror}")) from None
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in data:
        raise TrialError(Diagnostic("E102", f"file {path.name!r} is not text: a zero byte at offset {data.index(0)}", hint=_EXPECTED))
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TrialError(
            Diagnostic(
                "E102",
                f"file {path.name!r} is not {encoding.upper()} text: byte 0x{data[error.start]:02x} at offset {error.start}",
                hint="save the file as UTF-8",
            )
        ) from None


def _from_text(text: str, name: str) -> StudyText:
    if not text.strip():
        raise TrialError(Diagnostic("E103", f"{name} is empty", hint=_EXPECTED))
    if _LOOKS_LIKE_JSON.match(text):
        return _from_json(parse_json(text, name))
    if _LOOKS_LIKE_HTML.match(text):
        raise TrialError(Diagnostic("E104", f"{name} is HTML or XML", hint="save the page as text; " + _EXPECTED))
    page = read_page(text)
    if page is None:
        return _with_warnings(StudyText(None, None, (), text, 0, text, Structured()))
    eligibility = page.eligibility.of(text)
    if not eligibility.strip():
        raise TrialError(Diagnostic("E103", f"{name} is a registry page whose eligibility section is empty"))
    return _with_warnings(
        StudyText(page.id, page.title, page.conditions, eligibility, page.eligibility.start, text, page.structured, page.warnings)
    )


def _from_json(value: object) -> StudyText:
    name, title, conditions, text, structured = read_json_study(value)
    return _with_warnings(StudyText(name, title, conditions, text, 0, text, structured))


def _with_warnings(study: StudyText) -> StudyText:
    warnings = section_warnings(split_sections(study.source, study.offset, study.offset + len(study.eligibility)))
    return StudyText(
        study.id, study.title, study.conditions, study.eligibility, study.offset, study.source, study.structured, study.warnings + warnings
    )
