"""Text → trial: calls the stages in order and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from eligibility.compiler.accounting.numbers import lost_numbers
from eligibility.compiler.accounting.words import elements_of, link_words, unaccounted
from eligibility.compiler.canonical.from_tree import is_canonical, parse_canonical
from eligibility.compiler.frames.context import Context, Ledger
from eligibility.compiler.links.demands import within_subgroups
from eligibility.compiler.measured.loose_limits import with_loose_limits
from eligibility.compiler.people.sexes import limits_among_alternatives, unread_limit
from eligibility.compiler.recorded.own_conditions import asked_conditions, depends_on_conditions, with_doubt
from eligibility.compiler.series import read_block
from eligibility.compiler.skeleton.unread_heads import under_unread_head
from eligibility.compiler.syntax.counted_heads import with_counted_end
from eligibility.compiler.syntax.parse_tree import Block, parse
from eligibility.compiler.trial.bracketed_sentences import unwrapped
from eligibility.compiler.trial.definitions import settle_definitions
from eligibility.compiler.trial.grouped import under_headings
from eligibility.compiler.trial.main_permissions import main_statement
from eligibility.compiler.trial.own_disease import settle_own_disease
from eligibility.compiler.trial.permitted import excuse
from eligibility.compiler.trial.polarity import settle_polarity
from eligibility.compiler.trial.populations import settle_populations
from eligibility.compiler.trial.structured import structured_criteria
from eligibility.errors import Diagnostic, EligibilityError, TrialError
from eligibility.reference.overlay import vocabulary_of
from eligibility.reference.value_sets import ValueSetSource, read_value_sets
from eligibility.reference.vocabulary import Vocabulary, forget, remembered, using, vocabulary
from eligibility.rules.checks import check_rule
from eligibility.rules.nodes import AllOf, Ambiguous, AnyNode, AnyOf, ConceptRef, Opaque, Permission, is_connective, walk, with_children
from eligibility.rules.trial import Criterion, CriterionKind
from eligibility.rules.trial import Trial as CompiledTrial
from eligibility.spans import Span, hull
from eligibility.text.criteria import CriterionText, study_criteria
from eligibility.text.definitions import Definition, definitions_in, meanings
from eligibility.text.homographs import told_by_company
from eligibility.text.sources import read_study
from eligibility.text.tokens import MAX_LENGTH, tokenize

# Each link word ("such as", "caused by", a colon) may nest the rule one level deeper; no criterion that people read has so many.
_MOST_LINKS = 60
# Longer criteria are hardly ever the same, and what is remembered must stay small.
_LONGEST_REMEMBERED = 2_000
KINDS = ("inclusion", "exclusion")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a criterion takes from its trial: the conditions that it is for, and the abbreviations it defines.

    `assumed`: the conditions that its inclusion criteria ask for, where nothing names those of the trial.
    """

    conditions: tuple[ConceptRef, ...]
    definitions: tuple[Definition, ...]
    assumed: tuple[ConceptRef, ...] = ()
    hashed: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hashed", hash((self.conditions, self.definitions, self.assumed)))

    def __hash__(self) -> int:
        return self.hashed  # found once for all criteria of the trial

    def of(self, text: str) -> _Setting:
        """The same for one criterion: without what makes no difference to it, which would only make caches miss."""
        definitions = tuple([d for d in self.definitions if d[0] in text])
        assumed = self.assumed if self.assumed and depends_on_conditions(text) else ()
        if definitions == self.definitions and assumed == self.assumed:
            return self  # one object for all criteria of most trials
        return _Setting(self.conditions, definitions, assumed)

    def with_asked(self, criteria: Iterable[Criterion]) -> _Setting:
        """The same with the conditions that these inclusion criteria ask for, where nothing names the trial's."""
        return self if self.conditions else replace(self, assumed=asked_conditions(criteria))


