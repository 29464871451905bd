"""Contract §2, Examples: what exemplifies a denied term is denied with it; what exemplifies a denial proves it."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, WOMAN, done, has, says, takes

STERILE = WOMAN | done("hysterectomy", "2019-01-02")
LATE = WOMAN | {
    "observations": [{"name": n, "value": v, "date": "2026-10-30"} for n, v in (("pregnancy", False), ("postmenopausal", True))]
}


@table(
    needs("At least 4 weeks since prior anticoagulants (e.g., heparin)", "heparin now", takes("heparin"), "fail"),
    needs("At least 4 weeks since prior anticoagulants (e.g., heparin)", "none", NOTHING, "match"),
    needs("At least 4 weeks since prior anticoagulants (e.g., heparin)", "long ago", takes("heparin", end="2026-03-01"), "match"),
    needs("More than 6 weeks since prior immunosuppressants such as ciclosporin", "it now", takes("ciclosporin"), "fail"),
    needs("At least 60 days since infection, including cellulitis", "three weeks ago", has("cellulitis", onset="2026-10-10"), "fail"),
    needs("At least 60 days since infection, including cellulitis", "none", NOTHING, "match"),
    needs("No concurrent anticoagulants (e.g., heparin)", "heparin now", takes("heparin"), "fail"),
    excludes("Less than 4 weeks since anticoagulants (e.g., heparin)", "heparin now", takes("heparin"), "fail"),
)
def test_examples_of_what_is_denied_are_denied(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Non-childbearing potential, including any female who has had a hysterectomy", "sterile", STERILE, "match"),
    needs("Non-childbearing potential (i.e., unable to conceive), including hysterectomy", "sterile", STERILE, "match"),
    needs("Non-childbearing potential, defined as hysterectomy", "sterile", STERILE, "match"),
    needs("Non-childbearing potential, including the following: hysterectomy", "sterile", STERILE, "match"),
    needs("Non-pregnant, including women who are postmenopausal", "postmenopausal", LATE, "match"),
    needs("Non-smoker, including former smokers", "no smoker", says("smoker", False), "match"),
    needs("No childbearing potential", "sterile", STERILE, "match"),
)
def test_examples_of_a_denial_prove_it(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("non covered by health insurance", "uninsured", says("health insurance", False), "fail"),
    excludes("Patients non covered by the local health insurance", "uninsured", says("health insurance", False), "fail"),
    excludes("Non affiliated to social security", "uninsured", says("health insurance", False), "fail"),
    needs("Covered by national health insurance", "uninsured", says("health insurance", False), "fail"),
    # A quality of the name behind it is no denial of that.
    excludes("Non-contraceptive hormone therapy", "none", NOTHING, "match"),
)
def test_non_before_a_participle_denies(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
