"""What else there is in plans and states: each read, or said not to be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from .reading import GUARD, allow, documents, subjects, trust, written
from .test_terraform import block, plan

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json
    from mfagate.subjects.model import Subject

READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
BESIDE = "any other policy in managed_policy_arns of aws_iam_role.r is known after apply"


def role(**values: Json) -> dict[str, Any]:
    """Return a role of the name r that nobody but the account may assume."""
    return block("aws_iam_role", "r", {"name": "r", "assume_role_policy": json.dumps(trust()), **values})


def configured(made: dict[str, Any], **resources: dict[str, Any]) -> dict[str, Any]:
    """Give a plan the expressions of some of its resources, by `type__name`."""
    listed = [
        {"mode": "managed", "type": one.split("__")[0], "name": one.split("__")[1], "expressions": reported}
        for one, reported in resources.items()
    ]
    return {**made, "configuration": {"root_module": {"resources": listed}}}


def said(subject: Subject) -> list[tuple[str, str]]:
    """Return the severity and the first words of what is not known of a subject."""
    return [(one.severity, one.message.split(":")[0].split(",")[0]) for one in subject.all_unknowns]


def test_what_does_not_change_stays_as_it_was(tmp_path: Path) -> None:
    """A plan with -target has only its targets; the rest is in the state from before."""
    before = block("aws_iam_role_policy", "own", {"role": "r", "policy": json.dumps(allow())})
    made = {
        **plan(role()),
        "prior_state": {"values": {"root_module": {"resources": [before, role(name="old")]}}},
    }
    found = subjects(written(tmp_path, made))
    assert [one.name for one in found["aws_iam_role.r"].parts.values()] == ["aws_iam_role_policy.own"]


def test_a_policy_that_a_data_source_shows_counts_where_it_is_attached(tmp_path: Path) -> None:
    """Its document is in the state from before; attached to nobody it is no subject."""
    arn = "arn:aws:iam::aws:policy/IAMReadOnlyAccess"
    data = [
        block("aws_iam_policy", name, {"arn": one, "policy": json.dumps(allow("iam:Get*"))}, mode="data")
        for name, one in (("iam", arn), ("unused", READ_ONLY))
    ]
    for one in data:
        one["address"] = f"data.{one['address']}"
    attaches = block("aws_iam_role_policy_attachment", "a", {"role": "r", "policy_arn": arn})
    made = {
        **plan(role(), attaches),
        "prior_state": {"values": {"root_module": {"resources": data}}},
    }
    path = written(tmp_path, made)
    assert list(subjects(path)) == ["aws_iam_role.r", "aws_iam_role.r/trust"]
    (part,) = subjects(path)["aws_iam_role.r"].parts.values()
    assert (part.name, part.value) == ("policy/IAMReadOnlyAccess", allow("iam:Get*"))
    assert subjects(path)["aws_iam_role.r"].unknowns == ()


def test_policies_by_arn_that_are_known_after_apply(tmp_path: Path) -> None:
    """Those referred to are taken; that there may be more, which a set does not show, is said."""
    guard = block("aws_iam_policy", "guard", {"policy": json.dumps(GUARD)})
    references = {"references": ["aws_iam_policy.guard.arn", "aws_iam_policy.guard"]}
    made = configured(plan(guard, role()), aws_iam_role__r={"managed_policy_arns": references})
    found = subjects(written(tmp_path, made))["aws_iam_role.r"]
    assert [one.name for one in found.parts.values()] == ["aws_iam_policy.guard"]
    assert said(found) == [("warning", BESIDE)]


def test_no_policy_by_arn_is_none(tmp_path: Path) -> None:
    """An empty list comes out as known after apply, and is written out in the configuration."""
    made = configured(plan(role()), aws_iam_role__r={"managed_policy_arns": {"constant_value": []}})
    assert list(subjects(written(tmp_path, made))) == ["aws_iam_role.r/trust"]


def test_the_same_missing_policy_is_reported_once(tmp_path: Path) -> None:
    """A role's state lists what is attached to it by other resources too."""
    attaches = block("aws_iam_role_policy_attachment", "a", {"role": "r", "policy_arn": READ_ONLY})
    found = subjects(written(tmp_path, plan(role(managed_policy_arns=[READ_ONLY]), attaches)))
    assert len(found["aws_iam_role.r"].unknowns) == 1


