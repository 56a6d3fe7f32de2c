"""The words that generated policies and requests are made of."""

from __future__ import annotations

HOME = "111122223333"
OTHER = "444455556666"

CALLERS = {
    "user": [f"arn:aws:iam::{HOME}:user/alice", f"arn:aws:iam::{HOME}:user/staff/carol"],
    "role": [f"arn:aws:iam::{HOME}:role/deploy", f"arn:aws:iam::{HOME}:role/team/deploy"],
    "session": [
        f"arn:aws:sts::{HOME}:assumed-role/deploy/ci-1",
        f"arn:aws:sts::{HOME}:assumed-role/deploy/alice",
        f"arn:aws:sts::{HOME}:assumed-role/AWSServiceRoleForX/ci-1",
    ],
    "federated": [f"arn:aws:sts::{HOME}:federated-user/alice"],
    "root": [f"arn:aws:iam::{HOME}:root"],
    "service": ["lambda.amazonaws.com"],
    "anonymous": ["anonymous"],
    "provider": [f"arn:aws:iam::{HOME}:saml-provider/idp"],
}

PRINCIPAL_ELEMENTS: list[tuple[str, str]] = [
    ("AWS", "*"),
    ("AWS", HOME),
    ("AWS", f"arn:aws:iam::{HOME}:root"),
    ("AWS", f"arn:aws:iam::{OTHER}:root"),
    *(("AWS", arn) for kind in ("user", "role", "session", "federated") for arn in CALLERS[kind]),
    ("Service", "lambda.amazonaws.com"),
    ("Service", "ec2.amazonaws.com"),
    ("Federated", f"arn:aws:iam::{HOME}:saml-provider/idp"),
]

RESOURCES = {
    "s3:GetObject": ["arn:aws:s3:::data/alpha/x", "arn:aws:s3:::data/beta/y:z", "arn:aws:s3:::home/alice/a"],
    "s3:PutObject": ["arn:aws:s3:::data/alpha/x", "arn:aws:s3:::data/carol/b", "arn:aws:s3:::home/alice/a"],
    "s3:ListBucket": ["arn:aws:s3:::data", "arn:aws:s3:::home"],
    "iam:CreateAccessKey": CALLERS["user"],
    "iam:GetRole": CALLERS["role"],
    "ec2:DescribeInstances": ["*"],
    "ec2:StopInstances": [
        f"arn:aws:ec2:eu-west-1:{HOME}:instance/i-0a",
        f"arn:aws:ec2:us-east-1:{HOME}:instance/i-1b",
    ],
    "dynamodb:GetItem": [
        f"arn:aws:dynamodb:eu-west-1:{HOME}:table/prod-a",
        f"arn:aws:dynamodb:us-east-1:{OTHER}:table/alpha",
    ],
    "logs:PutLogEvents": [
        f"arn:aws:logs:eu-west-1:{HOME}:log-group:/aws/alpha:log-stream:s",
        f"arn:aws:logs:eu-west-1:{HOME}:log-group:/aws/alpha",
    ],
    "sts:AssumeRole": CALLERS["role"],
    "sts:AssumeRoleWithSAML": CALLERS["role"][:1],
    "kms:Decrypt": [f"arn:aws:kms:eu-west-1:{HOME}:key/1a"],
    "kms:ListKeys": ["*"],
    "sts:GetCallerIdentity": ["*"],
    "sts:GetSessionToken": ["*"],
}

ACTION_PATTERNS = [
    "*",
    "s3:*",
    "s3:Get*",
    "S3:getobject",
    "*:Get*",
    "iam:*",
    "s?:*",
    "sts:*",
    "kms:*",
    "ec2:*Instances",
]

KEYS = {
    "string": [
        "aws:PrincipalTag/team",
        "aws:ResourceTag/team",
        "aws:username",
        "aws:userid",
        "s3:prefix",
        "aws:PrincipalOrgID",
        "aws:ResourceOrgID",
    ],
    "set": ["aws:TagKeys", "aws:PrincipalOrgPaths", "aws:CalledVia"],
    "bool": ["aws:MultiFactorAuthPresent", "aws:ViaAWSService", "aws:SecureTransport"],
    "number": ["aws:MultiFactorAuthAge", "s3:max-keys"],
    "date": ["aws:CurrentTime", "aws:EpochTime", "aws:TokenIssueTime"],
    "address": ["aws:SourceIp"],
    "arn": ["aws:PrincipalArn", "aws:SourceArn"],
    "binary": ["example:Digest"],
}

VALUES = {
    "string": [
        "alpha",
        "beta",
        "Alpha",
        "alice",
        "carol",
        "alp",
        "a*",
        "alpha/x",
        "x:y",
        "*",
        "${}",
        "Straße",
        "",
    ],
    "set": ["alpha", "beta", "Alpha", "alice", "a*"],
    "bool": ["true", "false", "True", "yes"],
    "number": ["0", "5", "3600", "3600.0", "3599", "3600.5", "-1", "many"],
    "date": [
        "2026-01-15T12:00:00Z",
        "2026-01-15T13:00:00+01:00",
        "2026-01-15T12:00:00",
        "2026-01-15",
        "1768478400",
        "2026-01-15T12:00:01Z",
        "2026-01-15T12:00:00.5Z",
        "soon",
    ],
    "address": ["203.0.113.10", "10.0.0.1", "2001:db8::1", "203.0.114.1", "198.51.100.0"],
    "arn": [
        *CALLERS["user"],
        *CALLERS["role"],
        "arn:aws:sns:eu-west-1:111122223333:topic:alpha",
        f"arn:aws:iam::{HOME}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
        "alpha",
    ],
    "binary": ["YWxwaGE=", "YmV0YQ==", "!"],
}
"""What requests carry."""

ODD = {"number": ["many", "many"], "date": ["soon", "soon"], "string": ["a*"], "arn": ["alpha"]}
"""Values that deserve more than their share: they are none of their kind, or look like patterns."""

RANGES = {
    "number": ["0", "5", "3600", "3600.0", "-1"],
    "date": VALUES["date"][:-1],
    "address": [
        "203.0.113.0/24",
        "203.0.113.10",
        "10.0.0.0/8",
        "2001:db8::/32",
        "0.0.0.0/0",
        "198.51.100.7/32",
    ],
    "bool": ["true", "false", "TRUE"],
    "binary": ["YWxwaGE=", "YmV0YQ=="],
}
"""What policies ask for, where it is not a pattern."""

OPERATORS = {
    "string": [
        "StringEquals",
        "StringNotEquals",
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        "StringLike",
        "StringNotLike",
    ],
    "bool": ["Bool"],
    "number": [
        f"Numeric{name}"
        for name in ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")
    ],
    "date": [
        f"Date{name}"
        for name in ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")
    ],
    "address": ["IpAddress", "NotIpAddress"],
    "arn": ["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"],
    "binary": ["BinaryEquals"],
}
OPERATORS["set"] = OPERATORS["string"]

COMMON_VARIABLES = ["${aws:username}", "${aws:PrincipalTag/team}", "${aws:PrincipalTag/team, 'alpha'}"]
VARIABLES = [
    "${aws:username}",
    "${aws:PrincipalTag/team}",
    "${AWS:PRINCIPALTAG/TEAM}",
    "${aws:PrincipalTag/team, 'alpha'}",
    "${aws:ResourceTag/team}",
    "${aws:userid}",
    "${aws:PrincipalOrgID}",
    "${aws:TagKeys}",
    "${*}",
    "${?}",
    "${$}",
]
