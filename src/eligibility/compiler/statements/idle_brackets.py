"""Brackets that ask nothing: by which standard something is graded, where more of it is written, or why it is asked."""

from __future__ import annotations

import re

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.explaining import does_not_count, is_idle
from eligibility.compiler.syntax.parse_tree import Block, Element

_STANDARDS = frozenset({"nci", "national cancer institute", "criteria", "common toxicity criteria", "common terminology criteria"})


# Of how tumours are measured. Sources: RECIST 1.1 (2009), iRECIST (2017), mRECIST (2010), RANO (2010), Lugano (2014), PCWG3 (2016).
_RULES = frozenset({"recist", "irecist", "mrecist", "rano", "lugano", "pcwg3"})


def names_the_standard(inner: list[Element], ctx: Context) -> bool:
    """ "Neuropathy grade 3 (NCI CTCAE v4.0)", "measurable disease (RECIST 1.1)": only by which scale it is graded, or which rules count."""
    graded = [e for e in inner if e.may_be("SCALE") or e.word in _RULES]
    if graded and graded[0].word in _RULES:
        return all(e in graded or e.type in ("BARE", "EDITION", "VERSION") or e.word == "version" for e in inner)
    return bool(graded) and all(e in graded or ctx.words(e.span).casefold() in _STANDARDS for e in inner)


# Sets of criteria that say who has a disease, and not how far it has gone ("Milan", "GELF") or which class of it is meant.
_SETS = (
    r"ACR|EULAR|SLICC|ASAS|CASPAR|New York|Rome(?: (?:[IVX]+|\d))?|McDonald|ADA|WHO|IDF|IMWG|ICC|NINCDS|ADRDA|NINDS|AIREN|NIA|AA|MDS|"
    r"Rotterdam|NIH|Amsterdam|Jones|Duke|ILAE|IHS|ICHD|AASLD|EASL|Ghent|Framingham|ESC|GINA|ATS|ERS|Berlin|Sepsis|Tokyo|Atlanta|ISH|"
    r"Hanifin|Rajka|UK Brain Bank|El Escorial|Awaji|Bohan|Peter|Chapel Hill|DSM|ICD"
)
# "(ACR criteria)", "(DSM-5)": by whose criteria it was diagnosed, which need not be proved.
_DIAGNOSED_BY = re.compile(
    r"(?:according to |per |by )?(?:the )?(?:(?:DSM|ICD|ICHD|ICSD)[- ]?(?:\d+|[IVX]+)(?:[- ]?(?:TR|R|CM))?(?: criteria)?"
    rf"|(?:(?:\d{{4}}|modified|revised|new|{_SETS})[,/ -]{{1,2}}(?:and )?)*(?:{_SETS})(?:[ -]\d{{1,4}})? (?:\d{{4}} )?"
    r"(?:diagnostic |classification )?criteria)"
)


def names_the_criteria(text: str, head: Element | None) -> bool:
    """Whether brackets behind a disease only name the criteria by which it was diagnosed."""
    return head is not None and head.type == "COND" and _DIAGNOSED_BY.fullmatch(text.strip("()[] ")) is not None


def explains(block: Block) -> bool:
    """ "(testing not mandatory)", "(lesions in an irradiated area are considered measurable if …)"."""
    return all(is_idle(segment) for sentence in block.sentences for segment in sentence.segments)


def takes_from_count(block: Block) -> bool:
    """ "No more than 2 prior regimens (adjuvant chemotherapy does not count)"."""
    return all(does_not_count(segment) for sentence in block.sentences for segment in sentence.segments)


