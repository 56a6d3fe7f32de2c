"""Where the config is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "mfagate.yaml"


def find_config(start: Path) -> Path | None:
    """Return the nearest `mfagate.yaml` in `start` or a folder above it; None where there is none."""
    return next((found for folder in (start, *start.parents) if (found := config_in(folder))), None)


def config_in(folder: Path) -> Path | None:
    """Return the config of a folder itself; None where it has none."""
    file = folder / FILE_NAME
    return file if file.is_file() else None
