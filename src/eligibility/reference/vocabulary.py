"""Words of a criterion or of a patient record → coded concept, and which concept is a kind of which.

Sources: MeSH diseases and the open drug names (generated tables), and hand-made tables for what trials say that those lack. How each table
is made, and its licence: docs/vocabulary.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from eligibility.reference.codes import CodedCondition, coded_condition, is_icd10
from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary_tables import DOMAINS, Domain, Nature, Row, read_rows

Relation = Literal["is", "maybe", "no"]
NOTHING = "none"
EXCLUDED = "-"


@dataclass(frozen=True, slots=True)
class Concept:
    """Something a criterion can ask for.

    `parents` are the concepts that having this one proves: what it is a kind of, and what it implies (variceal bleeding implies varices).
    `nature` is of conditions: a state persists until it ends, an event counts at its onset (contract §5). `continuing` is of procedures: a
    treatment that goes on (dialysis), not a single act. `analyte` marks a substance which is also measured (albumin, iron).
    """

    id: str
    name: str
    domain: Domain
    parents: tuple[str, ...]
    nature: Nature | None = None
    continuing: bool = False
    analyte: bool = False


class Vocabulary:
    """The concepts, by id, by name and by code; made once by `vocabulary()`."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: dict[str, Row] = {}
        self._by_name: dict[str, tuple[str, ...]] = {}
        self._by_exact_name: dict[str, tuple[str, ...]] = {}
        self._concepts: dict[str, Concept] = {}
        self._ancestors: dict[tuple[str, bool], frozenset[str]] = {}
        self._possible: dict[str, frozenset[str]] = {}
        self._families: dict[str, frozenset[str]] = {}
        self._caused: dict[str, str] = {}
        self._disease_of: dict[str, str] = {}
        self._given: dict[str, str] = {}
        for row in rows:
            self._add(row)

    def _add(self, row: Row) -> None:
        self._rows[row.id] = row
        for index, names in ((self._by_name, row.names), (self._by_name, row.lookup_only), (self._by_exact_name, row.case_sensitive)):
            for name in names:
                known = index.get(name, ())
                # Rows come best first: within a domain the first concept to claim a name keeps it.
                if all(self._rows[k].domain != row.domain for k in known):
                    index[name] = (*known, row.id)
        for table, target in ((self._caused, row.causes), (self._disease_of, row.disease_of), (self._given, row.gives)):
            if target:
                table[row.id] = target

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def concept(self, concept_id: str) -> Concept | None:
        """The concept of that id; None if there is none. Ids of ICD-10-CM codes (`icd10cm:K72.9`) are concepts as well."""
        known = self._concepts.get(concept_id)
        if known is None:
            row = self._rows.get(concept_id)
            known = self._made(row) if row else self._coded(concept_id)
            if known is not None:
                self._concepts[concept_id] = known
        return known

    def _made(self, row: Row) -> Concept:
        nature = self._nature(row) if row.domain == "condition" else None
        parents = tuple(dict.fromkeys((*row.parents, *row.implies))) or _root(row)
        return Concept(row.id, row.name, row.domain, parents, nature, row.continuing, row.analyte)

    def _nature(self, row: Row) -> Nature:
        """The row's own nature, else that of its nearest ancestors: an event if any of the nearest is one; a state if none says."""
        level, seen = [row], {row.id}
        while level:
            told = {r.nature for r in level if r.nature}
            if told:
                return "event" if "event" in told else "state"
            above = dict.fromkeys(p for r in level for p in r.parents if p not in seen)
            seen.update(above)
            level = [self._rows[p] for p in above]
        return "state"

    def _coded(self, concept_id: str) -> Concept | None:
        system, _, code = concept_id.partition(":")
        return self._from_code(coded_condition(code)) if system == "icd10cm" else None

    def lookup(self, name: str, domain: Domain | None = None) -> Concept | None:
        """The concept of that name or synonym; None if there is none.

        An abbreviation which is also a word ("ALL", "AS") is found in its exact case only. Without `domain` a name of several domains is
        read as the first of condition, procedure, medication, organism, substance, site.
        """
        found = self._by_exact_name.get(name.strip()) or self._by_name.get(fold_name(name), ())
        ids = [i for i in found if domain is None or self._rows[i].domain == domain]
        return self.concept(min(ids, key=lambda i: DOMAINS.index(self._rows[i].domain))) if ids else None

    def by_code(self, system: str, code: str) -> Concept | None:
        """The concept of a code: ICD-10-CM (also ICD-10, which it refines); None for an unknown system or code.

        `system` is a FHIR URI, an OID or a usual name. A code that no concept equals is a concept of its own (`icd10cm:…`), below the
        concepts that its category stands for.
        """
        return self._from_code(coded_condition(code)) if is_icd10(system) else None

    def _from_code(self, coded: CodedCondition | None) -> Concept | None:
        if coded is None:
            return None
        if coded.concept:
            return self.concept(coded.concept)
        concept_id = f"icd10cm:{coded.code}"
        if concept_id not in self._concepts:
            broader = coded.broader or ("condition",)
            row = Row(id=concept_id, name=coded.name, domain="condition", parents=broader)
            self._concepts[concept_id] = self._made(row)
        return self._concepts[concept_id]

    def ancestors(self, concept_id: str, *, kinds_only: bool = False) -> frozenset[str]:
        """All that the concept proves, itself included; with `kinds_only` just what it is a kind of, without what it implies."""
        key = (concept_id, kinds_only)
        known = self._ancestors.get(key)
        if known is None:
            found, pending = {concept_id}, [concept_id]
            while pending:
                for parent in self._above(pending.pop(), kinds_only=kinds_only):
                    if parent not in found:
                        found.add(parent)
                        pending.append(parent)
            known = self._ancestors[key] = frozenset(found)
        return known

    def _above(self, concept_id: str, *, kinds_only: bool) -> tuple[str, ...]:
        row = self._rows.get(concept_id)
        if row is None:
            concept = self.concept(concept_id)
            return concept.parents if concept else ()
        above = row.parents if kinds_only else (*row.parents, *row.implies)
        return above or _root(row)

    def is_a(self, specific_id: str, general_id: str) -> bool:
        """Whether having the specific concept proves the general one. Reflexive, transitive, antisymmetric."""
        return specific_id == general_id or general_id in self.ancestors(specific_id)

    def relation(self, entry_id: str, wanted_id: str) -> Relation:
        """What a recorded entry says of a wanted concept.

        `is`: it proves it. `maybe`: it is too general to tell ("hepatitis" for "hepatitis B"), or may count as one (carcinoma in situ for
        malignancy). `no`: it is something else, also where the wanted concept is a mere consequence of the entry (nephropathy of diabetes).
        """
        if self.is_a(entry_id, wanted_id):
            return "is"
        if entry_id in self.ancestors(wanted_id, kinds_only=True):
            return "maybe"
        if wanted_id.startswith("class:") and self._unclassified(entry_id):
            return "maybe"  # the classes list their usual members only: a drug in none of them may be in any
        return "maybe" if any(self.is_a(p, wanted_id) for p in self._possibly(entry_id)) else "no"

    def _unclassified(self, concept_id: str) -> bool:
        """Whether a drug stands directly below the root of all drugs."""
        return concept_id.startswith("drug:") and not any(a.startswith("class:") for a in self.ancestors(concept_id))

    def _possibly(self, concept_id: str) -> frozenset[str]:
        """What the concept may count as, by itself or as one of its kind; `none` ends the search upwards (a benign tumour is no cancer)."""
        known = self._possible.get(concept_id)
        if known is None:
            found: set[str] = set()
            seen, pending = {concept_id}, [concept_id]
            while pending:
                here = pending.pop()
                own = self._rows[here].possibly if here in self._rows else ()
                found.update(p for p in own if p != NOTHING)
                above = {"condition"} & self.ancestors(here) if NOTHING in own else {*self._above(here, kinds_only=True)}
                pending += above - seen
                seen |= above
            # "-bacterial-infection": a viral pneumonia is no bacterial infection, although a pneumonia may be one.
            known = self._possible[concept_id] = frozenset(p for p in found if not p.startswith(EXCLUDED) and EXCLUDED + p not in found)
        return known

    def disease_of(self, site_id: str) -> Concept | None:
        """The disease concept of an organ: liver → liver disease."""
        return self._linked(self._disease_of, site_id)

    def caused_by(self, organism_id: str) -> Concept | None:
        """The infection an organism causes: hepatitis B virus → hepatitis B."""
        return self._linked(self._caused, organism_id)

    def given_by(self, procedure_id: str) -> Concept | None:
        """The class of medicines that a treatment consists in: chemotherapy → cytotoxic drugs; None for any other procedure."""
        return self._linked(self._given, procedure_id)

    def _linked(self, table: Mapping[str, str], concept_id: str) -> Concept | None:
        return self.concept(table[concept_id]) if concept_id in table else None

    def family(self, concept_id: str) -> frozenset[str]:
        """The concept and everything that proves it; without the codes that are only known when asked for."""
        known = self._families.get(concept_id)
        if known is None:
            known = self._families[concept_id] = frozenset(i for i in self._rows if concept_id in self.ancestors(i))
        return known

    def names_of(self, concept_id: str) -> tuple[str, ...]:
        """The folded names of a concept of the tables; of a code its title."""
        row = self._rows.get(concept_id)
        concept = self.concept(concept_id) if row is None else None
        return row.names if row is not None else (fold_name(concept.name),) if concept is not None else ()

    def names(self) -> Iterator[tuple[str, str, bool]]:
        """(name, concept id, case-sensitive) of every name that is safe to find in running text; folded, unless case-sensitive.

        One folded name comes once for each domain it has. Inverted forms ("carcinoma, hepatocellular") are left out: in a list the comma
        would join two things.
        """
        for row in self._rows.values():
            for name in row.names:
                if row.id in self._by_name[name]:
                    yield name, row.id, False
            for name in row.case_sensitive:
                if row.id in self._by_exact_name[name]:
                    yield name, row.id, True


def _root(row: Row) -> tuple[str, ...]:
    return () if row.id == row.domain else (row.domain,)


@cache
def vocabulary() -> Vocabulary:
    """The one vocabulary, read when first asked for."""
    return Vocabulary(read_rows())
