"""Where a command writes its rows: standard output, or a file that is none of its inputs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import typer


@contextmanager
def output(out: Path, inputs: Iterable[Path], what: str) -> Iterator[IO[str]]:
    """The file to write to; `-` is standard output. `what` is what the message calls the inputs."""
    if str(out) == "-":
        yield sys.stdout
        return
    for path in inputs:
        if out.exists() and path.exists() and os.path.samefile(out, path):
            raise typer.BadParameter(f"the rows would overwrite {what}", param_hint="--out")
    try:
        file = out.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise typer.BadParameter(f"{out}: cannot be written: {error.strerror}", param_hint="--out") from None
    with file:
        yield file
