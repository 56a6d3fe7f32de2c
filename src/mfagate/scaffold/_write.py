"""Writes files where nothing is, and never anywhere else."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mfagate.exceptions import UsageError

if TYPE_CHECKING:
    from mfagate.scaffold._extras import NewFile


def write_new(root: Path, new: NewFile) -> str | None:
    """Write a file under `root`; return why it was left, or None when it was written.

    What is there already is left as it is, and nothing is written through a symbolic link.

    Raises:
        UsageError: it cannot be written.

    """
    path = root / new.path
    try:
        why = _in_the_way(root, new.path)
        if why:
            return why
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(new.text)
    except FileExistsError:
        return "it already exists"
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
    return None


def _in_the_way(root: Path, name: str) -> str | None:
    for parent in reversed(PurePosixPath(name).parents[:-1]):
        folder = root / parent
        if folder.is_symlink():
            return f"{parent} is a symbolic link"
        if folder.exists() and not folder.is_dir():
            return f"{parent} is not a folder"
    path = root / name
    return "it already exists" if path.is_symlink() or path.exists() else None
