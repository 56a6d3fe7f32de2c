"""Suggestions for misspelt names and paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mfagate.parsing.suggestions import closest, closest_path

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = ["strict", "console-only"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("strcit", "did you mean strict?"),
        ("console_only", "did you mean console-only?"),
        ("x", "expected one of console-only, strict"),
        ("", "expected one of console-only, strict"),
        ("STRICT", "did you mean strict?"),
    ],
)
def test_a_hint_is_the_closest_name_or_all_of_them(name: str, hint: str) -> None:
    """A similar name is suggested; otherwise all names, in order."""
    assert closest(name, KNOWN) == hint


def test_names_may_be_a_mapping() -> None:
    """The keys of a mapping are names."""
    assert closest("strict-", {"strict": 1}) == "did you mean strict?"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("polices", "policies"),
        ("guard.jsn", "guard.json"),
        ("nope", None),
        ("no/guard.jsn", None),
        ("x\0y", None),
    ],
)
def test_a_misspelt_path_gives_the_closest_name(tmp_path: Path, name: str, hint: str | None) -> None:
    """There is no suggestion where no name is similar, and where there is no folder."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "guard.json").touch()
    assert closest_path(tmp_path / name) == (hint and (tmp_path / hint).as_posix())
