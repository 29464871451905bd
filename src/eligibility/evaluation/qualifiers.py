"""The qualifiers of a recorded entry against those a leaf asks for: severity, stage, cause, site, other words (contract §2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from eligibility.evaluation.evidence import Answer, Because, Check, ReasonCode, Shown
from eligibility.evaluation.excepted import exception_checks
from eligibility.evaluation.histories import may_have_differed
from eligibility.evaluation.indications import given_for, indicated, infection_of, purpose
from eligibility.evaluation.required_treatments import treatment_given
from eligibility.evaluation.routes import routed
from eligibility.evaluation.scales import scale_of, stage_fits, value_on_scale
from eligibility.evaluation.sites import site_truth
from eligibility.evaluation.stable_doses import asks_stable, is_one_dose
from eligibility.evaluation.told import recorded_stages, told_quality, told_severity
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth, agreed, all_of, any_of, negate, truth_of
from eligibility.patient.lookups import Entry, folded_name, name_id, related
from eligibility.patient.record import Allergy, Condition, FamilyMember, Medication
from eligibility.reference.entry_names import Quality, contraries_of, phrases_of, quality
from eligibility.reference.inactive_forms import ACTIVE, active_as_named
from eligibility.reference.observations import Observation
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.vocabulary_rows import Domain
from eligibility.rules.nodes import (
    ConceptRef,
    Fact,
    FamilyHistory,
    HasAllergy,
    HasCondition,
    HasProcedure,
    Severity,
    Stage,
    TakesMedication,
)

# Relatives by degree, folded. "First-degree" are parents, siblings and children; the others are farther.
_FIRST_DEGREE = frozenset({"mother", "father", "parent", "brother", "sister", "sibling", "son", "daughter", "child"})
_ANY_RELATIVE = frozenset({"any", "any relative", "relative", "family", "family member", "any family member"})
_RELATIVES: dict[str, frozenset[str]] = {
    "parent": frozenset({"mother", "father"}),
    "sibling": frozenset({"brother", "sister"}),
    "child": frozenset({"son", "daughter"}),
    "first degree": _FIRST_DEGREE,
    "first degree relative": _FIRST_DEGREE,
}

Scaled = Callable[[str], tuple[tuple[str, Shown], ...]]
"""The patient's classes on a scale (its id) at the time asked for, and the observations that tell them: the present one, or all so far."""
Asked = Callable[[Fact], Answer]
"""The answer to another statement on the patient."""
Denied = Callable[[ConceptRef], Answer | None]
"""The answer that denies that the patient ever had a condition; None where the record does not."""


class Qualified(NamedTuple):
    """Whether an entry has all the qualifiers asked for; the reasons name those not recorded.

    `denies`: it is false in a way that another entry of the same thing would not be expected to differ in (mild, not severe; stage II, not
    III). Another site, route, relative or cause denies nothing: the patient may have it there as well. `shown`: other entries used.
    """

    truth: Truth
    reasons: tuple[Because, ...] = ()
    denies: bool = False
    assumptions: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()


_ALL = Qualified(TRUE)


def qualified(entry: Entry, leaf: Fact, observed_class: Scaled, denied: Denied, asked: Asked) -> Qualified:
    """Whether the entry has all the qualifiers that the leaf asks for."""
    if not (asks_more(leaf) or leaf.descriptors):
        return _ALL
    checks = list(_checks(entry, leaf, observed_class, denied, asked))
    truth = all_of([t for t, _, _ in checks])
    if truth is UNKNOWN:
        return Qualified(UNKNOWN, tuple([b for t, b, _ in checks if t is UNKNOWN]))
    denials = [*_denied_causes(leaf, truth, denied), *_told_elsewhere(entry, leaf, truth, denied, asked)]
    shown = (*_graded_by(entry, leaf, observed_class), *(e for a in denials for e in a.evidence))
    # What denying a cause altogether took for granted (a complete list).
    assumptions = tuple([s for a in denials for s in a.assumptions])
    return Qualified(truth, (), truth is FALSE and any(denies for t, _, denies in checks if t is FALSE), assumptions, shown)


def _told_elsewhere(entry: Entry, leaf: Fact, truth: Truth, denied: Denied, asked: Asked) -> list[Answer]:
    """What other entries say on the descriptors: the antibiotics that were required, the disease that an operation was not for."""
    if truth is FALSE:
        purposes = [purpose(descriptor) for descriptor in leaf.descriptors if _treats(leaf, entry)]
        found = [denied(disease) for disease in purposes if disease is not None]
    else:
        treatments = [treatment_given(entry, descriptor, leaf) for descriptor in leaf.descriptors]
        found = [asked(treatment) for treatment in treatments if treatment is not None]
    return [answer for answer in found if answer is not None]