def test_what_a_role_has_and_nothing_else(tmp_path: Path) -> None:
    """Lists that exclude all else attach what they name; an inline policy that is not in the file is told."""
    guard = block(
        "aws_iam_policy", "g", {"arn": "arn:aws:iam::111122223333:policy/g", "policy": json.dumps(GUARD)}
    )
    arns = block(
        "aws_iam_role_policy_attachments_exclusive",
        "e",
        {"role_name": "r", "policy_arns": ["arn:aws:iam::111122223333:policy/g", READ_ONLY]},
    )
    names = block(
        "aws_iam_role_policies_exclusive", "e", {"role_name": "r", "policy_names": ["own", "other"]}
    )
    own = block("aws_iam_role_policy", "own", {"role": "r", "name": "own", "policy": json.dumps(allow())})
    found = subjects(written(tmp_path, plan(guard, role(), own, arns, names)))["aws_iam_role.r"]
    assert [one.name for one in found.parts.values()] == ["aws_iam_role_policy.own", "aws_iam_policy.g"]
    assert said(found) == [
        ("warning", "The policy arn"),
        ("warning", "The policy other"),
    ]


def test_a_deposed_object_is_still_there(tmp_path: Path) -> None:
    """A replacement that stopped halfway leaves the old object; it is told apart from the new one."""
    instances = [
        {"attributes": {"policy": json.dumps(GUARD)}},
        {"deposed": "byebye12", "attributes": {"policy": json.dumps(allow())}},
        {"index_key": 'a"b', "attributes_flat": {"policy": json.dumps(allow("ec2:*"))}},
    ]
    one = {"mode": "managed", "type": "aws_iam_policy", "name": "p", "instances": instances}
    state = {"version": 4, "terraform_version": "1.5.7", "resources": [one]}
    assert {name: part.value for name, part in documents(written(tmp_path, state)).items()} == {
        "aws_iam_policy.p": GUARD,
        "aws_iam_policy.p (deposed byebye12)": allow(),
        'aws_iam_policy.p["a\\"b"]': allow("ec2:*"),
    }


def test_unknown_members_of_a_list_are_reported(tmp_path: Path) -> None:
    """Those referred to have the policy; a literal beside them does not show, so it may be there."""
    attaches = block("aws_iam_policy_attachment", "a", {"policy_arn": READ_ONLY})
    user = block("aws_iam_user", "u", {})
    references = {"references": ["aws_iam_user.u.name", "aws_iam_user.u"]}
    made = configured(plan(user, attaches), aws_iam_policy_attachment__a={"users": references})
    found = subjects(written(tmp_path, made))
    assert list(found) == ["aws_iam_user.u", "users of aws_iam_policy_attachment.a"]
    assert said(found["users of aws_iam_policy_attachment.a"]) == [
        ("warning", "users of aws_iam_policy_attachment.a is known after apply")
    ]


def test_changes_alone_are_read_as_a_plan(tmp_path: Path) -> None:
    """Where not even what they come to was kept, each document of theirs is unknown."""
    changes = [
        {**block("aws_iam_role", name, {}), "change": {"actions": actions, **after}}
        for name, actions, after in (
            ("known", ["create"], {"after": role()["values"]}),
            ("kept", ["update"], {}),
            ("gone", ["delete"], {}),
            ("left", ["forget"], {"after": None}),
        )
    ]
    found = subjects(written(tmp_path, {"resource_changes": changes}))
    assert {name: one.judgeable for name, one in found.items()} == {
        "aws_iam_role.known/trust": True,
        "aws_iam_role.kept/trust": False,
        "aws_iam_role.left": False,
    }


GUARD_ARN = ["aws_iam_policy.guard.arn", "aws_iam_policy.guard"]


