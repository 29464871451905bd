"""What somebody is able to do in a language: who speaks English may not read it. A record of "English language" is of all of it."""

from __future__ import annotations

import re

from eligibility.reference.names import fold_name

_SKILLS = {
    "speak": frozenset({"speak", "speaks", "speaking", "speaker", "spoken", "speakers"}),
    "read": frozenset({"read", "reads", "reading", "literate", "literacy", "written"}),
    "write": frozenset({"write", "writes", "writing"}),
}
# Words around them that say nothing more.
_AROUND = frozenset({"able", "ability", "to", "and", "both", "can", "be", "understand", "comprehend", "in", "is", "are", "fluently"})
_ILLITERATE = frozenset({"illiterate", "illiteracy", "unable to read and write", "cannot read or write", "unable to read or write"})
_WORD = re.compile(r"[^\W\d_]+")


def is_language(observation_id: str | None) -> bool:
    """Whether an observation is on the mastery of a language."""
    return observation_id is not None and observation_id.endswith("-language")


def skills(text: str) -> frozenset[str]:
    """The skills that words name.

    >>> sorted(skills("able to read and write English")), sorted(skills("English-speaking")), sorted(skills("fluent in English"))
    (['read', 'write'], ['speak'], [])
    """
    words = _words(text)
    return frozenset(skill for skill, named in _SKILLS.items() if words & named)


def names_only_skills(text: str) -> bool:
    """Whether the words say nothing but skills: "able to read and write"."""
    words = _words(text)
    return bool(skills(text)) and words <= _AROUND.union(*_SKILLS.values())


def answers_for(recorded: str, asked: frozenset[str], holds: bool) -> bool:
    """Whether a yes or a no of that recorded name answers for the skills asked for; none asked for is to speak it.

    >>> answers_for("speaks english", frozenset({"read"}), True), answers_for("english language", frozenset({"read"}), True)
    (False, True)
    """
    own, wanted = skills(recorded), asked or frozenset({"speak"})
    return not own or (wanted <= own if holds else own <= wanted)


def lacked(recorded: str, holds: bool) -> frozenset[str]:
    """The skills that a yes or a no says are lacking, in whatever language: "able to read": false, "illiterate": true.

    >>> sorted(lacked("able to read", False)), sorted(lacked("illiterate", True)), sorted(lacked("able to read", True))
    (['read'], ['read', 'write'], [])
    """
    if fold_name(recorded) in _ILLITERATE:
        return frozenset({"read", "write"}) if holds else frozenset()
    named = skills(recorded)
    # "Able to read and write": false is true of whoever lacks one of the two.
    return named if not holds and len(named) == 1 and names_only_skills(recorded) else frozenset()


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold_name(text))) | set(_WORD.findall(text.casefold()))
