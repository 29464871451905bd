"""The elements of a unit → what each does to its frame: its head, a flag, a value, a qualification, or left over."""

from __future__ import annotations

from typing import cast

from eligibility.compiler.frames.denied_causes import denied_cause
from eligibility.compiler.frames.frame import HEADS, SEX_WORDS, SILENT, VALUES, Frame, Polarity
from eligibility.compiler.frames.readings import settle
from eligibility.compiler.frames.tails import cut_tail
from eligibility.compiler.frames.value_words import take_value_words, with_inner_names
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.openings import FERTILE
from eligibility.compiler.syntax.parse_tree import Element, Group, Unit, is_word
from eligibility.reference.mentions import Reading
from eligibility.rules.nodes import Severity
from eligibility.spans import Span
from eligibility.text.tokens import Token


def read_unit(unit: Unit) -> Frame:
    """The frame of one unit."""
    frame = Frame()
    parts, frame.tail = cut_tail(with_inner_names(unit.parts))
    if not any_of_type(parts, _HEADS_AND_VALUES):
        _promote([p for p in parts if isinstance(p, Element)])
    for index, part in enumerate(parts):
        if isinstance(part, Group):
            frame.groups.append(part)
            continue
        frame.elements.append(part)
        if frame.closed or part.type not in _WITHOUT_ROLE:
            _give_role(frame, part, index, parts)
    if frame.tail is not None:
        frame.elements += frame.tail.parts
    if frame.left or frame.values:
        take_value_words(frame)
    settle(frame)
    if frame.left and any_of_type(frame.left, _TIMES) and frame.head is not None and frame.head.type in ("COND", "PROC", "DRUG"):
        frame.history = True  # "infarction within half of a year": a time that is not understood may be one that is over
    if frame.named_by_denial and not frame.sexes and any(h.type == "ATTR" and h.word.endswith(_OF_WOMEN) for h in frame.heads):
        frame.sexes.append("female")  # "non-pregnant women": the denial is not one of the sex
    return frame


_TIMES = frozenset({"WITHIN", "SINCE", "AGO", "BEFORE", "AFTER", "PAST", "LATEST", "ELAPSED"})


def _promote(elements: list[Element]) -> None:
    """A word that usually only goes with a measure is a name where no other name stands: "plasma" among the blood products."""
    if len(elements) == 1 and elements[0].type == "ANCHOR" and elements[0].value == "consent":
        elements[0].type, elements[0].value = "ATTR", "informed-consent"  # "signature of the consent form", said for itself
    elif len(elements) == 1 and elements[0].type == "ANCHOR" and "procedure" in elements[0].word:
        elements[0].type = "WORD"  # "able to understand English and study procedures": no time is counted from them
    named = any_of_type(elements, ("WORD", "SITE", "VITAL", "MEASMOD", "FOR", "ROUTE"))
    for element in elements:
        if element.type == "DISEASENOUN" and not named and (reading := element.reading("COND") or element.value):
            _read_as_condition(element, reading)  # "any condition"; "vital organ conditions" is a name of its own
        if element.type == "MEASMOD" and (reading := element.reading("DRUG", "COND")) is not None:
            element.type, element.value = ("DRUG" if element.reading("DRUG") is not None else "COND"), reading


def _read_as_condition(element: Element, concept_id: str) -> None:
    element.type, element.value = "COND", concept_id
    element.tokens = (Token(element.tokens[0].text, element.span, (Reading("COND", concept_id),)),)


# What most types do to a frame: set a flag, give a field its value, or add to a list.
_FLAGS = {
    "HIST": "history", "PLAN": "planned", "OTHER": "other", "POSSIBLE": "possible", "FAMHIST": "family", "ALLERGY": "allergy",
    "ALLERGYANY": "allergic", "TAKING": "taking", "THERAPY": "therapy", "ABLE": "able", "UNABLE": "unable", "NOPLAN": "no_plan",
    "JUDGE": "judged", "BLOCK": "blocked", "PEOPLE": "blocked", "NOTHING": "nothing",
}  # fmt: skip
_FIELDS = {"LASTING": "lasting", "ROUTE": "route", "NORMAL": "normal"}
_ELEMENTS = {"INDICATION": "indication", "EQUATION": "equation", "OTHERCAUSE": "other_cause"}
_LISTS = {
    "DESC": "descriptors",
    "ACTIVE": "descriptors",
    "SITE": "sites",
    "RECENT": "descriptors",
    "CATEGORIES": "categories",
    **dict.fromkeys(VALUES, "values"),
}
_LISTED_VALUES = {"WINDOW": "windows", "SEXNOUN": "sexes", "AGENOUN": "ages"}
_POLARITIES = {"MUSTNOT": "must_not", "EXCLUDED": "excluded", "ALLOWED": "allowed"}
_HEADS_AND_VALUES = frozenset((*HEADS, *VALUES))
# Silent types that do nothing to a frame; these two are silent only to the accounts.
_OF_WOMEN = (" women", " females", " woman", " female")
_WITHOUT_ROLE = SILENT - {"DEMAND", "RESTING"}
# Behind a negation that qualifies the head, only these still speak of the whole statement.
_EVEN_WHEN_CLOSED = frozenset({"WINDOW", "EXCLUDED", "ALLOWED"})


