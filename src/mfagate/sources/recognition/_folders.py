"""The policy files of folders, for `check FOLDER`, `init` and the rule on unnamed policies."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mfagate.exceptions import NothingToCheckError, UsageError
from mfagate.parsing.files import cannot_read, name_of
from mfagate.parsing.suggestions import TERRAFORM
from mfagate.policy.diagnostic import Diagnostic
from mfagate.sources.recognition._walk import MAX_ENTRIES, FolderWalk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from mfagate.sources.recognition._policy_files import PolicyFile


@dataclass(frozen=True)
class Folder:
    """What a walk found: the policy files, and what else has to be said.

    `others` are files with a policy inside that is in no form which is read. `cut_off` says that the walk
    ended at its limit, `has_terraform` that there are `*.tf` files; `links` are links to folders elsewhere.
    """

    policies: tuple[PolicyFile, ...]
    others: tuple[PolicyFile, ...]
    unreadable: tuple[OSError, ...]
    cut_off: bool
    has_terraform: bool
    links: tuple[Path, ...] = ()


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
        tuple(walk.links),
    )


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


@dataclass(frozen=True)
class Search:
    """The policy files at some paths, and what the folders among them have that is not read."""

    files: tuple[Path, ...]
    left_out: tuple[Diagnostic, ...] = ()


def find_policies(paths: Iterable[Path]) -> list[Path]:
    """Return the policy files at these paths, as `search` finds them.

    Raises:
        MfagateError: as there.

    """
    return list(search(paths).files)


def search(paths: Iterable[Path]) -> Search:
    """Return the policy files at these paths: files as they are named, folders by what is recognized, sorted.

    Files with a policy inside that is in no form which is read are among them: they are reported.

    Raises:
        NothingToCheckError: a folder has no policy file.
        UnreadableFileError: a path does not exist, or a folder cannot be listed.
        UsageError: a folder has more entries than are looked at.

    """
    found: dict[Path, None] = {}
    left_out: list[Diagnostic] = []
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as error:
            raise cannot_read(path, error) from error
        if is_folder:
            contents = _searched(path)
            found.update(dict.fromkeys(sorted(one.path for one in (*contents.policies, *contents.others))))
            left_out += _left_out(path, contents)
        else:
            found[path] = None
    return Search(tuple(found), tuple(left_out))


def _left_out(folder: Path, contents: Folder) -> Iterator[Diagnostic]:
    """Say what a folder has that may contain policies and is not read."""
    if contents.has_terraform:
        yield Diagnostic("note", f"its *.tf files are {TERRAFORM}", file=name_of(folder))
    for link in contents.links:
        message = "this link to a folder elsewhere is not followed, so the policies there are not judged"
        yield Diagnostic("warning", message, "Name the folder as a path of its own.", name_of(link))


def _searched(folder: Path) -> Folder:
    contents = folder_contents(folder)
    for error in contents.unreadable:
        raise cannot_read(folder, error) from error
    if contents.cut_off:
        raise UsageError(
            f"{name_of(folder)}: the folder has more than {MAX_ENTRIES:,} files and folders, the most "
            "that mfagate searches; name a subfolder"
        )
    if not contents.policies and not contents.others:
        raise NothingToCheckError(
            f"{name_of(folder)}: no policy file in this folder; "
            + (
                f"its *.tf files are {TERRAFORM}"
                if contents.has_terraform
                else "name the folder or file that contains the policies"
            )
        )
    return contents
