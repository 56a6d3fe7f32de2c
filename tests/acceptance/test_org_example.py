"""The example of an organisation: a platform's suite in a package, and a team's pull requests judged."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.availability import needs
from support.commands import CHECKOUT, EMBEDDED, environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.commands import Run

pytestmark = needs("git")  # a pull request is a patch that git applies
EXAMPLE = CHECKOUT / "examples/org"
SUITE = EXAMPLE / "platform/src"


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the team's repository as the working directory, with the platform's package at hand."""
    folder = tmp_path / "team"
    shutil.copytree(EXAMPLE / "team", folder)
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(str(SUITE))
    return folder


def merged(folder: Path, name: str) -> None:
    """Apply a pull request."""
    patch = EXAMPLE / f"pull-requests/{name}.patch"
    subprocess.run(["git", "apply", str(patch)], cwd=folder, check=True)


def judged(run: Callable[..., Run]) -> tuple[int, dict[str, set[str]]]:
    """Check, and return the exit code and the rules that found something, by subject."""
    ended = run("check", "--engine", "embedded", "--format", "json")
    assert ended.err == ""
    found = json.loads(ended.out)["subjects"]
    return ended.code, {one["name"]: {finding["rule"] for finding in one["findings"]} for one in found}


NONE: dict[str, set[str]] = {"users/developers": set(), "users/support": set(), "roles/deployer": set()}


def test_the_team_holds_as_it_stands(team: Path, run: Callable[..., Run]) -> None:
    """Its subjects are its files, under the profile, the rules and the scenarios of the platform."""
    ended = run("check", "--engine", "embedded", "--format", "json")
    report = json.loads(ended.out)

    assert (ended.code, team.name) == (0, "team")
    assert {one["name"]: one["profile"] for one in report["subjects"]} == dict.fromkeys(NONE, "acme")
    assert all(one["scenarios"]["passed"] > 0 for one in report["subjects"])
    assert report["exempt"] == {"added": ["iam:GetAccountSummary"], "removed": []}


def test_a_harmless_pull_request_passes(team: Path, run: Callable[..., Run]) -> None:
    """More reads of a bucket change nothing that the platform requires."""
    merged(team, "more-reads")

    assert judged(run) == (0, NONE)


def test_one_word_in_the_guard_is_caught(team: Path, run: Callable[..., Run]) -> None:
    """Bool for BoolIfExists: an access key changes identity, and support's grants make somebody an owner."""
    merged(team, "one-word")

    code, found = judged(run)

    assert code == 1
    assert found["roles/deployer"] == set()
    assert "identity-open-without-mfa" in found["users/developers"]
    assert {"identity-open-without-mfa", "scenario", "hijack-path"} <= found["users/support"]


def test_the_platforms_own_rule_is_the_teams_too(team: Path, run: Callable[..., Run]) -> None:
    """A grant that AWS and the profile allow, and Acme does not."""
    merged(team, "makes-users")

    assert judged(run) == (1, {**NONE, "users/support": {"acme-no-new-users"}})


@pytest.mark.parametrize(
    "said", ["profile: strict", "rules: [own]", "exempt: []", "profiles: {x: {extends: strict}}"]
)
def test_a_team_cannot_leave_what_is_locked(team: Path, run: Callable[..., Run], said: str) -> None:
    """The config is refused before anything is judged."""
    config = team / "mfagate.yaml"
    config.write_text(config.read_text(encoding="utf-8") + said + "\n", encoding="utf-8")

    ended = run("check", "--engine", "embedded")

    key = said.partition(":")[0]
    file = SUITE / "acme_iam_suite/mfagate.yaml"
    assert (ended.code, ended.message) == (
        2,
        f"mfagate: mfagate.yaml:12:1: {key} is locked by {file}; delete it here",
    )


def test_the_command_line_cannot_leave_it_either(team: Path, run: Callable[..., Run]) -> None:
    """Neither by another profile nor by another reading of what AWS leaves open."""
    assert team.is_dir()
    file = SUITE / "acme_iam_suite/mfagate.yaml"
    other = run("check", "--engine", "embedded", "--profile", "strict")
    assumed = run("check", "--engine", "embedded", "--assume", "colon-crossing=never")

    assert (other.code, other.message) == (
        2,
        f"mfagate: profile is locked by {file}; leave out --profile strict",
    )
    assert (assumed.code, assumed.message) == (
        2,
        f"mfagate: assumptions is locked by {file}; leave out --assume",
    )


def test_pytest_runs_the_platforms_scenarios_in_the_teams_repository(team: Path) -> None:
    """The team's config stands for the scenario files of the package, and for the shipped one it names."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *EMBEDDED, "--collect-only"],
        cwd=team,
        env=environment(PYTHONPATH=str(SUITE)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    items = done.stdout.splitlines()
    assert "mfagate.yaml::scenarios/acme.yaml::users/support::nightly-export[api-key]" in items
    role = "roles/deployer::switches-to-a-role-without-mfa[console-without-mfa]"
    assert f"mfagate.yaml::scenarios/acme.yaml::{role}" in items


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_the_script_builds_and_installs_all_of_it(tmp_path: Path) -> None:
    """Wheels, tox and the three pull requests, as docs/how-to/organization.md tells."""
    env = {
        key: value for key, value in environment(ENGINE="embedded").items() if not key.startswith("PYTHON")
    }
    done = subprocess.run(
        ["sh", EXAMPLE / "run.sh", tmp_path / "work"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "== all came out as they should"
