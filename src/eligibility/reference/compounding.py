"""Words that make an adjective with the name of a treatment: "platinum-resistant", "steroid refractory", "cisplatin-ineligible"."""

from __future__ import annotations

# How a disease answers to the treatment. These may stand behind its name without a hyphen, too.
REACTING = frozenset({"resistant", "refractory", "sensitive", "insensitive", "responsive", "unresponsive", "intolerant"})
LOOSE = REACTING | {"dependent", "treated", "pretreated"}
COMPOUNDING = LOOSE | {"independent", "eligible", "ineligible", "untreated", "experienced", "exposed", "nonresponsive"}
