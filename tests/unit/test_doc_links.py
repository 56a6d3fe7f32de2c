"""Links between the pages, and paths of pages that other files name, lead somewhere."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("docs", "src", "rego", "tests", "scenarios", "scripts", "policies", "examples", "ci")
TEXTS = {".md", ".py", ".rego", ".yaml", ".yml", ".toml", ".ini", ".json", ".html", ".sh", ""}
LINK = re.compile(r"\]\(([^()\s]+)\)")
CITED = re.compile(r"(?<![\w/.-])docs/[\w/-]+\.md(?:#[\w-]+)?")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def files() -> list[Path]:
    """Return the text files of the checkout that may name a page."""
    below = [path for room in ROOMS for path in (ROOT / room).rglob("*")]
    found = [path for path in [*ROOT.iterdir(), *below] if path.is_file() and path.suffix in TEXTS]
    return sorted(path for path in found if "fixtures" not in path.parts and "__pycache__" not in path.parts)


PAGES = [path for path in files() if path.suffix == ".md"]


def slug(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[^\w\- ]", "", plain.lower()).strip().replace(" ", "-")


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return the anchors of a page."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    headings = {slug(line) for line in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    return frozenset({*headings, *re.findall(r'<a id="([\w-]+)">', text)})


def broken(folder: Path, target: str) -> bool:
    """Return whether a link in a file of a folder leads nowhere."""
    name, _, anchor = target.partition("#")
    page = folder / name
    return not page.exists() or bool(anchor and page.suffix == ".md" and anchor not in anchors(page))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    """Every relative link names a file that exists and, if any, a heading of it."""
    links = LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
    local = [link for link in links if "://" not in link]

    assert [link for link in local if broken(page if link.startswith("#") else page.parent, link)] == []


def test_pages_named_elsewhere_exist() -> None:
    """Messages, comments and metadata name pages, and headings, that exist."""
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in files()}
    cited = {(path, name) for path, text in texts.items() for name in CITED.findall(text)}

    assert len(cited) > 40
    assert sorted(f"{path.relative_to(ROOT)}: {name}" for path, name in cited if broken(ROOT, name)) == []
