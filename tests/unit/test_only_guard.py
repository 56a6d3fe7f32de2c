"""What is a guard and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mfagate.suite.inference import requirement_of

DENY = {
    "Effect": "Deny",
    "NotAction": ["iam:*", "sts:GetSessionToken"],
    "Resource": "*",
    "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}},
}


def is_only_guard(statements: list[dict[str, Any]]) -> bool:
    """Return whether a document of these statements is a guard and nothing else."""
    return requirement_of({"Statement": statements}).only_guard


OWN = "arn:aws:iam::*:user/${aws:username}"


def allow(action: object, resource: object = OWN, **more: object) -> dict[str, Any]:
    """Return an Allow."""
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


@pytest.mark.parametrize(
    "allows",
    [
        [],
        [allow(["iam:ListUsers", "iam:Get*"], "*")],
        [allow(["sts:GetSessionToken", "sts:GetCallerIdentity"], "*")],
        [allow(["iam:*AccessKey*", "iam:ChangePassword", "IAM:UploadSSHPublicKey", "iam:*LoginProfile"])],
        [allow("iam:EnableMFADevice", ["arn:aws:iam::111122223333:user/${aws:userName}"])],
        [allow("iam:CreateAccessKey", "arn:aws:iam::*:user/team/${aws:username}")],
        [allow(["iam:CreateVirtualMFADevice", "iam:DeleteVirtualMFADevice"], "arn:aws:iam::*:mfa/*")],
        [allow("iam:*MFA*", ["arn:aws:iam::*:mfa/${aws:username}-*", OWN])],
        [{"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"}],
    ],
)
def test_what_a_user_does_for_themselves_is_no_grant(allows: list[dict[str, Any]]) -> None:
    """Reads in IAM, their password, keys and device, a session; and a Deny grants nothing at all."""
    assert is_only_guard([DENY, *allows])


@pytest.mark.parametrize(
    "allows",
    [
        [allow(["s3:*", "ec2:*", "lambda:*"], "*")],
        [allow("*")],
        [allow("iam:*")],
        [allow("iam:Create*")],
        [allow("iam:PutUserPolicy")],
        [allow(["iam:ListUsers", "s3:GetObject"], "*")],
        [allow("iam:CreateAccessKey", "*")],
        [allow("iam:CreateAccessKey", "arn:aws:iam::*:user/*")],
        [allow("iam:CreateAccessKey", [OWN, "arn:aws:iam::*:user/admin"])],
        [allow("iam:EnableMFADevice", "arn:aws:iam::*:mfa/*")],
        [allow("iam:CreateAccessKey", "arn:aws:iam::*:user/${aws:username}*")],
        [allow("sts:AssumeRole", "*")],
        [{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}],
        [{"Effect": "Allow", "Action": "iam:CreateAccessKey", "NotResource": OWN}],
        [allow(["iam:ListUsers", 7], "*")],
        [allow("iam:ListUsers", "*"), {"Effect": "allow", "Action": "iam:ListUsers", "Resource": "*"}],
        [{"Action": "iam:ListUsers", "Resource": "*"}],
    ],
)
def test_anything_else_is_a_grant(allows: list[dict[str, Any]]) -> None:
    """Rights over other things and other users, and whatever cannot be told."""
    assert not is_only_guard([DENY, *allows])


def test_without_a_deny_on_mfa_it_is_no_guard() -> None:
    """Self-service alone, or a Deny of something else, guards nothing."""
    assert not is_only_guard([allow("iam:ChangePassword")])
    assert not is_only_guard([{"Effect": "Deny", "Action": "*", "Resource": "*"}])
    assert not is_only_guard([])


@pytest.mark.parametrize(
    "file",
    ["recommended/console-only.json", "recommended/strict.json", "seed/bool.json", "seed/boolifexists.json"],
)
def test_the_shipped_guards_are_guards_and_nothing_else(file: str) -> None:
    """The recommended policies, and those of the question."""
    path = Path(__file__).parents[2] / "policies" / file
    assert requirement_of(json.loads(path.read_text(encoding="utf-8"))).only_guard
