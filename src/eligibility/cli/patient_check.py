"""`patients check`: what a list of patients holds and how it is understood, without screening anybody."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Annotated

import typer

from eligibility.cli.arguments import ExitCode, Format, Mapping, OutputFormat, SheetName, ValueSetFile
from eligibility.cli.omop_patients import OmopPatients
from eligibility.cli.patient_sources import FhirPatients, patient_of, patients_of
from eligibility.cli.sheet_patients import TableOptions
from eligibility.cli.terminal import count, paint, say, show, width
from eligibility.errors import Diagnostic, PatientError
from eligibility.patient.from_csv import check_table
from eligibility.patient.from_fhir import is_fhir
from eligibility.patient.packed import kind_of
from eligibility.patient.record import SECTIONS, Patient
from eligibility.patient.sheets.source import is_table
from eligibility.report.reading import NoteSummary
from eligibility.report.sheet_check import render_check


def check_command(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A spreadsheet (.csv, .tsv, .xlsx), or any other list of patients.", show_default=False),
    ],
    mapping: Mapping = None,
    sheet: SheetName = None,
    write_mapping: Annotated[
        Path | None,
        typer.Option("--write-mapping", metavar="FILE.toml", help="Write how it was understood, to be corrected.", show_default=False),
    ] = None,
    value_sets: ValueSetFile = None,
    format: OutputFormat = Format.TEXT,
) -> None:
    """Show how each column of a spreadsheet is understood and which cells could not be read; of other lists, what they hold."""
    if not is_table(file):
        if write_mapping is not None:
            raise typer.BadParameter(f"{file} is not a spreadsheet (.csv, .tsv, .xlsx)", param_hint="--write-mapping")
        _count_up(file, TableOptions(mapping, sheet, value_sets), format)
        return
    check = check_table(file, mapping, sheet, value_sets)
    show(check.model_dump_json(indent=2) if format is Format.JSON else render_check(check, width=width(), paint=paint()))
    if write_mapping is not None:
        _write(write_mapping, check.mapping_toml(), [file, *([mapping] if mapping is not None else [])])
    if check.broken_count:
        raise typer.Exit(ExitCode.INPUTS_SKIPPED)


def _write(path: Path, text: str, inputs: list[Path]) -> None:
    if path.suffix.casefold() != ".toml":
        raise typer.BadParameter(f"{path}: a mapping is written as TOML; its name ends in .toml", param_hint="--write-mapping")
    if path.exists():
        # Somebody may have corrected it by hand.
        raise typer.BadParameter(f"{path}: is there already; choose another name or remove it", param_hint="--write-mapping")
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise typer.BadParameter(f"{path}: cannot be written: {error.strerror}", param_hint="--write-mapping") from None
    say(f"the mapping is written to {path}")


def _count_up(file: Path, options: TableOptions, format: Format) -> None:
    """Counts what is in a list of another kind; the reader itself tells what it left out."""
    entries: Counter[str] = Counter()
    reader, summary = patients_of(file, date.max, options), NoteSummary()
    if isinstance(reader, FhirPatients | OmopPatients):
        reader.summary = summary
    one = _single(file)
    if one is not None:
        entries.update(_entries(one))
        read, skipped = 1, 0
    else:
        with reader.opened():
            for patient in reader:
                entries.update(_entries(patient))
        read, skipped = reader.read, reader.skipped
    if not read and not skipped:
        raise PatientError(Diagnostic("E301", f"{file}: no patient in it"))
    if format is Format.JSON:
        show(
            json.dumps(
                {"path": str(file), "patients": read, "malformed": skipped, "entries": dict(entries), "notes": summary.rows()}, indent=2
            )
        )
    else:
        malformed = f", {skipped:,} malformed" if skipped else ""
        show(f"{file}: {count(read, 'patient')}{malformed}")
        for section in ("observations", *SECTIONS):
            show(f"  {section.replace('_', ' '):16} {entries[section]:>9,}")
        _show_notes(summary)
    if skipped:
        raise typer.Exit(ExitCode.INPUTS_SKIPPED)


def _show_notes(summary: NoteSummary) -> None:
    lines = summary.lines()
    if not lines:
        return
    show("\nNot in the records, or not as written:\n")
    for line in lines:
        show(fill(line, width(), initial_indent="  ", subsequent_indent="      ", break_long_words=False, break_on_hyphens=False))


def _single(file: Path) -> Patient | None:
    """The patient of a JSON file in the library's own form, which is no list."""
    return patient_of(file) if kind_of(file) == ".json" and not is_fhir(file) else None


def _entries(patient: Patient) -> Iterator[str]:
    for section in ("observations", *SECTIONS):
        yield from (section for _ in getattr(patient, section))
