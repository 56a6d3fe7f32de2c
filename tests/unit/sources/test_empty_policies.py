"""A policy that is empty or no text at all is reported at its own place in the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from .reading import at, documents, written
from .test_terraform import block, plan

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = "Syntax errors in policy. The policy text is empty; expected a JSON value"
FORMS = {
    "plan.json": json.dumps(plan(block("aws_iam_policy", "p", {"name": "p", "policy": "HERE"})), indent=2),
    "template.json": json.dumps(
        {"Resources": {"P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": "HERE"}}}}
    ),
    "template.yaml": """\
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties: {PolicyDocument: "HERE"}
""",
    "account.json": json.dumps(
        {
            "UserDetailList": [
                {"UserName": "u", "UserPolicyList": [{"PolicyName": "p", "PolicyDocument": "HERE"}]}
            ]
        }
    ),
    "reply.json": json.dumps({"PolicyVersion": {"VersionId": "v1", "Document": "HERE"}}),
}


@pytest.mark.parametrize("name", FORMS)
def test_empty_policy_text_is_reported_where_it_is(tmp_path: Path, name: str) -> None:
    """The place is that of the quotes."""
    text = FORMS[name].replace("HERE", "")
    place = at(FORMS[name], '"HERE"')
    (document,) = documents(written(tmp_path, text, name)).values()
    assert [(one.line, one.column, one.message) for one in document.errors] == [(*place, EMPTY)]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("value", [" ", "\\t"])
def test_blank_policy_text_is_reported_where_it_is(tmp_path: Path, name: str, value: str) -> None:
    """The place is on the line of the text, at its quotes or just inside them."""
    line, column = at(FORMS[name], '"HERE"')
    (document,) = documents(written(tmp_path, FORMS[name].replace("HERE", value), name)).values()
    (error,) = document.errors
    assert (error.line, error.column - column in {0, 1}, error.message) == (line, True, EMPTY)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(("value", "what"), [("42", "a number"), ("true", "true"), ("[]", "a list")])
def test_policy_that_is_no_text_is_reported_where_it_is(
    tmp_path: Path, name: str, value: str, what: str
) -> None:
    """A reply of the API too is known by where its document should be."""
    text = FORMS[name].replace('"HERE"', value)
    (document,) = documents(written(tmp_path, text, name)).values()
    (error,) = document.errors
    assert (error.line, error.column) == at(FORMS[name], '"HERE"')
    assert error.message == f"Syntax errors in policy. The document is {what}; expected an object"


def test_broken_policy_text_is_called_a_policy_text_not_a_file(tmp_path: Path) -> None:
    """The file around it is whole."""
    (document,) = documents(written(tmp_path, FORMS["plan.json"].replace("HERE", "{"), "plan.json")).values()
    (error,) = document.errors
    assert error.message.startswith("Syntax errors in policy. The policy text ends inside")
