"""A complete frame → rule. Words that found no role become opaque beside what was understood; nothing is dropped."""

from __future__ import annotations

from eligibility.compiler.accounting.leftovers import beside, leave_unused, opaque_runs
from eligibility.compiler.frames.alterations import names_finding
from eligibility.compiler.frames.context import Context, observation_of, observation_ref
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.frames.tails import Tail, only_where_needed
from eligibility.compiler.lists.handed_down import alike, timed
from eligibility.compiler.measured.ages import take_age
from eligibility.compiler.measured.better_side import define_its_absence
from eligibility.compiler.measured.categories import categories_nodes, only_carries
from eligibility.compiler.measured.levels import take_level
from eligibility.compiler.measured.measures import measured, of_each_part, own_classes, stage_of, with_equivalents
from eligibility.compiler.measured.treatment_lines import with_kind_of_lines
from eligibility.compiler.measured.unnamed import limits_of
from eligibility.compiler.people.people import (
    behind,
    denied_of,
    for_subgroup,
    of_age,
    of_either_sex,
    of_patient_or_family,
    says_both_sexes,
    sexed,
    undenied,
)
from eligibility.compiler.recorded.changed_medicines import change_of_medicine
from eligibility.compiler.recorded.compounds import is_part_of_another_name, names_its_treatment, says_since, take_aspects
from eligibility.compiler.recorded.contraindications import contraindication
from eligibility.compiler.recorded.counts import counts_another, is_maximum, with_count
from eligibility.compiler.recorded.doses import is_cumulative, so_much_in_all
from eligibility.compiler.recorded.facts import (
    fact,
    named,
    of_result,
    timing_of,
    values_used,
)
from eligibility.compiler.recorded.gestation import gestation_limits
from eligibility.compiler.recorded.modifiers import (
    general_name,
    is_governed,
    take_adjectives,
    take_described,
    take_described_places,
    take_displaced,
    take_requirement,
)
from eligibility.compiler.recorded.onsets import describe_as_new
from eligibility.compiler.recorded.references import condition_ref
from eligibility.compiler.recorded.staged import of_the_disease, with_stage_behind
from eligibility.compiler.recorded.these_days import of_these_days
from eligibility.compiler.statements.abilities import ability, refusal
from eligibility.compiler.statements.brackets import Brackets
from eligibility.compiler.statements.denied_words import undenied_words
from eligibility.compiler.statements.diagnosed import is_diagnosed
from eligibility.compiler.statements.headless import all_opaque, headless, other_name
from eligibility.compiler.statements.longer_names import is_of_another_quantity, limited_name
from eligibility.compiler.statements.most_permitted import limited_treatment, limits_what_is_permitted
from eligibility.compiler.statements.opaque_examples import examples_of_opaque
from eligibility.compiler.statements.subgroups import for_observation, with_subgroup
from eligibility.compiler.statements.treated import treatment
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.naive import NAIVE
from eligibility.compiler.syntax.not_counted import UNCOUNTED
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Classes, Compared
from eligibility.reference.observations import observations
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import (
    EVER,
    NOW,
    AnyNode,
    AnyOf,
    Comparison,
    Fact,
    HasProcedure,
    Implies,
    Not,
    Opaque,
    Permission,
    Sex,
    Stated,
    TakesMedication,
)
from eligibility.spans import Span, hull

# Each name with each limit: with more pairs, what belongs to what is lost, and the time would grow with the square of the length.
_MOST_PAIRS = 100


