"""What a link word does: "caused by", "such as", "defined as", "except", "unless", "with", "if", "confirmed by" (contract §2)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.links.accompanied import EXAMINATIONS, accompanied
from eligibility.compiler.links.caused_by import as_causes, caused
from eligibility.compiler.links.defined import is_evidence, is_namely, not_defined, one_of_them, others_before
from eligibility.compiler.links.excepted import excepted_by
from eligibility.compiler.links.exceptions import as_circumstance, examples_apart
from eligibility.compiler.links.guarded import guarded, guarded_by_absence, is_absence
from eligibility.compiler.links.linked import Linked, frame_of, keep, statement_of
from eligibility.compiler.links.regardless import told_of_all
from eligibility.compiler.lists.handed_down import timed, to_member
from eligibility.compiler.measured.better_side import define_its_absence
from eligibility.compiler.recorded.contraindications import contraindicated_by
from eligibility.compiler.recorded.facts import timing_of
from eligibility.compiler.recorded.references import condition_ref
from eligibility.compiler.statements.brackets import Brackets
from eligibility.compiler.statements.kinds import any_kind
from eligibility.compiler.statements.readings import build
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.observations import observations
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import (
    EVER,
    NOW,
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    ConceptRef,
    Fact,
    HasCondition,
    HasProcedure,
    Not,
    Opaque,
    Permission,
    Stated,
    TakesMedication,
    WithExamples,
    walk,
)
from eligibility.spans import Span, hull


def apply_link(link: Linked, frame: Frame, ctx: Context, bracketed: bool = False) -> Frame:
    """The frame before a link word, with what stands behind it."""
    linked = _applied(link, frame, ctx, bracketed)
    if linked is not frame and linked.node is not None and not linked.windows:
        # "Surgery or radiotherapy within 4 weeks, except palliative radiotherapy": the list before it still asks for its time.
        linked.windows = list(frame.windows)
    if linked is not frame and link.word.type in ("EXCEPT", "UNLESS") and frame.gap is None:
        linked.history = frame.history  # "history of seizures (other than febrile ones), syncope or stroke"
    return linked


def _applied(link: Linked, frame: Frame, ctx: Context, bracketed: bool) -> Frame:
    match link.word.type:
        case "REGARDLESS":
            frame.extra += told_of_all(link, ctx)
            return keep(frame, link)
        case "HOW" if _tells_another_result(link, frame, ctx):
            return _beside_another_result(link, frame, ctx)
        case "HOW" if _says_which(link, frame, ctx):
            frame.extra.append(ctx.opaque(link.span))
            return keep(frame, link)
        case "HOW" if frame.head is not None and frame.head.type == "COND" and not all(isinstance(n, Opaque) for n in link.nodes):
            # "Heart failure documented by LVEF < 40 %": the value is asked for; the examination that gave it need not be proved.
            frame.extra += [n for n in _parts_of(link) if not isinstance(n, HasProcedure)]
            return keep(frame, link)
        case "HOW":
            said = " ".join(ctx.words(link.span).split())
            frame.how = said if frame.how is None else f"{frame.how}; {said}"
            return keep(frame, link)
        case "CAUSE":
            return caused(link, frame, ctx)
        case "NOTCAUSE":
            frame.extra += as_causes(link, frame, ctx)
            return keep(frame, link)
        case "EG":
            return _exemplified(link, frame, ctx)
        case "IE":
            return _defined(link, frame, ctx, bracketed)
        case "EXCEPT" | "UNLESS":
            if frame.contraindicating:  # of which contraindications there are, nothing tells: "except claustrophobia" excuses from that one
                ctx.ledger.take(frame.elements)
                return frame_of(ctx.opaque(hull([frame.span, link.span])), link)
            link = replace(link, nodes=[as_circumstance(n, ctx) for n in link.nodes])
            examples, exceptions = examples_apart(
                link.nodes, frame.head.value if frame.head is not None and frame.head.type == "COND" else None
            )
            if examples:
                frame = _exemplified(replace(link, word=replace(link.word, type="EG"), nodes=examples), frame, ctx)
            return excepted_by(replace(link, nodes=exceptions) if examples else link, frame, ctx, bracketed)
        case "IF":
            conditional = guarded(link, frame, ctx)
            if bracketed:
                conditional.condition = None  # in brackets it is one of the name before them alone
            return conditional
        case "COLON":
            return _explained(link, frame, ctx)
        case "WITH" if is_absence(link, frame, ctx):
            return guarded_by_absence(link, frame)
        case "WITH" if bracketed and all(isinstance(n, Permission) for n in link.nodes):
            _brackets_of(frame).alternatives += link.nodes  # "(those with hepatitis are eligible)"
            return keep(frame, link)
        case "WITH" if frame.allergy and not frame.heads and frame.left:
            # "Hypersensitivity to drugs formulated with polysorbate 80": to those drugs, which it names by what is in them.
            named = Element("WORD", "", Span(link.word.span.start, link.span.end), link.word.tokens)
            frame.left.append(named)
            frame.elements.append(named)
            return frame
        case "WITH" if frame.closed or (frame.allergy and link.word.word in _COMBINING) or _is_of_what_is_willed(link, frame):
            # "Intolerance to cisplatin combined with gemcitabine": of which of them is not said.
            # "Spinal cord compression not definitively treated with surgery": what was not done is not there.
            frame.extra.append(ctx.opaque(link.span))
            return keep(frame, link)
        case _:  # WITH
            return accompanied(link, frame, ctx)


def _is_of_what_is_willed(link: Linked, frame: Frame) -> bool:
    """ "Willing to undergo ovarian suppression with goserelin": the goserelin is not given yet."""
    willed = frame.able and not any(h.type == "ATTR" for h in frame.heads)
    return willed and bool(link.nodes) and all(isinstance(n, TakesMedication | HasProcedure) for n in link.nodes)


_COMBINING = frozenset({"combined with", "together with", "in combination with", "in conjunction with"})
_DEFINES_A_DAY = re.compile(r"(?i)\s*(?:as\s+)?(?:the\s+)?(?:first\s+|last\s+)?(?:day|date|time)\s+(?:of|when|on)\b")
_ASKING_FOR_TREATMENT = frozenset({"requiring", "require", "requires", "required", "treated", "needing", "necessitating"})
_FORMULAS = frozenset({"formula", "formula,", "formula)", "equation", "equation,", "equation)"})
_RESULTS = re.compile(r"(?i)\b(?:positiv|negativ|amplif)")
_MEANS = frozenset({"using", "by", "based on", "based upon"})


def _tells_another_result(link: Linked, frame: Frame, ctx: Context) -> bool:
    """ "HER2 IHC 2+ with FISH amplification", "3+ by IHC or FISH-positive": a result of another test than the one that gave the value."""
    measured = frame.head is not None and frame.head.type in ("SCALE", "MEAS") and not frame.blocked
    return measured and _RESULTS.search(ctx.words(link.span)) is not None


def _beside_another_result(link: Linked, frame: Frame, ctx: Context) -> Frame:
    if "or" not in ctx.words(link.span).casefold().split():
        frame.extra.append(ctx.opaque(link.span))
        return keep(frame, link)
    ctx.ledger.take(frame.elements)
    return frame_of(ctx.opaque(hull([frame.span, link.span])), link)


def _says_which(link: Linked, frame: Frame, ctx: Context) -> bool:
    """ "Chemotherapy using cisplatin" is not any; how something was found need not be proved, but when: "on CT within 3 weeks"."""
    head = frame.head
    if head is not None and head.type == "MEAS" and _FORMULAS & set(ctx.words(link.span).casefold().split()):
        # "QTc > 480 ms on ECG using Bazett's formula": by another formula it is another observation.
        return any(o.is_a == head.value for o in observations().values())
    if head is None or head.type not in ("COND", "PROC", "DRUG"):
        return False
    treated = head.type == "DRUG" or (head.type == "PROC" and not any(vocabulary().is_a(head.value, act) for act in EXAMINATIONS))
    return link.timed or (treated and link.word.word in _MEANS)


# ------------------------------------------------------------------ examples and definitions


def _exemplified(link: Linked, frame: Frame, ctx: Context) -> Frame:
    """Examples wait for the frame to be built: in "allergic to … such as plasma" they are allergies too."""
    if not link.nodes:
        return keep(frame, link)
    if frame.empty:
        # "Adequate organ function, including: haemoglobin ≥ 9 g/dL, …" asks for each of them.
        asked = any_of_type(frame.elements, ("FUNCTIONNOUN",)) and ctx.mode == "all" and not link.choice
        return frame_of((conjunction if asked else disjunction)(list(link.nodes), link.span), link)
    if link.exhaustive and "limited" not in link.word.word:
        return _listed(link, frame, ctx)
    if frame.gap is not None and not frame.heads:
        # "At least 14 days after a long-acting growth factor, e.g. pegfilgrastim": none of the time that it has to be over.
        ctx.ledger.take(frame.elements)
        return frame_of(ctx.opaque(hull([frame.span, link.span])), link)
    if frame.blocked and (contraindicated := contraindicated_by(frame, link.nodes, ctx)) is not None:
        ctx.ledger.take(frame.elements)
        built = frame_of(contraindicated, link)
        built.negated, built.polarity = frame.negated, frame.polarity
        return built
    if _exemplifies_treatment(link, frame):
        frame.extra.append(ctx.opaque(link.span))
        return keep(frame, link)
    _brackets_of(frame).examples += link.nodes
    last = link.nodes[-1]
    while isinstance(last, WithExamples):
        last = last.general
    named = link.word.word.startswith("inclu")  # "a disease, including an infection within 30 days": its own time
    prior = frame.history and not (frame.current or frame.planned)
    if named and not prior and not ctx.words(Span(frame.span.end, link.span.start)).strip() and _happens(frame):
        named, frame.timed_by_examples = False, True  # "stroke including TIA within 6 months": what happens is timed as its examples are
    if isinstance(last, Fact) and last.timing.window is not None and not frame.windows and (prior or not frame.tensed) and not named:
        frame.windows.append(last.timing.window)  # "analgesics, e.g. oxycodone in the past 2 weeks"
    elif isinstance(last, Fact) and last.timing.window is not None and not frame.windows and prior:
        frame.perhaps_within = [last.timing.window]  # "prior chemotherapy including cisplatin within 4 weeks"
    return keep(frame, link)


def _happens(frame: Frame) -> bool:
    """Whether it is something that happens, and is not asked for as going on: "active infection including tuberculosis"."""
    head = frame.head
    if frame.current or any_of_type(frame.elements, ("ACTIVE", "CURR", "TAKING")):
        return head is not None and head.type == "DRUG"
    concept = vocabulary().concept(head.value) if head is not None and head.type == "COND" else None
    return head is not None and (head.type in ("PROC", "DRUG") or (concept is not None and concept.nature == "event"))


def _exemplifies_treatment(link: Linked, frame: Frame) -> bool:
    """ "Seizures requiring medication, such as steroids": examples of the treatment, which show no seizures."""
    head = frame.head
    if head is None or head.type != "COND" or not all(isinstance(n, HasProcedure | TakesMedication) for n in link.nodes):
        return False
    behind = [e for e in (*frame.elements, *frame.descriptors) if e.span.start >= head.span.end]
    return any(t.word in _ASKING_FOR_TREATMENT or t.may_be("THERAPY") for e in behind for t in e.tokens)


def _listed(link: Linked, frame: Frame, ctx: Context) -> Frame:
    """A list of its own under "…, including the following:" is exhaustive; the time the head tells is that of each, a denial of all."""
    label = " ".join(ctx.words(frame.span).split())
    ctx.ledger.take(frame.elements)
    timing = timing_of(frame)
    nodes = link.nodes if timing == NOW else [timed(n, timing) for n in link.nodes]
    built = frame_of(AnyOf(span=link.span, children=tuple(nodes), label=label), link)
    built.negated, built.polarity = frame.negated and not frame.named_by_denial, frame.polarity
    return built


def _brackets_of(frame: Frame) -> Brackets:
    """What brackets say of a frame; one that a link word has made anew has none yet."""
    frame.brackets = frame.brackets or Brackets()
    return cast(Brackets, frame.brackets)


def _defined_by_diseases(link: Linked, ctx: Context) -> bool:
    leaves = [n for part in link.nodes for n in walk(part) if not isinstance(n, AllOf | AnyOf)]
    return all(isinstance(n, HasCondition) for n in leaves) and "current" not in ctx.words(link.span).casefold().split()


def _defined(link: Linked, frame: Frame, ctx: Context, bracketed: bool) -> Frame:
    """The definition decides, with the noun's own qualifiers; the noun is its label."""
    if not link.nodes:
        return keep(frame, link)
    failed = frame.blocked and frame.head is not None and frame.head.type in ("PROC", "DRUG") and link.word.word == "consisting of"
    if failed or (not bracketed and _DEFINES_A_DAY.match(ctx.words(Span(link.word.span.end, link.span.end)))):
        # "Failure of a regimen consisting of cisplatin", "day 1 is defined as the day of surgery": neither is asked for.
        ctx.ledger.take(frame.elements)
        return frame_of(ctx.opaque(hull([frame.span, link.span])), link)
    if frame.empty:
        return frame_of((disjunction if link.choice else conjunction)(list(link.nodes), link.span), link)
    if is_namely(link.word):
        link = replace(link, nodes=[any_kind(frame.head, n) for n in link.nodes])
    if frame.allergy or frame.family:
        # "Allergy to drugs or other causes, i.e. bee stings": what defines it is an allergy, too.
        link = replace(link, nodes=[to_member(n, frame, ctx) for n in link.nodes])
    if (frame.history or frame.windows) and (frame.head is None or frame.head.type in ("PROC", "DRUG")):
        link = replace(link, nodes=[timed(n, timing_of(frame)) for n in link.nodes])  # "prior chemotherapy consisting of a taxane"
    elif frame.history and not frame.windows and not bracketed and _defined_by_diseases(link, ctx):
        link = replace(link, nodes=[timed(n, EVER) for n in link.nodes])  # "current or prior decompensation, i.e. ascites or bleeding"
    if bracketed and _explains_what_is_behind(link, frame):
        frame.extra += [timed(n, timing_of(frame)) for n in link.nodes] if frame.windows else link.nodes
        return keep(frame, link)
    if bracketed and _defines_adjective(link, frame):
        return _with_adjective_defined(link, frame)
    if bracketed:
        brackets = _brackets_of(frame)
        brackets.defines += link.nodes
        brackets.by_definition = True
        return keep(frame, link)
    if is_evidence(link, frame):
        found = frame.copy()
        found.negated = False
        shown = conjunction([build(found, ctx), *link.nodes], hull([frame.span, link.span]))
        return frame_of(Not(span=shown.span, child=shown) if frame.negated else shown, link)
    if frame.head is not None and frame.head.type == "COND" and frame.extra and not frame.blocked:
        # "Diabetes with inadequate control, defined as …": what stands last is defined, and the disease before it is meant as it is.
        *others, last = frame.extra
        frame.extra = [*others, _definition(link, [], _parts_of(link), " ".join(ctx.words(last.span).split()), ctx)]
        return keep(frame, link)
    label = " ".join(ctx.words(frame.span).split())
    ctx.ledger.take(frame.elements)
    refs = [*(condition_ref(c, ctx) for c in frame.causes), *frame.cause_refs]
    qualifiers: list[AnyNode] = [HasCondition(span=frame.span, concept=ref) for ref in refs]
    parts = _parts_of(link)
    if frame.tested is not None and frame.heads:
        # "HER2-positive breast cancer, defined as IHC 3+": what is positive is defined, and no cancer by a test.
        qualifiers.append(HasCondition(span=frame.span, concept=condition_ref(frame.heads[0], ctx)))
    if frame.heads and frame.heads[0].type == "COND":
        parts = [_without_itself(p, condition_ref(frame.heads[0], ctx)) for p in parts]
    qualifiers += not_defined(frame, parts, ctx)
    node: AnyNode = _definition(link, qualifiers, parts, label, ctx)
    others = others_before(frame)
    if others:
        node = one_of_them(frame, others, disjunction([*others, node], hull([frame.span, node.span])))
    # "Non-childbearing, defined as postmenopausal", "no cirrhosis, defined as FibroScan ≤ 12.5 kPa": the denial is defined.
    denied = frame.negated and not frame.named_by_denial and not define_its_absence(link.nodes, frame)
    return frame_of(Not(span=node.span, child=node) if denied else node, link)


