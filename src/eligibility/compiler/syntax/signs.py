"""Words and signs whose meaning their neighbours show, once the phrases are found; and the passes over elements, in their order."""

from __future__ import annotations

from eligibility.compiler.syntax.adjective_clauses import CLAUSE_WORDS, EXCEPTED, with_adjective_clauses, with_excepted_behind
from eligibility.compiler.syntax.affected_parts import AFFECTING, with_affected_parts
from eligibility.compiler.syntax.ages_of_things import with_ages_of_things
from eligibility.compiler.syntax.alone_or_with import ALONE, with_alone_or_with
from eligibility.compiler.syntax.both_organs import with_both_organs
from eligibility.compiler.syntax.bracketed_subgroups import with_bracketed_subgroups
from eligibility.compiler.syntax.clauses_apart import OPENING_PEOPLE, with_clauses_apart
from eligibility.compiler.syntax.compared_scales import with_compared_scales
from eligibility.compiler.syntax.complied_with import with_what_is_complied_with
from eligibility.compiler.syntax.contraception_times import ASKED, with_contraception_times
from eligibility.compiler.syntax.contrasted_strangers import BUT_NOT, with_contrasted_strangers
from eligibility.compiler.syntax.demands_behind import with_demands_behind, with_graded_demands
from eligibility.compiler.syntax.denied_behind import with_denied_behind
from eligibility.compiler.syntax.dipstick_values import PROTEIN, with_dipstick_values
from eligibility.compiler.syntax.diseased_people import MINORS, PEOPLE, with_diseased_people
from eligibility.compiler.syntax.distances import FROM, with_distances
from eligibility.compiler.syntax.dose_equivalents import EQUIVALENT, with_dose_equivalents
from eligibility.compiler.syntax.drug_implants import IMPLANTS, with_drug_implants
from eligibility.compiler.syntax.elements import SEPARATORS, TIGHT, Element
from eligibility.compiler.syntax.excepted_limits import EXCEPTING, with_excepted_limits
from eligibility.compiler.syntax.fertile_men import with_fertile_men
from eligibility.compiler.syntax.found_by import BY, ON, with_ways
from eligibility.compiler.syntax.graded_reactions import with_graded_reactions
from eligibility.compiler.syntax.included_elsewhere import INCLUDED, with_demanded_parts, with_inclusions_elsewhere
from eligibility.compiler.syntax.infusions import INFUSIONS, with_infusions
from eligibility.compiler.syntax.inline_letters import LETTERS, without_letters
from eligibility.compiler.syntax.life_stages import LIFE_STAGES, with_ages_of_the_treated, with_life_stages
from eligibility.compiler.syntax.likenesses import LIKE, with_likenesses
from eligibility.compiler.syntax.measurable import MEASURABLE, with_measurable
from eligibility.compiler.syntax.moments_of_events import MOMENTS, with_moments_of_events
from eligibility.compiler.syntax.naive import NAIVE, with_naive
from eligibility.compiler.syntax.needed_not import NEED, with_no_need
from eligibility.compiler.syntax.negative_words import DENYING_PREFIXES, negative_words
from eligibility.compiler.syntax.normal_organs import with_normal_organs
from eligibility.compiler.syntax.nouns_behind_brackets import CLOSING_NOUNS, with_nouns_behind_brackets
from eligibility.compiler.syntax.opening_subgroups import OPENING, with_opening_subgroups
from eligibility.compiler.syntax.openings import (
    CLAUSES,
    COMPLICATED,
    FOLLOWED,
    with_clauses,
    with_complications,
    with_denials,
    with_histories,
    with_lines_before,
    with_refusals,
    with_second_results,
    with_treatment,
)
from eligibility.compiler.syntax.pack_years import with_pack_years
from eligibility.compiler.syntax.passes import Pass, Passes, concern_elements, run_passes
from eligibility.compiler.syntax.people_in_commas import PEOPLE_BEHIND, with_people_in_commas
from eligibility.compiler.syntax.permitted_limits import PERMITS, with_permitted_limits
from eligibility.compiler.syntax.phrases import Amount
from eligibility.compiler.syntax.present_times import PRESENT, with_present_times
from eligibility.compiler.syntax.rates import DAYS, with_rates
from eligibility.compiler.syntax.reasons import REASONS, without_reasons
from eligibility.compiler.syntax.received import UNDER, with_those_under
from eligibility.compiler.syntax.repeated_links import with_repeated_links
from eligibility.compiler.syntax.result_signs import read_results
from eligibility.compiler.syntax.results_side_by_side import RELATIVES, with_results_apart, with_results_behind, with_results_of_relatives
from eligibility.compiler.syntax.run_on import with_statements_apart
from eligibility.compiler.syntax.sample_sizes import without_sample_sizes
from eligibility.compiler.syntax.scale_ends import without_scale_ends
from eligibility.compiler.syntax.scale_values import with_scale_values
from eligibility.compiler.syntax.scope_sentences import APPLYING, NAMED_EXCEPTIONS, with_exceptions_named, with_scopes
from eligibility.compiler.syntax.scored_symptoms import with_scored_symptoms
from eligibility.compiler.syntax.seen_on import SEEN, with_findings_seen
from eligibility.compiler.syntax.set_phrases import (
    ANY,
    ELIGIBLE,
    FULFILLED,
    INTOLERANCE,
    NOW,
    OF_DRUGS,
    REACHING,
    REGARDED,
    SETTINGS,
    SUCH,
    TAKING_PART,
    TREATED_ALONE,
    UNDERGOING,
    with_aims_of_demands,
    with_any_class,
    with_candidates,
    with_intolerances,
    with_list_nouns,
    with_normals_apart,
    with_participants,
    with_pharmacokinetics,
    with_plans_behind,
    with_regards,
    with_relations,
    with_same_times,
    with_settings,
    with_such,
    with_untreated,
    with_values_reached,
)
from eligibility.compiler.syntax.shared_multiples import with_shared_multiples
from eligibility.compiler.syntax.shared_signs import with_chosen_limits, with_signs_for_each_sex
from eligibility.compiler.syntax.sides_of_normal import OUTSIDE, with_limits_outside, with_sides_of_normal
from eligibility.compiler.syntax.study_times import STUDY_TIMES, with_study_times
from eligibility.compiler.syntax.subgroup_words import ONLY, with_subgroups
from eligibility.compiler.syntax.systemic import SYSTEMIC, with_systemic_diseases
from eligibility.compiler.syntax.taken_within import TAKEN, with_taken_within
from eligibility.compiler.syntax.times_of_recovery import with_times_of_recovery
from eligibility.compiler.syntax.treatments import (
    NAMED_BY_DISEASE,
    TREATED,
    USERS,
    read_treatments,
    with_lengths_inside,
    with_objects_of_acts,
    with_users,
)
from eligibility.compiler.syntax.under_treatment import UNDER_WORDS, with_treatments
from eligibility.compiler.syntax.unnamed_scales import with_unnamed_scales
from eligibility.compiler.syntax.until_clauses import UNTIL, with_until_clauses
from eligibility.compiler.syntax.waiting_times import ELAPSED, with_waiting_times
from eligibility.compiler.syntax.weeks_of_events import with_weeks_of_events
from eligibility.compiler.syntax.weeks_of_infants import INFANTS, with_weeks_of_infants
from eligibility.compiler.syntax.whose import ELEVATION, WHOSE, with_own_values, with_risen_values
from eligibility.spans import hull

