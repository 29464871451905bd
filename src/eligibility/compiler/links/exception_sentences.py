"""Exceptions in a sentence of their own: "Cancer. Exception: basal cell carcinoma" (contract §2, Exceptions)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.links.exceptions import but_for
from eligibility.compiler.links.linked import Linked
from eligibility.compiler.links.links import apply_link
from eligibility.compiler.skeleton.predicates import begins_a_case
from eligibility.compiler.skeleton.reach import all_elements, segment_elements, segment_span
from eligibility.compiler.statements.readings import build
from eligibility.compiler.statements.subgroups import with_limits_of_subgroups
from eligibility.compiler.syntax.parse_tree import Element, Segment, Sentence, Unit
from eligibility.compiler.syntax.scope_sentences import NAMED_EXCEPTIONS
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AnyNode, Fact, Not, walk
from eligibility.spans import hull

Reader = Callable[[Element, Segment, Context], list[AnyNode]]
# Words with which a sentence says that an exception follows: "the only exceptions to the above are".
_OPENING = frozenset({"with", "a", "an", "the", "only", "one", "note", "possible", "following", "is", "are"})
_ANNOUNCING = frozenset(
    {"to", "of", "for", "the", "this", "these", "above", "criterion", "criteria", "rule", "rules"}
    | {"is", "are", "being", "include", "includes"}
)


def with_exceptions_apart(sentence: Sentence) -> list[Sentence]:
    """Exceptions behind a semicolon are a sentence of their own."""
    if len(sentence.segments) == 1:
        return [sentence]
    place = next((i for i, s in enumerate(sentence.segments) if i and is_exception(Sentence([s], []))), None)
    if place is None:
        return [sentence]
    return [
        Sentence(sentence.segments[:place], sentence.separators[: place - 1]),
        Sentence(sentence.segments[place:], sentence.separators[place:]),
    ]


def is_exception(sentence: Sentence) -> bool:
    """Whether the sentence only says what is excepted from what stands before it."""
    first = sentence.segments[0]
    if not first.separators or first.separators[0].type != "EXCEPT" or first.separators[0].word not in NAMED_EXCEPTIONS:
        return False
    return _says_only(first.units[0], _OPENING)


def with_exception(
    nodes: Sequence[AnyNode], sentence: Sentence, ctx: Context, read: Reader, below: Sequence[AnyNode] = ()
) -> list[AnyNode]:
    """The statements before the sentence with its exceptions: among exclusions of any of them, otherwise of the last.

    `below`: the rules of a list under its last words.
    """
    link = sentence.segments[0].separators[0]
    ctx.ledger.take(e for unit in sentence.segments[0].units[: _start(sentence)] for e in unit.parts if isinstance(e, Element))
    span = hull([link.span, *(segment_span(s) for s in sentence.segments)])
    kept, before = ([], list(nodes)) if ctx.mode == "any" else (list(nodes[:-1]), [nodes[-1]])
    others: list[AnyNode] = []  # no kinds of anything that stands before them
    exceptions = [*_exceptions(sentence, ctx, read), *below]
    limits = with_limits_of_subgroups(nodes, exceptions) if exceptions else None
    if limits is not None:
        return limits
    for exception in exceptions or [ctx.opaque(span)]:
        narrowed = [_but_for(node, exception) for node in before]
        before = [node if n is None else n for n, node in zip(narrowed, before, strict=True)]
        if all(n is None for n in narrowed):
            others.append(ctx.opaque(exception.span) if _says_the_same(exception, before) else exception)
    if not others:
        return [*kept, *before]
    stated = disjunction(before, hull(n.span for n in before))
    if ctx.mode == "all" and any(isinstance(n, Not) for n in walk(stated)):
        return [*kept, disjunction([stated, *others], hull([stated.span, span]))]  # whoever is excused need not meet it
    return [*kept, build(apply_link(Linked(link, others, span), Frame(node=stated), ctx), ctx)]


def _says_the_same(exception: AnyNode, before: list[AnyNode]) -> bool:
    """ "Cancer. Exceptions: …, or other cancer": all of it cannot be excepted."""
    stated = {part.concept for node in before for part in walk(node) if isinstance(part, Fact)}
    return isinstance(exception, Fact) and exception.concept in stated


def _but_for(node: AnyNode, exception: AnyNode) -> AnyNode | None:
    """What the exception leaves of a statement, or of a denial, where it is a kind of it."""
    if isinstance(node, Not):
        inner = but_for(node.child, exception)
        return None if inner is None else node.replaced(child=inner)
    return but_for(node, exception)


def _exceptions(sentence: Sentence, ctx: Context, read: Reader) -> list[AnyNode]:
    link, first, others = sentence.segments[0].separators[0], sentence.segments[0], sentence.segments[1:]
    start = _start(sentence)
    excused: list[AnyNode] = []
    for segment in (_unannounced(Segment(first.units[start:], first.separators[start:]), ctx), *others):
        plain, condition = _split_at_case(segment)
        named = read(link, plain, ctx) if segment_elements(plain) else []
        if condition is not None:
            # "In which case the dose must not …": what else is asked of whoever is excused, a person must see.
            ctx.ledger.take(all_elements(condition))
            named = [conjunction([*named, ctx.opaque(segment_span(condition))], segment_span(segment))]
        excused += named
    return excused


def _start(sentence: Sentence) -> int:
    """The unit behind the words that announce the exceptions."""
    first = sentence.segments[0]
    announced = len(first.separators) > 1 and first.separators[1].type in ("COLON", "EG", "IE") and _says_only(first.units[1], _ANNOUNCING)
    return 2 if announced else 1


def _unannounced(segment: Segment, ctx: Context) -> Segment:
    """ "… to the above are | basal cell carcinoma": without the words that lead over to the exceptions."""
    parts = segment.units[0].parts
    place = next((i for i, p in enumerate(parts) if not _says_only(Unit([p]), _ANNOUNCING)), len(parts))
    leading = [p for p in parts[:place] if isinstance(p, Element)]
    if any(p.type != "FILLER" for p in leading):
        ctx.ledger.take(leading)
        return Segment([Unit(parts[place:]), *segment.units[1:]], segment.separators)
    return segment


def _split_at_case(segment: Segment) -> tuple[Segment, Segment | None]:
    """ "Treated hypertension | in which case …": what is excused, and the words on that case."""
    for index, unit in enumerate(segment.units):
        for place in range(len(unit.parts)):
            if begins_a_case(unit.parts[place:]):
                plain = Segment([*segment.units[:index], Unit(unit.parts[:place])], segment.separators[:index])
                return plain, Segment([Unit(unit.parts[place:]), *segment.units[index + 1 :]], segment.separators[index:])
    return segment, None


def _says_only(unit: Unit, words: frozenset[str]) -> bool:
    return all(isinstance(p, Element) and set(p.word.split()) <= words for p in unit.parts)
