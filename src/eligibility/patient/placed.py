"""What an entry is together with its site: a thrombosis of the portal vein is a portal vein thrombosis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eligibility.patient.resolving import name_id, without_approach
from eligibility.reference.body_sites import elsewhere, may_be_done_at, places_around, site_id, thing_at, told_site
from eligibility.reference.described_acts import act_at_end
from eligibility.reference.entailments import counts_as
from eligibility.reference.headed_names import unabbreviated
from eligibility.reference.histology import NEOPLASM, came_from_elsewhere, cancers_at, may_be_cancer_of, other_cancer_at
from eligibility.reference.metastases import metastasis_at, without_spread
from eligibility.reference.names import fold_name
from eligibility.reference.sides import with_sides, without_side_behind
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_rows import Domain

Part = tuple[tuple[str, ...], str | None]
"""The concepts of a procedure and the site that its name tells."""

# What stands behind the name of an imaging procedure, or of an implant, and leaves it what it is.
_BESIDES = re.compile(
    r",? (?:w/wo|w/o|w/|with and without|without|with)\.? (?:iv |intravenous )?(?:contrast|gadolinium)$"
    r"|,? (?:cycle|course) \d+$|,? \d+ Gy(?:/\d+ ?fx)?$|(?<=\w) (?:and|with) (?:plates? and screws?|screws?|plates?)$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*\+\s*|\s+(?:with|and|plus|&)\s+", re.IGNORECASE)
_SHORT = re.compile(r"[A-Z]{2,5}")
_MOST_PARTS = 3
_OBJECT = re.compile(r"(?P<act>.+?) (?:of|for) (?:an? |the )?(?P<disease>.+)", re.IGNORECASE)
_GENERAL = frozenset({"procedure", "therapy", "surgery", "tumor-resection"})
_VAGUE = frozenset({"procedure", "therapy"})


def taken_apart(name: str, domain: Domain) -> tuple[Part, ...]:
    """The concepts and the site of a name that puts them together and is not known as a whole: "radiation therapy to the left lung".

    Of an operation, what it is without the words on how it was done: "classical caesarean section". A name may tell of several, each of
    which is known: "lumpectomy with sentinel node biopsy".
    """
    name = with_sides(name.strip())
    name = _BESIDES.sub("", name) if domain == "procedure" else name
    whole = _one(name, domain)
    if whole is not None or domain != "procedure":
        return (whole,) if whole is not None else ()
    named = _AND.split(without_side_behind(name))
    if len({_SHORT.fullmatch(each) is None for each in named}) > 1:
        return ()  # an abbreviation may stand for another thing beside a name: the IOL of the eye, and of birth
    parts = [_part(each) for each in named]
    known = tuple(part for part in parts if part is not None and not _VAGUE & {*part[0]})
    return known if 1 < len(known) == len(parts) <= _MOST_PARTS else ()


_JOINING_WORDS = "with|without|and|for|to|on|at|using|via|under|by"
_DETAILS = re.compile(rf"\s*[,;:(+&]\s*|\)\s*|\s+[-–—]\s+|\s+(?:{_JOINING_WORDS})\s+|\s+(?=x ?\d)|\s+(?=(?:19|20)\d\d\b)", re.IGNORECASE)
_STATUS = re.compile(r"^(?:s/p|status post|hx of|history of|h/o)\s+", re.IGNORECASE)
# It was, or perhaps was, not done, or only spoken of.
_UNDONE = re.compile(
    r"\b(?:cancel\w*|abort\w*|attempt\w*|declin\w*|refus\w*|defer\w*|not|no show|planned|scheduled|pending|consult\w*|referral|referred"
    r"|candidate|eval\w*|work-?up|discuss\w*|offered|recommend\w*|contraindicat\w*|converted|incomplete|failed|removal|reversal|takedown)\b|\?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:\d{1,2}/)?(?:19|20)\d\d")
_COUNTED = re.compile(r"\s+(?:x ?\d+|\d+(?:/\d+)?)$")


def begun_with(name: str) -> tuple[tuple[Part, ...], str] | None:
    """What a name begins with and further procedures that it tells of, and the details that are not understood.

    None where it begins with no procedure, or tells that it was not done.
    "Robotic R inguinal hernia repair with mesh (TAPP)", "Colonoscopy with hot snare polypectomy x4, asc colon".
    """
    written = _STATUS.sub("", with_sides(unabbreviated(name.strip())))
    if _UNDONE.search(written):
        return None
    first, *others = (part.strip() for part in _DETAILS.split(written))
    head = _part(first) or _part(_COUNTED.sub("", first)) if first else None
    if head is None or _VAGUE & {*head[0]}:
        return None
    more = [
        (detail, _part(detail) if len(detail) > _SHORTEST else None)
        for detail in others[:_MOST_DETAILS]
        if detail and not _YEAR.fullmatch(detail)
    ]
    known = [part for _, part in more if part is not None and not _VAGUE & {*part[0]}]
    return (head, *known), ", ".join([detail for detail, part in more if part is None] + others[_MOST_DETAILS:])


_SHORTEST, _MOST_DETAILS = 3, 8


def _one(name: str, domain: Domain) -> Part | None:
    forms = (name,) if domain != "procedure" else tuple(dict.fromkeys(_forms(name)))
    for form in forms:
        told = told_site(form, domain)
        site = vocabulary().concept(told[1]) if told is not None else None
        if told is not None and site is not None:
            return (told[0],), site.name
    for form in forms if domain == "procedure" else ():
        known = name_id(form, domain) if form != name else None
        concept = vocabulary().concept(known) if known is not None else None
        act = concept.id if concept is not None and concept.domain == "procedure" else act_at_end(form)
        if act is not None and act not in _GENERAL:
            return (act,), None
    return _for_disease(forms[0]) if domain == "procedure" else None


def _for_disease(name: str) -> Part | None:
    """ "Embolization of an arteriovenous malformation": what is done to, or for, a disease; an excision may be of anything."""
    match = _OBJECT.fullmatch(name)
    act = vocabulary().lookup(match["act"], "procedure") if match is not None else None
    if match is None or act is None or act.id in _GENERAL or vocabulary().lookup(match["disease"], "condition") is None:
        return None
    return (act.id,), None


def _forms(name: str) -> Iterator[str]:
    """The name of an operation, and what is left of it without its sides and the words on how it was done."""
    yield without_approach(name)
    bare = without_side_behind(name)
    yield without_approach(bare)
    yield bare
    words = bare.split()
    given = [w for w in words if vocabulary().lookup(w, "medication") is not None]
    if 0 < len(given) < len(words):
        yield " ".join(w for w in words if w not in given)  # "intravitreal ranibizumab injection"


def _part(name: str) -> Part | None:
    concept = vocabulary().lookup(name, "procedure")
    return ((concept.id,), None) if concept is not None else _one(name, "procedure")


def with_site(name: str | None, ids: tuple[str, ...], site: str | None, domain: Domain, absent: bool) -> tuple[tuple[str, ...], bool]:
    """The concepts of an entry together with its site, and whether they tell that site.

    Who never had an adenocarcinoma of the prostate may have had another prostate cancer: what is denied is not more than it says.
    """
    if site is None:
        return ids, False
    spread = metastasis_at(ids, site)
    if spread:
        return spread, True
    placed = thing_with_site(name, ids, site, domain) if name is not None else None
    besides = things_at_site(ids, site, domain) if not absent else ()
    if placed is None:
        return (*besides, *ids), False
    # What it is called at its site says more than that of the region: heart surgery, for surgery in the chest.
    return (placed, *(i for i in besides if counts_as(placed, i) == counts_as(i, placed) == "no")), True


def thing_with_site(name: str, ids: tuple[str, ...], site: str, domain: Domain) -> str | None:
    """The concept that takes the place of the name's own: a kind of it, at that site. None if the vocabulary has none."""
    known = vocabulary()
    place = site_id(site)
    names = dict.fromkeys((site, *(known.names_of(place) if place is not None else ())))
    found = (known.lookup(f"{each} {name}", domain) for each in names)
    return next((c.id for c in found if c is not None and ids and all(known.is_a(c.id, i) for i in ids)), None)


