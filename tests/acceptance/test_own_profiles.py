"""Profiles of one's own and changed exempt actions, from the config to the report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.commands import CHECKOUT, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.commands import Run

GUARD = (CHECKOUT / "policies/recommended/console-only.json").read_text(encoding="utf-8")
CONFIG = """\
version: 1
account: "111122223333"
profile: acme
profiles:
  acme:
    extends: console-only
    rows: {federated: {services: blocked}}
scenarios: [scenarios]
subjects:
  - name: guarded
    files: [policies/guard.json]
    assume: allow-all
"""
SCENARIOS = """\
version: 1
scenarios:
  - id: federated-reads
    title: A federated user reads a bucket
    credential: "federated:absent"
    request: {action: "s3:GetObject", resource: "arn:aws:s3:::reports/q3.csv"}
    expect: {acme: deny, console-only: allow}
"""


@pytest.fixture
def own(bare: Path) -> Path:
    """Give a repository with a profile of its own."""
    files = {"mfagate.yaml": CONFIG, "policies/guard.json": GUARD, "scenarios/own.yaml": SCENARIOS}
    return write(bare, files)


def judged(run: Callable[..., Run], *options: str) -> tuple[int, dict[str, Any]]:
    """Check, and return the exit code and the report."""
    ended = run("check", "--engine", "embedded", "--format", "json", *options)
    assert ended.err == ""
    return ended.code, json.loads(ended.out)


def found(report: dict[str, Any]) -> list[tuple[str, Any, Any, str]]:
    """Return the findings: rule, cell and severity."""
    return sorted(
        (one["rule"], one["evidence"].get("row"), one["evidence"].get("required"), one["severity"])
        for one in report["subjects"][0]["findings"]
    )


@pytest.mark.usefixtures("own")
def test_requirements_of_an_own_profile_are_enforced(run: Callable[..., Run]) -> None:
    """A cell that no shipped profile asks for is told, and its scenarios are compared."""
    code, report = judged(run)
    plain, other = judged(run, "--profile", "console-only")

    assert (code, report["profile"], report["subjects"][0]["profile"]) == (1, "acme", "acme")
    assert found(report) == [
        ("profile-cell", "federated", "blocked", "error"),
        ("scenario", None, None, "error"),
    ]
    assert (plain, found(other)) == (0, [])


@pytest.mark.usefixtures("own")
def test_the_table_marks_the_cell(run: Callable[..., Run]) -> None:
    """With a mark where a cell violates the profile, and the name of the profile."""
    ended = run("check", "--engine", "embedded")

    rows = [line.split() for line in ended.out.splitlines() if line.startswith(("guarded ", "  acme"))]
    assert " ".join(rows[0]) == "guarded partial open open partial open partial open! open open"
    assert rows[1][:4] == ["acme", "+", "Allow", "*"]
    assert "exempt from MFA" not in ended.out


def test_what_is_no_longer_exempt_is_judged_and_the_reports_say_so(
    own: Path, run: Callable[..., Run]
) -> None:
    """The guard lets GetUser through without MFA, which is a finding once it is not exempt."""
    config = CONFIG.replace("    rows: {federated: {services: blocked}}\n", "    enrolment: any\n")
    change = 'exempt: {remove: ["iam:GetUser"], add: ["iam:GetAccountSummary"]}\n'
    write(
        own,
        {
            "mfagate.yaml": config + change,
            "scenarios/own.yaml": SCENARIOS.replace("acme: deny", "acme: allow"),
        },
    )

    code, report = judged(run)
    text = run("check", "--engine", "embedded").out

    assert code == 1
    assert found(report) == [("console-without-mfa-allowed", "console-without-mfa", "blocked", "error")]
    finding = report["subjects"][0]["findings"][0]
    assert finding["evidence"]["request"]["action"] == "iam:GetUser"
    assert report["exempt"] == {"added": ["iam:GetAccountSummary"], "removed": ["iam:GetUser"]}
    assert (
        "Exempt actions changed by the config\n  added: iam:GetAccountSummary\n  removed: iam:GetUser\n"
    ) in text


def test_a_scenario_for_a_profile_that_nobody_has_is_refused(own: Path, run: Callable[..., Run]) -> None:
    """An own profile is known to scenarios; a misspelt one has a hint."""
    write(own, {"scenarios/own.yaml": SCENARIOS.replace("acme:", "acmee:")})

    ended = run("check", "--engine", "embedded")

    assert (ended.code, ended.message) == (
        2,
        "mfagate: scenarios/own.yaml:7:14: $.scenarios[0].expect: acmee is neither a subject nor a profile; "
        "did you mean acme?",
    )


@pytest.mark.usefixtures("own")
def test_a_policy_is_recommended_for_what_the_profile_extends(run: Callable[..., Run]) -> None:
    """The shipped profile's policy, with the word that it may not do."""
    ended = run("recommend")

    assert (ended.code, ended.out) == (0, GUARD)
    assert ended.err.splitlines()[-1] == (
        "acme extends console-only and may require more: check the policy under acme."
    )
    assert run("recommend", "--profile", "acme", "-o", "x.json").code == 0


def test_nothing_is_recommended_for_a_profile_that_stands_alone(own: Path, run: Callable[..., Run]) -> None:
    """There is no policy that could be said to be good for it."""
    write(own, {"mfagate.yaml": CONFIG.replace("    extends: console-only\n", "")})

    ended = run("recommend")

    assert (ended.code, ended.message) == (
        2,
        "mfagate: there is no recommended policy for acme: it extends no shipped profile",
    )
