"""The details of an account: users, groups, roles, and what is attached to them."""

from __future__ import annotations

import json
import urllib.parse
from typing import TYPE_CHECKING, Any

import pytest

from .reading import FIXTURES, GUARD, allow, at, documents, fixture, subjects, trust, written

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

ACCOUNT = FIXTURES / "account.json"
LOCAL = "arn:aws:iam::111122223333:policy/"


def names(path: Path) -> dict[str, dict[str, str]]:
    """Return the documents' names of each subject, by label."""
    return {
        name: {label: document.name for label, document in subject.parts.items()}
        for name, subject in subjects(path).items()
    }


def test_each_user_role_and_trust_policy_is_a_subject() -> None:
    """Users come with their groups' policies, roles with their boundary; what nobody has stands alone."""
    assert names(ACCOUNT) == {
        "user/alice": {
            "identity[0]": "user/alice/own",
            "identity[1]": "policy/Guard",
            "identity[2]": "group/devs/ec2",
            "identity[3]": "policy/AdministratorAccess",
        },
        "user/bob": {},
        "role/ops": {"identity[0]": "policy/Guard", "boundary[0]": "policy/Edge"},
        "role/ops/trust": {"resource": "role/ops/trust"},
        "policy/Loose": {"identity[0]": "policy/Loose"},
    }


def test_account_user_and_completeness_come_from_the_file() -> None:
    """The ARN's account and the user's name are the subject's; nothing is assumed beside what is attached."""
    alice = subjects(ACCOUNT, account="999999999999", user="carol")["user/alice"]
    assert (alice.account, alice.user, alice.assume) == ("111122223333", "alice", "nothing")


def test_the_default_version_of_a_managed_policy_counts() -> None:
    """Version v2 is the default one, so v1's Allow is not read."""
    guard = documents(ACCOUNT)["policy/Guard"]
    assert guard.value["Statement"][0]["Effect"] == "Deny"


def test_a_policy_that_is_not_in_the_file_is_reported() -> None:
    """A user of whom nothing is known is not judged, and says which ARN is missing."""
    bob = subjects(ACCOUNT)["user/bob"]
    assert not bob.judgeable
    group, policy = bob.unknowns
    assert (group.severity, policy.severity) == ("error", "error")
    assert group.message.startswith("group/gone is not in this file")
    assert "arn:aws:iam::aws:policy/ReadOnlyAccess is attached" in policy.message
    assert policy.path == "$.UserDetailList[1].AttachedManagedPolicies[0]"


def test_a_role_of_which_nothing_is_known_is_a_warning(tmp_path: Path) -> None:
    """It is not judged, and says so; whether it wants MFA is its trust policy's to say."""
    policies = [{"PolicyArn": "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"}]
    role = {"RoleName": "r", "AttachedManagedPolicies": policies, "AssumeRolePolicyDocument": trust()}
    found = subjects(written(tmp_path, {"RoleDetailList": [role]}))
    (unknown,) = found["role/r"].unknowns
    assert (unknown.severity, found["role/r"].judgeable) == ("warning", False)
    assert unknown.message.endswith("no other policy of role/r is known, so this cannot be judged")
    assert found["role/r/trust"].judgeable


def test_a_missing_policy_beside_others_is_a_warning(tmp_path: Path) -> None:
    """What is known is judged, and the report says what was left out."""
    account = fixture("account.json")
    account["UserDetailList"][0]["AttachedManagedPolicies"].append({"PolicyArn": f"{LOCAL}Gone"})
    alice = subjects(written(tmp_path, account))["user/alice"]
    (unknown,) = alice.unknowns
    assert (unknown.severity, alice.judgeable) == ("warning", True)
    assert f"{LOCAL}Gone is attached, but its document is not in this file" in unknown.message


