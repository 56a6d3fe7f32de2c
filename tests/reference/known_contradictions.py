"""Policies that a proof judged wrongly once: `check` does not make the claim again.

`reason` is what the proof did not try. Each has only an identity policy, but for `layers`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ACCOUNT = "111122223333"
GUARD = {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
TEAM = "${aws:PrincipalTag/team}"
ALL: dict[str, Any] = {"Effect": "Allow", "Action": "*", "Resource": "*"}


@dataclass(frozen=True)
class Known:
    """A policy set with a cell that is contradicted."""

    name: str
    reason: str
    row: str
    column: str
    statements: tuple[dict[str, Any], ...]
    layers: dict[str, Any] = field(default_factory=dict)
    state: str = "blocked"

    @property
    def policies(self) -> dict[str, Any]:
        """Return the policies as a case of `simulate` has them."""
        identity = {"Version": "2012-10-17", "Statement": list(self.statements)}
        empty = {"resource": None, "boundary": None, "session": None, "scp": None, "rcp": None}
        return {"identity": [identity], **empty, **self.layers}


def _document(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


KNOWN = (
    Known(
        "tag-in-resource-and-condition",
        "the value that a condition asks for, where a variable repeats it",
        "api-key",
        "services",
        (
            {
                "Effect": "Allow",
                "Action": "s3:*",
                "Resource": f"arn:aws:s3:::data/{TEAM}/*",
                "Condition": {"StringEquals": {"aws:PrincipalTag/team": ["alpha", "beta"]}},
            },
        ),
    ),
    Known(
        "tag-after-a-path-of-the-caller",
        "a caller under the path before a variable, with what its name has in the variable's place",
        "api-key",
        "services",
        (
            {
                "Effect": "Allow",
                "Action": "s3:*",
                "Resource": "*",
                "Condition": {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:user/staff/{TEAM}"}},
            },
        ),
    ),
    Known(
        "account-with-question-mark",
        "accounts that a pattern means",
        "api-key",
        "services",
        (
            {
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Resource": "arn:aws:iam::22223333444?:role/deploy",
            },
        ),
    ),
    Known(
        "log-stream",
        "a trailing wildcard over later colon parts",
        "api-key",
        "services",
        (
            {
                "Effect": "Allow",
                "Action": ["logs:PutLogEvents"],
                "Resource": "arn:aws:logs:*:*:log-group:/aws/lambda/f:*",
            },
        ),
    ),
    Known(
        "session-names",
        "session names that a condition tells apart",
        "role-session",
        "services",
        (
            {"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
            {
                "Effect": "Deny",
                "Action": "*",
                "Resource": "*",
                "Condition": {**GUARD, "StringNotLike": {"aws:userid": "*:ci-*"}},
            },
        ),
    ),
    Known(
        "several-values-plain-operators",
        "several values at once under plain operators",
        "api-key",
        "identity",
        tuple(
            [ALL]
            + [
                {
                    "Effect": "Deny",
                    "Action": "*",
                    "Resource": "*",
                    "Condition": {**GUARD, operator: {"aws:TagKeys": "pub*"}},
                }
                for operator in ("StringNotLike", "StringLike")
            ]
        ),
    ),
    Known(
        "users-by-resource",
        "users that Resource patterns tell apart",
        "api-key",
        "services",
        (
            {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::home/${aws:username}/*"},
            {"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:s3:::home/svc-*", "Condition": GUARD},
        ),
    ),
    Known(
        "template-with-open-account",
        "templates of the catalogue with `*` for the account",
        "api-key",
        "services",
        (
            {
                "Effect": "Allow",
                "Action": "backup:DeleteRecoveryPoint",
                "Resource": "arn:aws:backup:*:111122223333:recovery-point:*",
            },
        ),
    ),
    Known(
        "tag-across-layers",
        "a name in one layer, a variable in another",
        "api-key",
        "services",
        ({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::data/red/*"},),
        {
            "boundary": [
                _document({"Effect": "Allow", "Action": "s3:*", "Resource": f"arn:aws:s3:::data/{TEAM}/*"})
            ]
        },
    ),
    Known(
        "role-exempt-in-scp",
        "roles that an SCP names",
        "role-session",
        "services",
        (ALL,),
        {
            "scp": [
                [
                    _document(
                        ALL,
                        {
                            "Effect": "Deny",
                            "Action": "*",
                            "Resource": "*",
                            "Condition": {
                                **GUARD,
                                "ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/OrgAdmin"},
                            },
                        },
                    )
                ]
            ]
        },
    ),
    Known(
        "tag-in-resource-deny",
        "the value that a condition asks for, where a variable repeats it",
        "api-key",
        "services",
        (
            ALL,
            {
                "Effect": "Deny",
                "Action": "s3:*",
                "Resource": f"arn:aws:s3:::data/{TEAM}/*",
                "Condition": {**GUARD, "StringEquals": {"aws:PrincipalTag/team": ["red", "blue"]}},
            },
        ),
        state="open",
    ),
    Known(
        "user-path",
        "paths in user names",
        "api-key",
        "identity",
        (
            {
                "Effect": "Allow",
                "Action": "iam:CreateAccessKey",
                "Resource": f"arn:aws:iam::{ACCOUNT}:user/*/${{aws:username}}",
            },
            {
                "Effect": "Deny",
                "Action": "*",
                "NotResource": f"arn:aws:iam::{ACCOUNT}:user/staff/carol",
                "Condition": GUARD,
            },
        ),
    ),
    Known(
        "role-named-by-a-guard",
        "roles that an identity policy names",
        "role-session",
        "services",
        (
            ALL,
            {
                "Effect": "Deny",
                "Action": "s3:*",
                "Resource": "*",
                "Condition": {
                    **GUARD,
                    "ArnEquals": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:role/deploy"},
                },
            },
        ),
        state="open",
    ),
    Known(
        "age-of-the-sign-in",
        "ages of the MFA sign-in other than five seconds",
        "console-with-mfa",
        "services",
        (
            {
                "Effect": "Allow",
                "Action": "s3:*",
                "Resource": "*",
                "Condition": {"NumericGreaterThan": {"aws:MultiFactorAuthAge": "3600"}},
            },
        ),
    ),
)
