"""References between resources: what a resource may be called, and what a reference means. One step at a time, so no circle is followed."""

from __future__ import annotations

import re

from eligibility.patient.fhir.fields import Json, objs, text

# Source: FHIR R4, "Resource References": a RESTful address, optionally of one version.
_ADDRESS = re.compile(
    r"(?P<base>(?:https?|HTTPS?)://\S+/)?(?P<type>[A-Z][A-Za-z]+)/(?P<id>[A-Za-z0-9\-.]{1,64})(?:/_history/[A-Za-z0-9\-.]{1,64})?"
)


def identity(resource: Json, full_url: str | None) -> str | None:
    """What tells a resource from all others: the address of its server, its type and its id; a urn; None if it has none of these."""
    address = _ADDRESS.fullmatch(full_url) if full_url is not None and full_url[:4] in ("http", "HTTP") else None
    if address is not None:
        return f"{address['base']}{address['type']}/{address['id']}"
    id = text(resource, "id")
    return f"{resource['resourceType']}/{id}" if id is not None else full_url


def record_id(resource: Json, name: str | None) -> str | None:
    """The id of a patient's record: the resource's, else the last part of its address or urn."""
    return text(resource, "id") or (re.split(r"[/:]", name)[-1] if name is not None else None)


def candidates(reference: str, base: str | None) -> list[str]:
    """What a reference may be the identity of, the most exact first. `base`: the server of the resource that refers."""
    address = _ADDRESS.fullmatch(reference)
    if address is None:
        return [reference]
    relative = f"{address['type']}/{address['id']}"
    if address["base"] is not None:
        return [f"{address['base']}{relative}"]
    return [f"{base}{relative}", relative] if base is not None else [relative]


def relative_part(reference: str) -> str | None:
    """ "Patient/1" of any address of it; None if it is no address."""
    address = _ADDRESS.fullmatch(reference)
    return f"{address['type']}/{address['id']}" if address is not None else None


def base_of(identity: str | None) -> str | None:
    """The server of an identity."""
    address = _ADDRESS.fullmatch(identity) if identity is not None and identity[:4] in ("http", "HTTP") else None
    return address["base"] if address is not None else None


def contained(reference: str, resource: Json) -> Json | None:
    """The resource inside `resource` that "#m1" names."""
    wanted = reference.removeprefix("#")
    return next((inner for inner in objs(resource, "contained") if text(inner, "id") == wanted), None)
