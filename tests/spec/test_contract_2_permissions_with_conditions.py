"""Contract §2, Permissions: a condition behind a permission is asked of whoever has what is permitted, and of nobody else."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import MAN, done, has, says, takes

LISTED = "Radiotherapy is allowed according to the following rules: ECOG 0-1; platelets > 100 x 10^9/L"
LOW = {"observations": [{"name": "platelets", "value": 60, "unit": "10*9/L", "date": "2026-10-30"}]}
THIN = {"observations": [{"name": "INR", "value": 5, "date": "2026-10-30"}]}


@table(
    needs(LISTED, "none of it", MAN | LOW, "match"),
    needs(LISTED, "given, and the rules are not met", done("radiotherapy", "2026-01-01") | LOW, "fail"),
    needs("Gout is allowed under the following conditions: INR < 3", "no gout", MAN | THIN, "match"),
    needs("Gout is allowed under the following conditions: INR < 3", "gout", has("gout") | THIN, "fail"),
    needs("Aspirin is permitted, provided that the INR is < 3", "none taken", MAN | THIN, "match"),
    needs("Aspirin is permitted, provided that the INR is < 3", "taken", takes("aspirin") | THIN, "fail"),
    needs("Aspirin is permitted so long as the INR is < 3", "taken", takes("aspirin") | THIN, "fail"),
    needs("Patients with gout are eligible for inclusion if the INR is < 3", "no gout", MAN | THIN, "match"),
    needs("Patients with gout are eligible for inclusion if the INR is < 3", "gout", has("gout") | THIN, "fail"),
    needs("Patients with gout not on aspirin are eligible provided that the INR is < 3", "no gout", MAN | THIN, "match"),
    needs("Prior gout does not exclude patients as long as the INR is < 3", "no gout", MAN | THIN, "match"),
    needs("Prior gout does not exclude patients as long as the INR is < 3", "gout", has("gout") | THIN, "fail"),
    needs("Aspirin allowed if platelets > 100 x 10^9/L, and gout is allowed if INR < 3", "gout", has("gout") | THIN, "fail"),
    needs("Aspirin allowed if platelets > 100 x 10^9/L, and gout is allowed if INR < 3", "neither", MAN | THIN | LOW, "match"),
    excludes("Use of aspirin is permitted provided that the INR is < 3", "none taken", MAN | THIN, "match"),
    excludes("Use of aspirin is permitted provided that the INR is < 3", "taken", takes("aspirin") | THIN, "fail"),
    excludes("Prior radiotherapy is allowed if all of the following are met: INR < 3", "none", MAN | THIN, "match"),
)
def test_a_condition_is_for_those_who_have_what_is_permitted(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


STOPPED = "Radiotherapy is allowed provided that it was completed at least 4 weeks before enrollment"


@table(
    needs(STOPPED, "last week", done("radiotherapy", "2026-10-25"), "fail"),
    needs(STOPPED, "long ago", done("radiotherapy", "2026-01-25"), "match"),
    needs(STOPPED, "never", MAN, "match"),
    needs("Prior warfarin is acceptable if stopped more than 2 weeks ago", "still taken", takes("warfarin"), "fail"),
    needs("Prior warfarin is acceptable if stopped more than 2 weeks ago", "over", takes("warfarin", end="2026-05-01"), "match"),
    needs("Warfarin is allowed provided that it was started before surgery", "no more", takes("warfarin", end="2026-05-01"), "match"),
    needs("Patients who received radiotherapy must have completed it at least 4 weeks before enrollment", "never", MAN, "match"),
    needs("Prior chemotherapy is allowed if completed more than 6 months ago", "in September", done("chemotherapy", "2026-09-01"), "fail"),
)
def test_what_must_be_over_may_have_been_at_any_time(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Severe gout (aspirin is permitted provided that the INR is < 3)", "severe gout", has("gout", severity="severe"), "fail"),
    excludes("Gout (aspirin is permitted provided that the INR is < 3)", "gout without aspirin", has("gout"), "fail"),
    excludes("Gout (aspirin is permitted provided that the INR is < 3)", "aspirin", takes("aspirin") | THIN, "fail"),
    excludes("Gout (aspirin is permitted provided that the INR is < 3)", "neither", MAN | THIN, "match"),
    needs("No gout (aspirin is permitted provided that the INR is < 3)", "aspirin", takes("aspirin") | THIN, "fail"),
    needs("No asthma, gout (aspirin is permitted if the INR is < 3)", "aspirin", takes("aspirin") | THIN, "fail"),
    needs("No asthma, gout (aspirin is permitted if the INR is < 3)", "neither", MAN | THIN, "match"),
    needs("Gout (aspirin is permitted if the INR is < 3)", "without aspirin", has("gout") | THIN, "match"),
    excludes("Gout. (Aspirin is permitted provided that the INR is < 3.)", "neither", MAN | THIN, "match"),
    excludes("Gout. (Aspirin is permitted provided that the INR is < 3.)", "aspirin", takes("aspirin") | THIN, "fail"),
)
def test_a_permission_in_brackets_stands_beside_what_is_forbidden(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Platelets ≥ 100 x 10^9/L provided that the INR is < 3", "the INR is too high", MAN | says("INR", 5), "fail"),
    needs("Platelets ≥ 100 x 10^9/L, provided the INR is < 3", "the INR is too high", MAN | says("INR", 5), "fail"),
    needs("Bilirubin ≤ 3 mg/dL as long as the INR is < 3", "the INR is too high", MAN | says("INR", 5), "fail"),
    needs("Consent, provided by the parents", "the patient consents", MAN | says("INR", 5), "unknown"),
    needs("Free of disease for 5 years", "another disease", has("gout"), "unknown"),
    needs("Patients must be disease-free for 5 years", "none", MAN, "unknown"),
    needs(
        "Patients must be free of disease for 5 years, except for carcinoma in situ of the cervix",
        "it, and perhaps another",
        has("carcinoma in situ of the cervix"),
        "unknown",
    ),
)
def test_a_proviso_is_asked_for_as_well(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