class Trial(CompiledTrial):
    """A trial whose criteria are compiled; make one with `load_trial`, `compile_trial` or `Trial.from_criteria`."""

    @classmethod
    def from_criteria(
        cls,
        inclusion: Iterable[str] = (),
        exclusion: Iterable[str] = (),
        conditions: Iterable[str] = (),
        id: str | None = None,
        *,
        value_sets: ValueSetSource | None = None,
    ) -> Trial:
        """A trial of criteria given one by one: `I1`, `I2` … and `E1`, `E2` … in their order.

        `conditions` are the names of what the trial is for; "other malignancy" leaves them out. `value_sets` as in `compile_trial`.
        """
        if isinstance(inclusion, str) or isinstance(exclusion, str) or isinstance(conditions, str):
            raise TypeError("inclusion, exclusion and conditions are lists of texts, not one text")
        texts = [(f"I{n}", "inclusion", t) for n, t in enumerate(inclusion, 1)] + [
            (f"E{n}", "exclusion", t) for n, t in enumerate(exclusion, 1)
        ]
        if not texts:
            raise TrialError(Diagnostic("E110", "the trial has no criterion", hint="give at least one inclusion or exclusion text"))
        with using(chosen_vocabulary(value_sets)):
            refs = condition_refs(conditions)
            setting = _Setting(refs, definitions_in("\n".join(t for _, _, t in texts)))
            setting = setting.with_asked(_criterion(t, "inclusion", name, setting) for name, kind, t in texts if kind == "inclusion")
            criteria = [_criterion(t, cast(CriterionKind, kind), name, setting) for name, kind, t in texts]
            return cls(id=id, conditions=refs, criteria=_settled(criteria, refs))


def load_trial(source: str | Path, *, value_sets: ValueSetSource | None = None) -> Trial:
    """Reads and compiles a trial from a file: a study JSON of the ClinicalTrials.gov API v2, a saved registry page, or plain text.

    `value_sets` as in `compile_trial`. Raises TrialError, which names the file and what is wrong with it.
    """
    with using(chosen_vocabulary(value_sets)):
        return _compiled(Path(source))


def compile_trial(study: str | Mapping[str, Any], *, value_sets: ValueSetSource | None = None) -> Trial:
    """Compiles a trial from its text (a registry page, plain text, JSON text) or a parsed study JSON. Raises TrialError.

    `value_sets` are concepts, names and codes of the user (docs: value sets): a file, a mapping or ValueSets. Screen with the same ones.
    """
    with using(chosen_vocabulary(value_sets)):
        return _compiled(study)


def chosen_vocabulary(value_sets: ValueSetSource | None) -> Vocabulary | None:
    """The vocabulary of value sets; None (the one in use) where there are none. Raises ValueSetError."""
    return vocabulary_of(read_value_sets(value_sets)) if value_sets is not None else None


def compile_criterion(
    text: str,
    kind: CriterionKind = "inclusion",
    conditions: Sequence[str] = (),
    id: str | None = None,
    *,
    value_sets: ValueSetSource | None = None,
) -> Criterion:
    """Compiles one criterion. Never fails on text: what is not understood is opaque.

    `kind` decides what lists and polarity mean (contract §§1–2); `conditions` are the names of what the trial is for; `value_sets` as in
    `compile_trial`. Spans refer to `text`.
    Canonical text ("rule: …") is read back as the very tree it was printed from; a mistake in it raises EligibilityError.
    """
    if kind not in KINDS:
        raise EligibilityError(Diagnostic("E311", f"kind is {kind!r}", hint="expected 'inclusion' or 'exclusion'"))
    if not isinstance(text, str):
        raise EligibilityError(Diagnostic("E312", f"a criterion is a text, not {type(text).__name__}"))
    with using(chosen_vocabulary(value_sets)):
        setting = _Setting(condition_refs(conditions), definitions_in(text))
        criterion = _criterion(text, kind, id or ("I1" if kind == "inclusion" else "E1"), setting)
        return criterion if is_canonical(text) else settle_own_disease(settle_polarity([criterion]), setting.conditions)[0]


def condition_refs(names: Iterable[str]) -> tuple[ConceptRef, ...]:
    """The trial's conditions as concepts; names that the vocabulary does not know keep their words."""
    found = [(name, vocabulary().lookup(name, "condition")) for name in names]
    return tuple(ConceptRef(id=c.id, name=c.name) if c is not None else ConceptRef(id=None, name=name) for name, c in found)


def _compiled(source: str | Path | Mapping[str, Any]) -> Trial:
    study = read_study(source)
    conditions = condition_refs(study.conditions)
    try:
        texts = study_criteria(study)
    except TrialError as error:
        if isinstance(source, Path):
            raise TrialError(*(Diagnostic(d.code, f"{source}: {d.message}", d.span, d.hint) for d in error.diagnostics)) from None
        raise
    setting = _Setting(conditions, definitions_in(study.source))
    settled = _settled(_of_texts(texts, study.source, setting), conditions)
    criteria = under_headings(settled, texts, study.source, lambda words: _rule(words, "inclusion", setting, Ledger()))
    return Trial(
        id=study.id,
        title=study.title,
        conditions=conditions,
        criteria=(*structured_criteria(study.structured), *criteria),
        source=study.source,
        warnings=study.warnings,
    )


