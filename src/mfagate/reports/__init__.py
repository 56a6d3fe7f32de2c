"""Reports: the same findings, shown. Results are data; printing is here and nowhere else."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.exceptions import UsageError
from mfagate.reports.as_json import as_json
from mfagate.reports.as_text import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mfagate.check import Report

REPORTERS: Mapping[str, Callable[[Report, bool], str]] = {
    "json": lambda report, _colour: as_json(report),
    "text": as_text,
}


def write_report(report: Report, form: str, output: str | None) -> None:
    """Write a report in one of `REPORTERS` to a file or to stdout.

    Raises:
        UsageError: the file cannot be written.

    """
    if output is None:
        sys.stdout.write(REPORTERS[form](report, wants_colour()))
        return
    try:
        Path(output).write_text(REPORTERS[form](report, False), encoding="utf-8")  # noqa: FBT003
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from error


def wants_colour() -> bool:
    """Tell whether stdout is to have colours: a terminal, unless NO_COLOR (no-color.org) is set."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
