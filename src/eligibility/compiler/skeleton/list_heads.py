"""What the head of a list says of its members: how many are asked for, whether it names their kind, of whom they are asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

from eligibility.compiler.frames.context import Context, Mode
from eligibility.compiler.skeleton.reach import LISTS, elements_worth, named_in, segment_elements
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Group, Segment, Unit
from eligibility.compiler.syntax.phrases import Amount, Compared
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import (
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    AtLeast,
    HasCondition,
    Implies,
    Not,
    Permission,
    TakesMedication,
    walk,
)
from eligibility.spans import Span

Reader = Callable[[Segment, Context], AnyNode | None]


Bounds = tuple[int | None, int | None]


def asked_bounds(elements: list[Element]) -> Bounds | None:
    """How many there must be and may be: "at least 2 of the following:", "one risk factor:", "no more than one of:"; None if unsaid."""
    for element, following in zip_longest(elements, elements[1:]):
        if element.type == "LISTCOUNT":
            least, _, most = element.value.partition("-")
            return int(least) if least else None, int(most) if most else None
        if following is None:
            break
        value = element.value
        if element.type == "BARE" and isinstance(value, Amount) and value == Amount(value.value) and following.type == "LISTNOUN":
            return max(1, int(value.value)), None
        plain = isinstance(value, Compared) and value.operator == ">=" and value.amount == Amount(value.amount.value)
        if plain and (following.may_be(*LISTS, "LISTNOUN") or following.word.startswith("of") or _counts(following)):
            return max(1, int(value.amount.value)), None
    return None


def of_that_many(members: Sequence[AnyNode], bounds: Bounds, span: Span) -> AnyNode | None:
    """So many of the members, no fewer and no more; None where that says nothing of them ("no more than 5" of 3)."""
    least, most = bounds
    nodes: list[AnyNode] = []
    if least:
        nodes.append(AtLeast(span=span, n=min(least, len(members)), children=tuple(members)))
    if most is not None and most < len(members):
        nodes.append(Not(span=span, child=AtLeast(span=span, n=most + 1, children=tuple(members))))
    return conjunction(nodes, span) if nodes else None


def spread(body: Sequence[AnyNode]) -> list[AnyNode]:
    """The members that are counted: those of "A, B or C" one by one."""
    only = body[0] if len(body) == 1 else None
    return list(only.children) if isinstance(only, AllOf | AnyOf) and only.label is None else list(body)


# "At least 3 risk factors for stroke:", "≥ 2 symptoms of depression:": what is counted is what the list has.
_COUNTED = re.compile(r"(?:\w+ )?(?:risk factor|symptom|sign|complication|feature|comorbidit|finding|manifestation)\w*\b")
_IN_COUNTED = (
    "FILLER",
    "LIMIT",
    "BARE",
    "LISTHEAD",
    "LISTALL",
    "LISTCOUNT",
    "LISTNOUN",
    "BLOCK",
    "COND",
    "FOR",
    "OF",
    "SITE",
    "DESC",
    "SUBJECT",
)


def _counts(element: Element) -> bool:
    return element.type in ("BLOCK", "COND") and _COUNTED.match(element.word) is not None


def only_counts(elements: list[Element]) -> bool:
    """Whether the head says no more than how many of what the list has there must be."""
    return any(map(_counts, elements)) and all(e.type in _IN_COUNTED and (e.type != "BLOCK" or _counts(e)) for e in elements)


def asks_for_all(elements: list[Element], label: str | None) -> bool:
    """ "All of:", "both of the following:"."""
    said = {word for e in elements if e.may_be("LISTALL") for word in e.word.split()}
    return (label or "").casefold() in ("all of", "both of", "each of") or not _ALL.isdisjoint(said)


_ALL = frozenset({"all", "both", "each", "every"})
_NAMES = ("COND", "PROC", "DRUG", "MEAS", "ATTR", "SCALE", "TEST", "SEXNOUN", "AGENOUN", "AGE")
_BINDS = "the list may be asked for with the last of these alone, or with any"


def statement_with_list(
    head: Segment, span: Span, read: Callable[[Segment], AnyNode | None], read_list: Callable[[Segment], AnyNode | None]
) -> AnyNode | None:
    """ "Not pregnant, and meets one of the following: …", "gout with any of the following: …"; None where the head is the list's alone."""
    head = _parted(head)
    place = next((i for i in range(len(head.separators) - 1, -1, -1) if head.separators[i].type != "IE"), None)
    if place is None or head.separators[place].type not in ("AND", "WITH", "COMMA", "OR") or not _is_list_head(head.units[place + 1 :]):
        return None
    if head.separators[place].type == "COMMA" and not _is_named_before(head):
        return None
    if any(s.word.split()[0] in _DEFINING for s in head.separators[place + 1 :]):
        return None  # "amplification, and is defined as either"
    before = Segment(head.units[: place + 1], head.separators[:place])
    own = read(before) if elements_worth(before.units[0]) or len(before.units) > 1 else None
    listed = read_list(Segment([Unit([p for u in head.units[place + 1 :] for p in u.parts])], [])) if own is not None else None
    if own is None or listed is None:
        return None
    if isinstance(own, Implies):
        return asked_of(own, listed, span)
    if head.separators[place].type == "OR":  # "diabetes, gout or any of the following"
        return AnyOf(span=span, children=(*(own.children if isinstance(own, AllOf | AnyOf) and own.label is None else [own]), listed))
    both = conjunction([own, listed], span)
    if head.separators[place].type == "AND" or not isinstance(own, AnyOf):
        return both
    *others, last = own.children
    narrow = AnyOf(span=span, children=(*others, conjunction([last, listed], span)))
    return narrow if is_measured(own) else Ambiguous(span=span, readings=(narrow, both), why=_BINDS)


