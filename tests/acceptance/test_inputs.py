"""Templates, plans, account details and API replies on the command line and in a config."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.commands import CHECKOUT, GUARD, mfagate, write

if TYPE_CHECKING:
    from pathlib import Path

FIXTURES = CHECKOUT / "tests" / "fixtures" / "inputs"
CHECK = ("check", "--engine", "embedded", "--format", "json")


def copied(folder: Path, *names: str) -> Path:
    """Copy fixtures into a folder."""
    return write(folder, {name: (FIXTURES / name).read_text(encoding="utf-8") for name in names})


def checked(folder: Path, *arguments: str) -> dict[str, dict[str, Any]]:
    """Return the subjects of a check's JSON report by name."""
    run = mfagate(*CHECK, *arguments, cwd=folder)
    assert run.code in {0, 1}, run.err
    return {one["name"]: one for one in json.loads(run.out)["subjects"]}


def test_an_account_is_checked(tmp_path: Path) -> None:
    """Users and roles are judged with what they have; one of whom nothing is known is an error."""
    found = checked(copied(tmp_path, "account.json"), "account.json")
    assert list(found) == [
        f"account.json:{name}"
        for name in ("user/alice", "user/bob", "role/ops", "role/ops/trust", "policy/Loose")
    ]
    alice, bob = found["account.json:user/alice"], found["account.json:user/bob"]
    assert alice["posture"]["console-without-mfa"]["services"] == "blocked"
    assert (bob["posture"], {one["rule"] for one in bob["findings"]}) == ({}, {"unknown-value"})
    (guard, *_) = [one for one in alice["findings"] if one["rule"] == "exempt-identity-writes"]
    text = (tmp_path / "account.json").read_text(encoding="utf-8").splitlines()
    assert text[guard["line"] - 1][guard["column"] - 1 :].startswith('"iam:ChangePassword"')


def test_a_template_is_checked_under_the_parameters_of_the_config(tmp_path: Path) -> None:
    """The config's inputs come out as subjects; a document in one is named with a hash sign."""
    config = (
        'version: 1\naccount: "111122223333"\nparameters: {Stage: live, BucketName: b}\n'
        "inputs: [templates/*.yaml]\n"
        "subjects:\n  - name: guard\n    files: [templates/template.yaml#Guard]\n"
    )
    text = (FIXTURES / "template.yaml").read_text(encoding="utf-8")
    write(tmp_path, {"mfagate.yaml": config, "templates/template.yaml": text})
    found = checked(tmp_path)
    names = ["guard", "templates/template.yaml:Operator", "templates/template.yaml:Operator/trust"]
    assert list(found) == names
    assert found["guard"]["files"] == ["templates/template.yaml"]
    unknown = [one for one in found[names[1]]["findings"] if one["rule"] == "unknown-value"]
    assert [one["severity"] for one in unknown] == ["warning"] * 2
    assert "arn:aws:iam::aws:policy/ReadOnlyAccess" in unknown[1]["message"]


@pytest.mark.parametrize(
    ("config", "says"),
    [
        (
            "subjects: [{name: a, files: [plan.json]}]",
            "is a Terraform plan or state with 7 documents",
        ),
        (
            "subjects: [{name: a, files: ['plan.json#aws_iam_policy.gard']}]",
            "did you mean aws_iam_policy.guard?",
        ),
        (
            "subjects: [{name: a, files: ['plan.json#aws_organizations_policy.scp']}]",
            "is a policy of kind scp; expected kind identity",
        ),
        ("subjects: [{name: a, files: ['gone.json#x']}]", "gone.json: cannot be read"),
        ("inputs: ['*.tf']", "no file matches *.tf"),
        ("inputs: [gone.json]", "gone.json: cannot be read"),
    ],
)
def test_a_config_that_names_no_document_is_refused(tmp_path: Path, config: str, says: str) -> None:
    """One line with its place says what is there, and what to name instead."""
    run = mfagate(
        "check", cwd=write(copied(tmp_path, "plan.json"), {"mfagate.yaml": f"version: 1\n{config}\n"})
    )
    assert run.code == 2
    assert run.message.startswith("mfagate: mfagate.yaml:2:")
    assert says in run.message


