"""Trials for the commands that read very many: lines of JSON Lines files, and files of any other form, one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from eligibility.compiler.pipeline import compile_trial, load_trial
from eligibility.errors import Diagnostic, TrialError
from eligibility.rules.trial import Trial
from eligibility.text.registry_json import parse_json

# A longer line is no trial (the longest of the registry has some 0.5 MB); the bound keeps memory bounded whatever the file.
LONGEST_LINE = 8_000_000
_FORMS = (".jsonl", ".ndjson", ".json", ".txt")
_LINES = (".jsonl", ".ndjson")
_EXPECTED = 'expected is {"nct": "NCT…", "text": "…"} or a study JSON of the ClinicalTrials.gov API v2'
# Trials without a criterion are none of the user's mistakes: the registry has them.
WITHOUT_CRITERIA = frozenset({"E108", "E110"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where a trial comes from, before it is read: a file, or a line (`data`) of one. `size` in bytes, for the progress bar."""

    path: Path
    size: int
    line: int | None = None
    data: bytes | None = None

    @property
    def origin(self) -> str:
        return str(self.path) if self.line is None else f"{self.path}, line {self.line}"


def check_paths(paths: Iterable[Path]) -> None:
    """Raises TrialError for a path that does not exist, before anything is read."""
    missing = [Diagnostic("E101", f"no file or folder {str(path)!r}") for path in paths if not path.exists()]
    if missing:
        raise TrialError(*missing)


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files among the paths, and those of a known form in folders and theirs, in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in _FORMS and p.is_file())
        else:
            yield path


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """The trials in the files: each line of a JSON Lines file, and each other file whole."""
    for path in files(paths):
        if path.suffix.lower() in _LINES:
            yield from lines(path)
        else:
            yield Source(path, path.stat().st_size)


def lines(path: Path) -> Iterator[Source]:
    """The lines of a JSON Lines file that are not empty. Raises TrialError if it cannot be read."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise TrialError(Diagnostic("E101", f"file {str(path)!r} cannot be read: {error.strerror}")) from None
    number = 0
    with file:
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            size = len(line)
            while len(line) > LONGEST_LINE and not line.endswith(b"\n") and (rest := file.readline(LONGEST_LINE)):
                size += len(rest)  # read past what will be refused
                if rest.endswith(b"\n"):
                    break
            if line.strip():
                yield Source(path, size, number, line)


def chunks(items: Iterable[Source], at_most: int = 32) -> Iterator[tuple[Source, ...]]:
    """Several sources at a time: what one process works on."""
    iterator = iter(items)
    while chunk := tuple(islice(iterator, at_most)):
        yield chunk


def read_trial(source: Source) -> Trial:
    """The compiled trial of one source. Raises TrialError, which names the place."""
    if source.data is None:
        trial = load_trial(source.path)
        return trial if trial.id is not None else trial.model_copy(update={"id": source.path.stem})
    try:
        study, name = _study(source.data, source.line or 0)
        trial = compile_trial(study)
    except TrialError as error:
        raise TrialError(*(Diagnostic(d.code, f"{source.origin}: {d.message}", hint=d.hint) for d in error.diagnostics)) from None
    return trial if trial.id is not None else trial.model_copy(update={"id": name})


def _study(data: bytes, line: int) -> tuple[Mapping[str, object], str]:
    """A line as a study JSON, and what to call a study without an identifier."""
    if len(data) > LONGEST_LINE:
        raise TrialError(Diagnostic("E112", f"longer than {LONGEST_LINE:,} bytes, which no trial is", hint=_EXPECTED))
    try:
        value = parse_json(data.decode("utf-8-sig"), "the line")
    except UnicodeDecodeError as error:
        raise TrialError(Diagnostic("E102", f"not UTF-8 text (byte {error.start})")) from None
    if not isinstance(value, dict) or not ("text" in value or "protocolSection" in value):
        found = ", ".join(sorted(value)[:5]) or "no fields" if isinstance(value, dict) else json.dumps(value)[:40]
        raise TrialError(Diagnostic("E106", f"not a trial: {found}", hint=_EXPECTED))
    if "protocolSection" in value:
        return value, f"line {line}"
    text, name = value["text"], value.get("nct")
    for field, words in (("text", text), ("nct", name)):
        if not isinstance(words, str) and not (field == "nct" and words is None):
            raise TrialError(Diagnostic("E109", f"{field} must be text, not {json.dumps(words)[:40]}", hint=_EXPECTED))
    # As a study JSON, so that the text is taken for what it is: never for a file's name, nor for a page.
    module = {"eligibilityModule": {"eligibilityCriteria": text}, "identificationModule": {"nctId": name}}
    return {"protocolSection": module}, f"line {line}"
