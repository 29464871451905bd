"""Words around a name that qualify it, or make another name with it.

"Revision surgery" is a surgery of that description; "glycogen storage disease" is no "disease" with something extra; "toe amputation" is an
unknown name whose last word tells its kind. What is left of the unit's words stays left over.
"""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.negative_words import DENYING_PREFIXES
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Compared
from eligibility.reference.adjectives import is_adjective
from eligibility.reference.name_endings import NamedDomain, domain_of_name, is_drug_code
from eligibility.reference.strangers import ANY_CONDITION
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.spans import Span, hull

# More words than this before a noun are a clause that lost its signs, not adjectives.
_MOST_ADJECTIVES = 3
_LONGEST_NAME = 6
_DESCRIBED = ("COND", "PROC", "DRUG", "ATTR", "ALLERGYANY")
# Where measurements and attested facts have nothing to describe: entries of the record.
_RECORDED = ("COND", "ORG", "PROC", "DRUG")
_DISPLACED = frozenset({"MEASMOD", "RESTING", "QUALITY", "FUNCTIONNOUN", "LISTNOUN", "ANDPARTNER"})
_NOW = frozenset({"baseline", "at baseline"})  # the day a patient is judged (contract §5)
_REQUIRED = ("THERAPY", "CURR", "ROUTE", "DESC", "SEV")
_KNOWN_NAMES = ("COND", "PROC", "DRUG")
_NAME_WORDS = ("WORD", "SITE", "DESC", "MEASMOD", "ORG", "DRUG", "PROC", "COND", "VITAL", "CLASSVALUE", "FUNCTIONNOUN", "HYPHEN")


def take_displaced(frame: Frame, head: Element) -> None:
    """Words that say nothing more beside a measurement or something attested, but do beside anything else: "peripheral oedema".

    Next to the name they describe it; farther away they are left over.
    """
    if head.type not in _RECORDED or frame.values or frame.normal is not None or frame.positive is not None:
        return
    frame.circumstances = ()
    displaced = [e for e in frame.elements if e.type in _DISPLACED]
    if not displaced:
        return
    spoken_for = {*map(id, frame.heads), *map(id, frame.left), *map(id, frame.tail.parts if frame.tail is not None else ())}
    for element in displaced:
        if id(element) in spoken_for:
            continue
        if element.word in _NOW or (element.type == "QUALITY" and head.value == "contraception"):
            continue
        known = [head, *frame.descriptors]
        if any(0 <= element.span.start - k.span.end <= 1 or 0 <= k.span.start - element.span.end <= 1 for k in known):
            frame.descriptors.append(Element("DESC", "", element.span, element.tokens))
        else:
            frame.left.append(element)


# Of a medicine a place says how it is given ("nasal corticosteroids"), of a disease a route or "abnormal" what it is like.
_DESCRIBING = {"DRUG": ("SITE",), "COND": ("ROUTE", "NORMAL"), "ORG": ("ROUTE", "NORMAL")}


def take_described(frame: Frame, head: Element) -> None:
    """Words right before a name for which it has no field describe it: "systemic infection", "abnormal bleeding", "vaginal antibiotics"."""
    kinds = _DESCRIBING.get(head.type)
    if kinds is None or frame.allergy or frame.family or frame.values or not any_of_type(frame.elements, kinds):
        return
    start = head.span.start
    for element in sorted((e for e in frame.elements if e.span.end <= head.span.start), key=lambda e: -e.span.start):
        if start - element.span.end > 1:
            return
        start = element.span.start
        if element.type in kinds and element not in frame.descriptors and not element.word.startswith("normal"):
            frame.normal = None if element.type == "NORMAL" else frame.normal
            frame.route = None if element.type == "ROUTE" else frame.route
            element.type = "DESC"
            frame.descriptors.insert(0, element)
            frame.sites = [s for s in frame.sites if s is not element]
            frame.left = [e for e in frame.left if e is not element]
        elif element not in frame.descriptors and element not in frame.sites and element.type not in ("SEV", "ACTIVE"):
            return


