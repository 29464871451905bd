"""Limits of their own for a subgroup, in whatever order they are said: "AST ≤ 2.5 × ULN, if liver metastases ≤ 5 × ULN" (contract §1).

They are put into brackets behind the limit that they stand for, "(≤ 5 × ULN if liver metastases)", which is how they are read. Where the
first limit has a condition too ("≤ 2.5 × ULN without liver metastases, ≤ 5 × ULN with them"), they are two statements on the same names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eligibility.compiler.skeleton.predicates import begins_a_case
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Block, Element, Group, Segment, Sentence, Unit, any_separator_of_type
from eligibility.compiler.syntax.phrases import Amount, Compared
from eligibility.spans import Span, hull

_JOINING = ("COMMA", "AND", "OR")
_CONDITIONS = ("IF", "UNLESS", "EXCEPT")
_LINKS = (*_CONDITIONS, "WITH")  # one of these begins every condition
_LONGEST_CONDITION = 16


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a segment, or what separates its units."""

    element: Element | Group
    separates: bool = False

    def is_a(self, *types: str) -> bool:
        return isinstance(self.element, Element) and self.element.type in types

    def separates_by(self, *types: str) -> bool:
        return self.separates and self.is_a(*types)

    def says(self, *types: str) -> bool:
        return not self.separates and self.is_a(*types)


@dataclass(frozen=True, slots=True)
class _Own:
    """A limit with the condition under which it holds, and what stands behind the two."""

    limit: list[_Piece]
    link: Element
    condition: list[_Piece]
    rest: list[_Piece]

    def segment(self) -> Segment:
        """ "≤ 5 × ULN if liver metastases"."""
        self.link.type = "IF"
        return _segment([*self.limit, _Piece(self.link, separates=True), *self.condition])


def with_own_limits(block: Block, asked: bool) -> Block:
    """The block with the limits of subgroups where they are read; `asked`: the limits are asked for, not excluded by."""
    if not any(any_separator_of_type(sentence.segments, _LINKS) for sentence in block.sentences):
        return block
    sentences: list[Sentence] = []
    separators: list[Element] = []
    for index, sentence in enumerate(block.sentences):
        own = _only_own(sentence.segments[0], sentences[-1].segments[-1]) if len(sentence.segments) == 1 and sentences else None
        if own is not None:
            before = sentences[-1]
            sentences[-1] = Sentence([*before.segments[:-1], own], before.separators)
            continue
        separators += block.separators[index - 1 : index] if sentences else []
        sentences.append(_in_sentence(sentence, asked))
    return Block(sentences, separators)


def read_in_brackets(group: Group, unit: Unit) -> None:
    """Turns "(if liver metastases, ≤ 5 × ULN)" and "(or ≤ 5 × ULN if …)" behind a limit into "(≤ 5 × ULN if liver metastases)"."""
    place = next((i for i, part in enumerate(unit.parts) if part is group), 0)
    limit = _last_limit(unit.parts[:place])
    sentences = group.block.sentences
    if limit is None or len(sentences) != 1 or len(sentences[0].segments) != 1:
        return
    pieces = _pieces(sentences[0].segments[0])
    _compare_too(pieces, limit)
    joined = bool(pieces) and pieces[0].separates_by("OR", "AND", "COMMA")
    own = _condition_first(pieces, limit) or (_limit_first(pieces, limit) if joined else None)
    if own is not None and not own.rest:
        sentences[0].segments[0] = own.segment()


def _compare_too(pieces: list[_Piece], limit: Compared) -> None:
    """ "≤ 2.5 × ULN (5 × ULN if liver metastases)": the other number is compared as the first is."""
    said = [p for p in pieces if not p.says("FILLER")]
    if len(said) < 2 or not isinstance(said[0].element, Element) or not said[1].separates_by("IF", "WITH"):
        return
    number = said[0].element
    if number.type == "BARE" and isinstance(number.value, Amount) and _is_same_kind(number.value, limit):
        number.type, number.value = "LIMIT", Compared(limit.operator, number.value)


