"""What several names beside each other say of one person: "healthy postmenopausal women", "non-smoking diabetic adults"."""

from __future__ import annotations

from eligibility.compiler.frames.context import observation_of, observation_ref
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.observations import is_origin
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import AnyNode, Not, Sex, Stated
from eligibility.spans import hull

_PEOPLE = ("SEXNOUN", "AGENOUN", "SUBJECT")
_PEOPLE_NOUNS = """
    women woman females female men man males male patients patient subjects subject participants participant volunteers volunteer
    individuals individual persons people adults adult children controls smokers smoker nonsmokers non-smokers drivers veterans
    pregnancy pregnancies gestation gestations
"""
_NOUNS = frozenset(_PEOPLE_NOUNS.split())
_WHO = ("who", "who are", "who is", "that are", "are", "and who are")
# Such words count, time or turn what is said, perhaps of one of the names alone.
_MORE = ("values", "windows", "groups", "tested", "causes")


def hold_of_one_person(frame: Frame) -> None:
    """Of names that are all said of one person, one stays the head, a disease if there is any; the others must hold with it.

    A denial that is part of a name ("non-smoking") is of that name alone.
    """
    if not _is_chain(frame):
        return
    diseases = [h for h in frame.heads if h.type == "COND"]
    attested = [h for h in frame.heads if h.type == "ATTR"]
    denied = [h for h in attested if _is_denied(h)]
    if len(denied) % 2:
        frame.negated = not frame.negated
    plain = [h for h in attested if h not in denied]
    if not (diseases or plain):
        frame.node, frame.heads = _all_of_them(frame, denied), []
        return
    head = diseases[0] if diseases else plain[-1]
    frame.heads = [head]
    frame.extra += [_statement(h, denied) for h in attested if h is not head]


def attested_of(frame: Frame, names: list[Element]) -> list[AnyNode]:
    """What names that were left over say of the people of the frame, whose own statement their denials are none of."""
    denied = [n for n in names if _is_denied(n)]
    if len(denied) % 2:
        frame.negated = not frame.negated
    return [_statement(n, denied) for n in names]


def ends_in_people(frame: Frame) -> bool:
    """Whether the people that it is said of close it, with their age or what they have: "obese women", "frail men aged 40 to 60"."""
    start = frame.head or next((e for e in frame.left if e.type == "WORD"), None)
    if start is None or frame.node is not None or frame.groups:
        return False
    behind = [e for e in frame.elements if e.span.start >= start.span.start]
    place = next((n for n, e in enumerate(behind) if e.type in _PEOPLE[:2] or (e.word.split()[-1:] and e.word.split()[-1] in _NOUNS)), None)
    if place is None:
        return False
    rest = [e.type for e in behind[place + 1 :] if e.type not in ("FILLER", "WITH")]
    return not rest or (rest[0] == "AGE" and set(rest) <= {"AGE", "LIMIT"})


def _is_chain(frame: Frame) -> bool:
    """Whether the names stand beside each other, or behind "who are", and people are what they are said of."""
    heads = frame.heads
    if any(h.type not in ("ATTR", "COND") for h in heads) or sum(h.type == "COND" for h in heads) > 1 or not _has(heads, "ATTR"):
        return False
    if any(getattr(frame, name) for name in _MORE) or frame.normal or frame.positive or frame.gap or frame.lasting or frame.tail:
        return False
    if frame.family or frame.allergy or frame.taking or frame.therapy or frame.planned or frame.able or frame.unable or frame.blocked:
        return False
    first, last = frame.elements.index(heads[0]), frame.elements.index(heads[-1])
    between = [e for e in frame.elements[first:last] if e not in heads]
    behind = frame.elements[last + 1 :]
    if not all(_keeps_on(e, frame) for e in between):
        return False
    of_people = any(e.type in _PEOPLE for e in between) or (bool(behind) and behind[0].type in _PEOPLE)
    return of_people or any(h.word.split()[-1] in _NOUNS or h.word.endswith("ics") for h in heads)


def _has(heads: list[Element], kind: str) -> bool:
    return any(h.type == kind for h in heads)


def _keeps_on(element: Element, frame: Frame) -> bool:
    """Whether what stands behind the word is said of the same people as what stands before it."""
    if element.type in ("HYPHEN", *_PEOPLE):
        return True
    if element.type == "FILLER" and element.word == "of":
        behind = frame.elements[frame.elements.index(element) + 1]
        return behind.type == "ATTR" and is_origin(behind.value)
    return element.type == "FILLER" and element.word in _WHO


def _is_denied(head: Element) -> bool:
    return head.may_be("NEGATTR")


def _statement(head: Element, denied: list[Element]) -> AnyNode:
    stated = Stated(span=head.span, observation=observation_ref(observation_of(head.value)))
    return Not(span=head.span, child=stated) if head in denied else stated


def _all_of_them(frame: Frame, denied: list[Element]) -> AnyNode:
    """ "Non-pregnant non-smoking women": each denied for itself."""
    nodes: list[AnyNode] = [_statement(h, denied) for h in denied]
    if len(set(frame.sexes)) == 1:
        nodes.insert(0, Sex(span=frame.span, sex=frame.sexes[0]))
    return conjunction(nodes, hull(n.span for n in nodes))