def _denied_causes(leaf: Fact, truth: Truth, denied: Denied) -> list[Answer]:
    """The denials behind "not due to any of these", true or false."""
    if not isinstance(leaf, HasCondition):
        return []
    causes = leaf.due_to if truth is FALSE else leaf.not_due_to if truth is TRUE else ()
    answers = [denied(cause) for cause in causes]
    return [a for a in answers if a is not None]


def _graded_by(entry: Entry, leaf: Fact, observed_class: Scaled) -> tuple[Shown, ...]:
    """The observation that tells the class of an entry which has none of its own."""
    if not isinstance(leaf, HasCondition) or leaf.stage is None or not isinstance(entry.item, Condition):
        return ()
    if entry.item.stage is not None and not may_have_differed(entry, leaf):
        return ()
    observed = _classes_of(entry, leaf.stage, observed_class)
    fitting = tuple(shown for value, shown in observed if value in leaf.stage.values)
    return fitting or tuple(shown for _, shown in observed)


def asks_more(leaf: Fact) -> bool:
    """Whether the leaf has any qualifier that a bare yes or no cannot settle."""
    match leaf:
        case HasCondition():
            own = bool(leaf.severity or leaf.stage or leaf.due_to or leaf.not_due_to or leaf.sites)
        case HasProcedure():
            own = bool(leaf.sites)
        case TakesMedication():
            own = bool(leaf.route or leaf.indication or leaf.dose)
        case HasAllergy():
            own = bool(leaf.severity)
        case FamilyHistory():
            own = bool(leaf.relations)
        case _:
            own = False
    # A bare yes says that it is active.
    return own or bool(leaf.other_than) or (bool(leaf.descriptors) and any(d != ACTIVE for d in leaf.descriptors))


def denial_covers(entry: Entry, leaf: Fact) -> bool:
    """Whether an absent entry denies the leaf: "no severe ascites" does so only for severe ascites."""
    item = entry.item
    if isinstance(item, Condition | Allergy) and item.severity is not None:
        asked = leaf.severity if isinstance(leaf, HasCondition | HasAllergy) else ()
        if set(asked) != {item.severity}:
            return False
    if isinstance(item, Condition) and (item.stage is not None or item.due_to):
        return False
    if entry.site is not None and not entry.placed:
        sites = leaf.sites if isinstance(leaf, HasCondition | HasProcedure) else ()
        return bool(sites) and all(site_truth(entry, wanted, leaf.concept) is TRUE for wanted in sites)
    if isinstance(item, Medication) and (item.dose is not None or item.route is not None or item.indication is not None):
        return False
    if isinstance(item, FamilyMember) and item.relation is not None and folded_name(item.relation) not in _ANY_RELATIVE:
        relations = leaf.relations if isinstance(leaf, FamilyHistory) else ()
        return bool(relations) and all(folded_name(r) == folded_name(item.relation) for r in relations)
    return True


def _checks(entry: Entry, leaf: Fact, observed_class: Scaled, denied: Denied, asked: Asked) -> Iterator[Check]:
    item = entry.item
    yield from exception_checks(entry, leaf)
    for descriptor in leaf.descriptors:
        if isinstance(leaf, TakesMedication) and asks_stable(leaf, descriptor) and is_one_dose([entry]):
            continue  # how long it has lasted is asked for as well
        given = treatment_given(entry, descriptor, leaf)
        if given is not None and asked(given).truth is TRUE:
            continue  # "requiring intravenous antibiotics": they are given for it
        if isinstance(leaf, TakesMedication) and leaf.indication and _is_said_of_indication(item, descriptor):
            continue
        if isinstance(item, Medication) and item.indication is not None and (told := given_for(item.indication, descriptor)) is not UNKNOWN:
            yield (
                told,
                Because("missing", f"whether {item.label} is {descriptor} is not recorded", f"the indication of {item.label}"),
                False,
            )
            continue
        yield _for_no_such_disease(entry, leaf, descriptor, denied) or _described(entry, descriptor, leaf.concept)
    match leaf:
        case HasCondition():
            yield from _condition_checks(entry, leaf, observed_class, denied)
        case HasProcedure():
            if leaf.sites:
                yield _sited(entry, leaf)
        case TakesMedication() if isinstance(item, Medication):
            yield from _medication_checks(item, leaf)
        case TakesMedication():
            yield from _checks_as_procedure(entry, leaf)
        case HasAllergy():
            if leaf.severity:
                yield _severe(entry, leaf.severity)
        case FamilyHistory() if isinstance(item, FamilyMember):
            if leaf.relations:
                yield _related(item, leaf.relations)
        case _:
            pass


