"""What a run reads is never overwritten by what it writes: one slip would take the policy with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.exceptions import UsageError
from mfagate.suppressions.baseline import configured_baseline

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from mfagate.config import Config
    from mfagate.reports.outputs import Outputs
    from mfagate.subjects.model import Subject


def spare(config: Config, subjects: Iterable[Subject], outputs: Outputs, args: argparse.Namespace) -> None:
    """See to it that reports and a new baseline go neither over the config nor over what is judged.

    Raises:
        UsageError: one would.

    """
    read = {Path(file).resolve(): "a policy that is judged" for one in subjects for file in one.files}
    if config.path is not None:
        read[config.path.resolve()] = "the config"
    written = [args.write_baseline] if args.write_baseline else []
    _refuse(written, read)
    baseline = configured_baseline(config)
    named = [Path(args.baseline)] if args.baseline else [baseline] if baseline else []
    read |= {path.resolve(): "the baseline" for path in [*named, *map(Path, written)]}
    _refuse((one.file for one in outputs.targets if one.file is not None), read)


def _refuse(written: Iterable[str], read: dict[Path, str]) -> None:
    for name in written:
        what = read.get(Path(name).resolve())
        if what is not None:
            raise UsageError(f"{name}: is {what}, and is not overwritten: name another file")
