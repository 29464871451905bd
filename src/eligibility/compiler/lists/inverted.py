"""What stands behind the comma after a name and only narrows it: "asthma, severe", "pneumonia, bacterial", "neuropathy, grade 2 or higher".

Such words are no member of the list. Between two names they may go with either ("gout, unstable, diabetes"): both readings are kept.
"""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.frames.context import Context, observation_of
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.contraries import contrary
from eligibility.compiler.lists.nouns_shared import DOMAINS
from eligibility.compiler.lists.sayable import tells_tissue
from eligibility.compiler.measured.measures import stage_of
from eligibility.compiler.recorded.numbered_types import is_type
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Classes
from eligibility.reference.adjectives import is_adjective
from eligibility.reference.mentions import Reading
from eligibility.reference.vocabulary import vocabulary
from eligibility.spans import hull
from eligibility.text.tokens import Token

_SILENT = ("FILLER", "HYPHEN")
_ADJECTIVES = frozenset({"SEV", "DESC", "ACTIVE", "RECENT"})
_NAME_PARTS = frozenset({"WORD", "DESC", "ORG", "SITE"})
# What follows an adjective that is a verb's participle: "uncontrolled by medication", "treated with insulin".
_BY = frozenset({"by", "with", "on", "despite"})


def join_inverted(items: list[Item], ctx: Context) -> list[Item]:
    """The units of a list, those that only narrow the name before their comma taken into its unit."""
    joined: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        noun = joined[-1] if joined else None
        _perhaps_graded(item.frame, noun)
        if ctx.mode == "any" and noun is not None and _is_result(item.frame, noun):
            _take_result(noun, item)
            index += 1
            continue
        end = _run_end(items, index, noun)
        if noun is None or end == index:
            joined.append(item)
            index += 1
            continue
        following = items[end] if end < len(items) else None
        last = items[end - 1]
        if _goes_with_next(items[index:end], following):
            if last.separator is not None and last.separator.type == "COMMA":
                _perhaps_of_both(items[index:end], noun, following)
                noun.separator = last.separator
            else:
                joined += items[index:end]
        else:
            joined[-1:] = _narrowed(noun, items[index:end], ctx)
        index = end
    return joined


def _run_end(items: list[Item], start: int, noun: Item | None) -> int:
    """Where the units end that only narrow the noun before the comma; `start` if there are none."""
    if noun is None or noun.separator is None or noun.separator.type != "COMMA" or noun.separator.value == "strong":
        return start
    frame = noun.frame
    if not frame.heads or frame.heads[0].type not in DOMAINS or frame.node is not None or frame.allergy or frame.family:
        return start
    end = start
    while end < len(items) and (_narrows(items[end].frame, noun.frame) or _one_adjective(items[end].frame)):
        end += 1
        if items[end - 1].strong and not (end - start > 1 and end < len(items) and _says_kind(items[end].frame, noun.frame)):
            break
    run = [i.frame for i in items[start:end]]
    kinds = [f for f in run if not _plain_adjectives(f) and kind_of(f.elements, noun.frame)]
    if any(_one_adjective(f) and f not in kinds for f in run) and not kinds:
        return start  # adjectives of which the vocabulary knows no kind of the noun: of what they are is not sure
    behind = items[end] if kinds and end < len(items) and not items[end - 1].strong else None
    if behind is not None and (items[end - 1].separator_type != "COMMA" or any(_go_with(f, behind.frame) for f in run)):
        return start  # "any disease, psychological or metabolic disorders": adjectives of what follows
    return end


def _one_adjective(frame: Frame) -> bool:
    """A unit of one adjective that no table has: the "fungal" of "pneumonia, bacterial, viral or fungal"."""
    said = [e for e in frame.elements if e.type not in _SILENT]
    plain = not (frame.groups or frame.node is not None or frame.windows or frame.polarity is not None)
    return plain and len(said) == 1 and said[0].type in ("WORD", "SITE") and is_adjective(said[0].tokens[-1].text)


def _says_kind(frame: Frame, noun: Frame) -> bool:
    """Whether ", or" goes on with the kinds of the noun: "meningitis, bacterial, viral, or fungal"."""
    return _one_adjective(frame) or (_narrows(frame, noun) and not _plain_adjectives(frame) and kind_of(frame.elements, noun) is not None)


def _go_with(adjectives: Frame, following: Frame) -> bool:
    """Whether the words make a name with the end of the next unit's, or it has no noun yet: "psychological, metabolic disorders"."""
    head = following.head
    if head is None:
        return True
    said = " ".join(t.text for e in adjectives.elements if e.type not in _SILENT for t in e.tokens)
    words = head.tokens[0].text.split()
    return any(vocabulary().lookup(f"{said} {' '.join(words[cut:])}", "condition") is not None for cut in range(len(words)))


