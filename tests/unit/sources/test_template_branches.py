"""CloudFormation templates: what a parameter's default leaves out is said, wherever it would stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.sources.defaults import Defaults
from mfagate.subjects.files import subjects_of_file

from .reading import GUARD, allow, subjects, trust, written
from .test_templates import template

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

NOTHING = {"Ref": "AWS::NoValue"}
ALL = {"PolicyName": "all", "PolicyDocument": allow("*")}
OWN = {"PolicyName": "own", "PolicyDocument": allow("s3:GetObject")}
DENY = GUARD["Statement"][0]
ALLOWS_ALL: dict[str, Any] = allow("*")
FIRST = "the condition Dev depends on parameter defaults (Env = prod); no other value is judged"


def with_env(made: dict[str, Any], **parameter: Json) -> dict[str, Any]:
    """Return a template with the parameter Env, prod by default, and the condition Dev that asks for dev."""
    made["Parameters"] = {
        "Env": {"Type": "String", "Default": "prod", **parameter},
        "Open": {"Type": "String"},
    }
    made["Conditions"] = {"Dev": {"Fn::Equals": [{"Ref": "Env"}, "dev"]}}
    return made


def reported(path: Path, **given: str) -> list[tuple[str, str, str]]:
    """Return how severe each unknown of each subject is, what it says, and its path."""
    found = subjects(path, parameters=given).values()
    return [(one.severity, one.message, one.path) for subject in found for one in subject.all_unknowns]


@pytest.mark.parametrize(
    ("condition", "given", "values_shown"),
    [
        ({"Fn::Equals": [{"Ref": "Make"}, "yes"]}, {}, "Make = no"),
        ({"Fn::Equals": [{"Ref": "Make"}, "yes"]}, {"Make": "never"}, None),
        ({"Fn::Equals": [{"Ref": "Make"}, "yes"]}, {"Make": "yes"}, None),
        (
            {"Fn::And": [{"Condition": "Inner"}, {"Fn::Equals": [{"Ref": "Open"}, "x"]}]},
            {},
            "Open = unknown, Make = no",
        ),
        ({"Fn::Equals": [{"Ref": "AWS::Partition"}, "aws-cn"]}, {}, "AWS::Partition = aws"),
        ({"Fn::Equals": ["a", "b"]}, {}, None),
    ],
)
def test_a_resource_that_no_default_makes_is_reported(
    tmp_path: Path, condition: Json, given: dict[str, str], values_shown: str | None
) -> None:
    """Its policy is not judged, and whoever makes the stack with another value would have it."""
    made = template(One=("IAM::ManagedPolicy", {"PolicyDocument": GUARD}), Net=("EC2::VPC", {}))
    made["Parameters"] = {"Make": {"Type": "String", "Default": "no"}, "Open": {"Type": "String"}}
    made["Conditions"] = {"C": condition, "Inner": {"Fn::Equals": [{"Ref": "Make"}, "yes"]}}
    made["Resources"]["One"]["Condition"] = made["Resources"]["Net"]["Condition"] = "C"
    found = subjects(written(tmp_path, made), parameters=given)
    messages = [one.message for subject in found.values() for one in subject.all_unknowns]
    said = f"One is not created with {values_shown} (condition C), so it is not judged"
    assert messages == ([said] if values_shown else [])


@pytest.mark.parametrize(
    ("kind", "properties", "inner"),
    [
        ("User", {"Policies": [OWN, {"Fn::If": ["Dev", ALL, NOTHING]}]}, 'Policies[1]["Fn::If"]'),
        ("User", {"Policies": {"Fn::If": ["Dev", [ALL], [OWN]]}}, 'Policies["Fn::If"]'),
        ("Group", {"Policies": [{**OWN, "PolicyDocument": {"Fn::If": ["Dev", allow("*"), allow("a:b")]}}]},
         'Policies[0].PolicyDocument["Fn::If"]'),
        ("User", {"Policies": [OWN], "ManagedPolicyArns": [{"Fn::If": ["Dev", "arn:x", NOTHING]}]},
         'ManagedPolicyArns[0]["Fn::If"]'),
        ("User", {"Policies": [OWN], "Groups": {"Fn::If": ["Dev", ["admins"], NOTHING]}},
         'Groups["Fn::If"]'),
        ("Role", {"Policies": [OWN], "PermissionsBoundary": {"Fn::If": ["Dev", "arn:x", NOTHING]}},
         'PermissionsBoundary["Fn::If"]'),
        ("Role", {"AssumeRolePolicyDocument": {"Fn::If": ["Dev", trust("*"), trust()]}},
         'AssumeRolePolicyDocument["Fn::If"]'),
        ("Policy", {"PolicyDocument": allow({"Fn::If": ["Dev", "*", "s3:GetObject"]})},
         'PolicyDocument.Statement[0].Action["Fn::If"]'),
        ("Policy", {"PolicyDocument": allow(), "Users": {"Fn::If": ["Dev", ["alice"], NOTHING]}},
         'Users["Fn::If"]'),
        ("UserPolicy", {"PolicyDocument": allow(), "UserName": {"Fn::If": ["Dev", "a", {"Ref": "Other"}]}},
         'UserName["Fn::If"]'),
    ],
)  # fmt: skip
def test_a_branch_that_a_default_leaves_out_is_reported(
    tmp_path: Path, kind: str, properties: dict[str, Json], inner: str
) -> None:
    """Whoever makes the stack with another value would have what stands there, so it is said by its place."""
    made = with_env(template(One=(f"IAM::{kind}", properties), Other=("IAM::User", {"UserName": "bob"})))
    path = written(tmp_path, made)
    assert reported(path) == [("warning", FIRST, f"$.Resources.One.Properties.{inner}")]


def test_a_branch_taken_by_default_is_reported(tmp_path: Path) -> None:
    """A Deny that only stands there by default is missing with another value."""
    made = template(
        One=("IAM::Policy", {"PolicyDocument": {"Statement": [{"Fn::If": ["Dev", DENY, NOTHING]}]}})
    )
    path = written(tmp_path, with_env(made, Default="dev"))
    said = "the condition Dev depends on parameter defaults (Env = dev); no other value is judged"
    where = '$.Resources.One.Properties.PolicyDocument.Statement[0]["Fn::If"]'
    assert reported(path) == [("warning", said, where)]


@pytest.mark.parametrize(
    ("parameter", "given"),
    [
        ({}, {"Env": "prod"}),
        ({}, {"Env": "dev"}),
        ({"AllowedValues": ["prod"]}, {}),
    ],
)
def test_a_given_or_fixed_value_is_not_reported(
    tmp_path: Path, parameter: dict[str, Json], given: dict[str, str]
) -> None:
    """There is nothing else that the stack could be made with."""
    made = template(One=("IAM::Policy", {"PolicyDocument": allow({"Fn::If": ["Dev", "s3:*", "ec2:*"]})}))
    assert reported(written(tmp_path, with_env(made, **parameter)), **given) == []


def test_equal_branches_and_names_are_not_reported(tmp_path: Path) -> None:
    """Neither changes what is allowed."""
    label = {"Fn::If": ["Dev", "a", "b"]}
    named = {"ManagedPolicyName": label, "PolicyDocument": allow({"Fn::If": ["Dev", "s3:*", "s3:*"]})}
    user = {
        "UserName": label,
        "Policies": [{**OWN, "PolicyName": label}],
        "ManagedPolicyArns": [{"Ref": "One"}],
    }
    made = template(One=("IAM::ManagedPolicy", named), Alice=("IAM::User", user))
    assert reported(written(tmp_path, with_env(made))) == []


def test_a_stack_that_no_default_makes_is_reported(tmp_path: Path) -> None:
    """Its template may hold policies, as a stack's that is made may."""
    made = with_env(
        template(
            One=("CloudFormation::Stack", {"TemplateURL": "https://a/b"}),
            Two=("S3::Bucket", {"BucketName": "b"}),
        )
    )
    made["Resources"]["One"]["Condition"] = made["Resources"]["Two"]["Condition"] = "Dev"
    said = "One is not created with Env = prod (condition Dev), so it is not judged"
    assert reported(written(tmp_path, made)) == [("warning", said, "$.Resources.One")]


