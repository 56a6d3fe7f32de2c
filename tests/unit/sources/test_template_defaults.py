"""CloudFormation templates: what is there, or says what it says, by a parameter's default only is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .reading import GUARD, allow, documents, trust, written
from .test_template_branches import reported, with_env
from .test_templates import template

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

ENV = {"Ref": "Env"}
DENY = GUARD["Statement"][0]


def only_by_default(**resources: tuple[str, dict[str, Json]]) -> dict[str, Any]:
    """Return a template of which the resource One is made by default, and not with another value."""
    made = with_env(template(**resources), Default="dev")
    made["Resources"]["One"]["Condition"] = "Dev"
    return made


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        ("IAM::ManagedPolicy", {"PolicyDocument": GUARD}),
        ("IAM::Policy", {"PolicyDocument": GUARD, "Users": [{"Ref": "Alice"}]}),
        ("IAM::Group", {"Policies": [{"PolicyName": "g", "PolicyDocument": GUARD}]}),
        ("IAM::UserToGroupAddition", {"GroupName": {"Ref": "Devs"}, "Users": [{"Ref": "Alice"}]}),
        ("S3::BucketPolicy", {"PolicyDocument": GUARD}),
        ("Organizations::Policy", {"Type": "SERVICE_CONTROL_POLICY", "Content": GUARD}),
    ],
)
def test_a_resource_that_only_a_default_makes_is_reported(
    tmp_path: Path, kind: str, properties: dict[str, Json]
) -> None:
    """With another value the policy is missing, or nobody has it; a value that is given is no default."""
    alice = {"UserName": "alice", "Policies": [{"PolicyName": "own", "PolicyDocument": allow()}]}
    path = written(
        tmp_path, only_by_default(One=(kind, properties), Alice=("IAM::User", alice), Devs=("IAM::Group", {}))
    )
    said = "whether One is created depends on parameter defaults (Env = dev); no other value is judged"
    assert reported(path) == [("warning", said, "$.Resources.One")]
    assert reported(path, Env="dev") == []


def test_a_resource_created_with_any_value_is_not_reported(tmp_path: Path) -> None:
    """A parameter of one value leaves nothing out."""
    made = only_by_default(One=("IAM::ManagedPolicy", {"PolicyDocument": GUARD}))
    made["Parameters"]["Env"]["AllowedValues"] = ["dev"]
    assert reported(written(tmp_path, made)) == []


def test_a_resource_without_a_policy_is_not_reported(tmp_path: Path) -> None:
    """A bucket that a default makes is none of ours."""
    assert reported(written(tmp_path, only_by_default(One=("S3::Bucket", {"BucketName": "b"})))) == []


@pytest.mark.parametrize(
    ("statement", "default", "element", "inner"),
    [
        ({"Effect": ENV}, "Deny", "Effect", "Effect"),
        ({"Action": ENV}, "s3:*", "Action", "Action"),
        ({"Action": ["ec2:*", {"Fn::Sub": "s3:${Env}"}]}, "*", "Action", "Action[1]"),
        ({"Condition": {"Bool": {"aws:MultiFactorAuthPresent": ENV}}}, "true", "Condition",
         'Condition.Bool["aws:MultiFactorAuthPresent"]'),
        ({"Condition": ENV}, "x", "Condition", "Condition"),
        ({"Condition": {"StringEquals": {"aws:SourceVpc": {"Fn::Join": ["-", ["vpc", ENV]]}}}}, "1",
         "Condition", 'Condition.StringEquals["aws:SourceVpc"]["Fn::Join"][1][1]'),
    ],
)  # fmt: skip
def test_a_default_that_decides_a_policy_is_reported(
    tmp_path: Path, statement: dict[str, Json], default: str, element: str, inner: str
) -> None:
    """Its name and value are said, once for a document, and nothing where the config gives the value."""
    one = {"Effect": "Allow", "Action": "s3:*", "Resource": "*", **statement}
    made = with_env(
        template(One=("IAM::Policy", {"PolicyDocument": {"Statement": [one, one]}})), Default=default
    )
    path = written(tmp_path, made)
    said = f'"{element}" depends on parameter defaults (Env = {default}); no other value is judged'
    place = f"$.Resources.One.Properties.PolicyDocument.Statement[0].{inner}"
    assert reported(path) == [("warning", said, place)]
    assert reported(path, Env=default) == []


def test_a_default_that_decides_who_is_trusted_is_reported(tmp_path: Path) -> None:
    """Somebody else may assume the role with another value."""
    principal = {"Fn::Sub": "arn:aws:iam::${Env}:root"}
    made = with_env(
        template(One=("IAM::Role", {"AssumeRolePolicyDocument": trust(principal)})), Default="1" * 12
    )
    said = f'"Principal" depends on parameter defaults (Env = {"1" * 12}); no other value is judged'
    place = "$.Resources.One.Properties.AssumeRolePolicyDocument.Statement[0].Principal.AWS"
    assert reported(written(tmp_path, made)) == [("warning", said, place)]


@pytest.mark.parametrize(
    ("statement", "parameter"),
    [
        ({"Resource": {"Fn::Sub": "arn:aws:s3:::${Env}"}}, {}),
        ({"NotResource": ENV}, {}),
        ({"Sid": ENV}, {}),
        ({"Action": ENV}, {"AllowedValues": ["s3:*"], "Default": "s3:*"}),
        ({"Action": {"Fn::If": ["Dev", ENV, ENV]}}, {"AllowedValues": ["s3:*"], "Default": "s3:*"}),
        ({"Condition": {"StringLike": {"aws:SourceVpc": {"Ref": "AWS::Region"}}}}, {}),
    ],
)
def test_a_default_in_a_resource_element_only_is_not_reported(
    tmp_path: Path, statement: dict[str, Json], parameter: dict[str, Json]
) -> None:
    """Nor of a value that cannot be another one."""
    one: dict[str, Json] = {**DENY, **statement}  # type: ignore[dict-item]
    made = with_env(template(One=("IAM::Policy", {"PolicyDocument": {"Statement": [one]}})), **parameter)
    assert reported(written(tmp_path, made)) == []


def test_validate_has_the_warning_of_a_default_too(tmp_path: Path) -> None:
    """It is a warning of the document that the default decides."""
    made = with_env(template(One=("IAM::Policy", {"PolicyDocument": allow(ENV)})), Default="s3:*")
    (document,) = documents(written(tmp_path, made)).values()
    assert [one.severity for one in document.unknowns] == ["warning"]


def test_what_is_left_out_is_listed_with_the_documents(tmp_path: Path) -> None:
    """A policy that no default makes is not checked, and whoever asks for the documents is told so."""
    made = with_env(template(One=("IAM::ManagedPolicy", {"PolicyDocument": {"Statement": "?"}})))
    made["Resources"]["One"]["Condition"] = "Dev"
    (one,) = documents(written(tmp_path, made)).values()
    said = "One is not created with Env = prod (condition Dev), so it is not judged"
    assert [(reported.severity, reported.message) for reported in one.unknowns] == [("warning", said)]
    assert (one.name, one.valid, one.known) == ("One", True, True)
