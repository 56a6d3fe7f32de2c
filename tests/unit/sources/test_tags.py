"""The tags of users and roles: what each form of input shows of them, and what the rules get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from unit.sources.reading import subjects, written

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

ALLOW = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
KIND = [{"Key": "kind", "Value": "robot"}]


def trust(*actions: str) -> Json:
    """Return a trust policy that allows these actions to the account."""
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
        "Action": list(actions),
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def tags_in(path: Path, name: str) -> tuple[Any, Any]:
    """Return what the rules get of the tags of a subject."""
    given = subjects(path)[name].as_input()
    return given.get("tags"), given.get("all_tags")


def details(**more: Json) -> Json:
    """Return the details of an account with one user and one role."""
    inline = [{"PolicyName": "p", "PolicyDocument": ALLOW}]
    user = {"UserName": "u", "Arn": "arn:aws:iam::111122223333:user/u", "UserPolicyList": inline}
    role = {
        "RoleName": "r",
        "RolePolicyList": inline,
        "AssumeRolePolicyDocument": trust("sts:AssumeRole"),
    }
    return {"UserDetailList": [{**user, **more}], "RoleDetailList": [{**role, **more}]}


@pytest.mark.parametrize("name", ["user/u", "role/r"])
@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"Tags": KIND}, ({"kind": "robot"}, True)),
        ({"Tags": []}, (None, True)),
        ({}, (None, None)),
        ({"Tags": "text"}, (None, None)),
        ({"Tags": [{"Value": "x"}, 7]}, (None, True)),
    ],
)
def test_details_of_an_account_show_all_tags_or_none(
    tmp_path: Path, name: str, more: dict[str, Json], found: tuple[Json, bool | None]
) -> None:
    """Where the list is there, it has all tags; where it is not, nobody knows them."""
    assert tags_in(written(tmp_path, details(**more)), name) == found


@pytest.mark.parametrize("actions", [("sts:AssumeRole", "sts:TagSession"), ("sts:*",)])
def test_role_whose_sessions_can_be_tagged_has_no_known_tags(
    tmp_path: Path, actions: tuple[str, ...]
) -> None:
    """A tag of the session stands over that of the role."""
    path = written(tmp_path, details(Tags=KIND, AssumeRolePolicyDocument=trust(*actions)))

    assert tags_in(path, "role/r") == (None, None)
    assert tags_in(path, "user/u") == ({"kind": "robot"}, True)


def test_trust_policy_of_a_role_does_not_have_the_tags_of_the_role(tmp_path: Path) -> None:
    """Its callers are others."""
    assert tags_in(written(tmp_path, details(Tags=KIND)), "role/r/trust") == (None, None)


def plan(values: dict[str, Json], unknown: dict[str, Json] | None) -> Json:
    """Return a plan with one user who has an inline policy."""
    import json  # noqa: PLC0415 - only here

    user = {
        "address": "aws_iam_user.u",
        "mode": "managed",
        "type": "aws_iam_user",
        "name": "u",
        "values": {"name": "u", **values},
    }
    policy = {
        "address": "aws_iam_user_policy.p",
        "mode": "managed",
        "type": "aws_iam_user_policy",
        "name": "p",
        "values": {"name": "p", "user": "u", "policy": json.dumps(ALLOW)},
    }
    changes = [{"address": "aws_iam_user.u", "change": {"actions": ["create"], "after_unknown": unknown}}]
    return {
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "planned_values": {"root_module": {"resources": [user, policy]}},
        "resource_changes": changes if unknown is not None else [],
        "configuration": {},
    }


@pytest.mark.parametrize(
    ("values", "unknown", "found"),
    [
        ({"tags": None, "tags_all": {"kind": "robot"}}, {}, ({"kind": "robot"}, True)),
        (
            {"tags": {"kind": "robot"}, "tags_all": {"kind": "robot", "x": "y"}},
            {"tags_all": {}},
            (
                {"kind": "robot", "x": "y"},
                True,
            ),
        ),
        ({"tags_all": {}}, {}, (None, True)),
        ({"tags": {"kind": "robot"}}, {"tags_all": True}, ({"kind": "robot"}, None)),
        ({"tags_all": {"kind": "robot"}}, {"tags_all": {"x": True}}, ({"kind": "robot"}, None)),
        ({"tags_all": {"kind": "robot", "x": None}}, {}, ({"kind": "robot"}, None)),
        ({"tags_all": {"kind": "robot"}}, None, ({"kind": "robot"}, None)),
        ({"tags": {"kind": "robot"}}, {}, ({"kind": "robot"}, None)),
        ({}, {}, (None, None)),
    ],
)
def test_plan_shows_all_tags_where_tags_all_is_known(
    tmp_path: Path, values: dict[str, Json], unknown: dict[str, Json] | None, found: tuple[Json, bool | None]
) -> None:
    """`tags_all` has those of the provider too; a plan says what of it is known after apply."""
    assert tags_in(written(tmp_path, plan(values, unknown)), "aws_iam_user.u") == found


def template(tags: Json) -> Json:
    """Return a template with one user who has these tags."""
    inline = [{"PolicyName": "p", "PolicyDocument": ALLOW}]
    return {
        "Parameters": {"Kind": {"Type": "String"}, "Team": {"Type": "String", "Default": "red"}},
        "Conditions": {
            "Open": {"Fn::Equals": [{"Ref": "Kind"}, "x"]},
            "Red": {"Fn::Equals": [{"Ref": "Team"}, "red"]},
        },
        "Resources": {"U": {"Type": "AWS::IAM::User", "Properties": {"Policies": inline, "Tags": tags}}},
    }


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        (KIND, {"kind": "robot"}),
        ([{"Key": "team", "Value": {"Ref": "Kind"}}, *KIND], {"kind": "robot"}),
        ([{"Key": {"Ref": "Kind"}, "Value": "x"}], None),
        ([{"Fn::If": ["Open", KIND[0], {"Ref": "AWS::NoValue"}]}], None),
        ([{"Key": "team", "Value": {"Ref": "Team"}}, *KIND], {"kind": "robot"}),
        ([{"Fn::If": ["Red", KIND[0], {"Ref": "AWS::NoValue"}]}], None),
        ([], None),
    ],
)
def test_template_shows_the_tags_that_are_known_and_never_all(
    tmp_path: Path, tags: Json, found: Json
) -> None:
    """A stack passes its own tags on to its users and roles."""
    assert tags_in(written(tmp_path, template(tags)), "U") == (found, None)
