"""Genes of a tumour without the noun of what is looked for in them: "KRAS wild-type", "ALK-positive", "BRAF V600E-mutated".

A gene known for its fusions is positive where it is rearranged (CAP/IASLC/AMP 2018); of others, "EGFR-positive" may tell of the protein.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.observations import observations
from eligibility.reference.whole_names import name_of
from eligibility.text.tokens import Token, merged

WILD = "wild"
MUTATED = frozenset({"mutated", "mutant"})
_WILD_TYPE = (("wild", "type"), ("wildtype",))
_FUSED = ("rearrangement", "fusion")
_BETWEEN = ("COMMA", "AND", "OR", "SLASH")


def with_genes(tokens: list[Token]) -> list[Token]:
    """The tokens, such genes read as the tests of them, and such words as their results."""
    result = list(tokens)
    index = 0
    while index < len(result):
        wild = _wild_type(result, index)
        if wild > index:
            said = merged(result[index:wild], _NEGATIVE)
            genes = _genes_before(result, index) or _genes_behind(result, wild)
            if genes:
                for place, test in genes.items():
                    result[place] = _as_test(result[place], test)
                for place in (p for p in range(min(genes), max(genes)) if result[p].type == "SLASH"):
                    result[place] = Token(result[place].text, result[place].span, (Reading("AND", ""),))  # "KRAS/NRAS wild-type"
                result[index:wild] = [said]
        elif result[index].word in MUTATED and _is_of_mutation(_before(result, index)):
            result[index] = Token(result[index].text, result[index].span, (_POSITIVE,))
        elif result[index].may_be("POSITIVE") and (fused := _fusion_of(_before(result, index))) is not None:
            place = index - (2 if result[index - 1].type == "HYPHEN" else 1)
            result[place] = _as_test(result[place], fused)
        index += 1
    return result


_NEGATIVE, _POSITIVE = Reading("POSITIVE", "negative"), Reading("POSITIVE", "positive")


def _wild_type(tokens: list[Token], start: int) -> int:
    """The place behind "wild-type"; `start` where it does not stand."""
    said = [(i, t.word) for i, t in enumerate(tokens[start : start + 3], start) if t.type != "HYPHEN"]
    for words in _WILD_TYPE:
        if said[:1] and said[0][0] == start and tuple(w for _, w in said[: len(words)]) == words:
            return said[len(words) - 1][0] + 1
    return start


def _before(tokens: list[Token], index: int) -> Token | None:
    before = [t for t in tokens[max(0, index - 2) : index] if t.type != "HYPHEN"]
    return before[-1] if before else None


def _genes_before(tokens: list[Token], end: int) -> dict[int, Reading]:
    """ "KRAS/NRAS | wild-type": the places of the genes of a list that ends here, and what is tested of each."""
    found: dict[int, Reading] = {}
    place = end - 1
    while place >= 0:
        test = _mutation_of(tokens[place])
        if test is not None:
            found[place] = test
        elif tokens[place].type not in (*_BETWEEN, "HYPHEN") and not (tokens[place].type == "EDITION" and place == end - 1):
            break  # "BRAF V600 wild-type" has an edition of the gene, as it were
        place -= 1
    return found


def _genes_behind(tokens: list[Token], start: int) -> dict[int, Reading]:
    """ "Wild-type | KRAS, NRAS and BRAF": of a list that an "or" ends, an exclusion may mean one of them."""
    found: dict[int, Reading] = {}
    place = start
    while place < len(tokens) and (test := _mutation_of(tokens[place])) is not None:
        found[place] = test
        place += 1
        while place < len(tokens) and tokens[place].type in ("COMMA", "AND", "SLASH"):
            place += 1
    return found


def _mutation_of(token: Token) -> Reading | None:
    named = token.type == "WORD" and token.text[:1].isalpha() and not token.text.islower()
    return name_of(f"{token.text} mutation", "TEST") if named else None


def _fusion_of(token: Token | None) -> Reading | None:
    if token is None or token.type != "WORD" or token.text.islower():
        return None
    return next((r for noun in _FUSED if (r := name_of(f"{token.text} {noun}", "TEST")) is not None), None)


def _is_of_mutation(token: Token | None) -> bool:
    test = token.reading("TEST") if token is not None else None
    definition = observations().get(test) if test is not None else None
    return definition is not None and definition.name.endswith("mutation")


def _as_test(token: Token, test: Reading) -> Token:
    return Token(token.text, token.span, (test,), token.number)