def built(frame: Frame, ctx: Context) -> AnyNode:
    ctx.ledger.take(frame.elements)
    people, outside = (denied_of(frame), opaque_runs(undenied(frame), ctx)) if frame.negated else ([], [])
    naive = frame.blocked and any(e.word in NAIVE for e in frame.elements)  # "treatment-naive with HIV RNA ≥ 1000": the two together
    extra = [] if frame.node is None and (frame.bare or (frame.blocked and not naive)) else frame.extra
    node = _statement(frame, ctx)
    if extra:
        node, extra = with_stage_behind(node, extra)
    if isinstance(node, Opaque) and all(isinstance(e, Sex) for e in extra):
        extra = []  # "reports sex with men": no sex of the patient is meant
    # "Mother with diabetes": what goes with words that were not understood is part of them.
    node = conjunction([node, *extra], frame.span) if extra else node
    node = beside(outside, _polarised(node, frame, ctx))
    if people:
        forbidden = ctx.kind == "inclusion" and any_of_type(frame.elements, ("MUSTNOT",))  # "women must not be pregnant"
        of_some = frame.polarity == "demand" or forbidden
        demanded = of_some or (frame.values and ctx.mode == "all")
        of_them = conjunction(people, frame.span)
        both = Implies(span=frame.span, guard=of_them, requirement=node) if demanded else conjunction([of_them, node], frame.span)
        return both if frame.guard is None else for_subgroup(both, frame.guard, frame)
    return node if frame.guard is None else for_subgroup(node, frame.guard, frame)


def _polarised(node: AnyNode, frame: Frame, ctx: Context) -> AnyNode:
    """What the words of permission, prohibition and negation make of a statement (contract §1, Polarity)."""
    negated = frame.negated
    if frame.polarity == "allowed" and not negated and isinstance(node, Comparison) and limits_what_is_permitted(frame):
        return node if ctx.kind == "inclusion" else Not(span=frame.span, child=node)
    if frame.polarity == "allowed" and ctx.kind == "inclusion" and any(e.value == UNCOUNTED for e in frame.elements):
        return ctx.opaque(frame.span)  # "bone metastases are not considered measurable": less is enough for nobody
    if frame.polarity == "allowed" and not negated and ctx.kind == "inclusion" and not ctx.excepting:
        limited = limited_treatment(node, frame, ctx)
        if limited is not None:
            return limited
    if frame.polarity == "allowed" and (not negated or _are_eligible(frame)) and not ctx.excepting and not _says_only(frame):
        node = Not(span=frame.span, child=node) if negated else node
        permission = Permission(span=frame.span, text=" ".join(ctx.words(frame.span).split()))
        ctx.ledger.permitted[frame.span] = node
        # It rules nobody out: as an exclusion, nobody fits it.
        return permission if ctx.kind == "inclusion" else Not(span=frame.span, child=permission)
    if frame.polarity in ("must_not", "excluded"):
        if ctx.kind == "exclusion":
            ctx.ledger.note("the words forbid it: who has it is excluded")
        else:
            negated = not negated
    if frame.no_plan:
        negated = not negated
    if frame.negated or frame.polarity == "must_not":
        node = undenied_words(node, frame, ctx)
    return Not.made(span=frame.span, child=node) if negated else node


def _says_only(frame: Frame) -> bool:
    return any(e.type == "BLOCK" and e.word == "only" for e in frame.elements)


def _is_forbidden(frame: Frame, ctx: Context) -> bool:
    """Whether it is stated of those who may not take part: an exclusion, or what an inclusion denies, be it with the rest of its list."""
    if ctx.kind == "exclusion":
        return not frame.negated
    return ctx.mode == "any" or frame.negated != (frame.polarity in ("must_not", "excluded"))


def _are_eligible(frame: Frame) -> bool:
    """ "Patients without gout are eligible": who they are is said before the words that permit; "no … are eligible" denies."""
    said = [e for e in frame.elements if e.type != "FILLER"]
    people = bool(said) and said[0].type in ("SUBJECT", "SEXNOUN", "AGENOUN")
    return people and any(e.type == "ALLOWED" and "eligible" in e.word for e in said)


