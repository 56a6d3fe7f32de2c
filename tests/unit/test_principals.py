"""Whose policies a subject is about: a user's, or a role's, which nobody signs in to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.config import load_config
from mfagate.exceptions import ConfigError
from mfagate.inputs import Defaults, subjects_of_file
from mfagate.matrix import load_matrix

if TYPE_CHECKING:
    from pathlib import Path

ALLOW = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}


def account(tmp_path: Path) -> Path:
    """Write the details of an account with a user, a group and a role."""
    inline = [{"PolicyName": "p", "PolicyDocument": ALLOW}]
    common = {"Path": "/", "AttachedManagedPolicies": []}
    arn = "arn:aws:iam::111122223333:"
    details: dict[str, Any] = {
        "UserDetailList": [
            {"UserName": "u", "Arn": f"{arn}user/u", "GroupList": [], "UserPolicyList": inline, **common}
        ],
        "GroupDetailList": [{"GroupName": "g", "Arn": f"{arn}group/g", "GroupPolicyList": inline, **common}],
        "RoleDetailList": [
            {
                "RoleName": "r",
                "Arn": f"{arn}role/r",
                "AssumeRolePolicyDocument": TRUST,
                "RolePolicyList": inline,
                **common,
            }
        ],
        "Policies": [],
    }
    file = tmp_path / "account.json"
    file.write_text(json.dumps(details), encoding="utf-8")
    return file


def test_an_account_says_whose_its_policies_are(tmp_path: Path) -> None:
    """Users and groups are users; a role is a role, and its trust policy is a question of its own."""
    found = subjects_of_file(account(tmp_path), "a.json", Defaults())
    assert {one.name: (one.principal, one.about, one.as_input().get("principal")) for one in found} == {
        "a.json:user/u": ("user", "user", None),
        "a.json:group/g": ("user", "user", None),
        "a.json:role/r": ("role", "role", "role"),
        "a.json:role/r/trust": ("user", "trust", None),
    }


def test_a_permission_set_is_a_role(tmp_path: Path) -> None:
    """Identity Center makes a role of it in every account."""
    template = {
        "Resources": {
            "Set": {
                "Type": "AWS::SSO::PermissionSet",
                "Properties": {"Name": "s", "InstanceArn": "i", "InlinePolicy": ALLOW},
            }
        }
    }
    file = tmp_path / "t.json"
    file.write_text(json.dumps(template), encoding="utf-8")
    assert [one.principal for one in subjects_of_file(file, "t.json", Defaults())] == ["role"]


def config(tmp_path: Path, principal: str) -> Path:
    """Write a config with one subject."""
    (tmp_path / "p.json").write_text(json.dumps(ALLOW), encoding="utf-8")
    file = tmp_path / "mfagate.yaml"
    file.write_text(
        f"version: 1\nsubjects:\n  - {{name: a, files: [p.json], principal: {principal}}}\n", encoding="utf-8"
    )
    return file


@pytest.mark.parametrize("principal", ["user", "role"])
def test_a_config_says_whose_a_policy_is(tmp_path: Path, principal: str) -> None:
    """Scenarios are those of the principal."""
    (subject,) = load_config(config(tmp_path, principal)).subjects
    assert subject.principal == principal
    files = {case.scenario.file for case in load_matrix([], []).cases(subject)}
    assert ("mfagate/scenarios/role.yaml" in files) is (principal == "role")
    assert ("mfagate/scenarios/console.yaml" in files) is (principal == "user")


def test_another_principal_is_an_error(tmp_path: Path) -> None:
    """Groups have no sessions, so what is attached to one is its users'."""
    with pytest.raises(ConfigError, match=r"mfagate\.yaml:3:43: .*principal: .*group"):
        load_config(config(tmp_path, "group"))
