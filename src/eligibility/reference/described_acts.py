"""Operations with words before them on how, or how often, they were done: "elective laparoscopic cholecystectomy"."""

from __future__ import annotations

from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import remembered, vocabulary

# Usual words of operation notes; with others before it ("planned", "declined", "pre-") a name may tell of none that was done.
_WORDS = """
    elective emergency emergent urgent laparoscopic robotic robot assisted open endoscopic arthroscopic percutaneous transvaginal
    minimally invasive therapeutic bilateral left right primary secondary revision repeat first second third total
    complete radical modified classical low transverse tricompartmental unicompartmental double triple
    ultrasound ct mri image imaging fluoroscopy guided stereotactic
    immediate delayed early late uncomplicated complicated successful
    diagnostic surveillance screening salvage palliative prophylactic interval unilateral
"""
_DESCRIBING = frozenset(_WORDS.split())
_MOST_WORDS = 4
_GENERAL = frozenset({"procedure", "therapy"})


@remembered(maxsize=20_000)
def act_at_end(name: str) -> str | None:
    """The id of the operation that a name of such words ends in; None for other names.

    >>> act_at_end("classical caesarean section"), act_at_end("declined caesarean section")
    ('cesarean-section', None)
    """
    words = name.replace("-", " ").split()  # as written: an abbreviation counts in its own case
    for cut in range(1, min(_MOST_WORDS, len(words) - 1) + 1):
        if fold_name(words[cut - 1]) not in _DESCRIBING:
            return None
        found = vocabulary().lookup(" ".join(words[cut:]), "procedure")
        if found is not None:
            return found.id if found.id not in _GENERAL else None
    return None
