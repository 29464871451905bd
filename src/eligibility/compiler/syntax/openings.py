"""What comes with something and is asked for beside it: it is opened by a "with" of its own.

"Smokers with a history of lung cancer", "hepatitis B without cirrhosis", "cirrhosis complicated by ascites".
"""

from __future__ import annotations

from itertools import takewhile

from eligibility.compiler.syntax.elements import Element, any_of_type
from eligibility.spans import Span

_ENDS = ("STOP", "SEMI", "COMMA", "OR", "AND")
_NAMED = ("COND", "ATTR", "LIMIT", "CLASSES", "RPAR")
FERTILE = frozenset({"childbearing-potential", "fertile"})
_FAR = 5  # "not willing to use effective contraception"
_COMPLICATED_BY = ("complicated by", "complicated with")
COMPLICATED = frozenset({*_COMPLICATED_BY, "complicated"})


def with_histories(elements: list[Element]) -> list[Element]:
    """The elements, such a history opened by a "with" of its own: what stands before it is no history."""
    result: list[Element] = []
    for element in elements:
        history = element.type == "HIST" and element.word.startswith("with ")
        if history and result and result[-1].type in _NAMED and not _denied(result):
            result.append(Element("WITH", "", Span(element.span.start, element.span.start), element.tokens))
        result.append(element)
    return result


def _denied(before: list[Element]) -> bool:
    """ "No asthma with a history of intubation" denies the two together, or the first alone."""
    return any(e.type in ("NEG", "MUSTNOT") for e in takewhile(lambda e: e.type not in _ENDS, reversed(before)))


# What is said of the treatment alone; "requiring antibiotics" describes the infection.
_TREATED = frozenset({"on", "taking", "receiving", "using", "undergoing", "treated with", "being treated with", "on treatment with"})


def with_treatment(elements: list[Element]) -> list[Element]:
    """ "Bladder cancer scheduled for cystectomy within 30 days" is "… with: cystectomy scheduled …": a time there is the treatment's."""
    result: list[Element] = []
    for index, element in enumerate(elements):
        if _begins_treatment(elements, index):
            before = next((e for e in reversed(result) if e.type not in ("FILLER", "CURR", "SUBJECT")), None)
            if before is not None and before.type == "COND" and not _said_of_the_past(result):
                result.append(Element("WITH", "", Span(element.span.start, element.span.start), element.tokens))
        result.append(element)
    return result


def _begins_treatment(elements: list[Element], index: int) -> bool:
    word = elements[index].word
    treated = elements[index].type == "HIST" and word.endswith("treated with")  # "prostate cancer previously treated with docetaxel"
    if elements[index].type not in ("PLAN", "TAKING") and not treated:
        return False
    wanted = ("PROC",) if elements[index].type == "PLAN" else ("DRUG",) if word in ("on", "using") else ("DRUG", "PROC")
    if elements[index].type == "TAKING" and word not in _TREATED:
        return False
    named = next((e for e in elements[index + 1 : index + 4] if e.may_be("DRUG", "PROC", "COND", "TEST", "MEAS")), None)
    return named is not None and named.type in wanted and named.value != "medication"  # "on treatment" says which by the disease


def _said_of_the_past(before: list[Element]) -> bool:
    """Whether the clause says "history of", which is true of the treatment as well."""
    clause = takewhile(lambda e: e.type not in ("STOP", "SEMI", "COMMA", "LPAR", "COLON"), reversed(before))
    return any_of_type(clause, ("HIST", "NEG"))


_LINES = frozenset({"prior-lines", "prior-chemotherapy-lines", "prior-lines-advanced", "prior-chemotherapy-lines-advanced"})


def with_lines_before(elements: list[Element]) -> list[Element]:
    """ "Lymphoma after two or more prior lines of therapy" is "lymphoma with …"."""
    for after, limit, counted in zip(elements, elements[1:], elements[2:], strict=False):
        if after.type == "AFTER" and limit.type == "LIMIT" and counted.reading("MEAS") in _LINES:
            after.type = "WITH"
    return elements


def with_denials(elements: list[Element]) -> list[Element]:
    """ "Hepatitis B without cirrhosis" is "hepatitis B with: no cirrhosis": the negation does not reach back over the name before it."""
    result: list[Element] = []
    for element in elements:
        without = element.type == "NEG" and element.word.startswith(("without", "with no", "in the absence", "in absence"))
        if without and len(result) > 1 and _goes_on_excepting(result):
            result.pop()  # "except malignancy treated with curative intent and with no known active disease": one exception
        if without and result and (result[-1].may_be("COND", "PROC", "DRUG", "ATTR", "LIMIT", "RPAR") or _tells_how(result)):
            result.append(Element("WITH", "", Span(element.span.start, element.span.start), element.tokens))
        result.append(element)
    return result


def _goes_on_excepting(before: list[Element]) -> bool:
    """Whether an "and" stands behind the only exception of the clause."""
    excepted = list(takewhile(lambda e: e.type not in ("EXCEPT", "STOP", "SEMI"), reversed(before)))
    closed = len(excepted) < len(before) and before[-1 - len(excepted)].type == "EXCEPT"
    return closed and before[-1].type == "AND" and not any_of_type(excepted[1:], ("AND", "OR", "COMMA"))


