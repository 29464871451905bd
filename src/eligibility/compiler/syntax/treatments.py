"""Treatments named by the disease they are for: "anti-myeloma treatment", "drugs against malaria", "medication for hypertension".

The disease is not what the words ask for, and patients may have either without the other.
"""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.syntax.elements import SEPARATORS, Element
from eligibility.reference.mentions import Reading
from eligibility.reference.vocabulary import vocabulary
from eligibility.spans import Span, hull
from eligibility.text.tokens import Token

_BEFORE_THE_DISEASE = frozenset({"against", "directed", "directed against", "the"})
_DRUGS = frozenset({"medication", "medications", "drug", "drugs", "medicine", "medicines"})
_BEFORE_DRUGS = frozenset({"FILLER", "TAKING", "CURR", "HIST", "NEG", "SUBJECT", "DEMAND", "MUSTNOT", "RECENT", "ROUTE"})
_OF_SOME = frozenset({"these", "those", "this", "such"})  # drugs named elsewhere
_BEFORE_PURPOSES = frozenset({"FILLER", "DESC", "SEV", "ACTIVE", "CURR"})
NAMED_BY_DISEASE = frozenset({"anti", "against", "directed against"}) | _DRUGS


TREATED = "treated"


def with_lengths_inside(elements: list[Element]) -> list[Element]:
    """ "Treated for 4 weeks with isoniazid" is "treated with isoniazid for 4 weeks"."""
    for before, treated, length, link, named in zip([None, *elements], elements, elements[1:], elements[2:], elements[3:], strict=False):
        if before is not None and before.may_be("COND"):
            continue  # "depression treated for 6 months with sertraline"
        if treated.word != TREATED or length.type not in ("LASTING", "WINDOW") or link.word != "with" or not named.may_be("DRUG", "PROC"):
            continue
        treated.type, link.type = "TAKING", "FILLER"
    return elements


USERS = frozenset({"user", "users", "carrier", "carriers", "wearer", "wearers"})


def with_users(elements: list[Element]) -> list[Element]:
    """ "Statin users", "hearing aid user", "carriers of a pacemaker": whoever takes or has it."""
    for index, element in enumerate(elements):
        if element.word not in USERS or element.type != "WORD":
            continue
        behind = next((e for e in elements[index + 1 :] if e.type != "FILLER"), None)
        carries = element.word.startswith("carrier") and behind is not None and behind.type == "PROC"
        if carries or (index and elements[index - 1].type in ("DRUG", "PROC")):
            element.type = "FILLER"
    return elements


_BEFORE_OBJECTS = frozenset({"FILLER", "DESC", "SEV", "ACTIVE", "SITE", "HYPHEN"})


def with_objects_of_acts(elements: list[Element]) -> list[Element]:
    """ "Resection of hepatocellular carcinoma" is "resection for hepatocellular carcinoma", "repair of a hernia" a hernia repair.

    So is "treatment of hypertension" one for it.
    """
    for index, (act, of) in enumerate(pairwise(elements)):
        if act.type not in ("PROC", "WORD", "THERAPY") or of.type != "FILLER" or of.word != "of":
            continue
        treated = next((e for e in elements[index + 2 :] if e.type not in _BEFORE_OBJECTS), None)
        if treated is None or treated.type != "COND":
            continue
        if act.type == "THERAPY":
            of.type = "FOR" if act.word in GENERAL_TREATMENTS and _is_all_that_is_said(elements, index, treated) else of.type
            continue
        known = _act(act, treated) if act.type == "WORD" else act.value
        if known is not None:
            token = Token(act.tokens[0].text, act.span, (Reading("PROC", known),))
            act.type, act.value, act.tokens, of.type = "PROC", known, (token,), "FOR"
    return elements


GENERAL_TREATMENTS = frozenset({"treatment", "treatments", "therapy", "therapies"})


def _is_all_that_is_said(elements: list[Element], index: int, treated: Element) -> bool:
    """In "for the treatment of asthma" it is one purpose, and in "treatment of asthma with steroids" the steroids are what is given."""
    opening = next((e for e in reversed(elements[:index]) if e.type != "FILLER"), None)
    behind = elements[elements.index(treated) + 1 :][:1]
    return (opening is None or opening.type in _BEFORE_DRUGS) and not any(e.type == "WITH" for e in behind)


def _act(word: Element, treated: Element) -> str | None:
    """The operation that a word names with what it is done for, or, where it is too general in other sentences, by itself."""
    known = vocabulary()
    found = known.lookup(f"{treated.word} {word.word}", "procedure") or known.lookup(word.word, "procedure")
    return found.id if found is not None else None


