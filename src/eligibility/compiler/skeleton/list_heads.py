"""What the head of a list says of its members: how many are asked for, whether it names their kind, of whom they are asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from eligibility.compiler.frames.context import Context, Mode
from eligibility.compiler.skeleton.reach import elements_worth, ends_in_link, named_in, segment_elements
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.openings import FERTILE
from eligibility.compiler.syntax.parse_tree import LINKS, Element, Segment, Unit
from eligibility.compiler.syntax.phrases import Amount, Compared
from eligibility.reference.abnormalities import abnormalities
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AllOf, Ambiguous, AnyNode, AnyOf, HasCondition, Implies, Not, Permission, TakesMedication, walk
from eligibility.spans import Span

Reader = Callable[[Segment, Context], AnyNode | None]


def asked_count(elements: list[Element]) -> int | None:
    """ "At least 2 of the following:"."""
    for element, following in pairwise(elements):
        value = element.value
        plain = isinstance(value, Compared) and value.operator == ">=" and value.amount == Amount(value.amount.value)
        if plain and (following.may_be("LISTALL", "LISTHEAD", "LISTNOUN") or following.word.startswith("of")):
            return max(1, int(value.amount.value))
    return None


def asks_for_all(elements: list[Element], label: str | None) -> bool:
    """ "All of:", "both of the following:"."""
    said = (e.word for e in elements if e.may_be("LISTALL"))
    return (label or "").casefold() in ("all of", "both of", "each of") or any(w.startswith(("all ", "both ", "each ")) for w in said)


_LISTS = ("LISTHEAD", "LISTALL")
_NAMES = ("COND", "PROC", "DRUG", "MEAS", "ATTR", "SCALE", "TEST", "SEXNOUN", "AGENOUN", "AGE")
_BINDS = "the list may be asked for with the last of these alone, or with any"


def statement_with_list(
    head: Segment, span: Span, read: Callable[[Segment], AnyNode | None], read_list: Callable[[Segment], AnyNode | None]
) -> AnyNode | None:
    """ "Not pregnant, and meets one of the following: …", "gout with any of the following: …"; None where the head is the list's alone."""
    head = _parted(head)
    place = next((i for i in range(len(head.separators) - 1, -1, -1) if head.separators[i].type != "IE"), None)
    if place is None or head.separators[place].type not in ("AND", "WITH") or not _is_list_head(head.units[place + 1 :]):
        return None
    before = Segment(head.units[: place + 1], head.separators[:place])
    own = read(before) if elements_worth(before.units[0]) or len(before.units) > 1 else None
    listed = read_list(Segment([Unit([p for u in head.units[place + 1 :] for p in u.parts])], [])) if own is not None else None
    if own is None or listed is None:
        return None
    if isinstance(own, Implies):
        return asked_of(own, listed, span)
    both = conjunction([own, listed], span)
    if head.separators[place].type == "AND" or not isinstance(own, AnyOf):
        return both
    *others, last = own.children
    narrow = AnyOf(span=span, children=(*others, conjunction([last, listed], span)))
    return narrow if is_measured(own) else Ambiguous(span=span, readings=(narrow, both), why=_BINDS)


def asked_of(guard: AnyNode, listed: AnyNode, span: Span) -> Implies:
    """The list asked of these people; of "sterile women must have had any of: …" with what is asked of them already."""
    if isinstance(guard, Implies):
        return Implies(span=span, guard=guard.guard, requirement=conjunction([guard.requirement, listed], span))
    return Implies(span=span, guard=guard, requirement=listed)


def _parted(head: Segment) -> Segment:
    """ "Patients with gout | who meet all of the following": the two in units of their own."""
    parts = head.units[-1].parts
    place = next((i for i, p in enumerate(parts) if i and isinstance(p, Element) and p.type in _LISTS), 0)
    word = parts[place] if place else None
    if not isinstance(word, Element) or word.word.split()[0] not in _RELATIVE or not any(named_in(u, *_NAMES) for u in head.units):
        return head
    link = Element("WITH", "", Span(word.span.start, word.span.start), word.tokens)
    return Segment([*head.units[:-1], Unit(parts[:place]), Unit(parts[place:])], [*head.separators, link])


_RELATIVE = frozenset({"who", "that", "which", "with", "meeting"})


def _is_list_head(units: list[Unit]) -> bool:
    """Whether they only say how many of the following are asked for, and perhaps of what kind these are."""
    said = [p for u in units for p in u.parts if isinstance(p, Element)]
    worth = [e for e in said if e.type != "FILLER"]
    counted = asked_count(said) is not None and bool(worth) and worth[0].type == "LIMIT"
    kind = bool(worth) and worth[-1].type in ("DISEASENOUN", "LISTNOUN")  # "the following weight-related comorbidities"
    named = any(e.may_be(*_NAMES) for e in worth[1:]) and not kind
    return bool(worth) and (worth[0].type in _LISTS or counted) and not named


