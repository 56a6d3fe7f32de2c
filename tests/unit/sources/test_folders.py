"""Of a folder, which files are read."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.config import load_config
from mfagate.exceptions import NothingToCheckError, UnreadableFileError, UsageError
from mfagate.findings.unnamed_policies import unnamed_policies
from mfagate.policy.documents import load_document
from mfagate.scaffold import survey
from mfagate.sources.defaults import Defaults
from mfagate.sources.recognition import _walk, find_policies
from mfagate.subjects.files import subjects_of_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JSON = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'


def test_files_are_found_sorted(tmp_path: Path) -> None:
    """A folder gives its *.json, sorted, without hidden ones; a file is itself; each comes once."""
    for name in (
        "b/z.json",
        "b/a.json",
        "a.json",
        ".git/x.json",
        "b/.x.json",
        "b/readme.md",
        "c.yaml",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("a: 1" if name == "c.yaml" else JSON, encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_policies([tmp_path])]
    assert found == ["a.json", "b/a.json", "b/z.json"]
    named = [tmp_path / "c.yaml", tmp_path / "b", tmp_path / "b" / "z.json"]
    assert [path.name for path in find_policies(named)] == ["c.yaml", "a.json", "z.json"]


def test_files_are_found_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative paths stay relative, so that reports show them as they were typed."""
    (tmp_path / "p" / "q").mkdir(parents=True)
    (tmp_path / "p" / "q" / "a.json").write_text(JSON, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert find_policies([Path("p")]) == [Path("p/q/a.json")]
    assert load_document(Path("p/q/a.json")).file == "p/q/a.json"


IAM = "Alice: {Type: AWS::IAM::User, Properties: {ManagedPolicyArns: [arn:aws:iam::aws:policy/X]}}"
POLICY = "Version: '2012-10-17'\nStatement: [{Effect: Allow, Action: '*', Resource: '*'}]\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", JSON),
        ("a.JSON", JSON),
        ("a.tfstate", '{"version": 4, "terraform_version": "1.9.5", "resources": ["aws_iam_policy"]}'),
        ("a.TFSTATE", '{"encrypted_data": "AA", "encryption_version": "v0"}'),
        ("a.json", "PK\x03\x04"),
        ("a.json", f"[{JSON}]"),
        ("a.json", JSON[:-1]),
        ("a.json", JSON.lower()),
        ("a.json", JSON.replace("Effect", "Efect")),
        ("a.json", JSON.replace("Statement", "Statment")),
        ("a.json", '{"Version": "2012-10-17"}'),
        ("a.json", '{"Effect": "Allow", "Action": "*", "Resource": "*"}'),
        ("a.json", '[{"Effect": "Allow", "Action": "*", "Resource": "*"}]'),
        ("a.json", JSON + " " * 1024 * 1024),
        ("a.json", '{"Users": [{"Arn": "arn:aws:iam::111122223333:user/x"}], "X": "Effect"}'),
        ("a.yaml", "- Effect: Allow\n  Action: '*'\n"),
        ("a.yaml", "{{ x }}\nStatement:\n- Effect: Allow\n   Action: '*'\n"),
        ("a.yaml", POLICY),
        ("a.YML", POLICY),
        ("a.yaml", f"\N{BYTE ORDER MARK}{POLICY}"),
        ("a.yaml", f"Resources:\n  {IAM}\n"),
        ("a.template", f"Resources:\n  {IAM}\n"),
        ("a.template", '{"Statement": [{"Effect": "Allow"}]}'),
        ("a.yaml", f"\N{BYTE ORDER MARK}Resources:\n  {IAM}\n"),
        ("a.yaml", f"# c\n\n  Resources:\n    {IAM}\n"),
        ("a.yaml", f"'Resources' :\n  {IAM}\n"),
        ("a.yaml", f"? Resources\n: {IAM}\n"),
        ("a.yaml", f"{{Resources: {{{IAM}}}}}"),
        ("a.yaml", f"{{Description: x, Resources: {{{IAM}}}}}"),
        ("a.yaml", "UserDetailList:\n- UserName: m\n"),
        ("a.yaml", "{IsTruncated: no, RoleDetailList: []}"),
        ("a.yaml", 'Policy: \'{"Statement": [{"Effect": "Allow"}]}\'\n'),
        ("a.yaml", "PolicyVersion: {Document: {Statement: []}}\n"),
        ("a.yaml", "Version: x\nStatement: [{Efect: Allow, Action: '*'}]\n"),
        ("a.yaml", "Resources: {A: {Type: 'AWS::CloudFormation::Stack'}}\n"),
        ("a.yaml", "Statement: [{Effect: Allow\n"),
        ("a.yaml", "  AWSTemplateFormatVersion: '2010-09-09'\n  Resources: [}\n"),
    ],
)
def test_a_folder_gives_what_may_hold_policies(tmp_path: Path, name: str, text: str) -> None:
    """Policies, files that contain some, and what was meant as a policy and would be rejected."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert [path.name for path in find_policies([tmp_path])] == [name]


def test_a_folder_gives_yaml_in_utf_16(tmp_path: Path) -> None:
    """PowerShell writes what the AWS CLI prints so."""
    (tmp_path / "a.yml").write_bytes(POLICY.encode("utf-16"))
    assert [path.name for path in find_policies([tmp_path])] == ["a.yml"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "kind: Effect\n"),
        ("a.yaml", "resources:\n  Resources:\n    A: {Type: AWS::SNS::Topic}\n"),
        ("a.yaml", "{{ if .Values.iam }}\npolicy:\n  Statement: [{Effect: Allow}]\n{{ end }}\n"),
        ("a.yaml", "Policy: Effect\n"),
        ("a.json", "{}"),
        ("a.json", '{"Effect": "Allow"}'),
        ("a.json", '{"kind": "Statement of Effect"}'),
        ("package.json", JSON),
        ("node_modules/p/a.json", JSON),
        (".terraform/a.json", JSON),
        ("env/lib/a.json", JSON),
        ("main.tf.json", '{"resource": {"aws_iam_policy": {"p": {"policy": "Effect"}}}}'),
        ("a.yaml", "Statement: of accounts\n"),
        ("nginx.conf.template", "server { listen 80; }\n"),
        ("a.txt", "{}"),
        (".a.json", "{}"),
        (".a.yaml", POLICY),
    ],
)
def test_a_folder_gives_no_file_that_only_has_a_word_of_ours(tmp_path: Path, name: str, text: str) -> None:
    """Most JSON and YAML in a repository is no policy, and is no error."""
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "b.json").write_text(JSON, encoding="utf-8")
    if name.startswith("env/"):
        (tmp_path / "env/pyvenv.cfg").touch()
    assert [path.name for path in find_policies([tmp_path])] == ["b.json"]


def test_a_folder_that_is_linked_is_not_gone_into(tmp_path: Path) -> None:
    """A link to a folder may lead in a circle; a link to a file is read."""
    (tmp_path / "at" / "in").mkdir(parents=True)
    (tmp_path / "at" / "b.json").write_text(JSON, encoding="utf-8")
    (tmp_path / "at" / "in" / "c.json").symlink_to(tmp_path / "at" / "b.json")
    (tmp_path / "at" / "out").symlink_to(tmp_path / "at")
    found = [path.relative_to(tmp_path).as_posix() for path in find_policies([tmp_path])]
    assert found == ["at/b.json", "at/in/c.json"]


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_a_link_that_leads_nowhere_is_not_passed_over(tmp_path: Path, name: str) -> None:
    """What cannot be looked at may be a policy, so reading it says that it cannot be read."""
    (tmp_path / name).symlink_to(tmp_path / "gone")
    assert [path.name for path in find_policies([tmp_path])] == [name]


def test_a_folder_without_policies_is_never_a_pass(tmp_path: Path) -> None:
    """A folder that holds no policy file is an error, with what to do."""
    (tmp_path / "p.yaml").write_text("a: 1", encoding="utf-8")
    with pytest.raises(NothingToCheckError) as raised:
        find_policies([tmp_path])
    assert str(raised.value) == (
        f"{tmp_path.as_posix()}: no policy file in this folder; name the folder or file that contains the "
        "policies"
    )


MANIFEST = "apiVersion: v1\nkind: P\nspec:\n  d: {Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}\n"
SERVERLESS = MANIFEST.replace("apiVersion", "service").replace("kind", "provider")
WRAPPED = '{"mine": {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}}'


@pytest.mark.parametrize(
    ("name", "text", "severity", "said"),
    [
        ("a.yaml", MANIFEST, "warning", "this file is a Kubernetes manifest, which mfagate does not read"),
        (
            "a.yaml",
            SERVERLESS,
            "warning",
            "this file is a Serverless Framework file, which mfagate does not read",
        ),
        (
            "a.yaml",
            MANIFEST.replace("kind: P\n", ""),
            "error",
            "this file is in a form that mfagate does not read",
        ),
        (
            "a.json",
            WRAPPED.replace("{", '{"version": "tree-0.1", "tree": {', 1) + "}",
            "warning",
            "this file is the construct tree of the AWS CDK, which mfagate does not read",
        ),
        ("a.json", WRAPPED, "error", "this file is in a form that mfagate does not read"),
    ],
)
def test_a_policy_inside_a_form_that_is_not_read_is_reported(
    tmp_path: Path, name: str, text: str, severity: str, said: str
) -> None:
    """In a folder and by its name: an error, or a warning where another tool deploys the file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert find_policies([tmp_path]) == [path]
    (subject,) = subjects_of_file(path, name, Defaults())
    (unknown,) = subject.unknowns
    assert (unknown.severity, unknown.message) == (severity, f"{said}, so its policies are not checked")
    assert (subject.is_left_out, subject.judgeable) == (severity == "warning", False)


