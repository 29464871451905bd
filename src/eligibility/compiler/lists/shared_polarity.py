"""What a list permits, excludes or asks for as a whole: "A or B is not allowed", "may have received A or B" (contract §2, Permissions)."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.parse_tree import Element


def ends_in_bare_exclusion(items: list[Item], commas: list[bool]) -> bool:
    """ "Colorectal cancer, MSI-high excluded": whether all of the list is excluded, or the last alone, a mere "excluded" does not say."""
    last = items[-1].frame
    said = [e for e in last.elements if e.type == "EXCLUDED"]
    return commas[-1] and bool(said) and said[-1] is last.elements[-1] and said[-1].word == "excluded"


def close_polarity(items: list[Item], commas: list[bool]) -> None:
    """ "Chemotherapy or radiotherapy is not allowed", "prior tamoxifen or raloxifene is allowed": said of all of the list."""
    for index in range(len(items) - 1, 0, -1):
        last, before = items[index].frame, items[index - 1]
        plain = before.separator is not None and (before.separator.type == "COMMA" or not before.strong or commas[index - 1])
        if (
            last.polarity in ("allowed", "excluded")
            and (plain or _say_again_who(before.frame, last))
            and before.frame.polarity is None
            and not before.frame.negated
        ):
            before.frame.polarity = last.polarity


def open_permission(items: list[Item]) -> None:
    """ "May have measurable disease, non-measurable disease, or both": of a list that "or" closes, what stands first permits all."""
    last_or = max((n for n, i in enumerate(items[:-1]) if i.separator_type == "OR"), default=-1)
    if allows_first(items[0].frame) and all(i.separator_type in ("COMMA", "OR") for i in items[: last_or + 1]):
        for item in items[: last_or + 2] if last_or >= 0 else []:
            item.frame.polarity = item.frame.polarity or "allowed"


def allows_first(frame: Frame) -> bool:
    """ "Patients may have received cisplatin or carboplatin": said before the list."""
    said = next((e for e in frame.elements if e.type not in ("FILLER", "SUBJECT", "SEXNOUN")), None)
    permits = said is not None and said.type == "ALLOWED" and (said.word.startswith(("may ", "can ")) or "limit" in said.word)
    return frame.polarity == "allowed" and permits


def doubt_beside_permission(items: list[Item], ctx: Context) -> None:
    """ "Doxorubicin is allowed as neoadjuvant or adjuvant therapy": what one list says beside a permission may be permitted as well."""
    plain = [item.frame for item in items if item.frame.polarity is None and not item.frame.denied]
    if not any(item.frame.polarity == "allowed" for item in items):
        return
    for frame in plain:
        if frame.node is None:
            frame.blocked = True
        else:
            frame.node = ctx.opaque(frame.node.span)


def doubt_permitted_limits(items: list[Item]) -> None:
    """ "May have received no more than 2 regimens" among exclusions: it says who takes part, and excludes whoever had more, perhaps."""
    for item in items:
        said = [e for e in item.frame.elements if e.type == "DEMAND"]
        if said and any(e.word.startswith(("may ", "can ")) for e in said):
            item.frame.blocked = True


def _say_again_who(one: Frame, other: Frame) -> bool:
    """ "Patients with gout, or patients with asthma are eligible": both are said to be."""
    first, again = one.elements[:1], other.elements[:1]
    of_people = all(e.type in ("SUBJECT", "FILLER") for e in first + again)
    return of_people and [_first_word(e) for e in first] == [_first_word(e) for e in again]


def _first_word(element: Element) -> str:
    return element.word.split()[0]


def deny_forbidden(items: list[Item]) -> None:
    """Under inclusion "A or B is not allowed" denies both together, like "no A or B"."""
    for item in items:
        if item.frame.polarity in ("must_not", "excluded"):
            item.frame.polarity = None
            item.frame.negated = not item.frame.negated
