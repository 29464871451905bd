"""By which route a medicine is given, and whether it acts in the whole body."""

from __future__ import annotations

from eligibility.evaluation.evidence import Because
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth
from eligibility.patient.lookups import folded_name
from eligibility.patient.record import Medication
from eligibility.reference.classes_by_route import routes_that_tell
from eligibility.reference.local_forms import named_as_local
from eligibility.reference.only_routes import only_route
from eligibility.reference.product_names import product_concepts
from eligibility.reference.told_routes import told_route
from eligibility.reference.vocabulary import vocabulary

# Routes by whether the drug acts in the whole body. Source: FDA data standards manual, "route of administration".
_SYSTEMIC = frozenset(
    {"oral", "po", "intravenous", "iv", "intramuscular", "im", "subcutaneous", "sc", "parenteral", "systemic", "rectal"}
    | {"sublingual", "buccal"}
)


_LOCAL = frozenset(
    {"topical", "inhaled", "inhalation", "nasal", "intranasal", "ophthalmic", "otic", "intra articular", "cutaneous", "dermal", "local"}
    | {"intravitreal"}
)
# Of these the form of the medicine says more: a topical cream is not swallowed.
_VAGUE = frozenset({"topical", "local", "external"})


_SAME_ROUTE: dict[str, str] = {
    "po": "oral",
    "iv": "intravenous",
    "im": "intramuscular",
    "sc": "subcutaneous",
    "inhalation": "inhaled",
    "intranasal": "nasal",
}


_PARENTERAL = frozenset({"intravenous", "intramuscular", "subcutaneous"})


# Whatever is put on the skin to reach the blood. Source: FDA labels of testosterone and estradiol gels and nitroglycerin ointment.
_THROUGH_THE_SKIN = frozenset({"topical", "cutaneous", "dermal"})
_TAKEN_UP = ("class:sex-hormones", "class:nitrates")


def _works_through_the_skin(item: Medication) -> bool:
    return any(vocabulary().is_a(i, kind) for i in product_concepts(item.name or "") for kind in _TAKEN_UP)


def route_of(item: Medication) -> str | None:
    """The route as recorded; where that says little, or nothing is recorded, the one that the name tells, or the only one there is."""
    told = told_route(item.name) if item.name is not None and (item.route is None or folded_name(item.route) in _VAGUE) else None
    return told or item.route or only_route(product_concepts(item.name or ""))


def acts_locally(item: Medication) -> bool:
    """Whether a medicine acts where it is applied, as far as its route tells, or else its name ("fluorouracil cream")."""
    route = route_of(item)
    if route is not None and folded_name(route) in _LOCAL | _SYSTEMIC:
        return folded_name(route) in _LOCAL
    return item.route is None and item.name is not None and named_as_local(item.name)


def by_another_route(item: Medication, wanted_id: str | None) -> bool:
    """Whether a medicine that may be of a kind told by its route is recorded to reach the whole body by another one."""
    routes = routes_that_tell(wanted_id) if wanted_id is not None else frozenset()
    route = route_of(item)
    return bool(routes) and route is not None and folded_name(route) in _SYSTEMIC - routes


def routed(item: Medication, wanted: str) -> tuple[Truth, Because, bool]:
    """Whether a medicine is given by the wanted route (folded), why that is not known, and that a no denies nothing else."""
    because = Because("missing", f"the route of {item.label} is not recorded", f"the route of {item.label}")
    route = route_of(item)
    if route is None:
        return UNKNOWN, because, False
    recorded = folded_name(route)
    recorded, wanted = _SAME_ROUTE.get(recorded, recorded), _SAME_ROUTE.get(wanted, wanted)
    if recorded == wanted or (wanted == "parenteral" and recorded in _PARENTERAL):
        return TRUE, because, False
    because = Because("missing", f"whether {route} {item.label} is {wanted} is not known", f"the route of {item.label}")
    if wanted in ("topical", "local") and recorded in _SYSTEMIC - {"rectal"}:
        return FALSE, because, False
    if wanted == "systemic" and recorded in _THROUGH_THE_SKIN and _works_through_the_skin(item):
        return UNKNOWN, because, False
    if wanted == "systemic":
        return (TRUE if recorded in _SYSTEMIC else FALSE if recorded in _LOCAL else UNKNOWN), because, False
    if {recorded, wanted} == {"oral", "parenteral"}:
        return FALSE, because, False
    known = recorded in _SYSTEMIC | _LOCAL and wanted in _SYSTEMIC | _LOCAL
    vague = {"systemic", "parenteral", "local", "topical"} & {recorded, wanted}
    return (FALSE if known and not vague else UNKNOWN), because, False