def _statement(frame: Frame, ctx: Context) -> AnyNode:
    if frame.node is not None:
        return frame.node
    if frame.categories:
        return _with_categories(frame, ctx)
    if frame.extra and frame.bare:
        return conjunction(frame.extra, frame.span)
    if frame.own_too:
        return AnyOf(span=frame.span, children=tuple(_statement(each, ctx) for each in of_patient_or_family(frame)))
    span = frame.span
    if (
        frame.nothing
        and not (frame.values or frame.left or frame.ages)
        and all(h.type in ("ATTR", "TEST", "SCALE", "MEAS") for h in frame.heads)
    ):
        if frame.heads and says_both_sexes(frame):
            return of_either_sex(frame) or _unaged(frame, span, ctx)
        node = Permission(span=span, text=" ".join(ctx.words(span).split()))
        return node if ctx.kind == "inclusion" else Not(span=span, child=node)
    age = take_age(frame, ctx)
    if age is None:
        return _unaged(frame, span, ctx)
    if not _says_more(frame):
        left = opaque_runs(frame.left, ctx)
        return conjunction([sexed(age, frame, ctx), *left], span)
    return conjunction([age, _unaged(frame, span, ctx)], span)


def _with_categories(frame: Frame, ctx: Context) -> AnyNode:
    """ "T1-2 N0 breast cancer": the categories, and what else the unit says."""
    nodes = categories_nodes(frame, ctx, timing_of(frame))
    rest = frame.copy()
    rest.categories = []
    rest.elements = [e for e in rest.elements if e not in frame.categories]
    if not only_carries(rest, ctx):
        nodes.insert(0, _statement(rest, ctx))
    return conjunction(nodes, frame.span)


def _says_more(frame: Frame) -> bool:
    """Whether a frame states something beside the age that was taken out of it."""
    named = any(h in frame.elements for h in frame.heads)  # a measure may only have been lent to what turned out to be an age
    bracketed = frame.groups and frame.brackets != _NO_BRACKETS  # "(ICF)" behind the words it abbreviates says nothing
    return bool(named or frame.values or bracketed or frame.judged or frame.able or frame.unable or frame.sites or frame.therapy)


def _unaged(frame: Frame, span: Span, ctx: Context) -> AnyNode:
    behind = frame.tail is not None and frame.brackets is not None and bool(frame.brackets.defines) and _is_behind(frame.tail, frame)
    if frame.tail is not None and not frame.tail.judged and not behind:
        frame.descriptors.append(frame.tail.element)
    if (refused := refusal(frame, ctx)) is not None:
        return refused
    if frame.blocked or names_its_treatment(frame) or (frame.judged and not frame.heads):
        named = contraindication(frame, ctx) if frame.brackets in (None, _NO_BRACKETS) else None
        if named is not None:
            return named
        treated = treatment(frame, ctx)
        if treated is not None and frame.brackets is None:
            return treated
        if isinstance(treated, AnyOf) and frame.brackets is not None and isinstance(treated.children[-1], Fact):
            of = tuple(condition_ref(h, ctx) for h in frame.heads)
            frame.brackets.examples = [alike(treated.children[-1], e, of) for e in frame.brackets.examples]
            return _with_brackets(treated, frame.brackets, frame, span, False, ctx)
        judged = frame.judged or frame.able or frame.unable or frame.barred
        return ctx.opaque(span, "needs_judgement" if judged else "not_understood")
    if frame.able or frame.unable:
        return ability(frame, ctx)
    others = with_kind_of_lines(frame, ctx) or change_of_medicine(frame, ctx)
    if others is not None:
        return others
    describe_as_new(frame)
    brackets: Brackets | None = frame.brackets
    by_name = frame.named_by_denial
    sexes = frame.sexes
    if by_name:
        frame.sexes = []  # the denial is none of the sex
    node = _core(frame, brackets or _NO_BRACKETS, ctx)
    if by_name:
        node, frame.negated, frame.sexes = Not(span=span, child=node), False, sexes
        node = sexed(of_age(node, frame, ctx), frame, ctx)
    else:
        node = of_age(node, frame, ctx)
    node = _with_brackets(node, brackets, frame, span, by_name, ctx) if brackets is not None else node
    leave_unused(frame)
    left = opaque_runs(frame.left, ctx)
    if frame.tail is not None and (frame.tail.judged or behind):
        left.append(ctx.opaque(frame.tail.element.span, "needs_judgement" if frame.tail.judged else "not_understood"))
    if frame.judged:
        left.append(ctx.opaque(span, "needs_judgement"))
    return conjunction([node, *left], span) if left else node


