"""What may give somebody a policy where none is read: it is said, so that nobody takes it for judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.sources.formats.containers import parts
from mfagate.sources.formats.terraform._blocks import before, gone
from mfagate.sources.formats.terraform._places import PLACES
from mfagate.sources.formats.terraform._principals import HOLDERS
from mfagate.sources.inventory import Holder, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.parsing import Path
    from mfagate.sources.formats.terraform._blocks import Block
    from mfagate.sources.formats.terraform._documents import Documents

_READ = {*HOLDERS, *PLACES}
_PROVIDERS = ("aws_", "awscc_")
_STACKS = {
    "aws_cloudformation_stack",
    "aws_cloudformation_stack_set",
    "aws_serverlessapplicationrepository_cloudformation_stack",
    "awscc_cloudformation_stack",
    "awscc_cloudformation_stack_set",
    "awscc_serverless_application",
}
# Of a policy its statements; of CloudFormation's types what has policies, or makes stacks or roles that do.
_WORDS = (
    '"Effect"',
    "AWS::IAM::",
    "AWS::CloudFormation::Stack",
    "AWS::Serverless",
    "AWS::SSO::PermissionSet",
)
# What other providers make of IAM and Identity Center: any of it may give, or take, what is judged here.
_OF_IAM = ("awscc_iam_", "awscc_sso_")
_IAM = ("aws_iam_", "aws_organizations_policy", "aws_ssoadmin_", *_OF_IAM)
_WITHOUT_POLICY = {
    "awscc_iam_oidc_provider",
    "awscc_iam_saml_provider",
    "awscc_iam_server_certificate",
    "awscc_iam_virtual_mfa_device",
}
_CONTROL, _CONTROLLED = "aws_cloudcontrolapi_resource", ("AWS::IAM::", "AWS::SSO::")
_OF_IAM_REMEDY = (
    "Judge the account's details after apply (aws iam get-account-authorization-details), "
    "or use the resources of the aws provider."
)
_REMEDY = "If people get access through it, save the policy or template as its own file and check that file."


def report_unread(block: Block, documents: Documents) -> None:
    """Say what is in a resource of a type that is not read: of IAM an error, a policy or stack a warning."""
    if block.type in _READ or not block.type.startswith(_PROVIDERS):
        return
    where = printable(block.address, "?")
    if _is_of_iam(block):
        message = f"mfagate does not read the type of {where}, so the access it gives is not judged"
        found = [documents.unknown("error", message, _OF_IAM_REMEDY, block.path)]
    else:
        found = [
            documents.unknown(
                "warning",
                f"{path[0]} of {where} contains policies, which mfagate does not read there",
                _REMEDY,
                (*block.path, *path),
            )
            for path, text in _texts(block.values)
            if any(word in text for word in _WORDS)
        ]
        if block.type in _STACKS and not isinstance(block.values.get("template_body"), str):
            message = f"the template of {where} is not in this file, so its policies are not judged"
            found.append(documents.unknown("warning", message, _REMEDY, block.path))
    for unknown in found:
        free = documents.inventory.free_name(where)
        documents.inventory.add_holder(Holder(free, "rest", unknowns=[unknown]))


def removed(plan: dict[str, Any]) -> Iterator[str]:
    """Give the addresses of what a plan deletes of IAM, and of what had a policy that it changes."""
    for block in gone(plan):
        if block.type in _READ or block.type.startswith(_IAM):
            yield block.address
    for block in before(plan):
        has_policy = any(_WORDS[0] in text for _, text in _texts(block.values))
        if has_policy and block.type.startswith(_PROVIDERS):
            yield block.address


def _is_of_iam(block: Block) -> bool:
    """Tell whether a resource is of IAM or Identity Center; one of a type that is not known may be."""
    if block.type == _CONTROL:
        kind = block.values.get("type_name")
        return not isinstance(kind, str) or kind.startswith(_CONTROLLED)
    return block.type.startswith(_OF_IAM) and block.type not in _WITHOUT_POLICY


def _texts(values: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    return ((path, one) for path, one in parts(values) if isinstance(one, str))
