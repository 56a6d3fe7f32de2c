"""`mfagate check --format F[:FILE]`: several reports of one run, and what is told before it judges."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from junitparser import Failure, JUnitXml

from support.commands import BROKEN, CHECKOUT, NAIVE, SCENARIOS, Run, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHECK = ("check", "policies", "--engine", "embedded")


def test_one_run_writes_every_report(bare: Path, run: Callable[..., Run]) -> None:
    """Each format goes to its file, and the one without a file to stdout."""
    write(bare, {"policies/broken.json": BROKEN})
    files = ["json:a.json", "sarif:a.sarif", "gitlab:gl.json", "markdown:a.md"]
    arguments = [part for file in files for part in ("--format", file)]

    ended = run(*CHECK, *arguments, "--format", "github")

    assert (ended.code, ended.err) == (1, "")
    command, last = ended.out.splitlines()
    assert command.startswith("::error file=policies/broken.json,line=2,col=64,title=structure (")
    assert last.startswith("FAILED: 1 subject, ")
    (finding,) = json.loads((bare / "a.json").read_text(encoding="utf-8"))["subjects"][0]["findings"]
    (result,) = json.loads((bare / "a.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    (entry,) = json.loads((bare / "gl.json").read_text(encoding="utf-8"))
    assert finding["message"] == result["message"]["text"] == entry["description"]
    assert (bare / "a.md").read_text(encoding="utf-8").startswith("### mfagate: FAILED\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--format", "json", "--format", "text"],
            "json and text would both go to stdout; write one of them to another file: --format text:FILE",
        ),
        (
            ["--format", "json:a", "--format", "text", "-o", "b"],
            "-o takes one format without a file; for several reports write --format FORMAT:FILE for each",
        ),
        (["--format", "json:no/a.json"], "no/a.json: cannot be written: No such file or directory"),
        (["--format", "json", "--format", "sarif:policies"], "policies: cannot be written: Is a directory"),
    ],
)
def test_where_reports_cannot_go_is_reported_before_judging(
    bare: Path,
    run: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    message: str,
) -> None:
    """One line and exit code 2, and no engine has been asked."""

    def judge(*_: object) -> None:
        pytest.fail("it judged")

    write(bare, {"policies/broken.json": BROKEN})
    monkeypatch.setattr("mfagate.pipeline.open_engine", judge)

    ended = run(*CHECK, *arguments)

    assert (ended.code, ended.out, ended.message) == (2, "", f"mfagate: {message}")


def test_a_run_that_fails_leaves_no_half_report(bare: Path, run: Callable[..., Run]) -> None:
    """An error after the files were made sure of leaves none of them behind."""
    write(bare, {"policies/broken.json": BROKEN})

    ended = run(*CHECK, "--format", "json:a.json", "--profile", "strct")

    assert (ended.code, ended.message) == (2, "mfagate: there is no profile strct; did you mean strict?")
    assert sorted(path.name for path in bare.iterdir()) == ["policies"]


@pytest.mark.parametrize(("least", "code", "says"), [("error", 0, "PASSED"), ("warning", 1, "FAILED")])
def test_fail_on_and_the_last_line_agree(
    project: Path, run: Callable[..., Run], least: str, code: int, says: str
) -> None:
    """A warning that `--fail-on warning` counts makes the verdict too, not the exit code alone."""
    policy = json.loads((CHECKOUT / "policies/recommended/console-only.json").read_text(encoding="utf-8"))
    user = "arn:aws:iam::111122223333:user/alice"
    policy["Statement"].append({"Effect": "Allow", "Action": "iam:ListUsers", "Resource": user})
    scenarios = SCENARIOS.replace("{api-key: implicit-deny, session-with-mfa: allow}", "allow")
    write(project, {"policies/naive.json": json.dumps(policy), "scenarios/api_key.yaml": scenarios})

    ended = run(*CHECK, "--fail-on", least)

    assert ": warning: iam:ListUsers takes no resource" in ended.out
    last = ended.out.splitlines()[-1]
    assert (ended.code, last.partition(":")[0]) == (code, says)
    assert " 1 finding; decided by regorus " in last


def test_pytest_writes_junit(repository: pytest.Pytester) -> None:
    """`pytest --junitxml` has a case for each scenario case, and a failure names it and says why."""
    scenarios = repository.path / "scenarios/api_key.yaml"
    text = scenarios.read_text(encoding="utf-8")
    scenarios.write_text(text.replace("api-key: implicit-deny", "api-key: allow"), encoding="utf-8")

    ended = repository.runpytest_inprocess(
        "-p", "no:hypothesispytest", "--opa-engine", "embedded", "--junitxml", "junit.xml"
    )

    ended.assert_outcomes(passed=7, failed=1)
    (suite,) = JUnitXml.fromfile(str(repository.path / "junit.xml"))
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (8, 1, 0, 0)
    reported = {f"{case.classname}::{case.name}": case.result for case in suite}
    assert len(reported) == 8
    ((name, (failure,)),) = [(name, results) for name, results in reported.items() if results]
    assert name == "scenarios.api_key.yaml.naive::reads-a-bucket[api-key]"
    assert isinstance(failure, Failure)
    assert "  expected: allow\n  got:      implicit-deny\n" in (failure.text or "")


def test_the_number_of_jobs_is_a_number(bare: Path, run: Callable[..., Run]) -> None:
    """Many subjects are judged at once with the same outcome; what is no number of jobs is a usage error."""
    services = ("s3", "ec2", "sqs", "sns", "kms", "ecr", "glue", "logs", "iam")
    grants = {
        f"policies/{name}.json": NAIVE.replace('"Action": "*"', f'"Action": "{name}:*"') for name in services
    }
    write(bare, grants)
    one, two = (run(*CHECK, "--jobs", jobs) for jobs in ("1", "2"))
    assert (one.code, one.out) == (two.code, two.out)
    assert one.out.splitlines()[-1].startswith("FAILED: 9 subjects, ")
    wrong = run("check", "policies", "-j", "0")
    assert (wrong.code, wrong.err.splitlines()[-1]) == (
        2,
        "mfagate check: argument -j/--jobs: expected a number from 1, got '0'; see mfagate check --help",
    )
