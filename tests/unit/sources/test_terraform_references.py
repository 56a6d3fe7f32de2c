"""Lists that are known only after apply: who is surely in them, and of whom that is not known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from .reading import GUARD, allow, at, subjects, written
from .test_terraform import block, plan
from .test_terraform_edges import configured

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"
GUARD_ARN = "arn:aws:iam::111122223333:policy/guard"
ALICE = ["aws_iam_user.alice.id", "aws_iam_user.alice"]
BOB = ["aws_iam_user.bob.id", "aws_iam_user.bob"]
ANA = ['aws_iam_user.all["ana"].id', 'aws_iam_user.all["ana"]', "aws_iam_user.all"]
LIST = "aws_iam_policy_attachment__a"
UNKNOWN: dict[str, Json] = {}
"""The values of a list that the plan leaves out."""


def guarding(users: dict[str, Json]) -> dict[str, Any]:
    """Return a plan that attaches a guard to some of three users, who may do anything."""
    ana = 'aws_iam_user.all["ana"]'
    return plan(
        block("aws_iam_user", "alice", {"name": "alice"}),
        block("aws_iam_user", "bob", {"name": "bob"}),
        block("aws_iam_user", "all", {"name": "ana"}, index="ana", address=ana),
        block("aws_iam_policy", "guard", {"arn": GUARD_ARN, "policy": json.dumps(GUARD)}),
        block("aws_iam_policy_attachment", "a", {"policy_arn": GUARD_ARN, **users}),
    )


@pytest.mark.parametrize(
    ("users", "references", "sure", "doubtful"),
    [
        (UNKNOWN, ALICE, ["alice"], []),
        (UNKNOWN, ANA, ["all"], []),
        ({"users": [None]}, ALICE, ["alice"], []),
        ({"users": [None, None]}, [*ALICE, *ANA], ["alice", "all"], []),
        ({"users": ["bob", None]}, [*BOB, *ALICE], ["alice", "bob"], []),
        ({"users": ["bob", None]}, [*BOB, *ALICE, *ANA], ["bob"], ["alice", "all"]),
        ({"users": ["bob", None]}, ALICE, ["alice", "bob"], []),
        (UNKNOWN, [*ALICE, *BOB], [], ["alice", "bob"]),
        (UNKNOWN, ["var.vip", *ALICE], [], ["alice"]),
        (UNKNOWN, ["local.vip", *ALICE], [], ["alice"]),
        (UNKNOWN, ["each.key", *ALICE], [], ["alice"]),
        (UNKNOWN, ["terraform.workspace", *ALICE], [], ["alice"]),
        (UNKNOWN, ["aws_iam_user.alice.force_destroy", "aws_iam_user.alice", *ALICE], [], ["alice"]),
        (UNKNOWN, ["aws_iam_user.alice", *ALICE], [], ["alice"]),
        (UNKNOWN, [*ALICE, *ALICE], [], ["alice"]),
        (UNKNOWN, ["aws_iam_user.all"], [], ["all"]),
        (UNKNOWN, ["aws_iam_user.all", "each.key"], [], []),
        ({"users": [None]}, [*ALICE, *BOB], [], ["alice", "bob"]),
        ({"users": [None]}, ["var.vip", *ALICE, *BOB], [], ["alice", "bob"]),
        ({"users": [None]}, ["aws_iam_user.all"], [], ["all"]),
        ({"users": [None, None]}, ALICE, [], ["alice"]),
    ],
)
def test_who_a_list_may_leave_out_is_an_error(
    tmp_path: Path, users: dict[str, Json], references: list[str], sure: list[str], doubtful: list[str]
) -> None:
    """One plain reference for each unknown element is that; a condition or a loop may leave anybody out."""
    expressions = {LIST: {"users": {"references": references}}}
    found = subjects(written(tmp_path, configured(guarding(users), **expressions)))
    people = {name.split(".")[1].partition("[")[0]: one for name, one in found.items() if "_user." in name}
    assert sorted(name for name, one in people.items() if one.judgeable and not one.unknowns) == sure
    assert sorted(name for name, one in people.items() if not one.judgeable) == doubtful
    assert {one.severity for name in doubtful for one in people[name].unknowns} <= {"error"}


def test_a_doubt_has_its_place_and_says_what_to_do(tmp_path: Path) -> None:
    """It stands at the list, and names are what a plan knows."""
    made = configured(guarding({"users": [None]}), **{LIST: {"users": {"references": ["aws_iam_user.all"]}}})
    path = written(tmp_path, made)
    (unknown,) = subjects(path)['aws_iam_user.all["ana"]'].unknowns
    assert unknown.message == (
        'users of aws_iam_policy_attachment.a may or may not refer to aws_iam_user.all["ana"]; '
        "it is judged as if it does"
    )
    assert "aws_iam_user.NAME.name" in unknown.remedy
    line, column = at(path.read_text(encoding="utf-8"), '"users": [')
    assert (unknown.line, unknown.column) == (line, column + len('"users": '))


@pytest.mark.parametrize(
    ("given", "outer", "sound"),
    [
        (["var.users"], ALICE, True),
        (["var.users[0]", "var.users"], ALICE, False),
        (["var.users"], ["module.people.id", "module.people"], True),
        (["var.users"], ["module.people.ids[0]", "module.people.ids", "module.people"], False),
        (["var.users", "var.vip"], ALICE, False),
    ],
)
def test_a_list_through_modules_is_as_plain_as_what_is_given(
    tmp_path: Path, given: list[str], outer: list[str], *, sound: bool
) -> None:
    """A variable and an output by themselves stand for what they refer to; part of one may be anything."""
    made = guarding(UNKNOWN)
    attaches = made["planned_values"]["root_module"]["resources"].pop()
    attaches["address"] = "module.m.aws_iam_policy_attachment.a"
    made["planned_values"]["root_module"]["child_modules"] = [
        {"address": "module.m", "resources": [attaches]},
        {"address": "module.people", "resources": [people()]},
    ]
    reported = {key: attaches[key] for key in ("mode", "type", "name")}
    outputs = {name: {"expression": {"references": ALICE}} for name in ("id", "ids")}
    users = {"users": {"references": given}}
    made["configuration"] = {
        "root_module": {
            "module_calls": {
                "m": {
                    "expressions": {"users": {"references": outer}, "vip": {"constant_value": True}},
                    "module": {"resources": [{**reported, "expressions": users}]},
                },
                "people": {"module": {"outputs": outputs}},
            }
        }
    }
    found = subjects(written(tmp_path, made))
    inner = "module.people." if outer is not ALICE else ""
    assert found[f"{inner}aws_iam_user.alice"].judgeable is sound


def people() -> dict[str, Any]:
    """Return a user in a module."""
    return block("aws_iam_user", "alice", {"name": "eve"}, address="module.people.aws_iam_user.alice")


@pytest.mark.parametrize(
    ("references", "severities"),
    [
        (["aws_iam_group.g.id", "aws_iam_group.g"], ["warning"]),
        (["aws_iam_group.g"], ["warning", "error"]),
    ],
)
def test_a_group_that_a_user_may_not_be_in_is_an_error(
    tmp_path: Path, references: list[str], severities: list[str]
) -> None:
    """The guard is the group's: whoever is not in it has none."""
    made = plan(
        block("aws_iam_user", "u", {"name": "u"}),
        block("aws_iam_group", "g", {"name": "g"}),
        block("aws_iam_group_policy", "p", {"name": "p", "group": "g", "policy": json.dumps(GUARD)}),
        block("aws_iam_user_group_membership", "m", {"user": "u"}),
    )
    groups = {"groups": {"references": references}}
    found = subjects(written(tmp_path, configured(made, aws_iam_user_group_membership__m=groups)))
    assert [one.severity for one in found["aws_iam_user.u"].unknowns] == severities


