"""Files without a policy: exit code 2, or 0 where that is expected; in each case it is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mfagate.parsing.schema import _validator
from support.commands import CHECKOUT, EMBEDDED, NAIVE, Run, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHECK = ("check", "--engine", "embedded")
ALLOW = "if that is expected, use --allow-empty, or set allow_empty: true in mfagate.yaml"


def plan(kind: str = "aws_sqs_queue", *actions: str, before: dict[str, str] | None = None) -> str:
    """Return a plan of one change."""
    after = None if actions == ("delete",) else {"name": "jobs"}
    change = {"actions": list(actions or ("create",)), "before": before, "after": after}
    address = {"address": f"{kind}.jobs", "mode": "managed", "type": kind, "name": "jobs"}
    planned = [] if after is None else [{**address, "values": after}]
    return json.dumps(
        {
            "format_version": "1.2",
            "planned_values": {"root_module": {"resources": planned}},
            "resource_changes": [{**address, "change": change}],
        }
    )


def details(*, attached: int, roles: int = 0) -> str:
    """Return account details with one policy that AWS manages, and roles without any."""
    statement = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    version = {"VersionId": "v1", "IsDefaultVersion": True, "Document": document}
    arn = "arn:aws:iam::aws:policy/P"
    policy = {"PolicyName": "P", "Arn": arn, "AttachmentCount": attached, "PolicyVersionList": [version]}
    own = {"PolicyName": "own", "PolicyDocument": document}
    users = [{"UserName": f"u{number}", "UserPolicyList": [own]} for number in range(roles)]
    return json.dumps({"UserDetailList": users, "Policies": [policy]}, indent=1)


EMPTY = {
    "plan.json": (plan(), "a Terraform plan or state"),
    "details.json": ('{"UserDetailList": [], "Policies": []}', "a file of account details"),
    "template.yaml": (
        "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}}\n",
        "a CloudFormation template",
    ),
    "sam.yaml": (
        "Transform: AWS::Serverless-2016-10-31\nResources: {T: {Type: AWS::Serverless::SimpleTable}}\n",
        "an AWS SAM template (read as CloudFormation)",
    ),
}


@pytest.mark.parametrize("name", EMPTY)
@pytest.mark.parametrize("by", ["path", "folder", "inputs"])
def test_file_without_a_policy_is_exit_code_2_that_names_the_flag(
    bare: Path, run: Callable[..., Run], name: str, by: str
) -> None:
    """The report is valid, and has no subject."""
    text, form = EMPTY[name]
    write(
        bare, {name: text, **({"mfagate.yaml": f"version: 1\ninputs: [{name}]\n"} if by == "inputs" else {})}
    )
    ended = run(*CHECK, "--format", "json", *{"path": [name], "folder": ["."], "inputs": []}[by])
    assert ended.code == 2
    assert ended.message == f"mfagate: nothing to check: {name} is {form} without a policy; {ALLOW}"
    report = json.loads(ended.out)
    _validator("report").validate(report)
    assert (report["subjects"], report["without_policy"]["allowed_by"]) == ([], None)
    assert [(one["rule"], one["severity"], one["file"]) for one in report["findings"]] == [
        ("left-out", "note", name)
    ]


@pytest.mark.parametrize("name", EMPTY)
def test_allow_empty_passes_files_without_a_policy_and_says_so(
    bare: Path, run: Callable[..., Run], name: str
) -> None:
    """The verdict has the line; no note is left, so `--fail-on note` passes too."""
    text, form = EMPTY[name]
    write(bare, {name: text})
    ended = run(*CHECK, name, "--allow-empty", "--fail-on", "note")
    assert (ended.code, ended.err) == (0, "")
    (line,) = ended.out.strip().splitlines()
    says = (
        f"PASSED: nothing to check: {name} is {form} without a policy; --allow-empty allows that; 0 subjects"
    )
    assert line.startswith(says)


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab", "markdown", "html"])
def test_config_that_allows_empty_inputs_passes_in_every_format(
    bare: Path, run: Callable[..., Run], form: str
) -> None:
    """`allow_empty: true` is the same as the option."""
    write(bare, {"plan.json": plan(), "mfagate.yaml": "version: 1\ninputs: [plan.json]\nallow_empty: true\n"})
    ended = run(*CHECK, "--format", form)
    assert (ended.code, ended.err) == (0, "")
    if form == "json":
        report = json.loads(ended.out)
        _validator("report").validate(report)
        assert (report["subjects"], report["without_policy"]["allowed_by"]) == ([], "allow_empty")
    elif form in {"text", "github", "markdown", "html"}:
        assert "plan.json is a Terraform plan or state without a policy; allow" in ended.out.replace(
            "\\_", "_"
        )


@pytest.mark.parametrize(
    ("kind", "actions", "before"),
    [
        ("aws_iam_policy", ("delete",), {"policy": "{}"}),
        ("aws_iam_user_policy_attachment", ("delete",), {"user": "u"}),
        ("aws_iam_group_membership", ("forget",), {"group": "g"}),
        ("aws_s3_bucket", ("update",), {"policy": '{"Statement": [{"Effect": "Deny"}]}'}),
    ],
)
def test_allow_empty_does_not_pass_a_plan_that_takes_a_policy_away(
    bare: Path, run: Callable[..., Run], kind: str, actions: tuple[str, ...], before: dict[str, str]
) -> None:
    """A guard that is deleted is in no subject, but it is IAM."""
    write(bare, {"plan.json": plan(kind, *actions, before=before)})
    ended = run(*CHECK, "plan.json", "--allow-empty")
    assert ended.code in {1, 2}
    assert f"{kind}.jobs" in ended.out + ended.err


def test_allow_empty_is_no_pass_for_a_folder_without_any_such_file(
    bare: Path, run: Callable[..., Run]
) -> None:
    """A folder that was misspelt or moved is never a pass."""
    write(bare, {"empty/notes.yaml": "a: 1\n"})
    ended = run(*CHECK, "empty", "--allow-empty")
    assert (ended.code, "no policy file in this folder" in ended.message) == (2, True)


def test_allow_empty_changes_nothing_where_there_is_a_policy(bare: Path, run: Callable[..., Run]) -> None:
    """The policy is judged, and a note names the file without one."""
    write(bare, {"plan.json": plan(), "naive.json": NAIVE})
    both = [
        run(*CHECK, "naive.json", "plan.json", "--format", "json", *more) for more in ([], ["--allow-empty"])
    ]
    assert [(one.code, len(json.loads(one.out)["subjects"])) for one in both] == [(1, 1), (1, 1)]
    for one in both:
        notes = [found for found in json.loads(one.out)["findings"] if found["rule"] == "left-out"]
        assert [(found["file"], found["severity"]) for found in notes] == [("plan.json", "note")]


def test_option_cannot_allow_what_the_config_locks(bare: Path, run: Callable[..., Run]) -> None:
    """An organization may forbid it."""
    shared = "version: 1\nallow_empty: false\nlocked: [allow_empty]\n"
    write(bare, {"a/mfagate.yaml": shared, "mfagate.yaml": "version: 1\nextends: ./a/mfagate.yaml\n"})
    write(bare, {"plan.json": plan()})
    ended = run(*CHECK, "plan.json", "--allow-empty")
    assert ended.code == 2
    assert ended.message == "mfagate: allow_empty is locked by a/mfagate.yaml; leave out --allow-empty"


def test_report_never_overwrites_a_plan_without_a_policy(bare: Path, run: Callable[..., Run]) -> None:
    """It is an input like any other."""
    write(bare, {"plan.json": plan()})
    ended = run(*CHECK, "plan.json", "--allow-empty", "-o", "plan.json")
    assert (ended.code, (bare / "plan.json").read_text(encoding="utf-8")) == (2, plan())


@pytest.mark.parametrize(
    ("attached", "severity", "more"),
    [(0, "note", ""), (2, "warning", "; AttachmentCount: somebody who is not in this file has 1 of them")],
)
@pytest.mark.parametrize("users", [0, 1])
def test_policies_of_aws_that_nobody_has_are_counted(
    bare: Path, run: Callable[..., Run], attached: int, severity: str, more: str, users: int
) -> None:
    """One line, beside subjects and without any; the exit code is never that of a pass by itself."""
    write(bare, {"details.json": details(attached=attached, roles=users)})
    ended = run(*CHECK, "details.json", "--format", "json")
    message = f"$.Policies[0]: 1 policy managed by AWS that nobody in this file has, so not judged: P{more}"
    found = [one for one in json.loads(ended.out)["findings"] if one["message"] == message]
    assert [(one["rule"], one["severity"]) for one in found] == [("left-out", severity)]
    assert ended.code == (1 if users else 2)
    assert "there is no policy" not in ended.err


@pytest.mark.parametrize("scenarios", ["[shipped]", "[./s.yaml]"])
@pytest.mark.parametrize(("allow", "outcome"), [("true", "skipped"), ("false", "failed")])
def test_pytest_says_that_there_is_nothing_to_check(
    pytester: pytest.Pytester, scenarios: str, allow: str, outcome: str
) -> None:
    """One item: it fails, or is skipped where the config allows it."""
    request = '{action: "s3:GetObject", resource: "arn:aws:s3:::b/k"}'
    scenario = (
        f"  - {{id: a, title: A, credential: api-key, request: {request}, expect: {{default: allow}}}}\n"
    )
    config = f"version: 1\ninputs: [plan.json]\nscenarios: {scenarios}\nallow_empty: {allow}\n"
    files = {"plan.json": plan(), "mfagate.yaml": config, "s.yaml": f"version: 1\nscenarios:\n{scenario}"}
    write(pytester.path, files)
    ended = pytester.runpytest_inprocess("-rs", *EMBEDDED)
    ended.assert_outcomes(**{outcome: 1})
    assert "nothing to check: plan.json is a Terraform plan or state without a policy" in "\n".join(
        ended.outlines
    )


def test_pytest_fails_where_no_input_is_read(pytester: pytest.Pytester) -> None:
    """A Serverless Framework file has policies that nobody knows."""
    config = "version: 1\ninputs: [serverless.yml]\n"
    write(pytester.path, {"serverless.yml": "service: x\nprovider: aws\n", "mfagate.yaml": config})
    ended = pytester.runpytest_inprocess(*EMBEDDED)
    ended.assert_outcomes(failed=1)
    assert "nothing was compared: the policies in these files are not known" in "\n".join(ended.outlines)


def test_help_and_the_config_page_name_it(run: Callable[..., Run]) -> None:
    """The help names the option, and the config page the key."""
    assert "--allow-empty" in run("check", "--help").out
    assert "allow_empty" in (CHECKOUT / "docs/reference/config.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", [[], ["--kind", "identity"]])
def test_validate_of_a_serverless_file_alone_is_exit_code_2(
    bare: Path, run: Callable[..., Run], kind: list[str]
) -> None:
    """With a kind too, it says what the file is, and nothing about `service`."""
    write(bare, {"serverless.yml": "service: x\nprovider: aws\n"})
    ended = run("validate", "serverless.yml", *kind)
    first = "serverless.yml:1:10: warning: $.service: this file is a Serverless Framework file, which mfagate"
    assert (ended.code, ended.out.startswith(first), ended.out.count("\n")) == (2, True, 2)
    assert (
        ended.message == "mfagate: nothing was validated: mfagate does not read the policies in these files"
    )
