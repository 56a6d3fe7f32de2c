"""What a release has to say of itself: the changes, and the version that the docs tell people to pin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mfagate import __version__

ROOT = Path(__file__).parents[2]
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def text(name: str) -> str:
    """Return a file of the checkout."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_changes_have_a_section_for_this_version() -> None:
    """The first section is the next release's, or that of the version that the package says it is."""
    sections = HEADING.findall(text("CHANGELOG.md"))

    assert sections
    assert sections[0] == "Unreleased" or sections[0].split(" - ")[0] == __version__
    for one in sections[1:]:
        assert re.fullmatch(r"\d+\.\d+\.\d+ - \d{4}-\d{2}-\d{2}", one)


def test_the_changes_are_of_known_kinds() -> None:
    """Each part is one of Keep a Changelog's, and holds something."""
    parts = re.findall(r"^### (\w+)\n\n(.+)$", text("CHANGELOG.md"), re.MULTILINE)

    assert parts
    assert {name for name, _ in parts} <= KINDS
    assert all(first.startswith("- ") for _, first in parts)
    assert len(parts) == text("CHANGELOG.md").count("\n### ")


@pytest.mark.parametrize("name", ["docs/how-to/ci.md", "docs/reference/versions.md"])
def test_the_docs_pin_this_version(name: str) -> None:
    """What people copy is the version that they read about."""
    minor = ".".join(__version__.split(".")[:2])
    found = set(re.findall(r"(?:@v|rev: v|ref: v|mfagate==|mfagate:)(\d[\d.*]+)", text(name)))

    assert found == {__version__, f"{minor}.*"}


def test_the_policy_names_the_pythons_that_the_package_is_for() -> None:
    """The oldest and the newest are those of pyproject.toml."""
    versions = re.findall(r"Python :: (3\.\d+)\"", text("pyproject.toml"))
    oldest = re.search(r'requires-python = ">=(3\.\d+)"', text("pyproject.toml"))

    assert oldest
    assert oldest[1] == versions[0]
    assert f"**Python** {versions[0]} to {versions[-1]}." in text("docs/reference/versions.md")