def _not_recorded(code: ReasonCode, entry: Entry, what: str) -> Because:
    return Because(code, f"{what} of {entry.item.label} is not recorded", f"{what} of {entry.item.label}")


def _condition_checks(entry: Entry, leaf: HasCondition, observed_class: Scaled, denied: Denied) -> Iterator[Check]:
    earlier = may_have_differed(entry, leaf)
    if leaf.severity:
        check = _severe(entry, leaf.severity)
        yield _ever(check, f"whether {entry.item.label} was ever {' or '.join(leaf.severity)}") if earlier else check
    if leaf.stage is not None:
        check = _staged(entry, leaf, observed_class)
        yield _ever(check, f"whether {entry.item.label} was ever of stage {' or '.join(leaf.stage.values)}") if earlier else check
    if leaf.due_to:
        yield (
            any_of(_caused(entry, c, leaf.concept, denied) for c in leaf.due_to),
            _not_recorded("cause_not_recorded", entry, "the cause"),
            True,
        )
    for cause in leaf.not_due_to:
        because = Because(
            "cause_not_recorded", f"whether {entry.item.label} is due to {cause.name} is not recorded", f"the cause of {entry.item.label}"
        )
        yield negate(_caused(entry, cause, leaf.concept, denied)), because, True
    if leaf.sites:
        yield _sited(entry, leaf)


def _severe(entry: Entry, wanted: tuple[Severity, ...]) -> Check:
    own = entry.item.severity if isinstance(entry.item, Condition | Allergy) else None
    recorded = own or told_severity(entry)
    truth = UNKNOWN if recorded is None else truth_of(recorded in wanted)
    if "serious" in wanted and truth is not TRUE:
        # A person judges what is serious: what is severe is so, and what is milder may be (a mild stroke).
        truth = TRUE if recorded == "severe" or told_quality(entry, "serious") == (TRUE, False) else UNKNOWN
        if recorded is not None:
            what = f"whether {entry.item.label} is serious"
            return truth, Because("needs_judgement", f"{what}, being {recorded}, is for a person to judge", what), False
    return truth, _not_recorded("severity_not_recorded", entry, "the severity"), True


def _staged(entry: Entry, leaf: HasCondition, observed_class: Scaled) -> Check:
    assert leaf.stage is not None
    scale = scale_of(leaf.stage.scale)
    recorded = recorded_stages(entry, scale)
    observed = _classes_of(entry, leaf.stage, observed_class) if not recorded or may_have_differed(entry, leaf) else ()
    truths = [truth_of(value in leaf.stage.values) for value, _ in observed]
    if recorded:
        truths.append(agreed(stage_fits(each, leaf.stage.values, scale) for each in recorded))
    truth = any_of(truths) if truths else UNKNOWN
    what = f"the {scale.name}" if scale is not None else "the stage"
    if recorded:
        text = f"stage {' or '.join(recorded)} of {entry.item.label} is not exact enough for {' or '.join(leaf.stage.values)}"
        return truth, Because("stage_not_recorded", text, f"{what} of {entry.item.label}, more exactly"), True
    return truth, _not_recorded("stage_not_recorded", entry, what), True


def _classes_of(entry: Entry, stage: Stage, observed_class: Scaled) -> tuple[tuple[str, Shown], ...]:
    """What observations say of the entry's class on the scale asked for, in the scale's own words."""
    scale = scale_of(stage.scale)
    if scale is None or not _grades(scale, entry):
        return ()
    known = ((value_on_scale(scale, value), shown) for value, shown in observed_class(scale.id))
    return tuple((value, shown) for value, shown in known if value is not None)


def _ever(check: Check, what: str) -> Check:
    """A present severity or class other than the one asked for does not say that it never was so."""
    truth, because, denies = check
    if truth is not FALSE:
        return check
    return UNKNOWN, Because(because.code, f"{what} is not recorded", what), denies