# Behind the name of a place they are those of it, and not any.
_PARTS = frozenset({"joint", "joints", "bone", "bones", "skin", "muscle", "muscles", "tendon", "tendons", "nerve", "nerves"})


def _is_right_behind(element: Element, other: Element) -> bool:
    return 0 <= element.span.start - other.span.end <= 1


def _give_role(frame: Frame, element: Element, index: int, parts: list[Element | Group]) -> None:
    """Every element does something to the frame, is silent, or is left over."""
    kind = element.type
    if kind in HEADS and not frame.closed:  # asked first, as every third word is one
        _give_head_role(frame, element)
        return
    if kind == "WORD" and element.word in SEX_WORDS and (said := sexes_behind(parts, index)) is not None:
        frame.nothing = frame.nothing or said
        return
    if kind == "WORD" and element.word in SEX_WORDS and frame.sexes:
        return  # "female sex"
    if kind in ("DESC", "ACTIVE", "SEV") and frame.purpose is not None and not frame.purposes and frame.heads[0].type == "PROC":
        element.type = "FILLER"  # "surgery for severe aortic stenosis": the purpose holds all its words
    elif kind == "CURR" and frame.purpose is not None and not frame.purposes and frame.heads[0].type == "DRUG":
        frame.left.append(element)  # "received antibiotics for the current infection": for no earlier one
    elif frame.closed and kind not in _EVEN_WHEN_CLOSED:
        frame.left.append(element)
    elif kind == "WORD" and (cause := denied_cause(element, parts, index)) is not None:
        frame.not_refs = [*frame.not_refs, cause]
    elif kind == "WORD" and _is_past_verb(frame, element, parts[index + 1 : index + 2]):
        frame.history = True
        frame.taking = frame.taking or element.word in ("used", "taken")
    elif kind == "WORD" and element.word == "free" and _says_free(frame, parts[index + 1 :]):
        frame.negated, frame.freed = not frame.negated, True  # "seizure free for 6 months"
    elif kind in ("DESC", "WORD") and element.word == "completed" and _is_treatment(parts):
        frame.completed = element
    elif kind == "BLOCK" and element.word == "cured" and _is_a_disease(parts[index + 1 :]):
        frame.descriptors.append(element)  # "cured basal cell carcinoma": there was one, and how it ended a record may not tell
        frame.history = True
    elif kind in _FLAGS:
        setattr(frame, _FLAGS[kind], True)
        frame.own_too = frame.own_too or element.value == "personal"
        frame.first_degree = frame.first_degree or "first degree" in element.word.replace("-", " ")
    elif kind in _FIELDS:
        setattr(frame, _FIELDS[kind], element.value)
    elif kind in _ELEMENTS:
        setattr(frame, _ELEMENTS[kind], element)
    elif kind == "SITE" and frame.sites and element.word in _PARTS and _is_right_behind(element, frame.sites[-1]):
        frame.descriptors.append(element)  # "the ankle joint", "the hip bone": a part of the place, and not any such part
    elif kind == "SITE" and (of_study := _study_place(element, parts[max(0, index - 1) : index])) is not None:
        frame.sites.append(element)
        frame.descriptors.append(of_study)
    elif kind in _LISTS:
        getattr(frame, _LISTS[kind]).append(element)
    elif kind == "AGENOUN" and _is_a_class(parts[index + 1 : index + 2]):
        frame.left.append(element)  # "Child A cirrhosis" is a class of Child and Pugh
    elif kind == "AGENOUN" and _is_anothers(index, parts):
        if not any(h.value == "parental-consent" for h in frame.heads):
            frame.left.append(element)  # "consent for their child"
    elif kind in _LISTED_VALUES:
        getattr(frame, _LISTED_VALUES[kind]).append(element.value)
    elif kind == "ALLOWED" and "acceptable" in element.word and _is_relative(index, parts):
        frame.left.append(element)  # "a method that is acceptable to the physician" permits nothing
    elif kind == "ALLOWED" and _is_of_patients(index, parts):
        element.type = "FILLER"
    elif kind == "ALLOWED" and _is_quality(index, parts):
        element.type = "QUALITY"
    elif kind in ("ALLOWED", "EXCLUDED") and _is_fit_for(element, parts[index + 1 :]):
        frame.judged = True
        frame.blocked = frame.barred = not frame.values
    elif kind in _POLARITIES:
        frame.polarity = cast(Polarity, _POLARITIES[kind])
    else:
        _give_own_role(frame, element, index, parts)


