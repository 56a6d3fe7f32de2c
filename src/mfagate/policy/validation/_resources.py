"""Resources at save time: "*", or an ARN as IAM wants it.

Sources: moto's recorded answers of CreatePolicy (partition, vendor, "::", region, IAM paths);
resource types of IAM, STS and S3 in the Service Authorization Reference, which the recorded message
predates; "Control access to a REST API with resource policies" (API Gateway Developer Guide) for
`execute-api:/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mfagate.parsing import shown
from mfagate.parsing.suggestions import closest
from mfagate.policy.validation._arn import PARTITIONS, has_wildcard, is_partition, split
from mfagate.policy.validation._model import Fault
from mfagate.policy.validation.aws_wording import aws_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.policy.validation._elements import Policy

IAM_TYPES = (
    "user/",
    "federated-user/",
    "role/",
    "group/",
    "instance-profile/",
    "mfa/",
    "server-certificate/",
    "policy/",
    "sms-mfa/",
    "saml-provider/",
    "oidc-provider/",
    "report/",
    "access-report/",
    "assumed-role/",
    "delegation-request/",
    "role-template/",
    "contextProvider/",
)
IAM_NAMES = ("*", "root")
S3_REGIONAL = (
    "accesspoint/",
    "access-grants/",
    "job/",
    "storage-lens/",
    "storage-lens-group/",
    "async-request/",
)

_WHOLE = 6


class _Refusal(NamedTuple):
    cause: str
    detail: str
    partition: str = ""
    name: str = ""


def faults(policy: Policy) -> Iterator[Fault]:
    """Refuse resources that are neither "*" nor an acceptable ARN."""
    if policy.kind == "trust":
        return
    for statement in policy.statements:
        for path, value in statement.texts("Resource", "NotResource"):
            if value == "*" or (policy.kind == "resource" and value.startswith("execute-api:/")):
                continue
            refusal = _refusal(value)
            if refusal:
                cause, detail, partition, name = refusal
                name = name or shown(value, 200)
                message = aws_message(policy.kind, cause, detail, name=name, partition=partition)
                yield Fault(path, "resource", message)


def _refusal(value: str) -> _Refusal | None:
    parts = split(value)
    if len(parts) == 1:
        return _Refusal("no-arn", f'"{shown(value)}" has no colon; write arn:aws:…')
    if not is_partition(parts[1]):
        return _partition(parts)
    if parts[0] != "arn":
        return _Refusal("no-arn", f'It starts with "{shown(parts[0])}"; write arn:…')
    return _vendor(parts) or _region(parts) or _iam_path(parts)


def _partition(parts: list[str]) -> _Refusal:
    whole = [*parts, *["*"] * (_WHOLE - len(parts))]
    name = shown(":".join(["arn", *whole[1:]]), 200)
    expected = closest(parts[1], PARTITIONS, f"expected one of {', '.join(PARTITIONS)}")
    detail = f"An ARN is arn:partition:service:region:account:resource; {expected}"
    return _Refusal("partition", detail, shown(parts[1]), name)


def _vendor(parts: list[str]) -> _Refusal | None:
    if len(parts) == 2:
        return _Refusal("resource-vendor", "The service is missing after the partition")
    vendor = parts[2]
    if vendor == "":
        return _Refusal("legacy", "The ARN has no service between its second and third colon")
    if has_wildcard(vendor) or "$" in vendor:
        return _Refusal("resource-vendor", f'"{shown(vendor)}" is in place of the service; name the service')
    if "" in parts[3:] and len(parts) < _WHOLE:
        detail = "The ARN has an empty part but fewer than five colons; a colon is missing"
        return _Refusal("legacy", detail)
    return None


def _region(parts: list[str]) -> _Refusal | None:
    region = parts[3] if len(parts) == _WHOLE else ""
    if region and parts[2] == "iam":
        return _Refusal("iam-region", f'Delete "{shown(region)}": IAM has no Region')
    if region and parts[2] == "s3" and not could_be_regional(parts[5]):
        return _Refusal("s3-region", f'Delete "{shown(region)}": bucket ARNs have no Region')
    return None


def could_be_regional(resource: str) -> bool:
    """Tell whether the last part of an S3 ARN can name a type that has a Region."""
    head = resource.replace("?", "*").replace("$", "*").partition("*")[0]
    return any(name.startswith(head) or head.startswith(name) for name in S3_REGIONAL)


def _iam_path(parts: list[str]) -> _Refusal | None:
    if parts[2] != "iam" or len(parts) < _WHOLE:
        return None
    path = parts[5]
    if path in IAM_NAMES or path.startswith(IAM_TYPES):
        return None
    expected = closest(path.partition("/")[0] + "/", IAM_TYPES, "name the type before the first /")
    return _Refusal("iam-path", f'"{shown(path)}" is not a type of IAM resource; {expected}')