def _is_behind(tail: Tail, frame: Frame) -> bool:
    """ "Hypertension (SBP > 160 mmHg) despite treatment": the limit stands for the disease, and the words behind it for themselves."""
    return tail.parts[0].span.start >= frame.groups[-1].span.end


_NO_BRACKETS = Brackets()  # of all frames without any: only brackets that are read add to theirs


def _with_brackets(node: AnyNode, brackets: Brackets, frame: Frame, span: Span, by_name: bool, ctx: Context) -> AnyNode:
    """The statement of the head with what its brackets say; `by_name`: it is denied by its name."""
    brackets.purposes = tuple(condition_ref(p, ctx) for p in frame.purposes)
    if brackets.defines and (frame.windows or frame.lasting is not None):
        brackets.defines = [timed(n, timing_of(frame)) for n in brackets.defines]
    if brackets.examples and isinstance(node, Opaque):
        brackets.examples = examples_of_opaque(frame, brackets.examples)
    if frame.negated and brackets.defines and _denies_what_is_beside(frame):
        node, frame.negated = ctx.opaque(hull(e.span for e in frame.elements)), False
    elif frame.negated and define_its_absence(brackets.defines, frame):
        frame.negated = False  # "no cirrhosis (FibroScan ≤ 12.5 kPa)": the limit says that there is none
        if is_diagnosed(node, brackets.defines):
            node = Not(span=span, child=node)  # "no heart failure (LVEF ≥ 50 %)": the value alone does not
    if brackets.alternatives and frame.windows:
        # "Chemotherapy (or radiotherapy) within 4 weeks"
        brackets.alternatives = [timed(n, timing_of(frame)) for n in brackets.alternatives]
    caused = bool(brackets.defines and frame.linked) and bool(frame.not_refs or frame.cause_refs)
    applied = brackets.apply(node, span, ctx, by_name, _is_forbidden(frame, ctx))
    # "Neutropenia (ANC < 1) not due to the lymphoma": the limit stands for the name, and tells no cause.
    return conjunction([applied, ctx.opaque(frame.linked[-1])], span) if caused else applied


def _denies_what_is_beside(frame: Frame) -> bool:
    """ "Adequate marrow function without transfusions (haemoglobin > 9 g/dL)": the limit is for the function, and the denial is not."""
    place = next((n for n, e in enumerate(frame.elements) if e.type == "NEG"), 0)
    return any_of_type(frame.elements[:place], ("FUNCTIONNOUN", "QUALITY", "NORMAL"))


def _with_values(node: AnyNode, frame: Frame, scales: list[Element], ctx: Context) -> AnyNode | None:
    """The statement of a name with the values of its unit that are not part of it yet; None where they count something else."""
    span, head = frame.span, frame.heads[0]
    used = values_used(frame, head)
    unused = [v for v in frame.values if v not in used and v not in frame.left]
    node, unused = with_count(node, frame, head, unused)
    if unused and not scales and counts_another(unused[0], frame, head):
        return None  # "at least two exacerbations requiring steroids" counts no steroids
    if unused and not scales:
        cumulative = is_cumulative(frame)  # asked first: the name of the limit takes the word that says so
        limits = gestation_limits(head, unused, span, ctx) or limits_of(limited_name(unused[0], frame, head, ctx), unused, ctx)
        if isinstance(node, TakesMedication) and cumulative:
            node = so_much_in_all(node, limits, unused[0], frame)
        elif isinstance(node, Not):  # "at least 6 months since radiotherapy > 30 Gy": none of that dose in these months
            node = node.replaced(child=conjunction([node.child, *limits], span))
        elif is_maximum(unused[0], head):
            if isinstance(node, HasProcedure) and node.timing == NOW:
                node = node.replaced(timing=EVER)
            node = disjunction([Not(span=span, child=node), conjunction(limits, span)], span)  # "no more than 1 prior hormone therapy"
        else:
            node = conjunction([node, *limits], span)
    return node


