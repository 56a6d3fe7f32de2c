"""Findings in files that hold policies: known by names, whatever stands before them in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.findings.builders import structure_findings, unknown_findings

from .reading import allow, subjects, written
from .test_templates import template

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

BROKEN = {"Version": "2012-10-17", "Statement": [{"Effect": "Dny", "Action": "*", "Resource": "*"}]}


def prints(path: Path) -> dict[str, list[str]]:
    """Return the fingerprints of each subject's findings of structure and unknown values."""
    return {
        name: [
            one.fingerprint
            for found in (
                [structure_findings(part) for part in subject.parts.values()],
                [unknown_findings(subject)],
            )
            for listed in found
            for one in listed
        ]
        for name, subject in subjects(path).items()
    }


def user(name: str, *policies: Json) -> dict[str, Any]:
    """Return a user of an account's details with inline policies and one that is not in the file."""
    inline = [{"PolicyName": f"{index}-of", "PolicyDocument": one} for index, one in enumerate(policies)]
    arn = f"arn:aws:iam::111122223333:policy/of-{name}"
    return {"UserName": name, "UserPolicyList": inline, "AttachedManagedPolicies": [{"PolicyArn": arn}]}


def test_a_user_before_others_in_the_details_of_an_account_changes_nothing(tmp_path: Path) -> None:
    """The others' findings are the same, and those of two users differ."""
    first = prints(written(tmp_path, {"UserDetailList": [user("a", BROKEN), user("b", BROKEN)]}))
    second = prints(written(tmp_path, {"UserDetailList": [user("c"), user("b", BROKEN), user("a", BROKEN)]}))
    assert {name: second[name] for name in first} == first
    assert len(set(first["user/a"]) | set(first["user/b"])) == len([*first["user/a"], *first["user/b"]]) == 4


def test_an_entry_before_others_in_a_template_changes_nothing(tmp_path: Path) -> None:
    """Policies, statements and resources in lists are not known by their numbers."""
    statement = {"Effect": "Allow", "Action": "s3:*", "Resource": [{"Ref": "Open"}]}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    policy = {"PolicyName": "p", "PolicyDocument": document}
    more = {"PolicyName": "q", "PolicyDocument": allow()}
    longer = {
        **document,
        "Statement": [*allow()["Statement"], {**statement, "Resource": ["*", {"Ref": "Open"}]}],
    }

    def read(*policies: Json) -> list[str]:
        made = template(
            User=("IAM::User", {"Policies": list(policies), "ManagedPolicyArns": [{"Ref": "Open"}]})
        )
        return prints(written(tmp_path, {**made, "Parameters": {"Open": {"Type": "String"}}}))["User"]

    before = read(policy)
    assert len(set(before)) == 2
    assert read(more, {**policy, "PolicyDocument": longer}) == before
