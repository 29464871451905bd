"""Neighbouring tokens that say one thing: they become one before phrases are looked for.

A sign or unit said again in brackets ("at least (>=) 55 percent (%)", "470 milliseconds (msec)") belongs to the words before it; a date, a
time and a day "of enrollment" are the enrollment, and so are an "enrollment date" and a "screening phase".
"""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.syntax.adjectives_behind import with_adjectives_behind
from eligibility.compiler.syntax.any_lesion import PRIMARY, with_any_lesion
from eligibility.compiler.syntax.bare_plurals import with_bare_plurals
from eligibility.compiler.syntax.both_sides import SIDES, with_both_sides
from eligibility.compiler.syntax.bracketed_adjectives import without_adjective_brackets
from eligibility.compiler.syntax.bracketed_ages import PEOPLE, with_bracketed_ages
from eligibility.compiler.syntax.bracketed_ends import without_brackets
from eligibility.compiler.syntax.bracketed_ranges import with_ranges
from eligibility.compiler.syntax.commas_in_names import BEFORE_COMMAS, with_commas_in_names
from eligibility.compiler.syntax.compound_adjectives import with_compound_adjectives
from eligibility.compiler.syntax.counted_heads import QUANTIFIERS, with_counted_heads
from eligibility.compiler.syntax.half_years import HALF, with_halved_years
from eligibility.compiler.syntax.headed_allergens import ALLERGY_NOUNS, with_headed_allergens
from eligibility.compiler.syntax.headed_classes import with_headed_classes
from eligibility.compiler.syntax.joined_abilities import ABILITIES, with_joined_abilities
from eligibility.compiler.syntax.joined_age_groups import AGE_GROUPS, with_age_groups, with_sides
from eligibility.compiler.syntax.joined_alterations import ALTERATIONS, with_alterations
from eligibility.compiler.syntax.joined_analytes import with_analytes
from eligibility.compiler.syntax.joined_assays import ASSAY, with_assays
from eligibility.compiler.syntax.joined_circumstances import REQUIRING, with_circumstances
from eligibility.compiler.syntax.joined_codes import with_codes
from eligibility.compiler.syntax.joined_compliance import COMPLYING, with_compliance
from eligibility.compiler.syntax.joined_consent_words import with_consent_words
from eligibility.compiler.syntax.joined_consents import OTHERS, with_consents
from eligibility.compiler.syntax.joined_findings import FINDING_WORDS, with_findings
from eligibility.compiler.syntax.joined_first_doses import BEGINNING_WORDS, with_first_doses
from eligibility.compiler.syntax.joined_freedoms import NONE, UNLIMITED, with_freedoms
from eligibility.compiler.syntax.joined_genes import MUTATED, WILD, with_genes
from eligibility.compiler.syntax.joined_halves import HALVES, with_halves
from eligibility.compiler.syntax.joined_histories import PRIOR_TREATMENTS, with_prior_treatments
from eligibility.compiler.syntax.joined_lacks import TOO_LITTLE, with_lacks
from eligibility.compiler.syntax.joined_languages import KNOWING, LANGUAGE, with_languages
from eligibility.compiler.syntax.joined_names import with_parted_names
from eligibility.compiler.syntax.joined_nodes import NODES, with_nodal_status
from eligibility.compiler.syntax.joined_onsets import ONSETS, with_onsets
from eligibility.compiler.syntax.joined_operations import KIND_NOUNS, with_kind_nouns
from eligibility.compiler.syntax.joined_overexpression import OVEREXPRESSION, with_overexpression
from eligibility.compiler.syntax.joined_participations import TAKING_PART, with_participations
from eligibility.compiler.syntax.joined_people import QUALITIES, with_any_people
from eligibility.compiler.syntax.joined_purposes import with_purposes
from eligibility.compiler.syntax.joined_reactions import REACTING, with_reactions
from eligibility.compiler.syntax.joined_receptors import with_receptors
from eligibility.compiler.syntax.joined_recoveries import RESOLUTION, with_recoveries
from eligibility.compiler.syntax.joined_regimens import NAMED_BY_A_DRUG, with_regimens
from eligibility.compiler.syntax.joined_salts import with_salts
from eligibility.compiler.syntax.joined_ways import WAYS, with_ways_before
from eligibility.compiler.syntax.limits_for_age import with_limits_for_age
from eligibility.compiler.syntax.measured_findings import with_low_and_high, with_measured_findings, with_other_limits, with_second_limits
from eligibility.compiler.syntax.metastatic_forms import METASTATIC_FORMS, with_metastatic_forms
from eligibility.compiler.syntax.named_laboratories import LABORATORIES, with_laboratories
from eligibility.compiler.syntax.nested_names import with_nested_names
from eligibility.compiler.syntax.not_counted import COUNTED, with_uncounted
from eligibility.compiler.syntax.numbered_classes import CLASS_NAMES, NUMBERED_NAMES, with_numbered_classes
from eligibility.compiler.syntax.numbered_names import JOINED_BY, with_numbered_names
from eligibility.compiler.syntax.only_behind import ONLY, with_only_behind
from eligibility.compiler.syntax.own_families import OWN_OR_FAMILY, with_own_families
from eligibility.compiler.syntax.own_numbers import without_own_number
from eligibility.compiler.syntax.parted_phrases import BEFORE_OBJECTS, with_parted_phrases
from eligibility.compiler.syntax.passes import Pass, Passes, concern_tokens, run_passes
from eligibility.compiler.syntax.permitted_pasts import MAY, with_permitted_pasts
from eligibility.compiler.syntax.precluded import PRECLUDING, with_precluded
from eligibility.compiler.syntax.repeated_limits import without_repeated_ends, without_repeated_times
from eligibility.compiler.syntax.required_treatments import REQUIRED, with_required_treatments
from eligibility.compiler.syntax.similar_compounds import COMPOUNDS, LIKE, with_similar_compounds
from eligibility.compiler.syntax.slashed_names import with_slashed_names
from eligibility.compiler.syntax.stable_satellites import STABLE_WORDS, with_stable_satellites
from eligibility.compiler.syntax.titres import with_titres
from eligibility.compiler.syntax.triple_negative import TRIPLE, with_triple_negative
from eligibility.compiler.syntax.units_behind_brackets import with_units_behind
from eligibility.compiler.syntax.units_per_time import with_units_per_time
from eligibility.compiler.syntax.uppercase_words import NAMES as IN_CAPITALS
from eligibility.compiler.syntax.uppercase_words import with_names_in_capitals
from eligibility.compiler.syntax.vaccines_against import OPENINGS, VACCINES, with_vaccines_against
from eligibility.reference.compounding import COMPOUNDING
from eligibility.reference.mentions import Reading
from eligibility.reference.name_endings import is_drug_code
from eligibility.reference.units import match_unit
from eligibility.spans import Span
from eligibility.text.tokens import Token, merged