# Behind these "using" says what somebody does; behind a name, how something was found.
_OTHERS_BEFORE = {
    "NEG",
    "SUBJECT",
    "SEXNOUN",
    "AGENOUN",
    "FILLER",
    "CURR",
    "PLAN",
    "ABLE",
    "UNABLE",
    "DEMAND",
    "MUSTNOT",
    "UNLESS",
    "EXCEPT",
}
_BEFORE_A_VERB = SEPARATORS | _OTHERS_BEFORE
_VERBS = frozenset({"using", "not under"})
_INVERTING = frozenset({"should", "had", "were"})
_OPENS = ("STOP", "SEMI", "COMMA", "COLON")


_FOUND = frozenset({"confirmed", "documented", "proven", "verified", "established", "demonstrated", "detected", "diagnosed"})


def with_signs_read(elements: list[Element]) -> list[Element]:
    """The elements, each in the part that it plays beside its neighbours."""
    return run_passes(elements, _PASSES, concern_elements)


def _verbs(elements: list[Element]) -> list[Element]:
    """ "…, or using steroids" takes them; "not under guardianship" denies it, where no number follows that it would limit."""
    for index, element in enumerate(elements):
        begins = index == 0 or elements[index - 1].type in _BEFORE_A_VERB
        if element.type == "HOW" and begins and element.word == "using":
            element.type = "TAKING"  # behind a name it says how: "measured using ultrasound"
        elif element.type == "CMP" and element.word == "not under":
            element.type, element.value = "NEG", ""
    return elements