@pytest.mark.parametrize(
    ("references", "known"),
    [
        (["var.relaxed", *GUARD_ARN], True),
        (["each.key", *GUARD_ARN], True),
        ([*GUARD_ARN, "path.module"], True),
        ([*GUARD_ARN, "local.other"], False),
        ([*GUARD_ARN, "each.value.arn", "each.value"], False),
        ([*GUARD_ARN, "aws_ssm_parameter.p.value", "aws_ssm_parameter.p"], False),
        ([*GUARD_ARN, "aws_iam_policy.other.arn", "aws_iam_policy.other"], False),
        ([*GUARD_ARN, "aws_iam_policy.none"], False),
        (["aws_iam_policy.guard.name", "aws_iam_policy.guard"], False),
    ],
)
def test_an_arn_that_is_waited_for_is_that_of_the_one_resource_that_is(
    tmp_path: Path, references: list[str], *, known: bool
) -> None:
    """A variable of the root and a key are known when a plan is made: they choose, but are not waited for."""
    policies = [block("aws_iam_policy", name, {"policy": json.dumps(GUARD)}) for name in ("guard", "other")]
    attaches = block("aws_iam_role_policy_attachment", "a", {"role": "r"})
    made = configured(
        plan(*policies, role(), attaches),
        aws_iam_role_policy_attachment__a={"policy_arn": {"references": references}},
    )
    found = subjects(written(tmp_path, made))["aws_iam_role.r"]
    assert [one.name for one in found.parts.values()] == (["aws_iam_policy.guard"] if known else [])
    assert [one.severity for one in found.unknowns] == ([] if known else ["warning"])


@pytest.mark.parametrize(
    ("over", "known"),
    [
        ({"references": ["aws_iam_policy.each"]}, True),
        ({"references": ["aws_iam_policy.each", "local.more"]}, False),
        ({"references": ["local.more"]}, False),
    ],
)
def test_what_a_resource_is_repeated_for_is_its_value(
    tmp_path: Path, over: dict[str, Any], *, known: bool
) -> None:
    """With for_each = aws_iam_policy.each, each.value is the policy of the same key."""
    policies = [
        block(
            "aws_iam_policy",
            "each",
            {"policy": json.dumps(one)},
            index=key,
            address=f"aws_iam_policy.each[{key}]",
        )
        for key, one in (("a", GUARD), ("b", allow()))
    ]
    attaches = block("aws_iam_role_policy_attachment", "a", {"role": "r"}, index="b")
    made = configured(
        plan(*policies, role(), attaches),
        aws_iam_role_policy_attachment__a={"policy_arn": {"references": ["each.value.arn", "each.value"]}},
    )
    made["configuration"]["root_module"]["resources"][0]["for_each_expression"] = over
    found = subjects(written(tmp_path, made))["aws_iam_role.r"]
    assert [one.name for one in found.parts.values()] == (["aws_iam_policy.each[b]"] if known else [])


OWN_ARN = "arn:aws:iam::111122223333:policy/guard"


def changing(*, reported: bool) -> dict[str, Any]:
    """Return a plan that takes a guard from a role and changes its own policy; the role still shows both."""
    observed = role(
        managed_policy_arns=[OWN_ARN, "arn:aws:iam::aws:policy/AdministratorAccess"],
        inline_policy=[
            {"name": "own", "policy": json.dumps(GUARD)},
            {"name": "gone", "policy": json.dumps(GUARD)},
            {"name": "by hand", "policy": json.dumps(allow("sqs:*"))},
        ],
    )
    guard = block("aws_iam_policy", "guard", {"arn": OWN_ARN, "policy": json.dumps(GUARD)})
    own = block("aws_iam_role_policy", "own", {"role": "r", "name": "own", "policy": json.dumps(allow())})
    attached = {"role": "r", "policy_arn": OWN_ARN}
    changes = [
        {
            **block("aws_iam_role_policy_attachment", "a", {}),
            "change": {"actions": ["delete"], "before": attached, "after": None},
        },
        {
            **block("aws_iam_role_policy", "gone", {}),
            "change": {"actions": ["delete"], "before": {"role": "r", "name": "gone"}, "after": None},
        },
    ]
    expressions: dict[str, Json] = {"managed_policy_arns": {}, "inline_policy": [{"name": {}, "policy": {}}]}
    made = configured(plan(guard, observed, own), aws_iam_role__r=expressions if reported else {})
    return {**made, "resource_changes": changes}


@pytest.mark.parametrize(
    ("reported", "has"),
    [
        (
            False,
            ["aws_iam_role.r/by hand", "policy/AdministratorAccess", "aws_iam_role_policy.own"],
        ),
        (
            True,
            [
                "aws_iam_role.r/own",
                "aws_iam_role.r/gone",
                "aws_iam_role.r/by hand",
                "aws_iam_policy.guard",
                "policy/AdministratorAccess",
                "aws_iam_role_policy.own",
            ],
        ),
    ],
)
def test_what_a_role_had_before_the_plan_is_not_what_it_has(
    tmp_path: Path,
    reported: bool,  # noqa: FBT001
    has: list[str],
) -> None:
    """The provider shows what it saw; what other resources attach and write, they tell; or the role does."""
    found = subjects(written(tmp_path, changing(reported=reported)))["aws_iam_role.r"]
    assert [one.name for one in found.parts.values()] == has


