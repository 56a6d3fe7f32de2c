"""Where a config is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.config._toml import has_table
from mfagate.exceptions import ConfigError
from mfagate.parsing.paths import displayed

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "mfagate.yaml"
PYPROJECT = "pyproject.toml"


def find_config(start: Path) -> Path | None:
    """Return the nearest config in `start` or a folder above it.

    That is a `mfagate.yaml`, or a `pyproject.toml` with a table `[tool.mfagate]`.

    Raises:
        ConfigError: a folder has both, or the table cannot be read.

    """
    return next((found for folder in (start, *start.parents) if (found := config_in(folder))), None)


def config_in(folder: Path) -> Path | None:
    """Return the config that stands in a folder itself.

    Raises:
        ConfigError: it has two, or the table cannot be read.

    """
    file, project = folder / FILE_NAME, folder / PYPROJECT
    in_project = project.is_file() and has_table(project)
    if file.is_file() and in_project:
        raise ConfigError(
            f"{displayed(file)}: {PYPROJECT} beside it has a table [tool.mfagate] too; keep one of them"
        )
    if file.is_file():
        return file
    return project if in_project else None