def _is_a_disease(following: list[Element | Group]) -> bool:
    """Whether a disease comes next, which the words between describe."""
    first = next((p for p in following if not isinstance(p, Element) or p.type not in ("DESC", "SITE", "HYPHEN")), None)
    return isinstance(first, Element) and first.type == "COND"


def _study_place(element: Element, before: list[Element | Group]) -> Element | None:
    """ "The study eye" is not any eye: the words as a describing one; None where the place is not the trial's."""
    if element.word.startswith("study "):
        return Element("DESC", "", element.span, element.tokens)
    last = before[0] if before else None
    if isinstance(last, Element) and last.word.split()[-1] == "study" and 0 <= element.span.start - last.span.end <= 1:
        return Element("DESC", "", Span(last.span.end - len("study"), element.span.end), (*last.tokens, *element.tokens))
    return None


def _says_free(frame: Frame, following: list[Element | Group]) -> bool:
    """ "Seizure free for 6 months" denies it; of a "seizure-free interval" something else is said."""
    named = bool(frame.heads) and frame.heads[-1].type == "COND"
    return named and not any(isinstance(p, Element) and p.type in ("WORD", "PERIOD", "LIMIT") for p in following[:2])


_PAST_VERBS = frozenset({"used", "experienced", "suffered", "taken", "sustained"})
_AUXILIARIES = ("has", "have", "had", "having", "who")
_BEFORE_VERBS = ("FILLER", "SUBJECT", "HIST", "NEG", "OTHER", "DEMAND", "MUSTNOT", "CURR")


def _is_past_verb(frame: Frame, element: Element, following: list[Element | Group]) -> bool:
    """ "Has used steroids", "experienced a stroke": before what was had; "experienced in yoga", "steroids used for asthma" are not so."""
    if element.word not in _PAST_VERBS or frame.heads:
        return False
    before = [e for e in frame.elements if e is not element]
    behind = following[0] if following else None
    if element.word == "sustained" and not (is_word(behind, "FILLER") or (before and before[-1].word in _AUXILIARIES)):
        return False  # "sustained ventricular tachycardia"
    return all(e.type in _BEFORE_VERBS for e in before) and isinstance(behind, Element) and not behind.may_be("FOR", "HOW", "TAIL", "CAUSE")


def _is_treatment(parts: list[Element | Group]) -> bool:
    """Whether the unit is about a treatment, which may be completed; of a questionnaire something else is said."""
    nouns = [p for p in parts if isinstance(p, Element) and p.type in (*HEADS, "THERAPY")]
    planned = any(isinstance(p, Element) and p.type == "PLAN" for p in parts)
    # "Treatment was completed before study treatment": which one is not said.
    named = bool(nouns) and nouns[0].type != "THERAPY"
    return named and not planned and all(p.type in ("PROC", "DRUG", "THERAPY") for p in nouns)


def sexes_behind(parts: list[Element | Group], index: int) -> bool | None:
    """Whether the word "sex" is followed by both of them (True, which asks nothing) or by one (False); None by neither."""
    following = parts[index + 1] if index + 1 < len(parts) else None
    if not isinstance(following, Element):
        return None
    if following.type == "FILLER" and "male" in following.word:
        return True
    return False if following.type == "SEXNOUN" else None


