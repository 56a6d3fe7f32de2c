"""Cases for `mfagate simulate`: documents, requests, and the lines that hold them."""

from __future__ import annotations

import json
from typing import Any

ACCOUNT = "111122223333"
ALICE = f"arn:aws:iam::{ACCOUNT}:user/alice"
REQUEST = {
    "principal": ALICE,
    "action": "s3:GetObject",
    "resource": "arn:aws:s3:::reports/q3.csv",
    "resource_account": ACCOUNT,
    "context": {},
}
ALLOW_ALL = {"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"}
ALLOW_EC2 = {"Sid": "Compute", "Effect": "Allow", "Action": "ec2:*", "Resource": "*"}
GUARD = {
    "Sid": "Guard",
    "Effect": "Deny",
    "NotAction": "iam:*",
    "Resource": "*",
    "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}},
}
WITHOUT_MFA = {"aws:MultiFactorAuthPresent": "false"}


def document(*statements: dict[str, Any], version: str = "2012-10-17") -> dict[str, Any]:
    """Return a policy document of these statements."""
    return {"Version": version, "Statement": list(statements)}


ALL = document(ALLOW_ALL)
EC2 = document(ALLOW_EC2)
GUARDED = document(ALLOW_ALL, GUARD)


def case(name: str, policies: dict[str, Any] | None = None, **request: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a case: by default everything is allowed, and alice reads an object of her account."""
    return {
        "id": name,
        "policies": {"identity": [ALL]} if policies is None else policies,
        "request": {**REQUEST, **request},
    }


def lines(*cases: object) -> str:
    """Return cases as lines of JSON; a text is taken as the line itself."""
    return "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in cases)


def answers(text: str) -> list[dict[str, Any]]:
    """Read the answers from what the command printed."""
    return [json.loads(line) for line in text.splitlines()]