def take_adjectives(frame: Frame, head: Element) -> None:
    """Words right before a name describe it: "revision surgery", "brain tumour surgery". They become one descriptor of the frame."""
    if not frame.left or head.type not in _DESCRIBED or frame.allergy or frame.family:
        return
    run = _run_before(frame, head)
    named = ("ATTR",) if head.type == "ATTR" else _KNOWN_NAMES if head.type in ("COND", "PROC") else ()
    words = [e for e in run if e.type in ("WORD", *named)]
    if words and len(words) <= _MOST_ADJECTIVES and all(_is_plain(e) for e in words):
        frame.left = [e for e in frame.left if e not in words]
        span = hull(e.span for e in words)
        frame.descriptors.insert(0, Element("DESC", "", span, tuple(t for e in words for t in e.tokens)))


_OF_PLACES = frozenset({"upper", "lower", "proximal", "distal", "anterior", "posterior", "inferior", "superior", "deep", "inner", "outer"})


def take_described_places(frame: Frame, head: Element) -> None:
    """ "Radiation to the affected breast", "upper airway disease": an unknown word right before a place says which one."""
    if not frame.left or not frame.sites or head.type not in _RECORDED or frame.allergy or frame.family:
        return
    for word in [e for e in frame.left if e.type == "WORD" and len(e.tokens) == 1]:
        said = word.word in _OF_PLACES or word.word.endswith("ed") or is_adjective(word.word)
        place = next((s for s in frame.sites if 0 <= s.span.start - word.span.end <= 1), None)
        if said and place is not None:
            frame.left.remove(word)
            # With the place, so that it makes no other name of the head: a "tumour in the residual kidney" is no residual tumour.
            frame.descriptors.append(Element("DESC", "", hull([word.span, place.span]), word.tokens + place.tokens))


def _run_before(frame: Frame, head: Element) -> list[Element]:
    """The left-over words that end right before the head; known adjectives may stand between."""
    run: list[Element] = []
    if not frame.left:
        return run
    start = head.span.start
    between = [*frame.descriptors, *frame.sites]
    for element in sorted((e for e in (*frame.left, *between) if e.span.end <= head.span.start), key=lambda e: -e.span.start):
        if start - element.span.end > 1:
            break
        start = element.span.start
        if element in between:
            if run:
                break  # only the words next to each other are one description
            continue
        run.insert(0, element)
    return run


def is_governed(frame: Frame, head: Element) -> bool:
    """ "Refractory to methotrexate" is not taking it: the name is the object of a word that is not understood."""
    if head.type not in _RECORDED or frame.allergy or frame.family:
        return False
    if head.type == "PROC" and _is_found_normal(frame, head):
        return True
    return bool(frame.left) and any(e.type == "WORD" and e.word.endswith(" to") for e in _run_before(frame, head))


def _is_found_normal(frame: Frame, head: Element) -> bool:
    """ "Normal ECG", "ECG abnormalities": they ask for the finding, which having had the examination does not tell."""
    behind = next((e for e in frame.elements if e.span.start >= head.span.end), None)
    beside = [e for e in frame.elements if e.span.end <= head.span.start or e is behind]
    return any(e.word.startswith(("normal", "abnormal")) for e in beside)


def _is_plain(element: Element) -> bool:
    words = [t.text for t in element.tokens if t.type != "HYPHEN"]  # "non-healing" is of three tokens
    return bool(words) and all(word.replace("-", "").replace(" ", "").isalpha() for word in words)


def _ends_a_name(element: Element) -> bool:
    """Whether a word may be the last of a name; "non-breast malignancy" names no thing, but all others."""
    return _is_plain(element) and not any_of_type(element.tokens, ("HYPHEN",))


def _is_denied(element: Element) -> bool:
    """ "Non-malignant" is no name of a disease, but a quality that all others have."""
    return len(element.tokens) > 1 and element.tokens[0].word in DENYING_PREFIXES


