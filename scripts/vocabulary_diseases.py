"""MeSH diseases → `diseases.tsv`: names in natural order, parents by id, and narrower entry terms as concepts of their own."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from vocabulary_sources import Entry

from eligibility.reference.names import fold_name

# MeSH branches: C diseases (C22 are animals' alone), F03 mental disorders. Other branches are behaviour, methods and people.
_BRANCH = re.compile(r"C|F03")
_ANIMALS = "C22"

# An entry term with one of these words more than the heading means a part of it: "acute pancreatitis" stands under Pancreatitis, "lung
# cancer" under Lung Neoplasms. As synonyms they would make a criterion on the part true of the whole.
_PLAIN_QUALIFIERS = """
acute chronic subacute adult juvenile infantile neonatal pediatric congenital hereditary familial acquired primary secondary
idiopathic benign metastatic severe mild moderate early late presenile senile recurrent relapsing refractory alcoholic viral
bacterial fungal autoimmune left right bilateral unilateral disseminated localized invasive ischemic hemorrhagic partial complete
total latent active progressive advanced minimal diabetic drug induced toxic traumatic postoperative perioperative maternal fetal
pulmonary systemic central peripheral i ii iii iv v vi a b c d e 1 2 3 4 5 6 7 8 9 10 1a 1b 2a 2b 3a 3b alpha beta gamma sporadic
atypical classic classical transient persistent permanent intermittent compensated decompensated essential malignant
"""
QUALIFIERS = {word: word for word in _PLAIN_QUALIFIERS.split()} | {
    "cancer": "malignant",
    "malignancy": "malignant",
    "carcinoma": "malignant",
    "adenocarcinoma": "adenocarcinoma",
    "sarcoma": "sarcoma",
    "childhood": "juvenile",
    "child": "juvenile",
    "children": "juvenile",
    "infant": "infantile",
    "inherited": "hereditary",
    "newborn": "neonatal",
    "inborn": "congenital",
}
# Abbreviations of one subtype ("cln4a", "lgmd2d") stand among the entry terms of the whole group.
_SUBTYPE_CODE = re.compile(r"[a-z]+-?\d+[a-z]*|[a-z]{2,}ii+")


class Part(NamedTuple):
    """A narrower concept made from entry terms: the qualifiers it adds, and its names."""

    qualifiers: frozenset[str]
    names: list[str]


@dataclass
class Disease:
    """A line of the table in the making; names are folded, parents are ids."""

    id: str
    name: str
    mesh: str = ""
    parents: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    lookup_only: set[str] = field(default_factory=set)
    by_hand: bool = False  # its name is in the hand-made table


def natural_order(name: str) -> str:
    """An inverted heading as it is said.

    >>> natural_order("Diabetes Mellitus, Type 2"), natural_order("Leukemia, Lymphocytic, Chronic, B-Cell")
    ('Type 2 Diabetes Mellitus', 'B-Cell Chronic Lymphocytic Leukemia')
    """
    return " ".join(reversed([part.strip() for part in name.split(",")]))


def is_human_disease(entry: Entry) -> bool:
    """Whether a MeSH heading is a disease or disorder of people."""
    return any(_BRANCH.match(t) and not t.startswith(_ANIMALS) for t in entry.trees)


def split_names(entry: Entry) -> tuple[list[str], list[Part]]:
    """The entry's own names, and its narrower parts."""
    heading = set(fold_name(entry.name).split())
    standing = {QUALIFIERS[w] for w in heading if w in QUALIFIERS}
    own, parts = [], defaultdict(list)
    for name in entry.names:
        words = fold_name(name).split()
        said = words[1:] if _is_initial(words[0], heading) else words
        added = frozenset(QUALIFIERS[w] for w in said if w in QUALIFIERS and w not in heading) - standing
        if added:
            parts[added].append(name)
        elif not (len(words) == 1 and _SUBTYPE_CODE.fullmatch(words[0]) and words[0] not in heading):
            own.append(name)
    return own, [Part(q, names) for q, names in parts.items()]


