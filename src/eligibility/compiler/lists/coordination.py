"""Names that share a part: "hepatic, portal and splenic vein thrombosis", "hepatitis A, C, or E", "acute or chronic liver failure".

A unit that is no name by itself borrows the end of the next one, or the beginning of the one before, where the vocabulary knows
the result. Only whole known names are made this way; nothing is guessed.
"""

from __future__ import annotations

import re
from itertools import pairwise

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.adjectives import shared_adjectives
from eligibility.compiler.lists.nouns_of_places import borrow_disease_noun, lend_disease_noun
from eligibility.compiler.lists.nouns_shared import DOMAINS, adjectives_of, describe_unknown, noun_of, stands_for_another, takes_into_name
from eligibility.compiler.lists.organs import doubt_organs
from eligibility.compiler.lists.routes import has_route, without_route
from eligibility.compiler.lists.sayable import tells_tissue
from eligibility.compiler.lists.short_names import borrow_sites, refer_back
from eligibility.compiler.lists.taken_over import take_over
from eligibility.compiler.recorded.compounds import names_its_treatment
from eligibility.compiler.recorded.numbered_types import number_beside, type_beside
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Classes
from eligibility.reference.adjectives import is_adjective
from eligibility.reference.mentions import Reading
from eligibility.reference.strangers import ANY_CONDITION
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span
from eligibility.text.tokens import Token

# How many units away a name may lend its part.
_NEIGHBOURS = 8


def complete(frames: list[Frame], ctx: Context) -> None:
    """Gives the incomplete units of a list the heads they share with their neighbours."""
    for frame, following in reversed(list(pairwise(frames))):
        borrow_disease_noun(frame, following)
    for frame, following in pairwise(frames):
        lend_disease_noun(frame, following)
        _borrow_stem(frame, following, ctx)
        _borrow_type(frame, following, ctx)
        _share_adjectives_of_stem(frame, following, ctx)
    for index in range(len(frames) - 1, -1, -1):
        _complete_from_behind(frames, index, ctx)
    refer_back(frames, ctx)
    borrow_sites(frames, ctx)
    for index, frame in enumerate(frames):
        if frame.node is not None or frame.values or (frame.heads and not _is_fragment(frame, ctx)):
            continue
        donor = next((f for f in reversed(frames[max(0, index - _NEIGHBOURS) : index]) if f.heads and not f.borrowed), None)
        if donor is not None:
            _borrow_beginning(frame, donor, ctx)
    doubt_organs(frames, ctx)


def _complete_from_behind(frames: list[Frame], index: int, ctx: Context) -> None:
    """The end of a name, or the whole of it, that a unit shares with one behind it."""
    frame = frames[index]
    staged = bool(frame.values) and not frame.heads and all(_is_stage(v) for v in frame.values)
    if (frame.heads and not _lone_name(frame)) or frame.node is not None or (frame.values and not staged):
        return
    if frame.sites and any_of_type(frame.elements, ("DISEASENOUN",)):
        return  # "skin lesions | or infections": it has a noun
    if frame.values and _only_stage(frame):
        _lend_stage(frame, frames[index + 1 : index + 2])
        return
    near = frames[index + 1 : index + 1 + _NEIGHBOURS]
    donor = next((f for f in near if f.heads and not _is_half(f) and (not f.borrowed or _only_adjectives(frame))), None)
    halved = frame.heads and len(frame.elements) > 1  # "active alcohol or drug abuse", but not "no herbal or dietary supplements"
    if (
        donor is None
        or (frame.route is not None and donor.heads[0].type != "DRUG")
        or (halved and donor.heads[0].type not in ("COND", "TEST"))
        or _is_not_needed(donor, frame)
        or _is_demanded(donor)
    ):
        return
    if (
        _borrow_end(frame, donor, ctx, index > 0 and _only_qualifies(frames[index - 1]))
        or _borrow_noun(frame, donor, ctx)
        or _borrow_at_place(frame, donor)
        or not (describe_unknown(frame, donor) or _only_qualifies(frame))
    ):
        return
    _borrow_whole(frame, donor, ctx)


