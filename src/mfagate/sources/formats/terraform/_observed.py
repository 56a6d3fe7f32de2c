"""What the provider has only observed of a resource, and another resource of the file decides.

A role lists all policies that it has, a bucket the policy that it has: as they were when the provider looked,
which is before the plan. Where another resource is there for it, or was, that one tells what will be.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mfagate.sources.formats.containers import items, text_of
from mfagate.sources.formats.terraform._blocks import before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mfagate.sources.formats.terraform._blocks import Block

_ATTACHMENTS = {
    "aws_iam_policy_attachment": ("roles", "policy_arn"),
    "aws_iam_role_policy_attachment": ("role", "policy_arn"),
    "aws_iam_role_policy_attachments_exclusive": ("role_name", "policy_arns"),
}
_INLINE = "aws_iam_role_policy"
# Type of resource -> its argument that names the one whose policy it is, and the types of that.
_POLICIES = {
    "aws_api_gateway_rest_api_policy": ("rest_api_id", ("aws_api_gateway_rest_api",)),
    "aws_elasticsearch_domain_policy": ("domain_name", ("aws_elasticsearch_domain",)),
    "aws_kms_key_policy": ("key_id", ("aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key")),
    "aws_opensearch_domain_policy": ("domain_name", ("aws_opensearch_domain",)),
    "aws_s3_bucket_policy": ("bucket", ("aws_s3_bucket",)),
    "aws_s3control_access_point_policy": ("access_point_arn", ("aws_s3_access_point",)),
    "aws_secretsmanager_secret_policy": ("secret_arn", ("aws_secretsmanager_secret",)),
    "aws_sns_topic_policy": ("arn", ("aws_sns_topic",)),
    "aws_sqs_queue_policy": ("queue_url", ("aws_sqs_queue",)),
}
_NAMES = ("id", "arn", "name", "bucket", "domain_name", "key_id", "url")


@dataclass
class Observed:
    """What other resources are there for, or were before the plan."""

    _attached: set[tuple[str, str]] = field(default_factory=set)
    _detached: set[tuple[str, str]] = field(default_factory=set)
    _inline: set[tuple[str, str]] = field(default_factory=set)
    _owners: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, plan: dict[str, Any], blocks: Iterable[Block]) -> Observed:
        """Look at the blocks of a file, and at what its changes say was there."""
        now, then = list(blocks), list(before(plan))
        found = cls({pair for one in now for pair in _pairs(one)})
        found._detached = {pair for one in then for pair in _pairs(one)} - found._attached
        for one in [*now, *then]:
            if one.type == _INLINE:
                found._inline.add((_name(one.values.get("role")), text_of(one.values.get("name"))))
            argument, types = _POLICIES.get(one.type, ("", ()))
            found._owners |= {(kind, text_of(one.values.get(argument))) for kind in types}
        return found

    def detaches(self, role: Block, arn: str) -> bool:
        """Tell whether a plan takes a policy from a role."""
        return (text_of(role.values.get("name")), arn) in self._detached

    def writes(self, role: Block, name: str) -> bool:
        """Tell whether another resource is there for a policy that is written in a role."""
        return (text_of(role.values.get("name")), name) in self._inline

    def owns(self, block: Block) -> bool:
        """Tell whether another resource is there for the policy of a resource."""
        names = {text_of(block.values.get(name)) for name in _NAMES} - {""}
        return any((block.type, name) in self._owners for name in names)


def _pairs(block: Block) -> Iterator[tuple[str, str]]:
    roles, arns = _ATTACHMENTS.get(block.type, ("", ""))
    for role in items(block.values.get(roles)):
        for arn in items(block.values.get(arns)):
            yield _name(role), text_of(arn)


def _name(role: object) -> str:
    return text_of(role).rsplit("/", 1)[-1]