KINDS = frozenset({"medication", "condition", "procedure"})


def names_only_kinds(elements: list[Element]) -> bool:
    """ "Use of the following medications:": what is meant are those below, not any."""
    named = [e for e in elements if e.may_be("COND", "PROC", "DRUG")]
    kinds = (e.reading("COND", "PROC", "DRUG") for e in named)
    return any(e.may_be("LISTALL", "LISTHEAD") for e in elements) and all(k in KINDS for k in kinds)


def makes_something_else(head: Segment, elements: list[Element]) -> bool:
    """ "Indication for one of the following:", "at risk of any of the following:": of what is listed, none need have been there."""
    if _asks_twice(head):
        return True
    place = next((n for n, e in enumerate(elements) if e.type == "LISTHEAD"), 0)
    words = [(e.type, e.tokens[-1].word.rsplit(None, 1)[-1]) for e in elements[max(0, place - 2) : place]]
    match words:
        case [("BLOCK" | "JUDGE" | "WORD", _), (_, "for")]:
            return True
        case [*_, ("BLOCK", "of" | "to" | "for")]:
            return True
    return False


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
        return AnyOf(span=span, children=tuple(nodes), label=label)
    return AllOf(span=span, children=tuple(nodes), label=label)


def demanding_guard(head: Segment, ctx: Context, read: Reader) -> AnyNode | None:
    """ "Patients who had a mastectomy must meet the following criteria:": the criteria are for them.

    A disease there may be the trial's own, which all patients have: it is a subgroup only where the trial's conditions show that.
    """
    index = next((i for i in range(len(head.units) - 1, -1, -1) if elements_worth(head.units[i])), None)
    if index is None or ctx.kind == "exclusion" or any(s.type != "IE" for s in head.separators[index:]):
        return None
    unit = head.units[index]
    place = next((i for i, p in enumerate(unit.parts) if isinstance(p, Element) and p.type == "DEMAND"), None)
    if place is None or elements_worth(Unit(unit.parts[place + 1 :])):
        return None
    subject = Segment([*head.units[:index], Unit(unit.parts[:place])], head.separators[:index])
    if not any(named_in(u, "COND", "PROC", "DRUG") for u in subject.units):
        return None
    guard = read(subject, ctx.requiring())
    diseases = [n.concept.id for n in walk(guard) if isinstance(n, HasCondition)] if guard is not None else []
    own = [c.id for c in ctx.conditions if c.id is not None]
    related = any(d is None or vocabulary().is_a(d, o) or vocabulary().is_a(o, d) for d in diseases for o in own)
    return None if diseases and (not own or related) else guard


def subgroup_of(head: Segment, ctx: Context, read: Reader) -> AnyNode | None:
    """ "For women of childbearing potential", "patients with liver metastases": the subgroup a requirement is for."""
    elements = _elements(head)
    if not elements:
        return None
    only_criteria = all(isinstance(p, Element) and p.type in ("LISTNOUN", "FILLER") for p in head.units[0].parts)
    if head.separators and head.separators[0].type == "IF" and only_criteria:  # "criteria for patients with …"
        ctx.ledger.take(p for p in head.units[0].parts if isinstance(p, Element))
        return read(Segment(head.units[1:], head.separators[1:]), ctx.requiring())
    childbearing = any(e.reading("ATTR") in FERTILE for e in elements)
    only_sex = any_of_type(elements, ("SEXNOUN",)) and not any(e.may_be("COND", "PROC", "DRUG") for e in elements)
    if elements[0].type == "LISTNOUN" and [e.type for e in elements[1:2]] == ["FOR"]:
        ctx.ledger.take(elements[:2])
        return read(Segment([Unit(head.units[0].parts[2:]), *head.units[1:]], head.separators), ctx.listing())
    if elements[0].type == "FOR" or childbearing or (only_sex and ctx.mode == "all"):
        return read(head, ctx.requiring())
    return None


