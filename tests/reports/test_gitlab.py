"""GitLab's code quality report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.reports._gitlab import as_gitlab
from support.sample_reports import WAIVED, finding, report, subject

if TYPE_CHECKING:
    from pathlib import Path


def entries(*findings: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - findings
    """Return the entries of a report on findings."""
    read: list[dict[str, Any]] = json.loads(as_gitlab(report(subject(findings))))
    return read


def test_a_finding_is_an_entry() -> None:
    """Description, check, fingerprint, severity and place are all that GitLab takes."""
    assert entries(finding()) == [
        {
            "description": "iam:CreateUser is allowed without MFA (Own)",
            "check_name": "identity-open-without-mfa",
            "fingerprint": "0" * 32,
            "severity": "critical",
            "location": {"path": "policies/a.json", "lines": {"begin": 4}},
        }
    ]


@pytest.mark.parametrize(
    ("rule", "severity", "shown"),
    [
        ("structure", "error", "blocker"),
        ("hijack-path", "error", "critical"),
        ("x", "warning", "minor"),
        ("x", "note", "info"),
    ],
)
def test_severities_are_gitlabs(rule: str, severity: str, shown: str) -> None:
    """A document that IAM refuses blocks everything; the others are as severe as they are."""
    (entry,) = entries(finding(rule=rule, severity=severity))
    assert entry["severity"] == shown


def test_findings_with_one_fingerprint_are_one_entry() -> None:
    """GitLab takes a fingerprint once: a broken file that two subjects use is one entry."""
    assert len(entries(finding(), finding(), finding(fingerprint="1" * 32))) == 2


def test_waived_findings_are_left_out() -> None:
    """GitLab has no word for it."""
    assert entries(finding(waived=WAIVED)) == []


def test_a_path_is_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitLab finds files by their path from the root of the repository."""
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    (entry,) = entries(finding(file=str(tmp_path / "a.json")))
    assert entry["location"]["path"] == "../a.json"
