"""The partition that documents are about."""

from __future__ import annotations

import json

import pytest

from mfagate.policy.documents import parse_document
from mfagate.subjects.model import Subject
from mfagate.suite.inference import partition_replacements


@pytest.mark.parametrize(
    ("resources", "fillings"),
    [
        (["*"], {}),
        (["arn:aws:s3:::b", "arn:aws:iam::*:user/${aws:username}"], {}),
        (["arn:aws-cn:s3:::b", "arn:aws-cn:sqs:*:*:q"], {"arn:aws-cn:": "arn:aws:"}),
        (["arn:aws-us-gov:s3:::b"], {"arn:aws-us-gov:": "arn:aws:"}),
        (["arn:aws-cn:s3:::b", "arn:aws:s3:::b"], {}),
        (["arn:aws-cn:s3:::b", "arn:aws-us-gov:s3:::b"], {}),
        (["arn:${AWS::Partition}:s3:::b", "arn:*:s3:::b"], {}),
    ],
)
def test_documents_of_one_other_partition_are_read_as_if_of_aws(
    resources: list[str], fillings: dict[str, str]
) -> None:
    """Those of several are left as they are."""
    assert partition_replacements([{"Statement": [{"Resource": resources}]}]) == fillings


def test_the_rules_are_given_what_was_put() -> None:
    """The document itself stays as it is written."""
    guard = {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws-cn:s3:::b"}
    document = parse_document(json.dumps({"Version": "2012-10-17", "Statement": [guard]}), "a.json")

    (given,) = Subject("s", {"identity[0]": document}).policies()["identity"]

    assert given["Statement"][0]["Resource"] == "arn:aws:s3:::b"
    assert document.value["Statement"][0]["Resource"] == "arn:aws-cn:s3:::b"
