"""Reports: one result in several formats. Results are data; they are printed here and nowhere else."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from mfagate.reports._github import as_github
from mfagate.reports._gitlab import as_gitlab
from mfagate.reports._json import as_json
from mfagate.reports._markdown import as_markdown
from mfagate.reports._sarif import as_sarif
from mfagate.reports._text import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mfagate.findings.report import Report
    from mfagate.reports.outputs import Outputs


def _html(report: Report) -> str:
    from mfagate.reports.html import as_html  # noqa: PLC0415 - the largest of them, and seldom asked for

    return as_html(report)


def _plain(reporter: Callable[[Report], str]) -> Callable[[Report, bool], str]:
    """Return a reporter that ignores whether colors are wanted."""
    return lambda report, _color: reporter(report)


REPORTERS: Mapping[str, Callable[[Report, bool], str]] = {
    "github": _plain(as_github),
    "gitlab": _plain(as_gitlab),
    "html": _plain(_html),
    "json": _plain(as_json),
    "markdown": _plain(as_markdown),
    "sarif": _plain(as_sarif),
    "text": as_text,
}


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
