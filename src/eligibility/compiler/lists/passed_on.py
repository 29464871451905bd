"""What a unit of a list hands on to the unit behind it: its negation, its past, its allergy, its time (contract §2, Lists)."""

from __future__ import annotations

from eligibility.compiler.accounting.words import elements_of
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.allergens import is_a_state
from eligibility.compiler.lists.shared_polarity import allows_first
from eligibility.compiler.lists.shared_times import is_present
from eligibility.compiler.recorded.doses import DOSES
from eligibility.compiler.recorded.gaps import pass_gap_on
from eligibility.compiler.skeleton.items import at_any_time
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element

_GOING_ON = (" of", " for", " to", " from", " against")


def pass_on(source: Frame, target: Frame, denying: bool, apart: bool = True) -> None:
    """`apart`: a comma stands between them, so that a time behind the first may be of that alone."""
    if denying:
        target.negated = target.negated or source.negated or source.denied
    attested = any_of_type(target.heads, ("ATTR",)) or not target.heads
    target.unable = target.unable or (source.unable and attested and denying)
    target.able = target.able or (source.able and attested)
    if source.positive_first and target.positive is None:
        target.positive, target.positive_first = source.positive, True
    passed = source.history and source.gap is None and not at_any_time(source)
    present = is_present(target) or _has_own_verb(target) or _names_its_time(target)
    target.history = target.history or (passed and not present and not _family_behind(source))
    target.planned = target.planned or source.planned or _names_a_plan(source, target)
    plain = not (target.severity or target.descriptors or target.values or target.stage)
    target.other = target.other or (source.other and plain and target.head is not None and target.head.type == "COND")
    if source.completed is not None and target.head is not None and target.head.type in ("PROC", "DRUG"):
        target.completed = target.completed or source.completed
    target.onset, target.newly = target.onset or source.onset, target.newly or source.newly
    if source.onset and (source.blocked or _arises(source)) and target.head is not None and target.head.type == "DRUG":
        target.blocked = True  # "who develop metastases after adjuvant tamoxifen or letrozole": no drug develops
    pass_gap_on(source, target)
    if source.stop is not None and target.head is not None and target.head.type in ("PROC", "DRUG"):
        target.blocked, target.stops = True, source.stop
    if source.contraindicating or source.contraindicated:
        _pass_contraindication_on(source, target)
    elif source.barred or _opens_with_block(source) or _will_of_both(source, target):
        target.blocked = target.barred = True
    target.governed = _of_both(source, target)
    target.blocked = target.blocked or target.governed
    if not _family_behind(source):
        target.own_too = target.own_too or (source.own_too and not target.family)
        target.first_degree = target.first_degree or (source.first_degree and not target.family)
        target.family = target.family or source.family
    if source.allergy or source.after_allergens:
        target.after_allergens = target.after_allergens or is_a_state(target)
        if not target.after_allergens:
            target.severity = target.severity or (source.severity if not target.allergy else ())
            target.allergy = True
    target.taking = target.taking or source.taking
    target.undergoing = target.undergoing or source.undergoing
    if source.polarity in ("demand", "must_not") or allows_first(source):  # "is allowed" stands behind a list: see close_polarity
        target.polarity = target.polarity or source.polarity
    _pass_time_on(source, target, present, apart)


def _pass_time_on(source: Frame, target: Frame, present: bool, apart: bool) -> None:
    """ "History within 6 months of gout or asthma": the time of both; behind the first name it may be of that alone."""
    timed_before = _timed_before(source)
    if target.windows or target.planned or present or not (source.onset or source.history or timed_before):
        return
    windows = source.windows or source.perhaps_within
    since = any(w.start is not None for w in windows)
    if since and not timed_before and (source.perhaps_within or (apart and _timed_behind(source))):
        target.perhaps_within = list(windows)
    else:
        target.windows, target.timed_before = list(source.windows), timed_before


def _timed_behind(frame: Frame) -> bool:
    head = frame.head
    return head is not None and any(e.type == "WINDOW" and e.span.start >= head.span.end for e in frame.elements)


def _names_a_plan(source: Frame, target: Frame) -> bool:
    """ "Planned pregnancy, surgery or radiotherapy", "scheduled surgery or chemotherapy": what is planned has a name of its own."""
    opens = source.head is not None and source.head.word.split()[0] in ("planned", "scheduled")
    done = target.history or target.current or target.windows or target.completed is not None
    return opens and not done and target.head is not None and target.head.type == "PROC"


def _family_behind(frame: Frame) -> bool:
    """ "Thrombosis in the patient or family, epilepsy": the words behind a name are of what stands before them."""
    if frame.head is None:
        return False
    return any(e.type == "FAMHIST" and e.span.start >= frame.head.span.end for e in frame.elements)


def _pass_contraindication_on(source: Frame, target: Frame) -> None:
    """ "Contraindication to tamoxifen or letrozole" is to both; in "contraindication to MRI, or pregnancy" the latter stands for itself."""
    if target.contraindicating or not (source.contraindicated or _opens_with_block(source)):
        return
    if source.head is not None and source.head.type in _GIVEN and target.head is not None and target.head.type in _STATES:
        return
    target.blocked = target.barred = target.contraindicated = True


