"""What a definition leaves undefined: the newness of a disease, and what is said of the patients themselves (contract §2, Definitions)."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import VALUES, Frame
from eligibility.compiler.links.linked import Linked
from eligibility.compiler.measured.life_stages import stage_of_life
from eligibility.compiler.recorded.facts import timing_of
from eligibility.compiler.recorded.references import condition_ref
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit
from eligibility.reference.abnormalities import abnormalities
from eligibility.reference.entailments import entailed
from eligibility.reference.mentioned import mentioned
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import NOW, AllOf, AnyNode, AnyOf, HasCondition, OneOf, Opaque, Sex, walk
from eligibility.spans import hull

# "Decompensated" is what a definition defines; "newly diagnosed" is not.
_NEW = ("new", "recent", "first")
_SAYS_NOTHING = frozenset(
    {"FILLER", "SUBJECT", "NEG", "FOR", "DEMAND", "HYPHEN", "HIST", "CURR", "SEXNOUN", "AGENOUN", "DIAGNOSED", "HOWADJ"}
)


def not_defined(frame: Frame, parts: list[AnyNode], ctx: Context) -> list[AnyNode]:
    """The noun's qualifiers that its definition says nothing of, opaque where they are no statement of their own."""
    timed = bool(frame.windows) or frame.lasting is not None or any(getattr(n, "timing", NOW) != NOW for part in parts for n in walk(part))
    disease = bool(frame.heads) and frame.heads[0].type == "COND"
    nodes: list[AnyNode] = _graded(frame, parts, ctx) if disease else []
    said_with = [part for n in frame.extra for part in (n.children if isinstance(n, AllOf) and n.label is None else (n,))]
    if said_with and all(isinstance(n, HasCondition | OneOf) for n in said_with):
        nodes += said_with[:-1]  # "women with asthma and anaemia, defined as …": the last is defined
        nodes += _qualifiers(said_with[-1], timed, ctx)
        disease = True
    if disease and not frame.blocked:
        nodes += [Sex(span=frame.span, sex=frame.sexes[0])] if len(set(frame.sexes)) == 1 else []
        nodes += [stage_of_life(frame.ages[0], frame.span)] if len(set(frame.ages)) == 1 else []
    words = _of_the_patients(frame)
    if not timed:
        words += [e for e in frame.elements if e.type in ("ONSET", "RECENT") and e.word.startswith(_NEW)]
    return nodes + [ctx.opaque(hull(e.span for e in run)) for run in _runs(words)]


_NAMELY = frozenset({"i.e.", "i.e", "ie", "namely", "viz"})


def is_namely(word: Element) -> bool:
    """ "I.e." names what is meant, of which one is enough; "defined as" may ask for all of it."""
    return word.word in _NAMELY


def lists_kinds(word: Element, inner: Segment) -> bool:
    """ "A cardiac event (i.e. infarction, angioplasty)": the kinds that are meant, of which one is enough; "and" joins parts of one."""
    joined = bool(inner.separators) and all(s.type in ("COMMA", "OR", "SLASH") for s in inner.separators)
    return is_namely(word) and joined and all(_is_a_name(unit) for unit in inner.units)


def _is_a_name(unit: Unit) -> bool:
    kinds = {p.type for p in unit.parts if isinstance(p, Element)}
    return bool(kinds & {"COND", "PROC", "DRUG"}) and not kinds & {*VALUES, "NEG", "NORMAL", "CMP"}


_EVIDENCE = ("as evidenced", "evidenced", "as indicated", "indicated", "as demonstrated", "demonstrated", "as shown", "manifest")


def is_evidence(link: Linked, frame: Frame) -> bool:
    """ "Brain metastases, as indicated by seizures": what shows a disease is not that disease by itself, as a measured threshold is."""
    if not link.word.word.startswith(_EVIDENCE) or frame.named_by_denial or frame.extra:
        return False
    measured = any(n.kind in ("comparison", "range", "one_of", "change") for node in link.nodes for n in walk(node))
    findings = all(isinstance(n, HasCondition | AnyOf | AllOf | Opaque) for n in link.nodes)
    named = any(isinstance(n, HasCondition) for node in link.nodes for n in walk(node))
    return bool(frame.heads) and frame.heads[0].type == "COND" and not measured and findings and named