def _exclusions(elements: list[Element]) -> list[Element]:
    """ "Should be excluded from the study": "from" tells no cause there."""
    result: list[Element] = []
    for element in elements:
        before = result[-2:]
        if len(before) == 2 and before[0].type in ("EXCLUDED", "ALLOWED") and before[1].word == "from" and element.type == "ANCHOR":
            merged = [*before, element]
            result[-2:] = [Element(before[0].type, "", hull(e.span for e in merged), tuple(t for e in merged for t in e.tokens))]
        else:
            result.append(element)
    return result


def _leading_with(elements: list[Element]) -> list[Element]:
    """ "With previous asthma", "newly diagnosed with asthma": there is nothing that it could go with but the patient."""
    for before, element in zip([None, *elements], elements[:-1], strict=False):
        opens = before is None or (before.type == "ONSET" and before.word.endswith(" diagnosed"))
        if opens and element.type == "WITH" and element.word == "with":
            element.type = "FILLER"
    return elements


def _inversions(elements: list[Element]) -> list[Element]:
    for index, element in enumerate(elements):
        if element.type == "DEMAND" and _inverts(elements, index):
            element.type = "IF"
    return elements


def _inverts(elements: list[Element], index: int) -> bool:
    """ "Should a woman become pregnant, she …": before who it speaks of, at the beginning of a sentence, the verb makes a condition."""
    if elements[index].word not in _INVERTING or (index and elements[index - 1].type not in _OPENS):
        return False
    following = next((e for e in elements[index + 1 : index + 4] if e.type != "FILLER"), None)
    return following is not None and following.type in ("SUBJECT", "SEXNOUN", "AGENOUN", "PEOPLE")


def _editions(elements: list[Element]) -> list[Element]:
    for index, element in enumerate(elements):
        if element.type == "BARE" and _is_a_year(elements, index):
            element.type, element.value = "EDITION", ""
    return elements


_DATED = frozenset({"criteria", "criterion", "classification", "guideline", "guidelines", "definition", "revision", "consensus"})
_YEARS = (1950, 2100)


def _is_a_year(elements: list[Element], index: int) -> bool:
    """ "The 2010 ACR/EULAR criteria": which edition of them."""
    value = elements[index].value
    if not isinstance(value, Amount) or value != Amount(value.value) or not _YEARS[0] <= value.value <= _YEARS[1]:
        return False
    return any(e.word in _DATED for e in elements[max(0, index - 2) : index + 6])


_GIVEN = frozenset({"by", "with", "in", "from", "through", "as", "at", "to", "and", "or", "for"})


_FINDINGS = ("LIMIT", "NORMAL", "POSITIVE", "CLASSES", "BARE", "RPAR")


def _methods(elements: list[Element]) -> list[Element]:
    """ "LVEF normal by echocardiography": "by" and a procedure, behind a finding, say how it was found."""
    for place, (before, by, after) in enumerate(zip(elements, elements[1:], elements[2:], strict=False)):
        if before.type == "ALLOWED" and by.word in ("provided", "when", "where"):
            by.type = "IF"
        elif before.type == "COMMA" and by.word == "provided" and after.word not in _GIVEN:
            by.type = "IF"  # ", provided the dose is stable", but ", provided by the parents"
        elif by.type == "WITH" and _is_length(before) and _examines(elements[place + 2 : place + 6]):
            by.type = "HOW"  # "≥ 10 mm with spiral CT scan"
        if (
            by.type != "FILLER"
            or by.word != "by"
            or not (after.may_be("PROC", "METHOD") or _is_one_of_several(after, elements[place + 3 : place + 5]))
        ):
            continue
        opened = before.type == "LPAR" and place > 0
        found = elements[place - 1] if opened else before  # "osteoporosis (by DXA)"
        if found.type in _FINDINGS or found.may_be("MEAS", "TEST", "COND", "ATTR"):
            by.type = "HOW"
    return elements


def _is_length(element: Element) -> bool:
    return element.type in ("LIMIT", "BARE") and element.tokens[-1].text in ("mm", "cm", "millimeters", "centimeters")


def _examines(following: list[Element]) -> bool:
    """Whether an examination comes next, or the usual techniques for one: "with conventional techniques"."""
    for element in following:
        if element.may_be("PROC", "METHOD") or element.word in ("techniques", "technique"):
            return True
        if element.type not in ("WORD", "DESC", "FILLER", "HYPHEN"):
            return False
    return False


