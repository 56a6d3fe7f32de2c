"""Replies of AWS's API that hold one policy, with the document somewhere inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.sources.formats.containers import members
from mfagate.sources.inventory import Inventory

if TYPE_CHECKING:
    from mfagate.parsing import Json, Path
    from mfagate.policy.documents import Kind
    from mfagate.sources.formats.containers import Container

FORM = "an AWS API response"
_POLICY = {"Version", "Statement", "Id"}
_TYPES: dict[str, Kind] = {"SERVICE_CONTROL_POLICY": "scp", "RESOURCE_CONTROL_POLICY": "rcp"}

# Where the document is, and of what kind it is; None: by what it has. The commands that answer so:
# get-policy-version, get-role, get-{role,user,group}-policy, organizations describe-policy,
# kms get-key-policy, s3api get-bucket-policy, lambda get-policy, ecr get-repository-policy,
# secretsmanager get-resource-policy, codeartifact get-domain-permissions-policy,
# organizations describe-resource-policy, glacier get-vault-access-policy,
# {sns get-topic,sqs get-queue}-attributes, sso-admin get-inline-policy-for-permission-set.
_PLACES: tuple[tuple[Path, Kind | None], ...] = (
    (("PolicyVersion", "Document"), None),
    (("Role", "AssumeRolePolicyDocument"), "trust"),
    (("AssumeRolePolicyDocument",), "trust"),
    (("PolicyDocument",), None),
    (("Policy", "Content"), None),
    (("Policy",), None),
    (("policyText",), "resource"),
    (("policy", "document"), "resource"),
    (("policy", "Policy"), "resource"),
    (("ResourcePolicy", "Content"), "resource"),
    (("ResourcePolicy",), "resource"),
    (("Attributes", "Policy"), "resource"),
    (("InlinePolicy",), "identity"),
    (("Document",), None),
)


# What replies have that hold no document, and what to do for one.
_DETAILS = "save the output of aws iam get-account-authorization-details, which has them all"
_WITHOUT: dict[str, str] = {
    "AccessKeyMetadata": _DETAILS,
    "AttachedPolicies": _DETAILS,
    "Group": _DETAILS,
    "Groups": _DETAILS,
    "InstanceProfile": _DETAILS,
    "InstanceProfiles": _DETAILS,
    "PermissionSet": "save the output of aws sso-admin get-inline-policy-for-permission-set",
    "PermissionSets": "save the output of aws sso-admin get-inline-policy-for-permission-set for each",
    "Policies": "save the output of aws iam get-policy-version or aws organizations describe-policy for each",
    "Policy": "save the output of aws iam get-policy-version for its default version",
    "PolicyGroups": _DETAILS,
    "PolicyNames": _DETAILS,
    "PolicyRoles": _DETAILS,
    "PolicyUsers": _DETAILS,
    "Role": _DETAILS,
    "Roles": _DETAILS,
    "StackResources": "save the output of aws cloudformation get-template",
    "Stacks": "save the output of aws cloudformation get-template",
    "User": _DETAILS,
    "Users": _DETAILS,
    "Versions": "save the output of aws iam get-policy-version for the default one",
}
_BODY = "TemplateBody"
_IS_BODY = (
    "this is the output of aws cloudformation get-template, which wraps the template; save the template "
    "alone: add --query TemplateBody, and --output text if it is YAML"
)


def reply_place(value: Json) -> tuple[Path, Kind | None] | None:
    """Return where a reply's document is, and its kind if given; None if there is no document."""
    if not isinstance(value, dict) or not _POLICY.isdisjoint(value):
        return None
    for path, kind in _PLACES:
        held: Json = value
        for part in path:
            held = members(held).get(str(part))
        if isinstance(held, str) or not _POLICY.isdisjoint(members(held)):
            return path, _given_kind(value) or kind
    named = ((path, kind) for path, kind in _PLACES if len(path) > 1)
    return next((place for place in named if place[0][-1] in members(value.get(place[0][0]))), None)


def _given_kind(value: Json) -> Kind | None:
    """Return the kind that `organizations describe-policy` names."""
    summary = members(members(members(value).get("Policy")).get("PolicySummary"))
    return _TYPES.get(str(summary.get("Type")))


def is_reply(value: Json) -> bool:
    """Tell whether a value is a reply: one with a document, or one that names things of IAM instead."""
    place = reply_place(value)
    held: Json = value
    for part in place[0] if place is not None else ():
        held = members(held).get(str(part))
    if place is not None:
        return isinstance(held, dict) or "Statement" in str(held)
    entries = members(value)
    is_listing = any(
        isinstance(entries.get(key), dict | list) and "arn:aws" in str(entries[key]) for key in _WITHOUT
    )
    return _POLICY.isdisjoint(entries) and (_BODY in entries or is_listing)


def reply_inventory(container: Container, kind: Kind | None = None) -> Inventory | None:
    """Return the one document of a reply, of the given kind or its own; None when the file is no reply."""
    inventory = Inventory(container.file, FORM)
    place = reply_place(container.value)
    if place is None:
        return _without(container, inventory)
    from mfagate.sources.formats.drafts import Drafts  # noqa: PLC0415 - few runs read a reply

    path, kind_in_file = place
    inventory.add(Drafts(container).at(path, "", kind or kind_in_file))
    return inventory


def _without(container: Container, inventory: Inventory) -> Inventory | None:
    """Say of a reply without a document what to do; None when the file is no reply."""
    value = members(container.value)
    if not _POLICY.isdisjoint(value):
        return None
    from mfagate.sources.formats.drafts import Drafts  # noqa: PLC0415 - few runs read a reply

    named = next((key for key in value if key in _WITHOUT and isinstance(value[key], (dict, list))), None)
    if _BODY in value:
        inventory.add(Drafts(container).refused((_BODY,), "", _IS_BODY))
    elif named is not None:
        why = f"this is an AWS API response ({named}) without a policy document; {_WITHOUT[named]}"
        inventory.add(Drafts(container).refused((named,), "", why))
    return inventory if inventory.documents else None
