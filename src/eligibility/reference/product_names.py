"""Names of medicinal products as prescriptions and exports write them: "Metformin hydrochloride 500 MG Oral Tablet [Glucophage]".

Such a name holds the names of its ingredients or its brand among strengths, forms, routes, salts and makers. It is read only where every
word of it is one of these: of "metformin placebo" or "Ramipril comp" it is not known what they hold.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import cache

from eligibility.reference.directions import directed, of_two_strengths
from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.resources import data_file

Lookup = Callable[[str], str | None]

# A number right behind letters belongs to their name: "FeSO4", "B12".
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\d*|\d+(?:[.,]\d+)*|[%µμ]|\S")
# The four letters that tell the maker of a biological. Source: FDA, Nonproprietary Naming of Biological Products (2017).
_MAKERS_SUFFIX = re.compile(r"(?<=[a-z]{5})-[a-z]{4}\b(?!\s*-)")
# RxNorm puts the licence of a branded product before its name; a pen for several doses has them all in its name: "0.25 mg or 0.5 mg".
_SKIPPED = re.compile(r"\bNDA\d{6}\b|\bor(?= \d)")
_MOST_WORDS = 7  # of a name of an ingredient or a brand
_LONGEST = 300  # characters
_MOST_PRODUCTS = 4
# Others say more than these: "Tylenol #3" is no plain Tylenol.
_SIGNS = frozenset("/,.;:+&-–()[]%'")


@remembered(maxsize=50_000)
def product_concepts(name: str) -> tuple[str, ...]:
    """The ids of all that a product is said to hold, a brand among them; () where it is not known, or not of all of it.

    >>> [vocabulary().concept(i).name for i in product_concepts("metoprolol succinate 50 mg ER tablet")]
    ['Metoprolol']
    >>> product_concepts("metoprolol placebo")
    ()
    """
    return read_product(name, _medication)


def _medication(name: str) -> str | None:
    concept = vocabulary().lookup(name, "medication")
    return concept.id if concept is not None else None


def read_product(name: str, lookup: Lookup) -> tuple[str, ...]:
    """`product_concepts` with another way to look a name up."""
    if len(name) > _LONGEST:
        return ()
    found: tuple[str, ...] = ()
    for written in dict.fromkeys((name, _MAKERS_SUFFIX.sub("", name.casefold()))):
        found = found or tuple(dict.fromkeys(_read(_TOKEN.findall(_SKIPPED.sub("", written)), lookup)))
    found = found or _directed(_MAKERS_SUFFIX.sub("", name), lookup)
    if len(found) == 1 and of_two_strengths(name) and not _holds_several(found[0]):
        return ()  # "losartan 100/25": with another one that the name does not have
    return found


_AND = re.compile(r"\s*[;,]\s*|\s+(?:\+|&|and|plus)\s+", re.IGNORECASE)


def _directed(name: str, lookup: Lookup) -> tuple[str, ...]:
    """What a name with directions behind it holds, or all that a row of such names does; () where one of them is not known."""
    found = directed(name)
    if found is None:
        return _in_a_row(_AND.split(name), lookup)
    product = _numbered(name, found.product, lookup) or read_product(found.product, lookup)
    if not product:
        return ()
    others = [read_product(other, lookup) for other in found.others]
    return tuple(dict.fromkeys((*product, *(i for each in others for i in each)))) if all(others) else ()


def _in_a_row(names: list[str], lookup: Lookup) -> tuple[str, ...]:
    held = [read_product(name, lookup) for name in names] if 1 < len(names) <= _MOST_PRODUCTS else []
    return tuple(dict.fromkeys(i for each in held for i in each)) if all(held) else ()


def _numbered(name: str, product: str, lookup: Lookup) -> tuple[str, ...]:
    """ "Tylenol 3 prn": a product whose name has a number at its end."""
    words = name[len(product) :].split()
    found = lookup(f"{product} {words[0]}") if words and words[0].isdigit() else None
    return (found,) if found is not None else ()


def _holds_several(product: str) -> bool:
    """Whether a product is one of several substances, or an insulin, whose two numbers are the shares of the fast and the slow one."""
    concept = vocabulary().concept(product)
    several = concept is not None and sum(parent.startswith("drug:") for parent in concept.parents) > 1
    return several or vocabulary().is_a(product, "class:insulins")


def without_form(name: str) -> list[str]:
    """The words of a product's name without strengths, forms and the like at its end: "acme statin 20 mg tablets" → acme statin."""
    tokens = [t for t in _TOKEN.findall(name) if t not in _SIGNS]
    while tokens and (_sign_or_number(tokens[-1]) or _words().get(_key(tokens[-1:])) in _WITHOUT_SALTS):
        tokens.pop()
    return tokens


