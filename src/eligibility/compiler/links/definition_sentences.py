"""Sentences that only define a word used elsewhere: "Childbearing potential is defined as not postmenopausal" (contract §2, Definitions).

They are no demand of their own. What they say of a word that is excluded or asked for just before goes with that word.
"""

from __future__ import annotations

from collections.abc import Callable

from eligibility.compiler.frames.context import Context
from eligibility.compiler.links.explanations import with_explanation
from eligibility.compiler.skeleton.reach import all_elements
from eligibility.compiler.statements.brackets import Brackets
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Segment, Sentence
from eligibility.rules.nodes import AllOf, AnyNode, AnyOf, Fact, Implies, Not, Permission, Stated, walk
from eligibility.spans import Span, hull

_VERBS = frozenset({"is", "are", "was", "were", "be", "being"})
_PURPOSE = frozenset({"for", "the", "this", "of", "our", "study", "trial", "protocol", "purpose", "purposes", "note"})
# What nobody is asked to be: a definition of it says of whom something else is asked, or what may be used.
_STATES = frozenset(
    {
        "childbearing-potential",
        "fertile",
        "menopause",
        "postmenopausal",
        "premenopausal",
        "perimenopausal",
        "surgically-sterile",
        "contraception",
    }
)


def with_definitions_apart(sentence: Sentence) -> list[Sentence]:
    """A definition behind a semicolon is a sentence of its own."""
    if len(sentence.segments) == 1:
        return [sentence]
    place = next((i for i, s in enumerate(sentence.segments) if i and _defines(_without_purpose(s))), None)
    if place is None:
        return [sentence]
    first = Sentence(sentence.segments[:place], sentence.separators[: place - 1])
    if _defining(_without_purpose(sentence.segments[place])) is None and place + 1 < len(sentence.segments):
        # "Women are considered fertile if …; men must …": the clause is all of the definition.
        rest = with_definitions_apart(Sentence(sentence.segments[place + 1 :], sentence.separators[place + 1 :]))
        return [first, Sentence([sentence.segments[place]], []), *rest]
    return [first, *with_definitions_apart(Sentence(sentence.segments[place:], sentence.separators[place:]))]


def _defines(segment: Segment) -> bool:
    people = [p for p in segment.units[0].parts if isinstance(p, Element)] if segment.units else []
    return _defining(segment) is not None or bool(_considered(people))


def with_definition(
    nodes: list[AnyNode], sentence: Sentence, ctx: Context, read: Callable[[Sentence, Context], AnyNode | None]
) -> list[AnyNode] | None:
    """The statements before the sentence with what it defines; None if it is a statement like others."""
    explained = with_explanation(nodes, sentence, ctx)
    if explained is not None:
        return explained
    segment = _without_purpose(sentence.segments[0])
    place = _defining(segment)
    term = [p for u in segment.units[: place + 1] for p in u.parts if isinstance(p, Element)] if place is not None else _told(segment)
    if not term:
        return None
    start = min(e.span.start for e in term)
    said = _place_of(term, nodes, start, ctx)
    elements = [e for s in sentence.segments for e in all_elements(s)]
    span = hull(e.span for e in elements)
    if said is None:
        if not any(map(_is_state, term)):
            return None
        ctx.ledger.idle.update(id(e) for e in elements)
        permission = Permission(span=span, text=" ".join(ctx.words(span).split()))
        return nodes or [permission if ctx.kind == "inclusion" else Not(span=span, child=permission)]
    exemplified = segment.separators[:1] != [] and segment.separators[0].type == "EG"  # examples make no demand narrower
    if ctx.mode == "all" and not exemplified and not any(_decides(n, said) for node in nodes for n in walk(node)):
        return None  # what is asked for is defined further
    if ctx.mode == "any" and not exemplified and any(_is_named_at(n, said) for node in nodes for n in (node, *_members(node))):
        node = read(sentence, ctx.requiring())
        if node is not None:
            parts: list[AnyNode] = list(node.children) if isinstance(node, AllOf) else [node]
            return [_defined_at(n, said, parts, span, ctx) for n in nodes]
    ctx.ledger.idle.update(id(e) for e in elements)
    return nodes


def _is_named_at(node: AnyNode, place: int) -> bool:
    return isinstance(node, Fact) and node.span.start <= place < node.span.end


def _members(node: AnyNode) -> tuple[AnyNode, ...]:
    return node.children if isinstance(node, AnyOf) else ()


