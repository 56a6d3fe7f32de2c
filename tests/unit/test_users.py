"""The user that documents name."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mfagate.policy.documents import parse_document
from mfagate.subjects.model import Subject
from mfagate.suite.inference import named_user

DEFAULT_USER = "alice"
IAM = "arn:aws:iam::111122223333"


def _trusts(*principals: str, effect: str = "Allow") -> dict[str, Any]:
    return {"Effect": effect, "Principal": {"AWS": list(principals)}, "Action": "sts:AssumeRole"}


def _means(*resources: str) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": "iam:*", "Resource": list(resources)}


@pytest.mark.parametrize(
    ("statements", "user"),
    [
        ([], DEFAULT_USER),
        ([_trusts(f"{IAM}:user/bob")], "bob"),
        ([_trusts(f"{IAM}:user/carol"), _trusts(f"{IAM}:user/bob")], "bob"),
        ([_trusts(f"{IAM}:user/bob", f"{IAM}:root")], DEFAULT_USER),
        ([_trusts(f"{IAM}:user/bob", "*")], DEFAULT_USER),
        ([_trusts(f"{IAM}:role/bob")], DEFAULT_USER),
        ([_trusts(f"{IAM}:user/bob", effect="Deny")], "bob"),
        ([_trusts(f"{IAM}:user/bob"), _trusts("*", effect="Deny")], "bob"),
        ([_trusts(f"{IAM}:root"), _trusts(f"{IAM}:user/bob", effect="Deny")], DEFAULT_USER),
        ([_means(f"{IAM}:user/bob", f"{IAM}:mfa/bob")], "bob"),
        ([_means(f"{IAM}:user/bob")], DEFAULT_USER),
        ([_means(f"{IAM}:user/${{aws:username}}", f"{IAM}:mfa/${{aws:username}}")], DEFAULT_USER),
    ],
)
def test_the_user_is_the_one_that_the_documents_name(statements: list[Any], user: str) -> None:
    """The only principal that is let in, or whose user and device the documents are about."""
    assert named_user([{"Statement": statements}, None]) == user
    assert named_user([{"Statement": statements[0] if len(statements) == 1 else statements}]) == user


def test_a_given_user_overrides_the_named_one() -> None:
    """A config's user is the user, whatever the documents name."""
    text = json.dumps({"Version": "2012-10-17", "Statement": [_trusts(f"{IAM}:user/bob")]})
    parts = {"resource": parse_document(text, "a.json", "trust")}
    assert Subject("s", parts).as_input()["user"] == "bob"
    assert Subject("s", parts, user="dan").as_input()["user"] == "dan"
    assert Subject("s", parts).as_input()["sample_user"] is True
    assert "sample_user" not in Subject("s", parts, user="dan").as_input()
