"""A frame: one statement half-way between words and rule.

Units that stand in a list still share words ("history of A or B", "hepatic and portal vein thrombosis", "AST and ALT ≤ 2.5 × ULN"),
so nothing is built until the list is known. `frames/roles.py` gives every element of a unit its role in the frame; one that has none is
kept as left over and becomes opaque.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from eligibility.compiler.frames.tails import Tail
from eligibility.compiler.syntax.negative_words import DENYING_PREFIXES
from eligibility.compiler.syntax.parse_tree import Element, Group
from eligibility.compiler.syntax.phrases import Gap
from eligibility.reference.observations import is_plan
from eligibility.rules.nodes import AnyNode, AnyOf, ConceptRef, Lasting, Severity, Stage, Window
from eligibility.spans import Span, hull

HEADS = ("MEAS", "SCALE", "TEST", "ATTR", "COND", "PROC", "DRUG", "ORG", "FORMULA")
VALUES = ("LIMIT", "CHANGE", "LISTED", "BARE", "CLASSES")
Polarity = Literal["demand", "must_not", "excluded", "allowed"]
# Words that carry no condition where they stand: with them a unit means the same as without.
SEX_WORDS = ("sex", "gender")  # labels of which the next word is the value
_SILENT = """
FILLER SUBJECT AGE DIAGNOSED MEASMOD DEMAND HYPHEN DASH VITAL QUALITY ANDPARTNER ETC ANCHOR RESTING OLD LISTHEAD LISTALL LISTNOUN SLASH
LISTCOUNT EQ FUNCTIONNOUN MANIFEST BOUNDWORD MARK EDITION SCALERANGE
"""
SILENT = frozenset(_SILENT.split())
OFF = ("off", "off of", "off treatment with", "off therapy with")
STOPPED = frozenset({"discontinue", "discontinued", "stop", "stopped", "ceased", "withdrawn", "withheld", *OFF})
LISTED = "listed"  # of such a word: it is said of more than one thing


@dataclass(slots=True, eq=False)
class Frame:
    """One statement before it is built. Lists are in the order of the text; those that are only ever replaced by others begin as ()."""

    elements: list[Element] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    linked: list[Span] = field(default_factory=list)  # places of what link words added
    heads: list[Element] = field(default_factory=list)
    values: list[Element] = field(default_factory=list)
    normal: str | None = None
    positive: str | None = None
    shared_noun: str = ""  # the noun of the next unit, which makes a name with the words of this one
    positive_first: bool = False  # "negative for A, B": said of what follows
    normal_first: bool = False  # "normal A and B": the same
    nothing: bool = False  # it says that there is no condition: "not specified"
    closed: bool = False  # a negation behind the head: the rest of the unit is left over
    negated: bool = False
    denied: bool = False  # its node was built under the negation of the list it stands in
    polarity: Polarity | None = None
    history: bool = False
    current: bool = False
    planned: bool = False
    undergoing: bool = False  # an operation of these days
    onset: bool = False
    newly: Element | None = None  # the word that says that it is new: "newly diagnosed"
    completed: Element | None = None  # "completed chemotherapy": it was given, and is over
    windows: list[Window] = field(default_factory=list)
    lasting: Lasting | None = None
    equation: Element | None = None  # by which formula the head is calculated: "eGFR by MDRD"
    freed: bool = False  # "free of it", "seizure-free": its times say for how long there was none
    after_allergens: bool = False  # it goes on with a list of allergens, and is none itself
    timed_before: bool = False  # its times stand before its list: "use within 2 weeks of A or B"
    timed_by_examples: bool = False  # its time stands behind its examples: "stroke including TIA within 6 months"
    gap: Gap | None = None
    latest: Element | None = None  # "last dose of": the latest one is meant, which a time says all about
    severity: tuple[Severity, ...] = ()
    descriptors: list[Element] = field(default_factory=list)
    common: Sequence[Element] = ()  # those of them that are said of each unit with its noun
    categories: list[Element] = field(default_factory=list)  # T, N and M
    # What the unit before it is said to be, which may be meant of this one too: "severe heart disease or liver disease".
    perhaps_severe: tuple[Severity, ...] = ()
    perhaps_described: Sequence[Element] = ()
    perhaps_staged: Sequence[Element] = ()
    perhaps_for: Sequence[Element] = ()  # the same, for what the one behind it is given for: the "for" and the names
    perhaps_within: Sequence[Window] = ()  # the same, for the time behind the list
    perhaps_at: Sequence[Element] = ()  # the same, for a place that the list says once
    perhaps_counted: Sequence[Element] = ()  # the same, for a number that says how often
    perhaps_behind: Sequence[Element] = ()  # the same, for what else qualifies the one behind it
    perhaps_with: Sequence[AnyNode] = ()  # the same, for what must hold with the one behind it
    parted: AnyOf | None = None  # of what goes with it ("X with A or B"), what may stand beside it
    stage: Stage | None = None
    other: bool = False
    possible: bool = False
    family: bool = False
    closes_family: bool = False  # the words for the family stand behind a later disease of its list
    first_degree: bool = False  # of the family, only parents, siblings and children are meant
    own_too: bool = False  # or of the patient: "personal or family history of"
    allergy: bool = False
    allergic: bool = False
    taking: bool = False
    therapy: bool = False
    route: str | None = None
    causes: list[Element] = field(default_factory=list)
    purposes: Sequence[Element] = ()
    cause_refs: Sequence[ConceptRef] = ()
    cause_examples: Sequence[ConceptRef] = ()
    not_refs: Sequence[ConceptRef] = ()
    indication: Element | None = None
    tested: Element | None = None
    attested: Sequence[Element] = ()  # facts that hold beside a measured value: "pregnant women at 12 weeks"
    purpose: Element | None = None  # the "for" before what a treatment is given for
    exceptions: list[AnyNode] = field(default_factory=list)  # what stood behind "except" in it
    sexes_shared: bool = False  # whether its sexes are those of the unit before it
    treatments: Sequence[AnyNode] = ()  # under which its value is measured
    bracketed_exceptions: list[AnyNode] = field(default_factory=list)  # the same in brackets
    excuses: Sequence[AnyNode] = ()  # what stood behind "unless"
    condition: AnyNode | None = None  # what stood behind "if" among exclusions
    guard: AnyNode | None = None  # the subgroup the statement is for
    guard_may_be_asked: bool = False  # or all must be of it
    other_cause: Element | None = None
    sites: list[Element] = field(default_factory=list)
    how: str | None = None
    sexes: list[Literal["female", "male"]] = field(default_factory=list)
    ages: list[str] = field(default_factory=list)
    able: bool = False
    unable: bool = False
    borrowed: bool = False  # its head was completed from a neighbour
    lender: Frame | None = None  # that neighbour
    no_plan: bool = False
    judged: bool = False
    blocked: bool = False
    barred: bool = False  # blocked by the words that open its list: "risk of bleeding or thrombosis"
    contraindicated: bool = False  # a later one of a list of what is contraindicated
    governed: bool = False  # an unknown word before the list is said of it: "discontinuation of tamoxifen or letrozole"
    stops: Element | None = None  # said before its list: "off steroids and hormones for 2 weeks"
    tail: Tail | None = None  # what narrows the head from behind
    left: list[Element] = field(default_factory=list)  # words with no role
    circumstances: Sequence[str] = ()
    shared_brackets: Any = None  # those of the unit whose limit it shares
    brackets: Any = None  # compiler.groups.Brackets: what the groups say of the head
    node: AnyNode | None = None  # already built: lists, definitions
    extra: list[AnyNode] = field(default_factory=list)  # statements that must hold with it ("with", brackets)

    @property
    def span(self) -> Span:
        if self.groups or self.extra or self.linked or self.node is not None or not self.elements:
            others = [*self.groups, *self.extra, *([self.node] if self.node is not None else [])]
            spans = [*(e.span for e in self.elements), *(o.span for o in others), *self.linked]
            return hull(spans) if spans else Span(0, 0)
        if len(self.elements) == 1:
            return self.elements[0].span
        # A loop: it is asked of every frame several times, and most have but elements.
        start, end = self.elements[0].span
        for element in self.elements:
            first, last = element.span
            if first < start:
                start = first
            if last > end:
                end = last
        return Span(start, end)

    @property
    def head(self) -> Element | None:
        return self.heads[0] if self.heads else None

    @property
    def empty(self) -> bool:
        """Whether it states nothing: no head, value, group or left-over word."""
        return not (self.heads or self.extra) and self.bare

    @property
    def bare(self) -> bool:
        """Whether it states nothing but what link words added."""
        return not (
            self.heads
            or self.values
            or self.categories
            or self.groups
            or self.left
            or self.node
            or self.sexes
            or self.ages
            or self.descriptors
            or self.judged
            or self.blocked
            or self.sites
            or self.allergic
            or self.windows
            or self.lasting
            or self.causes
            or self.nothing
            or self.severity
            or self.gap
            or self.unable
            or self.normal
            or self.positive
            or self.other_cause
            or (self.therapy and not self.taking)
        )

    @property
    def named_by_denial(self) -> bool:
        """ "Non-smokers", "non-pregnant women": the denial is part of the name, so what explains the name explains the denial."""
        if not self.negated:
            return False
        prefixed = any(e.type == "NEG" and e.word in DENYING_PREFIXES for e in self.elements)
        return prefixed or any(h.may_be("NEGATTR") for h in self.heads)

    @property
    def intended(self) -> bool:
        """Whether it says what somebody is going to do, so that its time lies ahead: "planning to become pregnant"."""
        return bool(self.heads) and isinstance(self.heads[0].value, str) and is_plan(self.heads[0].value)

    @property
    def stop(self) -> Element | None:
        """The word that says that a treatment is over, of its own or before its list."""
        if not self.blocked or self.stops is not None:
            return self.stops
        said = [e for e in self.elements if e.type == "BLOCK"]
        return said[0] if len(said) == 1 and said[0].word in STOPPED else self.stops

    @property
    def contraindicating(self) -> bool:
        """Whether it says what is contraindicated, and no other word makes something else of it."""
        words = [e for e in self.elements if e.type == "BLOCK"]
        return bool(words) and all(e.word.startswith(("contraindicat", "contra-indicat")) for e in words)

    @property
    def tensed(self) -> bool:
        """Whether it says a time, which may be that of a name it shares: "prior or concurrent chemotherapy"."""
        return self.history or self.current or self.planned

    @property
    def describes(self) -> bool:
        """Whether it says something of a name that it shares: "newly diagnosed, | untreated lymphoma"."""
        return self.tensed or self.route is not None or self.newly is not None or self.how is not None

    def copy(self) -> Frame:
        """A copy whose lists can be changed."""
        fresh = Frame.__new__(Frame)
        for name in _FIELDS:
            value = getattr(self, name)
            setattr(fresh, name, value.copy() if isinstance(value, list) else value)
        return fresh


_FIELDS = tuple(each.name for each in fields(Frame))


def apart(frames: Sequence[Frame]) -> list[Frame]:
    """Copies that share no element and no brackets with these frames, and that lend to each other as these do."""
    copies = [frame.copy() for frame in frames]
    places = {id(frame): copied for frame, copied in zip(frames, copies, strict=True)}
    fresh: dict[int, Element] = {}
    for copied in copies:
        for name in _FIELDS:
            setattr(copied, name, _renewed(getattr(copied, name), fresh))
        copied.lender = places.get(id(copied.lender), copied.lender)
    return copies


def _renewed(value: Any, fresh: dict[int, Element]) -> Any:
    """A field with its elements made anew, each once."""
    match value:
        case Element():
            return fresh.setdefault(id(value), Element(value.type, value.value, value.span, value.tokens))
        case list():
            return [_renewed(each, fresh) for each in value]
        case tuple():
            renewed = (_renewed(each, fresh) for each in value)
            return tuple(renewed) if type(value) is tuple else type(value)(*renewed)  # spans and parts have names for their fields
        case Tail():
            return Tail([_renewed(each, fresh) for each in value.parts], value.judged)
        case Frame() | Group():
            return value
        case _:
            return copy(value) if hasattr(value, "defines") else value  # the brackets, whose lists are only ever replaced
