"""One spelling for names: case, plurals, accents, hyphens, British and American forms and common misspellings folded away.

Two names mean the same words exactly when `fold_name` gives the same string. The tokens of a criterion, the vocabulary and the names
in a patient record all go through here, so "Haemorrhages", "hemorrhage" and "HAEMORRHAGE" meet.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache

from eligibility.resources import data_file

# British → American, inside words. Source: the British spelling variants listed by MeSH as entry terms.
_AMERICAN = (
    ("haem", "hem"),
    ("aemi", "emi"),
    ("oedema", "edema"),
    ("tumour", "tumor"),
    ("oesoph", "esoph"),
    ("faec", "fec"),
    ("paed", "ped"),
    ("gynaec", "gynec"),
    ("rrhoea", "rrhea"),
    ("rrhoeic", "rrheic"),
    ("foet", "fet"),
    ("coeliac", "celiac"),
    ("caesarean", "cesarean"),
    ("caesarian", "cesarean"),
    ("aetiolog", "etiolog"),
    ("ischaem", "ischem"),
    ("anaesth", "anesth"),
    ("orthopaed", "orthoped"),
    ("leucaem", "leukem"),
    ("leukaem", "leukem"),
    ("leucocyt", "leukocyt"),
    ("dyspnoea", "dyspnea"),
    ("apnoea", "apnea"),
    ("colour", "color"),
    ("fibre", "fiber"),
    ("centre", "center"),
    ("litre", "liter"),
    ("metre", "meter"),
    ("sulph", "sulf"),
    ("isation", "ization"),
    ("ise ", "ize "),
    ("ised ", "ized "),
    ("behaviour", "behavior"),
    ("enrolment", "enrollment"),
    ("labour", "labor"),
    ("goitre", "goiter"),
    ("paenia", "penia"),
    ("phaeo", "pheo"),
    ("oestr", "estr"),
    ("caecum", "cecum"),
    ("caecal", "cecal"),
    ("naevus", "nevus"),
    ("naevi", "nevi"),
    ("smoulder", "smolder"),
    ("ising ", "izing "),
    ("aluminium", "aluminum"),
)
# Words whose final s is no plural. Endings ss, us and is are never plurals either (abscess, virus, hepatitis).
_SINGULAR = frozenset(
    [
        "as",
        "has",
        "was",
        "is",
        "his",
        "its",
        "this",
        "diabetes",
        "ascites",
        "series",
        "herpes",
        "rabies",
        "scabies",
        "caries",
        "faces",
        "feces",
        "species",
        "means",
        "always",
        "lens",
        "aids",
        "gas",
    ]
)
# Longer words are no words; remembering some of a megabyte each would fill the memory.
_LONGEST_REMEMBERED = 60
_APOSTROPHES = str.maketrans("’`´", "'''")
_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*", re.UNICODE)


def fold_word(word: str) -> str:
    """One word in its common form.

    >>> fold_word("Haemorrhages"), fold_word("biopsies"), fold_word("Crohn's"), fold_word("hepatitis"), fold_word("hemorrages")
    ('hemorrhage', 'biopsy', 'crohn', 'hepatitis', 'hemorrhage')
    """
    return _remembered_fold(word) if len(word) <= _LONGEST_REMEMBERED else _fold(word)


@cache
def misspellings() -> dict[str, str]:
    """The table `misspellings.csv`: a folded spelling → the folded word that is meant."""
    with data_file("misspellings.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return {_spelt(spelling): _spelt(row["word"]) for row in rows for spelling in row["spellings"].split("|")}


def _fold(word: str) -> str:
    spelt = _spelt(word)
    return misspellings().get(spelt, spelt)


def _spelt(word: str) -> str:
    """The word in its common form, spelt as it is."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", word.casefold().translate(_APOSTROPHES)) if not unicodedata.combining(c))
    if folded.endswith(("'s", "s'")):
        folded = folded[:-2]
    spaced = folded + " "
    for british, american in _AMERICAN:
        if british in spaced:
            spaced = spaced.replace(british, american)
    return _singular(spaced.rstrip())


_remembered_fold = lru_cache(maxsize=200_000)(_fold)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word in _SINGULAR or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


def fold_name(name: str) -> str:
    """A whole name: its folded words with single spaces; everything between words is dropped.

    >>> fold_name("Acute-on-Chronic  Liver Failures"), fold_name("non–small-cell lung cancer")
    ('acute on chronic liver failure', 'non small cell lung cancer')
    """
    return _remembered_name(name) if len(name) <= _LONGEST_REMEMBERED else _folded_name(name)


def _folded_name(name: str) -> str:
    return " ".join(map(fold_word, _WORD.findall(name)))


# Names are folded wherever they are looked up: those that a list may share are tried again and again.
_remembered_name = lru_cache(maxsize=20_000)(_folded_name)


# The last brackets of a SNOMED CT fully specified name say what kind of thing it is, not what. Source: SNOMED CT Editorial Guide,
# "Semantic tag".
_TAG = re.compile(
    r"\s\((?:disorder|finding|procedure|regime/therapy|situation|event|observable entity|qualifier value|substance|product|"
    r"medicinal product|medicinal product form|clinical drug|morphologic abnormality|body structure|organism|physical object|person|"
    r"disposition|assessment scale|tumor staging|staging scale|navigational concept|attribute)\)$"
)


def without_tag(name: str) -> str:
    """A name without SNOMED CT's semantic tag.

    >>> without_tag("Hepatocellular carcinoma (disorder)"), without_tag("Hepatitis (B)")
    ('Hepatocellular carcinoma', 'Hepatitis (B)')
    """
    return _TAG.sub("", name) if name.endswith(")") else name
