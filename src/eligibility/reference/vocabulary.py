"""Words of a criterion or of a patient record → coded concept, and which concept is a kind of which.

Sources: MeSH diseases and the open drug names (generated tables), and hand-made tables for what trials say that those lack. How each table
is made, and its licence: docs/vocabulary.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, cached_property, lru_cache, wraps
from typing import Any, Literal, TypeVar, TypeVarTuple

from eligibility.reference.codes import ICD10CM, CodedCondition, canonical_system, coded_condition, icd10_code
from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary_rows import DOMAINS, Addition, Domain, Nature, Row
from eligibility.reference.vocabulary_tables import read_rows

Relation = Literal["is", "maybe", "no"]
NOTHING = "none"
EXCLUDED = "-"
OWN = "own:"  # before the ids of concepts that value sets make
BY_PROPERTY = "class:by-property"  # above the classes of what drugs do besides: inhibitors of an enzyme, prolonging QT


@dataclass(frozen=True, slots=True)
class Concept:
    """Something a criterion can ask for.

    `parents` are the concepts that having this one proves: what it is a kind of, and what it implies (variceal bleeding implies varices).
    `nature` is of conditions: a state persists until it ends, an event counts at its onset (contract §5); it is None where a name
    may mean either, or a code stands for a state and an event that goes with it. `continuing` is of procedures: a treatment that
    goes on (dialysis), not a single act; of these a `device` (pacemaker) stays from its date on. `analyte` marks a substance which is also
    measured (albumin, iron).
    """

    id: str
    name: str
    domain: Domain
    parents: tuple[str, ...]
    nature: Nature | None = None
    continuing: bool = False
    analyte: bool = False
    device: bool = False


class Vocabulary:
    """The concepts, by id, by name and by code; read once by `vocabulary()`, and never changed: `extended` makes another one."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.memory: dict[Any, Any] = {}  # what `remembered` functions found out with this vocabulary
        self._addition = Addition()
        self._rows: dict[str, Row] = {}
        self._of_codes: dict[str, Row] = {}  # those of ICD-10-CM codes, made when first asked for
        self._by_name: dict[str, tuple[str, ...]] = {}
        self._by_exact_name: dict[str, tuple[str, ...]] = {}
        self._concepts: dict[str, Concept] = {}
        self._ancestors: dict[tuple[str, bool], frozenset[str]] = {}
        self._possible: dict[str, frozenset[str]] = {}
        self._families: dict[str, frozenset[str]] = {}
        self._caused: dict[str, str] = {}
        self._disease_of: dict[str, str] = {}
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
        for table, target in ((self._caused, row.causes), (self._disease_of, row.disease_of)):
            if target:
                table[row.id] = target

    def extended(self, addition: Addition) -> Vocabulary:
        """Another vocabulary: this one with what a value set adds. Names of added concepts come before the names that are there."""
        new = {row.id for row in addition.rows}
        kept = (_released(row, addition.taken) for row in self._rows.values() if row.id not in new)
        larger = Vocabulary((*addition.rows, *kept))
        larger._addition = addition
        return larger

    def row(self, concept_id: str) -> Row | None:
        """The concept as its table has it, with the names that lead to it; None for a code, which is in no table of concepts."""
        row = self._rows.get(concept_id)
        if row is None:
            return None
        names, lookup_only = (tuple(n for n in some if row.id in self._by_name[n]) for some in (row.names, row.lookup_only))
        exact = tuple(n for n in row.case_sensitive if row.id in self._by_exact_name[n])
        return replace(row, names=names, lookup_only=lookup_only, case_sensitive=exact)

    def domain(self, concept_id: str) -> Domain:
        """The domain of a concept of the tables; KeyError for any other id."""
        return self._rows[concept_id].domain

    def suggestions(self, name: str, domain: Domain | None = None) -> tuple[str, ...]:
        """Up to three names that look like one which is unknown: for messages, never for matching."""
        folded = fold_name(name)
        near = (n for n in self._by_name if abs(len(n) - len(folded)) <= 3 and n[:1] == folded[:1])
        known = (n for n in near if domain is None or any(self._rows[i].domain == domain for i in self._by_name[n]))
        return tuple(get_close_matches(folded, known, n=3, cutoff=0.8))

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._rows

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
        return Concept(row.id, row.name, row.domain, parents, nature, row.continuing, row.analyte, row.device)

    def _nature(self, row: Row) -> Nature | None:
        """The row's own nature, else that of its nearest ancestors: an event if any of the nearest is one; a state if none says.

        None where the name tells not whether it is acute or chronic: an otitis media.
        """
        level, seen = [row], {row.id}
        while level:
            told = {r.nature for r in level if r.nature}
            if told:
                return "event" if "event" in told else None if "either" in told else "state"
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
        """The concept of a code: ICD-10-CM (also ICD-10, which it refines), or any that a value set names; None for an unknown one.

        `system` is a FHIR URI, an OID or a usual name. A code that no concept equals is a concept of its own (`icd10cm:…`), below the
        concepts that its category stands for.
        """
        plain = icd10_code(system, code)
        if plain is not None:
            return self._from_code(coded_condition(plain))
        key = (canonical_system(system), code.strip())
        equal = self._addition.equal.get(key)
        if equal is not None:
            return self.concept(equal)
        return self._own_code(key) if key in self._addition.codes else None

    def _own_code(self, key: tuple[str, str]) -> Concept:
        """A code of a value set as a concept of its own, below the concepts that list it."""
        concept_id = "|".join(key)
        if concept_id not in self._concepts:
            broader = self._addition.codes[key]
            domain = self._rows[broader[0]].domain
            self._concepts[concept_id] = self._made(Row(id=concept_id, name=" ".join(key), domain=domain, parents=broader))
        return self._concepts[concept_id]

    def _from_code(self, coded: CodedCondition | None) -> Concept | None:
        if coded is None:
            return None
        equal = self._addition.equal.get((ICD10CM, coded.code))
        if equal is not None:
            return self.concept(equal)
        listed = self._listing(coded.code)
        if coded.concept and all(self.is_a(coded.concept, p) for p in listed):
            return self.concept(coded.concept)
        concept_id = f"icd10cm:{coded.code}"
        if concept_id not in self._concepts:
            known = (coded.concept,) if coded.concept else coded.broader
            above = (*known, *listed) or ("condition",)
            row = Row(concept_id, coded.name, "condition", parents=above, implies=coded.implied, possibly=coded.possible)
            made = self._made(self._of_codes.setdefault(concept_id, row))
            sudden = made.nature == "state" and any(c is not None and c.nature == "event" for c in map(self.concept, coded.implied))
            self._concepts[concept_id] = replace(made, nature=None) if sudden else made
        return self._concepts[concept_id]

    def _listing(self, code: str) -> tuple[str, ...]:
        """The concepts of value sets that list an ICD-10 code, or a code above it."""
        if not self._addition.icd10:
            return ()
        above = (code[:n].rstrip(".") for n in range(3, len(code) + 1))
        return tuple(dict.fromkeys(c for each in above for c in self._addition.icd10.get(each, ())))

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
            row = self._of_codes.get(concept_id)
            if row is None:
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
        if entry_id in self._of_codes and not self.ancestors(wanted_id, kinds_only=True).isdisjoint(self._of_codes[entry_id].implies):
            return "maybe"  # of an ulcer with a bleeding the code does not tell where it bleeds
        if entry_id in self._addition.above.get(wanted_id, ()):
            return "maybe"  # more general than one of the kinds that a value set lists
        if wanted_id.startswith("class:") and self._unclassified(entry_id):
            return "maybe"  # the classes list their usual members only: a drug in none of them may be in any
        if wanted_id in self._rows and entry_id in self._rows[wanted_id].possibly:
            return "maybe"  # some kinds of the wanted count as this: "cancer" may be a carcinoid tumour
        return "maybe" if any(self.is_a(p, wanted_id) for p in self._possibly(entry_id)) else "no"

    def _unclassified(self, concept_id: str) -> bool:
        """Whether no class says what kind of drug it, or a part of it, is: a CYP3A4 inhibitor may still be an anticoagulant."""
        parts = [p for p in self._rows[concept_id].parents if p.startswith("drug:")] if concept_id in self._rows else []
        if len(parts) > 1:
            return any(map(self._unclassified, parts))
        above = [a for a in self.ancestors(concept_id) if a.startswith("class:")] if concept_id.startswith("drug:") else [""]
        return all(BY_PROPERTY in self.ancestors(a) for a in above)

    def _possibly(self, concept_id: str) -> frozenset[str]:
        """What the concept may count as, by itself or as one of its kind; `none` ends the search upwards (a benign tumour is no cancer)."""
        known = self._possible.get(concept_id)
        if known is None:
            found: set[str] = set()
            seen, pending = {concept_id}, [concept_id]
            while pending:
                here = pending.pop()
                row = self._rows.get(here) or self._of_codes.get(here)
                own = row.possibly if row is not None else ()
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

    def gives(self, treatment_id: str) -> str | None:
        """The class of medicines of which one was taken in a treatment or a more general one: FOLFOX → cytotoxic drugs."""
        return next((r.gives for r in self._rows_above(treatment_id) if r.gives), None)

    def contains(self, regimen_id: str) -> tuple[str, ...]:
        """The medicines that a regimen consists in: R-CHOP → rituximab, cyclophosphamide, …"""
        return next((r.contains for r in self._rows_above(regimen_id) if r.contains), ())

    def shown_by(self, treatment_id: str) -> tuple[str, ...]:
        """The classes of medicines of which taking one is having the treatment: chemotherapy ← cytotoxic drugs."""
        row = self._rows.get(treatment_id)
        return row.shown_by if row is not None else ()

    def perhaps_by(self, treatment_id: str) -> tuple[str, ...]:
        """The classes of which taking one may be having the treatment; without classes of its own, those of the more general treatments.

        Adjuvant chemotherapy ← cytotoxic drugs: which chemotherapy a drug was given as is not said.
        """
        row = self._rows.get(treatment_id)
        if row is None or row.shown_by or row.perhaps_by or row.domain != "procedure":
            return tuple(c for c in row.perhaps_by if c != EXCLUDED) if row is not None else ()
        if any(self._given_as_no_medicine(p) for p in row.parents):
            return ()
        found = dict.fromkeys(c for p in row.parents for c in (*self.shown_by(p), *self.perhaps_by(p)))
        return tuple(c for c in found if not any(other != c and self.is_a(other, c) for other in found))

    def _given_as_no_medicine(self, treatment_id: str) -> bool:
        return any(EXCLUDED in r.perhaps_by for r in self._rows_above(treatment_id))

    def _rows_above(self, concept_id: str) -> Iterator[Row]:
        """The rows of a concept and of what it is a kind of, the nearest first."""
        level, seen = [concept_id], {concept_id}
        while level:
            rows = [self._rows[i] for i in level if i in self._rows]
            yield from rows
            level = [p for p in dict.fromkeys(p for r in rows for p in r.parents) if p not in seen]
            seen.update(level)

    def _linked(self, table: Mapping[str, str], concept_id: str) -> Concept | None:
        return self.concept(table[concept_id]) if concept_id in table else None

    def family(self, concept_id: str) -> frozenset[str]:
        """The concept and everything that proves it; without the codes that are only known when asked for."""
        known = self._families.get(concept_id)
        if known is None:
            found, pending = {concept_id} & self._rows.keys(), [concept_id]
            while pending:
                below = [i for i in self._below.get(pending.pop(), ()) if i not in found]
                found.update(below)
                pending += below
            known = self._families[concept_id] = frozenset(found)
        return known

    @cached_property
    def _below(self) -> Mapping[str, list[str]]:
        """Concept → those directly below it in the tables."""
        below: dict[str, list[str]] = {}
        for row in self._rows.values():
            for above in self._above(row.id, kinds_only=False):
                below.setdefault(above, []).append(row.id)
        return below

    def names_of(self, concept_id: str) -> tuple[str, ...]:
        """The folded names of a concept of the tables; of a code its title."""
        row = self._rows.get(concept_id)
        concept = self.concept(concept_id) if row is None else None
        return row.names or row.lookup_only if row is not None else (fold_name(concept.name),) if concept is not None else ()

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


