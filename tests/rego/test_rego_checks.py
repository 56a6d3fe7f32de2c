"""What OPA and regal say of the Rego: its form, its types, its style, its tests and what they reach."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from support.rego_tools import REGO, ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

SCENARIOS = "data.mfa.scenarios_test.test_every_scenario_comes_out_as_expected"
NOT_ASKED = "not asked: data.mfagate_cases was not given"
NO_CASES = "data.mfagate_cases was given, and holds no cases"


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("opa", ["fmt", "--fail", "--list", "rego"]),
        ("opa", ["check", "--strict", "rego"]),
        ("regal", ["lint", "--no-color", "rego"]),
    ],
    ids=["fmt", "check", "regal"],
)
def test_a_check_finds_nothing(tool: str, arguments: list[str]) -> None:
    """The form, the types and the style of every module are as they should be."""
    done = run(tool, *arguments)
    assert done.returncode == 0, f"{tool} {' '.join(arguments)}\n{done.stdout}{done.stderr}"


def test_every_rego_test_passes_and_every_line_is_reached() -> None:
    """`opa test` passes, and reaches every line of every file that is no test."""
    done = run("opa", "test", "rego", "--coverage", "--format", "json", "--timeout", "300s")
    assert done.returncode == 0, f"{done.stdout[-8000:]}{done.stderr}"
    files = json.loads(done.stdout)["files"]
    modules = [path for path in _modules() if not path.endswith("_test.rego")]
    assert modules
    missed = [_missed(path, files.get(path, {})) for path in modules]
    assert not any(missed), "lines that no test reaches:\n" + "\n".join(filter(None, missed))


@pytest.mark.parametrize("rules", ["own-rule/rules", "org/platform/src/acme_iam_suite/rules"])
def test_the_own_rules_of_the_examples_pass_their_tests(rules: str) -> None:
    """They pass their tests, run as docs/how-to/own-rules.md says."""
    done = run("opa", "test", "rego", f"examples/{rules}", "-r", "acme", "--format", "json")
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    assert len(json.loads(done.stdout)) == 2
    assert run("opa", "fmt", "--fail", "--list", f"examples/{rules}").returncode == 0


def test_every_file_of_rules_has_its_tests_beside_it() -> None:
    """`x.rego` is tested by `x_test.rego` in the same folder."""
    files = set(_modules())
    rules = {path for path in files if not path.endswith("_test.rego")}
    untested = sorted(path for path in rules if f"{path.removesuffix('.rego')}_test.rego" not in files)
    assert rules
    assert not untested, f"no test beside {', '.join(untested)}"


def test_opa_decides_every_scenario_as_it_is_expected(tmp_path: Path) -> None:
    """The scenarios that pytest runs come out the same under OPA's own test runner."""
    exported = tmp_path / "cases.json"
    subprocess.run([sys.executable, "-m", "mfagate.cli.export_cases", str(exported)], cwd=ROOT, check=True)
    questions = json.loads(exported.read_text(encoding="utf-8"))["mfagate_cases"]
    expected = {case["id"]: True for question in questions for case in question["input"]["cases"]}
    assert expected
    assert _scenarios(str(exported)) == expected


def test_opa_reports_that_no_scenario_ran() -> None:
    """Without an export the one result says so."""
    assert _scenarios() == {NOT_ASKED: True}


@pytest.mark.parametrize("questions", [[], [{"name": "none", "input": {"cases": []}}]])
def test_an_export_without_cases_fails(tmp_path: Path, questions: list[Any]) -> None:
    """An export that is there and empty is a failure, never a pass."""
    exported = tmp_path / "cases.json"
    exported.write_text(json.dumps({"mfagate_cases": questions}), encoding="utf-8")
    assert _scenarios(str(exported)) == {NO_CASES: False}


def _modules() -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in sorted(REGO.rglob("*.rego"))]


def _missed(path: str, coverage: dict[str, Any]) -> str:
    """Return the file and its lines that no test reaches; a file that OPA does not list has none to reach."""
    rows = [f"{part['start']['row']}-{part['end']['row']}" for part in coverage.get("not_covered", [])]
    return f"{path}: {', '.join(rows)}" if rows else ""


def _scenarios(*more: str) -> dict[str, bool]:
    """Return what came out of each case of the scenario test: whether it passed."""
    done = run("opa", "test", "rego", *more, "--run", SCENARIOS, "--format", "json", "--timeout", "600s")
    assert done.stdout.startswith("["), f"opa test failed\n{done.stdout}{done.stderr}"
    (test,) = json.loads(done.stdout)
    return {name: not result.get("fail", False) for name, result in test["sub_results"].items()}