def _grades(scale: Observation, entry: Entry) -> bool:
    """Whether the scale is of the entry's condition, so that an observation on it is about the entry (NYHA: heart failure)."""
    of = name_id(scale.condition, "condition") if scale.condition is not None else None
    return of is not None and any(related(i, of) == "is" or related(of, i) == "is" for i in entry.ids)


def _caused(entry: Entry, cause: ConceptRef, disease: ConceptRef, denied: Denied) -> Truth:
    """Whether the entry is due to a cause: a recorded one, or one that its own concept names; another recorded cause denies none.

    Where any disease asked for is of the kind of its cause, that says nothing: "pulmonary hypertension due to lung disease".
    """
    recorded = entry.item.due_to if isinstance(entry.item, Condition) else ()
    told = entry.told.due_to if entry.told is not None else ()
    if any(_is_cause(name, cause) for name in (*recorded, *told)) or _named_after(entry.folded, cause.id, cause.name):
        return TRUE
    wanted = infection_of(cause.id)
    if wanted is not None and any(related(i, wanted) == "is" and not vocabulary().is_a(wanted, i) for i in entry.ids):
        always = disease.id is not None and related(disease.id, wanted) == "is"
        if not always:
            return TRUE
    return FALSE if denied(cause) is not None else UNKNOWN


def _is_cause(name: str, cause: ConceptRef) -> bool:
    if folded_name(name) == folded_name(cause.name):
        return True
    recorded, wanted = infection_of(name_id(name, "condition")), infection_of(cause.id)
    if recorded is not None and wanted is not None and related(recorded, wanted) == "is":
        return True
    return _named_after(folded_name(name), cause.id, cause.name)


_CAUSED_BY = frozenset({"induced", "related", "associated", "caused", "mediated"})
# Where a drug or an organism has its name as an adjective.
_DOMAINS: tuple[Domain, ...] = ("medication", "organism", "substance")


@remembered(maxsize=20_000)
def _named_after(folded: str, cause_id: str | None, cause_name: str) -> bool:
    """Whether a disease has its cause in its name: "alcoholic hepatitis", "drug-induced liver injury", "HBV-related cirrhosis".

    `folded` is the disease's name, folded.
    """
    words = folded.split()
    agents = [words[0].removesuffix("ic")] if words and words[0].endswith("ic") else []
    agents += [" ".join(words[:n]) for n in (1, 2, 3) if len(words) > n and words[n] in _CAUSED_BY]
    return any(agent == folded_name(cause_name) or _agent(agent, cause_id) for agent in agents)


@remembered(maxsize=10_000)
def _agent(name: str, cause_id: str | None) -> bool:
    wanted = infection_of(cause_id)
    known = [
        c.id for domain in _DOMAINS if (c := vocabulary().lookup(name, domain) or vocabulary().lookup(name.upper(), domain)) is not None
    ]
    return wanted is not None and any(related(infection_of(i) or i, wanted) == "is" for i in known)


def _sited(entry: Entry, leaf: HasCondition | HasProcedure) -> Check:
    because = _not_recorded("site_not_recorded", entry, "the site")
    return any_of(site_truth(entry, wanted, leaf.concept) for wanted in leaf.sites), because, False


def _described(entry: Entry, descriptor: str, wanted: ConceptRef) -> Check:
    """By the entry's own words, or by the other names of a kind of the wanted thing: ITP is an idiopathic thrombocytopenia.

    What a treatment is for stands in its own words alone: among the names of chemotherapy is "chemotherapy for breast cancer".
    """
    because = Because(
        "missing", f"whether {entry.item.label} is {descriptor} is not recorded", f"whether {entry.item.label} is {descriptor}"
    )
    if descriptor == ACTIVE:
        return active_as_named(entry.folded or folded_name(entry.item.label)), because, False
    if _is_over_as_asked(entry, descriptor) or (
        descriptor.casefold() in _SURGICAL and any(related(i, "surgery") == "is" for i in entry.ids)
    ):
        return TRUE, because, False
    told = told_quality(entry, descriptor, wanted.id)
    if told is not None and not (told[0] is UNKNOWN and _says_the_contrary(entry, quality(descriptor))):
        return told[0], because, told[1]
    words = [f" {phrase} " for phrase in phrases_of(quality(descriptor))]
    by_name = wanted.id if not descriptor.startswith(("for ", "of ")) else None
    kinds = [i for i in entry.ids if by_name is not None and i != by_name and related(i, by_name) == "is"]
    names = (entry.folded, *(name for i in kinds for name in vocabulary().names_of(i)))
    if any(word in f" {name} " for name in names for word in words):
        return TRUE, because, False
    contrary = _says_the_contrary(entry, quality(descriptor))
    return FALSE if contrary else UNKNOWN, because, contrary and entry.section == "procedures"