GUARD_REFERENCE = ["aws_iam_policy.guard.arn", "aws_iam_policy.guard"]
OTHER_REFERENCE = ["aws_iam_policy.other.arn", "aws_iam_policy.other"]


@pytest.mark.parametrize(
    ("listed", "references", "sound"),
    [
        ({"policy_arns": [None]}, GUARD_REFERENCE, True),
        ({"policy_arns": [None, ADMIN]}, GUARD_REFERENCE, True),
        ({"policy_arns": [None, None]}, [*GUARD_REFERENCE, *OTHER_REFERENCE], True),
        ({"policy_arns": [None]}, [*GUARD_REFERENCE, *OTHER_REFERENCE], False),
        ({"policy_arns": [None]}, ["var.vip", *GUARD_REFERENCE], False),
        ({"policy_arns": [None]}, ["aws_iam_policy.guard"], False),
        ({}, GUARD_REFERENCE, True),
        ({}, [*GUARD_REFERENCE, *OTHER_REFERENCE], False),
    ],
)
def test_a_policy_that_a_user_may_not_have_is_an_error(
    tmp_path: Path, listed: dict[str, Json], references: list[str], *, sound: bool
) -> None:
    """An exclusive list of ARNs, known only after apply, by the same rule as a list of users."""
    kind = "aws_iam_user_policy_attachments_exclusive"
    made = plan(
        block("aws_iam_user", "u", {"name": "u"}),
        block("aws_iam_policy", "guard", {"policy": json.dumps(GUARD)}),
        block("aws_iam_policy", "other", {"policy": json.dumps(allow())}),
        block(kind, "x", {"user_name": "u", **listed}),
    )
    expressions = {f"{kind}__x": {"policy_arns": {"references": references}}}
    found = subjects(written(tmp_path, configured(made, **expressions)))["aws_iam_user.u"]
    assert "aws_iam_policy.guard" in [one.name for one in found.parts.values()]
    assert found.judgeable is sound


