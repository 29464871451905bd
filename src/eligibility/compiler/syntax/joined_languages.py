"""Words of how well a language is known: "sufficient understanding of the German language", "fluent speakers of English"."""

from __future__ import annotations

from eligibility.reference.language_skills import is_language
from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

KNOWING = frozenset(
    {"understanding", "knowledge", "command", "comprehension", "mastery", "fluency", "fluent", "proficiency", "speaker", "speakers"}
)
_ADEQUATE = frozenset({"sufficient", "adequate", "good", "basic", "working", "fluent", "written", "spoken", "a", "the"})
_OF = frozenset({"of", "in", "of the", "in the", "the", "spoken", "written"})
LANGUAGE = "language"


def with_languages(tokens: list[Token]) -> list[Token]:
    """The tokens, each language with such words made one."""
    result: list[Token] = []
    for token in tokens:
        told = token.reading("ATTR")
        if told is not None and is_language(told):
            said = [*_before(result), token]
            del result[len(result) - len(said) + 1 :]
            result.append(merged(said, Reading("ATTR", told)) if len(said) > 1 else token)
        elif token.word == LANGUAGE and result and (last := result[-1].reading("ATTR")) is not None and is_language(last):
            result[-1] = merged([result[-1], token], Reading("ATTR", last))
        else:
            result.append(token)
    return result


def _before(tokens: list[Token]) -> list[Token]:
    """The last tokens, where they say that a language is known."""
    place = len(tokens)
    while place and tokens[place - 1].word in _OF:
        place -= 1
    if not place or tokens[place - 1].word not in KNOWING or tokens[place - 1].may_be("ATTR"):
        return []
    place -= 1
    while place and tokens[place - 1].word in _ADEQUATE:
        place -= 1
    lacking = place > 0 and tokens[place - 1].may_be("UNABLE")  # "difficulty in understanding of English" is some of it
    return [] if lacking else tokens[place:]