_POINTS = frozenset({"time", "date", "day", "moment", "point", "timepoint", "time point"})
# Of these the first is said of what follows it, which only names it again: "the first dose of study treatment".
_BEHIND_ANCHORS = frozenset({"date", "day", "time", "phase", "period", "visit", "appointment"})
_LONGEST_UNIT = 7
_ON_THE_DAY = frozenset({"at screening", "at baseline", "at enrollment", "at inclusion", "at randomization", "at entry"})
_INVESTIGATIONAL = ("class:investigational-drug", "substance:study-drug")
_DAYS = ("ANCHOR", "MEASMOD")  # "screening" is both a day and what is measured on it
_NAMES = ("WORD", "PROC", "DRUG", "COND", "TEST", "MEAS", "SITE", "HYPHEN", "NUM")


def joined(tokens: list[Token]) -> list[Token]:
    """The tokens with those that say one thing made one."""
    return run_passes(tokens, _PASSES, concern_tokens)


def _read_causes(tokens: list[Token]) -> list[Token]:
    """ "Due to any cause" asks nothing; in "due to any cause, including drugs" the examples are of the cause, not of what it causes.

    So are the exceptions: "of any cause other than hepatitis C" is what is not due to that.
    """
    read = list(tokens)
    for index, token in enumerate(tokens):
        if token.type != "FILLER" or not token.word.endswith(_CAUSES) or not token.word.startswith(_OF_ANY):
            continue
        place = next((n for n in range(index + 1, min(index + 3, len(tokens))) if tokens[n].type != "COMMA"), None)
        following = tokens[place] if place is not None else None
        if place is None or following is None:
            continue
        if following.type == "EG" and not token.word.startswith("of "):
            read[index] = Token(token.text, token.span, (Reading("CAUSE", ""),), token.number)
        elif following.type == "EXCEPT":
            read[place] = Token(following.text, following.span, (Reading("NOTCAUSE", ""),), following.number)
    return read


