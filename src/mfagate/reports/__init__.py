"""Reports: one result in several formats. Results are data; they are printed here and nowhere else."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mfagate.findings.report import Report
    from mfagate.reports.outputs import Outputs


def _reporter(form: str, module: str) -> Callable[[Report, bool], str]:
    """Return the reporter of a format, whose module is imported when the report is written."""

    def write(report: Report, color: bool) -> str:  # noqa: FBT001 - whether colors are wanted; only text has any
        reporter = getattr(import_module(f"mfagate.reports.{module}"), f"as_{form}")
        text: str = reporter(report, color) if form == "text" else reporter(report)
        return text

    return write


REPORTERS: Mapping[str, Callable[[Report, bool], str]] = {
    form: _reporter(form, module)
    for form, module in {
        "github": "_github",
        "gitlab": "_gitlab",
        "html": "html",
        "json": "_json",
        "markdown": "_markdown",
        "sarif": "_sarif",
        "text": "_text",
    }.items()
}
"""What writes a report, by the name of its format."""


def write_reports(report: Report, outputs: Outputs) -> None:
    """Write a report to every target, each in its own format.

    Raises:
        UsageError: a file cannot be written after all.

    """
    for target in outputs.targets:
        color = target.file is None and wants_color()
        outputs.write(target, REPORTERS[target.form](report, color))


def wants_color() -> bool:
    """Return whether stdout gets colors: a terminal, unless NO_COLOR (no-color.org) is set."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
