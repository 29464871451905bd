"""What follows from something else in the record by general knowledge: the table `data/entailments.csv`.

Columns: `kind`, `subject`, `by` (a list), `source`. The kinds:
- `male`: male sex denies the subject (an observation's id);
- `procedure`, `stated`: having had the procedure named in `by`, or the observation `by` being true, denies the subject;
- `makes`: having had the procedure named in `by` makes the observation true from then on;
- `woman`: of a woman, the subject is the observation `by`, so that what denies that denies it;
- `treated`: while a drug of the class `by` is taken, a negative result of the test `subject` denies no infection;
- `grows`: the subject is a quantity that grows with time;
- `is`, `maybe`: the concepts `by`, and what is a kind of them, count, or may count, as the concept `subject`, where the vocabulary's own
  tree does not say so; `no`: they do not, whatever other rows say;
- `vague`: an entry of just the concepts `by`, but none more exact, may be the concept `subject` or a kind of it;
- `head`: an entry whose name ends with the word `by` is the concept `subject`, whatever organ it is of: a pressure ulcer, an ulcer;
- `named`: the kinds of the subject say in their names that they are such, so that an unknown name without its words is none of them;
- `ending`: an entry whose name, or that of what it is a kind of, ends with the letters `by` may be the concept `subject`;
- `allergy`: the diseases `by` are nothing but the allergy to the subject, a substance or all medicines;
- `allergic`: the concepts `by`, caused by something, are an allergy to it;
- `open`: any medicine whose name is not known may be the subject;
- `treats`: the procedure `subject` is done for one of the diseases `by`, so that whoever had it has one of them, as a rule; `ended`: so
  that whoever had it has or had one of them, which it may have ended;
- `after`: whoever had the acute event, or the operation, `subject` has one of the diseases `by` from then on, as a rule, though it is over;
- `adjective`: a word on how a thing is that the name of a recorded one seldom has ("major"); `by` is its opposite, if it has one;
- `sited`: what the kinds of the subject are done to is told by their site alone, unless their name says it;
- `staged`: a disease and its stage, in `by`, mostly mean the subject as well;
- `lifelong`: the condition never goes away, so that a test which is negative today denies it for all the past;
- `needs`: the observation `subject` is true only where the observation `by` is, so that a no to that denies it;
- `implies`: at the time at which the observation `subject` is true, so is the observation `by`;
- `excludes`: at the time at which the observation `subject` is true, the observation `by` is not;
- `shows`: a positive result of the test `subject` may be by one of the diseases `by`: a positive blood culture, by a sepsis;
- `tells`: while one of the observations `by` is true, a list that does not have the concept `subject` does not deny it;
- `lasts`: the device `subject` is used for so many years as `by` says;
- `sign`: the concept `subject` is a sign of the disease `by`;
- `measured`: the condition `subject` is nothing but the observation `by` beyond its limit;
- `defined`: the disease `subject` is one by the value of one of the observations `by`, which therefore decides where it stands in brackets;
- `diagnosed`: the disease `subject` is diagnosed by more than the values of the observations `by`, which tell how severe it is;
- `carried`: the observations `by` are of the tumour `subject`, so that a "disease" positive for one of them is that tumour;
- `summed`: the test `subject` is positive where one of the tests `by` is, and negative where all of them are;
- `graded`: the result of the test `subject` by the values of others, each written `test:value=result`; nothing where these disagree;
- `kinds`: the test `subject` is positive where one of the tests `by` is, and these are negative where it is;
- `negative`: the disease `subject` is one in which the tests `by` are negative;
- `taken`: the treatment `subject` is nothing but the taking of medicines: a complete list of medications without them denies it;
- `performed`: the treatment `subject` gives something that is a medicine too, but a complete list of procedures without it denies it;
- `meant`: what is excepted from cancers of any organ by the name `subject` is, as a rule, that of the concept `by`;
- `together`: the subject is only a name for the observations `by`, each of which is measured;
- `episodes`: the diseases `by` are diagnosed by episodes of the subject, so that whoever has one has had the other: epilepsy, a seizure;
- `settled`: which of the concepts `by` an entry of the concept `subject` goes with is told where another entry is one of them.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import Literal

from eligibility.reference.names import fold_name
from eligibility.reference.open_terms import left_open
from eligibility.reference.vocabulary import BY_PROPERTY, Relation, remembered, vocabulary
from eligibility.reference.vocabulary_tables import split_list
from eligibility.resources import data_file

Kind = Literal[
    "makes", "graded", "defined",
    "male", "woman", "needs", "procedure", "stated", "treated", "grows", "is", "maybe", "no", "vague",
    "open", "treats", "ended", "adjective", "staged", "sited", "sign",
    "lifelong", "excludes", "implies", "settled", "ending", "allergic", "allergy", "measured", "carried",
    "head", "after", "named", "shows", "lasts", "tells", "diagnosed", "summed", "negative", "taken", "performed", "kinds",
    "meant", "together", "episodes",
]  # fmt: skip

# Heads that any treatment or finding has: "systemic therapy" is not every therapy.
_NO_HEAD = frozenset({"therapy", "procedure", "condition", "medication"})

# Kinds of medicines that say what one is made of or how it works, and not on what: the stems -mab and -tinib.
_BY_MAKING = frozenset({"class:monoclonal-antibodies", "class:kinase-inhibitors", "class:tyrosine-kinase-inhibitors"})
_WIDE = frozenset({"class:biologics", "class:antineoplastics", "class:targeted-antineoplastics", "class:antineoplastic-tkis"})


@cache
def entailed(kind: Kind) -> Mapping[str, tuple[str, ...]]:
    """Subject → what entails it, for one kind of row."""
    found: dict[str, tuple[str, ...]] = {}
    with data_file("entailments.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row["kind"] == kind:
                found[row["subject"]] = (*found.get(row["subject"], ()), *split_list(row["by"]))
    return found


@cache
def allergen_of(disease_id: str) -> str | None:
    """To what a disease is the allergy, and nothing else: "latex hypersensitivity"."""
    return next((allergen for allergen, diseases in entailed("allergy").items() if disease_id in diseases), None)


@remembered(maxsize=1_000)
def allergies_to(wanted_id: str) -> tuple[str, ...]:
    """The diseases that are nothing but an allergy to the substance, or to a kind of it."""
    several = (diseases for allergen, diseases in entailed("allergy").items() if vocabulary().is_a(allergen, wanted_id))
    return tuple(disease for diseases in several for disease in diseases)


def counts_as(entry_id: str, wanted_id: str) -> Relation:
    """What an entry says of a wanted concept: as the vocabulary knows it, else by this table and that of open terms.

    A "maybe" more than the vocabulary's own is one whose name does not tell how it was: any operation may be "major surgery".
    """
    known = vocabulary().relation(entry_id, wanted_id)
    if known == "is":
        return "is"
    if _linked("no", entry_id, wanted_id):
        return "no"
    named = _named_so(entry_id, wanted_id)
    if named == "is" or _linked("is", entry_id, wanted_id):
        return "is"
    open_to = left_open(entry_id, wanted_id)
    if open_to != "no":
        return open_to
    if known == "no" and entry_id in entailed("head") and _named_so(wanted_id, entry_id) == "is":
        return "maybe"  # an ulcer may be a gastric one
    may = (_may_count, _may_be_so, _class_is_open)
    if known == "no" and (named == "maybe" or any(leaves_open(entry_id, wanted_id) for leaves_open in may)):
        return "maybe"
    return known


def _class_is_open(entry_id: str, wanted_id: str) -> bool:
    """Whether no more is known of a medicine than a kind of which some are of the wanted class: of an antibody, any of antibodies."""
    known = vocabulary()
    if not wanted_id.startswith("class:"):
        return False
    if entry_id.startswith("class:") and not _drugs(entry_id).isdisjoint(_drugs(wanted_id)):
        return True  # antidepressants: some are inhibitors of monoamine oxidase
    if entry_id in _BY_MAKING | _WIDE:
        return not known.family(entry_id).isdisjoint(known.family(wanted_id))
    above = {a for a in known.ancestors(entry_id) if a.startswith("class:")} if entry_id.startswith("drug:") else set()
    told = above - _BY_MAKING - _WIDE - {a for a in above if BY_PROPERTY in known.ancestors(a)}
    return not told and any(not known.family(kind).isdisjoint(known.family(wanted_id)) for kind in above & _BY_MAKING)


@remembered(maxsize=5_000)
def _drugs(class_id: str) -> frozenset[str]:
    """The medicines of a class, but combinations, which are of the classes of each part."""
    known = vocabulary()
    rows = (row for each in known.family(class_id) if each.startswith("drug:") and (row := known.row(each)) is not None)
    return frozenset(row.id for row in rows if sum(p.startswith("drug:") for p in row.parents) < 2)


def _linked(kind: Kind, entry_id: str, wanted_id: str) -> bool:
    known = vocabulary()
    return any(known.is_a(subject, wanted_id) and any(known.is_a(entry_id, each) for each in by) for subject, by in entailed(kind).items())


def _may_count(entry_id: str, wanted_id: str) -> bool:
    if _linked("maybe", entry_id, wanted_id):
        return not _opposed(entry_id, wanted_id)
    if _ends_so(entry_id, wanted_id):
        return True
    known = vocabulary()
    vague = (subject for subject, by in entailed("vague").items() if entry_id in by)
    return any(known.is_a(wanted_id, subject) or known.is_a(subject, wanted_id) for subject in vague)


def _ends_so(entry_id: str, wanted_id: str) -> bool:
    """Whether the ending of the entry's name, or of what it is a kind of, tells that it may be the wanted: a neuritis, an inflammation."""
    known = vocabulary()
    endings = tuple(each for subject, by in entailed("ending").items() if known.is_a(subject, wanted_id) for each in by)
    if not endings:
        return False
    kinds = (known.concept(each) for each in known.ancestors(entry_id, kinds_only=True))
    return any(word.endswith(endings) for kind in kinds if kind is not None for word in fold_name(kind.name).split())


