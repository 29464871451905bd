"""A place said once for the members of a list: "infection or ulcer of the foot", "breast carcinoma or sarcoma".

Whether it is meant of the other members too stays open, so both readings are kept. It is not where a member is whole in itself: nobody
has a "hypertension of the breast", and asthma is in the lung anyway.
"""

from __future__ import annotations

import re
from itertools import pairwise

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item, own_start
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.adjectives import is_adjective
from eligibility.reference.body_sites import site_id, sites_of, thing_at, told_site
from eligibility.reference.histology import named_by_tissue
from eligibility.reference.mentions import Reading
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.vocabulary_rows import Domain
from eligibility.spans import Span
from eligibility.text.tokens import Token

_DOMAINS: dict[str, Domain] = {"COND": "condition", "PROC": "procedure"}
_PLACED = re.compile(r"\s+(?:of|in|on|at|to)\b(?:\s+(?:the|either|both|any))?\s+", re.IGNORECASE)


def share_places(items: list[Item], ctx: Context) -> None:
    """Gives each member the place that may be meant of it too."""
    _share_closing(items, ctx)
    for start, first in enumerate(items):
        places = _before(first.frame, ctx)
        members = _list_behind(items[start:]) if places else []
        if places and not first.frame.sites and any(map(_is_anywhere, members)):
            continue
        if places and all(_may_take(member, first.frame, places, ctx) or _is_involved(member, first.frame) for member in members):
            # Only to all of them: in "skin rash, fever or diarrhoea" the skin is that of the rash alone.
            for member in members:
                _lend(first.frame, member, places)


_INVOLVED = frozenset({"involvement", "infiltration", "invasion"})


def _is_involved(target: Frame, source: Frame) -> bool:
    """ "CNS involvement by lymphoma or leukemia": what the place is involved in is said of each, though it need not be a place of it."""
    plain = target.head is not None and target.head.type == "COND" and not target.sites and target.node is None
    return plain and not target.perhaps_at and any(e.type == "WORD" and e.word in _INVOLVED for e in source.elements)


_ANY_TUMOUR = ("malignancy", "neoplasm", "benign-neoplasm")


def _is_anywhere(frame: Frame) -> bool:
    """Whether it may be in any place, whatever the name before says: "breast cancer or metastatic disease", "lung cancer or melanoma"."""
    head = frame.head
    spread = vocabulary().lookup("metastasis", "condition")
    if head is None or frame.other or frame.values or frame.stage is not None:
        return True
    if head.type != "COND" or head.value in _ANY_TUMOUR:
        return False
    return named_by_tissue(head.value) or (spread is not None and vocabulary().is_a(head.value, spread.id))


def _share_closing(items: list[Item], ctx: Context) -> None:
    """A place behind the member that "or" or "and" adds, for all members before it."""
    commas = any(item.separator_type == "COMMA" for item in items)
    source: Frame | None = None
    places: list[Element] = []
    for previous, item in reversed(list(pairwise(items))):
        if not _goes_on(previous, item, commas):
            places = []
            continue
        if previous.separator_type != "COMMA":
            source, places = item.frame, _behind(item.frame, ctx) or places
        elif item.frame.sites and item.frame is not source:
            places = []  # a member with a place of its own begins another list
        if places and source is not None and _may_take(previous.frame, source, places, ctx):
            _lend(source, previous.frame, places)


def _goes_on(previous: Item, item: Item, commas: bool) -> bool:
    """Whether the list goes on; ", or" closes one with commas, and begins a statement otherwise."""
    joined = previous.separator_type in ("OR", "AND", "COMMA") and (not previous.strong or commas)
    return joined and not own_start(item.frame)


def _list_behind(items: list[Item]) -> list[Frame]:
    """The members behind the first one, up to the one that "or" or "and" adds; none where nothing closes the list."""
    members: list[Frame] = []
    for previous, item in pairwise(items):
        if not _goes_on(previous, item, commas=bool(members)):
            break
        members.append(item.frame)
        if previous.separator_type != "COMMA":
            return members
    return []


def _lend(source: Frame, target: Frame, places: list[Element]) -> None:
    head = source.head
    if target.borrowed and head is not None and places[0].span.start > head.span.start:
        target.sites = list(places)  # "early or advanced carcinoma of the breast": one noun, with all that stands behind it
    else:
        target.perhaps_at = list(places)


def _may_take(target: Frame, source: Frame, places: list[Element], ctx: Context) -> bool:
    head = target.head
    if target.sites or target.perhaps_at or target.node is not None or head is None or _ends_elsewhere(target, head, places):
        return False
    if source.head is None:
        return all(_may_be_at(head, place.value, ctx) for place in places)
    again = ctx.words(head.span).casefold() == ctx.words(source.head.span).casefold() and not target.borrowed
    # "Infection or radiotherapy to the chest": only of alike things may "to" be said.
    alike = source.head.type == head.type or not _directed(source, places, ctx)
    return alike and not again and all(_may_be_at(head, place.value, ctx) for place in places)