_DEFINING = frozenset({"defined", "i.e.", "ie", "i.e", "characterized", "characterised", "meaning", "namely"})


def _is_named_before(head: Segment) -> bool:
    """ "Hepatitis B, either", but not "patients with pain, must meet all": of those, more is asked, or they are the patients."""
    alone = len(head.units) == 2 and bool(named_in(head.units[0], *_NAMES))
    first = next((p for p in head.units[0].parts if isinstance(p, Element)), None)
    clause = first is not None and first.type == "WORD" and first.word.endswith("ing")  # "living within 60 miles of the clinic, either"
    return (alone or clause) and not named_in(head.units[-1], "DEMAND")


def asked_of(guard: AnyNode, listed: AnyNode, span: Span) -> Implies:
    """The list asked of these people; of "sterile women must have had any of: …" with what is asked of them already."""
    if isinstance(guard, Implies):
        return Implies(span=span, guard=guard.guard, requirement=conjunction([guard.requirement, listed], span))
    return Implies(span=span, guard=guard, requirement=listed)


def _parted(head: Segment) -> Segment:
    """ "Patients with gout | who meet all of the following": the two in units of their own."""
    parts = head.units[-1].parts
    place = next((i for i, p in enumerate(parts) if i and isinstance(p, Element) and p.type in LISTS), 0)
    word = parts[place] if place else None
    if not isinstance(word, Element) or not any(named_in(u, *_NAMES) for u in head.units):
        return head
    if word.word.split()[0] not in _RELATIVE and not _in_clause(parts[:place]):
        return head
    link = Element("WITH", "", Span(word.span.start, word.span.start), word.tokens)
    return Segment([*head.units[:-1], Unit(parts[:place]), Unit(parts[place:])], [*head.separators, link])


_RELATIVE = frozenset({"who", "that", "which", "with", "meeting"})


def _in_clause(before: Sequence[Element | Group]) -> bool:
    """ "Breast cancer that is | either", "patients with gout who have | either": whether the list is what a relative clause says."""
    for part in reversed(before):
        if not isinstance(part, Element) or part.type not in ("FILLER", "SUBJECT", "DEMAND"):
            return False
        if part.word.split()[0] in _RELATIVE:
            return True
    return False


def _is_list_head(units: list[Unit]) -> bool:
    """Whether they only say how many of the following are asked for, and perhaps of what kind these are."""
    said = [p for u in units for p in u.parts if isinstance(p, Element)]
    worth = [e for e in said if e.type != "FILLER"]
    counted = asked_bounds(said) is not None and bool(worth) and worth[0].type in ("LIMIT", "BARE")
    kind = bool(worth) and worth[-1].type in ("DISEASENOUN", "LISTNOUN")  # "the following weight-related comorbidities"
    named = any(e.may_be(*_NAMES) for e in worth[1:]) and not kind
    first = next((e for e in worth if e.type not in _TAKEN), None)
    return first is not None and (first.type in LISTS or counted) and not named


_TAKEN = ("TAKING", "CURR", "HIST", "THERAPY", "SUBJECT", "DEMAND")  # "on treatment with at least 2 of"
KINDS = frozenset({"medication", "condition", "procedure"})


def names_only_kinds(elements: list[Element]) -> bool:
    """ "Use of the following medications:": what is meant are those below, not any."""
    named = [e for e in elements if e.may_be("COND", "PROC", "DRUG")]
    kinds = (e.reading("COND", "PROC", "DRUG") for e in named)
    return any(e.may_be(*LISTS) for e in elements) and all(k in KINDS for k in kinds)


def makes_something_else(head: Segment, elements: list[Element]) -> bool:
    """ "Indication for one of the following:", "at risk of any of the following:": of what is listed, none need have been there."""
    if _asks_twice(head) or any(e.type in ("BLOCK", "WORD", "DESC") and _OUTCOMES & set(e.word.split()) for e in elements):
        return True
    place = next((n for n, e in enumerate(elements) if e.type in ("LISTHEAD", "LISTCOUNT")), 0)
    words = [(e.type, e.tokens[-1].word.rsplit(None, 1)[-1]) for e in elements[max(0, place - 2) : place]]
    match words:
        case [("BLOCK" | "JUDGE" | "WORD", _), (_, "for")]:
            return True
        case [*_, ("BLOCK", "of" | "to" | "for")]:
            return True
    return False