def _borrow_whole(frame: Frame, donor: Frame, ctx: Context) -> None:
    """The whole name for a unit that only qualifies it, with what is said of the noun: "current or former | smokers"."""
    unrouted = without_route(donor) if frame.route is not None else None
    if frame.route is not None and unrouted is None and has_route(donor):
        return
    if donor.blocked and frame.tensed and not frame.descriptors and _says_what_for(donor):
        # "Current or planned use of medication for insomnia": what the words before the name make of it, they make of both.
        frame.blocked = True
        frame.linked.append(donor.span)
        return
    if names_its_treatment(donor) and not frame.descriptors:
        # "Prior or planned prostate cancer therapy": both are of the therapy.
        frame.blocked = True
        frame.linked.append(donor.span)
        return
    instead = stands_for_another(frame, donor)
    heads = [unrouted] if unrouted is not None else [noun_of(h) if instead else h for h in donor.heads]
    frame.heads, frame.borrowed, frame.lender = [_at_its_time(h, frame, ctx) or h for h in heads], True, donor
    frame.perhaps_described = [*frame.perhaps_described, *_behind_the_alternative(frame, donor)]
    frame.descriptors = [*frame.descriptors, *donor.common]
    behind = [e for e in donor.left if e.span.start >= donor.heads[0].span.end]
    frame.left = [*frame.left, *shared_adjectives(donor), *behind]  # "unresectable or metastatic cancer not suitable for surgery"
    frame.sites = frame.sites or list(donor.sites)  # "active or chronic corneal disorder"
    if not (frame.groups or frame.values):
        frame.extra = frame.extra or list(donor.extra)  # "current or former smokers with at least 10 pack-years"
    take_over(frame, donor)


def _behind_the_alternative(frame: Frame, donor: Frame) -> list[Element]:
    """ "Multifocal | or multicentric invasive carcinoma": adjectives behind the one that "or" joins may be said of both."""
    described = [d for d in donor.descriptors if d.type == "DESC" and d.span.end <= donor.heads[0].span.start]
    if donor.common or not (frame.descriptors or frame.severity) or len(described) < 2 or frame.span.end > described[0].span.start:
        return []
    own = 2 if described[0].word.endswith("ly") else 1  # "poorly controlled"
    return described[own:]


def _is_not_needed(donor: Frame, frame: Frame) -> bool:
    """ "Treated and not requiring steroids": said of the disease or the patient, and no adjective of the steroids."""
    head, opening = donor.heads[0], [e.type for e in donor.elements if e.type in ("NEG", "TAKING")]
    return head.type in ("DRUG", "PROC") and opening == ["NEG", "TAKING"] and bool(frame.descriptors)


_TIMES_IN_NAMES = frozenset({"current", "former", "past", "previous", "prior", "active", "ex"})


def _at_its_time(head: Element, frame: Frame, ctx: Context) -> Element | None:
    """ "Current or former smokers": each time makes another name of the noun they share."""
    words = ctx.words(head.span).split()
    said = next((e for e in frame.elements if e.type in ("CURR", "HIST")), None)
    if head.type != "ATTR" or said is None or len(words) < 2 or words[0].casefold() not in _TIMES_IN_NAMES:
        return None
    name = " ".join([ctx.words(said.span), *words[1:]])
    reading = name_of(name, "ATTR")
    frame.blocked = frame.blocked or reading is None
    return Element("ATTR", reading.value, said.span, (Token(name, said.span, (reading,)),)) if reading is not None else None


def _says_what_for(frame: Frame) -> bool:
    """Whether its name is only what something else is for: "planned use of medication for insomnia"."""
    return any(e.type in ("FOR", "THERAPY") and e.span.end <= frame.heads[0].span.start for e in frame.elements)


# Prefixes that the second of two names may leave without their hyphen: "pre or postmenopausal".
_PREFIXES = frozenset({"pre", "peri", "post", "hyper", "hypo"})


def _borrow_stem(frame: Frame, donor: Frame, ctx: Context) -> None:
    """ "Pre- or postmenopausal": a prefix borrows the stem of the word behind it, where that makes a known name."""
    words = [e for e in frame.elements if e.type != "HYPHEN"]
    if frame.heads or frame.groups or not words or words[-1].type != "WORD" or not donor.heads:
        return
    hyphened = len(frame.elements) == len(words) + 1 and frame.elements[-1].type == "HYPHEN"
    bare = len(frame.elements) == len(words) and words[-1].word in _PREFIXES
    if not (hyphened or bare) or words[:-1] != [e for e in words[:-1] if e.type in ("FILLER", "SUBJECT")]:
        return
    head = donor.heads[0]
    prefix, stem = ctx.words(words[-1].span), _stem(ctx.words(head.span).split())
    for cut in range(1, len(stem) - 2):
        reading = name_of(prefix + stem[cut:], head.type)
        if reading is not None and reading.value != head.value:
            token = Token(prefix + stem[cut:], words[-1].span, (reading,))
            frame.heads, frame.left = [Element(reading.type, reading.value, words[-1].span, (token,))], []
            return


