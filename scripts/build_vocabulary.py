"""Generates the vocabulary's tables in `src/eligibility/data` from the packages that hold their sources (see docs/vocabulary.md).

python scripts/build_vocabulary.py            writes the tables
python scripts/build_vocabulary.py --check    fails if a table is not what this script would write
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from vocabulary_brands import add_brands
from vocabulary_diseases import build_diseases
from vocabulary_drugs import build_drugs
from vocabulary_icd import build_icd
from vocabulary_sources import read_diseases, read_drugs, read_icd10cm, read_substances

from eligibility.reference.names import fold_name
from eligibility.reference.observations import observations
from eligibility.reference.vocabulary_tables import read_rows

SCRIPTS = Path(__file__).parent
DATA = SCRIPTS.parent / "src" / "eligibility" / "data"
CONCEPT_COLUMNS = "id\tname\tmesh\tanalyte\tparents\tnames\tlookup_only"


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a hand-made table; lines beginning with # are comments."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def joined(parts: Iterable[str]) -> str:
    """A list as one cell."""
    return "|".join(sorted(parts))


def lines_of(columns: str, rows: Iterable[tuple[str, ...]]) -> str:
    """A table's text: its columns, then a line for each row."""
    return "\n".join((columns, *("\t".join(row) for row in rows))) + "\n"


def diseases_table() -> str:
    """One line per condition that comes from MeSH."""
    table = build_diseases(read_diseases(), read_csv(DATA / "concepts.csv"), read_csv(SCRIPTS / "mesh_corrections.csv"))
    cells = ((d.id, d.name, d.mesh, "", joined(d.parents), joined(d.names), joined(d.lookup_only)) for d in table)
    return lines_of(CONCEPT_COLUMNS, cells)


def drugs_table() -> str:
    """One line per drug."""
    by_hand = (read_csv(DATA / "drug_classes.csv"), read_csv(DATA / "drug_names.csv"))
    known = build_drugs(read_drugs(), *by_hand, read_csv(SCRIPTS / "mineral_salts.csv"), read_csv(DATA / "procedures.csv"))
    named = [name for row in by_hand[1] for name in (row["name"], *row["synonyms"].split("|"))]
    table = add_brands(known, read_substances(), named, names_of_other_things())
    cells = ((d.id, d.name, "", "yes" if d.analyte else "", joined(d.parents), joined(d.names), joined(d.lookup_only)) for d in table)
    return lines_of(CONCEPT_COLUMNS, cells)


def names_of_other_things() -> set[str]:
    """Names that are no drug's: those of conditions, procedures, organisms, substances, sites, classes of drugs and observations."""
    rows = [row for row in read_rows() if not row.id.startswith("drug:")]
    observed = (name for o in observations().values() for name in (o.name, *o.synonyms))
    return {n for row in rows for n in (*row.names, *row.lookup_only, *map(fold_name, row.case_sensitive))} | set(map(fold_name, observed))


def icd_table() -> str:
    """One line per ICD-10-CM category or code; made after the other tables, whose names it looks up."""
    by_hand = (read_csv(SCRIPTS / f"icd10_{name}.csv") for name in ("concepts", "who", "titles"))
    table = build_icd(read_icd10cm(), *by_hand)
    cells = ((c.code, c.title, c.concept, *("|".join(several) for several in (c.broader, c.implied, c.possible))) for c in table)
    return lines_of("code\tname\tconcept\tbroader\timplied\tpossible", cells)


TABLES: tuple[tuple[str, Callable[[], str]], ...] = (
    ("diseases.tsv", diseases_table),
    ("drugs.tsv", drugs_table),
    ("icd10cm.tsv", icd_table),
)


def main() -> int:
    """Writes the tables, or with --check compares them; the exit status is the number of tables out of date."""
    stale = 0
    for name, make in TABLES:
        path, text = DATA / name, make()
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
            print(f"{name}: {len(text.splitlines()) - 1} rows, {len(text.encode()) / 1e6:.2f} MB")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale += 1
            print(f"{name} is out of date: run scripts/build_vocabulary.py")
    return stale


if __name__ == "__main__":
    sys.exit(main())
