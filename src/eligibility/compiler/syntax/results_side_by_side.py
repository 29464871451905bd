"""Results of tests that stand side by side before a disease: "ER-positive HER2-negative breast cancer", "HR+/HER2- disease"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import TIGHT, Element
from eligibility.spans import Span

_TESTS = ("TEST", "MEAS")
RELATIVES = frozenset({"that", "which"})


def with_results_apart(elements: list[Element]) -> list[Element]:
    """The elements with a link between two results: both describe the disease, and the second sign is that of the second test alone.

    Slashes between results of both signs join what is there together ("ER+/PR-/HER2-"); between those of one sign they may be an "or".
    """
    elements = _with_any_result(elements)
    _join_slashed(elements)
    link = "COMMA" if any(e.type in ("AND", "OR", "COMMA") for e in elements) else "WITH"  # a list is read on, two alone describe together
    result: list[Element] = []
    for index, element in enumerate(elements):
        if element.may_be(*_TESTS) and _result_of(elements, index) is not None and _ends_in_result(result):
            place = result[-1].span.end
            result.append(Element(link, "", Span(place, place), result[-1].tokens))
        result.append(element)
    return result


def with_results_behind(elements: list[Element]) -> list[Element]:
    """ "Breast cancer negative for ER and PR", with or without "that is": the results go with the disease, and deny none of it."""
    result: list[Element] = []
    for index, element in enumerate(elements):
        tested = elements[index + 1 : index + 2]
        if element.type == "POSITIVE" and element.word.endswith(" for") and tested and tested[0].may_be(*_TESTS):
            place = len(result)
            while place and result[place - 1].type == "FILLER":
                place -= 1
            if place and result[place - 1].may_be("COND"):
                at = element.span.start
                result.append(Element("WITH", "", Span(at, at), element.tokens[:1]))
        result.append(element)
    return result


def with_results_of_relatives(elements: list[Element]) -> list[Element]:
    """ "Breast cancer that is HER2-negative": the test is negative, and goes with the disease."""
    for index, element in enumerate(elements):
        if element.type != "FILLER" or element.word not in RELATIVES or not index or not elements[index - 1].may_be("COND"):
            continue
        place = next((i for i in range(index + 1, len(elements)) if elements[i].type not in ("FILLER", "DEMAND")), index)
        if elements[place].may_be(*_TESTS) and _result_of(elements, place) is not None:
            element.type = "WITH"
    return elements


def _with_any_result(elements: list[Element]) -> list[Element]:
    """ "ER positive or negative": some result, whichever it is."""
    result: list[Element] = []
    for element in elements:
        before = result[-2:]
        either = len(before) == 2 and before[1].type in ("OR", "SLASH") and before[0].type == element.type == "POSITIVE"
        if either and {before[0].value, element.value} == {"positive", "negative"}:
            merged = [*before, element]
            tokens = tuple(t for e in merged for t in e.tokens)
            result[-2:] = [Element("POSITIVE", "known", Span(merged[0].span.start, element.span.end), tokens)]
        else:
            result.append(element)
    return result


def _join_slashed(elements: list[Element]) -> None:
    signs: set[object] = set()
    slashes: list[Element] = []
    for index, element in enumerate(elements):
        found = _result_of(elements, index) if element.may_be(*_TESTS) else None
        if found is None:
            continue
        before = elements[index - 1] if index else None
        if before is not None and before.type == "SLASH" and _ends_in_result(elements[: index - 1]):
            slashes.append(before)
        else:
            if before is not None and before.type == "OR" and len(signs) > 1:
                before.value = "strong"  # "ER+/PR+/HER2- or ER+/PR-/HER2-": what is joined ends here
            signs, slashes = set(), []
        signs.add(found.value)
        if len(signs) > 1:
            link = "COMMA" if _is_listed_disease(elements, index) else "WITH"
            for slash in slashes:
                slash.type, slash.value = link, TIGHT if link == "COMMA" else ""


def _is_listed_disease(elements: list[Element], test: int) -> bool:
    """ "HR+/HER2- breast cancer or melanoma": the disease behind the results is one of several, and only it has them."""
    behind = elements[test + 1 :]
    if [e.type for e in behind[:2]] == ["POSITIVE", "OR"] and behind[2:] and behind[2].may_be("COND"):
        return True  # "HR+/HER2- or triple-negative breast cancer"
    named = next((i for i, e in enumerate(behind) if e.may_be("COND")), None)
    return (
        named is not None
        and all(e.type in ("HYPHEN", "POSITIVE", "DESC", "SEV") for e in behind[:named])
        and any(e.type in ("AND", "OR", "COMMA") for e in behind[named + 1 :])
    )


def _ends_in_result(elements: list[Element]) -> bool:
    """Whether a test with its result ends here, perhaps with brackets: "PR-positive (≥ 1 %)"."""
    place = len(elements) - 1
    if place >= 0 and elements[place].type == "RPAR":
        place = next((i - 1 for i in range(place, -1, -1) if elements[i].type == "LPAR"), -1)
    if place < 1 or elements[place].type != "POSITIVE":
        return False
    test = elements[place - 2] if elements[place - 1].type == "HYPHEN" and place > 1 else elements[place - 1]
    return test.may_be(*_TESTS)


def _result_of(elements: list[Element], index: int) -> Element | None:
    """The result right behind the test, perhaps with a hyphen between."""
    behind = [e for e in elements[index + 1 : index + 3] if e.type != "HYPHEN"]
    return behind[0] if behind and behind[0].type == "POSITIVE" else None