def _stem(words: list[str]) -> str:
    """The first word of a name; a prefix that stands apart belongs to it ("post menopausal")."""
    apart = len(words) > 1 and words[0].casefold() in _PREFIXES
    return "".join(words[: 1 + apart]).replace("-", "")


def _borrow_type(frame: Frame, following: Frame, ctx: Context) -> None:
    """ "Type 1 | or type 2 diabetes", "neurofibromatosis type 1 | or 2": the rest of the name is that of the neighbour."""
    if following.heads and (name := type_beside(frame, ctx.words(following.heads[0].span))):
        _adopt_number(frame, name, following.heads[0])
    elif frame.heads and (name := number_beside(following, ctx.words(frame.heads[0].span))):
        _adopt_number(following, name, frame.heads[0])


def _share_adjectives_of_stem(frame: Frame, following: Frame, ctx: Context) -> None:
    """ "Active hepatitis B | or C": what stands before the stem is said of both (syntax/numbered_names.py made the name whole)."""
    head = following.head
    if head is None or not frame.heads or following.descriptors:
        return
    own, name = ctx.words(head.span), head.tokens[0].text
    if len(own.split()) == 1 and name.endswith(f" {own}"):
        following.descriptors, following.severity = list(frame.descriptors), following.severity or frame.severity
        following.lender = frame.lender or frame
        if not following.tensed:
            following.history, following.current, following.planned = frame.history, frame.current, frame.planned


def _adopt_number(frame: Frame, name: str, like: Element) -> None:
    if _adopt(frame, name, frame.values[0].span, like):
        frame.values = []


_IN_NAMES = ("WORD", "DRUG", "ORG", "DESC", "SITE", "CLASSVALUE", "ACTIVE", "MEASMOD", "BLOCK", "FUNCTIONNOUN", "COND", "ROUTE")


def _own_words(frame: Frame, ctx: Context, operation: bool = False) -> tuple[str, Span] | None:
    """The words of a unit that may be the beginning of a shared name."""
    half = _is_half(frame)
    words = [
        e for e in frame.elements if e.type in _IN_NAMES or _is_drug(e) or (operation and e.type == "SEV") or (half and e.type == "MEAS")
    ]
    if not words:
        return None
    span = Span(words[0].span.start, words[-1].span.end)
    return ctx.words(span), span


def _is_demanded(donor: Frame) -> bool:
    """ "EGFR | or ALK positive patients must have received a TKI": the name is not that of whom the demand is for."""
    return any(e.type == "DEMAND" and e.span.end <= donor.heads[0].span.start for e in donor.elements)


def _is_half(frame: Frame) -> bool:
    """ "PD-1 | PD-L1 | or CTLA-4 inhibitors": what may be measured stands alone, and nothing is said of its value."""
    said = frame.values or frame.positive is not None or frame.normal is not None
    return not said and frame.head is not None and frame.head.type == "MEAS" and _lone_name(frame)


def _is_drug(element: Element) -> bool:
    """The word itself, which may be half of a name: "drug or alcohol dependence"."""
    return element.type == "THERAPY" and element.word in ("drug", "drugs")


def _borrow_end(frame: Frame, donor: Frame, ctx: Context, alternative: bool) -> bool:
    """The end of the donor's name for a unit that is its beginning.

    `alternative`: the adjectives before it stand for others ("locally advanced | or metastatic gastric | or esophageal cancer"), so that
    the last noun is not only what the last of them says.
    """
    own = _own_words(frame, ctx, operation=donor.heads[0].type == "PROC")  # "major | or minor surgery"
    if own is None:
        return False
    if any(_borrow_with(frame, donor, own_words, ctx) for own_words in _endings(own)):
        frame.lender = donor
        take_over(frame, donor)
        frame.route = None if takes_into_name(frame) or has_route(frame) else frame.route
        # Adjectives before the first half stand before the shared noun: "high-risk esophageal/gastric varices".
        if not alternative:
            donor.descriptors = donor.descriptors or list(frame.descriptors)
        donor.severity = donor.severity or frame.severity
        donor.values = donor.values or list(frame.values)  # "stage IV breast or lung cancer"
        return True
    return False


_BESIDE_SITES = ("SITE", "FILLER", "SEV", "DESC", "HIST", "NEG", "SUBJECT")