def test_a_walk_that_is_cut_off_is_never_a_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Policies among the files that were not looked at would pass unjudged."""
    monkeypatch.setattr(_walk, "MAX_ENTRIES", 2)
    monkeypatch.setattr("mfagate.sources.recognition._folders.MAX_ENTRIES", 2)
    for name in "abc":
        (tmp_path / f"{name}.json").write_text(JSON, encoding="utf-8")
    with pytest.raises(UsageError, match="has more than 2 files and folders, the most"):
        find_policies([tmp_path])


def test_a_folder_that_cannot_be_listed_is_never_a_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may contain policies."""
    (tmp_path / "b.json").write_text(JSON, encoding="utf-8")
    walk = os.walk

    def refused(top: Path, onerror: Callable[[OSError], None]) -> Iterator[Any]:
        yield from walk(top)
        onerror(PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "secret")))

    monkeypatch.setattr(os, "walk", refused)
    with pytest.raises(UnreadableFileError, match="Permission denied"):
        find_policies([tmp_path])


def test_a_folder_of_terraform_is_reported_with_a_remedy(tmp_path: Path) -> None:
    """Its *.tf files are not read, wherever they stand in it; what prints a plan is said."""
    (tmp_path / "iam").mkdir()
    (tmp_path / "iam/main.tf").write_text('resource "aws_iam_policy" "p" {}', encoding="utf-8")
    with pytest.raises(NothingToCheckError) as raised:
        find_policies([tmp_path])
    assert str(raised.value).endswith(
        "in this folder; its *.tf files are Terraform configuration, which mfagate does not evaluate; "
        "give its plan as JSON (terraform show -json)"
    )


