"""Projects to run mfagate in, and the command line run within this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mfagate.cli import main
from support.commands import CONFIG, GUARD, NAIVE, SCENARIOS, TWO_SCENARIOS, TWO_SUBJECTS, Run, write
from support.simulate_cases import lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIMULATE = ("simulate", "cases.ndjson", "--engine", "embedded")
_CLEARED = ("OPA_URL", "OPA_TOKEN", "NO_COLOR", "FORCE_COLOR", "MFAGATE_DEBUG")


@pytest.fixture(autouse=True)
def _clear_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _CLEARED:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a config, a policy and a scenario file, as the working directory."""
    monkeypatch.chdir(tmp_path)
    files = {
        "mfagate.yaml": CONFIG,
        "policies/naive.json": NAIVE,
        "scenarios/api_key.yaml": SCENARIOS,
    }
    return write(tmp_path, files)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder, as the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Give a function that runs the command line in this process: the same code, without the start."""

    def run_here(*arguments: str) -> Run:
        capfd.readouterr()
        try:
            code = main(arguments)
        except SystemExit as stopped:  # argparse ends so
            code = -1 if stopped.code is None else int(stopped.code)
        return Run(code, *capfd.readouterr())

    return run_here


@pytest.fixture
def simulated(bare: Path, run: Callable[..., Run]) -> Callable[..., Run]:
    """Give a function that decides cases, each a value or a line as it stands."""

    def simulate(*cases: object, options: tuple[str, ...] = ()) -> Run:
        (bare / "cases.ndjson").write_text(lines(*cases), encoding="utf-8")
        return run(*SIMULATE, *options)

    return simulate


@pytest.fixture
def repository(pytester: pytest.Pytester) -> pytest.Pytester:
    """Give a repository with two subjects and two scenarios, which all come out as expected."""
    files = {
        "mfagate.yaml": TWO_SUBJECTS,
        "policies/naive.json": NAIVE,
        "policies/guard.json": GUARD,
        "scenarios/api_key.yaml": TWO_SCENARIOS,
        "scenarios/README.md": "No scenario.\n",
        "other.yaml": "no: scenario\n",
    }
    write(pytester.path, files)
    return pytester
