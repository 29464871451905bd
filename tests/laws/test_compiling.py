"""Laws of compiling: total, repeatable, bounded, its spans in place; and a record that says nothing settles nothing."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import Criterion, Trial, compile_criterion, load_trial, screen
from eligibility.reference.mentions import language
from eligibility.rules.nodes import Ambiguous, Opaque, walk
from eligibility.rules.printing import to_text, without_spans
from eligibility.rules.trial import CriterionKind

SEEDS = sorted((Path(__file__).parent.parent.parent / "seeds").glob("*.txt"))
SIGNS = [*"()[]{}<>,;:.-–/%=+×≥≤~&\"'", "\n", "\t", "\\<", "\x00"]
NAMES = ["total bilirubin", "INR", "ECOG", "NYHA", "ascites", "hepatitis B", "HBsAg", "pregnant", "chemotherapy", "heparin", "liver", "HCC"]
NUMBERS = ["0", "1", "1.5", "18", "100,000", "½", "two", "II", "IIIB", "mg/dL", "%", "weeks", "years", "× ULN", "10^9/L"]
PHRASES = sorted({phrase for _, _, phrase in language()})

kinds = st.sampled_from(get_args(CriterionKind))
unicode_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
sentences = st.lists(st.one_of(*map(st.sampled_from, (PHRASES, NAMES, NUMBERS, SIGNS))), max_size=20).map(" ".join)

# Texts that people might have written, but for the pieces that are cut out, doubled or put in brackets.
LANGUAGE = Path(__file__).parent.parent / "golden" / "language.txt"
WRITTEN = re.findall(r"^(?:inclusion|exclusion)(?: \[[^\]]*\])?> (.+)$", LANGUAGE.read_text("utf-8"), re.MULTILINE)
places = st.integers(0, 30)
AROUND = [("(", ")"), ("((", "))"), ("", ""), (", ", ","), ("", " (< 6 months)"), ("(except ", ")"), ("if ", ", "), ("; ", ";"), ("- ", "")]


@st.composite
def altered(draw: st.DrawFn) -> str:
    """A criterion with some of its words in brackets, or between other signs, or cut out."""
    words = draw(st.sampled_from(WRITTEN)).split()
    for _ in range(draw(st.integers(1, 3))):
        first, last = sorted((draw(places), draw(places)))
        opening, closing = draw(st.sampled_from(AROUND))
        inside = words[first:last]
        words[first:last] = [f"{opening}{' '.join(inside)}{closing}"] if draw(st.booleans()) or opening else []
    return " ".join(words)


def assert_lawful(text: str, kind: CriterionKind) -> Criterion:
    criterion = compile_criterion(text, kind=kind)
    for node in walk(criterion.rule):
        assert 0 <= node.span.start <= node.span.end <= len(text)
    return criterion


@given(unicode_text, kinds)
def test_any_text_compiles(text: str, kind: CriterionKind) -> None:
    assert_lawful(text, kind)


@given(sentences, kinds)
def test_any_words_of_the_language_compile_and_read_back(text: str, kind: CriterionKind) -> None:
    rule = assert_lawful(text, kind).rule
    assert without_spans(compile_criterion(to_text(rule), kind=kind).rule) == without_spans(rule)


@given(altered(), kinds)
def test_any_altered_criterion_compiles_and_reads_back(text: str, kind: CriterionKind) -> None:
    rule = assert_lawful(text, kind).rule
    assert without_spans(compile_criterion(to_text(rule), kind=kind).rule) == without_spans(rule)


@given(sentences, kinds)
def test_compiling_is_repeatable(text: str, kind: CriterionKind) -> None:
    # The space changes the key under which a compiled rule is kept, so that the second is made anew.
    once, again = compile_criterion(text, kind=kind), compile_criterion(text + " ", kind=kind)
    assert without_spans(once.rule) == without_spans(again.rule)
    assert once.notes == again.notes


@given(sentences)
def test_the_kind_is_kept(text: str) -> None:
    for kind in get_args(CriterionKind):
        assert compile_criterion(text, kind=kind).kind == kind


# ------------------------------------------------------------------ hostile text


@pytest.mark.parametrize(
    "text",
    [
        "asthma ((moderate))",
        "asthma (< 6 months)",
        "may not be (except receiving any) (i.e., active) cardiac disease",
        "unless ,,   or",
    ],
    ids=["brackets in brackets", "only a length in brackets", "two links in brackets", "an exception from nothing"],
)
def test_brackets_and_links_with_nothing_of_their_own_compile(text: str) -> None:
    for kind in get_args(CriterionKind):
        assert_lawful(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "(" * 10_000,
        ")" * 10_000,
        "(" * 10_000 + "x" + ")" * 10_000,
        "x" * 1_000_000,
        "fnord " * 170_000,
        "\x00\x01\x02\x7f\x1b",
        "((((fnord",
        "fnord))))",
    ],
    ids=["empty", "blank", "opening", "closing", "nested", "one word", "1 MB", "control characters", "unclosed", "unopened"],
)
def test_hostile_text_settles_nothing(text: str) -> None:
    for kind in get_args(CriterionKind):
        rule = assert_lawful(text, kind).rule
        nodes = list(walk(rule))
        # A name that no vocabulary knows may stand as a condition of that very name; nothing may be true by itself.
        assert not any(node.kind == "permission" for node in nodes)
        assert screened_empty(text, kind) == "unknown"


@pytest.mark.parametrize("text", ["INR ≥ 1.5 " * 100_000, "ascites, " * 120_000, "no " * 350_000], ids=["limits", "list", "negations"])
def test_a_megabyte_of_criteria_in_one_is_opaque_and_says_so(text: str) -> None:
    criterion = compile_criterion(text)
    assert isinstance(criterion.rule, Opaque)
    assert criterion.notes == ("longer than 20,000 characters: not read",)


@pytest.mark.parametrize("opening", ["(", "no (", "ascites (", "(INR ≥ 1.5 or ", "except ("])
def test_deep_nesting_returns(opening: str) -> None:
    text = opening * 1_000
    assert_lawful(text, "inclusion")
    assert_lawful(text + ")" * 1_000, "exclusion")


@pytest.mark.parametrize(
    "unit",
    [
        *("gout and either a or b, ", "gout or both a and b ", "(a and b) or ", "no gout or ", "2 of 3 of ", "AST <= 1 - "),
        *("patients with gout are excluded if ", "men are exempt; all other patients must have gout; ", "gout, or gout, and gout, "),
        *("gout, or, in women, asthma, ", "gout requiring aspirin, surgery or ", "cancer including melanoma except "),
    ],
)
def test_what_repeats_itself_returns(unit: str) -> None:
    assert_lawful(unit * (20_000 // len(unit)), "inclusion")


def screened_empty(text: str, kind: CriterionKind) -> str:
    (criterion,) = (trial := Trial.from_criteria(**{kind: [text]})).criteria
    return screen({}, trial)[criterion.id].outcome


# ------------------------------------------------------------------ the empty record


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_the_empty_record_settles_no_criterion_of_a_seed(seed: Path) -> None:
    trial = load_trial(seed)
    report = screen({}, trial)
    assert {c.id: report[c.id].outcome for c in trial.walk()} == {c.id: "unknown" for c in trial.walk()}
    assert report.verdict == "undetermined"


@given(st.sampled_from(["No prior chemotherapy", "No ascites", "Without diabetes"]))
def test_a_bare_no_among_the_exclusions_keeps_both_readings(text: str) -> None:
    assert isinstance(compile_criterion(text, kind="exclusion").rule, Ambiguous)


@pytest.mark.parametrize("unit", ["AST <= 3 x ULN ", "NYHA III ", "\\", "(", "fever, ", "1,", "hepatitis A, B or C ", "fever caused by "])
def test_time_grows_with_the_length_not_with_its_square(unit: str) -> None:
    # The second text is four times as long; sixteen times the time would be quadratic. The first second and a half are noise.
    short, long = (_seconds(unit, length) for length in (4_900, 19_600))
    assert long < max(1.5, 8 * short)


def _seconds(unit: str, length: int) -> float:
    """The quickest of four compilations: a full turn of the garbage collector may fall into one, and other work on the machine."""
    times = []
    for again in range(4):
        text = (unit * length)[: length - again]  # another text each time: what was compiled is remembered
        began = process_time()
        compile_criterion(text)
        times.append(process_time() - began)
    return min(times)
