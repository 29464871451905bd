"""How often something recorded happened: "at least 3 episodes of cystitis", "more than 2 strokes", "one or more transfusions"."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Amount, Between, Compared
from eligibility.reference.names import fold_word
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import AnyNode, Fact, HasCondition, HasProcedure, Stated, TakesMedication, Times

_DRUG_WORDS = frozenset({"drug", "drugs", "agent", "agents", "medication", "medications", "medicine", "product"})
_EPISODES = ("episode", "bout", "attack", "flare", "relapse", "recurrence")


# Of these there are some of a treatment or an illness; of other nouns there may be some beside it.
_PARTS = frozenset(
    {"cycle", "line", "course", "round", "dose", "regimen", "session", "fraction", "infusion", "injection", "attack", "bout"}
)


def counts_another(value: Element, frame: Frame, head: Element) -> bool:
    """ "At least two exacerbations requiring steroids" counts no steroids, "at least two cycles of chemotherapy" does."""
    between = [e for e in frame.left if e.type == "WORD" and value.span.end <= e.span.start < head.span.start]
    return value.type == "LIMIT" and any(fold_word(t.text) not in _PARTS for e in between for t in e.tokens)


_OF_VALUES = frozenset({"points", "occasions", "times", "measurements", "readings", "values", "samples", "tests", "visits"})


def counts_unknown(frame: Frame) -> bool:
    """ "At least 2 flares", behind a value of something else: things that are not known are counted."""
    value = frame.values[0]
    if _count(value) is None:
        return False
    words = [e.word for e in frame.left if e.type == "WORD" and 0 <= e.span.start - value.span.end <= 1]
    return any(w.startswith(_EPISODES) or (w.endswith("s") and len(w) > 3 and w not in _OF_VALUES) for w in words)


# Attested facts that things are there: each of them says that there is at least one.
_THINGS = frozenset({"measurable-disease", "evaluable-disease", "contraception"})


def with_count(node: AnyNode, frame: Frame, head: Element, values: list[Element]) -> tuple[AnyNode, list[Element]]:
    """The fact with how often it must be, and the values that are no such count.

    Only entries that stand for one event or one drug each can be counted: an entry "brain metastases" does not say how many there are, and
    one of chemotherapy not how many cycles. That there is at least one, each of them says.
    """
    if not values:
        return node, values
    value = next((v for v in values if v.span.end <= head.span.start and _counts(v)), None)
    counts = _counts(value) if value is not None else ()
    one = len(counts) == 1 and (counts[0].operator, counts[0].n) in ((">=", 1), (">", 0))
    if isinstance(node, Stated) and value is not None and one and node.observation.id in _THINGS:
        value.type, value.value = "FILLER", ""  # "at least 1 measurable lesion": that there is one is what is attested
        return node, [v for v in values if v is not value]
    if value is None or not counts or not isinstance(node, HasCondition | HasProcedure | TakesMedication):
        return node, values
    between = [e for e in frame.elements if value.span.end <= e.span.start < head.span.start]
    said_how_often = any_of_type(frame.elements, ("PER",))
    behind = any(0 <= e.span.start - head.span.end <= 1 for e in frame.left)
    attacks = next((d for d in frame.descriptors if 0 <= d.span.start - head.span.end <= 1 and _is_episode(d)), None)
    countable = not behind and (attacks is not None or _is_countable(node, frame, between))
    if said_how_often or any(e in frame.left for e in between) or not (one or countable):
        return node, values
    timing = node.timing
    if timing.window is None and timing.tense == "present" and not one and not isinstance(node, TakesMedication):
        timing = timing.replaced(tense="ever")
    if attacks is not None:  # "at least two migraine attacks"
        said = attacks.word
        node = node.replaced(descriptors=tuple(d for d in node.descriptors if d.casefold() != said))
    counted: list[AnyNode] = [node.replaced(times=times, timing=timing) for times in counts]
    return conjunction(counted, node.span), [v for v in values if v is not value]


def is_maximum(value: Element, head: Element) -> bool:
    """Whether a number before a name says at most how many of it there may be: there need be none."""
    counts = _counts(value) if value.span.end <= head.span.start else ()
    return bool(counts) and counts[-1].operator[0] == "<" and all((t.operator, t.n) == (">=", 0) for t in counts[:-1])


def _is_episode(element: Element) -> bool:
    return element.word.startswith(_EPISODES)


def _counts(element: Element) -> tuple[Times, ...]:
    """How many a value says: "at least 2" or, in two parts, "zero to two"; none where it is no plain number."""
    value = element.value
    if not isinstance(value, Between):
        times = _count(element)
        return (times,) if times is not None else ()
    low = Compared(">=" if value.low_inclusive else ">", value.low)
    high = Compared("<=" if value.high_inclusive else "<", value.high)
    parts = tuple(_times(each) for each in (low, high))
    return tuple(t for t in parts if t is not None) if None not in parts else ()


def _count(element: Element) -> Times | None:
    return _times(element.value)


def _times(value: object) -> Times | None:
    if not isinstance(value, Compared) or value.over is not None or value.amount != Amount(value.amount.value):
        return None
    number = value.amount.value
    return Times(operator=value.operator, n=int(number)) if number == int(number) and number >= 0 else None


def _is_countable(node: Fact, frame: Frame, between: list[Element]) -> bool:
    concept = vocabulary().concept(node.concept.id) if node.concept.id is not None else None
    if isinstance(node, HasCondition):
        episodes = any(_is_episode(e) for e in between)
        return episodes or (concept is not None and concept.nature == "event")
    if isinstance(node, HasProcedure):
        return concept is not None and not concept.continuing
    # "More than 2 cytotoxic regimens": a regimen may have several drugs, and a drug be in several.
    therapies = [e.word for e in frame.elements if e.type == "THERAPY"]
    return concept is not None and all(word in _DRUG_WORDS for word in therapies)