def _directed(source: Frame, places: list[Element], ctx: Context) -> bool:
    before = ctx.words(Span(source.span.start, places[0].span.start)).casefold().split()
    return "to" in before[-2:]


def _ends_elsewhere(target: Frame, head: Element, places: list[Element]) -> bool:
    """ "Surgery of any type or radiation to the chest": what has words of its own behind it is complete."""
    last = next((e for e in reversed(target.elements) if e.type != "FILLER"), head)
    return places[0].span.start > head.span.start and last.span.start > head.span.end


def _before(frame: Frame, ctx: Context) -> list[Element]:
    """The places before the name, or at its beginning: "breast squamous cell carcinoma", "knee injury"."""
    if frame.node is not None:
        return []
    if not frame.heads:
        noun = next((e for e in frame.elements if e.type == "DISEASENOUN"), None)  # "skin lesions or infections"
        return [s for s in frame.sites if noun is not None and s.span.end <= noun.span.start]
    start = frame.heads[0].span.start
    if frame.sites:
        return list(frame.sites) if all(s.span.end <= start for s in frame.sites) else []
    words = ctx.words(frame.heads[0].span).split() if frame.heads[0].type in _DOMAINS else []
    # "Renal failure or infection" names two diseases; "kidney stones or infection" may be both of the kidney.
    operation = frame.heads[0].type == "PROC" and words[-1:] == ["surgery"]  # "ocular surgery, trauma or infection"
    site = site_id(words[0]) if len(words) > 1 and (operation or not is_adjective(words[0])) else None
    if site is None:
        return []
    span = Span(start, start + len(words[0]))
    return [Element("SITE", site, span, (Token(words[0], span, (Reading("SITE", site),)),))]


def _behind(frame: Frame, ctx: Context) -> list[Element]:
    """The places behind the name, or at the end of it: "sarcoma | of the breast", "carcinoma of the breast"."""
    if frame.sites:
        named = frame.heads[:1] or frame.left[:1]  # or what is not understood: "luxation of the hip"
        behind = [s for s in frame.sites if named and s.span.start >= named[0].span.end]
        said = ctx.words(Span(named[0].span.end, behind[0].span.start)) if behind else ""
        return behind if _PLACED.match(said) else []
    head = frame.head
    words = ctx.words(head.span) if head is not None and head.type in _DOMAINS else ""
    cut = _PLACED.search(words)
    site = site_id(words[cut.end() :]) if cut is not None else None
    if head is None or cut is None or site is None:
        return []
    span = Span(head.span.start + cut.end(), head.span.end)
    return [Element("SITE", site, span, (Token(words[cut.end() :], span, (Reading("SITE", site),)),))]


def _may_be_at(head: Element, site: str, ctx: Context) -> bool:
    """Whether a thing may be at a place that its name does not tell."""
    domain = _DOMAINS.get(head.type)
    concept = vocabulary().concept(head.value)
    if domain is None or concept is None:
        return False
    names = tuple(dict.fromkeys((ctx.words(head.span).casefold(), concept.name)))
    told = any(told_site(name, domain) for name in names)
    if told or (domain == "procedure" and (sites_of(concept.id, domain) or vocabulary().is_a(concept.id, "dialysis"))):
        return False
    if domain == "condition" and _of_an_organ(concept.id):
        return any(thing_at(name, site, domain) not in (None, concept.id) for name in names)
    return named_by_tissue(concept.id) or _has_places(names, domain)


@remembered(maxsize=10_000)
def _of_an_organ(concept_id: str) -> bool:
    """Whether a condition is a disease of some organ or system; a lymphoma is one of the blood, but may be anywhere."""
    known = vocabulary()
    above = known.ancestors(concept_id)
    diseases = (known.disease_of(site) for site in _all_sites())
    return not named_by_tissue(concept_id) and any(d is not None and d.id in above for d in diseases)


@remembered(maxsize=10_000)
def _has_places(names: tuple[str, ...], domain: Domain) -> bool:
    """Whether the vocabulary names the thing with several sites: liver and lung abscess; but "enteric fever" is no fever of the bowel."""
    found = (thing_at(name, site, domain) for site in _all_sites() for name in names)
    return len({thing for thing in found if thing is not None}) > 1


@remembered(maxsize=1)
def _all_sites() -> tuple[str, ...]:
    known = vocabulary()
    return tuple(each for each in known if known.domain(each) == "site")
