"""Phrases whose words mean something else together than each by itself: "any of the following conditions applies", "considered fertile"."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.syntax.elements import SEPARATORS, Element, any_of_type
from eligibility.compiler.syntax.openings import FERTILE
from eligibility.compiler.syntax.phrases import Compared
from eligibility.spans import Span

FULFILLED = frozenset({"applies", "apply", "met", "fulfilled", "satisfied", "true"})
_LISTED = frozenset({"conditions", "condition", "criteria", "criterion", "requirements", "circumstances", "situations", "statements"})
_CLOSING = ("STOP", "SEMI", "COMMA", "RPAR", "LPAR")
NOW = frozenset({"at the same time", "concurrently", "simultaneously", "at present", "currently"})
OF_DRUGS = frozenset({"absorption", "distribution", "metabolism", "excretion", "elimination", "pharmacokinetics", "biotransformation"})
REGARDED = frozenset({"considered"})
UNDERGOING = frozenset({"undergoing"})
_VALUES = ("LIMIT", "CLASSES", "LISTED", "BARE")
ELIGIBLE = frozenset({"eligible", "are eligible", "is eligible", "not eligible", "be eligible", "are not eligible", "is not eligible"})
_SENTENCE_ENDS = ("STOP", "SEMI")
REACHING = frozenset({"prolongation", "lengthening", "elevation"})
_FALLS = frozenset({"reduction", "decrease", "decline", "drop", "fall", "decreased", "reduced"})
SETTINGS = frozenset({"setting", "settings", "disease setting"})


def with_list_nouns(elements: list[Element]) -> list[Element]:
    """ "At least one of the following conditions applies": what is met or applies is what is listed."""
    for index, element in enumerate(elements):
        if element.type not in ("LISTHEAD", "LISTALL", "LISTCOUNT"):
            continue
        behind = elements[index + 1 : index + 6]
        verb = next((n for n, e in enumerate(behind) if e.word in FULFILLED), 0)
        if verb and behind[0].word in _LISTED and all(e.type in ("FILLER", "DEMAND", "WORD") for e in behind[1:verb]):
            behind[0].type = "LISTNOUN"
            for each in behind[1 : verb + 1]:
                each.type = "FILLER"
    return elements


ANY = frozenset({"any", "of any", "with any"})


def with_any_class(elements: list[Element]) -> list[Element]:
    """ "Acne of any grade": no class of it is asked for, where none follows ("any grade 3 toxicity")."""
    for before, noun, following in zip(elements, elements[1:], [*elements[2:], None], strict=False):
        valued = following is not None and (following.type in (*_VALUES, "NUM") or following.may_be("CLASSVALUE", "NUM"))
        if before.type == "FILLER" and before.word in ANY and noun.type == "CLASSWORD" and not valued:
            noun.type = "FILLER"
    return elements


def with_relations(elements: list[Element]) -> list[Element]:
    """ "Bipolar or related disorders": to which they are related only the words before say, and not any disorder is meant."""
    for before, element in zip([None, *elements], elements, strict=False):
        if element.type == "CAUSEADJ" and element.word == "related" and (before is None or before.type in (*SEPARATORS, "FILLER", "OTHER")):
            element.type = "WORD"
    return elements


def with_same_times(elements: list[Element]) -> list[Element]:
    """ "Within 5 years or at the same time": a window that ends today holds what is there today."""
    for window, sign, now, following in zip(elements, elements[1:], elements[2:], [*elements[3:], None], strict=False):
        closes = following is None or following.type in _CLOSING  # "… or currently febrile" is another statement
        if closes and window.type == "WINDOW" and sign.type == "OR" and now.word in NOW and now.type == "CURR":
            sign.type, sign.value, now.type = "FILLER", "", "FILLER"
    return elements


def with_pharmacokinetics(elements: list[Element]) -> list[Element]:
    """ "Affecting drug absorption, distribution, metabolism or excretion": of the drug, and no diseases of the metabolism."""
    places = [i for i, e in enumerate(elements) if e.word in OF_DRUGS]
    for place, following in pairwise(places):
        between = elements[place + 1 : following]
        if len(between) <= 2 and all(e.type in ("COMMA", "OR", "AND", "SLASH", "FILLER") for e in between):
            for each in elements[place : following + 1]:
                each.type = "WORD" if each.word in OF_DRUGS else "FILLER"
    return elements


def with_regards(elements: list[Element]) -> list[Element]:
    """ "Considered (to be) of childbearing potential": whoever is regarded as that is meant."""
    for index, element in enumerate(elements):
        following = next((e for e in elements[index + 1 : index + 5] if e.type != "FILLER"), None)
        if element.word in REGARDED and following is not None and following.reading("ATTR") in FERTILE:
            element.type = "FILLER"
    return elements


_BEFORE_OPERATIONS = ("FILLER", "DESC", "SITE", "SEV", "WORD", "OR", "AND", "SLASH", "COMMA")  # "cardiac or vascular surgery"


def with_plans_behind(elements: list[Element]) -> list[Element]:
    """ "ASA class I-III patients scheduled for surgery", "BMI > 30 undergoing surgery": the plan is the patient's, and not the value's."""
    result: list[Element] = []
    for index, element in enumerate(elements):
        planned = element.type == "PLAN" or element.word in UNDERGOING
        following = next((e for e in elements[index + 1 : index + 6] if e.type not in _BEFORE_OPERATIONS), None)
        before = next((e for e in reversed(result) if e.type not in ("SUBJECT", "FILLER")), None)
        if planned and before is not None and before.type in _VALUES and following is not None and following.type in ("PROC", "DRUG"):
            result.append(Element("WITH", "", Span(element.span.start, element.span.start), element.tokens))
        result.append(element)
    return result


def with_values_reached(elements: list[Element]) -> list[Element]:
    """ "Prolongation of QTcF to > 480 ms", "a drop in hemoglobin to less than 8 g/dL": the value that is reached, and no change."""
    for place, (name, to, limit) in enumerate(zip(elements, elements[1:], elements[2:], strict=False)):
        if name.type != "MEAS" or to.word != "to" or limit.type != "LIMIT" or not isinstance(limit.value, Compared):
            continue
        before = elements[max(0, place - 2) : place]
        change = next((e for e in before if e.type == "INCREASE" or e.word in REACHING), None)
        falls = change is not None and change.word.split()[0] in _FALLS
        if change is not None and falls == (limit.value.operator[0] == "<"):
            for each in [*before[before.index(change) :], to]:
                each.type = "FILLER"
    return elements


def with_candidates(elements: list[Element]) -> list[Element]:
    """ "Eligible for transplantation", "not eligible for surgery": somebody judges who may have a treatment."""
    for index, element in enumerate(elements):
        if element.type not in ("ALLOWED", "EXCLUDED") or not element.word.endswith("eligible"):
            continue
        behind = elements[index + 1 : index + 8]
        treatment = next((e for e in behind[1:] if e.type in (*SEPARATORS, "PROC", "DRUG", "ANCHOR")), None)
        if behind and behind[0].word == "for" and treatment is not None and treatment.type in ("PROC", "DRUG"):
            element.type = "JUDGE"
    return elements


SUCH = "such"


def with_such(elements: list[Element]) -> list[Element]:
    """ "Such a vaccine": one of those that were named before, which is not any vaccine; no examples follow."""
    for such, article in pairwise(elements):
        if such.word == SUCH and such.type == "EG" and article.word in ("a", "an"):
            such.type = "WORD"
    return elements


TAKING_PART = frozenset({"enrolled", "registered", "entering", "entered", "included", "participating", "recruited", "enrolling"})
_STUDIES = ("study", "trial", "protocol")


def with_participants(elements: list[Element]) -> list[Element]:
    """ "All patients enrolled in this study must …": everybody whom the criteria are for."""
    for people, verb, place in zip(elements, elements[1:], range(2, len(elements)), strict=False):
        if people.type != "SUBJECT" or verb.word not in TAKING_PART or verb.type not in ("WORD", "ANCHOR"):
            continue
        if not _is_demanded(elements, place):
            continue  # "patients enrolled in this study" among the exclusions says who they are
        end = next((n for n in range(place, min(place + 4, len(elements))) if elements[n].word.endswith(_STUDIES)), None)
        named = elements[place : end + 1] if end is not None else []
        words = " ".join(e.word for e in named).split()
        if words[-2:-1] in (["this"], ["the"], ["present"]) and set(words[:-2]) <= {"in", "into", "on", "to", "onto", "for"}:
            for each in (verb, *named):
                each.type, each.value = "FILLER", ""
    return elements


TREATED_ALONE = frozenset({"treated"})


def with_untreated(elements: list[Element]) -> list[Element]:
    """ "Latent tuberculosis not treated" is untreated; "diabetes not treated with insulin" denies the insulin."""
    result: list[Element] = []
    for element, following in zip(elements, [*elements[1:], None], strict=True):
        closes = following is None or (following.type in SEPARATORS and following.type != "WITH") or following.type in _CLOSING
        if element.word in TREATED_ALONE and element.type == "DESC" and closes and result and result[-1].word == "not":
            denial = result.pop()
            tokens = (*denial.tokens, *element.tokens)
            element = Element("DESC", "", Span(denial.span.start, element.span.end), tokens)
        result.append(element)
    return result


_DEEMED = frozenset({"considered", "deemed", "judged", "thought", "found", "known", "determined", "confirmed"})


def with_aims_of_demands(elements: list[Element]) -> list[Element]:
    """ "Must have an ECOG of 0–1 (in order) to be eligible": what a demand is for permits nothing."""
    for place in range(len(elements) - 2):
        to, be, eligible = elements[place : place + 3]
        aim = to.word == "to" and be.word == "be" and eligible.type == "ALLOWED" and eligible.word.startswith("eligible")
        before = elements[place - 1].word if place else ""
        if not aim or before in _DEEMED or not (before == "order" or _is_demanded(elements, place)):
            continue
        opening = [e for e in elements[max(0, place - 2) : place] if e.word in ("in", "order") and before == "order"]
        for each in [*opening, to, be, eligible]:
            each.type, each.value = "FILLER", ""
    return elements


def _is_demanded(elements: list[Element], place: int) -> bool:
    """Whether the sentence around a place has a demand."""
    before = next((n for n in reversed(range(place)) if elements[n].type in _SENTENCE_ENDS), -1)
    behind = next((n for n in range(place, len(elements)) if elements[n].type in _SENTENCE_ENDS), len(elements))
    return any_of_type(elements[before + 1 : behind], ("DEMAND",))


INTOLERANCE = frozenset({"intolerance", "intolerances"})


def with_intolerances(elements: list[Element]) -> list[Element]:
    """ "Aspirin intolerance" is what "intolerance to aspirin" is, which lists of allergies hold."""
    for before, element in pairwise(elements):
        if element.word in INTOLERANCE and element.type == "WORD" and before.type == "DRUG":
            element.type = "ALLERGYANY"
    return elements


def with_normals_apart(elements: list[Element]) -> list[Element]:
    """ "Bilirubin normal AST < 2.5 × ULN", a line that lost its end: the limit is of the second value alone."""
    result: list[Element] = []
    for before, element, following in zip([None, *elements], elements, [*elements[1:], None], strict=False):
        result.append(element)
        torn = (
            element.type == "NORMAL" and before is not None and before.type == "MEAS" and following is not None and following.type == "MEAS"
        )
        if torn and element.word.startswith("normal"):
            result.append(Element("COMMA", "", Span(element.span.end, element.span.end), element.tokens))
    return result


def with_settings(elements: list[Element]) -> list[Element]:
    """ "In the neoadjuvant, adjuvant or metastatic setting" is one description of what was given there."""
    result: list[Element] = []
    for element in elements:
        result.append(element)
        if element.word not in SETTINGS:
            continue
        start = len(result) - 1
        while start and result[start - 1].type in ("DESC", "COMMA", "OR", "AND", "SLASH", "HYPHEN"):
            start -= 1
        opening = result[start - 1].word if start else ""
        if start == len(result) - 1 or opening not in ("in", "in the", "in a", "in an", "in either the", "for the", "either", "the"):
            continue
        while start and result[start - 1].word in ("in", "in the", "in a", "the", "either", "for the", "for"):
            start -= 1
        merged = result[start:]
        tokens = tuple(t for e in merged for t in e.tokens)
        result[start:] = [Element("DESC", "", Span(merged[0].span.start, merged[-1].span.end), tokens)]
    return result