def _is_initial(word: str, heading: set[str]) -> bool:
    """Whether a letter before a name is the first one of a genus: "E coli infection" under Escherichia coli Infections."""
    return len(word) == 1 and any(len(w) > 1 and w.startswith(word) for w in heading)


def folded_names(names: Iterable[str]) -> tuple[set[str], set[str]]:
    """(names safe in running text, inverted forms only good for looking up), folded."""
    straight: set[str] = set()
    inverted: set[str] = set()
    for name in names:
        folded = fold_name(name)
        if not re.search(r"[a-z]{2}", folded) or fold_name(folded) != folded:
            continue
        (inverted if "," in name else straight).add(folded)
        if name.count(",") in (1, 2):
            straight.add(fold_name(natural_order(name)))
    return straight, inverted - straight


def slug(name: str) -> str:
    """A name as part of an id.

    >>> slug("Carcinoma, Hepatocellular")
    'carcinoma-hepatocellular'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


def tree_parents(entries: list[Entry]) -> dict[str, set[str]]:
    """Heading → the headings directly above it, in the disease branches."""
    at = {tree: e.name for e in entries for tree in e.trees}
    above: dict[str, set[str]] = {}
    for entry in entries:
        found = set()
        for tree in entry.trees:
            while "." in tree:
                tree = tree.rsplit(".", 1)[0]
                if tree in at:
                    found.add(at[tree])
                    break
        above[entry.name] = found - {entry.name}
    return above


def build_diseases(entries: list[Entry], hand_made: list[dict[str, str]], corrections: list[dict[str, str]]) -> list[Disease]:
    """All generated conditions. One that equals a hand-made concept has its id, and of the MeSH parents those that concept lets stand."""
    entries = [e for e in entries if is_human_disease(e)]
    by_heading = {r["mesh"]: r for r in hand_made if r["mesh"]}
    unknown = by_heading.keys() - {e.name for e in entries}
    assert not unknown, f"no such MeSH headings: {sorted(unknown)}"
    ids = {e.name: by_heading[e.name]["id"] if e.name in by_heading else f"mesh:{slug(e.name)}" for e in entries}
    claimed = {fold_name(n) for r in hand_made for n in (r["name"], *r["synonyms"].split("|"))}
    dropped = {(r["heading"], fold_name(r["name"])) for r in corrections if r["action"] == "drop name"}
    cut = {(r["heading"], r["name"]) for r in corrections if r["action"] == "cut parent"}
    more, named = defaultdict(set), defaultdict(list)
    for r in corrections:
        if r["action"] == "add parent":
            more[r["heading"]].add(r["name"])
        elif r["action"] == "add name":
            named[r["heading"]].append(r["name"])
    parents = tree_parents(entries)
    assert all(n in parents.get(h, ()) for h, n in cut), [pair for pair in cut if pair[1] not in parents.get(pair[0], ())]
    added = more.keys() | named.keys()
    assert added <= ids.keys(), sorted(added - ids.keys())
    table: dict[str, Disease] = {}
    for entry in entries:
        own, parts = split_names(entry)
        hand = by_heading.get(entry.name)
        above = set() if hand and hand["parents"].startswith("=") else {ids[p] for p in parents[entry.name] if (entry.name, p) not in cut}
        disease = Disease(ids[entry.name], entry.name, mesh=entry.name, parents=above | more[entry.name])
        names, inverted = folded_names(n for n in (*own, *named[entry.name]) if (entry.name, fold_name(n)) not in dropped)
        disease.names, disease.lookup_only = names - claimed, inverted - claimed
        table[disease.id] = disease
        for part in parts:
            _add_part(table, disease, part, claimed)
    _merge_cancers(table, hand_made)
    _add_cancer_parents(table, {r["id"]: set(r["parents"].lstrip("=").split("|")) - {""} for r in hand_made})
    _unambiguous(table, {fold_name(e.name) for e in entries} | {fold_name(natural_order(e.name)) for e in entries})
    return [table[i] for i in sorted(table)]


def _add_part(table: dict[str, Disease], whole: Disease, part: Part, claimed: set[str]) -> None:
    """A narrower concept below its heading, for the names that no hand-made concept claims."""
    names, inverted = folded_names(part.names)
    names -= claimed
    if not names:
        return
    shown = min(names, key=lambda n: (len(n.split()), len(n), n))
    new = Disease(f"{whole.id}~{'-'.join(sorted(part.qualifiers))}", shown, parents={whole.id}, names=names, lookup_only=inverted - claimed)
    if "malignant" in part.qualifiers:
        new.parents.add("malignancy")
    table[new.id] = new


def _merge_cancers(table: dict[str, Disease], hand_made: list[dict[str, str]]) -> None:
    """Makes one concept of a hand-made cancer of an organ and the "cancer" among the entry terms of the organ's neoplasms.

    "Cancer of Lung" stands under Lung Neoplasms, and is the hand-made lung cancer, no kind of it.
    """
    for row in hand_made:
        parents = set(row["parents"].lstrip("=").split("|"))
        if row["mesh"] or "malignancy" not in parents:
            continue
        for neoplasm in sorted(parents & table.keys() - {"malignancy"}):
            part = table.pop(f"{neoplasm}~malignant", None)
            own = table.setdefault(row["id"], Disease(row["id"], row["name"]))
            own.parents |= part.parents if part is not None else {neoplasm}
            own.names |= part.names if part is not None else set()
            own.lookup_only |= part.lookup_only if part is not None else set()
            own.by_hand = True


def _add_cancer_parents(table: dict[str, Disease], hand_parents: dict[str, set[str]]) -> None:
    """Puts each cancer below the cancer of its organ, where MeSH has only the organ's neoplasms: ductal carcinoma of the breast."""
    above = {i: d.parents | hand_parents.get(i, set()) for i, d in table.items()} | {
        i: p for i, p in hand_parents.items() if i not in table
    }
    cancers = {i for i in above if "malignancy" in _ancestors(i, above)}
    parts = {i.removesuffix("~malignant"): i for i in table if i.endswith("~malignant")}
    by_hand = {i for i in hand_parents if i not in table or table[i].by_hand}
    organs = {p: i for i in sorted(by_hand) if "malignancy" in hand_parents[i] for p in hand_parents[i] - cancers}
    cancer_of = parts | organs
    for concept in sorted(cancers & table.keys()):
        for neoplasm in above[concept] - cancers:
            organ = cancer_of.get(neoplasm)
            wider = {organ} if organ and organ != concept else _next_cancers(neoplasm, above, cancer_of)
            table[concept].parents |= {w for w in wider if concept not in _ancestors(w, above)}


