"""Which end of a scale is the worse one: the table `data/scale_directions.csv`, for "ECOG 2 or better", "Karnofsky 60 or worse".

Columns: `observation`; `worse`, `higher` or `lower`, or nothing for classes that are no order of severity, or one that begins with the
gravest. Of other observations only classes have a direction: they ascend in severity.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from eligibility.reference.observations import Observation
from eligibility.reference.vocabulary_tables import hand_made_records

Direction = Literal["higher", "lower"]
_DIRECTIONS: dict[str, Direction | None] = {"higher": "higher", "lower": "lower", "": None}


def worse_end(observation: Observation) -> Direction | None:
    """Whether higher or lower values are worse; None where neither is, or it is not known.

    >>> from eligibility.reference.observations import observations
    >>> worse_end(observations()["ecog"]), worse_end(observations()["karnofsky"]), worse_end(observations()["tanner"])
    ('higher', 'lower', None)
    """
    if observation.id in _table():
        return _table()[observation.id]
    return "higher" if observation.kind == "class" else None


@cache
def _table() -> dict[str, Direction | None]:
    return {row["observation"]: _DIRECTIONS[row["worse"]] for row in hand_made_records("scale_directions.csv")}