def _named_so(entry_id: str, wanted_id: str) -> Relation:
    """Whether the name of the entry, or of what it is a kind of, ends with a word that tells what it is: a carotid stenosis, a stenosis.

    "Maybe" where only another of its names does: a diabetic foot, called a diabetic foot ulcer as well.
    """
    known = vocabulary()
    heads = frozenset(fold_name(each) for subject, by in entailed("head").items() if known.is_a(subject, wanted_id) for each in by)
    if not heads:
        return "no"
    kinds = known.ancestors(entry_id, kinds_only=True)
    called = (concept.name.partition(",")[0] for each in kinds if (concept := known.concept(each)) is not None)
    if any(fold_name(name).split(" ")[-1] in heads for name in called):
        return "is"
    return "maybe" if any(name.split(" ")[-1] in heads for name in known.names_of(entry_id)) else "no"


def _opposed(entry_id: str, wanted_id: str) -> bool:
    """Whether the name of the entry says the opposite of that of the wanted: adjuvant chemotherapy is no neoadjuvant therapy."""
    entry, wanted = vocabulary().concept(entry_id), vocabulary().concept(wanted_id)
    if entry is None or wanted is None:
        return False
    opposites = {o for word in fold_name(wanted.name).split() for o in entailed("adjective").get(word, ())}
    return not opposites.isdisjoint(fold_name(entry.name).split())


def _may_be_so(entry_id: str, wanted_id: str) -> bool:
    plain = without_adjective(wanted_id)
    if plain is None or not vocabulary().is_a(entry_id, plain[1]):
        return False
    return not _opposed(entry_id, wanted_id)


@remembered(maxsize=10_000)
def without_adjective(concept_id: str) -> tuple[str, str] | None:
    """The adjective of a concept and the concept without it: major surgery → ("major", surgery); None if it has none."""
    concept = vocabulary().concept(concept_id)
    words = fold_name(concept.name).split() if concept is not None else []
    for n in (1, 2):
        if concept is None or " ".join(words[:n]) not in entailed("adjective"):
            continue
        plain = vocabulary().lookup(" ".join(words[n:]), concept.domain)
        if plain is not None and plain.id not in _NO_HEAD and vocabulary().is_a(concept_id, plain.id):
            return " ".join(words[:n]), plain.id
    return None