def read_treatments(elements: list[Element]) -> list[Element]:
    """The elements, each run that names a treatment by its disease made one name, or plain words where no such treatment is known."""
    result: list[Element] = []
    index = 0
    while index < len(elements):
        if _are_for_a_disease(elements, index):
            result.append(_element("DRUG", ANY_DRUG, elements[index].span, elements[index].tokens[0].text))
            index += 1
            continue
        found = _anti(elements, index) or _against(elements, index)
        if found is None:
            result.append(elements[index])
            index += 1
            continue
        run, therapy, disease = found
        result += _named(run, therapy, disease)
        index += len(run)
    return result


Found = tuple[list[Element], Element, Element]
"""The elements of a treatment, its general noun among them, and the disease."""


def _anti(elements: list[Element], index: int) -> Found | None:
    """ "Anti-myeloma treatment": the hyphen may be missing."""
    if elements[index].type != "WORD" or elements[index].word != "anti":
        return None
    place = index + 2 if _type(elements, index + 1) == "HYPHEN" else index + 1
    if not _is_disease(elements, place) or _type(elements, place + 1) != "THERAPY":
        return None
    return elements[index : place + 2], elements[place + 1], elements[place]


def _against(elements: list[Element], index: int) -> Found | None:
    """ "Treatment against cancer"."""
    if elements[index].type != "THERAPY":
        return None
    place = index + 1
    while place < len(elements) and elements[place].word in _BEFORE_THE_DISEASE:
        place += 1
    said = {w for e in elements[index + 1 : place] for w in e.word.split()}
    if "against" not in said or not _is_disease(elements, place):
        return None
    return elements[index : place + 1], elements[index], elements[place]


ANY_DRUG = "medication"


def _are_for_a_disease(elements: list[Element], index: int) -> bool:
    """ "Taking medication for asthma": any drug that is given for it. A "treatment" may be none, and stays as it is."""
    drugs, before = elements[index], elements[index - 1] if index else None
    if drugs.type != "THERAPY" or drugs.word not in _DRUGS or _type(elements, index + 1) != "FOR":
        return False
    opening = before is None or ((before.type in _BEFORE_DRUGS or before.type in SEPARATORS) and not _OF_SOME & set(before.word.split()))
    if before is not None and before.word.startswith(("need", "requir")):
        return False  # a need is neither met nor denied by what is taken
    place = index + 2
    while _type(elements, place) in _BEFORE_PURPOSES:
        place += 1
    return opening and _is_disease(elements, place)


def _type(elements: list[Element], index: int) -> str | None:
    return elements[index].type if index < len(elements) else None


def _is_disease(elements: list[Element], index: int) -> bool:
    return index < len(elements) and elements[index].may_be("COND", "ORG")


def _named(run: list[Element], therapy: Element, disease: Element) -> list[Element]:
    """The run as the name of a treatment; of a cancer, an anticancer treatment of that description."""
    said, noun = (" ".join(t.text for t in e.tokens) for e in (disease, therapy))
    span = hull(e.span for e in run)
    names = (f"anti {said} {noun}", f"{said} {noun}", f"{said} treatment", f"{said} therapy", f"treatment for {said}", f"{noun} for {said}")
    for name in names:
        for domain, kind in (("procedure", "PROC"), ("medication", "DRUG")):
            concept = vocabulary().lookup(name, domain)  # type: ignore[arg-type]  # the pairs' first members are domains
            if concept is not None:
                return [_element(kind, concept.id, span, name)]
    cancer = vocabulary().lookup("cancer", "condition")
    general = vocabulary().lookup("anticancer therapy", "procedure")
    concept_id = disease.reading("COND")
    if cancer is None or general is None or concept_id is None or not vocabulary().is_a(concept_id, cancer.id):
        return [Element("WORD", "", span, tuple(t for e in run for t in e.tokens))]
    rest = [e for e in run if e is not therapy]
    description = Element("DESC", "", hull(e.span for e in rest), tuple(t for e in rest for t in e.tokens))
    treatment = _element("PROC", general.id, therapy.span, therapy.tokens[0].text)
    return sorted([description, treatment], key=lambda e: e.span.start)


def _element(kind: str, concept_id: str, span: Span, name: str) -> Element:
    return Element(kind, concept_id, span, (Token(name, span, (Reading(kind, concept_id),)),))
