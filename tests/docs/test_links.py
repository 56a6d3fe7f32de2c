"""Links between the pages, and paths that pages and other files name, lead somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from support.pages import ROOT, anchors, files, name, pages, without_blocks

if TYPE_CHECKING:
    from pathlib import Path

LINK = re.compile(r"\]\(([^()\s]+)\)")
OWN = re.compile(r"`((?:rego|src|tests|scripts|policies|scenarios|examples)/[\w./*-]+[\w*])/?`")
EXAMPLE = "docs/rules/deny-without-sid.md"  # what a test of scripts/new_rule.py writes elsewhere
CITED = re.compile(r"(?<![\w/.-])docs/[\w/-]+\.md(?:#[\w-]+)?")


def broken(folder: Path, target: str) -> bool:
    """Return whether a link in a file of a folder leads nowhere."""
    file, _, anchor = target.partition("#")
    page = folder / file
    return not page.exists() or bool(anchor and page.suffix == ".md" and anchor not in anchors(page))


@pytest.mark.parametrize("page", pages(), ids=name)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    """Every relative link names a file that exists and, if any, a heading of it."""
    local = [link for link in LINK.findall(without_blocks(page)) if "://" not in link]

    assert [link for link in local if broken(page if link.startswith("#") else page.parent, link)] == []


def test_pages_named_elsewhere_exist() -> None:
    """Messages, comments and metadata name pages, and headings, that exist."""
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in files()}
    cited = {(name(path), page) for path, text in texts.items() for page in CITED.findall(text)}

    assert len(cited) > 40
    assert sorted(f"{path}: {page}" for path, page in cited if page != EXAMPLE and broken(ROOT, page)) == []


def test_folders_and_files_that_pages_name_exist() -> None:
    """What a page names as `rego/…`, `src/…`, `tests/…` and so on is there."""
    named = {(name(page), path) for page in pages() for path in OWN.findall(page.read_text(encoding="utf-8"))}

    assert len(named) > 20
    assert sorted(f"{page}: {path}" for page, path in named if not any(ROOT.glob(path))) == []
