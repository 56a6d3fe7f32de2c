"""Files: how their paths are shown, how they are read within a bound, and how they are written whole."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from mfagate.exceptions import UnreadableFileError, UsageError
from mfagate.parsing._text import MAX_BYTES
from mfagate.parsing.suggestions import closest_path


def displayed(path: Path) -> str:
    """Return a path as people would type it: relative to the working directory where it is below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def name_of(path: Path) -> str:
    """Return a path as reports show it."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def read_file(path: Path, display: str, limit: int = MAX_BYTES) -> bytes:
    """Read a regular file as far as it is looked at: one byte more than the limit.

    Raises:
        UnreadableFileError: there is no such file, or it cannot be read.

    """
    try:
        text = _bytes(path, limit)
    except (OSError, ValueError) as error:
        raise cannot_read(path, error) from error
    if text is None:
        raise UnreadableFileError(f"{display}: this is not a regular file; name a policy file")
    return text


def _bytes(path: Path, limit: int) -> bytes | None:
    """Read a file as far as it is looked at; None when it is a folder, a device or a pipe."""
    if not stat.S_ISREG(path.stat().st_mode):
        return None
    with path.open("rb") as stream:
        return stream.read(limit + 1)


def cannot_read(path: Path, error: Exception) -> UnreadableFileError:
    """Return the error for a path that cannot be read, with its cause."""
    named = getattr(error, "filename", None)
    reason = getattr(error, "strerror", None) or str(error)
    name = name_of(path) if not isinstance(named, str) else os.fsencode(named).decode("utf-8", "replace")
    beside = closest_path(path) if isinstance(error, FileNotFoundError) else None
    hint = f"did you mean {beside}?" if beside else "check the path and its permissions"
    return UnreadableFileError(f"{name}: cannot be read: {reason}; {hint}")


def write_file(name: str, content: bytes) -> None:
    """Write a file whole, or keep what was there before.

    Raises:
        UsageError: it cannot be written.

    """
    AtomicFile(name).write(content)


class AtomicFile:
    """A file that is written whole or not at all: to a draft in the same folder, which then replaces it."""

    def __init__(self, name: str) -> None:
        """Check that the file can be written.

        Raises:
            UsageError: it cannot.

        """
        self._name = name
        self._path = Path(os.path.realpath(name))
        try:
            self._mode = self._path.stat().st_mode if self._path.exists() else None
            if self._mode is not None and stat.S_ISDIR(self._mode):
                raise IsADirectoryError(21, "Is a directory")
            if self._mode is not None and not os.access(self._path, os.W_OK):
                raise PermissionError(13, "Permission denied")
            if self._is_regular:
                self._draft().unlink()
        except (OSError, ValueError) as error:
            raise self._refused(error) from error

    @property
    def _is_regular(self) -> bool:
        """Whether it is, or will be, a regular file: a device or a pipe is written directly."""
        return self._mode is None or stat.S_ISREG(self._mode)

    def write(self, content: bytes) -> None:
        """Write the whole content.

        Raises:
            UsageError: it cannot be written.

        """
        try:
            if self._is_regular:
                self._replace(content)
            else:
                self._path.write_bytes(content)
        except OSError as error:
            raise self._refused(error) from error

    def _replace(self, content: bytes) -> None:
        draft = self._draft()
        try:
            draft.write_bytes(content)
            if self._mode is not None:
                draft.chmod(stat.S_IMODE(self._mode))
            draft.replace(self._path)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise

    def _draft(self) -> Path:
        """Create an empty file in the same folder, with the permissions that a new file gets."""
        draft = self._path.with_name(f".{self._path.name[:100]}.{os.urandom(4).hex()}.part")
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        return draft

    def _refused(self, error: Exception) -> UsageError:
        reason = getattr(error, "strerror", None) or str(error)
        return UsageError(f"{self._name}: cannot be written: {reason}")
