"""Terraform plans and states: who has which policy, and what is known only after apply."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.sources.defaults import Defaults
from mfagate.subjects.files import documents_of_file

from .reading import FIXTURES, GUARD, allow, at, documents, subjects, trust, written

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

PLAN = FIXTURES / "plan.json"


def block(kind: str, name: str, values: dict[str, Any], **more: Json) -> dict[str, Any]:
    """Return a resource as a plan shows it."""
    return {
        "address": f"{kind}.{name}",
        "mode": "managed",
        "type": kind,
        "name": name,
        "values": values,
        **more,
    }


def plan(*blocks: dict[str, Any]) -> dict[str, Any]:
    """Return a plan of these resources."""
    return {"format_version": "1.2", "planned_values": {"root_module": {"resources": list(blocks)}}}


def held(path: Path) -> dict[str, list[str]]:
    """Return the names of the documents of each subject."""
    return {name: [part.name for part in one.parts.values()] for name, one in subjects(path).items()}


def test_attachments_are_followed_by_values_and_references() -> None:
    """By names where they are known, else by what the configuration refers to, through modules."""
    assert held(PLAN) == {
        "aws_iam_user.alice": ["aws_iam_policy.guard", "aws_iam_user_policy.alice"],
        'module.roles.aws_iam_role.ops["one"]': [
            "aws_iam_policy.guard",
            'module.roles.aws_iam_role_policy.inline["one"]',
        ],
        'module.roles.aws_iam_role.ops["one"]/trust': ['module.roles.aws_iam_role.ops["one"]/trust'],
        "aws_iam_policy.reader": ["aws_iam_policy.reader"],
        "aws_iam_policy.opaque": ["aws_iam_policy.opaque"],
        "aws_organizations_policy.scp": ["aws_organizations_policy.scp"],
    }
    alice = subjects(PLAN)["aws_iam_user.alice"]
    assert alice.user == "alice"
    assert "arn:aws:iam::aws:policy/ReadOnlyAccess is attached" in alice.unknowns[0].message


def test_a_policy_without_a_document_is_an_error() -> None:
    """The whole document is unknown, so its subject is not judged."""
    opaque = subjects(PLAN)["aws_iam_policy.opaque"]
    (unknown,) = opaque.all_unknowns
    assert (unknown.severity, opaque.judgeable) == ("error", False)
    assert unknown.message == "policy of aws_iam_policy.opaque is known after apply, so this cannot be judged"


def test_positions_lead_through_the_escapes_of_the_text(tmp_path: Path) -> None:
    """A fault in JSON inside a JSON text is at its line and exact column in the file."""
    policy = json.dumps({**GUARD, "Statement": [{**GUARD["Statement"][0], "Effect": "Dény"}]}, indent=1)  # type: ignore[dict-item]
    path = written(tmp_path, plan(block("aws_iam_policy", "guard", {"policy": policy})))
    (error,) = documents(path)["aws_iam_policy.guard"].errors
    assert (error.line, error.column) == at(path.read_text(encoding="utf-8"), '\\"D\\\\u00e9ny')
    assert error.path == "$.planned_values.root_module.resources[0].values.policy.Statement[0].Effect"


def test_roles_carry_policies_themselves(tmp_path: Path) -> None:
    """Inline blocks, policies by ARN and a boundary, all known as in a state."""
    arn = "arn:aws:iam::111122223333:policy/guard"
    role = {
        "assume_role_policy": json.dumps(trust()),
        "inline_policy": [{"name": "own", "policy": json.dumps(allow())}, {"name": "", "policy": ""}],
        "managed_policy_arns": [arn, "arn:aws:iam::aws:policy/Gone"],
        "permissions_boundary": arn,
        "arn": "arn:aws:iam::111122223333:role/r",
    }
    guard = block("aws_iam_policy", "guard", {"arn": arn, "policy": json.dumps(GUARD)})
    state = {
        "format_version": "1.0",
        "values": plan(guard, block("aws_iam_role", "r", role))["planned_values"],
    }
    path = written(tmp_path, state)
    assert held(path) == {
        "aws_iam_role.r": ["aws_iam_role.r/own", "aws_iam_policy.guard", "aws_iam_policy.guard"],
        "aws_iam_role.r/trust": ["aws_iam_role.r/trust"],
    }
    found = subjects(path)["aws_iam_role.r"]
    assert (found.account, list(found.parts)[-1]) == ("111122223333", "boundary[0]")
    assert [one.path for one in found.unknowns] == [
        "$.values.root_module.resources[1].values.managed_policy_arns[1]"
    ]


def test_a_state_file_is_read(tmp_path: Path) -> None:
    """Terraform's own file, version 4, with an instance for each key."""
    instances = [{"index_key": key, "attributes": {"policy": json.dumps(GUARD)}} for key in ("a", 0, None)]
    resource = {
        "mode": "managed",
        "type": "aws_iam_policy",
        "name": "g",
        "module": "module.m",
        "instances": instances,
    }
    path = written(tmp_path, {"version": 4, "terraform_version": "1.9.5", "resources": [resource]})
    assert list(documents(path)) == [f"module.m.aws_iam_policy.g{key}" for key in ('["a"]', "[0]", "")]


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("aws_organizations_policy", {"content": json.dumps(GUARD)}, ["scp"]),
        (
            "aws_organizations_policy",
            {"content": json.dumps(GUARD), "type": "RESOURCE_CONTROL_POLICY"},
            ["rcp"],
        ),
        ("aws_organizations_policy", {"content": "{}", "type": "TAG_POLICY"}, []),
        ("aws_ecr_repository_policy", {"policy": json.dumps(trust())}, ["resource"]),
        ("aws_s3_bucket_policy", {"policy": json.dumps(trust())}, ["resource"]),
        ("aws_kms_key", {"policy": json.dumps(trust())}, ["resource"]),
        ("aws_kms_key", {}, []),
        ("aws_kms_key_policy", {"policy": json.dumps(trust())}, ["resource"]),
        ("aws_sns_topic_policy", {"policy": json.dumps(trust())}, ["resource"]),
        ("aws_sqs_queue_policy", {"policy": json.dumps(trust())}, ["resource"]),
        ("aws_secretsmanager_secret_policy", {"policy": json.dumps(trust())}, ["resource"]),
        ("aws_iam_group_policy", {"policy": json.dumps(GUARD)}, ["identity"]),
        ("aws_instance", {"policy": "x"}, []),
    ],
)
def test_a_resource_with_a_policy_gives_its_kind(
    tmp_path: Path, kind: str, values: dict[str, Any], expected: list[str]
) -> None:
    """The kind of a document is told by the type of the resource; other resources have none."""
    found = documents(written(tmp_path, plan(block(kind, "one", values))))
    assert [document.kind for document in found.values()] == expected