def take_requirement(frame: Frame, head: Element) -> None:
    """ "Arrhythmia requiring intervention": what a condition requires qualifies it like an adjective."""
    if head.type not in ("COND", "PROC") or frame.closed or not any_of_type(frame.elements, ("TAKING",)):
        return
    opening = next((e for e in frame.elements if e.type == "TAKING" and e.span.start >= head.span.end), None)
    if opening is None:
        return
    after = [e for e in frame.elements if e.span.start >= opening.span.end and (e in frame.left or e.type in _REQUIRED)]
    if after:
        lengths = [e for e in frame.elements if e.span.start >= opening.span.end and _is_length(e)] if opening.word != "on" else []
        if lengths:
            # "Requiring at least 5 days of antibiotics", "… for more than a week": so long does the treatment last, and not the disease.
            frame.values, frame.lasting = [v for v in frame.values if v not in lengths], None
            frame.left = [e for e in frame.elements if e is opening or e in lengths or e in frame.left or e in after]
            return
        frame.left = [e for e in frame.left if e not in after]
        frame.therapy = frame.therapy and not any_of_type(after, ("THERAPY",))
        words = Span(opening.span.start, after[-1].span.end)
        frame.descriptors.append(Element("DESC", "", words, (*opening.tokens, *(t for e in after for t in e.tokens))))


def _is_length(element: Element) -> bool:
    return element.type == "LASTING" or (isinstance(element.value, Compared) and element.value.amount.is_length)


def general_name(frame: Frame, head: Element, ctx: Context) -> str | None:
    """An unknown name that ends in a general noun: "glycogen storage disease" is not "disease" with something extra."""
    if head.type != "COND" or not frame.left or head.value not in _general_ids():
        return None
    before = [e for e in frame.left if e.span.end <= head.span.start]
    if not before or not adjacent_run([*before, head]) or any(_is_denied(e) for e in before):
        return None
    for element in before:
        frame.left.remove(element)
    return ctx.words(Span(before[0].span.start, head.span.end))


@remembered(maxsize=None)
def _general_ids() -> frozenset[str]:
    found = [vocabulary().lookup(name, "condition") for name in ("disease", "disorder", "syndrome", "infection", "deficiency")]
    return frozenset({ANY_CONDITION, *(c.id for c in found if c is not None)})


def coined_name(frame: Frame, ctx: Context) -> tuple[NamedDomain, str] | None:
    """A run of words that is no known name, but ends like one of a condition, procedure or drug."""
    words = [e for e in frame.elements if e.type in _NAME_WORDS]
    code = len(words) == 1 and is_drug_code(words[0].tokens[0].text) and _is_given(frame)
    if not words or len(words) > _LONGEST_NAME or not adjacent_run(words) or not (code or _ends_a_name(words[-1])):
        return None
    if any(e not in words for e in frame.left) or any(e.word.split()[0] == "for" for e in words):
        return None  # "treatment for metastatic disease" is none of the disease
    if any(_is_clause_word(e) for e in words[:-1]):
        return None
    span = hull(e.span for e in words)
    domain = "medication" if code else domain_of_name(ctx.words(span).replace("-", " ").split()[-1])
    if domain == "condition" and any(e.type == "THERAPY" and 0 <= e.span.start - span.end <= 1 for e in frame.elements):
        return None  # "fibroma treatment" is no fibroma
    if domain is not None:
        frame.left.clear()
        frame.sites.clear()
        frame.descriptors.clear()
        return domain, " ".join(ctx.words(span).split())
    return None


_CLAUSE_WORDS = ("contraindicating", "requiring", "precluding", "preventing", "causing", "limiting", "complicating", "affecting")


def _is_clause_word(element: Element) -> bool:
    """ "Connective tissue disease contraindicating radiotherapy" is no name of a radiotherapy."""
    return not set(element.word.split()).isdisjoint(_CLAUSE_WORDS)


_GIVEN = ("treat", "therap", "receiv", "exposure", "use of", "given", "administ")


def _is_given(frame: Frame) -> bool:
    """Whether the words say that something is taken or given: the code of a protocol names no medicine."""
    said = any(e.type == "HIST" and any(word in e.word for word in _GIVEN) for e in frame.elements)
    return frame.taking or frame.therapy or said


def adjacent_run(elements: list[Element]) -> bool:
    return all(b.span.start - a.span.end <= 1 for a, b in pairwise(elements))
