"""What the title of an ICD-10-CM code states: "Chronic gastric ulcer with hemorrhage" is an ulcer, and a bleeding goes with it.

Titles have a small language of their own. Source: ICD-10-CM Official Guidelines for Coding and Reporting, section I.A: "and" means
and/or (14), "with" and "in" mean associated with or due to (15). A thing that a code leaves open, or that lies in the past, is one that a
patient with it may have.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from eligibility.reference.vocabulary import Vocabulary

Strength = Literal["both", "past", "none"]
_PIECE = re.compile(r"[^\s,;:()\[\]]+|[,;:()\[\]]")
_STOPS = frozenset(",;:()[]")
_WORDS: Mapping[Strength, tuple[str, ...]] = {
    "both": ("due to", "associated with", "caused by", "secondary to", "complicated by", "with", "in", "as"),
    "past": ("resulting from", "affected by", "sequelae of", "sequela of", "following", "after", "from"),
    "none": ("unrelated to", "other than", "without", "excluding", "except", "not", "no"),
}
_LINKS = tuple((tuple(words.split()), strength) for strength, several in _WORDS.items() for words in several)
_WHERE = frozenset({"of", "at", "on", "to", "by", "for", "during", "involving", "affecting", "onto", "through", "into", "between", "level"})
_JOINS = frozenset({"and", "or", "and/or"})
# Of another person, in doubt, or what may come: nothing in such a title is surely so.
_IN_DOUBT = re.compile(
    r"\b(?:suspected|newborn|maternal|fetal|fetus|screening|observation|fear|risk|exposure|carrier|susceptib\w*|family|history|possible"
    r"|whether|findings?|phobia|borderline|remission|underdosing|classified elsewhere)\b",
    re.IGNORECASE,
)
# Said of one thing: "chronic or unspecified gastric ulcer".
_OF_ONE = frozenset(
    {"chronic", "acute", "subacute", "unspecified", "specified", "other", "recurrent", "primary", "secondary", "mild", "moderate", "severe"}
)
_LONGEST = 8
_SHORTEST = 4  # letters of a name of one word: shorter ones are words of the language as well


@dataclass(frozen=True)
class Stated:
    """The concepts of one title: what it is a kind of, what goes with it, what may go with it."""

    kinds: tuple[str, ...]
    implied: tuple[str, ...]
    possible: tuple[str, ...]


@dataclass(frozen=True)
class _Part:
    """Words between two links; `opens` is whether nothing stands before them."""

    strength: Strength
    words: tuple[str, ...]
    opens: bool


Doubts = Mapping[tuple[str, str, str], tuple[tuple[str, ...], str]]
"""(the words before a name, the name, its concept) → of which codes the name does not tell what the title means, all if none is given, and
whether it is not that (`no`) or may not be (`maybe`)."""


def stated_in(code: str, title: str, vocabulary: Vocabulary, unsaid: Collection[str], doubts: Doubts) -> Stated:
    """What a code's title states of the conditions that the vocabulary knows; those of `unsaid` are too general to be told by a word."""
    doubtful = bool(_IN_DOUBT.search(title))
    found: dict[str, list[str]] = {"kinds": [], "implied": [], "possible": []}
    for part in _parts(_PIECE.findall(title)):
        for first, last, concept in _names(part.words, vocabulary):
            if part.strength == "none" or concept in unsaid:
                continue
            before = _adjectives(part.words, first)
            codes, said = doubts.get((before, " ".join(part.words[first:last]).casefold(), concept), ((), ""))
            said = said if not codes or code.startswith(codes) else ""
            sure = part.strength == "both" and not doubtful and _is_whole(part.words, last) and not _is_joined(part.words, first)
            if said != "no":
                found["possible" if said == "maybe" or not sure else "kinds" if part.opens else "implied"].append(concept)
    return Stated(**{name: tuple(dict.fromkeys(several)) for name, several in found.items()})


def _parts(words: list[str]) -> Iterator[_Part]:
    """The title cut at its links. What is denied reaches to the next comma or "with"."""
    strength: Strength = "both"
    held: list[str] = []
    opens, index = True, 0
    while index < len(words):
        link = next(((ws, s) for ws, s in _LINKS if tuple(w.casefold() for w in words[index : index + len(ws)]) == ws), None)
        in_situ = link is not None and words[index + 1 : index + 2] == ["situ"]
        ends_denial = words[index] == "," or (link is not None and link[0] == ("with",))
        if in_situ or (strength == "none" and not ends_denial) or (link is None and not (strength == "none" and ends_denial)):
            held.append(words[index])
            index += 1
            continue
        if held:
            yield _Part(strength, tuple(held), opens)
        opens, held = False, []
        strength = link[1] if link is not None else "both"
        index += len(link[0]) if link is not None else 1
    if held:
        yield _Part(strength, tuple(held), opens)


def _names(words: tuple[str, ...], vocabulary: Vocabulary) -> Iterator[tuple[int, int, str]]:
    """The longest names, from the left: where each begins and ends, and its concept."""
    first = 0
    while first < len(words):
        for last in range(min(len(words), first + _LONGEST), first, -1):
            name = words[first:last]
            concept = None if _STOPS & set(name) or len(" ".join(name)) < _SHORTEST else vocabulary.lookup(" ".join(name), "condition")
            if concept is not None:
                yield first, last, concept.id
                first = last
                break
        else:
            first += 1


def _adjectives(words: tuple[str, ...], first: int) -> str:
    """The words before a name that belong to it."""
    start = first
    while start and words[start - 1] not in _STOPS and words[start - 1].casefold() not in _WHERE | _JOINS:
        start -= 1
    return " ".join(words[start:first]).casefold()


def _is_whole(words: tuple[str, ...], last: int) -> bool:
    """Whether the name ends a phrase: of an "injury type phobia" it is a part."""
    following = words[last].casefold() if last < len(words) else ","
    return following in _STOPS or following in _WHERE or following in _JOINS


def _is_joined(words: tuple[str, ...], first: int) -> bool:
    """Whether the title names other things beside this one, of which any is meant: "abscess, furuncle and carbuncle of nose"."""
    place = next((i for i, word in enumerate(words) if word.casefold() in _WHERE), len(words))
    beside = words[:place] if first < place else words[place:]
    start = 0 if first < place else place
    joined = [start + i for i, word in enumerate(beside) if word.casefold() in _JOINS and "both" not in words[:first]]
    return any(i > first or not {w.casefold() for w in words[start:i]} <= _OF_ONE for i in joined)
