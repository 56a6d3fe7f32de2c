"""What one resource of Terraform gives and another takes away: nobody passes by what they may lose."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from .reading import GUARD, allow, at, subjects, written
from .test_terraform import block, plan
from .test_terraform_edges import configured, role

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

ARN = "arn:aws:iam::111122223333:policy/"
BOB = "aws_iam_user.bob"


def team(*more: dict[str, Any]) -> dict[str, Any]:
    """Return a plan of two users, a group with a guard, two policies, and more."""
    return plan(
        block("aws_iam_user", "alice", {"name": "alice"}),
        block("aws_iam_user", "bob", {"name": "bob"}),
        block("aws_iam_group", "g", {"name": "g"}),
        block("aws_iam_group_policy", "own", {"name": "own", "group": "g", "policy": json.dumps(GUARD)}),
        block("aws_iam_policy", "guard", {"arn": f"{ARN}guard", "policy": json.dumps(GUARD)}),
        block("aws_iam_policy", "fresh", {"name": "fresh", "policy": json.dumps(GUARD)}),
        *more,
    )


def attaches(name: str = "own", user: str = "bob", policy: str = "guard") -> dict[str, Any]:
    """Return the attachment of a policy to a user."""
    return block("aws_iam_user_policy_attachment", name, {"user": user, "policy_arn": f"{ARN}{policy}"})


def everybody(*users: str, name: str = "all", **values: Json) -> dict[str, Any]:
    """Return a resource that manages all attachments of the guard."""
    reported = {"policy_arn": f"{ARN}guard", "users": list(users), **values}
    return block("aws_iam_policy_attachment", name, reported)


def errors(path: Path, name: str = BOB) -> list[str]:
    """Return the errors of what is not known of a subject."""
    found = subjects(path).get(name)
    return [one.message for one in found.all_unknowns if one.severity == "error"] if found else []


@pytest.mark.parametrize(
    ("resources", "lost"),
    [
        ([attaches(), everybody("alice")], True),
        ([attaches(), everybody("alice", "bob")], False),
        ([everybody("bob")], False),
        ([attaches(), everybody()], True),
        ([everybody("bob", name="other"), everybody("alice")], True),
        ([everybody("bob", name="other"), everybody("bob", "alice")], False),
        ([attaches(), everybody("alice", policy_arn=f"{ARN}elsewhere")], False),
        (
            [
                block("aws_iam_group_policy_attachment", "own", {"group": "g", "policy_arn": f"{ARN}guard"}),
                block("aws_iam_user_group_membership", "m", {"user": "bob", "groups": ["g"]}),
                everybody("alice"),
            ],
            True,
        ),
        (
            [
                block(
                    "aws_iam_user_policy_attachments_exclusive",
                    "own",
                    {"user_name": "bob", "policy_arns": [f"{ARN}guard"]},
                ),
                everybody("alice"),
            ],
            True,
        ),
    ],
)
def test_a_policy_that_another_resource_manages_is_taken_away(
    tmp_path: Path, resources: list[dict[str, Any]], *, lost: bool
) -> None:
    """Who has it in another way and is not in the one list loses it at one apply or another."""
    assert bool(errors(written(tmp_path, team(*resources)))) is lost


def test_what_is_taken_away_is_reported_where_it_is_attached(tmp_path: Path) -> None:
    """With its place, and by whom; the others keep it."""
    path = written(tmp_path, team(attaches(), everybody("alice")))
    (unknown,) = subjects(path)[BOB].unknowns
    assert unknown.message == (
        "aws_iam_user.bob gets arn:aws:iam::111122223333:policy/guard here, but "
        "aws_iam_policy_attachment.all removes or replaces it; it may be missing after apply"
    )
    line, column = at(path.read_text(encoding="utf-8"), '"user": "bob"')
    assert (unknown.line, unknown.column) == (line, column + len('"user": '))
    assert errors(path, "aws_iam_user.alice") == []


FRESH = {"policy_arn": {"references": ["aws_iam_policy.fresh.arn", "aws_iam_policy.fresh"]}}
GUARD_OR_FRESH = ["aws_iam_policy.guard.arn", "aws_iam_policy.guard", *FRESH["policy_arn"]["references"]]


@pytest.mark.parametrize(
    ("arn", "references", "may"),
    [
        (None, GUARD_OR_FRESH, True),
        (None, ["local.arn"], True),
        (None, GUARD_OR_FRESH[:2], False),
        (f"{ARN}fresh", [], True),
        (f"{ARN}other", [], False),
    ],
)
def test_an_exclusive_attachment_of_an_unknown_policy_may_be_of_any(
    tmp_path: Path, arn: Json, references: list[str], *, may: bool
) -> None:
    """Bob's guard is new, and its ARN not known: an ARN with its name, or an unknown one, may be it."""
    own = block("aws_iam_user_policy_attachment", "own", {"user": "bob"})
    values: dict[str, Any] = {"users": ["alice"]} | ({} if arn is None else {"policy_arn": arn})
    made = configured(
        team(own, block("aws_iam_policy_attachment", "all", values)),
        aws_iam_user_policy_attachment__own=FRESH,
        aws_iam_policy_attachment__all={"policy_arn": {"references": references}},
    )
    found = errors(written(tmp_path, made))
    assert ["aws_iam_policy_attachment.all removes or replaces it" in one for one in found] == [True] * may


