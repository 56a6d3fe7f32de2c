"""What looks like a policy where none is read: it is said, so that nobody takes it for judged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mfagate.sources.formats.containers import items, members
from mfagate.sources.formats.terraform._people import HOLDERS
from mfagate.sources.formats.terraform._places import PLACES
from mfagate.sources.inventory import Holder, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.parsing import Json, Path
    from mfagate.policy.documents import Unknown
    from mfagate.sources.formats.terraform._blocks import Block
    from mfagate.sources.formats.terraform._documents import Documents

_READ = {*HOLDERS, *PLACES}
_PROVIDERS = ("aws_", "awscc_")
_MAX_DEPTH = 6
_POLICY_REMEDY = "Check the policy by itself, as a file of its own, if people get access by it."
_STACKS = {
    "aws_cloudformation_stack",
    "aws_cloudformation_stack_set",
    "aws_serverlessapplicationrepository_cloudformation_stack",
    "awscc_cloudformation_stack",
    "awscc_cloudformation_stack_set",
    "awscc_serverless_application",
}
_BODY = "template_body"
# Of CloudFormation's types: what holds policies, and what makes stacks or roles that do.
_HOLDING = ("AWS::IAM::", "AWS::CloudFormation::Stack", "AWS::Serverless", "AWS::SSO::PermissionSet")
_TEMPLATE_REMEDY = "Check the template by itself, as a file of its own."
# What other providers make of IAM and Identity Center: any of it may give, or take, what is judged here.
_DECISIVE = ("awscc_iam_", "awscc_sso_")
_BESIDE = {  # of these nobody has a policy
    "awscc_iam_oidc_provider",
    "awscc_iam_saml_provider",
    "awscc_iam_server_certificate",
    "awscc_iam_virtual_mfa_device",
}
_CONTROL, _CONTROLLED = "aws_cloudcontrolapi_resource", ("AWS::IAM::", "AWS::SSO::")
_DECISIVE_REMEDY = (
    "Judge the account's details after apply (aws iam get-account-authorization-details), "
    "or use the resources of the aws provider."
)


def unread(block: Block, documents: Documents) -> None:
    """Tell of the policies and templates in a resource of a type that is not read here."""
    if block.type in _READ or not block.type.startswith(_PROVIDERS):
        return
    if _is_decisive(block):
        message = (
            f"{printable(block.address, '?')} is of a type that is not read here, so what people have by it "
            "is not judged"
        )
        _tell(block, documents, documents.unknown("error", message, _DECISIVE_REMEDY, block.path))
        return
    for path, text in _texts(block.values, (), 0):
        if '"Statement"' in text and _is_policy(text):
            what, remedy = "a policy", _POLICY_REMEDY
        elif any(name in text for name in _HOLDING):
            what, remedy = "a template with policies", _TEMPLATE_REMEDY
        else:
            continue
        message = f"{path[0]} of {printable(block.address, '?')} is {what}, which is not read where it stands"
        _tell(block, documents, documents.unknown("warning", message, remedy, (*block.path, *path)))
    if block.type in _STACKS and not isinstance(block.values.get(_BODY), str):
        where = printable(block.address, "?")
        message = f"the template of {where} is not in this file: the policies in it are not judged here"
        _tell(block, documents, documents.unknown("warning", message, _TEMPLATE_REMEDY, block.path))


def _is_decisive(block: Block) -> bool:
    """Tell whether a resource is of IAM or Identity Center; one of a type that is not told may be."""
    if block.type == _CONTROL:
        kind = block.values.get("type_name")
        return not isinstance(kind, str) or kind.startswith(_CONTROLLED)
    return block.type.startswith(_DECISIVE) and block.type not in _BESIDE


def _tell(block: Block, documents: Documents, unknown: Unknown) -> None:
    name = documents.inventory.free_name(printable(block.address, "?"))
    documents.inventory.add_holder(Holder(name, "rest", unknowns=[unknown]))


def _texts(value: Json, path: Path, depth: int) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif depth < _MAX_DEPTH:
        inner = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for key, item in inner:
            yield from _texts(item, (*path, key), depth + 1)


def _is_policy(text: str) -> bool:
    try:
        statements = items(members(json.loads(text)).get("Statement"))
    except (ValueError, RecursionError):
        return False
    return any("Effect" in members(one) for one in statements)
