"""Where reports go: stdout, or files that are written whole or not at all."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.exceptions import UsageError
from mfagate.parsing.files import AtomicFile
from mfagate.parsing.suggestions import closest
from mfagate.suppressions import configured_baseline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mfagate.config import Config
    from mfagate.suppressions import SuppressionOptions


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
    """Return where the reports go, by the options `--format` and `-o`.

    Raises:
        UsageError: two reports would go to stdout or into one file, or `-o` has no single report.

    """
    targets = list(formats) or [Target(default)]
    if output is not None:
        if len(targets) > 1 or targets[0].file is not None:
            raise UsageError(
                "-o takes one format without a file; for several reports write --format FORMAT:FILE for each"
            )
        targets = [Target(targets[0].form, output)]
    _check_distinct(targets)
    return targets


def _check_distinct(targets: Iterable[Target]) -> None:
    taken: dict[str, str] = {}
    for target in targets:
        place = "" if target.file is None else os.path.realpath(target.file)
        if place in taken:
            where = target.file or "stdout"
            raise UsageError(
                f"{taken[place]} and {target.form} would both go to {where}; "
                f"write one of them to another file: --format {target.form}:FILE"
            )
        taken[place] = target.form


def keep_inputs(
    config: Config, files: Iterable[str], writes: Iterable[str], options: SuppressionOptions
) -> None:
    """Check that neither a report nor a new baseline overwrites an input; `files` are those that are judged.

    Raises:
        UsageError: one does.

    """
    read = {Path(file).resolve(): "a policy that is judged" for file in files}
    if config.path is not None:
        read[config.path.resolve()] = "the config"
    written = [options.write_baseline] if options.write_baseline else []
    _refuse_overwriting(written, read)
    baseline = Path(options.baseline) if options.baseline else configured_baseline(config)
    named = [*([baseline] if baseline else []), *map(Path, written)]
    _refuse_overwriting(writes, read | {path.resolve(): "the baseline" for path in named})


def _refuse_overwriting(written: Iterable[str], read: Mapping[Path, str]) -> None:
    """Check that no file is written which is an input; `read` says of each input what it is.

    Raises:
        UsageError: one is.

    """
    for name in written:
        what = read.get(Path(name).resolve())
        if what is not None:
            raise UsageError(f"{name} is {what} and is not overwritten; name another file")


class Outputs:
    """The targets of a run, checked before anything is judged.

    A file is written beside its place and moved there when it is complete: a run that fails leaves what was
    there before, and nothing else.
    """

    def __init__(self, targets: Iterable[Target]) -> None:
        """Check that every file can be written.

        Raises:
            UsageError: one cannot.

        """
        self.targets = list(targets)
        self._places = {target: AtomicFile(target.file) for target in self.targets if target.file is not None}

    def write(self, target: Target, text: str) -> None:
        """Write one report, whole.

        Raises:
            UsageError: its file cannot be written after all.

        """
        if target.file is None:
            _to_stdout(text)
        else:
            self._places[target].write(text.encode("utf-8", "backslashreplace"))


def _to_stdout(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
