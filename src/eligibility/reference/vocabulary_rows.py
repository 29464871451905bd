"""A concept as the vocabulary's tables have it, and what a value set adds to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Domain = Literal["condition", "procedure", "medication", "organism", "substance", "site"]
DOMAINS: tuple[Domain, ...] = get_args(Domain)
Nature = Literal["state", "event"]
ToldNature = Literal["state", "event", "either"]
NATURES: tuple[ToldNature, ...] = get_args(ToldNature)
Extent = Literal["region", "compact", "pervading"]
EXTENTS: tuple[Extent, ...] = get_args(Extent)


@dataclass(frozen=True, slots=True)
class Row:
    """A concept as the tables have it.

    `parents`: what it is a kind of. `implies`: what it proves besides. `possibly`: what it may count as ("-x": not as x). `names` are
    folded and safe as
    mentions, `lookup_only` are folded and found only when asked for by name, `case_sensitive` are exact. `extent` is of sites: a region of
    the body, or a tissue: compact ones (bone) lie in regions, pervading ones (vessels) in organs as well; None for an organ.
    Of treatments: `gives` is the class of medicines that who had it took, `shown_by` are the classes of which taking one is having it,
    `perhaps_by` those of which taking one may be having it ("-": no medicine is, whatever may be its more general treatment); `contains`
    are the medicines of a regimen, all of which are taken.
    """

    id: str
    name: str
    domain: Domain
    names: tuple[str, ...] = ()
    lookup_only: tuple[str, ...] = ()
    case_sensitive: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    possibly: tuple[str, ...] = ()
    mesh: str = ""
    nature: ToldNature | None = None
    continuing: bool = False
    analyte: bool = False
    causes: str = ""
    disease_of: str = ""
    extent: Extent | None = None
    gives: str = ""
    shown_by: tuple[str, ...] = ()
    perhaps_by: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    device: bool = False


@dataclass(frozen=True, slots=True)
class Addition:
    """What a value set adds to a vocabulary (`Vocabulary.extended`).

    `rows` are new concepts, or concepts that are there already as they shall be. `taken` are names (folded, or exact if case-sensitive) of
    a domain that cease to mean what they meant. `equal`: (system, code) → the concept that it means; `codes`: → those that it is a kind of;
    the same for ICD-10 codes in `icd10`, each with the codes below it. `above`: a concept that lists kinds → what is more general than one.
    """

    rows: tuple[Row, ...] = ()
    taken: frozenset[tuple[Domain, str]] = frozenset()
    codes: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    equal: Mapping[tuple[str, str], str] = field(default_factory=dict)
    icd10: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    above: Mapping[str, frozenset[str]] = field(default_factory=dict)
