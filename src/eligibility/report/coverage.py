"""How much of the criteria of many trials compiles, and what stands in the way most often.

A tally takes one trial at a time and tallies are added up, so that a registry of any size can be counted in parts and in bounded memory.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from eligibility.model import Model
from eligibility.report.places import all_words
from eligibility.rules.nodes import AnyNode, ConceptRef, Opaque, children, walk
from eligibility.rules.trial import Criterion, Trial
from eligibility.spans import Span
from eligibility.text.tokens import tokenize

# Different phrases (and words, and notes) a tally remembers. Rarer ones are forgotten beyond it, and their number is reported.
MOST_REMEMBERED = 50_000
_LONGEST_SHOWN = 300
LOST = "lost"  # the reason of words in no node at all
OPEN_LIST = "open_list"  # of a criterion that may be a member of a list which the text announces further up


class Frequent(Model):
    """Words with how often they were met, and the first trial that has them."""

    text: str
    count: int
    example: str


class Reason(Model):
    """Opaque nodes of one reason, and the characters (without white space) in them."""

    reason: str
    nodes: int
    characters: int


class Coverage(Model):
    """The counts of a tally.

    `criteria`: each item of a list with words of its own counts once, and so do the words that head a list; criteria of the registry's
    fields do not count. Of them `full` have no opaque node, `opaque` nothing else, `partly` both; those that are opaque or partly so
    only because they ask for a person's judgement are `judgement_only`. Of the full ones, `unnamed` ask for something whose name the
    vocabulary does not know, which only a record of that very name answers, and `described` keep words that narrow a name ("under general
    anaesthesia"), of which a record rarely tells whether they hold. `characters` are those of the criteria without white space;
    `characters_opaque` stand in opaque nodes. `forgotten`: different phrases, words and notes that were too rare to be remembered, so that
    the counts of other rare ones may be too low.
    """

    trials: int
    criteria: int
    full: int
    partly: int
    opaque: int
    judgement_only: int
    unnamed: int
    described: int
    characters: int
    characters_opaque: int
    reasons: tuple[Reason, ...]
    phrases: tuple[Frequent, ...]
    words: tuple[Frequent, ...]
    notes: tuple[Frequent, ...]
    forgotten: int


class Frequencies:
    """Counts of texts, of each with its first example; keeps about `MOST_REMEMBERED` of them, the most frequent."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, str]] = {}
        self.forgotten = 0

    def add(self, text: str, example: str, count: int = 1) -> None:
        before, first = self._seen.get(text, (0, example))
        self._seen[text] = (before + count, first)
        if len(self._seen) > 2 * MOST_REMEMBERED:
            self._forget()

    def merge(self, other: Frequencies) -> None:
        for text, (count, example) in other._seen.items():
            self.add(text, example, count)
        self.forgotten += other.forgotten

    def most(self, top: int) -> tuple[Frequent, ...]:
        """The most frequent, ties in the order of the alphabet."""
        ranked = sorted(self._seen.items(), key=lambda item: (-item[1][0], item[0]))
        return tuple(Frequent(text=text, count=count, example=example) for text, (count, example) in ranked[:top])

    def _forget(self) -> None:
        ranked = sorted(self._seen.items(), key=lambda item: (-item[1][0], item[0]))
        self.forgotten += len(ranked) - MOST_REMEMBERED
        self._seen = dict(ranked[:MOST_REMEMBERED])


@dataclass(slots=True)
class Tally:
    """Counts over trials; `add` takes a trial, `merge` another tally whose trials come later."""

    trials: int = 0
    status: Counter[str] = field(default_factory=Counter)
    judgement_only: int = 0
    unnamed: int = 0
    described: int = 0
    characters: int = 0
    characters_opaque: int = 0
    nodes: Counter[str] = field(default_factory=Counter)
    node_characters: Counter[str] = field(default_factory=Counter)
    phrases: Frequencies = field(default_factory=Frequencies)
    words: Frequencies = field(default_factory=Frequencies)
    notes: Frequencies = field(default_factory=Frequencies)

    def add(self, trial: Trial, name: str) -> None:
        """Counts the criteria of a trial; `name` is what its examples are cited by."""
        self.trials += 1
        for criterion in trial.criteria:
            if criterion.span is not None:
                self._add_criterion(criterion, trial.source, name)

    def merge(self, other: Tally) -> None:
        self.trials += other.trials
        self.judgement_only += other.judgement_only
        self.unnamed += other.unnamed
        self.described += other.described
        self.characters += other.characters
        self.characters_opaque += other.characters_opaque
        for mine, more in ((self.status, other.status), (self.nodes, other.nodes), (self.node_characters, other.node_characters)):
            mine.update(more)
        for known, new in ((self.phrases, other.phrases), (self.words, other.words), (self.notes, other.notes)):
            known.merge(new)

    def coverage(self, top: int) -> Coverage:
        """The counts, with the `top` most frequent phrases, words and notes."""
        return Coverage(
            trials=self.trials,
            criteria=sum(self.status.values()),
            full=self.status["full"],
            partly=self.status["partly"],
            opaque=self.status["opaque"],
            judgement_only=self.judgement_only,
            unnamed=self.unnamed,
            described=self.described,
            characters=self.characters,
            characters_opaque=self.characters_opaque,
            reasons=tuple(Reason(reason=r, nodes=n, characters=self.node_characters[r]) for r, n in sorted(self.nodes.items())),
            phrases=self.phrases.most(top),
            words=self.words.most(top),
            notes=self.notes.most(top),
            forgotten=self.phrases.forgotten + self.words.forgotten + self.notes.forgotten,
        )

    def _add_criterion(self, criterion: Criterion, source: str, name: str) -> None:
        leaves = [node for node in walk(criterion.rule) if not children(node)]
        opaque = _distinct(node for node in leaves if isinstance(node, Opaque))
        understood = [Span(*node.span) for node in leaves if not isinstance(node, Opaque)]
        for part, place in all_words(source, criterion):
            mine = [(Span(*node.span), _reason(node, source)) for node in opaque if _touch(node.span, place)]
            known = any(_touch(span, place) for span in understood)
            if not mine and not known and (place.end == _end(part) or not part.children):
                # Words behind a list, or a whole item, that no node was made from: nothing answers for them.
                mine = [(place, LOST)]
                self._add_phrase(place.of(source), LOST, name)
            self._add_words(place, mine, known, source)
            if not mine:
                here = [node for node in leaves if _touch(node.span, place)]
                self.unnamed += any(map(_is_unnamed, here))
                self.described += any(getattr(node, "descriptors", ()) for node in here)
            if mine:
                for note in part.notes:
                    self.notes.add(_general(note), name)
        for node in opaque:
            self._add_phrase(node.text, _reason(node, source), name)

    def _add_words(self, place: Span, opaque: list[tuple[Span, str]], known: bool, source: str) -> None:
        """Counts the own words of one criterion, given the opaque nodes that touch them."""
        self.status["full" if not opaque else "partly" if known else "opaque"] += 1
        self.judgement_only += bool(opaque) and all(reason == "needs_judgement" for _, reason in opaque)
        self.characters += _signs(place.of(source))
        self.characters_opaque += sum(_signs(span.of(source)) for span in _union([span for span, _ in opaque], place))

    def _add_phrase(self, text: str, reason: str, name: str) -> None:
        self.nodes[reason] += 1
        self.node_characters[reason] += _signs(text)
        phrase = " ".join(text.split()).casefold().strip(" .,;:()")
        if phrase:
            self.phrases.add(phrase if len(phrase) <= _LONGEST_SHOWN else phrase[:_LONGEST_SHOWN] + "…", name)
        if reason != "needs_judgement":
            for token in tokenize(text):
                if all(r.type == "WORD" for r in token.readings) and len(token.text) > 1 and token.text[0].isalpha():
                    self.words.add(token.word, name)


def _is_unnamed(leaf: AnyNode) -> bool:
    """Whether it asks for something of a name that the vocabulary does not know."""
    asked = getattr(leaf, "concept", None) or getattr(leaf, "observation", None)
    return isinstance(asked, ConceptRef) and asked.id is None


def _distinct(nodes: Iterable[Opaque]) -> list[Opaque]:
    """One node for each place: two readings of a statement may hold the same words."""
    found: dict[Span, Opaque] = {}
    for node in nodes:
        found.setdefault(Span(*node.span), node)
    return list(found.values())


def _union(spans: list[Span], within: Span) -> Iterator[Span]:
    """The parts of `within` that any of the spans covers, without overlap."""
    reached = within.start
    for span in sorted(spans):
        start, end = max(span.start, reached), min(span.end, within.end)
        if start < end:
            yield Span(start, end)
            reached = end


def _reason(node: Opaque, source: str) -> str:
    """Why a node is opaque. One whose words are not those at its place holds the words of a list further up."""
    here = " ".join(Span(*node.span).of(source).split())
    return node.reason if node.text in here else OPEN_LIST


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _end(criterion: Criterion) -> int:
    assert criterion.span is not None
    return criterion.span[1]


def _signs(text: str) -> int:
    """Characters that are not white space."""
    return sum(not c.isspace() for c in text)


_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"[^\"]*\"|“[^”]*”")
_SEVERAL = re.compile(r"…(?:, …)+")


