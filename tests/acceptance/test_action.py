"""The GitHub action: that no input becomes part of a script, and what its steps do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.availability import needs
from support.commands import BROKEN, CHECKOUT, GUARD, NO_DOCKER, environment, write

FILE = CHECKOUT / "action.yml"
RECOMMENDED = (CHECKOUT / "policies/recommended/console-only.json").read_text(encoding="utf-8")
SUBJECT = "version: 1\nsubjects:\n  - name: guard\n    files: [policies/guard.json]\n"
pytestmark = [
    needs("bash"),
    pytest.mark.skipif(os.name == "nt", reason="the runner's bash is another one"),
]


def action() -> dict[str, Any]:
    """Return the action as GitHub reads it."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def steps() -> list[dict[str, Any]]:
    """Return its steps."""
    found: list[dict[str, Any]] = action()["runs"]["steps"]
    return found


def step(identifier: str) -> dict[str, Any]:
    """Return the step of an id."""
    (found,) = (one for one in steps() if one.get("id") == identifier)
    return found


class Runner:
    """Runs a step as GitHub's runner does: its files, and its variables from inputs."""

    def __init__(self, folder: Path) -> None:
        """Lay out the runner's folder, with the programs of this environment as the installed ones."""
        self.temp, self.work = folder / "temp", folder / "work"
        self.temp.mkdir()
        self.work.mkdir()
        self.output, self.summary = self.temp / "output", self.temp / "summary"
        self.output.touch()
        self.summary.touch()

    def run(self, identifier: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run a step with these inputs, the others being their defaults."""
        given = {name: one.get("default", "") for name, one in action()["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        found = step(identifier)
        variables = {name: self._value(text, given) for name, text in found["env"].items()}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"]],
            cwd=self.work,
            check=False,
            capture_output=True,
            text=True,
            timeout=600,
            env=environment(
                RUNNER_TEMP=str(self.temp),
                GITHUB_OUTPUT=str(self.output),
                GITHUB_STEP_SUMMARY=str(self.summary),
                **NO_DOCKER,
                **variables,
            ),
        )

    def _value(self, text: str, inputs: dict[str, str]) -> str:
        """Return what an expression comes to."""
        expression = re.fullmatch(r"\$\{\{ (.+) \}\}", text)
        assert expression, text
        known = {
            "github.action_path": str(CHECKOUT),
            "steps.install.outputs.programs": str(Path(sys.executable).parent),
            **{f"inputs.{name}": value for name, value in inputs.items()},
        }
        return known[expression[1]]


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """Give a runner."""
    return Runner(tmp_path)


def test_no_expression_stands_in_a_script() -> None:
    """What an expression gives is put into a script as text, so an input could be a command."""
    scripts = [one["run"] for one in steps() if "run" in one]

    assert len(scripts) == 2
    assert not [text for text in scripts if "${{" in text]
    assert all(one["shell"] == "bash" for one in steps() if "run" in one)


def test_it_is_a_composite_action_that_uses_what_is_pinned() -> None:
    """Other actions are taken by their major version; every input is told, used, and not required."""
    found = action()
    text = FILE.read_text(encoding="utf-8")

    assert found["runs"]["using"] == "composite"
    assert [one["uses"] for one in steps() if "uses" in one] == ["actions/setup-python@v5"]
    for name, one in found["inputs"].items():
        assert one["description"]
        assert isinstance(one["default"], str)
        assert f"inputs.{name} " in text
    assert "secrets." not in text
    assert "github.token" not in text


def test_what_holds_passes(runner: Runner) -> None:
    """The exit code is 0, and the summary is the Markdown report."""
    write(runner.work, {"mfagate.yaml": SUBJECT, "policies/guard.json": RECOMMENDED})

    done = runner.run("check")

    assert (done.returncode, done.stderr) == (0, "")
    assert runner.output.read_text(encoding="utf-8") == "exit-code=0\n"
    assert "guard" in runner.summary.read_text(encoding="utf-8")


def test_findings_fail_and_show(runner: Runner) -> None:
    """The exit code is 1; each finding is an annotation; the reports that were asked for are there."""
    write(runner.work, {"mfagate.yaml": SUBJECT, "policies/guard.json": GUARD})

    done = runner.run("check", sarif="mfagate.sarif", html="report.html", profile="strict")

    assert done.returncode == 1
    assert "::error file=policies/guard.json,line=" in done.stdout
    assert runner.output.read_text(encoding="utf-8") == "exit-code=1\n"
    assert "strict" in runner.summary.read_text(encoding="utf-8")
    assert (runner.work / "mfagate.sarif").is_file()
    assert (runner.work / "report.html").is_file()


def test_paths_are_taken_one_a_line(runner: Runner) -> None:
    """A name may have blanks; the files are judged, and no others."""
    files = {"a b.json": RECOMMENDED, "other.json": RECOMMENDED, "broken.json": BROKEN}
    write(runner.work, files)

    done = runner.run("check", paths="a b.json\n\nother.json\n")

    assert done.returncode == 0, done.stdout + done.stderr
    summary = runner.summary.read_text(encoding="utf-8")
    assert "a b.json" in summary
    assert "other.json" in summary
    assert "broken.json" not in summary


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({}, "mfagate: nothing to check: "),
        ({"paths": "--baseline=x"}, "mfagate: --baseline=x: cannot be read: "),
        ({"profile": "$(touch owned)"}, "mfagate: there is no profile $(touch owned)"),
        ({"config": "a.yaml --fail-on note"}, "mfagate: a.yaml --fail-on note: no such config file"),
        ({"paths": "policies; touch owned"}, "mfagate: policies; touch owned: cannot be read: "),
        ({"engine": "`touch owned`"}, "mfagate: there is no engine '`touch owned`'; "),
    ],
)
def test_an_input_is_a_value_and_nothing_else(runner: Runner, inputs: dict[str, str], message: str) -> None:
    """No input becomes a command or an option, and what cannot be checked is exit code 2."""
    if inputs:
        write(runner.work, {"mfagate.yaml": SUBJECT, "policies/guard.json": GUARD})

    done = runner.run("check", **inputs)

    assert done.returncode == 2
    assert message in done.stderr
    assert runner.output.read_text(encoding="utf-8") == "exit-code=2\n"
    assert not list(runner.work.rglob("owned"))


@pytest.mark.parametrize(
    "version", ["0.1.0; touch owned", "--index-url=x", "0.1.0 evil", "git+file:///x", "$(id)"]
)
def test_a_version_is_a_version(runner: Runner, version: str) -> None:
    """Anything else would be another thing for pip to install."""
    done = runner.run("install", version=version)

    assert (done.returncode, done.stdout) == (
        2,
        "::error::version: expected a version such as 0.1.0 or 0.1.*\n",
    )
    assert not (runner.temp / "mfagate").exists()


@pytest.mark.slow
def test_it_installs_what_it_was_checked_out_with(runner: Runner) -> None:
    """The checkout is installed, and what stands in the repository that is judged is not imported."""
    write(runner.work, dict.fromkeys(("venv.py", "pip.py", "yaml.py"), "raise SystemExit('imported')\n"))

    done = runner.run("install")

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.fullmatch(r"mfagate \d+\.\d+\.\d+\S*\n", done.stdout)
    programs = runner.output.read_text(encoding="utf-8").strip().removeprefix("programs=")
    assert (Path(programs) / "mfagate").is_file()
