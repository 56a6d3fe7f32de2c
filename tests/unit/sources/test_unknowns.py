"""Unknown values in a resource: the careful way, for each effect and each element."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from .reading import documents, written

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json
    from mfagate.policy.documents import Document

FRESH = "a made-up name that matches nothing else"


def judged(folder: Path, effect: Json, element: str, value: Json) -> Any:  # noqa: ANN401
    """Return the document whose resource is worked out from a value with an open parameter."""
    statement = {"Sid": {"Fn::Sub": "Of${Open}"}, "Effect": effect, "Action": "s3:*", element: value}
    policy = {"Version": "2012-10-17", "Statement": statement}
    resource = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": policy}}
    parameters = {"Open": {"Type": "String"}}
    return documents(written(folder, {"Parameters": parameters, "Resources": {"One": resource}}))["One"]


@pytest.mark.parametrize(
    ("effect", "element", "text", "assumed", "taken"),
    [
        ("Allow", "Resource", "arn:aws:s3:::${Open}/*", "arn:aws:s3:::*/*", "any resource"),
        ("Allow", "Resource", "arn:aws:s3:::a${Open}*", "arn:aws:s3:::a*", "any resource"),
        ("Allow", "Resource", "${Open}/*", "*", "any resource"),
        ("Deny", "NotResource", "arn:aws:s3:::${Open}/*", "arn:aws:s3:::*/*", "any resource"),
        ("Deny", "Resource", "arn:aws:s3:::${Open}/*", "arn:aws:s3:::unknown-OPEN/*", FRESH),
        ("Deny", "Resource", "${Open}/*", "arn:aws:unknown:::unknown-OPEN/*", FRESH),
        ("Allow", "NotResource", "${Open}", "arn:aws:unknown:::unknown-OPEN", FRESH),
        ("Deny", "Resource", "arn:aws:iam::${Open}:user/a", "arn:aws:iam::000000000000:user/a", FRESH),
        ("Deny", "Resource", "arn:aws:iam::1${Open}:user/a", "arn:aws:iam::1unknown-OPEN:user/a", FRESH),
    ],
)
def test_a_resource_is_judged_the_careful_way(
    tmp_path: Path, effect: str, element: str, text: str, assumed: str, taken: str
) -> None:
    """An Allow is as much as it may be, a Deny as little; NotResource is the other way round."""
    document = judged(tmp_path, effect, element, {"Fn::Sub": text})
    assumed = assumed.replace("OPEN", hashlib.sha256(b"the parameter Open has no default").hexdigest()[:8])
    assert document.value["Statement"][element] == assumed
    (unknown,) = document.unknowns
    assert unknown.message == (
        f'the parameter Open has no default; "{element}" of this {effect} is judged as {taken} ("{assumed}")'
    )
    assert unknown.severity == "warning"
    assert document.known


def test_only_the_unknown_of_a_list_is_replaced(tmp_path: Path) -> None:
    """What is known beside it stays; the Sid, which decides nothing, is a word."""
    document = judged(tmp_path, "Allow", "Resource", ["arn:aws:s3:::a", {"Ref": "Open"}])
    assert document.value["Statement"]["Resource"] == ["arn:aws:s3:::a", "*"]
    assert document.value["Statement"]["Sid"] == "Unknown"
    assert [one.path for one in document.unknowns] == [
        "$.Resources.One.Properties.PolicyDocument.Statement.Resource[1]"
    ]


def test_a_resource_of_another_shape_is_an_error(tmp_path: Path) -> None:
    """An object where a text belongs, with an unknown in it, cannot be judged."""
    document = judged(tmp_path, "Allow", "Resource", [{"a": {"Ref": "Open"}}])
    assert [one.severity for one in document.unknowns] == ["error"]


ROLE = {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/${Open}"}
ACCOUNT = {"Fn::Sub": "arn:aws:iam::${Open}:root"}


@pytest.mark.parametrize(
    ("effect", "element", "value", "assumed"),
    [
        ("Allow", "Principal", ROLE, "arn:aws:iam::111122223333:role/unknown-2ec0b019"),
        ("Deny", "Principal", ROLE, "arn:aws:iam::111122223333:role/unknown-2ec0b019"),
        ("Allow", "Principal", ACCOUNT, "arn:aws:iam::111122223333:root"),
        ("Deny", "NotPrincipal", ACCOUNT, "arn:aws:iam::111122223333:root"),
        ("Deny", "Principal", ACCOUNT, "arn:aws:iam::000000000000:root"),
        ("Allow", "Principal", ["arn:aws:iam::444455556666:root", ROLE], None),
    ],
)
def test_somebody_of_whom_only_the_name_or_the_account_is_unknown_is_judged(
    tmp_path: Path, effect: str, element: str, value: Json, assumed: str | None
) -> None:
    """It is one principal whatever it is called; an unknown account that is let in is taken for ours."""
    document = trusting(tmp_path, effect, element, {"AWS": value})
    found = document.value["Statement"][element]["AWS"]
    role = "arn:aws:iam::111122223333:role/unknown-2ec0b019"
    assert found == (assumed or ["arn:aws:iam::444455556666:root", role])
    (unknown,) = document.unknowns
    assert unknown.severity == "warning"
    assert unknown.message.endswith(f'"{element}" of this {effect} is judged as "{assumed or role}"')


@pytest.mark.parametrize(
    "principal",
    [
        {"AWS": {"Ref": "Open"}},
        {"AWS": {"Fn::Sub": "arn:aws:iam::111122223333:${Open}"}},
        {"AWS": [ROLE, {"Ref": "Open"}]},
        {"Service": {"Fn::Sub": "${Open}.amazonaws.com"}},
        {"Federated": {"Fn::Sub": "arn:aws:iam::111122223333:oidc-provider/${Open}"}},
        {"Ref": "Open"},
    ],
)
def test_a_principal_that_may_be_anybody_is_an_error(tmp_path: Path, principal: Json) -> None:
    """A whole unknown may be everybody, and what a provider is called decides what it has to say."""
    document = trusting(tmp_path, "Allow", "Principal", principal)
    assert {one.severity for one in document.unknowns} == {"error"}
    assert not document.known


def trusting(folder: Path, effect: str, element: str, principal: Json) -> Document:
    """Return the trust policy of a role with a principal of that value."""
    statement = {"Effect": effect, "Action": "sts:AssumeRole", element: principal}
    policy = {"Version": "2012-10-17", "Statement": statement}
    role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": policy}}
    path = written(folder, {"Parameters": {"Open": {"Type": "String"}}, "Resources": {"One": role}})
    return documents(path, account="111122223333")["One/trust"]


def test_an_unknown_is_called_the_same_whatever_stands_before_it(tmp_path: Path) -> None:
    """The name that is assumed does not count: a finding is the same when an unknown is added above it."""
    value = {"Fn::Sub": "arn:aws:s3:::${Open}/*"}
    alone = judged(tmp_path, "Deny", "Resource", value)
    second = judged(tmp_path, "Deny", "Resource", [{"Ref": "Other"}, value])
    assert second.value["Statement"]["Resource"][1] == alone.value["Statement"]["Resource"]
    assert second.unknowns[1].message == alone.unknowns[0].message


def test_beside_an_effect_that_is_not_known_nothing_is_assumed(tmp_path: Path) -> None:
    """Whether a resource is taken for anything or for nothing is the effect's to say: both are errors."""
    document = judged(tmp_path, {"Ref": "Open"}, "Resource", {"Ref": "Open"})
    assert [(one.severity, "Open has no default" in one.message) for one in document.unknowns] == [
        ("error", True),
        ("error", True),
    ]
    assert "\ue000" not in str(document.value)