def _is_one_of_several(word: Element, behind: list[Element]) -> bool:
    """ "By MRA or CT": a word that no table has is an examination as what stands beside it."""
    return word.type == "WORD" and [e.type for e in behind] in (["OR", "PROC"], ["SLASH", "PROC"], ["COMMA", "PROC"])


def _confirmations(elements: list[Element]) -> list[Element]:
    """ "Stenosis confirmed with ultrasound", "lung cancer diagnosed with CT": how the finding was made.

    "Prior diagnosis with glioma" says what was found, as "of" does; "breast cancer diagnosis with metastasis" asks for both.
    """
    for index, (before, word, after) in enumerate(zip(elements, elements[1:], elements[2:], strict=False)):
        if word.type == "WITH" and before.word.endswith("diagnosis") and after.type == "COND" and not _names_before(elements[: index + 1]):
            word.type = "FILLER"
            continue
        found = before.word.rpartition(" ")[2] in _FOUND if word.type == "WITH" else word.type == "DIAGNOSED" and before.type == "COND"
        if found and after.may_be("PROC", "METHOD"):
            word.type = "HOW"
    return elements


def _names_before(said: list[Element]) -> bool:
    return any(e.type not in ("DIAGNOSED", "FILLER", "SUBJECT", "HIST", "CURR", "NEG", "HOWADJ", "ONSET", "DEMAND") for e in said)


def _times_signs(elements: list[Element]) -> list[Element]:
    """An asterisk at an end is the mark of a footnote; "> 2 × baseline" limits what stands behind the sign, and not the 2."""
    for index, sign in enumerate(elements):
        following = elements[index + 1] if index + 1 < len(elements) else None
        if sign.type != "TIMES":
            continue
        if following is None or following.type in SEPARATORS:
            sign.type = "MARK"
        elif index and elements[index - 1].type == "LIMIT":
            before = elements[index - 1]
            before.type, before.value, sign.type = "WORD", "", "WORD"
    return elements


_PER = frozenset({"ml", "l", "dl", "ul", "kg", "g", "mg", "min", "h", "hr", "hour", "day", "week", "m2", "mm3", "m"})


def _are_normal(following: list[Element], before: Element | None) -> bool:
    """Whether the values of the names here are said to be normal, and are no numbers: "AST/ALT within normal limits"."""
    value = next((e.type for e in following if e.type in ("NORMAL", "LIMIT", "BARE", "STOP", "SEMI")), None)
    return value == "NORMAL" or (value not in ("LIMIT", "BARE") and before is not None and before.type == "NORMAL")


def _joining_signs(elements: list[Element]) -> list[Element]:
    """A slash between names is "or" ("congenital/acquired"); a dash before an article says what the name is ("ALF – a disorder that …").

    Between measures a slash only joins the names of one limit ("AST/ALT"), which is for the frame to see; where they are to be normal, it
    joins them like "and".
    """
    for index, (first, before, sign, after) in enumerate(zip([None, *elements], elements, elements[1:], elements[2:], strict=False)):
        if sign.type == "SLASH" and before.may_be("MEAS") and after.may_be("MEAS") and _are_normal(elements[index + 3 :], first):
            sign.type, sign.value = "AND", TIGHT
        limited = first is not None and first.type in ("LIMIT", "BARE")
        if sign.type == "SLASH" and limited and before.type == after.type == "WORD" and after.word in _PER:
            sign.type = "WORD"  # "≥ 0.6 XU/mL": a unit that no table has
        elif sign.type == "SLASH" and not (before.may_be("MEAS", "NUM", "CLASSVALUE") or after.may_be("MEAS", "NUM", "CLASSVALUE")):
            sign.type = "OR"
        elif sign.type in ("HYPHEN", "DASH") and before.may_be("COND") and after.word in ("a", "an"):
            sign.type = "IE"
    return elements