_SURGICAL = ("surgical", "operative")
_CURED = (
    *("adequately treated", "curatively treated", "successfully treated", "definitively treated", "appropriately treated", "cured"),
    *("treated with curative intent", "treated curatively", "fully treated", "completely treated"),
)


def _is_over_as_asked(entry: Entry, descriptor: str) -> bool:
    """ "Adequately treated basal cell carcinoma": one that has resolved was."""
    return isinstance(entry.item, Condition) and entry.item.status == "resolved" and folded_name(descriptor) in _CURED


# What the name of a disease says of the whole of it, wherever it stands: "metastatic castration-resistant prostate cancer".
_OF_THE_WHOLE = frozenset({"response to castration", "muscle invasion", "transfusion", "resectability", "secretion"})


def _says_the_contrary(entry: Entry, asked: Quality) -> bool:
    """ "Autologous transplantation" is no allogeneic one: what is done is done in one way."""
    names = (entry.folded, entry.concept.name if entry.concept is not None else "")
    if entry.section == "procedures":
        return any(name.startswith(f"{other} ") for name in names for other in contraries_of(asked))
    if asked.aspect not in _OF_THE_WHOLE:
        return False
    return any(f" {other} " in f" {name} " for name in map(folded_name, names) for other in contraries_of(asked))


_TREATING = ("surgery", "anticancer-therapy", "systemic-therapy")


def _for_no_such_disease(entry: Entry, leaf: Fact, descriptor: str, denied: Denied) -> Check | None:
    """An operation "for aortic stenosis", of a patient who never had one; None where that is not what the words tell."""
    disease = purpose(descriptor) if _treats(leaf, entry) else None
    if disease is None or denied(disease) is None:
        return None
    return FALSE, Because("missing", f"what {entry.item.label} was for is not recorded", f"what {entry.item.label} was for"), True


def _treats(leaf: Fact, entry: Entry) -> bool:
    """Whether what is asked for is done to those who have what it is for; vaccines and endoscopies are for those who have not.

    What a medicine was given for is told by its own indication. An operation of a kind of its own (a prostatectomy) may itself tell of a
    disease that the list has not.
    """
    if leaf.concept.id is None or leaf.concept.id not in entry.ids:
        return False
    told = isinstance(entry.item, Medication) and entry.item.indication is not None
    return not told and any(related(leaf.concept.id, kind) == "is" for kind in _TREATING)


def _is_said_of_indication(item: object, descriptor: str) -> bool:
    """ "Capecitabine for metastatic breast cancer": the word is one of the recorded indication."""
    known = item.indication if isinstance(item, Medication) else None
    return known is not None and f" {folded_name(descriptor)} " in f" {folded_name(known)} "


def _related(item: FamilyMember, wanted: tuple[str, ...]) -> Check:
    because = Because("missing", f"which relative had {item.label} is not recorded", "the relative")
    if item.relation is None:
        return UNKNOWN, because, False
    recorded = folded_name(item.relation)
    for name in map(folded_name, wanted):
        if recorded == name or recorded in _RELATIVES.get(name, frozenset()):
            return TRUE, because, False
        if name in _RELATIVES.get(recorded, frozenset()):  # recorded as "parent", asked for the mother
            return UNKNOWN, because, False
    return FALSE, because, False


def _medication_checks(item: Medication, leaf: TakesMedication) -> Iterator[Check]:
    if leaf.route is not None:
        yield routed(item, folded_name(leaf.route))
    if leaf.indication:
        because = Because("missing", f"what {item.label} is given for is not recorded", f"the indication of {item.label}")
        known = item.indication
        yield (UNKNOWN if known is None else any_of(indicated(known, w) for w in leaf.indication)), because, False


def _checks_as_procedure(entry: Entry, leaf: TakesMedication) -> Iterator[Check]:
    """A drug recorded as what was done, "chemotherapy": how it was given and what for are told by its name, or not at all."""
    if leaf.route is not None:
        yield _described(entry, leaf.route, leaf.concept)
    if leaf.indication:
        because = Because("missing", f"what {entry.item.label} was for is not recorded", f"the indication of {entry.item.label}")
        yield any_of(_described(entry, f"for {each.name}", leaf.concept)[0] for each in leaf.indication), because, False
