"""Contract §2: men beside some women, and what is said of both."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import MAN, WOMAN, closed, labs, listed, obs

GROUPS = "Men and postmenopausal women with breast cancer"
EITHER = "Men or postmenopausal women with breast cancer"


def woman(after_menopause: bool, *conditions: str) -> dict[str, Any]:
    return WOMAN | closed(listed(*conditions), labs(obs("postmenopausal", after_menopause)))


def man(*conditions: str) -> dict[str, Any]:
    return MAN | closed(listed(*conditions))


@table(
    needs(GROUPS, "one of the women", woman(True, "breast cancer"), "match"),
    needs(GROUPS, "another woman", woman(False, "breast cancer"), "fail"),
    needs(GROUPS, "one of the men", man("breast cancer"), "match"),
    needs(GROUPS, "another man", man("asthma"), "fail"),
    needs(EITHER, "one of the men", man("breast cancer"), "match"),
    needs(EITHER, "another man", man("asthma"), "fail"),
    needs("Postmenopausal women or men with breast cancer", "the disease is asked of both", woman(True, "asthma"), "fail"),
    excludes(GROUPS, "another man", man("asthma"), "match"),
    excludes(GROUPS, "one of the men", man("breast cancer"), "fail"),
    needs("Males and postmenopausal females aged 40-75 years", "in age", MAN | {"age": 60}, "match"),
    needs("Males and postmenopausal females aged 40-75 years", "too old", MAN | {"age": 80}, "fail"),
    excludes("Pregnant women or men with infertility", "a pregnant woman", WOMAN | closed(labs(obs("pregnancy", True))), "fail"),
)
def test_men_beside_women_after_the_menopause(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
