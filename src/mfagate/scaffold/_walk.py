"""The files of a repository that may be policies: a walk that has an end."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.sources.folders import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ENTRIES = 200_000
"""How many files and folders are looked at, at most."""

_FOLDERS = frozenset(
    {
        "__pycache__",
        "bower_components",
        "build",
        "dist",
        "env",
        "node_modules",
        "site-packages",
        "target",
        "vendor",
        "venv",
    }
)
_FILES = frozenset(
    {
        "composer.json",
        "mfagate.yaml",
        "npm-shrinkwrap.json",
        "package-lock.json",
        "package.json",
        "pnpm-lock.yaml",
    }
)


def beside(folder: Path) -> Iterator[Path]:
    """Give the files of one folder that may be policies, sorted: no hidden ones, no links."""
    for path in sorted(folder.iterdir()):
        if _is_candidate(path.name) and path.is_file() and not path.is_symlink():
            yield path


class Walk:
    """Goes through a folder; afterwards `cut_off` tells whether it did not reach the end.

    `is_terraform` tells whether it came by a `*.tf` file, which is none of those that it gives.
    """

    def __init__(self, root: Path) -> None:
        """Begin at `root`."""
        self._root = root
        self.cut_off = False
        self.is_terraform = False

    def __iter__(self) -> Iterator[Path]:
        """Give what may be policies, sorted folder by folder: no hidden ones, no links, none of packages."""
        seen = 0
        for where, folders, names in os.walk(self._root):
            folders[:] = sorted(name for name in folders if not _is_skipped(name))
            for name in sorted(names):
                seen += 1
                if seen + len(folders) > MAX_ENTRIES:
                    self.cut_off = True
                    return
                self.is_terraform = self.is_terraform or name.endswith(".tf")
                path = Path(where, name)
                if _is_candidate(name) and path.is_file() and not path.is_symlink():
                    yield path


def _is_skipped(name: str) -> bool:
    return name.startswith(".") or name in _FOLDERS


def _is_candidate(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.startswith(".") and name not in _FILES