def _settled(criteria: Sequence[Criterion], conditions: tuple[ConceptRef, ...]) -> tuple[Criterion, ...]:
    """The criteria with what only all of them together tell."""
    settled = settle_polarity(settle_populations(settle_definitions(criteria)))
    settled = settle_own_disease(settled, conditions)
    # Canonical text says by itself what it means.
    return tuple(c if is_canonical(c.text) else s for c, s in zip(criteria, settled, strict=True))


def _of_texts(texts: Sequence[CriterionText], source: str, setting: _Setting) -> list[Criterion]:
    """The criteria of all sections.

    Where nothing names the trial's conditions, the inclusion criteria are compiled first, to see which they ask for. Few of them depend
    on that themselves; only those are compiled again.
    """
    if setting.conditions:
        return [_from_text(t, source, setting) for t in texts]
    first = [_from_text(t, source, setting) if t.kind == "inclusion" else None for t in texts]
    setting = setting.with_asked(c for c in first if c is not None)
    return [
        _from_text(t, source, setting) if c is None or (setting.assumed and depends_on_conditions(t.text)) else c
        for t, c in zip(texts, first, strict=True)
    ]


def _from_text(text: CriterionText, source: str, setting: _Setting) -> Criterion:
    """A criterion of a section, its children compiled with it."""
    children = tuple(_from_text(child, source, setting) for child in text.children)
    ledger = Ledger()
    if not children:
        words = text.span.of(source)
        rule = _shifted(_rule(words, text.kind, setting, ledger), text.span.start)
    else:
        head = text.head.of(source)
        body = _by_rows([child.rule for child in children], text.rows)
        rule = _with_children(head, text, body, setting, ledger)
    if text.lead is not None:
        rule, note = _led(rule, text.lead)
        ledger.note(note)
    return Criterion.trusted(
        id=text.id,
        kind=text.kind,
        text=text.text,
        span=text.span,
        rule=rule,
        notes=tuple(ledger.notes),
        assumptions=tuple(ledger.assumptions),
        children=children,
    )


def _by_rows(rules: list[AnyNode], rows: tuple[int, ...]) -> list[AnyNode]:
    """The members of a list, those that an "or" at the ends of lines ties together as one."""
    body: list[AnyNode] = []
    first = 0
    for size in rows or (1,) * len(rules):
        row = rules[first : first + size]
        body.append(row[0] if size == 1 else AnyOf(span=hull(r.span for r in row), children=tuple(row)))
        first += size
    return body


def _with_children(head: str, text: CriterionText, body: list[AnyNode], setting: _Setting, ledger: Ledger) -> AnyNode:
    """The head of a list over its members' rules."""
    if not head.strip():
        return AnyOf(span=text.span, children=tuple(body))
    if text.sure is None or text.sure >= len(body):
        return _listed(head, text, body, setting, ledger)
    why = f"the text does not show where the list under {' '.join(head.split())!r} ends"
    ledger.note(why)
    readings = []
    for end in range(text.sure, len(body) + 1):
        inside = _listed(head, text, body[:end], setting, ledger)
        together = AllOf if text.kind == "inclusion" else AnyOf
        readings.append(together(span=text.span, children=(inside, *body[end:])) if body[end:] else inside)
    return Ambiguous(span=text.span, readings=tuple(readings), why=why)


def _listed(head: str, text: CriterionText, body: list[AnyNode], setting: _Setting, ledger: Ledger) -> AnyNode:
    """The head of a list over these members of it."""
    placed = [_shifted(node, -text.head.start) for node in body]
    return _shifted(_rule(head, text.kind, setting, ledger, placed), text.head.start)


def _led(rule: AnyNode, lead: str) -> tuple[AnyNode, str]:
    """A line above announces a list, and the text does not show whether this is still a member of it: both readings are kept."""
    alone = Opaque(span=rule.span, text=lead)
    note = f"it may belong to the list under {lead!r}"
    return Ambiguous(span=rule.span, readings=(rule, alone), why=note), note


def _criterion(text: str, kind: CriterionKind, name: str, setting: _Setting) -> Criterion:
    ledger = Ledger()
    rule = parse_canonical(text) if is_canonical(text) else _rule(text, kind, setting, ledger)
    return Criterion(
        id=name, kind=kind, text=text, span=Span(0, len(text)), rule=rule, notes=tuple(ledger.notes), assumptions=tuple(ledger.assumptions)
    )


