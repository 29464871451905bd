"""Reading canonical text: what it makes of each phrase, and what it says of a text it cannot read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from eligibility.compiler.canonical.from_tree import is_canonical, parse_canonical
from eligibility.errors import EligibilityError
from eligibility.resources import grammar_file
from eligibility.rules import nodes
from eligibility.rules.checks import MAX_DEPTH
from eligibility.rules.nodes import AnyNode, ConceptRef
from eligibility.rules.printing import Role, to_text, without_spans
from eligibility.spans import Span

SEEDS = Path(__file__).parents[4] / "seeds"


def resolve(name: str, role: Role) -> str | None:
    return {("liver", "site"): "liver", ("bilirubin", "observation"): "total-bilirubin"}.get((name, role))


def read(text: str) -> AnyNode:
    return parse_canonical(text, resolve)


def phrases() -> list[str]:
    """The example phrases of the grammar that are whole statements: the comments just above the rules for statements."""
    lines = (
        grammar_file("canonical.lark")
        .read_text(encoding="utf-8")
        .split("// ---------------------------------------------------------------- q")[0]
    )
    comments = [line.removeprefix("// ") for line in lines.split("\n") if line.startswith("// ") and not line.startswith("// --")]
    whole = [part for comment in comments for part in comment.split("          ")]
    beginnings = (
        "all ",
        "any ",
        "not (",
        "at least ",
        "if (",
        "general (",
        "either (",
        "restated (",
        "permitted ",
        "opaque ",
        "age ",
        "sex ",
        "increase ",
    )
    entries = ("condition ", "procedure ", "medication ", "allergy ", "family ", "rule: ")
    return [
        part
        for part in whole
        if part.startswith((*beginnings, *entries)) or (part.startswith('"') and any(c in part for c in (">=", " is ", "between")))
    ]


def test_the_grammar_has_a_phrase_for_every_statement() -> None:
    assert {read(phrase).kind for phrase in phrases()} == {
        each.model_fields["kind"].default for each in nodes.Node.__subclasses__() + nodes.Fact.__subclasses__() if each is not nodes.Fact
    }


@pytest.mark.parametrize("phrase", phrases())
def test_every_phrase_of_the_grammar_reads(phrase: str) -> None:
    tree = read(phrase)
    assert without_spans(read(to_text(tree, resolve))) == without_spans(tree)


def test_a_node_has_the_span_of_its_text() -> None:
    text = 'rule: any of (sex female;\n  not (condition "ascites", ever))'
    tree = read(text)
    assert [node.span.of(text) for node in nodes.walk(tree)] == [
        'any of (sex female;\n  not (condition "ascites", ever))',
        "sex female",
        'not (condition "ascites", ever)',
        'condition "ascites", ever',
    ]


def test_a_name_without_an_id_is_looked_up_in_its_role() -> None:
    assert read('condition "liver", site "liver"') == nodes.HasCondition(
        span=Span(0, 31), concept=ConceptRef(id=None, name="liver"), sites=(ConceptRef(id="liver", name="liver"),)
    )


@pytest.mark.parametrize(
    ("words", "concept_id"), [('"bilirubin"', "total-bilirubin"), ('"bilirubin" {?}', None), ('"b" {x}', "x"), ('"b" {"a \\" b"}', 'a " b')]
)
def test_a_written_id_is_taken_as_it_stands(words: str, concept_id: str | None) -> None:
    tree = read(f"{words} is true")
    assert isinstance(tree, nodes.Stated)
    assert tree.observation.id == concept_id


def test_qualifiers_stand_in_any_order() -> None:
    one = read('medication "x", ever, route "oral", lasting > 2 weeks, how "said"')
    assert without_spans(one) == without_spans(read('medication "x", how "said", lasting > 2 weeks, route "oral", ever'))


def test_a_singular_unit_of_time_reads_like_its_plural() -> None:
    assert read("age >= 18 year") == read("age >= 18 years").model_copy(update={"span": Span(0, 14)})


def test_escapes_stand_for_their_characters() -> None:
    tree = read(r'permitted "a\n\"b\"\\\u{1fa7a}\u{d800}"')
    assert isinstance(tree, nodes.Permission)
    assert tree.text == 'a\n"b"\\\U0001fa7a\ud800'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'condition "ascites", within 7 dayz before on',
            "E101: canonical text cannot go on with 'dayz'\n"
            '  - condition "ascites", within 7 dayz before on\n'
            "                                  ^^^^\n"
            "  hint: did you mean 'day'? expected ',' or 'before' or 'after' or 'or' or 'to' or the end",
        ),
        (
            "all of (sex female; sex femal)",
            "E101: canonical text cannot go on with 'femal'\n"
            "  - all of (sex female; sex femal)\n"
            "                            ^^^^^\n"
            "  hint: did you mean 'female'? expected 'female' or 'male'",
        ),
        (
            "all of (sex female",
            "E101: the canonical text ends too early\n  - all of (sex female\n                      ^\n  hint: expected ')' or ';'",
        ),
        (
            "sex female sex male",
            "E101: canonical text cannot go on with 'sex'\n  - sex female sex male\n               ^^^\n  hint: expected the end",
        ),
        (
            'condition "ascites',
            "E104: the quoted text is not closed on its line\n"
            '  - condition "ascites\n'
            "              ^\n"
            '  hint: write " at its end, and \\" for a quote inside it',
        ),
        (
            'family history "ascites"',
            "E101: canonical text cannot go on with '\"ascites\"'\n"
            '  - family history "ascites"\n'
            "                   ^^^^^^^^^\n"
            "  hint: expected 'of'",
        ),
        (
            '"INR" > 1e999',
            "E103: '1e999' is too large a number\n  - \"INR\" > 1e999\n            ^^^^^\n  hint: expected a number below 1e308",
        ),
        (
            "at least 0 of (sex male)",
            "E103: '0' is no number of statements\n  - at least 0 of (sex male)\n             ^\n  hint: expected a whole number from 1",
        ),
        (
            r'opaque "a\q"',
            'E103: \\q stands for no character\n  - opaque "a\\q"\n           ^^^^^\n'
            '  hint: write \\" for a quote, \\\\ for a backslash, \\n for a line end',
        ),
        (
            'condition "ascites", dose >= 3 mg',
            "E105: a condition has no dose\n"
            '  - condition "ascites", dose >= 3 mg\n'
            "                         ^^^^^^^^^^^^\n"
            "  hint: take these words out",
        ),
        (
            'increase of "INR" > 1, ever',
            'E105: a change has no tense\n  - increase of "INR" > 1, ever\n                           ^^^^\n  hint: take these words out',
        ),
        (
            'condition "ascites", ever, ever',
            "E105: tense is said twice\n"
            '  - condition "ascites", ever, ever\n'
            "                               ^^^^\n"
            "  hint: say it once; join what it may be with or",
        ),
    ],
    ids=lambda value: value.split("\n")[0],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, message: str) -> None:
    with pytest.raises(EligibilityError) as error:
        read(text)
    assert str(error.value) == message


def test_a_window_is_said_once_with_its_onset_or_without() -> None:
    tree = read('condition "x", onset within 3 days before on')
    assert isinstance(tree, nodes.HasCondition)
    assert tree.timing.onset is True
    assert tree.timing.window == nodes.Window(start=nodes.Duration(value=3, unit="day"))
    with pytest.raises(EligibilityError, match="E105: window is said twice"):
        read('condition "x", within 7 days before on, onset within 3 days before on')


def test_an_unknown_beginning_is_told_what_a_statement_is() -> None:
    with pytest.raises(EligibilityError, match="did you mean 'all'\\? expected a statement: all of, any of, not, ") as error:
        read("rule: al of (sex male)")
    assert error.value.diagnostics[0].span == Span(6, 8)


def test_nesting_is_bounded() -> None:
    def nested(depth: int) -> str:
        return "not (" * depth + 'opaque "((("' + ")" * depth

    assert sum(1 for _ in nodes.walk(read(nested(MAX_DEPTH - 1)))) == MAX_DEPTH
    for depth in (MAX_DEPTH, 100_000):
        with pytest.raises(EligibilityError, match=f"E102: statements are nested more than {MAX_DEPTH} deep"):
            read(nested(depth))


def test_parentheses_in_names_and_ids_are_no_nesting() -> None:
    text = 'condition "' + "(" * 200 + '" {"' + ")" * 200 + '"}'
    assert to_text(read(text), resolve) == f"rule: {text}"


@pytest.mark.parametrize(
    "text",
    [
        '"' * 200_000,
        '\\"' * 100_000,
        "(" * 200_000,
        'opaque "' + "\\" * 200_001,
        '"x" > ' + "9" * 200_000,
        "{" * 200_000,
        " " * 200_000,
        "a" * 200_000,
    ],
    ids=["quotes", "escaped quotes", "parentheses", "backslashes", "digits", "braces", "spaces", "letters"],
)
def test_a_long_text_is_refused_quickly_and_not_repeated(text: str) -> None:
    started = time.perf_counter()
    with pytest.raises(EligibilityError) as error:
        read(text)
    assert time.perf_counter() - started < 5
    assert len(str(error.value)) < 600


@pytest.mark.parametrize(
    "text",
    [
        "All of the following",
        "Any of the following:",
        "age 18 or older",
        "Age >= 18 years",
        "Not pregnant",
        "= 18 years of age",
        "at least 2 of the following",
        "If female, then a negative pregnancy test",
        "sex: female",
        "Condition: hepatitis B",
        "rule: patients must be 18 or older",
        "Rule: all of (these)",
        "rule out pregnancy",
        "rule: not pregnant",
        '"Total bilirubin" >= 12 mg/dL',
        "",
    ],
)
def test_a_natural_criterion_is_not_taken_for_canonical_text(text: str) -> None:
    assert not is_canonical(text)


def test_no_line_of_a_seed_is_taken_for_canonical_text() -> None:
    lines = [line for seed in SEEDS.glob("*.txt") for line in seed.read_text(encoding="utf-8").split("\n")]
    assert len(lines) > 50
    assert not any(map(is_canonical, lines))


@pytest.mark.parametrize("phrase", phrases())
def test_every_statement_with_its_marker_is_taken_for_canonical_text(phrase: str) -> None:
    assert is_canonical(f"  rule: {phrase.removeprefix('rule: ')}")
