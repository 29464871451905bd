"""Value sets → a vocabulary that has what they add. They are checked against the standard one; all mistakes come together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from eligibility.errors import Diagnostic
from eligibility.reference.codes import ICD10CM, canonical_system, coded_condition, codes_below, codes_in, is_icd10
from eligibility.reference.names import fold_name
from eligibility.reference.observations import find_observation
from eligibility.reference.value_sets import OwnConcept, ValueSetError, ValueSets, names_of
from eligibility.reference.vocabulary import OWN, Concept, Vocabulary, standard_vocabulary
from eligibility.reference.vocabulary_rows import DOMAINS, Addition, Domain, Row

CODE = "E453"
_KEPT = 4  # vocabularies; each with its names in running text is some 60 MB


def vocabulary_of(value_sets: ValueSets) -> Vocabulary | None:
    """The standard vocabulary with these concepts; None if they add none. Equal value sets share one vocabulary.

    Raises ValueSetError for an unknown parent, a name that is taken, a code that already means something else, a circle of parents.
    """
    return _made(value_sets.model_copy(update={"reference_ranges": ()}).model_dump_json()) if value_sets.concepts else None


@lru_cache(maxsize=_KEPT)
def _made(content: str) -> Vocabulary:
    work = _Work(ValueSets.model_validate_json(content).concepts)
    extended = standard_vocabulary().extended(work.addition())
    work.check_circles(extended)
    if work.problems:
        raise ValueSetError(*work.problems)
    return replace_above(extended, work)


def replace_above(extended: Vocabulary, work: _Work) -> Vocabulary:
    """The vocabulary knowing what is more general than a listed kind; that is known only once all concepts are in their places."""
    above: dict[str, frozenset[str]] = {}
    for concept_id, kinds in work.listed.items():
        wider = {a for kind in kinds for a in extended.ancestors(kind, kinds_only=True)}
        above[concept_id] = frozenset(wider - {concept_id, *DOMAINS} - extended.ancestors(concept_id))
    return standard_vocabulary().extended(replace(work.addition(), above=above))


@dataclass
class _Draft:
    """A concept in the making: its row, with what other entries add to it."""

    row: Row
    parents: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    exact: dict[str, None] = field(default_factory=dict)

    def finished(self) -> Row:
        parents = tuple(dict.fromkeys((*self.row.parents, *self.parents)))
        names = tuple(dict.fromkeys((*self.row.names, *self.names)))
        return replace(self.row, parents=parents, names=names, case_sensitive=tuple(dict.fromkeys((*self.row.case_sensitive, *self.exact))))


class _Work:
    """One pass over the entries of a file; problems are collected, so that they arrive together."""

    def __init__(self, entries: tuple[OwnConcept, ...]) -> None:
        self.base = standard_vocabulary()
        self.problems: list[Diagnostic] = []
        self.drafts: dict[str, _Draft] = {}
        self.taken: set[tuple[Domain, str]] = set()
        self.equal: dict[tuple[str, str], str] = {}
        self.codes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.icd10: defaultdict[str, list[str]] = defaultdict(list)
        self.listed: defaultdict[str, list[str]] = defaultdict(list)
        self._own: dict[tuple[str, Domain], str] = {}
        self._claimed: dict[tuple[str, Domain], str] = {}
        targets = [(entry, self._target(index, entry)) for index, entry in enumerate(entries)]
        placed = [(_place(i, entry), entry, target) for i, (entry, target) in enumerate(targets) if target is not None]
        for step in (self._name, self._link, self._code):
            for place, entry, target in placed:
                step(place, entry, target)

    def addition(self) -> Addition:
        """What all entries add."""
        rows = tuple(draft.finished() for draft in self.drafts.values())
        codes = {key: tuple(dict.fromkeys(ids)) for key, ids in self.codes.items()}
        icd10 = {code: tuple(dict.fromkeys(ids)) for code, ids in self.icd10.items()}
        return Addition(rows, frozenset(self.taken), codes, self.equal, icd10)

    def check_circles(self, extended: Vocabulary) -> None:
        """Refuses a concept that is a kind of itself by way of others."""
        for concept_id in self.drafts:
            around = [a for a in sorted(extended.ancestors(concept_id)) if a != concept_id and extended.is_a(a, concept_id)]
            if around:
                names = " and ".join(repr(self._shown(i)) for i in (concept_id, *around[:1]))
                self._problem(f"{names}: each would be a kind of the other", "look at parents, members and member_codes")
                return

    # -------------------------------------------------------------- the entries

    def _target(self, index: int, entry: OwnConcept) -> str | None:
        """The id of the concept that an entry makes or extends."""
        place = _place(index, entry)
        if entry.extends is not None:
            known = self._standard(entry.extends, entry.domain)
            row = self.base.row(known.id) if known is not None else None
            if row is None:
                self._unknown(f"{place}: extends a concept that is not known", entry.extends, entry.domain)
                return None
            self.drafts.setdefault(row.id, _Draft(row))
            return row.id
        domain: Domain = entry.domain or "condition"
        name = entry.label
        concept_id = f"{OWN}{domain}:{re.sub(r'[^a-z0-9]+', '-', fold_name(name)).strip('-') or fold_name(name)}"
        if concept_id in self.drafts:
            self._problem(f"{place}: two concepts have this name", "give all that is to be said of a concept in one entry")
            return None
        row = Row(id=concept_id, name=name, domain=domain, nature=entry.nature, continuing=bool(entry.continuing))
        self.drafts[concept_id] = _Draft(row)
        self._own[fold_name(name), domain] = concept_id
        return concept_id

    def _name(self, place: str, entry: OwnConcept, target: str) -> None:
        draft = self.drafts[target]
        released = {fold_name(n) for n in entry.redefines} | set(entry.redefines)
        for name, exact in names_of(entry):
            key = name.strip() if exact else fold_name(name)
            if self._is_free(place, name, key, target, key in released or fold_name(name) in released):
                (draft.exact if exact else draft.names)[key] = None
        surplus = [n for n in entry.redefines if fold_name(n) not in {fold_name(name) for name, _ in names_of(entry)}]
        if surplus:
            self._problem(f"{place}.redefines: {surplus[0]!r:.60} is none of its names", "a name is redefined by the concept that gets it")

    def _is_free(self, place: str, name: str, key: str, target: str, released: bool) -> bool:
        """Whether a name may be given to a concept: nobody's else's, or taken from them on purpose."""
        domain = self.drafts[target].row.domain
        other = self._claimed.setdefault((key, domain), target)
        if other != target:
            self._problem(f"{place}: {name!r:.60} already names {self._shown(other)!r} in these value sets", "a name means one concept")
            return False
        measured = find_observation(name)
        if measured is not None and self.base.lookup(name, domain) is None:
            self._problem(
                f"{place}: {name!r:.60} is the name of an observation ({measured.name})",
                "choose another name",
            )
            return False
        known = self.base.lookup(name, domain)
        if known is None or known.id == target:
            return True
        if released:
            self.taken |= {(domain, key), (domain, fold_name(name)), (domain, name.strip())}
            return True
        hint = f'to add to that concept: extends = "{known.name}"; to take the name from it: redefines = ["{name}"]'
        self._problem(f"{place}: {name!r:.60} already names {known.name!r}", hint)
        return False

    def _link(self, place: str, entry: OwnConcept, target: str) -> None:
        domain = self.drafts[target].row.domain
        for name in entry.parents:
            parent = self._resolved(f"{place}.parents", name, domain)
            if parent is not None:
                self.drafts[target].parents[parent] = None
        for name in entry.members:
            member = self._resolved(f"{place}.members", name, domain)
            if member is not None:
                self._member(member, target)

    def _member(self, member: str, of: str) -> None:
        if member not in self.drafts:
            row = self.base.row(member)
            assert row is not None, member
            self.drafts[member] = _Draft(row)
        self.drafts[member].parents[of] = None
        self.listed[of].append(member)

    def _code(self, place: str, entry: OwnConcept, target: str) -> None:
        for system, code in _each(entry.codes):
            self._means(f"{place}.codes", system, code, target)
        for system, code in _each(entry.member_codes):
            if is_icd10(system):
                self._icd_member(f"{place}.member_codes", code, target)
            else:
                self.codes[canonical_system(system), code].append(target)

    def _means(self, place: str, system: str, code: str, target: str) -> None:
        """A code that means the very concept."""
        key = (canonical_system(system), code)
        if is_icd10(system):
            listed = codes_in(code)
            coded = coded_condition(listed[0]) if len(listed) == 1 else None
            if coded is None:
                self._problem(f"{place}: {code!r:.40} is no ICD-10 code", "a range of codes is a list of kinds: member_codes")
                return
            if coded.concept and coded.concept != target:
                shown = self._shown(coded.concept)
                self._problem(
                    f"{place}: {code!r:.40} already means {shown!r}", f'write extends = "{shown}", or member_codes if it is a kind'
                )
                return
            key = (ICD10CM, coded.code)
            if not coded.concept:
                self.drafts[target].parents |= dict.fromkeys(coded.broader if target.startswith(OWN) else ())
                self.icd10[coded.code].append(target)
        if self.equal.setdefault(key, target) != target:
            other = self._shown(self.equal[key])
            self._problem(f"{place}: {code!r:.40} already means {other!r} in these value sets", "a code means one concept")

    def _icd_member(self, place: str, cell: str, target: str) -> None:
        """An ICD-10 code, or a range, of which each code and all below it are kinds of the concept.

        A name that means such a code wholly ("hepatocellular carcinoma": C22.0) is a kind as well: names and codes say the same.
        """
        found = codes_in(cell)
        if not found:
            self._problem(f"{place}: {cell!r:.40} is no ICD-10 code or range", 'write "C22.0", "C22" or "C00-C96"')
        for code in found:
            self.icd10[code].append(target)
            for below in codes_below(code):
                coded = coded_condition(below)
                if coded is None or not coded.concept:
                    self.listed[target] += coded.broader if coded is not None else ()
                elif coded.concept != target and self._wholly(below, coded.concept) and self.base.row(coded.concept) is not None:
                    self._member(coded.concept, target)
                else:
                    self.listed[target].append(coded.concept)

    def _wholly(self, code: str, concept: str) -> bool:
        """Whether no wider code means the same: C34 is lung cancer, C34.9 (unspecified) only a part of what is called so."""
        above = [coded_condition(code[:n].rstrip(".")) for n in range(3, len(code))]
        return all(coded is None or coded.concept != concept for coded in above)

    # -------------------------------------------------------------- names

    def _resolved(self, place: str, name: str, domain: Domain) -> str | None:
        own = self._own.get((fold_name(name), domain)) or (name if name in self.drafts else None)
        if own is not None:
            return own
        known = self._standard(name, domain)
        if known is None or self.base.row(known.id) is None:
            self._unknown(f"{place}: there is no such concept", name, domain)
            return None
        if known.domain != domain:
            self._problem(f"{place}: {name!r:.60} is a {known.domain}, and the concept a {domain}", "parents and members are of one domain")
            return None
        return known.id

    def _standard(self, name: str, domain: Domain | None) -> Concept | None:
        return self.base.lookup(name, domain) or self.base.concept(name) or self.base.lookup(name)

    def _shown(self, concept_id: str) -> str:
        draft = self.drafts.get(concept_id)
        concept = self.base.concept(concept_id)
        return draft.row.name if draft is not None else concept.name if concept is not None else concept_id

    def _unknown(self, message: str, name: str, domain: Domain | None) -> None:
        close = [*self.base.suggestions(name, domain)]
        close += [shown for (folded, _), i in self._own.items() if _alike(folded, fold_name(name)) for shown in (self._shown(i),)]
        self._problem(f"{message}: {name!r:.60}", f"did you mean {' or '.join(map(repr, close))}?" if close else None)

    def _problem(self, message: str, hint: str | None) -> None:
        self.problems.append(Diagnostic(CODE, message, hint=hint))


def _place(index: int, entry: OwnConcept) -> str:
    return f"concepts[{index}] ({entry.label!r:.40})"


def _each(codes: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((system, code.strip()) for system, listed in codes.items() for code in listed)


def _alike(a: str, b: str) -> bool:
    return a != b and (a in b or b in a)
