"""Contract §2: sentences that look like explanations, reasons or permissions and ask for something are statements."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import WOMAN, attested, closed, labs, listed, obs, says, takes

STOPPED = "Asthma. Samples should be taken, and methotrexate must be stopped"
TESTED = "Must use contraception (and have a negative pregnancy test)"
PREGNANT = WOMAN | attested(pregnancy=True)


@table(
    excludes("Infection within 4 weeks or currently febrile", "fever alone", closed(listed("fever")), "fail"),
    excludes("HIV. If pregnant, patients must notify the site and will be excluded", "pregnant", PREGNANT, "unknown"),
    needs(
        "Asthma. Samples should be taken, and methotrexate must be stopped",
        "on it",
        closed(listed("asthma"), takes("methotrexate")),
        "unknown",
    ),
    needs("Breast cancer. The tumor is considered resectable", "nobody knows", closed(listed("breast cancer")), "unknown"),
    needs("Asthma. Use Karnofsky ≥ 70", "below it", closed(listed("asthma")) | labs(obs("Karnofsky", 50, "%")), "fail"),
    needs("Because of the risk, patients with asthma, gout and COPD are excluded", "the first", closed(listed("asthma")), "fail"),
    needs("Women with breast cancer and no prior chemotherapy, are eligible", "a man", closed(sex="male"), "unknown"),
    needs("ANC ≥ 1500/mm3 (may be lower in benign neutropenia)", "low", says("ANC", 1200, "/mm3"), "unknown"),
    needs(
        "Must use contraception (and have a negative pregnancy test)", "pregnant", attested(contraception=True, pregnancy_test=True), "fail"
    ),
    excludes("Personality disorder and taking warfarin", "one of them", closed(listed("personality disorder")), "fail"),
    excludes("Diarrhea should be grade 1 or less", "grade 1", closed(listed("diarrhea", stage="grade 1")), "unknown"),
    excludes("Anemia due to GVHD grade 3", "of some grade", closed(listed("anemia", "GVHD")), "unknown"),
)
def test_what_is_asked_is_not_idle(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
