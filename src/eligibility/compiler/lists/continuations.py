"""Units that only go on with the one before them: more of a qualification, of its places, its adjectives, its people."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.frames.tails import RELATIVES
from eligibility.compiler.recorded.formalities import PLAIN, is_formal
from eligibility.compiler.skeleton.items import Item, own_start
from eligibility.compiler.syntax.elements import any_of_type

_DECLINING = frozenset({"opt out", "may opt out", "can opt out", "may decline"})
_CONSEQUENCES = frozenset({"causing", "leading to", "resulting in", "manifested by", "manifesting as"})


def join_tails(items: list[Item]) -> list[Item]:
    """ "Surgery under general or spinal anaesthesia": the second unit goes on with the qualification, and is no statement of its own.

    Where it could be either, it goes on: an answer that needs the qualification is unknown, which is never wrong.
    """
    joined: list[Item] = []
    for item in items:
        previous = joined[-1] if joined else None
        if previous is not None and _breaks_off(previous):
            # "Women who are | or may be pregnant": who is meant, before the first of two verbs.
            item.frame.sexes = previous.frame.sexes + item.frame.sexes
            item.frame.elements = [*previous.frame.elements, *item.frame.elements]
            joined[-1] = item
        elif previous is None or not _continued(previous, item, joined):
            joined.append(item)
    return joined


def _continued(previous: Item, item: Item, before: list[Item]) -> bool:
    """Whether a unit goes on with the one before it, the last of those before, which then has its words."""
    frame, more, separator = previous.frame, item.frame, previous.separator
    if _only_says_when(previous, more):
        frame.history = frame.history or more.history
    elif _may_be_declined(more):
        frame.blocked = True
    elif _more_people(previous, more):
        frame.sexes += more.sexes if frame.sexes else []
    elif _more_sites(previous, more):
        frame.sites += more.sites
        frame.windows = frame.windows or more.windows
    elif separator is not None and _more_of_a_formality(frame, more):
        frame.left += [separator, *more.elements]
        frame.elements.append(separator)
    elif separator is not None and (_more_of_a_treatment(previous, more) or _more_of_a_denial(previous, more)):
        frame.left += [separator, *(e for e in more.elements if e.type != "WINDOW")]
        frame.elements.append(separator)
        frame.windows = frame.windows or list(more.windows)
    elif separator is not None and frame.tail is not None and not _named_before(before, more) and _goes_on(previous, more):
        frame.tail.parts += [separator, *more.elements]
        frame.windows = frame.windows or more.windows
    elif not _more_to_judge(previous, more):
        return False
    frame.elements += more.elements
    previous.separator = item.separator
    return True


def _breaks_off(previous: Item) -> bool:
    frame, separator = previous.frame, previous.separator
    only_people = bool(frame.sexes) and all(e.type in ("SEXNOUN", "FILLER", "SUBJECT") for e in frame.elements) and not frame.groups
    said_or = separator is not None and separator.type in ("OR", "AND")
    return said_or and only_people and frame.elements[-1].word.split()[-1] in ("are", "is", "who", "be")


def _may_be_declined(frame: Frame) -> bool:
    """ "Biopsy is required, but patients may opt out": whether it is asked of them, nothing recorded says."""
    return any_of_type(frame.elements, ("BLOCK",)) and any(e.type == "BLOCK" and e.word in _DECLINING for e in frame.elements)


def _more_to_judge(previous: Item, frame: Frame) -> bool:
    """ "Eligible for neoadjuvant | or adjuvant chemotherapy": one judgement."""
    plain = not (frame.values or frame.groups or frame.node or frame.extra or own_start(frame)) and frame.polarity is None
    said_or = previous.separator is not None and previous.separator.type == "OR" and not previous.strong
    return previous.frame.barred and said_or and plain and not any_of_type(frame.elements, ("SUBJECT",))


def _more_of_a_formality(before: Frame, frame: Frame) -> bool:
    """ "Contraception during the study | and for 6 months after the last dose": a time to come goes on with what is attested."""
    if not is_formal(before):
        return False
    plain = not (frame.heads or frame.values or frame.groups or frame.node or frame.extra or frame.windows) and frame.polarity is None
    said = all(e.type in PLAIN or e.type == "FILLER" for e in frame.elements)
    return plain and said and any_of_type(frame.elements, ("ELSEWHERE",))


def _more_people(previous: Item, frame: Frame) -> bool:
    """ "Transgender men and women": the second noun goes on with the first."""
    head = previous.frame.head
    # "Women using contraception and men": a noun behind something else begins a statement of its own.
    ends_in_people = previous.frame.elements[-1:] != [] and previous.frame.elements[-1].type == "SEXNOUN"
    named = head is not None and (ends_in_people or head.word.endswith(("men", "males")))
    people = named and not previous.frame.values and previous.frame.node is None
    joined = previous.separator is not None and previous.separator.type in ("AND", "OR") and not previous.strong
    return people and joined and bool(frame.elements) and all(e.type in ("SEXNOUN", "FILLER") for e in frame.elements)


_TREATMENTS = ("DRUG", "PROC")


def _more_of_a_treatment(previous: Item, frame: Frame) -> bool:
    """ "Diabetes of 2 years treated with metformin or insulin", "ascites requiring diuretics or paracentesis": one treatment of it."""
    head, separator = previous.frame.head, previous.separator
    if head is None or separator is None or head.type != "COND" or separator.type != "OR" or previous.strong or previous.frame.tail:
        return False
    opening = next((e for e in previous.frame.elements if e.type == "TAKING" and e.span.start >= head.span.end), None)
    if opening is None:
        return False
    named = (
        previous.frame.elements[-1].type == "ROUTE"  # "requiring treatment with oral | or intravenous antibiotics"
        or any(e.type in (*_TREATMENTS, "THERAPY") and e.span.start >= opening.span.end for e in previous.frame.left)
    )
    bare = all(e.type in (*_TREATMENTS, "FILLER", "OTHER", "ROUTE", "THERAPY", "WINDOW") for e in frame.elements) and not frame.groups
    return named and bool(frame.heads) and bare


def _more_of_a_denial(previous: Item, frame: Frame) -> bool:
    """ "Thrombosis not treated with heparin or warfarin": what was not given goes on, and is no statement of its own."""
    before, separator = previous.frame, previous.separator
    if not before.closed:
        return False
    opening = next((e for e in before.left if e.word.endswith(" with")), None)
    joined = separator is not None and separator.type in ("OR", "AND") and not previous.strong
    if not joined or opening is None or not any(e.span.start >= opening.span.end for e in before.left):
        return False
    return bool(frame.heads) and all(e.type in (*_TREATMENTS, "FILLER", "DESC") for e in frame.elements) and not frame.groups


def _only_says_when(previous: Item, frame: Frame) -> bool:
    """ "Breast cancer, current or previous": said behind, the time is that of the name before it."""
    recorded = bool(previous.frame.heads) and previous.frame.heads[0].type in ("COND", "ORG", "PROC", "DRUG", "ATTR")
    comma = previous.separator is not None and previous.separator.type == "COMMA"
    return recorded and comma and frame.empty and (frame.history or frame.current) and not frame.planned and not frame.other


def _more_sites(previous: Item, frame: Frame) -> bool:
    """ "Surgery on the knee, hip or ankle": places behind a name whose place is said behind it are places of it too."""
    head, separator = previous.frame.head, previous.separator
    if head is None or separator is None or separator.type not in ("OR", "COMMA") or head.type not in ("COND", "PROC"):
        return False
    if previous.frame.tail is not None or previous.frame.node is not None or not previous.frame.sites:
        return False
    only = {e.type for e in frame.elements if e.type not in ("FILLER", "DESC")} <= {"SITE", "WINDOW", "TAIL", "OR"}
    behind = all(s.span.start >= head.span.end for s in previous.frame.sites)
    return behind and only and bool(frame.sites) and not frame.left and not frame.groups and frame.node is None


# Forms of verbs with which a clause goes on, having no subject of its own.
_VERBS = frozenset({"requires", "require", "required", "needs", "need", "needed", "is", "are", "was", "were", "has", "causes", "prevents"})


def _named_before(before: list[Item], frame: Frame) -> bool:
    """ "A history of pneumonitis that required steroids | or has current pneumonitis": no pneumonitis has another, but the patient has."""
    head = frame.head
    return head is not None and head.type == "COND" and any(i.frame.head is not None and i.frame.head.value == head.value for i in before)


def _is_compliance(frame: Frame) -> bool:
    return bool(frame.heads) and frame.heads[0].value == "compliance"


def _goes_on(previous: Item, frame: Frame) -> bool:
    tail, separator = previous.frame.tail, previous.separator
    if tail is None or separator is None or frame.node is not None or frame.values or frame.groups or frame.extra:
        return False
    if separator.type not in ("OR", "AND", "COMMA") or frame.polarity is not None:
        return False
    if _is_compliance(previous.frame) and frame.elements and frame.elements[-1].type == "ATTR":
        return False  # "able to comply with the protocol and provide consent"
    own = [h for h in frame.heads if h.type in ("COND", "ORG", "PROC", "DRUG")]
    if tail.parts[0].word in RELATIVES and frame.elements and frame.elements[0].word in _VERBS:
        return True  # "malignancy that is progressing | or requires treatment"
    if tail.judged and (frame.able or frame.unable or frame.judged or frame.blocked):
        return True
    if own_start(frame) or tail.judged:
        return tail.judged and not own
    if separator.type == "COMMA" or separator.value == "strong":
        return not frame.heads and bool(frame.sites) and not frame.left
    if tail.parts[0].word in _CONSEQUENCES:
        return True  # "heart failure leading to oedema or dyspnoea"
    if tail.parts[-1].type == "ROUTE" and own and own[0].type == "DRUG":
        return True  # "that requires therapy with inhaled | or systemic steroids"
    named = {p.type for p in tail.parts}
    narrowed = previous.frame.head.type if previous.frame.head is not None else None  # none of "recurrence after surgery"
    return not own or (own[0].type in named and narrowed not in named)
