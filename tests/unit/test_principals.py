"""Whose policies a subject is about: a user's, or a role's, which nobody signs in to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mfagate.config import load_config
from mfagate.exceptions import ConfigError
from mfagate.sources.defaults import Defaults
from mfagate.subjects.files import subjects_of_file

from .matrices import load_matrix

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


def test_a_trust_policy_beside_others_is_a_subject_of_its_own(tmp_path: Path) -> None:
    """What a role may do and who may assume it are two questions."""
    (tmp_path / "p.json").write_text(json.dumps(ALLOW), encoding="utf-8")
    (tmp_path / "t.json").write_text(json.dumps(TRUST), encoding="utf-8")
    settings = "files: [p.json], trust: t.json, principal: role, profile: strict"
    text = f"version: 1\nsubjects:\n  - {{name: r, {settings}}}\n"
    (tmp_path / "mfagate.yaml").write_text(text, encoding="utf-8")
    found = load_config(tmp_path / "mfagate.yaml").subjects
    assert [(one.name, one.about, one.profile, [Path(file).name for file in one.files]) for one in found] == [
        ("r", "role", "strict", ["p.json"]),
        ("r/trust", "trust", "strict", ["t.json"]),
    ]


def test_nobody_has_the_policy_of_a_resource(tmp_path: Path) -> None:
    """A principal goes with what is attached to it."""
    (tmp_path / "t.json").write_text(json.dumps(TRUST), encoding="utf-8")
    text = "version: 1\nsubjects:\n  - {name: r, trust: t.json, principal: role}\n"
    (tmp_path / "mfagate.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"mfagate\.yaml:3:5: principal needs files: "):
        load_config(tmp_path / "mfagate.yaml")


def test_aws_has_saved_what_an_account_has(tmp_path: Path) -> None:
    """An inline policy of 2008, or of no version, is no error there."""
    file = account(tmp_path)
    details = json.loads(file.read_text(encoding="utf-8"))
    details["UserDetailList"][0]["UserPolicyList"][0]["PolicyDocument"] = {**ALLOW, "Version": "2008-10-17"}
    file.write_text(json.dumps(details), encoding="utf-8")
    (user,) = [one for one in subjects_of_file(file, "a.json", Defaults()) if one.name == "a.json:user/u"]
    (document,) = user.parts.values()
    assert (document.errors, [one.code for one in document.warnings]) == ((), ["version"])