@pytest.mark.parametrize(
    ("members", "lost"), [({"users": ["alice"]}, True), ({"users": ["bob"]}, False), ({"users": []}, True)]
)
def test_a_group_whose_members_another_resource_manages_loses_the_rest(
    tmp_path: Path, members: dict[str, Json], *, lost: bool
) -> None:
    """Bob is put into the group by a resource of his own, and taken out by the group's."""
    made = team(
        block("aws_iam_user_group_membership", "own", {"user": "bob", "groups": ["g"]}),
        block("aws_iam_group_membership", "all", {"group": "g", **members}),
    )
    reported = (
        "aws_iam_user.bob gets g here, but aws_iam_group_membership.all removes or replaces it; "
        "it may be missing after apply"
    )
    assert errors(written(tmp_path, made)) == [reported] * lost


def test_an_unknown_group_may_be_any(tmp_path: Path) -> None:
    """Whose members a resource manages is known only after apply."""
    made = team(
        block("aws_iam_user_group_membership", "own", {"user": "bob", "groups": ["g"]}),
        block("aws_iam_group_membership", "all", {"users": ["alice"]}),
    )
    (reported,) = errors(written(tmp_path, made))
    assert "aws_iam_group_membership.all removes or replaces it" in reported


@pytest.mark.parametrize(
    ("names", "count"), [(("x", "x"), 1), (("x", "y"), 0), ((None, None), 0), (("x", "x", "x"), 2)]
)
def test_of_two_inline_policies_of_one_name_one_is_left(
    tmp_path: Path, names: tuple[Json, ...], count: int
) -> None:
    """The second takes the place of the first in AWS, or the first of the second."""
    own = [
        block("aws_iam_user_policy", f"p{index}", {"user": "bob", "name": one, "policy": json.dumps(allow())})
        for index, one in enumerate(names)
    ]
    found = errors(written(tmp_path, team(*own)))
    reported = (
        "aws_iam_user.bob gets x here, but aws_iam_user_policy.p0 removes or replaces it; "
        "it may be missing after apply"
    )
    assert found == [reported] * count


@pytest.mark.parametrize(("name", "count"), [("own", 1), ("other", 0)])
def test_a_role_has_one_policy_of_a_name_too(tmp_path: Path, name: str, count: int) -> None:
    """Written in the role and by a resource beside it."""
    policy = json.dumps(allow())
    inside = role(inline_policy=[{"name": "own", "policy": policy}])
    beside = block("aws_iam_role_policy", "p", {"role": "r", "name": name, "policy": policy})
    written_there = {
        "inline_policy": [{"name": {"constant_value": "own"}, "policy": {"constant_value": policy}}]
    }
    made = configured(plan(inside, beside), aws_iam_role__r=written_there)
    assert len(errors(written(tmp_path, made), "aws_iam_role.r")) == count


def test_users_of_other_names_may_have_policies_of_one_name(tmp_path: Path) -> None:
    """A name is one user's own."""
    own = [
        block("aws_iam_user_policy", user, {"user": user, "name": "x", "policy": json.dumps(allow())})
        for user in ("alice", "bob")
    ]
    path = written(tmp_path, team(*own))
    assert (errors(path), errors(path, "aws_iam_user.alice")) == ([], [])


def changed(one: dict[str, Any], actions: list[str], **more: Json) -> dict[str, Any]:
    """Return a change of a resource, by which it goes unless `after` says otherwise."""
    reported = {key: one[key] for key in ("address", "mode", "type", "name")}
    after = more.pop("after", None)
    return {**reported, **more, "change": {"actions": actions, "before": one["values"], "after": after}}


INLINE = {"user": "bob", "name": "guard", "policy": json.dumps(GUARD)}
OLD = attaches("old")


