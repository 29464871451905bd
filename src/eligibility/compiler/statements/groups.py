"""What stands in brackets behind a name: a synonym, a class, a threshold, a window, a further requirement (contract §2).

Brackets that begin with a link word ("e.g.", "except", "confirmed by") are read like the same words without brackets, by
compiler/series.py; the rest is told apart here by what is inside.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, cast

from eligibility.compiler.accounting.words import elements_of
from eligibility.compiler.frames.context import Context, concept_ref
from eligibility.compiler.frames.frame import SILENT, Frame
from eligibility.compiler.lists.contraries import contrary
from eligibility.compiler.lists.inverted import kind_of
from eligibility.compiler.recorded.doses import says_cumulative
from eligibility.compiler.statements.bracketed_names import only_names
from eligibility.compiler.statements.bracketed_places import at_the_place
from eligibility.compiler.statements.bracketed_synonyms import is_synonym
from eligibility.compiler.statements.bracketed_times import is_tense, is_time, take_duration
from eligibility.compiler.statements.bracketed_values import is_class, is_equivalent, is_formula
from eligibility.compiler.statements.brackets import Brackets
from eligibility.compiler.statements.idle_brackets import (
    cites,
    explains,
    gives_the_reason,
    gives_the_sum,
    names_specimens,
    names_the_criteria,
    names_the_standard,
    permits,
    takes_from_count,
)
from eligibility.compiler.statements.kinds import any_kind
from eligibility.compiler.statements.other_times import other_time
from eligibility.compiler.statements.required_in_brackets import name_what_is_required, tell_the_way
from eligibility.compiler.statements.subgroups import limits_only
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import LINKS, Block, Element, Group
from eligibility.compiler.syntax.phrases import Compared
from eligibility.reference.abnormalities import abnormalities
from eligibility.reference.adjectives import is_adjective
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import (
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    Comparison,
    Fact,
    HasCondition,
    Implies,
    Not,
    OneOf,
    Opaque,
    Range,
    Severity,
    Stated,
    walk,
)

_DESCRIBING = ("DESC", "ACTIVE", "SEV", "RECENT")
Role = Literal["nothing", "defines", "and", "or", "examples"]
BlockReader = Callable[[Block, Context], AnyNode | None]


def read_group(group: Group, frame: Frame, brackets: Brackets, ctx: Context, read_block: BlockReader) -> None:
    """Adds what one pair of brackets says to `brackets` (or, for windows, to the frame)."""
    elements = _elements(group.block)
    inner = [e for e in elements if e.type not in SILENT]
    if not inner and not _nested(group.block):
        return
    known = len(ctx.ledger.taken)
    ctx.ledger.take(elements)
    idle = names_specimens([e for e in elements if e.type != "FILLER"], frame.head) or names_the_standard(inner, ctx)
    idle = idle or gives_the_sum(ctx.words(group.span), frame.head) or permits(inner, frame.head) or explains(group.block)
    idle = idle or names_the_criteria(ctx.words(group.span), frame.head)
    lower = bool(inner) and inner[0].word == "may"
    fewer = takes_from_count(group.block) and any(isinstance(v.value, Compared) and v.value.operator[0] == "<" for v in frame.values)
    if not idle and (lower or fewer) and frame.head is not None and frame.head.type == "MEAS":
        brackets.alternatives.append(
            ctx.opaque(group.span)
        )  # "(may be lower in patients with benign neutropenia)", "(adjuvant ones do not count)"
        ctx.ledger.take(elements_of(group.block))
        return
    if idle or cites(inner, ctx.words(group.span), frame):
        ctx.ledger.take(elements_of(group.block))
        return
    if gives_the_reason(inner, frame):
        frame.how = " ".join(ctx.words(group.span).split())
        return
    if is_equivalent(elements, frame, brackets) or is_formula(inner, frame, brackets) or is_class(elements, frame, brackets, ctx):
        return
    if is_synonym(inner, frame, ctx) or is_time(inner, frame) or is_tense(inner, frame):
        return
    if len(ctx.ledger.taken) != known:
        ctx.ledger.taken.difference_update(id(e) for e in elements)
    if _are_methods(elements, frame, group, ctx):
        brackets.examples.append(ctx.opaque(group.span))
        ctx.ledger.take(elements_of(group.block))
        return
    if _manifestations(elements, frame, brackets, ctx, group, read_block):
        return
    if _is_dose(inner, frame):
        ctx.ledger.take(elements)
        return
    lasting = take_duration(group, frame, ctx)
    if lasting:
        elements = _elements(group.block)
        inner = [e for e in elements if e.type not in SILENT]
        if not elements:
            return
    if _describes(inner, frame, group, brackets, ctx):
        return
    if _names_the_site(inner, frame, group):
        ctx.ledger.take(elements)
        return
    _read_statement(group, frame, brackets, ctx, read_block, bool(lasting))


def _read_statement(group: Group, frame: Frame, brackets: Brackets, ctx: Context, read_block: BlockReader, lasting: bool) -> None:
    """Adds what brackets state that are more than a word of their own; `lasting`: a length was taken out of them."""
    elements = _elements(group.block)
    inner, limited = [e for e in elements if e.type not in SILENT], _has_limit(elements)  # as written: reading may give words other types
    separators = group.block.sentences[0].segments[0].separators
    if lasting and not limited and separators and separators[0].type in ("WITH", "COMMA", "AND"):
        node = read_block(group.block, ctx.requiring())
        brackets.required += [node] if node is not None else []
        return
    if ctx.measure and elements and elements[0].type == "LIMIT":
        for separator in separators:
            # "(≤ 5 × ULN with liver metastases)": a limit for those who have them.
            separator.type = "IF" if separator.type == "WITH" else separator.type
    other = other_time(elements, group, frame, ctx, read_block)
    if other is not None:
        brackets.other_times.append(other)
        return
    node = read_block(group.block, ctx.requiring())
    if node is None or _add_alternative(node, group, frame, brackets) or _add_condition(node, frame, brackets, ctx):
        return
    if limited and _is_no_measurement(node, elements, frame):
        brackets.required.append(node)
    elif limited:
        brackets.defines.append(_any_among_exclusions(node, group, ctx, read_block, measured=True))
    else:
        _add_by_words(node, inner, group, frame, brackets, ctx, read_block)


# What a measurement may be called, though the tables do not say of what.
_MEASURABLE = frozenset({"insufficiency", "failure", "dysfunction", "impairment", "abnormality", "deficiency", "function"})


def _is_no_measurement(node: AnyNode, elements: list[Element], frame: Frame) -> bool:
    """ "Polyps (3 or more)", "gastric ulcers (2 or more ulcers)", "nodule (> 1 cm)": how many or how large, and no threshold.

    A limit that nobody knows, of what is named for a measured value ("hypertension (HTAS > 180)"), is all that tells of the disease.
    """
    head = frame.head
    told = head is None or head.type != "COND" or frame.positive is not None  # "screened positive for depression (…)"
    measured = [n.observation for n in walk(node) if isinstance(n, Comparison | Range | OneOf)]
    unread = not measured and any(map(_has_own_unit, elements))  # "pyuria (≥ 10 WBC/mm3)": a threshold that is not understood
    if told or unread or any(each.id for each in measured):
        return False
    assert head is not None
    named = [e for e in elements if e.type not in (*SILENT, "LIMIT")]
    if measured and not all(e.type == "COND" and vocabulary().is_a(head.value, e.value) for e in named):
        return False  # "dry eye (Schirmer < 5 mm)": what has a name of its own decides
    named_for_a_value = any(vocabulary().is_a(head.value, each) for each in abnormalities())
    return not named_for_a_value and not _MEASURABLE & set(head.tokens[0].word.split())


_OF_SIZES = ("mm", "cm", "m", "%")


def _has_own_unit(element: Element) -> bool:
    """Whether it is a limit in a unit that no table has, and in which no size is told."""
    unit = element.value.amount.unit if isinstance(element.value, Compared) else None
    return unit is not None and unit not in _OF_SIZES


def _has_limit(elements: list[Element]) -> bool:
    return any_of_type(elements, ("LIMIT", "CHANGE", "LISTED", "NORMAL"))


def _is_measured(frame: Frame) -> bool:
    return bool(frame.values) and bool(frame.heads) and frame.heads[0].type == "MEAS"


def _add_alternative(node: AnyNode, group: Group, frame: Frame, brackets: Brackets) -> bool:
    """ "(or …)": another way to meet what stands before the brackets."""
    opening = group.block.sentences[0].segments[0]
    if not opening.separators or opening.separators[0].type != "OR" or opening.units[0].parts:
        return False
    if isinstance(node, Implies) and _is_measured(frame) and limits_only(node.requirement, {h.value for h in frame.heads}):
        brackets.subgroups.append(node)  # "(or ≤ 5 × ULN in patients with liver metastases)"
    else:
        # "(or direct bilirubin ≤ ULN in patients with Gilbert's syndrome)": another way to meet it, for them.
        brackets.alternatives.append(conjunction([node.guard, node.requirement], node.span) if isinstance(node, Implies) else node)
    return True


def _add_condition(node: AnyNode, frame: Frame, brackets: Brackets, ctx: Context) -> bool:
    """Results of tests, permissions and limits of subgroups, which the statement itself tells."""
    allowed = node.child if isinstance(node, Not) else node
    if isinstance(node, OneOf) and frame.heads and frame.heads[0].may_be("ATTR", "COND") and set(node.values) == {"negative"}:
        brackets.negative.append(node)
    elif isinstance(node, OneOf) and _proves(node, frame):
        brackets.examples.append(node)
    elif isinstance(allowed, Implies) and allowed.span in ctx.ledger.permitted:
        if _is_measured(frame) and _is_another_value(allowed.guard, frame):
            brackets.other_values.append(conjunction([allowed.guard, allowed.requirement], node.span))  # "(2 allowed if due to X)"
        else:
            brackets.permitted.append(allowed)
    elif isinstance(node, Implies) and _is_measured(frame):
        brackets.subgroups.append(node)
    else:
        return False
    return True


def _is_another_value(node: AnyNode, frame: Frame) -> bool:
    lost = isinstance(node, Opaque) and node.reason == "comparator_lost"
    measured = {h.value for h in frame.heads}
    return lost or limits_only(node, measured) or (isinstance(node, OneOf) and node.observation.id in measured)


def _add_by_words(
    node: AnyNode, inner: list[Element], group: Group, frame: Frame, brackets: Brackets, ctx: Context, read_block: BlockReader
) -> None:
    """Grounds, requirements and examples, which the words in the brackets tell apart."""
    people = bool(inner) and all(e.type in ("SEXNOUN", "AGENOUN") or e.word.endswith("tics") for e in inner)
    if people and frame.values and frame.head is not None and frame.head.type == "MEAS" and ctx.mode == "all":
        brackets.people.append(node)  # "haemoglobin ≥ 12 g/dL (women)", "HbA1c ≤ 8 % (diabetics)"
    elif inner and inner[0].type != "NEG" and _are_grounds(node, frame):
        brackets.grounds.append(node)
    elif isinstance(kinds := any_kind(frame.head, node), AnyOf) and kinds is not node:
        brackets.examples += kinds.children
    elif not inner or inner[0].type == "NEG" or not only_names(inner, group):
        brackets.required.append(_any_among_exclusions(node, group, ctx, read_block))
    elif frame.heads and frame.heads[0].type in ("MEAS", "SCALE") and (frame.values or (frame.normal and _names_procedures(node))):
        # "BMI 30–40 (obesity)", "normal LVEF (MUGA or echo)": the limit decides, and brackets only name what it is, or how it was found
        ctx.ledger.take(_elements(group.block))
    elif frame.head is not None and frame.head.type == "TEST" and any(isinstance(n, Stated) for n in walk(node)):
        brackets.required.append(ctx.opaque(group.span))  # "(women of childbearing potential [… and …])" are no kinds of a result
    else:
        listed = read_block(group.block, ctx.listing())
        members = listed.children if isinstance(listed, AnyOf) else [listed or node]
        if tell_the_way(members, frame):
            ctx.ledger.take(_elements(group.block))
            text = " ".join(ctx.words(group.span).split())
            frame.how = f"{frame.how} {text}" if frame.how is not None else text
            brackets.required += [] if name_what_is_required(members, frame, group.span) else [ctx.opaque(group.span)]
            return
        brackets.examples += [at_the_place(m, inner, frame, ctx) for m in members]


def _names_procedures(node: AnyNode) -> bool:
    return all(n.kind in ("procedure", "any_of", "all_of") for n in walk(node))


def _any_among_exclusions(node: AnyNode, group: Group, ctx: Context, read_block: BlockReader, measured: bool = False) -> AnyNode:
    """ "Coagulopathy (INR > 1.5, platelets < 100)": commas between what rules out mean any of it (contract §2, Lists).

    Two members, and values beside other things, may as well be asked for together: "diabetes (HbA1c > 9 %, on insulin)".
    """
    if ctx.mode != "any" or not _is_plain_list(group.block) or not isinstance(node, AllOf) or node.label is not None:
        return node
    if all(c.kind in ("comparison", "range", "one_of") for c in node.children):
        return AnyOf(span=node.span, children=node.children)
    listed = read_block(group.block, ctx.listing())
    if not isinstance(listed, AnyOf) or listed.label is not None:
        return node
    if len(listed.children) > 2 and not measured:
        return listed
    if len(listed.children) == 2 and any(isinstance(member, Opaque) for member in listed.children):
        return node  # "(systolic > 160 mmHg, despite treatment)"
    why = "what a comma joins in brackets may be asked for together, or be alternatives"
    return Ambiguous(span=node.span, readings=(node, listed), why=why)


def _is_plain_list(block: Block) -> bool:
    """Whether nothing but commas and semicolons parts what brackets list."""
    sentence = block.sentences[0]
    if len(block.sentences) > 1 or not all(s.type == "SEMI" for s in sentence.separators):
        return False
    commas = [s for segment in sentence.segments for s in segment.separators if s.type != "WITH"]
    return bool(commas or sentence.separators) and all(s.type == "COMMA" for s in commas)


def _describes(inner: list[Element], frame: Frame, group: Group, brackets: Brackets, ctx: Context) -> bool:
    """ "Hypertension (uncontrolled)", "asthma (moderate or severe)": adjectives in brackets narrow the name before them.

    Before their name they are there or not ("(recurrent) glioma"), and contraries leave nothing out ("malignancy (solid or hematologic)").
    """
    if not inner or not frame.heads or not all(e.type in _DESCRIBING or _says_kind(e, frame, group) for e in inner):
        return False
    separators = group.block.sentences[0].segments[0].separators
    if len(group.block.sentences) > 1 or len(group.block.sentences[0].segments) > 1 or any_of_type(separators, LINKS):
        return False
    if frame.purposes and frame.heads[0].span.end <= group.span.start < frame.purposes[-1].span.start:
        ctx.ledger.take(inner)
        return True  # "chemotherapy for advanced (recurrent or metastatic) breast cancer": the purpose holds all its words
    before = group.span.end <= frame.heads[0].span.start
    if before and any_of_type(inner, ("SEV",)):
        return False
    ctx.ledger.take(inner)
    descriptors = [e for e in inner if e.type != "SEV"]
    kinds = len(descriptors) > 1 and all(_says_kind(e, frame, group) for e in descriptors)
    alternatives = len(descriptors) > 1 and any_of_type(separators, ("OR",))
    whichever = ctx.words(group.span).casefold().lstrip("([ ").startswith("either ")
    if before or whichever or (len(inner) > 1 and contrary([e.tokens[0].text for e in inner])):
        brackets.optional += descriptors
        return True
    if len(inner) > len(descriptors) and descriptors and any_of_type(separators, ("OR",)):
        ctx.ledger.taken.difference_update(id(e) for e in inner)
        return False  # "(severe or unstable)"
    frame.elements = [*frame.elements, *inner]
    frame.severity += tuple(s for e in inner if e.type == "SEV" for s in cast(list[Severity], e.value.split()) if s not in frame.severity)
    if kinds:
        brackets.one_of.append(descriptors)
    elif alternatives:
        for words in _alternatives(group, descriptors):
            if len(words) > 1:
                brackets.one_of.append(words)
            else:
                frame.descriptors += words
    else:
        frame.descriptors += descriptors
    return True


def _proves(node: OneOf, frame: Frame) -> bool:
    """ "Pregnant (positive pregnancy test)": the test is how it is known."""
    return bool(frame.heads) and frame.heads[0].reading("ATTR") == "pregnancy" and set(node.values) == {"positive"}


def _says_kind(element: Element, frame: Frame, group: Group) -> bool:
    """Whether a word behind a name tells its kind: "hepatitis (viral or autoimmune)", "neuropathy (motor or sensory)"."""
    head = frame.head
    if head is None or head.span.end > group.span.start or head.type not in ("COND", "PROC", "DRUG"):
        return False
    plain = element.type == "WORD" and len(element.tokens) == 1 and is_adjective(element.word)
    return plain or (head.type == "COND" and kind_of([element], frame) is not None)


def _alternatives(group: Group, descriptors: list[Element]) -> list[list[Element]]:
    """The words of which one is enough; behind "or" a comma begins something further: "(recurrent or metastatic, unresectable)"."""
    segment = group.block.sentences[0].segments[0]
    lists: list[list[Element]] = [[]]
    said_or = False
    flat = segment.separators[-1].value == "strong"
    for index, unit in enumerate(segment.units):
        before = segment.separators[index - 1].type if index else None
        if before == "COMMA" and said_or and not flat:
            lists.append([])
            said_or = False
        said_or = said_or or before == "OR"
        lists[-1] += [p for p in unit.parts if p in descriptors]
    return [words for words in lists if words]


def _are_grounds(node: AnyNode, frame: Frame) -> bool:
    """ "Postmenopausal (bilateral oophorectomy or currently on goserelin)": alternatives behind a fact that only a person can attest."""
    attested = bool(frame.heads) and frame.heads[0].type == "ATTR"
    return attested and isinstance(node, AnyOf) and node.label is None and all(isinstance(c, Fact) for c in node.children)


def _names_the_site(inner: list[Element], frame: Frame, group: Group) -> bool:
    """ "Central nervous system (CNS) tumours": brackets between a place and what is there only name the place again."""
    before = [s for s in frame.sites if 0 <= group.span.start - s.span.end <= 1]
    follows = any(e.span.start >= group.span.end for e in frame.elements if e.type not in SILENT)
    return bool(before) and follows and bool(inner) and all(e.may_be("SITE") or e.type == "WORD" for e in inner)


def _elements(block: Block) -> list[Element]:
    return [
        part
        for sentence in block.sentences
        for segment in sentence.segments
        for unit in segment.units
        for part in unit.parts
        if isinstance(part, Element)
    ]


def _nested(block: Block) -> bool:
    return any(isinstance(p, Group) for s in block.sentences for g in s.segments for u in g.units for p in u.parts)


_FURTHER = ("NEG", "MUSTNOT", "ALLOWED", "TEST")


def _are_methods(elements: list[Element], frame: Frame, group: Group, ctx: Context) -> bool:
    """ "Contraception (condoms, or an IUD and a diaphragm)": methods, of which none alone is asked for."""
    asked = any_of_type(elements, _FURTHER) or ctx.words(group.span).casefold().startswith(("(and ", "(and/or "))
    return frame.head is not None and frame.head.value == "contraception" and not asked


def _manifestations(elements: list[Element], frame: Frame, brackets: Brackets, ctx: Context, group: Group, read_block: BlockReader) -> bool:
    """ "Decompensated cirrhosis (manifestations including ascites)": cirrhosis with one of them is another proof of it."""
    if not any_of_type(elements, ("MANIFEST",)) or not frame.heads or frame.heads[0].type != "COND":
        return False
    concept = vocabulary().concept(frame.heads[0].value)
    listed = read_block(group.block, ctx.listing())
    if concept is None or not concept.parents or listed is None:
        return False
    base = HasCondition(span=frame.heads[0].span, concept=concept_ref(concept.parents[0]))
    brackets.examples.append(AllOf(span=group.span, children=(base, listed)))
    return True


def _is_dose(inner: list[Element], frame: Frame) -> bool:
    """ "Busulfan (> 7 mg/kg IV)": the dose of the drug before it."""
    limits = [e for e in inner if e.type == "LIMIT"]
    if not frame.heads or frame.heads[0].type != "DRUG" or frame.values or len(limits) != 1:
        return False
    value = limits[0].value
    if any(says_cumulative(e) for e in inner):
        return False
    if (
        sum(e.type == "ROUTE" for e in inner) > 1
        or not isinstance(value, Compared)
        or value.amount.unit is None
        or any(e.type not in ("LIMIT", "DOSE", "ROUTE") for e in inner)
    ):
        return False
    frame.values += limits
    frame.route = next((e.value for e in inner if e.type == "ROUTE"), frame.route)
    return True
