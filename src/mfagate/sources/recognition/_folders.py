"""The policy files of folders, for `check FOLDER`, `init` and the rule on unnamed policies."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mfagate.exceptions import NothingToCheckError, UsageError
from mfagate.parsing.files import cannot_read, name_of
from mfagate.parsing.suggestions import TERRAFORM
from mfagate.sources.recognition._walk import MAX_ENTRIES, FolderWalk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mfagate.sources.recognition._policy_files import PolicyFile


@dataclass(frozen=True)
class Folder:
    """What a walk found: the policy files, and what else has to be said.

    `others` are files with a policy inside that is in no form which is read. `cut_off` says that the walk
    ended at its limit, `has_terraform` that there are `*.tf` files.
    """

    policies: tuple[PolicyFile, ...]
    others: tuple[PolicyFile, ...]
    unreadable: tuple[OSError, ...]
    cut_off: bool
    has_terraform: bool


def folder_contents(folder: Path, root: Path | None = None, *, deep: bool = True) -> Folder:
    """Return the policy files of a folder; each is named by its path from `root`, else from the folder."""
    from mfagate.sources.recognition._policy_files import recognize  # noqa: PLC0415 - only folders need it

    walk = FolderWalk(folder, deep=deep)
    seen = [recognize(path, _name(path, root or folder)) for path in walk]
    found = [one for one in seen if one is not None]
    return Folder(
        tuple(one for one in found if one.form != "embedded"),
        tuple(one for one in found if one.form == "embedded"),
        tuple(walk.unreadable),
        walk.cut_off,
        walk.has_terraform,
    )


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def find_policies(paths: Iterable[Path]) -> list[Path]:
    """Return the policy files at these paths: files as they are named, folders by what is recognized, sorted.

    Files with a policy inside that is in no form which is read are among them: they are reported.

    Raises:
        NothingToCheckError: a folder has no policy file.
        UnreadableFileError: a path does not exist, or a folder cannot be listed.
        UsageError: a folder has more entries than are looked at.

    """
    found: dict[Path, None] = {}
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as error:
            raise cannot_read(path, error) from error
        found.update(dict.fromkeys(_policies_in(path) if is_folder else [path]))
    return list(found)


def _policies_in(folder: Path) -> list[Path]:
    contents = folder_contents(folder)
    for error in contents.unreadable:
        raise cannot_read(folder, error) from error
    if contents.cut_off:
        raise UsageError(
            f"{name_of(folder)}: the folder has more than {MAX_ENTRIES:,} files and folders, the most "
            "that mfagate searches; name a subfolder"
        )
    found = [*contents.policies, *contents.others]
    if not found:
        raise NothingToCheckError(
            f"{name_of(folder)}: no policy file in this folder; "
            + (
                f"its *.tf files are {TERRAFORM}"
                if contents.has_terraform
                else "name the folder or file that contains the policies"
            )
        )
    return sorted(one.path for one in found)
