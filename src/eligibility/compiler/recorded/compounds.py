"""Unknown nouns around a name, which may take the statement away from it.

"Stroke prevention" and "removal of the ovary" are no stroke and no ovary: the noun that the others go with is the head, and what is known
is only a part of its name. Of some nouns that is not so: there is no asthma exacerbation, and no episode of asthma, without asthma.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.treatments import GENERAL_TREATMENTS
from eligibility.reference.language_skills import is_language
from eligibility.spans import hull

_NAMED = ("COND", "PROC", "DRUG")
# Words of the language between a noun and the name it goes with.
_BETWEEN = ("FILLER", "OF", "FOR", "DESC", "SEV", "ACTIVE", "SITE", "CURR", "HIST")
_LOOKING = frozenset({"screening", "test", "tests", "testing"})
_RATED = frozenset({"index", "score", "scores", "scale", "questionnaire", "inventory", "rating"})
_GOES_WITH = ("of", "to", "for")


def take_aspects(frame: Frame, head: Element) -> None:
    """ "Asthma exacerbation", "episodes of asthma": the noun describes the asthma."""
    if head.type not in (*_NAMED, "ORG") or frame.allergy or frame.family:
        return
    for element in [e for e in frame.left if e.may_be("ASPECT")]:
        if _right_behind(element, head) or _goes_with(element, head, frame):
            frame.left.remove(element)
            _describe(frame, element)


def _describe(frame: Frame, noun: Element) -> None:
    """The noun as a descriptor, together with the one right before it: "stable dose"."""
    before = next((d for d in frame.descriptors if 0 <= noun.span.start - d.span.end <= 1), None)
    if before is None:
        frame.descriptors.append(Element("DESC", "", noun.span, noun.tokens))
    else:
        frame.descriptors[frame.descriptors.index(before)] = Element(
            "DESC", "", hull([before.span, noun.span]), before.tokens + noun.tokens
        )


_SKILLS = frozenset({"fluently", "fluent", "proficiency", "proficient", "well", "sufficiently", "adequately", "speaker", "speakers"})


def is_part_of_another_name(frame: Frame, head: Element) -> bool:
    """Whether the known name only goes with an unknown noun, which the statement is about."""
    if head.type == "ATTR" and head.word == "healthy":
        return any(e.type in ("SITE", "WORD") and _right_behind(e, head) for e in frame.elements)  # "healthy periodontal tissue"
    if head.type == "ATTR" and is_language(head.value) and " " not in head.word and "-" not in head.word:
        # "A French social insurance"
        return any(e.type == "WORD" and e.word not in _SKILLS and _right_behind(e, head) for e in frame.elements)
    if head.type not in (*_NAMED, "ORG") or frame.allergy or frame.family:
        return False
    if _is_done_by_a_drug(head, frame):
        return True
    if (frame.lasting is not None or frame.values) and head.type == "COND" and _is_treated(head, frame):
        return True  # "more than 5 days of treatment for tuberculosis"
    if frame.lasting is not None:
        return False
    end = head.span.end
    behind = [e for e in frame.elements if 0 <= e.span.start - end <= 1]
    if behind and head.type == "COND" and any(e.type == "MEASMOD" and e.word in _RATED for e in behind):
        return True  # "depression scale": who has a score need not have the disease
    if frame.values:
        # "Duration of symptoms > 1 month" speaks of the symptoms, "three injections of hepatitis B" of injections.
        counted = head.type == "COND" and all(v.type == "BARE" and v.span.end <= head.span.start for v in frame.values)
        return counted and any(_is_noun(e) and _goes_with(e, head, frame) for e in frame.left)
    if head.type == "ORG":
        if not any_of_type(frame.elements, ("POSITIVE",)):
            return any(_is_noun(e) or (_is_had_apart(e) and frame.positive is None) for e in behind)  # "HIV treatment", "MRSA carriage"
        return any(_is_noun(e) and e.word not in _TESTS for e in _found_positive(frame))
    if head.type == "COND" and (any(map(_is_had_apart, behind)) or _is_treated(head, frame)):
        return True  # "treatment of asthma", "asthma treatment" and "asthma screening" may be had without asthma, and asthma without them
    if behind and any(e.type == "SUBJECT" and e.word.startswith("candidate") for e in behind):
        return True  # "surgery candidates" have not had it
    if head.type in ("PROC", "DRUG") and any_of_type(behind, ("DISEASENOUN",)):
        return True  # "ECG abnormalities" are no ECG
    return bool(frame.left) and any(_is_noun(e) and (_right_behind(e, head) or _goes_with(e, head, frame)) for e in frame.left)


_HOLDING = frozenset({"containing", "including", "comprising", "involving", "belonging"})


def _is_done_by_a_drug(head: Element, frame: Frame) -> bool:
    """ "Drugs causing QT prolongation", "medications influencing fMRI": the drugs are what is asked for, and not what they do."""
    if not any_of_type(frame.elements, ("THERAPY",)):
        return False
    for noun, word in pairwise(e for e in frame.elements if e.type != "FILLER"):
        if noun.type == "THERAPY" and word.type == "WORD" and word.word.endswith("ing") and word.span.end <= head.span.start:
            return word.word not in _HOLDING
    return False


def says_since(head: Element, frame: Frame) -> bool:
    """ "Worsened since the diagnosis of cancer": the disease only says since when."""
    if not frame.left or not any(e.word == "since" for e in frame.left):
        return False
    before = [e for e in frame.elements if e.span.end <= head.span.start and e.type not in ("FILLER", "DIAGNOSED", "DESC")]
    return bool(before) and before[-1].type == "WORD" and before[-1].word == "since"


_CLAUSES = frozenset({"because", "since", "while", "when", "where", "despite"})
# What a positive result of an organism may be said of: "HIV testing must be negative".
_TESTS = frozenset({"testing", "serology", "serologies", "status", "serostatus"})


def _found_positive(frame: Frame) -> list[Element]:
    """The words behind a result, of which it is said: "MRSA-positive nasal swab", "HIV-positive partner"."""
    place = next((n for n, e in enumerate(frame.elements) if e.type == "POSITIVE"), len(frame.elements))
    return list(takewhile(lambda e: e.type in ("WORD", "SITE", "DESC") and e.word not in _CLAUSES, frame.elements[place + 1 :]))


def _is_treated(head: Element, frame: Frame) -> bool:
    return any_of_type(frame.elements, ("THERAPY",)) and any(_goes_with(e, head, frame) for e in frame.elements if e.type == "THERAPY")


def names_its_treatment(frame: Frame) -> bool:
    """ "Prostate cancer therapy": the general noun stands right behind the disease, and nothing but a time behind it."""
    if len(frame.heads) != 1 or frame.heads[0].type != "COND":
        return False
    behind = [e for e in frame.elements if e.span.start >= frame.heads[0].span.end]
    noun = behind[0] if behind else None
    if noun is None or noun.type != "THERAPY" or noun.word not in GENERAL_TREATMENTS or noun.span.start > frame.heads[0].span.end + 1:
        return False
    return all(e.type in _WHEN for e in behind[1:])


_WHEN = ("WINDOW", "GAP", "ANCHOR")


def _is_had_apart(element: Element) -> bool:
    """Whether it is something that a disease has, or is looked for with."""
    return element.type in ("THERAPY", "ANCHOR") or (element.type == "MEASMOD" and element.word in _LOOKING)


def _is_noun(element: Element) -> bool:
    """Whether an unknown word may be a noun; an adverb or a participle describes instead."""
    word = element.tokens[0].text
    return element.type == "WORD" and len(word) > 2 and word.replace("-", "").isalpha() and not word.endswith(("ly", "ed"))


def _right_behind(element: Element, head: Element) -> bool:
    return 0 <= element.span.start - head.span.end <= 1


def _goes_with(element: Element, head: Element, frame: Frame) -> bool:
    """ "Noun of the … name": nothing but "of" and what describes the name stands between them."""
    between = [e for e in frame.elements if element.span.end <= e.span.start and e.span.end <= head.span.start]
    if any(e.type not in _BETWEEN for e in between):
        return False
    row = [element, *between, head]
    if any(b.span.start - a.span.end > 1 for a, b in pairwise(row)):
        return False
    return bool(between) and between[0].word in _GOES_WITH
