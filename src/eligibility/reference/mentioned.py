"""The concepts that a name mentions among its other words: "ESRD on haemodialysis" tells of a haemodialysis."""

from __future__ import annotations

import re

from eligibility.reference.entry_names import spelled_out
from eligibility.reference.mentions import mention_finder
from eligibility.reference.named_tests import says_negative, told_by_tests
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.vocabulary_rows import Domain

_LONGEST_ABBREVIATION = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@remembered(maxsize=50_000)
def mentioned(name: str, domain: Domain) -> tuple[str, ...]:
    """The concepts of a domain which a name mentions: of words that are part of a longer known name only that longer one's.

    A "chronic kidney disease" mentions no kidney; a "kidney transplant rejection" mentions a kidney transplantation unless the whole is
    known as a disease.
    """
    known = vocabulary()
    readings = (r for m in mention_finder().find(_WORD.findall(name)) for r in m.readings)
    concepts = (known.concept(r.value) for r in readings)
    return tuple(dict.fromkeys(c.id for c in concepts if c is not None and c.domain == domain))


@remembered(maxsize=50_000)
def named_within(name: str, domain: Domain) -> tuple[str, ...]:
    """The concepts of a domain which an entry's name mentions, by abbreviations too that mean nothing in running text: "saddle PE".

    An abbreviation is found as it is written, in capitals and with a plural s ("frequent PVCs"); as the last word in small letters as well.
    A disease is named by its organism ("HCV genotype 1") and by a test for it ("positive PPD") too, unless nothing was found.
    """
    known, name = vocabulary(), spelled_out(name)
    words = _WORD.findall(name)
    written = [w for word in words for w in (word, word.removesuffix("s")) if w[:2].isupper()]
    written += [w.upper() for word in words[1:][-1:] for w in (word, word.removesuffix("s")) if len(w) <= _LONGEST_ABBREVIATION]
    concepts = (known.lookup(each, domain) for each in written)
    found = (*mentioned(name, domain), *(c.id for c in concepts if c is not None))
    if domain == "condition" and not says_negative(name):
        organisms = (known.lookup(each, "organism") for each in written)
        several = dict.fromkeys((*mentioned(name, "organism"), *(o.id for o in organisms if o is not None)))
        found = (*found, *(c.id for c in map(known.caused_by, several) if c is not None), *told_by_tests(name))
    return tuple(dict.fromkeys(found))