def _tells_how(before: list[Element]) -> bool:
    """ "Fatty liver confirmed on ultrasound or CT without cirrhosis": what is denied is no part of how the liver was found."""
    behind = list(takewhile(lambda e: e.type not in ("HOW", "STOP", "SEMI", "COMMA"), reversed(before)))
    way = before[-1 - len(behind)] if len(behind) < len(before) else None
    return way is not None and way.type == "HOW" and not any(e.may_be("COND", "DRUG", "ATTR", "MEAS", "NEG", "MUSTNOT") for e in behind)


def with_refusals(elements: list[Element]) -> list[Element]:
    """ "Women of childbearing potential who do not use contraception": the denial is of what they do, and not of who they are."""
    result: list[Element] = []
    for index, element in enumerate(elements):
        if element.type in ("NEG", "UNABLE") and _names_contraception(elements[index + 1 : index + _FAR]):
            who = next((i for i in range(len(result) - 1, -1, -1) if result[i].type not in ("FILLER", "SUBJECT")), None)
            if who is not None and result[who].reading("ATTR") in FERTILE:
                start = result[who].span.end
                result.insert(who + 1, Element("WITH", "", Span(start, start), element.tokens))
        result.append(element)
    return result


def _names_contraception(elements: list[Element]) -> bool:
    return any(e.reading("ATTR") == "contraception" for e in elements)


def with_complications(elements: list[Element]) -> list[Element]:
    """ "Cirrhosis complicated by ascites or bleeding" is "cirrhosis with: ascites or bleeding": what has arisen arose beside it."""
    result: list[Element] = []
    for element, following in zip(elements, [*elements[1:], None], strict=True):
        said = element.word if element.type == "ONSET" else ""
        if said in _COMPLICATED_BY and result and result[-1].may_be("COND", "RPAR"):
            result.append(Element("WITH", "", Span(element.span.start, element.span.start), element.tokens))
        elif said == "complicated" and following is not None and following.may_be("COND"):
            element.type = "DESC"  # "complicated urinary tract infection"
        result.append(element)
    return result


WHO = frozenset({"who", "who have", "who has", "who had", "who are", "who is", "who were", "who was"})
_PATIENTS_WITH = frozenset({"patients with", "subjects with", "participants with", "individuals with"})
CLAUSES = WHO | _PATIENTS_WITH
_STATES = ("COND", "ORG", "ATTR", "DRUG", "PROC", "MEAS", "SCALE", "TEST")
_SAID_OF = ("COND", "ORG", "ATTR", "DRUG", "PROC", "LIMIT", "CLASSES")
_ASKS = ("DEMAND", "MUSTNOT", "ALLOWED", "EXCLUDED", "PEOPLE")


def with_clauses(elements: list[Element]) -> list[Element]:
    """ "Diabetics who smoke", "breast cancer patients with ascites": what is said of the people, and not of their disease."""
    result: list[Element] = []
    for index, element in enumerate(elements):
        if element.word in CLAUSES and element.type in ("SUBJECT", "FILLER") and _is_clause(elements, index) and not _denied(result):
            result.append(Element("WITH", "", Span(element.span.start, element.span.start), element.tokens))
        result.append(element)
    return result


def _is_clause(elements: list[Element], index: int) -> bool:
    before = list(takewhile(lambda e: e.type not in ("STOP", "SEMI"), reversed(elements[:index])))
    named = _outside_brackets(before)
    if named is None or not named.may_be(*_SAID_OF):
        return False
    sentence = [*before, *takewhile(lambda e: e.type not in ("STOP", "SEMI"), elements[index:])]
    clause = list(takewhile(lambda e: e.type not in _ENDS, elements[index:]))
    states = any(e.may_be(*_STATES) for e in clause) or {"WORD", "WINDOW"} <= {e.type for e in clause}
    return states and not any_of_type(sentence, _ASKS)


def _outside_brackets(backwards: list[Element]) -> Element | None:
    """The last word before the clause; what stands in brackets behind it is passed over."""
    depth = 0
    for element in backwards:
        depth += (element.type == "RPAR") - (element.type == "LPAR")
        if depth == 0 and element.type not in ("FILLER", "LPAR"):
            return element
    return None


FOLLOWED = frozenset({"followed by", "confirmed by", "accompanied by"})


def with_second_results(elements: list[Element]) -> list[Element]:
    """ "A positive antibody test followed by a negative RNA test": both results, each of its own test."""
    for place, element in enumerate(elements):
        if element.word not in FOLLOWED:
            continue
        before = list(takewhile(lambda e: e.type not in _ENDS, reversed(elements[:place])))
        behind = list(takewhile(lambda e: e.type not in _ENDS, elements[place + 1 :]))
        if all(_is_result(part) for part in (before, behind)):
            element.type, element.value = "WITH", ""
    return elements


def _is_result(elements: list[Element]) -> bool:
    return any_of_type(elements, ("POSITIVE",)) and any(e.may_be("TEST", "MEAS", "ORG", "COND") for e in elements)
