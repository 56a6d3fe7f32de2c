"""The text files of the checkout that people read or that may name a page, and the anchors of pages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("docs", "src", "rego", "tests", "scenarios", "scripts", "policies", "examples", "ci")
ENDINGS = {".md", ".py", ".rego", ".yaml", ".yml", ".toml", ".ini", ".json", ".html", ".j2", ".sh", ""}
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@cache
def files() -> tuple[Path, ...]:
    """Return the text files of the checkout, without fixtures."""
    below = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    found = [path for path in [*ROOT.iterdir(), *below] if path.is_file() and path.suffix in ENDINGS]
    return tuple(sorted(path for path in found if not {"fixtures", "__pycache__"} & {*path.parts}))


def pages() -> list[Path]:
    """Return the pages: all Markdown of the checkout."""
    return [path for path in files() if path.suffix == ".md"]


def name(path: Path) -> str:
    """Return the path of a file as the repository has it."""
    return path.relative_to(ROOT).as_posix()


def without_blocks(page: Path) -> str:
    """Return the text of a page without its code blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return the anchors of a page, as GitHub makes them."""
    return frozenset(_slug(line) for line in re.findall(r"^#+ (.+)$", without_blocks(page), re.MULTILINE))


def _slug(heading: str) -> str:
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[^\w\- ]", "", plain.lower()).strip().replace(" ", "-")
