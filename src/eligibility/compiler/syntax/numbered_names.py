"""Numbers and letters that go on with a name that ends in one: "diabetes type 1, 2 or 3" and "hepatitis A, B, or C" name three diseases.

A list of numbers would else be a value of its own. A number that makes no known name is kept as a word, which is not understood.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span
from eligibility.text.tokens import Token

# "Hepatitis A or B vaccine" names no disease.
_GERM_WORDS = "vaccine vaccines vaccination vaccinations immunization antigen antigens antibody antibodies surface core"
_OF_THE_GERM = frozenset(_GERM_WORDS.split())
JOINED_BY = ("OR", "AND", "SLASH", "COMMA")
# What a number may be of: "type 1 diabetes, 2 weeks", "2 strokes".
_COUNTED = (
    *("TU", "UNIT", "PERCENT", "TIMES", "DASH", "HYPHEN", "NUM", "CMP", "MULTIPLE", "TO"),
    *("WORD", "DESC", "COND", "PROC", "DRUG", "ASPECT"),
)


def with_numbered_names(tokens: list[Token]) -> list[Token]:
    """The tokens, each such number or letter made the name that it stands for."""
    if not any(t.type == "COND" and _ends_in_one(t.text) for t in tokens):
        return tokens
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        if tokens[index].type != "COND" or index + 2 >= len(tokens) or tokens[index + 1].type not in JOINED_BY:
            result.append(tokens[index])
            index += 1
            continue
        stem = tokens[index].text.rpartition(" ")[0]
        numbers = _numbers_behind(tokens, index)
        ends = {place: place + 1 for place in numbers} or _types_behind(tokens, index, stem) or _letters_behind(tokens, index, stem)
        result.append(tokens[index])
        index += 1
        while ends and index <= max(ends):
            end = ends.get(index, index + 1)
            result.append(_named(tokens[index:end], stem) if index in ends else tokens[index])
            index = end
    return result


def _ends_in_one(name: str) -> bool:
    """Whether a name ends in a number or a letter by itself, as one that is gone on with does."""
    return name[-1:].isdecimal() or name[-2:-1] == " "


def _numbers_behind(tokens: list[Token], index: int) -> list[int]:
    """Where the numbers stand that are joined to a name with a number at its end, and to each other."""
    name = tokens[index]
    if name.type != "COND" or " " not in name.text or not name.text[-1].isdecimal() or not name.text.rpartition(" ")[2].isdecimal():
        return []
    places: list[int] = []
    place = index + 2
    while place < len(tokens) and tokens[place - 1].type in JOINED_BY and tokens[place].type == "NUM" and tokens[place].text.isdecimal():
        places.append(place)
        place += 2
    last = places[-1] + 1 if places else len(tokens)
    if last < len(tokens) and tokens[last].may_be(*_COUNTED):
        places.pop()
    # A single number may be another thing; that is seen where the units are known (compiler/recorded/numbered_types.py).
    return places if len(places) > 1 else []


def _types_behind(tokens: list[Token], index: int, stem: str) -> dict[int, int]:
    """Start → end of "diabetes type 1 | or type 2", whose word stands in the name, too."""
    word = stem.rpartition(" ")[2].casefold()
    noun, number = [*tokens[index + 2 : index + 4], None, None][:2]
    if noun is None or number is None or noun.word != word or noun.type != "CLASSWORD" or number.type != "NUM":
        return {}
    return {index + 2: index + 4} if _name([number], stem) is not None else {}


def _letters_behind(tokens: list[Token], index: int, stem: str) -> dict[int, int]:
    """Start → end of what begins with a single letter and is joined to a name with one at its end: "hepatitis B | or C virus infection"."""
    if tokens[index].type != "COND" or not stem or not _is_letter(tokens[index].text[len(stem) + 1 :]):
        return {}
    ends: dict[int, int] = {}
    place = index + 1
    while place < len(tokens):
        while place < len(tokens) and tokens[place].type in JOINED_BY:
            place += 1
        joined = place < len(tokens) and tokens[place - 1].type in JOINED_BY and _is_letter(tokens[place].text.split()[0])
        end = next((e for e in (place + 2, place + 1) if joined and e <= len(tokens) and _name(tokens[place:e], stem)), None)
        if end is None:
            break
        ends[place] = end
        place = end
    followed = place < len(tokens) and tokens[place].word.split()[0] in _OF_THE_GERM
    return {} if followed else ends


def _is_letter(text: str) -> bool:
    return len(text) == 1 and "A" <= text <= "Z"


def _named(tokens: list[Token], stem: str) -> Token:
    reading = _name(tokens, stem) or _name(tokens[1:], stem)
    said = " ".join(t.text for t in tokens)
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    return Token(f"{stem} {said}" if reading is not None else said, span, (reading or Reading("WORD", ""),))


def _name(tokens: list[Token], stem: str) -> Reading | None:
    return name_of(" ".join([stem, *(t.text for t in tokens)]), "COND")
