"""What stands on the command line → what the library takes. A mistake is a usage error that names its option."""

from __future__ import annotations

from datetime import date
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated

import typer

from eligibility.patient.record import SECTIONS, Section
from eligibility.rules.trial import Trial


class ExitCode(IntEnum):
    """What the exit code says. 1 is left to defects of the program itself."""

    RAN = 0
    USAGE = 2
    UNREADABLE_INPUT = 3
    INPUTS_SKIPPED = 4
    INELIGIBLE = 10
    UNDETERMINED = 11


class Format(StrEnum):
    """How a result is written."""

    TEXT = "text"
    JSON = "json"


PatientFile = Annotated[
    Path,
    typer.Argument(metavar="PATIENT", help="Patient record, a JSON file; or a FHIR R4 bundle, or a spreadsheet.", show_default=False),
]
TrialFile = Annotated[
    Path, typer.Argument(metavar="TRIAL", help="Registry study JSON, saved registry page, or plain text.", show_default=False)
]
On = Annotated[str | None, typer.Option(metavar="DATE", help="Judge as of this day (2026-11-01).", show_default="today")]
AssumeComplete = Annotated[
    list[str] | None, typer.Option(metavar="SECTION", help="Take this section of the record as complete. Repeatable.", show_default=False)
]
Answer = Annotated[
    list[str] | None, typer.Option(metavar="ID=true|false", help="Whether a criterion's statement holds. Repeatable.", show_default=False)
]
Anchor = Annotated[list[str] | None, typer.Option(metavar="NAME=DATE", help="Date an anchor of the trial. Repeatable.", show_default=False)]
ValueSetFile = Annotated[
    Path | None, typer.Option("--value-sets", metavar="FILE", help="Concepts, names, codes and ranges of your own (TOML or JSON).")
]
Notes = Annotated[bool, typer.Option("--notes", help="Show everything of a FHIR source or spreadsheet that the record does not hold.")]
Mapping = Annotated[
    Path | None, typer.Option("--mapping", metavar="FILE", help="How to understand a spreadsheet (TOML or JSON).", show_default=False)
]
SheetName = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="Which sheet of a workbook.", show_default=False)]
PatientId = Annotated[str | None, typer.Option("--patient", metavar="ID", help="Which patient of a spreadsheet.", show_default=False)]
OutputFormat = Annotated[Format, typer.Option("--format", help="Text for people, or JSON.")]


def day(text: str, option: str = "--on") -> date:
    """A date in ISO form."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date; write it as 2026-11-01", param_hint=option) from None


def sections(options: list[str] | None) -> tuple[Section, ...]:
    """The sections of the record taken as complete."""
    chosen = tuple(section for section in SECTIONS if section in (options or ()))
    for option in options or ():
        if option not in SECTIONS:
            raise typer.BadParameter(
                f"{option!r} is not a section that can be complete; those are {', '.join(SECTIONS)}", param_hint="--assume-complete"
            )
    return chosen


def answers(options: list[str] | None, trial: Trial) -> dict[str, bool]:
    """Criterion id → whether its statement holds."""
    settled = {}
    for option in options or ():
        criterion, _, value = option.rpartition("=")
        if value.lower() not in ("true", "false"):
            raise typer.BadParameter(f"{option!r} is no answer; write ID=true or ID=false", param_hint="--answer")
        settled[known(trial, criterion, "--answer")] = value.lower() == "true"
    return settled


def known(trial: Trial, criterion: str, where: str) -> str:
    """The criterion's id as the trial writes it; its case does not matter."""
    ids = [each.id for each in trial.walk()]
    for known in ids:
        if known.casefold() == criterion.casefold():
            return known
    raise typer.BadParameter(f"the trial has no criterion {criterion!r}; it has {', '.join(ids)}", param_hint=where)


def anchors(options: list[str] | None) -> dict[str, date]:
    """Name of an anchor → its day."""
    dated = {}
    for option in options or ():
        name, equals, value = option.partition("=")
        if not (name and equals):
            raise typer.BadParameter(f"{option!r} names no day; write NAME=DATE", param_hint="--anchor")
        dated[name] = day(value, "--anchor")
    return dated