_CAUSES, _OF_ANY = ("cause", "etiology", "origin"), ("due to any", "from any", "of any")


# ------------------------------------------------------------------ said again in brackets


_SAID_AGAIN = ("CMP", "UNIT", "PERCENT", "NUM")


def _without_repeats(tokens: list[Token]) -> list[Token]:
    if not any(other.type == "LPAR" and one.may_be(*_SAID_AGAIN) for one, other in pairwise(tokens)):
        return tokens
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        if tokens[index].type != "LPAR":
            result.append(tokens[index])
            index += 1
            continue
        end = _end_of_repeat(tokens, index, result[-1]) if result else None
        if end is None:
            unit = _unit_in_brackets(tokens, index, result)
            result.append(unit or tokens[index])
            index = _behind(tokens, unit) if unit is not None else index + 1
            continue
        result[-1] = _merged([result[-1], *tokens[index:end]], result[-1])
        index = end
    return result


def _end_of_repeat(tokens: list[Token], opening: int, before: Token) -> int | None:
    """The place behind brackets that say the same as the token before them; None if they say anything else."""
    closing = next((i for i in range(opening + 1, min(len(tokens), opening + 2 + _LONGEST_UNIT)) if tokens[i].type == "RPAR"), None)
    if closing is None or closing == opening + 1:
        return None
    inside = tokens[opening + 1 : closing]
    sign = before.reading("CMP")
    if len(inside) == 1 and sign is not None and inside[0].reading("CMP") == sign:
        return closing + 1
    unit = before.reading("UNIT") or ("%" if before.may_be("PERCENT") else None)
    return closing + 1 if unit is not None and _unit_of(inside) == unit else None


def _unit_in_brackets(tokens: list[Token], opening: int, before: list[Token]) -> Token | None:
    """ "> 9 (g/dL)": the unit of the number before the brackets."""
    if not before or before[-1].type != "NUM":
        return None
    closing = next((i for i in range(opening + 1, min(len(tokens), opening + 2 + _LONGEST_UNIT)) if tokens[i].type == "RPAR"), opening + 1)
    unit = _unit_of(tokens[opening + 1 : closing]) if closing > opening + 1 else None
    said = _merged(tokens[opening : closing + 1], tokens[opening])
    return Token(said.text, said.span, (Reading("UNIT", unit),)) if unit is not None else None


def _behind(tokens: list[Token], token: Token) -> int:
    return next((i for i, t in enumerate(tokens) if t.span.start >= token.span.end), len(tokens))


def _unit_of(inside: list[Token]) -> str | None:
    """The unit that the brackets hold, and nothing else."""
    if any(t.may_be("NUM") and i == 0 for i, t in enumerate(inside)):
        return None
    written = "".join(t.text for t in inside)
    found = match_unit(written, 0)
    return found.code if found is not None and found.end == len(written) else None


# ------------------------------------------------------------------ days that times are counted from


def _with_anchors(tokens: list[Token]) -> list[Token]:
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        before = result[-1] if result else None
        if before is not None and before.word in _ON_THE_DAY and _is(tokens, index, _BEHIND_ANCHORS):
            result[-1] = _merged([before, tokens[index]], before)
            index += 1
            continue
        opens = tokens[index].type in _DAYS or tokens[index].word in _POINTS
        end, anchor = _end_of_anchor(tokens, index) if opens else (index, None)
        if anchor is None or end == index + 1:
            result.append(tokens[index])
            index += 1
            continue
        result.append(_anchored(tokens[index:end], anchor))
        index = end
    return result


