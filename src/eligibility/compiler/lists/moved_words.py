"""What is done with the units of a statement before they are read one by one: words go to the unit that they are said of."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.lists.tense_pairs import read_lone_verbs
from eligibility.compiler.lists.time_lists import join_times
from eligibility.compiler.lists.two_tenses import with_both_tenses
from eligibility.compiler.people.side_by_side import either_population
from eligibility.compiler.skeleton.in_addition import read_additions
from eligibility.compiler.skeleton.predicates import describe_patients, hand_out_predicates
from eligibility.compiler.skeleton.reach import attach_brackets
from eligibility.compiler.skeleton.relative_clauses import denies, without_commas
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Segment


def with_moved_words(segment: Segment, ctx: Context) -> Segment:
    """The segment with each word in the unit that it is said of."""
    if not segment.separators:
        return segment
    segment = either_population(segment) if ctx.mode == "all" else segment
    describe_patients(segment)
    segment = hand_out_predicates(attach_brackets(segment), ctx)
    # All that is asked for holds together anyhow.
    if any_of_type(segment.separators, ("COMMA",)) and (ctx.mode == "any" or denies(segment)):
        segment = without_commas(segment)
    segment = join_times(segment)
    read_lone_verbs(segment)
    segment = with_both_tenses(segment)
    read_additions(segment, ctx)
    return segment
