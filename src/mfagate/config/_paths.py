"""Where a config is, and how paths are shown."""

from __future__ import annotations

from pathlib import Path

FILE_NAME = "mfagate.yaml"


def find_config(start: Path) -> Path | None:
    """Return the nearest `mfagate.yaml` in `start` or a folder above it."""
    for folder in (start, *start.parents):
        candidate = folder / FILE_NAME
        if candidate.is_file():
            return candidate
    return None


def displayed(path: Path) -> str:
    """Return a path as people would type it: relative to the working directory where it is below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
