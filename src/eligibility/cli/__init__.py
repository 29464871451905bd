"""The command line: arguments in; text, JSON or CSV and an exit code out. docs/cli.md describes it for users."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from typer.core import TyperGroup

import eligibility
from eligibility.cli.arguments import (
    Anchor,
    Answer,
    AssumeComplete,
    ExitCode,
    Format,
    Mapping,
    Notes,
    On,
    OutputFormat,
    PatientFile,
    PatientId,
    SheetName,
    TrialFile,
    ValueSetFile,
    anchors,
    answers,
    day,
    known,
    sections,
)
from eligibility.cli.corpus import constraints_command, coverage_command
from eligibility.cli.output import output
from eligibility.cli.patient_check import check_command
from eligibility.cli.patient_sources import PatientList, patient_of, patients_of
from eligibility.cli.sheet_patients import TableOptions
from eligibility.cli.terminal import complain, count, paint, prepare, say, show, width
from eligibility.compiler.pipeline import load_trial
from eligibility.errors import EligibilityError
from eligibility.report.table import COLUMNS, rows
from eligibility.report.text import render_report
from eligibility.report.tree import render_explanation, render_trial
from eligibility.rules.trial import Trial
from eligibility.screening import screen, screen_many


class _Commands(TyperGroup):
    """Turns a user's mistake into a message and an exit code, for every command."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        try:
            return super().invoke(ctx)
        except EligibilityError as error:
            complain(str(error))
            raise typer.Exit(ExitCode.UNREADABLE_INPUT) from None


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    # A traceback with local variables would print the patient's record.
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 it ran; 2 wrong usage; 3 an input could not be read; 4 malformed patients or trials were skipped; "
    "with --exit-verdict 10 ineligible, 11 undetermined.",
)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False) -> None:
    """Screen patient records against the eligibility criteria of clinical trials."""
    if version:
        show(f"eligibility {eligibility.__version__}")
        raise typer.Exit


@app.command("screen")
def screen_command(
    patient: PatientFile,
    trial: TrialFile,
    on: On = None,
    format: OutputFormat = Format.TEXT,
    assume_complete: AssumeComplete = None,
    answer: Answer = None,
    anchor: Anchor = None,
    value_sets: ValueSetFile = None,
    notes: Notes = False,
    mapping: Mapping = None,
    sheet: SheetName = None,
    patient_id: PatientId = None,
    exit_verdict: Annotated[bool, typer.Option("--exit-verdict", help="Exit with 10 if ineligible, 11 if undetermined.")] = False,
) -> None:
    """Screen one patient against one trial."""
    compiled = load_trial(trial, value_sets=value_sets)
    report = screen(
        patient_of(patient, notes, TableOptions(mapping, sheet, value_sets), patient_id),
        compiled,
        on=day(on) if on else None,
        assume_complete=sections(assume_complete),
        answers=answers(answer, compiled),
        anchors=anchors(anchor),
        value_sets=value_sets,
    )
    if format is Format.JSON:
        show(report.model_dump_json(indent=2))
    else:
        show(render_report(report, width=width(), paint=paint()))
    if exit_verdict and report.verdict != "eligible":
        raise typer.Exit(ExitCode.INELIGIBLE if report.verdict == "ineligible" else ExitCode.UNDETERMINED)


@app.command("explain")
def explain_command(
    patient: PatientFile,
    trial: TrialFile,
    criterion: Annotated[str, typer.Argument(metavar="CRITERION", help="Its id: I2, E3, age …", show_default=False)],
    on: On = None,
    assume_complete: AssumeComplete = None,
    answer: Answer = None,
    anchor: Anchor = None,
    value_sets: ValueSetFile = None,
    notes: Notes = False,
    mapping: Mapping = None,
    sheet: SheetName = None,
    patient_id: PatientId = None,
) -> None:
    """Show node by node how one criterion got its outcome."""
    compiled = load_trial(trial, value_sets=value_sets)
    asked = known(compiled, criterion, "CRITERION")
    report = screen(
        patient_of(patient, notes, TableOptions(mapping, sheet, value_sets), patient_id),
        compiled,
        on=day(on) if on else None,
        assume_complete=sections(assume_complete),
        answers=answers(answer, compiled),
        anchors=anchors(anchor),
        value_sets=value_sets,
    )
    show(render_explanation(report[asked], width=width(), paint=paint()))


@app.command("compile")
def compile_command(trial: TrialFile, format: OutputFormat = Format.TEXT, value_sets: ValueSetFile = None) -> None:
    """Show what the criteria of a trial mean, and which words stay opaque."""
    compiled = load_trial(trial, value_sets=value_sets)
    if format is Format.JSON:
        show(compiled.model_dump_json(indent=2))
    else:
        show(render_trial(compiled, width=width(), paint=paint()))


@app.command("prescreen")
def prescreen_command(
    patients: Annotated[
        Path,
        typer.Argument(
            metavar="PATIENTS",
            help="One patient as JSON on each line; a spreadsheet: .csv, .tsv, .xlsx; FHIR: .ndjson, a bundle, an export's folder; "
            "OMOP CDM: a folder, a DuckDB file.",
            show_default=False,
        ),
    ],
    trials: Annotated[list[Path], typer.Argument(metavar="TRIAL…", help="One or more trials.", show_default=False)],
    out: Annotated[Path, typer.Option(metavar="FILE.csv", help="Where the rows go; - is standard output.", show_default=False)],
    on: On = None,
    assume_complete: AssumeComplete = None,
    anchor: Anchor = None,
    value_sets: ValueSetFile = None,
    mapping: Mapping = None,
    sheet: SheetName = None,
) -> None:
    """Screen a list of patients against trials; one row per patient, trial and criterion."""
    as_of = day(on) if on else date.today()
    closed, dated = sections(assume_complete), anchors(anchor)
    compiled = [_named(load_trial(path, value_sets=value_sets), path) for path in trials]
    reader = patients_of(patients, as_of, TableOptions(mapping, sheet, value_sets))
    done = 0
    with reader.opened(), output(out, [patients], "the patients") as file, _progress(reader) as advance:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for report in screen_many(reader, compiled, on=as_of, assume_complete=closed, anchors=dated, value_sets=value_sets):
            writer.writerows(rows(report))
            done += 1
            advance()
    skipped = f", {reader.skipped} malformed and skipped" if reader.skipped else ""
    say(f"{count(reader.read, 'patient')} screened against {count(len(compiled), 'trial')}{skipped}; {count(done, 'result')}")
    if reader.skipped:
        raise typer.Exit(ExitCode.INPUTS_SKIPPED)


@contextmanager
def _progress(reader: PatientList) -> Iterator[Callable[[], None]]:
    """A bar on standard error over the bytes or patients read; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("screening"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[patients]} patients"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=reader.size or None, patients=0)
        yield lambda: progress.update(task, completed=reader.position, patients=reader.read)


patients_app = typer.Typer(no_args_is_help=True, help="Look at lists of patients.")
patients_app.command("check")(check_command)
app.add_typer(patients_app, name="patients")
app.command("constraints")(constraints_command)
app.command("coverage")(coverage_command)


def _named(trial: Trial, path: Path) -> Trial:
    return trial if trial.id is not None else trial.model_copy(update={"id": path.stem})


def main() -> None:
    """Run the command line on this process's arguments."""
    prepare()
    app()
