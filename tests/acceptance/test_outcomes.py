"""The three outcomes of a scenario, through `mfagate check` and pytest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.cli import main
from support.commands import EMBEDDED, write

if TYPE_CHECKING:
    from pathlib import Path

CHECK = ("check", "--engine", "embedded")
CONFIG = """\
version: 1
account: "111122223333"
scenarios: [s.yaml]
subjects:
  - {name: reader, files: [reader.json], principal: role}
"""
READER = {
    "Version": "2012-10-17",
    "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*"},
}
BUCKET = {
    "Version": "2012-10-17",
    "Statement": {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::111122223333:role/reader"},
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::reports/*",
    },
}
SCENARIO = """\
  - id: {id}
    title: Case {id}
    about: role
    credential: "role-session:false"
    request: {{action: "{action}", resource: "{resource}"}}
    expect: {expect}
"""
READS = ("s3:GetObject", "arn:aws:s3:::reports/q3.csv")
STARTS = ("ec2:StartInstances", "arn:aws:ec2:eu-west-1:{account}:instance/i-1")
WRITES = ("s3:PutObject", "arn:aws:s3:::reports/q3.csv")


def scenario(name: str, asked: tuple[str, str], expect: str) -> str:
    """Return a scenario as YAML."""
    return SCENARIO.format(id=name, action=asked[0], resource=asked[1], expect=expect)


def files(*scenarios: str, config: str = CONFIG) -> dict[str, str]:
    """Return a repository with these scenarios."""
    return {
        "mfagate.yaml": config,
        "reader.json": json.dumps(READER),
        "s.yaml": "version: 1\nscenarios:\n" + "".join(scenarios),
    }


PASSES = scenario("reads", READS, "{console-only: allow}")
DENIED = scenario("is-held", WRITES, "{console-only: deny}")
SKIPPED = scenario("starts", STARTS, "{console-only: allow}")
ALSO_SKIPPED = scenario("writes", WRITES, "{console-only: allow}")
BY_NAME = scenario("by-name", STARTS, "{reader: allow}")
BY_DEFAULT = scenario("by-default", STARTS, "{default: allow}")


@pytest.fixture
def folder(pytester: pytest.Pytester) -> Path:
    """Give the working directory."""
    return pytester.path


def checked(folder: Path, capsys: pytest.CaptureFixture[str], *scenarios: str) -> tuple[int, Any, str]:
    """Run `check`: its exit code, its JSON report and its message."""
    write(folder, files(*scenarios))
    capsys.readouterr()
    code = main([*CHECK, "--format", "json"])
    out, err = capsys.readouterr()
    return code, json.loads(out), err


@pytest.mark.parametrize(
    ("scenarios", "code", "counts"),
    [
        ([PASSES], 0, (1, 0, 0)),
        ([PASSES, DENIED, SKIPPED], 0, (2, 0, 1)),
        ([SKIPPED], 2, (0, 0, 1)),
        ([SKIPPED, ALSO_SKIPPED], 2, (0, 0, 2)),
        ([BY_NAME], 1, (0, 1, 0)),
        ([BY_DEFAULT], 1, (0, 1, 0)),
        ([PASSES, SKIPPED, BY_NAME, BY_DEFAULT], 1, (1, 2, 1)),
    ],
)
def test_check_and_pytest_count_the_same(
    folder: Path,
    pytester: pytest.Pytester,
    capsys: pytest.CaptureFixture[str],
    scenarios: list[str],
    code: int,
    counts: tuple[int, int, int],
) -> None:
    """What a person expects is met or failed; what a profile expects and nobody grants is not applicable."""
    ended, report, _ = checked(folder, capsys, *scenarios)
    summary = report["summary"]
    passed, failed, skipped = counts

    assert (summary["passed"], summary["failed"], summary["not_applicable"]) == counts
    assert (ended, summary["scenarios"]) == (code, passed + failed)
    run = pytester.runpytest_inprocess(*EMBEDDED)
    if passed + failed:
        run.assert_outcomes(passed=passed, failed=failed, skipped=skipped)
    else:
        run.assert_outcomes(failed=skipped)
    assert (run.ret == pytest.ExitCode.OK) == (code == 0)


def test_a_case_that_is_not_applicable_is_skipped_with_the_reason_and_its_place(
    folder: Path, pytester: pytest.Pytester
) -> None:
    """`-rs` shows the scenario's own line, and warnings as errors do not turn it into a failure."""
    write(folder, files(PASSES, SKIPPED))

    ended = pytester.runpytest_inprocess("-rs", "-W", "error", *EMBEDDED)

    ended.assert_outcomes(passed=1, skipped=1)
    reason = (
        "not applicable: reader never grants ec2:StartInstances on "
        "arn:aws:ec2:eu-west-1:111122223333:instance/i-1"
    )
    assert f"SKIPPED [1] s.yaml:9: {reason}" in ended.outlines


