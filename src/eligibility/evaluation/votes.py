"""What single entries say about a statement, and how several of them settle it in an open world (contract §4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from eligibility.evaluation.evidence import Answer, Because, Shown
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth


class Weight(Enum):
    """How much an entry says.

    PROOF: it makes the statement true. NEVER: the record says that it never was ("absent"). NOT_THEN: it is not so at the time asked (a
    boolean false, a negative test). ENDED: it is the very thing, and contradicts the statement (resolved, mild for severe); another
    entry may
    still prove it. May be: GENERAL it may be too general, or unclear; WHEN its date does not tell; WHICH a qualifier is not recorded;
    BARE a
    yes without the qualifiers asked for, worth less than an entry. HINT: it says nothing, but explains what is missing.
    """

    PROOF = "proof"
    NEVER = "never"
    NOT_THEN = "not then"
    ENDED = "ended"
    GENERAL = "general"
    WHEN = "when"
    WHICH = "which"
    BARE = "bare"
    HINT = "hint"


class Vote(NamedTuple):
    """One entry's word.

    `day`: when a proof began at the earliest, up to when a denial speaks, when a state ended at the latest; None if no date
    says. `reading`: it is an observation, true on its day; what comes after may have ended it. `more`: other
    entries that it rests on (the NYHA class of a heart failure).
    """

    weight: Weight
    shown: Shown
    reasons: tuple[Because, ...] = ()
    assumptions: tuple[str, ...] = ()
    day: date | None = None
    reading: bool = False
    more: tuple[Shown, ...] = ()


def may_tell(shown: Shown, text: str, wanted: str) -> Vote:
    """The word of an entry of something else, by which the thing `wanted` by its name may be there."""
    return Vote(Weight.GENERAL, shown, (Because("missing", text, f"an entry on {wanted}"),))


_DENIALS = (Weight.NEVER, Weight.NOT_THEN)


def settle(votes: Sequence[Vote]) -> Answer | None:
    """The truth that the entries give together; None where none of them says anything."""
    if len(votes) < 2:
        return _alone(votes[0]) if votes else None
    return _together(votes)


def _alone(vote: Vote) -> Answer | None:
    """What a single vote settles: most statements have no more than one, and it meets no other that could contradict it."""
    match vote.weight:
        case Weight.PROOF:
            return _definite(TRUE, [vote])
        case Weight.NEVER | Weight.NOT_THEN | Weight.ENDED:
            return _definite(FALSE, [vote])
        case Weight.GENERAL | Weight.WHEN | Weight.WHICH | Weight.BARE:
            return Answer(UNKNOWN, reasons=vote.reasons, assumptions=vote.assumptions)
        case Weight.HINT:
            return None


def _together(cast: Sequence[Vote]) -> Answer | None:
    ended = [v for v in cast if v.weight is Weight.ENDED]
    proofs = [v for v in cast if v.weight is Weight.PROOF and not any(_ends(e, v) for e in ended)]
    unclear = [v for v in proofs if v.reading and any(e.day is None for e in ended)]
    if unclear and len(unclear) == len(proofs):
        return Answer(UNKNOWN, reasons=(_conflict(unclear, ended),))
    found = [v for v in cast if v.weight in (Weight.PROOF, Weight.WHICH)]
    denials = [v for v in cast if v.weight in _DENIALS and not any(_outdates(p, v) for p in found)]
    never = any(v.weight is Weight.NEVER for v in denials)
    # A denial at some time leaves room for an undated entry outside that time; "never" leaves room for none.
    contested = [v for v in cast if v.weight in (Weight.WHICH, Weight.BARE) or (v.weight is Weight.WHEN and never)]
    if denials and (proofs or contested):
        return Answer(UNKNOWN, reasons=(_conflict([*proofs, *contested], denials),))
    if proofs:
        return _definite(TRUE, proofs)
    if denials:
        return _definite(FALSE, denials)
    maybes = [v for v in cast if v.weight in (Weight.GENERAL, Weight.WHEN, Weight.WHICH) or (v.weight is Weight.BARE and not ended)]
    if maybes:
        return Answer(UNKNOWN, reasons=tuple(r for v in maybes for r in v.reasons), assumptions=_assumed(maybes))
    if ended:
        return _definite(FALSE, ended)
    return None


def hinted(votes: Iterable[Vote]) -> tuple[Because, ...]:
    """What entries that say nothing tell about what is missing."""
    return tuple(r for v in votes if v.weight is Weight.HINT for r in v.reasons)


def _outdates(proof: Vote, denial: Vote) -> bool:
    """Whether the proof is of something that began after the day of the denial: a hepatitis since last year, a negative test before."""
    return denial.weight is Weight.NOT_THEN and proof.day is not None and denial.day is not None and proof.day > denial.day


def _ends(ended: Vote, proof: Vote) -> bool:
    """Whether a state ended after the observation that proved it: hepatitis C cured since the last positive test."""
    return proof.reading and proof.day is not None and ended.day is not None and proof.day <= ended.day


def _definite(truth: Truth, votes: list[Vote]) -> Answer:
    return Answer(truth, evidence=tuple(s for v in votes for s in (v.shown, *v.more)), assumptions=_assumed(votes))


def _assumed(votes: list[Vote]) -> tuple[str, ...]:
    return tuple(a for v in votes for a in v.assumptions)


def _conflict(pro: list[Vote], contra: list[Vote]) -> Because:
    text = f"the record contradicts itself: {'; '.join(v.shown.text for v in pro)} against {'; '.join(v.shown.text for v in contra)}"
    return Because("conflicting_values", text, "which of the entries is right")
