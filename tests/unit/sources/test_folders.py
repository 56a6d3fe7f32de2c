"""Of a folder, which files are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mfagate.exceptions import NothingToCheckError
from mfagate.policy.documents import load_document
from mfagate.sources.folders import find_policies


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
        path.write_text("{}", encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_policies([tmp_path])]
    assert found == ["a.json", "b/a.json", "b/z.json"]
    named = [tmp_path / "c.yaml", tmp_path / "b", tmp_path / "b" / "z.json"]
    assert [path.name for path in find_policies(named)] == ["c.yaml", "a.json", "z.json"]


def test_files_are_found_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative paths stay relative, so that reports show them as they were typed."""
    (tmp_path / "p" / "q").mkdir(parents=True)
    (tmp_path / "p" / "q" / "a.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert find_policies([Path("p")]) == [Path("p/q/a.json")]
    assert load_document(Path("p/q/a.json")).file == "p/q/a.json"


IAM = "Alice: {Type: AWS::IAM::User, Properties: {ManagedPolicyArns: [arn:aws:iam::aws:policy/X]}}"
POLICY = "Version: '2012-10-17'\nStatement: [{Effect: Allow, Action: '*', Resource: '*'}]\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "{}"),
        ("a.JSON", "{}"),
        ("a.tfstate", "{}"),
        ("a.TFSTATE", "nothing"),
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
        ("a.yaml", "Resources: {A: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/X']}}\n"),
        ("a.yaml", "Resources: {A: {Type: 'AWS::CloudFormation::Stack'}}\n"),
        ("a.yaml", "Statement: [{Effect: Allow\n"),
        ("a.yaml", "  AWSTemplateFormatVersion: '2010-09-09'\n  Resources: [}\n"),
    ],
)
def test_a_folder_gives_what_may_hold_policies(tmp_path: Path, name: str, text: str) -> None:
    """JSON and states are read whatever they are, and of the rest what looks like something that is read."""
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
        ("a.yaml", "apiVersion: v1\nspec:\n  document: {Statement: [{Effect: Allow, Action: '*'}]}\n"),
        ("a.yaml", "resources:\n  Resources:\n    A: {Type: AWS::SNS::Topic}\n"),
        ("a.yaml", "{{ if .Values.iam }}\npolicy:\n  Statement: [{Effect: Allow}]\n{{ end }}\n"),
        ("a.yaml", "- Effect: Allow\n  Action: '*'\n"),
        ("a.yaml", "Policy: Effect\n"),
        ("a.yaml", "Statement: of accounts\n"),
        ("nginx.conf.template", "server { listen 80; }\n"),
        ("a.txt", "{}"),
        (".a.json", "{}"),
        (".a.yaml", POLICY),
    ],
)
def test_a_folder_gives_no_file_that_only_has_a_word_of_ours(tmp_path: Path, name: str, text: str) -> None:
    """Most YAML in a repository is none of ours, and is no error."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "b.json").write_text("{}", encoding="utf-8")
    assert [path.name for path in find_policies([tmp_path])] == ["b.json"]


def test_a_folder_that_is_linked_is_not_gone_into(tmp_path: Path) -> None:
    """A link to a folder may lead in a circle; a link to a file is read."""
    (tmp_path / "at" / "in").mkdir(parents=True)
    (tmp_path / "at" / "b.json").write_text("{}", encoding="utf-8")
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
        f"{tmp_path.as_posix()}: there is no *.json file in this folder, and no policy or template "
        "in YAML; name the folder or file that holds the policies"
    )


def test_a_folder_of_terraform_is_told_what_to_give(tmp_path: Path) -> None:
    """Its *.tf files are not read, wherever they stand in it; what prints a plan is said."""
    (tmp_path / "iam").mkdir()
    (tmp_path / "iam/main.tf").write_text('resource "aws_iam_policy" "p" {}', encoding="utf-8")
    with pytest.raises(NothingToCheckError) as raised:
        find_policies([tmp_path])
    assert str(raised.value).endswith(
        "in YAML; its *.tf files are Terraform's configuration, which is not worked out here; "
        "give what terraform show -json prints of its plan"
    )