def _is_fit_for(element: Element, following: list[Element | Group]) -> bool:
    """ "Eligible for surgery", "eligible to receive it" is a judgement on the patient; "are eligible for this trial" permits."""
    said = "eligible" in element.word
    after = [p for p in following if isinstance(p, Element) and p.type not in ("FILLER", "DESC")][:2]
    if not said or not after or any_of_type(after, ("ANCHOR",)):
        return False
    return after[0].type == "TAKING" or (after[0].may_be("FOR") and (len(after) == 1 or after[1].may_be("PROC", "DRUG", "THERAPY")))


def _is_of_patients(index: int, parts: list[Element | Group]) -> bool:
    """ "Eligible patients must have gout": before the people of whom something is said it permits nothing."""
    word, following = parts[index], parts[index + 1 : index + 2]
    assert isinstance(word, Element)
    return word.word == "eligible" and any(isinstance(p, Element) and p.type == "SUBJECT" for p in following)


_NAMES = (*HEADS, "SITE", "FUNCTIONNOUN", "VITAL", "MEASMOD", "DISEASENOUN", "DESC", "WORD")


def _is_quality(index: int, parts: list[Element | Group]) -> bool:
    """ "Acceptable contraception", "acceptable renal function": before a name the word describes it, and permits nothing."""
    word, following = parts[index], parts[index + 1 : index + 2]
    assert isinstance(word, Element)
    if word.word != "acceptable" or any(isinstance(p, Element) and p.type in HEADS for p in parts[:index]):
        return False
    return any(isinstance(p, Element) and p.may_be(*_NAMES) for p in following)


def _is_a_class(following: list[Element | Group]) -> bool:
    return any(isinstance(p, Element) and p.may_be("CLASSVALUE") and p.tokens[0].text.isupper() for p in following)


def _is_anothers(index: int, parts: list[Element | Group]) -> bool:
    """Whether it is somebody's child, and not what the patients are."""
    before = parts[index - 1] if index else None
    return isinstance(before, Element) and before.word.split()[-1] in ("their", "his", "her", "patient's", "patients'")


def _is_relative(index: int, parts: list[Element | Group]) -> bool:
    """Whether the words right before say that it qualifies a noun: "that is …", "which are …"."""
    before = [p for p in parts[max(0, index - 2) : index] if isinstance(p, Element) and p.type in ("FILLER", "SUBJECT")]
    return any(w in ("that", "which") for p in before for w in p.word.split())


_NEW = ("new", "recent", "emerging")
_COUNTED_OTHERWISE = ("WORD", "DISEASENOUN", "AGE", "AGENOUN")


def _give_own_role(frame: Frame, element: Element, index: int, parts: list[Element | Group]) -> None:
    """The types whose effect depends on what the frame has already."""
    word = element.word
    match element.type:
        case "GAP" if frame.heads and element.value.since:
            frame.left.append(element)  # "metastasis found 2 years after surgery": counted from what follows, not from the head
        case "GAP" if element.value.until is not None and any_of_type(frame.elements, _COUNTED_OTHERWISE):
            frame.left.append(element)  # "recurrence 6-24 months after surgery", "aged 18-80 years after surgery"
        case "GAP":
            frame.gap = element.value
        case "NEG" if frame.heads:
            frame.closed = True  # "diabetes not treated with insulin": what follows qualifies the head, and is not denied of it
            frame.left.append(element)
        case "NEG" if word == "not" and _is_an_act(parts[index + 1 :]):
            frame.blocked = True
        case "NEG":
            frame.negated = not frame.negated
            frame.freed = frame.freed or word.startswith("free")
            frame.history = frame.history or word.startswith("never")
            frame.other = frame.other or word.endswith(" other")
        case "NEGATTR":
            frame.negated = not frame.negated
            element.type = "ATTR"
            frame.heads.append(element)
        case "DEMAND":
            frame.polarity = frame.polarity or "demand"
            frame.blocked = frame.blocked or _asks_for_an_act(index, parts)
        case "CURR" if frame.heads and _is_for_it(parts[:index]):
            pass  # "radiotherapy for the current cancer" may be over
        case "CURR":
            frame.current = True
            # "Concurrent malignancy" is another one than the trial's own (contract §2).
            frame.other = frame.other or word.startswith(("concurrent", "concomitant", "coexist", "simultaneous"))
        case "ONSET":
            frame.onset = True
            frame.newly = element if word.startswith(_NEW) else frame.newly
            if word == "decompensated":
                frame.descriptors.append(element)
        case "SEV" if frame.heads:
            frame.left.append(element)  # "the result of severe injury": it qualifies what comes after the head
        case "SEV":
            frame.severity += cast(tuple[Severity, ...], tuple(s for s in element.value.split() if s not in frame.severity))
        case "CAUSEADJ":
            _cause_before(frame, element, index, parts)
        case "HOWADJ":
            frame.how = element.tokens[0].text
        case "POSITIVE" if _is_result_of_a_part(element, index, parts):
            frame.left.append(element)  # "node negative breast cancer": the nodes are, not the cancer
        case "POSITIVE" if _is_result_of_another(frame, element):
            frame.left.append(element)
        case "POSITIVE" if frame.head is not None and frame.head.type == "COND" and _is_of_an_unknown(element, index, parts):
            frame.left.append(element)
        case "POSITIVE":
            frame.positive = element.value
            frame.positive_first = not frame.heads
        case "PER" if _is_use(parts[index + 1 :]) or (not frame.heads and _is_of_a_drug(element, parts[index + 1 :])):
            frame.descriptors.append(element)  # "daily use of aspirin": how it is taken, as "chronic use" says too
        case "WORD" if element.word in _OFTEN and _is_use(parts[index + 1 :]):
            frame.descriptors.append(element)
        case "LATEST" if not frame.heads:
            frame.latest = element
        case "RESTING":
            frame.circumstances = [*frame.circumstances, element.tokens[0].text]
        case "FOR":
            _for(frame, element, index, parts)
        case "DISEASENOUN" if (
            element.word in _IDLE_NOUNS and frame.heads and frame.heads[-1].type == "COND" and _is_right_behind(element, frame.heads[-1])
        ):
            pass  # "malabsorption illness", "seizure condition"
        case kind if kind not in SILENT:
            frame.left.append(element)


