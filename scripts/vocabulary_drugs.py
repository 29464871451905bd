"""Drug names of the open sources → `drugs.tsv`: generic names with their brands, and the classes they belong to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from vocabulary_diseases import slug
from vocabulary_sources import Entry

from eligibility.reference.inn_stems import stem_classes
from eligibility.reference.names import fold_name
from eligibility.reference.product_names import read_product, without_form

# A name of chemistry rather than of medicine: locants, brackets, Greek letters, hydrates, isotopes.
_CHEMICAL = re.compile(
    r"\d,\d|[\[\]{}()+=*/\\<>:;]|\d[a-z]?[-–]|[-–]\d+[a-z]?[-–]|[α-ωΑ-Ω′]|\b(?:acid|hydrate|anhydrous|salt) [a-z]+ester|\bd-|\bl-"
)
# Manufacturers' prefixes of generics: "apo-warfarin" adds nothing to "warfarin".
_MAKERS = """
apo gen novo nu pms ratio teva mylan sandoz ran riva act auro co dom jamp mint phl pro ava bio ntp sanis zym taro alti med accel mar nat
"""
_MAKER = re.compile(rf"^(?:{'|'.join(_MAKERS.split())})[- ]")
# The four letters that tell the maker of a biological. Source: FDA, Nonproprietary Naming of Biological Products (2017).
_MAKERS_SUFFIX = re.compile(r"-[a-z]{4}$")
_MADE_FOR = re.compile(r"\s*\([^()]*\)$")  # the use of one product among several
_PLAIN_WORD = re.compile(r"[A-Za-z]{6,}( alfa| beta)?")
_MOST_WORDS, _LONGEST = 4, 45


@dataclass
class Drug:
    """A line of the table in the making; names are folded, parents are ids."""

    id: str
    name: str
    parents: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    lookup_only: set[str] = field(default_factory=set)
    analyte: bool = False


def is_medicine(entry: Entry) -> bool:
    """Whether a record is a medicine rather than a protein, an extract or a reagent.

    MeSH alone lists mostly proteins; DrugBank alone lists mostly allergen extracts and ligands, except where the name is one plain word.
    """
    known = entry.sources - {"mesh_id", "smiles"}
    if known == {"drugbank_id"}:
        return (len(entry.sources) > 1 and not _CHEMICAL.search(entry.name.casefold())) or bool(
            re.fullmatch(r"[A-Za-z]{6,}( alfa| beta)?", entry.name)
        )
    return bool(known)


def is_drug_name(name: str) -> bool:
    """Whether a variant is a name someone would write in a record or a trial."""
    folded = fold_name(name)
    return (
        len(folded) > 2
        and len(name) <= _LONGEST
        and len(folded.split()) <= _MOST_WORDS
        and name.isascii()
        and "," not in name
        and not _CHEMICAL.search(name)
        and not _MAKER.match(name)
        and re.search(r"[a-z]{3}", folded) is not None
        and fold_name(folded) == folded
    )


def drug_id(name: str) -> str:
    """The id of a generic name."""
    return f"drug:{slug(name)}"


def build_drugs(
    entries: list[Entry],
    classes: list[dict[str, str]],
    extra: list[dict[str, str]],
    minerals: list[dict[str, str]],
    procedures: list[dict[str, str]],
) -> list[Drug]:
    """All drugs, each below the classes that name it as a member or whose stem its name has; salts of a mineral are below it.

    Names of classes and of treatments ("hormone replacement therapy") are no drug's; that of a device may be a product's.
    """
    table: dict[str, Drug] = {}
    for entry in entries:
        if is_medicine(entry):
            drug = table.setdefault(drug_id(entry.name), Drug(drug_id(entry.name), entry.name))
            drug.names |= {fold_name(n) for n in entry.names if is_drug_name(ascii_name(n))} | {fold_name(entry.name)}
    for row in extra:
        drug = table.setdefault(drug_id(row["name"]), Drug(drug_id(row["name"]), row["name"], names={fold_name(row["name"])}))
        drug.names |= {fold_name(n) for n in row["synonyms"].split("|") if n}
        drug.analyte = row["analyte"] == "yes"
    _merge_doubles(table, extra)
    _give_products(table, extra)
    treatments = (p for p in procedures if p["continuing"] != "device")
    claimed = {fold_name(n) for c in (*classes, *treatments) for n in (c["name"], *c["synonyms"].split("|"))}
    for drug in table.values():
        drug.names -= claimed
    _unambiguous(table, {drug_id(r["name"]) for r in extra})
    by_name = {name: drug for drug in table.values() for name in drug.names}
    members = [(row["id"], fold_name(m)) for row in classes for m in row["members"].split("|") if m]
    unknown = sorted({m for _, m in members} - by_name.keys())
    assert not unknown, f"drug_classes.csv names drugs that no source has: {unknown}"
    for class_id, member in members:
        by_name[member].parents.add(class_id)
    for drug in table.values():
        drug.parents |= stem_classes(drug.name)
        drug.parents |= _components(drug, by_name) or _plain_drug(drug, by_name)
    for row in minerals:
        _give_salts(row, table, by_name)
    return [table[i] for i in sorted(table) if table[i].names]


def _give_salts(row: dict[str, str], table: dict[str, Drug], by_name: dict[str, Drug]) -> None:
    """Puts the salts of a mineral below it: who takes ferrous sulfate takes iron. Isotopes and names of several things are no salts."""
    named = {column: {by_name[fold_name(n)].id for n in row[column].split("|") if n} for column in ("members", "except")}
    words = tuple(f"{word} " for word in row["words"].split("|") if word)
    mineral = by_name[fold_name(row["mineral"])]
    for drug in table.values():
        name = drug.name.casefold()
        begins = bool(words) and name.startswith(words) and not re.search(r"\d|/|,| and ", name)
        if drug is not mineral and (drug.id in named["members"] or (begins and drug.id not in named["except"])):
            drug.parents.add(mineral.id)


def _merge_doubles(table: dict[str, Drug], extra: list[dict[str, str]]) -> None:
    """A synonym added by hand that the sources have as a drug of its own (aciclovir beside acyclovir) becomes one with the drug."""
    own = {drug_id(row["name"]) for row in extra}
    for row in extra:
        for double in {drug_id(n) for n in row["synonyms"].split("|") if n} - own:
            if double in table:
                table[drug_id(row["name"])].names |= table.pop(double).names


def _give_products(table: dict[str, Drug], extra: list[dict[str, str]]) -> None:
    """Takes names added by hand from other drugs, and products of such a brand ("Bevespi Aerosphere"): they are read as brand and form."""
    by_hand = {fold_name(n): drug_id(row["name"]) for row in extra for n in row["synonyms"].split("|") if n}
    for drug in table.values():
        own = {n: by_hand.get(n, by_hand.get(" ".join(without_form(n)), drug.id)) for n in drug.names}
        drug.names = {n for n, owner in own.items() if owner == drug.id or n == fold_name(drug.name)}


def ascii_name(name: str) -> str:
    """The name without accents, as names are folded."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _components(drug: Drug, by_name: dict[str, Drug]) -> set[str]:
    """The drugs that a combination holds: taking it is taking each. Of what another name says more exactly, that other drug.

    "Daratumumab and hyaluronidase-fihj" holds daratumumab; "cabozantinib (thyroid cancer)" and "cemiplimab-rwlc" are the plain drug.
    """
    name = _MADE_FOR.sub("", _MAKERS_SUFFIX.sub("", drug.name.casefold()))
    parts = [p for p in re.split(r"\s*/\s*|,?\s+and\s+|\s+with\s+|,\s*", name) if p]
    found: list[Drug | None] = [by_name.get(fold_name(p)) for p in parts]
    known = {f.id for f in found if f and f is not drug}
    return known if all(found) and (len(parts) > 1 or name != drug.name.casefold()) else set()