@pytest.mark.parametrize(("bucket", "has"), [("b", ["aws_s3_bucket_policy.p"]), ("c", ["aws_s3_bucket.b"])])
def test_a_bucket_shows_the_policy_that_another_resource_writes(
    tmp_path: Path, bucket: str, has: list[str]
) -> None:
    """It is taken from there; a policy that nothing in the file writes is the bucket's all the same."""
    policy = json.dumps(allow("s3:GetObject", "arn:aws:s3:::b/*", Principal="*"))
    one = block("aws_s3_bucket", "b", {"bucket": "b", "policy": policy})
    own = block("aws_s3_bucket_policy", "p", {"bucket": bucket, "policy": policy})
    found = subjects(written(tmp_path, plan(one, own)))
    assert has[0] in found
    assert ("aws_s3_bucket.b" in found) is (bucket == "c")


@pytest.mark.parametrize(
    ("references", "attached"),
    [
        (["aws_iam_policy.g"], ["aws_iam_policy.g[0]", "aws_iam_policy.g[1]"]),
        (["aws_iam_policy.g", "local.which"], ["aws_iam_policy.g[0]", "aws_iam_policy.g[1]"]),
        (
            ["aws_iam_policy.g[1].arn", "aws_iam_policy.g[1]", "aws_iam_policy.g", "local.more"],
            ["aws_iam_policy.g[1]"],
        ),
    ],
)
def test_policies_that_a_role_may_not_have_are_an_error_unless_they_only_allow(
    tmp_path: Path, references: list[str], attached: list[str]
) -> None:
    """What stands beside a counted resource may be its index; of the two policies one denies."""
    policies = [
        block(
            "aws_iam_policy", "g", {"policy": json.dumps(one)}, index=key, address=f"aws_iam_policy.g[{key}]"
        )
        for key, one in enumerate((GUARD, allow()))
    ]
    made = configured(
        plan(*policies, role()), aws_iam_role__r={"managed_policy_arns": {"references": references}}
    )
    found = subjects(written(tmp_path, made))["aws_iam_role.r"]
    assert [one.name for one in found.parts.values()] == attached
    severities = {"aws_iam_policy.g[0]": "error", "aws_iam_policy.g[1]": "warning"}
    what = "managed_policy_arns of aws_iam_role.r is known after apply"
    assert said(found) == [*((severities[one], what) for one in attached), ("warning", BESIDE)]


def test_an_arn_that_is_known_is_not_looked_for(tmp_path: Path) -> None:
    """Of a list, references tell all that is waited for; this element of it is known, and is no guard."""
    guard = block("aws_iam_policy", "guard", {"policy": json.dumps(GUARD)})
    attaches = block("aws_iam_role_policy_attachment", "a", {"role": "r", "policy_arn": READ_ONLY}, index=1)
    made = configured(
        plan(guard, role(), attaches),
        aws_iam_role_policy_attachment__a={"policy_arn": {"references": ["count.index", *GUARD_ARN]}},
    )
    found = subjects(written(tmp_path, made))["aws_iam_role.r"]
    assert (found.parts, said(found)) == ({}, [("warning", "The policy arn")])


VARIABLE = {"references": ["var.none"]}


def test_a_null_is_known(tmp_path: Path) -> None:
    """A variable that is null gives no boundary, no policy and nobody: Terraform shows the null."""
    names = ("permissions_boundary", "managed_policy_arns", "inline_policy")
    own = block("aws_iam_policy", "own", {"policy": json.dumps(allow())})
    bucket = block("aws_s3_bucket", "b", {"policy": None})
    attaches = block("aws_iam_policy_attachment", "a", {"users": None, "roles": ["r"]})
    made = configured(
        plan(own, bucket, role(**dict.fromkeys(names)), attaches),
        aws_iam_role__r=dict.fromkeys(names, VARIABLE),
        aws_s3_bucket__b={"policy": VARIABLE},
        aws_iam_policy_attachment__a={
            "users": VARIABLE,
            "policy_arn": {"references": ["aws_iam_policy.own.arn", "aws_iam_policy.own"]},
        },
    )
    found = subjects(written(tmp_path, made))
    assert list(found) == ["aws_iam_role.r", "aws_iam_role.r/trust"]
    assert [one.all_unknowns for one in found.values()] == [[], []]


