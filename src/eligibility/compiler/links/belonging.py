"""Statements of a list of alternatives that belong together all the same: "cirrhosis, without ascites", "both A and B" (contract §2)."""

from __future__ import annotations

import re
from collections.abc import Callable

from eligibility.compiler.frames.context import Context
from eligibility.compiler.syntax.openings import FERTILE
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.language_skills import is_language
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import AllOf, AnyNode, HasProcedure, Not, Opaque, Sex, Stated, TakesMedication, WithExamples
from eligibility.spans import hull


def joined_alternatives(nodes: list[AnyNode], separators: list[Element | None], ctx: Context) -> tuple[list[AnyNode], list[Element | None]]:
    """The statements of a list of which any counts, and their separators, those that belong together made one."""
    joined_by_and = any(sign is not None and (sign.type == "AND" or sign.word == "and") for sign in separators)
    denied = any(isinstance(node, Not) for node in nodes)
    if joined_by_and:
        nodes, separators = _with_whom(nodes, separators, ctx)
    if denied:
        nodes, separators = _joined_where(_without(ctx), nodes, separators)
    if joined_by_and:
        nodes, separators = _joined_where(_of_the_same(ctx), nodes, separators)
        nodes, separators = _joined_where(_both(ctx), nodes, separators)
        nodes, separators = _joined_where(_not_without(ctx), nodes, separators)
    if denied:
        nodes, separators = _joined_where(_no_language, nodes, separators)
    return _joined_where(_limits_together, nodes, separators) if ctx.excepting else (nodes, separators)


_OF_PEOPLE = frozenset({"men", "women", "males", "females", "male", "female", "partners"})
_OF_WHOM = FERTILE | {"sexually-active"}


def _with_whom(nodes: list[AnyNode], separators: list[Element | None], ctx: Context) -> tuple[list[AnyNode], list[Element | None]]:
    """ "Women of childbearing potential and unwilling to use contraception": who they are alone excludes nobody."""
    joined: list[AnyNode] = []
    between: list[Element | None] = []
    for index, node in enumerate(nodes):
        before = separators[index - 1] if index else None
        if joined and before is not None and before.type == "AND" and _says_whom(joined[-1]) and _is_refused(node):
            span = hull([joined[-1].span, node.span])
            others = _OF_PEOPLE & set(ctx.words(node.span).casefold().split())  # "… and fertile men unwilling to": it is said of both
            joined[-1] = ctx.opaque(span, "needs_judgement") if others else conjunction([joined[-1], node], span)
            between[-1] = separators[index]
        else:
            joined.append(node)
            between.append(separators[index])
    return joined, between


Belongs = Callable[[AnyNode, AnyNode, Element], bool]


def _joined_where(belongs: Belongs, nodes: list[AnyNode], separators: list[Element | None]) -> tuple[list[AnyNode], list[Element | None]]:
    """The statements, each that belongs to the one before it asked for beside it."""
    joined: list[AnyNode] = []
    between: list[Element | None] = []
    for index, node in enumerate(nodes):
        before = separators[index - 1] if index else None
        if joined and before is not None and belongs(joined[-1], node, before):
            joined[-1] = conjunction([joined[-1], node], hull([joined[-1].span, node.span]))
            between[-1] = separators[index]
        else:
            joined.append(node)
            between.append(separators[index])
    return joined, between


def _without(ctx: Context) -> Belongs:
    """ "Cirrhosis, without ascites": behind a comma the words still say what must not be there with what stands before it."""
    return lambda _, node, sign: sign.type == "COMMA" and isinstance(node, Not) and ctx.words(node.span).casefold().startswith("without ")


def _limits_together(first: AnyNode, node: AnyNode, sign: Element) -> bool:
    """ "Unless the CD4 count is > 350 and the viral load < 50": an exception with several limits asks for all of them."""
    measured = first.children[-1] if isinstance(first, AllOf) and first.label is None else first
    return sign.type == "AND" and kind_of(node) == kind_of(measured) == "measured"


_BOTH = ("both ", "co-infection ", "coinfection ", "co-infected ", "coinfected ")


def _both(ctx: Context) -> Belongs:
    """ "Both diabetes and hypertension", "co-infection with hepatitis B and C": one statement, where "and" else means any of them."""
    return lambda first, _, sign: sign.type == "AND" and ctx.words(first.span).casefold().startswith(_BOTH)


_GIVING_UP = re.compile(
    r"(?i)^(?:(?:who|is|are|be|being) )*(?:un(?:able|willing)|not (?:able|willing)|cannot|can ?not|refus\w+|do(?:es)? not|will not)\b"
    r".*\b(?:it|its|them|their use|these|this)\b"
)


def _not_without(ctx: Context) -> Belongs:
    """ "Wears contact lenses and is unable to discontinue their use": who cannot do without what stands before."""

    def belongs(used: AnyNode, node: AnyNode, sign: Element) -> bool:
        return sign.word == "and" and isinstance(used, HasProcedure | TakesMedication) and bool(_GIVING_UP.match(ctx.words(node.span)))

    return belongs


def _no_language(first: AnyNode, node: AnyNode, sign: Element) -> bool:
    """ "Inability to speak English or Spanish": one of the languages is enough."""
    lacked = first.children[-1] if isinstance(first, AllOf) and first.label is None else first
    languages = [_language_of(lacked), _language_of(node)]
    return sign.type in ("OR", "COMMA") and None not in languages and languages[0] != languages[1]


def _language_of(node: AnyNode) -> str | None:
    spoken = node.child if isinstance(node, Not) else None
    return spoken.observation.id if isinstance(spoken, Stated) and is_language(spoken.observation.id) else None


_PLURALS = ("patients", "subjects", "participants", "individuals", "persons", "people", "those", "women", "men", "children", "adults")
_SAME_PEOPLE = frozenset({*_PLURALS, "patient", "subject", "participant", "individual", "person"})
_DOING = ("receiving ", "taking ", "using ", "currently receiving ", "currently taking ", "currently using ", "being treated ", "who are ")


def _of_the_same(ctx: Context) -> Belongs:
    """ "Patients with HIV and receiving antiretroviral therapy": what these people do, and no people of another kind."""

    def belongs(people: AnyNode, node: AnyNode, sign: Element) -> bool:
        doing = ctx.words(node.span).casefold().startswith(_DOING)
        said = ctx.words(people.span).casefold().split()
        return doing and sign.word == "and" and said[0] in _SAME_PEOPLE

    return belongs


def _says_whom(node: AnyNode) -> bool:
    if isinstance(node, AllOf):
        return all(isinstance(c, Sex) or _says_whom(c) for c in node.children)
    return isinstance(node, Stated) and node.value and node.observation.id in _OF_WHOM


def _is_refused(node: AnyNode) -> bool:
    return (isinstance(node, Not) and isinstance(node.child, Stated)) or (isinstance(node, Opaque) and node.reason == "needs_judgement")


def kind_of(node: AnyNode) -> str:
    """What kind of statement it is, whether denied or not; all that is measured is of one kind."""
    while isinstance(node, Not | WithExamples):
        node = node.child if isinstance(node, Not) else node.general
    return "measured" if node.kind in ("comparison", "range", "one_of", "change") else node.kind
