"""The words that the finder remembers as they are written: the same answers again, and never more than so many words."""

from __future__ import annotations

import pytest

from eligibility.reference import mentions
from eligibility.reference.mentions import MentionFinder, Reading


def finder() -> MentionFinder:
    return MentionFinder(iter([("breast cancer", False, Reading("COND", "breast-cancer")), ("asthma", False, Reading("COND", "asthma"))]))


@pytest.mark.parametrize("words", [["Breast", "CANCERS"], ["no", "asthma"], ["breast", "asthma"]])
def test_a_word_met_again_is_found_again(words: list[str]) -> None:
    found = finder()
    assert found.find(words) == found.find(words) == finder().find(words) != []


def test_few_words_are_remembered_and_none_of_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mentions, "_MOST_REMEMBERED", 3)
    found = finder()
    for number in range(10):
        assert found.find([f"word{number}", "asthma", "x" * 100]) == found.find(["y", "asthma"])
        assert len(found._letters) <= 3
        assert max(map(len, found._letters)) < 100
