"""Which of its readings a name has in its unit, and which of several names is the head."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.alterations import is_finding
from eligibility.compiler.frames.frame import HEADS, Frame
from eligibility.compiler.frames.persons import hold_of_one_person
from eligibility.compiler.frames.tenses import settle_tense
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Gap
from eligibility.reference.entailments import entailed
from eligibility.reference.mentions import Reading
from eligibility.reference.observations import observations
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import Window
from eligibility.text.tokens import Token

_LATEST = ("last", "latest", "recent")  # without "dose of", "infusion of"


def settle(frame: Frame) -> None:
    """Chooses among the readings of the heads by what else the frame has, and the head where several names stand together."""
    measured = bool(frame.values) or frame.normal is not None
    if measured:
        when = [d for d in frame.descriptors if d.may_be("RESTING")]  # "preoperative haemoglobin"
        frame.circumstances = [*frame.circumstances, *(d.tokens[0].text for d in when)]
        frame.descriptors = [d for d in frame.descriptors if d not in when]
        for each in when:
            each.type = "RESTING"
    for head in frame.heads:
        _choose_reading(head, frame, measured)
        if frame.positive is not None:
            read_as_test(head, frame)
    if frame.equation is not None:
        calculate_by(frame.equation, frame)
    if frame.windows:
        _join_window(frame)
    if frame.gap is not None:
        _read_gap_of_result(frame, frame.gap)
    if frame.left:
        _deny_behind(frame)
    if frame.heads and frame.heads[0].type in ("PROC", "DRUG") and any(_is_agreement(e) for e in frame.elements):
        frame.able = True  # "must agree to a biopsy"
    if frame.latest is not None:
        _settle_latest(frame, frame.latest)
    impaired = bool(frame.heads) and any_of_type(frame.elements, ("DISEASENOUN",))
    if impaired and any(h.type in ("ATTR", "MEAS", "SCALE", "TEST") and _is_impaired(h, frame) for h in frame.heads):
        frame.blocked = True  # "mobility impairment" is not being mobile
    if len(frame.heads) > 1:
        hold_of_one_person(frame)
    if len(frame.heads) > 1:
        _choose_head(frame)
    settle_tense(frame)


def _settle_latest(frame: Frame, latest: Element) -> None:
    """The word that the latest is meant: with a past time that says all, and of a measured value always (contract §5)."""
    if frame.gap is not None or any(w.direction == "past" and w.end is None for w in frame.windows):
        return
    if not (frame.values and any_of_type(frame.heads, ("MEAS", "SCALE")) and latest.word.endswith(_LATEST)):
        frame.left.append(latest)  # with no time, or another one, the latest may not be the one that counts
    frame.latest = None


def _is_agreement(element: Element) -> bool:
    return element.type == "DEMAND" and "agree" in element.word


def _deny_behind(frame: Frame) -> None:
    """ "Consent not obtained": behind what is attested, a negation with nothing of its own denies it."""
    if frame.left[0].type != "NEG" or not frame.heads or frame.heads[0].type != "ATTR":
        return
    if all(e.type in ("FILLER", "QUALITY") or e.value in ("used", "signed") for e in frame.left[1:]):
        frame.negated, frame.left = not frame.negated, []


def _read_gap_of_result(frame: Frame, gap: Gap) -> None:
    """ "Negative pregnancy test ≤ 7 days prior to registration": of a result, or of a list of them, how old it may be."""
    if gap.since or gap.operator[0] != "<" or frame.windows:
        return
    head = frame.head
    if head.type in ("TEST", "MEAS") if head is not None else any_of_type(frame.elements, ("LISTALL", "LISTNOUN")):
        frame.windows = [Window(start=gap.duration, anchor=gap.anchor, open=gap.operator == "<")]
        frame.gap = None


def _join_window(frame: Frame) -> None:
    """ "Within 4 weeks (6 weeks for …) before enrollment": brackets may part a window from its anchor."""
    if len(frame.windows) != 2:
        return
    window, anchored = frame.windows
    if window.start is not None and window.anchor == "on" and anchored == Window(anchor=anchored.anchor):
        frame.windows = [window.replaced(anchor=anchored.anchor)]
        next(e for e in reversed(frame.elements) if e.type == "WINDOW").type = "ANCHOR"


def _is_impaired(head: Element, frame: Frame) -> bool:
    return any(e.type == "DISEASENOUN" and 0 <= e.span.start - head.span.end <= 1 for e in frame.elements)


def _choose_reading(head: Element, frame: Frame, measured: bool) -> None:
    if len(head.tokens) != 1:
        return
    token = head.tokens[0]
    order: tuple[str, ...]
    if token.reading("ATTR") in ("contraception", "tobacco-use") and not (measured or frame.allergy):
        order = ("ATTR",)  # "using birth control", "use of tobacco" is what is asked for, not the taking of a drug
    elif frame.taking or frame.therapy or frame.allergy or frame.route:
        order = ("DRUG", "PROC", *HEADS)
    elif measured or any_of_type(frame.elements, ("RANGING",)):  # "estradiol in the postmenopausal range"
        order = ("MEAS", "SCALE", "FORMULA", "TEST", *HEADS)
    elif frame.positive:
        order = ("TEST", *HEADS)
    elif frame.family:
        order = ("COND",)
    else:
        order = ("ATTR", "COND", "PROC", "TEST", "SCALE", "ORG", "DRUG", "MEAS")
    if len(token.readings) == 1 and token.readings[0].type in order:
        head.type, head.value = token.readings[0]
        return
    for kind in order:
        reading = token.reading(kind)
        if reading is not None:
            head.type, head.value = kind, reading
            return


def calculate_by(equation: Element, frame: Frame) -> None:
    """ "eGFR ≥ 60 by MDRD" is a kind of eGFR of its own; "Cockcroft-Gault ≥ 50 mL/min" is the clearance that the formula gives."""
    fitting = [h for h in frame.heads if h.type == "MEAS" and gives(equation, h)]
    if fitting:
        fitting[-1].value = equation.value
    elif frame.heads or not frame.values:
        frame.left.append(equation)
    else:
        equation.type = "MEAS"
        frame.heads.append(equation)


def gives(equation: Element, head: Element) -> bool:
    """Whether a formula gives what a name names, or a kind of it."""
    return head.value in (equation.value, observations()[equation.value].is_a)


def read_as_test(head: Element, frame: Frame) -> None:
    """ "HCV RNA detectable", "undetectable viral load": a quantity without a limit is a test, where it is found or not."""
    if head.type == "MEAS" and not frame.values and frame.normal is None and observations()[head.value].scale in ("test", "msi"):
        head.type = "TEST"


def _of_the_tumour(disease: Element, test: Element) -> Element:
    """The "disease" that is positive for a marker of tumours is one, and no other disease of the patient."""
    carrier = next((tumour for tumour, markers in entailed("carried").items() if test.value in markers), None)
    concept = vocabulary().concept(carrier) if carrier is not None else None
    if disease.value != "condition" or concept is None:
        return disease
    return Element("COND", concept.id, disease.span, (Token(disease.tokens[0].text, disease.span, (Reading("COND", concept.id),)),))


def _choose_head(frame: Frame) -> None:
    """Several names in one unit: a measure with its value wins; neighbours form a compound whose last name is the head."""
    valued = [h for h in frame.heads if h.type in ("MEAS", "SCALE", "FORMULA")]
    if frame.values and valued:
        facts = [h for h in frame.heads if h.type in ("COND",)]
        if facts and all(h.type == "SCALE" for h in valued):
            frame.left += [h for h in frame.heads if h not in (facts[0], *valued)]
            frame.heads = [*facts[:1], *valued]  # "NYHA class III heart failure": the class qualifies the condition
            return
        if any_of_type(valued, ("FORMULA",)):
            valued = [h for h in valued if h.type != "FORMULA"] or valued
        frame.left += [h for h in frame.heads if h not in valued]
        frame.heads = valued
        return
    tests = [h for h in frame.heads if h.type == "TEST"]
    found = frame.positive is not None or (bool(tests) and is_finding(tests[0]))
    if tests and found and len(frame.heads) == 2 and frame.heads[1].type == "COND":
        frame.tested = tests[0]  # "HER2-positive breast cancer": the result is a condition of its own
        frame.heads = [_of_the_tumour(frame.heads[1], tests[0])]
        return
    same = {(h.type, h.value) for h in frame.heads}
    if len(same) == 1:
        frame.heads = frame.heads[:1]
        return
    neighbours = all(_adjacent(a, b) for a, b in pairwise(frame.heads))
    head = frame.heads[-1] if neighbours else frame.heads[0]
    for other in frame.heads:
        if other is head:
            continue
        if other.type == "ORG" and neighbours and head.type == "COND":
            _cause_in_name(frame, other, head)
        else:
            frame.left.append(other)
    frame.heads = [head]


def _cause_in_name(frame: Frame, organism: Element, head: Element) -> None:
    """ "Bacterial infection" is an infection of its own kind; "HBV cirrhosis" is cirrhosis caused by HBV."""
    disease = vocabulary().caused_by(organism.value)
    if disease is not None and vocabulary().is_a(disease.id, head.value):
        head.value = disease.id
        head.tokens = (Token(disease.name, head.span, (Reading("COND", disease.id),)),)
    else:
        frame.causes.append(organism)


def _adjacent(one: Element, other: Element) -> bool:
    return 0 <= other.span.start - one.span.end <= 1
