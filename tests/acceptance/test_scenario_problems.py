"""Scenarios that can never be what they ask: one line with the place, and exit code 2."""

from __future__ import annotations

import json

import pytest

from mfagate.cli import main
from support.commands import EMBEDDED, write

CHECK = ("check", "--engine", "embedded")
CONFIG = """\
version: 1
account: "111122223333"
scenarios: [s.yaml]
subjects:
  - {name: worker, files: [worker.json], principal: role}
"""
WORKER = {
    "Version": "2012-10-17",
    "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*"},
}
SCENARIO = """\
version: 1
scenarios:
  - id: reads
    title: Reads
    about: role
    credential: {credential}
    request: {{action: "{action}", resource: "{resource}"{more}}}
    context: {context}
    expect: {{default: {expect}}}
"""
PARTS = {
    "credential": '"role-session:false"',
    "action": "s3:GetObject",
    "resource": "arn:aws:s3:::reports/q3.csv",
    "more": "",
    "context": "{}",
    "expect": "allow",
}
NEWER = "if it is newer than the catalogue (2026-10-27), add unlisted: true"


def files(**changes: str) -> dict[str, str]:
    """Return a repository with one scenario, changed."""
    text = SCENARIO.format(**{**PARTS, **changes})
    return {"mfagate.yaml": CONFIG, "worker.json": json.dumps(WORKER), "s.yaml": text}


PROBLEMS = [
    (
        {"action": "s3:GetObjct", "expect": "deny"},
        f"s.yaml:7:23: no service has s3:GetObjct; did you mean s3:GetObject? Otherwise, {NEWER}",
    ),
    (
        {"action": "s3:ListObjectsV2", "resource": "arn:aws:s3:::reports", "expect": "deny"},
        f"s.yaml:7:23: no service has s3:ListObjectsV2; did you mean s3:ListBucket? Otherwise, {NEWER}",
    ),
    (
        {"resource": "arn:aws:s3:::reports", "expect": "deny"},
        "s.yaml:7:49: s3:GetObject is never requested on arn:aws:s3:::reports; expected "
        "arn:aws:s3:::{bucket}/* or arn:aws:s3:{region}:{account}:accesspoint/*/object/*",
    ),
    (
        {"resource": "*", "expect": "deny"},
        's.yaml:7:49: s3:GetObject is requested on a resource, never on "*"; expected '
        "arn:aws:s3:::{bucket}/* or arn:aws:s3:{region}:{account}:accesspoint/*/object/*",
    ),
    (
        {"action": "sts:GetCallerIdentity"},
        "s.yaml:7:58: sts:GetCallerIdentity takes no resource, so it is never requested on "
        'arn:aws:s3:::reports/q3.csv; write "*"',
    ),
    (
        {"context": '{"aws:SourceIpp": "192.0.2.1"}'},
        "s.yaml:8:15: aws:SourceIpp is an unknown condition key; did you mean aws:SourceIp? "
        f"Otherwise, {NEWER}",
    ),
    (
        {"context": '{"aws:MultiFactorAuthPresent": true}'},
        's.yaml:8:15: role-session:false brings aws:MultiFactorAuthPresent "false", so it cannot be "true"; '
        "use the credential role-chained:true or role-session-after-mfa:true",
    ),
    (
        {"more": ', principal: "arn:aws:iam::{account}:user/bob"'},
        "s.yaml:7:91: role-session is a role-session, and the principal a user; "
        "use a credential such as api-key, console-with-mfa or console-without-mfa",
    ),
]


