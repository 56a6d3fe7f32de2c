"""The rows of the posture as requests: who calls, and the keys that the credential fixes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PRESENT = "aws:MultiFactorAuthPresent"
AGE = "aws:MultiFactorAuthAge"
FIXED = (
    PRESENT,
    AGE,
    "aws:ViaAWSService",
    "aws:CalledVia",
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:username",
    "aws:userid",
    "aws:PrincipalArn",
    "aws:PrincipalAccount",
    "aws:PrincipalType",
    "aws:PrincipalIsAWSService",
    "aws:PrincipalServiceName",
    "aws:ResourceAccount",
    "aws:CurrentTime",
    "aws:EpochTime",
)
"""Keys that follow from the caller, the credential or the resource, and are not free to take any value."""


@dataclass(frozen=True)
class Row:
    """A credential; `flag` is its MFA flag, or None where the key is absent."""

    name: str
    kind: str
    flag: str | None
    via: bool = False


ROWS = (
    Row("console-without-mfa", "user", "false"),
    Row("console-with-mfa", "user", "true"),
    Row("api-key", "user", None),
    Row("session-without-mfa", "user", "false"),
    Row("session-with-mfa", "user", "true"),
    Row("role-session", "role", "false"),
    Row("federated", "sso", None),
    Row("forwarded-from-api-key", "user", "false", via=True),
    Row("ecr-from-api-key", "user", "false"),
)


@dataclass(frozen=True)
class Who:
    """The names that a request's caller has."""

    account: str
    name: str
    session: str
    path: str = ""

    @property
    def user(self) -> str:
        """Return the ARN of the user."""
        return f"arn:aws:iam::{self.account}:user/{self.path}{self.name}"


def principal(row: Row, who: Who) -> str:
    """Return the caller of a row."""
    if row.kind == "user":
        return who.user
    role = who.name if row.kind == "role" else f"AWSReservedSSO_{who.name}_0123456789abcdef"
    return f"arn:aws:sts::{who.account}:assumed-role/{role}/{who.session}"


def identity_keys(row: Row, who: Who) -> dict[str, Any]:
    """Return the keys that say who calls and how."""
    keys: dict[str, Any] = {
        "aws:PrincipalAccount": who.account,
        "aws:PrincipalIsAWSService": "false",
        "aws:ViaAWSService": "true" if row.via else "false",
    }
    if row.via:
        keys |= {"aws:CalledVia": ["cloudformation.amazonaws.com"]}
    if row.kind == "user":
        return keys | {
            "aws:username": who.name,
            "aws:userid": "AIDACKCEVSQ6C2EXAMPLE",
            "aws:PrincipalArn": who.user,
            "aws:PrincipalType": "User",
        }
    role = principal(row, who).split("/")[1]
    path = "" if row.kind == "role" else "aws-reserved/sso.amazonaws.com/"
    return keys | {
        "aws:userid": f"AROA00000000000000000:{who.session}",
        "aws:PrincipalArn": f"arn:aws:iam::{who.account}:role/{path}{role}",
        "aws:PrincipalType": "AssumedRole",
    }


def flag_keys(flag: str | None, age: str) -> dict[str, str]:
    """Return the MFA keys of a flag."""
    if flag is None:
        return {}
    return {PRESENT: flag, AGE: age} if flag == "true" else {PRESENT: flag}


def other_flags(age: str) -> list[dict[str, str]]:
    """Return every state of the flag: what the policies grant, they grant in one of them."""
    return [flag_keys(None, ""), flag_keys("false", ""), flag_keys("true", age)]
