"""What phrases with numbers mean: the values that the builders of `grammars/phrases.lark` make (compiler/syntax/phrase_builder.py)."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.rules.nodes import Comparator, Duration, Lasting, TimeUnit, Window
from eligibility.text.tokens import Token

# What holds where a comparison does not.
OPPOSITE: dict[Comparator, Comparator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_PREGNANCY_WORDS = ("gestation", "pregnan", "amenorrh")


def is_said_of_pregnancy(unit: str) -> bool:
    """Whether the words of a unit of time count a pregnancy: "weeks of gestation", "gestational weeks"."""
    return any(word in unit.casefold() for word in _PREGNANCY_WORDS)


@dataclass(frozen=True, slots=True)
class Amount:
    """A written quantity. Exactly one of `unit` (UCUM), `time` and `multiple_of` may be set; none is a bare number."""

    value: float
    unit: str | None = None
    time: TimeUnit | None = None
    old: bool = False  # "18 years of age", "6 years old": only an age is written so
    multiple_of: str | None = None  # ULN or LLN
    of_pregnancy: bool = False  # "37 weeks of gestation": only a gestational age is written so
    parts: bool = False  # "24 + 0": weeks and days, whose unit follows at the other end of the range

    @property
    def is_length(self) -> bool:
        """Whether it is a plain length of time, which a state may last: no age, no gestational age."""
        return self.time is not None and not self.old and not self.of_pregnancy


@dataclass(frozen=True, slots=True)
class Compared:
    """An operator and an amount."""

    operator: Comparator
    amount: Amount
    postfixed: bool = False  # "18 or older"
    over: Amount | None = None  # the second number of a pair: diastolic in "≥ 160/100", the best score in "> 4/10"


@dataclass(frozen=True, slots=True)
class Between:
    """Two amounts; the unit of one counts for both."""

    low: Amount
    high: Amount
    low_inclusive: bool = True
    high_inclusive: bool = True
    inside: tuple[Token, ...] = ()  # the name that stands between the two: "145 mmHg ≤ SBP ≤ 190 mmHg"

    def sides(self) -> tuple[Compared, Compared]:
        """The range as two limits."""
        return Compared(">=" if self.low_inclusive else ">", self.low), Compared("<=" if self.high_inclusive else "<", self.high)


@dataclass(frozen=True, slots=True)
class Either:
    """Outside a range: "< 10 or > 16"."""

    one: Compared
    other: Compared


@dataclass(frozen=True, slots=True)
class Rate:
    """A change: its direction, its limit, and the unit of time it is counted in."""

    direction: str
    limit: Compared | Between
    per: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """At least (or at most) so long before an anchor: "at least 4 weeks before enrollment"."""

    operator: Comparator
    duration: Duration
    anchor: str
    since: bool = False  # counted from the thing itself ("at least 4 weeks since chemotherapy"): what has to be over for so long
    ago: bool = False  # said of when it was ("more than 6 months ago"), not of how long to wait
    until: Duration | None = None  # and at most so long: "4 to 12 weeks after surgery"
    latest: bool = False  # "since the last"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A time counted from something that is no anchor: "in the first 48 hours", "6 months after completion of treatment"."""

    operator: Comparator
    duration: Duration


def counts_pregnancy(value: object) -> bool:
    """Whether a limit or a range counts weeks of gestation."""
    match value:
        case Compared(amount=amount):
            return amount.of_pregnancy
        case Between(low=low, high=high):
            return low.of_pregnancy or high.of_pregnancy
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes, grades or stages as written: values, or one value and an operator; `word` is grade, class, stage …"""

    values: tuple[str, ...]
    word: str | None = None
    operator: Comparator | None = None
    span_of_range: bool = False  # two values that are the ends of a range


@dataclass(frozen=True, slots=True)
class Categories:
    """T, N and M categories: the values of each letter in the order written (none: "any N"); `choice`: any letter's are enough.

    `listed`: commas stand between the letters, which in a list of things mean any of them too. `between`: the signs there ("" for none).
    """

    groups: tuple[tuple[str, tuple[str, ...]], ...]
    choice: bool = False
    listed: bool = False
    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """Numbers listed one by one: "0, 1 or 2"."""

    numbers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """The coefficients of a formula that is written out, and the score it gives."""

    score: str
    coefficients: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Attested:
    """A yes-or-no observation that a whole phrase names."""

    observation: str


Phrase = (
    Attested | Compared | Between | Either | Rate | Gap | Elsewhere | Classes | Categories | Listed | Formula | Window | Lasting | Amount
)

# The kind of element a phrase becomes in a clause.
ELEMENT_TYPES: dict[type, str] = {
    Compared: "LIMIT",
    Between: "LIMIT",
    Either: "LIMIT",
    Rate: "CHANGE",
    Gap: "GAP",
    Elsewhere: "ELSEWHERE",
    Classes: "CLASSES",
    Categories: "CATEGORIES",
    Listed: "LISTED",
    Formula: "FORMULA",
    Window: "WINDOW",
    Lasting: "LASTING",
    Amount: "BARE",
    Attested: "ATTR",
}
