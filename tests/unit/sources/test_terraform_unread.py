"""What a plan leaves out, and what is in a form or a type that is not read: each is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.sources.defaults import Defaults
from mfagate.subjects.files import documents_of_file

from .reading import GUARD, allow, at, subjects, written
from .test_terraform import block, plan
from .test_terraform_edges import READ_ONLY, configured, role, said

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

OTHER = "This Terraform file is not a readable plan or state"
CONFIGURATION = "This is Terraform configuration"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ({"encrypted_data": "AA", "encryption_version": "v0"}, OTHER),
        ({"version": 3, "terraform_version": "0.11.14", "modules": []}, OTHER),
        ({"version": 3, "terraform_version": "1.5.7", "backend": {}}, OTHER),
        ({"format_version": "1.0", "valid": True}, OTHER),
        ('{"@level":"info","@message":"Terraform 1.5.7"}\n{"@level":"info"}\n', OTHER),
        ('[command]/home/terraform-bin show -json p\n{"format_version":"1.2"}\n', OTHER),
        ("PK\x03\x04", OTHER),
        ({"//": {}, "terraform": {}, "resource": {"aws_iam_role": {"r": {}}}}, CONFIGURATION),
        ('# roles\nresource "aws_iam_role" "r" {}\n', CONFIGURATION),
    ],
)
def test_another_form_is_reported_in_one_line(tmp_path: Path, text: Json, says: str) -> None:
    """What is of Terraform, but not what terraform show -json prints, is said with what to give instead."""
    path = written(tmp_path, text, "file.json")
    (document,) = documents_of_file(path, path.name, Defaults()).documents
    (error,) = document.errors
    assert error.message.startswith(says)
    assert "terraform show -json" in error.message
    assert (error.line, error.column, error.code) == (1, 1, "input-form")


@pytest.mark.parametrize(
    "made",
    [
        {"format_version": "1.0"},
        {"format_version": "1.2", "terraform_version": "1.10.0", "planned_values": {"root_module": {}}},
        {"format_version": "1.2", "planned_values": None, "resource_changes": None, "prior_state": None},
        {"version": 4, "terraform_version": "1.5.7", "resources": []},
        {"version": 4, "terraform_version": "1.5.7", "lineage": ""},
    ],
)
def test_what_holds_nothing_holds_no_document(tmp_path: Path, made: dict[str, Any]) -> None:
    """An empty state and a plan that destroys all are read, and have no subject."""
    assert subjects(written(tmp_path, made)) == {}


@pytest.mark.parametrize(
    ("change", "name", "says"),
    [
        ({"errored": True}, "the plan", "the plan stopped with an error"),
        (
            {
                "deferred_changes": [
                    {"resource_change": {"address": "aws_iam_role.x", "type": "aws_iam_role"}}
                ]
            },
            "aws_iam_role.x",
            "aws_iam_role.x is deferred to a later plan",
        ),
        (
            {
                "configuration": {
                    "root_module": {
                        "module_calls": {
                            "m": {
                                "module": {
                                    "resources": [{"mode": "managed", "type": "aws_iam_user", "name": "u"}]
                                }
                            }
                        }
                    }
                }
            },
            "module.m.aws_iam_user.u",
            "module.m.aws_iam_user.u is in the configuration",
        ),
    ],
)
def test_a_plan_that_is_not_whole_is_an_error(
    tmp_path: Path, change: dict[str, Any], name: str, says: str
) -> None:
    """What it leaves out could be anything, so it is an error, though the rest is judged."""
    found = subjects(
        written(tmp_path, {**plan(block("aws_iam_policy", "p", {"policy": json.dumps(GUARD)})), **change})
    )
    assert list(found) == [name, "aws_iam_policy.p"]
    (unknown,) = found[name].all_unknowns
    assert unknown.severity == "error"
    assert unknown.message.startswith(says)
    assert unknown.identity == name


@pytest.mark.parametrize(
    "resource",
    [
        {"type": "aws_iam_user", "name": "u", "mode": "managed", "count_expression": {}},
        {"type": "aws_iam_user", "name": "u", "mode": "managed", "for_each_expression": {}},
        {
            "type": "aws_iam_user",
            "name": "u",
            "mode": "managed",
            "expressions": {"tags": [{"name": {"references": ["each.key"]}}]},
        },
        {"type": "aws_iam_user", "name": "u", "mode": "data"},
        {"type": "aws_instance", "name": "u", "mode": "managed"},
        {"type": "aws_kms_key", "name": "u", "mode": "managed", "expressions": {}},
    ],
)
def test_what_need_not_be_in_a_plan_is_not_missed(tmp_path: Path, resource: dict[str, Any]) -> None:
    """There may be no instance of what is counted, and what holds no policy does not matter."""
    made = {**plan(role()), "configuration": {"root_module": {"resources": [resource]}}}
    assert list(subjects(written(tmp_path, made))) == ["aws_iam_role.r/trust"]


def test_a_plan_that_says_that_it_is_complete_is_taken_at_its_word(tmp_path: Path) -> None:
    """Terraform 1.8 and later say so; what the plan lacks then comes to no instance."""
    resource = {"type": "aws_iam_user", "name": "u", "mode": "managed"}
    made = {**plan(role()), "configuration": {"root_module": {"resources": [resource]}}}
    assert len(subjects(written(tmp_path, made))) == 2
    assert len(subjects(written(tmp_path, {**made, "complete": True}))) == 1
    partial = subjects(written(tmp_path, {**made, "complete": False}))
    assert {name: [one.severity for one in subject.all_unknowns] for name, subject in partial.items()} == {
        "the plan": ["warning"],
        "aws_iam_user.u": ["error"],
        "aws_iam_role.r/trust": [],
    }


def test_what_a_plan_deletes_is_no_subject(tmp_path: Path) -> None:
    """Nor is it missed, though the state from before has it."""
    before = block("aws_iam_policy", "p", {"policy": json.dumps(GUARD)})
    gone = {**before, "change": {"actions": ["delete"], "after": None}}
    made = {
        **configured(plan(role()), aws_iam_policy__p={}),
        "resource_changes": [gone],
        "prior_state": {"values": {"root_module": {"resources": [before]}}},
    }
    assert list(subjects(written(tmp_path, made))) == ["aws_iam_role.r/trust"]


def test_a_policy_where_none_is_read_is_reported(tmp_path: Path) -> None:
    """It is a warning with its place: what it lets people do is not known to matter."""
    made = plan(
        block("aws_vpc_endpoint", "e", {"policy": json.dumps(allow())}),
        block("aws_cloudformation_stack", "s", {"template_body": '{"Type": "AWS::IAM::Role"}'}),
        block("aws_instance", "i", {"user_data": '{"Statement": 1}', "tags": {"a": "b"}}),
        block("google_thing", "g", {"policy": json.dumps(allow())}),
    )
    path = written(tmp_path, made)
    found = subjects(path)
    assert {name: said(one)[0][1] for name, one in found.items()} == {
        "aws_vpc_endpoint.e": "policy of aws_vpc_endpoint.e contains policies",
        "aws_cloudformation_stack.s": "template_body of aws_cloudformation_stack.s contains policies",
    }
    assert all(one.is_left_out for one in found.values())
    (unknown,) = found["aws_vpc_endpoint.e"].all_unknowns
    assert (unknown.line, unknown.column) == at(path.read_text(encoding="utf-8"), '"{\\"Version')


CONTROL = "aws_cloudcontrolapi_resource"


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("awscc_iam_role", {"policies": [{"policy_document": json.dumps(allow())}]}),
        ("awscc_iam_user", {"user_name": "mallory", "managed_policy_arns": [READ_ONLY]}),
        ("awscc_iam_user_policy", {"user_name": "u", "policy_name": "p"}),
        ("awscc_sso_assignment", {}),
        (CONTROL, {"type_name": "AWS::IAM::User", "desired_state": "{}"}),
        (CONTROL, {"type_name": "AWS::SSO::PermissionSet"}),
        (CONTROL, {}),
    ],
)
def test_what_other_providers_make_of_iam_is_an_error(
    tmp_path: Path, kind: str, values: dict[str, Json]
) -> None:
    """It is not read, with a policy's text or without: it may give to anybody, or take from him."""
    path = written(tmp_path, plan(block(kind, "x", values)))
    (name, found), *others = subjects(path).items()
    assert (name, others, found.is_left_out) == (f"{kind}.x", [], False)
    assert [(one.severity, one.message) for one in found.all_unknowns] == [
        (
            "error",
            f"mfagate does not read the type of {kind}.x, so the access it gives is not judged",
        )
    ]
    assert found.all_unknowns[0].line > 1


