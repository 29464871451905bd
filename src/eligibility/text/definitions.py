"""Abbreviations that a trial defines itself: "hormone receptor (HR)" makes HR no heart rate, there and wherever it stands in that trial.

Source of the method: Schwartz and Hearst, A simple algorithm for identifying abbreviation definitions in biomedical text, 2003.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from eligibility.reference.mentions import Mention, Reading, mention_finder, name_words
from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import remembered

# Longer texts are no eligibility criteria; what follows would only cost time.
_LONGEST = 200_000
_IN_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]\n]{2,90})\s*[)\]]")
_SHORT = re.compile(r"[^\W\d_][^\W_]{1,9}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDS_OF_PHRASE = ".;:()[]\n"
_SIGN = re.compile(r"[,;=]")
_SMALL_WORDS = frozenset(("of", "the", "and", "in", "for", "to", "with", "a", "on"))
# Readings that name something. A word of the language ("OR", "IN") stays one, whatever abbreviation looks like it.
_NAMES = frozenset(("MEAS", "TEST", "ATTR", "SCALE", "COND", "PROC", "DRUG", "ORG", "SITE"))

Definition = tuple[str, str]
Meanings = Mapping[str, tuple[Reading, ...]]


def definitions_in(text: str) -> tuple[Definition, ...]:
    """(abbreviation, what it stands for) of each one defined in brackets, either way round, in the order of the text.

    >>> definitions_in("left bundle branch block (LBBB); CRT (cardiac resynchronisation therapy)")
    (('LBBB', 'left bundle branch block'), ('CRT', 'cardiac resynchronisation therapy'))
    """
    found: dict[Definition, None] = {}
    for match in _IN_BRACKETS.finditer(text[:_LONGEST]):
        before = text[max(0, match.start() - 150) : match.start()]
        before = before[max(map(before.rfind, _ENDS_OF_PHRASE)) + 1 :]
        within = match[1].rstrip()
        inside = _SIGN.split(within, 1)[0].strip()
        if _is_short(inside):
            long = _long_form(inside, before)
        else:
            word = before.split()[-1] if before.split() else ""
            inside, long = (word, within) if _is_short(word) and _long_form(word, within) == within else ("", None)
        if long is not None:
            found[singular(inside), long] = None
    return tuple(found)


def meanings(definitions: Iterable[Definition]) -> Meanings:
    """What the abbreviations mean that are not what the vocabulary takes them for; `WORD` where their meaning is not known.

    Two definitions of one abbreviation that disagree leave it unknown.
    """
    found: dict[str, tuple[Reading, ...]] = {}
    for short, long in definitions:
        meaning = _meaning(short, long)
        if meaning is not None:
            found[short] = meaning if found.get(short, meaning) == meaning else (Reading("WORD", short),)
    return found


def singular(word: str) -> str:
    """An abbreviation without the s of its plural.

    >>> singular("AIs"), singular("CS")
    ('AI', 'CS')
    """
    return word[:-1] if len(word) > 2 and word.endswith("s") and word[:-1].isupper() else word


def _is_short(word: str) -> bool:
    return _SHORT.fullmatch(word) is not None and len([c for c in word if c.isupper()]) >= 2


def _long_form(short: str, text: str) -> str | None:
    """The words at the end of `text` whose letters make the abbreviation, in order, the first at the start of a word."""
    letters = [c for c in singular(short).casefold() if c.isalnum()]
    words = list(_WORD.finditer(text))[-min(len(letters) + 5, len(letters) * 2) :]
    if not words or words[-1].group() == short:
        return None
    lowered = text.casefold()
    if len(lowered) != len(text):
        return None
    place = len(lowered.rstrip())
    starts = {word.start() for word in words}
    for index in range(len(letters) - 1, -1, -1):
        place = lowered.rfind(letters[index], 0, place)
        while index == 0 and place >= 0 and place not in starts:
            place = lowered.rfind(letters[0], 0, place)
        if place < words[0].start():
            return None
    return " ".join(text[place:].split())


@remembered(maxsize=2_000)
def _meaning(short: str, long: str) -> tuple[Reading, ...] | None:
    """None where the vocabulary's own meaning stands, or there is none."""
    known = _names_of([short])
    if known is None:
        return None
    words = [m.group() for m in _WORD.finditer(long)]
    mentions = mention_finder().find(words)
    named = [r for m in mentions for r in m.readings if r.type in _NAMES]
    if any(r in named for r in known):
        # Of several meanings of the abbreviation the definition chooses.
        chosen = tuple(r for r in known if r in named)
        return chosen if chosen != known else None
    if len(mentions) == 1 and _covers(mentions[0], words) and named and named[0].type != "SITE":
        # "Major cardiovascular event (MI, stroke)": a known name that only happens to be spelt by its letters keeps its meaning.
        return tuple(named) if _are_initials(short, words) or not _known(short) else None
    if not _known(short):
        return None
    if _are_initials(short, words) and not any(_resembles(words, r) for r in known):
        return (Reading("WORD", short),)
    return None


def _names_of(words: Sequence[str]) -> tuple[Reading, ...] | None:
    """What the vocabulary takes the words for; None where they are words of the language (but for units of time, as HRS)."""
    readings = [r for m in mention_finder().find(words) for r in m.readings if r.type != "TU"]
    return tuple(readings) if all(r.type in _NAMES for r in readings) else None


def _known(short: str) -> bool:
    return bool(mention_finder().find([short]))


def _covers(mention: Mention, words: Sequence[str]) -> bool:
    return mention.first == 0 and mention.last == len(words)


def _are_initials(short: str, words: Sequence[str]) -> bool:
    """Whether each letter begins a word: then the words are all that the abbreviation stands for."""
    all_words, without_small = ("".join(w[0] for w in words if w.casefold() not in left_out) for left_out in ((), _SMALL_WORDS))
    return singular(short).casefold() in (all_words.casefold(), without_small.casefold())


def _resembles(words: Sequence[str], reading: Reading) -> bool:
    """Whether the words are a spelling of the reading's name that the vocabulary lacks: "thyroid stimulation hormone"."""
    stems = {w[:4] for w in fold_name(" ".join(words)).split() if w not in _SMALL_WORDS}
    known = ({w[:4] for w in name.split()} for name in name_words(reading))
    return any(2 * len(stems & each) >= len(stems) for each in known)