def _released(row: Row, taken: frozenset[tuple[Domain, str]]) -> Row:
    """The row without the names that a value set gives to another concept."""
    if not taken or not any((row.domain, n) in taken for some in (row.names, row.lookup_only, row.case_sensitive) for n in some):
        return row
    left = [tuple(n for n in some if (row.domain, n) not in taken) for some in (row.names, row.lookup_only, row.case_sensitive)]
    return replace(row, names=left[0], lookup_only=left[1], case_sensitive=left[2])


# ------------------------------------------------------------------ the vocabulary in use

_in_use: ContextVar[Vocabulary | None] = ContextVar("vocabulary", default=None)
_standard: dict[Any, Any] = {}  # what `remembered` functions found out with the standard vocabulary, which never ends


@cache
def standard_vocabulary() -> Vocabulary:
    """The vocabulary of this package, read when first asked for."""
    return Vocabulary(read_rows())


def vocabulary() -> Vocabulary:
    """The vocabulary in use here: that of the value sets inside `using`, else the standard one."""
    chosen = _in_use.get()
    return standard_vocabulary() if chosen is None else chosen


@contextmanager
def using(chosen: Vocabulary | None) -> Iterator[None]:
    """Makes a vocabulary the one in use within the block, in this thread and task only; None leaves the one in use.

    Never around a `yield` of a generator: the caller would go on with its vocabulary.
    """
    token = _in_use.set(chosen) if chosen is not None else None
    try:
        yield
    finally:
        if token is not None:
            _in_use.reset(token)


A = TypeVarTuple("A")
T = TypeVar("T")


def remembered(maxsize: int | None) -> Callable[[Callable[[*A], T]], Callable[[*A], T]]:
    """A cache for functions whose answers depend on the vocabulary: each vocabulary has its own, which ends with it."""

    def of(function: Callable[[*A], T]) -> Callable[[*A], T]:
        usual = _standard[function] = lru_cache(maxsize)(function)

        @wraps(function)
        def answer(*args: *A) -> T:
            chosen = _in_use.get()  # as in `vocabulary`: hundreds of these are asked for each screening
            known: Any = usual if chosen is None else chosen.memory.get(function)
            if known is None and chosen is not None:
                known = chosen.memory[function] = lru_cache(maxsize)(function)
            found: T = known(*args)
            return found

        return answer

    return of


def forget(function: Callable[..., object]) -> None:
    """Empties the memory of a `remembered` function with the standard vocabulary; only measuring needs it."""
    _standard[getattr(function, "__wrapped__", function)].cache_clear()