def _next_cancers(neoplasm: str, above: dict[str, set[str]], cancer_of: dict[str, str]) -> set[str]:
    """The cancers of the nearest larger parts of the body that have one: those of the bowel, for the colon."""
    found: set[str] = set()
    seen, pending = {neoplasm}, [*sorted(above.get(neoplasm, ()))]
    while pending:
        here = pending.pop()
        if here in cancer_of:
            found.add(cancer_of[here])
        elif here not in seen:
            seen.add(here)
            pending += sorted(above.get(here, ()))
    return found


def _ancestors(concept: str, above: dict[str, set[str]]) -> set[str]:
    found, pending = {concept}, [concept]
    while pending:
        new = above.get(pending.pop(), set()) - found
        found |= new
        pending += new
    return found


def _unambiguous(table: dict[str, Disease], headings: set[str]) -> None:
    """Leaves each name to one concept: the one whose heading it is, else the first that is no part, by id."""
    owner: dict[str, str] = {}
    for disease in sorted(table.values(), key=lambda d: (not d.mesh, d.id)):
        mine = {fold_name(disease.mesh), fold_name(natural_order(disease.mesh))}
        for name in disease.names | disease.lookup_only:
            if name not in owner or (name in headings and name in mine):
                owner[name] = disease.id
    for disease in list(table.values()):
        disease.names = {n for n in disease.names if owner[n] == disease.id}
        disease.lookup_only = {n for n in disease.lookup_only if owner[n] == disease.id}
        if not disease.mesh and not disease.names and not disease.by_hand:
            del table[disease.id]