def of_people(head: Segment, body: list[AnyNode], span: Span, ctx: Context, read: Reader) -> AnyNode | None:
    """ "Patients with cirrhosis: Child-Pugh A", "… must meet all of the following: …": of them alone, or all patients must be such."""
    elements = _elements(head)
    if ctx.kind == "exclusion" and not ctx.excepting:
        return _excluded_among(head, elements, body, span, ctx, read)
    people = any_of_type(elements, ("SUBJECT", "AGENOUN"))
    named = any(e.type == "AGENOUN" or e.may_be("COND", "PROC", "DRUG") for e in elements)
    subject = _before_demand(head)
    measured = not any(e.may_be("LISTALL", "DEMAND") for e in elements) and all(is_measured(n) for n in body)
    only = subject is not None or _ends_in_people(head) or measured
    excepted = ctx.excepting and measured
    if not excepted and (ctx.kind != "inclusion" or ctx.mode != "all"):
        return None
    if not (people and named and only):
        return None
    own = read(subject or head, ctx.requiring())
    if own is None or own.kind == "opaque":
        return None
    demand = conjunction(body, span)
    readings = (Implies(span=span, guard=own, requirement=demand), AllOf(span=span, children=(own, demand)))
    if excepted or all(isinstance(n, Implies) for n in body):
        return readings[0]
    if is_the_trials_own(own, ctx):
        return readings[1]
    return Ambiguous(span=span, readings=readings, why="it may be asked of these patients alone, or all must be such")


def _excluded_among(head: Segment, elements: list[Element], body: list[AnyNode], span: Span, ctx: Context, read: Reader) -> AnyNode | None:
    """ "Adolescents: history of psychosis" excludes nobody else; other heads with values below them name people, too."""
    people = all(e.type in ("AGENOUN", "SEXNOUN", "SUBJECT", "FILLER") for e in elements) and any_of_type(elements, ("AGENOUN", "SEXNOUN"))
    named = any_of_type(elements, ("SUBJECT",)) and any(e.may_be("COND", "PROC", "DRUG") for e in elements)
    asks = any(e.may_be("LISTHEAD", "LISTALL", "DEMAND") for e in elements)
    if asks or not (people or (named and all(is_measured(n) for n in body))):
        return None
    own = read(head, ctx.requiring())
    if own is None or own.kind == "opaque" or (isinstance(own, HasCondition) and own.concept.id in abnormalities()):
        return None  # "patients with anaemia: haemoglobin < 10 g/dL" says what anaemia is
    return AllOf(span=span, children=(own, disjunction(body, span)))


def _ends_in_people(head: Segment) -> bool:
    """ "Hepatitis B positive subjects", "diabetic patients": of which of them there may be several."""
    said = [p for p in head.units[-1].parts if not isinstance(p, Element) or p.type != "FILLER"]
    last = said[-1] if len(said) > 1 else None
    return not head.separators and isinstance(last, Element) and last.type == "SUBJECT"


def is_the_trials_own(node: AnyNode, ctx: Context) -> bool:
    """Whether it names a disease that the trial is for, which all its patients have."""
    diseases = [n.concept.id for n in walk(node) if isinstance(n, HasCondition)]
    own = [c.id for c in ctx.conditions if c.id is not None]
    return any(d is not None and (vocabulary().is_a(d, o) or vocabulary().is_a(o, d)) for d in diseases for o in own)


def _before_demand(head: Segment) -> Segment | None:
    """Whom "… must meet all of the following" is said of; None if the head says something else."""
    place = next((i for i, p in enumerate(head.units[-1].parts) if isinstance(p, Element) and p.type == "DEMAND"), None)
    behind = head.units[-1].parts[place + 1 :] if place is not None else []
    plain = bool(behind) and all(isinstance(p, Element) and p.type in (*_LISTS, "LISTNOUN", "FILLER") for p in behind)
    if place is None or not plain or any_of_type(head.separators, LINKS):
        return None
    return Segment([*head.units[:-1], Unit(head.units[-1].parts[:place])], head.separators)


def body_context(head: Segment, ctx: Context, read: Reader) -> Context:
    """How the list under a head is read: of a definition or a subgroup all is asked for, of examples and exceptions any counts."""
    kinds = {s.type for s in head.separators}
    if "IE" in kinds or subgroup_of(head, ctx, read) is not None:
        return ctx.requiring()
    excepted = "EXCEPT" in kinds and ends_in_link(head)  # "unless …:" and "(except …):" excuse from all of the list
    return ctx.listing() if excepted or kinds & {"EG", "CAUSE", "NOTCAUSE"} else ctx


def chooses(head: Segment) -> bool:
    """Whether one of the list is enough."""
    return any_of_type(_elements(head), ("LISTHEAD",))


def own_statement(head: Segment, colon: bool, mode: Mode, ctx: Context, read: Reader) -> AnyNode | None:
    """What a head that names something states by itself; "the following", with no colon behind it, only announces."""
    elements = _elements(head)
    announces = any(e.may_be("LISTALL") for e in elements) and not (colon and mode == "any")
    if announces or not any(e.may_be("COND", "PROC", "DRUG") for e in elements) or any_of_type(elements, ("NEG",)):
        return None
    if names_only_kinds(elements):
        return None
    return read(head, ctx)


def _elements(head: Segment) -> list[Element]:
    return [p for p in segment_elements(head) if isinstance(p, Element)]
