"""The pre-commit hooks, as a repository uses them that names this one in its config."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.availability import needs
from support.commands import BROKEN, CHECKOUT, environment, write

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = CHECKOUT / ".pre-commit-hooks.yaml"
GIT = ("git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")

CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: mfagate-check
        args: [--engine, embedded]
      - id: mfagate-validate
        files: ^policies/
"""
SUBJECT = "version: 1\nsubjects:\n  - name: guard\n    files: [policies/guard.json]\n"
RECOMMENDED = (CHECKOUT / "policies/recommended/console-only.json").read_text(encoding="utf-8")


def git(*arguments: str, cwd: Path) -> str:
    """Run git, which has to succeed; return what it prints."""
    return subprocess.run([*GIT, *arguments], cwd=cwd, check=True, capture_output=True, text=True).stdout


def pre_commit(*arguments: str, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run pre-commit with a store of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=cwd,
        check=False,
        capture_output=True,
        text=True,
        timeout=900,
        env=environment(PRE_COMMIT_HOME=str(home)),
    )


@needs("pre-commit", "git")
def test_the_hooks_are_a_manifest(tmp_path: Path) -> None:
    """pre-commit itself takes the file."""
    done = pre_commit("validate-manifest", str(MANIFEST), cwd=tmp_path, home=tmp_path)

    assert (done.returncode, done.stdout) == (0, "")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a repository that holds this checkout as it stands, also what is not committed."""
    folder = tmp_path_factory.mktemp("snapshot")
    for name in git("ls-files", "-z", "-co", "--exclude-standard", cwd=CHECKOUT).split("\0"):
        if name and (CHECKOUT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, folder / name)
    git("init", "-q", cwd=folder)
    git("add", "-A", cwd=folder)
    git("commit", "-qm", "snapshot", cwd=folder)
    return folder


@pytest.mark.slow
@needs("pre-commit", "git")
def test_the_hooks_hold_up_a_commit(snapshot: Path, tmp_path: Path) -> None:
    """Installed from this repository, they pass what holds, and fail what does not or is broken."""
    config = CONFIG.format(repository=snapshot, revision=git("rev-parse", "HEAD", cwd=snapshot).strip())
    files = {".pre-commit-config.yaml": config, "mfagate.yaml": SUBJECT}
    team, home = tmp_path / "team", tmp_path / "home"
    write(team, {**files, "policies/guard.json": RECOMMENDED})
    git("init", "-q", cwd=team)
    git("add", "-A", cwd=team)

    done = pre_commit("run", "--all-files", "--color", "never", cwd=team, home=home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split(".")[0] + line[-6:] for line in done.stdout.splitlines()[-2:]] == [
        "mfagate checkPassed",
        "mfagate validatePassed",
    ]

    write(team, {"policies/guard.json": (CHECKOUT / "policies/seed/bool.json").read_text(encoding="utf-8")})
    done = pre_commit("run", "mfagate-check", "--all-files", cwd=team, home=home)
    assert done.returncode == 1
    assert "exit code: 1" in done.stdout
    assert "FAILED: 1 subject, " in done.stdout

    write(team, {"policies/guard.json": BROKEN})
    done = pre_commit("run", "mfagate-validate", "--all-files", cwd=team, home=home)
    assert done.returncode == 1
    assert "policies/guard.json:2:64: " in done.stdout
