"""Of whom a statement is made: women, adults, a subgroup."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context, observation_of, observation_ref
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.measured.life_stages import stage_of_life
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import (
    Age,
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    Comparison,
    Implies,
    Not,
    Range,
    Sex,
    Stated,
    walk,
)

# Attested facts that only one sex can have: "pregnant women" says no more than "pregnant".
_FEMALE = frozenset({"pregnancy", "breastfeeding", "childbearing-potential", "pregnancy-test", "menopause"})


def denied_of(frame: Frame) -> list[AnyNode]:
    """ "Women who do not have diabetes": who the denial speaks of is outside it; they are taken out of the frame."""
    if not frame.negated or not frame.heads:
        return []
    denial = next((e for e in frame.elements if e.type in ("NEG", "MUSTNOT")), None)
    people = [e for e in frame.elements if e.type in ("SEXNOUN", "AGENOUN")]
    if denial is None or not people or people[-1].span.start > denial.span.start:
        return []
    said: list[AnyNode] = []
    if len(set(frame.sexes)) == 1:
        said.append(Sex(span=frame.span, sex=frame.sexes[0]))
    if len(set(frame.ages)) == 1:
        said.append(stage_of_life(frame.ages[0], frame.span))
    frame.sexes, frame.ages = [], []
    return said


def undenied(frame: Frame) -> list[Element]:
    """ "A lesion without bleeding": words before the denial that are not understood are outside it; they are taken out of the frame."""
    if not frame.negated or frame.head is None:
        return []
    denial = next((e for e in frame.elements if e.type == "NEG"), None)
    if denial is None or frame.head.span.start < denial.span.end:
        return []
    before = [e for e in (*frame.left, *frame.values) if e.span.end <= denial.span.start]
    frame.left = [e for e in frame.left if e not in before]
    frame.values = [e for e in frame.values if e not in before]
    return before


_SEXES = frozenset({"men", "women", "males", "females", "male", "female", "gender", "genders", "sexes"})
_AGES = frozenset({"adults", "children", "adolescents", "inpatients", "outpatients", "infants", "elderly"})


def says_both_sexes(frame: Frame) -> bool:
    """ "Men and women", "adults and children": words that ask nothing, unlike what else the unit says."""
    return any(e.type == "NOTHING" and (_SEXES | _AGES) & set(e.word.split()) for e in frame.elements)


def of_either_sex(frame: Frame) -> AnyNode | None:
    """ "Men and women of childbearing potential": men, and the women who have it."""
    potential = next((h for h in frame.heads if h.value == "childbearing-potential"), None)
    if potential is None:
        return None
    fertile = Stated(span=frame.span, observation=observation_ref(observation_of(potential.value)))
    return AnyOf(span=frame.span, children=(Sex(span=frame.span, sex="male"), fertile))


def for_subgroup(node: AnyNode, guard: AnyNode, frame: Frame) -> AnyNode:
    """A requirement on a subgroup; of some words, perhaps one on everybody to be of it."""
    within = Implies(span=frame.span, guard=guard, requirement=node)
    if not frame.guard_may_be_asked:
        return _with_own_limit(node, guard, frame) or within
    why = "the limit may be meant only for those without the condition, or nobody with it may take part"
    return Ambiguous(span=frame.span, readings=(within, AllOf(span=frame.span, children=(node, guard))), why=why)


def _with_own_limit(node: AnyNode, guard: AnyNode, frame: Frame) -> AnyNode | None:
    """ "INR ≤ 1.5 (if on warfarin, INR 2–3)": a limit beside the words for the subgroup is what is asked of it, instead of the first."""
    parts = guard.children if isinstance(guard, AllOf) and guard.label is None else (guard,)
    measured = [n.observation for n in walk(node) if isinstance(n, Comparison | Range)]
    limits: list[AnyNode] = [p for p in parts if isinstance(p, Age) and isinstance(node, Age)]
    limits += [p for p in parts if isinstance(p, Comparison | Range) and (p.observation.id is None or p.observation in measured)]
    who = [p for p in parts if p not in limits]
    if not limits or not who or not (measured or isinstance(node, Age)):
        return None
    subgroup, asked = conjunction(who, frame.span), conjunction(limits, frame.span)
    others = Implies(span=frame.span, guard=Not(span=subgroup.span, child=subgroup), requirement=node)
    return AllOf(span=frame.span, children=(others, Implies(span=frame.span, guard=subgroup, requirement=asked)))


def sexed(node: AnyNode, frame: Frame, ctx: Context) -> AnyNode:
    """ "Women with …": the sex, unless the statement already says it."""
    if not frame.sexes or (isinstance(node, Stated) and node.observation.id in _FEMALE):
        return node
    sex = Sex(span=frame.span, sex=frame.sexes[0])
    if len(set(frame.sexes)) > 1:
        return node
    staged = frame.head is not None and frame.head.type == "COND" and all(v.type == "CLASSES" for v in frame.values)
    limited = bool(frame.values) and not staged and (bool(frame.heads) or any(v.type != "BARE" for v in frame.values))  # "women 18 years"
    if frame.polarity == "demand" or (ctx.mode == "all" and (limited or behind(frame, frame.head))):
        return Implies(span=frame.span, guard=sex, requirement=node)
    return conjunction([sex, node], frame.span)


def behind(frame: Frame, head: Element | None) -> bool:
    """Whether people are named behind an attested fact: "contraception in men" asks it of them."""
    if head is None or head.type != "ATTR":
        return False
    of = next((e for e in frame.elements if e.type == "FOR" and e.span.start >= head.span.end), None)
    return of is not None and any(e.type in ("SEXNOUN", "AGENOUN") and e.span.start >= of.span.end for e in frame.elements)


def of_age(node: AnyNode, frame: Frame, ctx: Context) -> AnyNode:
    """ "Adult patients undergoing surgery": the age is a condition beside that of the head."""
    if not frame.heads or len(set(frame.ages)) != 1:
        return node
    age = stage_of_life(frame.ages[0], frame.span)
    if frame.polarity == "demand" or (frame.values and ctx.mode == "all"):
        return Implies(span=frame.span, guard=age, requirement=node)
    return conjunction([age, node], frame.span)


def of_patient_or_family(frame: Frame) -> tuple[Frame, Frame]:
    """ "Personal or family history of thrombosis": the same said of the patient, at any time, and of the family."""
    own, family = frame.copy(), frame.copy()
    own.family, own.history = False, True
    own.own_too = family.own_too = False
    return own, family
