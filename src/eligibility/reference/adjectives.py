"""Which unknown words are adjectives, by their endings, and of which disease: "bacterial", "intravenous"; "neutropenic" of neutropenia.

Source: The Oxford Dictionary of English, entries of the suffixes -al, -ic, -ous, -ar, -ory, -ible, -able,
-ive, -ary, -oid and -iac; the nouns of the same endings are those of the registry's usage.
"""

from __future__ import annotations

from eligibility.reference.vocabulary import Concept, remembered, vocabulary

_ENDINGS = ("al", "ic", "ous", "ular", "ory", "ible", "able", "ive", "ary", "oid", "iac", "immune", "brile")
_SHORTEST = 5
# Nouns of such an ending, which name a thing and describe none.
_NOUN_WORDS = """
    hospital arrival clinic approval removal withdrawal interval survival referral proposal individual professional material animal criminal
    trial signal journal manual total renewal refusal denial dismissal disposal capital festival portal medal metal pedal principal rental
    rival terminal topic logic arithmetic tactic critic public mechanic fabric traffic picnic music arsenic garlic plastic acrylic mosaic
    objective representative relative alternative initiative motive executive narrative perspective contraceptive sedative laxative
    preservative derivative olive detective native captive incentive operative diary summary library salary boundary beneficiary secretary
    vocabulary dictionary itinerary glossary history laboratory memory inventory theory category territory directory accessory observatory
    factory victory story table cable vegetable variable syllable constable timetable steroid thyroid opioid cannabinoid android asteroid
    diuretic antibiotic analgesic anesthetic anaesthetic narcotic probiotic prebiotic cosmetic diagnostic arsenal medic
"""
_NOUNS = frozenset(_NOUN_WORDS.split())
_OTHERS = frozenset(
    {
        "motor",
        "sensory",
        "daily",
        "weekly",
        "monthly",
        "vulvar",
        "lumbar",
        "ocular",
        "lateral",
        "distal",
        "solid",
        "mixed",
        "elective",
        "endocrine",
        "exocrine",
    }
)


def is_adjective(word: str) -> bool:
    """Whether a single word describes a thing, as far as its ending tells; a hyphen may join two.

    >>> [is_adjective(word) for word in ("bacterial", "motor", "hospital", "suspicion", "HIV")]
    [True, True, False, False, False]
    """
    last = word.rpartition("-")[2].casefold()
    return last in _OTHERS or (len(last) >= _SHORTEST and not word.isupper() and last.endswith(_ENDINGS) and last not in _NOUNS)


# What the noun of a disease ends in where its adjective ends so: the first such ending counts, and the first noun of it that is known.
_NOUN_ENDINGS = (
    ("istic", ("ism",)),
    ("itic", ("itis",)),
    ("otic", ("osis",)),
    ("tensive", ("tension",)),
    ("ic", ("ia", "y", "ism")),
    ("iced", ("ice",)),
)


_OF_NO_DISEASE = frozenset({"atopic"})  # who is so need not have an allergy


@remembered(maxsize=5_000)
def disease_of(adjective: str) -> Concept | None:
    """The disease that somebody has who is said to be so, as far as the endings tell: "neutropenic", "hypertensive", "autistic".

    >>> [disease_of(word).name for word in ("hypertensive", "autistic", "psychotic")]
    ['hypertension', 'autism spectrum disorder', 'psychotic disorder']
    """
    word = adjective.casefold()
    if word in _OF_NO_DISEASE:
        return None
    for ending, nouns in _NOUN_ENDINGS:
        if word.endswith(ending):
            names = (word.removesuffix(ending) + noun for noun in nouns)
            found = (vocabulary().lookup(name, "condition") for name in names)
            return next((concept for concept in found if concept is not None), None)
    return None
