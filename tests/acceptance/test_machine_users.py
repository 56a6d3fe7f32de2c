"""Users without a password, through `mfagate check`: judged for access keys alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.cli import main
from support.commands import write

if TYPE_CHECKING:
    from pathlib import Path

CONSOLE = ("console-without-mfa", "console-with-mfa")
UPLOADS = {
    "Version": "2012-10-17",
    "Statement": {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::uploads/*"},
}
DETAILS = {
    "UserDetailList": [
        {
            "UserName": name,
            "Arn": f"arn:aws:iam::345678901234:user/{name}",
            "UserPolicyList": [{"PolicyName": "uploads", "PolicyDocument": UPLOADS}],
            **more,
        }
        for name, more in (("person", {}), ("machine", {"LoginProfile": None}))
    ],
}


def judged(capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """Return the exit code of `check`, and what JSON says of each subject by its name."""
    code = main(["check", *command, "--engine", "embedded", "--format", "json"])
    subjects = json.loads(capsys.readouterr().out)["subjects"]
    return code, {subject["name"].rpartition(":")[2]: subject for subject in subjects}


def rules(subject: dict[str, Any]) -> set[str]:
    """Return the ids of the findings."""
    return {finding["rule"] for finding in subject["findings"]}


def starts(subject: dict[str, Any]) -> set[str]:
    """Return where the paths of attack begin."""
    return {path["from"] for path in subject["hijack"]["paths"]}


@pytest.mark.parametrize(
    ("said", "code"), [("", 1), ("login_profile: true, ", 1), ("login_profile: false, ", 0)]
)
def test_a_config_says_that_a_user_has_no_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str, code: int
) -> None:
    """A machine user needs no guard in the console, nor a way to enroll."""
    config = (
        "version: 1\naccount: '345678901234'\n"
        f"subjects:\n  - {{name: ci, user: ci, {said}files: [policy.json]}}\n"
    )
    write(tmp_path, {"mfagate.yaml": config, "policy.json": json.dumps(UPLOADS)})

    ended, subjects = judged(capsys, "-c", str(tmp_path / "mfagate.yaml"))

    assert ended == code
    assert ("console-without-mfa-allowed" in rules(subjects["ci"])) is (code == 1)
    assert subjects["ci"]["posture"]["api-key"]["services"] == "open"
    if code == 0:
        assert rules(subjects["ci"]) == set()
        assert {subjects["ci"]["posture"][row]["services"] for row in CONSOLE} == {"blocked"}
        assert starts(subjects["ci"]) <= {"stolen-api-key", "stolen-session"}


def test_account_details_may_say_that_a_user_has_no_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`LoginProfile: null` is that; where nothing is said, a user may sign in."""
    folder = write(tmp_path, {"details.json": json.dumps(DETAILS)})

    _, subjects = judged(capsys, str(folder / "details.json"))

    assert "console-without-mfa-allowed" in rules(subjects["user/person"])
    assert rules(subjects["user/machine"]) == set()
