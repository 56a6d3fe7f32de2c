"""What the code rests on stands in this repository: nothing cites a text that a reader cannot open."""

from __future__ import annotations

import re

import pytest

from support.pages import files, name

ABSENT = re.compile(
    r"\bfacts'?,? (?:§|section )|\bfacts \d|\bfacts' (?:table|section|minimal)|\b(?:of|as) the facts\b"
    r"|\bthe design's?\b|\bstyle\.md\b|§\d|(?<![\w:/])(?:\.\./)?shared/(?:domain|design|style|seed|cases)"
)


def citations() -> list[str]:
    """Return each place that cites what is not here."""
    return [
        f"{name(path)}:{number}"
        for path in files()
        if path.name != "test_citations.py"
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if ABSENT.search(line)
    ]


def test_no_file_cites_what_is_not_here() -> None:
    """Facts about AWS are pages under docs/explanation/; other files name page and heading."""
    assert citations() == []


@pytest.mark.parametrize(
    "text",
    [
        "(facts §3.2)",
        "facts 4.3; AWS",
        "the facts' table 1.2",
        "facts section 7, row 8",
        "row 5 of the facts",
        "§10",
    ],
)
def test_a_citation_of_what_is_not_here_is_found(text: str) -> None:
    """The ways in which it was written once."""
    assert ABSENT.search(text)