def _defines_adjective(link: Linked, frame: Frame) -> bool:
    """Whether the brackets stand between a describing word and the name that it describes."""
    before = next((e for e in reversed(frame.elements) if e.span.end <= link.span.start), None)
    named = frame.head is not None and frame.head.type in ("COND", "PROC", "DRUG") and link.span.end <= frame.head.span.start
    return named and before is not None and (before.type == "SEV" or before in frame.descriptors)


def _with_adjective_defined(link: Linked, frame: Frame) -> Frame:
    """ "Uncontrolled (i.e., HbA1c > 9 %) diabetes": the adjective is defined, and the name behind the brackets is asked for with it."""
    frame.extra += link.nodes
    if not any(isinstance(n, Opaque) for node in link.nodes for n in walk(node)):
        frame.descriptors = [e for e in frame.descriptors if e.span.start > link.span.end]
    return keep(frame, link)


def _parts_of(link: Linked) -> list[AnyNode]:
    return [p for n in link.nodes for p in (n.children if isinstance(n, AllOf) and n.label is None else (n,))]


def _explains_what_is_behind(link: Linked, frame: Frame) -> bool:
    """ "Autoimmune disease that required systemic treatment (i.e. corticosteroids)": what is behind the name is explained, and not that."""
    behind = frame.left[-1] if frame.left else None
    return frame.head is not None and behind is not None and frame.head.span.end <= behind.span.start <= link.span.start