@pytest.mark.parametrize(
    ("missing", "assumed"),
    [
        ({"AttachedManagedPolicies": [{"PolicyArn": f"{LOCAL}Gone"}]}, None),
        ({"GroupList": ["gone"]}, None),
        ({"GroupList": ["half"]}, None),
        ({"GroupList": ["whole"]}, "nothing"),
        ({"PermissionsBoundary": {"PermissionsBoundaryArn": f"{LOCAL}Gone"}}, "nothing"),
        ({}, "nothing"),
    ],
)
def test_beside_what_is_missing_everything_may_be_granted(
    tmp_path: Path, missing: dict[str, Any], assumed: str | None
) -> None:
    """The rules assume nothing beside a user only where all that allows him something is in the file."""
    own = {"PolicyName": "own", "PolicyDocument": GUARD}
    account = {
        "UserDetailList": [{"UserName": "carol", "UserPolicyList": [own], **missing}],
        "GroupDetailList": [
            {"GroupName": "half", "AttachedManagedPolicies": [{"PolicyArn": f"{LOCAL}Gone"}]},
            {"GroupName": "whole", "GroupPolicyList": [own]},
        ],
    }
    carol = subjects(written(tmp_path, account))["user/carol"]
    assert (carol.assume, {one.severity for one in carol.unknowns} <= {"warning"}) == (assumed, True)


def test_a_missing_boundary_is_a_warning(tmp_path: Path) -> None:
    """Without its boundary a role can do more; the report says so."""
    account = fixture("account.json")
    account["RoleDetailList"][0]["PermissionsBoundary"]["PermissionsBoundaryArn"] = f"{LOCAL}Gone"
    role = subjects(written(tmp_path, account))["role/ops"]
    assert list(role.parts) == ["identity[0]"]
    assert "it is not judged, so less may be allowed" in role.unknowns[0].message


@pytest.mark.parametrize("encoded", [False, True])
def test_positions_are_those_of_the_file(tmp_path: Path, *, encoded: bool) -> None:
    """A document inside an object, or URL-encoded inside a text, is found at its line and column."""
    policy: Any = allow("s3:Get\u00e9")
    policy["Statement"][0]["Effect"] = "Alow"
    document = urllib.parse.quote(json.dumps(policy, indent=1, ensure_ascii=False)) if encoded else policy
    account = {
        "RoleDetailList": [
            {"RoleName": "r", "RolePolicyList": [{"PolicyName": "p", "PolicyDocument": document}]}
        ]
    }
    path = written(tmp_path, account)
    (error,) = documents(path)["role/r/p"].errors
    assert (error.line, error.column) == at(
        path.read_text(encoding="utf-8"), "%22Alow" if encoded else '"Alow'
    )
    assert error.path == "$.RoleDetailList[0].RolePolicyList[0].PolicyDocument.Statement[0].Effect"


def test_a_duplicate_key_inside_a_document_is_an_error(tmp_path: Path) -> None:
    """Only the document is held to it: AWS would refuse it, and readers differ on which value counts."""
    text = json.dumps({"RoleDetailList": [{"RoleName": "r", "AssumeRolePolicyDocument": trust()}]})
    path = written(tmp_path, text.replace('"Effect"', '"Effect": "Deny", "Effect"'))
    (error,) = documents(path)["role/r/trust"].errors
    assert (error.code, error.path) == (
        "json-duplicate-key",
        "$.RoleDetailList[0].AssumeRolePolicyDocument.Statement[0].Effect",
    )


def test_two_of_the_same_name_are_kept_apart(tmp_path: Path) -> None:
    """A second page pasted behind the first does not hide what the first has."""
    role = {"RoleName": "r", "AssumeRolePolicyDocument": trust()}
    path = written(tmp_path, {"RoleDetailList": [role, role]})
    assert list(subjects(path)) == ["role/r/trust", "role/r~2/trust"]


def test_the_details_are_read_from_yaml_too(tmp_path: Path) -> None:
    """`--output yaml` gives the same."""
    policy = '{Version: "2012-10-17", Statement: [5]}'
    text = f"RoleDetailList:\n- RoleName: r\n  AssumeRolePolicyDocument: {policy}\n"
    (error,) = documents(written(tmp_path, text, "account.yaml"))["role/r/trust"].errors
    assert (error.line, error.path) == (3, "$.RoleDetailList[0].AssumeRolePolicyDocument.Statement[0]")


def test_a_group_without_users_is_a_subject(tmp_path: Path) -> None:
    """A group is judged with its users; alone, by itself."""
    group = {"GroupName": "g", "GroupPolicyList": [{"PolicyName": "p", "PolicyDocument": allow()}]}
    assert list(subjects(written(tmp_path, {"GroupDetailList": [group]}))) == ["group/g"]