def _end_of_anchor(tokens: list[Token], start: int) -> tuple[int, Token | None]:
    """The place behind an anchor with its date words, and the token that names it."""
    place = start
    if _is(tokens, place, _POINTS) and _is(tokens, place + 1, {"of"}):
        place = _behind_article(tokens, place + 2)
    if place >= len(tokens) or not tokens[place].may_be("ANCHOR") or (place == start and tokens[place].type not in _DAYS):
        return start, None
    anchor, end = tokens[place], place + 1
    named = _behind_article(tokens, end + 1)
    if anchor.value == "first dose" and _is(tokens, end, {"of"}):
        end = _behind_study_medicine(tokens, named) or end
    if _is(tokens, end, _BEHIND_ANCHORS) and not _is(tokens, end + 1, {"of"}):
        end += 1
    named_on = end < len(tokens) and tokens[end].may_be(*_NAMES)  # "the date of study PET/CT" is another day
    return (start, None) if named_on else (end, anchor)


def _behind_study_medicine(tokens: list[Token], place: int) -> int | None:
    """The place behind what names only the trial's own medicine: "study treatment", "study agents"; what has but a code is its own too."""
    if place >= len(tokens):
        return None
    token, following = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else None
    if token.reading("ANCHOR") == "first dose" or token.reading("DRUG") in _INVESTIGATIONAL or is_drug_code(token.text):
        return place + 1  # "the first dose of ABT-888"
    letters = following is not None and following.span.start == token.span.end and following.text.isupper()
    return place + 2 if token.type == "NUM" and letters else None  # "the first dose of 852A"


def _behind_article(tokens: list[Token], place: int) -> int:
    return place + 1 if _is(tokens, place, {"the", "this", "their"}) else place


def _is(tokens: list[Token], place: int, words: set[str] | frozenset[str]) -> bool:
    return place < len(tokens) and tokens[place].word in words


def _anchored(tokens: list[Token], anchor: Token) -> Token:
    value = anchor.reading("ANCHOR")
    reading = next(r for r in anchor.readings if r.type == "ANCHOR" and r.value == value)
    return merged(tokens, reading)


def _merged(tokens: list[Token], like: Token) -> Token:
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    return Token("".join(t.text for t in tokens), span, like.readings, like.number)