def _definition(link: Linked, qualifiers: list[AnyNode], parts: list[AnyNode], label: str, ctx: Context) -> AnyNode:
    """The parts of a definition: all of them, or one of a choice. A list that names facts and says neither may mean either."""
    every = AllOf(span=link.span, children=(*qualifiers, *parts), label=label)
    any_one = AnyOf(span=link.span, children=tuple(link.nodes), label=label)
    some: AnyNode = AllOf(span=link.span, children=(*qualifiers, any_one)) if qualifiers else any_one
    if link.choice:
        return some
    facts = [p for p in parts if any(isinstance(n, Fact | Stated) for n in walk(p))]
    if not link.exhaustive or len(facts) < 2 or _says_all(link, ctx):
        return every
    why = "a definition whose parts stand in a list: the text does not say whether all are needed"
    ctx.ledger.note(why)
    return Ambiguous(span=link.span, readings=(every, some), why=why)


def _says_all(link: Linked, ctx: Context) -> bool:
    words = ctx.words(Span(link.word.span.start, max(link.word.span.end, min(n.span.start for n in link.nodes)))).casefold()
    return any(w in words.split() for w in ("all", "both", "each", "and"))


def _without_itself(node: AnyNode, defined: ConceptRef) -> AnyNode:
    """In the definition of acute liver failure "no pre-existing liver disease" does not mean the acute liver failure."""
    match node:
        case Not(child=HasCondition(concept=ConceptRef(id=str(wanted))) as inner):
            if defined.id is None or defined.id == wanted or not vocabulary().is_a(defined.id, wanted):
                return node
            return node.replaced(child=inner.replaced(other_than=(*inner.other_than, defined)))
        case AllOf():
            return node.replaced(children=tuple(_without_itself(c, defined) for c in node.children))
        case _:
            return node


def _explained(link: Linked, frame: Frame, ctx: Context) -> Frame:
    """ "Gastrointestinal bleeding: hemoglobin below 90 g/L": the same as in brackets."""
    if not link.nodes:
        return keep(frame, link)
    own = statement_of(frame, ctx)
    if own is None:
        return frame_of(conjunction(list(link.nodes), link.span), link)
    return frame_of(Brackets(defines=list(link.nodes)).apply(own, hull([own.span, link.span]), ctx), link)