def _narrows(frame: Frame, noun: Frame) -> bool:
    """Whether a unit has nothing but words that narrow the noun."""
    said = [e for e in frame.elements if e.type not in _SILENT]
    if not said or frame.groups or frame.node is not None or frame.windows or frame.polarity is not None:
        return False
    return (
        all(
            (e.type in _ADJECTIVES and not tells_tissue(e)) or (e.type == "ROUTE" and noun.head is not None and noun.head.type == "DRUG")
            for e in said
        )
        or _is_participle(frame, said)
        or _is_requirement(said)
        or _class_of(said, noun) is not None
        or kind_of(said, noun) is not None
    )


def _is_participle(frame: Frame, said: list[Element]) -> bool:
    """ "Not controlled by medication": a participle and by what; nothing in it is a finding of its own."""
    first, *rest = frame.elements
    by = rest[0].word.split()[0] if rest else ""
    participle = first.type == "DESC" and first.tokens[-1].word.endswith("ed")
    return participle and by in _BY and len(said) > 1 and not any_of_type(rest, ("COND", "ORG", "LIMIT", "NEG"))


def _is_requirement(said: list[Element]) -> bool:
    """ "Asthma, requiring oral steroids"."""
    opening = said[0]
    return opening.type == "TAKING" and opening.word.startswith("requiring") and len(said) > 1


def _class_of(said: list[Element], noun: Frame) -> list[Element] | None:
    """A class, stage or grade that is one of the noun, on the scale that is named or its own."""
    scales, classes = [e for e in said if e.type == "SCALE"], [e for e in said if e.type == "CLASSES"]
    head = noun.head
    assert head is not None
    if len(classes) != 1 or len(scales) + 1 != len(said) or len(scales) > 1 or head.type != "COND" or _is_classed(noun, classes[0]):
        return None
    if not scales:
        value = classes[0].value
        return said if isinstance(value, Classes) and value.word is not None and not _unknown_type(head, value) else None
    scale = observation_of(scales[0].reading("SCALE") or scales[0].value)
    graded = vocabulary().lookup(scale.condition, "condition") if scale.condition is not None else None
    known = graded is not None and vocabulary().is_a(head.value, graded.id)
    return said if known and stage_of(scale, classes[0].value) is not None else None


def _is_classed(noun: Frame, classes: Element) -> bool:
    """Whether the noun has a value already, other than a class by another word: "grade 2, stage I"."""
    word = classes.value.word if isinstance(classes.value, Classes) else None
    return any(not isinstance(v.value, Classes) or v.value.word is None or v.value.word == word for v in noun.values)


def _is_result(frame: Frame, noun: Item) -> bool:
    """ "Breast cancer, HER2 positive": the result of a test that proves no disease of its own is one of the tumour."""
    if noun.separator_type != "COMMA" or noun.strong or noun.frame.node is not None or noun.frame.tested is not None:
        return False
    head, test = noun.frame.head, frame.head
    if head is None or head.type != "COND" or test is None or test.type != "TEST" or frame.positive not in ("positive", "negative"):
        return False
    malignancy = vocabulary().lookup("malignancy", "condition")
    tumour = malignancy is not None and vocabulary().is_a(head.value, malignancy.id)
    plain = len(frame.heads) == 1 and not (frame.values or frame.groups or frame.left or frame.negated) and noun.frame.positive is None
    return tumour and plain and observation_of(test.value).proves is None


def _take_result(noun: Item, item: Item) -> None:
    noun.frame.tested, noun.frame.positive = item.frame.heads[0], item.frame.positive
    noun.frame.elements = [*noun.frame.elements, *item.frame.elements]
    noun.separator = item.separator


def _unknown_type(head: Element, value: Classes) -> bool:
    """Types tell diseases apart; "hepatitis, type A" has no type that the vocabulary knows by that word."""
    concept = vocabulary().concept(head.value)
    return is_type(value) and not all(concept and vocabulary().lookup(f"type {v} {concept.name}", "condition") for v in value.values)


def _perhaps_graded(frame: Frame, noun: Item | None) -> None:
    """ "Cardiac disease, NYHA III–IV": the class of one kind of it, by itself or of the disease before the comma."""
    if noun is None or noun.separator_type != "COMMA":
        return
    said = [e for e in frame.elements if e.type not in _SILENT]
    if {e.type for e in said} != {"SCALE", "CLASSES"}:
        return
    head = noun.frame.head
    scale = observation_of(next(e.value for e in said if e.type == "SCALE"))
    graded = vocabulary().lookup(scale.condition, "condition") if scale.condition is not None else None
    if head is None or graded is None or head.type != "COND" or noun.frame.values or noun.frame.node is not None:
        return
    if head.value != graded.id and vocabulary().is_a(graded.id, head.value):
        noun.frame.perhaps_staged = said


def kind_of(said: list[Element], noun: Frame) -> Element | None:
    """The head of the noun made narrower by the words: "bacterial pneumonia" is a name."""
    head = noun.head
    assert head is not None
    words = [w for e in said for t in e.tokens for w in t.text.split()]
    plain = all(e.type in _NAME_PARTS for e in said) and (said[-1].type == "DESC" or is_adjective(words[-1]))
    # "Alcoholic" is a name, too, where it stands for somebody.
    if not plain and not (len(words) == 1 and said[0].type == "COND" and is_adjective(words[0])):
        return None
    name = " ".join([*words, head.tokens[0].text])
    concept = vocabulary().lookup(name, DOMAINS[head.type])
    if concept is None or concept.id == head.value or not vocabulary().is_a(concept.id, head.value):
        return None
    return Element(head.type, concept.id, head.span, (Token(name, head.span, (Reading(head.type, concept.id),)),))