def _in_sentence(sentence: Sentence, asked: bool) -> Sentence:
    segments: list[Segment] = []
    separators: list[Element] = []
    for index, segment in enumerate(sentence.segments):
        own = _only_own(segment, segments[-1]) if segments else None
        if own is not None:
            segments[-1] = own
            continue
        stop = sentence.separators[index - 1] if segments else None
        parts = _in_segment(segment, segments[-1] if segments else None, asked)
        separators += [s for s in (stop,) if s is not None] + [replace(p, type="SEMI") for p in _seams(parts)]
        segments += parts
    return Sentence(segments, separators)


def _seams(parts: Sequence[Segment]) -> list[Element]:
    """What stands for the semicolons between the segments into which one was divided."""
    firsts = [next(p for u in part.units for p in u.parts) for part in parts[1:]]
    return [Element("SEMI", "", Span(f.span.start, f.span.start), f.tokens if isinstance(f, Element) else f.open.tokens) for f in firsts]


def _only_own(segment: Segment, before: Segment) -> Segment | None:
    """The segment before with what is nothing but a limit of a subgroup of its last one; None if this is no such limit."""
    limit = _last_limit(before.units[-1].parts)
    if limit is None or not _is_named(before, len(before.units) - 1):
        return None
    pieces = _pieces(segment)
    own = _condition_first(pieces, limit) or _limit_first(pieces, limit)
    return None if own is None or own.rest else _bracketed(before, len(before.units) - 1, own)


def _in_segment(segment: Segment, before: Segment | None, asked: bool) -> list[Segment]:
    """The segment, its limits of subgroups in brackets, or divided where each limit has its own condition."""
    conditional = _after_conditional(segment, before)
    if conditional is not None:
        return conditional
    for index, unit in enumerate(segment.units):
        limit = _last_limit(unit.parts)
        # Looking ahead no further than a condition may stand keeps the time linear.
        near = any_of_type(segment.separators[index : index + _LONGEST_CONDITION], _LINKS)
        if limit is None or not near or not _is_named(segment, index):
            continue
        pieces = _pieces(Segment([Unit(), *segment.units[index + 1 :]], segment.separators[index:]))
        own = _condition_first(pieces, limit)
        if own is None and pieces and pieces[0].separates_by(*_JOINING):
            own = _limit_first(pieces, limit)
            own = None if own is not None and asked and _is_plain_choice(pieces, limit) else own
        if own is not None:
            done = _bracketed(Segment(segment.units[: index + 1], segment.separators[:index]), index, own)
            rest = _segment(own.rest)
            joined = Segment(
                [*done.units[:-1], Unit([*done.units[-1].parts, *rest.units[0].parts]), *rest.units[1:]],
                [*done.separators, *rest.separators],
            )
            return _in_segment(joined, before, asked)
        divided = _divided(segment, index, limit, pieces)
        if divided is not None:
            first, second = divided
            return [first, *_in_segment(second, first, asked)]
    return [segment]


def _after_conditional(segment: Segment, before: Segment | None) -> list[Segment] | None:
    """ "≤ 2.5 × ULN without liver metastases; ≤ 5 × ULN with them": the second limit takes its names from the segment before."""
    if before is None:
        return None
    place = next((i for i in range(len(before.units)) if _last_limit(before.units[i].parts) is not None and _is_named(before, i)), None)
    limit = _last_limit(before.units[place].parts) if place is not None else None
    conditional = place is not None and before.separators[place : place + 1] != [] and before.separators[place].type in ("IF", "WITH")
    own = _limit_first(_pieces(segment), limit) if limit is not None and conditional else None
    if own is None or own.rest or place is None:
        return None
    before.separators[place].type = "IF"
    return [_on_the_same(before, place, own)]


def _divided(segment: Segment, index: int, limit: Compared, pieces: list[_Piece]) -> tuple[Segment, Segment] | None:
    """ "≤ 2.5 × ULN if no liver metastases or ≤ 5 × ULN in the presence of them", as two statements."""
    if not pieces or not pieces[0].separates_by("IF", "WITH"):
        return None
    for place in range(2, min(len(pieces), _LONGEST_CONDITION)):
        if pieces[place].says("LIMIT"):
            return None
        own = _limit_first(pieces[place:], limit) if pieces[place].separates_by(*_JOINING) else None
        if own is None:
            continue
        condition = _segment(pieces[1:place])
        link = pieces[0].element
        assert isinstance(link, Element)
        link.type = "IF"
        first = Segment([*segment.units[: index + 1], *condition.units], [*segment.separators[:index], link, *condition.separators])
        return first, _on_the_same(segment, index, own)
    return None


