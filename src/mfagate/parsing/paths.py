"""How paths are shown to people."""

from __future__ import annotations

from pathlib import Path


def displayed(path: Path) -> str:
    """Return a path as people would type it: relative to the working directory where it is below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
