"""A drug or hormone with a limit in amounts per volume is measured in the blood, not taken: "erythropoietin > 500 U/L"."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.measured.measures import written_unit
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.observations import find_observation
from eligibility.reference.units import fits

_VOLUMES = frozenset({"L", "dL", "cL", "mL", "uL", "nL"})


def take_level(frame: Frame, head: Element) -> bool:
    """Whether the value is a level of the drug in the blood; the head is then the name of that observation, if a table has it."""
    unit = next((u for v in frame.values if (u := written_unit(v.value)) is not None), None)
    if head.type != "DRUG" or unit is None or unit.rpartition("/")[2] not in _VOLUMES:
        return False
    level = find_observation(f"{head.word} level")
    if level is not None and fits(level, unit):
        head.type, head.value = "MEAS", level.id
    return True
