"""The tense that a unit's words give it beside "history of" and "current": "an ongoing episode of gout", "bleeding before surgery"."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.frames.tails import AFTER, BEFORE, DURING
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import Window

_EPISODES = frozenset({"episode of", "episodes of"})
_PAST = ("was", "were")
_ILL = ("diagnosed", "suffering", "affected")  # "was suffering from asthma"
_GIVEN = frozenset({"given", "administered"})
_MAY_BE_PAST = frozenset({"TAKING", "FILLER", "SUBJECT", "DIAGNOSED"})  # types of the words of which `_is_past` asks
# "Taking aspirin during pregnancy" is of now, "use of aspirin during pregnancy" need not be.
_PRESENT = ("taking", "receiving", "using", "undergoing", "is ", "are ", "current", "concomitant", "concurrent", "requir", "need")
# What a trial's own time is called: "infection during treatment" is one to come.
_OF_THE_TRIAL = frozenset({"study", "trial", "treatment", "therapy", "participation", "period", "course", "protocol"})
_PLACED_BEFORE = frozenset({"preoperative", "pre operative", "pre-operative", "perioperative", "intraoperative"})
_PLACED_AFTER = frozenset({"postoperative", "post operative", "post-operative"})
_PLACING = _PLACED_BEFORE | _PLACED_AFTER


def settle_tense(frame: Frame) -> None:
    """Makes the tense of a unit that of its finite words: of the present before "episode of", of the past before "treated with"."""
    if frame.current or frame.onset or (frame.descriptors and any_of_type(frame.descriptors, ("ACTIVE",))):
        said = [e for e in frame.elements if e.type == "HIST"]
        if said and all(e.word in _EPISODES for e in said):
            frame.history = False  # "ongoing episode of depression"; "episodes of hypoglycaemia" are of any time
            for element in said:
                element.type = "FILLER"
    if not frame.current and _says_past(frame):
        frame.history = True
    deny_all_along(frame)
    frame.undergoing = _is_undergoing(frame)


_WHICH = ("", "a ", "with a ", "confirmed ", "established ", "clinical ", "prior ", "previous ", "new ", "first ")
_DIAGNOSES = frozenset(f"{which}diagnosis of" for which in _WHICH)


def says_diagnosed(element: Element) -> bool:
    """ "Diagnosis of gout within 3 years": the time is that of the diagnosis, as in "diagnosed within 3 years"."""
    return element.type == "DIAGNOSED" or (element.type in ("FILLER", "HIST", "HOWADJ") and element.word in _DIAGNOSES)


def deny_all_along(frame: Frame) -> None:
    """ "Free of cancer for 5 years" denies any cancer in those years, not one that has lasted so long.

    Whoever is "seizure-free for less than 6 months", or not free of them for so long, had one in that time. The time may be that up to
    a day: "no seizures for at least 6 months prior to randomization".
    """
    if not (frame.negated or frame.freed) or not all(map(is_up_to_a_day, frame.windows)):
        return
    if frame.lasting is not None and (frame.lasting.operator in (">", ">=") or frame.freed):
        frame.negated = frame.negated != (frame.lasting.operator[0] == "<")
        days = [window.anchor for window in frame.windows] or ["on"]
        frame.windows = [Window(start=frame.lasting.duration, anchor=day) for day in days]
        frame.lasting = None
    elif frame.windows:
        return
    elif frame.freed and frame.gap is not None and frame.gap.operator[0] == ">":
        frame.windows.append(Window(start=frame.gap.duration, anchor=frame.gap.anchor))
        frame.gap = None


def is_up_to_a_day(window: Window) -> bool:
    """Whether it says nothing but a day that is still to come when something is over: "prior to randomization"."""
    return window.direction == "past" and window.start is None and window.end is None


def _is_undergoing(frame: Frame) -> bool:
    said = [e for e in frame.elements if e.type == "TAKING" and e.word in ("undergoing", "to undergo")]
    if not said:
        return False
    start = frame.head.span.start if frame.head is not None else frame.span.end
    return any(e.span.end <= start for e in said)


def _says_past(frame: Frame) -> bool:
    for index, element in enumerate(frame.elements):  # noqa: SIM110, a loop: it is asked of every word
        if element.type in _MAY_BE_PAST and _is_past(index, frame):
            return True
    return False


def _is_past(index: int, frame: Frame) -> bool:
    """ "Were treated with alteplase", "were given alteplase"; "treated with", as an adjective, may be of the present."""
    element = frame.elements[index]
    if not _may_say_past(element):
        return False
    treated = element.type == "TAKING" and element.word.startswith("treated")
    drug = frame.head is not None and frame.head.type in ("DRUG", "PROC") and frame.head.span.start >= element.span.end
    given = element.type == "FILLER" and element.word in _GIVEN and drug
    before = [e for e in frame.elements[max(0, index - 3) : index] if e.type in ("FILLER", "SUBJECT", "SEXNOUN")]
    if given and before and before[-1].type in ("SUBJECT", "SEXNOUN"):
        return True  # "patients given chemotherapy"
    named = frame.head is not None and frame.head.type in ("DRUG", "PROC", "COND") and frame.head.span.start >= element.span.end
    had = element.type in ("SUBJECT", "FILLER") and element.word.split()[-1] == "had" and named
    if had and (index == 0 or _of_people([*before, element])):
        return True  # "patients who had chemotherapy", "has or had asthma"
    ill = element.type in ("DIAGNOSED", "FILLER") and element.word.split()[0] in _ILL and named
    return (treated or given or ill) and bool(before) and before[-1].word.split()[-1] in _PAST


def _may_say_past(element: Element) -> bool:
    """One look at the word itself, which for most words tells enough."""
    word = element.word
    if element.type == "TAKING":
        return word.startswith("treated")
    return word in _GIVEN or word.endswith("had") or word.startswith(_ILL)


def _of_people(elements: list[Element]) -> bool:
    return any_of_type(elements, ("SUBJECT", "SEXNOUN"))


def is_placed(frame: Frame) -> bool:
    """Whether the finding stands before, during or after something that happened: "bleeding before surgery", "preoperative delirium".

    It may be over since then, so that it is asked for at any time; whether it was then, only the words that place it say. What comes
    after may as well be a state that goes on ("hypothyroidism after thyroidectomy").
    """
    head = frame.head
    if head is None or head.type not in ("COND", "ORG", "PROC", "DRUG") or frame.windows or frame.lasting is not None:
        return False
    if frame.values and (head.type in ("COND", "ORG") or any_of_type(frame.values, ("BARE",))):
        return False  # "14 days before", "for at least 6 months before": a length that is counted from there
    said = {head.word.split()[0], *[d.word for d in frame.descriptors]}  # "postoperative delirium" is a name
    tail = frame.tail.parts if frame.tail is not None and not frame.tail.judged else []
    if not tail and said.isdisjoint(_PLACING) and "post" not in [e.tokens[0].word for e in frame.elements]:
        return False
    taken_now = any(e.type == "TAKING" and e.span.end <= head.span.start and _says_present(e) for e in frame.elements)
    if frame.current or frame.planned or taken_now or any_of_type(frame.descriptors, ("ACTIVE",)):
        return False
    opening = tail[0].word if tail else ""
    if said & _PLACED_BEFORE or opening in BEFORE:
        return True
    if opening in DURING:
        return not _is_of_the_trial(tail[1:])
    after = bool(said & _PLACED_AFTER) or _is_prefixed(frame, head) or (opening in AFTER and not _is_anchor(tail[1:]))
    return after and not _is_state(head)


def _says_present(element: Element) -> bool:
    return element.word == "on" or element.word.startswith(_PRESENT)


def _is_prefixed(frame: Frame, head: Element) -> bool:
    """ "Post-surgery fever"; "post stroke" is no stroke after something."""
    before = [e for e in frame.elements if e.span.end <= head.span.start and e.type != "HYPHEN"]
    return any(one.word == "post" and other.type in ("PROC", "DRUG", "COND") for one, other in pairwise(before))


def _is_of_the_trial(words: list[Element]) -> bool:
    return all(w.type in ("FILLER", "ANCHOR") or w.word in _OF_THE_TRIAL for w in words)


def _is_anchor(words: list[Element]) -> bool:
    """ "After enrolment": one to come."""
    first = next((w for w in words if w.type != "FILLER"), None)
    return first is not None and first.may_be("ANCHOR") and not first.may_be("THERAPY")


def _is_state(head: Element) -> bool:
    concept = vocabulary().concept(head.value)
    return concept is not None and concept.nature == "state"
