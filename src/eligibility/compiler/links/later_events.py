"""What happened to whom the words before name: "has received nivolumab and was discontinued from it" (contract §2, Lists).

Among exclusions "and" joins things of which one is enough; a second verb in the past tells the same story on, which excludes as a whole.
"""

from __future__ import annotations

from collections.abc import Callable

from eligibility.compiler.frames.context import Context
from eligibility.compiler.skeleton.reach import segment_span
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AnyNode
from eligibility.spans import hull

_RECEIVED = ("received", "has received", "have received", "had", "has had", "have had", "underwent", "treated", "have been treated")
_THEN = frozenset({"was", "were", "progressed", "relapsed", "discontinued", "stopped", "failed", "developed", "experienced", "did not"})
_WAS = ("was", "were")
_NAMES = ("COND", "PROC", "DRUG", "ATTR", "THERAPY")
_SILENT = ("FILLER", "SUBJECT")


def later_events(segment: Segment, ctx: Context, read: Callable[[Segment, Context], AnyNode | None]) -> AnyNode | None:
    """Both parts of the story; None where the segment tells none."""
    if ctx.kind != "exclusion" or ctx.mode != "any" or not segment.separators or not _begins_story(segment.units[0]):
        return None
    place = next((i for i, s in enumerate(segment.separators) if s.word == "and" and _begins_with_verb(segment, i + 1)), None)
    if place is None:
        return None
    start = _start_of_story(segment, place)
    end = _end_of_story(segment, place)
    rest = Segment(segment.units[place + 1 : end + 1], segment.separators[place + 1 : end])
    before, then = read(Segment(segment.units[start : place + 1], segment.separators[start:place]), ctx), read(rest, ctx.requiring())
    story = conjunction([before, then], hull([before.span, then.span])) if before is not None and then is not None else before
    others = [
        read(Segment(segment.units[:start], segment.separators[: start - 1]), ctx) if start else None,
        story,
        read(Segment(segment.units[end + 1 :], segment.separators[end + 1 :]), ctx) if end + 1 < len(segment.units) else None,
    ]
    return disjunction([o for o in others if o is not None], segment_span(segment)) if any(others) else None


def _start_of_story(segment: Segment, place: int) -> int:
    """ "Had a stroke, or | received thrombolysis and developed bleeding": behind a comma with "or" another story begins."""
    strong = [i for i in range(place) if segment.separators[i].type == "OR" and segment.separators[i].value == "strong"]
    starts = [i + 1 for i in strong if _begins_story(segment.units[i + 1])]
    return starts[-1] if starts else 0


def _end_of_story(segment: Segment, place: int) -> int:
    """The story's last unit: a comma or a strong "or" behind its verb begins another statement."""
    ends = (i for i, s in enumerate(segment.separators) if i > place and (s.type == "COMMA" or s.value == "strong"))
    return next(ends, len(segment.units) - 1)


def _begins_story(unit: Unit) -> bool:
    said = [p for p in unit.parts if isinstance(p, Element) and (p.type not in _SILENT or p.word.startswith("had"))]
    return bool(said) and said[0].word.startswith(_RECEIVED)


def _begins_with_verb(segment: Segment, index: int) -> bool:
    said = [p for p in segment.units[index].parts if isinstance(p, Element)]
    if not said or said[0].word not in _THEN:
        return False
    apart = any(e.type in ("WINDOW", "GAP") for e in said) or (said[0].word in _WAS and any(e.may_be(*_NAMES) for e in said))
    return not apart  # "had surgery within 4 weeks and were vaccinated within 4 weeks": two things
