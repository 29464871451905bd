"""How far the words before a list reach: "severe heart or kidney disease", "uncontrolled hypertension or diabetes" (contract §2, Lists).

Units that share one noun share its adjectives, and a treatment named before "with" or "of" is that of each drug. Before nouns of their own
the text leaves it open, and both readings are kept; but what cannot be said of a noun ("metastatic diabetes") is not said of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.contraries import contrary
from eligibility.compiler.lists.sayable import (
    can_be_said,
    goes_over_commas,
    goes_unhealed,
    has_setting,
    has_severity,
    is_state,
    makes_a_name,
    may_be_common,
    tells_setting,
    tells_tissue,
)
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Classes
from eligibility.reference.strangers import ANY_CONDITION
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.whole_names import name_of
from eligibility.rules.nodes import Severity
from eligibility.spans import Span, hull
from eligibility.text.tokens import Token

_DISEASES, _TREATMENTS = ("COND", "ORG"), ("PROC", "DRUG")
# Words that may stand before the adjectives of a noun, or among them.
_BESIDE = frozenset({"FILLER", "SUBJECT", "NEG", "HIST", "CURR", "POSSIBLE", "DEMAND", "DIAGNOSED", "HOWADJ", "OTHER", "ACTIVE", "ONSET"})
_DESCRIBING = frozenset({"DESC", "RESTING"})
_OF_A_TREATMENT = frozenset({"DESC", "RESTING", "PER", "WORD", "DOSE", "DURATION"})


@dataclass(slots=True, eq=False)
class _Said:
    """What a unit says before its noun, and the unit that says it."""

    frame: Frame
    severity: tuple[Severity, ...] = ()
    words: list[Element] = field(default_factory=list)
    staged: list[Element] = field(default_factory=list)
    unknown: list[Element] = field(default_factory=list)  # words that no table has, before "use of": "daily use of"
    treatment: bool = False  # "chronic treatment with": said of all that is behind it
    first: bool = False  # it opens the list
    instead: list[Element] = field(default_factory=list)  # what stands for its words before "or": the "acute" of "acute | or chronic renal"
    inner: Element | None = None  # the adjective in its own name: "chronic infection"

    @property
    def outer(self) -> bool:
        return bool(self.severity or self.words or self.staged or self.treatment)


def share_qualities(items: Sequence[Item], goes_on: Sequence[bool]) -> None:
    """Gives the units of a list what is said before the first of them; `goes_on`: whether each but the first goes on with its list.

    Words before a later member are its own, but for what "or" joins with it: "gout, severe asthma or COPD".
    """
    said: _Said | None = None
    pending: list[Element] = []
    for index, item in enumerate(items):
        own = _said_before(item.frame)
        own.instead, pending = pending, [*pending, *own.words, *_severities(item.frame)] if _only_describes(item.frame) else []
        separator = items[index - 1].separator if index else None
        if said is None or separator is None or not goes_on[index - 1]:
            said, own.first = own, True
        elif _alternatives(said.frame, item.frame) or _only_describes(said.frame):
            _perhaps_common(said, own, item.frame)
            own.first = said.first
            said = own
        else:
            oxford = separator.value == "strong" and not said.first  # "gout, severe asthma, or COPD"
            said = _shared(said, own, item.frame, direct=separator.type in ("OR", "AND") and not oxford)


def _give(frame: Frame, said: _Said) -> None:
    """Adjectives for the next unit of one noun; of "acute or chronic renal | or hepatic disease" both are, which leaves nothing out."""
    if frame.descriptors or contrary([_text(w) for w in (*said.instead, *said.words)]):
        return
    if said.instead:
        frame.perhaps_described = [*said.words, *frame.perhaps_described]
    else:
        frame.descriptors = list(said.words)


def _severities(frame: Frame) -> list[Element]:
    return [e for e in frame.elements if e.type == "SEV"]


def _only_describes(frame: Frame) -> bool:
    if not (frame.descriptors or frame.borrowed):
        return False
    said = [e for e in frame.elements if e.type not in _BESIDE and e.type != "SEV"]
    return all(e.type == "DESC" and not tells_tissue(e) for e in said)


def _in_its_name(frame: Frame) -> list[Element]:
    """ "Chronic kidney | or liver disease": the adjective that has become part of the name made of the first."""
    head = frame.head
    if head is None or not frame.borrowed:
        return []
    inside = [e for e in frame.elements if head.span.covers(e.span)]
    return [e for e in inside if e.type == "DESC" and not tells_tissue(e)] if len(inside) > 1 else []


def _perhaps_common(said: _Said, own: _Said, frame: Frame) -> None:
    """ "Severe acute | or chronic pancreatitis": the last adjective before "or" is the alternative, those before it may go with both."""
    if said.words and said.severity and not frame.severity:
        frame.perhaps_severe = said.severity
        own.severity = said.severity
    if len(said.words) > 1 and not _texts(said.words) & _texts(frame.descriptors):
        frame.perhaps_described = [*said.words[:-1], *frame.perhaps_described]
        own.words = [*said.words[:-1], *own.words]


def _texts(words: Sequence[Element]) -> set[str]:
    return {_text(w).casefold() for w in words}


def _text(word: Element) -> str:
    return " ".join(t.text for t in word.tokens)


def _shared(said: _Said, own: _Said, frame: Frame, direct: bool) -> _Said:
    """Passes on what was said before to one unit; what is said for the next one."""
    if _one_noun(said.frame, frame):
        frame.severity = frame.severity or said.severity
        if frame.head is not None and not frame.values:
            frame.values = list(said.staged)  # "stage III breast | colon | or lung cancer"
        head = frame.head
        if head is None or said.frame.lender is frame or not _named_by_adjective(head):
            _give(frame, said)
        own.first = said.first
        return said if not own.outer else own
    head = frame.head
    if frame.node is not None or (head is None and not frame.sites):
        return said
    alike = head is not None and said.frame.head is not None and head.type == "COND" and _last_word(said.frame.head) == _last_word(head)
    if frame.onset:
        return own  # "unstable angina or new onset angina"
    described = own.outer or own.inner is not None or (head is not None and _named_by_adjective(head))
    reached = head is not None and _of_a_setting(said) and has_setting(head) and not _of_a_setting(own)
    if described and not (alike or reached):
        return own  # members with adjectives of their own
    if said.first or direct or alike:
        _perhaps(said, frame, head, direct or alike)
    if not own.outer:
        return said if said.first else own
    own.severity, own.words, own.staged = own.severity or said.severity, own.words or said.words, own.staged or said.staged
    own.first = said.first
    return own


def _perhaps(said: _Said, frame: Frame, head: Element | None, direct: bool) -> None:
    """The words said before may be meant of this noun; a bare "illness" or the drugs of one treatment they must be meant of."""
    kind = _DISEASES if head is None or head.type in _DISEASES else _TREATMENTS if head.type in _TREATMENTS else ()
    if not kind or (said.frame.head is not None and said.frame.head.type not in kind):
        return
    if head is None:
        # "Severe heart | or lung problems", "unstable neurological | cardiovascular | or cancer diagnoses"
        frame.severity = frame.severity or said.severity
        frame.perhaps_described = [*(w for w in said.words if is_state(_text(w))), *frame.perhaps_described]
        return
    words = _said_of(said, head, direct)
    severity = said.severity if kind is _DISEASES and has_severity(head.value) else ()
    if said.treatment or (_only_says_disease(head, frame) and (severity or words)):
        frame.severity = frame.severity or severity
        frame.descriptors = frame.descriptors or words
        return
    if not frame.severity:
        frame.perhaps_severe = severity
    if not frame.descriptors:
        frame.perhaps_described = [*words, *frame.perhaps_described]
    if kind is _DISEASES and not frame.values and frame.stage is None and frame.brackets is None:
        frame.perhaps_staged = said.staged


def _said_of(said: _Said, head: Element, direct: bool) -> list[Element]:
    """The words that may be said of a noun as well."""
    if said.treatment and said.unknown:
        _describe(said)
    treatment = head.type in _TREATMENTS
    words = [w for w in said.words if treatment or can_be_said(_text(w), head.value)]
    words = [w for w in words if treatment or goes_over_commas(_text(w)) or (direct and may_be_common(_text(w))) or makes_a_name(w, head)]
    inner = said.inner
    if words or inner is None:
        return words
    if _of_a_setting(said):
        return [inner] if has_setting(head) else []
    return [inner] if goes_unhealed(_text(inner), head.value) or makes_a_name(inner, head) else []


def _of_a_setting(said: _Said) -> bool:
    """ "Neoadjuvant" said of the treatments of a list."""
    return any(tells_setting(_text(w)) for w in (*said.words, *([said.inner] if said.inner is not None else [])))


def _describe(said: _Said) -> None:
    """ "Daily use of opioids": unknown words before the use describe it, as known ones do."""
    unknown = said.unknown
    described = Element("DESC", "", hull(e.span for e in unknown), tuple(t for e in unknown for t in e.tokens))
    said.frame.left = [e for e in said.frame.left if e not in unknown]
    said.frame.descriptors.append(described)
    said.words, said.unknown = [*said.words, described], []


# ------------------------------------------------------------------ what a unit says before its noun


def _said_before(frame: Frame) -> _Said:
    head = frame.head
    said = _Said(frame, frame.severity)
    noun = head.span.start if head is not None else max((e.span.end for e in frame.elements), default=0)
    before = [e for e in frame.elements if e.span.end <= noun]
    treated = head is not None and head.type in _TREATMENTS
    opening = next((e for e in before if e.type in ("TAKING", "THERAPY") and _goes_on(e)), None) if treated else None
    if opening is not None:
        before = [e for e in before if e.span.end <= opening.span.start]
        unknown = [e for e in before if e in frame.left]
        said.words = [e for e in before if e in frame.descriptors]
        said.unknown = unknown if all(e.type in _OF_A_TREATMENT for e in unknown) else []
        said.treatment = bool(said.words or said.unknown)
        return said
    for element in before:
        if element.type in _DESCRIBING:
            said.words.append(element)
        elif (
            element.type == "CLASSES"
            and isinstance(element.value, Classes)
            and element.value.word in ("stage", "stages", "grade", "grades")
        ):
            said.staged.append(element)
        elif element.type not in _BESIDE and element.type != "SEV":
            break
    if head is not None and not said.words:
        said.words = _in_its_name(frame)
    if head is not None and not said.outer:
        said.inner = _inner_adjective(head)
    return said


def _goes_on(element: Element) -> bool:
    return element.tokens[-1].word.endswith((" of", " with", " to", " by"))


def _inner_adjective(head: Element) -> Element | None:
    """The "chronic" of "chronic infections"; names of more words ("chronic kidney disease") are one thing."""
    words = head.tokens[0].text.split()
    reading = name_of(words[0], "DESC") if len(head.tokens) == 1 and len(words) > 1 else None
    if reading is None or (len(words) > 2 and not _means_the_same(" ".join(words[1:]), head)):
        return None
    span = Span(head.span.start, head.span.start + len(words[0]))
    return Element("DESC", "", span, (Token(words[0], span, (reading,)),))


def _means_the_same(name: str, head: Element) -> bool:
    """Whether the name without its adjective is a name of the same thing, so that it is no part of it: "chronic inflammatory disease"."""
    concept = vocabulary().lookup(name)
    return concept is not None and concept.id == head.value


def _named_by_adjective(head: Element) -> bool:
    """Whether the name itself begins with an adjective: "unstable angina", "chronic kidney disease"."""
    first = head.tokens[0].text.split()[0]
    return len(head.tokens[0].text.split()) > 1 and name_of(first, "DESC", "SEV", "ACTIVE", "CURR") is not None


# ------------------------------------------------------------------ of what it can be said


def _alternatives(one: Frame, other: Frame) -> bool:
    """ "Severe or recurrent asthma": adjectives of the same noun, of which one is enough."""
    if not (one.heads and other.heads):
        return False
    first, second = one.heads[0].span, other.heads[0].span
    return first.covers(second) or second.covers(first)


def _one_noun(one: Frame, other: Frame) -> bool:
    """Whether the two share their noun: "heart | lung | or liver disease"."""
    if one.lender is None and other.lender is None:
        return False
    return one.lender is other.lender or one.lender is other or other.lender is one


def _only_says_disease(head: Element, frame: Frame) -> bool:
    """A bare "illness" beside "uncontrolled infection" is no illness of any kind."""
    return head.value == ANY_CONDITION and not (frame.other or frame.tail or frame.left or frame.extra or frame.descriptors or frame.causes)


def _last_word(element: Element) -> str:
    return element.tokens[-1].word.split()[-1]


# ------------------------------------------------------------------ both readings


def meant_too(frame: Frame) -> tuple[Frame, str] | None:
    """The frame as it reads if the words around the list are said of it too, and where they stand; None if there are none."""
    before = frame.perhaps_severe or frame.perhaps_described or frame.perhaps_staged
    said_behind = frame.perhaps_for or frame.perhaps_behind or frame.perhaps_within
    if not (before or said_behind or frame.perhaps_with or frame.perhaps_counted or frame.perhaps_at):
        return None
    with_them = any(n.span.start >= frame.span.end for n in frame.perhaps_with)
    around = (*frame.perhaps_described, *frame.perhaps_at)
    behind = bool(said_behind or with_them or any(e.span.start >= frame.span.end for e in around))
    meant = frame.copy()
    meant.severity = meant.severity or frame.perhaps_severe
    meant.descriptors = [*frame.perhaps_described, *meant.descriptors]
    meant.values = [*frame.perhaps_counted, *(e for e in frame.perhaps_staged if e.type != "SCALE"), *meant.values]
    meant.heads = [*meant.heads, *(e for e in frame.perhaps_staged if e.type == "SCALE")]
    if frame.perhaps_for:
        meant.purpose, *meant.purposes = frame.perhaps_for
    meant.sites = [*meant.sites, *frame.perhaps_at]
    meant.windows = meant.windows or list(frame.perhaps_within)
    meant.extra = [*meant.extra, *frame.perhaps_with]
    if frame.perhaps_behind:
        meant.elements += [e for e in frame.perhaps_behind if e.type != "LIMIT"]
        take_words_behind(meant, frame.perhaps_behind)
    for each in (frame, meant):
        each.perhaps_severe, each.perhaps_within, each.perhaps_counted, each.perhaps_with = (), [], [], []
        each.perhaps_described, each.perhaps_staged, each.perhaps_for, each.perhaps_behind, each.perhaps_at = [], [], [], [], []
    return meant, "behind" if behind else "before"


def take_words_behind(frame: Frame, words: Sequence[Element]) -> None:
    """Gives words behind a name, already among the frame's elements, their place in the frame."""
    frame.values += [e for e in words if e.type == "LIMIT"]
    others = [e for e in words if e.type != "LIMIT"]
    frame.closed = frame.closed or any_of_type(others, ("NEG",))
    frame.left += [e for e in others if frame.closed or e.type != "TAKING"]