def others_before(frame: Frame) -> list[AnyNode]:
    """ "Women with asthma or anaemia, defined as …": the things of which any counts, before the one that is defined."""
    said_with = frame.extra[-1] if frame.extra and not frame.heads else None
    if not isinstance(said_with, AnyOf) or said_with.label is not None or not all(isinstance(c, HasCondition) for c in said_with.children):
        return []
    return list(said_with.children[:-1])


def one_of_them(frame: Frame, others: list[AnyNode], node: AnyNode) -> AnyNode:
    """What is said of the patients is said of each of the things."""
    people: list[AnyNode] = [Sex(span=frame.span, sex=frame.sexes[0])] if len(set(frame.sexes)) == 1 else []
    people += [stage_of_life(frame.ages[0], frame.span)] if len(set(frame.ages)) == 1 else []
    return conjunction([*people, node], hull([frame.span, node.span])) if others else node


def alternative_diagnoses(nodes: list[AnyNode], ctx: Context) -> AnyNode | None:
    """Several definitions of different diseases in one criterion are alternatives, although semicolons mean all: nobody has all."""
    if len(nodes) < 2 or ctx.mode != "all" or not all(isinstance(n, AllOf | AnyOf) and n.label is not None for n in nodes):
        return None
    labels = [n.label for n in nodes if isinstance(n, AllOf | AnyOf) and n.label is not None]
    if not all(mentioned(label, "condition") for label in labels):
        return None  # "infection shown by a test; treatment-naive, i.e. no prior therapy"
    ctx.ledger.note("several diagnoses are defined one after the other: any of them is meant")
    return AnyOf(span=hull(n.span for n in nodes), children=tuple(nodes))


def _qualifiers(defined: AnyNode, timed: bool, ctx: Context) -> list[AnyNode]:
    """The causes and the newness of the disease in "women with newly diagnosed anaemia due to bleeding, defined as …"."""
    if not isinstance(defined, HasCondition):
        return []
    nodes: list[AnyNode] = [HasCondition(span=defined.span, concept=ref) for ref in defined.due_to]
    newly = defined.timing.onset or any(d.casefold().startswith(_NEW) for d in defined.descriptors)
    return nodes + ([ctx.opaque(defined.span)] if newly and not timed else [])


_GENERAL = 100  # of so many kinds, "systemic disease" says no more than the values


def _graded(frame: Frame, parts: list[AnyNode], ctx: Context) -> list[AnyNode]:
    """ "Severe asthma, defined as FEV1 < 50 %": the values tell how severe it is, and not that it is asthma.

    What is nothing but a value beyond its limit, an anaemia, is told by the value.
    """
    head = frame.heads[0]
    graded = bool(frame.severity) or any("active" in e.word.split() for e in frame.elements if e.type in ("ACTIVE", "DESC"))
    leaves = [n for part in parts for n in walk(part) if n.kind not in ("all_of", "any_of")]
    if not all(n.kind in ("comparison", "range", "one_of") for n in leaves) or len(vocabulary().family(head.value)) > _GENERAL:
        return []
    if not graded or head.value in abnormalities() or head.value in entailed("defined") or frame.negated or frame.blocked:
        return []
    return [HasCondition(span=head.span, concept=condition_ref(head, ctx), timing=timing_of(frame))]


def _of_the_patients(frame: Frame) -> list[Element]:
    """Words that stand before "patients with": "drug-naive patients with diabetes"."""
    noun = frame.heads[0] if frame.heads else None
    if noun is None:
        return []
    subject = next((e for e in reversed(frame.elements) if e.type == "SUBJECT" and e.span.end <= noun.span.start), None)
    if subject is None:
        return []
    before = [e for e in frame.elements if e.span.end <= subject.span.start and e.type not in _SAYS_NOTHING]
    return [e for e in before if any(c.isalnum() for t in e.tokens for c in t.text)]


def _runs(words: list[Element]) -> list[list[Element]]:
    """Words that stand together: what is said of the patients is one statement."""
    runs: list[list[Element]] = []
    for word in sorted(words, key=lambda e: e.span.start):
        if runs and word.span.start - runs[-1][-1].span.end <= 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs
