"""Replies of AWS's API that hold one policy."""

from __future__ import annotations

import json
import urllib.parse
from typing import TYPE_CHECKING

import pytest

from mfagate.policy.documents import load_document

from .reading import GUARD, documents, subjects, trust, written

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

SUMMARY = {"Type": "SERVICE_CONTROL_POLICY", "Name": "guard"}


@pytest.mark.parametrize(
    ("reply", "kind", "path"),
    [
        ({"PolicyVersion": {"Document": GUARD, "VersionId": "v1"}}, "identity", "$.PolicyVersion.Document"),
        ({"RoleName": "r", "PolicyName": "p", "PolicyDocument": GUARD}, "identity", "$.PolicyDocument"),
        (
            {"PolicyName": "p", "PolicyDocument": urllib.parse.quote(json.dumps(GUARD))},
            "identity",
            "$.PolicyDocument",
        ),
        (
            {"Role": {"RoleName": "r", "AssumeRolePolicyDocument": trust()}},
            "trust",
            "$.Role.AssumeRolePolicyDocument",
        ),
        ({"Policy": {"PolicySummary": SUMMARY, "Content": json.dumps(GUARD)}}, "scp", "$.Policy.Content"),
        ({"Policy": json.dumps({**trust(), "Id": "b"})}, "trust", "$.Policy"),
        ({"registryId": "1", "policyText": json.dumps(trust())}, "resource", "$.policyText"),
        ({"ARN": "a", "ResourcePolicy": json.dumps(trust())}, "resource", "$.ResourcePolicy"),
        ({"Attributes": {"Policy": json.dumps(trust())}}, "resource", "$.Attributes.Policy"),
        ({"Document": GUARD, "VersionId": "v1"}, "identity", "$.Document"),
        ({"policy": {"document": json.dumps(trust())}}, "resource", "$.policy.document"),
        ({"ResourcePolicy": {"Content": json.dumps(trust())}}, "resource", "$.ResourcePolicy.Content"),
    ],
)
def test_the_document_inside_is_read(tmp_path: Path, reply: Json, kind: str, path: str) -> None:
    """The subject is the file; errors are told with their path in the reply."""
    reported = json.dumps(reply).replace("2012-10-17", "2012-10-18")
    file = written(tmp_path, reported)
    (document,) = documents(file).values()
    assert document.kind == kind
    assert [error.path for error in document.errors] == [f"{path}.Version"]
    assert list(subjects(file)) == [""] or list(subjects(file)) == [file.name]


def test_a_policy_itself_is_no_reply(tmp_path: Path) -> None:
    """What has a Statement is a policy document, whatever else is in it."""
    (document,) = documents(written(tmp_path, {**GUARD, "PolicyDocument": GUARD})).values()
    assert [error.path for error in document.errors] == ["$.PolicyDocument"]


@pytest.mark.parametrize("reply", [{"PolicyVersion": {"Document": {}}}, {"Policy": 5}, {"Role": {}}, {}])
def test_a_reply_without_a_document_is_refused(tmp_path: Path, reply: Json) -> None:
    """It is refused as the policy document that it is not."""
    (document,) = documents(written(tmp_path, reply)).values()
    assert document.errors != ()


def test_with_its_kind_named_a_file_is_what_it_is(tmp_path: Path) -> None:
    """`validate --kind` holds the file itself to IAM's grammar, as IAM would answer it."""
    document = load_document(written(tmp_path, {"PolicyDocument": GUARD}), "identity")
    assert [error.path for error in document.errors] == ["$.PolicyDocument"]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ({"Users": [{"UserName": "a"}]}, "save the output of aws iam get-account-authorization-details"),
        ({"User": {"UserName": "a"}}, "save the output of aws iam get-account-authorization-details"),
        ({"PolicyNames": ["a"]}, "save the output of aws iam get-account-authorization-details"),
        ({"Roles": [{"RoleName": "a"}]}, "save the output of aws iam get-account-authorization-details"),
        ({"Policy": {"Arn": "a", "DefaultVersionId": "v1"}}, "save the output of aws iam get-policy-version"),
        ({"Policies": [{"Arn": "a"}]}, "save the output of aws iam get-policy-version or"),
        ({"TemplateBody": {"Resources": {}}}, "add --query TemplateBody"),
        ({"TemplateBody": "Resources: {}"}, "add --query TemplateBody"),
    ],
)
def test_a_reply_that_only_names_things_says_what_to_save(tmp_path: Path, reply: Json, words: str) -> None:
    """One error, with the command whose reply holds the policy."""
    (document,) = documents(written(tmp_path, reply)).values()
    (error,) = document.errors
    assert words in error.message
    assert error.code == "input-shape"


def test_the_roles_of_a_list_have_their_trust_policies(tmp_path: Path) -> None:
    """`aws iam list-roles` tells no more of a role; where it goes on, that is an error."""
    roles = [{"RoleName": name, "AssumeRolePolicyDocument": trust()} for name in ("a", "b")]
    found = subjects(written(tmp_path, {"Roles": roles, "IsTruncated": True, "Marker": "m"}))
    assert {name: one.kind for name, one in found.items()} == {
        "role/a/trust": "trust",
        "role/b/trust": "trust",
        "IsTruncated": "identity",
    }
    assert not found["IsTruncated"].judgeable
