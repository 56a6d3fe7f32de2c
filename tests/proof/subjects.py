"""Subjects to divide: this repository's own, and some with what the classes must tell apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mfagate.config import load_config

ROOT = Path(__file__).parents[2]

_DENY = {"Effect": "Deny", "Action": "*", "Resource": "*"}
_NO_MFA = {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}

_MADE_UP: dict[str, list[dict[str, Any]]] = {
    "networks-and-tags": [
        {
            **_DENY,
            "Condition": {**_NO_MFA, "NotIpAddress": {"aws:SourceIp": ["10.0.0.0/8", "198.51.100.0/24"]}},
        },
        {
            **_DENY,
            "Action": "s3:*",
            "Resource": "arn:aws:s3:::prod-*/*",
            "Condition": {"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "3600"}},
        },
        {
            **_DENY,
            "Action": "ec2:*",
            "Resource": "arn:aws:ec2:us-*:*:instance/*",
            "Condition": {"StringLike": {"aws:PrincipalTag/team": ["ops-*", "*-admin"]}},
        },
    ],
    "many-services": [
        {**_DENY, "Action": ["*:Delete*", "iam:*Policy"], "Condition": _NO_MFA},
        {
            "Effect": "Deny",
            "NotAction": ["s3:Get*", "s3:?ist*", "*:Describe*"],
            "Resource": "*",
            "Condition": _NO_MFA,
        },
    ],
    "crossing-names": [
        {**_DENY, "Action": "iam:*", "Resource": "arn:aws:iam::*:user/ops-*", "Condition": _NO_MFA},
        {**_DENY, "Action": "iam:*", "Resource": "arn:aws:iam::*:user/*-admin", "Condition": _NO_MFA},
        {"Effect": "Allow", "Action": "iam:*", "Resource": "arn:aws:iam::*:user/${aws:username}"},
        {
            "Effect": "Deny",
            "Action": "iam:*",
            "NotResource": ["arn:aws:iam::*:mfa/*", "arn:aws:iam::*:role/app/*"],
        },
    ],
    "values": [
        {
            **_DENY,
            "Condition": {
                **_NO_MFA,
                "StringNotEqualsIfExists": {"aws:RequestedRegion": ["eu-west-1", "us-east-1"]},
                "NumericLessThan": {"s3:max-keys": ["10", "20"]},
            },
        },
        {**_DENY, "Condition": {"DateLessThan": {"aws:CurrentTime": "2026-06-01T00:00:00Z"}, **_NO_MFA}},
        {**_DENY, "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["keep", "owner"]}}},
    ],
}


def subjects() -> dict[str, dict[str, Any]]:
    """Return `input.subject` by name."""
    own = {subject.name: subject.as_input() for subject in load_config(ROOT / "mfagate.yaml").subjects}
    return own | {name: _subject(name, statements) for name, statements in _MADE_UP.items()}


def _subject(name: str, statements: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "kind": "identity",
        "account": "111122223333",
        "user": "alice",
        "profile": "strict",
        "assume": "allow-all",
        "policies": {
            "identity": [{"Version": "2012-10-17", "Statement": statements}],
            "resource": None,
            "boundary": None,
            "session": None,
        },
    }
