"""A bounded walk over the files of a folder that may be policy files, by their names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.sources.formats.other_tools import SERVERLESS_SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ENTRIES = 200_000
"""The most files and folders that a walk looks at."""

SUFFIXES = (".json", ".json5", ".jsonc", ".tfstate", ".yaml", ".yml", ".template")
"""The endings of files that may contain policies, in lower case."""

_TERRAFORM = (".tf", ".tf.json", ".tofu", ".tofu.json")
_PACKAGE_FOLDERS = frozenset({"__pycache__", "bower_components", "node_modules", "site-packages"})
_OTHER_FILES = frozenset(
    {
        "composer.json",
        "mfagate.yaml",
        "npm-shrinkwrap.json",
        "package-lock.json",
        "package.json",
        "pnpm-lock.yaml",
    }
)
_ENVIRONMENT = "pyvenv.cfg"  # marks a Python environment


class FolderWalk:
    """Iterates over the candidates of a folder, sorted; with `deep` also over those of its subfolders.

    Hidden files and folders, folders of packages and Python environments are skipped, and links to folders
    are not followed. After the iteration `cut_off` says whether the limit ended it, `has_terraform` whether
    there are `*.tf` files; `links` has the links to folders elsewhere, and `unreadable` the folders
    that could not be listed, with the reason.
    """

    def __init__(self, root: Path, *, deep: bool = True) -> None:
        """Prepare a walk from `root`, which is never skipped."""
        self._root = root
        self._deep = deep
        self.cut_off = False
        self.has_terraform = False
        self.links: list[Path] = []
        self.unreadable: list[OSError] = []

    def __iter__(self) -> Iterator[Path]:
        """Give the candidates folder by folder."""
        entries = 0
        for where, folders, names in os.walk(self._root, onerror=self.unreadable.append):
            kept = [name for name in folders if not _is_skipped(where, name)]
            folders[:] = sorted(kept) if self._deep else []
            self.links += [Path(where, name) for name in folders if self._leads_out(Path(where, name))]
            for name in sorted(names):
                entries += 1
                if entries + len(folders) > MAX_ENTRIES:
                    self.cut_off = True
                    return
                self.has_terraform = self.has_terraform or name.endswith(_TERRAFORM)
                if _is_candidate(name):
                    yield Path(where, name)
            entries += len(folders)

    def _leads_out(self, folder: Path) -> bool:
        """Tell whether a folder is a link out of the root, whose files are in no other folder of the walk."""
        return folder.is_symlink() and not folder.resolve().is_relative_to(self._root.resolve())


def _is_skipped(where: str, name: str) -> bool:
    is_environment = os.path.exists(os.path.join(where, name, _ENVIRONMENT))  # noqa: PTH110, PTH118 - for speed
    return name.startswith(".") or name in _PACKAGE_FOLDERS or is_environment


def _is_candidate(name: str) -> bool:
    is_other = name.startswith(".") or name in _OTHER_FILES or name.endswith((".tf.json", ".tofu.json"))
    return (name.lower().endswith(SUFFIXES) and not is_other) or name.lower() in SERVERLESS_SCRIPTS