def test_a_plan_is_checked_and_what_is_unknown_fails(tmp_path: Path) -> None:
    """A policy that is known only after apply is an error at its place, with the way out."""
    found = checked(copied(tmp_path, "plan.json"), "plan.json")
    (opaque,) = found["plan.json:aws_iam_policy.opaque"]["findings"]
    assert (opaque["rule"], opaque["severity"], opaque["line"]) == ("unknown-value", "error", 44)
    assert opaque["remedy"].startswith("Judge the state after apply")
    assert found["plan.json:aws_iam_user.alice"]["posture"] != {}


LEFT_OPEN = """\
AWSTemplateFormatVersion: 2010-09-09
Transform: [AWS::Serverless-2016-10-31, TeamMacro]
Resources:
  Guard:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Users: [bob]
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Deny
            Action: "*"
            Resource: "*"
            Condition: {BoolIfExists: {"aws:MultiFactorAuthPresent": "false"}}
  Network:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: network.yaml}
"""


def test_what_a_template_leaves_open_is_no_pass(tmp_path: Path) -> None:
    """Somebody it only names and a macro are errors at their places; a stack in the stack is told."""
    run = mfagate(*CHECK, "t.yaml", cwd=write(tmp_path, {"t.yaml": LEFT_OPEN}))
    found = {one["name"]: one["findings"] for one in json.loads(run.out)["subjects"]}
    reported = {
        name: [(one["severity"], one["line"]) for one in findings if one["rule"] == "unknown-value"]
        for name, findings in found.items()
    }
    assert run.code == 1
    assert reported == {
        "t.yaml:user/bob": [("error", 7)],
        "t.yaml:Network": [("warning", 16)],
        "t.yaml:Guard": [],
        "t.yaml:Transform TeamMacro": [("error", 2)],
    }


def test_only_stacks_in_a_template_are_nothing_to_compare(tmp_path: Path) -> None:
    """Their templates are files of their own: what is only told is no pass."""
    text = "Resources: {Network: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: n.yaml}}}\n"
    run = mfagate(*CHECK, "t.yaml", cwd=write(tmp_path, {"t.yaml": text}))
    assert run.code == 2
    assert run.message.startswith("mfagate: nothing was compared: the policies in these files are not known")
    (subject,) = json.loads(run.out)["subjects"]
    assert [one["severity"] for one in subject["findings"]] == ["warning"]


def test_validate_lists_each_document_with_its_name(tmp_path: Path) -> None:
    """The file is the file; `name` tells its documents apart, and what is unknown is among the warnings."""
    run = mfagate("validate", "--format", "json", "template.yaml", cwd=copied(tmp_path, "template.yaml"))
    listed = json.loads(run.out)["documents"]
    assert run.code == 0
    assert {one["file"] for one in listed} == {"template.yaml"}
    assert [(one["name"], len(one["warnings"])) for one in listed] == [
        ("Guard", 0),
        ("Reader", 3),
        ("Operator/team-inline", 0),
        ("Operator/trust", 1),
    ]


def test_validate_says_where_a_fault_is_in_the_file(tmp_path: Path) -> None:
    """The line, the column and the path are the template's."""
    text = (FIXTURES / "template.yaml").read_text(encoding="utf-8").replace("Effect: Deny", "Effect: Dny")
    run = mfagate("validate", "t.yaml", cwd=write(tmp_path, {"t.yaml": text}))
    assert run.code == 1
    first = run.out.splitlines()[0]
    assert first.startswith(
        "t.yaml:24:21: error: $.Resources.Guard.Properties.PolicyDocument.Statement[0].Effect: "
    )