@pytest.mark.parametrize(
    "one",
    [
        block("awscc_s3_bucket", "b", {"bucket_name": "b"}),
        block(CONTROL, "c", {"type_name": "AWS::Logs::LogGroup", "desired_state": "{}"}),
        block("awscc_iam_user", "u", {"user_name": "u"}, mode="data"),
        block("awscc_iam_oidc_provider", "o", {"url": "https://a"}),
    ],
)
def test_other_services_of_other_providers_are_not_reported(tmp_path: Path, one: dict[str, Any]) -> None:
    """A bucket, a log group, a provider and what is only looked up give nobody anything."""
    assert subjects(written(tmp_path, plan(one))) == {}


@pytest.mark.parametrize("values", [{"template_url": "https://a/b"}, {"template_body": None}, {}])
def test_a_stack_whose_template_is_elsewhere_is_reported(tmp_path: Path, values: dict[str, Json]) -> None:
    """It may hold policies, and nothing in the plan tells."""
    made = plan(
        block("aws_cloudformation_stack", "s", values),
        block("aws_cloudformation_stack_set", "plain", {"template_body": '{"Resources": {}}'}),
    )
    found = subjects(written(tmp_path, made))
    reported = [(name, one.severity, one.message) for name in found for one in found[name].all_unknowns]
    where = "the template of aws_cloudformation_stack.s"
    said = f"{where} is not in this file, so its policies are not judged"
    assert reported == [("aws_cloudformation_stack.s", "warning", said)]
