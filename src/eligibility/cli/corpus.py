"""`constraints` and `coverage`: commands over any number of trials, read as a stream and spread over processes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from eligibility.cli.arguments import ExitCode, Format, OutputFormat
from eligibility.cli.jobs import in_order
from eligibility.cli.output import output
from eligibility.cli.terminal import complain, count, say, show, width
from eligibility.cli.trial_sources import WITHOUT_CRITERIA, Source, check_paths, chunks, files, lines, read_trial, sources
from eligibility.errors import TrialError
from eligibility.report.constraints import constraints
from eligibility.report.coverage import Tally, render_coverage
from eligibility.rules.trial import Trial

Jobs = Annotated[int, typer.Option("--jobs", "-j", metavar="N", min=1, max=256, help="Spread the work over N processes.")]
_STDOUT = Path("-")


@dataclass(slots=True)
class _Done:
    """What came of a chunk of sources: its rows or its counts, and messages on those that could not be read."""

    size: int = 0
    trials: int = 0
    empty: int = 0
    skipped: int = 0
    problems: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)


def constraints_command(
    records: Annotated[
        Path,
        typer.Argument(metavar="FILE.jsonl", help="One trial as JSON on each line: {nct, text}, or a study JSON.", show_default=False),
    ],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the rows go; - is standard output.")] = _STDOUT,
    jobs: Jobs = 1,
) -> None:
    """List the numbers that criteria compare with, read off their rules: one JSON object on each line."""
    check_paths([records])
    total, written = _Done(), 0
    with output(out, [records], "the records") as file, _progress("reading", [records]) as advance:
        for done in in_order(_constraints, chunks(lines(records)), jobs):
            file.writelines(f"{row}\n" for row in done.rows)
            written += len(done.rows)
            _count(done, total, advance)
    say(f"{count(total.trials, 'record')} read{_left_out(total)}; {count(written, 'constraint')}")
    _exit(total)


def coverage_command(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…",
            help="Trials, JSON Lines files of them (each line a study JSON or {nct, text}), or folders.",
            show_default=False,
        ),
    ],
    format: OutputFormat = Format.TEXT,
    top: Annotated[int, typer.Option(metavar="N", min=0, max=10_000, help="How many phrases, words and notes to list.")] = 20,
    jobs: Jobs = 1,
) -> None:
    """Count how much of the criteria of many trials compiles, and what most often does not."""
    check_paths(paths)
    total = _Done()
    with _progress("compiling", paths) as advance:
        for done in in_order(_coverage, chunks(sources(paths)), jobs):
            total.tally.merge(done.tally)
            _count(done, total, advance)
    coverage = total.tally.coverage(top)
    show(coverage.model_dump_json(indent=2) if format is Format.JSON else render_coverage(coverage, width()))
    say(f"{count(total.trials, 'trial')} read{_left_out(total)}")
    _exit(total)


# ------------------------------------------------------------------ the work on one chunk, in any process


def _constraints(chunk: tuple[Source, ...]) -> _Done:
    done = _Done()
    for trial in _trials(chunk, done):
        done.rows += [json.dumps({"nct": trial.id, **row.model_dump()}, ensure_ascii=False) for row in constraints(trial)]
    return done


def _coverage(chunk: tuple[Source, ...]) -> _Done:
    done = _Done()
    for trial in _trials(chunk, done):
        done.tally.add(trial, trial.id or "")
    return done


def _trials(chunk: tuple[Source, ...], done: _Done) -> Iterator[Trial]:
    """The trials of a chunk that can be read; what happens to the others is noted."""
    for source in chunk:
        done.size += source.size
        try:
            trial = read_trial(source)
        except TrialError as error:
            if all(d.code in WITHOUT_CRITERIA for d in error.diagnostics):
                done.empty += 1
            else:
                done.problems.append(str(error))
            continue
        done.trials += 1
        yield trial


# ------------------------------------------------------------------ what the user sees


def _count(done: _Done, total: _Done, advance: Callable[[_Done], None]) -> None:
    total.size += done.size
    total.trials += done.trials
    total.empty += done.empty
    total.skipped += len(done.problems)
    for problem in done.problems:
        complain(problem)
    advance(total)


def _left_out(total: _Done) -> str:
    empty = f", {total.empty} without criteria" if total.empty else ""
    return empty + (f", {total.skipped} malformed and skipped" if total.skipped else "")


def _exit(total: _Done) -> None:
    if total.skipped:
        raise typer.Exit(ExitCode.INPUTS_SKIPPED)


@contextmanager
def _progress(doing: str, paths: list[Path]) -> Iterator[Callable[[_Done], None]]:
    """A bar on standard error over the bytes read; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn(doing), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[trials]:,} trials"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        size = sum(path.stat().st_size for path in files(paths)) if console.is_terminal else None
        task = progress.add_task("", total=size, trials=0)
        yield lambda total: progress.update(task, completed=total.size, trials=total.trials)