_GIVEN, _STATES = ("PROC", "DRUG"), ("COND", "ATTR")


def _timed_before(frame: Frame) -> bool:
    """ "Recent use (within 2 weeks) of antibiotics or laxatives": the time stands in brackets before the names."""
    head = frame.head
    before = [g for g in frame.groups if head is not None and g.span.end <= head.span.start]
    timed = any(any_of_type(elements_of(g.block), ("WINDOW",)) for g in before)
    return frame.timed_before or (timed and any_of_type(frame.elements, ("RECENT", "TAKING", "HIST")))


def _names_its_time(frame: Frame) -> bool:
    """ "Smoking within 30 days, previous participation in this study": the second has its time in its name."""
    return frame.head is not None and frame.head.value == "previous-participation"


def _has_own_verb(frame: Frame) -> bool:
    """ "Had surgery within 4 weeks or has brain metastases": it begins with a verb of its own, which says that it is so now."""
    return bool(frame.elements) and frame.elements[0].type == "FILLER" and frame.elements[0].word in ("has", "have", "is", "are")


def _arises(frame: Frame) -> bool:
    return any(e.type == "ONSET" and e.word.startswith(("develop", "occur", "appear", "emerg")) for e in frame.elements)


def _opens_with_block(frame: Frame) -> bool:
    """ "Risk of bleeding or thrombosis", "unsuitable for surgery or radiotherapy", "response to A or B": said of all of the list.

    What opens it makes something else of the first name, and a preposition before that name lets it go on to the next.
    """
    said = [e for e in frame.elements if e.type not in ("FILLER", "SUBJECT", "NEG", "HIST", "CURR")]
    if frame.blocked and said and said[0].type == "BLOCK" and (_goes_on(said[0]) or said[0].word == "failed"):
        return True  # "failed imatinib and sunitinib"
    if frame.blocked and said and said[0].type == "BLOCK" and said[0].word.startswith(("may have", "can have")):
        return True  # "may have received A or B but not both"
    if frame.head is None:
        return False
    start = frame.head.span.start
    before = [e for e in said if e.span.end <= start]
    while before and before[-1].type == "RECENT":
        before.pop()  # "recovery from recent surgery or radiotherapy"
    if not before or frame.allergy or frame.how is not None or not _goes_on(before[-1]):
        return False
    word = before[-2] if before[-1].type == "FOR" and len(before) > 1 else before[-1]
    return word.type in ("BLOCK", "JUDGE", "WORD", "DESC")


_ABLE = ("able", "abil", "unable", "inabil", "willing", "unwilling", "can ", "cannot", "agree to", "consent to")
_INFINITIVES = frozenset({"be", "undergo", "receive", "take", "use", "start", "begin", "have"})


def _of_both(source: Frame, target: Frame) -> bool:
    """Whether a word that is not understood is said of both: "initiation of", "resistance to A or B" asks for neither by itself."""
    head = source.head
    if head is None or source.allergy or not target.elements or not target.elements[0].may_be(head.type):
        return False
    if source.governed:
        return True
    before = [e for e in source.elements if e.span.end <= head.span.start]
    if len(before) > 1 and before[-1].word == "of" and before[-2].word in DOSES:
        return len(before) > 2 and before[-3].type in ("WORD", "INCREASE")  # "change in dose of", and no "stable dose of"
    treated = head.type in ("DRUG", "PROC")
    prepositions = ("of", "in", "to", "against") if treated else ("of", "in")
    if [e.type for e in before[-2:]] == ["WORD", "TAKING"] and before[-1].word == "on":
        return True  # "progression on abiraterone or enzalutamide"
    return [e.type for e in before[-2:]] == ["WORD", "FILLER"] and before[-1].word in prepositions


def wills_an_act(source: Frame, target: Frame) -> bool:
    """ "Willing to give consent and undergo biopsy": the second verb says no more than the first that it has been done."""
    head = source.head
    says_able = head is not None and head.type == "ATTR" and head.word.startswith(_ABLE)
    first = target.elements[0] if target.elements else None
    acts = first is not None and first.type in ("TAKING", "FILLER") and first.word.split()[0] in _INFINITIVES
    return acts and (source.able or source.unable or says_able) and _is_given(target)


def _is_given(frame: Frame) -> bool:
    return frame.head is not None and frame.head.type in _GIVEN


def _will_of_both(source: Frame, target: Frame) -> bool:
    """ "Unwilling to discontinue aspirin or heparin", "able to undergo CT or MRI": the will, or the ability, is for both."""
    head = source.head
    attested = head is not None and head.type == "ATTR"  # "undergo MRI", "able to undergo MRI" is an observation of its own
    says_able = attested and head is not None and head.word.startswith(_ABLE)
    if not (source.able or source.unable or says_able):
        return False
    kind = target.head.type if target.head is not None else None
    if kind not in ("DRUG", "PROC"):
        return False
    bare = all(e.may_be(kind) or e.type in ("FILLER", "DESC", "SITE") for e in target.elements)
    return any(e.may_be(kind) for e in source.elements) or (attested and bare)


def _goes_on(element: Element) -> bool:
    return element.type == "FOR" or element.tokens[-1].word.endswith(_GOING_ON)