def _plain_drug(drug: Drug, by_name: dict[str, Drug]) -> set[str]:
    """The drugs whose form, salt or use a name tells besides: "Lidocaine Patch", "nab-Paclitaxel", "Betamethasone dipropionate"."""
    name = _MADE_FOR.sub("", drug.name).casefold()
    held = set(read_product(name, lambda part: _other_id(fold_name(part), drug, by_name)))
    parts = len(re.findall(r"/|-| and | with ", name)) + 1
    # "Vitamin K 2" is no vitamin K in another form, and iron sucrose no sucrose.
    return held if not re.search(r"\d", name) and (len(held) == 1 or len(held) == parts) else set()


def _other_id(name: str, drug: Drug, by_name: dict[str, Drug]) -> str | None:
    found = by_name.get(name)
    return found.id if found is not None and found is not drug else None


def _unambiguous(table: dict[str, Drug], first: Iterable[str]) -> None:
    """Leaves each name to one drug: the one that is called so, else one added by hand, else the first by id."""
    owner: dict[str, str] = {}
    preferred = set(first)
    for drug in sorted(table.values(), key=lambda d: (d.id not in preferred, d.id)):
        for name in drug.names:
            if name not in owner or name == fold_name(drug.name):
                owner[name] = drug.id
    for drug in table.values():
        drug.names = {n for n in drug.names if owner[n] == drug.id}