def _general(note: str) -> str:
    """A note without the words it quotes, so that notes of one kind are counted together."""
    return _SEVERAL.sub("…", _QUOTED.sub("…", note))[:_LONGEST_SHOWN]


def render_coverage(coverage: Coverage, width: int = 80) -> str:
    """The counts as lines for people."""
    lines = [
        f"{_many(coverage.trials, 'trial')}, {_many(coverage.criteria, 'criterion', 'criteria')} (each item of a list counts once)",
        "",
        _share("fully compiled", coverage.full, coverage.criteria),
        _share("  with a name the vocabulary lacks", coverage.unnamed, coverage.criteria),
        _share("  with words kept as a description", coverage.described, coverage.criteria),
        _share("partly", coverage.partly, coverage.criteria),
        _share("opaque", coverage.opaque, coverage.criteria),
        _share("  partly or opaque for judgement only", coverage.judgement_only, coverage.criteria),
        _share("characters accounted for", coverage.characters - coverage.characters_opaque, coverage.characters),
        "",
        "Opaque nodes",
        *(f"  {r.reason.replace('_', ' '):36} {r.nodes:>9,}  {r.characters:>11,} characters" for r in coverage.reasons),
    ]
    for title, rows in (("Opaque phrases", coverage.phrases), ("Unknown words", coverage.words), ("Notes", coverage.notes)):
        if rows:
            lines += ["", f"{title}, the most frequent first", *(_row(row, width) for row in rows)]
    if coverage.forgotten:
        lines += ["", f"{coverage.forgotten:,} rare texts were not kept, so the counts of other rare ones may be too low."]
    return "\n".join(lines)


def _many(number: int, one: str, several: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def _share(what: str, part: int, whole: int) -> str:
    share = f"{100 * part / whole:5.1f} %" if whole else "    – "
    return f"{what:38} {part:>9,}  {share}"


def _row(row: Frequent, width: int) -> str:
    example = f"  ({row.example})"
    room = max(20, width - 9 - len(example))
    words = row.text if len(row.text) <= room else row.text[: room - 1] + "…"
    return f"{row.count:>7,}  {words}{example}"
