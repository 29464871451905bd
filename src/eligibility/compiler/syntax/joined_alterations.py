"""Alterations of genes, however they are said: "mutation in KRAS", "KRAS, NRAS or BRAF mutation", "deleterious germline BRCA1/2 mutation".

A gene is known by the test for its alteration that the observations have; of other genes nothing is read.
"""

from __future__ import annotations

from eligibility.reference.altered_names import is_altered_name
from eligibility.reference.mentions import Reading
from eligibility.reference.observations import observations
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span, hull
from eligibility.text.tokens import Token

# The noun, and that by which the observations call the same.
ALTERATIONS = {
    **dict.fromkeys(("mutation", "mutations", "variant", "variants", "alteration", "alterations"), "mutation"),
    **dict.fromkeys(("rearrangement", "rearrangements", "translocation", "translocations"), "rearrangement"),
    **dict.fromkeys(("fusion", "fusions"), "fusion"),
    **dict.fromkeys(("carrier", "carriers"), "mutation"),
}
CARRIERS = frozenset({"carrier", "carriers"})
# Source: ACMG/AMP 2015 (Richards, Genet Med 17:405): what is reported as found is pathogenic, or likely so; BRCA reports say "deleterious".
_REPORTED = frozenset({"pathogenic", "deleterious", "disease-causing"})
_LIKELY = frozenset({"suspected", "likely"})
_NO_FINDING = frozenset({"status", "testing", "test", "analysis", "result", "results", "unknown", "rate", "burden"})
_BETWEEN = ("COMMA", "OR", "AND", "SLASH")
_INSIDE = frozenset({"in", "of", "the", "a", "an", "in the", "either", "of the"})
_MOST_GENES = 8


def with_alterations(tokens: list[Token]) -> list[Token]:
    """The tokens, each gene of such a list read as the test for its alteration; what only says that it was found is taken in."""
    result = list(tokens)
    index = 0
    while index < len(result):
        noun = _noun_of(result[index])
        if noun is not None and result[index].type == "TEST" and _said_behind(result, index) in (*CARRIERS, "status"):
            result[index : index + 2] = [_of_both(*result[index : index + 2])]
        elif noun is not None and _said_behind(result, index) not in _NO_FINDING:
            index = _read_before(result, index, noun) or _read_behind(result, index, noun) or index
        index += 1
    return result


def _noun_of(token: Token) -> str | None:
    """What the last word of a token says is altered: "mutation" of the word itself, and of "NRAS mutations"."""
    return ALTERATIONS.get(token.word if token.type != "TEST" else token.word.split()[-1])


def _said_behind(tokens: list[Token], index: int) -> str:
    return tokens[index + 1].word if index + 1 < len(tokens) else ""


def _of_both(test: Token, noun: Token) -> Token:
    """ "BRCA mutation | carriers", "BRCA mutation | status": the former have it, the latter is not known by its name alone."""
    text = test.text if noun.word in CARRIERS else f"{test.text} {noun.text}"
    return Token(text, Span(test.span.start, noun.span.end), test.readings)


def _test_of(token: Token, noun: str) -> Reading | None:
    named = token.type == "WORD" and token.text[:1].isalpha() and not token.text.islower()
    return name_of(f"{token.text} {noun}", "TEST") if named else None


def _read_before(tokens: list[Token], index: int, noun: str) -> int | None:
    """ "KRAS, NRAS or BRAF | mutations", "BRCA1 | germline | mutation": reads the genes before the noun; the place of the last."""
    genes = {index: tokens[index].readings[0]} if tokens[index].type == "TEST" else {}
    place = index - 1
    while place >= 0 and len(genes) < _MOST_GENES:
        test = _test_of(tokens[place], noun)
        if test is not None:
            genes[place] = test
        elif not (tokens[place].type in _BETWEEN and genes) and not (tokens[place].word in ("germline", "gene") and not genes):
            break
        place -= 1
    if not genes or (len(genes) == 1 and index in genes and not (index and _says_found(tokens, index - 1, index))):
        return None
    first, last = min(genes), max(genes)
    if last < index:
        tokens[last : index + 1] = [_altered(tokens[last : index + 1], genes[last], tokens[last], noun)]
    for gene in (g for g in genes if g < last):
        tokens[gene] = _altered([tokens[gene]], genes[gene], tokens[gene], noun)
    return _joined(tokens, first, last, noun)


