"""Contract §2: words that are not understood are answered by an entry that says the very same, and by nothing else."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import absent, all_of, labs, listed, obs, open_list

YES, NO = labs(obs("floppy ears", True)), labs(obs("floppy ears", False))


@table(
    excludes("Floppy ears", "yes", YES, "fail"),
    excludes("Patients with floppy ears", "yes", YES, "fail"),
    excludes("Presence of floppy ears", "no", NO, "match"),
    excludes("Patients who have floppy ears", "a condition", listed("floppy ears"), "fail"),
    excludes("Patients who have floppy ears", "denied", open_list(*absent("floppy ears")), "match"),
    excludes("Floppy ears", "other ears", labs(obs("lopped ears", True)), "unknown: not_understood"),
    needs("Able to flop both ears", "the very words", labs(obs("able to flop both ears", True)), "match"),
    needs("Able to flop both ears", "not able", labs(obs("able to flop both ears", False)), "fail"),
    needs("Able to flop both ears", "one of the ears", labs(obs("able to flop an ear", True)), "unknown: needs_judgement"),
)
def test_words_that_are_not_understood_are_answered_by_the_same_words(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("No floppy ears", "yes", YES, "fail"),
    needs("No floppy ears", "no", NO, "match"),
    needs("Patients with no floppy ears", "yes", YES, "fail"),
    needs("Patients who do not have floppy ears", "no", NO, "match"),
    needs("Patients must not have floppy ears", "yes", YES, "fail"),
    needs("No floppy ears or lopped tails", "yes", YES, "fail"),
    needs("No floppy ears or lopped tails", "no", NO, "unknown"),
    excludes("Patients must not have floppy ears", "yes", YES, "fail"),
    excludes("Patients without floppy ears", "yes", YES, "match"),
    needs("No ears without floppy ears", "two denials", YES, "unknown"),
    needs("Not able to flop ears", "what it denies is judged", labs(obs("able to flop ears", True)), "unknown"),
)
def test_of_a_denial_the_record_answers_what_is_denied(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Suffering from floppiness", "no condition at all", all_of(), "match"),
    excludes("Diagnosis of floppiness", "no condition at all", all_of(), "match"),
    excludes("Diagnosis of floppiness", "another, which may be it", all_of({"name": "hypertension"}), "unknown"),
    excludes("Floppiness of the trousers", "perhaps no condition", all_of(), "unknown"),
)
def test_an_empty_complete_list_denies_what_is_called_a_diagnosis(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)
