"""No policy is lost in silence: odd files, files of two forms, keys and names that appear twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from mfagate.sources.defaults import Defaults
from mfagate.sources.recognition import find_policies, search
from mfagate.subjects.files import document_of_file

from .reading import allow, subjects, written
from .test_terraform import block, plan

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

POLICY = json.dumps(allow())
NOT_READ = "this file is in a form that mfagate does not read, so its policies are not checked"
TEMPLATE = {"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}
ARN = "arn:aws:iam::111122223333:policy/G"


def nested(value: Any, depth: int) -> Any:  # noqa: ANN401 - any JSON
    """Return a value inside many objects."""
    for _ in range(depth):
        value = {"a": value}
    return value


def errors(path: Path) -> list[str]:
    """Return what is an error of a file, in its documents or as an unknown."""
    found = subjects(path).values()
    of_documents = [
        one.message for subject in found for part in subject.parts.values() for one in part.errors
    ]
    return [*of_documents, *(one.message for s in found for one in s.unknowns if one.severity == "error")]


@pytest.mark.parametrize(
    "value",
    [
        {"p": POLICY},
        {"p": quote(POLICY)},
        {"items": [{"configuration": json.dumps({"policy": POLICY})}]},
        {"p": {"type": "string", "value": POLICY}},
        nested(allow(), 45),
        {"guard": allow(), "admin": allow()},
    ],
)
def test_policy_anywhere_in_a_file_of_another_form_is_an_error(tmp_path: Path, value: Any) -> None:  # noqa: ANN401
    """As an object or as a text, in a folder too."""
    path = written(tmp_path, value)
    assert find_policies([tmp_path]) == [path]
    assert errors(path) == [NOT_READ]


@pytest.mark.parametrize("name", ["p.json", "p.JSON", "p.jsonc", "p.json5"])
@pytest.mark.parametrize("text", [json.dumps(POLICY), f"// no\n{POLICY}", f"{POLICY}\n{POLICY}\n"])
def test_policy_that_aws_would_reject_is_found_in_a_folder(tmp_path: Path, name: str, text: str) -> None:
    """A policy in a string, with a comment, or beside a second one is an error, not another file."""
    path = written(tmp_path, text, name)
    assert find_policies([tmp_path]) == [path]
    assert len(errors(path)) == 1


@pytest.mark.parametrize(
    ("value", "both"),
    [
        ({"UserDetailList": [], **TEMPLATE}, "a file of account details and a CloudFormation template"),
        ({"UserDetailList": [], **plan()}, "a file of account details and a Terraform plan or state"),
        ({**TEMPLATE, **plan()}, "a Terraform plan or state and a CloudFormation template"),
        ({**allow(), "UserDetailList": []}, "a file of account details and a policy document"),
        ({**allow(), **plan()}, "a Terraform plan or state and a policy document"),
        ({**allow(), **TEMPLATE}, "a CloudFormation template and a policy document"),
    ],
)
def test_file_of_two_forms_is_an_error(tmp_path: Path, value: Any, both: str) -> None:  # noqa: ANN401
    """Only one of them would be read."""
    (error,) = errors(written(tmp_path, value))
    assert error == f"This is both {both}; save them as two files"


def test_second_policy_of_a_reply_is_an_error(tmp_path: Path) -> None:
    """The first one is read; a config that names the file for a subject has the error too."""
    path = written(tmp_path, {"PolicyVersion": {"Document": allow("s3:Get*")}, "PolicyDocument": allow()})
    message = "mfagate does not read policies at this place of an AWS API response, so it is not checked"
    assert errors(path) == [message]
    named = document_of_file(path, path.name, "", "identity", Defaults())
    assert [(one.severity, one.message) for one in named.unknowns] == [("error", message)]


@pytest.mark.parametrize(
    "module",
    [
        {"resources": {"a": {"type": "aws_iam_policy", "values": {"policy": POLICY}}}},
        {"child_modules": {"a": {"resources": [{"type": "aws_iam_policy", "values": {"policy": POLICY}}]}}},
        [{"resources": [{"type": "aws_iam_policy", "values": {"policy": POLICY}}]}],
        {"resources": [{"type": "awsx_iam_policy", "values": {"policy": POLICY}}]},
        {"resources": [{"type": "aws_new_thing", "values": {"policy": allow()}}]},
    ],
)
def test_policy_at_an_odd_place_of_a_plan_is_an_error(tmp_path: Path, module: Any) -> None:  # noqa: ANN401
    """Where nothing else is read, the plan is not one without a policy."""
    path = written(tmp_path, {"format_version": "1.2", "planned_values": {"root_module": module}})
    said = "mfagate does not read policies at this place of a Terraform plan or state, so it is not checked"
    assert errors(path) == [said]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            plan(block("aws_x", "x", {"a": nested(POLICY, 50)})),
            "a of aws_x.x contains policies, which mfagate does not read there",
        ),
        (
            {"Resources": {"Q": {"Type": "AWS::SQS::Queue", "Properties": nested(allow(), 55)}}},
            "mfagate does not read policies in AWS::SQS::Queue, so this one is not judged",
        ),
    ],
)
def test_policy_deep_in_a_resource_that_is_not_read_is_a_warning(
    tmp_path: Path, value: Json, message: str
) -> None:
    """No depth hides it."""
    (subject,) = subjects(written(tmp_path, value)).values()
    assert [(one.severity, one.message) for one in subject.unknowns] == [("warning", message)]


def test_one_address_twice_in_a_plan_is_two_policies(tmp_path: Path) -> None:
    """What comes in a later listing of the plan is the same resource; what comes in one is not."""
    values = [{"name": "p", "policy": json.dumps(allow(action))} for action in ("s3:*", "ec2:*")]
    path = written(tmp_path, plan(*(block("aws_iam_policy", "p", one) for one in values)))
    parts = [one.parts["identity[0]"] for one in subjects(path).values()]
    assert [one.value["Statement"][0]["Action"] for one in parts] == ["s3:*", "ec2:*"]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("planned_values", '{"format_version": "1.2", "planned_values": {}, "planned_values": {}}'),
        ("a", '{"format_version": "1.2", "planned_values": {}, "variables": [{"a": 1, "a": 2}]}'),
    ],
)
def test_key_that_appears_twice_in_a_plan_is_an_error(tmp_path: Path, key: str, text: str) -> None:
    """Only one value is read, and nobody knows which one is meant."""
    (error,) = errors(written(tmp_path, text))
    assert error == f'The key "{key}" appears twice (see line 1); keep one of them: only one is read'


def test_long_plan_with_a_key_twice_is_an_error_too(tmp_path: Path) -> None:
    """It has the same place as in a short one."""
    more = json.dumps("x" * 1_100_000)
    text = f'{{"format_version": "1.2", "planned_values": {{}}, "x": {more}, "planned_values": {{}}}}'
    assert errors(written(tmp_path, text)) == [
        'The key "planned_values" appears twice (see line 1); keep one of them: only one is read'
    ]


def test_key_twice_in_a_plan_that_is_not_strict_json_is_an_error_without_its_place(tmp_path: Path) -> None:
    """Python's reader takes NaN; the reader that knows places does not."""
    text = '{"format_version": "1.2", "planned_values": {}, "x": NaN, "x": 1}'
    assert errors(written(tmp_path, text)) == ["A key appears twice in one object: only one is read"]


@pytest.mark.parametrize("name", ["r.json", "r.yaml"])
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"PolicyVersion": {"Document": POLICY, "Document": POLICY}}', "Document"),
        ('{"PolicyVersion": {"Document": POLICY}, "PolicyVersion": {"Document": POLICY}}', "PolicyVersion"),
    ],
)
def test_key_that_appears_twice_in_a_reply_is_an_error(
    tmp_path: Path, name: str, text: str, key: str
) -> None:
    """Also where a config names the file as a policy of a subject."""
    path = written(tmp_path, text.replace("POLICY", POLICY), name)
    message = f'The key "{key}" appears twice (see line 1); keep one of them: only one is read'
    assert errors(path) == [message]
    document = document_of_file(path, name, "", "identity", Defaults())
    assert [error.message for error in document.errors] == [message]


def version(number: int, action: str, *, default: bool) -> dict[str, Any]:
    """Return a version of a managed policy."""
    return {"VersionId": f"v{number}", "IsDefaultVersion": default, "Document": allow(action)}


def managed(*versions: dict[str, Any]) -> dict[str, Any]:
    """Return a managed policy."""
    return {"PolicyName": "G", "Arn": ARN, "DefaultVersionId": "v2", "PolicyVersionList": list(versions)}


def test_second_policy_with_one_arn_in_account_details_is_an_error(tmp_path: Path) -> None:
    """The first one is read, and it is said."""
    policies = [managed(version(2, action, default=True)) for action in ("s3:*", "*")]
    path = written(tmp_path, {"UserDetailList": [], "Policies": policies})
    assert errors(path) == ["A policy above has this ARN; only that one is read"]


def test_two_default_versions_of_a_policy_are_an_error(tmp_path: Path) -> None:
    """One is named by DefaultVersionId, the other by its flag."""
    policy = managed(version(1, "s3:*", default=True), version(2, "*", default=False))
    path = written(tmp_path, {"UserDetailList": [], "Policies": [policy]})
    assert errors(path) == ["Two versions of this policy are its default version"]


def test_terraform_files_beside_policies_are_a_note_of_the_folder(tmp_path: Path) -> None:
    """Their policies are not read; one line says so, whatever their number."""
    written(tmp_path, allow(), "p.json")
    for name in ("a.tf", "b.tf", "c.tofu", "d.tf.json"):
        written(tmp_path, "", name)
    (found,) = search([tmp_path]).left_out
    assert (found.severity, found.file) == ("note", tmp_path.as_posix())
    assert found.message.startswith(
        "its *.tf files are Terraform configuration, which mfagate does not evaluate"
    )


def test_link_to_a_folder_elsewhere_is_a_warning(tmp_path: Path) -> None:
    """A link to a folder within the search is none, since that folder is searched."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside / "a", outside):
        folder.mkdir(parents=True)
        written(folder, allow(), "p.json")
    (inside / "again").symlink_to(inside / "a")
    (inside / "shared").symlink_to(outside)
    found = search([inside])
    assert found.files == (inside / "a" / "p.json",)
    assert [(one.severity, one.file) for one in found.left_out] == [
        ("warning", (inside / "shared").as_posix())
    ]