# "(see section 5.2)", "(Appendix B)", "(section 6.1: Performance scales)": a word that points, or a number, and no more than a title.
_PART = r"(?:appendi(?:x|ces)|annex|addendum|section|chapter|table|figure|protocol section|study protocol)"
_POINTS = r"(?:please )?(?:see(?: also)?|refer to|cf\.?)(?: the)? "
_NUMBER = r"(?:[a-z]|[ivx]+|\d+(?:\.\d+)*[a-z]?)\b\.?(?: of the (?:study )?protocol)?"
_CITED = re.compile(
    rf"(?i)\W*(?:{_POINTS}{_PART}(?:\s+{_NUMBER})?|{_PART}\s+{_NUMBER})(?: for (?:a list|details|more details)|: *[a-z ]+)?\W*"
)
_REFERENCE = re.compile(r"\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]")  # "[8]", "[19, 20]": of a list of references
_GRADING_WORDS = """
    national cancer institute institutes nci common terminology toxicity criteria for adverse event events ctcae ctc
    version v the of edition
"""
_GRADING = frozenset(_GRADING_WORDS.split())
_VERSION = re.compile(r"v?\d+(?:\.\d+)*")


_PLAIN = frozenset(
    {"WORD", "FILLER", "FOR", "BARE", "CLASSES", "CLASSVALUE", "NUM", "SCALE"} | {"TRIAL", "TRIALWORD", "ANCHOR", "ROUTE", "SITE"}
)
_WHOLE_KINDS = frozenset({"medication", "condition", "procedure", "surgery"})


def cites(inner: list[Element], text: str, frame: Frame) -> bool:
    """Whether brackets of this text only tell where more is written, or by which version of the CTCAE something is graded.

    Which "medications (see Appendix 2)" or "conditions" are meant, only the appendix says.
    """
    head = frame.head
    if _REFERENCE.fullmatch(text.strip()):
        return head is not None and (bool(frame.values) or head.type in ("COND", "DRUG", "PROC"))  # "BMI [18, 30]" is a range
    words = re.findall(r"[\w.]+", text.casefold().replace("'s", ""))
    graded = bool({"ctcae", "ctc", "terminology", "toxicity"} & set(words))
    standard = graded and all(w.rstrip(".") in _GRADING or _VERSION.fullmatch(w.rstrip(".")) for w in words)
    cited = _CITED.fullmatch(text) is not None and all(e.type in _PLAIN for e in inner)
    return standard or (cited and (head is None or head.value not in _WHOLE_KINDS))


_SUMMED = frozenset({"sum", "of", "the", "and", "plus", "conjugated", "unconjugated", "direct", "indirect"})


def gives_the_sum(text: str, head: Element | None) -> bool:
    """ "Bilirubin (sum of conjugated + unconjugated)": what the total is."""
    words = re.findall(r"[a-z]+", text.casefold())
    return head is not None and head.value == "total-bilirubin" and "sum" in words and _SUMMED.issuperset(words)


def permits(inner: list[Element], head: Element | None) -> bool:
    """ "Hemoglobin ≥ 8 g/dL (may receive transfusions)": what may be done about a value asks nothing."""
    opening = inner[0] if inner else None
    if opening is None or opening.word != "may" or head is None or head.type != "MEAS":
        return False
    return any(e.may_be("PROC", "DRUG") for e in inner) and not any(e.word == "only" or e.type in ("COND", "LIMIT", "NEG") for e in inner)


_SPECIMENS = frozenset({"serum", "urine", "blood", "plasma", "urinary"})


def names_specimens(inner: list[Element], head: Element | None) -> bool:
    """ "Pregnancy test (serum or urine)": in what it is looked for; a test that needs one of them is named for it."""
    return head is not None and head.type == "TEST" and bool(inner) and all(e.word in _SPECIMENS for e in inner)


def gives_the_reason(elements: list[Element], frame: Frame) -> bool:
    """ "Hypocalcaemia (contraindication to denosumab)", "diabetes (self-reported)": why it is asked, or who says so, and no condition."""
    opening = elements[0] if elements else None  # there is none where brackets hold nothing but brackets
    if opening is None or frame.how is not None or frame.head is None or frame.head.type != "COND":
        return False
    reported = all(e.type == "HOWADJ" for e in elements)
    return reported or (opening.type == "BLOCK" and opening.word.startswith("contraindication"))
