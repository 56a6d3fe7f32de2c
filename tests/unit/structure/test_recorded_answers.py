"""What IAM's CreatePolicy answered to odd documents, as recorded in moto's tests.

Source: getmoto/moto, tests/test_iam/test_iam_policies.py (Apache-2.0), recorded in 2019. The facts
are taken over (which document is refused, with which words), not the code. We report every fault of
a document, IAM only the first it finds, so the recorded answer has to start one of our messages.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.policy.documents import parse_document

if TYPE_CHECKING:
    from mfagate.parsing import Json

BUCKET = "arn:aws:s3:::example_bucket"
SYNTAX = "Syntax errors in policy."
LEGACY = "The policy failed legacy parsing"
VERSION = "Policy document must be version 2012-10-17 or greater."
VENDOR = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
COLON = "Actions/Condition can contain only one colon."
NO_ACTIONS = "Policy statement must contain actions."
NO_RESOURCES = "Policy statement must contain resources."
SIDS = "Statement IDs (SID) in a single policy must be unique."


def statement(**changes: Json) -> dict[str, Any]:
    """Change a plain statement; an element that becomes `...` is left out."""
    plain = {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": BUCKET}
    return {name: value for name, value in {**plain, **changes}.items() if value is not ...}


def policy(*statements: Json, **changes: Json) -> dict[str, Any]:
    """Wrap statements; one stands alone, as in the recorded documents."""
    whole = {
        "Version": "2012-10-17",
        "Statement": statements[0] if len(statements) == 1 else list(statements),
    }
    return {name: value for name, value in {**whole, **changes}.items() if value is not ...}


def one(**changes: Json) -> dict[str, Any]:
    """Make a policy of one changed statement."""
    return policy(statement(**changes))


def where(condition: Json) -> dict[str, Any]:
    """Make a policy with a condition."""
    return one(Condition=condition)


REFUSED: list[tuple[str, Any, str]] = [
    ("no JSON", "This is not a json document", SYNTAX),
    ("no Version", policy(statement(), Version=...), VERSION),
    ("the old Version", policy(statement(), Version="2008-10-17"), VERSION),
    ("a Version that never was", policy(statement(), Version="2013-10-17"), SYNTAX),
    ("no Statement", {"Version": "2012-10-17"}, SYNTAX),
    ("text for a statement", policy(Statement=["afd"]), SYNTAX),
    ("a stranger beside Statement", policy(statement(), **{"Extra field": "value"}), SYNTAX),
    ("a stranger in a statement", one(**{"Extra field": "value"}), SYNTAX),
    ("a list for Id", policy(statement(), Id=["cd3a324d"]), SYNTAX),
    ("an object for Id", policy(statement(), Id={}), SYNTAX),
    ("an unknown Effect", one(Effect="invalid"), SYNTAX),
    ("an action without service", one(Action="invalid"), VENDOR),
    ("an empty NotAction", one(Action=..., NotAction=""), VENDOR),
    ("a space in the service", one(Action="a a:ListBucket"), "Vendor a a is not valid"),
    ("two colons in an action", one(Action="s3:List:Bucket"), COLON),
    (
        "two colons in the second statement",
        policy(statement(Action="s3s:ListBucket"), statement(Action="s:3s:ListBucket")),
        COLON,
    ),
    (
        "a resource that is no ARN",
        one(Resource="invalid resource"),
        'Resource invalid resource must be in ARN format or "*".',
    ),
    ("an empty resource", one(Resource=""), 'Resource  must be in ARN format or "*".'),
    (
        "a resource without colon beside a bad action",
        one(Action="s:3:ListBucket", Resource="sdfsadf"),
        'Resource sdfsadf must be in ARN format or "*".',
    ),
    (
        "a listed resource without colon",
        one(Resource=["adf"]),
        'Resource adf must be in ARN format or "*".',
    ),
    (
        "a resource of two parts",
        one(Resource="a:bsdfdsafsad"),
        'Partition "bsdfdsafsad" is not valid for resource "arn:bsdfdsafsad:*:*:*:*".',
    ),
    (
        "a resource of three parts",
        one(Resource="a:b:cadfsdf"),
        'Partition "b" is not valid for resource "arn:b:cadfsdf:*:*:*".',
    ),
    (
        "a resource of eight parts",
        one(Resource="a:b:c:d:e:f:g:h"),
        'Partition "b" is not valid for resource "arn:b:c:d:e:f:g:h".',
    ),
    (
        "an ARN without its first part",
        one(Resource="aws:s3:::example_bucket"),
        'Partition "s3" is not valid for resource "arn:s3:::example_bucket:*".',
    ),
    (
        "an unknown partition, twice",
        one(Resource=["arn:error:s3:::example_bucket", "arn:error:s3::example_bucket"]),
        'Partition "error" is not valid for resource "arn:error:s3:::example_bucket".',
    ),
    ("no statements", policy(Statement=[]), SYNTAX),
    ("no Resource", one(Resource=...), NO_RESOURCES),
    ("an empty Resource", one(Resource=[]), NO_RESOURCES),
    ("a bad action and no Resource", one(Action="invalid", Resource=...), VENDOR),
    ("no Action", one(Action=...), NO_ACTIONS),
    ("no Effect", one(Effect=...), SYNTAX),
    ("an Effect only", one(Action=..., Resource=...), NO_ACTIONS),
    ("an empty Action", one(Action=[]), NO_ACTIONS),
    ("a first statement of Effect only", policy({"Effect": "Deny"}, statement()), NO_ACTIONS),
    (
        "an IAM resource without type",
        one(Resource="arn:aws:iam:::example_bucket"),
        'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, '
        "instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, "
        "oidc-provider/, report/, access-report/.",
    ),
    ("a colon too few", one(Resource="arn:aws:s3::example_bucket"), LEGACY),
    ("a colon too few, no Action", one(Action=..., Resource="arn:aws:s3::example_bucket"), LEGACY),
    (
        "an ARN of two parts",
        one(Resource="arn:aws"),
        "Resource vendor must be fully qualified and cannot contain regexes.",
    ),
    ("an object for Resource", one(Resource={"a": BUCKET}), SYNTAX),
    ("an object in Resource", one(Effect="Deny", Resource=["adfdf", {}]), SYNTAX),
    ("an empty NotResource beside Resource", one(NotResource=[]), SYNTAX),
    ("a list in Action", one(Effect="Deny", Action=[[]]), SYNTAX),
    ("an empty Action beside NotAction", one(NotAction="s3s:ListBucket", Action=[]), SYNTAX),
    ("an object for Action", one(Action={}), SYNTAX),
    ("a list for Condition", where([]), SYNTAX),
    ("text for Condition", where("a"), SYNTAX),
    ("text for the keys of an unknown operator", where({"a": "b"}), SYNTAX),
    ("text for the keys", where({"DateGreaterThan": "b"}), SYNTAX),
    ("a list for the keys", where({"DateGreaterThan": []}), SYNTAX),
    ("an object for a value", where({"DateGreaterThan": {"a": {}}}), SYNTAX),
    (
        "an object for a value, no Action",
        one(Action=..., Condition={"DateGreaterThan": {"a": {}}}),
        SYNTAX,
    ),
    ("an unknown operator", where({"x": {"a": "1"}}), SYNTAX),
    (
        "two colons in an operator",
        where({"ForAnyValue::StringEqualsIfExists": {"a": "asf"}}),
        SYNTAX,
    ),
    (
        "a list around the condition",
        where([{"ForAllValues:StringEquals": {"aws:TagKeys": "Department"}}]),
        SYNTAX,
    ),
    (
        "a Region in an IAM ARN",
        one(Resource="arn:aws:iam:us-east-1::example_bucket"),
        "IAM resource arn:aws:iam:us-east-1::example_bucket cannot contain region information.",
    ),
    (
        "a Region in a bucket ARN",
        one(Resource="arn:aws:s3:us-east-1::example_bucket"),
        "Resource arn:aws:s3:us-east-1::example_bucket can not contain region information.",
    ),
    ("an object for Sid", one(Sid={}), SYNTAX),
    ("a list for Sid", one(Sid=[]), SYNTAX),
    ("a Sid twice", policy(statement(Sid="sdf"), {"Sid": "sdf", "Effect": "Allow"}), SIDS),
    (
        "a Sid twice, no Version",
        policy(statement(Sid="sdf"), {"Sid": "sdf", "Effect": "Allow"}, Version=...),
        VERSION,
    ),
    ("Action and NotAction", one(NotAction="s3:ListBucket", Action="iam:dsf"), SYNTAX),
    ("Resource and NotResource", one(NotResource="*"), SYNTAX),
    ("Effect in the wrong case", one(Effect="denY"), LEGACY),
    ("a word for a date", where({"DateGreaterThan": {"a": "sdfdsf"}}), LEGACY),
    (
        "a word for a date, no Version",
        policy(statement(Condition={"DateGreaterThan": {"a": "sdfdsf"}}), Version=...),
        VERSION,
    ),
    (
        "Effect in the wrong case, no Version",
        policy(statement(Effect="denY"), Version=...),
        VERSION,
    ),
    (
        "a word for a date and nothing else",
        one(Action=..., Resource=..., Condition={"DateGreaterThan": {"a": "sdfdsf"}}),
        LEGACY,
    ),
    ("an ARN without service", one(Resource="arn:aws::::example_bucket"), LEGACY),
    (
        "a small Effect beside a Region in a bucket ARN",
        one(Effect="allow", Action=..., Resource="arn:aws:s3:us-east-1::example_bucket"),
        LEGACY,
    ),
    (
        "a small Effect beside a repeated Sid",
        policy(statement(Sid="sdf", Effect="aLLow"), {"Sid": "sdf", "Effect": "Allow"}),
        LEGACY,
    ),
    (
        "a colon too few in NotResource",
        one(Resource=..., NotResource="arn:aws:s3::example_bucket"),
        LEGACY,
    ),
    ("a thirteenth month", where({"DateLessThanEquals": {"a": "234-13"}}), LEGACY),
    (
        "an offset of one digit",
        where({"DateLessThanEquals": {"a": "2016-12-13t2:00:00.593194+1"}}),
        LEGACY,
    ),
    (
        "a fraction of ten digits",
        where({"DateLessThanEquals": {"a": "2016-12-13t2:00:00.1999999999+10:59"}}),
        LEGACY,
    ),
    ("seconds beyond 64 bits", where({"DateLessThan": {"a": "9223372036854775808"}}), LEGACY),
    (
        "a word for a date beside an unknown partition",
        one(
            Resource="arn:error:s3:::example_bucket",
            Condition={"DateGreaterThan": {"a": "sdfdsf"}},
        ),
        LEGACY,
    ),
    ("an empty service and two colons", one(Resource="arn:aws::fdsasf"), LEGACY),
]

ACCEPTED: list[tuple[str, Any]] = [
    ("one resource in a list", one(Resource=[BUCKET])),
    ("spaces in the name of an action", one(Action="iam: asdf safdsf af ")),
    ("* among resources", one(Resource=[BUCKET, "*"])),
    ("* for all actions", one(Action="*")),
    ("a list of one statement", policy(Statement=[statement()])),
    (
        "two dates",
        where(
            {
                "DateGreaterThan": {"aws:CurrentTime": "2017-07-01T00:00:00Z"},
                "DateLessThan": {"aws:CurrentTime": "2017-12-31T23:59:59Z"},
            }
        ),
    ),
    ("a hyphen in service and action", one(Action="service-prefix:action-name", Resource="*")),
    ("an action that the service has not", one(Action="fsx:ListBucket")),
    ("an IAM user without account", one(Resource="arn:aws:iam:::user/example_bucket")),
    ("a service that is not", one(Resource="arn:aws:s33:::example_bucket")),
    ("an ARN of three parts", one(Resource="arn:aws:fdsasf")),
    ("an empty condition", where({})),
    ("a set operator", where({"ForAllValues:StringEquals": {"aws:TagKeys": "Department"}})),
    ("a Region where one may be", one(Resource="arn:aws:cloudwatch:us-east-1::example_bucket")),
    ("an EC2 Region", one(Resource="arn:aws:ec2:us-east-1::example_bucket")),
    ("an unknown service", one(Resource="arn:aws:invalid-service:::example_bucket")),
    ("a Region of an unknown service", one(Resource="arn:aws:invalid-service:us-east-1::example")),
    ("an operator without keys", where({"DateGreaterThan": {}})),
    ("a key without values", where({"DateGreaterThan": {"a": []}})),
    ("an unknown operator without keys", where({"a": {}})),
    ("a long Sid", one(Sid="dsfsdfsdfsdfsdfsadfsd")),
    (
        "tags and a set of tag keys",
        policy(
            statement(Sid="ConsoleDisplay", Action=["iam:GetRole", "iam:ListUserTags"], Resource="*"),
            statement(
                Sid="AddTag",
                Action=["iam:TagUser", "iam:TagRole"],
                Resource="*",
                Condition={
                    "StringEquals": {"aws:RequestTag/CostCenter": ["A-123", "B-456"]},
                    "ForAllValues:StringEquals": {"aws:TagKeys": "CostCenter"},
                },
            ),
        ),
    ),
    ("NotAction", one(Action=..., NotAction="s3:ListBucket")),
    (
        "NotResource",
        one(
            Effect="Deny",
            Action="s3:*",
            Resource=...,
            NotResource=["arn:aws:s3:::HRBucket/Payroll", "arn:aws:s3:::HRBucket/Payroll/*"],
        ),
    ),
    ("a text for Id", policy(statement(), Id="sdfsdfsdf")),
    ("a long service", one(Action="aaaaaadsfdsafsadfsadfaaaaa:ListBucket")),
    ("a hyphen in the service", one(Action="s3-s:ListBucket")),
    ("a dot in the service", one(Action="s3.s:ListBucket")),
    (
        "NotAction and NotResource",
        one(Action=..., NotAction="s3:ListBucket", Resource=..., NotResource="*"),
    ),
    ("a Sid and none", policy(statement(Sid="sdf"), statement())),
    ("a year and T", where({"DateGreaterThan": {"a": "01T"}})),
    ("two unknown operators without keys", where({"x": {}, "y": {}})),
    ("IfExists", where({"StringEqualsIfExists": {"a": "asf"}})),
    ("a set operator with IfExists", where({"ForAnyValue:StringEqualsIfExists": {"a": "asf"}})),
    ("a date of UTC", where({"DateLessThanEquals": {"a": "2019-07-01T13:20:15Z"}})),
    (
        "a date with fraction and offset",
        where({"DateLessThanEquals": {"a": "2016-12-13T21:20:37.593194+00:00"}}),
    ),
    (
        "a date with a small t and an offset of hours",
        where({"DateLessThanEquals": {"a": "2016-12-13t2:00:00.593194+23"}}),
    ),
    ("a negative number for a date", where({"DateLessThan": {"a": "-292275054"}})),
    ("words for Region and account", one(Resource="arn:aws:ec2:region:account-id:instance/*")),
    ("a wildcard account", one(Resource="arn:aws:dynamodb:*:*:table/MyTable")),
    ("a policy variable", one(Resource="arn:aws:iam::*:user/${aws:username}")),
    (
        "a policy variable with a slash",
        one(Resource="arn:aws:s3:::b/cognito/app/${cognito-identity.amazonaws.com:sub}/*"),
    ),
    (
        "an empty text among values",
        where({"StringLike": {"s3:prefix": ["", "home/", "home/${aws:userid}/*"]}}),
    ),
    (
        "an ARN as a value",
        where({"ArnEquals": {"ec2:SourceInstanceARN": "arn:aws:ec2:*:*:instance/instance-id"}}),
    ),
    ("an empty Sid twice", policy(statement(Sid=""), statement(Sid=""))),
    (
        "access points, which have a Region",
        one(
            Resource=[
                "arn:aws:s3:us-west-2:123456789012:accesspoint/my-access-point",
                "arn:aws:s3:us-west-2:123456789012:accesspoint/my-access-point/object/*",
            ]
        ),
    ),
]


@pytest.mark.parametrize(
    ("document", "answer"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_iam_refused_it_and_so_do_we(document: Json, answer: str) -> None:
    """A document that CreatePolicy refused is refused, in CreatePolicy's words."""
    text = document if isinstance(document, str) else json.dumps(document, indent=2)
    errors = parse_document(text, "policy.json", "identity").errors
    assert [error for error in errors if error.message.startswith(answer)], errors


@pytest.mark.parametrize("document", [row[1] for row in ACCEPTED], ids=[row[0] for row in ACCEPTED])
def test_iam_accepted_it_and_so_do_we(document: Json) -> None:
    """A document that CreatePolicy accepted has no error."""
    assert parse_document(json.dumps(document), "policy.json", "identity").errors == ()
