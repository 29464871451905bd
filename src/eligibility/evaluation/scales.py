"""Classes, stages and grades: whether a recorded one is among those asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth
from eligibility.reference.observations import Observation, observations, scale_value, values_within

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_WORDS = re.compile(r"\b(?:stage|grade|class|type|group|clinical|pathological)\b")
_NUMBERED = re.compile(r"(?P<number>\d+|iii|ii|iv|i|v)\s*(?P<part>[a-z]?\d?)")

# What a recorded stage says of spread by its own letters or words, in its brackets too. Source: AJCC Cancer Staging Manual, 8th edition
# ("pT2 cN1 M1a"); VALG: an extensive small cell lung cancer mostly is one with distant metastases.
_SPREAD = re.compile(r"(?<![a-z])[cpry]{0,3}m1(?!\d)|metasta|disseminated|\bextensive", re.IGNORECASE)
_NO_SPREAD = re.compile(r"\b(?:non|no|not|without)\b|(?<![a-z])[cpry]{0,3}m0", re.IGNORECASE)


def says_spread(recorded: str) -> bool:
    """Whether a recorded stage tells of distant metastases, as a rule.

    >>> [says_spread(text) for text in ("T2N1M1a", "Stage IV (M1)", "metastatic", "T2N1M0", "IIIB", "non-metastatic")]
    [True, True, True, False, False, False]
    """
    return _SPREAD.search(recorded) is not None and _NO_SPREAD.search(recorded) is None


_M1 = re.compile(r"(?<![a-z])[cpry]{0,3}m1(?!\d)|metasta", re.IGNORECASE)
_NEARBY = re.compile(r"nod(?:e|al)|lymph|micro|in[- ]transit|satellite|regional|local", re.IGNORECASE)


def says_m1(recorded: str) -> bool:
    """Whether it says so by itself, as against what mostly means it: an "extensive" small cell lung cancer may be so by its nodes.

    >>> [says_m1(text) for text in ("T2N1M1a", "metastatic", "extensive", "lymph node metastasis", "micrometastases")]
    [True, True, False, False, False]
    """
    return says_spread(recorded) and _M1.search(recorded) is not None and _NEARBY.search(recorded) is None


IN_SITU = "0"
"""The stage group of what has not grown through its basement membrane."""
# Source: AJCC Cancer Staging Manual, 8th edition: Tis, and Ta of the urinary tract, are stage 0.
_IN_SITU = re.compile(r"(?<![a-z])[cpry]{0,3}t(?:is|a)(?=$|[^a-z]|n[0-3x])|\bin[ -]situ\b|(?:stage |^)0(?:a|is)?$", re.IGNORECASE)


def says_in_situ(recorded: str) -> bool:
    """Whether a recorded stage is that of a carcinoma in situ.

    >>> [says_in_situ(text) for text in ("0", "Stage 0", "pTisN0M0", "Ta", "I", "T2N0M0", "M0")]
    [True, True, True, True, False, False, False]
    """
    return _IN_SITU.search(recorded.strip()) is not None


def says_no_spread(recorded: str) -> bool:
    """Whether a recorded stage says that there are no distant metastases.

    >>> [says_no_spread(text) for text in ("M0", "T2N1M0", "non-metastatic", "T2N1", "M1")]
    [True, True, True, False, False]
    """
    return re.search(r"(?<![a-z])(?:[cpry]{0,3}t\w+\s*n\w+?\s*)?[cpry]{0,3}m0|\bnon-?\s?metastatic", recorded, re.IGNORECASE) is not None


def scale_of(scale_id: str | None) -> Observation | None:
    """The scale of that id; None for a stage of no named scale."""
    return observations().get(scale_id) if scale_id is not None else None


def value_on_scale(scale: Observation, text: str) -> str | None:
    """The scale's own word for a recorded value."""
    return scale_value(scale, text)


def stage_fits(recorded: str, wanted: tuple[str, ...], scale: Observation | None) -> Truth:
    """Whether a recorded stage is one of those wanted: IIIB is a stage III; whether III is IIIB is not known.

    >>> stage_fits("stage IIIB", ("III", "IV"), None), stage_fits("3", ("IIIB",), None), stage_fits("II", ("III",), None)
    (<Truth.TRUE: 'true'>, <Truth.UNKNOWN: 'unknown'>, <Truth.FALSE: 'false'>)
    """
    if scale is not None:
        value = scale_value(scale, recorded)
        return UNKNOWN if value is None else class_fits(scale, value, wanted)
    return _best(_plain_fits(recorded, each) for each in wanted)


def class_fits(scale: Observation, value: str, wanted: Iterable[str]) -> Truth:
    """Whether a value of the scale is one of those wanted, or a subdivision of one."""
    return _best(_one_class_fits(scale, value, each) for each in wanted)


def _one_class_fits(scale: Observation, value: str, wanted: str) -> Truth:
    asked = scale_value(scale, wanted) or wanted
    if value in values_within(scale, asked):
        return TRUE
    return UNKNOWN if asked in values_within(scale, value) else FALSE


def _best(truths: Iterable[Truth]) -> Truth:
    found = set(truths)
    return TRUE if TRUE in found else UNKNOWN if UNKNOWN in found else FALSE


def _plain_fits(recorded: str, wanted: str) -> Truth:
    have, asked = _numbered(recorded), _numbered(wanted)
    if have is None or asked is None:
        return TRUE if _plain(recorded) == _plain(wanted) else UNKNOWN
    if have[0] != asked[0]:
        return FALSE
    if have[1].startswith(asked[1]):
        return TRUE
    return UNKNOWN if asked[1].startswith(have[1]) else FALSE


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORDS.sub(" ", folded).split())


def _numbered(text: str) -> tuple[str, str] | None:
    """The number and the subdivision of a stage: ("3", "b") of "Stage IIIB"; None for other words."""
    found = _NUMBERED.fullmatch(_plain(text))
    return (_ROMAN.get(found["number"], found["number"]), found["part"]) if found is not None else None