@pytest.mark.parametrize(
    ("stays", "change", "lost"),
    [
        (attaches(), changed(OLD, ["delete"]), True),
        (attaches(), changed(OLD, ["forget"]), False),
        (attaches(), changed(OLD, ["no-op"], after=OLD["values"]), False),
        (attaches(), changed(attaches("old", user="alice"), ["delete"]), False),
        (attaches(), changed(attaches("old", policy="other"), ["delete"]), False),
        (attaches(), changed(OLD, ["delete", "create"], after={**OLD["values"], "policy_arn": "x"}), True),
        (attaches(), changed(attaches(), ["delete", "create"], after=attaches()["values"]), False),
        (attaches(), changed(attaches(), ["create", "delete"], after=attaches()["values"]), True),
        (attaches(), changed(attaches(), ["delete"], deposed="abcd1234"), True),
        (attaches(), changed(everybody("bob"), ["delete"]), True),
        (attaches(), changed(everybody("alice"), ["delete"]), False),
        (
            block("aws_iam_user_policy", "new", INLINE),
            changed(block("aws_iam_user_policy", "old", INLINE), ["delete"]),
            True,
        ),
        (
            block("aws_iam_user_policy", "new", INLINE),
            changed(block("aws_iam_user_policy", "old", {**INLINE, "name": "other"}), ["delete"]),
            False,
        ),
        (
            block("aws_iam_group_membership", "new", {"users": ["bob"], "group": "g"}),
            changed(
                block("aws_iam_user_group_membership", "old", {"user": "bob", "groups": ["g", "h"]}),
                ["update"],
                after={"user": "bob", "groups": ["h"]},
            ),
            True,
        ),
        (
            block("aws_iam_user_group_membership", "new", {"user": "bob", "groups": ["g"]}),
            changed(
                block("aws_iam_user_group_membership", "old", {"user": "bob", "groups": ["g", "h"]}),
                ["update"],
                after={"user": "bob", "groups": ["g"]},
            ),
            False,
        ),
        (
            block("aws_iam_user_group_membership", "new", {"user": "bob", "groups": ["g"]}),
            changed(block("aws_iam_group_membership", "old", {"users": ["bob"], "group": "g"}), ["delete"]),
            True,
        ),
    ],
)
def test_what_a_plan_takes_away_by_another_resource_is_an_error(
    tmp_path: Path, stays: dict[str, Any], change: dict[str, Any], *, lost: bool
) -> None:
    """AWS knows a policy of a user once, whatever resource gave it: who takes it takes it from all."""
    found = errors(written(tmp_path, {**team(stays), "resource_changes": [change]}))
    assert ["removes or replaces it" in one for one in found] == [True] * lost


def test_what_goes_with_its_user_is_his(tmp_path: Path) -> None:
    """A module of another account goes, with a user of the same name and all that he has."""
    gone = [block("aws_iam_user", "bob", {"name": "bob"}), block("aws_iam_user_policy", "p", INLINE)]
    made = team(block("aws_iam_user_policy", "new", INLINE))
    changes = [
        changed({**one, "address": f"module.m.{one['address']}"}, ["delete"], module_address="module.m")
        for one in gone
    ]
    assert errors(written(tmp_path, {**made, "resource_changes": changes})) == []
    (reported,) = errors(written(tmp_path, {**made, "resource_changes": changes[1:]}))
    assert reported.startswith("aws_iam_user.bob gets guard here, but module.m.aws_iam_user_policy.p removes")


@pytest.mark.parametrize(
    ("listed", "severities"),
    [(["arn:aws:iam::aws:policy/AdministratorAccess"], ["error"]), (["p", "admin"], [])],
)
def test_what_an_exclusive_list_lacks_is_detached(
    tmp_path: Path, listed: list[str], severities: list[str]
) -> None:
    """Another resource attaches the guard, and the list takes it off: nobody knows which comes last."""
    arns = {"p": "arn:aws:iam::111122223333:policy/p", "admin": "arn:aws:iam::aws:policy/AdministratorAccess"}
    made = plan(
        block("aws_iam_user", "u", {"name": "u"}),
        block("aws_iam_policy", "p", {"arn": arns["p"], "policy": json.dumps(GUARD)}),
        block("aws_iam_user_policy_attachment", "a", {"user": "u", "policy_arn": arns["p"]}),
        block("aws_iam_user_policy_attachment", "b", {"user": "u", "policy_arn": arns["admin"]}),
        block(
            "aws_iam_user_policy_attachments_exclusive",
            "x",
            {"user_name": "u", "policy_arns": [arns.get(one, one) for one in listed]},
        ),
    )
    user = subjects(written(tmp_path, made))["aws_iam_user.u"]
    assert [one.severity for one in user.unknowns] == severities
    assert user.judgeable is (not severities)


def test_an_inline_policy_that_an_exclusive_list_lacks_is_detached(tmp_path: Path) -> None:
    """The same of policies that are written in the user himself."""
    made = plan(
        block("aws_iam_user", "u", {"name": "u"}),
        block("aws_iam_user_policy", "g", {"user": "u", "name": "guard", "policy": json.dumps(GUARD)}),
        block("aws_iam_user_policies_exclusive", "x", {"user_name": "u", "policy_names": []}),
    )
    (unknown,) = subjects(written(tmp_path, made))["aws_iam_user.u"].unknowns
    assert (unknown.severity, unknown.message) == (
        "error",
        "aws_iam_user.u gets guard here, but aws_iam_user_policies_exclusive.x removes or "
        "replaces it; it may be missing after apply",
    )
