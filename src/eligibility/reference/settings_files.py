"""Files that users write: TOML or JSON, of bounded size. What they hold is for others to check."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

from eligibility.errors import Diagnostic, EligibilityError

_LARGEST = 50_000_000  # bytes


def read_settings(path: Path, what: str, code: str, error_type: Callable[[Diagnostic], EligibilityError]) -> object:
    """The content of a `what` file. Raises an error of this type and code for what is no such file, too large, or cannot be decoded."""

    def wrong(message: str, hint: str | None = None) -> EligibilityError:
        return error_type(Diagnostic(code, message, hint=hint))

    kind = path.suffix.casefold()
    if kind not in (".toml", ".json"):
        raise wrong(f"{str(path)!r:.100}: not the name of a {what} file", "it ends in .toml or .json")
    try:
        if path.stat().st_size > _LARGEST:
            raise wrong(f"{path}: larger than {_LARGEST // 1_000_000} MB")
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise wrong(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise wrong(f"{path}: not UTF-8 text (byte {error.start})") from None
    except ValueError:  # a NUL character in the name
        raise wrong(f"{str(path)!r:.60}: not the name of a file") from None
    try:
        return tomllib.loads(text) if kind == ".toml" else json.loads(text)
    except RecursionError:
        raise wrong(f"{path}: nested too deeply") from None
    except ValueError as error:  # both decoders' errors say line and column
        raise wrong(f"{path}: not {kind[1:].upper()}: {error}") from None
