"""The account that documents name."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mfagate.policy.documents import parse_document
from mfagate.sources.defaults import DEFAULT_ACCOUNT
from mfagate.subjects.model import Subject
from mfagate.suite.inference import named_account

OURS, THEIRS = "111122223333", "444455556666"


def _policy(*resources: str) -> dict[str, Any]:
    return {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": list(resources)}]}


ASKED = {"StringEquals": {"sts:ExternalId": "x"}}


def _vendor(condition: object) -> dict[str, Any]:
    principal = {"AWS": f"arn:aws:iam::{THEIRS}:root"}
    return {"Statement": [{"Effect": "Allow", "Principal": principal, "Condition": condition}]}


@pytest.mark.parametrize(
    ("documents", "account"),
    [
        ([], DEFAULT_ACCOUNT),
        ([_policy("*", "arn:aws:s3:::b", "arn:aws:iam::accountid:user/x")], DEFAULT_ACCOUNT),
        ([_policy(f"arn:aws:iam::{OURS}:user/${{aws:username}}")], OURS),
        ([_policy(f"arn:aws:sqs:eu-west-1:{OURS}:jobs")], OURS),
        ([{"Statement": {"Principal": {"AWS": OURS}}}], OURS),
        ([_policy(f"arn:aws:iam::{THEIRS}:role/a", f"arn:aws:iam::{THEIRS}:role/b"), _policy(OURS)], THEIRS),
        (
            [
                _policy(f"arn:aws:iam::{THEIRS}:role/a", f"arn:aws:iam::{THEIRS}:role/b"),
                _policy(f"arn:aws:iam::{OURS}:mfa/*"),
            ],
            OURS,
        ),
        ([_policy(f"arn:aws:iam::{OURS}0:user/x", f"x{OURS}")], DEFAULT_ACCOUNT),
        ([None, 7, {"Statement": None}], DEFAULT_ACCOUNT),
        ([_vendor(ASKED)], DEFAULT_ACCOUNT),
        ([_vendor({"StringLike": {"STS:externalid": "*"}})], DEFAULT_ACCOUNT),
        ([_vendor({"StringEquals": {"aws:username": "x"}})], THEIRS),
        ([_vendor(["sts:ExternalId"])], THEIRS),
        ([_vendor(ASKED), _policy(f"arn:aws:sqs:eu-west-1:{OURS}:jobs")], OURS),
        ([{**_vendor(ASKED), "Id": f"arn:aws:iam::{OURS}:role/x"}], OURS),
        ([_vendor(ASKED), _vendor(None)], THEIRS),
    ],
)
def test_the_account_is_the_one_that_the_documents_name(documents: list[Any], account: str) -> None:
    """Users and devices are one's own, then what is named most often; an external id is for somebody else."""
    assert named_account(documents) == account


def test_a_given_account_overrides_the_named_one() -> None:
    """A config's account is the account, whatever the documents name."""
    text = json.dumps({"Version": "2012-10-17", **_policy(f"arn:aws:iam::{OURS}:user/x")})
    parts = {"identity[0]": parse_document(text, "a.json", "identity")}
    assert Subject("s", parts).as_input()["account"] == OURS
    assert Subject("s", parts, account=THEIRS).as_input()["account"] == THEIRS
