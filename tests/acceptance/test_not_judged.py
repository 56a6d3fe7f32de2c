"""What cannot be judged is a finding, and what rests on an open point says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.commands import NO_DOCKER, Run, mfagate

if TYPE_CHECKING:
    from pathlib import Path

ODD: dict[str, Any] = {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::b/*",
    "Condition": {"NullIfExists": {"aws:MultiFactorAuthPresent": "false"}},
}
PLAIN: dict[str, Any] = {"Effect": "Allow", "Action": "*", "Resource": "*"}
DENY: dict[str, Any] = {
    "Effect": "Deny",
    "Action": "*",
    "Resource": "*",
    "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
}


def _checked(folder: Path, statements: list[dict[str, Any]], *arguments: str) -> Run:
    text = json.dumps({"Version": "2012-10-17", "Statement": statements}, indent=1)
    (folder / "policy.json").write_text(text, encoding="utf-8")
    return mfagate("check", "policy.json", "--engine", "embedded", *arguments, cwd=folder, env=NO_DOCKER)


@pytest.mark.parametrize("statement", [ODD, {key: ODD[key] for key in ODD if key != "Principal"}])
def test_a_policy_that_cannot_be_judged_does_not_hold(tmp_path: Path, statement: dict[str, Any]) -> None:
    """It is no blocked row and no pass: one finding at the place, in a subject that was not judged."""
    ended = _checked(tmp_path, [statement], "--format", "json")

    assert (ended.code, ended.err) == (1, "")
    (subject,) = json.loads(ended.out)["subjects"]
    assert (subject["judged"], subject["posture"], subject["proof"]["complete"]) == (False, {}, False)
    (finding,) = subject["findings"]
    assert (finding["rule"], finding["severity"], finding["line"] > 1) == ("not-judged", "error", True)
    assert finding["message"] == (
        "the policies cannot be judged: NullIfExists is not a condition operator; "
        "Null already tests whether the key exists; write Null"
    )


def test_a_scenario_that_depends_on_an_assumption_says_so(tmp_path: Path) -> None:
    """Both outcomes are shown, each with the assumption that gives it."""
    ended = _checked(tmp_path, [PLAIN, DENY], "--profile", "strict")

    line = (
        "  policy.json: Asks for session credentials with an access key, api-key: "
        "fails if get-session-token-deny=applies, passes if get-session-token-deny=ignored"
    )
    assert line in ended.out.splitlines()


def test_a_scenario_that_rests_on_none_says_nothing(tmp_path: Path) -> None:
    """An allow alone comes out the same under every reading."""
    ended = _checked(tmp_path, [PLAIN], "--profile", "strict")

    assert "get-session-token-deny" not in ended.out