# What came of a treatment: "inadequate response or intolerance to one of the following:", "has failed at least one of:".
_OUTCOMES = frozenset({"response", "responded", "failed", "failing", "failure", "nonresponse", "non-response", "intolerant"})


def only_excludes(head: Segment) -> bool:
    """ "Patients will be excluded if any of the following applies": the list is what excludes."""
    said = [p for u in head.units[:-1] for p in u.parts]
    excludes = any(isinstance(p, Element) and p.type in ("EXCLUDED", "MUSTNOT") for p in said)
    return excludes and all(isinstance(p, Element) and p.type in ("SUBJECT", "FILLER", "EXCLUDED", "MUSTNOT") for p in said)


def _asks_twice(head: Segment) -> bool:
    """ "If female, a CT is required if any of the following is met"."""
    return not head.units[0].parts and [s.type for s in head.separators if s.type == "IF"] == ["IF", "IF"]


def heads_members(own: AnyNode, body: list[AnyNode]) -> bool:
    """Whether the head names the kind of which the members are: "uncontrolled cardiac conditions: infarction, arrhythmia"."""
    kinds = [n.concept.id for n in walk(own) if isinstance(n, HasCondition) and n.concept.id is not None]
    if isinstance(own, TakesMedication) and own.concept.id == "medication":
        return True  # "chronic use of the following medications: …"
    members = [n.concept.id for b in body for n in walk(b) if isinstance(n, HasCondition) and n.concept.id is not None]
    return any(vocabulary().is_a(member, kind) for member in members for kind in kinds)


def is_measured(node: AnyNode) -> bool:
    return node.kind in ("comparison", "range", "one_of", "change") or (
        isinstance(node, AllOf | AnyOf) and all(is_measured(c) for c in node.children)
    )


def permits(node: AnyNode) -> bool:
    """ "Hormone therapy: allowed", "radiotherapy: prior tamoxifen is permitted": a head of permissions asks for nothing."""
    return isinstance(node.child if isinstance(node, Not) else node, Permission)


def labelled(nodes: Sequence[AnyNode], span: Span, label: str | None, mode: Mode) -> AnyNode:
    if mode == "any":
        only = nodes[0] if len(nodes) == 1 else None
        alternatives = only.children if isinstance(only, AnyOf) and only.label is None else nodes
        return AnyOf(span=span, children=tuple(alternatives), label=label)
    return AllOf(span=span, children=tuple(nodes), label=label)


def chooses(head: Segment) -> bool:
    """Whether one of the list is enough."""
    return any_of_type(elements_of_head(head), ("LISTHEAD",))


def own_statement(head: Segment, colon: bool, mode: Mode, ctx: Context, read: Reader) -> AnyNode | None:
    """What a head that names something states by itself; "the following", with no colon behind it, only announces."""
    elements = elements_of_head(head)
    announces = any(e.may_be("LISTALL") for e in elements) and not (colon and mode == "any")
    if announces or not any(e.may_be("COND", "PROC", "DRUG") for e in elements) or any_of_type(elements, ("NEG",)):
        return None
    if names_only_kinds(elements):
        return None
    return read(head, ctx)


def of_the_last(own: AnyNode, body: Sequence[AnyNode], span: Span) -> AnyNode | None:
    """ "BMI ≥ 30, or BMI ≥ 27 with a comorbidity: A, B": the list may be of the last alternative alone; None where there is but one."""
    if not isinstance(own, AnyOf) or own.label is not None or not isinstance(own.children[-1], AllOf):
        return None
    *others, last = own.children
    narrow = AnyOf(span=span, children=(*others, conjunction([last, *body], span)))
    return Ambiguous(span=span, readings=(narrow, conjunction([own, *body], span)), why=_BINDS)


def is_confirmed(head: Segment) -> bool:
    """ "Pulmonary hypertension, confirmed by catheterisation: mean pressure ≥ 25 mmHg"."""
    return any(s.type == "HOW" and s.word.startswith(("confirm", "document", "verif", "proven")) for s in head.separators)


def is_denied_inside(head: Segment) -> bool:
    """ "Anaemia not on dialysis: haemoglobin < 10 g/dL": a "no" behind the name is said of what follows it, and not of the list."""
    said = [e.type for e in elements_of_head(head) if e.type != "FILLER"]
    if "NEG" not in said or said[0] != "COND" or {"LISTHEAD", "LISTALL"} & set(said):
        return False
    goes_on = not head.units[-1].parts or elements_of_head(head)[-1].tokens[-1].word in _GOING_ON
    return said[-1] != "NEG" and not goes_on


# Behind these the list is what the "no" is said of: "diabetes not treated with: …".
_GOING_ON = frozenset({"with", "to", "of", "by", "for", "in", "on", "from", "including", "than"})


def elements_of_head(head: Segment) -> list[Element]:
    """Its words, without brackets and what was linked to them."""
    return [p for p in segment_elements(head) if isinstance(p, Element)]
