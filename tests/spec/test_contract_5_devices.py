"""An implanted device is there from the day on which it was put in, until it ends or is taken out (contract §5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from spec.contract import Kind, check, excludes, needs, table
from spec.records import closed, has, operated, proc, takes, underwent

LONG_AGO, LATELY = "2020-01-01", "2026-10-20"


def had(*procedures: tuple[str, str | None], **more: Any) -> dict[str, Any]:
    """A complete record of these procedures with their dates."""
    return closed(operated(*(proc(name, day, **more) for name, day in procedures)))


DEVICES = (
    ("Cardiac pacemaker", "pacemaker implantation"),
    ("Cardiac pacemaker", "insertion of pacemaker"),
    ("Cochlear implant", "cochlear implant"),
    ("Implantable cardioverter-defibrillator", "ICD placement"),
    ("Implantable cardioverter-defibrillator", "S-ICD"),
    ("Implantable cardioverter-defibrillator", "CRT-D"),
    ("Implanted cardiac device", "CRT-P"),
    ("Left ventricular assist device", "LVAD implantation"),
    ("Neurostimulator", "spinal cord stimulator implantation"),
    ("Ventriculoperitoneal shunt", "VP shunt placement"),
    ("Intrauterine device", "IUD insertion"),
    ("Insulin pump", "insulin pump"),
    ("Aneurysm clip", "aneurysm clipping"),
    ("Stoma", "ostomy"),
)


@pytest.mark.parametrize(("text", "device"), DEVICES)
@pytest.mark.parametrize("day", [LONG_AGO, None])
def test_a_device_stays(text: str, device: str, day: str | None) -> None:
    check("exclusion", text, had((device, day)), "fail")


@pytest.mark.parametrize(("text", "device"), DEVICES)
def test_a_planned_device_is_not_there(text: str, device: str) -> None:
    check("exclusion", text, had((device, None), status="planned"), "match")


@table(
    excludes("Pacemaker", "the act in a window", had(("pacemaker", LONG_AGO)), "fail"),
    excludes("Pacemaker implantation within 3 months", "long ago", had(("pacemaker", LONG_AGO)), "match"),
    excludes("Pacemaker implantation within 3 months", "lately", had(("pacemaker", LATELY)), "fail"),
    excludes("Pacemaker within 3 months", "there in that time", had(("pacemaker", LONG_AGO)), "fail"),
    needs("At least 3 months since LVAD implantation", "lately", had(("LVAD implantation", LATELY)), "fail"),
    needs("Pacemaker for at least 1 year", "long ago", had(("pacemaker", LONG_AGO)), "match"),
    needs("Pacemaker for at least 1 year", "lately", had(("pacemaker", LATELY)), "fail"),
    excludes("Neurosurgery within 3 months", "a shunt put in long ago", had(("VP shunt", LONG_AGO)), "match"),
    excludes("Neurosurgery within 3 months", "a shunt put in lately", had(("VP shunt", LATELY)), "fail"),
    excludes("Hemodialysis", "a session long ago", had(("hemodialysis", LONG_AGO)), "match"),
)
def test_the_device_and_the_act(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Pacemaker", "ended", underwent("pacemaker", "2015-01-01", "2019-01-01"), "match"),
    excludes("Pacemaker", "removed", had(("pacemaker", "2015-01-01"), ("pacemaker removal", LONG_AGO)), "match"),
    excludes("Pacemaker", "only its removal is listed", had(("removal of the pacemaker", LONG_AGO)), "match"),
    excludes("Pacemaker", "another one since", had(("pacemaker explantation", LONG_AGO), ("pacemaker", LATELY)), "fail"),
    excludes("Pacemaker", "removed, both undated", had(("pacemaker", None), ("pacemaker removal", None)), "unknown"),
    excludes("History of a pacemaker", "removed", had(("pacemaker", "2015-01-01"), ("pacemaker removal", LONG_AGO)), "fail"),
    excludes("Intrauterine device", "another device removed", had(("IUD", LONG_AGO), ("pacemaker removal", LATELY)), "fail"),
)
def test_what_was_taken_out_is_gone(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Presence of implants", "a hip", had(("hip replacement", LONG_AGO)), "fail"),
    excludes("Presence of implants", "a stent", had(("coronary stent", LONG_AGO)), "fail"),
    excludes("Presence of implants", "a port", had(("port-a-cath", LONG_AGO)), "fail"),
    excludes("Presence of implants", "among the conditions", has("breast implants"), "fail"),
    excludes("Presence of implants", "another operation", had(("appendectomy", LONG_AGO)), "match"),
    excludes("Presence of implants", "plates or wires, perhaps", had(("fracture fixation", LONG_AGO)), "unknown"),
    excludes("Metal implants", "a hip", had(("hip replacement", LONG_AGO)), "fail"),
    excludes("Metal implants", "a pacemaker", had(("pacemaker", LONG_AGO)), "fail"),
    excludes("Metal implants", "a valve, of metal or tissue", had(("heart valve replacement", LONG_AGO)), "unknown"),
    excludes("Metal implants", "another operation", had(("appendectomy", LONG_AGO)), "match"),
    excludes("Implanted electronic device", "a hip", had(("hip replacement", LONG_AGO)), "match"),
    excludes("Implanted electronic device", "a cochlear implant", had(("cochlear implant", LONG_AGO)), "fail"),
    excludes("Pacemaker", "a defibrillator, which may pace", had(("ICD implantation", LONG_AGO)), "unknown"),
    excludes("Insulin pump", "insulin by injection", takes("insulin glargine"), "match"),
    needs("Desires IUD insertion", "none yet", had(), "unknown"),
)
def test_what_counts_as_a_device(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]) -> None:
    check(kind, text, record, expected, options)