def test_a_known_policy_that_an_unknown_list_does_not_show_is_not_in_it(tmp_path: Path) -> None:
    """Its ARN would stand there: what waits is another one, and nothing guards."""
    kind = "aws_iam_user_policy_attachments_exclusive"
    made = plan(
        block("aws_iam_user", "u", {"name": "u"}),
        block("aws_iam_policy", "guard", {"arn": GUARD_ARN, "policy": json.dumps(GUARD)}),
        block("aws_iam_policy", "other", {"policy": json.dumps(allow())}),
        block(kind, "x", {"user_name": "u", "policy_arns": [None]}),
    )
    expressions = {f"{kind}__x": {"policy_arns": {"references": [*GUARD_REFERENCE, *OTHER_REFERENCE]}}}
    found = subjects(written(tmp_path, configured(made, **expressions)))["aws_iam_user.u"]
    assert [one.name for one in found.parts.values()] == ["aws_iam_policy.other"]


@pytest.mark.parametrize(("policy", "severity"), [(allow("iam:GetUser"), "error"), (GUARD, "warning")])
def test_a_policy_that_is_known_after_apply_decides_where_there_is_no_guard(
    tmp_path: Path, policy: dict[str, Any], severity: str
) -> None:
    """Whatever it is, he may have it: without a guard that may be anything, with one the guard holds."""
    made = plan(
        block("aws_iam_user", "u", {"name": "u"}),
        block("aws_iam_user_policy", "own", {"user": "u", "name": "own", "policy": json.dumps(policy)}),
        block("aws_iam_user_policy_attachment", "a", {"user": "u"}),
    )
    late = {"policy_arn": {"references": ["local.arn"]}}
    found = subjects(written(tmp_path, configured(made, aws_iam_user_policy_attachment__a=late)))
    assert [one.severity for one in found["aws_iam_user.u"].unknowns] == [severity]


@pytest.mark.parametrize(
    ("references", "sound"),
    [
        (ALICE, True),
        (["var.who", *ALICE], True),
        (["random_pet.p.id", "random_pet.p", *ALICE], False),
        (["local.who", *ALICE], False),
    ],
)
def test_a_user_who_may_not_be_meant_is_an_error(
    tmp_path: Path, references: list[str], *, sound: bool
) -> None:
    """What is waited for beside his name could make another name of it."""
    made = guarding({"users": []})
    made["planned_values"]["root_module"]["resources"] += [
        block("aws_iam_user_policy", "b", {"name": "own", "policy": json.dumps(allow())})
    ]
    expressions = {"aws_iam_user_policy__b": {"user": {"references": references}}}
    found = subjects(written(tmp_path, configured(made, **expressions)))["aws_iam_user.alice"]
    reported = (
        "user of aws_iam_user_policy.b may or may not refer to aws_iam_user.alice; it is judged as if it does"
    )
    assert [one.message for one in found.unknowns] == ([] if sound else [reported])
