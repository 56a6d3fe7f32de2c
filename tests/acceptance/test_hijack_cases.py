"""Small policies with one way to more, each with the path that the hijack search has to find, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from mfagate.engines import open_engine
from mfagate.suite.suite import load_suite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines import Engine

Json: TypeAlias = Any  # whatever JSON can say

ENROLLMENT = [
    "iam:CreateVirtualMFADevice",
    "iam:EnableMFADevice",
    "iam:GetUser",
    "iam:GetMFADevice",
    "iam:ListMFADevices",
    "iam:ListVirtualMFADevices",
    "iam:ResyncMFADevice",
    "sts:GetSessionToken",
]
WORK = ["s3:*", "ec2:*", "dynamodb:*", "lambda:*"]


def allow(action: str | list[str], resource: str | list[str] = "*") -> Json:
    """Return an Allow."""
    return {"Effect": "Allow", "Action": action, "Resource": resource}


def guard(*exempt: str, operator: str = "BoolIfExists", **conditions: Json) -> Json:
    """Return a Deny without MFA of all but these."""
    condition = {operator: {"aws:MultiFactorAuthPresent": "false"}, **conditions}
    return {"Effect": "Deny", "NotAction": list(exempt), "Resource": "*", "Condition": condition}


def subject(*statements: Json, **more: Json) -> Json:
    """Return a user with these statements in one policy, and nothing beside it."""
    document = {"Version": "2012-10-17", "Statement": list(statements)}
    policies = {"identity": [document], "resource": None, "boundary": None, "session": None}
    return {
        "account": "111122223333",
        "user": "alice",
        "sample_user": True,
        "profile": "strict",
        "assume": "nothing",
        "policies": policies,
        **more,
    }


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Give an engine that holds all the rules."""
    with open_engine("embedded") as opened:
        load_suite(opened)
        yield opened


def searched(engine: Engine, one: Json) -> Json:
    """Return the search of a subject."""
    return engine.query("mfa/hijack/search", {"subject": one, "assumptions": {}})


def calls(found: Json, start: str, goal: str) -> list[str]:
    """Return the calls of the path from a start to a goal, with the ends of their resources."""
    paths = [path for path in found["paths"] if (path["from"], path["to"]) == (start, goal)]
    return [
        f"{step['action']} {step['resource'].split(':', 5)[-1]}" for path in paths for step in path["steps"]
    ]


FOUND = {
    "every move is tried again with an administrator's rights": (
        subject(
            allow("iam:AttachUserPolicy", "arn:aws:iam::*:user/${aws:username}"), allow(WORK), guard("iam:*")
        ),
        "admin",
        ["iam:AttachUserPolicy user/alice", "iam:DetachUserPolicy user/alice"],
    ),
    "the inline guard is overwritten": (
        subject(allow("*"), guard(*ENROLLMENT, "iam:PutUserPolicy")),
        "admin",
        ["iam:PutUserPolicy user/alice"],
    ),
    "the group's inline guard is overwritten": (
        subject(allow("*"), guard(*ENROLLMENT, "iam:PutGroupPolicy")),
        "admin",
        ["iam:PutGroupPolicy group/mfagate-users"],
    ),
    "a role is made, and trusts whom it may": (
        subject(allow("*"), guard(*ENROLLMENT, "iam:CreateRole", "iam:AttachRolePolicy", "sts:AssumeRole")),
        "admin",
        ["iam:CreateRole role/mfagate-new", "iam:AttachRolePolicy role/mfagate-new"],
    ),
    "a trust policy alone is edited": (
        subject(allow("iam:UpdateAssumeRolePolicy"), allow(WORK), guard("iam:*", operator="Bool")),
        "role-session",
        ["iam:UpdateAssumeRolePolicy role/mfagate-role"],
    ),
    "a role that is written and whose trust is edited": (
        subject(
            allow(["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"], "arn:aws:iam::*:role/app"),
            guard("iam:*"),
        ),
        "admin",
        ["iam:UpdateAssumeRolePolicy role/app", "iam:PutRolePolicy role/app"],
    ),
    "a group that the policies name": (
        subject(
            allow("iam:AddUserToGroup", "arn:aws:iam::*:group/Admins"),
            allow(WORK),
            guard("iam:*", operator="Bool"),
        ),
        "admin",
        ["iam:AddUserToGroup group/Admins"],
    ),
    "a function and a role that the policies name": (
        subject(
            allow("iam:PassRole", "arn:aws:iam::*:role/app"),
            allow("lambda:*", "arn:aws:lambda:*:*:function:app-*"),
            allow(["s3:*", "dynamodb:*"]),
            guard(*ENROLLMENT, "iam:PassRole", "lambda:*"),
        ),
        "role-session",
        [
            "iam:PassRole role/app",
            "lambda:CreateFunction function:app-mfagate-sample",
            "lambda:InvokeFunction function:app-mfagate-sample",
        ],
    ),
    "a region that the policies name": (
        subject(
            allow("iam:PassRole"),
            allow("ec2:RunInstances", "arn:aws:ec2:us-east-1:*:*/*"),
            allow(["s3:*", "dynamodb:*", "lambda:*"]),
            guard(*ENROLLMENT, "iam:PassRole", "ec2:RunInstances"),
        ),
        "role-session",
        ["iam:PassRole role/mfagate-role", "ec2:RunInstances instance/mfagate-sample"],
    ),
    "a name that the guard exempts": (
        subject(
            allow("*"),
            guard(*ENROLLMENT, "iam:UpdateUser", StringNotEquals={"aws:username": "breakglass"}),
        ),
        "full-access",
        ["iam:UpdateUser user/alice", "iam:UpdateUser user/breakglass"],
    ),
    "the name of a user that somebody said is changed too": (
        subject(
            allow("*"),
            guard(*ENROLLMENT, "iam:UpdateUser", StringNotLike={"aws:username": "svc-*"}),
            sample_user=False,
        ),
        "full-access",
        ["iam:UpdateUser user/alice", "iam:UpdateUser user/svc-mfagate-sample"],
    ),
}