_CRITERIA = frozenset({"criteria", "criterion"})


def _core(frame: Frame, brackets: Brackets, ctx: Context) -> AnyNode:
    """The statement of the head, before brackets."""
    if not frame.heads:
        defined = brackets.defines and frame.lasting is None and not frame.allergy and not frame.family
        return all_opaque(frame, ctx) if defined else headless(frame, ctx)
    head = frame.heads[0]
    _as_medication(frame, head)
    other = _of_something_else(frame, head, brackets, ctx)
    if other is not None:
        return other
    if head.type in ("MEAS", "SCALE", "FORMULA") or (head.type == "TEST" and frame.values and frame.positive is None):
        attested = [Stated(span=h.span, observation=observation_ref(observation_of(h.reading("ATTR") or h.value))) for h in frame.attested]
        return sexed(conjunction([*attested, _measures(frame, brackets, ctx)], frame.span), frame, ctx)
    return _qualified(frame, head, brackets, ctx)


def _of_something_else(frame: Frame, head: Element, brackets: Brackets, ctx: Context) -> AnyNode | None:
    """The statement where the head is not what it is about, or its limit or result is not there."""
    if take_level(frame, head) and head.type == "DRUG":
        frame.heads.clear()
        return headless(frame, ctx)
    if head.type == "MEAS" and not frame.values and brackets.defines:
        return all_opaque(frame, ctx)
    if head.type == "MEAS" and (frame.allergy or frame.family):
        return all_opaque(frame, ctx)  # "family history of LDL > 190 mg/dL": of nobody's own value
    if head.type == "TEST" and frame.positive is None and not frame.values and not names_finding(frame):
        ctx.ledger.note(f"{ctx.words(head.span)!r}: the result is missing")
        return ctx.opaque(frame.span, "comparator_lost")
    if head.type == "MEAS" and any(0 <= head.span.start - e.span.end <= 1 for e in frame.left):
        frame.left.clear()
        return ctx.opaque(frame.span)  # "urine creatinine" is another analyte than creatinine
    if is_of_another_quantity(frame, head):
        frame.heads.clear()
        return headless(frame, ctx)
    return None


def _qualified(frame: Frame, head: Element, brackets: Brackets, ctx: Context) -> AnyNode:
    """The statement of what is recorded or attested, with the classes and results that stand beside its name."""
    if brackets.stage is not None and head.type == "COND":
        frame.stage = brackets.stage
    scales = [h for h in frame.heads[1:] if h.type == "SCALE"]
    of_its_own = own_classes(frame, head, scales, ctx) if scales else None
    if of_its_own is not None:
        frame.heads, frame.values = [head], []
        return conjunction([_core(frame, brackets, ctx), of_its_own], frame.span)
    if scales:
        _qualify(frame, scales, ctx)
    take_requirement(frame, head)
    if frame.allergy and frame.left:
        frame.heads.clear()
        return headless(frame, ctx)
    if frame.tested is not None:
        test = of_result(frame, frame.tested, frame.span)
        frame.tested, frame.positive = None, None
        return conjunction([test, _core(frame, brackets, ctx)], frame.span)
    return _recorded(frame, head, scales, ctx)