@pytest.mark.parametrize("wrong", [5, "x", [5], {"a": 5}, None])
def test_another_shape_holds_no_policy(tmp_path: Path, wrong: Json) -> None:
    """A plan whose parts are something else has nothing to check, and does not crash."""
    assert documents(written(tmp_path, {"format_version": "1.2", "planned_values": wrong})) == {}


def two_of_a_name(*, module: str = "", references: bool = False) -> dict[str, Any]:
    """Return a plan of two users "ci", each with a policy; the second one's is a guard."""
    made, reported = [], []
    for name, policy in (("dev", allow()), ("prod", GUARD)):
        made += [
            block("aws_iam_user", name, {"name": "ci"}),
            block("aws_iam_user_policy", name, {"user": "ci", "policy": json.dumps(policy)}),
        ]
        user = {"references": [f"aws_iam_user.{name}.name", f"aws_iam_user.{name}"]}
        reported.append({"type": "aws_iam_user_policy", "name": name, "expressions": {"user": user}})
    found = plan(*made)
    if references:
        found["configuration"] = {"root_module": {"resources": reported}}
    if module:
        children = [
            {
                "address": f"module.{name}",
                "resources": [
                    {**one, "address": f"module.{name}.{one['address']}"}
                    for one in made
                    if one["name"] == name
                ],
            }
            for name in ("dev", "prod")
        ]
        found["planned_values"]["root_module"] = {"child_modules": children}
    return found


def test_of_two_with_one_name_the_one_referred_to_is_meant(tmp_path: Path) -> None:
    """Accounts behind two providers may each have a user of the name; a guard is its own user's only."""
    assert held(written(tmp_path, two_of_a_name(references=True))) == {
        "aws_iam_user.dev": ["aws_iam_user_policy.dev"],
        "aws_iam_user.prod": ["aws_iam_user_policy.prod"],
    }


def test_of_two_with_one_name_the_one_of_the_module_is_meant(tmp_path: Path) -> None:
    """Without references, a name is first one of the same module."""
    assert held(written(tmp_path, two_of_a_name(module="yes"))) == {
        "module.dev.aws_iam_user.dev": ["module.dev.aws_iam_user_policy.dev"],
        "module.prod.aws_iam_user.prod": ["module.prod.aws_iam_user_policy.prod"],
    }


