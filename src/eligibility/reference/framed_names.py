"""Names of procedures with words around them that tell how the patient stands to them: "s/p CABG", "kidney transplant recipient"."""

from __future__ import annotations

import re

from eligibility.reference.vocabulary import Concept, remembered, vocabulary
from eligibility.reference.vocabulary_rows import Domain

# Said of what has been done. A treatment that goes on may be over then, so that the words tell nothing of the present.
_DONE = re.compile(
    r"(?:status[ -]post|s/p|state after|(?:personal )?history of|h/o|prior|previous|past|post)[ -]+(?P<name>.+)", re.IGNORECASE
)
# Said of what is there.
_THERE = re.compile(
    r"(?:presence of|on|dependence on|dependent on)(?: an?| the)? (?P<name>.+)"
    r"|(?P<other>.+?)[ -](?:recipient|status|in situ|dependence|dependent)",
    re.IGNORECASE,
)
_ALLERGY = "allergy|hypersensitivity|reaction|anaphylaxis|intolerance|sensitivity"
_ALLERGIC = re.compile(
    rf"(?:{_ALLERGY}|allergic|allergic reaction|hypersensitive)(?: reaction)? to (?:an? |the )?(?P<name>.+)"
    rf"|(?P<other>.+?)[ -](?:induced )?(?:{_ALLERGY})",
    re.IGNORECASE,
)
_REMOVAL = r"removal|explantation|explant|extraction"
_REMOVED = re.compile(rf"(?:{_REMOVAL}) of(?: an?| the)? (?P<name>.+)|(?P<other>.+?)[ -](?:{_REMOVAL}|removed)", re.IGNORECASE)


@remembered(maxsize=20_000)
def framed(name: str) -> Concept | None:
    """The procedure that a name with such words tells of; None if it tells of none, or of one that may be over.

    >>> framed("status post liver transplantation").name, framed("history of dialysis")
    ('liver transplantation', None)
    """
    there = _named(_THERE, name)
    if there is not None:
        return there
    done = _named(_DONE, name)
    return done if done is not None and (done.device or not done.continuing) else None


@remembered(maxsize=20_000)
def removed(name: str) -> str | None:
    """The id of the device that a procedure took out: "removal of the pacemaker"."""
    device = _named(_REMOVED, name)
    return device.id if device is not None and device.device else None


@remembered(maxsize=20_000)
def allergens(name: str) -> tuple[str, ...]:
    """The ids of what a condition is an allergy to: "contrast allergy"; a substance may be a medicine as well."""
    domains: tuple[Domain, ...] = ("substance", "medication")
    found = (_named(_ALLERGIC, name, domain) for domain in domains)
    return tuple(concept.id for concept in found if concept is not None)


def _named(frame: re.Pattern[str], name: str, domain: Domain = "procedure") -> Concept | None:
    match = frame.fullmatch(name.strip())
    if match is None:
        return None
    return vocabulary().lookup(next(g for g in match.groups() if g is not None), domain)