_OFTEN = frozenset({"regular", "regularly", "routine", "routinely"})
_IDLE_NOUNS = frozenset({"illness", "ailment", "condition"})


def _is_for_it(before: list[Element | Group]) -> bool:
    last = next((p for p in reversed(before) if isinstance(p, Element) and p.type != "FILLER"), None)
    return last is not None and last.type == "FOR"


def _is_use(following: list[Element | Group]) -> bool:
    """Whether a drug is taken, of which no dose is limited: the time is part of a dose ("daily use of > 10 mg prednisone")."""
    first = next((p for p in following if isinstance(p, Element) and p.type not in ("FILLER", "DESC", "ROUTE")), None)
    limited = any(isinstance(p, Element) and p.type in VALUES for p in following)
    return first is not None and first.type in ("TAKING", "THERAPY") and not limited


def _is_of_a_drug(element: Element, following: list[Element | Group]) -> bool:
    """ "Daily aspirin", which no dose follows."""
    first = following[0] if following else None
    limited = any(isinstance(p, Element) and p.type in VALUES for p in following)
    return element.word.endswith("ly") and isinstance(first, Element) and first.type == "DRUG" and not limited


def _leaves_as_it_is(element: Element) -> bool:
    """ "Must continue to take it", "must additionally have …"."""
    word = element.word
    return word.endswith("ly") or word in ("continue", "remain", "maintain", "still")


def _is_an_act(following: list[Element | Group]) -> bool:
    """ "Not knowing their HIV status": an unknown verb, and not the disease, is what is denied."""
    verb = any(isinstance(p, Element) and p.type == "WORD" and p.word.endswith("ing") for p in following[:1])
    named = next((p for p in following if isinstance(p, Element) and p.type in HEADS), None)
    return verb and (named is None or named.type != "ATTR")  # "not employing contraception"


def _asks_for_an_act(index: int, parts: list[Element | Group]) -> bool:
    """ "Must interrupt warfarin", "must tolerate metformin": an unknown verb, and not the drug itself, is what is asked for."""
    demand, following = parts[index], parts[index + 1 : index + 2]
    assert isinstance(demand, Element)
    verb = any(isinstance(p, Element) and p.type == "WORD" and not _leaves_as_it_is(p) for p in following)
    named = next((p for p in parts[index + 2 :] if isinstance(p, Element) and p.type in HEADS), None)
    bare = demand.word in ("must", "should", "need to", "needs to")
    return bare and verb and named is not None and named.type in ("DRUG", "PROC")


