from __future__ import annotations

import pytest

from eligibility.reference.inn_stems import stem_classes


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("xyzovastatin calcium", {"class:statins"}),
        ("Cefxyzim", {"class:cephalosporins"}),
        ("aripiprazole", {"class:antipsychotics"}),  # no proton pump inhibitor, although it ends as one
        ("mab", set()),
        ("Xyzoral", set()),
    ],
)
def test_a_stem_tells_the_class(name: str, expected: set[str]) -> None:
    assert stem_classes(name) == expected