def test_a_case_that_is_not_applicable_is_skipped_in_junit(folder: Path, pytester: pytest.Pytester) -> None:
    """A build server counts it apart."""
    write(folder, files(PASSES, SKIPPED))

    pytester.runpytest_inprocess("--junitxml", "junit.xml", *EMBEDDED)

    text = (folder / "junit.xml").read_text(encoding="utf-8")
    assert 'failures="0" skipped="1" tests="2"' in text
    assert 'message="not applicable: reader never grants ec2:StartInstances on ' in text


def test_workers_of_xdist_skip_and_fail_alike(folder: Path, pytester: pytest.Pytester) -> None:
    """A worker that has only cases that are not applicable knows whether another case was compared."""
    write(folder, files(PASSES, SKIPPED, ALSO_SKIPPED))
    pytester.runpytest_subprocess("-n", "2", *EMBEDDED).assert_outcomes(passed=1, skipped=2)

    write(folder, files(SKIPPED, ALSO_SKIPPED))
    pytester.runpytest_subprocess("-n", "2", *EMBEDDED).assert_outcomes(failed=2)


def test_one_skipped_case_can_be_run_alone(folder: Path, pytester: pytest.Pytester) -> None:
    """Whether the subject was compared does not depend on what is selected, nor on the file."""
    two = CONFIG.replace("[s.yaml]", "[s.yaml, t.yaml]")
    write(folder, {**files(SKIPPED, config=two), "t.yaml": "version: 1\nscenarios:\n" + PASSES})

    pytester.runpytest_inprocess("-k", "starts", *EMBEDDED).assert_outcomes(skipped=1, deselected=1)
    pytester.runpytest_inprocess("s.yaml", *EMBEDDED).assert_outcomes(skipped=1)


def test_a_subject_with_nothing_compared_is_named_with_what_to_do(
    folder: Path, pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check` and pytest give the same line."""
    code, _, message = checked(folder, capsys, SKIPPED)
    line = (
        "nothing was compared: the policies of reader grant nothing that a scenario expects to be allowed; "
        "name reader under expect in your own scenario"
    )

    assert (code, message) == (2, f"mfagate: {line}\n")
    assert line in pytester.runpytest_inprocess(*EMBEDDED).outlines


def test_a_subject_without_a_scenario_is_no_pass_beside_others(
    folder: Path, pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]
) -> None:
    """One subject is compared and the other is not: exit code 2, and a failed item in pytest."""
    config = CONFIG + "  - {name: other, resource: bucket.json}\n"
    write(folder, {**files(PASSES, config=config), "bucket.json": json.dumps(BUCKET)})

    assert main([*CHECK]) == 2
    line = (
        "nothing was compared: no scenario expects anything of other; "
        "name other under expect in your own scenario"
    )
    assert capsys.readouterr().err == f"mfagate: {line}\n"
    ended = pytester.runpytest_inprocess(*EMBEDDED)
    ended.assert_outcomes(passed=1, failed=1)
    assert line in ended.outlines
    assert "FAILED s.yaml::other::no scenario" in "\n".join(ended.outlines)