def _for(frame: Frame, element: Element, index: int, parts: list[Element | Group]) -> None:
    before = [p for p in parts[:index] if isinstance(p, Element) and p.type not in ("FILLER", "SUBJECT", "PLAN", "CURR", "ABLE", "UNABLE")]
    if before and not frame.heads and not frame.values and element.word in ("for", "of"):
        frame.blocked = True  # "screening for HIV" does not say that there is any
        return
    if frame.planned and not frame.heads:
        return  # "planned for surgery"
    following = parts[index + 1] if index + 1 < len(parts) else None
    given = frame.heads and frame.heads[0].may_be("PROC", "DRUG")
    if given and (
        _is_a_purpose(parts[index + 1 :]) or any(isinstance(p, Element) and p.may_be("COND", "ORG") for p in parts[index + 1 : index + 4])
    ):
        frame.purpose = element  # "chemotherapy for breast cancer"
        return
    if isinstance(following, Element) and following.type in ("SEXNOUN", "AGENOUN", "SUBJECT", "SITE", "COND", "FILLER"):
        return
    if index == 0 and isinstance(following, Element) and following.reading("ATTR") in FERTILE:
        return  # "for women of childbearing potential"
    frame.left.append(element)


_BEFORE_A_PURPOSE = ("FILLER", "THERAPY", "DESC", "SEV", "ACTIVE", "HYPHEN")


def _is_a_purpose(following: list[Element | Group]) -> bool:
    """ "For the treatment of locally advanced breast cancer": a disease, whatever adjectives stand before it."""
    first = next((p for p in following if not isinstance(p, Element) or p.type not in _BEFORE_A_PURPOSE), None)
    return isinstance(first, Element) and first.may_be("COND", "ORG")


def _is_result_of_a_part(element: Element, index: int, parts: list[Element | Group]) -> bool:
    """A result between an unknown word and the name of a disease, which it is not the result of."""
    before = next((p for p in reversed(parts[:index]) if isinstance(p, Group) or p.type != "HYPHEN"), None)
    after = next((p for p in parts[index + 1 :] if isinstance(p, Element) and p.type not in ("DESC", "ACTIVE", "SEV", "FILLER")), None)
    unknown = isinstance(before, Element) and before.type in ("WORD", "SITE", "CLASSVALUE", "TWICE")
    return unknown and after is not None and after.type == "COND" and not element.word.endswith(("for", "of"))


def _is_of_an_unknown(element: Element, index: int, parts: list[Element | Group]) -> bool:
    """ "NSCLC negative for EGFR": a result of what no table has, and no denial of the disease."""
    behind = parts[index + 1] if index + 1 < len(parts) else None
    return element.word.endswith(" for") and isinstance(behind, Element) and behind.type == "WORD"


def _is_result_of_another(frame: Frame, result: Element) -> bool:
    """A result right behind a test that the frame has beside its disease: "breast cancer, in which HER2 is negative"."""
    disease, test = frame.head, frame.heads[-1] if frame.heads else None
    if disease is None or test is None or disease.type != "COND" or test.type != "TEST":
        return False
    apart = test.span.start - disease.span.end > 1  # "tumors HER2-negative": said of them
    return apart and 0 <= result.span.start - test.span.end <= 1


def _give_head_role(frame: Frame, element: Element) -> None:
    if frame.purpose is not None and element.may_be("COND", "ORG"):
        frame.purposes = [*frame.purposes, element]
        return
    if frame.heads and (frame.heads[0].type, element.type) in {("COND", "ORG"), ("TEST", "ORG")}:
        frame.causes.append(element)
        return
    frame.heads.append(element)


# They do something else to a frame where they are not part of such a word.
_CAUSES = frozenset({"THERAPY", "AGE", "SITE", "ANCHOR"})


def _cause_before(frame: Frame, element: Element, index: int, parts: list[Element | Group]) -> None:
    """ "HBV-associated", "treatment-related", "age-related": the word before it is a cause of what follows, not the head."""
    before = next((p for p in reversed(parts[:index]) if isinstance(p, Group) or p.type != "HYPHEN"), None)
    if isinstance(before, Element) and before.type in _CAUSES:
        frame.sites = [s for s in frame.sites if s is not before]
        if before.type == "SITE" and not any(isinstance(p, Element) and p.type in HEADS for p in parts[index + 1 :]):
            return  # "immune-related adverse events" is all one name
        frame.therapy = any(isinstance(p, Element) and p.type == "THERAPY" and p is not before for p in parts)
        word = Token(before.tokens[0].text, before.span, (Reading("WORD", ""),))
        frame.causes.append(Element("WORD", "", before.span, (word,)))
    elif frame.heads:
        frame.causes.append(frame.heads.pop())
    elif frame.left:
        frame.left.append(element)