def _borrow_noun(frame: Frame, donor: Frame, ctx: Context) -> bool:
    """ "Lung or gastrointestinal hemorrhage": a hemorrhage there, and not any disease of the lung."""
    head = donor.heads[0]
    words = ctx.words(head.span).split()
    of_a_place = len(frame.sites) == 1 and all(e.type in _BESIDE_SITES for e in frame.elements)
    if not of_a_place or head.type != "COND" or len(words) < 2 or name_of(" ".join(words[:-1]), "SITE") is None:
        return False
    reading = name_of(words[-1], "COND")
    if reading is None or reading.value == ANY_CONDITION:
        return False
    frame.heads = [Element("COND", reading.value, frame.sites[-1].span, (Token(words[-1], frame.sites[-1].span, (reading,)),))]
    frame.borrowed, frame.lender = True, donor
    take_over(frame, donor)
    return True


def _at_places(frame: Frame, donor: Frame) -> bool:
    """ "Hip or knee pain", "breast or abdominal reconstructive surgery": two places of one thing, whose name has no further place."""
    head = donor.heads[0]
    placed = any(s.span.end <= head.span.start for s in donor.sites)
    of_places = bool(frame.sites) and all(e.type in ("SITE", "FILLER", "NEG", "HIST", "SUBJECT") for e in frame.elements)
    return placed and of_places and name_of(head.tokens[0].text.split()[0], "SITE") is None


def _borrow_at_place(frame: Frame, donor: Frame) -> bool:
    """The whole name of the next unit for a unit that is only another place of it."""
    if donor.heads[0].type not in ("COND", "PROC") or not _at_places(frame, donor):
        return False
    frame.heads, frame.borrowed, frame.lender = list(donor.heads), True, donor
    take_over(frame, donor)
    return True


def _endings(own: tuple[str, Span]) -> list[tuple[str, Span]]:
    """The words of a unit, and its last words alone: the "high-risk" of "high-risk esophageal" is no part of the name."""
    text, span = own
    places = [0, *(m.end() for m in re.finditer(r"\s+", text))]
    return [(text[p:], Span(span.start + p, span.end)) for p in places]


def _borrow_with(frame: Frame, donor: Frame, own: tuple[str, Span], ctx: Context) -> bool:
    head = donor.heads[0]
    start = min(
        [head.span.start, *(e.span.start for e in (*donor.descriptors, *donor.left, *donor.sites) if e.span.end <= head.span.start)]
    )
    words = ctx.words(Span(start, head.span.end)).split()
    most = len(words) - 1
    described = all(_is_adjective(e) for e in frame.elements if own[1].covers(e.span))
    if described:
        # An adjective stands for another one, and not for what the noun is of: "metastatic or recurrent breast cancer".
        before = len(ctx.words(Span(start, head.span.start)).split())
        kinds = adjectives_of(head)
        if kinds == 0 and not donor.descriptors and is_adjective(head.tokens[0].text.split()[0]):
            kinds = 1  # "inflammatory or autoimmune disease"
        most = min(most, before + kinds)
    elif _at_places(frame, donor):
        most = min(most, len(ctx.words(Span(start, head.span.start)).split()))
    names = [" ".join([own[0], *words[cut:]]) for cut in range(1, most + 1)]
    whole, kinds = head.tokens[0].text.split(), 0 if _at_places(frame, donor) else adjectives_of(head)
    names += [" ".join([own[0], *whole[cut:]]) for cut in range(kinds, -1, -1)]
    if frame.heads:
        # "Creatinine or creatinine clearance": it has a name of its own, which is not the next one's.
        names = [n for n in names if n.casefold().split() != [w.casefold() for w in words]]
    return any(_adopt(frame, name, own[1], head, attested=described) for name in names)  # "measurable or evaluable disease"


def _only_adjectives(frame: Frame) -> bool:
    """Whether the next unit may lend its noun though it has borrowed one: "acute | hepatic | or renal failure"."""
    said = [e for e in frame.elements if e.type in ("DESC", "ACTIVE", "WORD", "SITE", "ORG", "COND")]
    return all(_is_adjective(e) for e in said) and bool(frame.descriptors or frame.severity)


def _is_adjective(element: Element) -> bool:
    """Whether it describes a noun, and does not say of which organ or tissue: "hematologic | or neurologic disease"."""
    return element.type in ("DESC", "ACTIVE") and not tells_tissue(element)