def _on_the_same(segment: Segment, index: int, own: _Own) -> Segment:
    """The other limit, of the same names."""
    start = index
    while start and _last_limit(segment.units[start - 1].parts) is None and segment.separators[start - 1].type in _JOINING:
        start -= 1
    named = [p for p in segment.units[index].parts if not isinstance(p, Group) and p.type != "LIMIT"]
    second = own.segment()
    units = [*segment.units[start:index], Unit([*named, *second.units[0].parts]), *second.units[1:]]
    whole = Segment(units, [*segment.separators[start:index], *second.separators])
    rest = _segment(own.rest)
    return Segment(
        [*whole.units[:-1], Unit([*whole.units[-1].parts, *rest.units[0].parts]), *rest.units[1:]], [*whole.separators, *rest.separators]
    )


# ------------------------------------------------------------------ forms


def _condition_first(pieces: list[_Piece], limit: Compared) -> _Own | None:
    """ "…, if liver metastases, then ≤ 5 × ULN"."""
    start = next((i for i, p in enumerate(pieces) if not (p.separates_by(*_JOINING) or p.says("FILLER"))), None)
    if start is None or not pieces[start].separates_by(*_CONDITIONS):
        return None
    link = pieces[start].element
    while start < len(pieces) and (pieces[start].separates_by(*_CONDITIONS) or pieces[start].says("FILLER")):
        start += 1
    end = next((i for i in range(start, min(len(pieces), start + _LONGEST_CONDITION)) if pieces[i].says("LIMIT", "MEAS", "BARE")), None)
    if end is None or not _is_like(pieces[end], limit) or not isinstance(link, Element):
        return None
    condition = _trimmed(pieces[start:end])
    divided = any(p.separates for p in pieces[start + len(condition) : end])
    named = any(p.says("COND", "PROC", "ATTR") for p in condition) and _has_unit(limit)
    named = named or any(p.says("DRUG", "SEXNOUN", "AGENOUN") for p in condition)  # of those no such limit can be said
    if not condition or not (divided or named):
        return None
    behind = end + 1
    while behind < len(pieces) and pieces[behind].says("FILLER"):
        behind += 1
    if behind < len(pieces) and not pieces[behind].separates_by(*_JOINING):
        return None
    return _Own([pieces[end]], link, condition, pieces[behind:])


def _limit_first(pieces: list[_Piece], limit: Compared) -> _Own | None:
    """ "…, ≤ 5 × ULN if liver metastases"."""
    start = next((i for i, p in enumerate(pieces) if not (p.separates_by(*_JOINING) or p.says("FILLER"))), None)
    if start is None or not pieces[start].says("LIMIT") or not _is_like(pieces[start], limit):
        return None
    place = start + 1
    while place < len(pieces) and pieces[place].says("FILLER"):
        place += 1
    if place == len(pieces) or not pieces[place].separates_by("IF", "WITH"):
        return None
    link = pieces[place].element
    end = next((i for i in range(place + 1, len(pieces)) if _begins_another(pieces, i)), len(pieces))
    condition = pieces[place + 1 : end]
    if not isinstance(link, Element) or not any(not p.separates and not p.says("FILLER") for p in condition):
        return None
    if link.type == "WITH" and not any(p.says("COND") for p in condition):
        return None  # "< 1 cm with spiral CT" says how it was measured
    if any(p.says("LIMIT", "MEAS", "BARE") for p in condition):
        return None
    return _Own([pieces[start]], link, condition, pieces[end:])


def _begins_another(pieces: list[_Piece], place: int) -> bool:
    """Whether behind this separator something else is measured."""
    if not pieces[place].separates_by(*_JOINING):
        return False
    for piece in pieces[place + 1 :]:
        if piece.separates and not piece.separates_by(*_JOINING):
            return False
        if isinstance(piece.element, Element) and piece.element.may_be("MEAS"):
            return True
        if piece.says("LIMIT"):
            return True
    return False


