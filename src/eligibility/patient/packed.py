"""Files as they come, also compressed by gzip (".ndjson.gz", ".csv.gz"): what is inside counts."""

from __future__ import annotations

import gzip
import shutil
import zlib
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from eligibility.errors import Diagnostic, PatientError

_PACKED = ".gz"


def kind_of(path: Path) -> str:
    """The ending of a file's name that says what is in it.

    >>> kind_of(Path("Patient.NDJSON.gz")), kind_of(Path("list.csv"))
    ('.ndjson', '.csv')
    """
    ending = path.suffix.casefold()
    return Path(path.stem).suffix.casefold() if ending == _PACKED else ending


def open_file(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked (into a temporary file, so that memory does not hold them). Raises PatientError."""
    try:
        return _unpacked(path) if path.suffix.casefold() == _PACKED else path.open("rb")
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise PatientError(Diagnostic("E300", f"{path}: not a gzip file, whatever its name says, or a damaged one")) from None
    except OSError as error:
        raise PatientError(Diagnostic("E300", f"{path}: cannot be read: {error.strerror}")) from None
    except ValueError:  # a NUL character in the name
        raise PatientError(Diagnostic("E300", f"{str(path)!r:.60}: not the name of a file")) from None


def size_of(file: IO[bytes]) -> int:
    """How many bytes an opened file has, 0 of a pipe; it is at its beginning then."""
    if not file.seekable():
        return 0
    size = file.seek(0, 2)
    file.seek(0)
    return size


def not_json_hint(text: str) -> str | None:
    """What may be the matter with text that is no JSON."""
    start = text.removeprefix("\ufeff").lstrip()[:1]
    if not start:
        return "there is nothing in it"
    return "XML is not read: FHIR is read as JSON (application/fhir+json)" if start == "<" else None


def _unpacked(path: Path) -> IO[bytes]:
    with ExitStack() as stack:
        packed = stack.enter_context(gzip.open(path, "rb"))
        inside = ExitStack()
        file = inside.enter_context(TemporaryFile())
        stack.push(inside)
        shutil.copyfileobj(packed, file)
        file.seek(0)
        inside.pop_all()
        return file