def _defined_at(node: AnyNode, place: int, parts: list[AnyNode], span: Span, ctx: Context) -> AnyNode:
    """The statement with the thing that is named there as it is defined: by a threshold, or narrowed by what else is said of it."""
    if _is_named_at(node, place):
        measured = any(n.kind in ("comparison", "range", "one_of") for part in parts for n in walk(part))
        where = hull([node.span, span])
        return Brackets(defines=parts).apply(node, where, ctx) if measured else AllOf(span=where, children=(node, *parts))
    if isinstance(node, AnyOf):
        return node.replaced(children=tuple(_defined_at(c, place, parts, span, ctx) for c in node.children))
    return node


def _decides(node: AnyNode, place: int) -> bool:
    """Whether the word there says of whom something is asked, what is denied, or is one of several."""
    inside = node.guard if isinstance(node, Implies) else node if isinstance(node, Not | AnyOf) else None
    return inside is not None and inside.span.start <= place < inside.span.end


def _place_of(term: list[Element], nodes: list[AnyNode], start: int, ctx: Context) -> int | None:
    """Where the defined words, or another name of the same, stand before."""
    named = {r for e in term if (r := e.reading("ATTR", "COND", "PROC", "DRUG")) is not None}
    for node in (n for rule in nodes for n in walk(rule)):
        concept = node.concept.id if isinstance(node, Fact) else node.observation.id if isinstance(node, Stated) else None
        if concept in named:
            return node.span.start
    words = [w.strip("*-").casefold() for e in term if e.type != "FILLER" for w in ctx.words(e.span).split()]
    earlier = ctx.text[:start].casefold()
    places = [earlier.rfind(_stem(w)) for w in words if len(w) > 1]
    return places[-1] if places and -1 not in places else None


def _stem(word: str) -> str:
    """The word without the ending of a plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _defining(segment: Segment) -> int | None:
    """The place of the link in "… is defined as …"."""
    for place, link in enumerate(segment.separators):
        if link.type != "IE":
            if link.type not in ("AND", "OR", "COMMA"):
                return None
            continue
        said = [p.word for p in segment.units[place].parts if isinstance(p, Element)]
        words = link.word
        finite = words.startswith(("is defined", "are defined")) or (
            words in ("defined as", "defined by") and bool(_VERBS & set(said[-1:]))
        )
        return place if finite and any(u.parts for u in segment.units[: place + 1]) else None
    return None


def _told(segment: Segment) -> list[Element]:
    """The term of a sentence that tells what is meant by it, without the word "defined"; empty if the segment does not begin so.

    "WOCBP are women who …", "acceptable methods of contraception include …", "a woman is considered of childbearing potential unless …".
    """
    elements = [p for p in segment.units[0].parts if isinstance(p, Element)]
    words = [e for e in elements if e.type != "FILLER"]
    if not words or any_of_type(words, _ASKING):
        return []
    link = segment.separators[0] if segment.separators else None
    if link is not None and link.type == "EG" and link.word in _INCLUDES and all(e.type in _NAMING for e in words):
        return [e for e in words if _is_state(e)]
    place = elements.index(words[0]) + 1
    if _is_state(words[0]):
        people = words[1:2] and words[1].type in ("SEXNOUN", "SUBJECT")
        return words[:1] if people and elements[place].word in _VERBS else []
    return _considered(elements)


def _considered(elements: list[Element]) -> list[Element]:
    """ "Women are (not) considered postmenopausal …": the word behind, where it is no clause that says which women."""
    words = [e.tokens[0].word for e in elements]
    if "considered" not in words:
        return []
    place = words.index("considered")
    verb = elements[place - 1] if place > 1 else None
    finite = verb is not None and bool(_VERBS & set(verb.word.split())) and verb.type in ("FILLER", "NEG")
    behind = [e for e in elements[place + 1 :] if e.type not in ("FILLER", "NEG", "MARK")][:1]
    return behind if finite and behind and _is_state(behind[0]) else []


_ASKING = ("DEMAND", "MUSTNOT", "ALLOWED", "EXCLUDED", "TAKING", "PLAN", "ABLE", "UNABLE")
_NAMING = ("ATTR", "PROC", "QUALITY", "DESC", "WORD", "SEV")
_INCLUDES = ("include", "includes")


def _is_state(element: Element) -> bool:
    if not element.may_be("ATTR", "PROC"):
        return False
    return element.reading("ATTR") in _STATES or element.reading("PROC") == "surgical-sterilization"


def _without_purpose(segment: Segment) -> Segment:
    """Without "for study purposes, …"."""
    parts = segment.units[0].parts
    if not parts or not segment.separators or segment.separators[0].type not in ("COMMA", "COLON"):
        return segment
    if all(isinstance(p, Element) and set(p.word.split()) <= _PURPOSE for p in parts):
        return Segment(segment.units[1:], segment.separators[1:])
    return segment
