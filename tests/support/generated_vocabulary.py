"""What generated cases are made of: callers, actions, resources, keys, values, operators."""

from __future__ import annotations

from typing import Any, TypeAlias

Json: TypeAlias = Any  # whatever JSON can say

HOME, AWAY = "111122223333", "444455556666"

PRINCIPALS = (
    *[f"arn:aws:iam::{HOME}:user/alice"] * 6,
    f"arn:aws:iam::{HOME}:user/team/bob",
    f"arn:aws:iam::{AWAY}:user/alice",
    *[f"arn:aws:sts::{HOME}:assumed-role/app/s1"] * 3,
    f"arn:aws:sts::{HOME}:assumed-role/app/s2",
    f"arn:aws:sts::{AWAY}:assumed-role/app/s1",
    f"arn:aws:sts::{HOME}:assumed-role/AWSReservedSSO_Dev_0123456789abcdef/alice",
    f"arn:aws:sts::{HOME}:assumed-role/AWSServiceRoleForECS/ecs",
    f"arn:aws:sts::{HOME}:federated-user/carol",
    f"arn:aws:iam::{HOME}:role/app",
    f"arn:aws:iam::{HOME}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
    f"arn:aws:iam::{HOME}:root",
    f"arn:aws:iam::{AWAY}:root",
    f"arn:aws:iam::{HOME}:saml-provider/Okta",
    "lambda.amazonaws.com",
    "ec2.amazonaws.com",
    "anonymous",
)
ODD_PRINCIPALS = ("alice", "", "arn:aws:iam::111122223333", "arn:aws:iam::*:root", "Anonymous")

# action, the resources that it may be about
TARGETS = (
    (
        "s3:GetObject",
        ("arn:aws:s3:::reports/q3.csv", "arn:aws:s3:::home/alice/a.txt", "arn:aws:s3:::home/*/x"),
    ),
    (
        "s3:PutObject",
        ("arn:aws:s3:::reports/2026/q3.csv", "arn:aws:s3:::a.b/${x}", "arn:aws:s3:::home/bob/[1]"),
    ),
    ("s3:ListBucket", ("arn:aws:s3:::reports", "arn:aws:s3:::home")),
    ("s3:ListAllMyBuckets", ("*",)),
    ("S3:getobject", ("arn:aws:s3:::reports/q3.csv", "arn:aws:s3:::Reports/q3.csv")),
    ("iam:CreateAccessKey", (f"arn:aws:iam::{HOME}:user/alice", f"arn:aws:iam::{HOME}:user/Alice")),
    ("iam:ChangePassword", (f"arn:aws:iam::{HOME}:user/alice",)),
    (
        "iam:EnableMFADevice",
        (f"arn:aws:iam::{HOME}:user/alice", f"arn:aws:iam::{HOME}:user/team/bob"),
    ),
    ("iam:DeactivateMFADevice", (f"arn:aws:iam::{HOME}:user/alice",)),
    ("iam:CreateVirtualMFADevice", (f"arn:aws:iam::{HOME}:mfa/alice",)),
    ("iam:ListMFADevices", (f"arn:aws:iam::{HOME}:user/alice", "*")),
    ("iam:GetRole", (f"arn:aws:iam::{HOME}:role/app",)),
    ("sts:AssumeRole", (f"arn:aws:iam::{HOME}:role/ops", f"arn:aws:iam::{AWAY}:role/ops")),
    ("sts:AssumeRoleWithSAML", (f"arn:aws:iam::{HOME}:role/ops",)),
    ("sts:GetSessionToken", ("*",)),
    ("sts:GetCallerIdentity", ("*",)),
    ("sts:GetFederationToken", (f"arn:aws:sts::{HOME}:federated-user/carol",)),
    (
        "kms:Decrypt",
        (
            f"arn:aws:kms:us-east-1:{HOME}:key/1234abcd",
            f"arn:aws:kms:us-east-1:{AWAY}:key/1234abcd",
        ),
    ),
    ("kms:ListKeys", ("*",)),
    ("ecr:GetAuthorizationToken", ("*",)),
    ("ecr:BatchGetImage", (f"arn:aws:ecr:us-east-1:{HOME}:repository/app",)),
    ("dynamodb:GetItem", (f"arn:aws:dynamodb:us-east-1:{HOME}:table/prod-orders",)),
    ("logs:PutLogEvents", (f"arn:aws:logs:us-east-1:{HOME}:log-group:app:log-stream:1",)),
    ("nosuch:Thing", ("*", "arn:aws:nosuch:us-east-1:111122223333:thing/1")),
)

