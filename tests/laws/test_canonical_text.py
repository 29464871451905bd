"""Laws of canonical text: every tree prints, and reads back to itself."""

from __future__ import annotations

import re

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from eligibility.compiler.canonical.from_tree import is_canonical, parse_canonical
from eligibility.errors import EligibilityError
from eligibility.rules.nodes import AnyNode, AnyOf, ConceptRef, HasCondition, Not, Opaque, walk
from eligibility.rules.printing import Role, to_phrase, to_text, tree_lines, without_spans
from strategies import IDS, NAMES, NODE_TYPES, rule_trees, texts

KNOWN = dict(zip(NAMES, IDS, strict=True))
WORDS = re.findall(
    r"\S+",
    """all any of not ( ( ) ) ; ; , , at least 2 if then general such as either because opaque permitted
    age exactly years sex male >= < = 3 1e999 mg/dL x ULN is true between and exclusive increase per day
    condition allergy to family history medication dose route for due stage on
    scale ever onset within 7 days before lasting "x" "y" "" "\\n" "\\q" {?} {a} {"b"} [needs judgement] rule:""",
)


def resolve(name: str, role: Role) -> str | None:
    """The vocabulary of these tests; "liver" is known as a site only."""
    return KNOWN.get(name) if name != "liver" or role == "site" else None


def test_the_strategy_makes_every_node_type() -> None:
    made: set[type] = set()

    @settings(phases=[Phase.generate], max_examples=300, database=None, derandomize=True)
    @given(rule_trees())
    def collect(tree: AnyNode) -> None:
        made.update(map(type, walk(tree)))

    collect()
    assert made == set(NODE_TYPES)


@given(rule_trees())
def test_printing_then_reading_gives_the_same_tree(tree: AnyNode) -> None:
    assert without_spans(parse_canonical(to_text(tree, resolve), resolve)) == without_spans(tree)


@given(rule_trees())
def test_a_part_reads_back_without_the_marker(tree: AnyNode) -> None:
    assert without_spans(parse_canonical(to_phrase(tree, resolve), resolve)) == without_spans(tree)


@given(rule_trees())
def test_printing_does_not_look_at_spans(tree: AnyNode) -> None:
    assert to_text(tree, resolve) == to_text(without_spans(tree), resolve)


@given(rule_trees())
def test_reading_then_printing_gives_the_same_text(tree: AnyNode) -> None:
    text = to_text(tree, resolve)
    assert to_text(parse_canonical(text, resolve), resolve) == text


@given(rule_trees())
def test_canonical_text_is_one_printable_line_known_as_canonical(tree: AnyNode) -> None:
    text = to_text(tree, resolve)
    assert text.isprintable()
    assert is_canonical(text)


@given(rule_trees())
def test_layout_between_words_is_free(tree: AnyNode) -> None:
    text = to_text(tree, resolve)
    spread = re.sub(r'("(?:[^"\\]|\\.)*")|([;,()])', lambda m: m.group(1) or f"\n {m.group(2)}\t", text)
    assert without_spans(parse_canonical(spread, resolve)) == without_spans(tree)


@given(rule_trees(), rule_trees())
def test_different_trees_have_different_texts(one: AnyNode, other: AnyNode) -> None:
    assume(without_spans(one) != without_spans(other))
    assert to_text(one, resolve) != to_text(other, resolve)


@given(rule_trees())
def test_a_tree_reads_back_whatever_the_vocabulary_knows(tree: AnyNode) -> None:
    for other in (lambda name, role: None, lambda name, role: name, lambda name, role: f"{role} {name}"):
        assert without_spans(parse_canonical(to_text(tree, other), other)) == without_spans(tree)


@given(texts, st.one_of(st.none(), texts))
def test_any_name_and_id_read_back(name: str, concept_id: str | None) -> None:
    tree = HasCondition(concept=ConceptRef(id=concept_id, name=name))
    assert without_spans(parse_canonical(to_text(tree, resolve), resolve)) == tree


@given(rule_trees())
def test_every_part_has_the_span_of_its_own_text(tree: AnyNode) -> None:
    text = to_text(tree, resolve)
    for node in walk(parse_canonical(text, resolve)):
        assert without_spans(parse_canonical(node.span.of(text), resolve)) == without_spans(node)


@given(rule_trees())
def test_the_tree_view_has_one_line_a_node(tree: AnyNode) -> None:
    lines = tree_lines(tree, resolve=resolve).split("\n")
    assert [line.split()[0] for line in lines] == [node.kind for node in walk(tree)]


def test_deep_trees_read_back() -> None:
    tree: AnyNode = Opaque(text="x")
    for level in range(50):
        tree = Not(child=tree) if level % 2 else AnyOf(children=(tree, Opaque(text="y")))
    assert without_spans(parse_canonical(to_text(tree, resolve), resolve)) == tree


@given(st.text())
def test_no_text_makes_anything_but_a_tree_or_an_eligibility_error(text: str) -> None:
    assert_read_or_refused(text)


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_no_words_of_the_language_make_anything_but_a_tree_or_an_eligibility_error(text: str) -> None:
    assert_read_or_refused(text)


@given(rule_trees(), st.data())
def test_no_damage_to_a_text_makes_anything_but_a_tree_or_an_eligibility_error(tree: AnyNode, data: st.DataObject) -> None:
    text = to_text(tree, resolve)
    at = data.draw(st.integers(0, len(text) - 1))
    assert_read_or_refused(text[:at] + data.draw(st.text(max_size=3)) + text[at + data.draw(st.integers(0, 3)) :])


def assert_read_or_refused(text: str) -> None:
    try:
        tree = parse_canonical(text, resolve)
    except EligibilityError as error:
        (diagnostic,) = error.diagnostics
        assert diagnostic.span is not None
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
        assert diagnostic.hint
    else:
        assert without_spans(parse_canonical(to_text(tree, resolve), resolve)) == without_spans(tree)
