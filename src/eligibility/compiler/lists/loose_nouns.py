"""Nouns that adjectives of no known name share: "vulvar or vaginal dysplasia", "parenchymal or leptomeningeal brain metastases".

Where the noun is a name by itself, the adjective describes it; else the two together are a name that no table has.
"""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.taken_over import take_over
from eligibility.compiler.recorded.modifiers import coined_name
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.adjectives import is_adjective
from eligibility.reference.mentions import Reading
from eligibility.reference.strangers import ANY_CONDITION
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.whole_names import name_of
from eligibility.text.tokens import Token

_JOINED_BY = ("OR", "AND", "SLASH", "COMMA")
_BESIDE = ("FILLER", "SUBJECT", "HIST", "CURR", "NEG", "DESC", "ACTIVE", "SEV", "HOWADJ")
_ADJECTIVES = ("SITE", "WORD")


def share_loose_nouns(items: list[Item], ctx: Context) -> None:
    """Gives each unit that ends in such an adjective the noun of the next one."""
    for previous, item in reversed(list(pairwise(items))):
        frame, donor = previous.frame, item.frame
        noun = _noun(donor, ctx) if previous.separator_type in _JOINED_BY and _ends_in_adjective(frame) else None
        if noun is None:
            continue
        known = vocabulary().lookup(noun, "condition")
        whole = f"{ctx.words(frame.elements[-1].span)} {noun}"
        named = vocabulary().lookup(whole, "condition")
        frame.lender, frame.borrowed = donor, True
        if named is not None:
            _describe(frame, whole, named.id, with_word=False)
        elif known is None or known.id == ANY_CONDITION:
            frame.shared_noun, frame.blocked = noun, False
        else:
            _describe(frame, noun, known.id, with_word=True)
        take_over(frame, donor)


def _ends_in_adjective(frame: Frame) -> bool:
    """Whether a unit is an adjective that no name has, with words before it that are said of any."""
    if frame.heads or frame.node is not None or frame.values or frame.groups or frame.allergy or frame.family or not frame.elements:
        return False
    word = frame.elements[-1]
    # Of a place alone any disease is meant, where that is not doubted.
    described = (word.type == "SITE" and frame.blocked) or (word.type == "WORD" and len(word.tokens) == 1)
    return described and is_adjective(word.tokens[-1].word) and all(e.type in _BESIDE for e in frame.elements[:-1])


def _noun(donor: Frame, ctx: Context) -> str | None:
    """The noun of the next unit without the adjective that stands for the one before."""
    if donor.shared_noun:
        return donor.shared_noun
    if donor.node is not None or donor.values or donor.allergy or donor.family or donor.negated:
        return None
    head = donor.head
    if head is None:
        said = [e for e in donor.elements if e.type != "FILLER"]
        noun = said[-1] if len(said) == 2 and _are_adjectives(said[:1]) else None
        return noun.tokens[-1].word if noun is not None and _is_disease(donor, noun, ctx) else None
    if head.type != "COND":
        return None
    before = [e for e in donor.elements if e.span.end <= head.span.start]
    words = ctx.words(head.span).split()
    if before and _are_adjectives(before):
        return " ".join(words)
    first = is_adjective(words[0]) or name_of(words[0], "SITE") is not None
    return " ".join(words[1:]) if not before and len(words) > 1 and first else None


def _is_disease(donor: Frame, noun: Element, ctx: Context) -> bool:
    """Whether the unit that ends in the noun is read as a condition: "vaginal dysplasia", and no "palliative intent"."""
    coined = coined_name(donor.copy(), ctx) if noun.type == "WORD" and not is_adjective(noun.word) else None
    return noun.type == "DISEASENOUN" or (coined is not None and coined[0] == "condition")


def _are_adjectives(elements: list[Element]) -> bool:
    return all(e.type in _ADJECTIVES and (e.type == "SITE" or is_adjective(e.tokens[-1].word)) for e in elements)


def _describe(frame: Frame, noun: str, concept_id: str, with_word: bool) -> None:
    """Makes the noun the head of the unit, which its word describes where the noun has it not."""
    word = frame.elements[-1]
    frame.heads = [Element("COND", concept_id, word.span, (Token(noun, word.span, (Reading("COND", concept_id),)),))]
    frame.left = [e for e in frame.left if e is not word]
    if word.type == "WORD" and with_word:
        frame.descriptors = [*frame.descriptors, Element("DESC", "", word.span, word.tokens)]
    frame.blocked = False