def _read_behind(tokens: list[Token], index: int, noun: str) -> int | None:
    """ "Mutation | in | BRCA1 or BRCA2", "carriers of a | BRCA mutation": reads the genes that stand behind; the place of the last."""
    start = index + 1
    while start < len(tokens) and tokens[start].word in _INSIDE:
        start += 1
    if start == index + 1 or start >= len(tokens):
        return None
    if tokens[index].word in CARRIERS and tokens[start].type == "TEST" and is_altered_name(tokens[start].word):
        tokens[index : start + 1] = [_altered(tokens[index : start + 1], tokens[start].readings[0], tokens[start], "")]
        return index
    genes: dict[int, Reading] = {}
    place = start
    while place < len(tokens) and len(genes) < _MOST_GENES:
        test = _test_of(tokens[place], noun)
        numbered = _of_two_numbers(tokens, place, noun)
        if numbered is not None:
            tokens[place : place + 3] = [numbered]
            genes[place] = numbered.readings[0]
        elif test is not None:
            genes[place] = test
        elif tokens[place].type not in _BETWEEN:
            break
        place += 1
    if not genes or min(genes) != start:
        return None
    last = max(genes)
    if last + 1 < len(tokens) and tokens[last + 1].word in ("gene", "genes"):
        tokens[last : last + 2] = [Token(tokens[last].text, hull([tokens[last].span, tokens[last + 1].span]), tokens[last].readings)]
    for gene, test in genes.items():
        tokens[gene] = _altered([tokens[gene]], test, tokens[gene], noun)
    tokens[index : start + 1] = [_altered(tokens[index : start + 1], genes[start], tokens[start], "")]
    return _joined(tokens, index, last - (start - index), noun)


def _of_two_numbers(tokens: list[Token], place: int, noun: str) -> Token | None:
    """ "BRCA1 / 2", "BRCA1 or 2": both genes of that name."""
    if place + 2 >= len(tokens) or tokens[place + 1].type not in ("SLASH", "OR") or tokens[place + 2].type != "NUM":
        return None
    text = f"{tokens[place].text}/{tokens[place + 2].text}"
    test = name_of(f"{text} {noun}", "TEST")
    return _altered(tokens[place : place + 3], test, Token(text, tokens[place].span, ()), noun) if test is not None else None


def _joined(tokens: list[Token], first: int, last: int, noun: str) -> int:
    """Takes into the first what only says that it was found, and "germline" where the test is called so; two genes of one test are one."""
    both = name_of(f"{tokens[first].text.removesuffix(noun).rstrip()} or {tokens[last].text}", "TEST") if last == first + 2 else None
    if both is not None and tokens[first + 1].type in ("OR", "SLASH"):
        tokens[first : last + 1] = [_altered(tokens[first : last + 1], both, tokens[last], "")]
        last = first
    start = first
    while start and _says_found(tokens, start - 1, first):
        start -= 1
    while start < first and tokens[start].type in ("OR", "SLASH"):
        start += 1  # "HIV or deleterious mutation": the sign is that of a list
    if start < first:
        tokens[start : first + 1] = [_altered(tokens[start : first + 1], tokens[first].readings[0], tokens[first], "")]
    return last - (first - start)


def _says_found(tokens: list[Token], place: int, first: int) -> bool:
    token = tokens[place]
    if token.word in _LIKELY or token.type in ("OR", "SLASH"):
        return place + 1 < first and tokens[place + 1].word in _REPORTED | _LIKELY
    observation = observations().get(tokens[first].readings[0].value)
    named = observation is not None and any(name.startswith(f"{token.word} ") for name in observation.synonyms)
    return token.word in _REPORTED or (token.word.isalpha() and named)


def _altered(tokens: list[Token], test: Reading, gene: Token, noun: str) -> Token:
    text = gene.text if not noun or is_altered_name(gene.word) else f"{gene.text} {noun}"
    return Token(text, Span(tokens[0].span.start, tokens[-1].span.end), (test,))