def _only_qualifies(frame: Frame) -> bool:
    """A unit of adjectives alone: "congenital or acquired immunodeficiency"."""
    kinds: tuple[str, ...] = (
        "DESC",
        "SEV",
        "ACTIVE",
        "FILLER",
        "SUBJECT",
        "HIST",
        "CURR",
        "PLAN",
        "NEG",
        "GAP",
        "OTHER",
        "HOWADJ",
        "RECENT",
        "ROUTE",
    )
    required = any(e.type == "TAKING" and e.word.startswith("requir") for e in frame.elements)  # "infection and require oral or …"
    undergoing = any(e.type == "TAKING" and e.word.startswith("undergo") for e in frame.elements)  # "undergoing minor or open surgery"
    kinds += ("TAKING",) if undergoing or (frame.route is not None and not required) else ()  # "use of oral or inhaled corticosteroids"
    said = [e for e in frame.elements if not (e.type == "DEMAND" and e.tokens[-1].word.endswith("have"))]
    return bool(frame.descriptors or frame.severity or frame.tensed or frame.gap or frame.route) and all(e.type in kinds for e in said)


def _is_stage(value: Element) -> bool:
    return isinstance(value.value, Classes) and value.value.word in ("stage", "stages", "grade", "grades")


def _only_stage(frame: Frame) -> bool:
    value = frame.values[0].value if len(frame.values) == 1 else None
    staged = isinstance(value, Classes) and value.word in ("stage", "stages")
    return staged and all(e.type in ("CLASSES", "FILLER") for e in frame.elements)


def _lend_stage(frame: Frame, following: list[Frame]) -> None:
    """ "Stage III or recurrent | ovarian cancer": the stage is of the disease that the next unit names."""
    donor = following[0] if following else None
    if donor is not None and donor.heads and donor.heads[0].type == "COND" and donor.descriptors and not donor.values:
        frame.heads, frame.borrowed, frame.lender = list(donor.heads), True, donor
        take_over(frame, donor)


def _lone_name(frame: Frame) -> bool:
    """A unit that is nothing but one drug or organism, which may be the first half of a condition: "active alcohol or substance abuse"."""
    named = [e for e in frame.elements if e.type not in _BEFORE_NAMES]
    return len(named) == 1 and named[0].type in ("DRUG", "ORG", "MEAS", "SITE")


_BEFORE_NAMES = frozenset({"FILLER", "SUBJECT", "NEG", "HIST", "CURR", "ACTIVE"})


def _borrow_beginning(frame: Frame, donor: Frame, ctx: Context) -> bool:
    own = _own_words(frame, ctx)
    if own is None:
        return False
    head = donor.heads[0]
    words = ctx.words(head.span).split()
    tails = [own[0], *(own[0].split()[:1] if frame.heads else ())]
    names = [" ".join([*words[:cut], tail]) for tail in tails for cut in range(len(words) - 1, 0, -1)]
    adopted = any(_adopt(frame, name, own[1], head) for name in names)
    frame.lender = donor if adopted else frame.lender
    return adopted


def _is_fragment(frame: Frame, ctx: Context) -> bool:
    """A head that is only a piece of a name: "E virus infection"."""
    head = frame.heads[0]
    before = [e for e in frame.left if e.span.end <= head.span.start and head.span.start - e.span.end <= 1]
    return bool(before) and len(ctx.words(before[-1].span)) <= 2


def _adopt(frame: Frame, name: str, span: Span, like: Element, attested: bool = False) -> bool:
    """Makes `name` the head of the frame if the vocabulary has it; `attested`: also where it is a fact to be attested."""
    kinds = ("TEST", "MEAS", "ATTR") if attested else ("TEST", "MEAS")
    domain = DOMAINS.get(like.type)
    if domain is None:
        reading = name_of(name, like.type) if like.type in kinds else None
    else:
        concept = vocabulary().lookup(name, domain)
        reading = Reading(like.type, concept.id) if concept is not None else None
    if reading is None:
        return False
    frame.heads = [Element(like.type, reading.value, span, (Token(name, span, (reading,)),))]
    frame.left = [e for e in frame.left if not span.covers(e.span)]
    frame.descriptors = [e for e in frame.descriptors if not span.covers(e.span)]
    frame.sites = [e for e in frame.sites if not span.covers(e.span)]
    for element in frame.elements:
        if element.type == "MEASMOD" and span.covers(element.span):
            element.type = "FILLER"  # "peripheral sensory | or motor neuropathy": it is of the name now
    frame.therapy = frame.therapy and any(e.type == "THERAPY" and not span.covers(e.span) for e in frame.elements)
    frame.blocked = False
    frame.borrowed = True
    return True
