"""Finds every known name and function word in a criterion: one pass of an Aho-Corasick automaton over folded words.

The lexicon is not in the grammar (docs/architecture.md): a mention becomes one token whose readings say what it may be,
and the grammar's state picks among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from eligibility.reference.names import fold_name, fold_word
from eligibility.reference.observations import Observation, observations
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.resources import data_file

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

# The letter of all words that are in no name.
_UNKNOWN = "\0"
# In a text digits are a piece of their own, whatever follows them: "alfa-2b", "17p deletion", "EQ-5D". Ordinals are one piece.
_DIGITS_FIRST = re.compile(r"\b(\d+)(?=[a-z])(?!(?:st|nd|rd|th)\b)")
# More or longer words than these are not remembered: what is kept must stay small, whatever the texts.
_MOST_REMEMBERED = 50_000
_LONGEST_REMEMBERED = 60

_OBSERVATION_TYPES = {"quantity": "MEAS", "score": "MEAS", "count": "MEAS", "term": "TEST", "boolean": "ATTR", "class": "SCALE"}
_DOMAIN_TYPES = {
    "condition": "COND",
    "finding": "COND",
    "procedure": "PROC",
    "medication": "DRUG",
    "substance": "DRUG",
    "organism": "ORG",
    "site": "SITE",
}


_PHRASE_TYPES = frozenset({"ANCHOR"})


class Reading(NamedTuple):
    """One thing a phrase may be: a terminal of the grammars and its value (a concept id, a word class's value)."""

    type: str
    value: str


class Mention(NamedTuple):
    """Words `first` to `last` (exclusive) of the text's words, and what they may be, most likely first."""

    first: int
    last: int
    readings: tuple[Reading, ...]


class _Letters(dict[str, str]):
    """Words → the character that stands for each; a new word gets the next one (surrogates are no characters)."""

    def __missing__(self, word: str) -> str:
        code = ord(_UNKNOWN) + 1 + len(self)
        letter = self[word] = chr(code if code < 0xD800 else code + 0x800)
        return letter


class _WrittenLetters(dict[str, str]):
    """Words as they are written → the letter of the folded word, found when first asked for."""

    def __init__(self, letters: dict[str, str]) -> None:
        self._letters = letters

    def __missing__(self, word: str) -> str:
        letter = self._letters.get(fold_word(word), _UNKNOWN)
        if len(word) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[word] = letter
        return letter


class MentionFinder:
    """The automaton with the readings of each of its patterns.

    To the automaton a whole word is one letter: it is a third of the size, is built in half the time, matches whole words only, and the
    places it finds are those of words.
    Made from (phrase, case-sensitive, reading); phrases are folded, but for the case-sensitive ones.
    """

    def __init__(self, entries: Iterator[tuple[str, bool, Reading]]) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        found: dict[str, tuple[Reading, ...]] = {}
        letters = _Letters()
        self._exact: dict[str, tuple[Reading, ...]] = {}
        # Names of one concept share their readings: a hundred thousand objects fewer for the garbage collector to visit.
        alone: dict[Reading, tuple[Reading, ...]] = {}
        for phrase, case_sensitive, reading in entries:
            if case_sensitive and phrase.isalnum():
                self._exact[phrase] = _with(self._exact.get(phrase), reading, alone)
            elif folded := fold_name(phrase) if case_sensitive else phrase:
                for written in (folded, parted) if (parted := _DIGITS_FIRST.sub(r"\1 ", folded)) != folded else (folded,):
                    key = "".join(map(letters.__getitem__, written.split(" ")))
                    found[key] = _with(found.get(key), reading, alone)
        self._readings = [r if len(r) == 1 else tuple(sorted(r, key=_of_phrases_only)) for r in found.values()]
        self._letters = _WrittenLetters(dict(letters))
        self._automaton: AhoCorasick = AhoCorasick(list(found), matchkind=MatchKind.LeftmostLongest)

    def find(self, words: Sequence[str]) -> list[Mention]:
        """The mentions in `words` (as written), leftmost first, the longest at each place, none overlapping or over an empty word."""
        matches = self._automaton.find_matches_as_indexes("".join(map(self._letters.__getitem__, words)))
        mentions = [Mention(first, last, self._readings[pattern]) for pattern, first, last in matches]
        return self._with_abbreviations(mentions, words)

    def _with_abbreviations(self, mentions: list[Mention], words: Sequence[str]) -> list[Mention]:
        """Adds the abbreviations that count only in their own case ("PE", "ALL"), where no longer name has the word."""
        exact = self._exact
        if exact.keys().isdisjoint(words):
            return mentions
        found: list[tuple[int, tuple[Reading, ...]]] = []
        for start, line in _between_empty(words):
            # In a line all in capitals every word looks like an abbreviation, so case proves nothing there.
            if len(line) <= 3 or not all(not w.isalpha() or w.isupper() for w in line):
                found += [(place, exact[word]) for place, word in enumerate(line, start) if word in exact]
        taken = {index: m for m in mentions for index in range(m.first, m.last)}
        added: list[Mention] = []
        for index, readings in found:
            other = taken.get(index)
            if other is None:
                added.append(Mention(index, index + 1, readings))
            elif other.last - other.first == 1:
                mentions.remove(other)
                added.append(Mention(index, index + 1, tuple(dict.fromkeys((*readings, *other.readings)))))
        return sorted((*mentions, *added), key=lambda m: m.first) if added else mentions


def _between_empty(words: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """The words between empty ones, with the place of the first."""
    start = 0
    for place, word in enumerate((*words, "")):
        if not word:
            yield start, words[start:place]
            start = place + 1


def _of_phrases_only(reading: Reading) -> bool:
    """Readings that count only inside a phrase of the grammar come last: "informed consent" is an anchor only behind "before"."""
    return reading.type in _PHRASE_TYPES


def _with(known: tuple[Reading, ...] | None, reading: Reading, alone: dict[Reading, tuple[Reading, ...]]) -> tuple[Reading, ...]:
    """The readings of a phrase and one more."""
    if known is None:
        return alone.setdefault(reading, (reading,))
    return known if reading in known else (*known, reading)


@remembered(maxsize=1)
def mention_finder() -> MentionFinder:
    """The finder over the language table, the observations and the vocabulary in use; built on first use of each vocabulary."""
    return MentionFinder(_entries())


def _entries() -> Iterator[tuple[str, bool, Reading]]:
    for kind, value, phrase in language():
        yield fold_name(phrase), False, Reading(kind, value)
    for observation in observations().values():
        reading = Reading(_OBSERVATION_TYPES[observation.kind], observation.id)
        for name in _observation_names(observation):
            exact = name in observation.case_sensitive
            yield name if exact else fold_name(name), exact, reading
    concepts = vocabulary()
    readings: dict[str, Reading] = {}
    for name, concept_id, case_sensitive in concepts.names():
        if concept_id not in readings:
            readings[concept_id] = Reading(_DOMAIN_TYPES[concepts.domain(concept_id)], concept_id)
        yield name, case_sensitive, readings[concept_id]
        if name.endswith("ectomy") and " " not in name:
            yield from ((name.removesuffix("y") + ending, False, readings[concept_id]) for ending in ("ized", "ised"))


def name_words(reading: Reading) -> tuple[str, ...]:
    """The folded names of what a reading of a name refers to."""
    observation = observations().get(reading.value)
    if observation is not None:
        return tuple(fold_name(name) for name in _observation_names(observation))
    return vocabulary().names_of(reading.value)


def _observation_names(observation: Observation) -> Iterator[str]:
    yield observation.name
    yield from observation.synonyms
    yield from observation.case_sensitive


@lru_cache(maxsize=1)
def language() -> tuple[tuple[str, str, str], ...]:
    """The rows of `data/language.tsv` as (type, value, phrase)."""
    rows: list[tuple[str, str, str]] = []
    for line in data_file("language.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, value, phrases = line.split("\t")
            rows += [(kind, value, phrase) for phrase in phrases.split("|")]
    return tuple(rows)