_PASSES: Passes[Token] = Passes(
    Pass(without_own_number, kinds={"NUM"}),
    Pass(with_titres, kinds={"COLON"}, beside={"NUM"}),
    Pass(without_brackets, kinds={"POST"}),
    Pass(with_laboratories, words=LABORATORIES),
    Pass(with_numbered_classes, kinds={*CLASS_NAMES, "MEAS"}, words=NUMBERED_NAMES),
    Pass(with_bracketed_ages, kinds={"LPAR"}, beside=PEOPLE),
    Pass(with_nested_names, kinds={"LPAR"}),
    Pass(with_ranges, kinds={"LPAR"}, beside={"NUM"}),
    Pass(with_units_per_time, kinds={"UNIT"}, beside={"SLASH"}),
    Pass(with_both_sides, words=SIDES, beside={"NORMAL"}),
    Pass(with_uncounted, words=COUNTED, beside={"NEG"}),
    Pass(with_limits_for_age, kinds={"AGE"}),
    Pass(with_units_behind, kinds={"SEXNOUN", "AGENOUN"}),
    Pass(with_parted_names, kinds={"LPAR", "COLON"}),
    Pass(with_joined_abilities, kinds={"ABLE", "UNABLE"}, words=ABILITIES, beside={"AND", "OR", "SLASH", "COMMA"}),
    Pass(with_vaccines_against, words=VACCINES, beside=OPENINGS),
    Pass(with_commas_in_names, words=BEFORE_COMMAS, beside={"COMMA"}),
    Pass(with_compliance, kinds={"ATTR", "UNABLE"}, words=COMPLYING),
    Pass(with_participations, words=TAKING_PART),
    Pass(with_reactions, words=REACTING, beside={"ALLERGY"}),
    Pass(with_parted_phrases, kinds={"LPAR"}, beside=BEFORE_OBJECTS),
    Pass(with_codes, kinds={"HYPHEN"}, beside={"NUM"}),
    Pass(with_prior_treatments, words=PRIOR_TREATMENTS),
    Pass(with_ways_before, words=WAYS),
    Pass(with_regimens, words=NAMED_BY_A_DRUG),
    Pass(with_salts, kinds={"DRUG"}),
    Pass(with_headed_classes, kinds={"SCALE", "MEAS"}, beside={"CLASSVALUE"}),
    Pass(with_headed_allergens, kinds={"COLON"}, words=ALLERGY_NOUNS, beside={"DRUG"}),
    Pass(with_own_families, words=OWN_OR_FAMILY, beside={"FAMHIST", "HIST"}),
    Pass(with_compound_adjectives, words=COMPOUNDING),
    Pass(with_any_lesion, words=PRIMARY, beside={"TEST"}),
    Pass(with_names_in_capitals, words=IN_CAPITALS),
    Pass(_read_causes, kinds={"EG", "EXCEPT"}),
    Pass(with_kind_nouns, words=KIND_NOUNS),
    Pass(with_onsets, words=ONSETS),
    Pass(with_halved_years, words={HALF}),
    Pass(with_counted_heads, kinds={"NUM"}, words=QUANTIFIERS),
    Pass(with_other_limits, kinds={"POST"}),
    Pass(with_second_limits, kinds={"CMP"}),
    Pass(with_permitted_pasts, words=MAY),
    Pass(with_required_treatments, words=REQUIRED, beside={"that", "which"}),
    Pass(with_similar_compounds, words=COMPOUNDS, beside=LIKE),
    Pass(with_adjectives_behind, kinds={"COMMA"}, beside={"LPAR"}),
    Pass(without_adjective_brackets, kinds={"LPAR"}, beside={"COND"}),
    Pass(with_consent_words, kinds={"ATTR"}),
    Pass(with_consents, words=OTHERS),
    Pass(with_any_people, kinds={"NOTHING"}, words=QUALITIES),
    Pass(with_only_behind, words={ONLY}),
    Pass(with_freedoms, kinds={UNLIMITED}, words={NONE}),
    Pass(with_age_groups, kinds={"AGENOUN"}, words=AGE_GROUPS),
    Pass(with_sides, words={"at least"}),
    Pass(with_halves, words=HALVES),
    Pass(with_low_and_high, kinds={"COND"}),
    Pass(with_measured_findings, kinds={"UNIT"}, beside={"COND"}),
    Pass(with_stable_satellites, words=STABLE_WORDS),
    Pass(with_receptors, kinds={"TEST"}, beside={"DRUG"}),
    Pass(with_analytes, kinds={"POSITIVE", "TEST"}),
    Pass(with_metastatic_forms, words=METASTATIC_FORMS),
    Pass(with_triple_negative, words=TRIPLE, beside={"POSITIVE"}),
    Pass(with_slashed_names, kinds={"SLASH"}),
    Pass(with_numbered_names, kinds={"COND"}, beside=JOINED_BY),
    Pass(_without_repeats, kinds={"LPAR"}),
    Pass(with_bare_plurals, kinds={"TU"}, beside={"WITHIN", "PAST"}),
    Pass(without_repeated_times, kinds={"TU"}, beside={"LPAR"}),
    Pass(without_repeated_ends, kinds={"POST"}, beside={"CMP"}),
    Pass(with_first_doses, kinds={"ANCHOR"}, words=BEGINNING_WORDS),
    Pass(_with_anchors, kinds={"ANCHOR"}, words=_ON_THE_DAY),
    Pass(with_findings, kinds={"LPAR", "PLUS"}, words=FINDING_WORDS, beside={"PLUS", "HYPHEN", "DASH", *FINDING_WORDS}),
    Pass(with_alterations, kinds={"TEST"}, words=ALTERATIONS),
    Pass(with_genes, kinds={"POSITIVE"}, words={WILD, "wildtype", *MUTATED}),
    Pass(with_nodal_status, kinds={"MEAS"}, words=NODES),
    Pass(with_languages, words={LANGUAGE, *KNOWING}),
    Pass(with_overexpression, words=OVEREXPRESSION),
    Pass(with_assays, kinds={ASSAY, "TEST"}),
    Pass(with_recoveries, kinds={"ATTR"}, words=RESOLUTION),
    Pass(with_lacks, words=TOO_LITTLE),
    Pass(with_precluded, words=PRECLUDING),
    Pass(with_purposes, kinds={"FOR"}, beside={"OR", "AND", "SLASH"}),
    Pass(with_circumstances, kinds={"TAIL"}, words={REQUIRING}, beside={"OR", "AND", "SLASH", "COMMA"}),
    in_place=False,
)