def _read(tokens: list[str], lookup: Lookup) -> list[str]:
    """The names among the tokens, from the left, the longest first; nothing where a token is neither part of a name nor known besides."""
    found: list[str] = []
    place, of_name = 0, False  # whether the last token belongs to a name, so that its salt may follow
    while place < len(tokens):
        salt = _besides(tokens, place, ("salt",)) if of_name else 0
        if salt:
            place += salt
            continue
        used, concept = _named(tokens, place, lookup)
        if concept is not None:
            found.append(concept)
        of_name = concept is not None and _may_be_salt(tokens[place : place + used])
        used = used or _besides(tokens, place, _WITH_SALTS if found else _WITHOUT_SALTS) or _sign_or_number(tokens[place])
        if not used:
            return []
        place += used
    return found


def _may_be_salt(name: list[str]) -> bool:
    """Whether a salt may follow: "losartan potassium", but "calcium magnesium zinc" and "vitamin D calcium" are several things."""
    return _words().get(_key(name[-1:])) != "salt" and not any("vitamin" in token.casefold() for token in name)


def _named(tokens: list[str], place: int, lookup: Lookup) -> tuple[int, str | None]:
    """How many tokens from a place on are the longest name there, and what it is the name of."""
    if not tokens[place][0].isalnum():
        return 0, None
    for size in range(min(_MOST_WORDS, len(tokens) - place), 0, -1):
        several = tokens[place : place + size]
        if not several[-1][0].isalnum() or (size == 1 and _besides(tokens, place, _NEVER_NAMES)):
            continue
        concept = lookup(" ".join(t for t in several if t[0].isalnum())) if _joined(several) else None
        if concept is not None:
            return size, concept
    return 0, None


def _joined(several: list[str]) -> bool:
    """Whether tokens may be the words of one name: brackets and plus signs part names, dashes, slashes and commas need not."""
    return all(t[0].isalnum() or t in "-–/,.'’" for t in several) and any(t[0].isalpha() for t in several)


def _sign_or_number(token: str) -> int:
    return int(token in _SIGNS or token[0].isdigit())


_NEVER_NAMES = ("form", "unit", "route", "filler", "release")
_WITHOUT_SALTS = ("form", "unit", "route", "release", "maker", "origin", "filler")
_WITH_SALTS = (*_WITHOUT_SALTS, "salt")


def _besides(tokens: list[str], place: int, kinds: tuple[str, ...]) -> int:
    """How many tokens from a place on are a word of these kinds; the longest counts."""
    words = _words()
    for size in range(min(4, len(tokens) - place), 0, -1):
        several = [t for t in tokens[place : place + size] if t not in "-–"]
        if several and tokens[place + size - 1] not in "-–" and words.get(_key(several), "") in kinds:
            return size
    return 0


def _key(tokens: list[str]) -> str:
    """Tokens as words of the table are looked up: folded, and signs as they are."""
    return " ".join(fold_name(token) or token for token in tokens)


@cache
def salts() -> frozenset[str]:
    """The folded words that say as which salt or ester a drug is given."""
    return frozenset(word for word, kind in _words().items() if kind == "salt")


@cache
def _words() -> dict[str, str]:
    """The folded words of `data/product_words.csv`, and of what kind each is: the first row counts."""
    found: dict[str, str] = {}
    with data_file("product_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for word in row["words"].split("|"):
                found.setdefault(_key(_TOKEN.findall(word)), row["kind"])
    return found