def _recorded(frame: Frame, head: Element, scales: list[Element], ctx: Context) -> AnyNode:
    """The fact that the head names, with its values; opaque where the words around it make something else of the name."""
    take_aspects(frame, head)
    if says_since(head, frame):
        return all_opaque(frame, ctx)
    general = general_name(frame, head, ctx)
    if general is None and is_part_of_another_name(frame, head):
        return other_name(frame, ctx)
    take_displaced(frame, head)
    if head.type == "PROC" and frame.sites and any(isinstance(v.value, Compared) and v.value.amount.unit == "%" for v in frame.values):
        frame.descriptors, frame.sites = [*frame.descriptors, *frame.sites], []  # "radiation to > 25 % of the marrow" may be anywhere
    if is_governed(frame, head) or (head.value == "compliance" and any(e.word in _CRITERIA for e in frame.elements)):
        return all_opaque(frame, ctx)  # "compliance with the inclusion criteria" is meeting them
    if general is None:
        take_described(frame, head)
        take_adjectives(frame, head)
        take_described_places(frame, head)
    node = named(frame, general, frame.span, ctx) if general else of_the_disease(fact(frame, head, frame.span, ctx), frame, ctx)
    if head.type == "ATTR" and any_of_type(frame.left, ("ATTR", "SUBJECT", "PEOPLE")):
        return all_opaque(frame, ctx)  # "contraception in fertile women" asks it of them alone
    if frame.tail is not None and (behind(frame, head) or (head.type == "PROC" and only_where_needed(frame.tail))):
        return all_opaque(frame, ctx)  # "contraception in men with fertile partners", "bone scan as indicated"
    valued = _with_values(of_these_days(node, frame), frame, scales, ctx)
    return sexed(valued, frame, ctx) if valued is not None else all_opaque(frame, ctx)


def _measures(frame: Frame, brackets: Brackets, ctx: Context) -> AnyNode:
    """Names sharing one limit: all of them in an inclusion, any in an exclusion."""
    nodes: list[AnyNode] = []
    # "Anticipated life expectancy": what is measured is not planned; "expected to fall below 0.5 within 48 hours" lies ahead.
    frame.planned = frame.planned and bool(frame.windows)
    span, timing = frame.span, timing_of(frame)
    values: list[Element | None] = [*frame.values] or [None]
    if len(frame.heads) * len(values) > _MOST_PAIRS or _stand_by_turns(frame):
        ctx.ledger.note(f"{len(frame.heads)} names beside {len(values)} limits: which is whose is not known")
        return ctx.opaque(span)
    if brackets.formula is not None and brackets.formula in observations():
        for head in frame.heads:
            head.value = brackets.formula
    for head in frame.heads:
        for value in values:
            if value is None and frame.normal is None:
                nodes.append(ctx.opaque(span))
                continue
            if head.type == "FORMULA":
                continue
            node = of_each_part(measured(frame, head, value, timing, span, ctx), ctx)
            if frame.shared_brackets is not None:
                for subgroup in frame.shared_brackets.subgroups:
                    node = with_subgroup(node, for_observation(subgroup, head.value), span)
            if brackets.equivalents:
                node = with_equivalents(node, brackets.equivalents, span) or node
            nodes.append(node)
    return conjunction(nodes, span) if ctx.mode == "all" else disjunction(nodes, span)


def _stand_by_turns(frame: Frame) -> bool:
    """Whether a name stands between two limits behind another: "AST ≤ 100 U/L creatinine ≤ 1.5 mg/dL"."""
    ends = [v.span.end for v in frame.values]
    return len(ends) > 1 and any(min(ends) <= head.span.start < max(ends) for head in frame.heads[1:])


def _qualify(frame: Frame, scales: list[Element], ctx: Context) -> None:
    """ "NYHA class III–IV heart failure": the class of the scale is the stage of the condition; "NYHA class VI" is none of them."""
    for value in frame.values:
        stage = stage_of(observation_of(scales[0].value), value.value)
        if stage is not None:
            frame.stage = stage
        elif isinstance(value.value, Classes):
            frame.extra.append(ctx.opaque(hull([scales[0].span, value.span])))


def _as_medication(frame: Frame, head: Element) -> None:
    """ "Systemic corticosteroid therapy" said as a procedure is the taking of those drugs, where a route or indication asks for it."""
    if head.type != "PROC" or (frame.route is None and frame.indication is None):
        return
    drugs = vocabulary().shown_by(head.value)
    if len(drugs) == 1 and "medication" not in vocabulary().perhaps_by(head.value):  # else any medicine may be it
        head.type, head.value = "DRUG", drugs[0]