ACTION_PATTERNS = (
    *["*"] * 6,
    *["s3:*", "iam:*", "sts:*"] * 2,
    "s3:Get*",
    "s3:?etObject",
    "S3:GETOBJECT",
    "s3:*Object",
    "iam:*MFA*",
    "iam:ChangePassword",
    "iam:CreateAccessKey",
    "iam:List*",
    "sts:GetSessionToken",
    "sts:AssumeRole*",
    "ecr:*",
    "kms:Decrypt",
    "*:Get*",
    "s?:*",
    "iam:ChangePasword",
    "s3:GetObject ",
    "s3:GetObject,PutObject",
    "dynamodb:[GP]etItem",
)
RESOURCE_PATTERNS = (
    *["*"] * 8,
    "arn:aws:s3:::reports/*",
    "arn:aws:s3:::reports",
    "arn:aws:s3:::re?orts/q?.csv",
    "arn:aws:s3:::home/${aws:username}/*",
    "arn:aws:s3:::home/${aws:PrincipalTag/team, 'alice'}/*",
    "arn:aws:s3:::home/${*}/*",
    "arn:aws:s3:::a.b/${$}{x}",
    "arn:aws:s3:::home/bob/[1]",
    "arn:aws:s3:::*/${aws:username}?a*",
    "arn:aws:s3:*",
    "arn:aws:s3",
    f"arn:aws:iam::{HOME}:user/${{aws:username}}",
    "arn:aws:iam::*:user/Alice",
    f"arn:aws:iam::{HOME}:mfa/*",
    f"arn:aws:iam::{HOME}:role/*",
    "arn:aws:kms:*:*:key/*",
    "arn:aws:dynamodb:*:table/prod-*",
    "arn:aws:dynamodb:us*3:table/prod-*",
    "arn:aws:dynamodb:us-east-1",
    f"arn:aws:ecr:us-east-?:{HOME}:repository/app",
    f"arn:aws:logs:us-east-1:{HOME}:log-group:*:1",
    "arn:*:s3:::*",
)
AWS_PRINCIPALS = (
    *["*"] * 3,
    HOME,
    AWAY,
    f"arn:aws:iam::{HOME}:root",
    f"arn:aws:iam::{HOME}:user/alice",
    f"arn:aws:iam::{HOME}:user/Alice",
    f"arn:aws:iam::{HOME}:user/*",
    f"arn:aws:iam::{HOME}:user/carol",
    f"arn:aws:iam::{HOME}:role/app",
    f"arn:aws:iam::{HOME}:role/team/app",
    f"arn:aws:sts::{HOME}:assumed-role/app/s1",
    f"arn:aws:sts::{HOME}:federated-user/carol",
    "AIDAEXAMPLEEXAMPLE01",
)

FLAG, AGE, VIA = "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge", "aws:ViaAWSService"
TEXT_KEYS = (
    "aws:username",
    "aws:PrincipalTag/team",
    "s3:prefix",
    "s3:ExistingObjectTag/Team",
    "aws:RequestedRegion",
)
SET_KEYS = ("aws:TagKeys", "aws:CalledVia")
BOOL_KEYS = (*[FLAG] * 6, VIA, VIA, "aws:SecureTransport")
TIME_KEYS = ("aws:CurrentTime", "aws:TokenIssueTime", "aws:EpochTime")
ARN_KEYS = ("aws:PrincipalArn", "aws:SourceArn")

