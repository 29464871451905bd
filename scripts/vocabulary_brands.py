"""Brand names of the FDA's list of substances → further names in `drugs.tsv`, and the combinations that some of them are.

Only records may use these names: many are words besides, so texts are not searched for them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from vocabulary_diseases import slug
from vocabulary_drugs import Drug, is_drug_name
from vocabulary_sources import Substance

from eligibility.reference.names import fold_name
from eligibility.reference.product_names import salts

# Lists of medicines that GSRS says a name stands in. Others (cosmetics, food, reagents) tell of no medicine.
_MEDICINE = re.compile(r" \[(?:INN|USAN|JAN|ORANGE BOOK|EMA EPAR|VANDF|MART\.|WHO-DD|WHO-IP|PURPLE BOOK CDER|PURPLE BOOK CBER)\]$")
_COMPONENT = " COMPONENT "
_SHORTEST = 4  # letters; shorter ones are abbreviations of several meanings


@dataclass
class Brands:
    """Folded brand names with the ids of what they hold: of one ingredient, and of combinations (None: a part that is no drug here)."""

    single: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    combined: defaultdict[str, list[str | None]] = field(default_factory=lambda: defaultdict(list))


class Table:
    """The drugs by id and by name, and which is a kind of which."""

    def __init__(self, drugs: Iterable[Drug], fixed: Iterable[str]) -> None:
        self.drugs = {drug.id: drug for drug in drugs}
        self.owner = {name: drug.id for drug in self.drugs.values() for name in drug.names}
        self.real: set[str] = set()  # drugs that are substances of the list
        self.fixed = {self.owner[name] for name in map(fold_name, fixed) if name in self.owner}

    def above(self, drug_id: str) -> set[str]:
        """The drug and all drugs that it is a kind of."""
        found, pending = {drug_id}, [drug_id]
        while pending:
            parents = self.drugs[pending.pop()].parents & self.drugs.keys() - found
            found |= parents
            pending += parents
        return found

    def most_exact(self, ids: set[str]) -> set[str]:
        """Without those that another one is a kind of."""
        return {i for i in ids if not any(i in self.above(other) for other in ids - {i})}

    def moiety(self, substance: Substance) -> str | None:
        """The drug that a substance is, or is a salt of: by its name in the list, else by the names that lists of medicines have."""
        called = self._called(substance.name)
        if called is not None:
            return called
        listed = {self._called(_MEDICINE.sub("", n)) for n, _ in substance.names if _MEDICINE.search(n)} - {None}
        return listed.pop() if len(listed) == 1 else None

    def _called(self, name: str) -> str | None:
        words = fold_name(name).split()
        while words:
            found = self.owner.get(" ".join(words))
            if found is not None:
                return found
            if words[-1] not in salts() or words[-2:-1] == ["and"] or (len(words) == 2 and words[0] in salts()):
                return None
            words.pop()
        return None


def add_brands(drugs: list[Drug], substances: Iterable[Substance], by_hand: Iterable[str], taken: set[str]) -> list[Drug]:
    """The drugs with the brand names of the list, and the combinations that are new.

    Names that were added by hand stay where they are. A name of another thing (`taken`) is left out, and so is one that two drugs have.
    """
    table = Table(drugs, by_hand)
    brands = _brands(substances, table)
    for name, parts in sorted(brands.combined.items()):
        if name not in taken and len(parts) > 1 and None not in parts:  # of one part alone the others are not in the list
            _give(name, table.most_exact({part for part in parts if part is not None}), table)
    for name, held in sorted(brands.single.items()):
        if name not in taken and name not in brands.combined:
            plain = _plain(held, table)
            if plain is not None:
                _give(name, {plain}, table)
    return [table.drugs[i] for i in sorted(table.drugs) if table.drugs[i].names or table.drugs[i].lookup_only]


def _brands(substances: Iterable[Substance], table: Table) -> Brands:
    found = Brands()
    for substance in substances:
        medicine = any(_MEDICINE.search(name) for name, _ in substance.names)
        drug = table.moiety(substance)
        table.real |= {drug} if drug is not None else set()
        for name, kind in substance.names:
            brand, component, _ = name.partition(_COMPONENT)
            if kind not in ("bn", "cn") or "[" in name or not _is_brand(brand):
                continue
            folded = fold_name(brand)
            if component:
                found.combined[folded].append(drug)
            elif drug is not None and medicine:
                found.single[folded].add(drug)
    return found


def _is_brand(name: str) -> bool:
    return is_drug_name(name.casefold()) and len(name) >= _SHORTEST and " " not in name[:2] and not name.casefold().endswith(" biosimilar")


def _plain(held: set[str], table: Table) -> str | None:
    """The one drug that a name is of; of a drug and its kinds, the drug."""
    general = {i for i in held if all(i in table.above(other) for other in held)}
    return general.pop() if len(general) == 1 else None


def _give(name: str, held: set[str], table: Table) -> None:
    """Gives a name to what holds these drugs.

    What had it already, by another source, it stays a name of as well: the brand is then of both. One that was added by hand keeps it, and
    so does a drug that is as real as the one of this list: the same brand is sold with different ingredients, or the two are one.
    """
    owner = table.owner.get(name)
    if owner is None:
        target = _holding(held, table)
        table.drugs[target].lookup_only.add(name)
    else:
        both = table.most_exact(held | {owner})
        if both == {owner} or owner in table.fixed or name == fold_name(table.drugs[owner].name) or _keeps(owner, held, table):
            return
        target = _holding(both, table)
        table.drugs[owner].names.discard(name)
        table.drugs[target].names.add(name)
    table.owner[name] = target


def _keeps(owner: str, held: set[str], table: Table) -> bool:
    """Whether a drug keeps a name: it is more general than the one of the list, or a drug of its own in the list."""
    return len(held) == 1 and (owner in table.real or any(owner in table.above(i) for i in held))


def _holding(held: set[str], table: Table) -> str:
    return next(iter(held)) if len(held) == 1 else _combination(held, table)


def _combination(held: set[str], table: Table) -> str:
    """The id of the combination of these drugs: one of the table, else a new one."""
    for drug in table.drugs.values():
        if drug.parents & table.drugs.keys() == held:
            return drug.id
    name = " / ".join(sorted(table.drugs[i].name.casefold() for i in held))
    made = table.drugs.setdefault(f"drug:{slug(name)}", Drug(f"drug:{slug(name)}", name))
    made.parents |= held
    made.lookup_only.add(fold_name(name))
    return made.id
