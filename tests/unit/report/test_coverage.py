"""What the tally of coverage counts, and that tallies add up."""

from __future__ import annotations

import pytest

from eligibility import Trial, compile_trial
from eligibility.report.coverage import MOST_REMEMBERED, Coverage, Frequencies, Tally, render_coverage

UNDERSTOOD = "Hemoglobin above 9 g/dL"
PARTLY = "Total bilirubin below 2 mg/dL and quixotic wherewithal of the household"
NOT_AT_ALL = "Quixotic wherewithal of the household"
JUDGED = "In the investigator's opinion unsuitable"


def tally(*trials: Trial) -> Tally:
    counted = Tally()
    for number, trial in enumerate(trials):
        counted.add(trial, f"trial {number}")
    return counted


def coverage(inclusion: tuple[str, ...] = (), exclusion: tuple[str, ...] = ()) -> Coverage:
    return tally(text(inclusion, exclusion)).coverage(10)


def text(inclusion: tuple[str, ...], exclusion: tuple[str, ...]) -> Trial:
    parts = [("Inclusion", inclusion), ("Exclusion", exclusion)]
    return compile_trial("\n\n".join(f"{name} Criteria:\n\n" + "\n".join(f"* {line}" for line in lines) for name, lines in parts if lines))


def test_criteria_are_full_partly_or_opaque() -> None:
    got = coverage((UNDERSTOOD, PARTLY, NOT_AT_ALL), (JUDGED, "Pregnancy"))
    assert (got.trials, got.criteria, got.full, got.partly, got.opaque, got.judgement_only) == (1, 5, 2, 1, 2, 1)


@pytest.mark.parametrize(
    ("criterion", "unnamed", "described"),
    [
        ("Asthma", 0, 0),
        ("Uncontrolled asthma", 0, 1),
        ("Asthma that began in childhood", 0, 1),
        ("Zorblat syndrome", 1, 0),
        ("Zorblat level above 3 mg/dL", 1, 0),
    ],
)
def test_names_the_vocabulary_lacks_and_descriptions_are_counted_among_the_full_ones(criterion: str, unnamed: int, described: int) -> None:
    got = coverage(exclusion=(criterion,))
    assert (got.full, got.unnamed, got.described) == (1, unnamed, described)


def test_the_characters_of_opaque_words_are_not_accounted_for() -> None:
    assert coverage((UNDERSTOOD,)).characters_opaque == 0
    whole = coverage((NOT_AT_ALL,))
    assert whole.characters == whole.characters_opaque == len(NOT_AT_ALL.replace(" ", ""))
    part = coverage((PARTLY,))
    assert 0 < part.characters_opaque < part.characters


def test_phrases_and_unknown_words_come_with_an_example() -> None:
    got = coverage((NOT_AT_ALL,))
    assert [(p.text, p.count, p.example) for p in got.phrases] == [(NOT_AT_ALL.casefold(), 1, "trial 0")]
    assert {"quixotic", "wherewithal"} <= {w.text for w in got.words}
    assert not coverage(exclusion=(JUDGED,)).words  # words of a judgement are no gap of the language


def test_tallies_add_up() -> None:
    trials = [text((UNDERSTOOD, NOT_AT_ALL), (JUDGED,)), text((PARTLY,), ("Uncontrolled asthma", "Zorblat syndrome"))]
    apart = Tally()
    for trial in trials:
        apart.merge(tally(trial))
    assert apart.coverage(10).model_dump(exclude={"phrases", "words"}) == tally(*trials).coverage(10).model_dump(
        exclude={"phrases", "words"}
    )


def test_rare_texts_are_forgotten_and_their_number_is_told() -> None:
    frequencies = Frequencies()
    for number in range(2 * MOST_REMEMBERED + 1):
        frequencies.add(f"text {number}", "a", count=2 if number == 7 else 1)
    assert frequencies.forgotten == MOST_REMEMBERED + 1
    assert frequencies.most(1)[0].text == "text 7"


def test_the_lines_for_people() -> None:
    lines = render_coverage(coverage((UNDERSTOOD, NOT_AT_ALL), ("Uncontrolled asthma",))).splitlines()
    assert lines[0] == "1 trial, 3 criteria (each item of a list counts once)"
    assert [" ".join(line.split()) for line in lines[2:7]] == [
        "fully compiled 2 66.7 %",
        "with a name the vocabulary lacks 0 0.0 %",
        "with words kept as a description 1 33.3 %",
        "partly 0 0.0 %",
        "opaque 1 33.3 %",
    ]
