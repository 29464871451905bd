"""Canonical criterion text (`rules.printing.to_text`) → rule tree. The language is `grammars/canonical.lark`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from eligibility.compiler.canonical.tree import LONGEST_SHOWN, Mistake, is_canonical, parse_tree
from eligibility.compiler.measured.loose_limits import limits_of_text
from eligibility.errors import EligibilityError
from eligibility.rules import nodes
from eligibility.rules.nodes import AnyNode, ConceptRef
from eligibility.rules.printing import QUALIFIER_ROLES, ROLES, Resolve, Role, resolve_name
from eligibility.spans import Span

if TYPE_CHECKING:
    from lark import Token, Tree

__all__ = ["is_canonical", "parse_canonical"]

_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]{1,6})\}|(.))")
_ESCAPED = {"n": "\n", '"': '"', "\\": "\\"}
_CLASSES: dict[str, type[nodes.Fact]] = {
    "condition": nodes.HasCondition,
    "procedure": nodes.HasProcedure,
    "medication": nodes.TakesMedication,
    "allergy": nodes.HasAllergy,
    "family_history": nodes.FamilyHistory,
}


def parse_canonical(text: str, resolve: Resolve = resolve_name) -> AnyNode:
    """The rule tree a canonical text stands for; the marker `rule:` may be left off. Spans are places in `text`.

    `resolve` gives the id of a name that stands without one; it must be the resolver the text was printed with.
    Raises EligibilityError, with the place and what was expected there, for anything else.
    """
    try:
        return _Builder(resolve).build(parse_tree(text))
    except Mistake as mistake:
        shown = text if len(text) <= LONGEST_SHOWN else None
        raise EligibilityError(mistake.diagnostic, text=shown) from None


class _Name(NamedTuple):
    """A concept whose id is looked up only once its role is known; `written` where the text gives the id itself."""

    name: str
    written: bool
    id: str | None


class _Label(NamedTuple):
    text: str


class _Reach(NamedTuple):
    """How far a window reaches, as the fields of a Window."""

    start: nodes.Duration | None
    end: nodes.Duration | None
    open: bool = False


class _Qualifier(NamedTuple):
    """`field` of a node (or of its Timing) and the value for it."""

    field: str
    value: Any
    span: Span
    within: _Qualifier | None = None  # the window of an onset

    def parts(self) -> Iterator[tuple[str, Any, Span]]:
        yield self.field, self.value, self.span
        if self.within is not None:
            yield from self.within.parts()


class _Builder:
    """One method a grammar rule, of its name: built parts in, node or value out."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve

    def build(self, root: Tree[Token]) -> AnyNode:
        # Children come before their parents: no recursion, so no depth of nesting that only Python's stack would end.
        built: dict[int, Any] = {}
        for tree in root.iter_subtrees():
            parts = [built.pop(id(part)) if id(part) in built else part for part in tree.children]
            meta = tree.meta
            span = Span(0, 0) if meta.empty else Span(meta.start_pos, meta.end_pos)
            try:
                built[id(tree)] = getattr(self, tree.data)(parts, span)
            except ValidationError as error:
                said = str(error.errors(include_url=False)[0]["msg"])
                raise Mistake("E103", f"these words make no rule: {said}", span, "see the phrases in grammars/canonical.lark") from None
        node: AnyNode = built[id(root)]
        return node

    def start(self, parts: list[Any], span: Span) -> Any:
        return parts[0]

    # ---------------------------------------------------------------- connectives

    def all_of(self, parts: list[Any], span: Span) -> nodes.AllOf:
        statements, label = _labelled(parts)
        return nodes.AllOf(span=span, children=statements, label=label)

    def any_of(self, parts: list[Any], span: Span) -> nodes.AnyOf:
        statements, label = _labelled(parts)
        return nodes.AnyOf(span=span, children=statements, label=label)

    def label(self, parts: list[Any], span: Span) -> _Label:
        return _Label(_string(parts[0]))

    def negation(self, parts: list[Any], span: Span) -> nodes.Not:
        return nodes.Not(span=span, child=parts[0])

    def at_least(self, parts: list[Any], span: Span) -> nodes.AtLeast:
        count, *statements = parts
        if not (count.isdecimal() and len(count) <= 9 and int(count) >= 1):
            raise Mistake("E103", f"{count[:40]!r} is no number of statements", _place(count), "expected a whole number from 1")
        return nodes.AtLeast(span=span, n=int(count), children=tuple(statements))

    def implies(self, parts: list[Any], span: Span) -> nodes.Implies:
        return nodes.Implies(span=span, guard=parts[0], requirement=parts[1])

    def with_examples(self, parts: list[Any], span: Span) -> nodes.WithExamples:
        return nodes.WithExamples(span=span, general=parts[0], examples=tuple(parts[1:]))

    def ambiguous(self, parts: list[Any], span: Span) -> nodes.Ambiguous:
        return nodes.Ambiguous(span=span, readings=tuple(parts[:-1]), why=_string(parts[-1]))

    def restated(self, parts: list[Any], span: Span) -> nodes.Restated:
        return nodes.Restated(span=span, statements=tuple(parts))

    def permission(self, parts: list[Any], span: Span) -> nodes.Permission:
        return nodes.Permission(span=span, text=_string(parts[0]))

    def opaque(self, parts: list[Any], span: Span) -> nodes.Opaque:
        text, reason = _string(parts[0]), parts[1] if parts[1:] else "not_understood"
        return nodes.Opaque.model_validate({"span": span, "text": text, "reason": reason, "limits": limits_of_text(text)})

    def reason(self, parts: list[Any], span: Span) -> str:
        return str(parts[0]).replace(" ", "_")

    # ---------------------------------------------------------------- demography

    def age(self, parts: list[Any], span: Span) -> nodes.Age:
        *ends, unit = parts
        fields: dict[str, Any] = {"span": span, "unit": _time_unit(unit)}
        for end in ends:
            fields |= end
        return nodes.Age.model_validate(fields)

    def age_low(self, parts: list[Any], span: Span) -> dict[str, Any]:
        return {"low": _age_number(parts[-1]), "low_inclusive": parts[0] == ">=", "low_exact": len(parts) == 3}

    def exactly(self, parts: list[Any], span: Span) -> None:
        return None

    def age_high(self, parts: list[Any], span: Span) -> dict[str, Any]:
        return {"high": _age_number(parts[1]), "high_inclusive": parts[0] == "<="}

    def sex(self, parts: list[Any], span: Span) -> nodes.Sex:
        return nodes.Sex.model_validate({"span": span, "sex": str(parts[0])})

    # ---------------------------------------------------------------- observations

    def comparison(self, parts: list[Any], span: Span) -> Any:
        name, operator, limit, *said = parts
        return self._observed(nodes.Comparison, name, said, span, operator=str(operator), limit=limit)

    def range(self, parts: list[Any], span: Span) -> Any:
        name, low, high, *said = parts
        return self._observed(nodes.Range, name, said, span, low=low, high=high)

    def one_of(self, parts: list[Any], span: Span) -> Any:
        name, values, *said = parts
        return self._observed(nodes.OneOf, name, said, span, values=values)

    def stated(self, parts: list[Any], span: Span) -> Any:
        name, value, *said = parts
        return self._observed(nodes.Stated, name, said, span, value=value == "true")

    def change(self, parts: list[Any], span: Span) -> Any:
        direction, name, operator, limit, *said = parts
        per = said.pop(0) if said and not isinstance(said[0], _Qualifier) else None
        direction = "either" if direction == "change" else str(direction)
        return self._observed(nodes.Change, name, said, span, direction=direction, operator=str(operator), limit=limit, per=per)

    def per(self, parts: list[Any], span: Span) -> str:
        return str(parts[0])

    def bound(self, parts: list[Any], span: Span) -> nodes.Bound:
        return nodes.Bound(limit=parts[0], inclusive=len(parts) == 1)

    def exclusive(self, parts: list[Any], span: Span) -> None:
        return None

    def quantity(self, parts: list[Any], span: Span) -> nodes.Quantity:
        unit = None if len(parts) == 1 else _string(parts[1]) if parts[1].type == "STRING" else str(parts[1])
        return nodes.Quantity(value=_number(parts[0]), unit=unit)

    def equivalents(self, parts: list[Any], span: Span) -> nodes.Equivalents:
        return nodes.Equivalents(quantities=tuple(parts))

    def multiple(self, parts: list[Any], span: Span) -> nodes.Multiple:
        return nodes.Multiple.model_validate({"factor": _number(parts[0]), "of": str(parts[1])})

    # ---------------------------------------------------------------- entries of the record

    def condition(self, parts: list[Any], span: Span) -> Any:
        return self._fact("condition", parts, span)

    def procedure(self, parts: list[Any], span: Span) -> Any:
        return self._fact("procedure", parts, span)

    def medication(self, parts: list[Any], span: Span) -> Any:
        return self._fact("medication", parts, span)

    def allergy(self, parts: list[Any], span: Span) -> Any:
        return self._fact("allergy", parts, span)

    def family_history(self, parts: list[Any], span: Span) -> Any:
        return self._fact("family_history", parts, span)

    def concept(self, parts: list[Any], span: Span) -> _Name:
        written = len(parts) == 2
        return _Name(_string(parts[0]), written, _identifier(parts[1]) if written else None)

    def _fact(self, kind: str, parts: list[Any], span: Span) -> Any:
        name, *said = parts
        role = ROLES[kind]
        fields = {"span": span, "concept": self._resolved(name, role)} | self._qualifiers(_CLASSES[kind], said, role)
        return _CLASSES[kind].model_validate(fields)

    def _observed(self, cls: type[nodes.Node], name: _Name, said: list[_Qualifier], span: Span, **fields: Any) -> Any:
        fields |= {"span": span, "observation": self._resolved(name, "observation")}
        return cls.model_validate(fields | self._qualifiers(cls, said, "observation"))

    def _resolved(self, name: _Name, role: Role) -> ConceptRef:
        return ConceptRef(id=name.id if name.written else self._resolve(name.name, role), name=name.name)

    # ---------------------------------------------------------------- qualifiers

    def _qualifiers(self, cls: type[nodes.Node], said: list[_Qualifier], role: Role) -> dict[str, Any]:
        """The fields of `cls` that the qualifiers give; those of its Timing are gathered into one."""
        fields: dict[str, Any] = {}
        times: dict[str, Any] = {}
        for field, value, span in (part for qualifier in said for part in qualifier.parts()):
            of_timing = "timing" in cls.model_fields and field in nodes.Timing.model_fields
            if not of_timing and field not in cls.model_fields:
                what = str(cls.model_fields["kind"].default).replace("_", " ")
                raise Mistake("E105", f"a {what} has no {field.replace('_', ' ')}", span, "take these words out")
            into = times if of_timing else fields
            if field in into:
                raise Mistake("E105", f"{field.replace('_', ' ')} is said twice", span, "say it once; join what it may be with or")
            into[field] = self._named(value, QUALIFIER_ROLES.get(field, role))
        return fields | ({"timing": nodes.Timing(**times)} if times else {})

    def _named(self, value: Any, role: Role) -> Any:
        """Resolves the names in a value; other values stay as they are."""
        if isinstance(value, tuple) and value and isinstance(value[0], _Name):
            return tuple(self._resolved(name, role) for name in value)
        return value

    def tense(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("tense", str(parts[0]), span)

    def window(self, parts: list[Any], span: Span) -> _Qualifier:
        (start, end, is_open), *half_lives, direction, anchor = parts
        window = nodes.Window(
            start=start,
            end=end,
            open=is_open,
            anchor=anchor,
            direction="past" if direction == "before" else "future",
            half_lives=half_lives[0] if half_lives else None,
        )
        return _Qualifier("window", window, span)

    def any_time(self, parts: list[Any], span: Span) -> _Reach:
        return _Reach(None, None)

    def within(self, parts: list[Any], span: Span) -> _Reach:
        return _Reach(parts[0], None)

    def less_than_ago(self, parts: list[Any], span: Span) -> _Reach:
        return _Reach(parts[0], None, open=True)

    def at_least_ago(self, parts: list[Any], span: Span) -> _Reach:
        return _Reach(None, parts[0])

    def more_than_ago(self, parts: list[Any], span: Span) -> _Reach:
        return _Reach(None, parts[0], open=True)

    def from_to(self, parts: list[Any], span: Span) -> _Reach:
        return _Reach(parts[0], parts[1])

    def half_lives(self, parts: list[Any], span: Span) -> nodes.HalfLives:
        return nodes.HalfLives.model_validate({"count": _number(parts[0]), "whichever": str(parts[1])})

    def anchor(self, parts: list[Any], span: Span) -> str:
        return _string(parts[0]) if parts else "on"

    def duration(self, parts: list[Any], span: Span) -> nodes.Duration:
        return nodes.Duration.model_validate({"value": _number(parts[0]), "unit": _time_unit(parts[1])})

    def onset(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("onset", True, span, *parts)

    def lasting(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("lasting", nodes.Lasting.model_validate({"operator": str(parts[0]), "duration": parts[1]}), span)

    def severity(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("severity", tuple(map(str, parts)), span)

    def stage(self, parts: list[Any], span: Span) -> _Qualifier:
        scale = _identifier(parts[1]) if len(parts) == 2 else None
        return _Qualifier("stage", nodes.Stage(scale=scale, values=parts[0]), span)

    def due_to(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("due_to", parts[0], span)

    def not_due_to(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("not_due_to", parts[0], span)

    def sites(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("sites", parts[0], span)

    def other_than(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("other_than", parts[0], span)

    def indication(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("indication", parts[0], span)

    def descriptors(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("descriptors", tuple(map(_string, parts)), span)

    def how(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("how", _string(parts[0]), span)

    def times(self, parts: list[Any], span: Span) -> _Qualifier:
        operator, count = parts
        if not (count.isdecimal() and len(count) <= 9):
            raise Mistake("E103", f"{count[:40]!r} is no count", _place(count), "expected a whole number from 0")
        return _Qualifier("times", nodes.Times.model_validate({"operator": str(operator), "n": int(count)}), span)

    def circumstances(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("circumstances", _string(parts[0]), span)

    def route(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("route", _string(parts[0]), span)

    def dose(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("dose", (str(parts[0]), parts[1]), span)

    def relations(self, parts: list[Any], span: Span) -> _Qualifier:
        return _Qualifier("relations", parts[0], span)

    def concepts(self, parts: list[Any], span: Span) -> tuple[_Name, ...]:
        return tuple(parts)

    def strings(self, parts: list[Any], span: Span) -> tuple[str, ...]:
        return tuple(map(_string, parts))


def _labelled(parts: list[Any]) -> tuple[tuple[Any, ...], str | None]:
    *statements, last = parts
    return (tuple(statements), last.text) if isinstance(last, _Label) else (tuple(parts), None)


def _place(token: Token) -> Span:
    start = token.start_pos or 0
    return Span(start, start + len(token))


def _number(token: Token) -> float:
    value = float(token)
    if not isfinite(value):
        raise Mistake("E103", f"{token[:40]!r} is too large a number", _place(token), "expected a number below 1e308")
    return value


def _age_number(token: Token) -> float | None:
    return None if token == "any" else _number(token)


def _time_unit(token: Token) -> str:
    return token.removesuffix("s")


def _string(token: Token) -> str:
    """The text between the quotes of a STRING, escapes resolved."""
    return _unescaped(token[1:-1], _place(token))


def _identifier(token: Token) -> str | None:
    """The id in braces: `{?}` is none, `{"?"}` the id that is a question mark."""
    inside = token[1:-1]
    return None if inside == "?" else _unescaped(inside[1:-1], _place(token)) if inside.startswith('"') else inside


def _unescaped(text: str, place: Span) -> str:
    def character(match: re.Match[str]) -> str:
        code, plain = match.groups()
        if code and int(code, 16) <= sys.maxunicode:
            return chr(int(code, 16))
        if plain in _ESCAPED:
            return _ESCAPED[plain]
        hint = r"write \" for a quote, \\ for a backslash, \n for a line end"
        raise Mistake("E103", f"{match.group()} stands for no character", place, hint)

    return _ESCAPE.sub(character, text)
