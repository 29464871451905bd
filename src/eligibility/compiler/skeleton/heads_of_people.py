"""Heads of lists that say of whom the list is: "for women of childbearing potential:", "patients without diabetes:", "smokers:"."""

from __future__ import annotations

import re

from eligibility.compiler.frames.context import Context
from eligibility.compiler.skeleton.list_heads import Reader, elements_of_head, is_measured
from eligibility.compiler.skeleton.reach import LISTS, elements_worth, ends_in_link, named_in
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.openings import FERTILE
from eligibility.compiler.syntax.origins import is_origin_word
from eligibility.compiler.syntax.parse_tree import LINKS, Element, Segment, Unit
from eligibility.reference.abnormalities import abnormalities
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AllOf, Ambiguous, AnyNode, HasCondition, Implies, walk
from eligibility.spans import Span

# "Diabetics:", "smokers:"; "diabetes:" is a subject.
_SORT_OF_PEOPLE = re.compile(r"(?:non-?)?(?:\w+[tmn]ics|\w*smokers|drinkers|\w*vapers)$", re.IGNORECASE)


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
    elements = elements_of_head(head)
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


def _is_sort_of_people(elements: list[Element]) -> bool:
    said = [e for e in elements if e.type not in ("FILLER", "SUBJECT")]
    sort = len(said) == 1 and said[0].may_be("COND", "ATTR") and _SORT_OF_PEOPLE.fullmatch(said[0].word) is not None
    return sort or (bool(said) and all(map(is_origin_word, said)))


def _denies_of_people(elements: list[Element]) -> bool:
    """ "Patients without diabetes:", "patients who are not pregnant:": what is denied is said of them, and not of what stands below."""
    people = any_of_type(elements, ("SUBJECT", "AGENOUN", "SEXNOUN"))
    listing = any(e.may_be(*LISTS, "LISTNOUN") for e in elements)
    return people and not listing and any_of_type(elements, ("NEG",)) and any(e.may_be("ATTR", "COND", "PROC", "DRUG") for e in elements)


def of_people(head: Segment, body: list[AnyNode], span: Span, ctx: Context, read: Reader) -> AnyNode | None:
    """ "Patients with cirrhosis: Child-Pugh A", "… must meet all of the following: …": of them alone, or all patients must be such."""
    elements = elements_of_head(head)
    if ctx.kind == "exclusion" and not ctx.excepting:
        return _excluded_among(head, elements, body, span, ctx, read)
    sort = _is_sort_of_people(elements)
    people = sort or any_of_type(elements, ("SUBJECT", "AGENOUN"))
    subject = _before_demand(head)
    measured = not any(e.may_be("LISTALL", "DEMAND") for e in elements) and all(is_measured(n) for n in body)
    denied = _denies_of_people(elements) and subject is None
    named = sort or denied or any(e.type == "AGENOUN" or e.may_be("COND", "PROC", "DRUG") for e in elements)
    only = subject is not None or _ends_in_people(head) or measured or sort or denied
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
    people = people or _denies_of_people(elements)
    named = any_of_type(elements, ("SUBJECT",)) and any(e.may_be("COND", "PROC", "DRUG") for e in elements)
    asks = any(e.may_be(*LISTS, "DEMAND") for e in elements)
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
    plain = bool(behind) and all(isinstance(p, Element) and p.type in (*LISTS, "LISTNOUN", "FILLER") for p in behind)
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
