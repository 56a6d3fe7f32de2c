"""GitHub's workflow commands."""

from __future__ import annotations

from mfagate.reports._github import as_github
from support.sample_reports import WAIVED, finding, report, subject


def test_findings_are_commands_and_the_summary_is_last() -> None:
    """An error, a warning and a note are what GitHub calls error, warning and notice."""
    made = report(subject([finding(severity=name) for name in ("error", "warning", "note")]))
    where = "file=policies/a.json,line=4,col=5,title=identity-open-without-mfa (developers)"
    said = "iam:CreateUser is allowed without MFA (Own)%0ADeny it."
    assert as_github(made).splitlines() == [
        f"::error {where}::{said}",
        f"::warning {where}::{said}",
        f"::notice {where}::{said}",
        "FAILED: 1 subject, 2 scenarios (2 passed, 0 failed), 3 findings; decided by OPA 1.2.3 (binary)",
    ]


def test_delimiters_in_a_finding_are_escaped() -> None:
    """A file or a message cannot begin another command, another property or the message."""
    one = subject(
        [finding(file="a,b:c%\r\n::error::x.json", message="100%: a\n::error::b", sid=None, remedy="")],
        name="n,m:%",
    )
    command, _ = as_github(report(one)).splitlines()
    assert command == (
        "::error file=a%2Cb%3Ac%25%0D%0A%3A%3Aerror%3A%3Ax.json,line=4,col=5,"
        r"title=identity-open-without-mfa (n%2Cm%3A%25)::100%25: a\n::error::b"
    )


def test_a_waived_finding_is_a_notice_with_its_reason() -> None:
    """What is waived stays visible, and is no error."""
    command, last = as_github(report(subject([finding(waived=WAIVED)]))).splitlines()
    assert command.startswith("::notice file=policies/a.json,")
    assert command.endswith("%0Awaived until 2027-01-31 by platform: until the robots have roles")
    assert last.startswith("PASSED: ")
