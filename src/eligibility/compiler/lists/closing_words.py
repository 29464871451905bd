"""How far words behind a list reach back: "asthma or COPD requiring oxygen", "a cyst or tumour larger than 5 cm" (contract §2, Lists).

What the last of several things requires, or how large it is, may be said of those before it too: both readings are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.qualities import take_words_behind
from eligibility.compiler.lists.shared_people import ADJECTIVAL
from eligibility.compiler.skeleton.items import Item, own_start
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Between, Compared
from eligibility.rules.nodes import AnyNode, HasProcedure, TakesMedication

_LENGTHS = frozenset({"mm", "cm", "dm", "m"})
# Words that say when or whether of the whole statement, and none of the thing.
_OF_THE_STATEMENT = frozenset({"WINDOW", "GAP", "LASTING", "ALLOWED", "EXCLUDED", "CURR", "HIST", "RECENT", "SUBJECT", "LIMIT"})


def share_closing_words(items: Sequence[Item], ctx: Context) -> None:
    """Gives the units before the last of a list what is said behind it, where it may be said of them."""
    joined = excused = False
    commas, seen = [], False
    for each in items:
        commas.append(seen)
        seen = seen or each.separator_type == "COMMA"
    for (previous, item), comma in reversed(list(zip(pairwise(items), commas[:-1], strict=True))):
        before, last = previous.frame, item.frame
        separator = previous.separator
        direct = separator is not None and separator.type in ("OR", "AND")
        joined = (not previous.strong or comma) and (direct or (joined and separator is not None and separator.type == "COMMA"))
        # The permission that closes a list is one of all its members.
        excused = ctx.excepting or last.polarity == "allowed" or (excused and joined)
        begins = own_start(last) or any_of_type(last.elements, ("SUBJECT", "SEXNOUN"))
        if not joined or begins or before.node is not None or before.groups or not _is_thing(before) or _says(before):
            joined = joined and not begins
            continue
        size = _sizes(last) or [e for e in last.perhaps_behind if e.type == "LIMIT"]
        if size and not last.heads and last.sites:
            before.values = list(size)  # "a mass in the breast | or axilla measuring at least 2 cm"
        elif size and not before.values:
            before.perhaps_behind = size
        elif not size and not before.values and _is_thing(last):
            if not excused and (previous.strong or not direct):
                continue
            before.perhaps_behind = _requirement(last, excused) or (list(last.perhaps_behind) if excused else [])
            if before.lender is last:
                _of_one_noun(before)


def share_company(items: Sequence[Item]) -> None:
    """ "Melanoma or lung cancer with brain metastases": what must hold with the last may be said of those before it too.

    Adjectives of one noun for people share it: "pregnant or breastfeeding women with malaria".
    """
    company: list[AnyNode] = []
    people = False
    for item, following in reversed(list(pairwise(items))):
        if _shares_noun(item, following):
            item.frame.extra = list(following.frame.extra)  # "paroxysmal or persistent fibrillation with …"
            continue
        direct = item.separator_type in ("OR", "AND") and not item.strong
        if direct:
            company = list(following.frame.extra) if _ends_in_company(following.frame) and not own_start(following.frame) else []
            people = _speaks_of_people(following.frame)
        if not company or not (direct or item.separator_type == "COMMA") or not _is_lone_thing(item.frame, company, people):
            company = []
            continue
        head, last = item.frame.head, following.frame.head
        if people and head is not None and head.word.endswith(ADJECTIVAL):
            item.frame.extra = list(company)
        elif people or (head is not None and last is not None and head.type == last.type):
            item.frame.perhaps_with = company  # also of a noun: "smokers or ex-smokers with COPD"


def _shares_noun(item: Item, following: Item) -> bool:
    """Whether both are adjectives of the noun of the second, behind which something stands that goes with it."""
    frame, last = item.frame, following.frame
    goes_with = last.node is None and bool(last.extra) and bool(last.elements) and last.elements[-1].type == "WITH"
    borrowed = frame.lender is last and frame.node is None and not (frame.extra or frame.values or frame.groups)
    return goes_with and borrowed and item.separator_type in ("OR", "AND", "COMMA")


def _ends_in_company(frame: Frame) -> bool:
    if frame.severity or frame.descriptors:
        return False  # "HIV or active infection with hepatitis B": with words of its own it stands for itself
    return frame.node is None and bool(frame.extra) and bool(frame.elements) and frame.elements[-1].type == "WITH"


_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN")
_NOUNS = ("patients", "subjects", "participants", "individuals", "women", "men", "adults", "children", "smokers")


def _speaks_of_people(frame: Frame) -> bool:
    """ "Breastfeeding women with …": what stands before the noun is only said of them."""
    head = frame.head
    if head is None or head.type not in _OF_PEOPLE:
        return False
    behind = [e for e in frame.elements if e.span.start >= head.span.end]
    return head.word.endswith(_NOUNS) or any(e.type in _PEOPLE or (e.type == "WITH" and e.word.startswith(_NOUNS)) for e in behind)


_OF_PEOPLE = ("ATTR", "PROC", "COND")


def _is_lone_thing(frame: Frame, company: Sequence[AnyNode], of_people: bool) -> bool:
    more = frame.values or frame.groups or frame.tail or frame.left or frame.brackets or frame.windows or frame.lasting
    more = more or frame.severity or frame.descriptors or any(n not in company for n in frame.extra)
    said = of_people and frame.head is not None and frame.head.type in _OF_PEOPLE and not (frame.blocked or frame.negated)
    named = _is_thing(frame) or _is_operation(frame, company) or _is_medicine(frame)
    return (said or named) and frame.node is None and not more


def _is_medicine(frame: Frame) -> bool:
    """ "An ACE inhibitor or sacubitril together with a beta-blocker"."""
    return frame.head is not None and frame.head.type == "DRUG" and not (frame.blocked or frame.tail or frame.allergy)


def _is_operation(frame: Frame, company: Sequence[AnyNode]) -> bool:
    """ "Lumpectomy or mastectomy with negative margins"; "surgery or chemotherapy with cisplatin" names what the last is given with."""
    plain = frame.head is not None and frame.head.type == "PROC" and not (frame.blocked or frame.tail)
    return plain and not any(isinstance(n, TakesMedication | HasProcedure) for n in company)


def _of_one_noun(frame: Frame) -> None:
    """ "A recurrent or active infection requiring antibiotics": there is but one noun, which the words go with."""
    words, frame.perhaps_behind = frame.perhaps_behind, []
    frame.elements = [*frame.elements, *words]
    take_words_behind(frame, words)


def _is_thing(frame: Frame) -> bool:
    return frame.head is not None and frame.head.type == "COND" and not (frame.blocked or frame.allergy or frame.family or frame.tail)


def _says(frame: Frame) -> bool:
    """Whether something of its own is said behind the name."""
    return bool(_behind(frame) and any(e in frame.left or e.type == "TAKING" for e in _behind(frame)))


def _behind(frame: Frame) -> list[Element]:
    head = frame.head
    return [e for e in frame.elements if head is not None and e.span.start >= head.span.end and e.type not in _OF_THE_STATEMENT]


def _sizes(frame: Frame) -> list[Element]:
    if frame.head is not None and frame.head.type != "COND":
        return []
    return [v for v in frame.values if v.type == "LIMIT" and _unit(v.value) in _LENGTHS]


def _unit(value: object) -> str | None:
    match value:
        case Compared():
            return value.amount.unit
        case Between():
            return value.low.unit
        case _:
            return None


def _requirement(frame: Frame, excused: bool) -> list[Element]:
    """The words behind the name that say what it requires; of what is excused from an exclusion, any words."""
    behind = _behind(frame)
    requires = any(e.type == "TAKING" and e.word.startswith("requir") for e in behind)
    said = any(e in frame.left for e in behind)
    return behind if requires or (excused and said) else []
