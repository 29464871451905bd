"""Verbs that share the object behind them: "able to understand and sign the consent form", "read, write and speak English".

Each verb alone would be understood with that object; before "and" it has none, and said something else, or nothing.
"""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.names import fold_word

# What carries out what was agreed to, and what one is to an insurance.
_OF_CONTRACEPTION = frozenset({"implement", "practice", "practise", "employ", "adopt", "apply", "utilize", "utilise", "maintain"})
_OF_INSURANCE = frozenset({"cover", "covered", "affiliated", "affiliate", "affiliation", "registered", "enrolled", "member", "beneficiary"})
_INSURERS = frozenset({"french", "national", "statutory", "public"})
_OF_CONSENT = frozenset({"understand", "comprehend", "read", "sign", "date", "give", "provide", "review", "complete"})
# Words on the form that is signed: "study-specific", "approved by the IRB".
_OF_FORMS = frozenset(
    {"study", "trial", "protocol", "specific", "study-specific", "trial-specific", "protocol-specific", "approved"}
    | {"irb", "institutional", "review", "board", "ethics", "committee"}
)
_OF_LANGUAGES = frozenset({"understand", "comprehend", "read", "write", "speak", "communicate", "oral", "spoken", "verbal", "written"})
# What the verbs, and the adjectives of a language, hang on.
_ABILITY = frozenset(
    {"able", "ability", "capable", "capacity", "can", "willing", "to", "of", "in", "both"}
    | {"fluent", "fluency", "fluently", "proficient", "proficiency", "literate"}
)
_ASIDE = ("ABLE", "UNABLE", "FILLER", "SUBJECT", "DEMAND", "NEG")
# Attested abilities, which who is unable does not have.
_ABILITIES = frozenset({"compliance", "follow-up-available", "decision-capacity"} | {"able-to-swallow", "able-to-retain"})
_CONSENT = frozenset({"informed-consent", "assent", "decision-capacity"})


def join_verbs(items: list[Item], ctx: Context) -> list[Item]:
    """The items, those that are only verbs joined to the one whose object is theirs too."""
    kept: list[Item] = []
    for item in reversed(items):
        target = kept[-1].frame if kept else None
        joined = item.separator is not None and item.separator.type in ("AND", "OR", "COMMA")
        if target is not None and joined and _is_only(item.frame, _verbs_with(target)):
            _take_over(target, item.frame, ctx)
            continue
        verbs = _verbs_with(item.frame)
        # "Provide informed written consent", "date the consent form": what is done with it is what it is there for.
        verbs = verbs | _OF_FORMS if verbs is _OF_CONSENT else verbs
        if verbs:
            item.frame.left = [e for e in item.frame.left if not (_goes_with(e, verbs) and _is_before_head(e, item.frame))]
        kept.append(item)
    return kept[::-1]


def _goes_with(element: Element, verbs: frozenset[str]) -> bool:
    """Whether it is such a verb, or the "in" of "fluent in"."""
    if element.type == "FOR":
        return verbs is _OF_LANGUAGES and element.word == "in"
    # "French" alone names a language.
    return (element.type == "WORD" and _words(element) <= verbs) or (verbs >= _INSURERS and _words(element) <= _INSURERS)


def _is_before_head(element: Element, frame: Frame) -> bool:
    return frame.head is not None and element.span.end <= frame.head.span.start


def _verbs_with(frame: Frame) -> frozenset[str]:
    """The verbs and adjectives that go with the object of a frame, if it has such a one."""
    if not frame.heads or frame.heads[0].type != "ATTR" or frame.node is not None or frame.values:
        return frozenset()
    head = frame.heads[0]
    if head.value in _CONSENT:
        return _OF_CONSENT
    if head.value == "contraception":
        return _OF_CONTRACEPTION
    if head.value == "health-insurance":
        # "Affiliated to the national insurance" tells whose it is; "public insurance" tells which.
        belongs = any(_words(e) & _OF_INSURANCE for e in frame.elements)
        return _OF_INSURANCE | _INSURERS if belongs else _OF_INSURANCE
    return _OF_LANGUAGES if head.value.endswith("-language") else frozenset()


def _is_only(frame: Frame, verbs: frozenset[str]) -> bool:
    """Whether a unit says nothing but such verbs and who is able to do it."""
    said = [e for e in frame.elements if e.type not in _ASIDE]
    nothing_else = not (frame.groups or frame.values or frame.extra or frame.node or frame.linked or frame.windows)
    return (
        bool(verbs)
        and nothing_else
        and bool(said)
        and all(_words(e) <= verbs | _ABILITY for e in said)
        and any(_words(e) & verbs for e in said)
    )


def _words(element: Element) -> set[str]:
    return {fold_word(word) for token in element.tokens for word in token.text.split()}


def _take_over(frame: Frame, verbs: Frame, ctx: Context) -> None:
    """The unit with the object says what the verbs before it said of who, how and whether."""
    ctx.ledger.take(verbs.elements)
    frame.linked.append(verbs.span)
    frame.able, frame.unable = frame.able or verbs.able, frame.unable or verbs.unable
    frame.negated = frame.negated or verbs.negated
    frame.polarity = frame.polarity or verbs.polarity
    frame.sexes, frame.ages = [*verbs.sexes, *frame.sexes], [*verbs.ages, *frame.ages]


def answers_inability(head: Element, frame: Frame) -> bool:
    """Whether a yes to what is attested denies that the patient is unable: "unable to speak English", but not "his wife is unable to"."""
    if head.value in ("informed-consent", "parental-consent", "contraception"):
        return True
    plain = head.value in _ABILITIES or head.value.endswith("-language")
    return plain and not any(e.span.end <= head.span.start for e in frame.left)