NOT_FOUND = {
    "what is detached grants nothing": subject(
        allow(["s3:*", "ec2:*", "iam:DetachUserPolicy"]), guard("iam:DetachUserPolicy")
    ),
    "what the group had is lost with the group": subject(
        allow(["s3:*", "ec2:*"]),
        allow(["iam:RemoveUserFromGroup", "iam:AttachGroupPolicy"], "arn:aws:iam::*:group/*"),
        guard("iam:RemoveUserFromGroup", "iam:AttachGroupPolicy"),
    ),
    "the inline guard cannot be overwritten without MFA": subject(allow("*"), guard(*ENROLLMENT)),
    "a role that is made but cannot be written": subject(allow("*"), guard(*ENROLLMENT, "iam:CreateRole")),
    "a role of another name is not the one that is passed": subject(
        allow("iam:PassRole", "arn:aws:iam::*:role/app"),
        allow("lambda:*", "arn:aws:lambda:*:*:function:app-*"),
        guard(*ENROLLMENT, "iam:PassRole"),
    ),
    "the new name is not the user's to take": subject(
        allow("*"),
        guard(*ENROLLMENT, "iam:UpdateUser", StringNotEquals={"aws:username": "breakglass"}),
        {"Effect": "Deny", "Action": "iam:UpdateUser", "Resource": "arn:aws:iam::*:user/breakglass"},
    ),
    "a role is written, another one's trust is edited": subject(
        allow("iam:PutRolePolicy", "arn:aws:iam::*:role/one"), guard("iam:*")
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_the_path_is_found(engine: Engine, name: str) -> None:
    """The calls to the worst goal, in their order, with the names that the policies name."""
    one, goal, steps = FOUND[name]
    found = searched(engine, one)
    assert calls(found, "stolen-api-key", goal) == steps
    assert found["complete"]


@pytest.mark.parametrize("name", NOT_FOUND)
def test_no_path_is_found(engine: Engine, name: str) -> None:
    """Nothing, under what is assumed about the account."""
    found = searched(engine, NOT_FOUND[name])
    assert (found["found"], found["paths"], found["complete"]) == (False, [], True)


def test_an_identity_center_user_is_made_where_the_account_manages_it(engine: Engine) -> None:
    """A fact says what the account manages; a key that may call services changes identity there."""
    one = subject(allow(["sso:*", "identitystore:*"]), profile="console-only")
    assert calls(searched(engine, one), "stolen-api-key", "admin") == []
    there = searched(engine, one | {"account_facts": {"identity-center": "yes"}})
    assert calls(there, "stolen-api-key", "admin") == [
        "identitystore:CreateUser identitystore/mfagate-sample",
        *(
            f"sso:{action} permissionSet/mfagate-sample/mfagate-sample"
            for action in (
                "CreatePermissionSet",
                "AttachManagedPolicyToPermissionSet",
                "CreateAccountAssignment",
            )
        ),
    ]


def test_a_security_key_of_the_attackers_is_enrolled_with_the_password_of_a_user_without_a_device(
    engine: Engine,
) -> None:
    """EnableMFADevice without CreateVirtualMFADevice."""
    own = allow("iam:EnableMFADevice", "arn:aws:iam::*:user/${aws:username}")
    found = searched(engine, subject(own, allow("s3:*"), guard("iam:EnableMFADevice", "iam:GetUser")))
    assert not found["found"]
    (path,) = [
        path
        for path in found["residual"]
        if (path["from"], path["depends_on"]) == ("known-password", {"first-device": "attacker"})
    ]
    assert (path["to"], [step["action"] for step in path["steps"]]) == (
        "full-access",
        ["iam:EnableMFADevice"],
    )


def test_an_rcp_keeps_other_accounts_out_but_not_the_user_who_is_named(engine: Engine) -> None:
    """A trust policy that names the user needs no Allow of theirs."""
    one = subject(allow("iam:UpdateAssumeRolePolicy"), guard("iam:*", "sts:AssumeRole"))
    fence = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sts:AssumeRole",
        "Resource": "*",
        "Condition": {"StringNotEquals": {"aws:PrincipalAccount": "111122223333"}},
    }
    one["policies"]["rcp"] = [[{"Version": "2012-10-17", "Statement": [fence]}]]
    assert calls(searched(engine, one), "stolen-api-key", "role-session") == [
        "iam:UpdateAssumeRolePolicy role/mfagate-role",
        "sts:AssumeRole role/mfagate-role",
    ]
    one["policies"]["rcp"][0][0]["Statement"].append(
        {"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole", "Resource": "*"}
    )
    assert calls(searched(engine, one), "stolen-api-key", "role-session") == []
