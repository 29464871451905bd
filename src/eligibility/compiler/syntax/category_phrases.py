"""T, N and M categories as written, ranges spelled out."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.syntax.phrases import Categories

# "N+": some nodes are involved.
_POSITIVE = {"N+": ("N1", "N2", "N3"), "M+": ("M1",)}
_RANGE = ("HYPHEN", "DASH", "TO")


def categories_of(first: str, following: Sequence[tuple[str, str]]) -> Categories:
    """The categories of a phrase: its first one, and the others each with the type of the sign before it ("" for none).

    >>> categories_of("T1", [("HYPHEN", "3"), ("COMMA", "N0")]).groups
    (('T', ('T1', 'T2', 'T3')), ('N', ('N0',)))
    """
    groups: list[tuple[str, list[str]]] = [(first[0], [first] if len(first) > 1 else [])]
    between: list[str] = []
    for sign, written in following:
        value = written if written[0] in "TNM" else groups[-1][0] + written
        if value[0] != groups[-1][0]:
            groups.append((value[0], [value] if len(value) > 1 else []))
            between.append(sign)
            continue
        last = groups[-1][1]
        last += _until(last[-1], value) if sign in _RANGE and last else [value]
    spelled = tuple((letter, tuple(v for value in values for v in _POSITIVE.get(value, (value,)))) for letter, values in groups)
    return Categories(spelled, "OR" in between, "COMMA" in between, tuple(between))


def _until(low: str, high: str) -> list[str]:
    """The categories after `low` up to `high`: whole ones between them."""
    if not (low[1:2].isdigit() and high[1:2].isdigit()):
        return [high]
    return [*(f"{low[0]}{n}" for n in range(int(low[1]) + 1, int(high[1]))), high]
