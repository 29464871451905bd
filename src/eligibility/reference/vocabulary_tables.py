"""Reads the vocabulary's tables: generated ones (tab-separated, names already folded) and hand-made ones (CSV with sources)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace

from eligibility.reference.names import fold_name
from eligibility.reference.own_infections import with_own_infections
from eligibility.reference.vocabulary_rows import EXTENTS, NATURES, Domain, Extent, Row, ToldNature
from eligibility.resources import data_file

# Hand-made tables and the domain of their rows. They come before the generated ones: the first to claim a name keeps it.
HAND_MADE: tuple[tuple[str, Domain], ...] = (
    ("concepts.csv", "condition"),
    ("procedures.csv", "procedure"),
    ("drug_classes.csv", "medication"),
    ("organisms.csv", "organism"),
    ("substances.csv", "substance"),
    ("sites.csv", "site"),
)
# What the putting in of a device is called.
PUTTING_IN = ("implantation", "placement", "insertion")
GENERATED: tuple[tuple[str, Domain], ...] = (("diseases.tsv", "condition"), ("drugs.tsv", "medication"))


def split_list(cell: str | None) -> tuple[str, ...]:
    """The parts of a cell of a list column, which are separated by `|`."""
    return tuple(part.strip() for part in cell.split("|") if part.strip()) if cell else ()


def hand_made_records(table: str) -> list[dict[str, str]]:
    """The rows of a hand-made table as written, by column name; lines beginning with # are comments."""
    with data_file(table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def stop_names() -> dict[str, str]:
    """Folded names that would be harmful as mentions, since they are ordinary words → the exact form in which they are not ("" if none)."""
    return {fold_name(r["name"]): r["exact"] for r in hand_made_records("stop_names.csv")}


def read_rows() -> Iterator[Row]:
    """All concepts, hand-made ones first; a generated concept that a hand-made one equals is merged into it."""
    stopped = stop_names()
    hand_made = {row.id: row for table, domain in HAND_MADE for row in _hand_made(table, domain)}
    hand_made |= {i: _shown(hand_made[i], told) for i, told in treatments().items()}
    hand_made = with_own_infections(hand_made)
    generated = [row for table, domain in GENERATED for row in _generated(table, domain)]
    merged = {row.id: _merged(hand_made[row.id], row) for row in generated if row.id in hand_made}
    for row in (*(merged.get(i, r) for i, r in hand_made.items()), *(r for r in generated if r.id not in hand_made)):
        safe = stopped.keys().isdisjoint(row.names) and stopped.keys().isdisjoint(map(str.casefold, row.case_sensitive))
        yield row if safe else _without(row, stopped)


def _hand_made(table: str, domain: Domain) -> Iterator[Row]:
    for record in hand_made_records(table):
        written = (record["name"], *split_list(record.get("synonyms")))
        if record.get("continuing") == "device":
            written = (*written, *_put_in((*written, *split_list(record["case_sensitive"]))))
        written = (*written, *_spread(written))
        if record["id"].startswith("class:"):
            written = (*written, *(f"{name} derivative" for name in written if " " not in name))
        names = tuple(dict.fromkeys(map(fold_name, written)))
        asked_for = record.get("mention") == "no"
        yield Row(
            id=record["id"],
            name=record["name"],
            domain=domain,
            names=() if asked_for else names,
            lookup_only=names if asked_for else (),
            case_sensitive=split_list(record.get("case_sensitive")),
            parents=split_list(record.get("parents", "").removeprefix("=")),
            implies=split_list(record.get("implies")),
            possibly=split_list(record.get("possibly")),
            mesh=record.get("mesh", ""),
            nature=_nature(record.get("nature", "")),
            continuing=record.get("continuing") in ("yes", "device"),
            device=record.get("continuing") == "device",
            analyte=record.get("analyte") == "yes",
            causes=record.get("causes", ""),
            disease_of=record.get("disease_of", ""),
            extent=_extent(record.get("extent", "")),
            gives=record.get("gives", ""),
            shown_by=split_list(record.get("gives")),
        )


def _put_in(names: tuple[str, ...]) -> Iterator[str]:
    """A device by the act of putting it in: "ICD implantation", "placement of a shunt" is the device from that day on."""
    for name in names:
        if not name.endswith(PUTTING_IN):
            yield from (f"{name} {act}" for act in PUTTING_IN)
            yield from (f"{act} of {name}" for act in PUTTING_IN)


def _spread(names: tuple[str, ...]) -> Iterator[str]:
    """What else the metastases of an organ are called: "lung mets"."""
    for name in names:
        organ, _, noun = name.rpartition(" ")
        if organ and noun in ("metastasis", "metastases"):
            yield f"{organ} mets"
            yield f"{organ} metastatic disease"


def treatments() -> dict[str, dict[str, tuple[str, ...]]]:
    """The facts of `treatments.csv`: treatment → kind of fact → classes of medicines.

    Of a treatment that `gives` a class, taking one of the class is having it, unless a row `more` says that it is more than that: who takes
    a cytotoxic drug may have chemoradiotherapy. `shown_by`: taking one is having it, though it may be done without (anticancer therapy);
    `perhaps_by`: taking one may be having it; `none`: no medicine is, whatever may be the more general treatment. `contains`: a regimen is
    all of these.
    """
    told: dict[str, dict[str, tuple[str, ...]]] = {}
    for record in hand_made_records("treatments.csv"):
        told.setdefault(record["treatment"], {})[record["kind"]] = split_list(record["by"])
    return told


def _shown(row: Row, told: dict[str, tuple[str, ...]]) -> Row:
    """A treatment's row with what `treatments.csv` tells of it."""
    given = () if not row.gives or not told.keys().isdisjoint({"more", "none"}) else (row.gives,)
    perhaps = (*(("-",) if "none" in told else ()), *told.get("perhaps_by", ()), *((row.gives,) if row.gives and "more" in told else ()))
    return replace(row, shown_by=(*given, *told.get("shown_by", ())), perhaps_by=perhaps, contains=told.get("contains", ()))


def _nature(cell: str) -> ToldNature | None:
    return next((nature for nature in NATURES if nature == cell), None)


def _extent(cell: str) -> Extent | None:
    return next((extent for extent in EXTENTS if extent == cell), None)


def _generated(table: str, domain: Domain) -> Iterator[Row]:
    """Rows of a generated table; its columns are id, name, mesh, analyte, parents, names, lookup_only."""
    with data_file(table).open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            concept_id, name, mesh, analyte, parents, names, lookup_only = line.rstrip("\n").split("\t")
            yield Row(
                concept_id,
                name,
                domain,
                tuple(names.split("|")) if names else (),
                tuple(lookup_only.split("|")) if lookup_only else (),
                parents=tuple(parents.split("|")) if parents else (),
                mesh=mesh,
                analyte=analyte == "yes",
            )


def _merged(hand: Row, generated: Row) -> Row:
    """The hand-made row with the generated names. The generated parents already are what the hand-made row lets stand."""
    return replace(
        hand,
        names=tuple(dict.fromkeys((*hand.names, *generated.names))),
        lookup_only=generated.lookup_only,
        parents=tuple(dict.fromkeys((*hand.parents, *generated.parents))),
    )


def _without(row: Row, stopped: dict[str, str]) -> Row:
    """The row with the stopped names no longer mentions, but still found when asked for; an exact form takes their place."""
    harmful = [n for n in row.names if n in stopped]
    ambiguous = [n for n in row.case_sensitive if n.casefold() in stopped and stopped[n.casefold()] != n]
    exact = (stopped[n] for n in harmful if stopped[n])
    return replace(
        row,
        names=tuple(n for n in row.names if n not in stopped),
        lookup_only=(*row.lookup_only, *harmful, *map(fold_name, ambiguous)),
        case_sensitive=tuple(dict.fromkeys((*(n for n in row.case_sensitive if n not in ambiguous), *exact))),
    )