TEXTS = (
    "red",
    "Red",
    "blue",
    "alice",
    "bob",
    "",
    "re*",
    "r?d",
    "a.b",
    "home/alice/",
    "*",
    "Zoë",
    "[a]",
    "us-east-1",
)
BOOLS = ("true", "false", "true", "false", "TRUE", "yes", "", "1")
NUMBERS = (
    "0",
    "10",
    "899",
    "900",
    "3599",
    "3600",
    "3601",
    "3600.0",
    "-1",
    "0.5",
    "ten",
    "",
    "1e3",
    "0x10",
    "007",
)
TIMES = (
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00",
    "2026-01-01",
    "2026-01",
    "2026",
    "2026-01-01T01:00:00+01:00",
    "2025-12-31T19:00:00-05:00",
    "2026-01-01T00:00:00.5Z",
    "2026-01-01T00:00Z",
    "1767225600",
    "1767225599",
    "999999999",
    "2026-02-30",
    "today",
    "",
)
ADDRESSES = (
    "203.0.113.9",
    "203.0.114.9",
    "10.0.0.1",
    "2001:db8::1",
    "2001:DB8::A",
    "AWS Internal",
    "203.0.113",
    "",
)
RANGES = (
    "203.0.113.0/24",
    "203.0.113.9",
    "0.0.0.0/0",
    "2001:db8::/32",
    "2001:db8::1",
    "::/0",
    "10.0.0.0/8",
)
ARNS = (
    f"arn:aws:iam::{HOME}:user/alice",
    f"arn:aws:iam::{HOME}:role/app",
    "arn:aws:sns:us-east-1:111122223333:alerts",
    "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt",
    "alerts",
    "arn:aws:sns",
    "",
)
ARN_PATTERNS = (
    *ARNS,
    f"arn:aws:iam::{HOME}:role/*",
    "arn:aws:iam::*:user/${aws:username}",
    "arn:aws:sns:*:alerts",
    "arn:aws:sns:*:*:al?rts",
    "arn:aws:someservice:*:111122223333:finance/*",
    "*",
)
BYTES = ("QUJD", "b3RoZXI=", "QmluYXJ5VmFsdWVJbkJhc2U2NA==", "not base64", "")
VARIABLES = (
    "${aws:username}",
    "${AWS:UserName}",
    "home/${aws:username}/*",
    "${aws:PrincipalTag/team}",
    "${aws:PrincipalTag/team, 'red'}",
    "${*}",
    "a${?}b${$}",
    "${aws:TagKeys}",
    "${aws:username",
    "${}",
)

STRING_OPERATORS = (
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
)
ORDERS = ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")
NUMERIC_OPERATORS = tuple(f"Numeric{order}" for order in ORDERS)
DATE_OPERATORS = tuple(f"Date{order}" for order in ORDERS)
ARN_OPERATORS = ("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike")
OPERATORS = (
    *STRING_OPERATORS,
    *NUMERIC_OPERATORS,
    *DATE_OPERATORS,
    *ARN_OPERATORS,
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "NotIpAddress",
    "Null",
)
BAD_OPERATORS = (
    "bool",
    "BoolIfExist",
    "StringEqual",
    "NullIfExists",
    "ForAnyValue::Bool",
    "forallvalues:Bool",
    "",
)

# how the names of operators start, keys that go with them, and policy values
FAMILIES: tuple[tuple[str, tuple[str, ...], tuple[Json, ...]], ...] = (
    ("String", (*TEXT_KEYS, *SET_KEYS), (*TEXTS, *VARIABLES[:6], 10, True)),
    ("Numeric", (AGE, "s3:max-keys"), (*NUMBERS, 10, 3600.0, -1)),
    ("Date", TIME_KEYS, (*TIMES, 1767225600)),
    ("Arn", ARN_KEYS, ARN_PATTERNS),
    ("IpAddress", ("aws:SourceIp",), RANGES),
    ("NotIpAddress", ("aws:SourceIp",), RANGES),
    ("BinaryEquals", ("example:Blob",), BYTES),
    ("Null", (*TEXT_KEYS, *SET_KEYS, *TIME_KEYS), ("true", "false", True, False)),
    ("Bool", BOOL_KEYS, (*BOOLS, True, False)),
)

ASSUMPTIONS = {
    "missing-variable-negated": ("matches", "no-match"),
    "for-any-value-if-exists": ("true", "false"),
    "get-session-token-deny": ("applies", "ignored"),
    "colon-crossing": ("last-in-segment", "never", "always"),
    "user-name-case": ("sensitive", "insensitive"),
    "unstated-resource-policy": ("denies", "agrees"),
}