_PASSES: Passes[Element] = Passes(
    Pass(with_weeks_of_infants, words=INFANTS, beside={"LIMIT"}),
    Pass(with_life_stages, kinds={"AGENOUN"}, words=LIFE_STAGES),
    Pass(with_limits_outside, words=OUTSIDE, beside={"LIMIT"}),
    Pass(with_ages_of_the_treated, kinds={"LIMIT"}, beside={"TAKING", "PLAN"}),
    Pass(with_ages_of_things, kinds={"LIMIT"}, beside={"COND", "PROC", "TEST", "WORD"}),
    Pass(with_weeks_of_events, words={"at"}, beside={"LIMIT"}),
    Pass(with_distances, kinds={"LIMIT", "BARE"}, beside=FROM),
    Pass(with_pack_years, kinds={"ATTR"}, beside={"LIMIT"}),
    Pass(with_likenesses, words={LIKE}, beside={"COND", "DRUG", "ORG"}),
    Pass(with_findings_seen, words=SEEN, beside={"PROC"}),
    Pass(with_drug_implants, words=IMPLANTS, beside={"DRUG"}),
    Pass(with_scale_values, kinds={"SCALE"}, beside={"WORD"}),
    Pass(with_taken_within, words=TAKEN, beside={"DRUG"}),
    Pass(with_both_organs, kinds={"SITE"}, beside={"in", "of", "affecting"}),
    Pass(with_no_need, words=NEED, beside={"NEG"}),
    Pass(with_alone_or_with, words=ALONE, beside={"WITH"}),
    Pass(with_demanded_parts, kinds={"EG"}, beside={"DEMAND"}),
    Pass(with_rates, kinds={"PER"}, words={"per"} | DAYS, beside={"LIMIT"}),
    Pass(with_repeated_links, kinds={"WITH"}, beside={"TAKING", "COND"}),
    Pass(with_unnamed_scales, kinds={"CLASSES"}, beside={"WORD"}),
    Pass(with_times_of_recovery, kinds={"WINDOW", "GAP"}),
    Pass(with_graded_demands, kinds={"CLASSES"}),
    Pass(with_graded_reactions, kinds={"CLASSES"}, beside={"ALLERGY", "ALLERGYANY"}),
    Pass(with_demands_behind, kinds={"CAUSE", "HOW"}),
    Pass(with_waiting_times, kinds={"LASTING"}, words=ELAPSED),
    Pass(with_normal_organs, kinds={"NORMAL"}),
    Pass(with_intolerances, words=INTOLERANCE, beside={"DRUG"}),
    Pass(with_normals_apart, kinds={"NORMAL"}, beside={"MEAS"}),
    Pass(with_sides_of_normal, kinds={"CMP"}, words=OUTSIDE, beside={"NORMAL"}),
    Pass(without_letters, kinds={"SEMI", "COLON"}, beside=LETTERS),
    Pass(without_reasons, words=REASONS),
    Pass(with_scopes, words=APPLYING),
    Pass(with_exceptions_named, words=NAMED_EXCEPTIONS),
    Pass(with_permitted_limits, kinds={"LIMIT"}, beside=PERMITS),
    Pass(with_objects_of_acts, kinds={"COND"}, beside={"of"}),
    Pass(with_users, words=USERS, beside={"DRUG", "PROC"}),
    Pass(with_lengths_inside, words={TREATED}, beside={"LASTING", "WINDOW"}),
    Pass(read_treatments, words=NAMED_BY_DISEASE),
    Pass(with_such, words={SUCH}),
    Pass(with_infusions, words=INFUSIONS, beside={"DRUG"}),
    Pass(with_systemic_diseases, words={SYSTEMIC}, beside={"COND"}),
    Pass(with_people_in_commas, words=PEOPLE_BEHIND, beside={"SEXNOUN", "AGENOUN"}),
    Pass(with_nouns_behind_brackets, words=CLOSING_NOUNS, beside={"RPAR"}),
    Pass(with_clauses, words=CLAUSES),
    Pass(with_histories, kinds={"HIST"}),
    Pass(with_ways, kinds={"HOWADJ"}, words=ON | BY),
    Pass(with_lines_before, kinds={"AFTER"}, beside={"LIMIT"}),
    Pass(with_treatment, kinds={"PLAN", "TAKING", "HIST"}, beside={"COND"}),
    Pass(with_treatments, words=UNDER_WORDS),
    Pass(with_those_under, words={UNDER}, beside={"PROC", "DRUG", "THERAPY"}),
    Pass(with_adjective_clauses, words=CLAUSE_WORDS, beside={"COND"}),
    Pass(with_excepted_behind, words=EXCEPTED, beside={"LPAR"}),
    Pass(with_contrasted_strangers, kinds={"EXCEPT"}, words={BUT_NOT}),
    Pass(with_denials, kinds={"NEG"}),
    Pass(with_refusals, kinds={"UNABLE", "NEG"}),
    Pass(with_complications, words=COMPLICATED),
    Pass(with_second_results, words=FOLLOWED),
    Pass(negative_words, words=DENYING_PREFIXES),
    Pass(with_naive, words=NAIVE),
    Pass(with_study_times, words=STUDY_TIMES),
    Pass(with_inclusions_elsewhere, words=INCLUDED),
    Pass(with_affected_parts, words=AFFECTING),
    Pass(with_until_clauses, words=UNTIL),
    Pass(with_moments_of_events, words=MOMENTS | {"diagnosis of"}),
    Pass(with_present_times, words=PRESENT),
    Pass(read_results, kinds={"PLUS", "HYPHEN", "TEST"}),
    Pass(with_what_is_complied_with, kinds={"DRUG", "PROC", "TEST"}, beside={"with", "to"}),
    Pass(with_denied_behind, kinds={"NEG"}, beside={"COND"}),
    Pass(with_results_behind, kinds={"POSITIVE"}, beside={"COND"}),
    Pass(with_results_of_relatives, kinds={"POSITIVE"}, beside=RELATIVES),
    Pass(with_results_apart, kinds=("POSITIVE",)),
    Pass(with_dipstick_values, words=PROTEIN),
    Pass(with_clauses_apart, kinds={"AND"}, beside={"SEXNOUN", "ATTR", "IF", *OPENING_PEOPLE}),
    Pass(with_opening_subgroups, words=OPENING, beside={"COMMA"}),
    Pass(with_subgroups, kinds={"FOR", "LPAR"}, words={ONLY}, beside={"ATTR", ONLY}),
    Pass(_methods, words={"by", "with", "provided", "when", "where"}),
    Pass(_confirmations, kinds={"DIAGNOSED", "WITH"}),
    Pass(with_list_nouns, words=FULFILLED),
    Pass(with_pharmacokinetics, words=OF_DRUGS),
    Pass(with_same_times, words=NOW),
    Pass(with_diseased_people, kinds=PEOPLE, words=MINORS, beside={"WORD"} | MINORS),
    Pass(with_any_class, words=ANY, beside={"CLASSWORD"}),
    Pass(with_relations, words={"related"}),
    Pass(with_regards, words=REGARDED),
    Pass(with_plans_behind, kinds=("PLAN",), words=UNDERGOING),
    Pass(with_fertile_men, kinds={"ATTR"}, beside={"SEXNOUN"}),
    Pass(with_contraception_times, kinds={"ATTR"}, beside=ASKED),
    Pass(with_settings, words=SETTINGS),
    Pass(with_untreated, words=TREATED_ALONE, beside={"NEG"}),
    Pass(with_candidates, words=ELIGIBLE),
    Pass(with_participants, words=TAKING_PART, beside={"DEMAND"}),
    Pass(with_aims_of_demands, kinds={"ALLOWED"}, beside={"DEMAND", "order"}),
    Pass(with_values_reached, kinds=("INCREASE",), words=REACHING),
    Pass(_leading_with, kinds={"WITH"}),
    Pass(_verbs, words=_VERBS),
    Pass(_inversions, words=_INVERTING),
    Pass(_exclusions, words={"from"}),
    Pass(_times_signs, kinds={"TIMES"}),
    Pass(_editions, kinds={"BARE"}),
    Pass(with_measurable, words=MEASURABLE),
    Pass(without_sample_sizes, kinds={"BARE"}),
    Pass(without_scale_ends, kinds={"BARE"}, words={"higher", "lower", "larger", "greater"}),
    Pass(with_scored_symptoms, kinds={"LIMIT"}, beside={"COND", "out"}),
    Pass(with_own_values, words={WHOSE}),
    Pass(with_risen_values, words=ELEVATION, beside={"MEAS"}),
    Pass(with_statements_apart, kinds={"LIMIT", "NORMAL", "CLASSES"}, beside={"MEAS", "SCALE", "AGE"}),
    Pass(with_shared_multiples, kinds={"LIMIT"}),
    Pass(with_signs_for_each_sex, kinds={"BARE", "SEMI", "COLON"}, beside={"SEXNOUN"}),
    Pass(with_chosen_limits, kinds={"WHICHEVER"}),
    Pass(with_excepted_limits, kinds=EXCEPTING),
    Pass(with_bracketed_subgroups, kinds={"LPAR"}, beside={"LIMIT"}),
    Pass(with_compared_scales, kinds={"CMP"}, beside={"SCALE"}),
    Pass(with_dose_equivalents, words=EQUIVALENT),
    Pass(_joining_signs, kinds={"SLASH", "HYPHEN", "DASH"}),
    in_place=True,
)
