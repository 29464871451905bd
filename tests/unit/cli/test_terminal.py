"""Characters that an encoding lacks, colours, and counts in words."""

from __future__ import annotations

import pytest

from eligibility.cli.terminal import count, paint, prepare
from eligibility.report.layout import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Hb ≥ 9 · 1.5 × ULN", "Hb >= 9 - 1.5 x ULN"), ("µg – “x”…", 'ug - "x"...'), ("日", "?"), ("≤→", "<=->")],
)
def test_what_an_encoding_lacks_is_written_in_the_nearest_characters(text: str, shown: str) -> None:
    prepare()
    assert text.encode("ascii", errors="legible").decode() == shown


def test_what_cannot_be_decoded_is_no_matter_of_legibility() -> None:
    prepare()
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", errors="legible")


@pytest.mark.parametrize(("number", "expected"), [(0, "0 patients"), (1, "1 patient"), (2, "2 patients"), (12345, "12,345 patients")])
def test_a_count_in_words(number: int, expected: str) -> None:
    assert count(number, "patient") == expected


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert paint()("fail", "no") == "\x1b[31m\x1b[1mno\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert paint() is plain