def test_validate_of_a_kind_takes_the_file_as_it_is(tmp_path: Path) -> None:
    """A reply of the API is looked into, unless the kind is named: then IAM's own answer counts."""
    folder = write(tmp_path, {"reply.json": json.dumps({"PolicyVersion": {"Document": json.loads(GUARD)}})})
    assert mfagate("validate", "reply.json", cwd=folder).code == 0
    run = mfagate("validate", "--kind", "identity", "reply.json", cwd=folder)
    assert (run.code, '"PolicyVersion" belongs to an API response' in run.out) == (1, True)


@pytest.mark.parametrize("command", [("check", "--engine", "embedded"), ("validate",)])
def test_a_file_that_holds_no_policy_is_nothing_to_check(tmp_path: Path, command: tuple[str, ...]) -> None:
    """An empty template is never a pass."""
    folder = write(tmp_path, {"t.yaml": "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n"})
    run = mfagate(*command, "t.yaml", cwd=folder)
    assert (run.code, run.message.startswith("mfagate: nothing to check")) == (2, True)


def test_explain_describes_unknown_values(tmp_path: Path) -> None:
    """The finding has a page like any rule."""
    run = mfagate("explain", "unknown-value", cwd=tmp_path)
    assert (run.code, run.out.splitlines()[0]) == (0, "unknown-value (error)")


def test_a_plan_of_powershell_is_checked(tmp_path: Path) -> None:
    """UTF-16 with a mark, as Terraform made it: judged per instance, with what is known only after apply."""
    text = (FIXTURES / "plans" / "instances.json").read_text(encoding="utf-8")
    (tmp_path / "plan.json").write_bytes(text.encode("utf-16"))
    found = checked(tmp_path, "plan.json")
    ops = found['plan.json:aws_iam_policy.team["ops"]']
    assert (ops["judged"], ops["posture"]["console-without-mfa"]["services"]) == (True, "blocked")
    own = found["plan.json:aws_iam_role.team[0]"]
    assert (own["judged"], own["posture"]) == (False, {})
    assert {one["rule"] for one in own["findings"]} == {"unknown-value"}


@pytest.mark.parametrize(
    ("groups", "services"), [([], "blocked"), (["admins"], "open")], ids=["whole", "without-a-group"]
)
def test_a_narrow_guard_beside_a_missing_group_is_no_pass(
    tmp_path: Path, groups: list[str], services: str
) -> None:
    """What the group grants is not known, so the guard is judged for all that it does not deny."""
    guard = json.loads(GUARD)
    deny = next(one for one in guard["Statement"] if one["Effect"] == "Deny")
    narrow = {key: value for key, value in deny.items() if key != "NotAction"} | {
        "Action": "iam:ChangePassword"
    }
    own = {"PolicyName": "own", "PolicyDocument": {"Version": "2012-10-17", "Statement": [narrow]}}
    user = {"UserName": "carol", "GroupList": groups, "UserPolicyList": [own]}
    found = checked(write(tmp_path, {"a.json": json.dumps({"UserDetailList": [user]})}), "a.json")
    carol = found["a.json:user/carol"]
    assert carol["posture"]["console-without-mfa"]["services"] == services


def test_validate_shows_what_the_defaults_of_a_template_leave_out(tmp_path: Path) -> None:
    """A policy that is not made is not checked: that is a warning, not silence, and no error of the files."""
    text = (
        "Parameters: {Env: {Type: String, Default: dev}}\n"
        "Conditions: {IsProd: !Equals [!Ref Env, prod]}\n"
        "Resources:\n  Bad:\n    Condition: IsProd\n    Type: AWS::IAM::ManagedPolicy\n"
        "    Properties: {PolicyDocument: {Statement: [{Effect: Alow}]}}\n"
    )
    run = mfagate("validate", "t.yaml", cwd=write(tmp_path, {"t.yaml": text}))
    assert (run.code, run.out) == (
        0,
        "t.yaml:5:5: warning: $.Resources.Bad: Bad is not created with Env = dev (condition IsProd), so "
        "it is not judged\n1 document, all valid: 0 errors, 1 warning\n",
    )