def _is_plain_choice(pieces: list[_Piece], limit: Compared) -> bool:
    """ "≤ 2.5 × ULN or ≤ 5 × ULN if …": a wider alternative, which is read as such."""
    first = next((p for p in pieces if not p.separates), None)
    value = first.element.value if first is not None and isinstance(first.element, Element) else None
    joined = [p for p in pieces[:3] if p.separates_by("OR")]
    wider = isinstance(value, Compared) and (value.amount.value > limit.amount.value) == (limit.operator[0] == "<")
    return bool(joined) and wider and pieces.index(joined[0]) < (pieces.index(first) if first is not None else 0)


def _trimmed(condition: list[_Piece]) -> list[_Piece]:
    """The condition without the words that lead over to its limit: ", then", ", where", ", in which case"."""
    for length in range(len(condition)):
        if begins_a_case([p.element for p in condition[length:]]):
            for piece in condition[length:]:
                if isinstance(piece.element, Element):
                    piece.element.type = "FILLER"
            condition = condition[:length]
            break
    while condition and (condition[-1].separates_by(*_JOINING, "IF") or condition[-1].says("FILLER")):
        condition = condition[:-1]
    return condition


# ------------------------------------------------------------------ pieces


def _pieces(segment: Segment) -> list[_Piece]:
    pieces: list[_Piece] = []
    for index, unit in enumerate(segment.units):
        pieces += [_Piece(part) for part in unit.parts]
        pieces += [_Piece(s, separates=True) for s in segment.separators[index : index + 1]]
    return pieces


def _segment(pieces: Sequence[_Piece]) -> Segment:
    units, separators = [Unit()], []
    for piece in pieces:
        if piece.separates and isinstance(piece.element, Element):
            separators.append(piece.element)
            units.append(Unit())
        else:
            units[-1].parts.append(piece.element)
    return Segment(units, separators)


def _bracketed(segment: Segment, index: int, own: _Own) -> Segment:
    """The segment with the other limit in brackets behind the first."""
    inner = own.segment()
    span = hull([p.span for u in inner.units for p in u.parts] + [s.span for s in inner.separators])
    edge = Element("LPAR", "", Span(span.start, span.start), own.link.tokens)
    group = Group(Block([Sentence([inner], [])], []), span, edge, replace(edge, type="RPAR"))
    units = list(segment.units)
    units[index] = Unit([*units[index].parts, group])
    return Segment(units, list(segment.separators))


def _last_limit(parts: Sequence[Element | Group]) -> Compared | None:
    """The limit with which the words end, but for brackets and fillers."""
    for part in reversed(parts):
        if isinstance(part, Element) and part.type == "LIMIT" and isinstance(part.value, Compared):
            return part.value
        if isinstance(part, Element) and part.type != "FILLER":
            return None
    return None


def _is_named(segment: Segment, index: int) -> bool:
    """Whether what is measured is named in the unit."""
    return any(isinstance(p, Element) and p.may_be("MEAS") for p in segment.units[index].parts)


def _is_like(piece: _Piece, limit: Compared) -> bool:
    """Whether it is a limit on the same side, in the same unit, or in one of concentration beside a multiple of the ULN."""
    value = piece.element.value if isinstance(piece.element, Element) else None
    if not isinstance(value, Compared) or not piece.says("LIMIT") or value.operator[0] != limit.operator[0]:
        return False
    return _is_same_kind(value.amount, limit) or _is_of_the_laboratory(value.amount, limit.amount)


def _is_of_the_laboratory(amount: Amount, other: Amount) -> bool:
    """ "≤ 1.5 × ULN" and "< 3 mg/dL": what one laboratory value may be limited by."""
    multiple, plain = (amount, other) if amount.multiple_of is not None else (other, amount)
    return multiple.multiple_of is not None and plain.multiple_of is None and "/" in (plain.unit or "")


def _is_same_kind(amount: Amount, limit: Compared) -> bool:
    other = limit.amount
    return (amount.multiple_of, amount.unit, amount.time) == (other.multiple_of, other.unit, other.time)


def _has_unit(limit: Compared) -> bool:
    return limit.amount.multiple_of is not None or limit.amount.unit is not None
