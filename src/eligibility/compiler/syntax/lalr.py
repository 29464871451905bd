"""Drives the tables that Lark makes of a grammar, token by token, with what `parse_tree` asks at each word: what may stand here?

Lark's interactive parser does the same work, but a copy of it copies its lexer, and a token that does not fit is an exception with the
expected ones collected: on criteria that cost three times the parsing. A property test holds this to Lark's own answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lark import Lark, Tree

END = "$END"
# Shift to a state; or reduce: so many symbols, to that one, built so.
_Reduction = tuple[int, str, Callable[[list[Any]], Any]]
_Row = dict[str, int | _Reduction]


@dataclass(frozen=True, slots=True)
class Table:
    """What to do in each state with each kind of token."""

    rows: dict[int, _Row]
    start: int
    end: int

    @classmethod
    def of(cls, grammar: Lark) -> Table:
        """The table of a grammar (LALR, one start symbol, its transformer given), whose builders run as it is parsed."""
        parser: Any = grammar.parse_interactive("")
        conf = parser.parser_state.parse_conf
        # In Lark's table a shift has the next state as its argument, a reduction has the rule. Its names are strings of a class of its own,
        # which compare slowly.
        rows: dict[int, _Row] = {}
        for state, row in conf.states.items():
            rows[state] = {}
            for kind, (_, rule) in row.items():
                action = rule if isinstance(rule, int) else (len(rule.expansion), str(rule.origin.name), conf.callbacks[rule])
                rows[state][str(kind)] = action
        return cls(rows, conf.start_state, conf.end_state)

    def parse(self) -> Parse:
        """A parse with nothing read yet."""
        return Parse(self.rows, self.end, [self.start], [])


@dataclass(slots=True)
class Parse:
    """A parse under way."""

    rows: dict[int, _Row]
    end: int
    states: list[int]
    values: list[Any]

    def choices(self) -> _Row:
        """The kinds of token that the table has an entry for in this state (and symbols of the grammar, in lower case)."""
        return self.rows[self.states[-1]]

    def copy(self) -> Parse:
        """A parse that goes its own way from here."""
        # Lark's builders add to what an inlined rule has so far, in place: of that each has its own.
        values = [Tree(v.data, v.children.copy()) if isinstance(v, Tree) else v for v in self.values]
        return Parse(self.rows, self.end, self.states.copy(), values)

    def feed(self, kind: str, token: object) -> bool:
        """Reads a token; whether it fits. Where it does not, the parse is over."""
        rows, states, values = self.rows, self.states, self.values
        while True:
            action = rows[states[-1]].get(kind)
            if isinstance(action, int):
                states.append(action)
                values.append(token)
                return True
            if action is None:
                return False
            self._reduce(action)

    def finish(self) -> Any:
        """The value of all that was read; None where it may not end here."""
        while self.states[-1] != self.end:
            action = self.rows[self.states[-1]].get(END)
            if action is None or isinstance(action, int):
                return None
            self._reduce(action)
        return self.values[-1]

    def _reduce(self, reduction: _Reduction) -> None:
        size, symbol, build = reduction
        parts: list[Any] = []
        if size:
            parts = self.values[-size:]
            del self.values[-size:], self.states[-size:]
        following = self.rows[self.states[-1]][symbol]
        assert isinstance(following, int)
        self.states.append(following)
        self.values.append(build(parts))
