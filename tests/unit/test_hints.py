"""Hints for names that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mfagate.parsing.suggestions import closest, near

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
    ],
)
def test_a_hint_is_the_closest_name_or_all_of_them(name: str, hint: str) -> None:
    """What looks like a name is taken for it; otherwise all names are told, in order."""
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
def test_what_stands_beside_is_told(tmp_path: Path, name: str, hint: str | None) -> None:
    """A name much like it in the same folder, and nothing where there is none, or no folder."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "guard.json").touch()
    assert near(tmp_path / name) == (hint and (tmp_path / hint).as_posix())