def test_an_ambiguous_name_is_an_error(tmp_path: Path) -> None:
    """Either may have each of the policies, and neither is judged, since one of them is a guard."""
    found = subjects(written(tmp_path, two_of_a_name()))
    for name in ("aws_iam_user.dev", "aws_iam_user.prod"):
        assert len(found[name].parts) == 2
        assert not found[name].judgeable
        unknowns = [(one.severity, one.path[-5:]) for one in found[name].all_unknowns]
        assert unknowns == [("warning", ".user"), ("error", ".user")]
    assert found["aws_iam_user.dev"].unknowns[0].message == (
        "user of aws_iam_user_policy.dev may or may not refer to aws_iam_user.dev; it is judged as if it does"
    )


def test_a_name_in_another_provider_is_another(tmp_path: Path) -> None:
    """A guard that is attached through another provider is not this user's."""
    made = two_of_a_name(references=True)
    made["planned_values"]["root_module"]["resources"].pop(2)
    made["configuration"]["root_module"]["resources"] = [
        {"type": kind, "name": name, "provider_config_key": f"aws.{name}", "expressions": {}}
        for kind in ("aws_iam_user", "aws_iam_user_policy")
        for name in ("dev", "prod")
    ]
    assert held(written(tmp_path, made))["aws_iam_user.dev"] == ["aws_iam_user_policy.dev"]


POWER = "arn:aws:iam::aws:policy/ViewOnlyAccess"


@pytest.mark.parametrize(
    ("kind", "values", "name"),
    [
        ("aws_iam_user_policy_attachment", {"user": "bob", "policy_arn": POWER}, "user/bob"),
        ("aws_iam_role_policy_attachment", {"role": "old", "policy_arn": POWER}, "role/old"),
        ("aws_iam_group_policy", {"group": "devs", "policy": json.dumps(allow())}, "group/devs"),
        ("aws_iam_user_policy", {"policy": json.dumps(allow())}, "user of aws_iam_user_policy.a"),
        ("aws_iam_policy_attachment", {"users": ["bob"], "policy_arn": POWER}, "user/bob"),
        ("aws_iam_policy_attachment", {"users": [None]}, "users of aws_iam_policy_attachment.a"),
        ("aws_iam_user_group_membership", {"user": "bob", "groups": []}, "user/bob"),
        (
            "aws_ssoadmin_managed_policy_attachment",
            {"permission_set_arn": "arn:x/ps-1", "managed_policy_arn": POWER},
            "set/ps-1",
        ),
    ],
)
def test_who_is_only_named_is_not_judged(
    tmp_path: Path, kind: str, values: dict[str, Any], name: str
) -> None:
    """What else they have, the file does not tell; a policy in it is still judged by itself."""
    found = subjects(written(tmp_path, plan(block(kind, "a", values))))
    assert found.keys() - {f"{kind}.a"} == {name}
    assert not found[name].judgeable
    assert [one.severity for one in found[name].all_unknowns] == ["error"]


def test_a_group_that_is_not_in_the_file_is_reported(tmp_path: Path) -> None:
    """The user is judged with what is known, and with a warning."""
    user = block("aws_iam_user", "alice", {"name": "alice"})
    own = block("aws_iam_user_policy", "p", {"user": "alice", "policy": json.dumps(GUARD)})
    joins = block("aws_iam_user_group_membership", "m", {"user": "alice", "groups": ["old-admins"]})
    found = subjects(written(tmp_path, plan(user, own, joins)))
    (unknown,) = found["aws_iam_user.alice"].unknowns
    assert unknown.severity == "warning"
    assert unknown.message.startswith("group/old-admins is not in this file")


def test_permission_sets_have_what_is_attached_to_them(tmp_path: Path) -> None:
    """Inline, managed and customer managed policies, and a boundary, by reference or by ARN."""
    arn = "arn:aws:sso:::permissionSet/ssoins-1/ps-1"
    found = subjects(
        written(
            tmp_path,
            plan(
                block("aws_ssoadmin_permission_set", "ops", {"name": "ops", "arn": arn}),
                block(
                    "aws_ssoadmin_permission_set_inline_policy",
                    "i",
                    {"permission_set_arn": arn, "inline_policy": json.dumps(GUARD)},
                ),
                block(
                    "aws_ssoadmin_managed_policy_attachment",
                    "m",
                    {
                        "permission_set_arn": arn,
                        "managed_policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess",
                    },
                ),
                block(
                    "aws_ssoadmin_customer_managed_policy_attachment",
                    "c",
                    {"permission_set_arn": arn, "customer_managed_policy_reference": [{"name": "own"}]},
                ),
                block(
                    "aws_ssoadmin_permissions_boundary_attachment",
                    "b",
                    {"permission_set_arn": arn, "permissions_boundary": [{"managed_policy_arn": POWER}]},
                ),
            ),
        )
    )
    assert list(found) == ["aws_ssoadmin_permission_set.ops"]
    ops = found["aws_ssoadmin_permission_set.ops"]
    assert [one.name for one in ops.parts.values()] == [
        "aws_ssoadmin_permission_set_inline_policy.i",
        "policy/AdministratorAccess",
    ]
    assert [one.message.split(":")[0].split()[1] for one in ops.unknowns] == ["policy", "boundary"]