def things_at_site(ids: tuple[str, ...], site: str, domain: Domain) -> tuple[str, ...]:
    """What an entry is besides by its site: radiosurgery of the brain is a cranial radiotherapy."""
    place = site_id(site)
    if place is None:
        return ()
    found = (_treatments if domain == "procedure" else _cancers)(ids, place)
    return tuple(i for i in dict.fromkeys(found) if i not in ids)


def _cancers(ids: tuple[str, ...], place: str) -> list[str]:
    return [cancer for i in ids for cancer in cancers_at(i, place)]


def _treatments(ids: tuple[str, ...], place: str) -> list[str]:
    """By the names of what it is a kind of, at the site or where that lies: an operation on the liver is an abdominal operation.

    Only of treatments: "head injury" or "abdominal pain" is not just any injury or pain there.
    """
    known = vocabulary()
    kinds = dict.fromkeys(k for i in ids for k in (i, *sorted(known.ancestors(i, kinds_only=True) - {i, "procedure"})))
    found = []
    for kind in kinds:
        concept = known.concept(kind)
        for around in places_around(place) if concept is not None else ():
            at_site = thing_at(fold_name(concept.name), around, "procedure") if concept is not None else None
            if at_site is not None and known.is_a(at_site, kind):
                found.append(at_site)
    return found


def may_be_there(ids: tuple[str, ...], place: str | None, wanted_id: str) -> bool:
    """Whether a carcinoma, or a treatment, may be the wanted one of a site: its own is not told, or may be that too."""
    ids = without_spread(ids)
    if place is None:
        return all(may_be_cancer_of(i, wanted_id) or may_be_done_at(i, wanted_id) for i in ids)
    return any(
        (may_be_cancer_of(i, wanted_id) and (came_from_elsewhere(i, place) or not elsewhere(place, wanted_id, NEOPLASM)))
        or other_cancer_at(i, place, wanted_id)
        or (may_be_done_at(i, wanted_id) and not elsewhere(place, wanted_id, "procedure"))
        for i in ids
    )