def _rule(text: str, kind: CriterionKind, setting: _Setting, ledger: Ledger, body: list[AnyNode] | None = None) -> AnyNode:
    """text → tokens → parse tree → rule tree, checked."""
    if body is None and len(text) <= _LONGEST_REMEMBERED:
        read = _cached_rule(text, kind, setting.of(text))
    else:
        read = _fresh_rule(text, kind, setting.of(text), body)
    rule, notes, assumptions = read
    for note in notes:
        ledger.note(note)
    for assumption in assumptions:
        ledger.assume(assumption)
    return rule


@remembered(maxsize=4096)
def _cached_rule(text: str, kind: CriterionKind, setting: _Setting) -> tuple[AnyNode, tuple[str, ...], tuple[str, ...]]:
    return _fresh_rule(text, kind, setting, None)


def forget_criteria() -> None:
    """Forgets the criteria compiled so far; only measuring needs it."""
    forget(_cached_rule)


def _fresh_rule(
    text: str, kind: CriterionKind, setting: _Setting, body: list[AnyNode] | None
) -> tuple[AnyNode, tuple[str, ...], tuple[str, ...]]:
    ledger = Ledger()
    whole = Span(0, len(text))
    ctx = Context(
        text=text,
        kind=kind,
        mode="all" if kind == "inclusion" else "any",
        ledger=ledger,
        conditions=setting.conditions,
        assumed=setting.assumed,
    )
    if len(text) > MAX_LENGTH:
        ledger.note(f"longer than {MAX_LENGTH:,} characters: not read")
        return ctx.opaque(whole), tuple(ledger.notes), ()
    tokens = tokenize(text, {**told_by_company(text), **meanings(setting.definitions)})
    block = unwrapped(parse(tokens if body is None else with_counted_end(tokens)))
    rule = _read(block, ctx, body) or ctx.opaque(whole)
    permits = bool(ledger.permitted) or Permission in map(type, walk(rule))
    rule = excuse(rule, kind, ledger.permitted) if permits else rule
    elements = [e for e in elements_of(block) if id(e) not in ledger.idle] if ledger.idle else elements_of(block)
    if kind == "exclusion":
        rule = within_subgroups(rule)
    else:
        rule = unread_limit(limits_among_alternatives(main_statement(rule, elements, ctx) if permits else rule), elements)
    lost = unaccounted(elements, rule, ledger) or lost_numbers(elements, rule, text)
    if lost:
        words = ", ".join(repr(span.of(text)) for span in lost)
        ledger.note(f"not understood as a whole: {words} found no place in the rule")
        rule = ctx.opaque(whole) if body is None else under_unread_head(ctx.opaque(whole), body, text, kind)
    problems = check_rule(rule)
    if problems:
        for problem in problems:
            ledger.note(f"{problem.code}: {problem.message}")
        rule = ctx.opaque(whole)
    if Opaque in map(type, walk(rule)):
        rule = with_loose_limits(rule, elements)
    rule = with_doubt(rule) if setting.assumed else rule
    return rule, tuple(ledger.notes), tuple(ledger.assumptions)


def _read(block: Block, ctx: Context, body: list[AnyNode] | None) -> AnyNode | None:
    """The rule of a block, or None where its words make no rule that could be built."""
    # Each takes a character at least, so that short texts need not be looked through.
    if len(ctx.text) > _MOST_LINKS and sum(1 for _ in link_words(block)) > _MOST_LINKS:
        ctx.ledger.note(f"more than {_MOST_LINKS} link words: not read")
        return None
    try:
        return read_block(block, ctx, body)
    except ValidationError as problem:  # a builder put together what no rule may be: an empty range of classes, an infinite limit
        ctx.ledger.note(f"not understood as a whole: {problem.errors()[0]['msg']}")
        return None


def _shifted(node: AnyNode, by: int) -> AnyNode:
    """The tree with all its spans moved: from a criterion's own text to its source."""

    if by == 0:
        return node
    span = node.span.shifted(by)
    if type(node) is Opaque and node.limits:  # an instance check that fails takes five times as long
        return node.replaced(span=span, limits=tuple(limit.replaced(span=limit.span.shifted(by)) for limit in node.limits))
    return with_children(node, partial(_shifted, by=by), span=span) if is_connective(node) else node.replaced(span=span)
