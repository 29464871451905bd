"""How far a pregnancy is: "pregnancy ≥ 37 weeks", "pregnant between 24 and 34 weeks" limit the gestational age.

A pregnancy is recorded from the test that found it, so that the time for which it is known tells less than the weeks of gestation.
"""

from __future__ import annotations

from eligibility.compiler.frames.context import Context, observation_ref
from eligibility.compiler.measured.measures import limited
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Between, Compared
from eligibility.reference.observations import observations
from eligibility.rules.nodes import NOW, AllOf, AnyNode, Comparison, Quantity, Stated
from eligibility.spans import Span

_PREGNANCIES, _AGE = ("pregnancy", "singleton-pregnancy"), "gestational-age"
_UNITS = {"day": "d", "week": "wk"}


def with_gestation(node: Stated) -> AnyNode:
    """The pregnancy, and its weeks as what they are."""
    lasting = node.timing.lasting
    if node.observation.id not in _PREGNANCIES or lasting is None or lasting.duration.unit not in _UNITS or node.timing.tense != "present":
        return node
    weeks = Comparison.made(
        span=node.span,
        observation=observation_ref(observations()[_AGE]),
        operator=lasting.operator,
        limit=Quantity(value=lasting.duration.value, unit=_UNITS[lasting.duration.unit]),
    )
    return AllOf(span=node.span, children=(node.replaced(timing=node.timing.replaced(lasting=None)), weeks))


def gestation_limits(head: Element, values: list[Element], span: Span, ctx: Context) -> list[AnyNode]:
    """The limits that stand beside a pregnancy, where all of them are of its age."""
    if head.type != "ATTR" or head.value not in _PREGNANCIES or not all(_is_age(v) for v in values):
        return []
    return [limited(observations()[_AGE], v.value, NOW, span, ctx) for v in values]


def _is_age(value: Element) -> bool:
    said = value.value
    sides = said.sides() if isinstance(said, Between) else (said,)
    times = [s.amount.time for s in sides if isinstance(s, Compared)]
    return len(times) == len(sides) and any(t in _UNITS for t in times) and all(t in (*_UNITS, None) for t in times)
