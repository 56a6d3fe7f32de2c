"""Hints for names that nobody knows."""

from __future__ import annotations

import pytest

from mfagate.hints import closest

KNOWN = ["strict", "console-only"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("strcit", "did you mean strict?"),
        ("console_only", "did you mean console-only?"),
        ("x", "expected one of console-only, strict"),
        ("", "expected one of console-only, strict"),
    ],
)
def test_a_hint_is_the_closest_name_or_all_of_them(name: str, hint: str) -> None:
    """What looks like a name is taken for it; otherwise all names are told, in order."""
    assert closest(name, KNOWN) == hint


def test_names_may_be_a_mapping() -> None:
    """The keys of a mapping are names."""
    assert closest("strict-", {"strict": 1}) == "did you mean strict?"
