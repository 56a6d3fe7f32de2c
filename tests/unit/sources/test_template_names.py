"""CloudFormation templates: inline policies of one name, of which AWS keeps one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .reading import GUARD, allow, subjects, written
from .test_template_branches import with_env
from .test_templates import template

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

GUARDED = {"PolicyName": "inline", "PolicyDocument": GUARD}
ALL = {"PolicyName": "inline", "PolicyDocument": allow("*")}
USERS = {"Users": [{"Ref": "Alice"}]}


@pytest.mark.parametrize(
    ("own", "resources", "place"),
    [
        ([GUARDED, ALL], {}, "Alice.Properties.Policies[1].PolicyName"),
        ([GUARDED], {"One": ("IAM::Policy", {**ALL, **USERS})}, "One.Properties.PolicyName"),
        ([GUARDED], {"One": ("IAM::UserPolicy", {**ALL, "UserName": {"Ref": "Alice"}})},
         "One.Properties.PolicyName"),
        ([], {"One": ("IAM::Policy", {**GUARDED, **USERS}), "Two": ("IAM::Policy", {**ALL, **USERS})},
         "Two.Properties.PolicyName"),
        ([{**GUARDED, "PolicyName": {"Ref": "Open"}}, {**ALL, "PolicyName": {"Fn::Sub": "${Open}"}}], {},
         "Alice.Properties.Policies[1].PolicyName"),
    ],
)  # fmt: skip
def test_a_second_inline_policy_of_a_name_is_an_error(
    tmp_path: Path, own: list[Json], resources: dict[str, tuple[str, dict[str, Json]]], place: str
) -> None:
    """AWS keeps only one of them, so what the two allow and deny together is nobody's."""
    made = with_env(template(Alice=("IAM::User", {"UserName": "alice", "Policies": own}), **resources))
    alice = subjects(written(tmp_path, made))["Alice"]
    assert [(one.severity, one.path) for one in alice.unknowns] == [("error", f"$.Resources.{place}")]
    assert "AWS keeps only the one created last" in alice.unknowns[0].message
    assert not alice.judgeable


def test_inline_policies_of_other_names_or_other_users_stand_beside_each_other(tmp_path: Path) -> None:
    """So does a managed policy of the name, and one policy that is attached twice."""
    resources = {
        "Bob": ("IAM::User", {"UserName": "bob", "Policies": [ALL]}),
        "Alice": ("IAM::User", {"UserName": "alice", "Policies": [GUARDED, {**ALL, "PolicyName": "all"}]}),
        "One": ("IAM::ManagedPolicy", {**ALL, "ManagedPolicyName": "inline", **USERS}),
        "Two": ("IAM::Policy", {**ALL, "PolicyName": "two", "Users": [{"Ref": "Alice"}, {"Ref": "Alice"}]}),
    }
    found = subjects(written(tmp_path, template(**resources)))
    assert {name: list(one.unknowns) for name, one in found.items()} == {"Bob": [], "Alice": []}


@pytest.mark.parametrize("condition", ["Yes", "on"])
def test_a_condition_that_yaml_takes_for_a_truth_value_is_reported(tmp_path: Path, condition: str) -> None:
    """Its name is no text then, so the message says what to put in quotes."""
    text = (
        "Conditions: {%s: !Equals [a, a]}\nResources:\n  Alice:\n    Type: AWS::IAM::User\n"
        "    Properties: {UserName: alice, Policies: !If [%s, [], []]}\n"
    )
    path = written(tmp_path, text % (condition, condition), "t.yaml")
    (unknown, *_) = subjects(path)["Alice"].all_unknowns
    said = "the condition of Fn::If is the Boolean true, not a name"
    assert (unknown.severity, unknown.message.startswith(said)) == ("error", True)
    assert unknown.remedy == "Put its name in quotes, here and under Conditions."
    quoted = written(tmp_path, text % (f'"{condition}"', f'"{condition}"'), "q.yaml")
    assert subjects(quoted) == {}
