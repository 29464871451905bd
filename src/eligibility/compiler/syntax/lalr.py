"""Drives the tables that Lark makes of a grammar, token by token, with what `parse_tree` asks at each word: what may stand here?

Lark's interactive parser does the same work, but a copy of it copies its lexer, and a token that does not fit is an exception with the
expected ones collected: on criteria that cost three times the parsing. A property test holds this to Lark's own answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from lark import Lark, Tree

END = "$END"
# Shift to a state; or reduce: so many symbols, to that one, their parts gathered so (None: as they are) and built so (None: an inlined rule
# has no value of its own).
_Kept = tuple[tuple[int, bool], ...]
_Reduction = tuple[int, str, Callable[[list[Any]], list[Any]] | None, Callable[..., Any] | None]
_Row = dict[str, int | _Reduction]
_Goto = dict[str, int]


class _Inlined(list[Any]):
    """What an inlined rule has so far: its parts become those of the rule that it stands in."""


@dataclass(frozen=True, slots=True)
class Table:
    """What to do in each state with each kind of token, and where to go on behind a symbol of the grammar."""

    rows: dict[int, _Row]
    gotos: dict[int, _Goto]
    start: int
    end: int

    @classmethod
    def of(cls, grammar: Lark, builders: object = None) -> Table:
        """The table of a grammar (LALR, one start symbol), whose builders run as it is parsed.

        `builders` has a method for each production, named like it, that takes its parts; what has none becomes a tree of Lark. Lark would
        call them itself, but through four functions of its own each time.
        """
        parser: Any = grammar.parse_interactive("")
        conf = parser.parser_state.parse_conf
        # In Lark's table a shift has the next state as its argument, a reduction has the rule. Its names are strings of a class of its own,
        # which compare slowly.
        rows: dict[int, _Row] = {}
        for state, row in conf.states.items():
            rows[state] = {}
            for kind, (_, rule) in row.items():
                rows[state][str(kind)] = rule if isinstance(rule, int) else _reduction(rule, builders)
        gotos = {state: {kind: action for kind, action in row.items() if isinstance(action, int)} for state, row in rows.items()}
        return cls(rows, gotos, conf.start_state, conf.end_state)

    def parse(self) -> Parse:
        """A parse with nothing read yet."""
        return Parse(self.rows, self.gotos, self.end, [self.start], [])


@dataclass(slots=True)
class Parse:
    """A parse under way."""

    rows: dict[int, _Row]
    gotos: dict[int, _Goto]
    end: int
    states: list[int]
    values: list[Any]

    def choices(self) -> _Row:
        """The kinds of token that the table has an entry for in this state (and symbols of the grammar, in lower case)."""
        return self.rows[self.states[-1]]

    def copy(self) -> Parse:
        """A parse that goes its own way from here."""
        # What an inlined rule has so far is added to in place: of that each has its own.
        values = [_Inlined(v) if isinstance(v, _Inlined) else v for v in self.values]
        return Parse(self.rows, self.gotos, self.end, self.states.copy(), values)

    def feed(self, kind: str, token: object) -> bool:
        """Reads a token; whether it fits. Where it does not, the parse is over."""
        rows, states = self.rows, self.states
        action = rows[states[-1]].get(kind)
        while isinstance(action, tuple):
            self._reduce(action)
            action = rows[states[-1]].get(kind)
        if action is None:
            return False
        states.append(action)
        self.values.append(token)
        return True

    def finish(self) -> Any:
        """The value of all that was read; None where it may not end here."""
        while self.states[-1] != self.end:
            action = self.rows[self.states[-1]].get(END)
            if action is None or isinstance(action, int):
                return None
            self._reduce(action)
        return self.values[-1]

    def _reduce(self, reduction: _Reduction) -> None:
        size, symbol, gather, build = reduction
        states, values = self.states, self.values
        if size == 1:  # as most are
            parts = [values.pop()]
            states.pop()
        elif size:
            parts = values[-size:]
            del values[-size:], states[-size:]
        else:
            parts = []
        states.append(self.gotos[states[-1]][symbol])
        if gather is not None:
            parts = gather(parts)
        values.append(parts if build is None else build(*parts))


def _reduction(rule: Any, builders: object) -> _Reduction:
    """What a rule of Lark's grammar makes of its parts: signs without a name are left out, and inlined rules give way to their parts."""
    assert not rule.options.expand1, "no grammar here has ?rules"
    assert not rule.options.empty_indices, "no grammar here has [optional parts]"
    name = str(rule.alias or rule.options.template_source or rule.origin.name)
    kept = tuple((place, _is_inlined(part)) for place, part in enumerate(rule.expansion) if not (part.is_term and part.filter_out))
    inlined = [inlined for _, inlined in kept]
    gather = None if len(kept) == len(rule.expansion) and not any(inlined) else partial(_gathered, kept=kept)
    if _is_inlined(rule.origin):
        goes_on = len(kept) == len(rule.expansion) and inlined[:1] == [True] and not any(inlined[1:])
        return len(rule.expansion), str(rule.origin.name), _added if goes_on else gather or _Inlined, None
    return len(rule.expansion), str(rule.origin.name), gather, getattr(builders, name, None) or partial(_tree, name)


def _is_inlined(symbol: Any) -> bool:
    return not symbol.is_term and symbol.name.startswith("_")


def _tree(name: str, *parts: Any) -> Tree[Any]:
    return Tree(name, list(parts))


def _added(parts: list[Any]) -> list[Any]:
    """What an inlined rule had so far, with the parts behind it: the most usual case of `_gathered`."""
    so_far: list[Any] = parts[0]
    so_far += parts[1:]
    return so_far


def _gathered(parts: list[Any], kept: _Kept) -> list[Any]:
    """The parts that count, those of inlined rules among them; the first of these is added to, so that a long row takes linear time."""
    gathered = _Inlined()
    for place, inlined in kept:
        part = parts[place]
        if not inlined:
            gathered.append(part)
        elif gathered:
            gathered += part
        else:
            gathered = part
    return gathered
