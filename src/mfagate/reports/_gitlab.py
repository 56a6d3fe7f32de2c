"""GitLab's code quality report: findings beside the changed lines of a merge request."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Any

from mfagate.reports.phrases import listed_not_applicable, message

if TYPE_CHECKING:
    from mfagate.findings.model import Finding
    from mfagate.findings.report import Report, SubjectReport

_SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def as_gitlab(report: Report) -> str:
    """Return the findings as GitLab reads them; it knows no waivers, so waived findings are left out.

    The format has no summary, so scenarios that are not applicable are one entry for each subject.
    """
    entries = {finding.fingerprint: _entry(finding) for finding in report.findings if finding.waived is None}
    skipped = [_not_applicable(one, line) for one, line in listed_not_applicable(report)]
    entries |= {entry["fingerprint"]: entry for entry in skipped}
    return json.dumps(list(entries.values()), indent=2, ensure_ascii=False) + "\n"


def _entry(finding: Finding) -> dict[str, Any]:
    return {
        "description": message(finding, rule=False),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        # A document that IAM rejects stops everything else.
        "severity": "blocker" if finding.rule == "structure" else _SEVERITIES[finding.severity],
        "location": {"path": _relative(finding.file), "lines": {"begin": finding.line}},
    }


def _not_applicable(one: SubjectReport, line: str) -> dict[str, Any]:
    about = json.dumps([one.subject.name, *(case["case"] for case in one.not_applicable)])
    return {
        "description": line,
        "check_name": "scenario-not-applicable",
        "fingerprint": hashlib.sha256(about.encode()).hexdigest()[:32],
        "severity": "info",
        "location": {"path": _relative(one.subject.files[0]), "lines": {"begin": 1}},
    }


def _relative(file: str) -> str:
    """Return a path from the working directory, with slashes: GitLab takes no other."""
    path = os.path.relpath(file) if os.path.isabs(file) else file  # noqa: PTH117 - a name, not a path to open
    return path.replace(os.sep, "/")
