"""CloudFormation templates: values of conditions and principals that are known only after deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .reading import documents, written
from .test_template_unknowns import OPEN, with_open
from .test_templates import template

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json


def conditioned(folder: Path, condition: Json, principal: Json = "*") -> Any:  # noqa: ANN401
    """Return the policy of a bucket with a condition, in a template with what AWS makes up."""
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}
    policy = {"Statement": {**statement, "Principal": principal, "Condition": condition}}
    made = template(
        Bucket=("S3::BucketPolicy", {"Bucket": "b", "PolicyDocument": {"Version": "2012-10-17", **policy}}),
        Logs=("S3::Bucket", {}),
        Endpoint=("EC2::VPCEndpoint", {}),
        Access=("CloudFront::CloudFrontOriginAccessIdentity", {}),
        Own=("CloudFormation::CustomResource", {}),
    )
    return documents(written(folder, with_open(made), "t.json"))["Bucket"]


@pytest.mark.parametrize(
    ("condition", "shape"),
    [
        ({"ArnLike": {"aws:SourceArn": {"Fn::GetAtt": ["Logs", "Arn"]}}}, "arn:aws:s3:::unknown-"),
        ({"StringEquals": {"aws:SourceVpce": {"Ref": "Endpoint"}}}, "unknown-"),
        ({"ForAnyValue:StringLikeIfExists": {"aws:SourceVpce": ["v", {"Ref": "Endpoint"}]}}, "unknown-"),
        ({"ArnEquals": {"aws:SourceArn": {"Fn::GetAtt": ["Endpoint", "Arn"]}}}, "arn:aws:unknown:::unknown-"),
        ({"StringEquals": {"sts:ExternalId": OPEN}}, "unknown-"),
        ({"StringNotEqualsIfExists": {"aws:PrincipalOrgId": [OPEN]}}, "unknown-"),
    ],
)
def test_a_condition_on_a_name_that_aws_makes_up_is_judged(
    tmp_path: Path, condition: dict[str, Any], shape: str
) -> None:
    """It is one text that nothing else has, so another such text stands for it."""
    document = conditioned(tmp_path, condition)
    ((operator, keys),) = document.value["Statement"]["Condition"].items()
    (value,) = keys.values()
    assert (value[-1] if isinstance(value, list) else value).startswith(shape)
    assert operator in condition
    assert [one.severity for one in document.unknowns] == ["warning"]
    assert document.known


@pytest.mark.parametrize(
    "condition",
    [
        {"StringEquals": {"aws:PrincipalAccount": OPEN}},
        {"StringLike": {"aws:PrincipalOrgID": OPEN}},
        {"StringEquals": {"aws:x": {"Fn::GetAtt": ["Own", "Arn"]}}},
        {"StringEquals": {"aws:MultiFactorAuthPresent": {"Ref": "Endpoint"}}},
        {"IpAddress": {"aws:SourceIp": {"Ref": "Endpoint"}}},
        {"StringEquals": {"aws:x": [{"Ref": "Endpoint"}, OPEN]}},
        {"StringEquals": {"aws:SourceVpce": {"Ref": "Endpoint"}}, "Bool": {"aws:ViaAWSService": OPEN}},
        {"StringEquals": {"Ref": "Endpoint"}},
        {"StringEquals": {"aws:x": {"y": {"Ref": "Endpoint"}}}},
    ],
)
def test_a_condition_on_what_may_be_any_text_is_an_error(tmp_path: Path, condition: Json) -> None:
    """What people give may be anything, and the flag of MFA decides."""
    document = conditioned(tmp_path, condition)
    assert {one.severity for one in document.unknowns} == {"error"}


def test_an_identity_of_cloudfront_is_a_principal(tmp_path: Path) -> None:
    """It is what a static site lets in, by its canonical id or by the ARN that CloudFront gives it."""
    arn = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${Access}"
    canonical = {"CanonicalUser": {"Fn::GetAtt": ["Access", "S3CanonicalUserId"]}}
    for principal in ({"AWS": {"Fn::Sub": arn}}, canonical):
        document = conditioned(tmp_path, {}, principal)
        assert ([one.severity for one in document.unknowns], document.errors) == (["warning"], ())


def test_unknown_conditions_are_not_reported_as_missing(tmp_path: Path) -> None:
    """Cognito wants one; that there is none is not known."""
    statement = {"Effect": "Allow", "Principal": {"Federated": "cognito-identity.amazonaws.com"}}
    statement |= {"Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": OPEN}}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    path = written(tmp_path, with_open(template(R=("IAM::Role", {"AssumeRolePolicyDocument": policy}))))
    document = documents(path)["R/trust"]
    assert (len(document.unknowns), document.errors) == (1, ())