def test_what_is_left_out_is_waited_for(tmp_path: Path) -> None:
    """The same arguments, which the plan does not show, are known only after apply."""
    names = ("permissions_boundary", "managed_policy_arns", "inline_policy")
    bucket = block("aws_s3_bucket", "b", {})
    made = configured(
        plan(bucket, role()),
        aws_iam_role__r=dict.fromkeys(names, VARIABLE),
        aws_s3_bucket__b={"policy": VARIABLE},
    )
    found = subjects(written(tmp_path, made))
    assert {name: len(one.all_unknowns) for name, one in found.items()} == {
        "aws_iam_role.r": 3,
        "aws_iam_role.r/trust": 0,
        "aws_s3_bucket.b": 1,
    }


def test_what_was_moved_is_not_there_twice(tmp_path: Path) -> None:
    """The state from before has it under its old address, which the change tells."""
    old = block("aws_iam_policy", "old", {"policy": json.dumps(GUARD)})
    new = block("aws_iam_policy", "new", {"policy": json.dumps(allow())})
    change = {"actions": ["update"], "before": old["values"], "after": new["values"]}
    made = {
        **plan(new),
        "resource_changes": [{**new, "previous_address": "aws_iam_policy.old", "change": change}],
        "prior_state": {"values": {"root_module": {"resources": [old]}}},
    }
    assert list(subjects(written(tmp_path, made))) == ["aws_iam_policy.new"]


@pytest.mark.parametrize(
    ("over", "given"),
    [
        ({}, ["aws_iam_policy.p", "each.key"]),
        ({"references": ["aws_iam_policy.p"]}, ["each.value.arn", "each.value"]),
    ],
)
def test_a_module_of_several_instances_has_its_own_keys(
    tmp_path: Path, over: dict[str, Any], given: list[str]
) -> None:
    """A key with dots and brackets is one key; what a module is given is that of its own instance."""
    keys = ["a.module.b", "c]"]
    modules = [f'module.m["{key}"]' for key in keys]
    documents_of = [
        block(
            "aws_iam_policy",
            "p",
            {"policy": json.dumps(one)},
            index=key,
            address=f'aws_iam_policy.p["{key}"]',
        )
        for key, one in zip(keys, (GUARD, allow()), strict=True)
    ]
    inside = [
        {
            "address": name,
            "resources": [
                {**block("aws_iam_user", "u", {"name": name[-4:]}), "address": f"{name}.aws_iam_user.u"},
                {
                    **block("aws_iam_user_policy_attachment", "a", {"user": name[-4:]}),
                    "address": f"{name}.aws_iam_user_policy_attachment.a",
                },
            ],
        }
        for name in modules
    ]
    made = plan(*documents_of)
    made["planned_values"]["root_module"]["child_modules"] = inside
    attaches = {
        "mode": "managed",
        "type": "aws_iam_user_policy_attachment",
        "name": "a",
        "expressions": {"policy_arn": {"references": ["var.arn"]}},
    }
    call = {
        "for_each_expression": over,
        "expressions": {"arn": {"references": given}},
        "module": {"resources": [attaches]},
    }
    made["configuration"] = {"root_module": {"module_calls": {"m": call}}}
    found = subjects(written(tmp_path, made))
    assert {name: [one.name for one in subject.parts.values()] for name, subject in found.items()} == {
        f"{module}.aws_iam_user.u": [f'aws_iam_policy.p["{key}"]']
        for module, key in zip(modules, keys, strict=True)
    }


@pytest.mark.parametrize(
    ("one", "has"),
    [
        ({"name": "", "policy": ""}, []),
        ({"name": None, "policy": None}, []),
        ({}, ["aws_iam_role.r/0"]),
        ({"name": "own"}, ["aws_iam_role.r/own"]),
    ],
)
def test_an_empty_inline_policy_is_none_and_one_that_is_not_shown_is_unknown(
    tmp_path: Path, one: dict[str, Any], has: list[str]
) -> None:
    """An empty block says that there is none; what a plan does not show is known only after apply."""
    found = subjects(written(tmp_path, plan(role(inline_policy=[one]))))
    parts = found["aws_iam_role.r"].parts.values() if "aws_iam_role.r" in found else []
    assert [part.name for part in parts] == has
    assert [part.known for part in parts] == [False] * len(has)
