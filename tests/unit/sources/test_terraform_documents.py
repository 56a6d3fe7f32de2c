"""Policies of plans that are known only after apply: written out from their data sources, or unknown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from .reading import GUARD, allow, at, documents, fixture, subjects, written
from .test_terraform import PLAN, block, plan
from .test_terraform_edges import VARIABLE, configured, said

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

AS_IT_STANDS = ("warning", "policy of aws_iam_policy.p is known after apply")
DOCUMENT = "data.aws_iam_policy_document.safe"


def reported(**known: Json) -> dict[str, Any]:
    """Return a statement of a data source as a plan shows it: what it does not say is null or empty."""
    names = ("actions", "effect", "not_actions", "not_resources", "resources", "sid")
    blocks = ("condition", "not_principals", "principals")
    return {**dict.fromkeys(names), **{name: [] for name in blocks}, **known}


def test_a_policy_known_after_apply_is_written_out_from_its_data_source() -> None:
    """What the data source tells is judged; the one resource that it does not tell is an unknown."""
    document = documents(PLAN)["aws_iam_policy.reader"]
    assert document.value == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": ["s3:GetObject"],
                "Resource": ["arn:aws:s3:::fixed/*", "*"],
                "Condition": {"StringEquals": {"aws:RequestedRegion": ["eu-west-1"]}},
            }
        ],
    }
    unknown, taken = document.unknowns
    text = PLAN.read_text(encoding="utf-8")
    assert (unknown.line, unknown.column) == at(text, "null", text[: text.index("fixed/*")].count("null"))
    assert unknown.path == "$.planned_values.root_module.resources[10].values.statement[0].resources[1]"
    assert unknown.message == (
        "resources of data.aws_iam_policy_document.reader is known after apply; "
        '"Resource" of this Allow is judged as any resource ("*")'
    )
    assert (taken.severity, taken.message) == (
        "warning",
        "policy of aws_iam_policy.reader is known after apply: it is judged as "
        "data.aws_iam_policy_document.reader, its only reference, without any functions around it",
    )


def test_a_policy_that_is_not_known_though_its_data_source_is_is_an_error(tmp_path: Path) -> None:
    """Something that is known after apply only is done to the document, and may do anything to it."""
    made = fixture("plan.json")
    made["planned_values"]["root_module"]["resources"][10]["values"]["json"] = json.dumps(GUARD)
    reader = subjects(written(tmp_path, made))["aws_iam_policy.reader"]
    (unknown,) = reader.all_unknowns
    assert (unknown.severity, reader.judgeable) == ("error", False)
    assert unknown.message == (
        "policy of aws_iam_policy.reader is known after apply, but "
        "data.aws_iam_policy_document.reader, its only reference, is known now; "
        "it may be changed, so it cannot be judged"
    )


def test_a_data_source_is_written_out_in_full(tmp_path: Path) -> None:
    """Principals, variables, defaults and documents that are merged in, as the provider does it."""
    made = fixture("plan.json")
    source = made["planned_values"]["root_module"]["resources"][10]["values"]
    source["source_policy_documents"] = [json.dumps(GUARD), ""]
    source["override_policy_documents"] = [json.dumps(allow("ec2:*"))]
    source["version"] = "2008-10-17"
    source["statement"] = [
        {
            "sid": "DenyWithoutMFA",
            "actions": ["sts:AssumeRole"],
            "principals": [{"type": "AWS", "identifiers": ["1"]}],
        },
        {
            "not_actions": ["a:b"],
            "not_resources": ["&{aws:username}"],
            "not_principals": [{"type": "*", "identifiers": ["*"]}],
        },
    ]
    document = documents(written(tmp_path, made))["aws_iam_policy.reader"]
    assert document.value == {
        "Version": "2008-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Sid": "DenyWithoutMFA",
                "Action": ["sts:AssumeRole"],
                "Principal": {"AWS": ["1"]},
            },
            {
                "Effect": "Allow",
                "NotAction": ["a:b"],
                "NotResource": ["${aws:username}"],
                "NotPrincipal": "*",
            },
            *allow("ec2:*")["Statement"],
        ],
    }


def test_an_unknown_list_of_a_data_source_is_reported(tmp_path: Path) -> None:
    """Where the plan leaves a list out, resources are taken for anything; actions are an error."""
    made = fixture("plan.json")
    statement = made["planned_values"]["root_module"]["resources"][10]["values"]["statement"][0]
    unknown = made["resource_changes"][0]["change"]["after_unknown"]["statement"][0]
    for name in ("actions", "resources"):
        statement[name] = None
        unknown[name] = True
    document = documents(written(tmp_path, made))["aws_iam_policy.reader"]
    assert [(one.severity, one.message.split(" of ")[0]) for one in document.unknowns] == [
        ("error", "actions"),
        ("warning", "resources"),
        ("warning", "policy"),
    ]


@pytest.mark.parametrize(
    ("references", "known"),
    [
        ([f"{DOCUMENT}.json", DOCUMENT], True),
        ([f"{DOCUMENT}[0].json", f"{DOCUMENT}[0]", DOCUMENT], True),
        ([f"{DOCUMENT}.id", DOCUMENT], False),
        (["var.admin", f"{DOCUMENT}.json", DOCUMENT], False),
        ([f"{DOCUMENT}.json", DOCUMENT, "local.other"], False),
        ([DOCUMENT, "each.key"], False),
    ],
)
def test_only_a_lone_data_source_is_the_policy(tmp_path: Path, references: list[str], *, known: bool) -> None:
    """Where anything else is referred to, it may be another policy that is applied, so none is known."""
    statement = reported(effect="Allow", actions=["s3:*"], resources=["*"])
    source = block(
        "aws_iam_policy_document", "safe", {"statement": [statement]}, mode="data", address=DOCUMENT
    )
    source["index"] = 0 if "[0]" in references[0] else None
    made = plan(block("aws_iam_policy", "p", {"name": "p"}), source)
    listed = [{"type": "aws_iam_policy", "name": "p", "expressions": {"policy": {"references": references}}}]
    made["configuration"] = {"root_module": {"resources": listed}}
    found = subjects(written(tmp_path, made))["aws_iam_policy.p"]
    assert found.judgeable is known
    assert [one.severity for one in found.all_unknowns] == ["warning" if known else "error"]


def test_a_plan_without_its_changes_shows_unknowns_by_what_is_left_out(tmp_path: Path) -> None:
    """A condition that a statement lacks is not known, so the Deny is not taken for a wider one."""
    deny = {"effect": "Deny", "actions": ["s3:*"], "resources": ["*"], "sid": None, "not_actions": None}
    deny |= {"not_resources": None, "principals": [], "not_principals": []}
    data = block("aws_iam_policy_document", "d", {"statement": [deny]}, mode="data")
    data["address"] = f"data.{data['address']}"
    references = {"references": ["data.aws_iam_policy_document.d.json", "data.aws_iam_policy_document.d"]}
    made = configured(plan(block("aws_iam_policy", "p", {}), data), aws_iam_policy__p={"policy": references})
    found = subjects(written(tmp_path, made))["aws_iam_policy.p"]
    assert said(found) == [
        (
            "error",
            'condition of data.aws_iam_policy_document.d is known after apply; "Condition" depends on it',
        ),
        AS_IT_STANDS,
    ]


@pytest.mark.parametrize("argument", ["statement", "source_policy_documents", "override_json"])
def test_a_plan_without_its_changes_reports_missing_arguments(tmp_path: Path, argument: str) -> None:
    """They are in the configuration, so there is a statement of which nothing is known."""
    known: dict[str, Json] = {"statement": [], "source_json": None}
    known.pop(argument, None)
    data = block("aws_iam_policy_document", "d", known, mode="data")
    data["address"] = f"data.{data['address']}"
    made = configured(
        plan(block("aws_iam_policy", "p", {}), data),
        aws_iam_policy__p={"policy": {"references": ["data.aws_iam_policy_document.d.json"]}},
        aws_iam_policy_document__d={argument: VARIABLE},
    )
    made["configuration"]["root_module"]["resources"][1]["mode"] = "data"
    found = subjects(written(tmp_path, made))["aws_iam_policy.p"]
    assert said(found) == [
        (
            "error",
            f"{argument} of data.aws_iam_policy_document.d is known after apply; a statement depends on it",
        ),
        AS_IT_STANDS,
    ]
