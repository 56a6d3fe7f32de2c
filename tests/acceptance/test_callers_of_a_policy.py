"""Trust and resource policies through `mfagate check`: every principal is a caller of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mfagate.cli import main
from support.commands import write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

OWN_ROOT = "arn:aws:iam::345678901234:root"
KEEPER = "arn:aws:iam::345678901234:user/keeper"
BOB = "arn:aws:iam::876543210987:user/bob"
WITH_MFA = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}


def grant(principal: object, action: str = "sts:AssumeRole", **more: object) -> dict[str, Any]:
    """Return an Allow for a principal."""
    return {"Effect": "Allow", "Principal": principal, "Action": action, **more}


def judged(
    folder: Path, capsys: pytest.CaptureFixture[str], part: str, *statements: dict[str, Any]
) -> tuple[int, dict[str, Any]]:
    """Return the exit code of `check`, and what JSON says of the subject with this policy."""
    config = f"""\
version: 1
account: "345678901234"
user: alice
profile: strict
subjects:
  - {{name: one, {part}: policy.json}}
"""
    policy = {"Version": "2012-10-17", "Statement": list(statements)}
    write(folder, {"mfagate.yaml": config, "policy.json": json.dumps(policy)})
    code = main(["check", "-c", str(folder / "mfagate.yaml"), "--engine", "embedded", "--format", "json"])
    (subject,) = json.loads(capsys.readouterr().out)["subjects"]
    return code, subject


def rules(subject: dict[str, Any]) -> set[str]:
    """Return the ids of the findings."""
    return {finding["rule"] for finding in subject["findings"]}


def test_a_user_named_beside_the_account_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The account's own policies decide for its users, but one is let in directly, without MFA."""
    store = "arn:aws:s3:::backups/*"

    code, subject = judged(
        tmp_path,
        capsys,
        "resource",
        grant({"AWS": OWN_ROOT}, "s3:GetObject", Resource=store),
        grant({"AWS": KEEPER}, "s3:DeleteObject", Resource=store),
    )

    assert code == 1
    assert subject["posture"]["api-key"]["services"] == "open"
    (found,) = [one for one in subject["findings"] if one["rule"] == "api-key-allowed"]
    assert "s3:DeleteObject on arn:aws:s3:::backups/mfagate-sample by the user keeper;" in found["message"]


def test_an_allow_for_another_account_never_removes_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the user of another account can do is judged by the own MFA flag and this trust policy."""
    sound = grant({"AWS": OWN_ROOT}, Condition=WITH_MFA)

    _, alone = judged(tmp_path, capsys, "trust", sound)
    code, both = judged(tmp_path, capsys, "trust", sound, grant({"AWS": BOB}))

    assert rules(alone) == set()
    assert code == 1
    assert {"api-key-allowed", "console-without-mfa-allowed", "trust-without-mfa"} <= rules(both)
    assert both["posture"]["api-key"]["services"] == "partial"
    assert both["witnesses"]["api-key"]["services"]["allowed"]["principal"] == BOB


def test_each_principal_is_listed_with_what_the_policy_says_to_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A service carries no MFA, so no condition on MFA ever lets it in: that is a finding."""
    code, subject = judged(
        tmp_path,
        capsys,
        "trust",
        grant({"AWS": OWN_ROOT, "Service": "ec2.amazonaws.com"}, Condition=WITH_MFA),
    )

    assert code == 1
    assert rules(subject) == {"trust-nobody-can-satisfy"}
    assert subject["callers"] == [
        {"type": "AWS", "principal": OWN_ROOT, "without_mfa": "blocked", "with_mfa": "allowed"},
        {
            "type": "Service",
            "principal": "ec2.amazonaws.com",
            "without_mfa": "blocked",
            "with_mfa": "blocked",
        },
    ]