LIMIT = '{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'
TREE = {
    "a/guard.json": JSON,
    "a/role.yaml": POLICY,
    "a/broken.json": JSON[:-1],
    "a/package.json": JSON,
    "a/data.json": "{}",
    "a/manifest.yaml": "spec: {document: {Statement: [{Effect: Allow, Action: '*'}]}}\n",
    "a/.hidden.json": JSON,
    "cdk.out/stack.template.json": (
        '{"Resources": {"A": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {}}}}}'
    ),
    "cdk.out/users.yaml": "Resources: {A: {Type: AWS::IAM::User, Properties: {Policies: [{}]}}}\n",
    "cdk.out/tree.json": (
        '{"version": "tree-0.1", "tree": {"Statement": [{"Effect": "Allow", "Action": "*"}]}}'
    ),
    "build/scp/limit.json": LIMIT,
    "node_modules/p/policy.json": JSON,
    ".terraform/policy.json": JSON,
    "env/policy.json": JSON,
    "env/pyvenv.cfg": "",
}


def test_one_tree_gives_one_set_of_policies_to_all_three(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`init`, a check of the folder and the rule on unnamed policies agree on what a policy file is."""
    root = tmp_path / "root"
    for name, text in TREE.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    checked = {path.relative_to(root).as_posix() for path in find_policies([root])}
    reported = {"a/manifest.yaml", "cdk.out/tree.json"}  # policies that are not read
    assert reported <= checked
    checked -= reported
    found = survey(root)
    proposed = {one.file for one in found.documents} | {one.file for one in found.containers}
    for folder in ("a", "cdk.out", "build/scp"):  # one policy of each is named, so that the others are not
        (root / folder / "named.json").write_text(JSON, encoding="utf-8")
    entries = "".join(
        f"  - {{name: {folder}, files: [{folder}/named.json]}}\n" for folder in ("a", "cdk.out", "build/scp")
    )
    monkeypatch.chdir(root)
    (root / "mfagate.yaml").write_text(f"version: 1\nsubjects:\n{entries}", encoding="utf-8")
    findings = unnamed_policies(load_config(root / "mfagate.yaml"))
    unnamed = {one.file for one in findings}

    assert checked == {
        "a/broken.json",
        "a/guard.json",
        "a/role.yaml",
        "build/scp/limit.json",
        "cdk.out/stack.template.json",
        "cdk.out/users.yaml",
    }
    assert (proposed, unnamed) == (checked, checked | reported)
