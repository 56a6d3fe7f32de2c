"""Inline policies may be of an older language than `CreatePolicy` takes, or not say which."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from .reading import documents, written
from .test_templates import template
from .test_terraform import block, plan

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json
    from mfagate.policy.documents import Document

OLD = {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}
SCP = "SERVICE_CONTROL_POLICY"
INLINE = {"PolicyName": "p", "PolicyDocument": OLD}


def reported(document: Document) -> tuple[list[str], list[str]]:
    """Return the codes of the errors and of the warnings of a document."""
    return [one.code for one in document.errors], [one.code for one in document.warnings]


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        ("IAM::Role", {"Policies": [INLINE]}),
        ("IAM::User", {"Policies": [INLINE]}),
        ("IAM::Policy", {**INLINE, "Users": ["alice"]}),
        ("IAM::UserPolicy", {**INLINE, "UserName": "alice"}),
        ("SSO::PermissionSet", {"InlinePolicy": OLD}),
        ("Serverless::Function", {"Policies": [OLD]}),
    ],
)
def test_an_inline_policy_of_a_template_needs_no_version(
    tmp_path: Path, kind: str, properties: dict[str, Json]
) -> None:
    """What AWS takes is no error; that variables do not work in it stays a warning."""
    found = documents(written(tmp_path, template(One=(kind, properties))))
    (document,) = (one for one in found.values() if one.value == OLD)
    assert reported(document)[0] == []
    assert "version" in reported(document)[1]


def test_a_managed_policy_of_a_template_needs_one(tmp_path: Path) -> None:
    """`CreatePolicy` refuses it."""
    found = documents(written(tmp_path, template(One=("IAM::ManagedPolicy", {"PolicyDocument": OLD}))))
    assert reported(found["One"])[0] == ["version"]


@pytest.mark.parametrize(
    ("kind", "values", "errors"),
    [
        ("aws_iam_user_policy", {"user": "alice", "name": "p", "policy": json.dumps(OLD)}, []),
        ("aws_iam_role", {"inline_policy": [{"name": "p", "policy": json.dumps(OLD)}]}, []),
        ("aws_iam_policy", {"name": "p", "policy": json.dumps(OLD)}, ["version"]),
        ("aws_organizations_policy", {"type": SCP, "content": json.dumps(OLD)}, ["version"]),
    ],
)  # fmt: skip
def test_an_inline_policy_of_a_plan_needs_no_version(
    tmp_path: Path, kind: str, values: dict[str, Json], errors: list[str]
) -> None:
    """Managed policies and those of an organization do."""
    found = documents(written(tmp_path, plan(block(kind, "x", values))))
    (document,) = (one for one in found.values() if one.value == OLD)
    assert reported(document)[0] == errors
