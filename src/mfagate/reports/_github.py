"""GitHub's workflow commands: findings as annotations of the files of a pull request.

The summary line comes last, as in the text report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.reports.phrases import (
    counts,
    listed_findings,
    listed_not_applicable,
    message,
    visible,
    waiver,
    why,
)

if TYPE_CHECKING:
    from mfagate.findings.model import Finding
    from mfagate.findings.report import Report

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def as_github(report: Report) -> str:
    """Return one workflow command a finding, and the summary; a waived finding is a notice.

    A line without a command counts the scenarios of a subject that are not applicable.
    """
    lines = [_command(subject, finding) for subject, finding in listed_findings(report)]
    # These lines start with words of ours, so that no name in them can make them a command.
    lines += [f"not applicable: {line}" for _, line in listed_not_applicable(report)]
    return "\n".join([*lines, f"{report.verdict}: {counts(report)}; decided by {report.engine.label}"]) + "\n"


def _command(subject: str, finding: Finding) -> str:
    waived = waiver(finding)
    name = "notice" if waived else _COMMANDS[finding.severity]
    properties = {
        "file": finding.file,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": f"{finding.rule} ({subject})",
    }
    parts = [message(finding, rule=False), visible(why(finding)), visible(waived or finding.remedy)]
    text = "\n".join(part for part in parts if part)
    settings = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {settings}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