# ------------------------------------------------------------------ whose the words are


def _goes_with_next(run: list[Item], following: Item | None) -> bool:
    """Whether they may be the adjectives of the next noun: "gout, severe or unstable asthma"."""
    last = run[-1]
    if following is None or last.separator is None or last.strong or following.frame.node is not None:
        return False
    named = following.frame.head.type in DOMAINS if following.frame.head is not None else _waits_for_noun(following.frame)
    if any(not _plain_adjectives(i.frame) for i in run) or not named:
        return False
    first = next((e for e in following.frame.elements if e.type not in (*_SILENT, "SUBJECT")), None)
    if first is None:
        return False
    if last.separator.type == "COMMA":
        return all(i.separator is not None and i.separator.type == "COMMA" for i in run)
    return first.type in (*_ADJECTIVES, "SITE") or len(first.tokens[0].text.split()) > 1


def _waits_for_noun(frame: Frame) -> bool:
    """ "Chronic | acute renal | or hepatic disease": the noun comes later."""
    return bool(frame.sites or frame.descriptors or frame.severity) and not frame.values


def _plain_adjectives(frame: Frame) -> bool:
    return all(e.type in ("SEV", "DESC", "ACTIVE", *_SILENT) for e in frame.elements)


def _perhaps_of_both(run: list[Item], noun: Item, following: Item | None) -> None:
    """ "Gout, unstable, diabetes": said of the gout or of the diabetes."""
    assert following is not None
    for frame in (noun.frame, following.frame):
        frame.perhaps_severe += tuple(s for i in run for s in i.frame.severity if s not in frame.severity)
        frame.perhaps_described = [*frame.perhaps_described, *(d for i in run for d in i.frame.descriptors)]
    following.frame.elements = [*(e for i in run for e in i.frame.elements), *following.frame.elements]


# ------------------------------------------------------------------ taking them in


def _narrowed(noun: Item, run: list[Item], ctx: Context) -> list[Item]:
    """The noun with the words: once for each of those that "or" joins, unless one is the contrary of another."""
    words = [e for i in run for e in i.frame.elements]
    if len(run) > 1 and contrary([e.tokens[0].text for e in words]):
        noun.frame.elements += words  # "hypertension, treated or untreated" is any
        noun.separator = run[-1].separator
        return [noun]
    results: list[Item] = []
    base = noun.frame.copy()
    current = noun
    for index, item in enumerate(run):
        previous = run[index - 1].separator if index else None
        rival = previous is not None and previous.type == "COMMA" and _rivals(run[index - 1].frame, item.frame, base)
        if previous is not None and (previous.type == "OR" or rival):
            results.append(replace(current, separator=previous))
            current = Item(base.copy())
            current.frame.elements = []
        elif previous is not None and previous.type == "COMMA":
            for result in results:
                _take(result.frame, item.frame)  # "recurrent or metastatic, unresectable": the last is asked of either
        _take(current.frame, item.frame)
    results.append(replace(current, separator=run[-1].separator))
    return results


def _rivals(one: Frame, other: Frame, noun: Frame) -> bool:
    said = [[e for e in f.elements if e.type not in _SILENT] for f in (one, other)]
    if all(kind_of(s, noun) is not None or _one_adjective(f) for s, f in zip(said, (one, other), strict=True)):
        return True
    return all({e.type for e in s} == {"ROUTE"} for s in said)


def _take(noun: Frame, words: Frame) -> None:
    said = [e for e in words.elements if e.type not in _SILENT]
    kind = kind_of(said, noun)
    classes = _class_of(said, noun)
    noun.elements = [*noun.elements, *words.elements]
    noun.extra = [*noun.extra, *words.extra]
    if noun.tail is not None:
        noun.tail.parts += words.elements  # "metastases that are untreated, symptomatic"
    elif kind is not None:
        noun.heads = [kind, *noun.heads[1:]]
    elif classes is not None:
        noun.values = [*noun.values, *(e for e in classes if e.type == "CLASSES")]
        noun.heads = [*noun.heads, *(e for e in classes if e.type == "SCALE")]
    elif all(e.type in (*_ADJECTIVES, "ROUTE") for e in said):
        noun.severity += tuple(s for s in words.severity if s not in noun.severity)
        noun.descriptors = [*noun.descriptors, *words.descriptors]
        noun.route = noun.route or words.route
    elif _is_requirement(said):
        noun.left = [*noun.left, *said[1:]]  # compiler/recorded/modifiers.py makes one descriptor of it
    else:
        noun.descriptors = [*noun.descriptors, Element("DESC", "", hull(e.span for e in said), tuple(t for e in said for t in e.tokens))]