def test_a_boundary_that_an_open_condition_chooses_is_an_error(tmp_path: Path) -> None:
    """Without the boundary more is allowed, and with it enrollment may be denied: neither may be assumed."""
    branches = ["Prod", {"Ref": "B"}, {"Ref": "AWS::NoValue"}]
    for boundary, expected in (({"Fn::If": branches}, ["error"]), ({"Ref": "B"}, [])):
        made = {
            "Parameters": {"Stage": {"Type": "String"}},
            "Conditions": {"Prod": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
            "Resources": {
                "B": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": ALLOWS_ALL}},
                "Op": {
                    "Type": "AWS::IAM::User",
                    "Properties": {
                        "PermissionsBoundary": boundary,
                        "Policies": [{"PolicyName": "p", "PolicyDocument": ALLOWS_ALL}],
                    },
                },
            },
        }
        path = tmp_path / "t.json"
        path.write_text(json.dumps(made), encoding="utf-8")
        (user,) = [one for one in subjects_of_file(path, "t.json", Defaults()) if one.name == "t.json:Op"]
        assert [one.severity for one in user.all_unknowns] == expected


def test_branches_may_have_the_same_names(tmp_path: Path) -> None:
    """AWS makes one of them, so a Sid or the name of an inline policy in both is no error."""
    statements = [
        {**ALLOWS_ALL["Statement"][0], "Sid": "X", "Action": action} for action in ("s3:*", "ec2:*")
    ]
    policies = [
        [{"PolicyName": "p", "PolicyDocument": {**ALLOWS_ALL, "Statement": [one]}}] for one in statements
    ]
    either = {**ALLOWS_ALL, "Statement": [{"Fn::If": ["Prod", *statements]}]}
    for listed in ({"Fn::If": ["Prod", *policies]}, [{"PolicyName": "p", "PolicyDocument": either}]):
        made = {
            "Parameters": {"Stage": {"Type": "String"}},
            "Conditions": {"Prod": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
            "Resources": {"Op": {"Type": "AWS::IAM::User", "Properties": {"Policies": listed}}},
        }
        path = tmp_path / "t.json"
        path.write_text(json.dumps(made), encoding="utf-8")
        (user,) = subjects_of_file(path, "t.json", Defaults())
        assert [error for part in user.parts.values() for error in part.errors] == []
        assert {one.severity for one in user.all_unknowns} == {"warning"}
