"""Where reports go: stdout, or files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.exceptions import UsageError
from mfagate.hints import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType

    from typing_extensions import Self


@dataclass(frozen=True)
class Target:
    """A format and where its report goes; `file` is None for stdout."""

    form: str
    file: str | None = None


def read_target(given: str, forms: Iterable[str]) -> Target:
    """Read `FORMAT` or `FORMAT:FILE`.

    Raises:
        UsageError: there is no such format, or no file after the colon.

    """
    form, colon, file = given.partition(":")
    if form not in forms:
        raise UsageError(f"there is no format {form!r}; {closest(form, forms)}")
    if colon and not file:
        raise UsageError(f"{given} names no file; write {form}:FILE, or {form} for stdout")
    return Target(form, file or None)


def chosen_targets(formats: Sequence[Target], output: str | None, default: str) -> list[Target]:
    """Return where the reports go, given what `--format` and `-o` said.

    Raises:
        UsageError: two reports would go to stdout or into one file, or `-o` has no single report.

    """
    found = list(formats) or [Target(default)]
    if output is not None:
        if len(found) > 1 or found[0].file is not None:
            raise UsageError(
                "-o is for a single format without a file of its own; write --format FORMAT:FILE for each"
            )
        found = [Target(found[0].form, output)]
    _demand_one_each(found)
    return found


def _demand_one_each(targets: Iterable[Target]) -> None:
    taken: dict[str, str] = {}
    for target in targets:
        place = "" if target.file is None else os.path.realpath(target.file)
        if place in taken:
            where = target.file or "stdout"
            raise UsageError(
                f"{taken[place]} and {target.form} would both go to {where}; "
                f"give one of them a file of its own: --format {target.form}:FILE"
            )
        taken[place] = target.form


class Outputs:
    """The targets of a run, made sure of before anything is judged.

    Entering tries every file, so that one that cannot be written is told at once. A file is written beside
    its place and moved there when it is complete; a run that fails leaves what was there before.
    """

    def __init__(self, targets: Iterable[Target]) -> None:
        """Take the targets; nothing is touched yet."""
        self._targets = list(targets)
        self._places: dict[Target, _Place] = {}

    def __enter__(self) -> Self:
        """Make sure that every file can be written.

        Raises:
            UsageError: one cannot.

        """
        try:
            for target in self._targets:
                if target.file is not None:
                    self._places[target] = _Place(target.file)
        except UsageError:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take away what was begun and not finished."""
        for place in self._places.values():
            place.abandon()

    @property
    def targets(self) -> list[Target]:
        """The targets, in the order of the command line."""
        return list(self._targets)

    def write(self, target: Target, text: str) -> None:
        """Write one report, whole.

        Raises:
            UsageError: its file cannot be written after all.

        """
        if target.file is None:
            _to_stdout(text)
        else:
            self._places[target].write(text.encode("utf-8", "backslashreplace"))


class _Place:
    """A file to be, and the draft beside it that becomes it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._draft: Path | None = None
        path = Path(os.path.realpath(name))
        self._path = path
        try:
            mode = path.stat().st_mode if path.exists() else None
            if mode is not None and stat.S_ISDIR(mode):
                raise IsADirectoryError(21, "Is a directory")
            self._special = mode is not None and not stat.S_ISREG(mode)
            if mode is not None and not os.access(path, os.W_OK):
                raise PermissionError(13, "Permission denied")
            if not self._special:
                self._begin(path, mode)
        except (OSError, ValueError) as error:
            raise self._refused(error) from error

    def _begin(self, path: Path, mode: int | None) -> None:
        draft = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        self._draft = draft
        if mode is not None:
            draft.chmod(stat.S_IMODE(mode))

    def write(self, content: bytes) -> None:
        """Write all of it and put it in its place; a device or a pipe is written to as it is."""
        try:
            if self._draft is None:
                self._path.write_bytes(content)
                return
            self._draft.write_bytes(content)
            self._draft.replace(self._path)
        except OSError as error:
            raise self._refused(error) from error
        self._draft = None

    def abandon(self) -> None:
        """Remove the draft, if it never came to be the file."""
        if self._draft is not None:
            with suppress(OSError):
                self._draft.unlink()
            self._draft = None

    def _refused(self, error: Exception) -> UsageError:
        reason = getattr(error, "strerror", None) or str(error)
        return UsageError(f"{self._name}: cannot be written: {reason}")


def _to_stdout(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