@pytest.mark.parametrize(("changes", "line"), PROBLEMS)
def test_check_and_pytest_refuse_it_with_its_place(
    pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str], changes: dict[str, str], line: str
) -> None:
    """`check` ends with 2 and that line; pytest cannot collect the file."""
    write(pytester.path, files(**changes))

    assert main([*CHECK]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"mfagate: {line}\n")
    ended = pytester.runpytest_inprocess(*EMBEDDED)
    assert ended.ret == pytest.ExitCode.INTERRUPTED
    assert line in ended.outlines


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"action": "S3:getobject"},
        {"context": '{"aws:MultiFactorAuthPresent": false, "aws:SourceIp": "192.0.2.1"}'},
        {"context": '{"aws:PrincipalArn": "arn:aws:iam::{account}:role/ops"}'},
        {"more": ', principal: "arn:aws:sts::{account}:assumed-role/deploy/run"'},
    ],
)
def test_what_a_caller_can_ask_is_compared(pytester: pytest.Pytester, changes: dict[str, str]) -> None:
    """Any spelling of the action, what the credential brings, and another principal of its kind."""
    write(pytester.path, files(**changes))

    assert main([*CHECK]) == 0
    pytester.runpytest_inprocess(*EMBEDDED).assert_outcomes(passed=1)


@pytest.mark.parametrize("place", ["request", "scenario"])
def test_unlisted_accepts_what_is_newer(pytester: pytest.Pytester, place: str) -> None:
    """In the request or beside it, for an action, its resource and context keys."""
    newer = {"action": "s3:GetFuture", "resource": "*", "expect": "deny", "context": '{"s3:future": "x"}'}
    made = files(**newer, more=", unlisted: true" if place == "request" else "")
    if place == "scenario":
        made["s.yaml"] += "    unlisted: true\n"
    write(pytester.path, made)

    assert main([*CHECK]) == 0
    pytester.runpytest_inprocess(*EMBEDDED).assert_outcomes(passed=1)


def test_the_first_problem_is_shown_and_the_others_are_counted(
    pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error is one line."""
    write(pytester.path, files(action="s3:GetObjct", context='{"aws:SourceIpp": "x"}'))

    assert main([*CHECK]) == 2
    assert capsys.readouterr().err == (
        "mfagate: s.yaml:8:15: aws:SourceIpp is an unknown condition key; did you mean aws:SourceIp? "
        f"Otherwise, {NEWER} (problems: 2)\n"
    )


def test_shipped_scenarios_are_not_asked_again(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are checked when this package is tested, so a run without its own scenarios asks nothing."""
    write(pytester.path, {**files(), "mfagate.yaml": CONFIG.replace("scenarios: [s.yaml]\n", "")})
    monkeypatch.setattr("mfagate.evaluation.askable._problems", lambda _engine, _asked: pytest.fail("asked"))

    assert main([*CHECK]) == 0


@pytest.mark.parametrize(
    ("request_", "context", "says"),
    [
        ('{"action": "s3:GetObjct", "resource": "*"}', "{}", "no service has s3:GetObjct"),
        ('{"action": "s3:GetObject", "resource": "*"}', "{}", 'never on "*"'),
        (
            '{"action": "s3:GetObject", "resource": "arn:aws:s3:::b/k"}',
            '{"aws:SourceIpp": "x"}',
            "aws:SourceIpp is an unknown condition key",
        ),
    ],
)
def test_the_fixture_refuses_it_too(
    pytester: pytest.Pytester, request_: str, context: str, says: str
) -> None:
    """A test that expects a denial does not pass by a misspelt name."""
    write(pytester.path, files())
    pytester.makepyfile(
        f"""
        import pytest
        from mfagate.exceptions import ScenarioError

        def test_it(evaluate):
            with pytest.raises(ScenarioError) as raised:
                evaluate("worker", "role-session", {request_}, {context})
            assert {says!r} in str(raised.value)

        def test_unlisted(evaluate):
            newer = {{"action": "s3:Future", "resource": "*", "unlisted": True}}
            assert not evaluate("worker", "role-session", newer).allowed
        """
    )

    pytester.runpytest_inprocess(*EMBEDDED, "-p", "no:cacheprovider").assert_outcomes(passed=3)