@pytest.mark.parametrize("wrong", [5, "text", [5], {"a": 1}, None, [None]])
def test_another_shape_is_an_error_of_structure(tmp_path: Path, wrong: Json) -> None:
    """Numbers where objects belong are refused with their place, never skipped."""
    found = documents(written(tmp_path, {"UserDetailList": wrong, "RoleDetailList": []}))
    refused = [error.message for document in found.values() for error in document.errors]
    assert refused == ([] if wrong is None else ["Expected an object"])


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"IsTruncated": True, "Marker": "AAAA"}, "IsTruncated"),
        ({"NextToken": "AAAA"}, "NextToken"),
        ({"IsTruncated": False, "Marker": "AAAA"}, "Marker"),
        ({"IsTruncated": False}, None),
        ({"Marker": None}, None),
    ],
)
def test_details_that_go_on_are_an_error(tmp_path: Path, more: dict[str, Any], key: str | None) -> None:
    """Who is on the next page is not judged, and that is said where the file says so."""
    found = subjects(written(tmp_path, {**fixture("account.json"), **more}))
    reported = [one for name in found.keys() - names(ACCOUNT).keys() for one in found[name].all_unknowns]
    assert [(one.severity, one.path) for one in reported] == ([("error", f"$.{key}")] if key else [])
    assert all("--max-items" in one.remedy for one in reported)


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_a_list_that_appears_twice_is_an_error(tmp_path: Path, name: str) -> None:
    """Two pages in one object: only one of them is read, so nothing passes."""
    text = '{"UserDetailList": [{"UserName": "a"}],\n "UserDetailList": [{"UserName": "b", "UserName": "c"}]}'
    found = documents(written(tmp_path, text, name))
    errors = [error for one in found.values() for error in one.errors]
    assert {(error.line, error.message) for error in errors} == {
        (2, 'The key "UserDetailList" appears twice (see line 1); keep one of them: only one is read'),
        (2, 'The key "UserName" appears twice (see line 2); keep one of them: only one is read'),
    }


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
@pytest.mark.parametrize(
    ("more", "place"),
    [
        (
            '"PermissionsBoundary": {"PermissionsBoundaryArn": "a", "PermissionsBoundaryArn": "b"}',
            "PermissionsBoundary.PermissionsBoundaryArn",
        ),
        ('"Tags": [{"Key": "a", "Value": "b", "Value": "c"}]', "Tags[0].Value"),
        (
            '"AttachedManagedPolicies": [{"PolicyArn": "a", "PolicyArn": "b"}]',
            "AttachedManagedPolicies[0].PolicyArn",
        ),
    ],
)
def test_a_key_that_appears_twice_in_an_entry_is_an_error(
    tmp_path: Path, name: str, more: str, place: str
) -> None:
    """However deep it is."""
    found = documents(written(tmp_path, f'{{"UserDetailList": [{{"UserName": "u", {more}}}]}}', name))
    (error,) = found[f"$.UserDetailList[0].{place}"].errors
    assert error.path == f"$.UserDetailList[0].{place}"


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_a_policy_whose_key_appears_twice_has_the_error(tmp_path: Path, name: str) -> None:
    """A config that names this document alone has it too."""
    both = f'"PolicyDocument": {json.dumps(allow())}, "PolicyDocument": {json.dumps(allow())}'
    text = f'{{"UserDetailList": [{{"UserName": "u", "UserPolicyList": [{{"PolicyName": "p", {both}}}]}}]}}'
    (document,) = documents(written(tmp_path, text, name)).values()
    assert document.name == "user/u/p"
    assert [error.message for error in document.errors] == [
        'The key "PolicyDocument" appears twice (see line 1); keep one of them: only one is read'
    ]


def test_long_yaml_says_how_to_save_it(tmp_path: Path) -> None:
    """YAML of megabytes takes minutes to read; the same reply as JSON does not."""
    text = "RoleDetailList:\n" + "- {RoleName: a, Path: /}\n" * 50_000
    (document,) = documents(written(tmp_path, text, "a.yaml")).values()
    (error,) = document.errors
    assert (error.code, "--output json" in error.message) == ("yaml-size", True)
