"""docs/explanation/architecture.md says what every folder is for."""

from __future__ import annotations

import re

import pytest

from support.pages import ROOT

PAGE = (ROOT / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
WITHOUT = {"__init__.py", "__main__.py", "py.typed", "__pycache__", "conftest.py"}


def section(title: str) -> str:
    """Return the part of the page under a heading."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def named(title: str) -> set[str]:
    """Return the folders and modules that the tables under a heading begin their lines with."""
    cells = re.findall(r"^\| (`[^|]+) \|", section(title), re.MULTILINE)
    return {name.rstrip("/") for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


@pytest.mark.parametrize("folder", ["src/mfagate", "tests"])
def test_every_folder_is_on_the_page(folder: str) -> None:
    """Each folder, and each module that stands loose, has its line; and no line is of what is not there."""
    there = {path.name for path in (ROOT / folder).iterdir() if not path.name.startswith(".")} - WITHOUT

    assert named(f"{folder}/") == there


def test_the_folders_of_the_rego_are_on_the_page() -> None:
    """The folders of `rego/`, and that of the rules."""
    there = {path.name for path in (ROOT / "rego").iterdir() if path.is_dir()}

    assert {name.partition("/")[0] for name in named("rego/")} == there
    assert all((ROOT / "rego" / name).is_dir() for name in named("rego/"))