@pytest.mark.parametrize(
    ("references", "attached"),
    [
        (["aws_iam_policy.g", "each.key"], True),
        (['aws_iam_policy.g["a"].arn', 'aws_iam_policy.g["a"]', "aws_iam_policy.g"], True),
        (['aws_iam_policy.g["c"].arn', 'aws_iam_policy.g["c"]', "aws_iam_policy.g"], False),
        (["aws_iam_policy.g.arn", "aws_iam_policy.g"], False),
        (["aws_iam_policy.g", "each.value"], False),
        (["aws_iam_policy.g.arn", "aws_iam_policy.g", "each.key"], False),
        (["var.relaxed", "aws_iam_policy.g.arn", "aws_iam_policy.g"], False),
    ],
)
def test_a_policy_is_attached_where_it_alone_is_referred_to(
    tmp_path: Path, references: list[str], *, attached: bool
) -> None:
    """With the block's own key it is the instance of that key; what may be another policy is left out."""
    guard = [
        block(
            "aws_iam_policy",
            "g",
            {"policy": json.dumps(policy)},
            index=key,
            address=f'aws_iam_policy.g["{key}"]',
        )
        for key, policy in (("a", GUARD), ("b", allow()))
    ]
    user = block("aws_iam_user", "u", {"name": "u"})
    attaches = block("aws_iam_user_policy_attachment", "t", {"user": "u"}, index="a")
    made = plan(*guard, user, attaches)
    reported = {"policy_arn": {"references": references}}
    listed = [{"type": "aws_iam_user_policy_attachment", "name": "t", "expressions": reported}]
    made["configuration"] = {"root_module": {"resources": listed}}
    found = subjects(written(tmp_path, made))["aws_iam_user.u"]
    assert [one.name for one in found.parts.values()] == (['aws_iam_policy.g["a"]'] if attached else [])
    assert [one.severity for one in found.unknowns] == ([] if attached else ["error"])


def test_an_index_that_is_written_out_is_kept_to(tmp_path: Path) -> None:
    """The block's own key does not count then: the second one's policy is no guard."""
    policies = [
        block(
            "aws_iam_policy", "g", {"policy": json.dumps(one)}, index=key, address=f"aws_iam_policy.g[{key}]"
        )
        for key, one in enumerate((GUARD, allow()))
    ]
    attaches = block("aws_iam_user_policy_attachment", "t", {"user": "u"}, index=0)
    made = plan(*policies, block("aws_iam_user", "u", {"name": "u"}), attaches)
    references = ["aws_iam_policy.g[1].arn", "aws_iam_policy.g[1]", "aws_iam_policy.g"]
    reported = {"policy_arn": {"references": references}}
    listed = [{"type": "aws_iam_user_policy_attachment", "name": "t", "expressions": reported}]
    made["configuration"] = {"root_module": {"resources": listed}}
    assert held(written(tmp_path, made))["aws_iam_user.u"] == ["aws_iam_policy.g[1]"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_a_byte_order_mark_shows_the_encoding(tmp_path: Path, encoding: str) -> None:
    """PowerShell writes plans as UTF-16; they are read, with the places that an editor shows."""
    path = tmp_path / "plan.json"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes((mark + PLAN.read_text(encoding="utf-8")).encode(encoding))
    assert held(path) == held(PLAN)
    unknowns = [one for name in ("aws_iam_policy.reader",) for one in subjects(path)[name].all_unknowns]
    assert unknowns == subjects(PLAN)["aws_iam_policy.reader"].all_unknowns


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xfe{\x00\x00", "The file is UTF-16; save it as UTF-8 without BOM"),
        (
            '{"Statement": []}'.encode("utf-8-sig"),
            "The file starts with a byte order mark (BOM); save it as UTF-8 without BOM",
        ),
    ],
)
def test_what_aws_would_not_read_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    """A file that breaks its own encoding cannot be read; a policy with a mark would not be saved."""
    path = tmp_path / "file.json"
    path.write_bytes(data)
    (document,) = documents_of_file(path, path.name, Defaults()).documents
    (error,) = document.errors
    assert error.message.endswith(says)
